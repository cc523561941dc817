/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Journals that programs have left behind (mani-journal.h): found, read, done again.
 *
 * A journal is read up to the first record that is torn or otherwise not what was written; what
 * follows is left alone, and its size told. Whether a journal belongs to a project's file is
 * decided by the hash of that file, and the order of edits by their numbers, never by a time.
 *
 * Nothing here removes a file with edits but mani_journal_file_remove(). */

#pragma once

#include "mani-hash.h"
#include "mani-history.h"
#include "mani-io.h"

G_BEGIN_DECLS

/**
 * ManiJournalEntry:
 * @sequence: its number
 * @direction: how it came
 * @time: when, in microseconds since 1970, as that machine's clock had it; 0 when it did not say
 * @edit: its edit as JSON, @n_bytes long; inside the file's bytes
 */
typedef struct
{
  guint64 sequence;
  ManiHistoryDirection direction;
  gint64 time;
  const char *edit;
  gsize n_bytes;
} ManiJournalEntry;

/**
 * ManiJournalSave:
 * @base: the hash of a file that was about to be put in its place
 * @sequence: the number of the last edit that it holds
 */
typedef struct
{
  ManiHash base;
  guint64 sequence;
} ManiJournalSave;

/**
 * ManiJournalFile:
 * @path: where it lies
 * @project: the project's id
 * @title: the project's, or NULL
 * @file: the path of the project's file, or NULL
 * @base: the hash of the project's file; "" for a project without one
 * @whole: (nullable): the bytes of the project that it builds on, when it had no file
 * @created: when it was begun
 * @sequence: the number of the last edit that the base holds
 * @entries: (element-type ManiJournalEntry): the edits, in their order
 * @saves: (element-type ManiJournalSave): what was written meanwhile
 * @n_left: bytes after the last sound record
 * @others: (element-type filename): journals that hold nothing more, for who lists them
 */
typedef struct
{
  char *path;
  char *project;
  char *title;
  char *file;
  ManiHash base;
  GBytes *whole;
  gint64 created;
  guint64 sequence;
  GArray *entries;
  GArray *saves;
  gsize n_left;
  GPtrArray *others;
  GBytes *bytes; /* all of it */
  guint references;
} ManiJournalFile;

/**
 * mani_journal_file_parse:
 * @bytes: of the file
 * @path: its path
 *
 * Errors: MANI_ERROR_INVALID when it does not begin as a journal; MANI_ERROR_UNSUPPORTED for one of
 * a newer version.
 *
 * Returns: (transfer full): what it holds; or NULL
 */
ManiJournalFile *mani_journal_file_parse (GBytes *bytes, const char *path, GError **error);

/* Reads the file at @path. Errors: also those of mani_safe_file_read(). */
ManiJournalFile *mani_journal_file_read (const ManiIo *io, const char *path, GError **error);

ManiJournalFile *mani_journal_file_ref (ManiJournalFile *file);
void mani_journal_file_unref (ManiJournalFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiJournalFile, mani_journal_file_unref)

/* Whether the project's file of the hash @base is what the edits were made to; @first becomes the
 * number, among the entries, of the first one that it does not hold. */
gboolean mani_journal_file_fits (const ManiJournalFile *file, const char *base, guint *first);

/* Whether the entries of @other from @other_first on are those with which the entries of @file from
 * @first on begin: it was written no more when @file took its place, and holds nothing besides. */
gboolean mani_journal_file_contains (const ManiJournalFile *file,
                                     guint first,
                                     const ManiJournalFile *other,
                                     guint other_first);

/* When the last edit was made, or the journal begun. */
gint64 mani_journal_file_get_time (const ManiJournalFile *file);

/**
 * mani_journal_file_list:
 * @folder: the one of the journals; it need not exist
 * @project: (nullable): the id of the project that is asked for; NULL for those without a file
 * @unreadable: (out) (optional) (element-type utf8): paths of what cannot be read, a
 * NULL-terminated list
 *
 * Those that hold edits and that nobody is writing, the last one first. What was begun and never
 * got to an edit is removed on the way.
 *
 * Returns: (transfer full) (element-type ManiJournalFile)
 */
GPtrArray *mani_journal_file_list (const ManiIo *io,
                                   const char *folder,
                                   const char *project,
                                   GStrv *unreadable);

/* Whether somebody, here or in another process, writes the journal at @path. */
gboolean mani_journal_file_is_in_use (const char *path);

/**
 * mani_journal_file_replay:
 * @first: the entry to begin with
 * @project: what @history is of; in the state before that
 * @n_done: (out): how many edits were done
 *
 * Does edits again, each as a step of @history; undoing and redoing too, so that what could be
 * undone or redone can be again.
 *
 * Errors: MANI_ERROR_INVALID for an edit that cannot be read, and those of mani_project_apply();
 * the edits before it stay done.
 */
gboolean mani_journal_file_replay (const ManiJournalFile *file,
                                   guint first,
                                   ManiProject *project,
                                   ManiHistory *history,
                                   guint *n_done,
                                   GError **error);

/* Removes the journal at @path for good: MANI_ERROR_BUSY when somebody writes it. */
gboolean mani_journal_file_remove (const ManiIo *io, const char *path, GError **error);

G_END_DECLS
