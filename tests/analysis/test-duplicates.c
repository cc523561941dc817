/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Articles that are there twice: the same text, nearly the same, and what is not. */

#include "mani-duplicates.h"

#include "core-fixture.h"

/* @n words of a language of 3,000, no two texts of different seeds alike. */
static char *
make_text (guint seed, guint n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "w%d%s", g_rand_int_range (rand, 0, 3000),
                            i % 12 == 11 ? ".\n" : " ");

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* With so many words in a hundred changed, dropped or doubled. */
static char *
change (const char *text, guint percent, guint seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (GString) changed = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      int what =
          g_rand_int_range (rand, 0, 100) < (int) percent ? g_rand_int_range (rand, 0, 3) : 3;

      if (what == 0)
        g_string_append (changed, "other ");
      if (what >= 2)
        g_string_append_printf (changed, "%s ", words[i]);
      if (what == 2)
        g_string_append_printf (changed, "%s ", words[i]);
    }

  return g_string_free (g_steal_pointer (&changed), FALSE);
}

static void
test_likeness (void)
{
  double least_of_like = 1;
  double most_of_others = 0;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *text = make_text (i, 300 + 40 * i);
      g_autofree char *like = change (text, 10, i);
      g_autofree char *other = make_text (1000 + i, 300 + 40 * i);

      g_assert_cmpfloat (mani_duplicates_compare (text, text), ==, 1);
      least_of_like = MIN (least_of_like, mani_duplicates_compare (text, like));
      most_of_others = MAX (most_of_others, mani_duplicates_compare (text, other));
    }
  g_test_message ("one word in ten changed: %.3f at least; others: %.3f at most", least_of_like,
                  most_of_others);
  /* (1 - 0.1)^4 = 0.66 of the shingles of each stay, so 0.66 / (2 - 0.66) = 0.49 of both are
   * common; less what the sketch errs. The threshold lies well between. */
  g_assert_cmpfloat (least_of_like, >, MANI_DUPLICATES_LIKENESS + 0.05);
  g_assert_cmpfloat (most_of_others, <, MANI_DUPLICATES_LIKENESS / 3);
}

static void
test_what_does_not_count (void)
{
  g_assert_cmpfloat (mani_duplicates_compare ("", ""), ==, 0);
  g_assert_cmpfloat (mani_duplicates_compare ("one", ""), ==, 0);
  g_assert_cmpfloat (mani_duplicates_compare ("One, two!", "one two"), ==, 1);
  g_assert_cmpfloat (mani_duplicates_compare ("one two three four", "one two three five"), ==, 0);
  /* abcd bcde of the one; abcd bcdf of the other: one of three. */
  g_assert_cmpfloat_with_epsilon (mani_duplicates_compare ("a b c d e", "a b c d f"), 1.0 / 3,
                                  1e-9);
  g_assert_cmpfloat (mani_duplicates_compare ("Ça c’est la vie", "ca  c'est la VIE"), ==, 1);
}

static ManiProject *
make_many (void)
{
  g_autoptr (ManiProjectInfo) info = mani_project_info_new (NULL);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *a = make_text (1, 500);
  g_autofree char *near = change (a, 5, 7);
  g_autofree char *b = make_text (2, 500);
  g_autofree char *c = make_text (3, 30);

  g_ptr_array_add (records, make_article ("a", NULL, a));
  g_ptr_array_add (records, make_article ("empty", NULL, ""));
  g_ptr_array_add (records, make_article ("b", NULL, b));
  g_ptr_array_add (records, make_article ("near", NULL, near));
  g_ptr_array_add (records, make_article ("empty2", NULL, ""));
  g_ptr_array_add (records, make_article ("a2", NULL, a));
  g_ptr_array_add (records, make_article ("c", NULL, c));
  g_ptr_array_add (records, make_article ("a3", NULL, a));

  return mani_project_new_from_records (info, records, NULL, NULL, NULL);
}

static void
assert_pairs (GArray *duplicates)
{
  static const char *const expected[][2] = { { "a", "a2" }, { "a", "a3" }, { "a", "near" } };

  g_assert_nonnull (duplicates);
  g_assert_cmpuint (duplicates->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < duplicates->len; i++)
    {
      const ManiDuplicate *duplicate = &g_array_index (duplicates, ManiDuplicate, i);

      g_assert_cmpstr (mani_record_get_id (MANI_RECORD (duplicate->first)), ==, expected[i][0]);
      g_assert_cmpstr (mani_record_get_id (MANI_RECORD (duplicate->other)), ==, expected[i][1]);
      g_assert_cmpint (duplicate->is_exact, ==, i < 2);
      g_assert_true (duplicate->is_exact == (duplicate->likeness == 1));
    }
}

static void
test_find (void)
{
  ManiProject *project = make_many ();
  g_autoptr (ManiSnapshot) snapshot = mani_project_snapshot (project);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) duplicates =
      mani_duplicates_find (snapshot, MANI_DUPLICATES_LIKENESS, NULL, &error);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_assert_no_error (error);
  assert_pairs (duplicates);
  g_cancellable_cancel (cancellable);
  g_assert_null (mani_duplicates_find (snapshot, 0.5, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_pointer (&snapshot, mani_snapshot_unref);
  g_assert_finalize_object (project);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer place)
{
  *(GAsyncResult **) place = g_object_ref (result);
}

static void
test_in_a_thread (void)
{
  ManiProject *project = make_many ();
  ManiSnapshot *snapshot = mani_project_snapshot (project);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) duplicates = NULL;
  g_autoptr (GError) error = NULL;

  mani_duplicates_find_async (snapshot, MANI_DUPLICATES_LIKENESS, NULL, done_cb, &result);
  mani_snapshot_unref (snapshot);
  g_assert_finalize_object (project);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  duplicates = mani_duplicates_find_finish (result, &error);
  g_assert_no_error (error);
  assert_pairs (duplicates);
}

/* What a paper puts under each article leads to no pairs. */
static void
test_common_lines (void)
{
  g_autoptr (ManiProjectInfo) info = mani_project_info_new (NULL);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (ManiProject) project = NULL;
  g_autoptr (ManiSnapshot) snapshot = NULL;
  g_autoptr (GArray) duplicates = NULL;

  for (guint i = 0; i < 150; i++)
    {
      g_autofree char *text = make_text (i, 60);
      g_autofree char *id = g_strdup_printf ("%u", i);
      g_autofree char *full =
          g_strconcat (text, "\nSubscribe to our letter, it is free of any charge.\n", NULL);

      g_ptr_array_add (records, make_article (id, NULL, full));
    }
  project = mani_project_new_from_records (info, records, NULL, NULL, NULL);
  snapshot = mani_project_snapshot (project);
  duplicates = mani_duplicates_find (snapshot, MANI_DUPLICATES_LIKENESS, NULL, NULL);
  g_assert_cmpuint (duplicates->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/duplicates/likeness-tells-versions-from-others", test_likeness);
  g_test_add_func ("/analysis/duplicates/what-does-not-count", test_what_does_not_count);
  g_test_add_func ("/analysis/duplicates/find", test_find);
  g_test_add_func ("/analysis/duplicates/in-a-thread", test_in_a_thread);
  g_test_add_func ("/analysis/duplicates/common-lines", test_common_lines);

  return g_test_run ();
}
