/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading and replacing files: what is kept, what is refused. test-safe-file-places.c has other
 * users and disks, test-safe-file-faults.c the failing calls and power cuts. */

#include "mani-test-folder.h"
#include "mani-test-io.h"
#include "safe-file-fixture.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Reading */

static void
test_read (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "abc");
  g_autoptr (GBytes) contents = NULL;
  g_autoptr (GError) error = NULL;
  ManiFileStamp stamp;
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_true (mani_safe_file_read (fixture->io, path, 3, &contents, &stamp, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (contents, NULL), g_bytes_get_size (contents), "abc", 3);
  g_assert_cmpuint (stamp.device, ==, status.st_dev);
  g_assert_cmpuint (stamp.inode, ==, status.st_ino);
  g_assert_cmpuint (stamp.size, ==, 3);
  g_assert_cmpint (stamp.modified / 1000000000, ==, status.st_mtim.tv_sec);
  g_assert_cmpint (stamp.modified % 1000000000, ==, status.st_mtim.tv_nsec);
  g_assert_cmpstr (stamp.sha256, ==,
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void
test_read_empty (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "");
  g_autoptr (GBytes) contents = NULL;
  g_autoptr (GError) error = NULL;
  ManiFileStamp stamp;

  g_assert_true (mani_safe_file_read (fixture->io, path, 10, &contents, &stamp, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (contents), ==, 0);
  g_assert_cmpstr (stamp.sha256, ==,
                   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void
assert_unreadable (Fixture *fixture, const char *path, gsize max_bytes, ManiError code)
{
  g_autoptr (GBytes) contents = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (mani_safe_file_read (fixture->io, path, max_bytes, &contents, NULL, &error));
  g_assert_error (error, MANI_ERROR, (int) code);
  g_assert_true (g_str_has_prefix (error->message, path));
  g_assert_null (contents);
}

static void
test_read_refusals (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "abc");
  g_autofree char *missing = safe_file_path_of (fixture, "missing");
  g_autofree char *fifo = safe_file_path_of (fixture, "fifo");

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  assert_unreadable (fixture, path, 2, MANI_ERROR_TOO_LARGE);
  assert_unreadable (fixture, missing, 100, MANI_ERROR_NOT_FOUND);
  assert_unreadable (fixture, fixture->folder, 100, MANI_ERROR_INVALID);
  assert_unreadable (fixture, fifo, 100, MANI_ERROR_INVALID);
}

static void
append_cb (gpointer path)
{
  int fd = open (path, O_WRONLY | O_APPEND);

  g_assert_cmpint (write (fd, "+", 1), ==, 1);
  close (fd);
}

static void
append_and_again_cb (gpointer path)
{
  append_cb (path);
  mani_test_io_before ("read", 1, append_and_again_cb, path);
}

static void
test_read_while_changing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "abc");
  g_autoptr (GBytes) contents = NULL;
  g_autoptr (GError) error = NULL;
  ManiFileStamp stamp;

  mani_test_io_before ("read", 1, append_cb, path);
  g_assert_true (mani_safe_file_read (fixture->io, path, 100, &contents, &stamp, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (contents, NULL), g_bytes_get_size (contents), "abc+", 4);
  g_assert_cmpuint (stamp.size, ==, 4);

  mani_test_io_before ("read", 1, append_and_again_cb, path);
  assert_unreadable (fixture, path, 100, MANI_ERROR_CONFLICT);
}

static void
test_looks_unchanged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "abc");
  ManiFileStamp stamp = safe_file_stamp_of (path);

  g_assert_true (mani_safe_file_looks_unchanged (fixture->io, path, &stamp));
  append_cb (path);
  g_assert_false (mani_safe_file_looks_unchanged (fixture->io, path, &stamp));
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_false (mani_safe_file_looks_unchanged (fixture->io, path, &stamp));
}

/* New files */

