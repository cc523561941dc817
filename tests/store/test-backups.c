/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Earlier versions: what is kept, whatever the clock says, and what comes of failing calls. */

#include "mani-backups.h"

#include "mani-error.h"
#include "mani-test-folder.h"
#include "mani-test-io.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define DAY ((gint64) 86400)
#define START ((gint64) 20000 * DAY) /* a day in 2024 */
#define MB ((guint64) 1 << 20)

typedef struct
{
  char *root;
  char *folder; /* of the backups; not made yet */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->root = mani_test_folder_new ();
  self->folder = g_build_filename (self->root, "state", "backups", "p", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->folder);
  mani_test_folder_remove (self->root);
}

/* Writes @text to a file, which becomes the project's version of @time. */
static gboolean
keep (Fixture *self, const ManiIo *io, const char *text, gint64 time, GError **error)
{
  g_autofree char *path = mani_test_folder_write (self->root, "p.manicule", text);
  g_autoptr (GBytes) bytes = NULL;
  ManiFileStamp stamp;

  g_assert_true (mani_safe_file_read (mani_io_get_default (), path, 1000000, &bytes, &stamp, NULL));

  return mani_backups_keep (io, self->folder, path, &stamp, (guint) strlen (text), time, error);
}

static void
keep_well (Fixture *self, const char *text, gint64 time)
{
  g_autoptr (GError) error = NULL;
  gboolean done = keep (self, mani_io_get_default (), text, time, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

/* The bytes of each backup, the newest first, with a space between. */
static char *
contents (Fixture *self)
{
  g_autoptr (GPtrArray) backups = mani_backups_list (self->folder);
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < backups->len; i++)
    {
      ManiBackup *backup = backups->pdata[i];
      g_autofree char *text = mani_test_folder_read (backup->path);

      g_assert_cmpuint (backup->size, ==, strlen (text));
      g_string_append_printf (all, "%s%s", i > 0 ? " " : "", text);
    }

  return g_string_free (all, FALSE);
}

static void
assert_contents (Fixture *self, const char *expected)
{
  g_autofree char *found = contents (self);

  g_assert_cmpstr (found, ==, expected);
}

static guint
mode_of (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);

  return status.st_mode & 0777;
}

