/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Project files on the disk, at once and in threads. */

#include "mani-project-file.h"

#include <errno.h>
#include <string.h>

#include "mani-test-folder.h"
#include "mani-test-io.h"
#include "random-project.h"
#include "store-fixture.h"

typedef struct
{
  char *folder;
  char *path;
  const ManiIo *io;
  ManiProject *project;
  ManiSnapshot *snapshot;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = mani_test_folder_new ();
  self->path = g_build_filename (self->folder, "p.manicule", NULL);
  self->io = mani_io_get_default ();
  self->project = random_project_new (20, RANDOM_STRAYS | RANDOM_UNKNOWN);
  self->snapshot = mani_project_snapshot (self->project);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  mani_snapshot_unref (self->snapshot);
  g_assert_finalize_object (self->project);
  mani_test_folder_remove (self->folder);
  g_free (self->path);
}

static void
save (Fixture *self, const ManiFileStamp *expected, ManiFileStamp *stamp)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (mani_project_file_save (self->io, self->path, self->snapshot, expected,
                                         MANI_SAFE_FILE_DEFAULT, NULL, NULL, NULL, stamp, &error));
  g_assert_no_error (error);
}

/* Another project than the fixture's takes its place. */
static void
change_project (Fixture *self, guint size)
{
  mani_snapshot_unref (self->snapshot);
  g_assert_finalize_object (self->project);
  self->project = random_project_new (size, RANDOM_PLAIN);
  self->snapshot = mani_project_snapshot (self->project);
}

static void
assert_same_project (Fixture *self, ManiProject *project)
{
  g_autoptr (ManiSnapshot) snapshot = mani_project_snapshot (project);

  g_assert_true (mani_snapshot_equal (snapshot, self->snapshot));
}

static void
assert_same_stamp (const ManiFileStamp *a, const ManiFileStamp *b)
{
  g_assert_cmpuint (a->device, ==, b->device);
  g_assert_cmpuint (a->inode, ==, b->inode);
  g_assert_cmpuint (a->size, ==, b->size);
  g_assert_cmpint (a->modified, ==, b->modified);
  g_assert_cmpstr (a->sha256, ==, b->sha256);
}

static void
test_saved_is_loaded (Fixture *self, gconstpointer data)
{
  ManiFileStamp saved;
  ManiFileStamp loaded;
  g_autoptr (ManiReadReport) report = NULL;
  g_autoptr (ManiProject) project = NULL;
  g_autoptr (GError) error = NULL;

  save (self, NULL, &saved);
  project =
      mani_project_file_load (self->io, self->path, NULL, NULL, NULL, &loaded, &report, &error);
  g_assert_no_error (error);
  assert_same_project (self, project);
  g_assert_true (mani_read_report_is_intact (report));
  assert_same_stamp (&saved, &loaded);
  g_assert_true (mani_safe_file_looks_unchanged (self->io, self->path, &loaded));
}

static void
test_last_good_file_is_kept (Fixture *self, gconstpointer data)
{
  ManiFileStamp stamp;
  g_autofree char *first = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *kept_path = g_strconcat (self->path, "~", NULL);

  save (self, NULL, &stamp);
  first = mani_test_folder_read (self->path);
  change_project (self, 3);
  save (self, &stamp, &stamp);
  kept = mani_test_folder_read (kept_path);

  store_assert_same_bytes (kept, first);
  g_assert_true (mani_safe_file_looks_unchanged (self->io, self->path, &stamp));
}

