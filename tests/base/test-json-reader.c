/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The JSON reader as its callers use it: tokens, values, places, limits. What it accepts and
 * refuses is in test-json-conformance.c. */

#include "mani-json-reader.h"

#include <math.h>
#include <string.h>

/* What the tokens of a document are, in short: names and strings decoded, other scalars as spelt.
 */
static char *
read_tokens (ManiJsonReader *reader, GError **error)
{
  GString *tokens = g_string_new (NULL);
  ManiJsonToken token;

  while ((token = mani_json_reader_next (reader, error)) > MANI_JSON_END)
    {
      gsize n_bytes;
      const char *raw = mani_json_reader_get_raw (reader, &n_bytes);

      if (tokens->len > 0)
        g_string_append_c (tokens, ' ');
      if (token == MANI_JSON_NAME)
        g_string_append_printf (tokens, "%s:", mani_json_reader_get_string (reader, NULL));
      else if (token == MANI_JSON_STRING)
        g_string_append_printf (tokens, "'%s'", mani_json_reader_get_string (reader, NULL));
      else
        g_string_append_len (tokens, raw, n_bytes);
    }

  return g_string_free (tokens, FALSE);
}

static void
assert_error (GError *error, ManiError code, const char *message)
{
  g_assert_error (error, MANI_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, message);
}

/* The error of a whole document. */
static void
check_message (const char *json, const char *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (mani_json_check (json, strlen (json), "a.json", NULL, &error));
  assert_error (error, MANI_ERROR_INVALID, message);
}

