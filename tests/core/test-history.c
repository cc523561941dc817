/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Undo and redo: names, notifications, states. */

#include "mani-history.h"

#include "core-fixture.h"

typedef struct
{
  guint n_undo;
  guint n_redo;
} Heard;

static void
undo_name_cb (ManiHistory *history, GParamSpec *pspec, Heard *heard)
{
  heard->n_undo++;
}

static void
redo_name_cb (ManiHistory *history, GParamSpec *pspec, Heard *heard)
{
  heard->n_redo++;
}

static void
apply_label (ManiHistory *history, const char *id, const char *edit_name)
{
  g_autoptr (ManiEdit) edit = mani_edit_new (edit_name);
  g_autoptr (ManiLabel) label = make_label (id, id, NULL);
  g_autoptr (GError) error = NULL;

  mani_edit_add (edit, label);
  g_assert_true (mani_history_apply (history, edit, &error));
  g_assert_no_error (error);
}

static void
check_names (ManiHistory *history, const char *undo_name, const char *redo_name)
{
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;

  g_object_get (history, "undo-name", &undo, "redo-name", &redo, NULL);
  g_assert_cmpstr (undo, ==, undo_name);
  g_assert_cmpstr (redo, ==, redo_name);
  g_assert_cmpstr (mani_history_get_undo_name (history), ==, undo_name);
  g_assert_cmpstr (mani_history_get_redo_name (history), ==, redo_name);
}

static void
test_names (void)
{
  ManiProject *project = mani_project_new (NULL);
  ManiHistory *history = mani_history_new (project);

  check_names (history, NULL, NULL);
  g_assert_false (mani_history_undo (history, NULL));
  g_assert_false (mani_history_redo (history, NULL));
  apply_label (history, "a", "First");
  check_names (history, "First", NULL);
  apply_label (history, "b", "Second");
  check_names (history, "Second", NULL);
  g_assert_true (mani_history_undo (history, NULL));
  check_names (history, "First", "Second");
  g_assert_true (mani_history_undo (history, NULL));
  check_names (history, NULL, "First");
  g_assert_true (mani_history_redo (history, NULL));
  check_names (history, "First", "Second");
  g_assert_cmpuint (mani_history_get_n_undo (history), ==, 1);

  /* A new edit forgets what was undone. */
  apply_label (history, "c", "Third");
  check_names (history, "Third", NULL);
  g_assert_false (mani_history_redo (history, NULL));
  g_assert_null (mani_project_lookup (project, MANI_KIND_LABEL, "b"));

  g_assert_finalize_object (history);
  g_assert_finalize_object (project);
}

static void
test_notifications (void)
{
  g_autoptr (ManiProject) project = mani_project_new (NULL);
  ManiHistory *history = mani_history_new (project);
  Heard heard = { 0 };

  g_signal_connect (history, "notify::undo-name", G_CALLBACK (undo_name_cb), &heard);
  g_signal_connect (history, "notify::redo-name", G_CALLBACK (redo_name_cb), &heard);

  apply_label (history, "a", "Same");
  g_assert_cmpuint (heard.n_undo, ==, 1);
  g_assert_cmpuint (heard.n_redo, ==, 0);
  apply_label (history, "b", "Same");
  g_assert_cmpuint (heard.n_undo, ==, 1);
  apply_label (history, "c", "Other");
  g_assert_cmpuint (heard.n_undo, ==, 2);
  mani_history_undo (history, NULL);
  g_assert_cmpuint (heard.n_undo, ==, 3);
  g_assert_cmpuint (heard.n_redo, ==, 1);
  mani_history_undo (history, NULL);
  g_assert_cmpuint (heard.n_undo, ==, 3);
  g_assert_cmpuint (heard.n_redo, ==, 2);
  mani_history_undo (history, NULL);
  g_assert_cmpuint (heard.n_undo, ==, 4);
  g_assert_cmpuint (heard.n_redo, ==, 2);
  mani_history_undo (history, NULL);
  g_assert_cmpuint (heard.n_undo, ==, 4);
  g_assert_cmpuint (heard.n_redo, ==, 2);

  g_assert_finalize_object (history);
}

