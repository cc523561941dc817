/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The span index against a walk over all spans, for every size up to where levels repeat. */

#include "mani-span-index.h"

static int
compare_spans (const void *a, const void *b)
{
  const ManiRange *one = a;
  const ManiRange *other = b;

  return one->start < other->start ? -1 : one->start > other->start;
}

static ManiRange *
make_spans (guint n, guint length, guint longest)
{
  ManiRange *spans = g_new (ManiRange, n + 1);

  for (guint i = 0; i < n; i++)
    {
      spans[i].start = g_test_rand_int_range (0, length + 1);
      spans[i].end = MIN (length, spans[i].start + g_test_rand_int_range (0, longest + 1));
    }
  qsort (spans, n, sizeof *spans, compare_spans);

  return spans;
}

static gboolean
overlaps (const ManiRange *span, guint start, guint end)
{
  if (span->start == span->end)
    return start <= span->start && span->start <= end;
  if (start == end)
    return span->start <= start && start < span->end;

  return MAX (span->start, start) < MIN (span->end, end);
}

static void
check (ManiSpanIndex *index, const ManiRange *spans, guint n, guint start, guint end)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (guint));
  guint next = 0;

  mani_span_index_query (index, start, end, hits);
  for (guint i = 0; i < n; i++)
    if (overlaps (&spans[i], start, end))
      {
        g_assert_cmpuint (next, <, hits->len);
        g_assert_cmpuint (g_array_index (hits, guint, next), ==, i);
        next++;
      }
  g_assert_cmpuint (next, ==, hits->len);
}

static void
test_by_hand (void)
{
  static const ManiRange spans[] = { { 0, 10 }, { 2, 4 }, { 4, 4 }, { 4, 6 }, { 8, 9 } };
  static const struct
  {
    guint start;
    guint end;
    const char *hits;
  } cases[] = {
    { 0, 0, "0" }, { 3, 3, "01" },  { 4, 4, "023" }, { 6, 6, "0" },
    { 9, 9, "0" }, { 10, 10, "" },  { 2, 4, "012" }, { 0, 10, "01234" },
    { 6, 8, "0" }, { 4, 5, "023" }, { 5, 9, "034" }, { 10, 4000000000u, "" },
  };
  g_autoptr (ManiSpanIndex) index = mani_span_index_new (spans, G_N_ELEMENTS (spans));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autoptr (GString) text = g_string_new (NULL);

      mani_span_index_query (index, cases[i].start, cases[i].end, hits);
      for (guint j = 0; j < hits->len; j++)
        g_string_append_printf (text, "%u", g_array_index (hits, guint, j));
      g_assert_cmpstr (text->str, ==, cases[i].hits);
    }
}

static void
test_every_size (void)
{
  for (guint n = 0; n <= 260; n++)
    {
      guint length = 1 + n;
      g_autofree ManiRange *spans = make_spans (n, length, n % 3 == 0 ? length : 4);
      g_autoptr (ManiSpanIndex) index = mani_span_index_new (spans, n);

      for (guint start = 0; start <= length; start++)
        {
          check (index, spans, n, start, start);
          check (index, spans, n, start, g_test_rand_int_range (start, length + 1));
        }
    }
}

static void
test_many (void)
{
  for (guint i = 0; i < 150; i++)
    {
      guint n = g_test_rand_int_range (261, 2001);
      guint length = g_test_rand_int_range (1, 5000);
      g_autofree ManiRange *spans = make_spans (n, length, i % 2 == 0 ? 20 : length);
      g_autoptr (ManiSpanIndex) index = mani_span_index_new (spans, n);

      for (guint j = 0; j < 100; j++)
        {
          guint start = g_test_rand_int_range (0, length + 1);

          check (index, spans, n, start, start);
          check (index, spans, n, start,
                 g_test_rand_int_range (start, MIN (length, start + 40) + 1));
        }
      check (index, spans, n, 0, length);
      check (index, spans, n, 0, G_MAXUINT);
    }
}

static void
test_all_empty (void)
{
  for (guint n = 1; n <= 70; n++)
    {
      g_autofree ManiRange *spans = make_spans (n, 10, 0);
      g_autoptr (ManiSpanIndex) index = mani_span_index_new (spans, n);

      for (guint start = 0; start <= 10; start++)
        for (guint end = start; end <= 10; end++)
          check (index, spans, n, start, end);
    }
}

/* Spans that come and go, some between queries. */
static void
test_changes (void)
{
  g_autoptr (ManiSpanIndex) index = mani_span_index_new (NULL, 0);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (ManiRange));

  for (guint step = 0; step < 5000; step++)
    {
      if (spans->len == 0 || g_test_rand_int_range (0, 1000) < (step < 2500 ? 600 : 400))
        {
          ManiRange span = { g_test_rand_int_range (0, 100), 0 };
          guint position = 0;

          span.end = span.start + g_test_rand_int_range (0, 10);
          while (position < spans->len &&
                 g_array_index (spans, ManiRange, position).start < span.start)
            position++;
          g_array_insert_val (spans, position, span);
          mani_span_index_insert (index, position, span);
          g_assert_cmpuint (mani_span_index_get (index, position).end, ==, span.end);
        }
      else
        {
          guint position = g_test_rand_int_range (0, spans->len);

          g_array_remove_index (spans, position);
          mani_span_index_remove (index, position);
        }
      if (step % 3 == 0)
        check (index, (ManiRange *) spans->data, spans->len, step % 100, step % 100 + step % 5);
    }
}

static void
test_hits_are_appended (void)
{
  static const ManiRange spans[] = { { 1, 2 } };
  g_autoptr (ManiSpanIndex) index = mani_span_index_new (spans, 1);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (guint));
  guint first = 77;

  g_array_append_val (hits, first);
  mani_span_index_query (index, 0, 5, hits);
  g_assert_cmpuint (hits->len, ==, 2);
  g_assert_cmpuint (g_array_index (hits, guint, 0), ==, 77);
  g_assert_cmpuint (g_array_index (hits, guint, 1), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/span-index/by-hand", test_by_hand);
  g_test_add_func ("/core/span-index/every-size-to-260", test_every_size);
  g_test_add_func ("/core/span-index/up-to-2000", test_many);
  g_test_add_func ("/core/span-index/empty-spans", test_all_empty);
  g_test_add_func ("/core/span-index/kept-in-step", test_changes);
  g_test_add_func ("/core/span-index/hits-are-appended", test_hits_are_appended);

  return g_test_run ();
}