static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = safe_file_path_of (fixture, "doc");
  g_autofree char *private = safe_file_path_of (fixture, "private");
  g_autoptr (GError) error = NULL;
  ManiFileStamp stamp, read;
  mode_t mask = umask (0027);

  g_assert_true (mani_safe_file_replace (fixture->io, path, "abc", 3, NULL, MANI_SAFE_FILE_DEFAULT,
                                         &stamp, &error));
  g_assert_no_error (error);
  read = safe_file_stamp_of (path);
  g_assert_cmpuint (stamp.device, ==, read.device);
  g_assert_cmpuint (stamp.inode, ==, read.inode);
  g_assert_cmpuint (stamp.size, ==, read.size);
  g_assert_cmpint (stamp.modified, ==, read.modified);
  g_assert_cmpstr (stamp.sha256, ==, read.sha256);
  g_assert_cmpuint (safe_file_mode_of (path), ==, 0640);

  safe_file_assert_replaces (fixture, private, "abc", NULL, MANI_SAFE_FILE_PRIVATE);
  g_assert_cmpuint (safe_file_mode_of (private), ==, 0600);
  safe_file_assert_names (fixture, "doc private");
  umask (mask);
}

static void
test_sizes (Fixture *fixture, gconstpointer data)
{
  static const gsize sizes[] = { 0, 1, 1048575, 1048576, 1048577, 3000000 };
  g_autofree char *path = safe_file_path_of (fixture, "doc");

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *text = g_malloc (sizes[i] + 1);
      g_autofree char *is = NULL;
      g_autoptr (GError) error = NULL;
      gsize n = 0;

      for (gsize j = 0; j < sizes[i]; j++)
        text[j] = (char) (j * 31 + j / 4096);

      mani_safe_file_replace (fixture->io, path, sizes[i] > 0 ? text : NULL, sizes[i], NULL,
                              MANI_SAFE_FILE_OVERWRITE, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &is, &n, &error));
      g_assert_cmpmem (is, n, text, sizes[i]);
    }
}

static void
test_new_refusals (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "old");
  g_autofree char *nowhere = safe_file_path_of (fixture, "no/where");
  g_autofree char *below = safe_file_path_of (fixture, "doc/below");
  g_autofree char *folder = safe_file_path_of (fixture, "folder");

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  safe_file_assert_refuses (fixture, path, NULL, MANI_SAFE_FILE_DEFAULT, MANI_ERROR_CONFLICT);
  safe_file_assert_refuses (fixture, nowhere, NULL, MANI_SAFE_FILE_DEFAULT, MANI_ERROR_NOT_FOUND);
  safe_file_assert_refuses (fixture, below, NULL, MANI_SAFE_FILE_DEFAULT, MANI_ERROR_NOT_FOUND);
  safe_file_assert_refuses (fixture, folder, NULL, MANI_SAFE_FILE_OVERWRITE, MANI_ERROR_INVALID);
  safe_file_assert_content (fixture, "doc", "old");
  safe_file_assert_names (fixture, "doc folder");
}

static void
write_theirs_cb (gpointer path)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "theirs", -1, &error);
  g_assert_no_error (error);
}

static int
renameat2_without_flags (int from_folder,
                         const char *from,
                         int to_folder,
                         const char *to,
                         unsigned int flags)
{
  if (flags != 0)
    {
      errno = EINVAL;
      return -1;
    }

  return mani_test_io_get ()->renameat2 (from_folder, from, to_folder, to, flags);
}

static void
test_new_meets_another (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = safe_file_path_of (fixture, "doc");
  ManiIo plain = *fixture->io;

  mani_test_io_before ("renameat2", 1, write_theirs_cb, path);
  safe_file_assert_refuses (fixture, path, NULL, MANI_SAFE_FILE_DEFAULT, MANI_ERROR_CONFLICT);
  safe_file_assert_content (fixture, "doc", "theirs");
  safe_file_assert_names (fixture, "doc");

  /* The same where the file system knows no RENAME_NOREPLACE */
  plain.renameat2 = renameat2_without_flags;
  fixture->io = &plain;
  g_assert_cmpint (g_remove (path), ==, 0);
  mani_test_io_before ("fsync", 1, write_theirs_cb, path);
  safe_file_assert_refuses (fixture, path, NULL, MANI_SAFE_FILE_DEFAULT, MANI_ERROR_CONFLICT);
  safe_file_assert_content (fixture, "doc", "theirs");
  g_assert_cmpint (g_remove (path), ==, 0);
  safe_file_assert_replaces (fixture, path, "new", NULL, MANI_SAFE_FILE_DEFAULT);
  safe_file_assert_content (fixture, "doc", "new");
  safe_file_assert_names (fixture, "doc");
}

