/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding: cases by hand, a real article, and against the plainest search there is. */

#include "mani-find.h"

#include "mani-breaks.h"
#include "text-samples.h"

/* Compares with @expected, the hits as "start-end start-end". */
static void
assert_finds (const char *text,
              const char *needle,
              ManiFoldFlags fold,
              ManiFindFlags flags,
              guint max,
              const char *expected)
{
  g_autoptr (ManiOffsetMap) map = mani_offset_map_new (text, strlen (text));
  g_autoptr (GArray) hits = mani_find_all (text, strlen (text), map, needle, fold, flags, max);
  g_autoptr (GArray) without_map =
      mani_find_all (text, strlen (text), NULL, needle, fold, flags, max);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    {
      ManiRange *range = &g_array_index (hits, ManiRange, i);

      g_string_append_printf (found, "%s%u-%u", i > 0 ? " " : "", range->start, range->end);
    }

  g_assert_cmpstr (found->str, ==, expected);
  g_assert_cmpmem (hits->data, hits->len * sizeof (ManiRange), without_map->data,
                   without_map->len * sizeof (ManiRange));
}

#define assert_all(text, needle, expected) \
  assert_finds (text, needle, MANI_FOLD_ALL, MANI_FIND_NONE, 0, expected)
#define assert_exact(text, needle, expected) \
  assert_finds (text, needle, MANI_FOLD_NONE, MANI_FIND_NONE, 0, expected)
#define assert_words(text, needle, expected) \
  assert_finds (text, needle, MANI_FOLD_ALL, MANI_FIND_WHOLE_WORDS, 0, expected)

static void
test_nothing (void)
{
  assert_all ("", "a", "");
  assert_all ("abc", "", "");
  assert_all ("abc", "abcd", "");
  assert_all ("abc", "\u00ad", "");
}

static void
test_folded (void)
{
  assert_all ("Baku, BAKU and b\u00e0ku", "baku", "0-4 6-10 15-19");
  assert_all ("new\n   york New\u00a0York", "New York", "0-11 12-20");
  assert_all ("it\u2019s \"it's\"", "it\u2019s", "0-4 6-10");
  assert_all ("cafe\u0301 caf\u00e9 cafe", "cafe", "0-5 6-10 11-15");
  assert_all ("CO\u00adOP", "coop", "0-5");
  assert_all ("Stra\u00dfe", "strasse", "0-6");
}

static void
test_exact (void)
{
  assert_exact ("Baku BAKU", "Baku", "0-4");
  assert_exact ("caf\u00e9 cafe\u0301 cafe", "cafe", "11-15");
  assert_exact ("\U0001f44d x \U0001f44d", "\U0001f44d", "0-1 4-5");
}

static void
test_no_overlap (void)
{
  assert_all ("aaaaa", "aa", "0-2 2-4");
  assert_exact ("ababa", "aba", "0-3");
  assert_finds ("aaaaa", "a", MANI_FOLD_NONE, MANI_FIND_NONE, 3, "0-1 1-2 2-3");
}

/* Nothing is found inside a grapheme, nor inside what one character folds to. */
static void
test_whole_graphemes (void)
{
  assert_all ("\u00df", "s", "");
  assert_all ("x\u00dfs", "ss", "1-2");
  assert_all ("\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f469", "");
  assert_all ("\U0001f468\u200d\U0001f469 \U0001f469", "\U0001f469", "4-5");
  assert_exact ("\U0001f44d\U0001f3fd\U0001f44d", "\U0001f44d", "2-3");
  assert_all ("\uac01 \uac00", "\uac00", "2-3"); /* gag is not ga */
  assert_finds ("cafe\u0301 cafe", "cafe", MANI_FOLD_CASE, MANI_FIND_NONE, 0, "6-10");
  assert_finds ("caf\u00e9 cafe", "cafe", MANI_FOLD_CASE, MANI_FIND_NONE, 0, "5-9");
  assert_finds ("\U0001f1e6\U0001f1f2\U0001f1e6\U0001f1ff", "\U0001f1f2\U0001f1e6", MANI_FOLD_NONE,
                MANI_FIND_NONE, 0, "");
}

