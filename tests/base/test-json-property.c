/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Random JSON: what the writer writes comes back equal, json-glib agrees, and damage is either
 * found or leaves valid JSON; strings are UTF-8 where GLib says so. */

#include "mani-json-reader.h"
#include "mani-json-writer.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#define N_DOCUMENTS 2000
#define N_FLIPS 20

/* A document and what is in it, as a log that does not depend on how it is spelt. */
typedef struct
{
  GString *json;
  GString *log;
} Document;

static void
log_string (GString *log, char kind, const char *text)
{
  g_string_append_printf (log, "%c%" G_GSIZE_FORMAT ":%s\n", kind, strlen (text), text);
}

static void
log_double (GString *log, double value)
{
  g_string_append_printf (log, "d%a\n", value);
}

/* Random documents */

static guint64
random_bits (void)
{
  return (guint64) (guint32) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();
}

static void
append_white (GString *json)
{
  static const char *const whites[] = { "",   "",     "",   "",   " ",
                                        "\n", "\r\n", "\t", "  ", "\n          " };

  g_string_append (json, whites[g_test_rand_int_range (0, G_N_ELEMENTS (whites))]);
}

static char *
random_text (void)
{
  static const gunichar starts[] = { 'a',    'a',    'a',    ' ',    1,       '"',
                                     '\\',   0x7f,   0xe9,   0x561,  0x430,   0x10d0,
                                     0x20ac, 0xd7f0, 0xe000, 0xfff0, 0x1f600, 0x10fff0 };
  GString *text = g_string_new (NULL);
  gint n_runs = g_test_rand_int_range (0, 5);

  for (gint run = 0; run < n_runs; run++)
    {
      gunichar start = starts[g_test_rand_int_range (0, G_N_ELEMENTS (starts))];
      gint n_characters = g_test_rand_int_range (1, 20);

      for (gint i = 0; i < n_characters; i++)
        g_string_append_unichar (text, start + g_test_rand_int_range (0, 16));
    }

  return g_string_free (text, FALSE);
}

/* Any spelling of the text: each character as it is or as an escape. */
static void
append_spelt (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  for (const char *p = text; *p != 0; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (character < 0x20 || character == '"' || character == '\\' ||
          g_test_rand_int_range (0, 3) == 0)
        {
          if (character >= 0x10000)
            g_string_append_printf (json, "\\u%04x\\u%04X", 0xd800 + ((character - 0x10000) >> 10),
                                    0xdc00 + ((character - 0x10000) & 0x3ff));
          else
            g_string_append_printf (json, "\\u%04x", character);
        }
      else
        {
          g_string_append_unichar (json, character);
        }
    }
  g_string_append_c (json, '"');
}

static void
append_random_string (Document *self, char kind)
{
  g_autofree char *text = random_text ();

  if (kind == 'n')
    {
      /* No second member of this name. */
      char *unique = g_strdup_printf ("%s%" G_GSIZE_FORMAT, text, self->log->len);

      g_free (text);
      text = unique;
    }

  log_string (self->log, kind, text);
  if (g_test_rand_bit ())
    mani_json_append_string (self->json, text, -1);
  else
    append_spelt (self->json, text);
}

static double
random_double (void)
{
  guint64 bits;
  double value;

  switch (g_test_rand_int_range (0, 3))
    {
    case 0:
      return g_test_rand_int_range (-1000000, 1000000) / 1000.0;

    case 1:
      return g_test_rand_double_range (-180, 180);

    default:
      bits = random_bits ();
      memcpy (&value, &bits, sizeof value);
      return isfinite (value) ? value : 0.5;
    }
}

/* json-glib takes a number without a point or exponent for an integer of 64 bits. */
static gboolean
json_glib_can (double value)
{
  return value == trunc (value) ? fabs (value) < 1e18 || fabs (value) >= 1e21 : TRUE;
}

static void append_random_value (Document *self, guint depth);

static void
append_random_members (Document *self, guint depth, gboolean is_object)
{
  gint n_members = g_test_rand_int_range (0, 6);

  g_string_append_c (self->log, is_object ? '{' : '[');
  g_string_append_c (self->json, is_object ? '{' : '[');
  append_white (self->json);
  for (gint i = 0; i < n_members; i++)
    {
      if (i > 0)
        {
          g_string_append_c (self->json, ',');
          append_white (self->json);
        }
      if (is_object)
        {
          append_random_string (self, 'n');
          append_white (self->json);
          g_string_append_c (self->json, ':');
          append_white (self->json);
        }
      append_random_value (self, depth + 1);
      append_white (self->json);
    }
  g_string_append_c (self->json, is_object ? '}' : ']');
  g_string_append_c (self->log, is_object ? '}' : ']');
}

