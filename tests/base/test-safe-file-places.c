/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Replacing files as another user, and on full and read-only disks. */

#include "mani-test-folder.h"
#include "safe-file-fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <grp.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#define NOBODY 65534

/* What needs another user or another disk, in a child process; only what @function asserts counts.
 */
static void
in_child (void (*function) (Fixture *), Fixture *fixture)
{
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      function (fixture);
      _exit (0);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

/* Root may write everywhere */
static void
become_nobody (void)
{
  if (geteuid () == 0)
    {
      g_assert_cmpint (setgroups (0, NULL), ==, 0);
      g_assert_cmpint (setresgid (NOBODY, NOBODY, NOBODY), ==, 0);
      g_assert_cmpint (setresuid (NOBODY, NOBODY, NOBODY), ==, 0);
    }
}

static void
save_in_read_only_folder (Fixture *fixture)
{
  g_autofree char *path = safe_file_path_of (fixture, "doc");
  g_autofree char *new_path = safe_file_path_of (fixture, "new");
  ManiFileStamp stamp = safe_file_stamp_of (path);

  become_nobody ();
  safe_file_assert_refuses (fixture, path, &stamp, MANI_SAFE_FILE_DEFAULT, MANI_ERROR_READ_ONLY);
  safe_file_assert_refuses (fixture, new_path, NULL, MANI_SAFE_FILE_DEFAULT, MANI_ERROR_READ_ONLY);
}

static void
test_read_only_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "first");

  g_assert_cmpint (g_chmod (path, 0666), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  in_child (save_in_read_only_folder, fixture);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  safe_file_assert_content (fixture, "doc", "first");
  safe_file_assert_names (fixture, "doc");
}

static void
save_read_only_file (Fixture *fixture)
{
  g_autofree char *path = safe_file_path_of (fixture, "doc");
  ManiFileStamp stamp = safe_file_stamp_of (path);

  become_nobody ();
  safe_file_assert_refuses (fixture, path, &stamp, MANI_SAFE_FILE_DEFAULT, MANI_ERROR_READ_ONLY);
}

static void
test_read_only_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "first");

  g_assert_cmpint (g_chmod (path, 0444), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0777), ==, 0);
  in_child (save_read_only_file, fixture);
  safe_file_assert_content (fixture, "doc", "first");
  safe_file_assert_names (fixture, "doc");
}

static void
test_owner (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "first");
  GStatBuf status;

  if (geteuid () != 0)
    {
      g_test_skip ("only root can give a file away");
      return;
    }

  g_assert_cmpint (chown (path, 1234, 4321), ==, 0);
  g_assert_cmpint (g_chmod (path, 0640), ==, 0);
  safe_file_assert_replaces (fixture, path, "second", NULL, MANI_SAFE_FILE_OVERWRITE);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_uid, ==, 1234);
  g_assert_cmpuint (status.st_gid, ==, 4321);
  g_assert_cmpuint (status.st_mode & 07777, ==, 0640);
}

static void
save_file_of_root (Fixture *fixture)
{
  g_autofree char *path = safe_file_path_of (fixture, "doc");

  become_nobody ();
  safe_file_assert_replaces (fixture, path, "second", NULL, MANI_SAFE_FILE_OVERWRITE);
}

static void
test_group_lost (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "first");
  GStatBuf status;

  if (geteuid () != 0)
    {
      g_test_skip ("only root has files of other people to save");
      return;
    }

  g_assert_cmpint (g_chmod (path, 0676), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0777), ==, 0);
  in_child (save_file_of_root, fixture);

  /* The group is another one now and gets what everybody had */
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  safe_file_assert_content (fixture, "doc", "second");
  g_assert_cmpuint (status.st_uid, ==, NOBODY);
  g_assert_cmpuint (status.st_gid, ==, NOBODY);
  g_assert_cmpuint (status.st_mode & 07777, ==, 0666);
}

/* An access control list as the kernel has it (linux/posix_acl_xattr.h), little-endian. */
typedef struct
{
  guint16 tag;
  guint16 permissions;
  guint32 id;
} ListEntry;

typedef struct
{
  guint32 version;
  ListEntry entries[5];
} List;

/* The owner and user 1234 may read and write; the group and others nothing. The mode's group bits
 * are the mask, the most that anyone named gets: rw, more than the group has. */
static const List list = {
  2,
  {
      { 0x01, 6, G_MAXUINT32 },
      { 0x02, 6, 1234 },
      { 0x04, 0, G_MAXUINT32 },
      { 0x10, 6, G_MAXUINT32 },
      { 0x20, 0, G_MAXUINT32 },
  },
};

static void
test_access_list (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "first");
  List is;

  if (setxattr (path, "system.posix_acl_access", &list, sizeof list, 0) != 0)
    {
      g_test_skip ("this file system has no access control lists");
      return;
    }

  g_assert_cmpuint (safe_file_mode_of (path), ==, 0660);
  safe_file_assert_replaces (fixture, path, "second", NULL, MANI_SAFE_FILE_OVERWRITE);
  g_assert_cmpuint (safe_file_mode_of (path), ==, 0660);
  g_assert_cmpint (getxattr (path, "system.posix_acl_access", &is, sizeof is), ==, sizeof is);
  g_assert_cmpmem (&is, sizeof is, &list, sizeof list);
}

static int
refuse_list (int fd, const char *name, const void *value, size_t n, int flags)
{
  errno = EPERM;
  return -1;
}

static void
test_access_list_lost (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "first");
  ManiIo io = *fixture->io;

  if (setxattr (path, "system.posix_acl_access", &list, sizeof list, 0) != 0)
    {
      g_test_skip ("this file system has no access control lists");
      return;
    }

  /* Without the list, 0660 would let the group in */
  io.fsetxattr = refuse_list;
  fixture->io = &io;
  safe_file_assert_replaces (fixture, path, "second", NULL, MANI_SAFE_FILE_OVERWRITE);
  g_assert_cmpuint (safe_file_mode_of (path), ==, 0600);
}

