/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal: what was written is read, done again and can be undone; torn and flipped bytes; a
 * save between; the thread; who may read it. */

#include "journal-fixture.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

static void
undo_all (ManiHistory *history)
{
  g_autoptr (GError) error = NULL;

  while (mani_history_undo (history, &error))
    ;
  g_assert_no_error (error);
}

static void
redo_all (ManiHistory *history)
{
  g_autoptr (GError) error = NULL;

  while (mani_history_redo (history, &error))
    ;
  g_assert_no_error (error);
}

/* Undo lives on: both histories have the same steps in both directions. */
static void
test_random (void)
{
  Writing writing;
  g_autoptr (ManiJournalFile) file = NULL;
  g_autoptr (ManiProject) project = store_read_bytes (SAMPLE, NULL);
  g_autoptr (ManiHistory) history = mani_history_new (project);
  g_autoptr (ManiSnapshot) one = NULL;
  g_autoptr (ManiSnapshot) other = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  writing_init (&writing, mani_io_get_default ());
  for (guint i = 0; i < 400; i++)
    writing_step (&writing);
  g_assert_cmpuint (mani_journal_get_last (writing.journal), ==, 400);
  g_assert_cmpuint (mani_journal_get_written (writing.journal), ==, 400);
  g_assert_null (find_journal (writing.folder));
  g_clear_pointer (&writing.journal, mani_journal_free);
  mani_history_set_recorder (writing.history, NULL, NULL);

  file = find_journal (writing.folder);
  g_assert_nonnull (file);
  g_assert_cmpstr (file->project, ==, "p");
  g_assert_cmpstr (file->title, ==, "A title");
  g_assert_cmpstr (file->file, ==, "/a folder/p.manicule");
  g_assert_cmpstr (file->base, ==, SAMPLE_BASE);
  g_assert_null (file->whole);
  g_assert_cmpuint (file->entries->len, ==, 400);
  g_assert_cmpuint (file->n_left, ==, 0);

  mani_journal_file_replay (file, 0, project, history, &n, &error);
  g_assert_no_error (error);
  one = mani_project_snapshot (project);
  g_assert_true (mani_snapshot_equal (one, writing.states->pdata[400]));
  g_assert_cmpuint (mani_history_get_n_undo (history), ==,
                    mani_history_get_n_undo (writing.history));
  g_assert_cmpstr (mani_history_get_undo_name (history), ==,
                   mani_history_get_undo_name (writing.history));
  g_assert_cmpstr (mani_history_get_redo_name (history), ==,
                   mani_history_get_redo_name (writing.history));
  redo_all (history);
  redo_all (writing.history);
  g_clear_pointer (&one, mani_snapshot_unref);
  one = mani_project_snapshot (project);
  other = mani_project_snapshot (writing.project);
  g_assert_true (mani_snapshot_equal (one, other));
  undo_all (history);
  g_clear_pointer (&one, mani_snapshot_unref);
  one = mani_project_snapshot (project);
  g_assert_true (mani_snapshot_equal (one, writing.states->pdata[0]));

  writing_clear (&writing);
}

/* A journal that begins in the middle: what it undoes was done before. */
static void
test_undo_of_what_was_saved (void)
{
  for (guint round = 0; round < 60; round++)
    {
      Writing writing;
      guint n_before = 1 + random_below (12);
      guint n_after = 1 + random_below (20);
      g_autoptr (ManiProject) project = store_read_bytes (SAMPLE, NULL);
      g_autoptr (ManiJournalFile) before = NULL;
      g_autoptr (ManiJournalFile) after = NULL;

      writing_init (&writing, mani_io_get_default ());
      for (guint i = 0; i < n_before; i++)
        writing_step (&writing);
      {
        g_autoptr (GBytes) bytes = read_only_file (writing.folder);
        g_autoptr (ManiHistory) history = mani_history_new (project);
        guint n;

        before = mani_journal_file_parse (bytes, "before", NULL);
        g_assert_true (mani_journal_file_replay (before, 0, project, history, &n, NULL));
      }
      mani_journal_set_base (writing.journal, n_before, SAMPLE_BASE, NULL, NULL, NULL);
      g_assert_true (mani_journal_flush (writing.journal, NULL));
      for (guint i = 0; i < n_after; i++)
        writing_step (&writing);
      g_clear_pointer (&writing.journal, mani_journal_free);

      after = find_journal (writing.folder);
      g_assert_nonnull (after);
      g_assert_cmpuint (after->sequence, ==, n_before);
      g_assert_cmpuint (after->entries->len, ==, n_after);
      assert_replays (after, project, writing.states->pdata[n_before + n_after]);

      mani_history_set_recorder (writing.history, NULL, NULL);
      writing_clear (&writing);
    }
}

