/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Earlier versions of an editor's project: brought back by one step, or as a project of their own.
 */

#include "mani-versions.h"

#include "mani-project-writer.h"
#include "mani-test-folder.h"
#include "session-fixture.h"

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* (transfer full): the version at @index. */
static ManiProject *
read_version (ManiEditor *editor, guint index, ManiEdit **edit, GError **error)
{
  g_autoptr (GPtrArray) versions = mani_versions_list (editor);
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_cmpuint (index, <, versions->len);
  mani_versions_read_async (editor, ((ManiBackup *) versions->pdata[index])->sha256, NULL, read_cb,
                            &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return mani_versions_read_finish (editor, result, edit, error);
}

static void
save (ManiEditor *editor)
{
  g_autoptr (GError) error = NULL;

  mani_editor_save (editor, &error);
  g_assert_no_error (error);
}

static void
assert_like (ManiEditor *editor, ManiSnapshot *expected)
{
  g_autoptr (ManiSnapshot) now = mani_project_snapshot (mani_editor_get_project (editor));

  g_assert_true (mani_snapshot_equal (now, expected));
}

static void
test_a_version_is_brought_back_by_one_step (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  char *folder = mani_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "p.manicule", NULL);
  ManiProject *project = mani_editor_get_project (editor);
  g_autoptr (ManiSnapshot) first = NULL;
  g_autoptr (ManiSnapshot) last = NULL;
  g_autoptr (ManiProject) copy = NULL;
  g_autoptr (ManiEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *backups =
      mani_backups_dup_folder (mani_record_get_id (MANI_RECORD (mani_project_get_info (project))));
  g_autoptr (GPtrArray) versions = NULL;
  ManiAnnotation *annotation;
  guint n_undo;

  g_assert_true (mani_backups_forget (backups, NULL));
  first = mani_project_snapshot (project);
  g_assert_true (mani_editor_save_as (editor, path, FALSE, NULL));

  /* Another title, an annotation less, another name for a label. */
  annotation =
      mani_table_get (mani_project_get_annotations (
                          project, mani_record_get_id (mani_table_get (
                                       mani_project_get_table (project, MANI_KIND_ARTICLE), 0))),
                      0);
  g_assert_nonnull (annotation);
  change_string (editor, mani_project_get_info (project), MANI_PROJECT_TITLE, "Another");
  change_string (editor, mani_table_get (mani_project_get_table (project, MANI_KIND_LABEL), 0),
                 MANI_LABEL_NAME, "Renamed");
  save (editor);
  change_string (editor, annotation, MANI_ANNOTATION_NOTE, "changed");
  save (editor);
  last = mani_project_snapshot (project);

  versions = mani_versions_list (editor);
  g_assert_cmpuint (versions->len, ==, 3);
  n_undo = count_undo (editor);
  copy = read_version (editor, 2, &edit, &error);
  g_assert_no_error (error);
  g_assert_true (mani_editor_apply (editor, edit, &error));
  g_assert_no_error (error);
  assert_like (editor, first);
  g_assert_cmpuint (count_undo (editor), ==, n_undo + 1);
  mani_editor_undo (editor);
  assert_like (editor, last);

  /* The copy is another project. */
  g_assert_cmpstr (mani_record_get_id (MANI_RECORD (mani_project_get_info (copy))), !=,
                   mani_record_get_id (MANI_RECORD (mani_project_get_info (project))));
  g_assert_cmpuint (mani_project_get_n_annotations (copy), ==,
                    mani_snapshot_get_n_annotations (first));
  g_clear_object (&copy);
  g_clear_pointer (&edit, mani_edit_unref);

  /* The newest is what there is: nothing to do. */
  copy = read_version (editor, 0, &edit, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mani_edit_get_length (edit), ==, 0);

  mani_editor_close (editor);
  g_assert_true (mani_backups_forget (backups, NULL));
  mani_test_folder_remove (folder);
}

static void
test_a_damaged_version_is_an_error (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  char *folder = mani_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "p.manicule", NULL);
  g_autofree char *backups = mani_backups_dup_folder (
      mani_record_get_id (MANI_RECORD (mani_project_get_info (mani_editor_get_project (editor)))));
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (mani_backups_forget (backups, NULL));
  g_assert_true (mani_editor_save_as (editor, path, FALSE, NULL));
  versions = mani_versions_list (editor);
  g_assert_cmpuint (versions->len, ==, 1);
  g_assert_true (
      g_file_set_contents (((ManiBackup *) versions->pdata[0])->path, "{\"manicule\"", -1, NULL));
  g_assert_null (read_version (editor, 0, NULL, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);

  mani_editor_close (editor);
  g_assert_true (mani_backups_forget (backups, NULL));
  mani_test_folder_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_autofree char *state = mani_test_folder_new ();
  int status;

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/session/versions/a-version-is-brought-back-by-one-step",
                   test_a_version_is_brought_back_by_one_step);
  g_test_add_func ("/session/versions/a-damaged-version-is-an-error",
                   test_a_damaged_version_is_an_error);

  status = g_test_run ();
  mani_test_folder_remove (g_steal_pointer (&state));

  return status;
}
