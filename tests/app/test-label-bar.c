/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of the bar of labels: how it wraps, and when chips have their names. */

#include "app-fixture.h"
#include "mani-label-bar.h"
#include "mani-label-chip.h"
#include "mani-wrap-layout.h"

/* Rows of 100: 40 and 50 fit with 10 between them, 41 would not. */
static void
test_places (void)
{
  static const struct
  {
    int width;
    int start;
    int row;
  } children[] = {
    { 40, 0, 0 }, { 50, 50, 0 }, { 1, 0, 1 }, { 120, 0, 2 },
    { 30, 0, 3 }, { 60, 40, 3 }, { 1, 0, 4 },
  };
  int x = 0;
  int row = 0;

  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      g_assert_cmpint (mani_wrap_layout_place (children[i].width, 100, 10, &x, &row), ==,
                       children[i].start);
      g_assert_cmpint (row, ==, children[i].row);
      g_assert_cmpint (x, ==, children[i].start + children[i].width);
    }
}

static GtkWidget *
find_below (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_below (child, type);

  return found;
}

static ManiEditor *
editor_with_labels (guint n)
{
  g_autoptr (ManiProject) project = mani_project_new (NULL);
  g_autoptr (ManiEdit) edit = mani_edit_new ("Add");
  g_autoptr (ManiEdit) undo = NULL;
  guint n_now = mani_table_get_length (mani_project_get_table (project, MANI_KIND_LABEL));

  for (guint i = n_now; i < n; i++)
    {
      g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_label_record_type);
      g_autoptr (ManiRecord) label = NULL;
      g_autofree char *name = g_strdup_printf ("Further label %u", i);

      mani_record_builder_set_string (builder, MANI_LABEL_NAME, name);
      label = mani_record_builder_end (builder, NULL);
      mani_edit_add (edit, label);
    }
  undo = mani_project_apply (project, edit, NULL);
  g_assert_nonnull (undo);

  return mani_editor_new (project);
}

typedef struct
{
  guint n_labels;
  int width;
  gboolean has_names;
  gboolean is_one_row;
} Case;

/* A chip with a name of this length is 90 to 160 pixels wide, one without 30 to 60. */
static const Case cases[] = {
  { 6, 1200, TRUE, TRUE },   { 6, 620, TRUE, FALSE },   { 6, 200, FALSE, FALSE },
  { 15, 1200, TRUE, FALSE }, { 15, 620, FALSE, FALSE }, { 60, 400, FALSE, FALSE },
};

static void
test_names (gconstpointer data)
{
  const Case *c = data;
  ManiEditor *editor = editor_with_labels (c->n_labels);
  GtkWidget *bar = g_object_new (MANI_TYPE_LABEL_BAR, "editor", editor, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *first;
  GtkWidget *last;
  graphene_rect_t bounds;
  int top;
  guint n = 0;

  gtk_box_append (GTK_BOX (box), bar);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), c->width, 300);
  gtk_window_present (GTK_WINDOW (window));
  fixture_wait (300);

  first = find_below (bar, MANI_TYPE_LABEL_CHIP);
  last = gtk_widget_get_last_child (gtk_widget_get_parent (first));
  g_assert_true (gtk_widget_compute_bounds (first, bar, &bounds));
  top = bounds.origin.y;
  g_assert_true (gtk_widget_compute_bounds (last, bar, &bounds));
  g_assert_cmpint (bounds.origin.y == top, ==, c->is_one_row);
  /* No higher than the chips, and never much of the window. */
  g_assert_cmpint (gtk_widget_get_height (bar), <=, 150);

  for (GtkWidget *chip = first; chip != NULL; chip = gtk_widget_get_next_sibling (chip))
    {
      GtkWidget *child = gtk_button_get_child (GTK_BUTTON (chip));
      GtkWidget *name = gtk_widget_get_next_sibling (gtk_widget_get_first_child (child));
      const char *key;

      g_assert_true (GTK_IS_LABEL (name));
      /* One without a key has nothing else to go by. */
      key = mani_label_get_key (mani_label_chip_get_label (MANI_LABEL_CHIP (chip)));
      g_assert_cmpint (gtk_widget_get_visible (name), ==, c->has_names || key == NULL);
      g_assert_true (gtk_widget_compute_bounds (chip, bar, &bounds));
      g_assert_cmpfloat (bounds.origin.x, >=, 0);
      g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (bar));
      n++;
    }
  g_assert_cmpuint (n, ==, c->n_labels);

  fixture_close (window);
  g_assert_finalize_object (editor);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/app/label-bar/rows-are-filled", test_places);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/app/label-bar/%u-labels-in-%d", cases[i].n_labels, cases[i].width);

      g_test_add_data_func (path, &cases[i], test_names);
    }

  return g_test_run ();
}
