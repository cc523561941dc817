/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The editor's journal: when there is one, what it holds, and how the next editor finds it. */

#include "place-fixture.h"

#include <glib/gstdio.h>
#include <utime.h>

typedef struct
{
  Place place;
  char *path;
  char *journals;
} Desk;

static void
desk_set_up (Desk *desk, gconstpointer data)
{
  ManiEditor *editor;

  place_set_up (&desk->place, data);
  desk->path = g_build_filename (desk->place.folder, "p.manicule", NULL);
  desk->journals = g_build_filename (desk->place.folder, "journals", NULL);
  editor = mani_editor_new (desk->place.project);
  g_assert_true (mani_editor_save_as (editor, desk->path, FALSE, NULL));
  g_assert_finalize_object (editor);
}

static void
desk_tear_down (Desk *desk, gconstpointer data)
{
  g_free (desk->path);
  g_free (desk->journals);
  place_tear_down (&desk->place, data);
}

static ManiEditor *
open_editor (Desk *desk)
{
  g_autoptr (GError) error = NULL;
  ManiEditor *editor = mani_editor_open (desk->path, TRUE, NULL, &error);

  g_assert_no_error (error);
  mani_editor_keep_journal (editor, desk->journals);

  return editor;
}

static void
rename_article (ManiEditor *editor, const char *title)
{
  change_string (editor, find (editor, MANI_KIND_ARTICLE, "a"), MANI_ARTICLE_TITLE, title);
}

static void
assert_title (ManiEditor *editor, const char *title)
{
  g_assert_cmpstr (
      mani_record_get_string (find (editor, MANI_KIND_ARTICLE, "a"), MANI_ARTICLE_TITLE), ==,
      title);
}

static guint
count_journals (Desk *desk)
{
  g_autofree char *names = NULL;
  g_auto (GStrv) each = NULL;

  if (!g_file_test (desk->journals, G_FILE_TEST_EXISTS))
    return 0;
  names = mani_test_folder_list (desk->journals);
  each = g_strsplit (names, " ", -1);

  return g_strv_length (each);
}

/* One that ends without saving; its journal stays, as after a kill. */
static void
leave_edits (Desk *desk, guint n)
{
  ManiEditor *editor = open_editor (desk);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title = g_strdup_printf ("Title %u", i + 1);

      rename_article (editor, title);
    }
  g_assert_finalize_object (editor);
}

static void
test_begins_with_the_first_edit (Desk *desk, gconstpointer data)
{
  ManiEditor *editor = open_editor (desk);

  g_assert_cmpuint (mani_editor_get_recoveries (editor)->len, ==, 0);
  g_assert_true (mani_editor_flush_journal (editor, NULL));
  g_assert_cmpuint (count_journals (desk), ==, 0);
  rename_article (editor, "New");
  g_assert_cmpuint (count_journals (desk), ==, 1);
  g_assert_true (mani_editor_flush_journal (editor, NULL));

  /* What is undone leaves nothing unsaved. */
  g_assert_true (mani_editor_undo (editor));
  mani_editor_close (editor);
  g_assert_cmpuint (count_journals (desk), ==, 0);
  g_assert_finalize_object (editor);
}

static void
test_not_asked_for (Desk *desk, gconstpointer data)
{
  ManiEditor *editor = mani_editor_open (desk->path, TRUE, NULL, NULL);

  rename_article (editor, "New");
  g_assert_cmpuint (count_journals (desk), ==, 0);
  g_assert_finalize_object (editor);
}

static void
test_saved (Desk *desk, gconstpointer data)
{
  ManiEditor *editor = open_editor (desk);

  rename_article (editor, "New");
  g_assert_true (mani_editor_save (editor, NULL));
  g_assert_true (mani_editor_flush_journal (editor, NULL));
  g_assert_cmpuint (count_journals (desk), ==, 0);
  rename_article (editor, "Newer");
  g_assert_cmpuint (count_journals (desk), ==, 1);
  g_assert_finalize_object (editor);

  editor = open_editor (desk);
  assert_title (editor, "New");
  g_assert_cmpuint (mani_editor_get_recoveries (editor)->len, ==, 1);
  g_assert_true (mani_editor_recover (editor, mani_editor_get_recoveries (editor)->pdata[0], NULL));
  assert_title (editor, "Newer");
  g_assert_true (mani_editor_save (editor, NULL));
  g_assert_finalize_object (editor);
  g_assert_cmpuint (count_journals (desk), ==, 0);
}

