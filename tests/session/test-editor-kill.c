/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A program that edits and saves at random is killed at any moment: every edit that it said it had
 * made is there afterwards, and the project is in just the state that it was in after one of them.
 *
 * The child is forked from a parent that has the same project and the same random numbers; what it
 * did the parent does again, as many times as it said. Started with a number it kills that many
 * times (./dev soak), otherwise a few. */

#include "mani-editor-private.h"

#include "mani-test-folder.h"

#include "core-fixture.h"
#include "random-edits.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#define KILLS 200

/* Rounds on one project, before it grows too large to be quick. */
#define ROUNDS 25

static guint kills = KILLS;

/* What the child says after each edit. */
typedef struct
{
  guint n_done;
  guint64 last;
  guint64 written;
  guint64 synced;
} Word;

typedef struct
{
  char *folder;
  char *path;
  char *journals;
  char *project;   /* its id */
  gint32 longest;  /* microseconds that a child lives, as fits the machine */
  guint n_between; /* kills between a write and its flush */
  guint n_saved;   /* kills of a child that had saved */
  guint n_saving;  /* kills within a save */
  guint n_edits;
} Desk;

/* One edit, undo or redo; the same for the same state, history and random numbers. */
static void
step (ManiProject *project, ManiHistory *history)
{
  guint64 generation = mani_project_get_generation (project);

  while (mani_project_get_generation (project) == generation)
    {
      const Kind *kind = &edit_kinds[random_below (G_N_ELEMENTS (edit_kinds))];
      g_autoptr (ManiEdit) edit = mani_edit_new (kind->name);

      if (random_chance (10))
        mani_history_undo (history, NULL);
      else if (random_chance (10))
        mani_history_redo (history, NULL);
      else
        {
          kind->make (project, edit, kind->what, kind->act);
          mani_history_apply (history, edit, NULL);
        }
    }
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
say (int fd, guint n_done, ManiJournal *journal)
{
  Word word = { .n_done = n_done };

  if (journal != NULL)
    {
      word.last = mani_journal_get_last (journal);
      word.written = mani_journal_get_written (journal);
      word.synced = mani_journal_get_synced (journal);
    }
  if (write (fd, &word, sizeof word) != sizeof word)
    _exit (1);
}

/* In the child. */
static void
edit_for_ever (Desk *desk, gint64 flush_delay, int fd)
{
  ManiEditor *editor = open_editor (desk);

  say (fd, 0, NULL);
  for (guint n_done = 1;; n_done++)
    {
      step (mani_editor_get_project (editor), mani_editor_get_history (editor));
      mani_editor_follow_project (editor);
      if (n_done == 1 && flush_delay > 0)
        mani_journal_set_delays (editor->journal, flush_delay, 2 * flush_delay, flush_delay);
      say (fd, n_done, editor->journal);
      /* In turn, one that is waited for and one that goes on while it is edited. */
      if (n_done % 18 == 5 && !editor->is_saving && !mani_editor_save (editor, NULL))
        _exit (1);
      if (n_done % 18 == 14)
        mani_editor_save_async (editor, NULL, NULL, NULL);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
}

static Word
run_and_kill (Desk *desk)
{
  gint64 flush_delay = g_random_boolean () ? g_random_int_range (100, 3000) : 0;
  Word last = { 0 };
  Word word;
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
      edit_for_ever (desk, flush_delay, fds[1]);
    }

  close (fds[1]);
  g_assert_cmpint (read (fds[0], &word, sizeof word), ==, sizeof word);
  g_usleep ((gulong) g_random_int_range (0, desk->longest));
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
  while (read (fds[0], &word, sizeof word) == sizeof word)
    {
      /* Said is written. */
      g_assert_cmpuint (word.written, ==, word.last);
      last = word;
    }
  close (fds[0]);
  if (last.n_done < 5)
    desk->longest = MIN (desk->longest + desk->longest / 4, 1000000);
  else if (last.n_done > 40)
    desk->longest -= desk->longest / 4;

  return last;
}

static gboolean
is_equal (ManiProject *a, ManiProject *b)
{
  g_autoptr (ManiSnapshot) one = mani_project_snapshot (a);
  g_autoptr (ManiSnapshot) other = mani_project_snapshot (b);

  return mani_snapshot_equal (one, other);
}

/* Journals that hold edits. */
static guint
count_left (Desk *desk)
{
  g_autoptr (GPtrArray) files =
      mani_journal_file_list (mani_io_get_default (), desk->journals, desk->project, NULL);

  return files->len;
}

/* Whatever the moment, what is left fits the file that is there. */
static void
recover (Desk *desk, ManiEditor *editor, guint left)
{
  GPtrArray *recoveries = mani_editor_get_recoveries (editor);
  g_autoptr (GError) error = NULL;
  ManiJournalFile *recovery;

  desk->n_saving += left > recoveries->len;
  if (recoveries->len == 0)
    return;
  g_assert_cmpuint (recoveries->len, ==, 1);
  recovery = recoveries->pdata[0];
  desk->n_saving += mani_editor_count_recovery (editor, recovery) < recovery->entries->len;
  mani_editor_recover (editor, recovery, &error);
  g_assert_no_error (error);
}

/* Does what the child said, and at most what it had no time to say. */
static void
do_again (ManiProject *project, const Word *said, ManiProject *expected)
{
  g_autoptr (ManiHistory) history = mani_history_new (project);

  for (guint i = 0; i < said->n_done; i++)
    step (project, history);
  if (!is_equal (project, expected))
    {
      step (project, history);
      g_assert_true (is_equal (project, expected));
    }
}

static void
run_rounds (Desk *desk, guint n)
{
  g_autoptr (ManiProject) project = make_project ();

  {
    ManiEditor *editor = mani_editor_new (project);

    g_assert_true (mani_editor_save_as (editor, desk->path, TRUE, NULL));
    g_assert_finalize_object (editor);
  }
  g_free (desk->project);
  desk->project = g_strdup (mani_record_get_id (MANI_RECORD (mani_project_get_info (project))));
  for (guint i = 0; i < n; i++)
    {
      Word said = run_and_kill (desk);
      guint n_left = count_left (desk);
      ManiEditor *editor = open_editor (desk);
      g_autofree char *left = NULL;
      g_autoptr (GError) error = NULL;

      desk->n_edits += said.n_done;
      desk->n_between += said.written > said.synced;
      desk->n_saved += said.n_done > 5;
      recover (desk, editor, n_left);
      do_again (project, &said, mani_editor_get_project (editor));

      mani_editor_save (editor, &error);
      g_assert_no_error (error);
      g_assert_finalize_object (editor);
      if (g_file_test (desk->journals, G_FILE_TEST_EXISTS))
        left = mani_test_folder_list (desk->journals);
      g_assert_cmpstr (left != NULL ? left : "", ==, "");
    }
}

static void
test_kills (void)
{
  Desk desk = { .folder = mani_test_folder_new (), .longest = 6000 };

  /* Earlier versions too are kept there. */
  g_setenv ("XDG_STATE_HOME", desk.folder, TRUE);

  desk.path = g_build_filename (desk.folder, "p.manicule", NULL);
  desk.journals = g_build_filename (desk.folder, "journals", NULL);
  for (guint done = 0; done < kills; done += ROUNDS)
    run_rounds (&desk, MIN (ROUNDS, kills - done));

  g_test_message (
      "%u kills, %u edits; %u between a write and its flush, %u after a save, %u within "
      "one",
      kills, desk.n_edits, desk.n_between, desk.n_saved, desk.n_saving);
  g_assert_cmpuint (desk.n_between, >=, kills / 2);
  g_assert_cmpuint (desk.n_saved, >, 0);
  mani_test_folder_remove (desk.folder);
  g_free (desk.path);
  g_free (desk.journals);
  g_free (desk.project);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  if (argc > 1)
    kills = (guint) g_ascii_strtoull (argv[1], NULL, 10);

  /* A kill leaves what was written, on any disk. */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);

  g_test_add_func ("/session/editor/kill/what-was-edited-is-there", test_kills);

  return g_test_run ();
}