static void
test_refused (void)
{
  g_autoptr (ManiProject) project = mani_project_new (NULL);
  ManiHistory *history = mani_history_new (project);
  g_autoptr (ManiEdit) edit = mani_edit_new ("Wrong");
  g_autoptr (ManiEdit) empty = mani_edit_new ("Empty");
  g_autoptr (ManiLabel) label = make_label ("x", "Person", NULL);
  g_autoptr (GError) error = NULL;
  guint64 state;

  apply_label (history, "a", "First");
  mani_history_undo (history, NULL);
  state = mani_history_get_state (history);
  mani_edit_add (edit, label);
  g_assert_false (mani_history_apply (history, edit, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_CONFLICT);
  g_assert_true (mani_history_apply (history, empty, NULL));
  check_names (history, NULL, "First");
  g_assert_cmpuint (mani_history_get_state (history), ==, state);

  g_assert_finalize_object (history);
}

static void
test_states (void)
{
  g_autoptr (ManiProject) project = mani_project_new (NULL);
  ManiHistory *history = mani_history_new (project);
  guint64 states[4];

  states[0] = mani_history_get_state (history);
  apply_label (history, "a", "First");
  states[1] = mani_history_get_state (history);
  apply_label (history, "b", "Second");
  states[2] = mani_history_get_state (history);
  g_assert_cmpuint (states[0], !=, states[1]);
  g_assert_cmpuint (states[1], !=, states[2]);
  mani_history_undo (history, NULL);
  g_assert_cmpuint (mani_history_get_state (history), ==, states[1]);
  mani_history_undo (history, NULL);
  g_assert_cmpuint (mani_history_get_state (history), ==, states[0]);
  mani_history_redo (history, NULL);
  g_assert_cmpuint (mani_history_get_state (history), ==, states[1]);
  apply_label (history, "c", "Third");
  states[3] = mani_history_get_state (history);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (states[3], !=, states[i]);
  mani_history_undo (history, NULL);
  mani_history_redo (history, NULL);
  g_assert_cmpuint (mani_history_get_state (history), ==, states[3]);

  g_assert_finalize_object (history);
}

static void
test_history_keeps_the_project (void)
{
  ManiProject *project = mani_project_new (NULL);
  ManiHistory *history = mani_history_new (project);
  gpointer gone = project;

  g_object_add_weak_pointer (G_OBJECT (project), &gone);
  g_object_unref (project);
  g_assert_nonnull (gone);
  apply_label (history, "a", "First");
  g_assert_finalize_object (history);
  g_assert_null (gone);
}

static void
apply_edit (ManiHistory *history, ManiEdit *edit)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (mani_history_apply (history, edit, &error));
  g_assert_no_error (error);
  mani_edit_unref (edit);
}

static void
test_steps_of_a_record (void)
{
  ManiProject *project = make_project ();
  ManiHistory *history = mani_history_new (project);
  gint64 start = g_get_real_time ();
  g_autoptr (GArray) steps = NULL;
  g_autoptr (GArray) none = NULL;
  g_autoptr (GPtrArray) two = g_ptr_array_new ();
  ManiHistoryStep *step;

  apply_edit (history, mani_operation_set_note (
                           project, mani_project_lookup (project, MANI_KIND_ANNOTATION, "a1"), "x",
                           FIXTURE_NOW));
  apply_edit (history, mani_operation_set_note (
                           project, mani_project_lookup (project, MANI_KIND_ANNOTATION, "a2"), "y",
                           FIXTURE_NOW));
  g_ptr_array_add (two, mani_project_lookup (project, MANI_KIND_ANNOTATION, "a1"));
  g_ptr_array_add (two, mani_project_lookup (project, MANI_KIND_ANNOTATION, "a2"));
  apply_edit (history, mani_operation_remove_annotations (project, two));
  g_assert_true (mani_history_undo (history, NULL));
  g_assert_true (mani_history_redo (history, NULL));

  steps = mani_history_list_steps (history, MANI_KIND_ANNOTATION, "a1");
  g_assert_cmpuint (steps->len, ==, 2);
  step = &g_array_index (steps, ManiHistoryStep, 0);
  g_assert_cmpstr (step->name, ==, "Remove 2 Annotations");
  g_assert_null (step->after);
  g_assert_cmpstr (mani_annotation_get_note (MANI_ANNOTATION (step->before)), ==, "x");
  step = &g_array_index (steps, ManiHistoryStep, 1);
  g_assert_cmpstr (step->name, ==, "Write Note on “Baku”");
  g_assert_null (mani_annotation_get_note (MANI_ANNOTATION (step->before)));
  g_assert_cmpstr (mani_annotation_get_note (MANI_ANNOTATION (step->after)), ==, "x");
  g_assert_cmpint (step->time, >=, start);
  g_assert_cmpint (step->time, <=, g_get_real_time ());

  /* The relation went with them; the article and a label of the same id were not touched. */
  g_clear_pointer (&steps, g_array_unref);
  steps = mani_history_list_steps (history, MANI_KIND_RELATION, "r");
  g_assert_cmpuint (steps->len, ==, 1);
  none = mani_history_list_steps (history, MANI_KIND_LABEL, "a1");
  g_assert_cmpuint (none->len, ==, 0);

  /* What is undone is no step. */
  g_assert_true (mani_history_undo (history, NULL));
  g_clear_pointer (&steps, g_array_unref);
  steps = mani_history_list_steps (history, MANI_KIND_ANNOTATION, "a2");
  g_assert_cmpuint (steps->len, ==, 1);
  g_assert_cmpstr (g_array_index (steps, ManiHistoryStep, 0).name, ==, "Write Note on “Yerevan”");

  g_assert_finalize_object (history);
  g_assert_finalize_object (project);
}