static void
append_random_value (Document *self, guint depth)
{
  gint64 integer;
  double number;

  switch (g_test_rand_int_range (depth == 0 ? 6 : 0, depth < 6 ? 10 : 6))
    {
    case 0:
      g_string_append_c (self->log, 't');
      g_string_append (self->json, "true");
      break;

    case 1:
      g_string_append_c (self->log, 'f');
      g_string_append (self->json, "false");
      break;

    case 2:
      g_string_append_c (self->log, '0');
      g_string_append (self->json, "null");
      break;

    case 3:
      integer = (gint64) random_bits () >> g_test_rand_int_range (0, 64);
      log_double (self->log, (double) integer);
      mani_json_append_int64 (self->json, integer);
      break;

    case 4:
      do
        number = random_double ();
      while (number == 0 || !json_glib_can (number));
      log_double (self->log, number);
      mani_json_append_double (self->json, number);
      break;

    case 5:
      append_random_string (self, 's');
      break;

    case 6:
    case 7:
      append_random_members (self, depth, FALSE);
      break;

    default:
      append_random_members (self, depth, TRUE);
      break;
    }
}

static Document *
document_new (void)
{
  Document *self = g_new (Document, 1);

  self->json = g_string_new (NULL);
  self->log = g_string_new (NULL);
  append_white (self->json);
  append_random_value (self, 0);
  append_white (self->json);

  return self;
}

static void
document_free (Document *self)
{
  g_string_free (self->json, TRUE);
  g_string_free (self->log, TRUE);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Document, document_free)

/* Logs of what is read */

static GString *
log_of_reader (const char *json, gsize n_bytes, GError **error)
{
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (json, n_bytes, "random", NULL);
  g_autoptr (GString) log = g_string_new (NULL);

  for (;;)
    {
      switch (mani_json_reader_next (reader, error))
        {
        case MANI_JSON_ERROR:
          return NULL;

        case MANI_JSON_END:
          return g_steal_pointer (&log);

        case MANI_JSON_OBJECT_START:
          g_string_append_c (log, '{');
          break;

        case MANI_JSON_OBJECT_END:
          g_string_append_c (log, '}');
          break;

        case MANI_JSON_ARRAY_START:
          g_string_append_c (log, '[');
          break;

        case MANI_JSON_ARRAY_END:
          g_string_append_c (log, ']');
          break;

        case MANI_JSON_NAME:
          log_string (log, 'n', mani_json_reader_get_string (reader, NULL));
          break;

        case MANI_JSON_STRING:
          log_string (log, 's', mani_json_reader_get_string (reader, NULL));
          break;

        case MANI_JSON_NUMBER:
          log_double (log, mani_json_reader_get_double (reader));
          break;

        case MANI_JSON_TRUE:
          g_string_append_c (log, 't');
          break;

        case MANI_JSON_FALSE:
          g_string_append_c (log, 'f');
          break;

        case MANI_JSON_NULL:
          g_string_append_c (log, '0');
          break;

        default:
          g_assert_not_reached ();
        }
    }
}

static void
log_node (GString *log, JsonNode *node)
{
  if (JSON_NODE_HOLDS_NULL (node))
    {
      g_string_append_c (log, '0');
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      g_string_append_c (log, '{');
      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &name, &member))
        {
          log_string (log, 'n', name);
          log_node (log, member);
        }
      g_string_append_c (log, '}');
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      g_string_append_c (log, '[');
      for (guint i = 0; i < json_array_get_length (array); i++)
        log_node (log, json_array_get_element (array, i));
      g_string_append_c (log, ']');
    }
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      log_string (log, 's', json_node_get_string (node));
    }
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    {
      g_string_append_c (log, json_node_get_boolean (node) ? 't' : 'f');
    }
  else
    {
      log_double (log, json_node_get_double (node));
    }
}