static void
test_given_up (Desk *desk, gconstpointer data)
{
  ManiEditor *editor = open_editor (desk);

  rename_article (editor, "New");
  mani_editor_give_up_changes (editor);
  mani_editor_close (editor);
  g_assert_cmpuint (count_journals (desk), ==, 0);
  g_assert_finalize_object (editor);
}

static void
test_recover (Desk *desk, gconstpointer data)
{
  ManiEditor *editor;
  ManiJournalFile *recovery;
  g_autoptr (GError) error = NULL;
  g_autoptr (Log) log = NULL;

  leave_edits (desk, 10);
  g_assert_cmpuint (count_journals (desk), ==, 1);

  editor = open_editor (desk);
  log = log_new (editor);
  g_assert_false (mani_editor_is_modified (editor));
  g_assert_cmpuint (mani_editor_get_recoveries (editor)->len, ==, 1);
  recovery = mani_editor_get_recoveries (editor)->pdata[0];
  g_assert_cmpuint (recovery->entries->len, ==, 10);
  g_assert_cmpstr (recovery->file, ==, desk->path);
  g_assert_cmpuint (mani_editor_count_recovery (editor, recovery), ==, 10);
  g_assert_true (mani_editor_recover (editor, recovery, &error));
  g_assert_no_error (error);

  assert_title (editor, "Title 10");
  g_assert_true (mani_editor_is_modified (editor));
  g_assert_cmpuint (count_undo (editor), ==, 10);
  log_assert (log, "article is-modified undo-name");
  g_clear_pointer (&log, log_free);
  g_assert_cmpuint (mani_editor_get_recoveries (editor)->len, ==, 0);
  g_assert_cmpuint (count_journals (desk), ==, 1);
  g_assert_true (mani_editor_undo (editor));
  assert_title (editor, "Title 9");
  g_assert_finalize_object (editor);

  /* Ended again before it was saved: nothing is lost, the undoing neither. */
  editor = open_editor (desk);
  recovery = mani_editor_get_recoveries (editor)->pdata[0];
  g_assert_cmpuint (recovery->entries->len, ==, 11);
  g_assert_true (mani_editor_recover (editor, recovery, &error));
  assert_title (editor, "Title 9");
  g_assert_true (mani_editor_redo (editor));
  assert_title (editor, "Title 10");
  g_assert_finalize_object (editor);
}