static void
test_tokens (void)
{
  const char *json =
      " { \"a\\u0062\" : [ 1, -2.5e3 ,true,false,null,\"x\\ny\",{},[] ] , \"\":\"\" } ";
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (json, strlen (json), "a.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *tokens = read_tokens (reader, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (tokens, ==, "{ ab: [ 1 -2.5e3 true false null 'x\ny' { } [ ] ] : '' }");
  g_assert_cmpint (mani_json_reader_next (reader, NULL), ==, MANI_JSON_END);
  g_assert_cmpuint (mani_json_reader_get_position (reader), ==, strlen (json));
}

static void
test_strings_are_decoded (void)
{
  static const struct
  {
    const char *json;
    const char *text;
  } cases[] = {
    { "\"\"", "" },
    { "\"a\"", "a" },
    { "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t" },
    { "\"\\u0041\\u00e9\\u20ac\"", "A\xc3\xa9\xe2\x82\xac" },
    { "\"\\ud83d\\ude00\"", "\xf0\x9f\x98\x80" },
    { "\"\\ud800\\udc00\\uDBFF\\uDFFF\"", "\xf0\x90\x80\x80\xf4\x8f\xbf\xbf" },
    { "\"\\ud7ff\\ue000\\uffff\"", "\xed\x9f\xbf\xee\x80\x80\xef\xbf\xbf" },
    { "\"\\u0001\\u001F\\u007f\"", "\x01\x1f\x7f" },
    { "\"Երևան\\tis\\u0020a\"", "Երևան\tis a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ManiJsonReader) reader =
          mani_json_reader_new (cases[i].json, strlen (cases[i].json), "a.json", NULL);
      gsize n_bytes;

      g_assert_cmpint (mani_json_reader_next (reader, NULL), ==, MANI_JSON_STRING);
      g_assert_cmpstr (mani_json_reader_get_string (reader, &n_bytes), ==, cases[i].text);
      g_assert_cmpuint (n_bytes, ==, strlen (cases[i].text));
      mani_json_reader_get_raw (reader, &n_bytes);
      g_assert_cmpuint (n_bytes, ==, strlen (cases[i].json));
    }
}

static void
test_numbers_are_exact (void)
{
  static const struct
  {
    const char *json;
    double value;
    gboolean is_int64;
    gint64 int64;
  } cases[] = {
    { "0", 0, TRUE, 0 },
    { "-0", -0.0, TRUE, 0 },
    { "-0.0e5", -0.0, TRUE, 0 },
    { "1", 1, TRUE, 1 },
    { "-17", -17, TRUE, -17 },
    { "0.9", 0.9, FALSE, 0 },
    { "12.0", 12, TRUE, 12 },
    { "1.2e1", 12, TRUE, 12 },
    { "1.25e1", 12.5, FALSE, 0 },
    { "120e-1", 12, TRUE, 12 },
    { "100.00", 100, TRUE, 100 },
    { "1e3", 1000, TRUE, 1000 },
    { "1E+3", 1000, TRUE, 1000 },
    { "1e18", 1e18, TRUE, G_GINT64_CONSTANT (1000000000000000000) },
    { "1e19", 1e19, FALSE, 0 },
    { "0e99999999999999", 0, TRUE, 0 },
    { "0.000", 0, TRUE, 0 },
    { "9007199254740993", 9007199254740992, TRUE, G_GINT64_CONSTANT (9007199254740993) },
    { "9223372036854775807", 9223372036854775808.0, TRUE, G_MAXINT64 },
    { "9223372036854775808", 9223372036854775808.0, FALSE, 0 },
    { "-9223372036854775808", -9223372036854775808.0, TRUE, G_MININT64 },
    { "-9223372036854775809", -9223372036854775808.0, FALSE, 0 },
    { "9223372036854775807.0", 9223372036854775808.0, TRUE, G_MAXINT64 },
    { "922337203685477580700e-2", 9223372036854775808.0, TRUE, G_MAXINT64 },
    { "12345678901234567890", 12345678901234567890.0, FALSE, 0 },
    { "18446744073709551616", 18446744073709551616.0, FALSE, 0 },
    { "100000000000000000000", 1e20, FALSE, 0 },
    { "1e-400", 0, FALSE, 0 },
    { "1e-99999999999999999999", 0, FALSE, 0 },
    { "5e-324", 5e-324, FALSE, 0 },
    { "2.2250738585072011e-308", 2.2250738585072011e-308, FALSE, 0 },
    { "1.7976931348623157e308", 1.7976931348623157e308, FALSE, 0 },
    { "1e22", 1e22, FALSE, 0 },
    { "1e23", 1e23, FALSE, 0 },
    { "123456789012345678901234567890", 123456789012345678901234567890.0, FALSE, 0 },
    { "0.1000000000000000055511151231257827", 0.1, FALSE, 0 },
    { "40.177200", 40.1772, FALSE, 0 },
    { "0.00000000000000000000000123", 1.23e-24, FALSE, 0 },
    { "3.0000000000000004", 3.0000000000000004, FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ManiJsonReader) reader =
          mani_json_reader_new (cases[i].json, strlen (cases[i].json), "a.json", NULL);
      gint64 value = 0;
      double number;

      g_assert_cmpint (mani_json_reader_next (reader, NULL), ==, MANI_JSON_NUMBER);
      number = mani_json_reader_get_double (reader);
      g_assert_cmpmem (&number, sizeof number, &cases[i].value, sizeof number);
      g_assert_cmpint (mani_json_reader_get_int64 (reader, &value), ==, cases[i].is_int64);
      g_assert_cmpint (value, ==, cases[i].int64);
    }
}

static void
test_peek_leaves_the_current_token (void)
{
  const char *json = "[\"one\",\"two\"]";
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (json, strlen (json), "a.json", NULL);
  const char *text;

  g_assert_cmpint (mani_json_reader_peek (reader, NULL), ==, MANI_JSON_ARRAY_START);
  g_assert_cmpint (mani_json_reader_next (reader, NULL), ==, MANI_JSON_ARRAY_START);
  g_assert_cmpint (mani_json_reader_next (reader, NULL), ==, MANI_JSON_STRING);
  text = mani_json_reader_get_string (reader, NULL);
  g_assert_cmpint (mani_json_reader_peek (reader, NULL), ==, MANI_JSON_STRING);
  g_assert_cmpint (mani_json_reader_peek (reader, NULL), ==, MANI_JSON_STRING);
  g_assert_cmpstr (text, ==, "one");
  g_assert_true (mani_json_reader_get_string (reader, NULL) == text);
  g_assert_cmpuint (mani_json_reader_get_column (reader), ==, 2);

  g_assert_cmpint (mani_json_reader_next (reader, NULL), ==, MANI_JSON_STRING);
  g_assert_cmpint (mani_json_reader_peek (reader, NULL), ==, MANI_JSON_ARRAY_END);
  g_assert_cmpstr (mani_json_reader_get_string (reader, NULL), ==, "two");
  g_assert_cmpint (mani_json_reader_next (reader, NULL), ==, MANI_JSON_ARRAY_END);
  g_assert_cmpint (mani_json_reader_peek (reader, NULL), ==, MANI_JSON_END);
  g_assert_cmpint (mani_json_reader_next (reader, NULL), ==, MANI_JSON_END);
}

static void
test_peek_error_comes_again (void)
{
  const char *json = "[\"one\" x]";
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (json, strlen (json), "a.json", NULL);
  const char *message = "a.json:1:8: expected “,” or “]”, not “x”";

  g_assert_true (mani_json_reader_expect (reader, MANI_JSON_ARRAY_START, NULL));
  g_assert_true (mani_json_reader_expect (reader, MANI_JSON_STRING, NULL));
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (GError) error = NULL;

      if (i < 2)
        {
          g_assert_cmpint (mani_json_reader_peek (reader, &error), ==, MANI_JSON_ERROR);
          g_assert_cmpstr (mani_json_reader_get_string (reader, NULL), ==, "one");
        }
      else
        {
          g_assert_cmpint (mani_json_reader_next (reader, &error), ==, MANI_JSON_ERROR);
          g_assert_cmpuint (mani_json_reader_get_position (reader), ==, 7);
        }
      assert_error (error, MANI_ERROR_INVALID, message);
    }
  g_assert_cmpint (mani_json_reader_next (reader, NULL), ==, MANI_JSON_ERROR);
}

static void
test_skip_gives_the_raw_value (void)
{
  const char *json =
      "{ \"a\" :  { \"b\" : [ 1 , \"]}\" ] } , \"c\":[ ],\"d\" : 12.50 , \"e\":null }";
  static const char *const values[] = { "{ \"b\" : [ 1 , \"]}\" ] }", "[ ]", "12.50", "null" };

  /* With and without a look at what is skipped. */
  for (guint peeks = 0; peeks < 2; peeks++)
    {
      g_autoptr (ManiJsonReader) reader =
          mani_json_reader_new (json, strlen (json), "a.json", NULL);
      g_autoptr (GError) error = NULL;

      g_assert_true (mani_json_reader_expect (reader, MANI_JSON_OBJECT_START, &error));
      for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
        {
          const char *raw;
          const char *current;
          gsize n_bytes, n_current;

          g_assert_true (mani_json_reader_expect (reader, MANI_JSON_NAME, &error));
          if (peeks)
            g_assert_cmpint (mani_json_reader_peek (reader, &error), >, MANI_JSON_END);
          g_assert_true (mani_json_reader_skip (reader, &raw, &n_bytes, &error));
          g_assert_cmpmem (raw, n_bytes, values[i], strlen (values[i]));
          current = mani_json_reader_get_raw (reader, &n_current);
          g_assert_cmpmem (current, n_current, values[i], strlen (values[i]));
          g_assert_true (mani_json_check (raw, n_bytes, "raw", NULL, &error));
        }
      g_assert_true (mani_json_reader_expect (reader, MANI_JSON_OBJECT_END, &error));
      g_assert_true (mani_json_reader_expect (reader, MANI_JSON_END, &error));
    }
}

static void
test_skip_validates (void)
{
  const char *json = "[[{\"a\":[1,2,{\"b\":01}]}]]";
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (json, strlen (json), "a.json", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (mani_json_reader_expect (reader, MANI_JSON_ARRAY_START, &error));
  g_assert_false (mani_json_reader_skip (reader, NULL, NULL, &error));
  assert_error (error, MANI_ERROR_INVALID, "a.json:1:18: a number must not begin with 0");
}

static void
test_skip_needs_a_value (void)
{
  const char *json = "[]";
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (json, strlen (json), "a.json", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (mani_json_reader_expect (reader, MANI_JSON_ARRAY_START, &error));
  g_assert_false (mani_json_reader_skip (reader, NULL, NULL, &error));
  assert_error (error, MANI_ERROR_INVALID, "a.json:1:2: expected a value");
}

static void
test_expect_says_what_was_expected (void)
{
  static const struct
  {
    ManiJsonToken token;
    const char *message;
  } cases[] = {
    { MANI_JSON_END, "a.json:1:1: expected nothing more" },
    { MANI_JSON_OBJECT_START, "a.json:1:1: expected an object" },
    { MANI_JSON_OBJECT_END, "a.json:1:1: expected the end of the object" },
    { MANI_JSON_ARRAY_START, "a.json:1:1: expected an array" },
    { MANI_JSON_ARRAY_END, "a.json:1:1: expected the end of the array" },
    { MANI_JSON_NAME, "a.json:1:1: expected a further member" },
    { MANI_JSON_STRING, "a.json:1:1: expected a string" },
    { MANI_JSON_NUMBER, "a.json:1:1: expected a number" },
    { MANI_JSON_TRUE, "a.json:1:1: expected “true”" },
    { MANI_JSON_FALSE, "a.json:1:1: expected “false”" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ManiJsonReader) reader = mani_json_reader_new ("null", 4, "a.json", NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (mani_json_reader_expect (reader, cases[i].token, &error));
      assert_error (error, MANI_ERROR_INVALID, cases[i].message);
    }
}

static void
test_places (void)
{
  const char *json = "[\n  \"Երևան\", 1,\r\n\t{ \"😀\":2}\n]";
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (json, strlen (json), "a.json", NULL);
  g_autoptr (GError) error = NULL;
  static const struct
  {
    guint position, line, column;
  } places[] = { { 0, 1, 1 },  { 4, 2, 3 },  { 18, 2, 12 }, { 23, 3, 2 },
                 { 25, 3, 4 }, { 32, 3, 8 }, { 33, 3, 9 },  { 35, 4, 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_assert_cmpint (mani_json_reader_next (reader, NULL), >, MANI_JSON_END);
      g_assert_cmpuint (mani_json_reader_get_position (reader), ==, places[i].position);
      g_assert_cmpuint (mani_json_reader_get_line (reader), ==, places[i].line);
      g_assert_cmpuint (mani_json_reader_get_column (reader), ==, places[i].column);
    }

  mani_json_reader_set_error (reader, &error, MANI_ERROR_UNSUPPORTED, "version %d is not known", 7);
  assert_error (error, MANI_ERROR_UNSUPPORTED, "a.json:4:1: version 7 is not known");
  mani_json_reader_set_error (reader, NULL, MANI_ERROR_UNSUPPORTED, "nobody asks");
}

/* Asking for the place of a peeked error must not lose the way back. */
static void
test_places_go_backwards (void)
{
  const char *json = "[1,\n\n x]";
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (json, strlen (json), "a.json", NULL);

  mani_json_reader_next (reader, NULL);
  mani_json_reader_next (reader, NULL);
  g_assert_cmpint (mani_json_reader_peek (reader, NULL), ==, MANI_JSON_ERROR);
  g_assert_cmpuint (mani_json_reader_get_line (reader), ==, 1);
  g_assert_cmpuint (mani_json_reader_get_column (reader), ==, 2);
  g_assert_cmpint (mani_json_reader_next (reader, NULL), ==, MANI_JSON_ERROR);
  g_assert_cmpuint (mani_json_reader_get_line (reader), ==, 3);
  g_assert_cmpuint (mani_json_reader_get_column (reader), ==, 2);
}

#define TEN "აააააააააა"
#define FIFTY TEN TEN TEN TEN TEN

static void
test_messages (void)
{
  check_message ("", "a.json:1:1: expected a value, but the text is empty");
  check_message ("{\"a\":1} {}", "a.json:1:9: expected nothing more after the value, not “{”");
  check_message ("[01]", "a.json:1:2: a number must not begin with 0");
  check_message ("[0x10]", "a.json:1:3: “x” does not belong in a number");
  check_message ("['x']",
                 "a.json:1:2: names and strings stand in quotation marks, not in apostrophes");
  check_message ("[1, // one\n2]", "a.json:1:5: JSON has no comments");
  check_message ("[1,]", "a.json:1:4: expected a value, not “]”");
  check_message ("{\"a\":1,}",
                 "a.json:1:8: expected the name of a member in quotation marks, not “}”");
  check_message ("[1e400]", "a.json:1:2: the number is out of range: 1e400");
  check_message ("[\n\"\xff\"]", "a.json:2:2: the byte 0xFF is not valid UTF-8 here");
  check_message ("[\"\\ud800\"]", "a.json:1:3: “\\ud800” is half of a surrogate pair");
  check_message ("[\"\\u0000\"]", "a.json:1:3: the character U+0000 is not allowed");
  check_message ("[\"\t\"]",
                 "a.json:1:3: the control character U+0009 must be written as an escape");
  check_message ("[\"\\q\"]", "a.json:1:3: the backslash does not begin an escape that JSON has");
  check_message ("[\"\\u12\"]", "a.json:1:3: “\\u” must be followed by four digits of base 16");
  check_message ("[\"a", "a.json:1:4: the text ends inside a string");
  check_message ("{\"id\":1,\"id\":2}",
                 "a.json:1:9: the object has a member of this name already: \"id\"");
  check_message ("{\"" FIFTY "\":1,\n\"" FIFTY "\":2}",
                 "a.json:2:1: the object has a member of this name already: \"" TEN TEN "აააააა…");
  check_message ("\xef\xbb\xbf{}",
                 "a.json:1:1: JSON must not begin with a byte order mark (U+FEFF)");
  check_message ("{\"a\" 1}", "a.json:1:6: expected “:” after the name of a member, not “1”");
  check_message ("[1 \x01]", "a.json:1:4: expected “,” or “]”, not “U+0001”");
  check_message ("[1 \xff]", "a.json:1:4: expected “,” or “]”, not “0xFF”");
  check_message ("[é]", "a.json:1:2: expected a value or “]”, not “é”");
  check_message ("{", "a.json:1:2: expected the name of a member or “}”, but the text ends here");
  check_message ("[tru]", "a.json:1:5: expected “true”, not “]”");
}

static void
test_a_million_brackets (void)
{
  g_autofree char *json = g_malloc (1000000);
  g_autoptr (GError) error = NULL;
  ManiJsonLimits deep = { .max_depth = 2000000 };

  memset (json, '[', 1000000);
  g_assert_false (mani_json_check (json, 1000000, "a.json", NULL, &error));
  assert_error (error, MANI_ERROR_TOO_LARGE,
                "a.json:1:65: objects and arrays lie deeper in one another than the limit of 64");
  g_clear_error (&error);

  /* There is no recursion: a million is fine for who asks for it. */
  g_assert_false (mani_json_check (json, 1000000, "a.json", &deep, &error));
  assert_error (error, MANI_ERROR_INVALID,
                "a.json:1:1000001: expected a value or “]”, but the text ends here");
  g_clear_error (&error);

  memset (json + 500000, ']', 500000);
  mani_json_check (json, 1000000, "a.json", &deep, &error);
  g_assert_no_error (error);
}

static void
test_limits (void)
{
  static const struct
  {
    ManiJsonLimits limits;
    const char *fits;
    const char *exceeds;
    const char *message;
  } cases[] = {
    { { .max_depth = 2 },
      "[{},[1]]",
      "[{},[{}]]",
      "a:1:6: objects and arrays lie deeper in one another than the limit of 2" },
    { { .max_string = 4 },
      "[\"abcd\"]",
      "[\"abcde\"]",
      "a:1:2: the string is longer than the limit of 4 bytes" },
    { { .max_string = 4 },
      "{\"abcd\":1}",
      "{\"abcde\":1}",
      "a:1:2: the string is longer than the limit of 4 bytes" },
    { { .max_number = 4 },
      "[-1.5]",
      "[-1.55]",
      "a:1:2: the number is longer than the limit of 4 characters" },
    { { .max_members = 2 },
      "{\"a\":{\"a\":1,\"b\":2},\"b\":2}",
      "{\"a\":1,\"b\":2,\"c\":3}",
      "a:1:14: the object has more members than the limit of 2" },
    { { .max_values = 3 },
      "[1,{}]",
      "[1,2,3]",
      "a:1:6: there are more values than the limit allows" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (
          mani_json_check (cases[i].fits, strlen (cases[i].fits), "a", &cases[i].limits, &error));
      g_assert_no_error (error);
      g_assert_false (mani_json_check (cases[i].exceeds, strlen (cases[i].exceeds), "a",
                                       &cases[i].limits, &error));
      assert_error (error, MANI_ERROR_TOO_LARGE, cases[i].message);
    }
}

/* A number of more characters than usual is allowed to who asks for it, and still has to fit. */
static void
test_long_numbers (void)
{
  ManiJsonLimits limits = { .max_number = 1000 };
  g_autofree char *digits = g_strnfill (309, '9');
  g_autofree char *small = g_strconcat ("0.", digits, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (mani_json_check (digits, 308, "a", &limits, &error));
  g_assert_no_error (error);
  g_assert_true (mani_json_check (small, strlen (small), "a", &limits, &error));
  g_assert_no_error (error);
  g_assert_false (mani_json_check (digits, 309, "a", &limits, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "a:1:1: the number is out of range: 9999"));
}

/* @n_members members, the last of which has the name of the one at @duplicate if that is not 0. */
static GString *
big_object (guint n_members, guint duplicate)
{
  GString *json = g_string_new ("{");

  for (guint i = 0; i < n_members; i++)
    g_string_append_printf (json, "%s\"name%u\":{\"name%u\":0}", i == 0 ? "" : ",\n",
                            duplicate != 0 && i == n_members - 1 ? duplicate : i, i);
  g_string_append_c (json, '}');

  return json;
}

static void
test_big_objects (void)
{
  ManiJsonLimits limits = { .max_members = 1000000 };
  g_autoptr (GString) sound = big_object (1000000, 0);
  g_autoptr (GString) unsound = big_object (300000, 70000);
  g_autoptr (GString) too_big = big_object (1000, 0);
  g_autoptr (GError) error = NULL;

  g_assert_true (mani_json_check (sound->str, sound->len, "a", &limits, &error));
  g_assert_no_error (error);

  g_assert_false (mani_json_check (unsound->str, unsound->len, "a", &limits, &error));
  assert_error (error, MANI_ERROR_INVALID,
                "a:300000:1: the object has a member of this name already: \"name70000\"");
  g_clear_error (&error);

  limits.max_members = 999;
  g_assert_false (mani_json_check (too_big->str, too_big->len, "a", &limits, &error));
  assert_error (error, MANI_ERROR_TOO_LARGE,
                "a:1000:1: the object has more members than the limit of 999");
}

/* Every member of each object, in turn, is found when it comes again, at any depth and size. */
static void
test_duplicates_are_found_in_every_place (void)
{
  for (guint n_members = 2; n_members < 140; n_members = n_members * 3 / 2 + 1)
    for (guint duplicate = 1; duplicate < n_members - 1; duplicate++)
      {
        g_autoptr (GString) json = big_object (n_members, duplicate);
        g_autoptr (GError) error = NULL;
        g_autofree char *message = NULL;

        /* Inside an object that has the same names. */
        g_string_prepend (json, "{\"name1\":1,\"name2\":\n");
        message =
            g_strdup_printf ("a:%u:1: the object has a member of this name already: \"name%u\"",
                             n_members + 1, duplicate);
        g_assert_false (mani_json_check (json->str, json->len, "a", NULL, &error));
        assert_error (error, MANI_ERROR_INVALID, message);
      }
}

static void
test_sequence (void)
{
  static const struct
  {
    const char *json;
    const char *tokens;
    const char *message;
  } cases[] = {
    { "", "", NULL },
    { " \n", "", NULL },
    { "{\"a\":1}\n{\"a\":2}\n", "{ a: 1 } { a: 2 }", NULL },
    { "{\"a\":1}\r\n{\"a\":2}", "{ a: 1 } { a: 2 }", NULL },
    { "{\n \"a\": 1\n}\n\n[\n]\n", "{ a: 1 } [ ]", NULL },
    { "1 2\n\"x\" null", "1 2 'x' null", NULL },
    { "{}\n{", "{ } {", "a:2:2: expected the name of a member or “}”, but the text ends here" },
    { "{}\n\n,{}", "{ }", "a:3:1: expected a value, not “,”" },
    { "{}{}", "{ }", "a:1:3: expected a new line after the value, not “{”" },
    { "{},\n{}", "{ }", "a:1:3: expected a new line after the value, not “,”" },
    { "1\n01", "1", "a:2:1: a number must not begin with 0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ManiJsonReader) reader =
          mani_json_reader_new (cases[i].json, strlen (cases[i].json), "a", NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *tokens = NULL;

      mani_json_reader_set_sequence (reader, TRUE);
      tokens = read_tokens (reader, &error);
      g_assert_cmpstr (tokens, ==, cases[i].tokens);
      if (cases[i].message != NULL)
        assert_error (error, MANI_ERROR_INVALID, cases[i].message);
      else
        g_assert_no_error (error);
    }
}

static void
test_nothing_and_no_data (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (mani_json_check (NULL, 0, "a", NULL, &error));
  assert_error (error, MANI_ERROR_INVALID, "a:1:1: expected a value, but the text is empty");
  mani_json_reader_free (NULL);
}

/* A value in the middle of a document, read alone, has the document's lines and columns. */
static void
test_within_a_document (void)
{
  static const char document[] = "{\"é\": [1,\n 2,\n  tru]}";
  const char *value = strchr (document, '[');
  g_autoptr (ManiJsonReader) reader =
      mani_json_reader_new_within (value, strlen (value) - 1, 1, 7, "FILE", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (mani_json_reader_expect (reader, MANI_JSON_ARRAY_START, NULL));
  g_assert_cmpuint (mani_json_reader_get_line (reader), ==, 1);
  g_assert_cmpuint (mani_json_reader_get_column (reader), ==, 7);
  g_assert_cmpuint (mani_json_reader_get_position (reader), ==, 0);
  g_assert_true (mani_json_reader_expect (reader, MANI_JSON_NUMBER, NULL));
  g_assert_cmpuint (mani_json_reader_get_column (reader), ==, 8);
  g_assert_true (mani_json_reader_expect (reader, MANI_JSON_NUMBER, NULL));
  g_assert_cmpuint (mani_json_reader_get_line (reader), ==, 2);
  g_assert_cmpuint (mani_json_reader_get_column (reader), ==, 2);

  g_assert_cmpint (mani_json_reader_next (reader, &error), ==, MANI_JSON_ERROR);
  g_assert_cmpstr (error->message, ==, "FILE:3:6: expected “true”, not “]”");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/json-reader/tokens", test_tokens);
  g_test_add_func ("/base/json-reader/strings-are-decoded", test_strings_are_decoded);
  g_test_add_func ("/base/json-reader/numbers-are-exact", test_numbers_are_exact);
  g_test_add_func ("/base/json-reader/peek-leaves-the-current-token",
                   test_peek_leaves_the_current_token);
  g_test_add_func ("/base/json-reader/peek-error-comes-again", test_peek_error_comes_again);
  g_test_add_func ("/base/json-reader/skip-gives-the-raw-value", test_skip_gives_the_raw_value);
  g_test_add_func ("/base/json-reader/skip-validates", test_skip_validates);
  g_test_add_func ("/base/json-reader/skip-needs-a-value", test_skip_needs_a_value);
  g_test_add_func ("/base/json-reader/expect-says-what-was-expected",
                   test_expect_says_what_was_expected);
  g_test_add_func ("/base/json-reader/places", test_places);
  g_test_add_func ("/base/json-reader/places-go-backwards", test_places_go_backwards);
  g_test_add_func ("/base/json-reader/messages", test_messages);
  g_test_add_func ("/base/json-reader/a-million-brackets", test_a_million_brackets);
  g_test_add_func ("/base/json-reader/limits", test_limits);
  g_test_add_func ("/base/json-reader/long-numbers", test_long_numbers);
  g_test_add_func ("/base/json-reader/big-objects", test_big_objects);
  g_test_add_func ("/base/json-reader/duplicates-are-found-in-every-place",
                   test_duplicates_are_found_in_every_place);
  g_test_add_func ("/base/json-reader/sequence", test_sequence);
  g_test_add_func ("/base/json-reader/nothing-and-no-data", test_nothing_and_no_data);
  g_test_add_func ("/base/json-reader/within-a-document", test_within_a_document);

  return g_test_run ();
}
