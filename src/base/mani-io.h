/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The few system calls by which people's work reaches the disk, as a table of functions. Everything
 * that writes it (safe replacement of files, the journal) goes through a ManiIo, so that tests can
 * pass their own: one that fails the Nth call, or one that records the calls to play a power cut.
 *
 * Each function behaves as the system call of the same name: 0, a count or a descriptor on success,
 * -1 and errno otherwise. The table is const and may be used from any thread.
 *
 * To add a call: a member here, its line in mani-io.c, and its twin in
 * tests/support/mani-test-io.c. */

#pragma once

#include <glib.h>
#include <sys/stat.h>
#include <sys/types.h>

G_BEGIN_DECLS

typedef struct _ManiIo ManiIo;

struct _ManiIo
{
  char *(*realpath) (const char *path, char *resolved);
  int (*openat) (int folder, const char *name, int flags, mode_t mode);
  int (*close) (int fd);
  ssize_t (*read) (int fd, void *buffer, size_t n);
  ssize_t (*write) (int fd, const void *buffer, size_t n);
  off_t (*lseek) (int fd, off_t offset, int whence);
  int (*fstat) (int fd, struct stat *status);
  int (*fstatat) (int folder, const char *name, struct stat *status, int flags);
  int (*faccessat) (int folder, const char *name, int mode, int flags);
  int (*fchmod) (int fd, mode_t mode);
  int (*fchown) (int fd, uid_t owner, gid_t group);
  ssize_t (*fgetxattr) (int fd, const char *name, void *value, size_t size);
  int (*fsetxattr) (int fd, const char *name, const void *value, size_t size, int flags);
  int (*fremovexattr) (int fd, const char *name);
  int (*fsync) (int fd);
  int (*fdatasync) (int fd);
  int (*linkat) (int from_folder, const char *from, int to_folder, const char *to, int flags);
  int (*renameat2) (int from_folder,
                    const char *from,
                    int to_folder,
                    const char *to,
                    unsigned int flags);
  int (*unlinkat) (int folder, const char *name, int flags);
};

/* The system's own calls. */
const ManiIo *mani_io_get_default (void);

/* The same calls, taken up again when a signal interrupted them (EINTR; after many interruptions in
 * a row they give up and fail with it). */

/* Opens @name in @folder (AT_FDCWD: the current one), close-on-exec. */
int mani_io_open (const ManiIo *io, int folder, const char *name, int flags, mode_t mode);

/* Reads up to @n bytes; 0 at the end of the file. */
gssize mani_io_read (const ManiIo *io, int fd, void *buffer, gsize n);

/* Writes all @n bytes, however many calls that takes; FALSE with errno when it cannot. What was
 * written then is not known. */
gboolean mani_io_write_all (const ManiIo *io, int fd, const void *data, gsize n);

/* Flushes @fd to the disk. After a failure the kernel may have dropped the data and marked it
 * clean: never try again on the same descriptor, write the data anew. */
gboolean mani_io_sync (const ManiIo *io, int fd);

/* The same for what was written and the size of the file, without its times. */
gboolean mani_io_sync_data (const ManiIo *io, int fd);

/* Closes @fd, once: Linux frees the descriptor even when it reports an error. FALSE with errno when
 * the system could not keep what was written. */
gboolean mani_io_close (const ManiIo *io, int fd);

/**
 * ManiWriteFunc:
 * @data: the next @n bytes of something that is handed over in pieces
 * @sink: what takes them
 *
 * Returns: FALSE with @error when they cannot be taken; then no more may follow
 */
typedef gboolean (*ManiWriteFunc) (const void *data, gsize n, gpointer sink, GError **error);

G_END_DECLS