/* Later: it stays, whatever the editor does. */
static void
test_left_alone (Desk *desk, gconstpointer data)
{
  ManiEditor *editor;
  ManiJournalFile *recovery;
  g_autoptr (GError) error = NULL;

  leave_edits (desk, 2);
  editor = open_editor (desk);
  recovery = mani_editor_get_recoveries (editor)->pdata[0];
  rename_article (editor, "Mine");
  g_assert_cmpuint (mani_editor_count_recovery (editor, recovery), ==, 0);
  g_assert_false (mani_editor_recover (editor, recovery, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_CONFLICT);
  g_assert_true (mani_editor_save (editor, NULL));
  g_assert_finalize_object (editor);
  g_assert_cmpuint (count_journals (desk), ==, 1);

  /* The file is another one now: that is seen by its hash. */
  editor = open_editor (desk);
  g_assert_cmpuint (mani_editor_get_recoveries (editor)->len, ==, 1);
  recovery = mani_editor_get_recoveries (editor)->pdata[0];
  g_assert_cmpuint (mani_editor_count_recovery (editor, recovery), ==, 0);
  g_assert_true (mani_editor_discard_recovery (editor, recovery, NULL));
  g_assert_cmpuint (mani_editor_get_recoveries (editor)->len, ==, 0);
  g_assert_cmpuint (count_journals (desk), ==, 0);
  g_assert_finalize_object (editor);
}

/* Nothing is offered to who may not write; nor what another editor is writing now. */
static void
test_not_offered (Desk *desk, gconstpointer data)
{
  ManiEditor *reader;
  ManiEditor *editor;

  leave_edits (desk, 1);
  reader = mani_editor_open (desk->path, FALSE, NULL, NULL);
  mani_editor_keep_journal (reader, desk->journals);
  g_assert_cmpuint (mani_editor_get_recoveries (reader)->len, ==, 0);

  editor = open_editor (desk);
  rename_article (editor, "Mine");
  g_assert_cmpuint (count_journals (desk), ==, 2);
  {
    g_autoptr (GPtrArray) files = mani_journal_file_list (
        mani_io_get_default (), desk->journals,
        mani_record_get_id (MANI_RECORD (mani_project_get_info (mani_editor_get_project (editor)))),
        NULL);

    g_assert_cmpuint (files->len, ==, 1);
  }
  g_assert_finalize_object (editor);
  g_assert_finalize_object (reader);
}

static void
test_untitled (Desk *desk, gconstpointer data)
{
  g_autoptr (ManiProject) project = mani_project_new ("Untold");
  ManiEditor *editor = mani_editor_new (project);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GError) error = NULL;
  ManiJournalFile *file;

  mani_editor_keep_journal (editor, desk->journals);
  change_string (editor, find (editor, MANI_KIND_LABEL, "person"), MANI_LABEL_NAME, "Somebody");
  change_string (editor, find (editor, MANI_KIND_LABEL, "place"), MANI_LABEL_NAME, "Somewhere");
  none = mani_editor_list_untitled (desk->journals);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_finalize_object (editor);

  found = mani_editor_list_untitled (desk->journals);
  g_assert_cmpuint (found->len, ==, 1);
  file = found->pdata[0];
  g_assert_cmpstr (file->title, ==, "Untold");
  g_assert_null (file->file);
  editor = mani_editor_new_from_recovery (file, &error);
  g_assert_no_error (error);
  mani_editor_keep_journal (editor, desk->journals);
  g_assert_cmpuint (mani_editor_get_recoveries (editor)->len, ==, 1);
  g_assert_true (
      mani_editor_recover (editor, mani_editor_get_recoveries (editor)->pdata[0], &error));
  g_assert_cmpuint (count_undo (editor), ==, 2);
  g_assert_true (mani_editor_is_modified (editor));

  /* With a name the file is what the journal builds on. */
  g_assert_true (mani_editor_undo (editor));
  g_assert_true (mani_editor_save_as (editor, desk->path, TRUE, &error));
  g_assert_true (mani_editor_flush_journal (editor, NULL));
  g_assert_cmpuint (count_journals (desk), ==, 0);
  g_assert_true (mani_editor_redo (editor));
  g_assert_finalize_object (editor);

  editor = open_editor (desk);
  g_assert_cmpuint (mani_editor_get_recoveries (editor)->len, ==, 1);
  g_assert_true (
      mani_editor_recover (editor, mani_editor_get_recoveries (editor)->pdata[0], &error));
  g_assert_cmpstr (mani_label_get_name (find (editor, MANI_KIND_LABEL, "person")), ==, "Somebody");
  g_assert_cmpstr (mani_label_get_name (find (editor, MANI_KIND_LABEL, "place")), ==, "Somewhere");
  g_assert_finalize_object (editor);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_true (mani_editor_save_finish (MANI_EDITOR (source), result, NULL));
  *(gboolean *) data = TRUE;
}

/* What is edited while a thread writes is in the next journal, and only that. */
static void
test_edited_while_saving (Desk *desk, gconstpointer data)
{
  ManiEditor *editor = open_editor (desk);
  ManiJournalFile *recovery;
  gboolean is_done = FALSE;

  rename_article (editor, "Saved");
  mani_editor_save_async (editor, NULL, saved_cb, &is_done);
  rename_article (editor, "Later");
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (mani_editor_flush_journal (editor, NULL));
  g_assert_cmpuint (count_journals (desk), ==, 1);
  g_assert_finalize_object (editor);

  editor = open_editor (desk);
  assert_title (editor, "Saved");
  recovery = mani_editor_get_recoveries (editor)->pdata[0];
  g_assert_cmpuint (recovery->entries->len, ==, 1);
  g_assert_true (mani_editor_recover (editor, recovery, NULL));
  assert_title (editor, "Later");
  g_assert_finalize_object (editor);
}

/* Closed while a thread writes: what that saves needs no journal. */
static void
test_closed_while_saving (Desk *desk, gconstpointer data)
{
  ManiEditor *editor = open_editor (desk);
  gboolean is_done = FALSE;

  rename_article (editor, "Saved");
  mani_editor_save_async (editor, NULL, saved_cb, &is_done);
  mani_editor_close (editor);
  g_assert_cmpuint (count_journals (desk), ==, 1);
  while (!is_done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_journals (desk), ==, 0);
  g_assert_finalize_object (editor);
}