/* Replacing */

static void
test_backup (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "first");
  ManiFileStamp stamp = safe_file_stamp_of (path);
  g_autoptr (GError) error = NULL;

  g_assert_true (mani_safe_file_replace (fixture->io, path, "second", 6, &stamp,
                                         MANI_SAFE_FILE_DEFAULT, &stamp, &error));
  g_assert_no_error (error);
  safe_file_assert_content (fixture, "doc", "second");
  safe_file_assert_content (fixture, "doc~", "first");

  safe_file_assert_replaces (fixture, path, "third", &stamp, MANI_SAFE_FILE_DEFAULT);
  safe_file_assert_content (fixture, "doc", "third");
  safe_file_assert_content (fixture, "doc~", "second");

  safe_file_assert_replaces (fixture, path, "fourth", NULL,
                             MANI_SAFE_FILE_OVERWRITE | MANI_SAFE_FILE_NO_BACKUP);
  safe_file_assert_content (fixture, "doc", "fourth");
  safe_file_assert_content (fixture, "doc~", "second");
  safe_file_assert_names (fixture, "doc doc~");
}

static int
linkat_on_fat (int from_folder, const char *from, int to_folder, const char *to, int flags)
{
  errno = EPERM;
  return -1;
}

static void
test_backup_without_links (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "first");
  g_autofree char *backup = safe_file_path_of (fixture, "doc~");
  ManiFileStamp stamp = safe_file_stamp_of (path);
  ManiIo fat = *fixture->io;

  fat.linkat = linkat_on_fat;
  fixture->io = &fat;
  g_assert_cmpint (g_chmod (path, 0640), ==, 0);
  safe_file_assert_replaces (fixture, path, "second", &stamp, MANI_SAFE_FILE_DEFAULT);
  safe_file_assert_content (fixture, "doc", "second");
  safe_file_assert_content (fixture, "doc~", "first");
  safe_file_assert_names (fixture, "doc doc~");
  g_assert_cmpuint (safe_file_mode_of (backup), ==, 0640);
}

static void
test_interrupted_backup (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "first");
  g_autofree char *backup = safe_file_path_of (fixture, "doc~");
  g_autofree char *stale = safe_file_path_of (fixture, ".doc~new");
  ManiFileStamp stamp = safe_file_stamp_of (path);

  /* As a kill leaves it just before the last rename, and after the link */
  g_assert_cmpint (link (path, backup), ==, 0);
  safe_file_assert_replaces (fixture, path, "second", &stamp, MANI_SAFE_FILE_DEFAULT);
  safe_file_assert_content (fixture, "doc", "second");
  safe_file_assert_content (fixture, "doc~", "first");

  g_assert_cmpint (link (path, stale), ==, 0);
  stamp = safe_file_stamp_of (path);
  safe_file_assert_replaces (fixture, path, "third", &stamp, MANI_SAFE_FILE_DEFAULT);
  safe_file_assert_content (fixture, "doc", "third");
  safe_file_assert_content (fixture, "doc~", "second");
  safe_file_assert_names (fixture, "doc doc~");
}

static void
test_conflicts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "first");
  ManiFileStamp stamp = safe_file_stamp_of (path);
  struct stat before;
  g_autofree char *other = NULL;
  int fd;

  /* Another size */
  g_assert_cmpint (g_stat (path, &before), ==, 0);
  append_cb (path);
  safe_file_assert_refuses (fixture, path, &stamp, MANI_SAFE_FILE_DEFAULT, MANI_ERROR_CONFLICT);
  safe_file_assert_content (fixture, "doc", "first+");

  /* The same inode, size and time, other bytes */
  fd = open (path, O_WRONLY);
  g_assert_cmpint (ftruncate (fd, 5), ==, 0);
  g_assert_cmpint (write (fd, "fiRst", 5), ==, 5);
  g_assert_cmpint (futimens (fd, (struct timespec[]){ before.st_atim, before.st_mtim }), ==, 0);
  close (fd);
  g_assert_true (mani_safe_file_looks_unchanged (fixture->io, path, &stamp));
  safe_file_assert_refuses (fixture, path, &stamp, MANI_SAFE_FILE_DEFAULT, MANI_ERROR_CONFLICT);
  safe_file_assert_content (fixture, "doc", "fiRst");

  /* Gone */
  g_assert_cmpint (g_remove (path), ==, 0);
  safe_file_assert_refuses (fixture, path, &stamp, MANI_SAFE_FILE_DEFAULT, MANI_ERROR_CONFLICT);
  safe_file_assert_names (fixture, "");

  /* Another file with the same bytes: nothing can be lost */
  other = mani_test_folder_write (fixture->folder, "doc", "first");
  g_assert_false (mani_safe_file_looks_unchanged (fixture->io, path, &stamp));
  safe_file_assert_replaces (fixture, path, "second", &stamp, MANI_SAFE_FILE_DEFAULT);
  safe_file_assert_content (fixture, "doc", "second");
}

