/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The system's calls as a ManiIo, and the loops around interrupted and short ones. */

#include "mani-io.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/xattr.h>
#include <unistd.h>

/* Enough for any real run of signals; an end for a call that only ever says EINTR. */
#define MAX_INTERRUPTIONS 100

#define RETRY(result, call)                                  \
  G_STMT_START                                               \
  {                                                          \
    int left_ = MAX_INTERRUPTIONS;                           \
    do                                                       \
      (result) = (call);                                     \
    while ((result) == -1 && errno == EINTR && --left_ > 0); \
  }                                                          \
  G_STMT_END

static int
system_openat (int folder, const char *name, int flags, mode_t mode)
{
  return openat (folder, name, flags, mode);
}

static const ManiIo system_io = {
  .realpath = realpath,
  .openat = system_openat,
  .close = close,
  .read = read,
  .write = write,
  .lseek = lseek,
  .fstat = fstat,
  .fstatat = fstatat,
  .faccessat = faccessat,
  .fchmod = fchmod,
  .fchown = fchown,
  .fgetxattr = fgetxattr,
  .fsetxattr = fsetxattr,
  .fremovexattr = fremovexattr,
  .fsync = fsync,
  .fdatasync = fdatasync,
  .linkat = linkat,
  .renameat2 = renameat2,
  .unlinkat = unlinkat,
};

const ManiIo *
mani_io_get_default (void)
{
  return &system_io;
}

int
mani_io_open (const ManiIo *io, int folder, const char *name, int flags, mode_t mode)
{
  int fd;

  RETRY (fd, io->openat (folder, name, flags | O_CLOEXEC, mode));

  return fd;
}

gssize
mani_io_read (const ManiIo *io, int fd, void *buffer, gsize n)
{
  gssize got;

  RETRY (got, io->read (fd, buffer, n));

  return got;
}

gboolean
mani_io_write_all (const ManiIo *io, int fd, const void *data, gsize n)
{
  const char *bytes = data;

  while (n > 0)
    {
      gssize written;

      RETRY (written, io->write (fd, bytes, n));

      if (written < 0)
        return FALSE;

      if (written == 0)
        {
          errno = EIO;
          return FALSE;
        }

      bytes += written;
      n -= (gsize) written;
    }

  return TRUE;
}

gboolean
mani_io_sync (const ManiIo *io, int fd)
{
  int result;

  RETRY (result, io->fsync (fd));

  return result == 0;
}

gboolean
mani_io_sync_data (const ManiIo *io, int fd)
{
  int result;

  RETRY (result, io->fdatasync (fd));

  return result == 0;
}

gboolean
mani_io_close (const ManiIo *io, int fd)
{
  return io->close (fd) == 0 || errno == EINTR;
}