/* The editor says that edits are not kept, until they are saved or can be kept again. */
static void
test_trouble (Desk *desk, gconstpointer data)
{
  ManiEditor *editor;

  g_assert_true (g_file_set_contents (desk->journals, "in the way", -1, NULL));
  editor = open_editor (desk);
  rename_article (editor, "New");
  while (mani_editor_get_trouble (editor) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (mani_editor_get_trouble (editor)->domain == MANI_ERROR);
  assert_title (editor, "New");

  g_assert_cmpint (g_unlink (desk->journals), ==, 0);
  rename_article (editor, "Newer");
  while (mani_editor_get_trouble (editor) != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_journals (desk), ==, 1);
  g_assert_finalize_object (editor);

  editor = open_editor (desk);
  g_assert_true (mani_editor_recover (editor, mani_editor_get_recoveries (editor)->pdata[0], NULL));
  assert_title (editor, "Newer");
  g_assert_finalize_object (editor);
}

/* Neither what the clock said nor the times of the files decide anything: only the hash of the
 * project's file and the numbers of the edits. */
static void
test_clock (Desk *desk, gconstpointer data)
{
  static const gint64 years[] = { 1990, 2000, 2044 };
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  leave_edits (desk, 2);
  name = mani_test_folder_list (desk->journals);
  path = g_build_filename (desk->journals, name, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (years); i++)
    {
      g_autoptr (GDateTime) time = g_date_time_new_utc (years[i], 1, 1, 0, 0, 0);
      struct utimbuf times = { g_date_time_to_unix (time), g_date_time_to_unix (time) };
      ManiEditor *editor;

      g_assert_cmpint (g_utime (path, &times), ==, 0);
      editor = open_editor (desk);
      g_assert_cmpuint (mani_editor_get_recoveries (editor)->len, ==, 1);
      g_assert_cmpuint (
          mani_editor_count_recovery (editor, mani_editor_get_recoveries (editor)->pdata[0]), ==,
          2);
      g_assert_finalize_object (editor);

      g_assert_cmpint (g_utime (desk->path, &times), ==, 0);
      editor = open_editor (desk);
      g_assert_cmpuint (
          mani_editor_count_recovery (editor, mani_editor_get_recoveries (editor)->pdata[0]), ==,
          2);
      g_assert_finalize_object (editor);
    }
}

/* The project's file has another name and place: the journal knows it by what it is. */
static void
test_moved (Desk *desk, gconstpointer data)
{
  g_autofree char *elsewhere = g_build_filename (desk->place.folder, "q.manicule", NULL);
  ManiEditor *editor;

  leave_edits (desk, 2);
  g_assert_cmpint (g_rename (desk->path, elsewhere), ==, 0);
  g_free (desk->path);
  desk->path = g_strdup (elsewhere);
  editor = open_editor (desk);
  g_assert_true (mani_editor_recover (editor, mani_editor_get_recoveries (editor)->pdata[0], NULL));
  assert_title (editor, "Title 2");
  g_assert_finalize_object (editor);
}

/* A torn end is left out; what is no edit of this project stops there, and the journal stays. */
static void
test_damaged (Desk *desk, gconstpointer data)
{
  ManiEditor *editor;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  gsize n;

  leave_edits (desk, 3);
  name = mani_test_folder_list (desk->journals);
  path = g_build_filename (desk->journals, name, NULL);
  g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
  g_assert_true (g_file_set_contents (path, bytes, n - 5, NULL));

  editor = open_editor (desk);
  g_assert_true (mani_editor_recover (editor, mani_editor_get_recoveries (editor)->pdata[0], NULL));
  assert_title (editor, "Title 2");
  mani_editor_give_up_changes (editor);
  g_assert_finalize_object (editor);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*run) (Desk *, gconstpointer);
  } tests[] = {
    { "begins-with-the-first-edit", test_begins_with_the_first_edit },
    { "not-asked-for", test_not_asked_for },
    { "saved", test_saved },
    { "given-up", test_given_up },
    { "recovered", test_recover },
    { "left-alone", test_left_alone },
    { "not-offered", test_not_offered },
    { "untitled", test_untitled },
    { "edited-while-saving", test_edited_while_saving },
    { "closed-while-saving", test_closed_while_saving },
    { "trouble", test_trouble },
    { "damaged", test_damaged },
    { "clock", test_clock },
    { "moved", test_moved },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *name = g_strdup_printf ("/session/editor-journal/%s", tests[i].name);

      g_test_add (name, Desk, NULL, desk_set_up, tests[i].run, desk_tear_down);
    }

  return g_test_run ();
}
