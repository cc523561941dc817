/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The editor's journal: begun with the first edit, based anew on every save, gone when nothing is
 * unsaved; and what earlier journals of the same project hold. */

#include "mani-editor.h"

#include "mani-editor-private.h"
#include "mani-project-reader.h"
#include "mani-project-writer.h"

#include <glib/gi18n.h>
#include <string.h>

/* The bytes of the project that has no file, as it was at first. Made when they are needed. */
static GBytes *
get_whole (ManiEditor *self)
{
  if (self->whole == NULL && self->first != NULL)
    self->whole = mani_project_writer_write (self->first, NULL, NULL, NULL, NULL);

  return self->whole;
}

static void
set_base (ManiEditor *self, guint64 sequence)
{
  g_autofree char *title = mani_editor_dup_title (self);

  mani_journal_set_base (self->journal, sequence, self->path != NULL ? self->stamp.sha256 : NULL,
                         self->path, get_whole (self), title);
}

static void
trouble_changed_cb (gpointer data)
{
  ManiEditor *self = data;
  g_autoptr (GError) trouble = mani_journal_dup_trouble (self->journal);

  /* What somebody else has said meanwhile stays. */
  if (trouble != NULL || self->has_journal_trouble)
    mani_editor_set_trouble (self, trouble);
  self->has_journal_trouble = trouble != NULL;
}

static void
need_journal (ManiEditor *self)
{
  if (self->journal != NULL)
    return;
  self->journal =
      mani_journal_new (mani_io_get_default (), self->journal_folder,
                        mani_record_get_id (MANI_RECORD (mani_project_get_info (self->project))));
  mani_journal_set_trouble_func (self->journal, trouble_changed_cb, self);
  set_base (self, 0);
}

static void
record_cb (ManiHistoryDirection direction, ManiEdit *edit, gpointer data)
{
  ManiEditor *self = data;

  need_journal (self);
  mani_journal_append (self->journal, direction, edit);
}

/* Whether the edits of @file, from the one numbered @first on, begin with what the project was when
 * the editor was made. */
static gboolean
fits (ManiEditor *self, const ManiJournalFile *file, guint *first)
{
  if (self->path != NULL)
    return mani_journal_file_fits (file, self->stamp.sha256, first);

  *first = 0;
  return file->whole != NULL && get_whole (self) != NULL &&
         g_bytes_equal (file->whole, get_whole (self));
}

/* Removes what the program that was killed while it saved had no time to remove, when the project's
 * file holds it all; FALSE when it does not. */
static gboolean
remove_saved (ManiEditor *self, const ManiJournalFile *file)
{
  guint first;

  return fits (self, file, &first) && first == file->entries->len &&
         mani_journal_file_remove (mani_io_get_default (), file->path, NULL);
}

/* One of those that were found already that holds all that @file holds; or NULL. */
static ManiJournalFile *
find_container (ManiEditor *self, const ManiJournalFile *file)
{
  guint first;
  guint found_first;

  if (!fits (self, file, &first))
    return NULL;
  for (guint i = 0; i < self->recoveries->len; i++)
    {
      ManiJournalFile *found = self->recoveries->pdata[i];

      if (fits (self, found, &found_first) &&
          mani_journal_file_contains (found, found_first, file, first))
        return found;
    }

  return NULL;
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  const ManiJournalFile *one = *(ManiJournalFile *const *) a;
  const ManiJournalFile *other = *(ManiJournalFile *const *) b;
  guint64 end = one->sequence + one->entries->len;
  guint64 other_end = other->sequence + other->entries->len;

  return end != other_end ? (end < other_end ? 1 : -1) : 0;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 time = mani_journal_file_get_time (*(ManiJournalFile *const *) a);
  gint64 other = mani_journal_file_get_time (*(ManiJournalFile *const *) b);

  return time != other ? (time < other ? 1 : -1) : 0;
}

/* Those of the project that this editor has, and not of another that began as a copy of it. The
 * longest first, so that what another holds too is met after that. */
static void
find_recoveries (ManiEditor *self)
{
  const char *id = mani_record_get_id (MANI_RECORD (mani_project_get_info (self->project)));
  g_autoptr (GPtrArray) files =
      mani_journal_file_list (mani_io_get_default (), self->journal_folder, id, NULL);

  g_ptr_array_sort (files, compare_lengths);
  for (guint i = 0; i < files->len; i++)
    {
      ManiJournalFile *file = files->pdata[i];
      ManiJournalFile *container = find_container (self, file);
      guint first;

      if (remove_saved (self, file))
        continue;
      if (container != NULL)
        g_ptr_array_add (container->others, g_strdup (file->path));
      else if (self->path != NULL ? file->whole == NULL : fits (self, file, &first))
        g_ptr_array_add (self->recoveries, mani_journal_file_ref (file));
    }
  g_ptr_array_sort (self->recoveries, compare_times);
}

void
mani_editor_keep_journal (ManiEditor *self, const char *folder)
{
  g_return_if_fail (MANI_IS_EDITOR (self));
  g_return_if_fail (self->journal_folder == NULL);
  g_return_if_fail (mani_history_get_n_undo (self->history) == 0);

  self->journal_folder = folder != NULL ? g_strdup (folder) : mani_journal_dup_folder ();
  if (self->path == NULL)
    self->first = mani_project_snapshot (self->project);
  mani_history_set_recorder (self->history, record_cb, self);
  if (self->may_recover)
    find_recoveries (self);
}

