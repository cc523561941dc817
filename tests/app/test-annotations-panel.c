/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of the list of annotations: what has a place first, then the orphans under a heading; it
 * and the editor follow each other. */

#include "app-fixture.h"
#include "core-fixture.h"
#include "mani-annotation-filter.h"
#include "mani-annotation-row.h"
#include "mani-annotations-panel.h"
#include "mani-list-pane.h"
#include "mani-window.h"

/* The core's project, of whose three annotations two are joined by orphans. */
typedef struct
{
  ManiEditor *editor;
  GtkWidget *window;
  GtkWidget *panel;
  GtkWidget *filter;
  GtkWidget *pane;
  GtkSelectionModel *list;
} Fixture;

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

static void
set_up_window (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ManiProject) project = make_project ();
  GtkWidget *panel;

  add_record (project, make_orphan ("o1", "a", "Bakuu"));
  add_record (project, make_orphan ("o2", "a", "Yerewan"));
  fixture->editor = mani_editor_new (project);
  mani_editor_set_article (fixture->editor, mani_project_lookup (project, MANI_KIND_ARTICLE, "a"));
  fixture->window = GTK_WIDGET (mani_window_new (fixture_application (), fixture->editor));
  gtk_window_present (GTK_WINDOW (fixture->window));
  /* The panes come after the first frame. */
  do
    {
      fixture_wait (300);
      panel = find_below (fixture->window, MANI_TYPE_ANNOTATIONS_PANEL);
    }
  while (panel == NULL);
  fixture->panel = panel;
  fixture->filter = find_below (panel, MANI_TYPE_ANNOTATION_FILTER);
  fixture->pane = find_below (panel, MANI_TYPE_LIST_PANE);
  fixture->list = gtk_list_view_get_model (
      GTK_LIST_VIEW (mani_list_pane_get_list (MANI_LIST_PANE (fixture->pane))));
}

static void
tear_down_window (Fixture *fixture, gconstpointer data)
{
  fixture_close (fixture->window);
  g_assert_finalize_object (fixture->editor);
}

static gpointer
find (Fixture *fixture, const char *id)
{
  return mani_project_lookup (mani_editor_get_project (fixture->editor), MANI_KIND_ANNOTATION, id);
}

