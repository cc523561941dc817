/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Replacing a file by what a producer hands over in pieces, and producers that fail. */

#include "mani-test-folder.h"
#include "mani-test-io.h"
#include "safe-file-fixture.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define ADD(name, function)                                                              \
  g_test_add ("/base/safe-file/pieces/" name, Fixture, NULL, safe_file_set_up, function, \
              safe_file_tear_down)

/* A producer of numbered lines. */
typedef struct
{
  guint n;          /* of lines */
  guint fails_at;   /* the line instead of which it fails; n: after the last */
  gboolean is_deaf; /* takes no notice of a write that failed */
  guint n_calls;
  GString *given; /* what it gave */
} Lines;

#define NEVER G_MAXUINT

static gboolean
produce_lines (ManiWriteFunc write, gpointer sink, gpointer data, GError **error)
{
  Lines *self = data;

  self->n_calls++;
  for (guint i = 0; i <= self->n; i++)
    {
      g_autofree char *line = g_strdup_printf ("line %u\n", i);

      if (i == self->fails_at)
        {
          g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INTR, "no more at line %u", i);
          return FALSE;
        }
      if (i == self->n)
        break;

      if (self->given != NULL)
        g_string_append (self->given, line);
      if (!write (line, strlen (line), sink, self->is_deaf ? NULL : error) && !self->is_deaf)
        return FALSE;
    }

  return TRUE;
}

static void
test_pieces (Fixture *fixture, gconstpointer data)
{
  static const guint ns[] = { 0, 1, 2, 20000 };
  g_autofree char *path = safe_file_path_of (fixture, "doc");
  ManiFileStamp stamp = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (ns); i++)
    {
      g_autoptr (GString) given = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      Lines lines = { .n = ns[i], .fails_at = NEVER, .given = given };
      ManiFileStamp read;

      mani_safe_file_replace_in_pieces (fixture->io, path, produce_lines, &lines,
                                        i == 0 ? NULL : &stamp, MANI_SAFE_FILE_DEFAULT, &stamp,
                                        &error);
      g_assert_no_error (error);
      g_assert_cmpuint (lines.n_calls, ==, 1);
      safe_file_assert_content (fixture, "doc", given->str);

      read = safe_file_stamp_of (path);
      g_assert_cmpstr (stamp.sha256, ==, read.sha256);
      g_assert_cmpuint (stamp.size, ==, given->len);
      g_assert_cmpuint (stamp.inode, ==, read.inode);
      g_assert_cmpint (stamp.modified, ==, read.modified);
    }
}

static void
test_failing_producer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "old");
  g_autofree char *backup = mani_test_folder_write (fixture->folder, "doc~", "older");
  g_autofree char *new_path = safe_file_path_of (fixture, "new");
  ManiFileStamp stamp = safe_file_stamp_of (path);
  guint64 inode = stamp.inode;

  for (guint i = 0; i <= 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) new_error = NULL;
      g_autofree char *message = g_strdup_printf ("no more at line %u", i);
      Lines lines = { .n = 3, .fails_at = i };

      g_assert_false (mani_safe_file_replace_in_pieces (fixture->io, path, produce_lines, &lines,
                                                        &stamp, MANI_SAFE_FILE_DEFAULT, &stamp,
                                                        &error));
      /* Its own error, as it is */
      g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_INTR);
      g_assert_cmpstr (error->message, ==, message);
      g_assert_cmpuint (stamp.inode, ==, inode);
      g_assert_true (mani_safe_file_looks_unchanged (fixture->io, path, &stamp));

      g_assert_false (mani_safe_file_replace_in_pieces (fixture->io, new_path, produce_lines,
                                                        &lines, NULL, MANI_SAFE_FILE_DEFAULT, NULL,
                                                        &new_error));
      g_assert_error (new_error, G_FILE_ERROR, G_FILE_ERROR_INTR);

      safe_file_assert_content (fixture, "doc", "old");
      safe_file_assert_content (fixture, "doc~", "older");
      safe_file_assert_names (fixture, "doc doc~");
    }
}

static void
test_failing_producer_and_disk (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "old");
  ManiFileStamp stamp = safe_file_stamp_of (path);
  guint nth;

  /* Whatever else fails on the way out */
  for (nth = 1;; nth++)
    {
      g_autoptr (GError) error = NULL;
      Lines lines = { .n = 3, .fails_at = 2 };

      mani_test_io_fail (nth, EIO, FALSE);
      g_assert_false (mani_safe_file_replace_in_pieces (fixture->io, path, produce_lines, &lines,
                                                        &stamp, MANI_SAFE_FILE_DEFAULT, &stamp,
                                                        &error));
      g_assert_nonnull (error);
      safe_file_assert_content (fixture, "doc", "old");
      if (!mani_test_io_failed_unlink ())
        safe_file_assert_names (fixture, "doc");
      if (!mani_test_io_fired ())
        break;

      mani_safe_file_remove_leftovers (path);
      safe_file_assert_names (fixture, "doc");
    }

  /* Opening folder and file, examining, reading, creating, two writes, closing, unlinking */
  g_assert_cmpuint (nth, >, 8);
}

