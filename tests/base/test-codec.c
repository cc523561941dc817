/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The codec: each kind out and in again, unknown members byte for byte, errors with their place,
 * times. */

#include "mani-codec.h"

#include "record-fixture.h"

#include <string.h>

static gpointer
read_sample (const char *json, GError **error)
{
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (json, strlen (json), "FILE", NULL);

  return mani_codec_read (reader, &sample_type, error);
}

static char *
write_sample (ManiRecord *record)
{
  GString *out = g_string_new (NULL);

  mani_codec_write (out, record);

  return g_string_free (out, FALSE);
}

static void
test_every_kind (void)
{
  g_autoptr (ManiRecord) full = sample_new_full ();
  g_autofree char *json = write_sample (full);
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiRecord) again = read_sample (json, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (json, ==, SAMPLE_FULL_JSON);
  g_assert_true (mani_record_equal (full, again));
}

/* Any layout and order is read; the bytes written are the same. */
static void
test_any_layout (void)
{
  static const char *const layouts[] = {
    "{\"id\":\"x\",\"string\":\"\u00e9\",\"number\":1}",
    " { \"number\" : 1.0 , \n\"id\"\t: \"x\" ,\r\n \"string\" : \"\\u00e9\" } ",
    "{\"string\":\"\\u00E9\",\"number\":10e-1,\"\\u0069d\":\"\\u0078\"}",
    "{\"id\":\"x\",\"string\":\"\u00e9\",\"number\":1,\"flag\":false,\"on\":true,\"word\":\"none\","
    "\"text\":[],\"ref\":\"\",\"strings\":[],\"ranges\":[],\"blocks\":[],\"offsets\":[],\"map\":{}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ManiRecord) record = read_sample (layouts[i], &error);
      g_autofree char *json = NULL;

      g_assert_no_error (error);
      json = write_sample (record);
      g_assert_cmpstr (json, ==, layouts[0]);
    }
}

