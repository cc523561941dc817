/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Relations come and go while what is chosen stays as it is: the rows follow, and a button takes
 * away what its row shows. */

#include "mani-inspector-details.h"

#include "app-fixture.h"

#include <adwaita.h>

static void
expand (GtkWidget *widget, const char *title)
{
  if (ADW_IS_EXPANDER_ROW (widget) &&
      g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (widget), TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    expand (child, title);
}

static void
collect_buttons (GtkWidget *widget, const char *tooltip, GPtrArray *buttons)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0)
    g_ptr_array_add (buttons, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_buttons (child, tooltip, buttons);
}

static GPtrArray *
list_buttons (GtkWidget *widget)
{
  GPtrArray *buttons = g_ptr_array_new ();

  fixture_wait (50);
  collect_buttons (widget, "Remove the relation", buttons);

  return buttons;
}

static void
relate (ManiEditor *editor, ManiAnnotation *from, ManiAnnotation *to)
{
  g_autoptr (ManiEdit) edit =
      mani_operation_relate (mani_editor_get_project (editor), from, to, NULL, NULL, 0);

  g_assert_true (mani_editor_apply (editor, edit, NULL));
}

static void
test_relations_follow (void)
{
  g_autoptr (ManiEditor) editor = fixture_editor ();
  ManiTable *relations =
      mani_project_get_table (mani_editor_get_project (editor), MANI_KIND_RELATION);
  g_autoptr (ManiAnnotation) person = g_object_ref (mani_editor_get_selected (editor));
  g_autoptr (ManiAnnotation) place = NULL;
  g_autoptr (ManiAnnotation) verb = NULL;
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *details = g_object_new (MANI_TYPE_INSPECTOR_DETAILS, NULL);
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) left = NULL;

  mani_editor_set_selection (editor, &(ManiRange){ 32, 43 });
  g_assert_true (mani_editor_press_label (editor, NULL));
  place = g_object_ref (mani_editor_get_selected (editor));
  mani_editor_set_selection (editor, &(ManiRange){ 12, 19 });
  g_assert_true (mani_editor_press_label (editor, NULL));
  verb = g_object_ref (mani_editor_get_selected (editor));
  mani_editor_set_selected (editor, person);

  /* A window does not grow at once with what is in it. */
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), details);
  gtk_window_set_child (GTK_WINDOW (window), scroller);
  mani_inspector_details_show (MANI_INSPECTOR_DETAILS (details), editor);
  gtk_window_present (GTK_WINDOW (window));
  expand (details, "Relations");
  none = list_buttons (details);
  g_assert_cmpuint (none->len, ==, 0);

  relate (editor, person, place);
  one = list_buttons (details);
  g_assert_cmpuint (one->len, ==, 1);

  /* The other relation is of others and stays, however often the button is pressed. */
  relate (editor, place, verb);
  g_ptr_array_unref (one);
  one = list_buttons (details);
  g_assert_cmpuint (one->len, ==, 1);
  g_signal_emit_by_name (one->pdata[0], "clicked");
  g_signal_emit_by_name (one->pdata[0], "clicked");
  left = list_buttons (details);
  g_assert_cmpuint (left->len, ==, 0);
  g_assert_cmpuint (mani_table_get_length (relations), ==, 1);

  fixture_close (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_application ();

  g_test_add_func ("/app/inspector-details/relations-follow", test_relations_follow);

  return g_test_run ();
}
