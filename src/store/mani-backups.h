/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Earlier versions of a project, whole files in a folder of the project's own:
 *
 *   $XDG_STATE_HOME/manicule/backups/PROJECT/SEQUENCE-TIME-ANNOTATIONS-SHA256.manicule
 *
 * The name says all there is to know: no index can get lost, and a file of any other name is left
 * alone. The sequence number grows with each backup and alone decides which is the newer; the time
 * is what the clock said, for people to read, and may be wrong. Folders have mode 0700, files 0600.
 * Each is written as every file is (mani-safe-file.h) and checked by its hash when it is read.
 *
 * Kept are the last 10, and of each of the last 14 days that had any the last: days on which the
 * project was saved, not those of the calendar, so that neither a clock that jumps nor a long
 * absence costs an old version. Of more than MANI_BACKUPS_MAX_BYTES in all the oldest go, but never
 * the last two. The same bytes are kept once.
 *
 * A backup is a help and no part of saving: where it fails, the save has succeeded all the same.
 * All functions block and may be called from any thread; two at once for one project do no harm. */

#pragma once

#include "mani-safe-file.h"
#include "mani-snapshot.h"

G_BEGIN_DECLS

#define MANI_BACKUPS_LAST 10
#define MANI_BACKUPS_DAYS 14
#define MANI_BACKUPS_AT_LEAST 2
#define MANI_BACKUPS_MAX_BYTES ((guint64) 512 << 20)

/**
 * ManiBackup: an earlier version
 * @sequence: the higher, the newer
 * @time: seconds since 1970, as the clock said
 * @size: in bytes
 * @path: where it lies
 */
typedef struct
{
  guint64 sequence;
  gint64 time;
  guint64 size;
  guint n_annotations;
  ManiHash sha256;
  char *path;
} ManiBackup;

void mani_backup_free (ManiBackup *backup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiBackup, mani_backup_free)

/* (transfer full): the folder of the project with this id, which need not exist. */
char *mani_backups_dup_folder (const char *project);

/**
 * mani_backups_keep:
 * @folder: made when it is not there
 * @path: a file that is whole and good
 * @stamp: what it is
 * @time: now, in seconds since 1970
 *
 * Keeps a copy of the file at @path, and removes what is more than is kept. Where the same bytes
 * are kept already they become the newest.
 *
 * Errors: MANI_ERROR_CONFLICT when the file is not what @stamp says, any more; MANI_ERROR_BUSY
 * when another program keeps one and does not end; those of mani_safe_file_replace(). What was kept
 * is as it was.
 */
gboolean mani_backups_keep (const ManiIo *io,
                            const char *folder,
                            const char *path,
                            const ManiFileStamp *stamp,
                            guint n_annotations,
                            gint64 time,
                            GError **error);

/* The same for a file that holds @snapshot, in the folder of its project, now. */
gboolean mani_backups_keep_version (const ManiIo *io,
                                    const char *path,
                                    ManiSnapshot *snapshot,
                                    const ManiFileStamp *stamp,
                                    GError **error);

/* (transfer full) (element-type ManiBackup): the newest first; empty when there is none. */
GPtrArray *mani_backups_list (const char *folder);

/* (transfer full): of a list with the newest first, those that are not to be kept: by the same
 * order, borrowed. @max_bytes: how much all may take. */
GPtrArray *mani_backups_find_surplus (GPtrArray *backups, guint64 max_bytes);

/**
 * mani_backups_read:
 * @sha256: which bytes
 *
 * Errors: MANI_ERROR_NOT_FOUND when they are not kept; MANI_ERROR_INVALID when the backup is
 * damaged; those of mani_safe_file_read().
 *
 * Returns: (transfer full): just the bytes with that hash, or NULL
 */
GBytes *
mani_backups_read (const ManiIo *io, const char *folder, const char *sha256, GError **error);

/* Removes @folder with all that is in it. A folder that is not there is no error. */
gboolean mani_backups_forget (const char *folder, GError **error);

G_END_DECLS
