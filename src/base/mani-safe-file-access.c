/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may read and write a file that takes the place of another. */

#include "mani-safe-file-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <limits.h>

/* The POSIX access control list of a file. */
#define ACCESS_LIST "system.posix_acl_access"

/* Gives @fd the access control list of the old file, or none. *@copied is FALSE when the system
 * refuses the one that there is. */
static gboolean
copy_list (const ManiIo *io, int old_fd, int fd, const char *path, gboolean *copied, GError **error)
{
  g_autofree char *list = g_malloc (XATTR_SIZE_MAX);
  ssize_t n = io->fgetxattr (old_fd, ACCESS_LIST, list, XATTR_SIZE_MAX);

  *copied = TRUE;
  if (n >= 0)
    {
      if (io->fsetxattr (fd, ACCESS_LIST, list, (size_t) n, 0) == 0)
        return TRUE;

      *copied = FALSE;
      if (mani_safe_file_is_refusal (errno))
        return TRUE;
    }
  else if (errno == ENODATA || mani_safe_file_is_unsupported (errno))
    {
      /* It may have got one from the folder */
      if (io->fremovexattr (fd, ACCESS_LIST) == 0 || errno == ENODATA ||
          mani_safe_file_is_unsupported (errno))
        return TRUE;
    }

  return mani_safe_file_fail (error, path, errno, _ ("the file’s permissions cannot be kept"));
}

gboolean
mani_safe_file_copy_access (const ManiIo *io,
                            int old_fd,
                            const struct stat *old,
                            int fd,
                            const char *path,
                            GError **error)
{
  mode_t mode = old->st_mode & MANI_SAFE_FILE_PERMISSIONS;
  gboolean is_group_kept = TRUE;
  gboolean is_list_kept = TRUE;
  struct stat status;

  if (io->fstat (fd, &status) != 0)
    return mani_safe_file_fail (error, path, errno, _ ("the temporary file cannot be examined"));

  if (status.st_gid != old->st_gid && io->fchown (fd, -1, old->st_gid) != 0)
    {
      if (!mani_safe_file_is_refusal (errno))
        return mani_safe_file_fail (error, path, errno, _ ("the file’s group cannot be kept"));

      is_group_kept = FALSE;
    }

  if (status.st_uid != old->st_uid && io->fchown (fd, old->st_uid, -1) != 0 &&
      !mani_safe_file_is_refusal (errno))
    return mani_safe_file_fail (error, path, errno, _ ("the file’s owner cannot be kept"));

  if (!copy_list (io, old_fd, fd, path, &is_list_kept, error))
    return FALSE;

  /* Another group, or one that the list kept out: it gets what the old file gave to everybody */
  if (!is_group_kept || !is_list_kept)
    mode &= ~(mode_t) 0070 | (mode & 0007) << 3;

  /* Some file systems have one mode for all; what is the same for both files may stay */
  if (io->fchmod (fd, mode) != 0 &&
      (!is_group_kept || !is_list_kept || !mani_safe_file_is_refusal (errno)))
    return mani_safe_file_fail (error, path, errno, _ ("the file’s permissions cannot be kept"));

  return TRUE;
}
