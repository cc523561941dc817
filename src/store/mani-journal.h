/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal: every edit of an open project, written down at once. What is not saved yet when the
 * program ends by whatever means is read back from it (mani-journal-file.h).
 *
 * A journal is a file of its own, `PROJECT-RANDOM.journal`, mode 0600, in a folder of mode 0700. It
 * begins with what it builds on, its base: the hash of the project's file, or a whole project that
 * has no file yet. Records follow, each an edit; their sequence numbers go on from one file to the
 * next as long as the editor lives. The form:
 *
 *   LENGTH SEQUENCE CHECKSUM PAYLOAD\n
 *
 * LENGTH is the payload's, in bytes, as 8 hexadecimal digits; SEQUENCE 16 of them, one more from
 * record to record; CHECKSUM the first 16 digits of the SHA-256 of all that stands before and after
 * it, without the newline. Payloads are JSON. The first is
 *
 *   {"manicule-journal":1,"project":ID,"title":TITLE,"uri":URI,"created":TIME,"base":SHA-256}
 *
 * with "whole", a project file's JSON, in place of "base" (and without "uri") where there is no
 * file; then come
 *
 *   {"direction":"do","time":TIME,"edit":{...}}
 *
 * with "undo" and "redo" for these, whose edit is the one that was applied (mani-edit-codec.h);
 * and, with the number of the record before,
 *
 *   {"saved":SHA-256,"sequence":NUMBER}
 *
 * just before a file of that hash, which holds all edits up to that number, takes the place of the
 * project's file: whichever of the two is there after a kill, the edits find their base. The
 * times are for people: nothing is decided by them.
 *
 * What is promised. Appending writes before it returns: a killed program loses no edit. A thread
 * flushes to the disk 1 s after the last edit, 3 s after the first one that waits at the latest:
 * that much a power cut may take. After a write or flush that failed the file is not written again
 * (the kernel may have dropped what it held): the records since the base, kept in memory until the
 * project is saved, go to a new file, and the old one stays until that is on the disk. The thread
 * tries at the next edit and every 5 s; mani_journal_dup_trouble() says what is wrong meanwhile.
 * The file is locked (F_OFD_SETLK) as long as its writer lives.
 *
 * One thread may use a journal; but for mani_journal_announce_save(), which is for any. */

#pragma once

#include "mani-hash.h"
#include "mani-history.h"
#include "mani-io.h"

G_BEGIN_DECLS

/* The version that is written, and the newest that is read. */
#define MANI_JOURNAL_FORMAT 1

typedef struct _ManiJournal ManiJournal;

/* Where journals lie: `manicule/journal` in the user's state folder. */
char *mani_journal_dup_folder (void);

/* @folder: made when it is needed. @project: its id. Nothing is written before the first edit. */
ManiJournal *mani_journal_new (const ManiIo *io, const char *folder, const char *project);

/* How long the thread waits after an edit, at most, and before it tries again after a failure: in
 * microseconds, when it is to be other than above. G_MAXINT64 for the first: there is no thread,
 * and only mani_journal_flush() works. */
void mani_journal_set_delays (ManiJournal *journal, gint64 idle, gint64 longest, gint64 retry);

/* Ends the thread and lets go of the file, which stays; flush first. NULL is allowed. */
void mani_journal_free (ManiJournal *journal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiJournal, mani_journal_free)

/**
 * mani_journal_set_base:
 * @sequence: the last edit that the base holds
 * @base: (nullable): the hash of the project's file
 * @path: (nullable): the file; for people
 * @whole: (nullable): without @base: the bytes of a project file
 * @title: (nullable): the project's; for people
 *
 * What the records build on from now on: to be said before the first edit and whenever the project
 * has been saved, with all that makes the saving last. Edits after @sequence, made while the file
 * was written, are kept, in a file of their own; the old one is removed once that is on the disk.
 */
void mani_journal_set_base (ManiJournal *journal,
                            guint64 sequence,
                            const char *base,
                            const char *path,
                            GBytes *whole,
                            const char *title);

/* A file of the hash @base, with all edits up to @sequence, is about to be put in its place: brings
 * that to the disk. Once it is there mani_journal_set_base() follows, and nothing when it failed.
 */
void mani_journal_announce_save (ManiJournal *journal, guint64 sequence, const char *base);

/* Writes an edit down. Returns its sequence number; mani_journal_get_written() says whether it is
 * in the file now. */
guint64 mani_journal_append (ManiJournal *journal, ManiHistoryDirection direction, ManiEdit *edit);

/* The number of the last edit that was appended; of the last one that the file holds, so that it
 * outlives this process; of the last one that the disk holds. */
guint64 mani_journal_get_last (ManiJournal *journal);
guint64 mani_journal_get_written (ManiJournal *journal);
guint64 mani_journal_get_synced (ManiJournal *journal);

/* Brings all to the disk, now: before the program ends, or when its window is left. */
gboolean mani_journal_flush (ManiJournal *journal, GError **error);

/* Has the thread do that without being waited for. */
void mani_journal_hurry (ManiJournal *journal);

/* Removes all files of this journal: what it holds is saved, or was given up by the person. A
 * base has to be set before the next edit. */
void mani_journal_remove (ManiJournal *journal);

/* (transfer full): why edits are not being kept, or NULL. */
GError *mani_journal_dup_trouble (ManiJournal *journal);

/* @changed is called in the main context of the thread that sets it, when there is another trouble
 * or none any more. */
typedef void (*ManiJournalTroubleFunc) (gpointer data);
void
mani_journal_set_trouble_func (ManiJournal *journal, ManiJournalTroubleFunc changed, gpointer data);

G_END_DECLS
