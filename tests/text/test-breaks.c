/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Breaks against the Unicode Consortium's own cases, against one Pango analysis of a whole text,
 * and by hand. */

#include "mani-breaks-private.h"

#include "text-samples.h"

#define UNICODE_DATA "/usr/share/unicode/auxiliary/"

static const ManiBreakKind kinds[] = { MANI_BREAK_GRAPHEME, MANI_BREAK_WORD, MANI_BREAK_SENTENCE };

/* The cases are of one version of Unicode, Pango and GLib of another. On Debian 12 all are of 15.0
 * and agree in every case; against other data only that the file can be read is asserted, and the
 * disagreements are shown. */
#define KNOWN_VERSION "-15.0.0.txt"

/* Lines such as "÷ 0020 × 0308 ÷ # comment": expected and found breaks as text, to be compared. */
static gboolean
check_case (const char *line, ManiBreakKind kind)
{
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) expected = g_string_new (NULL);
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (ManiOffsetMap) map = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (g_str_equal (words[i], "\303\267"))
        g_string_append_c (expected, '|');
      else if (g_str_equal (words[i], "\303\227"))
        g_string_append_c (expected, '-');
      else
        g_string_append_unichar (text, g_ascii_strtoull (words[i], NULL, 16));
    }

  map = mani_offset_map_new (text->str, text->len);
  for (guint i = 0; i <= mani_offset_map_get_n_chars (map); i++)
    g_string_append_c (found, mani_breaks_is_boundary (text->str, map, kind, i) ? '|' : '-');

  if (g_string_equal (expected, found))
    return TRUE;

  g_test_message ("%s: expected %s, found %s", line, expected->str, found->str);

  return FALSE;
}

static void
test_unicode_data (gconstpointer data)
{
  const char *const names[] = { "Grapheme", "Word", "Sentence" };
  ManiBreakKind kind = GPOINTER_TO_INT (data);
  g_autofree char *path = g_strconcat (UNICODE_DATA, names[kind], "BreakTest.txt", NULL);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_cases = 0, n_agree = 0;

  if (!g_file_get_contents (path, &contents, NULL, NULL))
    {
      g_test_skip ("the package unicode-data is not installed");
      return;
    }

  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *comment = strchr (lines[i], '#');

      if (comment != NULL)
        *comment = '\0';
      if (*g_strstrip (lines[i]) == '\0')
        continue;
      n_cases++;
      n_agree += check_case (lines[i], kind);
    }

  g_test_message ("%u of %u cases agree", n_agree, n_cases);
  g_assert_cmpuint (n_cases, >, 400);
  if (strstr (contents, KNOWN_VERSION) != NULL)
    g_assert_cmpuint (n_agree, ==, n_cases);
  else if (n_agree != n_cases)
    g_test_skip ("the data is of another version of Unicode");
}

/* Every plain character beside another of each range: Pango must break there. */
static void
test_plain_is_plain (void)
{
  g_autoptr (GArray) plain = g_array_new (FALSE, FALSE, sizeof (gunichar));

  for (gunichar c = 1; c <= 0x10ffff; c++)
    if (mani_breaks_is_plain (c))
      {
        g_assert_cmpint (g_unichar_combining_class (c), ==, 0);
        g_assert_false (g_unichar_ismark (c));
        g_array_append_val (plain, c);
      }
  g_assert_cmpuint (plain->len, >, 30000);

  for (guint step = 1; step < 3000; step += 977)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree PangoLogAttr *attrs = g_new0 (PangoLogAttr, plain->len + 1);

      for (guint i = 0; i < plain->len; i++)
        g_string_append_unichar (text, g_array_index (plain, gunichar, i * step % plain->len));
      pango_get_log_attrs (text->str, text->len, -1, NULL, attrs, plain->len + 1);
      for (guint i = 0; i <= plain->len; i++)
        g_assert_true (attrs[i].is_cursor_position);
    }
}

