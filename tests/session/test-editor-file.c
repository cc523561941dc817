/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The editor's file: opening, saving, conflicts, locks, saving by itself. */

#include "mani-lock.h"
#include "mani-test-folder.h"
#include "session-fixture.h"

#include <glib/gstdio.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  char *path;
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  place->folder = mani_test_folder_new ();
  place->path = g_build_filename (place->folder, "p.manicule", NULL);
}

static void
tear_down (Place *place, gconstpointer data)
{
  g_free (place->path);
  mani_test_folder_remove (place->folder);
}

static void
assert_trouble (ManiEditor *editor, ManiError code, const GError *error)
{
  g_assert_error (error, MANI_ERROR, (int) code);
  g_assert_nonnull (mani_editor_get_trouble (editor));
  g_assert_cmpstr (mani_editor_get_trouble (editor)->message, ==, error->message);
}

static ManiEditor *
open_for (const char *path, gboolean for_writing)
{
  g_autoptr (GError) error = NULL;
  ManiEditor *editor = mani_editor_open (path, for_writing, NULL, &error);

  g_assert_no_error (error);

  return editor;
}

/* A new project with its file. */
static ManiEditor *
make_saved (const char *path)
{
  ManiEditor *editor = make_editor ();
  g_autoptr (GError) error = NULL;

  g_assert_true (mani_editor_save_as (editor, path, FALSE, &error));
  g_assert_no_error (error);

  return editor;
}

static void
edit_note (ManiEditor *editor, const char *note)
{
  g_assert_true (mani_editor_set_note (editor, find_annotation (editor, "a1"), note));
}

/* What the file at @path says of the note of a1. */
static char *
read_note (const char *path)
{
  g_autoptr (ManiEditor) editor = open_for (path, FALSE);

  return g_strdup (mani_annotation_get_note (find_annotation (editor, "a1")));
}

static void
assert_note (const char *path, const char *expected)
{
  g_autofree char *note = read_note (path);

  g_assert_cmpstr (note, ==, expected);
}

static void
test_no_file_yet (Place *place, gconstpointer data)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  g_autoptr (GError) error = NULL;

  g_assert_false (mani_editor_save (editor, &error));
  assert_trouble (editor, MANI_ERROR_NOT_FOUND, error);
}

