/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bytes from and to the disk, and the threads in which that happens. */

#include "mani-project-file.h"

#include "mani-project-reader.h"
#include "mani-project-writer.h"

#include <sys/mman.h>
#include <unistd.h>

typedef struct
{
  const char *data;
  GFileProgressCallback progress;
  gpointer progress_data;
} Loading;

static void
pass_on_progress (goffset done, goffset total, gpointer data)
{
  Loading *self = data;

  if (self->progress != NULL)
    self->progress (done, total, self->progress_data);
}

/* The file's bytes make room for the records that are made of them: else a project would for a
 * moment need twice the memory. */
static void
give_back (gsize start, gsize n, gpointer data)
{
  Loading *self = data;
  guintptr page = (guintptr) sysconf (_SC_PAGESIZE);
  guintptr first = ((guintptr) self->data + start + page - 1) / page * page;
  guintptr end = ((guintptr) self->data + start + n) / page * page;

  if (first < end)
    madvise ((gpointer) first, end - first, MADV_DONTNEED);
}

ManiProject *
mani_project_file_load (const ManiIo *io,
                        const char *path,
                        GFileProgressCallback progress,
                        gpointer progress_data,
                        GCancellable *cancellable,
                        ManiFileStamp *stamp,
                        ManiReadReport **report,
                        GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ManiReadReport) found = NULL;
  g_autofree char *name = g_filename_display_name (path);
  Loading loading = { NULL, progress, progress_data };
  ManiReaderHooks hooks = { pass_on_progress, give_back, &loading };
  ManiProject *project;

  if (!mani_safe_file_read (io, path, MANI_PROJECT_FILE_MAX_BYTES, &bytes, stamp, error) ||
      g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  found = mani_read_report_new ();
  loading.data = g_bytes_get_data (bytes, NULL);
  project = mani_project_reader_read (loading.data, g_bytes_get_size (bytes), name, found, &hooks,
                                      cancellable, error);
  if (project != NULL && report != NULL)
    *report = g_steal_pointer (&found);

  return project;
}

/* A project on its way to the disk. */
typedef struct
{
  ManiSnapshot *snapshot;
  GFileProgressCallback progress;
  gpointer progress_data;
  GCancellable *cancellable;
} Saving;

static gboolean
produce_project (ManiWriteFunc write, gpointer sink, gpointer data, GError **error)
{
  Saving *self = data;

  return mani_project_writer_write_to (self->snapshot, write, sink, self->progress,
                                       self->progress_data, self->cancellable, error);
}

gboolean
mani_project_file_save (const ManiIo *io,
                        const char *path,
                        ManiSnapshot *snapshot,
                        const ManiFileStamp *expected,
                        ManiSafeFileFlags flags,
                        GFileProgressCallback progress,
                        gpointer progress_data,
                        GCancellable *cancellable,
                        ManiFileStamp *new_stamp,
                        GError **error)
{
  Saving saving = { snapshot, progress, progress_data, cancellable };

  return mani_safe_file_replace_in_pieces (io, path, produce_project, &saving, expected, flags,
                                           new_stamp, error);
}

/* Threads */

/* What a thread needs and gives back. */
typedef struct
{
  const ManiIo *io;
  char *path;
  ManiSnapshot *snapshot;
  gboolean has_expected;
  ManiFileStamp stamp; /* the expected one, then the new one */
  ManiSafeFileFlags flags;
  GFileProgressCallback progress;
  gpointer progress_data;
  ManiReadReport *report;
} Job;

static void
job_free (Job *self)
{
  g_free (self->path);
  g_clear_pointer (&self->snapshot, mani_snapshot_unref);
  mani_read_report_free (self->report);
  g_free (self);
}

typedef struct
{
  GTask *task;
  goffset done;
  goffset total;
} Step;

static void
step_free (gpointer data)
{
  Step *self = data;

  g_object_unref (self->task);
  g_free (self);
}

