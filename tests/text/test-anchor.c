/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Anchoring: each way of finding by hand, and random texts that are changed around and inside the
 * quotation. */

#include "mani-anchor.h"

#include "mani-breaks.h"
#include "text-samples.h"

static void
assert_found (const char *text, ManiAnchor anchor, ManiAnchorMatch how, guint start, guint end)
{
  g_autoptr (ManiOffsetMap) map = mani_offset_map_new (text, strlen (text));
  ManiRange range = { 99999, 99999 };
  ManiAnchorMatch match;

  g_assert_true (mani_anchor_find (text, map, &anchor, &range, &match));
  g_assert_cmpint (match, ==, how);
  g_assert_cmpuint (range.start, ==, start);
  g_assert_cmpuint (range.end, ==, end);
}

static void
assert_not_found (const char *text, ManiAnchor anchor, ManiAnchorMatch how)
{
  g_autoptr (ManiOffsetMap) map = mani_offset_map_new (text, strlen (text));
  ManiRange range = { 7, 77 };
  ManiAnchorMatch match;

  g_assert_false (mani_anchor_find (text, map, &anchor, &range, &match));
  g_assert_cmpint (match, ==, how);
  g_assert_cmpuint (range.start, ==, 7);
  g_assert_cmpuint (range.end, ==, 77);
}

#define POSITION(from, to) .has_position = TRUE, .start = from, .end = to

static void
test_position (void)
{
  const char *text = "\u00e9 one two one";

  assert_found (text, (ManiAnchor){ .exact = "one", POSITION (2, 5) }, MANI_ANCHOR_POSITION, 2, 5);
  assert_found (text, (ManiAnchor){ .exact = "one", POSITION (10, 13) }, MANI_ANCHOR_POSITION, 10,
                13);
  assert_found (text, (ManiAnchor){ POSITION (2, 5) }, MANI_ANCHOR_POSITION, 2, 5);
  assert_not_found (text, (ManiAnchor){ POSITION (2, 14) }, MANI_ANCHOR_NONE);
  assert_not_found (text, (ManiAnchor){ POSITION (5, 2) }, MANI_ANCHOR_NONE);
  assert_not_found (text, (ManiAnchor){ 0 }, MANI_ANCHOR_NONE);
  assert_not_found ("", (ManiAnchor){ .exact = "x", POSITION (0, 1) }, MANI_ANCHOR_NONE);
}

static void
test_context (void)
{
  const char *text = "the cat sat, the cat ran, the cat slept";

  assert_found (text, (ManiAnchor){ .exact = "cat", .prefix = "the ", .suffix = " ran" },
                MANI_ANCHOR_CONTEXT, 17, 20);
  assert_found (text, (ManiAnchor){ .exact = "cat", .suffix = " slept" }, MANI_ANCHOR_CONTEXT, 30,
                33);
  assert_found (text, (ManiAnchor){ .exact = "cat", .prefix = "sat, the " }, MANI_ANCHOR_CONTEXT,
                17, 20);
  /* all three have this context: the nearest, or none */
  assert_found (text, (ManiAnchor){ .exact = "cat", .prefix = "the ", POSITION (25, 28) },
                MANI_ANCHOR_CONTEXT, 30, 33);
  assert_not_found (text, (ManiAnchor){ .exact = "cat", .prefix = "the " }, MANI_ANCHOR_AMBIGUOUS);
}

static void
test_unique (void)
{
  assert_found ("a cat sat",
                (ManiAnchor){ .exact = "cat", .prefix = "elsewhere", POSITION (90, 93) },
                MANI_ANCHOR_UNIQUE, 2, 5);
  assert_found ("a cat sat", (ManiAnchor){ .exact = "cat" }, MANI_ANCHOR_UNIQUE, 2, 5);
}

static void
test_best (void)
{
  const char *text = "He said \u201cyes\u201d to the king. She said \u201cyes\u201d to the queen.";

  /* the context is a little different from both, and more like one */
  assert_found (text,
                (ManiAnchor){ .exact = "yes", .prefix = "She said: \"", .suffix = "\" to a queen" },
                MANI_ANCHOR_BEST, 37, 40);
  assert_found (text, (ManiAnchor){ .exact = "yes", .prefix = "nothing alike", POSITION (12, 15) },
                MANI_ANCHOR_BEST, 9, 12);
  assert_not_found (text, (ManiAnchor){ .exact = "yes" }, MANI_ANCHOR_AMBIGUOUS);
  assert_not_found (text, (ManiAnchor){ .exact = "yes", .prefix = "zzzzzzzz" },
                    MANI_ANCHOR_AMBIGUOUS);
}