static void
assert_word_at (const char *text, guint offset, const char *expected)
{
  g_autoptr (ManiOffsetMap) map = mani_offset_map_new (text, strlen (text));
  g_autofree char *slice = NULL;
  guint start, end;

  if (mani_breaks_word_at (text, map, offset, &start, &end))
    {
      g_assert_cmpuint (start, <=, offset);
      g_assert_cmpuint (end, >=, offset);
      slice = mani_offset_map_dup_slice (map, start, end);
      g_assert_cmpstr (slice, ==, expected);
    }
  else
    {
      g_assert_null (expected);
      g_assert_cmpuint (start, ==, offset);
      g_assert_cmpuint (end, ==, offset);
    }
}

static void
test_word_at (void)
{
  assert_word_at ("", 0, NULL);
  assert_word_at ("one two", 0, "one");
  assert_word_at ("one two", 2, "one");
  assert_word_at ("one two", 3, "one");
  assert_word_at ("one two", 4, "two");
  assert_word_at ("one two", 7, "two");
  assert_word_at ("one   two", 4, NULL);
  assert_word_at ("a, b", 2, NULL);
  assert_word_at ("I can\u2019t go", 5, "can\u2019t");
  assert_word_at ("about 3.14, say", 7, "3.14");
  assert_word_at ("Azerbaijan\u2019s", 1, "Azerbaijan\u2019s");
  assert_word_at ("cafe\u0301s", 4, "cafe\u0301s");
  assert_word_at ("\u0540\u0561\u0575\u0561\u057d\u057f\u0561\u0576\u055d", 3,
                  "\u0540\u0561\u0575\u0561\u057d\u057f\u0561\u0576");
  /* "language" and "Thai", which no space divides */
  assert_word_at ("\u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22", 1, "\u0e20\u0e32\u0e29\u0e32");
  assert_word_at ("\u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22", 4, "\u0e44\u0e17\u0e22");
  assert_word_at ("\U0001f44d\U0001f3fd", 0, NULL);
}

static void
assert_snaps (const char *text, guint start, guint end, const char *expected)
{
  g_autoptr (ManiOffsetMap) map = mani_offset_map_new (text, strlen (text));
  g_autofree char *slice = NULL;

  mani_breaks_snap_to_words (text, map, &start, &end);
  slice = mani_offset_map_dup_slice (map, start, end);
  g_assert_cmpstr (slice, ==, expected);
}

static void
test_snap_to_words (void)
{
  assert_snaps ("the Hikmet Hajiyev said", 6, 16, "Hikmet Hajiyev");
  assert_snaps ("the Hikmet Hajiyev said", 3, 19, "Hikmet Hajiyev");
  assert_snaps ("the Hikmet Hajiyev said", 6, 6, "");
  assert_snaps ("a   b", 1, 4, "");
  assert_snaps ("he said \u201cno\u201d.", 8, 10, "\u201cno");
  assert_snaps ("he said \u201cno\u201d.", 9, 12, "no\u201d");
  assert_snaps ("wait ... what", 5, 7, "..");
  assert_snaps ("can\u2019t", 4, 5, "can\u2019t");
  /* The possessive stays outside unless it was selected */
  assert_snaps ("in Baku\u2019s port", 3, 7, "Baku");
  assert_snaps ("in Baku\u2019s port", 4, 5, "Baku");
  assert_snaps ("in Baku's port", 4, 6, "Baku");
  assert_snaps ("in Baku\u2019s port", 3, 8, "Baku\u2019s");
  assert_snaps ("in Baku\u2019s port", 3, 9, "Baku\u2019s");
  assert_snaps ("in Baku\u2019s port", 8, 9, "Baku\u2019s");
  assert_snaps ("Hikmet Hajiyev\u2019s aide", 2, 10, "Hikmet Hajiyev");
  assert_snaps ("Baku\u2019s port", 2, 8, "Baku\u2019s port");
  assert_snaps ("rock\u2019n\u2019roll", 1, 3, "rock\u2019n\u2019roll");
  assert_snaps ("\u2019s Gravenhage", 1, 2, "s");
  assert_snaps ("x\r\n\r\ny", 0, 5, "x");
  assert_snaps ("x \U0001f44d\U0001f3fd y", 3, 4, "\U0001f44d\U0001f3fd");
  assert_snaps ("x \u0301 y", 1, 3, " \u0301");
}