static void
test_unknown_members (void)
{
  static const char *const members[] = {
    "\"a\":1.50",
    "\"a\":{ \"id\" : null , \"b\":[1,\n2]}",
    "\"a\":\"\\u0041\"",
    "\"\\u0061\":true,\"b\":false,\"c\":[]",
    "\"Id\":12345678901234567890",
    "\"id2\":-0,\"idx\":1E5",
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *before = g_strdup_printf ("{%s,\"id\":\"x\"}", members[i]);
      g_autofree char *after = g_strdup_printf ("{\"id\":\"x\",%s}", members[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (ManiRecord) record = read_sample (before, &error);
      g_autofree char *json = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (mani_record_get_unknown (record), ==, members[i]);
      json = write_sample (record);
      g_assert_cmpstr (json, ==, after);
    }
}

/* Unknown members among known ones keep their order. */
static void
test_unknown_order (void)
{
  g_autoptr (ManiRecord) record =
      read_sample ("{\"u1\": 1,\"id\":\"x\",\"u2\" :2 ,\"string\":\"s\", \"u0\": [ ] }", NULL);
  g_autofree char *json = write_sample (record);

  g_assert_cmpstr (json, ==, "{\"id\":\"x\",\"string\":\"s\",\"u1\": 1,\"u2\" :2,\"u0\": [ ]}");
}

static void
test_errors (void)
{
  /* Columns count characters from 1 and name the value that is wrong, or the object's end for
   * what is missing. */
  static const struct
  {
    const char *json;
    const char *message;
  } cases[] = {
    { "[]", "FILE:1:1: sample: an object was expected" },
    { "{\"id\":\"x\",\n\"string\":1}", "FILE:2:10: “string” was expected to be a string" },
    { "{\"id\":\"x\",\"string\":null}", "FILE:1:20: “string” was expected to be a string" },
    { "{\"id\":\"x\",\"ref\":[]}", "FILE:1:17: “ref” was expected to be a string" },
    { "{\"id\":\"x\",\"text\":\"t\"}",
      "FILE:1:18: “text” was expected to be a list of strings, the lines of the text" },
    { "{\"id\":\"x\",\"text\":[\"t\",1]}",
      "FILE:1:23: “text” was expected to be a list of strings, the lines of the text" },
    { "{\"id\":\"x\",\"strings\":[\"a\",{}]}",
      "FILE:1:26: “strings” was expected to be a list of strings" },
    { "{\"id\":\"x\",\"word\":\"three\"}",
      "FILE:1:18: “three” was found for “word”, one of these was expected: none, one, two" },
    { "{\"id\":\"x\",\"word\":1}", "FILE:1:18: “word” was expected to be a word" },
    { "{\"id\":\"x\",\"flag\":1}", "FILE:1:18: “flag” was expected to be true or false" },
    { "{\"id\":\"x\",\"time\":\"yesterday\"}",
      "FILE:1:18: “time” was expected to be a date and time like 2026-11-24T02:10:00Z" },
    { "{\"id\":\"x\",\"time\":1}", "FILE:1:18: “time” was expected to be a date and time" },
    { "{\"id\":\"x\",\"number\":\"1\"}", "FILE:1:20: “number” was expected to be a number" },
    { "{\"id\":\"x\",\"ranges\":[[0]]}",
      "FILE:1:23: “ranges” was expected to be offsets in code points" },
    { "{\"id\":\"x\",\"ranges\":[[0,1,2]]}",
      "FILE:1:26: “ranges” was expected to be a list of pairs of offsets" },
    { "{\"id\":\"x\",\"ranges\":[0,1]}",
      "FILE:1:21: “ranges” was expected to be a list of pairs of offsets" },
    { "{\"id\":\"x\",\"ranges\":[[-1,2]]}",
      "FILE:1:22: “ranges” was expected to be offsets from 0 to 2147483647" },
    { "{\"id\":\"x\",\"ranges\":[[0,2147483648]]}",
      "FILE:1:24: “ranges” was expected to be offsets from 0 to 2147483647" },
    { "{\"id\":\"x\",\"ranges\":[[0,1.5]]}",
      "FILE:1:24: “ranges” was expected to be offsets from 0 to 2147483647" },
    { "{\"id\":\"x\",\"blocks\":[[0,1,\"box\"]]}",
      "FILE:1:26: “box” is not one of the kinds that “blocks” knows" },
    { "{\"id\":\"x\",\"blocks\":[[0,1,\"link\",1]]}",
      "FILE:1:33: “blocks” was expected to be a list of [start, end, kind] or [start, end, kind, "
      "value]" },
    { "{\"id\":\"x\",\"offsets\":[\"1\"]}",
      "FILE:1:22: “offsets” was expected to be offsets in code points" },
    { "{\"id\":\"x\",\"map\":[]}", "FILE:1:17: “map” was expected to be an object of strings" },
    { "{\"id\":\"x\",\"map\":{\"a\":1}}",
      "FILE:1:22: “map” was expected to be an object of strings" },
    { "{\"string\":\"s\"}", "FILE:1:14: sample: “id” is missing" },
    { "{\"id\":\"a b\"}", "FILE:1:12: sample: “a b” is no id: 1 to 64 letters, digits, “-”, “_”, "
                          "“.” or “:” were expected" },
    { "{\"id\":\"x\",\"string\":\"refused\"}",
      "FILE:1:29: sample: string: anything else was expected" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_sample (cases[i].json, &error));
      g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

/* Cut anywhere, a record is an error and no crash. */
static void
test_cut_at_every_byte (void)
{
  for (gsize n = 0; n < strlen (SAMPLE_FULL_JSON); n++)
    {
      g_autofree char *cut = g_strndup (SAMPLE_FULL_JSON, n);
      g_autoptr (ManiJsonReader) reader = mani_json_reader_new (cut, n, "FILE", NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (mani_codec_read (reader, &sample_type, &error));
      g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);
    }
}

/* One byte changed anywhere: an error, or a record that is written and read again the same. */
static void
test_flip_every_byte (void)
{
  static const char others[] = "\"{}[],:0-e\\x\n";

  for (gsize i = 0; i < strlen (SAMPLE_FULL_JSON); i++)
    for (guint j = 0; j < strlen (others); j++)
      {
        g_autofree char *json = g_strdup (SAMPLE_FULL_JSON);
        g_autoptr (GError) error = NULL;
        g_autoptr (ManiRecord) record = NULL;
        g_autoptr (ManiRecord) again = NULL;
        g_autofree char *written = NULL;

        json[i] = others[j];
        record = read_sample (json, &error);
        if (record == NULL)
          {
            g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);
            continue;
          }
        written = write_sample (record);
        again = read_sample (written, &error);
        g_assert_no_error (error);
        g_assert_true (mani_record_equal (record, again));
      }
}

static void
test_long_lines (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&sample_type);
  g_autoptr (ManiRecord) record = NULL;
  g_autoptr (ManiRecord) again = NULL;
  g_autofree char *json = NULL;
  g_auto (GStrv) lines = NULL;

  /* 3 bytes each: 65,536 is no multiple, so a cut there would split one. */
  for (guint i = 0; i < 50000; i++)
    g_string_append (text, "\u20ac");
  g_string_append (text, "\nshort");
  mani_record_builder_set_string (builder, SAMPLE_ID, "x");
  mani_record_builder_set_text (builder, SAMPLE_TEXT, text->str, text->len);
  record = mani_record_builder_end (builder, NULL);
  json = write_sample (record);
  again = read_sample (json, NULL);
  g_assert_true (mani_record_equal (record, again));

  /* {..."text":[ + 65,535 + 65,535 + 18,930 and the newline + "short" + ]} */
  lines = g_strsplit (json, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 6);
  g_assert_cmpuint (strlen (lines[1]), ==, 65535 + 3);
  g_assert_cmpuint (strlen (lines[2]), ==, 65535 + 3);
  g_assert_cmpuint (strlen (lines[3]), ==, 18930 + 2 + 3);
  g_assert_cmpstr (lines[4], ==, "\"short\"");
}

static void
test_write_with (void)
{
  g_autoptr (ManiRecord) record = read_sample ("{\"id\":\"x\",\"text\":[\"t\"],\"u\":1}", NULL);
  g_autoptr (GString) out = g_string_new ("before ");

  mani_codec_write_with (out, record, SAMPLE_STRING, "\"given\"");
  g_assert_cmpstr (
      out->str, ==,
      "before {\"id\":\"x\",\"string\":\"\\\"given\\\"\",\"text\":[\n\"t\"\n],\"u\":1}");
}

static void
test_field_text (void)
{
  g_autoptr (ManiRecord) full = sample_new_full ();
  static const struct
  {
    guint field;
    const char *text;
  } cases[] = {
    { SAMPLE_ID, "full" },
    { SAMPLE_STRING, "a \"string\"\n" },
    { SAMPLE_TEXT, "one\ntwo\n\nthree" },
    { SAMPLE_STRINGS, "b a \u00e9\U0001f44d" },
    { SAMPLE_WORD, "two" },
    { SAMPLE_FLAG, "true" },
    { SAMPLE_TIME, "2026-11-24T02:10:00Z" },
    { SAMPLE_NUMBER, "0.9" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = mani_codec_dup_field_text (full, cases[i].field);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
  {
    g_autoptr (ManiRecord) empty = read_sample ("{\"id\":\"x\"}", NULL);
    g_autoptr (GString) out = g_string_new (NULL);

    for (guint i = 1; i < SAMPLE_N_FIELDS; i++)
      {
        g_autofree char *text = mani_codec_dup_field_text (empty, i);

        g_assert_cmpstr (text, ==, "");
      }
    mani_codec_write_field (out, empty, SAMPLE_TEXT);
    g_assert_cmpstr (out->str, ==, "null");
  }
}

static void
test_times (void)
{
  /* Seconds by date(1): date -u -d TEXT +%s */
  static const struct
  {
    const char *text;
    gint64 seconds;
    gint64 microseconds;
    const char *written; /* NULL: as @text */
  } cases[] = {
    { "1970-01-01T00:00:01Z", 1, 0, NULL },
    { "2026-11-24T02:10:00Z", 1795486200, 0, NULL },
    { "2024-02-29T23:59:59Z", 1709251199, 0, NULL },
    { "2000-03-01T00:00:00Z", 951868800, 0, NULL },
    { "1969-12-31T23:59:59Z", -1, 0, NULL },
    { "0001-01-01T00:00:00Z", -62135596800, 0, NULL },
    { "9999-12-31T23:59:59Z", 253402300799, 0, NULL },
    { "1900-02-28T12:00:00Z", -2203934400, 0, NULL },
    { "2026-11-24T06:10:00+04:00", 1795486200, 0, "2026-11-24T02:10:00Z" },
    { "2026-11-23T20:40:00-05:30", 1795486200, 0, "2026-11-24T02:10:00Z" },
    { "2026-11-24T02:10:00.5Z", 1795486200, 500000, "2026-11-24T02:10:00.500000Z" },
    { "2026-11-24T02:10:00.000001Z", 1795486200, 1, NULL },
    { "2026-11-24T02:10:00.999999Z", 1795486200, 999999, NULL },
    { "1969-12-31T23:59:59.250000Z", -1, 250000, NULL },
    { "20261124T021000Z", 1795486200, 0, "2026-11-24T02:10:00Z" },
  };
  static const char *const wrong[] = {
    "",
    "2026-11-24",
    "2026-11-24T02:10:00", /* whose time? */
    "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z",
    "2026-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z",
    "2026-04-31T00:00:00Z",
    "2026-11-24T24:00:00Z",
    "2026-11-24T02:60:00Z",
    "2026-11-24T02:10:62Z",
    "0000-01-01T00:00:00Z",
    "2026-11-24T02:10:00Zx",
    "2026-11-24 02:10:00Z ",
    "10000-01-01T00:00:00Z",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 time = 7;
      g_autofree char *written = NULL;

      g_assert_true (mani_codec_parse_time (cases[i].text, &time));
      g_assert_cmpint (time, ==, cases[i].seconds * G_USEC_PER_SEC + cases[i].microseconds);
      written = mani_codec_format_time (time);
      g_assert_cmpstr (written, ==, cases[i].written != NULL ? cases[i].written : cases[i].text);
    }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      gint64 time;

      if (mani_codec_parse_time (wrong[i], &time))
        g_error ("“%s” was taken for a time", wrong[i]);
    }
}

/* Every time that can be written is read again, to the microsecond. */
static void
test_random_times (void)
{
  for (guint i = 0; i < 20000; i++)
    {
      gint64 seconds = (gint64) (g_test_rand_double_range (-62135596800.0, 253402300799.0));
      gint64 time =
          seconds * G_USEC_PER_SEC + (i % 2 == 0 ? 0 : g_test_rand_int_range (0, G_USEC_PER_SEC));
      g_autofree char *text = mani_codec_format_time (time);
      gint64 again = 0;

      g_assert_true (mani_codec_parse_time (text, &again));
      g_assert_cmpint (again, ==, time);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/codec/every-kind", test_every_kind);
  g_test_add_func ("/base/codec/any-layout-is-read", test_any_layout);
  g_test_add_func ("/base/codec/unknown-members-byte-for-byte", test_unknown_members);
  g_test_add_func ("/base/codec/unknown-members-in-order", test_unknown_order);
  g_test_add_func ("/base/codec/errors-name-the-place", test_errors);
  g_test_add_func ("/base/codec/cut-at-every-byte", test_cut_at_every_byte);
  g_test_add_func ("/base/codec/flip-every-byte", test_flip_every_byte);
  g_test_add_func ("/base/codec/long-lines-are-parted", test_long_lines);
  g_test_add_func ("/base/codec/write-with", test_write_with);
  g_test_add_func ("/base/codec/field-text", test_field_text);
  g_test_add_func ("/base/codec/times", test_times);
  g_test_add_func ("/base/codec/random-times", test_random_times);

  return g_test_run ();
}
