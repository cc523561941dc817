/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal when calls fail and when the power does. */

#include "journal-fixture.h"
#include "mani-test-io.h"

#include <errno.h>

#define N_EDITS 6

/* The edits of the longest journal in @files (name -> GBytes), each of which has to be an exact
 * beginning of what was done; -1 when none can be read. */
static int
count_kept (GHashTable *files, GPtrArray *states)
{
  GHashTableIter iter;
  gpointer name;
  gpointer bytes;
  int kept = -1;

  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, &bytes))
    {
      g_autoptr (ManiJournalFile) file = mani_journal_file_parse (bytes, name, NULL);
      g_autoptr (ManiProject) project = NULL;

      if (file == NULL)
        continue;
      project = store_read_bytes (SAMPLE, NULL);
      g_assert_cmpuint (file->entries->len, <, states->len);
      assert_replays (file, project, states->pdata[file->entries->len]);
      kept = MAX (kept, (int) file->entries->len);
    }

  return kept;
}

static int
count_kept_in (const char *folder, GPtrArray *states)
{
  g_autoptr (GHashTable) files =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      char *bytes;
      gsize n;

      g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
      g_hash_table_insert (files, g_strdup (name), g_bytes_new_take (bytes, n));
    }

  return count_kept (files, states);
}

/* Every call fails in turn. What is said to be written is there; what is not is said; and when all
 * works again nothing is missing. */
static gboolean
run_with_fault (guint nth, int code, gboolean for_ever)
{
  Writing writing;
  gboolean has_fired;
  gboolean has_failed_unlink;
  g_autofree char *names = NULL;

  writing_init (&writing, mani_test_io_get ());
  mani_test_io_fail (nth, code, for_ever);
  for (guint i = 1; i <= N_EDITS; i++)
    {
      g_autoptr (GError) trouble = NULL;
      g_autoptr (GError) error = NULL;
      guint64 written;

      writing_step (&writing);
      if (i % 2 == 0)
        {
          gboolean is_flushed = mani_journal_flush (writing.journal, &error);

          g_assert_cmpint (is_flushed, ==, mani_journal_get_synced (writing.journal) == i);
          g_assert_true (is_flushed == (error == NULL));
        }
      written = mani_journal_get_written (writing.journal);
      trouble = mani_journal_dup_trouble (writing.journal);
      g_assert_true (written == i || trouble != NULL);
      if (trouble != NULL)
        g_assert_true (trouble->domain == MANI_ERROR);
      g_assert_cmpint (count_kept_in (writing.folder, writing.states), >=,
                       written > 0 ? (int) written : -1);
    }
  has_fired = mani_test_io_fired ();
  has_failed_unlink = mani_test_io_failed_unlink ();

  mani_test_io_fail (0, 0, FALSE);
  writing_step (&writing);
  g_assert_true (mani_journal_flush (writing.journal, NULL));
  g_assert_null (mani_journal_dup_trouble (writing.journal));
  g_assert_cmpuint (mani_journal_get_synced (writing.journal), ==, N_EDITS + 1);
  g_assert_cmpint (count_kept_in (writing.folder, writing.states), ==, N_EDITS + 1);
  names = mani_test_folder_list (writing.folder);
  if (!has_failed_unlink)
    g_assert_null (strchr (names, ' '));
  writing_clear (&writing);

  return has_fired;
}

static const struct
{
  const char *name;
  int code;
} faults[] = {
  { "ENOSPC", ENOSPC },
  { "EIO", EIO },
  { "EDQUOT", EDQUOT },
  { "EACCES", EACCES },
  { "EROFS", EROFS },
  { "EINTR", EINTR },
  { "short-write", MANI_TEST_SHORT_WRITE },
};

static void
test_faults (gconstpointer data)
{
  int code = faults[GPOINTER_TO_UINT (data)].code;
  guint nth = 1;

  while (run_with_fault (nth, code, FALSE))
    nth++;
  g_assert_cmpuint (nth, >, N_EDITS);
  g_test_message ("%u calls", nth - 1);
  for (nth = 1; run_with_fault (nth, code, TRUE); nth++)
    ;
}

static void
fail_now (gpointer data)
{
  mani_test_io_fail (1, EIO, FALSE);
}

/* A flush that fails and then succeeds says nothing: what it was to flush may be gone. All is
 * written anew. */
static void
test_failed_flush (void)
{
  Writing writing;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  writing_init (&writing, mani_test_io_get ());
  writing_step (&writing);
  g_assert_true (mani_journal_flush (writing.journal, NULL));
  writing_step (&writing);
  before = mani_test_folder_list (writing.folder);
  mani_test_io_before ("fdatasync", 1, fail_now, NULL);
  g_assert_true (mani_journal_flush (writing.journal, NULL));
  g_assert_true (mani_test_io_fired ());
  after = mani_test_folder_list (writing.folder);
  g_assert_cmpstr (before, !=, after);
  g_assert_null (strchr (after, ' '));
  g_assert_cmpint (count_kept_in (writing.folder, writing.states), ==, 2);
  writing_clear (&writing);
}

/* Power cuts */

typedef struct
{
  Writing writing;
  guint n_synced; /* that the disk must hold at this cut */
  guint n_found;
} Cutting;

static void
cut_cb (GHashTable *files, gpointer data)
{
  Cutting *self = data;
  int kept = count_kept (files, self->writing.states);

  g_assert_cmpint (kept, >=, self->n_synced > 0 ? (int) self->n_synced : -1);
  self->n_found++;
}

/* After any number of calls, with each that was not flushed done, not done, or half done. @breaks:
 * a flush fails on the way. */
static void
test_power_cuts (gconstpointer breaks)
{
  Cutting self = { .n_found = 0 };
  g_autoptr (GArray) synced = g_array_new (FALSE, FALSE, sizeof (guint));

  writing_init (&self.writing, mani_test_io_get ());
  mani_test_io_record (self.writing.folder);
  for (guint i = 1; i <= N_EDITS; i++)
    {
      guint before = mani_journal_get_synced (self.writing.journal);
      guint now;

      writing_step (&self.writing);
      if (breaks != NULL && i == 4)
        mani_test_io_before ("fdatasync", 1, fail_now, NULL);
      if (i % 2 == 0)
        g_assert_true (mani_journal_flush (self.writing.journal, NULL));
      now = mani_journal_get_synced (self.writing.journal);
      while (synced->len < mani_test_io_recorded ())
        g_array_append_val (synced, before);
      g_array_append_val (synced, now);
    }
  for (guint n = 0; n <= mani_test_io_recorded (); n++)
    {
      self.n_synced = g_array_index (synced, guint, MIN (n, synced->len - 1));
      mani_test_io_each_cut (n, 512, cut_cb, &self);
    }
  g_test_message ("%u states", self.n_found);
  g_assert_cmpuint (self.n_found, >, 50);
  mani_test_io_stop ();
  writing_clear (&self.writing);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *name = g_strdup_printf ("/store/journal/faults/%s", faults[i].name);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_faults);
    }
  g_test_add_func ("/store/journal/failed-flush-is-no-flush", test_failed_flush);
  g_test_add_data_func ("/store/journal/power-cuts", NULL, test_power_cuts);
  g_test_add_data_func ("/store/journal/power-cuts-after-a-failure", "breaks", test_power_cuts);

  return g_test_run ();
}
