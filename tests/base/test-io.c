/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The loops over the system's calls, and the power cuts that other tests rely on: an unsafe way of
 * saving must be found out by them. */

#include "mani-io.h"
#include "mani-test-folder.h"
#include "mani-test-io.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  int folder_fd;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = mani_test_folder_new ();
  fixture->folder_fd = open (fixture->folder, O_RDONLY | O_DIRECTORY);
  g_assert_cmpint (fixture->folder_fd, >=, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  mani_test_io_fail (0, 0, FALSE);
  close (fixture->folder_fd);
  mani_test_folder_remove (fixture->folder);
}

static void
assert_content (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *is = mani_test_folder_read (path);

  g_assert_cmpstr (is, ==, text);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  const ManiIo *io = mani_io_get_default ();
  char buffer[16] = "";
  int fd = mani_io_open (io, fixture->folder_fd, "file", O_RDWR | O_CREAT | O_EXCL, 0600);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (fcntl (fd, F_GETFD) & FD_CLOEXEC, !=, 0);
  g_assert_true (mani_io_write_all (io, fd, "manicule", 8));
  g_assert_true (mani_io_sync (io, fd));
  g_assert_cmpint (io->lseek (fd, 0, SEEK_SET), ==, 0);
  g_assert_cmpint (mani_io_read (io, fd, buffer, sizeof buffer), ==, 8);
  g_assert_cmpmem (buffer, 8, "manicule", 8);
  g_assert_cmpint (mani_io_read (io, fd, buffer, sizeof buffer), ==, 0);
  g_assert_true (mani_io_close (io, fd));
}

static void
test_short_writes (Fixture *fixture, gconstpointer data)
{
  const ManiIo *io = mani_test_io_get ();
  int fd = mani_io_open (io, fixture->folder_fd, "file", O_RDWR | O_CREAT | O_EXCL, 0600);

  mani_test_io_fail (1, MANI_TEST_SHORT_WRITE, TRUE);
  g_assert_true (mani_io_write_all (io, fd, "manicule", 8));
  g_assert_true (mani_test_io_fired ());
  g_assert_true (mani_io_close (io, fd));
  assert_content (fixture, "file", "manicule");
}

static void
test_interruptions (Fixture *fixture, gconstpointer data)
{
  const ManiIo *io = mani_test_io_get ();
  int fd = mani_io_open (io, fixture->folder_fd, "file", O_RDWR | O_CREAT | O_EXCL, 0600);
  char buffer[1];

  mani_test_io_fail (1, EINTR, FALSE);
  g_assert_true (mani_io_write_all (io, fd, "manicule", 8));
  g_assert_true (mani_test_io_fired ());
  mani_test_io_fail (1, EINTR, FALSE);
  g_assert_true (mani_io_sync (io, fd));
  g_assert_true (mani_test_io_fired ());

  mani_test_io_fail (1, EINTR, TRUE);
  g_assert_false (mani_io_write_all (io, fd, "manicule", 8));
  g_assert_cmpint (errno, ==, EINTR);
  g_assert_cmpint (mani_io_read (io, fd, buffer, 1), ==, -1);
  g_assert_false (mani_io_sync (io, fd));

  /* The descriptor is gone all the same, and what was written was synced before */
  g_assert_true (mani_io_close (io, fd));
  g_assert_cmpint (close (fd), ==, -1);
  assert_content (fixture, "file", "manicule");
}

static ssize_t
write_nothing (int fd, const void *buffer, size_t n)
{
  return 0;
}

static void
test_failures (Fixture *fixture, gconstpointer data)
{
  ManiIo io = *mani_test_io_get ();
  int fd = mani_io_open (&io, fixture->folder_fd, "file", O_RDWR | O_CREAT | O_EXCL, 0600);

  mani_test_io_fail (1, ENOSPC, FALSE);
  g_assert_false (mani_io_write_all (&io, fd, "manicule", 8));
  g_assert_cmpint (errno, ==, ENOSPC);

  io.write = write_nothing;
  g_assert_false (mani_io_write_all (&io, fd, "manicule", 8));
  g_assert_cmpint (errno, ==, EIO);

  mani_test_io_fail (1, EIO, FALSE);
  g_assert_false (mani_io_close (&io, fd));
  g_assert_cmpint (errno, ==, EIO);
  g_assert_cmpint (close (fd), ==, -1);
}

/* What the power cuts of one way of saving left of a file. */
typedef struct
{
  guint old;
  guint new;
  guint other;
} Outcome;

