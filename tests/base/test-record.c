/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Records and their builders, with a type that has one field of each kind; interned strings. */

#include "mani-record.h"

#include "mani-intern.h"
#include "record-fixture.h"

#include <math.h>
#include <string.h>

static void
test_every_kind (void)
{
  ManiRecord *record = sample_new_full ();
  guint n;
  const ManiRange *ranges;
  const ManiBlock *blocks;
  const guint32 *offsets;

  g_assert_cmpstr (mani_record_get_id (record), ==, "full");
  g_assert_cmpstr (mani_record_get_string (record, SAMPLE_STRING), ==, "a \"string\"\n");
  g_assert_cmpstr (mani_record_get_string (record, SAMPLE_REF), ==, "shared");
  g_assert_cmpstr (mani_record_get_string (record, SAMPLE_TEXT), ==, "one\ntwo\n\nthree");
  g_assert_cmpuint (mani_record_get_text_length (record, SAMPLE_TEXT), ==, 14);
  g_assert_cmpuint (mani_record_get_n_strings (record, SAMPLE_STRINGS), ==, 3);
  g_assert_cmpstr (mani_record_get_strings (record, SAMPLE_STRINGS)[1], ==, "a");
  g_assert_null (mani_record_get_strings (record, SAMPLE_STRINGS)[3]);
  g_assert_cmpuint (mani_record_get_word (record, SAMPLE_WORD), ==, 2);
  g_assert_true (mani_record_get_flag (record, SAMPLE_FLAG));
  g_assert_false (mani_record_get_flag (record, SAMPLE_FLAG_ON));
  g_assert_cmpint (mani_record_get_time (record, SAMPLE_TIME), ==, 1795486200000000);
  g_assert_cmpfloat (mani_record_get_number (record, SAMPLE_NUMBER), ==, 0.9);
  ranges = mani_record_get_ranges (record, SAMPLE_RANGES, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (ranges[1].start, ==, 7);
  blocks = mani_record_get_blocks (record, SAMPLE_BLOCKS, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_null (blocks[0].value);
  g_assert_cmpstr (blocks[1].value, ==, "https://example.org/");
  offsets = mani_record_get_offsets (record, SAMPLE_OFFSETS, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (offsets[2], ==, 2147483647);
  g_assert_cmpstr (mani_record_get_strings (record, SAMPLE_MAP)[0], ==, "a");
  g_assert_cmpstr (mani_record_get_in_map (record, SAMPLE_MAP, "z"), ==, "last");
  g_assert_null (mani_record_get_in_map (record, SAMPLE_MAP, "last"));
  g_assert_cmpstr (mani_record_get_unknown (record), ==, "\"new\":[ 1.0 ]");
  for (guint i = 0; i < SAMPLE_N_FIELDS; i++)
    g_assert_true (mani_record_has (record, i));
  g_assert_true (mani_record_get_record_type (record) == &sample_type);

  g_assert_finalize_object (record);
}

static void
test_absent (void)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&sample_type);
  ManiRecord *record = mani_record_builder_end (builder, NULL);
  guint n = 7;

  g_assert_true (mani_record_has (record, SAMPLE_ID));
  for (guint i = 1; i < SAMPLE_N_FIELDS; i++)
    g_assert_false (mani_record_has (record, i));
  g_assert_null (mani_record_get_string (record, SAMPLE_STRING));
  g_assert_cmpuint (mani_record_get_text_length (record, SAMPLE_TEXT), ==, 0);
  g_assert_nonnull (mani_record_get_strings (record, SAMPLE_STRINGS));
  g_assert_null (mani_record_get_strings (record, SAMPLE_STRINGS)[0]);
  g_assert_cmpuint (mani_record_get_word (record, SAMPLE_WORD), ==, 0);
  g_assert_false (mani_record_get_flag (record, SAMPLE_FLAG));
  g_assert_true (mani_record_get_flag (record, SAMPLE_FLAG_ON));
  g_assert_cmpint (mani_record_get_time (record, SAMPLE_TIME), ==, 0);
  g_assert_true (isnan (mani_record_get_number (record, SAMPLE_NUMBER)));
  mani_record_get_ranges (record, SAMPLE_RANGES, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_null (mani_record_get_in_map (record, SAMPLE_MAP, "a"));
  g_assert_null (mani_record_get_unknown (record));

  g_assert_finalize_object (record);
}

/* To set nothing takes away, in a fresh builder and in one made from a record. */
static void
test_nothing_takes_away (void)
{
  g_autoptr (ManiRecord) full = sample_new_full ();

  for (guint pass = 0; pass < 2; pass++)
    {
      g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (full);
      g_autoptr (ManiRecord) record = NULL;
      static const char *const none[] = { NULL };

      if (pass == 1)
        for (guint i = 1; i < SAMPLE_N_FIELDS; i++)
          mani_record_builder_copy (builder, full, i);
      mani_record_builder_set_string (builder, SAMPLE_STRING, pass == 0 ? NULL : "");
      mani_record_builder_set_string (builder, SAMPLE_REF, pass == 0 ? NULL : "");
      mani_record_builder_set_text (builder, SAMPLE_TEXT, "x", 0);
      mani_record_builder_set_strings (builder, SAMPLE_STRINGS, pass == 0 ? NULL : none);
      mani_record_builder_set_word (builder, SAMPLE_WORD, 0);
      mani_record_builder_set_flag (builder, SAMPLE_FLAG, FALSE);
      mani_record_builder_set_flag (builder, SAMPLE_FLAG_ON, TRUE);
      mani_record_builder_set_time (builder, SAMPLE_TIME, 0);
      mani_record_builder_set_number (builder, SAMPLE_NUMBER, pass == 0 ? NAN : INFINITY);
      mani_record_builder_set_ranges (builder, SAMPLE_RANGES, NULL, 0);
      mani_record_builder_set_blocks (builder, SAMPLE_BLOCKS, NULL, 0);
      mani_record_builder_set_offsets (builder, SAMPLE_OFFSETS, NULL, 0);
      mani_record_builder_set_map (builder, SAMPLE_MAP, pass == 0 ? NULL : none);
      mani_record_builder_set_unknown (builder, NULL);
      record = mani_record_builder_end (builder, NULL);
      g_assert_cmpstr (mani_record_get_id (record), ==, "full");
      for (guint i = 1; i < SAMPLE_N_FIELDS; i++)
        g_assert_false (mani_record_has (record, i));
      g_assert_null (mani_record_get_unknown (record));
    }
}

static void
test_maps (void)
{
  static const char *const pairs[] = { "b", "1", "a", "2", "b", "3", "c", "", NULL };
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&sample_type);
  g_autoptr (ManiRecord) record = NULL;
  g_autoptr (ManiRecord) changed = NULL;
  g_autofree char *flat = NULL;

  mani_record_builder_set_map (builder, SAMPLE_MAP, pairs);
  record = mani_record_builder_end (builder, NULL);
  flat = g_strjoinv (",", (GStrv) mani_record_get_strings (record, SAMPLE_MAP));
  g_assert_cmpstr (flat, ==, "a,2,b,3,c,");

  g_clear_pointer (&builder, mani_record_builder_free);
  builder = mani_record_builder_new_from (record);
  mani_record_builder_set_in_map (builder, SAMPLE_MAP, "b", NULL);
  mani_record_builder_set_in_map (builder, SAMPLE_MAP, "0", "new");
  mani_record_builder_set_in_map (builder, SAMPLE_MAP, "c", "full");
  mani_record_builder_set_in_map (builder, SAMPLE_MAP, "d", NULL);
  changed = mani_record_builder_end (builder, NULL);
  g_clear_pointer (&flat, g_free);
  flat = g_strjoinv (",", (GStrv) mani_record_get_strings (changed, SAMPLE_MAP));
  g_assert_cmpstr (flat, ==, "0,new,a,2,c,full");
}

/* Each field on its own makes two records different, and copying it makes them equal again. */
static void
test_equality (void)
{
  g_autoptr (ManiRecord) full = sample_new_full ();
  g_autoptr (ManiRecord) twin = sample_new_full ();

  g_assert_true (mani_record_equal (full, twin));
  for (guint i = 1; i < SAMPLE_N_FIELDS; i++)
    {
      g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (full);
      g_autoptr (ManiRecord) less = NULL;
      g_autoptr (ManiRecord) again = NULL;

      g_assert_true (mani_record_field_equal (full, twin, i));
      mani_record_builder_clear (builder, i);
      less = mani_record_builder_end (builder, NULL);
      g_assert_false (mani_record_equal (full, less));
      for (guint j = 0; j < SAMPLE_N_FIELDS; j++)
        g_assert_true (mani_record_field_equal (full, less, j) == (i != j));

      g_clear_pointer (&builder, mani_record_builder_free);
      builder = mani_record_builder_new_from (less);
      mani_record_builder_copy (builder, full, i);
      again = mani_record_builder_end (builder, NULL);
      g_assert_true (mani_record_equal (full, again));
    }
}

/* Values that are there and differ. */
static void
test_inequality (void)
{
  g_autoptr (ManiRecord) full = sample_new_full ();
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (full);
  g_autoptr (ManiRecord) other = NULL;
  static const char *const strings[] = { "b", "a", NULL };
  static const char *const pairs[] = { "a", "first", "z", "least", NULL };
  static const ManiRange ranges[] = { { 0, 4 }, { 7, 8 } };
  static const ManiBlock blocks[] = { { 0, 9, 0, NULL }, { 2, 4, 1, "https://example.org" } };
  static const guint32 offsets[] = { 0, 100, 101 };

  mani_record_builder_set_string (builder, SAMPLE_STRING, "a string");
  mani_record_builder_set_string (builder, SAMPLE_REF, "Shared");
  mani_record_builder_set_text (builder, SAMPLE_TEXT, "one\ntwo\n\nThree", -1);
  mani_record_builder_set_strings (builder, SAMPLE_STRINGS, strings);
  mani_record_builder_set_word (builder, SAMPLE_WORD, 1);
  mani_record_builder_set_time (builder, SAMPLE_TIME, 1);
  mani_record_builder_set_number (builder, SAMPLE_NUMBER, 0.90000000000000002 + 1e-15);
  mani_record_builder_set_ranges (builder, SAMPLE_RANGES, ranges, 2);
  mani_record_builder_set_blocks (builder, SAMPLE_BLOCKS, blocks, 2);
  mani_record_builder_set_offsets (builder, SAMPLE_OFFSETS, offsets, 3);
  mani_record_builder_set_map (builder, SAMPLE_MAP, pairs);
  other = mani_record_builder_end (builder, NULL);
  for (guint i = 0; i < SAMPLE_N_FIELDS; i++)
    g_assert_true (mani_record_field_equal (full, other, i) ==
                   (i == SAMPLE_ID || i == SAMPLE_FLAG || i == SAMPLE_FLAG_ON));
  g_assert_false (mani_record_equal (full, other));
}

static void
test_minus_zero (void)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&sample_type);
  g_autoptr (ManiRecord) record = NULL;

  mani_record_builder_set_number (builder, SAMPLE_NUMBER, -0.0);
  record = mani_record_builder_end (builder, NULL);
  g_assert_true (mani_record_has (record, SAMPLE_NUMBER));
  g_assert_false (signbit (mani_record_get_number (record, SAMPLE_NUMBER)));
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *id;
    gboolean is_id;
  } cases[] = {
    { "a", TRUE },
    { "A-b_c.d:9", TRUE },
    { "0123456789012345678901234567890123456789012345678901234567890123", TRUE },
    { "01234567890123456789012345678901234567890123456789012345678901234", FALSE },
    { "a b", FALSE },
    { "a/b", FALSE },
    { "\u00e9", FALSE },
    { "", FALSE },
  };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&sample_type);
      g_autoptr (ManiRecord) record = NULL;

      g_assert_true (mani_record_is_id (cases[i].id) == cases[i].is_id);
      mani_record_builder_set_string (builder, SAMPLE_ID, cases[i].id);
      record = mani_record_builder_end (builder, &error);
      if (cases[i].is_id || *cases[i].id == '\0') /* none given: a new one */
        g_assert_no_error (error);
      else
        {
          g_assert_null (record);
          g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);
          g_clear_error (&error);
        }
    }
  {
    g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&sample_type);

    mani_record_builder_set_string (builder, SAMPLE_STRING, "refused");
    g_assert_null (mani_record_builder_end (builder, &error));
    g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);
    g_assert_cmpstr (error->message, ==, "string: anything else was expected");
  }
}

