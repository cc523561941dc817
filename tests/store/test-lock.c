/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The lock between two processes, and what a dead one leaves behind. */

#include "mani-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "mani-error.h"
#include "mani-test-folder.h"

/* Any user but root. */
#define NOBODY 65534

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = mani_test_folder_new ();
  self->path = g_build_filename (self->folder, "p.manicule", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  mani_test_folder_remove (self->folder);
  g_free (self->path);
}

/* A process that holds the lock until it is killed. Returns when it has it. */
static pid_t
start_holder (const char *path)
{
  int ready[2];
  char byte;
  pid_t child;

  g_assert_cmpint (pipe2 (ready, O_CLOEXEC), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      if (mani_lock_acquire (path, NULL) == NULL || write (ready[1], "x", 1) != 1)
        _exit (1);
      for (;;)
        pause ();
    }

  close (ready[1]);
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  close (ready[0]);

  return child;
}

static void
stop_holder (pid_t child)
{
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
}

static void
assert_free (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiLock) lock = mani_lock_acquire (path, &error);

  g_assert_no_error (error);
  g_assert_nonnull (lock);
}

static void
test_two_processes (Fixture *self, gconstpointer data)
{
  pid_t child = start_holder (self->path);
  g_autoptr (GError) error = NULL;
  g_autofree char *expected =
      g_strdup_printf ("%s: the project is open elsewhere, by %s in process %d on %s", self->path,
                       g_get_user_name (), (int) child, g_get_host_name ());

  g_assert_null (mani_lock_acquire (self->path, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_BUSY);
  g_assert_cmpstr (error->message, ==, expected);
  stop_holder (child);
}

static void
test_a_dead_process_is_no_obstacle (Fixture *self, gconstpointer data)
{
  g_autofree char *names = NULL;
  g_autofree char *after = NULL;

  stop_holder (start_holder (self->path));
  names = mani_test_folder_list (self->folder);
  g_assert_cmpstr (names, ==, ".p.manicule.lock");

  assert_free (self->path);
  after = mani_test_folder_list (self->folder);
  g_assert_cmpstr (after, ==, "");
}

static void
test_twice_in_one_process (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  ManiLock *lock = mani_lock_acquire (self->path, &error);

  g_assert_no_error (error);
  g_assert_null (mani_lock_acquire (self->path, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_BUSY);
  mani_lock_release (lock);
  assert_free (self->path);
}

/* All names of a file have one lock. */
static void
test_through_a_link (Fixture *self, gconstpointer data)
{
  g_autofree char *file = mani_test_folder_write (self->folder, "p.manicule", "{}");
  g_autofree char *link = g_build_filename (self->folder, "other", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiLock) lock = mani_lock_acquire (self->path, &error);

  g_assert_no_error (error);
  g_assert_cmpint (symlink ("p.manicule", link), ==, 0);
  g_assert_null (mani_lock_acquire (link, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_BUSY);
}

static void
test_projects_do_not_disturb_each_other (Fixture *self, gconstpointer data)
{
  g_autofree char *other = g_build_filename (self->folder, "q.manicule", NULL);
  g_autoptr (ManiLock) lock = mani_lock_acquire (self->path, NULL);

  g_assert_nonnull (lock);
  assert_free (other);
}

/* Whatever another program has put there is shown without harm. */
static void
test_strange_content (Fixture *self, gconstpointer data)
{
  static const char *const contents[] = { "", "\n\n", "\033[2J\nx\xff\n", "1\n2\n3\n4\n5\n" };
  static const char *const shown[] = { "by ? in process ? on ?", "by ? in process ? on ?",
                                       "by ? in process ?[2J on ?", "by 2 in process 1 on 3" };

  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      pid_t child = start_holder (self->path);
      g_autofree char *lock_path = g_build_filename (self->folder, ".p.manicule.lock", NULL);
      g_autoptr (GError) error = NULL;
      int fd = g_open (lock_path, O_WRONLY | O_TRUNC | O_CLOEXEC, 0);

      g_assert_cmpint (write (fd, contents[i], strlen (contents[i])), ==, strlen (contents[i]));
      close (fd);
      g_assert_null (mani_lock_acquire (self->path, &error));
      g_assert_error (error, MANI_ERROR, MANI_ERROR_BUSY);
      g_assert_true (g_str_has_suffix (error->message, shown[i]));
      stop_holder (child);
    }
}

/* What another user gets: an error code, or -1 for the lock. */
static int
acquire_as_nobody (const char *path)
{
  pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      g_autoptr (GError) error = NULL;

      if (setgid (NOBODY) != 0 || setuid (NOBODY) != 0)
        _exit (100);
      if (mani_lock_acquire (path, &error) != NULL)
        _exit (101);
      _exit (error->domain == MANI_ERROR ? error->code : 100);
    }

  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), !=, 100);

  return WEXITSTATUS (status) == 101 ? -1 : WEXITSTATUS (status);
}

static void
test_another_user (Fixture *self, gconstpointer data)
{
  g_autofree char *lock_path = g_build_filename (self->folder, ".p.manicule.lock", NULL);
  pid_t child;

  if (geteuid () != 0)
    {
      g_test_skip ("only root can be two users");
      return;
    }

  g_assert_cmpint (chmod (self->folder, 0777), ==, 0);
  child = start_holder (self->path);
  g_assert_cmpint (acquire_as_nobody (self->path), ==, MANI_ERROR_BUSY);
  stop_holder (child);
  /* Its file is left, which nobody else may write. */
  g_assert_cmpint (acquire_as_nobody (self->path), ==, -1);

  /* In a folder where nobody may remove it either. */
  g_assert_cmpint (g_unlink (lock_path), ==, 0);
  stop_holder (start_holder (self->path));
  g_assert_cmpint (chmod (self->folder, 0755), ==, 0);
  g_assert_cmpint (acquire_as_nobody (self->path), ==, MANI_ERROR_READ_ONLY);
}

static void
test_read_only_folder (Fixture *self, gconstpointer data)
{
  if (geteuid () != 0)
    {
      g_test_skip ("only root can become another user");
      return;
    }

  g_assert_cmpint (chmod (self->folder, 0755), ==, 0);
  g_assert_cmpint (acquire_as_nobody (self->path), ==, MANI_ERROR_READ_ONLY);
}

static void
test_no_folder (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "none", "p.manicule", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (mani_lock_acquire (path, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_NOT_FOUND);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/store/lock/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("two-processes", test_two_processes);
  ADD ("a-dead-process-is-no-obstacle", test_a_dead_process_is_no_obstacle);
  ADD ("twice-in-one-process", test_twice_in_one_process);
  ADD ("through-a-link", test_through_a_link);
  ADD ("projects-do-not-disturb-each-other", test_projects_do_not_disturb_each_other);
  ADD ("strange-content", test_strange_content);
  ADD ("another-user", test_another_user);
  ADD ("read-only-folder", test_read_only_folder);
  ADD ("no-folder", test_no_folder);
#undef ADD

  return g_test_run ();
}