static void
count_outcome_cb (GHashTable *files, gpointer data)
{
  Outcome *outcome = data;
  GBytes *bytes = g_hash_table_lookup (files, "file");
  gsize n = 0;
  const char *text = bytes != NULL ? g_bytes_get_data (bytes, &n) : NULL;

  if (n == 3 && memcmp (text, "old", 3) == 0)
    outcome->old++;
  else if (n == 9 && memcmp (text, "new bytes", 9) == 0)
    outcome->new ++;
  else
    outcome->other++;
}

static Outcome
cut_everywhere (void)
{
  Outcome outcome = { 0, 0, 0 };

  for (guint i = 0; i <= mani_test_io_recorded (); i++)
    mani_test_io_each_cut (i, 4, count_outcome_cb, &outcome);

  return outcome;
}

static void
save (Fixture *fixture, gboolean sync_file, gboolean sync_folder)
{
  const ManiIo *io = mani_test_io_get ();
  int fd = mani_io_open (io, fixture->folder_fd, "temporary", O_RDWR | O_CREAT | O_EXCL, 0600);

  g_assert_true (mani_io_write_all (io, fd, "new bytes", 9));
  if (sync_file)
    g_assert_true (mani_io_sync (io, fd));
  g_assert_true (mani_io_close (io, fd));
  g_assert_cmpint (io->renameat2 (fixture->folder_fd, "temporary", fixture->folder_fd, "file", 0),
                   ==, 0);
  if (sync_folder)
    g_assert_true (mani_io_sync (io, fixture->folder_fd));
}

static void
test_cuts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "file", "old");
  Outcome outcome;

  /* Right: first create and write, then sync, then rename */
  mani_test_io_record (fixture->folder);
  save (fixture, TRUE, TRUE);
  g_assert_cmpuint (mani_test_io_recorded (), ==, 5);
  outcome = cut_everywhere ();
  g_assert_cmpuint (outcome.other, ==, 0);
  g_assert_cmpuint (outcome.old, >, 0);
  g_assert_cmpuint (outcome.new, >, 0);

  outcome = (Outcome){ 0, 0, 0 };
  g_assert_cmpuint (mani_test_io_each_cut (5, 4, count_outcome_cb, &outcome), ==, 1);
  g_assert_cmpuint (outcome.new, ==, 1);
  mani_test_io_stop ();
}

static void
test_cuts_without_sync (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "file", "old");
  Outcome outcome;

  /* The folder may know the new name before the disk has the bytes: with the name there, they are
   * missing, there, zeros, or 4 or 8 bytes long, each with and without the temporary file's own
   * entry */
  mani_test_io_record (fixture->folder);
  save (fixture, FALSE, FALSE);
  outcome = (Outcome){ 0, 0, 0 };
  g_assert_cmpuint (mani_test_io_each_cut (3, 4, count_outcome_cb, &outcome), ==, 20);
  g_assert_cmpuint (outcome.old, ==, 10);
  g_assert_cmpuint (outcome.new, ==, 2);
  g_assert_cmpuint (outcome.other, ==, 8);
  mani_test_io_stop ();
}

static void
test_cuts_in_place (Fixture *fixture, gconstpointer data)
{
  const ManiIo *io = mani_test_io_get ();
  g_autofree char *path = mani_test_folder_write (fixture->folder, "file", "old");
  Outcome outcome;
  int fd;

  mani_test_io_record (fixture->folder);
  fd = mani_io_open (io, AT_FDCWD, path, O_RDWR, 0);
  g_assert_true (mani_io_write_all (io, fd, "new bytes", 9));
  g_assert_true (mani_io_sync (io, fd));
  g_assert_true (mani_io_close (io, fd));
  outcome = cut_everywhere ();
  g_assert_cmpuint (outcome.other, >, 0);
  mani_test_io_stop ();
}

#define ADD(path, function) \
  g_test_add ("/base/io/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("default-table-writes-and-reads", test_round_trip);
  ADD ("short-writes-are-completed", test_short_writes);
  ADD ("interruptions-are-survived-but-not-for-ever", test_interruptions);
  ADD ("failures-are-reported", test_failures);
  ADD ("power-cut-spares-a-safe-save", test_cuts);
  ADD ("power-cut-finds-a-missing-sync", test_cuts_without_sync);
  ADD ("power-cut-finds-writing-in-place", test_cuts_in_place);

  return g_test_run ();
}