static void
test_fuzzy (void)
{
  const char *text =
      "At dawn the Russian peace-keepers’ mandate was\ndiscussed in Bàku. Nothing else happened.";

  /* typography, line ends, capitals, diacritics: no error at all once folded */
  assert_found (text, (ManiAnchor){ .exact = "peace\u2011keepers' mandate" }, MANI_ANCHOR_FUZZY, 20,
                42);
  assert_found (text, (ManiAnchor){ .exact = "was discussed in Baku" }, MANI_ANCHOR_FUZZY, 43, 64);
  assert_found (text, (ManiAnchor){ .exact = "baku" }, MANI_ANCHOR_FUZZY, 60, 64);
  /* one letter for another, one missing, one too many */
  assert_found (text, (ManiAnchor){ .exact = "the Rusian peace-keapers mandate" },
                MANI_ANCHOR_FUZZY, 8, 42);
  /* a short quotation that differs needs a context */
  assert_not_found (text, (ManiAnchor){ .exact = "hapened" }, MANI_ANCHOR_NONE);
  assert_found (text, (ManiAnchor){ .exact = "hapened", .prefix = "Nothing else " },
                MANI_ANCHOR_FUZZY, 79, 87);
  assert_not_found (text, (ManiAnchor){ .exact = "something that is not in there at all" },
                    MANI_ANCHOR_NONE);
}

/* "e" with an accent of its own, at the end: the accent belongs to the passage. */
static void
test_fuzzy_whole_graphemes (void)
{
  assert_found ("to the old Cafe\u0301 they went", (ManiAnchor){ .exact = "the old cafe" },
                MANI_ANCHOR_FUZZY, 3, 16);
}

static void
test_fuzzy_several (void)
{
  const char *text = "First the Committee decided on Monday. Then the committe decided on Monday.";
  const char *quote = "the commitee decided on Monday";

  assert_found (text, (ManiAnchor){ .exact = quote, .prefix = "First " }, MANI_ANCHOR_FUZZY, 6, 37);
  assert_found (text, (ManiAnchor){ .exact = quote, .prefix = "Then " }, MANI_ANCHOR_FUZZY, 44, 74);
  assert_found (text, (ManiAnchor){ .exact = quote, POSITION (5, 35) }, MANI_ANCHOR_FUZZY, 6, 37);
  assert_found (text, (ManiAnchor){ .exact = quote, POSITION (40, 70) }, MANI_ANCHOR_FUZZY, 44, 74);
  assert_not_found (text, (ManiAnchor){ .exact = quote }, MANI_ANCHOR_AMBIGUOUS);
}

static void
test_place (void)
{
  const char *text = "one two three two three";

  assert_found (text, (ManiAnchor){ .exact = "", .prefix = "one ", POSITION (4, 4) },
                MANI_ANCHOR_POSITION, 4, 4);
  assert_found (text,
                (ManiAnchor){ .exact = "", .prefix = "one ", .suffix = "two", POSITION (9, 9) },
                MANI_ANCHOR_CONTEXT, 4, 4);
  assert_found (text,
                (ManiAnchor){ .exact = "", .prefix = "two", .suffix = " three", POSITION (16, 16) },
                MANI_ANCHOR_BEST, 17, 17);
  assert_not_found (text, (ManiAnchor){ .exact = "", .prefix = "two", .suffix = " three" },
                    MANI_ANCHOR_AMBIGUOUS);
  assert_found (text, (ManiAnchor){ .exact = "", POSITION (23, 23) }, MANI_ANCHOR_POSITION, 23, 23);
  assert_not_found (text, (ManiAnchor){ .exact = "", .prefix = "four" }, MANI_ANCHOR_NONE);
}

/* Words of random letters, so that nothing is there twice, with what goes wrong between them. */
static GString *
random_text (guint n_words)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_words; i++)
    {
      guint n = g_test_rand_int_range (2, 9);

      for (guint j = 0; j < n; j++)
        g_string_append_unichar (text, (i % 7 == 0 ? 0x561 : 'a') + g_test_rand_int_range (0, 26));
      g_string_append_c (text, ' ');
      if (i % 5 == 0)
        g_string_append (text,
                         text_samples[g_test_rand_int_range (0, G_N_ELEMENTS (text_samples))]);
    }

  return text;
}

static char *
slice (const char *text, guint start, guint end)
{
  return g_utf8_substring (text, start, end);
}