static void
test_a_version_is_listed_with_what_is_said_of_it (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) backups = NULL;
  g_autofree char *state = g_build_filename (self->root, "state", NULL);
  g_autofree char *name = NULL;
  ManiBackup *backup;

  assert_contents (self, "");
  keep_well (self, "abc", START + 3723);
  backups = mani_backups_list (self->folder);
  g_assert_cmpuint (backups->len, ==, 1);

  backup = backups->pdata[0];
  g_assert_cmpuint (backup->sequence, ==, 1);
  g_assert_cmpint (backup->time, ==, START + 3723);
  g_assert_cmpuint (backup->size, ==, 3);
  g_assert_cmpuint (backup->n_annotations, ==, 3);
  /* FIPS 180-4's own example. */
  g_assert_cmpstr (backup->sha256, ==,
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  name = g_path_get_basename (backup->path);
  g_assert_cmpstr (name, ==,
                   "0000000001-20241004T010203Z-3-"
                   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.manicule");

  g_assert_cmpuint (mode_of (backup->path), ==, 0600);
  g_assert_cmpuint (mode_of (self->folder), ==, 0700);
  g_assert_cmpuint (mode_of (state), ==, 0700);
}

static void
test_the_same_bytes_are_kept_once (Fixture *self, gconstpointer data)
{
  keep_well (self, "a", START);
  keep_well (self, "a", START + 1);
  assert_contents (self, "a");
  keep_well (self, "b", START + 2);
  assert_contents (self, "b a");
  keep_well (self, "a", START + 3);
  assert_contents (self, "a b");
}

static void
test_bytes_are_found_by_their_hash (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  ManiHash sha256;

  mani_hash_bytes ("one", 3, sha256);
  g_assert_null (mani_backups_read (mani_io_get_default (), self->folder, sha256, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_NOT_FOUND);
  g_clear_error (&error);

  keep_well (self, "one", START);
  keep_well (self, "two", START);
  bytes = mani_backups_read (mani_io_get_default (), self->folder, sha256, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "one", 3);

  /* Damage of the same length is seen, and a good copy found behind it. */
  backups = mani_backups_list (self->folder);
  g_assert_true (g_file_set_contents (((ManiBackup *) backups->pdata[1])->path, "onf", 3, NULL));
  g_assert_null (mani_backups_read (mani_io_get_default (), self->folder, sha256, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (((ManiBackup *) backups->pdata[1])->path, "on", 2, NULL));
  keep_well (self, "one", START);
  g_clear_pointer (&bytes, g_bytes_unref);
  bytes = mani_backups_read (mani_io_get_default (), self->folder, sha256, &error);
  g_assert_no_error (error);
  assert_contents (self, "one two on");
}

static void
test_foreign_files_are_left_alone (Fixture *self, gconstpointer data)
{
  static const char *const names[] = {
    "notes.txt",
    "0000000002-20241004T010203Z-3-ba78.manicule",
    "0000000002-20241304T010203Z-3-"
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.manicule",
    "0000000002-20241004T010203Z-99999999999-"
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.manicule",
    "0000000002-20241004T010203Z-3-"
    "BA7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.manicule",
    "0000000002-20241004T010203Z-3-"
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.manicule~",
  };
  g_autofree char *folder = NULL;
  g_autofree char *link = NULL;
  g_autofree char *target = NULL;

  keep_well (self, "a", START);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (mani_test_folder_write (self->folder, names[i], "x"));
  folder =
      g_build_filename (self->folder,
                        "0000000003-20241004T010203Z-3-"
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.manicule",
                        NULL);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  target = mani_test_folder_write (self->root, "target", "x");
  link =
      g_build_filename (self->folder,
                        "0000000004-20241004T010203Z-3-"
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.manicule",
                        NULL);
  g_assert_cmpint (symlink (target, link), ==, 0);

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *text = g_strdup_printf ("b%u", i);

      keep_well (self, text, START);
    }
  assert_contents (self, "b29 b28 b27 b26 b25 b24 b23 b22 b21 b20");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);

      g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
    }
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
}

/* Calendars */

/* What is there, the newest first. */
typedef struct
{
  GPtrArray *backups;
  guint64 sequence;
} Calendar;

static Calendar *
calendar_new (void)
{
  Calendar *self = g_new0 (Calendar, 1);

  self->backups = g_ptr_array_new_with_free_func ((GDestroyNotify) mani_backup_free);

  return self;
}

static void
calendar_free (Calendar *self)
{
  g_ptr_array_unref (self->backups);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Calendar, calendar_free)

/* A save of @size bytes at @time, as mani_backups_keep() would go about it. */
static void
calendar_save (Calendar *self, gint64 time, guint64 size)
{
  ManiBackup *backup = g_new0 (ManiBackup, 1);
  g_autoptr (GPtrArray) surplus = NULL;

  *backup = (ManiBackup){ .sequence = ++self->sequence, .time = time, .size = size };
  g_ptr_array_insert (self->backups, 0, backup);
  surplus = mani_backups_find_surplus (self->backups, 512 * MB);
  for (guint i = 0; i < surplus->len; i++)
    g_ptr_array_remove (self->backups, surplus->pdata[i]);
}

static void
calendar_assert (Calendar *self, guint i, guint64 sequence)
{
  g_assert_cmpuint (i, <, self->backups->len);
  g_assert_cmpuint (((ManiBackup *) self->backups->pdata[i])->sequence, ==, sequence);
}

static void
test_ten_and_one_a_day (void)
{
  g_autoptr (Calendar) calendar = calendar_new ();

  /* 30 days, 5 saves each: those of day d have the numbers 5 d + 1 to 5 d + 5. */
  for (gint64 day = 0; day < 30; day++)
    for (gint64 hour = 8; hour < 13; hour++)
      calendar_save (calendar, START + day * DAY + hour * 3600, 1);

  /* The last 10 are days 29 and 28; days 16 to 27 have their last each. */
  g_assert_cmpuint (calendar->backups->len, ==, 22);
  for (guint i = 0; i < 10; i++)
    calendar_assert (calendar, i, 150 - i);
  for (guint i = 0; i < 12; i++)
    calendar_assert (calendar, 10 + i, 5 * (27 - i) + 5);
}

