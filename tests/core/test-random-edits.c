/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Random edits of every kind. After each: all that a project promises, the index against a walk,
 * every list against a mirror kept by its signals. At the end: undo all gives the start, redo all
 * the end. Each kind of edit must have been accepted, and have changed something, so many times. */

#include "mani-history.h"

#include "project-checks.h"
#include "random-edits.h"

#define N_ARTICLES 12
#define STEPS_A_ROUND 1000
#define MAX_ROUNDS 200

typedef struct
{
  ManiProject *project;
  ManiHistory *history;
  GPtrArray *mirrors;
  GHashTable *mirrored; /* tables */
} Round;

static void
mirror (Round *round, gpointer table)
{
  if (g_hash_table_add (round->mirrored, table))
    g_ptr_array_add (round->mirrors, mirror_new (table));
}

static guint n_accepted[G_N_ELEMENTS (edit_kinds)];
static guint n_refused;

static Round *
round_new (void)
{
  Round *round = g_new0 (Round, 1);
  static const ManiKind kinds[] = { MANI_KIND_LABEL, MANI_KIND_ENTITY, MANI_KIND_ARTICLE,
                                    MANI_KIND_RELATION };

  round->project = mani_project_new ("Random");
  for (guint i = 0; i < N_ARTICLES; i++)
    {
      g_autoptr (ManiEdit) edit = mani_edit_new ("Prepare");
      g_autoptr (ManiEdit) inverse = NULL;

      act_on_record (round->project, edit, MANI_KIND_ARTICLE, ADD);
      act_on_record (round->project, edit, MANI_KIND_ENTITY, ADD);
      inverse = mani_project_apply (round->project, edit, NULL);
      g_assert_nonnull (inverse);
    }
  round->history = mani_history_new (round->project);
  round->mirrors = g_ptr_array_new_with_free_func ((GDestroyNotify) mirror_free);
  round->mirrored = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    mirror (round, mani_project_get_table (round->project, kinds[i]));

  return round;
}

static void
round_free (Round *round)
{
  g_ptr_array_unref (round->mirrors);
  g_hash_table_unref (round->mirrored);
  g_assert_finalize_object (round->history);
  g_assert_finalize_object (round->project);
  g_free (round);
}

static void
mirror_all_articles (Round *round)
{
  ManiTable *articles = mani_project_get_table (round->project, MANI_KIND_ARTICLE);

  for (guint i = 0; i < mani_table_get_length (articles); i++)
    mirror (round, mani_project_get_annotations (
                       round->project, mani_record_get_id (mani_table_get (articles, i))));
}

static void
check_mirrors (Round *round, guint max_emissions, gboolean is_minimal)
{
  for (guint i = 0; i < round->mirrors->len; i++)
    {
      Mirror *one = round->mirrors->pdata[i];

      mirror_check (one);
      g_assert_cmpuint (one->n_emissions, <=, max_emissions);
      if (is_minimal)
        g_assert_true (one->is_minimal);
      one->n_emissions = 0;
      one->is_minimal = TRUE;
    }
}

static void
step (Round *round, guint number)
{
  const Kind *kind = &edit_kinds[number];
  g_autoptr (ManiEdit) edit = mani_edit_new (kind->name);
  g_autoptr (ManiSnapshot) before = mani_project_snapshot (round->project);
  g_autofree char *bytes_before = random_chance (2) ? dump_snapshot (before) : NULL;
  g_autoptr (ManiSnapshot) after = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_accepted;

  mirror_all_articles (round);
  kind->make (round->project, edit, kind->what, kind->act);
  if (mani_edit_get_length (edit) == 0)
    return;

  is_accepted = mani_history_apply (round->history, edit, &error);
  after = mani_project_snapshot (round->project);
  if (!is_accepted)
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == MANI_ERROR);
      g_assert_true (mani_snapshot_equal (before, after));
      check_mirrors (round, 0, TRUE);
      n_refused++;
      return;
    }

  g_assert_no_error (error);
  g_assert_cmpstr (mani_history_get_undo_name (round->history), ==, kind->name);
  check_mirrors (round, 1, !kind->is_wide);
  check_project (round->project, 2);
  if (!mani_snapshot_equal (before, after))
    n_accepted[number]++;
  /* What a snapshot holds stays as it was. */
  if (bytes_before != NULL)
    {
      g_autofree char *again = dump_snapshot (before);

      g_assert_cmpstr (bytes_before, ==, again);
    }
}

