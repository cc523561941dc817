/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is shown of a hit: the context that is cut out of its text, and the place to show. */

#include "mani-search-hit.h"

#include "core-fixture.h"
#include "mani-breaks.h"
#include "text-samples.h"

#include <string.h>

static ManiSearchHit *
make_hit (const char *text, guint start, guint end)
{
  g_autoptr (ManiArticle) article = make_article ("a", "News", text);
  ManiSearchMatch match = {
    MANI_RECORD (article), article, MANI_ARTICLE_TEXT, 0, { start, end },
  };

  return mani_search_hit_new (&match, TRUE);
}

static void
assert_context (const char *text,
                guint start,
                guint end,
                const char *before,
                const char *words,
                const char *after)
{
  g_autoptr (ManiSearchHit) hit = make_hit (text, start, end);

  g_assert_cmpstr (mani_search_hit_get_before (hit), ==, before);
  g_assert_cmpstr (mani_search_hit_get_words (hit), ==, words);
  g_assert_cmpstr (mani_search_hit_get_after (hit), ==, after);
}

static void
test_short (void)
{
  assert_context ("Baku", 0, 4, "", "Baku", "");
  assert_context ("In Baku today", 3, 7, "In ", "Baku", " today");
}

static void
test_flat (void)
{
  assert_context ("\n In\r\n\tBaku\u2028 to\u00a0day\n\n", 7, 11, "In ", "Baku", " to day");
  assert_context ("New\n  York", 0, 10, "", "New York", "");
}

/* Forty characters before "Baku" begin inside "mechanisms", forty behind it end inside "closely".
 */
static void
test_cut_at_words (void)
{
  const char *text =
      "Azerbaijan discusses additional legal mechanisms in connection with the mandate of "
      "Baku peacekeepers in Karabakh. Armenia is closely following these discussions";

  assert_context (text, 83, 87, "…in connection with the mandate of ", "Baku",
                  " peacekeepers in Karabakh. Armenia is…");
}

/* Where there is no word to begin with, at a grapheme: never inside a family or a flag. */
static void
test_cut_at_graphemes (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (ManiSearchHit) hit = NULL;

  for (guint i = 0; i < 20; i++)
    g_string_append (text, "\U0001f468\u200d\U0001f469\u200d\U0001f467");
  g_string_append (text, "Baku");
  for (guint i = 0; i < 60; i++)
    g_string_append (text, "\U0001f1e6\U0001f1f2");

  hit = make_hit (text->str, 100, 104);
  g_assert_true (g_str_has_prefix (mani_search_hit_get_before (hit), "…\U0001f468\u200d"));
  g_assert_cmpint (g_utf8_strlen (mani_search_hit_get_before (hit), -1), ==, 1 + 40);
  g_assert_true (g_str_has_suffix (mani_search_hit_get_after (hit), "\U0001f1f2…"));
  g_assert_cmpint (g_utf8_strlen (mani_search_hit_get_after (hit), -1), ==, 40 + 1);
}

static void
test_long_word (void)
{
  g_autofree char *xs = g_strnfill (100, 'x');
  g_autofree char *text = g_strconcat (xs, "Baku", xs, NULL);
  g_autoptr (ManiSearchHit) hit = make_hit (text, 100, 104);

  g_assert_cmpint (g_utf8_strlen (mani_search_hit_get_before (hit), -1), ==, 41);
  g_assert_cmpint (g_utf8_strlen (mani_search_hit_get_after (hit), -1), ==, 41);
}

/* Nothing is lost or doubled: context and words are the text around the words, flattened. */
static void
test_random (void)
{
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *text = text_samples_random (60);
      g_autoptr (ManiOffsetMap) map = mani_offset_map_new (text, strlen (text));
      guint n = mani_offset_map_get_n_chars (map);
      guint start = g_test_rand_int_range (0, n);
      guint end = MIN (start + 5, n);
      g_autoptr (ManiSearchHit) hit = NULL;
      g_autoptr (ManiSearchHit) whole = NULL;
      g_autofree char *line = NULL;
      const char *before, *after;

      mani_breaks_snap_graphemes (text, map, &start, &end);
      hit = make_hit (text, start, end);
      before = mani_search_hit_get_before (hit);
      after = mani_search_hit_get_after (hit);
      g_assert_true (g_utf8_validate (before, -1, NULL));
      g_assert_cmpint (g_utf8_strlen (before, -1), <=, MANI_SEARCH_CONTEXT + 1);
      g_assert_cmpint (g_utf8_strlen (after, -1), <=, MANI_SEARCH_CONTEXT + 1);
      g_assert_null (strpbrk (before, "\n\r\t"));
      g_assert_null (strpbrk (after, "\n\r\t"));
      g_assert_cmpint (g_str_has_prefix (before, "…"), ==, start > MANI_SEARCH_CONTEXT);
      g_assert_cmpint (g_str_has_suffix (after, "…"), ==, n - end > MANI_SEARCH_CONTEXT);

      line = mani_offset_map_dup_slice (map, start, end);
      whole = make_hit (line, 0, mani_offset_map_get_n_chars (map) > 0 ? end - start : 0);
      g_assert_cmpstr (mani_search_hit_get_words (hit), ==, mani_search_hit_get_words (whole));
    }
}