/* "a1 a2 [a3]": those listed, with the selected one in brackets. */
static void
assert_lists (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->list)); i++)
    {
      g_autoptr (ManiRecord) record = g_list_model_get_item (G_LIST_MODEL (fixture->list), i);
      gboolean is_selected = gtk_selection_model_is_selected (fixture->list, i);

      g_string_append_printf (text, is_selected ? "%s[%s]" : "%s%s", i > 0 ? " " : "",
                              mani_record_get_id (record));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
collect_headings (GtkWidget *widget, GPtrArray *quotes)
{
  if (MANI_IS_ANNOTATION_ROW (widget) && gtk_widget_get_mapped (widget))
    {
      GtkWidget *box = gtk_widget_get_first_child (widget);
      GtkWidget *article = gtk_widget_get_first_child (box);
      GtkWidget *section = gtk_widget_get_next_sibling (article);

      if (gtk_widget_get_visible (section))
        g_ptr_array_add (quotes,
                         (gpointer) gtk_label_get_text (GTK_LABEL (
                             gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (section)))));
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_headings (child, quotes);
}

/* The heading stands above this quotation; NULL: there is none. */
static void
assert_heading (Fixture *fixture, const char *quote)
{
  g_autoptr (GPtrArray) quotes = g_ptr_array_new ();

  fixture_wait (200);
  collect_headings (fixture->window, quotes);
  g_assert_cmpuint (quotes->len, ==, quote != NULL ? 1 : 0);
  if (quote != NULL)
    g_assert_cmpstr (quotes->pdata[0], ==, quote);
}

static void
place (Fixture *fixture, const char *id, guint start, guint end)
{
  mani_editor_set_selection (fixture->editor, &(ManiRange){ start, end });
  g_assert_true (gtk_widget_activate_action (fixture->window, "win.place-annotation", "s", id));
}

static void
test_orphans_are_last (Fixture *fixture, gconstpointer data)
{
  assert_lists (fixture, "a1 a2 a3 o1 o2");
  assert_heading (fixture, "Bakuu");
}

static void
test_follow_each_other (Fixture *fixture, gconstpointer data)
{
  mani_editor_set_selected (fixture->editor, find (fixture, "a3"));
  assert_lists (fixture, "a1 a2 [a3] o1 o2");
  mani_editor_set_selected (fixture->editor, find (fixture, "o2"));
  assert_lists (fixture, "a1 a2 a3 o1 [o2]");
  mani_editor_set_selected (fixture->editor, NULL);
  assert_lists (fixture, "a1 a2 a3 o1 o2");

  gtk_selection_model_select_item (fixture->list, 1, TRUE);
  g_assert_true (mani_editor_get_selected (fixture->editor) == find (fixture, "a2"));
  gtk_selection_model_select_item (fixture->list, 3, TRUE);
  g_assert_true (mani_editor_get_selected (fixture->editor) == find (fixture, "o1"));
}

static void
test_several (Fixture *fixture, gconstpointer data)
{
  GPtrArray *chosen;

  gtk_selection_model_select_item (fixture->list, 2, TRUE);
  gtk_selection_model_select_item (fixture->list, 0, FALSE);
  chosen = mani_editor_get_chosen (fixture->editor);
  g_assert_cmpuint (chosen->len, ==, 2);
  g_assert_true (chosen->pdata[0] == find (fixture, "a1"));
  g_assert_true (chosen->pdata[1] == find (fixture, "a3"));
  g_assert_true (mani_editor_get_selected (fixture->editor) == find (fixture, "a3"));

  /* One step for both, which stay chosen. */
  g_assert_true (gtk_widget_activate_action (fixture->panel, "win.relabel", "s", "person"));
  g_assert_cmpstr (mani_annotation_get_label (find (fixture, "a1")), ==, "person");
  g_assert_cmpstr (mani_annotation_get_label (find (fixture, "a3")), ==, "person");
  assert_lists (fixture, "[a1] a2 [a3] o1 o2");
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  g_assert_cmpstr (mani_annotation_get_label (find (fixture, "a1")), ==, "place");
  assert_lists (fixture, "[a1] a2 [a3] o1 o2");

  gtk_widget_activate_action (fixture->panel, "win.remove-annotation", NULL);
  assert_lists (fixture, "a2 o1 o2");
  g_assert_cmpuint (mani_editor_get_chosen (fixture->editor)->len, ==, 0);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), "relabel"));
}