static void
test_builder_is_empty_after_end (void)
{
  g_autoptr (ManiRecord) full = sample_new_full ();
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (full);
  g_autoptr (ManiRecord) first = mani_record_builder_end (builder, NULL);
  g_autoptr (ManiRecord) second = mani_record_builder_end (builder, NULL);

  g_assert_true (mani_record_equal (full, first));
  g_assert_cmpstr (mani_record_get_id (second), !=, "full");
  for (guint i = 1; i < SAMPLE_N_FIELDS; i++)
    g_assert_false (mani_record_has (second, i));
}

/* A builder takes values from its own record, and the record may go before it. */
static void
test_builder_outlives_its_source (void)
{
  ManiRecord *full = sample_new_full ();
  g_autoptr (ManiRecord) twin = sample_new_full ();
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (full);
  g_autoptr (ManiRecord) copy = NULL;

  mani_record_builder_set_string (builder, SAMPLE_STRING,
                                  mani_record_get_string (full, SAMPLE_STRING));
  mani_record_builder_set_strings (builder, SAMPLE_STRINGS,
                                   mani_record_get_strings (full, SAMPLE_STRINGS));
  mani_record_builder_copy (builder, full, SAMPLE_BLOCKS);
  g_object_unref (full);
  copy = mani_record_builder_end (builder, NULL);
  g_assert_true (mani_record_equal (copy, twin));
}