static gboolean
get_place (gpointer record, ManiArticle *article, guint field, ManiRange *place)
{
  ManiSearchMatch match = { record, article, field, 0, { 0, 1 } };
  g_autoptr (ManiSearchHit) hit = mani_search_hit_new (&match, FALSE);

  return mani_search_hit_get_place (hit, place);
}

static gpointer
make_noted (const ManiRange *ranges, guint n, const char *quote)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_annotation_record_type);

  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE, "a");
  mani_record_builder_set_ranges (builder, MANI_ANNOTATION_RANGES, ranges, n);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_NOTE, "note");
  mani_record_builder_set_string (builder, MANI_ANNOTATION_QUOTE, quote);

  return mani_record_builder_end (builder, NULL);
}

static void
test_place (void)
{
  g_autoptr (ManiArticle) article = make_article ("a", "News", FIXTURE_TEXT);
  g_autoptr (ManiEntity) entity = make_entity ("e", "Baku", MANI_ENTITY_PLACE, NULL);
  g_autoptr (ManiAnnotation) noted = make_noted ((ManiRange[]){ { 9, 16 }, { 24, 28 } }, 2, NULL);
  g_autoptr (ManiAnnotation) whole = make_noted (NULL, 0, NULL);
  g_autoptr (ManiAnnotation) orphan = make_noted (NULL, 0, "gone");
  g_autoptr (ManiSearchHit) hit = make_hit (FIXTURE_TEXT, 24, 28);
  ManiRange place = { 7, 8 };

  g_assert_true (mani_search_hit_get_place (hit, &place));
  g_assert_cmpuint (place.start, ==, 24);
  g_assert_cmpuint (place.end, ==, 28);

  g_assert_true (get_place (noted, article, MANI_ANNOTATION_NOTE, &place));
  g_assert_cmpuint (place.start, ==, 9);
  g_assert_cmpuint (place.end, ==, 28);

  g_assert_false (get_place (whole, article, MANI_ANNOTATION_NOTE, &place));
  g_assert_cmpuint (place.end, ==, 0);
  g_assert_false (get_place (orphan, article, MANI_ANNOTATION_NOTE, &place));
  g_assert_false (get_place (noted, NULL, MANI_ANNOTATION_NOTE, &place));
  g_assert_false (get_place (article, article, MANI_ARTICLE_TITLE, &place));
  g_assert_cmpuint (place.end, ==, 0);
  g_assert_false (get_place (entity, NULL, MANI_ENTITY_NAME, &place));
}

static void
test_keeps_its_records (void)
{
  ManiArticle *article = make_article ("a", "News", FIXTURE_TEXT);
  ManiSearchMatch match = { MANI_RECORD (article), article, MANI_ARTICLE_TITLE, 0, { 0, 4 } };
  ManiSearchHit *hit = mani_search_hit_new (&match, TRUE);

  g_object_unref (article);
  g_assert_true (mani_search_hit_get_match (hit)->article == article);
  g_assert_cmpstr (mani_search_hit_get_field (hit)->name, ==, "title");
  g_assert_cmpstr (mani_search_hit_get_words (hit), ==, "News");
  g_assert_true (mani_search_hit_is_first (hit));
  g_object_add_weak_pointer (G_OBJECT (article), (gpointer *) &article);
  g_assert_finalize_object (hit);
  g_assert_null (article);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/search-hit/short-context", test_short);
  g_test_add_func ("/analysis/search-hit/white-space-is-flat", test_flat);
  g_test_add_func ("/analysis/search-hit/cut-at-words", test_cut_at_words);
  g_test_add_func ("/analysis/search-hit/cut-at-graphemes", test_cut_at_graphemes);
  g_test_add_func ("/analysis/search-hit/long-word", test_long_word);
  g_test_add_func ("/analysis/search-hit/random-texts", test_random);
  g_test_add_func ("/analysis/search-hit/place", test_place);
  g_test_add_func ("/analysis/search-hit/keeps-its-records", test_keeps_its_records);

  return g_test_run ();
}