static void
test_access_list_of_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "first");
  List is;

  g_assert_cmpint (g_chmod (path, 0660), ==, 0);
  if (setxattr (fixture->folder, "system.posix_acl_default", &list, sizeof list, 0) != 0)
    {
      g_test_skip ("this file system has no access control lists");
      return;
    }

  /* What new files get there does not come to an old one by saving it */
  safe_file_assert_replaces (fixture, path, "second", NULL, MANI_SAFE_FILE_OVERWRITE);
  g_assert_cmpuint (safe_file_mode_of (path), ==, 0660);
  g_assert_cmpint (getxattr (path, "system.posix_acl_access", &is, sizeof is), ==, -1);
  g_assert_cmpint (errno, ==, ENODATA);
}

/* A tmpfs on the folder, which nobody else sees and which ends with the process. */
static gboolean
mount_small_disk (const char *folder, const char *options)
{
  return unshare (CLONE_NEWNS) == 0 && mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
         mount ("tmpfs", folder, "tmpfs", 0, options) == 0;
}

static void
probe_small_disk (Fixture *fixture)
{
  if (!mount_small_disk (fixture->folder, "size=64k"))
    _exit (77);
}

static gboolean
can_mount (Fixture *fixture)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      probe_small_disk (fixture);
      _exit (0);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
    {
      g_test_skip ("a disk to fill cannot be mounted here");
      return FALSE;
    }

  return TRUE;
}

static void
save_on_full_disk (Fixture *fixture)
{
  g_autofree char *path = NULL;
  g_autofree char *filler = NULL;
  g_autofree char *large = g_strnfill (60000, 'x');
  g_autofree char *is = NULL;
  g_autoptr (GError) error = NULL;
  ManiFileStamp stamp;

  g_assert_true (mount_small_disk (fixture->folder, "size=64k"));
  path = mani_test_folder_write (fixture->folder, "doc", "first");
  filler = mani_test_folder_write (fixture->folder, "filler", large);
  stamp = safe_file_stamp_of (path);

  g_assert_false (safe_file_replace (fixture, path, large, &stamp, MANI_SAFE_FILE_DEFAULT, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_NO_SPACE);
  safe_file_assert_content (fixture, "doc", "first");
  safe_file_assert_names (fixture, "doc filler");

  /* And it works once there is room */
  g_assert_cmpint (g_remove (filler), ==, 0);
  safe_file_assert_replaces (fixture, path, "second", &stamp, MANI_SAFE_FILE_DEFAULT);
  safe_file_assert_content (fixture, "doc", "second");
}

static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  if (can_mount (fixture))
    in_child (save_on_full_disk, fixture);
}

static void
save_without_inodes (Fixture *fixture)
{
  g_autofree char *path = NULL;
  g_autofree char *filler = NULL;
  ManiFileStamp stamp;

  /* The folder is an inode too */
  g_assert_true (mount_small_disk (fixture->folder, "nr_inodes=3"));
  path = mani_test_folder_write (fixture->folder, "doc", "first");
  g_assert_cmpint (close (open (path, O_RDONLY)), ==, 0);
  filler = safe_file_path_of (fixture, "filler");
  g_assert_cmpint (close (open (filler, O_CREAT | O_EXCL | O_WRONLY, 0600)), ==, 0);
  stamp = safe_file_stamp_of (path);

  safe_file_assert_refuses (fixture, path, &stamp, MANI_SAFE_FILE_DEFAULT, MANI_ERROR_NO_SPACE);
  safe_file_assert_content (fixture, "doc", "first");
  safe_file_assert_names (fixture, "doc filler");
}

static void
test_no_inodes (Fixture *fixture, gconstpointer data)
{
  if (can_mount (fixture))
    in_child (save_without_inodes, fixture);
}

static void
save_on_read_only_disk (Fixture *fixture)
{
  g_autofree char *path = NULL;
  ManiFileStamp stamp;

  g_assert_true (mount_small_disk (fixture->folder, "size=64k"));
  path = mani_test_folder_write (fixture->folder, "doc", "first");
  stamp = safe_file_stamp_of (path);
  g_assert_cmpint (mount (NULL, fixture->folder, NULL, MS_REMOUNT | MS_RDONLY, NULL), ==, 0);
  safe_file_assert_refuses (fixture, path, &stamp, MANI_SAFE_FILE_DEFAULT, MANI_ERROR_READ_ONLY);
  safe_file_assert_content (fixture, "doc", "first");
}

static void
test_read_only_disk (Fixture *fixture, gconstpointer data)
{
  if (can_mount (fixture))
    in_child (save_on_read_only_disk, fixture);
}

#define ADD(path, function)                                                       \
  g_test_add ("/base/safe-file/" path, Fixture, NULL, safe_file_set_up, function, \
              safe_file_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("read-only-folder-fails-loudly", test_read_only_folder);
  ADD ("read-only-file-fails-loudly", test_read_only_file);
  ADD ("read-only-disk-fails-loudly", test_read_only_disk);
  ADD ("owner-is-kept", test_owner);
  ADD ("lost-group-gets-no-more-than-everybody", test_group_lost);
  ADD ("access-list-is-kept", test_access_list);
  ADD ("lost-access-list-gives-nobody-more", test_access_list_lost);
  ADD ("access-list-of-the-folder-is-not-taken-over", test_access_list_of_folder);
  ADD ("full-disk-spares-the-old-file", test_full_disk);
  ADD ("no-inodes-spares-the-old-file", test_no_inodes);

  return g_test_run ();
}
