/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Earlier versions: what lies between one and the project is what merging it in would do, had only
 * it changed. */

#include "mani-versions.h"

#include "mani-merge.h"
#include "mani-project-reader.h"

#include <glib/gi18n.h>

GPtrArray *
mani_versions_list (ManiEditor *editor)
{
  ManiProjectInfo *info = mani_project_get_info (mani_editor_get_project (editor));
  g_autofree char *folder = mani_backups_dup_folder (mani_record_get_id (MANI_RECORD (info)));

  return mani_backups_list (folder);
}

/* What a thread takes along and brings back. */
typedef struct
{
  char *folder;
  char *sha256;
  ManiSnapshot *now;
  ManiProject *copy;
  ManiEdit *edit;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->folder);
  g_free (reading->sha256);
  g_clear_pointer (&reading->now, mani_snapshot_unref);
  g_clear_object (&reading->copy);
  g_clear_pointer (&reading->edit, mani_edit_unref);
  g_free (reading);
}

static void
add_records (GPtrArray *all, const ManiRecords *records)
{
  for (guint i = 0; i < records->n; i++)
    g_ptr_array_add (all, g_object_ref (records->records[i]));
}

/* The same records under another project's id. */
static ManiProject *
make_copy (ManiSnapshot *version, GError **error)
{
  static const ManiKind kinds[] = { MANI_KIND_LABEL, MANI_KIND_ENTITY, MANI_KIND_ARTICLE,
                                    MANI_KIND_RELATION };
  g_autoptr (ManiRecordBuilder) builder =
      mani_record_builder_new_from (MANI_RECORD (mani_snapshot_get_info (version)));
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *id = mani_record_new_id ();
  g_autoptr (ManiProjectInfo) info = NULL;

  mani_record_builder_set_string (builder, MANI_PROJECT_ID, id);
  info = mani_record_builder_end (builder, error);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_records (records, mani_snapshot_get_records (version, kinds[i]));
  for (guint i = 0; i < mani_snapshot_get_records (version, MANI_KIND_ARTICLE)->n; i++)
    add_records (records, mani_snapshot_get_annotations (version, i));
  for (guint i = 0; i < mani_snapshot_get_n_stray_groups (version); i++)
    add_records (records, mani_snapshot_get_stray_annotations (version, i));

  return info != NULL ? mani_project_new_from_records (
                            info, records, mani_snapshot_get_unknown (version), NULL, error)
                      : NULL;
}

static gboolean
reading_run (Reading *reading, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes =
      mani_backups_read (mani_io_get_default (), reading->folder, reading->sha256, error);
  g_autoptr (ManiProject) project = NULL;
  g_autoptr (ManiSnapshot) version = NULL;
  g_autoptr (ManiMerge) merge = NULL;
  const char *data;
  gsize n;

  if (bytes == NULL)
    return FALSE;

  data = g_bytes_get_data (bytes, &n);
  project = mani_project_reader_read (data, n, reading->folder, NULL, NULL, cancellable, error);
  if (project == NULL)
    return FALSE;
  version = mani_project_snapshot (project);
  merge = mani_merge_new (reading->now, reading->now, version);
  reading->edit = mani_edit_ref (mani_merge_get_edit (merge));
  mani_edit_set_name (reading->edit, _ ("Restore Earlier Version"));
  reading->copy = make_copy (version, error);

  return reading->copy != NULL;
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (reading_run (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
mani_versions_read_async (ManiEditor *editor,
                          const char *sha256,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (editor, cancellable, callback, user_data);
  ManiProject *project = mani_editor_get_project (editor);
  Reading *reading = g_new0 (Reading, 1);

  reading->folder =
      mani_backups_dup_folder (mani_record_get_id (MANI_RECORD (mani_project_get_info (project))));
  reading->sha256 = g_strdup (sha256);
  reading->now = mani_project_snapshot (project);
  g_task_set_source_tag (task, mani_versions_read_async);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_thread);
}

ManiProject *
mani_versions_read_finish (ManiEditor *editor,
                           GAsyncResult *result,
                           ManiEdit **edit,
                           GError **error)
{
  Reading *reading;

  g_return_val_if_fail (g_task_is_valid (result, editor), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, mani_versions_read_async), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  reading = g_task_get_task_data (G_TASK (result));
  if (edit != NULL)
    *edit = g_steal_pointer (&reading->edit);

  return g_steal_pointer (&reading->copy);
}