gboolean
mani_editor_flush_journal (ManiEditor *self, GError **error)
{
  g_return_val_if_fail (MANI_IS_EDITOR (self), FALSE);

  return self->journal == NULL || mani_journal_flush (self->journal, error);
}

void
mani_editor_hurry_journal (ManiEditor *self)
{
  g_return_if_fail (MANI_IS_EDITOR (self));

  if (self->journal != NULL)
    mani_journal_hurry (self->journal);
}

ManiJournal *
mani_editor_prepare_save (ManiEditor *self, guint64 *sequence)
{
  if (self->journal_folder != NULL)
    need_journal (self);
  *sequence = self->journal != NULL ? mani_journal_get_last (self->journal) : 0;

  return self->journal;
}

void
mani_editor_rebase_journal (ManiEditor *self, guint64 sequence)
{
  g_clear_pointer (&self->first, mani_snapshot_unref);
  g_clear_pointer (&self->whole, g_bytes_unref);
  if (self->journal != NULL)
    set_base (self, sequence);
}

void
mani_editor_end_journal (ManiEditor *self)
{
  if (self->journal == NULL)
    return;
  if (!self->is_modified || self->is_given_up)
    mani_journal_remove (self->journal);
  else
    mani_journal_flush (self->journal, NULL);
  g_clear_pointer (&self->journal, mani_journal_free);
}

void
mani_editor_give_up_changes (ManiEditor *self)
{
  g_return_if_fail (MANI_IS_EDITOR (self));

  self->is_given_up = TRUE;
}

/* Recovery */

GPtrArray *
mani_editor_get_recoveries (ManiEditor *self)
{
  return self->recoveries;
}

guint
mani_editor_count_recovery (ManiEditor *self, const ManiJournalFile *recovery)
{
  guint first;

  return mani_history_get_state (self->history) == 0 && fits (self, recovery, &first)
             ? recovery->entries->len - first
             : 0;
}

/* It may have been replaced since it was read. */
static gboolean
is_free (const ManiJournalFile *recovery, GError **error)
{
  g_autofree char *shown = g_filename_display_name (recovery->path);

  if (!mani_journal_file_is_in_use (recovery->path))
    return TRUE;
  g_set_error (error, MANI_ERROR, MANI_ERROR_BUSY, _ ("%s: the journal is in use"), shown);

  return FALSE;
}

/* With those that hold nothing more. */
static gboolean
remove_recovery (const ManiJournalFile *recovery, GError **error)
{
  const ManiIo *io = mani_io_get_default ();

  for (guint i = 0; i < recovery->others->len; i++)
    if (!mani_journal_file_remove (io, recovery->others->pdata[i], error))
      return FALSE;

  return mani_journal_file_remove (io, recovery->path, error);
}

/* Every edit passes the recorder: before the old journal goes, the new one holds all of it. */
gboolean
mani_editor_recover (ManiEditor *self, const ManiJournalFile *recovery, GError **error)
{
  g_autoptr (GError) local = NULL;
  guint n_done;
  guint n;

  g_return_val_if_fail (MANI_IS_EDITOR (self), FALSE);
  g_return_val_if_fail (g_ptr_array_find (self->recoveries, recovery, NULL), FALSE);

  n = mani_editor_count_recovery (self, recovery);
  if (n == 0)
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_CONFLICT,
                   _ ("the project is no longer what these changes were made to"));
      return FALSE;
    }
  if (!is_free (recovery, error))
    return FALSE;

  g_object_freeze_notify (G_OBJECT (self));
  mani_journal_file_replay (recovery, recovery->entries->len - n, self->project, self->history,
                            &n_done, &local);
  mani_editor_follow_project (self);
  if (local == NULL && mani_editor_flush_journal (self, &local))
    {
      remove_recovery (recovery, NULL);
      g_ptr_array_remove (self->recoveries, (gpointer) recovery);
    }
  if (local != NULL)
    mani_editor_set_trouble (self, local);
  g_object_thaw_notify (G_OBJECT (self));

  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}

gboolean
mani_editor_discard_recovery (ManiEditor *self, const ManiJournalFile *recovery, GError **error)
{
  g_return_val_if_fail (MANI_IS_EDITOR (self), FALSE);

  if (!remove_recovery (recovery, error))
    return FALSE;
  g_ptr_array_remove (self->recoveries, (gpointer) recovery);

  return TRUE;
}

GPtrArray *
mani_editor_list_untitled (const char *folder)
{
  g_autofree char *own = folder == NULL ? mani_journal_dup_folder () : NULL;

  return mani_journal_file_list (mani_io_get_default (), folder != NULL ? folder : own, NULL, NULL);
}

ManiEditor *
mani_editor_new_from_recovery (const ManiJournalFile *recovery, GError **error)
{
  g_autofree char *shown = g_filename_display_name (recovery->path);

  g_return_val_if_fail (recovery->whole != NULL, NULL);

  return mani_editor_new_from_bytes (recovery->whole, shown, error);
}