/* Edits made while a save ran are in the new journal, and the old one is gone. */
static void
test_save_between (void)
{
  Writing writing;
  g_autofree char *names = NULL;
  g_autofree char *later_names = NULL;
  g_autoptr (ManiJournalFile) file = NULL;

  writing_init (&writing, mani_io_get_default ());
  for (guint i = 0; i < 10; i++)
    writing_step (&writing);
  names = mani_test_folder_list (writing.folder);
  mani_journal_set_base (writing.journal, 7, SAMPLE_BASE, NULL, NULL, NULL);
  g_assert_cmpuint (mani_journal_get_written (writing.journal), ==, 10);
  g_assert_cmpuint (mani_journal_get_last (writing.journal), ==, 10);
  writing_step (&writing);
  g_assert_true (mani_journal_flush (writing.journal, NULL));
  g_assert_cmpuint (mani_journal_get_synced (writing.journal), ==, 11);
  later_names = mani_test_folder_list (writing.folder);
  g_assert_cmpstr (names, !=, later_names);
  g_assert_null (strchr (later_names, ' '));
  g_clear_pointer (&writing.journal, mani_journal_free);

  file = find_journal (writing.folder);
  g_assert_cmpuint (file->entries->len, ==, 4);
  g_assert_cmpuint (g_array_index (file->entries, ManiJournalEntry, 0).sequence, ==, 8);

  mani_history_set_recorder (writing.history, NULL, NULL);
  writing_clear (&writing);
}

static void
test_all_saved (void)
{
  Writing writing;
  g_autofree char *none = NULL;
  g_autofree char *one = NULL;

  writing_init (&writing, mani_io_get_default ());
  writing_step (&writing);
  mani_journal_set_base (writing.journal, 1, SAMPLE_BASE, NULL, NULL, NULL);
  g_assert_true (mani_journal_flush (writing.journal, NULL));
  none = mani_test_folder_list (writing.folder);
  g_assert_cmpstr (none, ==, "");

  writing_step (&writing);
  one = mani_test_folder_list (writing.folder);
  g_assert_cmpstr (one, !=, "");
  mani_journal_remove (writing.journal);
  g_free (none);
  none = mani_test_folder_list (writing.folder);
  g_assert_cmpstr (none, ==, "");

  writing_clear (&writing);
}

/* A project without a file is in the journal as a whole. */
static void
test_whole (void)
{
  Writing writing;
  g_autoptr (GBytes) whole = g_bytes_new_static (SAMPLE, strlen (SAMPLE));
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (ManiProject) project = NULL;
  ManiJournalFile *file;
  g_autofree char *text = NULL;

  writing_init (&writing, mani_io_get_default ());
  mani_journal_set_base (writing.journal, 0, NULL, NULL, whole, NULL);
  writing_step (&writing);
  g_clear_pointer (&writing.journal, mani_journal_free);

  files = mani_journal_file_list (mani_io_get_default (), writing.folder, NULL, NULL);
  g_assert_cmpuint (files->len, ==, 1);
  file = files->pdata[0];
  g_assert_cmpstr (file->base, ==, "");
  g_assert_null (file->file);
  g_assert_true (g_bytes_equal (file->whole, whole));
  text = g_strndup (g_bytes_get_data (file->whole, NULL), g_bytes_get_size (file->whole));
  project = store_read_bytes (text, NULL);
  assert_replays (file, project, writing.states->pdata[1]);

  mani_history_set_recorder (writing.history, NULL, NULL);
  writing_clear (&writing);
}

/* Damage */

static GBytes *
write_some (guint n_edits, GPtrArray **states)
{
  Writing writing;
  GBytes *bytes;

  writing_init (&writing, mani_io_get_default ());
  for (guint i = 0; i < n_edits; i++)
    writing_step (&writing);
  bytes = read_only_file (writing.folder);
  *states = g_ptr_array_ref (writing.states);
  writing_clear (&writing);

  return bytes;
}

/* Where record 0, 1, ... ends. */
static GArray *
find_ends (GBytes *bytes)
{
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (gsize));
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n);

  for (gsize at = 0; at < n;)
    {
      g_autofree char *length = g_strndup (data + at, 8);

      at += MANI_JOURNAL_PREFIX_BYTES + g_ascii_strtoull (length, NULL, 16) + 1;
      g_array_append_val (ends, at);
    }

  return ends;
}

