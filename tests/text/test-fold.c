/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Folding: cases by hand, and the way back for random texts. */

#include "mani-fold.h"

#include "text-samples.h"

static const struct
{
  ManiFoldFlags flags;
  const char *text;
  const char *folded;
} cases[] = {
  { MANI_FOLD_NONE, "A\u00c9 \u00df\u3000\u2019", "A\u00c9 \u00df\u3000\u2019" },
  { MANI_FOLD_ALL, "", "" },

  { MANI_FOLD_CASE, "Hello WORLD 123", "hello world 123" },
  { MANI_FOLD_CASE, "STRASSE Stra\u00dfe \u1e9e", "strasse strasse ss" },
  { MANI_FOLD_CASE, "\u039f\u0394\u039f\u03a3 \u03bf\u03b4\u03bf\u03c2",
    "\u03bf\u03b4\u03bf\u03c3 \u03bf\u03b4\u03bf\u03c3" },
  { MANI_FOLD_CASE, "\u0535\u0552 \u0587", "\u0565\u0582 \u0565\u0582" }, /* Armenian ew */
  { MANI_FOLD_CASE, "\ufb01 \ufb03", "fi ffi" },
  { MANI_FOLD_CASE, "\u0130I\u0131", "i\u0307i\u0131" },
  { MANI_FOLD_CASE, "\u00c9", "e\u0301" },
  { MANI_FOLD_CASE, "\U00010400", "\U00010428" }, /* Deseret */

  { MANI_FOLD_WIDTH, "\uff21\uff42\uff13\uff0c\u3000\uff5e", "Ab3, ~" },
  { MANI_FOLD_WIDTH, "\uff76\uff9e", "\u30ab\u3099" },
  { MANI_FOLD_WIDTH, "\u30ac", "\u30ab\u3099" },

  { MANI_FOLD_MARKS, "Caf\u00e9 cafe\u0301", "Cafe cafe" },
  { MANI_FOLD_MARKS, "\u0141\u00f3d\u017a, M\u00f8ller", "Lodz, Moller" },
  { MANI_FOLD_MARKS, "\u1ec7", "e" },
  { MANI_FOLD_MARKS, "co\u00adop \u200eright\u200f \u2764\ufe0f", "coop right \u2764" },
  { MANI_FOLD_MARKS, "\u0643\u064e\u062a\u064e\u0628\u064e \u0623\u0640\u0628",
    "\u0643\u062a\u0628 \u0627\u0628" },
  { MANI_FOLD_MARKS, "\u05e9\u05c1\u05b8\u05dc\u05d5\u05b9\u05dd", "\u05e9\u05dc\u05d5\u05dd" },
  { MANI_FOLD_MARKS, "\u304c", "\u304b\u3099" },                                 /* ga is not ka */
  { MANI_FOLD_MARKS, "\u0915\u0941 \u0e01\u0e38", "\u0915\u0941 \u0e01\u0e38" }, /* vowels */

  { MANI_FOLD_SPACE, "  a \t\n b\u00a0\u2028c  ", " a b c " },
  { MANI_FOLD_SPACE, "\302\205\v\u3000x", " x" },
  { MANI_FOLD_SPACE | MANI_FOLD_MARKS, "a \u200f b", "a b" },

  { MANI_FOLD_QUOTES, "\u201cit\u2019s\u201d \u00abnon\u00bb \u2018x\u2019",
    "\"it's\" \"non\" 'x'" },
  { MANI_FOLD_QUOTES, "1941\u20131945 \u2014 a\u2011b \u22121", "1941-1945 - a-b -1" },

  { MANI_FOLD_ALL, "\u201cSTRA\u00dfe\u201d\n\u2014 \uff21\u0301", "\"strasse\" - a" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = mani_fold_string (cases[i].text, cases[i].flags);
      g_autoptr (ManiFolded) mapped = mani_fold_new (cases[i].text, -1, cases[i].flags);

      g_assert_cmpstr (folded, ==, cases[i].folded);
      g_assert_cmpstr (mani_folded_get_text (mapped), ==, cases[i].folded);
    }
}

