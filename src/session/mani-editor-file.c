/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The editor's file: opening, saving, its lock, and saving by itself. Saving works on a snapshot in
 * a thread; what is edited meanwhile stays modified. */

#include "mani-editor.h"

#include "mani-backups.h"
#include "mani-editor-private.h"
#include "mani-project-file.h"
#include "mani-project-reader.h"
#include "mani-project-writer.h"

#include <glib/gi18n.h>
#include <stdlib.h>

static void
set_modified (ManiEditor *self, gboolean is_modified)
{
  if (self->is_modified == is_modified)
    return;
  self->is_modified = is_modified;
  MANI_EDITOR_NOTIFY (self, PROP_IS_MODIFIED);
}

static void
set_read_only (ManiEditor *self, gboolean is_read_only)
{
  if (self->is_read_only == is_read_only)
    return;
  self->is_read_only = is_read_only;
  MANI_EDITOR_NOTIFY (self, PROP_IS_READ_ONLY);
}

/* A closed editor has no lock any more. */
static gboolean
can_write (ManiEditor *self)
{
  return self->path != NULL && !self->is_read_only && !self->is_closed;
}

static void
set_saving (ManiEditor *self, gboolean is_saving)
{
  self->is_saving = is_saving;
  MANI_EDITOR_NOTIFY (self, PROP_IS_SAVING);
}

static gboolean
autosave_cb (gpointer data)
{
  ManiEditor *self = data;

  if (self->is_saving)
    return G_SOURCE_CONTINUE;
  self->autosave_source = 0;
  if (self->is_modified && can_write (self))
    mani_editor_save_async (self, NULL, NULL, NULL);

  return G_SOURCE_REMOVE;
}

/* The clock starts again with each edit. */
static void
schedule_autosave (ManiEditor *self)
{
  g_clear_handle_id (&self->autosave_source, g_source_remove);
  if (self->autosave_delay > 0 && self->is_modified && can_write (self))
    self->autosave_source = g_timeout_add_seconds (self->autosave_delay, autosave_cb, self);
}

void
mani_editor_update_modified (ManiEditor *self)
{
  set_modified (self, mani_history_get_state (self->history) != self->saved_state);
  schedule_autosave (self);
}

void
mani_editor_set_autosave_delay (ManiEditor *self, guint seconds)
{
  if (self->autosave_delay == seconds)
    return;
  self->autosave_delay = seconds;
  schedule_autosave (self);
  MANI_EDITOR_NOTIFY (self, PROP_AUTOSAVE_DELAY);
}

ManiEditor *
mani_editor_new (ManiProject *project)
{
  ManiEditor *self = g_object_new (MANI_TYPE_EDITOR, "project", project, NULL);

  /* Nothing to lose yet, so nothing is modified. */
  self->saved_state = mani_history_get_state (self->history);

  return self;
}

ManiEditor *
mani_editor_new_from_bytes (GBytes *bytes, const char *name, GError **error)
{
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n);
  g_autoptr (ManiProject) project =
      mani_project_reader_read (data, n, name, NULL, NULL, NULL, error);

  return project != NULL ? mani_editor_new (project) : NULL;
}

/* What a thread brings back from a file. */
typedef struct
{
  char *path;
  gboolean for_writing;
  ManiProject *project;
  ManiFileStamp stamp;
  ManiReadReport *report;
  ManiLock *lock;
  gboolean is_read_only;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_free (opening->path);
  g_clear_object (&opening->project);
  g_clear_pointer (&opening->report, mani_read_report_free);
  g_clear_pointer (&opening->lock, mani_lock_release);
  g_free (opening);
}

static Opening *
opening_new (const char *path, gboolean for_writing)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->path = g_canonicalize_filename (path, NULL);
  opening->for_writing = for_writing;

  return opening;
}

