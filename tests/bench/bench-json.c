/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Speed of the JSON reader and writer beside json-glib and GLib on the same bytes. Prints lines of
 * name, value, unit, reference, ratio. */

#include "mani-json-reader.h"
#include "mani-json-writer.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define N_BYTES (4 << 20)
#define N_RUNS 5
#define N_NUMBERS 100000

/* Each works through the whole of its input. */
typedef void (*Work) (gconstpointer data, gsize n_bytes);

/* Millions a second: the best of some runs. */
static double
speed_of (Work work, gconstpointer data, gsize n_units)
{
  gint64 best = G_MAXINT64;

  for (guint run = 0; run < N_RUNS; run++)
    {
      gint64 start = g_get_monotonic_time ();

      work (data, n_units);
      best = MIN (best, g_get_monotonic_time () - start);
    }

  return (double) n_units / MAX (best, 1);
}

static void
report (const char *name,
        const char *unit,
        gconstpointer data,
        gsize n_units,
        Work ours,
        Work theirs)
{
  double value = speed_of (ours, data, n_units);
  double reference = speed_of (theirs, data, n_units);

  g_print ("%s\t%.1f\t%s\t%.1f\t%.2f\n", name, value, unit, reference, value / reference);
}

static void
check (gconstpointer data, gsize n_bytes)
{
  g_autoptr (GError) error = NULL;

  mani_json_check (data, n_bytes, "bench", NULL, &error);
  g_assert_no_error (error);
}

static void
read_all (gconstpointer data, gsize n_bytes)
{
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (data, n_bytes, "bench", NULL);
  g_autoptr (GError) error = NULL;
  ManiJsonToken token;
  gint64 value;

  while ((token = mani_json_reader_next (reader, &error)) > MANI_JSON_END)
    if (token == MANI_JSON_NAME || token == MANI_JSON_STRING)
      mani_json_reader_get_string (reader, NULL);
    else if (token == MANI_JSON_NUMBER)
      mani_json_reader_get_int64 (reader, &value);
  g_assert_no_error (error);
}

static void
load_with_json_glib (gconstpointer data, gsize n_bytes)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, data, n_bytes, &error);
  g_assert_no_error (error);
}

static void
validate_utf8 (gconstpointer data, gsize n_bytes)
{
  g_assert_true (g_utf8_validate (data, n_bytes, NULL));
}

static void
write_string (gconstpointer data, gsize n_bytes)
{
  g_autoptr (GString) json = g_string_new (NULL);

  mani_json_append_string (json, data, n_bytes);
  g_assert_cmpuint (json->len, >, n_bytes);
}

static void
write_string_with_json_glib (gconstpointer data, gsize n_bytes)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), data);
  g_autofree char *json = json_to_string (node, FALSE);

  g_assert_cmpuint (strlen (json), >, n_bytes);
}

static void
write_doubles (gconstpointer data, gsize n_numbers)
{
  const double *numbers = data;
  g_autoptr (GString) json = g_string_new (NULL);

  for (gsize i = 0; i < n_numbers; i++)
    mani_json_append_double (json, numbers[i]);
}

static void
write_doubles_with_glib (gconstpointer data, gsize n_numbers)
{
  const double *numbers = data;
  g_autoptr (GString) json = g_string_new (NULL);
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  for (gsize i = 0; i < n_numbers; i++)
    g_string_append (json, g_ascii_dtostr (text, sizeof text, numbers[i]));
}

/* Records as a project file has them, about 200 bytes each. */
static GString *
make_annotations (GRand *random, const char *line_end, const char *white)
{
  static const char *const quotes[] = {
    "Hikmet Hajiyev", "Baku", "Yerevan", "Nikol Pashinyan", "the ministry of defence", "Երևան"
  };
  static const char *const labels[] = { "person", "place", "organisation", "date", "quote" };
  GString *json = g_string_new ("[");

  while (json->len < N_BYTES)
    {
      guint start = g_rand_int_range (random, 0, 10000);
      const char *quote = quotes[g_rand_int_range (random, 0, G_N_ELEMENTS (quotes))];

      g_string_append_printf (
          json,
          "%s{%s\"id\":\"%08x%08x\",%s\"article\":\"8k2m%08xabcd\",%s\"ranges\":[[%u,%u]],"
          "%s\"quote\":\"%s\",%s\"label\":\"%s\",%s\"entity\":\"person%08x\","
          "%s\"created\":\"2026-11-%02uT%02u:10:00Z\"}",
          json->len > 1 ? line_end : "", white, g_rand_int (random), g_rand_int (random), white,
          g_rand_int_range (random, 0, 100), white, start,
          start + (guint) g_utf8_strlen (quote, -1), white, quote, white,
          labels[g_rand_int_range (random, 0, G_N_ELEMENTS (labels))], white, g_rand_int (random),
          white, g_rand_int_range (random, 1, 31), g_rand_int_range (random, 0, 24));
    }
  g_string_append (json, "\n]\n");

  return json;
}

/* Paragraphs of an article, one a line. */
static GString *
make_paragraphs (GRand *random, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint n_words = g_strv_length (words);
  GString *json = g_string_new ("[");

  while (json->len < N_BYTES)
    {
      g_string_append (json, json->len > 1 ? ",\n\"" : "\n\"");
      for (guint i = 0; i < 80; i++)
        {
          g_string_append (json, words[g_rand_int_range (random, 0, n_words)]);
          g_string_append_c (json, ' ');
        }
      g_string_append (json, "\\n\"");
    }
  g_string_append (json, "\n]\n");

  return json;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2026);
  g_autoptr (GString) annotations = make_annotations (random, ",\n", "");
  g_autoptr (GString) pretty = make_annotations (random, ",\n    ", "\n        ");
  g_autoptr (GString) english = make_paragraphs (
      random, "the peacekeepers said on Monday that a column of vehicles had passed the corridor");
  g_autoptr (GString) russian = make_paragraphs (
      random, "миротворцы сообщили, что в понедельник колонна машин прошла через коридор");
  g_autoptr (GString) georgian = make_paragraphs (
      random, "მშვიდობისმყოფელებმა განაცხადეს, რომ ორშაბათს კოლონა დერეფანში გაიარა");
  g_autofree double *shorts = g_new (double, N_NUMBERS);
  g_autofree double *longs = g_new (double, N_NUMBERS);

  for (guint i = 0; i < N_NUMBERS; i++)
    {
      shorts[i] = g_rand_int_range (random, -1800000, 1800000) / 10000.0;
      longs[i] = g_rand_double_range (random, -180, 180);
    }

  report ("json-check-annotations", "MB/s", annotations->str, annotations->len, check,
          load_with_json_glib);
  report ("json-check-indented", "MB/s", pretty->str, pretty->len, check, load_with_json_glib);
  report ("json-check-english", "MB/s", english->str, english->len, check, load_with_json_glib);
  report ("json-check-russian", "MB/s", russian->str, russian->len, check, load_with_json_glib);
  report ("json-check-georgian", "MB/s", georgian->str, georgian->len, check, load_with_json_glib);
  report ("json-check-russian-utf8", "MB/s", russian->str, russian->len, check, validate_utf8);
  report ("json-read-annotations", "MB/s", annotations->str, annotations->len, read_all,
          load_with_json_glib);
  report ("json-write-text", "MB/s", english->str, english->len, write_string,
          write_string_with_json_glib);
  report ("json-write-short-doubles", "M/s", shorts, N_NUMBERS, write_doubles,
          write_doubles_with_glib);
  report ("json-write-long-doubles", "M/s", longs, N_NUMBERS, write_doubles,
          write_doubles_with_glib);

  return 0;
}