static void
test_new_ids (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_of[256] = { 0 };

  for (guint i = 0; i < 10000; i++)
    {
      char *id = mani_record_new_id ();

      g_assert_cmpuint (strlen (id), ==, 16);
      for (guint j = 0; j < 16; j++)
        n_of[(guchar) id[j]]++;
      g_assert_true (g_hash_table_add (seen, id));
    }
  /* 160,000 digits: 5,000 of each of 32, give or take six standard deviations. */
  for (guint c = 0; c < 256; c++)
    if (strchr ("abcdefghijklmnopqrstuvwxyz234567", c) != NULL && c != 0)
      g_assert_cmpfloat_with_epsilon (n_of[c], 5000, 420);
    else
      g_assert_cmpuint (n_of[c], ==, 0);
}

static void
test_shared_strings (void)
{
  g_autoptr (ManiRecord) full = sample_new_full ();
  g_autoptr (ManiRecord) twin = sample_new_full ();
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (full);
  g_autoptr (ManiRecord) copy = NULL;

  /* References share by spelling, texts by descent. */
  copy = mani_record_builder_end (builder, NULL);
  g_assert_true (mani_record_get_string (full, SAMPLE_REF) ==
                 mani_record_get_string (twin, SAMPLE_REF));
  g_assert_true (mani_record_get_string (full, SAMPLE_TEXT) ==
                 mani_record_get_string (copy, SAMPLE_TEXT));
  g_assert_true (mani_record_get_string (full, SAMPLE_TEXT) !=
                 mani_record_get_string (twin, SAMPLE_TEXT));
}