static void
run_round (guint n_wanted)
{
  Round *round = round_new ();
  ManiSnapshot *start = mani_project_snapshot (round->project);
  g_autofree char *start_bytes = dump_snapshot (start);
  g_autofree char *end_bytes = NULL;
  ManiSnapshot *end;
  ManiSnapshot *now;
  char *bytes;
  g_autoptr (GError) error = NULL;
  guint n_edits;

  for (guint i = 0; i < STEPS_A_ROUND; i++)
    {
      guint number = random_below (G_N_ELEMENTS (edit_kinds));

      /* What is rare gets more turns, but it needs the others to have something to work on. */
      for (guint tries = 0; i % 2 == 0 && tries < 9 && n_accepted[number] >= n_wanted; tries++)
        number = random_below (G_N_ELEMENTS (edit_kinds));
      step (round, number);
    }

  end = mani_project_snapshot (round->project);
  end_bytes = dump_snapshot (end);
  n_edits = mani_history_get_n_undo (round->history);
  g_assert_cmpuint (n_edits, >, STEPS_A_ROUND / 8);

  while (mani_history_get_undo_name (round->history) != NULL)
    {
      mirror_all_articles (round);
      mani_history_undo (round->history, &error);
      g_assert_no_error (error);
      check_mirrors (round, 1, FALSE);
      if (random_chance (20))
        check_project (round->project, 1);
    }
  now = mani_project_snapshot (round->project);
  bytes = dump_snapshot (now);
  g_assert_true (mani_snapshot_equal (start, now));
  g_assert_cmpstr (start_bytes, ==, bytes);
  g_free (bytes);
  mani_snapshot_unref (now);

  while (mani_history_get_redo_name (round->history) != NULL)
    {
      mani_history_redo (round->history, &error);
      g_assert_no_error (error);
    }
  check_project (round->project, 1);
  check_mirrors (round, G_MAXUINT, FALSE);
  g_assert_cmpuint (mani_history_get_n_undo (round->history), ==, n_edits);
  now = mani_project_snapshot (round->project);
  bytes = dump_snapshot (now);
  g_assert_true (mani_snapshot_equal (end, now));
  g_assert_cmpstr (end_bytes, ==, bytes);
  g_free (bytes);
  mani_snapshot_unref (now);

  mani_snapshot_unref (start);
  mani_snapshot_unref (end);
  round_free (round);
}

/* @data: how often each kind of edit must have been accepted */
static void
test_random_edits (gconstpointer data)
{
  guint n_wanted = GPOINTER_TO_UINT (data);
  gboolean is_done = FALSE;

  memset (n_accepted, 0, sizeof n_accepted);
  n_refused = 0;
  for (guint i = 0; i < MAX_ROUNDS && !is_done; i++)
    {
      run_round (n_wanted);
      is_done = TRUE;
      for (guint k = 0; k < G_N_ELEMENTS (edit_kinds); k++)
        is_done = is_done && n_accepted[k] >= n_wanted;
    }

  for (guint k = 0; k < G_N_ELEMENTS (edit_kinds); k++)
    {
      g_test_message ("%s: %u accepted", edit_kinds[k].name, n_accepted[k]);
      g_assert_cmpuint (n_accepted[k], >=, n_wanted);
    }
  g_test_message ("%u refused", n_refused);
  g_assert_cmpuint (n_refused, >=, n_wanted);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  if (argc > 1 && strcmp (argv[1], "long") == 0)
    g_test_add_data_func ("/core/random-edits/500-of-each-kind", GUINT_TO_POINTER (500),
                          test_random_edits);
  else
    g_test_add_data_func ("/core/random-edits/25-of-each-kind", GUINT_TO_POINTER (25),
                          test_random_edits);

  return g_test_run ();
}