static void
test_weeks_apart (void)
{
  g_autoptr (Calendar) calendar = calendar_new ();

  /* Whoever works on Fridays has 14 Fridays. */
  for (gint64 week = 0; week < 20; week++)
    calendar_save (calendar, START + week * 7 * DAY, 1);
  g_assert_cmpuint (calendar->backups->len, ==, 14);
  calendar_assert (calendar, 13, 7);
}

/* The clock of a machine whose battery is empty. */
static void
check_jump (gint64 jump)
{
  g_autoptr (Calendar) calendar = calendar_new ();

  for (gint64 day = 0; day < 10; day++)
    calendar_save (calendar, START + day * DAY, 1);
  /* An afternoon of the wrong year: 20 saves with the numbers 11 to 30. */
  for (gint64 minute = 0; minute < 20; minute++)
    {
      calendar_save (calendar, START + jump + minute * 60, 1);
      calendar_assert (calendar, 0, 11 + (guint64) minute);
    }
  /* The last 10, and each of the 10 days before is there still. */
  g_assert_cmpuint (calendar->backups->len, ==, 20);
  calendar_assert (calendar, 9, 21);
  for (guint i = 0; i < 10; i++)
    calendar_assert (calendar, 10 + i, 10 - i);

  /* The clock is put right. The 3 new days, that of the wrong year, and the last 10 of the days
   * before. */
  for (gint64 day = 10; day < 13; day++)
    calendar_save (calendar, START + day * DAY, 1);
  calendar_assert (calendar, 0, 33);
  g_assert_cmpuint (calendar->backups->len, ==, 20);
  for (guint i = 0; i < 10; i++)
    {
      calendar_assert (calendar, i, 33 - i);
      calendar_assert (calendar, 10 + i, 10 - i);
    }
}

static void
test_the_clock_jumps (void)
{
  check_jump (-3653 * DAY);
  check_jump (3653 * DAY);
  check_jump (-(START + 5 * DAY)); /* before 1970 */
}

static void
test_all_in_one_second (void)
{
  g_autoptr (Calendar) calendar = calendar_new ();

  for (guint i = 0; i < 50; i++)
    calendar_save (calendar, START, 1);
  g_assert_cmpuint (calendar->backups->len, ==, 10);
  calendar_assert (calendar, 0, 50);
  calendar_assert (calendar, 9, 41);
}

static void
test_what_is_too_large (void)
{
  g_autoptr (Calendar) calendar = calendar_new ();

  for (guint i = 0; i < 20; i++)
    calendar_save (calendar, START, 100 * MB);
  g_assert_cmpuint (calendar->backups->len, ==, 5);
  calendar_assert (calendar, 4, 16);

  /* Two of any size, and then nothing older, however small. */
  calendar_save (calendar, START, 3000 * MB);
  g_assert_cmpuint (calendar->backups->len, ==, 2);
  calendar_save (calendar, START, 3000 * MB);
  calendar_save (calendar, START, 1);
  g_assert_cmpuint (calendar->backups->len, ==, 2);
  calendar_assert (calendar, 1, 22);
  calendar_save (calendar, START, 1);
  calendar_save (calendar, START, 1);
  g_assert_cmpuint (calendar->backups->len, ==, 3);

  /* Just as much as may be. */
  calendar_save (calendar, START, 512 * MB - 3);
  g_assert_cmpuint (calendar->backups->len, ==, 4);
  calendar_save (calendar, START, 1);
  g_assert_cmpuint (calendar->backups->len, ==, 4);
}

/* Failures */

static void
change_file (gpointer data)
{
  Fixture *self = data;

  g_free (mani_test_folder_write (self->root, "p.manicule", "other"));
}