/* The records that end by @n. */
static guint
count_ends (GArray *ends, gsize n)
{
  guint count = 0;

  while (count < ends->len && g_array_index (ends, gsize, count) <= n)
    count++;

  return count;
}

static void
check_damaged (GBytes *damaged, guint n_sound)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiJournalFile) file = mani_journal_file_parse (damaged, "/tmp/j", &error);

  if (n_sound == 0)
    {
      g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);
      g_assert_null (file);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (file->entries->len, ==, n_sound - 1);
}

static void
test_every_prefix (void)
{
  g_autoptr (GPtrArray) states = NULL;
  g_autoptr (GBytes) bytes = write_some (12, &states);
  g_autoptr (GArray) ends = find_ends (bytes);

  g_assert_cmpuint (ends->len, ==, 13);
  for (gsize n = 0; n <= g_bytes_get_size (bytes); n++)
    {
      g_autoptr (GBytes) prefix = g_bytes_new (g_bytes_get_data (bytes, NULL), n);
      guint n_sound = count_ends (ends, n);

      check_damaged (prefix, n_sound);
      if (n_sound > 0 && g_array_index (ends, gsize, n_sound - 1) == n)
        {
          g_autoptr (ManiJournalFile) file = mani_journal_file_parse (prefix, "/tmp/j", NULL);

          assert_replays (file, NULL, states->pdata[n_sound - 1]);
        }
    }
}

static void
test_every_flip (void)
{
  static const guchar flips[] = { 0x01, 0x80, 0xff };
  g_autoptr (GPtrArray) states = NULL;
  g_autoptr (GBytes) bytes = write_some (8, &states);
  g_autoptr (GArray) ends = find_ends (bytes);

  for (gsize at = 0; at < g_bytes_get_size (bytes); at++)
    for (guint i = 0; i < G_N_ELEMENTS (flips); i++)
      {
        gsize n = g_bytes_get_size (bytes);
        guchar *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), n);
        g_autoptr (GBytes) flipped = NULL;

        copy[at] ^= flips[i];
        flipped = g_bytes_new_take (copy, n);
        check_damaged (flipped, count_ends (ends, at));
      }
}

/* A record between that is missing or comes twice ends what is read. */
static void
test_order (void)
{
  g_autoptr (GPtrArray) states = NULL;
  g_autoptr (GBytes) bytes = write_some (5, &states);
  g_autoptr (GArray) ends = find_ends (bytes);
  const char *data = g_bytes_get_data (bytes, NULL);
  gsize first = g_array_index (ends, gsize, 1);
  gsize second = g_array_index (ends, gsize, 2);
  GByteArray *without = g_byte_array_new ();
  GByteArray *twice = g_byte_array_new ();
  g_autoptr (GBytes) without_bytes = NULL;
  g_autoptr (GBytes) twice_bytes = NULL;

  g_byte_array_append (without, (const guint8 *) data, first);
  g_byte_array_append (without, (const guint8 *) data + second, g_bytes_get_size (bytes) - second);
  g_byte_array_append (twice, (const guint8 *) data, second);
  g_byte_array_append (twice, (const guint8 *) data + first, second - first);
  without_bytes = g_byte_array_free_to_bytes (without);
  twice_bytes = g_byte_array_free_to_bytes (twice);
  check_damaged (without_bytes, 2);
  check_damaged (twice_bytes, 3);
}

static GBytes *
frames (const char *header, const char *entry)
{
  GString *out = g_string_new (NULL);
  const char *const payloads[] = { header, entry };

  for (guint i = 0; i < G_N_ELEMENTS (payloads); i++)
    {
      g_autoptr (GBytes) frame = mani_journal_frame (i, payloads[i], strlen (payloads[i]));

      g_string_append_len (out, g_bytes_get_data (frame, NULL), g_bytes_get_size (frame));
    }

  return g_string_free_to_bytes (out);
}

#define HEADER(version) \
  "{\"manicule-journal\":" version ",\"project\":\"p\",\"base\":\"" SAMPLE_BASE "\"}"
#define ENTRY(edit) "{\"direction\":\"do\",\"time\":\"2026-11-24T02:10:00Z\",\"edit\":" edit "}"

