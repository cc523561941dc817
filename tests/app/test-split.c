/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of the split: where its children stand, and how it folds. */

#include "mani-split.h"

#include <adwaita.h>

#define HEIGHT 300

typedef struct
{
  ManiSplit *split;
  GtkWidget *start;
  GtkWidget *content;
  GtkWidget *end;
} Fixture;

/* Panes of 200 and 300 beside a content of at least 400. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->start = gtk_button_new ();
  fixture->content = gtk_button_new ();
  fixture->end = gtk_button_new ();
  fixture->split =
      g_object_new (MANI_TYPE_SPLIT, "start", fixture->start, "content", fixture->content, "end",
                    fixture->end, "start-width", 200, "end-width", 300, "content-width", 400, NULL);
  g_object_ref_sink (fixture->split);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->split);
}

static void
allocate (Fixture *fixture, int width)
{
  int minimum;

  gtk_widget_measure (GTK_WIDGET (fixture->split), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL,
                      NULL, NULL);
  g_assert_cmpint (minimum, <=, width);
  gtk_widget_size_allocate (GTK_WIDGET (fixture->split), &(GtkAllocation){ 0, 0, width, HEIGHT },
                            -1);
}

/* Folding is done from an idle; then sizes are given out again. */
static void
resize (Fixture *fixture, int width)
{
  allocate (fixture, width);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  allocate (fixture, width);
}

static void
assert_at (Fixture *fixture, GtkWidget *child, int x, int width)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_get_child_visible (child));
  g_assert_true (gtk_widget_compute_bounds (child, GTK_WIDGET (fixture->split), &bounds));
  g_assert_cmpfloat (bounds.origin.x, ==, x);
  g_assert_cmpfloat (bounds.size.width, ==, width);
  g_assert_cmpfloat (bounds.size.height, ==, HEIGHT);
}

static void
assert_hidden (GtkWidget *child)
{
  g_assert_false (gtk_widget_get_child_visible (child));
}

static void
press_escape (Fixture *fixture)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->split));
  guint n_found = 0;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          g_autofree char *trigger =
              gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

          if (!g_str_equal (trigger, "Escape"))
            continue;
          gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0,
                                        GTK_WIDGET (fixture->split), NULL);
          n_found++;
        }
    }
  g_assert_cmpuint (n_found, ==, 1);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_side_by_side (Fixture *fixture, gconstpointer data)
{
  resize (fixture, 1000);

  g_assert_false (mani_split_get_folded (fixture->split));
  assert_at (fixture, fixture->start, 0, 200);
  assert_at (fixture, fixture->content, 200, 500);
  assert_at (fixture, fixture->end, 700, 300);
}

static void
test_mirrored (Fixture *fixture, gconstpointer data)
{
  gtk_widget_set_direction (GTK_WIDGET (fixture->split), GTK_TEXT_DIR_RTL);
  resize (fixture, 1000);

  assert_at (fixture, fixture->start, 800, 200);
  assert_at (fixture, fixture->content, 300, 500);
  assert_at (fixture, fixture->end, 0, 300);
}

static void
test_hidden_pane_gives_room (Fixture *fixture, gconstpointer data)
{
  mani_split_set_show_start (fixture->split, FALSE);
  resize (fixture, 1000);

  assert_hidden (fixture->start);
  assert_at (fixture, fixture->content, 0, 700);
  assert_at (fixture, fixture->end, 700, 300);
}

/* 200 + 400 + 300 fit; one pixel less does not. */
static void
test_folds_where_it_is_narrow (Fixture *fixture, gconstpointer data)
{
  guint n = 0;

  g_signal_connect_swapped (fixture->split, "notify::folded", G_CALLBACK (count_cb), &n);
  resize (fixture, 900);
  g_assert_false (mani_split_get_folded (fixture->split));
  resize (fixture, 899);
  g_assert_true (mani_split_get_folded (fixture->split));
  g_assert_cmpuint (n, ==, 1);

  assert_hidden (fixture->start);
  assert_hidden (fixture->end);
  assert_at (fixture, fixture->content, 0, 899);
  resize (fixture, 500);
  g_assert_cmpuint (n, ==, 1);
}