static gboolean
tell_step (gpointer data)
{
  Step *self = data;
  Job *job = g_task_get_task_data (self->task);

  job->progress (self->done, self->total, job->progress_data);

  return G_SOURCE_REMOVE;
}

/* From the thread to the caller's main context. Sources of one priority are dispatched in their
 * order, so the task's own, its end, comes last. */
static void
send_step (goffset done, goffset total, gpointer data)
{
  GTask *task = data;
  Job *job = g_task_get_task_data (task);
  g_autoptr (GSource) source = NULL;
  Step *step;

  if (job->progress == NULL)
    return;

  step = g_new (Step, 1);
  *step = (Step){ g_object_ref (task), done, total };
  source = g_idle_source_new ();
  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, tell_step, step, step_free);
  g_source_attach (source, g_task_get_context (task));
}

static GTask *
start_job (gpointer tag,
           Job *job,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);

  return task;
}

static void
load_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  ManiProject *project = mani_project_file_load (job->io, job->path, send_step, task, cancellable,
                                                 &job->stamp, &job->report, &error);

  if (project != NULL)
    g_task_return_pointer (task, project, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
mani_project_file_load_async (const ManiIo *io,
                              const char *path,
                              GFileProgressCallback progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Job *job = g_new0 (Job, 1);
  g_autoptr (GTask) task =
      start_job (mani_project_file_load_async, job, cancellable, callback, user_data);

  job->io = io;
  job->path = g_strdup (path);
  job->progress = progress;
  job->progress_data = progress_data;
  g_task_run_in_thread (task, load_in_thread);
}

ManiProject *
mani_project_file_load_finish (GAsyncResult *result,
                               ManiFileStamp *stamp,
                               ManiReadReport **report,
                               GError **error)
{
  Job *job;
  ManiProject *project;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, mani_project_file_load_async), NULL);

  job = g_task_get_task_data (G_TASK (result));
  project = g_task_propagate_pointer (G_TASK (result), error);
  if (project != NULL && stamp != NULL)
    *stamp = job->stamp;
  if (project != NULL && report != NULL)
    *report = g_steal_pointer (&job->report);

  return project;
}

static void
save_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  ManiFileStamp expected = job->stamp;
  GError *error = NULL;

  /* Once the new file is written there is no way back: what then comes of it is told as it is. */
  g_task_set_check_cancellable (task, FALSE);
  job->stamp = (ManiFileStamp){ 0 };
  if (mani_project_file_save (job->io, job->path, job->snapshot,
                              job->has_expected ? &expected : NULL, job->flags, send_step, task,
                              cancellable, &job->stamp, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
mani_project_file_save_async (const ManiIo *io,
                              const char *path,
                              ManiSnapshot *snapshot,
                              const ManiFileStamp *expected,
                              ManiSafeFileFlags flags,
                              GFileProgressCallback progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Job *job = g_new0 (Job, 1);
  g_autoptr (GTask) task =
      start_job (mani_project_file_save_async, job, cancellable, callback, user_data);

  job->io = io;
  job->path = g_strdup (path);
  job->snapshot = mani_snapshot_ref (snapshot);
  job->flags = flags;
  job->progress = progress;
  job->progress_data = progress_data;
  job->has_expected = expected != NULL;
  if (expected != NULL)
    job->stamp = *expected;
  g_task_run_in_thread (task, save_in_thread);
}

gboolean
mani_project_file_save_finish (GAsyncResult *result, ManiFileStamp *new_stamp, GError **error)
{
  Job *job;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, mani_project_file_save_async), FALSE);

  job = g_task_get_task_data (G_TASK (result));
  /* A stamp comes with an error too when the file is in its place all the same. */
  if (new_stamp != NULL && job->stamp.inode != 0)
    *new_stamp = job->stamp;

  return g_task_propagate_boolean (G_TASK (result), error);
}
