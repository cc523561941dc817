/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A program that saves again and again is killed at any moment: what it said it had saved is there,
 * whole. Started with a number it kills that many times (./dev soak), otherwise a few. */

#include "mani-safe-file.h"
#include "mani-test-folder.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define KILLS 100

/* A slow machine gets more kills until one has met each moment. */
#define MAX_KILLS 10000

static guint kills = KILLS;

/* A text that shows when it is not whole: its number on every line. */
static char *
text_of (guint number)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 200 + number % 100; i++)
    g_string_append_printf (text, "%u\n", number);
  g_string_append (text, "end\n");

  return g_string_free (text, FALSE);
}

/* In the child: says that it is ready, saves on, and says each number that is saved. */
static void
save_for_ever (const char *path, guint number, guint last, int pipe_fd)
{
  ManiFileStamp stamp;
  g_autoptr (GBytes) contents = NULL;

  if (!mani_safe_file_read (mani_io_get_default (), path, G_MAXSIZE / 2, &contents, &stamp, NULL) ||
      write (pipe_fd, &last, sizeof last) != sizeof last)
    _exit (1);

  for (;; number++)
    {
      g_autofree char *text = text_of (number);

      if (!mani_safe_file_replace (mani_io_get_default (), path, text, strlen (text), &stamp,
                                   MANI_SAFE_FILE_DEFAULT, &stamp, NULL) ||
          write (pipe_fd, &number, sizeof number) != sizeof number)
        _exit (1);
    }
}

/* Lets a child save from @number on and kills it. Returns the last number it said, or @last. */
static guint
run_and_kill (const char *path, guint number, guint last, gint32 max_microseconds)
{
  guint said;
  int fds[2];
  int status;
  pid_t child;

  g_assert_cmpint (pipe (fds), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      prctl (PR_SET_PDEATHSIG, SIGKILL);
      close (fds[0]);
      save_for_ever (path, number, last, fds[1]);
    }

  close (fds[1]);
  g_assert_cmpint (read (fds[0], &said, sizeof said), ==, sizeof said);
  g_usleep ((gulong) g_test_rand_int_range (0, max_microseconds));
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));

  while (read (fds[0], &said, sizeof said) == sizeof said)
    last = said;
  close (fds[0]);
  return last;
}

static void
assert_whole (const char *path, guint at_least, guint at_most)
{
  g_autofree char *is = mani_test_folder_read (path);
  g_autofree char *expected = NULL;
  guint number;

  g_assert_nonnull (is);
  number = (guint) g_ascii_strtoull (is, NULL, 10);
  g_assert_cmpuint (number, >=, at_least);
  g_assert_cmpuint (number, <=, at_most);
  expected = text_of (number);
  g_assert_cmpstr (is, ==, expected);
}

/* The microseconds that one save takes on this machine now. */
static gint32
time_save (const char *path)
{
  g_autofree char *text = text_of (0);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  mani_safe_file_replace (mani_io_get_default (), path, text, strlen (text), NULL,
                          MANI_SAFE_FILE_OVERWRITE, NULL, &error);
  g_assert_no_error (error);
  return (gint32) (g_get_monotonic_time () - start);
}

static void
test_kills (void)
{
  char *folder = mani_test_folder_new ();
  g_autofree char *first = text_of (0);
  g_autofree char *path = mani_test_folder_write (folder, "doc", first);
  g_autofree char *backup = g_build_filename (folder, "doc~", NULL);
  g_autofree char *names = NULL;
  guint n_saved = 0, n_left = 0;
  guint number = 1, last = 0;
  gint32 max_microseconds = 3 * time_save (path) + 1;

  for (guint i = 0; i < kills || n_saved == 0 || n_left == 0; i++)
    {
      guint before = last;
      g_autofree char *left = NULL;

      g_assert_cmpuint (i, <, MAX (kills, MAX_KILLS));
      last = run_and_kill (path, number, last, max_microseconds);
      left = mani_test_folder_list (folder);

      n_saved += last > before;
      n_left += strstr (left, ".doc") != NULL;
      number = MAX (number, last + 1);
      assert_whole (path, last, number);
      if (g_file_test (backup, G_FILE_TEST_EXISTS))
        assert_whole (backup, 0, number);

      mani_safe_file_remove_leftovers (path);
      number++;
    }

  /* Both after a save and in the midst of one */
  g_test_message ("%u kills after a save, %u within one", n_saved, n_left);

  names = mani_test_folder_list (folder);
  g_assert_cmpstr (names, ==, "doc doc~");
  mani_test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  if (argc > 1)
    kills = (guint) g_ascii_strtoull (argv[1], NULL, 10);

  /* A kill leaves what was written, on any disk */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);

  g_test_add_func ("/base/safe-file/kill/what-was-saved-is-there", test_kills);

  return g_test_run ();
}