static void
assert_sentence_at (const char *text, guint offset, const char *expected)
{
  g_autoptr (ManiOffsetMap) map = mani_offset_map_new (text, strlen (text));
  g_autofree char *slice = NULL;
  guint start, end;

  if (mani_breaks_sentence_at (text, map, offset, &start, &end))
    slice = mani_offset_map_dup_slice (map, start, end);
  g_assert_cmpstr (slice, ==, expected);
}

static void
test_sentence_at (void)
{
  const char *text = "  He left. \u201cWhy?\u201d She asked.\nA title\nEnd";

  assert_sentence_at (text, 0, "He left.");
  assert_sentence_at (text, 5, "He left.");
  assert_sentence_at (text, 10, "He left.");
  assert_sentence_at (text, 11, "\u201cWhy?\u201d");
  assert_sentence_at (text, 19, "She asked.");
  assert_sentence_at (text, 31, "A title");
  assert_sentence_at (text, 40, "End");
  assert_sentence_at ("", 0, NULL);
  assert_sentence_at ("a\n \nb", 2, NULL);
}

static void
test_snap_graphemes (void)
{
  /* a family of three (5 code points) between letters */
  const char *text = "a\U0001f468\u200d\U0001f469\u200d\U0001f467b";
  g_autoptr (ManiOffsetMap) map = mani_offset_map_new (text, strlen (text));
  guint start = 2, end = 4;

  mani_breaks_snap_graphemes (text, map, &start, &end);
  g_assert_cmpuint (start, ==, 1);
  g_assert_cmpuint (end, ==, 6);

  start = end = 3;
  mani_breaks_snap_graphemes (text, map, &start, &end);
  g_assert_cmpuint (start, ==, 1);
  g_assert_cmpuint (end, ==, 1);

  g_assert_cmpuint (mani_breaks_next (text, map, MANI_BREAK_GRAPHEME, 1), ==, 6);
  g_assert_cmpuint (mani_breaks_previous (text, map, MANI_BREAK_GRAPHEME, 6), ==, 1);
  g_assert_cmpuint (mani_breaks_next (text, map, MANI_BREAK_GRAPHEME, 7), ==, 7);
  g_assert_cmpuint (mani_breaks_previous (text, map, MANI_BREAK_GRAPHEME, 0), ==, 0);
}

static gboolean
whole_says (const PangoLogAttr *attr, const char *text, const char *p, ManiBreakKind kind)
{
  gunichar c = g_utf8_get_char (p);

  if (p == text || c == 0)
    return TRUE;
  /* Rules GB4, WB3a and SB4. Pango 1.50 joins a mark to CR LF; the cut behind each \n mends that.
   */
  if (p[-1] == '\n')
    return TRUE;
  if (kind == MANI_BREAK_GRAPHEME)
    return attr->is_cursor_position;
  if (kind == MANI_BREAK_SENTENCE)
    return attr->is_sentence_boundary;

  /* Thai words are those of Pango, not of Annex 29. */
  if (c >= 0x0e01 && c <= 0x0e3a && g_utf8_get_char (g_utf8_prev_char (p)) >= 0x0e01 &&
      g_utf8_get_char (g_utf8_prev_char (p)) <= 0x0e4e)
    return attr->is_word_start || attr->is_word_end;

  return attr->is_word_boundary;
}

/* What one analysis of the whole paragraph says; the fallbacks of long paragraphs are not used by
 * these texts, which have spaces. */
