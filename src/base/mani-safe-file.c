/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading files as one state of them, and what reading and replacing share. */

#include "mani-safe-file.h"

#include "mani-error.h"
#include "mani-safe-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define MAX_READINGS 3

gboolean
mani_safe_file_fail (GError **error, const char *path, int code, const char *message)
{
  g_autofree char *shown = g_filename_display_name (path);

  mani_set_error_from_errno (error, code, shown, "%s", message);
  return FALSE;
}

gboolean
mani_safe_file_refuse (GError **error, const char *path, ManiError code, const char *message)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, MANI_ERROR, code, "%s: %s", shown, message);
  return FALSE;
}

gboolean
mani_safe_file_is_unsupported (int code)
{
  return code == EINVAL || code == ENOSYS || code == EOPNOTSUPP;
}

gboolean
mani_safe_file_is_refusal (int code)
{
  return mani_safe_file_is_unsupported (code) || code == EPERM || code == EACCES;
}

static gint64
nanoseconds (const struct timespec *time)
{
  return (gint64) time->tv_sec * 1000000000 + time->tv_nsec;
}

gboolean
mani_safe_file_is_same_state (const struct stat *a, const struct stat *b)
{
  return a->st_dev == b->st_dev && a->st_ino == b->st_ino && a->st_size == b->st_size &&
         nanoseconds (&a->st_mtim) == nanoseconds (&b->st_mtim);
}

gboolean
mani_safe_file_is_untouched (const struct stat *a, const struct stat *b)
{
  return mani_safe_file_is_same_state (a, b) &&
         nanoseconds (&a->st_ctim) == nanoseconds (&b->st_ctim);
}

void
mani_safe_file_fill_stamp (ManiFileStamp *stamp, const struct stat *status, const char *sha256)
{
  stamp->device = status->st_dev;
  stamp->inode = status->st_ino;
  stamp->size = (guint64) status->st_size;
  stamp->modified = nanoseconds (&status->st_mtim);
  memcpy (stamp->sha256, sha256, sizeof stamp->sha256);
}

/* Reads on until @n bytes or the end of the file; -1 with errno on failure. */
static gssize
read_full (const ManiIo *io, int fd, char *buffer, gsize n)
{
  gsize done = 0;

  while (done < n)
    {
      gssize got = mani_io_read (io, fd, buffer + done, n - done);

      if (got < 0)
        return -1;

      if (got == 0)
        break;

      done += (gsize) got;
    }

  return (gssize) done;
}

int
mani_safe_file_open_regular (const ManiIo *io,
                             int folder,
                             const char *name,
                             const char *path,
                             GError **error)
{
  /* Non-blocking: or else opening a FIFO would wait for a writer */
  int fd = mani_io_open (io, folder, name, O_RDONLY | O_NOCTTY | O_NONBLOCK, 0);
  struct stat status;

  if (fd < 0)
    {
      mani_safe_file_fail (error, path, errno, _ ("the file cannot be opened"));
      return -1;
    }

  if (io->fstat (fd, &status) != 0)
    {
      mani_safe_file_fail (error, path, errno, _ ("the file cannot be examined"));
      mani_io_close (io, fd);
      return -1;
    }

  if (!S_ISREG (status.st_mode))
    {
      mani_safe_file_refuse (error, path, MANI_ERROR_INVALID, _ ("this is not a regular file"));
      mani_io_close (io, fd);
      return -1;
    }

  return fd;
}

/* Reads @fd once. @settled says whether it stayed the same from before to after. */
static gboolean
read_once (const ManiIo *io,
           int fd,
           const char *path,
           gsize max_bytes,
           GBytes **contents,
           struct stat *status,
           gboolean *settled,
           GError **error)
{
  g_autofree char *buffer = NULL;
  struct stat after;
  gsize size;
  gssize got;

  if (io->fstat (fd, status) != 0)
    return mani_safe_file_fail (error, path, errno, _ ("the file cannot be examined"));

  if ((guint64) status->st_size > max_bytes)
    {
      g_autofree char *shown = g_filename_display_name (path);
      g_autofree char *is = g_format_size ((guint64) status->st_size);
      g_autofree char *limit = g_format_size (max_bytes);

      /* Translators: a file, its size and the size that is allowed, with their units */
      g_set_error (error, MANI_ERROR, MANI_ERROR_TOO_LARGE,
                   _ ("%s: the file has %s, more than the %s that can be read"), shown, is, limit);
      return FALSE;
    }

  size = (gsize) status->st_size;
  /* One more than there should be, to see that nothing follows */
  buffer = g_try_malloc (size + 1);
  if (buffer == NULL)
    return mani_safe_file_refuse (error, path, MANI_ERROR_TOO_LARGE,
                                  _ ("there is not enough memory for the file"));

  got = read_full (io, fd, buffer, size + 1);
  if (got < 0)
    return mani_safe_file_fail (error, path, errno, _ ("the file cannot be read"));

  if (io->fstat (fd, &after) != 0)
    return mani_safe_file_fail (error, path, errno, _ ("the file cannot be examined"));

  *settled = (gsize) got == size && mani_safe_file_is_untouched (status, &after);
  if (*settled)
    *contents = g_bytes_new_take (g_steal_pointer (&buffer), size);

  return TRUE;
}

/* Reads @fd from its start as one state of it, @status. */
static gboolean
read_settled (const ManiIo *io,
              int fd,
              const char *path,
              gsize max_bytes,
              GBytes **contents,
              struct stat *status,
              GError **error)
{
  for (guint i = 0; i < MAX_READINGS; i++)
    {
      gboolean settled = FALSE;

      if (io->lseek (fd, 0, SEEK_SET) != 0)
        return mani_safe_file_fail (error, path, errno, _ ("the file cannot be read"));

      if (!read_once (io, fd, path, max_bytes, contents, status, &settled, error))
        return FALSE;

      if (settled)
        return TRUE;
    }

  return mani_safe_file_refuse (error, path, MANI_ERROR_CONFLICT,
                                _ ("the file is being changed by another program"));
}

gboolean
mani_safe_file_read (const ManiIo *io,
                     const char *path,
                     gsize max_bytes,
                     GBytes **contents,
                     ManiFileStamp *stamp,
                     GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  struct stat status;
  gboolean done;
  int fd;

  g_return_val_if_fail (io != NULL && path != NULL && contents != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  fd = mani_safe_file_open_regular (io, AT_FDCWD, path, path, error);
  if (fd < 0)
    return FALSE;

  done = read_settled (io, fd, path, max_bytes, &bytes, &status, error);
  mani_io_close (io, fd);
  if (!done)
    return FALSE;

  if (stamp != NULL)
    {
      ManiHash sha256;

      mani_hash_bytes (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), sha256);
      mani_safe_file_fill_stamp (stamp, &status, sha256);
    }

  *contents = g_steal_pointer (&bytes);
  return TRUE;
}

gboolean
mani_safe_file_looks_unchanged (const ManiIo *io, const char *path, const ManiFileStamp *stamp)
{
  struct stat status;

  g_return_val_if_fail (io != NULL && path != NULL && stamp != NULL, FALSE);

  return io->fstatat (AT_FDCWD, path, &status, 0) == 0 && stamp->device == status.st_dev &&
         stamp->inode == status.st_ino && stamp->size == (guint64) status.st_size &&
         stamp->modified == nanoseconds (&status.st_mtim);
}