static void
move_theirs_over_cb (gpointer path)
{
  g_autofree char *theirs = g_strconcat (path, ".theirs", NULL);

  write_theirs_cb (theirs);
  g_assert_cmpint (g_rename (theirs, path), ==, 0);
}

/* The same size, time of change put back */
static void
forge_cb (gpointer path)
{
  struct stat before;
  int fd = open (path, O_WRONLY);

  g_assert_cmpint (fstat (fd, &before), ==, 0);
  g_assert_cmpint (write (fd, "FIRST", 5), ==, 5);
  g_assert_cmpint (futimens (fd, (struct timespec[]){ before.st_atim, before.st_mtim }), ==, 0);
  close (fd);
}

static void
remove_cb (gpointer path)
{
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
test_changes_meanwhile (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *call;
    guint nth;
    ManiTestIoHook hook;
    const char *left;
    const char *names;
  } cases[] = {
    /* While the old file is hashed, and while the new one is written */
    { "read", 2, append_cb, "first+", "doc" },
    { "write", 1, append_cb, "first+", "doc" },
    { "fsync", 1, move_theirs_over_cb, "theirs", "doc" },
    { "fsync", 1, remove_cb, NULL, "" },
    { "fsync", 1, forge_cb, "FIRST", "doc" },
    /* While the backup is made */
    { "renameat2", 1, move_theirs_over_cb, "theirs", "doc doc~" },
    { "renameat2", 1, append_cb, "first+", "doc doc~" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "first");
      g_autofree char *backup = safe_file_path_of (fixture, "doc~");
      ManiFileStamp stamp = safe_file_stamp_of (path);

      g_test_message ("before %s %u", cases[i].call, cases[i].nth);
      mani_test_io_before (cases[i].call, cases[i].nth, cases[i].hook, path);
      safe_file_assert_refuses (fixture, path, &stamp, MANI_SAFE_FILE_DEFAULT, MANI_ERROR_CONFLICT);
      safe_file_assert_content (fixture, "doc", cases[i].left);
      safe_file_assert_names (fixture, cases[i].names);
      g_remove (path);
      g_remove (backup);
    }
}

static void
test_change_in_the_last_instant (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "first");
  ManiFileStamp stamp = safe_file_stamp_of (path);

  /* Too late to be seen; written into the old file, it is still in the backup */
  mani_test_io_before ("renameat2", 2, append_cb, path);
  safe_file_assert_replaces (fixture, path, "second", &stamp, MANI_SAFE_FILE_DEFAULT);
  safe_file_assert_content (fixture, "doc", "second");
  safe_file_assert_content (fixture, "doc~", "first+");
}

static void
test_symbolic_links (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = safe_file_path_of (fixture, "folder");
  g_autofree char *path = NULL;
  g_autofree char *link = safe_file_path_of (fixture, "link");
  g_autofree char *dangling = safe_file_path_of (fixture, "dangling");
  g_autofree char *names = NULL;
  ManiFileStamp stamp;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  path = mani_test_folder_write (folder, "doc", "first");
  g_assert_cmpint (symlink ("folder/doc", link), ==, 0);
  g_assert_cmpint (symlink ("nothing", dangling), ==, 0);

  stamp = safe_file_stamp_of (link);
  safe_file_assert_replaces (fixture, link, "second", &stamp, MANI_SAFE_FILE_DEFAULT);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  safe_file_assert_content (fixture, "folder/doc", "second");
  safe_file_assert_content (fixture, "folder/doc~", "first");
  safe_file_assert_names (fixture, "dangling folder link");
  names = mani_test_folder_list (folder);
  g_assert_cmpstr (names, ==, "doc doc~");

  safe_file_assert_refuses (fixture, dangling, NULL, MANI_SAFE_FILE_OVERWRITE,
                            MANI_ERROR_NOT_FOUND);
  g_assert_true (g_file_test (dangling, G_FILE_TEST_IS_SYMLINK));
}