static void
test_written_is_read_equal (void)
{
  for (guint i = 0; i < N_DOCUMENTS; i++)
    {
      g_autoptr (Document) document = document_new ();
      g_autoptr (JsonParser) parser = json_parser_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) ours = log_of_reader (document->json->str, document->json->len, &error);
      g_autoptr (GString) theirs = g_string_new (NULL);

      g_assert_no_error (error);
      g_assert_cmpstr (ours->str, ==, document->log->str);

      json_parser_load_from_data (parser, document->json->str, document->json->len, &error);
      g_assert_no_error (error);
      log_node (theirs, json_parser_get_root (parser));
      g_assert_cmpstr (theirs->str, ==, document->log->str);
    }
}

static void
test_every_prefix_is_refused (void)
{
  for (guint i = 0; i < N_DOCUMENTS / 20; i++)
    {
      g_autoptr (Document) document = document_new ();

      g_strchomp (document->json->str);
      for (gsize n_bytes = 0; n_bytes < strlen (document->json->str); n_bytes++)
        {
          g_autofree char *prefix = g_memdup2 (document->json->str, n_bytes);

          g_assert_false (mani_json_check (prefix, n_bytes, "prefix", NULL, NULL));
        }
    }
}

/* Each value of a document, on its own, is valid and the same. */
static void
test_raw_values_are_valid (void)
{
  for (guint i = 0; i < N_DOCUMENTS; i++)
    {
      g_autoptr (Document) document = document_new ();
      g_autoptr (ManiJsonReader) reader =
          mani_json_reader_new (document->json->str, document->json->len, "random", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GString) log = g_string_new (NULL);
      gboolean is_object = mani_json_reader_next (reader, &error) == MANI_JSON_OBJECT_START;
      ManiJsonToken token;

      g_string_append_c (log, is_object ? '{' : '[');
      while ((token = mani_json_reader_peek (reader, &error)) != MANI_JSON_OBJECT_END &&
             token != MANI_JSON_ARRAY_END)
        {
          g_autoptr (GString) value = NULL;
          const char *raw;
          gsize n_bytes;

          if (is_object)
            {
              g_assert_true (mani_json_reader_expect (reader, MANI_JSON_NAME, &error));
              log_string (log, 'n', mani_json_reader_get_string (reader, NULL));
            }
          g_assert_true (mani_json_reader_skip (reader, &raw, &n_bytes, &error));
          value = log_of_reader (raw, n_bytes, &error);
          g_assert_no_error (error);
          g_string_append (log, value->str);
        }
      g_string_append_c (log, is_object ? '}' : ']');
      g_assert_cmpstr (log->str, ==, document->log->str);
    }
}

static void
test_flips_are_refused_or_valid (void)
{
  guint n_refused = 0;
  guint n_accepted = 0;

  for (guint i = 0; i < N_DOCUMENTS; i++)
    {
      g_autoptr (Document) document = document_new ();

      for (guint flip = 0; flip < N_FLIPS; flip++)
        {
          static const char interesting[] = "\"\\{}[],:0123eE+-. \n/utnf\x80\xc3\xed\xf0\xff";
          gsize n_bytes = document->json->len;
          g_autofree char *json = g_memdup2 (document->json->str, n_bytes);
          gint place = g_test_rand_int_range (0, n_bytes);
          g_autoptr (GError) error = NULL;
          g_autoptr (GString) log = NULL;
          gboolean is_valid;

          if (g_test_rand_bit ())
            json[place] ^= 1 << g_test_rand_int_range (0, 8);
          else
            json[place] = interesting[g_test_rand_int_range (0, sizeof interesting)];

          is_valid = mani_json_check (json, n_bytes, "flip", NULL, &error);
          log = log_of_reader (json, n_bytes, NULL);
          g_assert_cmpint (log != NULL, ==, is_valid);
          if (is_valid)
            {
              g_autoptr (JsonParser) parser = json_parser_new ();

              n_accepted++;
              g_assert_no_error (error);
              g_assert_true (g_utf8_validate (json, n_bytes, NULL));
              json_parser_load_from_data (parser, json, n_bytes, &error);
              g_assert_no_error (error);
            }
          else
            {
              n_refused++;
              g_assert_true (error->domain == MANI_ERROR);
              g_assert_true (g_utf8_validate (error->message, -1, NULL));
            }
        }
    }

  g_assert_cmpuint (n_refused, >, N_DOCUMENTS);
  g_assert_cmpuint (n_accepted, >, N_DOCUMENTS);
}