static void
test_newer (void)
{
  g_autoptr (GBytes) bytes = frames (HEADER ("2"), ENTRY ("{}"));
  g_autoptr (GError) error = NULL;

  g_assert_null (mani_journal_file_parse (bytes, "/tmp/j", &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_UNSUPPORTED);
}

/* What is no edit, or none of this project, stops where it stands. */
static void
test_foreign_edit (void)
{
  g_autoptr (GBytes) bytes =
      frames (HEADER ("1"), ENTRY ("{\"name\":\"x\",\"changes\":[{\"remove\":\"label\",\"id\":"
                                   "\"nobody\"}]}"));
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiJournalFile) file = mani_journal_file_parse (bytes, "/tmp/j", &error);
  g_autoptr (ManiProject) project = store_read_bytes (SAMPLE, NULL);
  g_autoptr (ManiHistory) history = mani_history_new (project);
  guint n;

  g_assert_no_error (error);
  g_assert_cmpint (g_array_index (file->entries, ManiJournalEntry, 0).time, ==,
                   G_GINT64_CONSTANT (1795486200) * G_USEC_PER_SEC);
  g_assert_false (mani_journal_file_replay (file, 0, project, history, &n, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_NOT_FOUND);
  g_assert_cmpuint (n, ==, 0);
}

/* The folder */

static guint
mode_of (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);

  return status.st_mode & 07777;
}

