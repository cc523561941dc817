/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables on their own: what listeners hear, copies on write, finding, queries. */

#include "mani-table-private.h"

#include "core-fixture.h"
#include "project-checks.h"

static int
compare (gconstpointer a, gconstpointer b)
{
  return mani_annotation_compare ((ManiAnnotation *) a, (ManiAnnotation *) b);
}

static ManiRecord *
make_random (guint length)
{
  static guint n;
  g_autofree char *id = g_strdup_printf ("n%u", ++n);
  guint start = g_test_rand_int_range (0, length);

  return MANI_RECORD (
      make_annotation (id, "a", start, g_test_rand_int_range (start, length + 1), NULL));
}

static void
test_list_model (void)
{
  ManiTable *table = mani_table_new (MANI_TYPE_ANNOTATION, NULL);
  g_autoptr (ManiAnnotation) annotation = make_annotation ("x", "a", 0, 1, NULL);
  g_autoptr (ManiAnnotation) item = NULL;
  guint position = 9;

  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (table)) == MANI_TYPE_ANNOTATION);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (table), 0));
  g_assert_null (mani_table_get (table, 0));
  g_assert_cmpuint (mani_table_insert (table, MANI_RECORD (annotation), G_MAXUINT), ==, 0);
  item = g_list_model_get_item (G_LIST_MODEL (table), 0);
  g_assert_true (item == annotation);
  g_assert_true (mani_table_find (table, MANI_RECORD (annotation), &position));
  g_assert_cmpuint (position, ==, 0);
  g_assert_cmpuint (mani_table_get_length (table), ==, 1);

  g_assert_finalize_object (table);
}

static void
test_news_waits_for_the_flush (void)
{
  ManiTable *table = mani_table_new (MANI_TYPE_ANNOTATION, NULL);
  g_autoptr (ManiRecord) one = make_random (9);
  g_autoptr (ManiRecord) other = make_random (9);
  Mirror *mirror = mirror_new (table);

  mani_table_insert (table, one, 0);
  mani_table_insert (table, other, 0);
  g_assert_cmpuint (mirror->n_emissions, ==, 0);
  mani_table_flush (table);
  mani_table_flush (table);
  g_assert_cmpuint (mirror->n_emissions, ==, 1);
  mirror_check (mirror);

  /* What comes and goes between two flushes was never there. */
  mani_table_insert (table, one, 1);
  mani_table_remove (table, 1);
  mani_table_flush (table);
  g_assert_cmpuint (mirror->n_emissions, ==, 1);

  mirror_free (mirror);
  g_assert_finalize_object (table);
}

/* Random insertions, removals and bulk changes, some between flushes, with a snapshot held now and
 * then: the mirror is in step and each snapshot keeps what it had. */
static void
test_random_changes (gconstpointer is_sorted)
{
  ManiTable *table = mani_table_new (MANI_TYPE_ANNOTATION, is_sorted != NULL ? compare : NULL);
  Mirror *mirror = mirror_new (table);
  ManiRecords *held = NULL;
  g_autoptr (GPtrArray) copy = NULL;

  for (guint step = 0; step < 4000; step++)
    {
      guint n = mani_table_get_length (table);
      guint act = g_test_rand_int_range (0, 10);

      if (act < 4 || n == 0)
        {
          g_autoptr (ManiRecord) record = make_random (50);
          guint wanted = g_test_rand_int_range (0, n + 3);
          guint position = mani_table_insert (table, record, wanted);

          g_assert_true (mani_table_get (table, position) == record);
          if (is_sorted == NULL)
            g_assert_cmpuint (position, ==, MIN (wanted, n));
        }
      else if (act < 8)
        mani_table_remove (table, g_test_rand_int_range (0, n));
      else if (is_sorted != NULL)
        {
          g_autoptr (GPtrArray) removed = g_ptr_array_new ();
          g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

          for (guint i = 0; i < n; i++)
            if (g_test_rand_int_range (0, 3) == 0)
              g_ptr_array_add (removed, mani_table_get (table, i));
          for (guint i = g_test_rand_int_range (0, 8); i > 0; i--)
            g_ptr_array_add (added, make_random (50));
          mani_table_change (table, removed, added);
          g_assert_cmpuint (mani_table_get_length (table), ==, n - removed->len + added->len);
        }

      if (step % 3 == 0)
        {
          mani_table_flush (table);
          mirror_check (mirror);
          g_assert_cmpuint (mirror->n_emissions, <=, 1);
          mirror->n_emissions = 0;
          if (is_sorted != NULL)
            check_query (table, step % 50, MIN (50, step % 50 + step % 7));
        }
      for (guint i = 1; is_sorted != NULL && i < mani_table_get_length (table); i++)
        g_assert_cmpint (compare (mani_table_get (table, i - 1), mani_table_get (table, i)), <, 0);
      for (guint i = 0; i < mani_table_get_length (table); i += 11)
        {
          guint position;

          g_assert_true (mani_table_find (table, mani_table_get (table, i), &position));
          g_assert_cmpuint (position, ==, i);
        }

      if (held != NULL)
        {
          g_assert_cmpuint (held->n, ==, copy->len);
          for (guint i = 0; i < held->n; i++)
            g_assert_true (held->records[i] == copy->pdata[i]);
        }
      if (step % 17 == 0)
        {
          g_clear_pointer (&held, mani_records_unref);
          g_clear_pointer (&copy, g_ptr_array_unref);
          if (g_test_rand_bit ())
            {
              held = mani_table_snapshot (table);
              copy = g_ptr_array_new_with_free_func (g_object_unref);
              for (guint i = 0; i < held->n; i++)
                g_ptr_array_add (copy, g_object_ref (held->records[i]));
            }
        }
    }

  g_clear_pointer (&held, mani_records_unref);
  mirror_free (mirror);
  g_assert_finalize_object (table);
}