static void
assert_agrees_with_whole (const char *text)
{
  gsize n_bytes = strlen (text);
  g_autoptr (ManiOffsetMap) map = mani_offset_map_new (text, n_bytes);
  guint n_chars = mani_offset_map_get_n_chars (map);
  g_autofree PangoLogAttr *attrs = g_new0 (PangoLogAttr, n_chars + 1);

  pango_get_log_attrs (text, n_bytes, -1, NULL, attrs, n_chars + 1);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GArray) list = mani_breaks_list (text, map, kinds[i], 0, n_chars);
      const char *p = text;
      guint n = 0, previous = 0;

      for (guint offset = 0; offset <= n_chars; offset++, p = g_utf8_next_char (p))
        {
          if (!whole_says (&attrs[offset], text, p, kinds[i]))
            continue;

          g_assert_cmpuint (n, <, list->len);
          g_assert_cmpuint (g_array_index (list, guint, n), ==, offset);
          n++;
          if (offset > 0 && n % 8 == 0)
            {
              g_assert_cmpuint (mani_breaks_next (text, map, kinds[i], previous), ==, offset);
              g_assert_cmpuint (mani_breaks_previous (text, map, kinds[i], offset), ==, previous);
            }
          previous = offset;
        }
      g_assert_cmpuint (n, ==, list->len);
    }
}

/* Each line begins with a letter: Pango takes signs at the start of what it is given for signs of
 * the script that follows, and in Indic scripts it treats a lone joiner differently. */
static void
test_cuts_do_not_show (void)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *random = text_samples_random (2500);
      g_auto (GStrv) lines = g_strsplit (random, "\n", -1);
      g_autofree char *text = g_strjoinv ("\nA", lines);
      g_autofree char *one_line = g_strjoinv (" A", lines);

      assert_agrees_with_whole (text);
      assert_agrees_with_whole (one_line);
    }
}

/* One sentence over several stretches, and an end to it. */
static void
test_long_sentence (void)
{
  g_autoptr (GString) text = g_string_new ("First. It");
  g_autoptr (ManiOffsetMap) map = NULL;
  guint start, end;

  while (text->len < 12000)
    g_string_append (text, " goes on");
  g_string_append (text, ". Last.");
  map = mani_offset_map_new (text->str, text->len);

  g_assert_true (mani_breaks_sentence_at (text->str, map, 6000, &start, &end));
  g_assert_cmpuint (start, ==, 7);
  g_assert_cmpuint (end, ==, text->len - 6);
}

/* A megabyte without a place to cut: answers stay bounded, ordered and the same however asked. */
static void
assert_bounded (const char *unit, gboolean keeps_unit)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (ManiOffsetMap) map = NULL;
  guint n_chars, unit_chars = g_utf8_strlen (unit, -1);

  while (text->len < 1000000)
    g_string_append (text, unit);
  map = mani_offset_map_new (text->str, text->len);
  n_chars = mani_offset_map_get_n_chars (map);

  for (guint i = 0; i < 30; i++)
    {
      guint offset = g_test_rand_int_range (1, n_chars), start = offset, end = offset + 1;

      for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
        {
          guint next = mani_breaks_next (text->str, map, kinds[k], offset);
          guint previous = mani_breaks_previous (text->str, map, kinds[k], offset);

          g_assert_cmpuint (previous, <, offset);
          g_assert_cmpuint (next, >, offset);
          g_assert_cmpuint (next - previous, <, 50000);
        }

      if (keeps_unit)
        g_assert_cmpint (mani_breaks_is_grapheme_boundary (text->str, map, offset), ==,
                         offset % unit_chars == 0);

      mani_breaks_snap_to_words (text->str, map, &start, &end);
      if (start < end)
        {
          guint again_start = start, again_end = end;

          mani_breaks_snap_to_words (text->str, map, &again_start, &again_end);
          g_assert_cmpuint (again_start, ==, start);
          g_assert_cmpuint (again_end, ==, end);
        }
    }
}