static void
test_a_file_that_changes_is_not_kept (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  keep_well (self, "a", START);
  mani_test_io_before ("openat", 1, change_file, self);
  g_assert_false (keep (self, mani_test_io_get (), "three", START, &error));
  mani_test_io_before (NULL, 0, NULL, NULL);
  g_assert_error (error, MANI_ERROR, MANI_ERROR_CONFLICT);
  g_clear_error (&error);
  assert_contents (self, "a");

  /* Longer than it was, as something that is written without end. */
  mani_test_io_before ("openat", 1, change_file, self);
  g_assert_false (keep (self, mani_test_io_get (), "b", START, &error));
  mani_test_io_before (NULL, 0, NULL, NULL);
  g_assert_error (error, MANI_ERROR, MANI_ERROR_CONFLICT);
  assert_contents (self, "a");
}

/* Whole versions and nothing else. */
static void
assert_whole (Fixture *self, const char *before, const char *after, gboolean done)
{
  g_autofree char *found = contents (self);
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  /* Only the last step, the fsync of the folder, may fail with the file in place. */
  if (done || strcmp (found, before) != 0)
    g_assert_cmpstr (found, ==, after);
  while (!mani_test_io_failed_unlink () && (name = g_dir_read_name (dir)) != NULL)
    g_assert_true (g_str_has_suffix (name, ".manicule"));
}

static void
check_failures (int code, gboolean for_ever)
{
  guint n_failed = 0;

  for (guint n = 1;; n++)
    {
      Fixture self;
      g_autoptr (GError) error = NULL;
      gboolean done;
      gboolean fired;

      set_up (&self, NULL);
      keep_well (&self, "a", START);
      keep_well (&self, "b", START);
      mani_test_io_fail (n, code, for_ever);
      done = keep (&self, mani_test_io_get (), "c", START, &error);
      fired = mani_test_io_fired ();
      assert_whole (&self, "b a", "c b a", done);
      g_assert_true (done == (error == NULL));
      g_clear_error (&error);

      if (!fired)
        {
          g_assert_true (done);
          tear_down (&self, NULL);
          break;
        }
      n_failed += !done;

      /* What failed once succeeds afterwards, and leftovers go. */
      mani_test_io_fail (0, 0, FALSE);
      keep_well (&self, "c", START);
      assert_whole (&self, "c b a", "c b a", TRUE);
      tear_down (&self, NULL);
    }
  mani_test_io_fail (0, 0, FALSE);
  if (code != EINTR && code != MANI_TEST_SHORT_WRITE)
    g_assert_cmpuint (n_failed, >, 3);
}

static void
test_each_failing_call (void)
{
  static const int codes[] = { ENOSPC, EIO, EDQUOT, EACCES, EROFS, EINTR, MANI_TEST_SHORT_WRITE };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      check_failures (codes[i], FALSE);
      if (codes[i] != EINTR)
        check_failures (codes[i], TRUE);
    }
}

static void
test_a_failed_renewal_leaves_all (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  keep_well (self, "a", START);
  keep_well (self, "b", START);
  mani_test_io_fail (1, EIO, TRUE);
  g_assert_false (keep (self, mani_test_io_get (), "a", START, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_IO);
  mani_test_io_fail (0, 0, FALSE);
  assert_contents (self, "b a");
}

static void
test_a_folder_that_cannot_be_made (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_free (mani_test_folder_write (self->root, "state", "no folder"));
  g_assert_false (keep (self, mani_io_get_default (), "a", START, &error));
  g_assert_true (error->domain == MANI_ERROR);
}

static void
test_leftovers_are_removed (Fixture *self, gconstpointer data)
{
  g_autofree char *leftover = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autofree char *name = NULL;
  g_autofree char *hidden = NULL;

  keep_well (self, "a", START);
  backups = mani_backups_list (self->folder);
  name = g_path_get_basename (((ManiBackup *) backups->pdata[0])->path);
  hidden = g_strconcat (".", name, ".manicule-Ab12Cd", NULL);
  leftover = mani_test_folder_write (self->folder, hidden, "half");
  keep_well (self, "b", START);
  g_assert_false (g_file_test (leftover, G_FILE_TEST_EXISTS));
  assert_contents (self, "b a");
}

typedef struct
{
  Fixture *fixture;
  guint number;
} Keeper;

static gpointer
keep_some (gpointer data)
{
  Keeper *keeper = data;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u%u", keeper->number, i);
      g_autofree char *name = g_strconcat (text, ".manicule", NULL);
      g_autofree char *path = mani_test_folder_write (keeper->fixture->root, name, text);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      ManiFileStamp stamp;

      g_assert_true (
          mani_safe_file_read (mani_io_get_default (), path, 1000, &bytes, &stamp, NULL));
      mani_backups_keep (mani_io_get_default (), keeper->fixture->folder, path, &stamp, 0, START,
                         &error);
      g_assert_no_error (error);
    }

  return NULL;
}