static void
test_needs_less_with_one_pane (Fixture *fixture, gconstpointer data)
{
  mani_split_set_show_end (fixture->split, FALSE);
  resize (fixture, 600);
  g_assert_false (mani_split_get_folded (fixture->split));
  resize (fixture, 599);
  g_assert_true (mani_split_get_folded (fixture->split));
}

static void
test_unfolding_brings_back (Fixture *fixture, gconstpointer data)
{
  mani_split_set_show_start (fixture->split, FALSE);
  resize (fixture, 1000);
  resize (fixture, 400);
  resize (fixture, 1000);

  g_assert_false (mani_split_get_folded (fixture->split));
  g_assert_false (mani_split_get_show_start (fixture->split));
  g_assert_true (mani_split_get_show_end (fixture->split));
  assert_at (fixture, fixture->content, 0, 700);
}

static void
test_folded_pane_lies_over (Fixture *fixture, gconstpointer data)
{
  guint n = 0;

  resize (fixture, 450);
  g_signal_connect_swapped (fixture->split, "notify::show-end", G_CALLBACK (count_cb), &n);
  mani_split_set_show_end (fixture->split, TRUE);
  mani_split_set_show_end (fixture->split, TRUE);
  g_assert_cmpuint (n, ==, 1);
  resize (fixture, 450);

  g_assert_true (mani_split_get_folded (fixture->split));
  assert_at (fixture, fixture->content, 0, 450);
  assert_at (fixture, fixture->end, 150, 300);
  g_assert_true (gtk_widget_has_css_class (fixture->end, "over"));

  /* One at a time. */
  mani_split_set_show_start (fixture->split, TRUE);
  resize (fixture, 450);
  g_assert_false (mani_split_get_show_end (fixture->split));
  g_assert_cmpuint (n, ==, 2);
  assert_hidden (fixture->end);
  assert_at (fixture, fixture->start, 0, 200);
}

static void
test_pane_is_no_wider_than_all (Fixture *fixture, gconstpointer data)
{
  resize (fixture, 250);
  mani_split_set_show_end (fixture->split, TRUE);
  resize (fixture, 250);

  assert_at (fixture, fixture->end, 0, 250);
}

static void
test_escape_hides_what_lies_over (Fixture *fixture, gconstpointer data)
{
  resize (fixture, 1000);
  press_escape (fixture);
  g_assert_true (mani_split_get_show_end (fixture->split));

  resize (fixture, 450);
  mani_split_set_show_end (fixture->split, TRUE);
  press_escape (fixture);
  g_assert_false (mani_split_get_show_end (fixture->split));

  /* What was opened for a while does not count for later. */
  resize (fixture, 1000);
  g_assert_true (mani_split_get_show_start (fixture->split));
  g_assert_true (mani_split_get_show_end (fixture->split));
}

static void
test_children_can_be_exchanged (Fixture *fixture, gconstpointer data)
{
  GtkWidget *other = gtk_button_new ();
  GtkWidget *read = NULL;

  g_object_set (fixture->split, "end", other, NULL);
  g_object_get (fixture->split, "end", &read, NULL);
  g_assert_true (read == other);
  g_object_unref (read);
  resize (fixture, 1000);
  assert_at (fixture, other, 700, 300);

  g_object_set (fixture->split, "end", NULL, NULL);
  resize (fixture, 1000);
  assert_at (fixture, fixture->content, 200, 800);
}

#define ADD(name, function) \
  g_test_add ("/app/split/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("stands-side-by-side", test_side_by_side);
  ADD ("is-mirrored-from-right-to-left", test_mirrored);
  ADD ("hidden-pane-gives-its-room", test_hidden_pane_gives_room);
  ADD ("folds-where-it-is-narrow", test_folds_where_it_is_narrow);
  ADD ("needs-less-with-one-pane", test_needs_less_with_one_pane);
  ADD ("unfolding-brings-back-what-was-there", test_unfolding_brings_back);
  ADD ("folded-pane-lies-over-the-content", test_folded_pane_lies_over);
  ADD ("pane-is-no-wider-than-all", test_pane_is_no_wider_than_all);
  ADD ("escape-hides-what-lies-over", test_escape_hides_what_lies_over);
  ADD ("children-can-be-exchanged", test_children_can_be_exchanged);

  return g_test_run ();
}