static void
test_twice_in_one_step (void)
{
  ManiProject *project = make_project ();
  ManiHistory *history = mani_history_new (project);
  g_autoptr (ManiLabel) first = make_label ("l", "First", NULL);
  g_autoptr (ManiLabel) second = make_label ("l", "Second", NULL);
  g_autoptr (GArray) steps = NULL;
  ManiEdit *edit = mani_edit_new ("Twice");
  ManiEdit *move = mani_edit_new ("Move");

  mani_edit_add (edit, first);
  mani_edit_replace (edit, first, second);
  apply_edit (history, edit);
  mani_edit_move (move, second, 0);
  apply_edit (history, move);

  /* From nothing to the second; a move is no change of the record. */
  steps = mani_history_list_steps (history, MANI_KIND_LABEL, "l");
  g_assert_cmpuint (steps->len, ==, 1);
  g_assert_null (g_array_index (steps, ManiHistoryStep, 0).before);
  g_assert_true (g_array_index (steps, ManiHistoryStep, 0).after == MANI_RECORD (second));
  g_clear_pointer (&steps, g_array_unref);

  g_assert_finalize_object (history);
  g_assert_finalize_object (project);
}

static void
record_cb (ManiHistoryDirection direction, ManiEdit *edit, gpointer data)
{
  const ManiChange *change = mani_edit_get (edit, 0);

  g_string_append_printf (data, "%d:%s:%s ", direction, mani_edit_get_name (edit),
                          change->after != NULL ? "comes" : "goes");
}

/* Of an undo the inverse; nothing of what was refused or had nothing to do. */
static void
test_recorder (void)
{
  ManiProject *project = mani_project_new (NULL);
  ManiHistory *history = mani_history_new (project);
  g_autoptr (GString) heard = g_string_new (NULL);
  g_autoptr (ManiEdit) nothing = mani_edit_new ("Nothing");
  g_autoptr (ManiEdit) twice = mani_edit_new ("Twice");
  g_autoptr (ManiLabel) label = make_label ("a", "a", NULL);

  mani_history_set_recorder (history, record_cb, heard);
  apply_label (history, "a", "First");
  g_assert_true (mani_history_undo (history, NULL));
  g_assert_false (mani_history_undo (history, NULL));
  g_assert_true (mani_history_redo (history, NULL));
  g_assert_true (mani_history_apply (history, nothing, NULL));
  mani_edit_add (twice, label);
  g_assert_false (mani_history_apply (history, twice, NULL));
  g_assert_cmpstr (heard->str, ==, "0:First:comes 1:First:goes 2:First:comes ");

  mani_history_set_recorder (history, NULL, NULL);
  apply_label (history, "b", "Second");
  g_assert_cmpstr (heard->str, ==, "0:First:comes 1:First:goes 2:First:comes ");

  g_assert_finalize_object (history);
  g_assert_finalize_object (project);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/history/names", test_names);
  g_test_add_func ("/core/history/names-are-notified-when-they-change", test_notifications);
  g_test_add_func ("/core/history/what-is-refused-leaves-no-trace", test_refused);
  g_test_add_func ("/core/history/states-return", test_states);
  g_test_add_func ("/core/history/keeps-the-project", test_history_keeps_the_project);
  g_test_add_func ("/core/history/steps-of-a-record", test_steps_of_a_record);
  g_test_add_func ("/core/history/twice-in-one-step", test_twice_in_one_step);
  g_test_add_func ("/core/history/recorder-hears-of-every-edit", test_recorder);

  return g_test_run ();
}