/* The same in composed and decomposed form, with the marks in either order. */
static void
test_canonical_equivalents (void)
{
  const char *const same[][2] = {
    { "\u00e9", "e\u0301" },
    { "\u1ead", "a\u0302\u0323" },
    { "a\u0323\u0302", "a\u0302\u0323" },
    { "\u00e2\u0323", "\u1ea1\u0302" },
    { "\ud55c", "\u1112\u1161\u11ab" },
    { "\u212b", "\u00c5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    for (guint flags = 1; flags <= MANI_FOLD_ALL; flags++)
      {
        g_autofree char *one = mani_fold_string (same[i][0], flags);
        g_autofree char *other = mani_fold_string (same[i][1], flags);

        g_assert_cmpstr (one, ==, other);
      }
}

static void
test_to_original (void)
{
  /* code points:    0     1  2  3  4       5  6  7 */
  const char *text = "\u00dfx \n \u00e9e\u0301";
  g_autoptr (ManiFolded) folded = mani_fold_new (text, -1, MANI_FOLD_ALL);
  const guint expected[] = { 0, 0, 1, 2, 5, 6, 8 };

  g_assert_cmpstr (mani_folded_get_text (folded), ==, "ssx ee");
  g_assert_cmpuint (mani_folded_get_n_bytes (folded), ==, 6);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (mani_folded_to_original (folded, i), ==, expected[i]);
}

/* Marks that change places keep where they came from. */
static void
test_to_original_reordered (void)
{
  g_autoptr (ManiFolded) folded = mani_fold_new ("a\u0302\u0323b", -1, MANI_FOLD_CASE);
  const guint expected[] = { 0, 2, 2, 1, 1, 3, 4 };

  g_assert_cmpstr (mani_folded_get_text (folded), ==, "a\u0323\u0302b");
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (mani_folded_to_original (folded, i), ==, expected[i]);
}

/* Each part of the folded text is what its character alone folds to. */
static void
test_random (void)
{
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *text = text_samples_random (400);
      ManiFoldFlags flags = g_test_rand_int_range (0, MANI_FOLD_ALL + 1);
      g_autoptr (ManiFolded) folded = mani_fold_new (text, -1, flags);
      g_autofree char *plain = mani_fold_string (text, flags);
      g_autofree char *twice = mani_fold_string (plain, flags);
      const char *result = mani_folded_get_text (folded);
      gsize n_bytes = mani_folded_get_n_bytes (folded);
      guint n_chars = g_utf8_strlen (text, -1);
      g_autofree gunichar *chars = g_utf8_to_ucs4_fast (text, -1, NULL);

      g_assert_cmpstr (result, ==, plain);
      g_assert_cmpstr (twice, ==, plain);
      g_assert_cmpuint (strlen (result), ==, n_bytes);
      g_assert_true (g_utf8_validate (result, n_bytes, NULL));
      g_assert_cmpuint (mani_folded_to_original (folded, n_bytes), ==, n_chars);

      for (const char *p = result; *p != '\0'; p = g_utf8_next_char (p))
        {
          guint origin = mani_folded_to_original (folded, p - result);
          char utf8[7] = { 0 };
          g_autofree char *alone = NULL;

          g_assert_cmpuint (origin, <, n_chars);
          g_unichar_to_utf8 (chars[origin], utf8);
          alone = mani_fold_string (utf8, flags);
          g_assert_nonnull (g_utf8_strchr (alone, -1, g_utf8_get_char (p)));
        }
    }
}

static void
test_long_runs (void)
{
  g_autoptr (GString) text = g_string_new ("x");
  g_autoptr (ManiFolded) folded = NULL;

  for (guint i = 0; i < 10000; i++)
    g_string_append_c (text, ' ');
  for (guint i = 0; i < 10000; i++)
    g_string_append (text, "\u0301");
  g_string_append_c (text, 'y');

  folded = mani_fold_new (text->str, text->len, MANI_FOLD_ALL);
  g_assert_cmpstr (mani_folded_get_text (folded), ==, "x y");
  g_assert_cmpuint (mani_folded_to_original (folded, 0), ==, 0);
  g_assert_cmpuint (mani_folded_to_original (folded, 1), ==, 1);
  g_assert_cmpuint (mani_folded_to_original (folded, 2), ==, 20001);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/fold/cases", test_cases);
  g_test_add_func ("/text/fold/canonical-equivalents-are-the-same", test_canonical_equivalents);
  g_test_add_func ("/text/fold/to-original", test_to_original);
  g_test_add_func ("/text/fold/to-original-of-reordered-marks", test_to_original_reordered);
  g_test_add_func ("/text/fold/random-texts", test_random);
  g_test_add_func ("/text/fold/long-runs", test_long_runs);

  return g_test_run ();
}