static void
fill_disk_cb (gpointer data)
{
  mani_test_io_fail (1, ENOSPC, FALSE);
}

static void
test_deaf_producer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "old");
  ManiFileStamp stamp = safe_file_stamp_of (path);

  /* Each of its pieces in turn; the disk has room again for the next */
  for (guint nth = 1; nth <= 3; nth++)
    {
      g_autoptr (GError) error = NULL;
      Lines lines = { .n = 3, .fails_at = NEVER, .is_deaf = TRUE };

      mani_test_io_before ("write", nth, fill_disk_cb, NULL);
      g_assert_false (mani_safe_file_replace_in_pieces (fixture->io, path, produce_lines, &lines,
                                                        &stamp, MANI_SAFE_FILE_DEFAULT, &stamp,
                                                        &error));
      g_assert_true (mani_test_io_fired ());
      g_assert_error (error, MANI_ERROR, MANI_ERROR_NO_SPACE);
      safe_file_assert_content (fixture, "doc", "old");
      safe_file_assert_names (fixture, "doc");
      mani_test_io_fail (0, 0, FALSE);
    }
}

static void
test_conflict_comes_first (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "old");
  ManiFileStamp stamp = safe_file_stamp_of (path);
  g_autoptr (GError) error = NULL;
  Lines lines = { .n = 3, .fails_at = NEVER };

  g_free (mani_test_folder_write (fixture->folder, "doc", "theirs"));
  g_assert_false (mani_safe_file_replace_in_pieces (
      fixture->io, path, produce_lines, &lines, &stamp, MANI_SAFE_FILE_DEFAULT, &stamp, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_CONFLICT);
  g_assert_cmpuint (lines.n_calls, ==, 0);
}

/* Another program between two pieces */
static void
write_theirs_cb (gpointer path)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "theirs", -1, &error);
  g_assert_no_error (error);
}

static void
test_change_between_pieces (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (fixture->folder, "doc", "old");
  ManiFileStamp stamp = safe_file_stamp_of (path);
  g_autoptr (GError) error = NULL;
  Lines lines = { .n = 3, .fails_at = NEVER };

  mani_test_io_before ("write", 2, write_theirs_cb, path);
  g_assert_false (mani_safe_file_replace_in_pieces (
      fixture->io, path, produce_lines, &lines, &stamp, MANI_SAFE_FILE_DEFAULT, &stamp, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_CONFLICT);
  safe_file_assert_content (fixture, "doc", "theirs");
  safe_file_assert_names (fixture, "doc");
}

/* A disk that reads back other bytes, of the same length, in a later piece */
static guint n_reads;

static ssize_t
read_flipped (int fd, void *buffer, size_t n)
{
  ssize_t got = mani_test_io_get ()->read (fd, buffer, n);

  if (got > 0 && n_reads++ == 1)
    ((char *) buffer)[got - 1] ^= 1;

  return got;
}

static void
test_reads_back_all (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = safe_file_path_of (fixture, "doc");
  ManiIo io = *fixture->io;
  g_autoptr (GError) error = NULL;
  /* Over one of the pieces in which it is read back */
  Lines lines = { .n = 150000, .fails_at = NEVER };

  io.read = read_flipped;
  n_reads = 0;
  g_assert_false (mani_safe_file_replace_in_pieces (&io, path, produce_lines, &lines, NULL,
                                                    MANI_SAFE_FILE_DEFAULT, NULL, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_IO);
  g_assert_cmpuint (n_reads, >=, 2);
  safe_file_assert_names (fixture, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);

  ADD ("come-together", test_pieces);
  ADD ("failing-producer-changes-nothing", test_failing_producer);
  ADD ("failing-producer-on-a-failing-disk", test_failing_producer_and_disk);
  ADD ("failed-write-is-not-overlooked", test_deaf_producer);
  ADD ("conflict-is-seen-before-producing", test_conflict_comes_first);
  ADD ("change-between-pieces-is-a-conflict", test_change_between_pieces);
  ADD ("each-is-read-back", test_reads_back_all);

  return g_test_run ();
}