static gboolean
opening_run (Opening *opening, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (opening->for_writing)
    {
      opening->lock = mani_lock_acquire (opening->path, &local);
      if (g_error_matches (local, MANI_ERROR, MANI_ERROR_BUSY))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  opening->is_read_only = opening->lock == NULL;
  opening->project = mani_project_file_load (mani_io_get_default (), opening->path, NULL, NULL,
                                             cancellable, &opening->stamp, &opening->report, error);

  return opening->project != NULL;
}

static GStrv
dup_lines (ManiReadReport *report)
{
  GStrv lines = g_new0 (char *, report->lines->len + 1);

  for (guint i = 0; i < report->lines->len; i++)
    lines[i] = g_strdup (report->lines->pdata[i]);

  return lines;
}

static ManiEditor *
opening_end (Opening *opening, GStrv *notes)
{
  ManiEditor *self = g_object_new (MANI_TYPE_EDITOR, "project", opening->project, NULL);

  self->path = g_steal_pointer (&opening->path);
  self->stamp = opening->stamp;
  self->lock = g_steal_pointer (&opening->lock);
  self->is_read_only = opening->is_read_only;
  self->may_recover = opening->for_writing;
  self->saved_state = mani_read_report_is_intact (opening->report)
                          ? mani_history_get_state (self->history)
                          : G_MAXUINT64;
  self->is_modified = self->saved_state == G_MAXUINT64;
  if (!self->is_modified)
    self->saved = mani_project_snapshot (self->project);
  if (notes != NULL)
    *notes = dup_lines (opening->report);
  /* Not for a thread to let go of. */
  g_clear_object (&opening->project);

  return self;
}

ManiEditor *
mani_editor_open (const char *path, gboolean for_writing, GStrv *notes, GError **error)
{
  Opening *opening = opening_new (path, for_writing);
  ManiEditor *self = NULL;

  if (opening_run (opening, NULL, error))
    self = opening_end (opening, notes);
  opening_free (opening);

  return self;
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (opening_run (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
mani_editor_open_async (const char *path,
                        gboolean for_writing,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, mani_editor_open_async);
  g_task_set_task_data (task, opening_new (path, for_writing), opening_free);
  g_task_run_in_thread (task, open_thread);
}

ManiEditor *
mani_editor_open_finish (GAsyncResult *result, GStrv *notes, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, mani_editor_open_async), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  return opening_end (g_task_get_task_data (G_TASK (result)), notes);
}

/* What a thread takes to a file. */
typedef struct
{
  ManiSnapshot *snapshot;
  char *path;
  guint64 state;
  ManiSnapshot *old;    /* what the file holds that is replaced; NULL when not known */
  ManiJournal *journal; /* borrowed, or NULL */
  guint64 sequence;     /* of the last edit */
  ManiFileStamp stamp;
  GError *backup_error;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  mani_snapshot_unref (saving->snapshot);
  g_clear_pointer (&saving->old, mani_snapshot_unref);
  g_clear_error (&saving->backup_error);
  g_free (saving->path);
  g_free (saving);
}

static Saving *
saving_new (ManiEditor *self)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->snapshot = mani_project_snapshot (self->project);
  saving->path = g_strdup (self->path);
  saving->state = mani_history_get_state (self->history);
  saving->old = self->saved != NULL ? mani_snapshot_ref (self->saved) : NULL;
  saving->journal = mani_editor_prepare_save (self, &saving->sequence);
  saving->stamp = self->stamp;

  return saving;
}

/* What was saved becomes an earlier version, after what it replaced, should that be none yet. */
static void
keep_versions (Saving *saving, const ManiFileStamp *old)
{
  const ManiIo *io = mani_io_get_default ();
  g_autoptr (GError) local = NULL;

  /* What was replaced lies beside the file; where it is not there nothing can be kept. */
  if (saving->old != NULL && old != NULL)
    {
      char *resolved = io->realpath (saving->path, NULL);
      g_autofree char *beside = resolved != NULL ? g_strconcat (resolved, "~", NULL) : NULL;

      free (resolved);
      if (beside != NULL)
        mani_backups_keep_version (io, beside, saving->old, old, NULL);
    }

  if (!mani_backups_keep_version (io, saving->path, saving->snapshot, &saving->stamp, &local))
    g_set_error (&saving->backup_error, local->domain, local->code,
                 /* Translators: a file, then what went wrong */
                 _ ("%s: the project is saved, but cannot be kept as an earlier version: %s"),
                 saving->path, local->message);
}

/* A file on its way to the disk, and its hash. */
typedef struct
{
  ManiWriteFunc write;
  gpointer sink;
  ManiHasher *hasher;
} Hashing;

static gboolean
write_and_hash (const void *bytes, gsize n, gpointer data, GError **error)
{
  Hashing *self = data;

  mani_hasher_update (self->hasher, bytes, n);

  return self->write (bytes, n, self->sink, error);
}

typedef struct
{
  Saving *saving;
  GCancellable *cancellable;
} Producing;

/* Before the new file is put in its place the journal knows of it. */
static gboolean
produce (ManiWriteFunc write, gpointer sink, gpointer data, GError **error)
{
  Producing *self = data;
  g_autoptr (ManiHasher) hasher = mani_hasher_new ();
  Hashing hashing = { write, sink, hasher };
  ManiHash hash;

  if (self->saving->journal == NULL)
    return mani_project_writer_write_to (self->saving->snapshot, write, sink, NULL, NULL,
                                         self->cancellable, error);
  if (!mani_project_writer_write_to (self->saving->snapshot, write_and_hash, &hashing, NULL, NULL,
                                     self->cancellable, error))
    return FALSE;
  mani_hasher_finish (hasher, hash);
  mani_journal_announce_save (self->saving->journal, self->saving->sequence, hash);

  return TRUE;
}

/* In any thread. @has_expected: the file must be what the saving's stamp says. */
static gboolean
saving_run (Saving *saving,
            gboolean has_expected,
            ManiSafeFileFlags flags,
            GCancellable *cancellable,
            GError **error)
{
  ManiFileStamp old = saving->stamp;
  Producing producing = { saving, cancellable };

  if (!mani_safe_file_replace_in_pieces (mani_io_get_default (), saving->path, produce, &producing,
                                         has_expected ? &old : NULL, flags, &saving->stamp, error))
    return FALSE;
  keep_versions (saving, has_expected ? &old : NULL);

  return TRUE;
}

/* What was written says nothing of a file that the project has got meanwhile. */
static gboolean
is_of_file (ManiEditor *self, const Saving *saving)
{
  return g_strcmp0 (saving->path, self->path) == 0;
}

static void
saving_succeeded (ManiEditor *self, const Saving *saving)
{
  if (!is_of_file (self, saving))
    return;
  self->stamp = saving->stamp;
  self->saved_state = saving->state;
  g_clear_pointer (&self->saved, mani_snapshot_unref);
  self->saved = mani_snapshot_ref (saving->snapshot);
  mani_editor_rebase_journal (self, saving->sequence);
  mani_editor_update_modified (self);
  mani_editor_set_trouble (self, saving->backup_error);
}

/* When the last step alone has failed the new file is in its place all the same, and the stamp says
 * so. */
static void
saving_failed (ManiEditor *self, const Saving *saving, const GError *error)
{
  if (is_of_file (self, saving))
    self->stamp = saving->stamp;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mani_editor_set_trouble (self, error);
}

static gboolean
can_save (ManiEditor *self, GError **error)
{
  if (self->path == NULL)
    g_set_error (error, MANI_ERROR, MANI_ERROR_NOT_FOUND, _ ("the project has no file yet"));
  else if (self->is_read_only)
    g_set_error (error, MANI_ERROR, MANI_ERROR_READ_ONLY,
                 _ ("%s: the project was opened for reading only; save it under another name"),
                 self->path);
  else if (self->is_closed)
    g_set_error (error, MANI_ERROR, MANI_ERROR_READ_ONLY, _ ("%s: the project was closed"),
                 self->path);

  return can_write (self);
}

/* For those who cannot wait. */
static gboolean
is_free (ManiEditor *self, GError **error)
{
  if (self->is_saving)
    g_set_error (error, MANI_ERROR, MANI_ERROR_BUSY, _ ("%s: it is being saved"), self->path);

  return !self->is_saving;
}

/* Passes @local on, as the trouble too. */
static gboolean
fail (ManiEditor *self, GError *local, GError **error)
{
  mani_editor_set_trouble (self, local);
  g_propagate_error (error, local);

  return FALSE;
}

gboolean
mani_editor_save (ManiEditor *self, GError **error)
{
  GError *local = NULL;
  Saving *saving;

  if (!is_free (self, error))
    return FALSE;
  if (!can_save (self, &local))
    return fail (self, local, error);

  saving = saving_new (self);
  if (saving_run (saving, TRUE, MANI_SAFE_FILE_DEFAULT, NULL, &local))
    saving_succeeded (self, saving);
  else
    saving_failed (self, saving, local);
  saving_free (saving);
  if (local != NULL)
    g_propagate_error (error, local);

  return local == NULL;
}

static void
save_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Saving *saving = data;
  g_autoptr (GError) error = NULL;

  if (saving_run (saving, TRUE, MANI_SAFE_FILE_DEFAULT, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void start_saving (ManiEditor *self, GTask *outer);

/* The thread is done: the editor learns first, then whoever asked; then it is the turn of those who
 * asked meanwhile. */
static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) outer = data;
  ManiEditor *self = g_task_get_source_object (outer);
  Saving *saving = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);
  GError *error = NULL;

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  set_saving (self, FALSE);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      saving_succeeded (self, saving);
      g_task_return_boolean (outer, TRUE);
    }
  else
    {
      saving_failed (self, saving, error);
      g_task_return_error (outer, error);
    }

  for (guint i = 0; i < waiting->len; i++)
    if (self->is_modified)
      start_saving (self, waiting->pdata[i]);
    else
      g_task_return_boolean (waiting->pdata[i], TRUE);
  if (self->is_closed && !self->is_saving)
    {
      mani_editor_end_journal (self);
      g_clear_pointer (&self->lock, mani_lock_release);
    }
}