/* The inside of a string is UTF-8 where GLib says it is, and the error is at the character that is
 * not. */
static void
check_utf8 (const char *inside, gsize n_bytes)
{
  g_autofree char *json = g_malloc (n_bytes + 2);
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (json, n_bytes + 2, "a", NULL);
  g_autoptr (GError) error = NULL;
  const char *end;
  gboolean is_valid = g_utf8_validate_len (inside, n_bytes, &end);

  json[0] = json[n_bytes + 1] = '"';
  memcpy (json + 1, inside, n_bytes);

  if (is_valid)
    {
      g_assert_cmpint (mani_json_reader_next (reader, &error), ==, MANI_JSON_STRING);
      g_assert_cmpmem (mani_json_reader_get_string (reader, NULL), n_bytes, inside, n_bytes);
    }
  else
    {
      g_assert_cmpint (mani_json_reader_next (reader, &error), ==, MANI_JSON_ERROR);
      g_assert_cmpuint (mani_json_reader_get_position (reader), ==, 1 + (end - inside));
    }
}

static void
test_utf8_is_checked_at_every_place (void)
{
  static const char *const fillers[] = { "a", "\xd0\xb6", "\xe1\x83\x90", "\xe0\xa4\x95",
                                         "\xf0\x9f\x98\x80" };
  static const char *const pieces[] = { "\x7f",
                                        "\x80",
                                        "\xbf",
                                        "\xc0\x80",
                                        "\xc1\xbf",
                                        "\xc2",
                                        "\xc2\x80",
                                        "\xdf\xbf",
                                        "\xdf\x7f",
                                        "\xe0",
                                        "\xe0\xa0",
                                        "\xe0\x9f\xbf",
                                        "\xe0\xa0\x80",
                                        "\xe1\x80",
                                        "\xe1\x80\x80",
                                        "\xe1\x80\x80\x80",
                                        "\xed\x9f\xbf",
                                        "\xed\xa0\x80",
                                        "\xee\x80\x80",
                                        "\xef\xbf\xbf",
                                        "\xf0\x8f\xbf\xbf",
                                        "\xf0\x90\x80\x80",
                                        "\xf0\x90\x80",
                                        "\xf4\x8f\xbf\xbf",
                                        "\xf4\x90\x80\x80",
                                        "\xf5\x80\x80\x80",
                                        "\xff" };

  for (gsize piece = 0; piece < G_N_ELEMENTS (pieces); piece++)
    for (gsize before = 0; before < G_N_ELEMENTS (fillers); before++)
      for (gsize after = 0; after < G_N_ELEMENTS (fillers); after++)
        for (guint n_before = 0; n_before < 18; n_before++)
          for (guint n_after = 0; n_after < 10; n_after++)
            {
              g_autoptr (GString) text = g_string_new (NULL);

              for (guint i = 0; i < n_before; i++)
                g_string_append (text, fillers[before]);
              g_string_append (text, pieces[piece]);
              for (guint i = 0; i < n_after; i++)
                g_string_append (text, fillers[after]);
              check_utf8 (text->str, text->len);
            }
}

static void
test_random_bytes_are_checked (void)
{
  static const char bytes[] =
      "aaa\x80\x8f\x90\x9f\xa0\xbf\xc1\xc2\xd0\xdf\xe0\xe1\xed\xef\xf0\xf1\xf4\xf5";

  for (guint i = 0; i < 300000; i++)
    {
      char text[20];
      gsize n_bytes = g_test_rand_int_range (1, sizeof text);

      for (gsize j = 0; j < n_bytes; j++)
        text[j] = bytes[g_test_rand_int_range (0, sizeof bytes - 1)];
      check_utf8 (text, n_bytes);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/json-property/written-is-read-equal", test_written_is_read_equal);
  g_test_add_func ("/base/json-property/every-prefix-is-refused", test_every_prefix_is_refused);
  g_test_add_func ("/base/json-property/raw-values-are-valid", test_raw_values_are_valid);
  g_test_add_func ("/base/json-property/flips-are-refused-or-valid",
                   test_flips_are_refused_or_valid);
  g_test_add_func ("/base/json-property/utf8-is-checked-at-every-place",
                   test_utf8_is_checked_at_every_place);
  g_test_add_func ("/base/json-property/random-bytes-are-checked", test_random_bytes_are_checked);

  return g_test_run ();
}