static void
test_fill (void)
{
  ManiTable *sorted = mani_table_new (MANI_TYPE_ANNOTATION, compare);
  ManiTable *ordered = mani_table_new (MANI_TYPE_ANNOTATION, NULL);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) again = g_ptr_array_new ();

  for (guint i = 0; i < 100; i++)
    {
      g_ptr_array_add (records, make_random (40));
      g_ptr_array_add (again, records->pdata[i]);
    }
  mani_table_fill (ordered, records);
  mani_table_fill (sorted, again);
  for (guint i = 0; i < 100; i++)
    {
      g_assert_true (mani_table_get (ordered, i) == records->pdata[i]);
      if (i > 0)
        g_assert_cmpint (compare (mani_table_get (sorted, i - 1), mani_table_get (sorted, i)), <,
                         0);
    }
  for (guint start = 0; start <= 40; start++)
    check_query (sorted, start, MIN (40, start + 3));

  g_assert_finalize_object (sorted);
  g_assert_finalize_object (ordered);
}

static ManiRecord *
make_discontinuous (const char *id, const ManiRange *ranges, guint n)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_annotation_record_type);

  mani_record_builder_set_string (builder, MANI_ANNOTATION_ID, id);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE, "a");
  mani_record_builder_set_ranges (builder, MANI_ANNOTATION_RANGES, ranges, n);

  return mani_record_builder_end (builder, NULL);
}

static void
test_query_looks_into_gaps (void)
{
  static const ManiRange ranges[] = { { 2, 2 }, { 4, 6 }, { 9, 9 } };
  static const struct
  {
    guint start;
    guint end;
    gboolean is_hit;
  } cases[] = {
    { 0, 1, FALSE }, { 0, 2, TRUE },  { 2, 2, TRUE },    { 2, 3, TRUE },
    { 3, 3, FALSE }, { 3, 4, FALSE }, { 4, 4, TRUE },    { 5, 5, TRUE },
    { 6, 6, FALSE }, { 6, 8, FALSE }, { 7, 8, FALSE },   { 8, 9, TRUE },
    { 9, 9, TRUE },  { 9, 20, TRUE }, { 10, 20, FALSE }, { 0, 20, TRUE },
  };
  ManiTable *table = mani_table_new (MANI_TYPE_ANNOTATION, compare);
  g_autoptr (ManiRecord) annotation = make_discontinuous ("d", ranges, 3);
  g_autoptr (ManiRecord) whole = make_discontinuous ("w", NULL, 0);

  mani_table_insert (table, annotation, 0);
  mani_table_insert (table, whole, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (guint));

      mani_table_query (table, cases[i].start, cases[i].end, hits);
      g_assert_cmpuint (hits->len, ==, cases[i].is_hit);
      if (cases[i].is_hit)
        g_assert_true (mani_table_get (table, g_array_index (hits, guint, 0)) == annotation);
    }

  g_assert_finalize_object (table);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/table/is-a-list-model", test_list_model);
  g_test_add_func ("/core/table/news-waits-for-the-flush", test_news_waits_for_the_flush);
  g_test_add_data_func ("/core/table/random-changes-in-user-order", NULL, test_random_changes);
  g_test_add_data_func ("/core/table/random-changes-sorted", compare, test_random_changes);
  g_test_add_func ("/core/table/fill", test_fill);
  g_test_add_func ("/core/table/query-looks-into-gaps", test_query_looks_into_gaps);

  return g_test_run ();
}