static void
test_relative_path (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = g_get_current_dir ();

  g_assert_cmpint (g_chdir (fixture->folder), ==, 0);
  safe_file_assert_replaces (fixture, "doc", "first", NULL, MANI_SAFE_FILE_DEFAULT);
  safe_file_assert_replaces (fixture, "doc", "second", NULL, MANI_SAFE_FILE_OVERWRITE);
  g_assert_cmpint (g_chdir (before), ==, 0);
  safe_file_assert_content (fixture, "doc", "second");
  safe_file_assert_content (fixture, "doc~", "first");
  safe_file_assert_names (fixture, "doc doc~");
}

static void
test_hard_links (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "first");
  g_autofree char *twin = safe_file_path_of (fixture, "twin");
  ManiFileStamp stamp = safe_file_stamp_of (path);

  g_assert_cmpint (link (path, twin), ==, 0);
  safe_file_assert_refuses (fixture, path, &stamp, MANI_SAFE_FILE_DEFAULT, MANI_ERROR_UNSUPPORTED);
  safe_file_assert_content (fixture, "doc", "first");
  safe_file_assert_names (fixture, "doc twin");

  safe_file_assert_replaces (fixture, path, "second", &stamp, MANI_SAFE_FILE_BREAK_LINKS);
  safe_file_assert_content (fixture, "doc", "second");
  safe_file_assert_content (fixture, "twin", "first");
}

static void
check_temporary_mode_cb (gpointer folder)
{
  g_autofree char *names = mani_test_folder_list (folder);
  g_auto (GStrv) list = g_strsplit (names, " ", -1);
  g_autofree char *temporary = g_build_filename (folder, list[0], NULL);

  g_assert_true (g_str_has_prefix (list[0], ".doc.manicule-"));
  g_assert_cmpuint (safe_file_mode_of (temporary), ==, 0600);
}

static void
test_mode (Fixture *fixture, gconstpointer data)
{
  static const guint modes[] = { 0600, 0640, 0644, 0664, 0666, 0755, 0700 };
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "first");
  mode_t mask = umask (0077);

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      ManiFileStamp stamp = safe_file_stamp_of (path);

      g_assert_cmpint (g_chmod (path, (int) modes[i]), ==, 0);
      mani_test_io_before ("write", 1, check_temporary_mode_cb, fixture->folder);
      safe_file_assert_replaces (fixture, path, "first", &stamp, MANI_SAFE_FILE_NO_BACKUP);
      g_assert_cmpuint (safe_file_mode_of (path), ==, modes[i]);
    }

  umask (mask);
}

static int
fchmod_widely (int fd, mode_t mode)
{
  return fchmod (fd, 0666);
}

static void
test_mode_never_wider (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "first");
  ManiFileStamp stamp = safe_file_stamp_of (path);
  ManiIo wide = *fixture->io;

  wide.fchmod = fchmod_widely;
  fixture->io = &wide;
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  safe_file_assert_refuses (fixture, path, &stamp, MANI_SAFE_FILE_DEFAULT, MANI_ERROR_IO);
  safe_file_assert_content (fixture, "doc", "first");
  safe_file_assert_names (fixture, "doc");
}

static ssize_t
write_flipped (int fd, const void *buffer, size_t n)
{
  g_autofree char *bytes = g_memdup2 (buffer, n);

  bytes[n - 1] ^= 1;
  return write (fd, bytes, n);
}

static ssize_t
write_with_tail (int fd, const void *buffer, size_t n)
{
  ssize_t written = write (fd, buffer, n);

  return write (fd, "+", 1) == 1 ? written : -1;
}

static ssize_t
write_too_little (int fd, const void *buffer, size_t n)
{
  return write (fd, buffer, n - 1) + 1;
}

