/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What reading and replacing files share; for these two and their tests. */

#pragma once

#include "mani-error.h"
#include "mani-safe-file.h"

G_BEGIN_DECLS

/* What names of temporary files add to the name: this and some letters and digits, or for a new
 * link this alone. */
#define MANI_SAFE_FILE_TEMPORARY ".manicule-"
#define MANI_SAFE_FILE_RANDOM_LENGTH 6
#define MANI_SAFE_FILE_LINK "~new"

/* The bits of a mode that say who may do what. */
#define MANI_SAFE_FILE_PERMISSIONS ((mode_t) 0777)

/* `.NAME` with NAME cut, between characters, to what leaves room for @suffix. */
char *mani_safe_file_hidden_name (const char *name, const char *suffix);

/* Sets @error for a failed system call with errno @code on @path. Returns FALSE. */
gboolean mani_safe_file_fail (GError **error, const char *path, int code, const char *message);

/* Sets @error to `PATH: MESSAGE`. Returns FALSE. */
gboolean
mani_safe_file_refuse (GError **error, const char *path, ManiError code, const char *message);

/* Whether an errno is that of a file system that does not know a call. */
gboolean mani_safe_file_is_unsupported (int code);

/* Also of a call that this user may not make there, as against one that failed. */
gboolean mani_safe_file_is_refusal (int code);

/* The same file, size and time of change. */
gboolean mani_safe_file_is_same_state (const struct stat *a, const struct stat *b);

/* As mani_safe_file_is_same_state(), and neither was its mode, owner or number of links touched. */
gboolean mani_safe_file_is_untouched (const struct stat *a, const struct stat *b);

void
mani_safe_file_fill_stamp (ManiFileStamp *stamp, const struct stat *status, const char *sha256);

/* Opens a regular file for reading; -1 and @error when it cannot or is none. @path is its name for
 * people. */
int mani_safe_file_open_regular (const ManiIo *io,
                                 int folder,
                                 const char *name,
                                 const char *path,
                                 GError **error);

/* Gives @fd the owner, group, access control list and mode of the old file. What the system refuses
 * is made up for by fewer permissions: nobody may read the new file who could not read the old one.
 */
gboolean mani_safe_file_copy_access (const ManiIo *io,
                                     int old_fd,
                                     const struct stat *old,
                                     int fd,
                                     const char *path,
                                     GError **error);

G_END_DECLS