static void
test_private (void)
{
  char *folder = mani_test_folder_new ();
  g_autofree char *inner = g_build_filename (folder, "state", "journal", NULL);
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  ManiJournal *journal = mani_journal_new (mani_io_get_default (), inner, "../a:b");
  g_autoptr (ManiEdit) edit = mani_edit_new ("Nothing");
  g_autoptr (GError) error = NULL;

  mani_journal_set_base (journal, 0, SAMPLE_BASE, NULL, NULL, NULL);
  g_assert_false (g_file_test (inner, G_FILE_TEST_EXISTS));
  mani_journal_append (journal, MANI_HISTORY_DO, edit);
  g_assert_cmpuint (mode_of (inner), ==, 0700);
  name = mani_test_folder_list (inner);
  path = g_build_filename (inner, name, NULL);
  g_assert_cmpuint (mode_of (path), ==, 0600);
  g_assert_true (g_str_has_prefix (name, "..%2Fa%3Ab-"));

  /* While it is written nobody else lists or removes it. */
  g_assert_true (mani_journal_file_is_in_use (path));
  g_assert_false (mani_journal_file_remove (mani_io_get_default (), path, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_BUSY);
  mani_journal_free (journal);
  g_assert_false (mani_journal_file_is_in_use (path));
  g_assert_true (mani_journal_file_remove (mani_io_get_default (), path, NULL));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  /* It is gone: that is what was wanted. */
  g_assert_true (mani_journal_file_remove (mani_io_get_default (), path, NULL));

  mani_test_folder_remove (folder);
}

static void
test_list (void)
{
  char *folder = mani_test_folder_new ();
  g_autofree char *foreign = mani_test_folder_write (folder, "p-1.journal", "not a journal");
  g_autofree char *other = mani_test_folder_write (folder, "p-2.txt", "nothing of ours");
  g_autoptr (ManiEdit) edit = mani_edit_new ("Nothing");
  g_auto (GStrv) unreadable = NULL;
  g_autoptr (GPtrArray) files = NULL;
  g_autoptr (GPtrArray) none = NULL;
  static const char *const projects[] = { "p", "p-q", "q", "p" };
  g_autoptr (GBytes) header = mani_journal_frame (0, HEADER ("1"), strlen (HEADER ("1")));
  g_autofree char *text = g_strndup (g_bytes_get_data (header, NULL), g_bytes_get_size (header));
  g_autofree char *begun = mani_test_folder_write (folder, "p-3.journal", text);
  g_autofree char *cut = g_strndup (text, strlen (text) - 3);
  g_autofree char *torn_text = g_strconcat (text, "00000020 0000", NULL);
  g_autofree char *torn = mani_test_folder_write (folder, "p-5.journal", torn_text);
  g_autofree char *torn_at_once = mani_test_folder_write (folder, "p-6.journal", cut);
  g_autofree char *empty = mani_test_folder_write (folder, "p-4.journal", "");

  for (guint i = 0; i < G_N_ELEMENTS (projects); i++)
    {
      ManiJournal *journal = mani_journal_new (mani_io_get_default (), folder, projects[i]);

      mani_journal_set_base (journal, 0, SAMPLE_BASE, NULL, NULL, NULL);
      mani_journal_append (journal, MANI_HISTORY_DO, edit);
      mani_journal_free (journal);
    }
  files = mani_journal_file_list (mani_io_get_default (), folder, "p", &unreadable);
  g_assert_cmpuint (files->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpstr (((ManiJournalFile *) files->pdata[i])->project, ==, "p");
  g_assert_cmpint (mani_journal_file_get_time (files->pdata[0]), >=,
                   mani_journal_file_get_time (files->pdata[1]));
  g_assert_cmpuint (g_strv_length (unreadable), ==, 1);
  g_assert_cmpstr (unreadable[0], ==, foreign);
  g_assert_false (g_file_test (begun, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (empty, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (torn, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (torn_at_once, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));

  none = mani_journal_file_list (mani_io_get_default (), "/nowhere", "p", NULL);
  g_assert_cmpuint (none->len, ==, 0);

  mani_test_folder_remove (folder);
}

/* The thread */

static gint64
wait_for_sync (ManiJournal *journal, guint64 sequence)
{
  gint64 start = g_get_monotonic_time ();

  while (mani_journal_get_synced (journal) < sequence)
    {
      g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_USEC_PER_SEC);
      g_usleep (1000);
    }

  return g_get_monotonic_time () - start;
}

static void
test_thread (void)
{
  Writing writing;

  writing_init (&writing, mani_io_get_default ());
  mani_journal_set_delays (writing.journal, 200000, 600000, 0);
  writing_step (&writing);
  g_assert_cmpint (wait_for_sync (writing.journal, 1), >=, 150000);
  /* One edit after the other, with never so long a pause: the longest wait counts. */
  for (gint64 start = g_get_monotonic_time (); mani_journal_get_synced (writing.journal) < 2;)
    {
      writing_step (&writing);
      g_usleep (10000);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 60 * G_USEC_PER_SEC);
    }
  writing_clear (&writing);
}

static void
count_cb (gpointer data)
{
  (*(guint *) data)++;
}

/* What stands in the way goes: the thread finds out, and says so in the main context. */
static void
test_trouble (void)
{
  Writing writing;
  guint n_told = 0;
  g_autoptr (GError) trouble = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *blocked = NULL;
  g_autoptr (ManiJournalFile) file = NULL;

  writing_init (&writing, mani_io_get_default ());
  mani_journal_free (writing.journal);
  blocked = mani_test_folder_write (writing.folder, "blocked", "");
  folder = g_build_filename (blocked, "journal", NULL);
  writing.journal = mani_journal_new (mani_io_get_default (), folder, "p");
  mani_journal_set_delays (writing.journal, 1000, 1000, 1000);
  mani_journal_set_base (writing.journal, 0, SAMPLE_BASE, NULL, NULL, NULL);
  mani_journal_set_trouble_func (writing.journal, count_cb, &n_told);

  for (guint i = 0; i < 5; i++)
    writing_step (&writing);
  g_assert_cmpuint (mani_journal_get_written (writing.journal), ==, 0);
  g_assert_cmpuint (mani_journal_get_last (writing.journal), ==, 5);
  trouble = mani_journal_dup_trouble (writing.journal);
  g_assert_error (trouble, MANI_ERROR, MANI_ERROR_NOT_FOUND);
  while (n_told == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpint (g_unlink (blocked), ==, 0);
  wait_for_sync (writing.journal, 5);
  while (n_told < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (mani_journal_dup_trouble (writing.journal));
  g_clear_pointer (&writing.journal, mani_journal_free);
  file = find_journal (folder);
  assert_replays (file, NULL, writing.states->pdata[5]);

  mani_history_set_recorder (writing.history, NULL, NULL);
  writing_clear (&writing);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/journal/read-again-with-undo", test_random);
  g_test_add_func ("/store/journal/undo-of-what-was-saved", test_undo_of_what_was_saved);
  g_test_add_func ("/store/journal/edits-made-while-saving", test_save_between);
  g_test_add_func ("/store/journal/gone-when-all-is-saved", test_all_saved);
  g_test_add_func ("/store/journal/project-without-a-file", test_whole);
  g_test_add_func ("/store/journal/every-prefix", test_every_prefix);
  g_test_add_func ("/store/journal/every-byte-flipped", test_every_flip);
  g_test_add_func ("/store/journal/out-of-order", test_order);
  g_test_add_func ("/store/journal/newer-version", test_newer);
  g_test_add_func ("/store/journal/edit-of-something-else", test_foreign_edit);
  g_test_add_func ("/store/journal/private-and-locked", test_private);
  g_test_add_func ("/store/journal/list", test_list);
  g_test_add_func ("/store/journal/thread-flushes", test_thread);
  g_test_add_func ("/store/journal/trouble-goes-by", test_trouble);

  return g_test_run ();
}