static void
test_megabyte_in_one_line (void)
{
  assert_bounded ("word ", FALSE);
  assert_bounded ("x", TRUE);
  assert_bounded ("One. Two. ", FALSE);
  assert_bounded ("\u6f22", TRUE);
  assert_bounded ("\U0001f44d\U0001f3fd", TRUE);
  assert_bounded ("\U0001f468\u200d\U0001f469\u200d\U0001f467", TRUE);
  assert_bounded ("e\u0301", TRUE);
  assert_bounded ("\u0301", FALSE);
  assert_bounded ("\U0001f1e6\U0001f1f2", FALSE);
  assert_bounded (" ", TRUE);
}

static gboolean
is_white_grapheme (const char *text, const ManiOffsetMap *map, guint offset)
{
  guint next = mani_breaks_next (text, map, MANI_BREAK_GRAPHEME, offset);
  g_autofree char *slice = mani_offset_map_dup_slice (map, offset, next);

  for (const char *p = slice; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

/* A snapped range begins and ends at graphemes, not with white space, and stays when snapped again.
 */
static void
test_snapping_random (void)
{
  for (guint i = 0; i < 500; i++)
    {
      g_autofree char *text = text_samples_random (40);
      g_autoptr (ManiOffsetMap) map = mani_offset_map_new (text, strlen (text));
      guint n_chars = mani_offset_map_get_n_chars (map);

      for (guint j = 0; j < 20; j++)
        {
          guint start = g_test_rand_int_range (0, n_chars + 1);
          guint end = g_test_rand_int_range (start, n_chars + 1);
          guint s = start, e = end;

          mani_breaks_snap_graphemes (text, map, &s, &e);
          g_assert_cmpuint (s, <=, start);
          if (start < end)
            g_assert_cmpuint (e, >=, end);
          else
            g_assert_cmpuint (e, ==, s);
          g_assert_true (mani_breaks_is_grapheme_boundary (text, map, s));
          g_assert_true (mani_breaks_is_grapheme_boundary (text, map, e));

          mani_breaks_snap_to_words (text, map, &start, &end);
          g_assert_cmpuint (start, <=, end);
          if (start == end)
            continue;
          g_assert_true (mani_breaks_is_grapheme_boundary (text, map, start));
          g_assert_true (mani_breaks_is_grapheme_boundary (text, map, end));
          g_assert_false (is_white_grapheme (text, map, start));
          g_assert_false (is_white_grapheme (
              text, map, mani_breaks_previous (text, map, MANI_BREAK_GRAPHEME, end)));

          s = start;
          e = end;
          mani_breaks_snap_to_words (text, map, &s, &e);
          g_assert_cmpuint (s, ==, start);
          g_assert_cmpuint (e, ==, end);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/text/breaks/unicode-graphemes", GINT_TO_POINTER (MANI_BREAK_GRAPHEME),
                        test_unicode_data);
  g_test_add_data_func ("/text/breaks/unicode-words", GINT_TO_POINTER (MANI_BREAK_WORD),
                        test_unicode_data);
  g_test_add_data_func ("/text/breaks/unicode-sentences", GINT_TO_POINTER (MANI_BREAK_SENTENCE),
                        test_unicode_data);
  g_test_add_func ("/text/breaks/plain-characters-always-break", test_plain_is_plain);
  g_test_add_func ("/text/breaks/word-at", test_word_at);
  g_test_add_func ("/text/breaks/snap-to-words", test_snap_to_words);
  g_test_add_func ("/text/breaks/sentence-at", test_sentence_at);
  g_test_add_func ("/text/breaks/snap-graphemes", test_snap_graphemes);
  g_test_add_func ("/text/breaks/cuts-do-not-show", test_cuts_do_not_show);
  g_test_add_func ("/text/breaks/long-sentence", test_long_sentence);
  g_test_add_func ("/text/breaks/megabyte-in-one-line", test_megabyte_in_one_line);
  g_test_add_func ("/text/breaks/snapping-random-ranges", test_snapping_random);

  return g_test_run ();
}
