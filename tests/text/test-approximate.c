/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Searching with errors, against the whole matrix of dynamic programming. */

#include "mani-approximate-private.h"

#include "text-samples.h"

/* Sellers' algorithm, cell by cell: for each end in the text the least distance of the pattern to
 * anything that ends there. */
static guint *
all_distances (const char *pattern, const char *text)
{
  g_autofree gunichar *p = g_utf8_to_ucs4_fast (pattern, -1, NULL);
  g_autofree gunichar *t = g_utf8_to_ucs4_fast (text, -1, NULL);
  guint m = g_utf8_strlen (pattern, -1), n = g_utf8_strlen (text, -1);
  g_autofree guint *column = g_new (guint, m + 1);
  guint *result = g_new (guint, n + 1);

  for (guint i = 0; i <= m; i++)
    column[i] = i;
  result[0] = m;
  for (guint j = 1; j <= n; j++)
    {
      guint diagonal = column[0];

      for (guint i = 1; i <= m; i++)
        {
          guint left = column[i];

          column[i] = MIN (MIN (left, column[i - 1]) + 1, diagonal + (p[i - 1] != t[j - 1]));
          diagonal = left;
        }
      result[j] = column[m];
    }

  return result;
}

static guint
distance_between (const char *one, const char *other, gsize n_bytes)
{
  g_autofree char *text = g_strndup (other, n_bytes);
  g_autofree gunichar *a = g_utf8_to_ucs4_fast (one, -1, NULL);
  g_autofree gunichar *b = g_utf8_to_ucs4_fast (text, -1, NULL);
  guint m = g_utf8_strlen (one, -1), n = g_utf8_strlen (text, -1);
  g_autofree guint *column = g_new (guint, m + 1);

  for (guint i = 0; i <= m; i++)
    column[i] = i;
  for (guint j = 1; j <= n; j++)
    {
      guint diagonal = column[0];

      column[0] = j;
      for (guint i = 1; i <= m; i++)
        {
          guint left = column[i];

          column[i] = MIN (MIN (left, column[i - 1]) + 1, diagonal + (a[i - 1] != b[j - 1]));
          diagonal = left;
        }
    }

  return column[m];
}

static int
by_end (gconstpointer a, gconstpointer b)
{
  const ManiApproximateHit *one = a, *other = b;

  return (one->end > other->end) - (one->end < other->end);
}

/* One hit for each run of ends within the distance, at its first least one. */
static void
assert_agrees (const char *pattern, const char *text, guint max_distance)
{
  g_autoptr (ManiApproximate) approximate = mani_approximate_new (pattern);
  g_autofree guint *distances = all_distances (pattern, text);
  guint n_chars = g_utf8_strlen (text, -1), n_hits = 0, best = 0;
  g_autoptr (GArray) hits =
      mani_approximate_search (approximate, text, strlen (text), max_distance, G_MAXUINT);

  g_assert_cmpuint (mani_approximate_get_n_chars (approximate), ==, g_utf8_strlen (pattern, -1));
  g_array_sort (hits, by_end);

  for (guint end = 1; end <= n_chars + 1; end++)
    {
      if (end <= n_chars && distances[end] <= max_distance)
        {
          if (best == 0 || distances[end] < distances[best])
            best = end;
        }
      else if (best > 0)
        {
          ManiApproximateHit *hit;

          g_assert_cmpuint (n_hits, <, hits->len);
          hit = &g_array_index (hits, ManiApproximateHit, n_hits);
          g_assert_cmpuint (hit->end, ==, g_utf8_offset_to_pointer (text, best) - text);
          g_assert_cmpuint (hit->distance, ==, distances[best]);
          g_assert_cmpuint (hit->start, <=, hit->end);
          g_assert_cmpuint (distance_between (pattern, text + hit->start, hit->end - hit->start),
                            ==, hit->distance);
          n_hits++;
          best = 0;
        }
    }
  g_assert_cmpuint (n_hits, ==, hits->len);
}

static void
test_by_hand (void)
{
  const char *text = "one survey, two surgeries, three surveys";
  g_autoptr (ManiApproximate) approximate = mani_approximate_new ("surgery");
  g_autoptr (GArray) hits = mani_approximate_search (approximate, text, strlen (text), 2, 10);

  /* "survey" is two edits away (v for g, then an r), "surgeries" has "surger": one */
  g_assert_cmpuint (hits->len, ==, 3);
  g_assert_cmpuint (g_array_index (hits, ManiApproximateHit, 0).distance, ==, 2);
  g_assert_cmpuint (g_array_index (hits, ManiApproximateHit, 1).distance, ==, 1);
  g_assert_cmpuint (g_array_index (hits, ManiApproximateHit, 1).start, ==, 16);
  g_assert_cmpuint (g_array_index (hits, ManiApproximateHit, 1).end, ==, 22);
  g_assert_cmpuint (g_array_index (hits, ManiApproximateHit, 2).distance, ==, 2);
}

static void
test_keeps_the_best (void)
{
  const char *text = "abcdeXghij abcdefghij abXdefgXij abcdefghij";
  g_autoptr (ManiApproximate) approximate = mani_approximate_new ("abcdefghij");
  g_autoptr (GArray) hits = mani_approximate_search (approximate, text, strlen (text), 2, 2);

  g_assert_cmpuint (hits->len, ==, 2);
  g_assert_cmpuint (g_array_index (hits, ManiApproximateHit, 0).distance, ==, 0);
  g_assert_cmpuint (g_array_index (hits, ManiApproximateHit, 1).distance, ==, 0);
}

/* Patterns around the lengths of a block, with few letters so that there is much to confuse. */
static void
test_random (void)
{
  for (guint i = 0; i < 1500; i++)
    {
      const char *const letters[] = { "a", "b", "\u0561", "\u6f22", "\U0001f44d" };
      guint n_letters = g_test_rand_int_range (2, G_N_ELEMENTS (letters) + 1);
      guint m = g_test_rand_int_range (1, 200), n = g_test_rand_int_range (0, 400);
      g_autoptr (GString) pattern = g_string_new (NULL);
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint j = 0; j < m; j++)
        g_string_append (pattern, letters[g_test_rand_int_range (0, n_letters)]);
      for (guint j = 0; j < n; j++)
        g_string_append (text, letters[g_test_rand_int_range (0, n_letters)]);

      /* Half of the texts have the pattern in them, with a few letters changed. */
      if (i % 2 == 0)
        for (const char *p = pattern->str; *p != '\0'; p = g_utf8_next_char (p))
          {
            if (g_test_rand_int_range (0, 20) > 0)
              g_string_append_unichar (text, g_utf8_get_char (p));
            if (g_test_rand_int_range (0, 20) == 0)
              g_string_append (text, letters[g_test_rand_int_range (0, n_letters)]);
          }

      assert_agrees (pattern->str, text->str, g_test_rand_int_range (0, m));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/approximate/by-hand", test_by_hand);
  g_test_add_func ("/text/approximate/keeps-the-best", test_keeps_the_best);
  g_test_add_func ("/text/approximate/random-texts", test_random);

  return g_test_run ();
}