static void
test_several_at_once (Fixture *self, gconstpointer data)
{
  Keeper keepers[3];
  GThread *threads[3];
  g_autoptr (GPtrArray) backups = NULL;

  for (guint i = 0; i < 3; i++)
    {
      keepers[i] = (Keeper){ self, i };
      threads[i] = g_thread_new ("keeper", keep_some, &keepers[i]);
    }
  for (guint i = 0; i < 3; i++)
    g_thread_join (threads[i]);

  backups = mani_backups_list (self->folder);
  g_assert_cmpuint (backups->len, ==, 9);
  for (guint i = 0; i < 9; i++)
    g_assert_cmpuint (((ManiBackup *) backups->pdata[i])->sequence, ==, 9 - i);
}

static void
test_forgetting_leaves_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (mani_backups_forget (self->folder, &error));
  keep_well (self, "a", START);
  keep_well (self, "b", START);
  g_free (mani_test_folder_write (self->folder, ".hidden", "x"));
  g_assert_true (mani_backups_forget (self->folder, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (self->folder, G_FILE_TEST_EXISTS));
  assert_contents (self, "");

  keep_well (self, "c", START);
  assert_contents (self, "c");
}

static void
test_no_id_leads_out (void)
{
  static const char *const ids[] = { ".", "..", "...", ".x", "a.b", "a:b", "..x" };
  g_autofree char *root = g_build_filename (g_get_user_state_dir (), "manicule", "backups", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *folder = mani_backups_dup_folder (ids[i]);
      g_autofree char *canonical = g_canonicalize_filename (folder, NULL);
      g_autofree char *parent = g_path_get_dirname (canonical);

      g_assert_cmpstr (parent, ==, root);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/store/backups/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("a-version-is-listed-with-what-is-said-of-it",
       test_a_version_is_listed_with_what_is_said_of_it);
  ADD ("the-same-bytes-are-kept-once", test_the_same_bytes_are_kept_once);
  ADD ("bytes-are-found-by-their-hash", test_bytes_are_found_by_their_hash);
  ADD ("foreign-files-are-left-alone", test_foreign_files_are_left_alone);
  g_test_add_func ("/store/backups/ten-and-one-a-day", test_ten_and_one_a_day);
  g_test_add_func ("/store/backups/weeks-apart", test_weeks_apart);
  g_test_add_func ("/store/backups/the-clock-jumps", test_the_clock_jumps);
  g_test_add_func ("/store/backups/all-in-one-second", test_all_in_one_second);
  g_test_add_func ("/store/backups/what-is-too-large", test_what_is_too_large);
  ADD ("a-file-that-changes-is-not-kept", test_a_file_that_changes_is_not_kept);
  g_test_add_func ("/store/backups/each-failing-call", test_each_failing_call);
  ADD ("a-failed-renewal-leaves-all", test_a_failed_renewal_leaves_all);
  ADD ("a-folder-that-cannot-be-made", test_a_folder_that_cannot_be_made);
  ADD ("leftovers-are-removed", test_leftovers_are_removed);
  ADD ("several-at-once", test_several_at_once);
  ADD ("forgetting-leaves-nothing", test_forgetting_leaves_nothing);
  g_test_add_func ("/store/backups/no-id-leads-out", test_no_id_leads_out);

  return g_test_run ();
}