static void
test_save_as (Place *place, gconstpointer data)
{
  g_autoptr (ManiProject) project = mani_project_new (NULL);
  g_autoptr (ManiEditor) editor = mani_editor_new (project);
  g_autoptr (Log) log = log_new (editor);
  g_autoptr (GError) error = NULL;
  g_autofree char *other = g_build_filename (place->folder, "other.manicule", NULL);
  g_autofree char *title = NULL;
  g_autofree char *path = NULL;
  g_autofree char *files = NULL;

  g_assert_true (mani_editor_save_as (editor, place->path, FALSE, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (mani_editor_get_path (editor), ==, place->path);
  g_object_get (editor, "title", &title, "path", &path, NULL);
  g_assert_cmpstr (title, ==, "p");
  g_assert_cmpstr (path, ==, place->path);
  log_assert (log, "path title");
  files = mani_test_folder_list (place->folder);
  g_assert_cmpstr (files, ==, ".p.manicule.lock p.manicule");

  /* Under another name: the lock goes along. */
  g_assert_true (mani_editor_save_as (editor, other, FALSE, &error));
  log_assert (log, "path title");
  g_free (files);
  files = mani_test_folder_list (place->folder);
  g_assert_cmpstr (files, ==, ".other.manicule.lock other.manicule p.manicule");

  /* And over itself. */
  g_assert_false (mani_editor_save_as (editor, other, FALSE, &error));
  assert_trouble (editor, MANI_ERROR_CONFLICT, error);
  log_assert (log, "trouble");
  g_clear_error (&error);
  g_assert_true (mani_editor_save_as (editor, other, TRUE, &error));
  log_assert (log, "trouble");
}

static void
test_save_as_over_another (Place *place, gconstpointer data)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = mani_test_folder_write (place->folder, "p.manicule", "not mine");
  g_autofree char *bytes = NULL;
  g_autofree char *files = NULL;

  edit_note (editor, "x");
  g_assert_false (mani_editor_save_as (editor, place->path, FALSE, &error));
  assert_trouble (editor, MANI_ERROR_CONFLICT, error);
  g_assert_null (mani_editor_get_path (editor));
  g_assert_true (mani_editor_is_modified (editor));
  bytes = mani_test_folder_read (place->path);
  g_assert_cmpstr (bytes, ==, "not mine");
  files = mani_test_folder_list (place->folder);
  g_assert_cmpstr (files, ==, "p.manicule");
  g_clear_error (&error);

  g_assert_true (mani_editor_save_as (editor, place->path, TRUE, &error));
  g_assert_no_error (error);
  g_assert_false (mani_editor_is_modified (editor));
  g_assert_null (mani_editor_get_trouble (editor));
  assert_note (place->path, "x");
}

static void
test_save_as_fails (Place *place, gconstpointer data)
{
  g_autoptr (ManiEditor) editor = make_saved (place->path);
  g_autofree char *nowhere = g_build_filename (place->folder, "no", "p.manicule", NULL);
  g_autoptr (GError) error = NULL;

  edit_note (editor, "x");
  g_assert_false (mani_editor_save_as (editor, nowhere, FALSE, &error));
  assert_trouble (editor, MANI_ERROR_NOT_FOUND, error);
  g_assert_cmpstr (mani_editor_get_path (editor), ==, place->path);
  g_assert_true (mani_editor_is_modified (editor));
  g_clear_error (&error);
  g_assert_true (mani_editor_save (editor, &error));
  assert_note (place->path, "x");
}

static void
test_open (Place *place, gconstpointer data)
{
  g_autoptr (ManiEditor) editor = make_saved (place->path);
  g_autoptr (ManiSnapshot) saved = mani_project_snapshot (mani_editor_get_project (editor));
  g_autoptr (ManiEditor) again = NULL;
  g_autoptr (ManiSnapshot) read = NULL;
  g_auto (GStrv) notes = NULL;
  g_autoptr (GError) error = NULL;

  mani_editor_close (editor);
  again = mani_editor_open (place->path, TRUE, &notes, &error);
  g_assert_no_error (error);
  read = mani_project_snapshot (mani_editor_get_project (again));
  g_assert_true (mani_snapshot_equal (saved, read));
  g_assert_cmpuint (g_strv_length (notes), ==, 0);
  g_assert_cmpstr (mani_editor_get_path (again), ==, place->path);
  g_assert_false (mani_editor_is_modified (again));
  g_assert_false (mani_editor_is_read_only (again));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (result);
}

static void
test_open_async (Place *place, gconstpointer data)
{
  g_autoptr (ManiEditor) editor = make_saved (place->path);
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (ManiEditor) again = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  mani_editor_open_async (place->path, TRUE, NULL, opened_cb, &result);
  first = wait_for (&result);
  g_assert_null (mani_editor_open_finish (first, NULL, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_BUSY);
  g_clear_error (&error);

  mani_editor_close (editor);
  mani_editor_open_async (place->path, TRUE, NULL, opened_cb, &result);
  second = wait_for (&result);
  again = mani_editor_open_finish (second, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (mani_editor_get_path (again), ==, place->path);
}

static void
test_open_fails (Place *place, gconstpointer data)
{
  g_autofree char *path =
      mani_test_folder_write (place->folder, "bad.manicule", "{\"manicule\":1,");
  g_autoptr (GError) error = NULL;
  g_autofree char *files = NULL;

  g_assert_null (mani_editor_open (path, TRUE, NULL, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (mani_editor_open (place->path, TRUE, NULL, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_NOT_FOUND);

  /* No lock is left behind. */
  files = mani_test_folder_list (place->folder);
  g_assert_cmpstr (files, ==, "bad.manicule");
}

/* A byte that is another one than the digest says: it opens, as something still to be saved. */
static void
test_open_damaged (Place *place, gconstpointer data)
{
  g_autoptr (ManiEditor) editor = make_saved (place->path);
  g_autofree char *bytes = mani_test_folder_read (place->path);
  g_autoptr (ManiEditor) again = NULL;
  g_auto (GStrv) notes = NULL;
  g_autoptr (GError) error = NULL;

  mani_editor_close (editor);
  *strstr (bytes, "News") = 'M';
  g_assert_true (g_file_set_contents (place->path, bytes, -1, NULL));
  again = mani_editor_open (place->path, TRUE, &notes, &error);
  g_assert_no_error (error);
  g_assert_true (mani_editor_is_modified (again));
  g_assert_cmpuint (g_strv_length (notes), ==, 1);

  /* Also after something was done and undone. */
  edit_note (again, "x");
  g_assert_true (mani_editor_undo (again));
  g_assert_true (mani_editor_is_modified (again));
  g_assert_true (mani_editor_save (again, &error));
  g_assert_false (mani_editor_is_modified (again));
}

static void
test_busy (Place *place, gconstpointer data)
{
  g_autoptr (ManiEditor) editor = make_saved (place->path);
  g_autoptr (ManiEditor) reader = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (mani_editor_open (place->path, TRUE, NULL, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_BUSY);
  reader = open_for (place->path, FALSE);
  g_assert_true (mani_editor_is_read_only (reader));
}

static void
test_read_only (Place *place, gconstpointer data)
{
  g_autoptr (ManiEditor) editor = make_saved (place->path);
  g_autoptr (ManiEditor) reader = open_for (place->path, FALSE);
  g_autofree char *copy = g_build_filename (place->folder, "copy.manicule", NULL);
  g_autofree char *before = mani_test_folder_read (place->path);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (Log) log = log_new (reader);
  gboolean is_read_only;

  edit_note (reader, "x");
  log_assert (log, "is-modified undo-name");
  g_assert_false (mani_editor_save (reader, &error));
  assert_trouble (reader, MANI_ERROR_READ_ONLY, error);
  g_clear_error (&error);
  after = mani_test_folder_read (place->path);
  g_assert_cmpstr (after, ==, before);

  /* Its own name is somebody else's. */
  g_assert_false (mani_editor_save_as (reader, place->path, TRUE, &error));
  assert_trouble (reader, MANI_ERROR_BUSY, error);
  g_clear_error (&error);
  log_assert (log, "trouble trouble");

  g_assert_true (mani_editor_save_as (reader, copy, FALSE, &error));
  g_object_get (reader, "is-read-only", &is_read_only, NULL);
  g_assert_false (is_read_only);
  log_assert (log, "is-modified is-read-only path trouble");
  assert_note (copy, "x");
  assert_note (place->path, NULL);
}

static void
test_modified (Place *place, gconstpointer data)
{
  g_autoptr (ManiEditor) editor = make_saved (place->path);
  g_autoptr (GError) error = NULL;

  edit_note (editor, "one");
  g_assert_true (mani_editor_is_modified (editor));
  mani_editor_undo (editor);
  g_assert_false (mani_editor_is_modified (editor));
  mani_editor_redo (editor);
  g_assert_true (mani_editor_save (editor, &error));
  g_assert_false (mani_editor_is_modified (editor));
  mani_editor_undo (editor);
  g_assert_true (mani_editor_is_modified (editor));
  mani_editor_redo (editor);
  g_assert_false (mani_editor_is_modified (editor));

  /* Another edit in place of the one undone: no way back to what is saved. */
  mani_editor_undo (editor);
  edit_note (editor, "two");
  g_assert_true (mani_editor_is_modified (editor));
  mani_editor_undo (editor);
  g_assert_true (mani_editor_is_modified (editor));
}

/* Something else has written the file: neither version is lost. */
static void
test_conflict (Place *place, gconstpointer data)
{
  g_autoptr (ManiEditor) editor = make_saved (place->path);
  g_autofree char *copy = g_build_filename (place->folder, "mine.manicule", NULL);
  g_autofree char *theirs = NULL;
  g_autofree char *now = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  GAsyncResult *result = NULL;

  theirs = mani_test_folder_read (place->path);
  memcpy (strstr (theirs, "News"), "Olds", 4);
  g_assert_true (g_file_set_contents (place->path, theirs, -1, NULL));

  edit_note (editor, "mine");
  g_assert_false (mani_editor_save (editor, &error));
  assert_trouble (editor, MANI_ERROR_CONFLICT, error);
  g_clear_error (&error);
  now = mani_test_folder_read (place->path);
  g_assert_cmpstr (now, ==, theirs);
  g_assert_true (mani_editor_is_modified (editor));
  g_assert_cmpstr (mani_annotation_get_note (find_annotation (editor, "a1")), ==, "mine");

  mani_editor_set_trouble (editor, NULL);
  mani_editor_save_async (editor, NULL, opened_cb, &result);
  done = wait_for (&result);
  g_assert_false (mani_editor_save_finish (editor, done, &error));
  assert_trouble (editor, MANI_ERROR_CONFLICT, error);
  g_clear_error (&error);

  g_assert_true (mani_editor_save_as (editor, copy, FALSE, &error));
  g_assert_null (mani_editor_get_trouble (editor));
  g_assert_false (mani_editor_is_modified (editor));
  assert_note (copy, "mine");
  g_free (now);
  now = mani_test_folder_read (place->path);
  g_assert_cmpstr (now, ==, theirs);
}

/* The person may also say that theirs goes. */
static void
test_conflict_overwritten (Place *place, gconstpointer data)
{
  g_autoptr (ManiEditor) editor = make_saved (place->path);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (place->path, "theirs", -1, NULL));
  edit_note (editor, "mine");
  g_assert_false (mani_editor_save (editor, NULL));
  g_assert_true (mani_editor_save_as (editor, place->path, TRUE, &error));
  assert_note (place->path, "mine");
  edit_note (editor, "later");
  g_assert_true (mani_editor_save (editor, &error));
  assert_note (place->path, "later");
}

static void
test_file_is_gone (Place *place, gconstpointer data)
{
  g_autoptr (ManiEditor) editor = make_saved (place->path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_unlink (place->path), ==, 0);
  edit_note (editor, "x");
  g_assert_false (mani_editor_save (editor, &error));
  g_assert_nonnull (mani_editor_get_trouble (editor));
  g_assert_true (mani_editor_is_modified (editor));
  g_clear_error (&error);
  g_assert_true (mani_editor_save_as (editor, place->path, FALSE, &error));
  assert_note (place->path, "x");
}

static void
test_save_async (Place *place, gconstpointer data)
{
  g_autoptr (ManiEditor) editor = make_saved (place->path);
  g_autoptr (Log) log = NULL;
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;
  gboolean is_saving;

  edit_note (editor, "one");
  log = log_new (editor);
  mani_editor_save_async (editor, NULL, opened_cb, &result);
  g_object_get (editor, "is-saving", &is_saving, NULL);
  g_assert_true (is_saving);
  log_assert (log, "is-saving");

  /* Edited while the thread writes: that is not in the file. */
  edit_note (editor, "two");
  done = wait_for (&result);
  g_assert_true (mani_editor_save_finish (editor, done, &error));
  g_object_get (editor, "is-saving", &is_saving, NULL);
  g_assert_false (is_saving);
  g_assert_true (mani_editor_is_modified (editor));
  log_assert (log, "is-saving undo-name");
  assert_note (place->path, "one");
}

static void
test_save_async_twice (Place *place, gconstpointer data)
{
  g_autoptr (ManiEditor) editor = make_saved (place->path);
  g_autoptr (GAsyncResult) first = NULL;
  g_autoptr (GAsyncResult) second = NULL;
  g_autoptr (GAsyncResult) third = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *results[3] = { NULL, NULL, NULL };

  edit_note (editor, "one");
  mani_editor_save_async (editor, NULL, opened_cb, &results[0]);
  g_assert_false (mani_editor_save (editor, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_false (mani_editor_save_as (editor, place->path, TRUE, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_null (mani_editor_get_trouble (editor));

  /* Those who come meanwhile get what there is when it is their turn. */
  edit_note (editor, "two");
  mani_editor_save_async (editor, NULL, opened_cb, &results[1]);
  mani_editor_save_async (editor, NULL, opened_cb, &results[2]);
  first = wait_for (&results[0]);
  second = wait_for (&results[1]);
  third = wait_for (&results[2]);
  g_assert_true (mani_editor_save_finish (editor, first, &error));
  g_assert_true (mani_editor_save_finish (editor, second, &error));
  g_assert_true (mani_editor_save_finish (editor, third, &error));
  g_assert_false (mani_editor_is_modified (editor));
  assert_note (place->path, "two");
}

/* The project gets another name while a thread writes the file of the old one. */
static void
test_renamed_while_saving (Place *place, gconstpointer data)
{
  g_autoptr (ManiEditor) editor = make_saved (place->path);
  g_autofree char *other = g_build_filename (place->folder, "other.manicule", NULL);
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  edit_note (editor, "one");
  mani_editor_save_async (editor, NULL, opened_cb, &result);
  edit_note (editor, "two");
  g_assert_true (mani_editor_save_as (editor, other, FALSE, &error));
  done = wait_for (&result);
  g_assert_true (mani_editor_save_finish (editor, done, &error));
  g_assert_false (mani_editor_is_modified (editor));
  edit_note (editor, "three");
  g_assert_true (mani_editor_save (editor, &error));
  g_assert_no_error (error);
  assert_note (place->path, "one");
  assert_note (other, "three");
}

static void
test_save_cancelled (Place *place, gconstpointer data)
{
  g_autoptr (ManiEditor) editor = make_saved (place->path);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  edit_note (editor, "x");
  g_cancellable_cancel (cancellable);
  mani_editor_save_async (editor, cancellable, opened_cb, &result);
  done = wait_for (&result);
  g_assert_false (mani_editor_save_finish (editor, done, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (mani_editor_get_trouble (editor));
  g_assert_true (mani_editor_is_modified (editor));
  assert_note (place->path, NULL);
}

/* Runs the main loop until nothing is to be saved, or for @seconds. */
static void
run (ManiEditor *editor, double seconds)
{
  gint64 end = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;

  while (mani_editor_is_modified (editor) && g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
}

static void
test_autosave (Place *place, gconstpointer data)
{
  g_autoptr (ManiEditor) editor = make_saved (place->path);
  g_autoptr (ManiEditor) reader = open_for (place->path, FALSE);

  mani_editor_set_autosave_delay (editor, 1);
  mani_editor_set_autosave_delay (reader, 1);
  edit_note (reader, "reader");
  edit_note (editor, "by itself");
  run (editor, 20);
  g_assert_false (mani_editor_is_modified (editor));
  assert_note (place->path, "by itself");

  /* It is said later too, when there is something to save. */
  mani_editor_set_autosave_delay (editor, 0);
  edit_note (editor, "not by itself");
  run (editor, 1.5);
  g_assert_true (mani_editor_is_modified (editor));
  mani_editor_set_autosave_delay (editor, 1);
  run (editor, 20);
  assert_note (place->path, "not by itself");

  /* What may not be written is not, and no word of it. */
  g_assert_true (mani_editor_is_modified (reader));
  g_assert_null (mani_editor_get_trouble (reader));
}

static void
test_close (Place *place, gconstpointer data)
{
  g_autoptr (ManiEditor) editor = make_saved (place->path);
  g_autoptr (ManiEditor) again = NULL;
  g_autoptr (GError) error = NULL;

  mani_editor_set_autosave_delay (editor, 1);
  edit_note (editor, "x");
  mani_editor_close (editor);
  mani_editor_close (editor);
  again = open_for (place->path, TRUE);
  g_assert_false (mani_editor_save (editor, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_READ_ONLY);
  edit_note (editor, "y");
  run (editor, 1.5);
  g_assert_true (mani_editor_is_modified (editor));
  assert_note (place->path, NULL);
}

static void
test_close_while_saving (Place *place, gconstpointer data)
{
  ManiEditor *editor = make_saved (place->path);
  g_autoptr (GAsyncResult) done = NULL;
  g_autoptr (ManiLock) lock = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  edit_note (editor, "x");
  mani_editor_save_async (editor, NULL, opened_cb, &result);
  mani_editor_close (editor);
  g_assert_null (mani_lock_acquire (place->path, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_BUSY);
  g_clear_error (&error);
  done = wait_for (&result);
  g_assert_true (mani_editor_save_finish (editor, done, &error));
  lock = mani_lock_acquire (place->path, &error);
  g_assert_no_error (error);
  assert_note (place->path, "x");

  g_clear_object (&done);
  g_assert_finalize_object (editor);
}

static void
test_last_reference_while_saving (Place *place, gconstpointer data)
{
  ManiEditor *editor = make_saved (place->path);

  edit_note (editor, "x");
  mani_editor_save_async (editor, NULL, NULL, NULL);
  g_object_add_weak_pointer (G_OBJECT (editor), (gpointer *) &editor);
  g_object_unref (editor);
  while (editor != NULL)
    g_main_context_iteration (NULL, TRUE);
  assert_note (place->path, "x");
}

static void
test_new_from_bytes (Place *place, gconstpointer data)
{
  g_autoptr (ManiEditor) editor = make_saved (place->path);
  char *text = mani_test_folder_read (place->path);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
  g_autoptr (GBytes) bad = g_bytes_new_static ("[]", 2);
  g_autoptr (ManiEditor) copy = NULL;
  g_autoptr (GError) error = NULL;

  copy = mani_editor_new_from_bytes (bytes, "sample", &error);
  g_assert_no_error (error);
  g_assert_null (mani_editor_get_path (copy));
  g_assert_false (mani_editor_is_modified (copy));
  g_assert_nonnull (find_annotation (copy, "a3"));

  g_assert_null (mani_editor_new_from_bytes (bad, "sample", &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "sample:"));
}

static void
add (const char *name, void (*test) (Place *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/session/editor-file/", name, NULL);

  g_test_add (path, Place, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("no-file-yet", test_no_file_yet);
  add ("save-as", test_save_as);
  add ("save-as-over-another", test_save_as_over_another);
  add ("save-as-fails", test_save_as_fails);
  add ("open", test_open);
  add ("open-async", test_open_async);
  add ("open-fails", test_open_fails);
  add ("damaged-opens-as-modified", test_open_damaged);
  add ("busy", test_busy);
  add ("read-only", test_read_only);
  add ("modified-follows-undo", test_modified);
  add ("conflict-loses-nothing", test_conflict);
  add ("conflict-overwritten", test_conflict_overwritten);
  add ("file-is-gone", test_file_is_gone);
  add ("save-async", test_save_async);
  add ("save-async-twice", test_save_async_twice);
  add ("renamed-while-saving", test_renamed_while_saving);
  add ("save-cancelled", test_save_cancelled);
  add ("autosave", test_autosave);
  add ("close", test_close);
  add ("close-while-saving", test_close_while_saving);
  add ("last-reference-while-saving", test_last_reference_while_saving);
  add ("new-from-bytes", test_new_from_bytes);

  return g_test_run ();
}