static void
start_saving (ManiEditor *self, GTask *outer)
{
  g_autoptr (GTask) inner = NULL;
  GError *error = NULL;

  if (self->is_saving)
    {
      g_ptr_array_add (self->waiting, g_object_ref (outer));
      return;
    }
  if (!can_save (self, &error))
    {
      mani_editor_set_trouble (self, error);
      g_task_return_error (outer, error);
      return;
    }

  set_saving (self, TRUE);
  /* The thread may be the last to let go of its task, which therefore must not know the editor. */
  inner = g_task_new (NULL, g_task_get_cancellable (outer), saved_cb, g_object_ref (outer));
  g_task_set_task_data (inner, saving_new (self), saving_free);
  g_task_run_in_thread (inner, save_thread);
}

void
mani_editor_save_async (ManiEditor *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, mani_editor_save_async);
  start_saving (self, task);
}

gboolean
mani_editor_save_finish (ManiEditor *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, mani_editor_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The file at @path is the project's from now on. Takes @lock; NULL keeps the one it has. */
static void
take_file (ManiEditor *self, const char *path, ManiLock *lock)
{
  if (lock != NULL)
    {
      g_clear_pointer (&self->lock, mani_lock_release);
      self->lock = lock;
    }
  self->is_closed = FALSE;
  set_read_only (self, FALSE);
  if (g_strcmp0 (self->path, path) == 0)
    return;

  g_free (self->path);
  self->path = g_strdup (path);
  MANI_EDITOR_NOTIFY (self, PROP_PATH);
  mani_editor_update_title (self);
}

gboolean
mani_editor_save_as (ManiEditor *self, const char *path, gboolean overwrite, GError **error)
{
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  gboolean is_same = g_strcmp0 (canonical, self->path) == 0 && self->lock != NULL;
  g_autoptr (ManiLock) lock = NULL;
  GError *local = NULL;
  Saving *saving;

  if (is_same && !is_free (self, error))
    return FALSE;
  if (!is_same)
    {
      lock = mani_lock_acquire (canonical, &local);
      if (lock == NULL)
        return fail (self, local, error);
    }

  saving = saving_new (self);
  g_free (saving->path);
  saving->path = g_strdup (canonical);
  if (saving_run (saving, FALSE, overwrite ? MANI_SAFE_FILE_OVERWRITE : MANI_SAFE_FILE_DEFAULT,
                  NULL, &local))
    {
      take_file (self, canonical, g_steal_pointer (&lock));
      saving_succeeded (self, saving);
    }
  else if (is_same)
    saving_failed (self, saving, local);
  saving_free (saving);

  return local == NULL || fail (self, local, error);
}

/* A thread that writes keeps the lock until it is done. */
void
mani_editor_close (ManiEditor *self)
{
  self->is_closed = TRUE;
  /* Nothing is lost that anybody would miss. */
  if (self->places != NULL && self->path != NULL)
    mani_reading_places_save (self->places, NULL);
  g_clear_handle_id (&self->autosave_source, g_source_remove);
  if (!self->is_saving)
    {
      mani_editor_end_journal (self);
      g_clear_pointer (&self->lock, mani_lock_release);
    }
}

const char *
mani_editor_get_path (ManiEditor *self)
{
  return self->path;
}

gboolean
mani_editor_is_modified (ManiEditor *self)
{
  return self->is_modified;
}

gboolean
mani_editor_is_read_only (ManiEditor *self)
{
  return self->is_read_only;
}