/* A text of the same bytes as a reference leaves the reference alone. */
static void
test_text_beside_ref (void)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&sample_type);
  g_autoptr (ManiRecord) one = NULL;
  g_autoptr (ManiRecord) other = NULL;
  ManiRecord *text;

  mani_record_builder_set_string (builder, SAMPLE_ID, "x");
  mani_record_builder_set_string (builder, SAMPLE_REF, "person");
  one = mani_record_builder_end (builder, NULL);
  mani_record_builder_set_string (builder, SAMPLE_TEXT, "person");
  text = mani_record_builder_end (builder, NULL);
  g_object_unref (text);
  mani_record_builder_set_string (builder, SAMPLE_ID, "x");
  mani_record_builder_set_string (builder, SAMPLE_REF, "person");
  other = mani_record_builder_end (builder, NULL);
  g_assert_true (mani_record_equal (one, other));
}

static gpointer
intern_and_drop (gpointer data)
{
  guint n = GPOINTER_TO_UINT (data);

  for (guint i = 0; i < n; i++)
    {
      char text[] = { 'k', 'a' + i % 4, '\0' };
      char *one = mani_intern (text);
      char *other = mani_intern (text);

      g_assert_true (one == other);
      g_assert_cmpstr (one, ==, text);
      mani_intern_ref (one);
      mani_intern_unref (one);
      mani_intern_unref (other);
      mani_intern_unref (one);
    }

  return NULL;
}

