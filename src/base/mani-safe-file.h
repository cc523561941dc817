/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading and replacing whole files without ever losing one. At every moment, through any failing
 * call, kill or power cut, the path holds the old bytes or the new ones, whole. All user data that
 * is a file goes through here; g_file_replace_contents() and g_file_set_contents() destroy the old
 * file on a full disk, truncate in place or widen its mode.
 *
 * How a file is replaced: symbolic links are followed to the file itself; it must still be what was
 * read (the caller's ManiFileStamp, by size, then SHA-256); the new bytes go to
 * `.NAME.manicule-XXXXXX` in the same folder, created with mode 0600, which gets owner, mode and
 * access control list of the old file, never wider; fsync; read back and compare by length and
 * SHA-256; the old file is
 * kept as `NAME~`; a last look that it is untouched since (device, inode, size, times); rename;
 * fsync of the folder. What another program puts there in the instant between that last look and
 * the rename cannot be seen: projects are locked besides (src/store).
 *
 * After a kill or power cut a temporary file may be left in the folder. It is never read, and
 * mani_safe_file_remove_leftovers() removes it.
 *
 * Errors are of MANI_ERROR: _CONFLICT (not the file that was read), _READ_ONLY, _NO_SPACE,
 * _NOT_FOUND, _INVALID (not a regular file), _UNSUPPORTED (other hard links), _TOO_LARGE, _IO. May
 * be used from any thread; calls about the same path must not overlap. */

#pragma once

#include "mani-hash.h"
#include "mani-io.h"

#include <glib.h>

G_BEGIN_DECLS

/**
 * ManiFileStamp: what a file was when it was last read or written
 * @device, @inode: which file
 * @size: in bytes
 * @modified: its modification time in nanoseconds since 1970
 * @sha256: the hash of its bytes; this decides, the others only save reading the file
 */
typedef struct
{
  guint64 device;
  guint64 inode;
  guint64 size;
  gint64 modified;
  ManiHash sha256;
} ManiFileStamp;

/**
 * ManiSafeFileFlags:
 * @MANI_SAFE_FILE_DEFAULT: nothing may be there that is not expected
 * @MANI_SAFE_FILE_OVERWRITE: without an expected stamp, whatever is there may be replaced
 * @MANI_SAFE_FILE_NO_BACKUP: the replaced file is not kept as `NAME~`
 * @MANI_SAFE_FILE_PRIVATE: a new file gets mode 0600; otherwise the umask decides
 * @MANI_SAFE_FILE_BREAK_LINKS: a file with further hard links is replaced under this name only; the
 *   other names keep the old bytes
 */
typedef enum
{
  MANI_SAFE_FILE_DEFAULT = 0,
  MANI_SAFE_FILE_OVERWRITE = 1 << 0,
  MANI_SAFE_FILE_NO_BACKUP = 1 << 1,
  MANI_SAFE_FILE_PRIVATE = 1 << 2,
  MANI_SAFE_FILE_BREAK_LINKS = 1 << 3,
} ManiSafeFileFlags;

/* Reads the regular file at @path, which may have at most @max_bytes bytes (a larger one is
 * MANI_ERROR_TOO_LARGE), as one state of it: if it changes meanwhile it is read again, and given up
 * as MANI_ERROR_CONFLICT when that goes on. A file of 0 bytes is read like any other: the caller
 * knows whether it may be empty. @stamp may be NULL. */
gboolean mani_safe_file_read (const ManiIo *io,
                              const char *path,
                              gsize max_bytes,
                              GBytes **contents,
                              ManiFileStamp *stamp,
                              GError **error);

/* Whether the file at @path has the device, inode, size and time of @stamp: a cheap look that reads
 * nothing, for noticing a change early. mani_safe_file_replace() looks closer. */
gboolean
mani_safe_file_looks_unchanged (const ManiIo *io, const char *path, const ManiFileStamp *stamp);

/**
 * ManiProduceFunc:
 * @write: takes the file's bytes, one piece after the other; each is a write to the disk, so they
 *   had better not be small
 * @sink: for @write
 * @data: the producer's own
 *
 * Called once, when it is known that the old file may be replaced.
 *
 * Returns: TRUE when the file is whole; FALSE with @error, of any domain, when it cannot be
 */
typedef gboolean (*ManiProduceFunc) (ManiWriteFunc write,
                                     gpointer sink,
                                     gpointer data,
                                     GError **error);

/* Makes @path hold what @produce writes, which is never in memory as a whole. With @expected, a
 * file with just the bytes of that stamp must be there, else MANI_ERROR_CONFLICT; without, none may
 * be there, but for MANI_SAFE_FILE_OVERWRITE.
 *
 * On success @new_stamp (NULL allowed; may be @expected itself) describes the new file. On failure
 * the old file is as it was, byte for byte, and @new_stamp is left alone, with one exception: when
 * only the last step fails, the fsync of the folder, the new file is in place and @new_stamp
 * describes it, but it may not survive a power cut, and the result is FALSE. A producer that fails
 * is a failure like any other. */
gboolean mani_safe_file_replace_in_pieces (const ManiIo *io,
                                           const char *path,
                                           ManiProduceFunc produce,
                                           gpointer data,
                                           const ManiFileStamp *expected,
                                           ManiSafeFileFlags flags,
                                           ManiFileStamp *new_stamp,
                                           GError **error);

/* The same for the @n bytes at @data. */
gboolean mani_safe_file_replace (const ManiIo *io,
                                 const char *path,
                                 const void *data,
                                 gsize n,
                                 const ManiFileStamp *expected,
                                 ManiSafeFileFlags flags,
                                 ManiFileStamp *new_stamp,
                                 GError **error);

/* Removes what replacements of the file at @path that never ended have left in its folder. Nothing
 * may be replacing it meanwhile: for whoever holds its lock. */
void mani_safe_file_remove_leftovers (const char *path);

G_END_DECLS