static void
test_reads_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "first");
  ManiFileStamp stamp = safe_file_stamp_of (path);
  ManiIo lying = *fixture->io;

  fixture->io = &lying;
  lying.write = write_flipped;
  safe_file_assert_refuses (fixture, path, &stamp, MANI_SAFE_FILE_DEFAULT, MANI_ERROR_IO);
  lying.write = write_with_tail;
  safe_file_assert_refuses (fixture, path, &stamp, MANI_SAFE_FILE_DEFAULT, MANI_ERROR_IO);
  lying.write = write_too_little;
  safe_file_assert_refuses (fixture, path, &stamp, MANI_SAFE_FILE_DEFAULT, MANI_ERROR_IO);
  safe_file_assert_content (fixture, "doc", "first");
  safe_file_assert_names (fixture, "doc");
}

static void
test_long_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autofree char *path = NULL;
  g_autofree char *too_long = NULL;
  g_autofree char *names = NULL;

  /* 127 letters of two bytes: 254 */
  for (guint i = 0; i < 127; i++)
    g_string_append (name, "\u0571");

  path = safe_file_path_of (fixture, name->str);
  safe_file_assert_replaces (fixture, path, "first", NULL, MANI_SAFE_FILE_DEFAULT);
  safe_file_assert_replaces (fixture, path, "second", NULL, MANI_SAFE_FILE_OVERWRITE);
  names = g_strconcat (name->str, " ", name->str, "~", NULL);
  safe_file_assert_names (fixture, names);

  g_string_append_c (name, 'x');
  too_long = safe_file_path_of (fixture, name->str);
  safe_file_assert_refuses (fixture, too_long, NULL, MANI_SAFE_FILE_DEFAULT, MANI_ERROR_IO);
  safe_file_assert_names (fixture, names);
}

static void
test_leftovers (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "doc", "doc~", ".doc.manicule-a1B2c3", ".doc~new",
                                       /* Not the file's own, or not ours */
                                       ".doc.backup", ".doc.manicule-", ".doc.manicule-a1B2c34",
                                       ".doc.manicule-a1B2c-", "other", ".other~new",
                                       ".other.manicule-a1B2c3" };
  g_autofree char *path = safe_file_path_of (fixture, "doc");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (mani_test_folder_write (fixture->folder, names[i], "text"));

  mani_safe_file_remove_leftovers (path);
  safe_file_assert_names (fixture,
                          ".doc.backup .doc.manicule- .doc.manicule-a1B2c- .doc.manicule-a1B2c34 "
                          ".other.manicule-a1B2c3 .other~new doc doc~ other");

  /* Nothing there at all */
  mani_safe_file_remove_leftovers ("/nowhere/doc");
}

#define ADD(path, function)                                                       \
  g_test_add ("/base/safe-file/" path, Fixture, NULL, safe_file_set_up, function, \
              safe_file_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("read-gives-bytes-and-stamp", test_read);
  ADD ("read-takes-an-empty-file", test_read_empty);
  ADD ("read-refuses-what-it-must", test_read_refusals);
  ADD ("read-sees-one-state", test_read_while_changing);
  ADD ("looks-unchanged-until-it-does-not", test_looks_unchanged);
  ADD ("new-file", test_new);
  ADD ("sizes-around-the-buffer", test_sizes);
  ADD ("new-file-refuses-what-it-must", test_new_refusals);
  ADD ("new-file-spares-another-that-appears", test_new_meets_another);
  ADD ("backup-is-the-last-good-file", test_backup);
  ADD ("backup-without-hard-links-is-a-copy", test_backup_without_links);
  ADD ("backup-survives-an-interrupted-one", test_interrupted_backup);
  ADD ("changed-file-is-a-conflict", test_conflicts);
  ADD ("change-meanwhile-is-a-conflict", test_changes_meanwhile);
  ADD ("change-in-the-last-instant-is-in-the-backup", test_change_in_the_last_instant);
  ADD ("symbolic-link-stays", test_symbolic_links);
  ADD ("relative-path", test_relative_path);
  ADD ("hard-links-are-refused", test_hard_links);
  ADD ("mode-is-kept", test_mode);
  ADD ("mode-is-never-wider", test_mode_never_wider);
  ADD ("bytes-are-read-back", test_reads_back);
  ADD ("names-of-any-length", test_long_names);
  ADD ("leftovers-are-removed", test_leftovers);

  return g_test_run ();
}