/* The text changes before and behind the quotation and its context: it is found where it is now. */
static void
test_random_changes_around (void)
{
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (GString) text = random_text (g_test_rand_int_range (100, 400));
      g_autoptr (ManiOffsetMap) map = mani_offset_map_new (text->str, text->len);
      guint n_chars = mani_offset_map_get_n_chars (map);
      guint start = g_test_rand_int_range (40, n_chars - 80);
      guint end = start + g_test_rand_int_range (1, 40);
      guint cut = g_test_rand_int_range (0, start - 39);
      g_autofree char *exact = slice (text->str, start, end);
      g_autofree char *prefix = slice (text->str, start - 32, start);
      g_autofree char *suffix = slice (text->str, end, end + 32);
      g_autoptr (GString) new_start = random_text (g_test_rand_int_range (0, 20));
      g_autofree char *kept = slice (text->str, cut, end + 32);
      g_autofree char *new_text = g_strconcat (new_start->str, kept, "and another end", NULL);
      guint expected = g_utf8_strlen (new_start->str, -1) + start - cut;
      ManiAnchor anchor = { exact, prefix, suffix, TRUE, start, end };
      g_autoptr (ManiOffsetMap) new_map = mani_offset_map_new (new_text, strlen (new_text));
      ManiRange range;
      ManiAnchorMatch how;

      g_assert_true (mani_anchor_find (text->str, map, &anchor, &range, &how));
      g_assert_cmpint (how, ==, MANI_ANCHOR_POSITION);
      g_assert_cmpuint (range.start, ==, start);
      g_assert_cmpuint (range.end, ==, end);

      g_assert_true (mani_anchor_find (new_text, new_map, &anchor, &range, &how));
      if (how == MANI_ANCHOR_POSITION)
        {
          /* the position happens to hold the same again */
          g_assert_cmpuint (range.start, ==, start);
          continue;
        }
      g_assert_cmpint (how, ==, MANI_ANCHOR_CONTEXT);
      g_assert_cmpuint (range.start, ==, expected);
      g_assert_cmpuint (range.end, ==, expected + end - start);
    }
}

/* Letters change inside the quotation: it is found, give or take the letters at its ends. */
static void
test_random_changes_inside (void)
{
  guint n_fuzzy = 0;

  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (GString) text = random_text (g_test_rand_int_range (200, 400));
      guint n_chars = g_utf8_strlen (text->str, -1);
      guint start = g_test_rand_int_range (40, n_chars / 2);
      guint length = g_test_rand_int_range (40, 300), end = start + length;
      g_autofree char *exact = slice (text->str, start, end);
      g_autofree char *prefix = slice (text->str, start - 32, start);
      g_autofree char *suffix = slice (text->str, end, end + 32);
      ManiAnchor anchor = { exact, prefix, suffix, i % 2 == 0, start, end };
      g_autoptr (GString) changed = random_text (5);
      g_autofree char *before = slice (text->str, 0, start);
      g_autofree char *behind = slice (text->str, end, n_chars);
      g_autoptr (ManiOffsetMap) map = NULL;
      guint new_start, new_end, n_changes = 0;
      ManiAnchorMatch how;
      ManiRange range;

      g_string_append (changed, before);
      new_start = g_utf8_strlen (changed->str, -1);
      for (const char *p = exact; *p != '\0'; p = g_utf8_next_char (p))
        switch (n_changes < length / 12 ? g_test_rand_int_range (0, 40) : 3)
          {
          case 0:
            n_changes++;
            break;

          case 1:
            n_changes++;
            g_string_append_c (changed, 'Q');
            break;

          case 2:
            n_changes++;
            g_string_append_unichar (changed, g_utf8_get_char (p));
            g_string_append_c (changed, 'Q');
            break;

          default:
            g_string_append_unichar (changed, g_utf8_get_char (p));
          }
      new_end = g_utf8_strlen (changed->str, -1);
      g_string_append (changed, behind);

      map = mani_offset_map_new (changed->str, changed->len);
      g_assert_true (mani_anchor_find (changed->str, map, &anchor, &range, &how));
      n_fuzzy += how == MANI_ANCHOR_FUZZY;
      g_assert_cmpuint (ABS ((int) range.start - (int) new_start), <=, 12);
      g_assert_cmpuint (ABS ((int) range.end - (int) new_end), <=, 12);
      if (how == MANI_ANCHOR_FUZZY)
        {
          g_assert_true (mani_breaks_is_grapheme_boundary (changed->str, map, range.start));
          g_assert_true (mani_breaks_is_grapheme_boundary (changed->str, map, range.end));
        }
    }

  g_assert_cmpuint (n_fuzzy, >, 200);
}

/* Beyond the surroundings of the position, where the whole text is looked through. */
static void
test_far_away (void)
{
  g_autoptr (GString) text = random_text (60000);
  guint start = g_utf8_strlen (text->str, -1);

  g_string_append (text, "the quick brown fox jumps over the lazy dog");
  assert_found (
      text->str,
      (ManiAnchor){ .exact = "the quick brawn fox jumped over a lazy dog", POSITION (5, 47) },
      MANI_ANCHOR_FUZZY, start, start + 43);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/anchor/position", test_position);
  g_test_add_func ("/text/anchor/context", test_context);
  g_test_add_func ("/text/anchor/unique", test_unique);
  g_test_add_func ("/text/anchor/best-of-several", test_best);
  g_test_add_func ("/text/anchor/fuzzy", test_fuzzy);
  g_test_add_func ("/text/anchor/fuzzy-has-whole-graphemes", test_fuzzy_whole_graphemes);
  g_test_add_func ("/text/anchor/fuzzy-best-of-several", test_fuzzy_several);
  g_test_add_func ("/text/anchor/place-between-characters", test_place);
  g_test_add_func ("/text/anchor/random-changes-around", test_random_changes_around);
  g_test_add_func ("/text/anchor/random-changes-inside", test_random_changes_inside);
  g_test_add_func ("/text/anchor/far-away", test_far_away);

  return g_test_run ();
}