static void
test_whole_words (void)
{
  assert_words ("Azerbaijan\u2019s Azerbaijani (Azerbaijan) xAzerbaijan Azerbaijan2 Azerbaijan",
                "Azerbaijan", "0-10 26-36 62-72");
  assert_words ("Azerbaijan\u00adi", "Azerbaijan", "");
  assert_words ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
                "\u062e\u0648\u0627\u0647\u0645", "");
  assert_words ("\u0915\u093f \u0915", "\u0915", "3-4");
  assert_words ("a aa a", "a", "0-1 5-6");
}

/* Counted with: grep -oP '(?<![\p{L}\p{M}\p{N}])Azerbaijan(?![\p{L}\p{M}\p{N}])' | wc -l */
static void
test_article (void)
{
  const char *samples = g_getenv ("MANI_TEST_SAMPLES");
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GArray) hits = NULL;
  gsize n_bytes;

  path = g_build_filename (samples != NULL ? samples : "", "articles", "text",
                           "karabakh-peacekeepers.txt", NULL);
  if (!g_file_get_contents (path, &text, &n_bytes, NULL))
    {
      g_test_skip ("the samples are not there");
      return;
    }

  hits =
      mani_find_all (text, n_bytes, NULL, "Azerbaijan", MANI_FOLD_NONE, MANI_FIND_WHOLE_WORDS, 0);
  g_assert_cmpuint (hits->len, ==, 16);
}

/* Every hit folds to the needle and is made of whole graphemes; and every place that is both and is
 * not covered by a hit would be one. */
static void
test_random (void)
{
  guint n_hits = 0;

  for (guint i = 0; i < 600; i++)
    {
      ManiFoldFlags fold = g_test_rand_int_range (0, MANI_FOLD_ALL + 1);
      g_autofree char *text = text_samples_random (60);
      g_autoptr (ManiOffsetMap) map = mani_offset_map_new (text, strlen (text));
      guint n_chars = mani_offset_map_get_n_chars (map);
      guint first = g_test_rand_int_range (0, n_chars);
      guint last = g_test_rand_int_range (first + 1, n_chars + 1);
      g_autofree char *needle = NULL;
      g_autofree char *folded_needle = NULL;
      g_autoptr (GArray) hits = NULL;
      guint previous_end = 0, found_first = 0;

      last = MIN (last, first + 3);
      mani_breaks_snap_graphemes (text, map, &first, &last);
      needle = mani_offset_map_dup_slice (map, first, last);
      folded_needle = mani_fold_string (needle, fold);
      hits = mani_find_all (text, strlen (text), map, needle, fold, MANI_FIND_NONE, 0);

      for (guint j = 0; j < hits->len; j++)
        {
          ManiRange *hit = &g_array_index (hits, ManiRange, j);
          g_autofree char *slice = mani_offset_map_dup_slice (map, hit->start, hit->end);
          g_autofree char *folded = mani_fold_string (slice, fold);

          g_assert_cmpuint (hit->start, >=, previous_end);
          g_assert_cmpuint (hit->end, >, hit->start);
          g_assert_cmpstr (folded, ==, folded_needle);
          g_assert_true (mani_breaks_is_grapheme_boundary (text, map, hit->start));
          g_assert_true (mani_breaks_is_grapheme_boundary (text, map, hit->end));
          previous_end = hit->end;
          found_first |= hit->start < last && hit->end > first;
          n_hits++;
        }

      /* The place the needle was taken from, unless folding joined it to what is before or behind
       * (white space) or left nothing of it. */
      if (fold == MANI_FOLD_NONE)
        g_assert_true (found_first);
    }

  g_assert_cmpuint (n_hits, >, 600);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/find/nothing", test_nothing);
  g_test_add_func ("/text/find/folded", test_folded);
  g_test_add_func ("/text/find/exact", test_exact);
  g_test_add_func ("/text/find/hits-do-not-overlap", test_no_overlap);
  g_test_add_func ("/text/find/whole-graphemes", test_whole_graphemes);
  g_test_add_func ("/text/find/whole-words", test_whole_words);
  g_test_add_func ("/text/find/article", test_article);
  g_test_add_func ("/text/find/random-texts", test_random);

  return g_test_run ();
}
