/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A project that is edited at random, and its journal. */

#pragma once

#include "mani-journal-file.h"
#include "mani-journal-private.h"
#include "mani-test-folder.h"

#include "random-edits.h"
#include "store-fixture.h"

/* What `base` of the sample says. */
#define SAMPLE_BASE "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

typedef struct
{
  char *folder;
  ManiProject *project;
  ManiHistory *history;
  ManiJournal *journal;
  GPtrArray *states; /* of ManiSnapshot: after 0, 1, ... edits */
} Writing;

static inline void
writing_record_cb (ManiHistoryDirection direction, ManiEdit *edit, gpointer data)
{
  Writing *self = data;
  guint64 sequence = mani_journal_append (self->journal, direction, edit);

  g_assert_cmpuint (sequence, ==, self->states->len);
  g_ptr_array_add (self->states, mani_project_snapshot (self->project));
}

/* Without a thread: flushing is up to the test. */
static inline void
writing_init (Writing *self, const ManiIo *io)
{
  self->folder = mani_test_folder_new ();
  self->project = store_read_bytes (SAMPLE, NULL);
  self->history = mani_history_new (self->project);
  self->journal = mani_journal_new (io, self->folder, "p");
  mani_journal_set_delays (self->journal, G_MAXINT64, 0, 0);
  mani_journal_set_base (self->journal, 0, SAMPLE_BASE, "/a folder/p.manicule", NULL, "A title");
  self->states = g_ptr_array_new_with_free_func ((GDestroyNotify) mani_snapshot_unref);
  g_ptr_array_add (self->states, mani_project_snapshot (self->project));
  mani_history_set_recorder (self->history, writing_record_cb, self);
}

static inline void
writing_clear (Writing *self)
{
  mani_journal_free (self->journal);
  g_assert_finalize_object (self->history);
  g_ptr_array_unref (self->states);
  g_assert_finalize_object (self->project);
  mani_test_folder_remove (self->folder);
}

/* An edit of a random kind, an undo or a redo. */
static inline void
writing_step (Writing *self)
{
  guint n = self->states->len;

  while (self->states->len == n)
    {
      const Kind *kind = &edit_kinds[random_below (G_N_ELEMENTS (edit_kinds))];
      g_autoptr (ManiEdit) edit = mani_edit_new (kind->name);

      if (random_chance (15))
        mani_history_undo (self->history, NULL);
      else if (random_chance (15))
        mani_history_redo (self->history, NULL);
      else
        {
          kind->make (self->project, edit, kind->what, kind->act);
          mani_history_apply (self->history, edit, NULL);
        }
    }
}

/* The only journal in the folder that nobody writes, or NULL. */
static inline ManiJournalFile *
find_journal (const char *folder)
{
  g_auto (GStrv) unreadable = NULL;
  g_autoptr (GPtrArray) files =
      mani_journal_file_list (mani_io_get_default (), folder, "p", &unreadable);

  g_assert_cmpuint (files->len, <=, 1);

  return files->len == 1 ? g_ptr_array_steal_index (files, 0) : NULL;
}

/* Does the edits of @file with the sample, or with @project, which is in the state of its base. */
static inline void
assert_replays (const ManiJournalFile *file, ManiProject *project, ManiSnapshot *expected)
{
  g_autoptr (ManiProject) own =
      project != NULL ? g_object_ref (project) : store_read_bytes (SAMPLE, NULL);
  g_autoptr (ManiHistory) history = mani_history_new (own);
  g_autoptr (ManiSnapshot) now = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  mani_journal_file_replay (file, 0, own, history, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, file->entries->len);
  now = mani_project_snapshot (own);
  g_assert_true (mani_snapshot_equal (now, expected));
}

/* The bytes of the only file in the folder. */
static inline GBytes *
read_only_file (const char *folder)
{
  g_autofree char *name = mani_test_folder_list (folder);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *bytes;
  gsize n;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &bytes, &n, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (bytes, n);
}