static void
test_foreign_change_is_a_conflict (Fixture *self, gconstpointer data)
{
  ManiFileStamp stamp;
  g_autoptr (GError) error = NULL;
  g_autofree char *foreign = NULL;
  g_autofree char *after = NULL;

  save (self, NULL, &stamp);
  foreign = mani_test_folder_write (self->folder, "p.manicule", "theirs");
  g_assert_false (mani_project_file_save (self->io, self->path, self->snapshot, &stamp,
                                          MANI_SAFE_FILE_DEFAULT, NULL, NULL, NULL, &stamp,
                                          &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_CONFLICT);
  after = mani_test_folder_read (self->path);
  g_assert_cmpstr (after, ==, "theirs");
}

static void
test_a_file_in_the_way (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *theirs = mani_test_folder_write (self->folder, "p.manicule", "theirs");
  g_autoptr (ManiProject) project = NULL;

  g_assert_false (mani_project_file_save (self->io, self->path, self->snapshot, NULL,
                                          MANI_SAFE_FILE_DEFAULT, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_CONFLICT);
  g_clear_error (&error);

  g_assert_true (mani_project_file_save (self->io, self->path, self->snapshot, NULL,
                                         MANI_SAFE_FILE_OVERWRITE, NULL, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  project = mani_project_file_load (self->io, self->path, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_same_project (self, project);
}

static void
test_bad_file_is_left_alone (Fixture *self, gconstpointer data)
{
  static const char *const bad[] = { "", "{\"manicule\":1,", "{\"manicule\":7}" };
  static const int codes[] = { MANI_ERROR_INVALID, MANI_ERROR_INVALID, MANI_ERROR_UNSUPPORTED };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *path = mani_test_folder_write (self->folder, "p.manicule", bad[i]);
      g_autoptr (ManiReadReport) report = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;
      g_autofree char *names = NULL;

      g_assert_null (
          mani_project_file_load (self->io, self->path, NULL, NULL, NULL, NULL, &report, &error));
      g_assert_error (error, MANI_ERROR, codes[i]);
      g_assert_true (g_str_has_prefix (error->message, self->path));
      g_assert_null (report);
      after = mani_test_folder_read (self->path);
      g_assert_cmpstr (after, ==, bad[i]);
      names = mani_test_folder_list (self->folder);
      g_assert_cmpstr (names, ==, "p.manicule");
    }
}

static void
test_no_file (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (
      mani_project_file_load (self->io, self->path, NULL, NULL, NULL, NULL, NULL, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_NOT_FOUND);
}

/* Whichever call of the system fails, the file is the old one or the new one. */
static void
test_failing_disk_loses_nothing (Fixture *self, gconstpointer data)
{
  ManiFileStamp stamp;
  g_autofree char *old = NULL;
  guint n_failed = 0;

  save (self, NULL, &stamp);
  old = mani_test_folder_read (self->path);
  change_project (self, 3);

  for (guint n = 1;; n++)
    {
      g_autoptr (GError) error = NULL;
      ManiFileStamp new_stamp = { 0 };
      gboolean is_saved;
      g_autofree char *after = NULL;

      mani_test_io_fail (n, ENOSPC, FALSE);
      is_saved =
          mani_project_file_save (mani_test_io_get (), self->path, self->snapshot, &stamp,
                                  MANI_SAFE_FILE_DEFAULT, NULL, NULL, NULL, &new_stamp, &error);
      if (!mani_test_io_fired ())
        break;
      if (is_saved)
        break;
      n_failed++;
      g_assert_error (error, MANI_ERROR, MANI_ERROR_NO_SPACE);
      after = mani_test_folder_read (self->path);
      if (new_stamp.inode == 0)
        store_assert_same_bytes (after, old);
      else
        break;
    }
  mani_test_io_fail (0, 0, FALSE);

  g_assert_cmpuint (n_failed, >, 0);
}

/* Threads */

typedef struct
{
  GMainLoop *loop;
  GThread *thread;
  GAsyncResult *result;
  guint n_steps;
  goffset last;
} Waiting;

static void
step_cb (goffset done, goffset total, gpointer data)
{
  Waiting *waiting = data;

  g_assert_true (g_thread_self () == waiting->thread);
  g_assert_null (waiting->result);
  g_assert_cmpint (done, >=, waiting->last);
  g_assert_cmpint (done, <=, total);
  waiting->last = done;
  waiting->n_steps++;
}

static void
ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Waiting *waiting = data;

  g_assert_null (source);
  waiting->result = g_object_ref (result);
  g_main_loop_quit (waiting->loop);
}

static void
test_in_threads (Fixture *self, gconstpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Waiting waiting = { .loop = loop, .thread = g_thread_self () };
  ManiFileStamp saved = { 0 };
  ManiFileStamp loaded = { 0 };
  g_autoptr (ManiReadReport) report = NULL;
  g_autoptr (ManiProject) project = NULL;
  g_autoptr (GError) error = NULL;

  mani_project_file_save_async (self->io, self->path, self->snapshot, NULL, MANI_SAFE_FILE_DEFAULT,
                                step_cb, &waiting, NULL, ready_cb, &waiting);
  g_main_loop_run (loop);
  g_assert_true (mani_project_file_save_finish (waiting.result, &saved, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (waiting.n_steps, >, 0);
  g_clear_object (&waiting.result);

  waiting.n_steps = 0;
  waiting.last = 0;
  mani_project_file_load_async (self->io, self->path, step_cb, &waiting, NULL, ready_cb, &waiting);
  g_main_loop_run (loop);
  project = mani_project_file_load_finish (waiting.result, &loaded, &report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (waiting.n_steps, >, 0);
  g_clear_object (&waiting.result);

  assert_same_project (self, project);
  g_assert_true (mani_read_report_is_intact (report));
  assert_same_stamp (&saved, &loaded);
}

static void
test_errors_in_threads (Fixture *self, gconstpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Waiting waiting = { .loop = loop, .thread = g_thread_self () };
  g_autofree char *theirs = mani_test_folder_write (self->folder, "p.manicule", "theirs");
  g_autoptr (GError) error = NULL;

  mani_project_file_save_async (self->io, self->path, self->snapshot, NULL, MANI_SAFE_FILE_DEFAULT,
                                NULL, NULL, NULL, ready_cb, &waiting);
  g_main_loop_run (loop);
  g_assert_false (mani_project_file_save_finish (waiting.result, NULL, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_CONFLICT);
  g_clear_error (&error);
  g_clear_object (&waiting.result);

  mani_project_file_load_async (self->io, self->path, NULL, NULL, NULL, ready_cb, &waiting);
  g_main_loop_run (loop);
  g_assert_null (mani_project_file_load_finish (waiting.result, NULL, NULL, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);
  g_clear_object (&waiting.result);
}

static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Waiting waiting = { .loop = loop, .thread = g_thread_self () };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *names = NULL;

  g_cancellable_cancel (cancellable);
  mani_project_file_save_async (self->io, self->path, self->snapshot, NULL, MANI_SAFE_FILE_DEFAULT,
                                NULL, NULL, cancellable, ready_cb, &waiting);
  g_main_loop_run (loop);
  g_assert_false (mani_project_file_save_finish (waiting.result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_clear_object (&waiting.result);
  names = mani_test_folder_list (self->folder);
  g_assert_cmpstr (names, ==, "");

  save (self, NULL, NULL);
  mani_project_file_load_async (self->io, self->path, NULL, NULL, cancellable, ready_cb, &waiting);
  g_main_loop_run (loop);
  g_assert_null (mani_project_file_load_finish (waiting.result, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&waiting.result);
}

static void
cancel_midway_cb (goffset done, goffset total, gpointer data)
{
  if (done > 0 && done < total)
    g_cancellable_cancel (data);
}

static void
test_cancelled_midway (Fixture *self, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *names = NULL;
  ManiFileStamp stamp;
  ManiFileStamp expected;

  save (self, NULL, &stamp);
  before = mani_test_folder_read (self->path);
  expected = stamp;

  /* Enough records to be written in several pieces, with looks at the cancellable between */
  do
    change_project (self, 100);
  while (mani_snapshot_get_n_annotations (self->snapshot) < 2500);

  g_assert_false (mani_project_file_save (self->io, self->path, self->snapshot, &stamp,
                                          MANI_SAFE_FILE_DEFAULT, cancel_midway_cb, cancellable,
                                          cancellable, &stamp, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = mani_test_folder_read (self->path);
  g_assert_cmpstr (after, ==, before);
  assert_same_stamp (&stamp, &expected);
  names = mani_test_folder_list (self->folder);
  g_assert_cmpstr (names, ==, "p.manicule");

  save (self, &stamp, &stamp);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/store/project-file/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("saved-is-loaded", test_saved_is_loaded);
  ADD ("last-good-file-is-kept", test_last_good_file_is_kept);
  ADD ("foreign-change-is-a-conflict", test_foreign_change_is_a_conflict);
  ADD ("a-file-in-the-way", test_a_file_in_the_way);
  ADD ("bad-file-is-left-alone", test_bad_file_is_left_alone);
  ADD ("no-file", test_no_file);
  ADD ("failing-disk-loses-nothing", test_failing_disk_loses_nothing);
  ADD ("in-threads", test_in_threads);
  ADD ("errors-in-threads", test_errors_in_threads);
  ADD ("cancelled", test_cancelled);
  ADD ("cancelled-midway-leaves-the-file", test_cancelled_midway);
#undef ADD

  return g_test_run ();
}