static void
test_order_and_scope (Fixture *fixture, gconstpointer data)
{
  mani_editor_set_selected (fixture->editor, find (fixture, "a2"));
  g_assert_true (gtk_widget_activate_action (fixture->panel, "annotations.descending", NULL));
  assert_lists (fixture, "a3 [a2] a1 o2 o1");
  g_assert_true (gtk_widget_activate_action (fixture->panel, "annotations.order", "s", "label"));
  g_assert_true (gtk_widget_activate_action (fixture->panel, "annotations.descending", NULL));
  assert_lists (fixture, "a1 [a2] a3 o1 o2");

  add_record (mani_editor_get_project (fixture->editor), make_article ("z", "Other", "x y"));
  add_record (mani_editor_get_project (fixture->editor),
              make_annotation ("z1", "z", 0, 1, "person"));
  assert_lists (fixture, "a1 [a2] a3 o1 o2");
  g_assert_true (gtk_widget_activate_action (fixture->panel, "annotations.whole-project", NULL));
  assert_lists (fixture, "z1 a1 [a2] a3 o1 o2");
  /* Choosing there goes to the article. */
  gtk_selection_model_select_item (fixture->list, 0, TRUE);
  g_assert_cmpstr (mani_record_get_id (MANI_RECORD (mani_editor_get_article (fixture->editor))), ==,
                   "z");
  assert_lists (fixture, "[z1] a1 a2 a3 o1 o2");
  g_assert_true (mani_editor_get_selected (fixture->editor) == find (fixture, "z1"));
  g_assert_true (gtk_widget_activate_action (fixture->panel, "annotations.whole-project", NULL));
  assert_lists (fixture, "[z1]");
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry = mani_list_pane_get_entry (MANI_LIST_PANE (fixture->pane));

  mani_editor_set_selected (fixture->editor, find (fixture, "a1"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "yerev");
  fixture_wait (400);
  assert_lists (fixture, "a2");
  /* What is chosen stays so, although it is not shown. */
  g_assert_true (mani_editor_get_selected (fixture->editor) == find (fixture, "a1"));
  gtk_widget_activate_action (fixture->window, "win.show-all-annotations", NULL);
  assert_lists (fixture, "[a1] a2 a3 o1 o2");
  g_assert_false (mani_annotation_filter_is_on (MANI_ANNOTATION_FILTER (fixture->filter)));
  g_assert_false (mani_annotations_panel_show_all (MANI_ANNOTATIONS_PANEL (fixture->panel)));
}

/* The view lets a selection be while an orphan, which has no place in it, is selected. */
static void
test_orphan_leaves_the_selection (Fixture *fixture, gconstpointer data)
{
  const ManiRange *selection;

  mani_editor_set_selection (fixture->editor, &(ManiRange){ 24, 28 });
  gtk_selection_model_select_item (fixture->list, 3, TRUE);
  selection = mani_editor_get_selection (fixture->editor);
  g_assert_nonnull (selection);
  g_assert_cmpuint (selection->start, ==, 24);
}

static void
test_place (Fixture *fixture, gconstpointer data)
{
  GActionGroup *actions = G_ACTION_GROUP (fixture->window);

  g_assert_false (g_action_group_get_action_enabled (actions, "place-annotation"));
  place (fixture, "o1", 17, 21);
  assert_lists (fixture, "a1 a2 [o1] a3 o2");
  assert_heading (fixture, "Yerewan");

  place (fixture, "o2", 5, 8);
  assert_lists (fixture, "a1 [o2] a2 o1 a3");
  assert_heading (fixture, NULL);

  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  gtk_widget_activate_action (fixture->window, "win.undo", NULL);
  mani_editor_set_selected (fixture->editor, NULL);
  assert_lists (fixture, "a1 a2 a3 o1 o2");
  assert_heading (fixture, "Bakuu");
}

/* A screen reader is told. */
static void
test_description (void)
{
  g_autoptr (ManiProject) project = make_project ();
  g_autofree char *placed = NULL;
  g_autofree char *orphan = NULL;

  add_record (project, make_orphan ("o1", "a", "Bakuu"));
  placed = mani_annotation_row_describe (project,
                                         mani_project_lookup (project, MANI_KIND_ANNOTATION, "a1"));
  orphan = mani_annotation_row_describe (project,
                                         mani_project_lookup (project, MANI_KIND_ANNOTATION, "o1"));
  g_assert_cmpstr (placed, ==, "Place: Baku");
  g_assert_cmpstr (orphan, ==, "Highlight, not found in the text: Bakuu");
}

#define ADD(name, function)                                                           \
  g_test_add ("/app/annotations-panel/" name, Fixture, NULL, set_up_window, function, \
              tear_down_window)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("orphans-are-last", test_orphans_are_last);
  ADD ("list-and-editor-follow-each-other", test_follow_each_other);
  ADD ("several-are-chosen", test_several);
  ADD ("order-and-scope", test_order_and_scope);
  ADD ("filter", test_filter);
  ADD ("orphan-leaves-the-selection", test_orphan_leaves_the_selection);
  ADD ("orphan-is-placed", test_place);
  g_test_add_func ("/app/annotations-panel/description", test_description);

  return g_test_run ();
}
