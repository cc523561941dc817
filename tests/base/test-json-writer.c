/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the JSON writer writes. */

#include "mani-json-writer.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <string.h>

static char *
string_as_json (const char *text, gssize n_bytes)
{
  GString *json = g_string_new (NULL);

  mani_json_append_string (json, text, n_bytes);
  return g_string_free (json, FALSE);
}

static char *
double_as_json (double value)
{
  GString *json = g_string_new (NULL);

  mani_json_append_double (json, value);
  return g_string_free (json, FALSE);
}

static void
test_string_escapes_only_what_it_must (void)
{
  static const struct
  {
    const char *text;
    const char *json;
  } cases[] = {
    { "", "\"\"" },
    { "plain", "\"plain\"" },
    { "\"", "\"\\\"\"" },
    { "\\", "\"\\\\\"" },
    { "/", "\"/\"" },
    { "\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"" },
    { "\x01\x1f", "\"\\u0001\\u001f\"" },
    { "\x7f", "\"\x7f\"" },
    { "Հայաստան", "\"Հայաստան\"" },
    { "\xe2\x80\xa8\xf0\x9f\x98\x80", "\"\xe2\x80\xa8\xf0\x9f\x98\x80\"" },
    { "eight by\"te words and\nmore", "\"eight by\\\"te words and\\nmore\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = string_as_json (cases[i].text, -1);
      g_autofree char *same = string_as_json (cases[i].text, strlen (cases[i].text));

      g_assert_cmpstr (json, ==, cases[i].json);
      g_assert_cmpstr (same, ==, cases[i].json);
    }
}

/* Each byte of ASCII at each place of a word, among letters of one, two and three bytes. */
static void
test_string_finds_escapes_at_every_place (void)
{
  static const char *const fillers[] = { "a", "\xd5\xa1", "\xe2\x82\xac" };

  for (gsize filler = 0; filler < G_N_ELEMENTS (fillers); filler++)
    for (guint before = 0; before < 18; before++)
      for (guint byte = 1; byte < 0x80; byte++)
        {
          g_autoptr (GString) text = g_string_new (NULL);
          g_autoptr (GString) expected = g_string_new ("\"");
          g_autofree char *json = NULL;

          for (guint i = 0; i < before; i++)
            g_string_append (text, fillers[filler]);
          g_string_append (expected, text->str);

          g_string_append_c (text, byte);
          if (byte == '"' || byte == '\\')
            g_string_append_printf (expected, "\\%c", byte);
          else if (byte < 0x20 && strchr ("\b\f\n\r\t", byte) != NULL)
            g_string_append_printf (expected, "\\%c", "btn?fr"[byte - '\b']);
          else if (byte < 0x20)
            g_string_append_printf (expected, "\\u%04x", byte);
          else
            g_string_append_c (expected, byte);

          g_string_append (text, "0123456789");
          g_string_append (expected, "0123456789\"");
          json = string_as_json (text->str, text->len);
          g_assert_cmpstr (json, ==, expected->str);
        }
}

/* Expected values are what ECMAScript's Number::toString gives (node), but for "+" and -0. */
static void
test_double_is_shortest (void)
{
  static const struct
  {
    double value;
    const char *json;
  } cases[] = {
    { 0, "0" },
    { -0.0, "-0" },
    { 1, "1" },
    { -1, "-1" },
    { 10, "10" },
    { 0.1, "0.1" },
    { 0.9, "0.9" },
    { 0.5, "0.5" },
    { -40.1792, "-40.1792" },
    { 0.1 + 0.2, "0.30000000000000004" },
    { 1.0 / 3, "0.3333333333333333" },
    { 2.0 / 3, "0.6666666666666666" },
    { 100, "100" },
    { 123456789, "123456789" },
    { 9007199254740991, "9007199254740991" },
    { 9007199254740992, "9007199254740992" },
    { 9007199254740994, "9007199254740994" },
    { 1e15, "1000000000000000" },
    { 1e16, "10000000000000000" },
    { 1e20, "100000000000000000000" },
    { 123456789012345680000.0, "123456789012345680000" },
    { 1e21, "1e21" },
    { 1.5e21, "1.5e21" },
    { 1e22, "1e22" },
    { 1e23, "1e23" },
    { 1e300, "1e300" },
    { 1.7976931348623157e308, "1.7976931348623157e308" },
    { 0.001, "0.001" },
    { 0.000001, "0.000001" },
    { 0.00000123, "0.00000123" },
    { 0.0000001, "1e-7" },
    { 0.000000123, "1.23e-7" },
    { 1e-300, "1e-300" },
    { 5e-324, "5e-324" },
    { 1e-323, "1e-323" },
    { 2.2250738585072014e-308, "2.2250738585072014e-308" },
    { 2.225073858507201e-308, "2.225073858507201e-308" },
    { 5.684341886080802e-14, "5.684341886080802e-14" }, /* 2^-44: its nearest 16 digits do not do */
    { 1768063897463934.75, "1768063897463934.8" },      /* .7 is as near, but odd */
    { 3.141592653589793, "3.141592653589793" },
    { 4.35, "4.35" },
    { 0.000035, "0.000035" },
    { 1.7800000000000002, "1.7800000000000002" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = double_as_json (cases[i].value);

      g_assert_cmpstr (json, ==, cases[i].json);
    }
}

static void
check_double (double value)
{
  g_autofree char *json = double_as_json (value);
  char *end;
  double back = g_ascii_strtod (json, &end);
  gsize n_digits = 0;
  gsize n_last_zeros = 0;

  g_assert_cmpint (*end, ==, 0);
  g_assert_cmpmem (&back, sizeof back, &value, sizeof value);

  /* No number of one digit less gives the value: neither neighbour of it does. */
  for (const char *p = json; *p != 0 && *p != 'e'; p++)
    if (g_ascii_isdigit (*p) && (n_digits > 0 || *p != '0'))
      {
        n_digits++;
        n_last_zeros = *p == '0' ? n_last_zeros + 1 : 0;
      }
  n_digits -= n_last_zeros;
  if (n_digits > 1)
    {
      char format[8], shorter[40];

      g_snprintf (format, sizeof format, "%%.%de", (int) n_digits - 2);
      g_ascii_formatd (shorter, sizeof shorter, format, value);
      g_assert_true (g_ascii_strtod (shorter, NULL) != value);
    }
}

static void
test_double_comes_back (void)
{
  for (guint i = 0; i < 100000; i++)
    {
      guint64 bits = (guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();
      double value;

      memcpy (&value, &bits, sizeof value);
      if (isfinite (value))
        check_double (value);
      check_double (g_test_rand_double ());
      check_double (g_test_rand_int_range (-1000000, 1000000) / 1000.0);
      check_double (ldexp (1, g_test_rand_int_range (-1074, 1024)));
    }
}

static void
test_double_ignores_the_locale (void)
{
  g_autofree char *json = NULL;

  if (setlocale (LC_ALL, "de_DE.UTF-8") == NULL)
    {
      g_test_skip ("no de_DE.UTF-8 locale");
      return;
    }

  json = double_as_json (0.1234567890123456789);
  setlocale (LC_ALL, "C.UTF-8");
  g_assert_cmpstr (json, ==, "0.12345678901234568");
}

static void
test_int64 (void)
{
  static const gint64 values[] = {
    0, 1, -1, 9, 10, 1234567890, -1234567890, G_MAXINT64, G_MININT64
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autoptr (GString) json = g_string_new ("x");
      g_autofree char *expected = g_strdup_printf ("x%" G_GINT64_FORMAT, values[i]);

      mani_json_append_int64 (json, values[i]);
      g_assert_cmpstr (json->str, ==, expected);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/json-writer/string-escapes-only-what-it-must",
                   test_string_escapes_only_what_it_must);
  g_test_add_func ("/base/json-writer/string-finds-escapes-at-every-place",
                   test_string_finds_escapes_at_every_place);
  g_test_add_func ("/base/json-writer/double-is-shortest", test_double_is_shortest);
  g_test_add_func ("/base/json-writer/double-comes-back", test_double_comes_back);
  g_test_add_func ("/base/json-writer/double-ignores-the-locale", test_double_ignores_the_locale);
  g_test_add_func ("/base/json-writer/int64", test_int64);

  return g_test_run ();
}