static void
test_intern_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("intern", intern_and_drop, GUINT_TO_POINTER (100000));
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* A record made of every subset of the fields reads as it was set: slots are found by counting. */
static void
test_subsets (void)
{
  g_autoptr (ManiRecord) full = sample_new_full ();

  for (guint mask = 0; mask < 1 << (SAMPLE_N_FIELDS - 1); mask += 7)
    {
      g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&sample_type);
      g_autoptr (ManiRecord) record = NULL;

      mani_record_builder_copy (builder, full, SAMPLE_ID);
      for (guint i = 1; i < SAMPLE_N_FIELDS; i++)
        if (mask >> (i - 1) & 1)
          mani_record_builder_copy (builder, full, i);
      record = mani_record_builder_end (builder, NULL);
      for (guint i = 1; i < SAMPLE_N_FIELDS; i++)
        if (mask >> (i - 1) & 1)
          g_assert_true (mani_record_field_equal (full, record, i));
        else
          g_assert_false (mani_record_has (record, i));
      g_assert_cmpuint (mani_record_get_size (record), <=, mani_record_get_size (full));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/record/every-kind", test_every_kind);
  g_test_add_func ("/base/record/absent-fields-have-defaults", test_absent);
  g_test_add_func ("/base/record/nothing-takes-away", test_nothing_takes_away);
  g_test_add_func ("/base/record/maps-are-sorted-and-last-wins", test_maps);
  g_test_add_func ("/base/record/each-field-counts-for-equality", test_equality);
  g_test_add_func ("/base/record/different-values-differ", test_inequality);
  g_test_add_func ("/base/record/minus-zero-is-zero", test_minus_zero);
  g_test_add_func ("/base/record/refusals", test_refusals);
  g_test_add_func ("/base/record/builder-is-empty-after-end", test_builder_is_empty_after_end);
  g_test_add_func ("/base/record/builder-outlives-its-source", test_builder_outlives_its_source);
  g_test_add_func ("/base/record/new-ids", test_new_ids);
  g_test_add_func ("/base/record/shared-strings", test_shared_strings);
  g_test_add_func ("/base/record/text-beside-ref", test_text_beside_ref);
  g_test_add_func ("/base/record/every-subset-of-fields", test_subsets);
  g_test_add_func ("/base/intern/threads", test_intern_threads);

  return g_test_run ();
}
