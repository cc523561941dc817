/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The JSON reader on every case of tests/data/json/cases.tsv (what they are is said there). */

#include "mani-json-reader.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define HAND "☞"

typedef struct
{
  char *name;
  GString *text;
  gssize hand; /* where the text has to be refused, in bytes; -1 when it is accepted */
} Case;

static void
case_free (gpointer data)
{
  Case *self = data;

  g_free (self->name);
  g_string_free (self->text, TRUE);
  g_free (self);
}

static Case *
case_new (const char *name, const char *text)
{
  Case *self = g_new (Case, 1);

  self->name = g_strdup (name);
  self->text = g_string_new (NULL);
  self->hand = -1;

  while (*text != 0)
    {
      if (g_str_has_prefix (text, HAND))
        {
          g_assert_cmpint (self->hand, ==, -1);
          self->hand = self->text->len;
          text += strlen (HAND);
        }
      else if (*text == '<')
        {
          g_assert_true (g_ascii_isxdigit (text[1]) && g_ascii_isxdigit (text[2]) &&
                         text[3] == '>');
          g_string_append_c (self->text, (char) (g_ascii_xdigit_value (text[1]) * 16 +
                                                 g_ascii_xdigit_value (text[2])));
          text += 4;
        }
      else
        {
          g_string_append_c (self->text, *text++);
        }
    }

  return self;
}

/* @n_bytes of the text in a block of just their size, so that the sanitizer sees a byte read
 * beyond. */
static gboolean
check_prefix (const Case *self, gsize n_bytes, GError **error)
{
  g_autofree char *bytes = g_memdup2 (self->text->str, n_bytes);

  return mani_json_check (bytes, n_bytes, "case", NULL, error);
}

static char *
place_of_hand (const Case *self)
{
  guint line = 1;
  guint column = 1;

  for (gssize i = 0; i < self->hand; i++)
    {
      guchar byte = self->text->str[i];

      if (byte == '\n')
        {
          line++;
          column = 1;
        }
      else if (byte < 0x80 || byte >= 0xc0)
        {
          column++;
        }
    }

  return g_strdup_printf ("case:%u:%u: ", line, column);
}

static void
test_refused (const Case *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *place = place_of_hand (self);

  g_assert_false (check_prefix (self, self->text->len, &error));
  g_assert_true (error->domain == MANI_ERROR);
  g_assert_true (error->code == MANI_ERROR_INVALID || error->code == MANI_ERROR_TOO_LARGE);
  if (!g_str_has_prefix (error->message, place))
    g_test_fail_printf ("expected an error at %s but got %s", place, error->message);
  g_assert_cmpuint (strlen (error->message), >, strlen (place) + 5);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
test_accepted (const Case *self)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  gsize start = strspn (self->text->str, " \t\r\n");
  gsize end = self->text->len;

  check_prefix (self, self->text->len, &error);
  g_assert_no_error (error);

  json_parser_load_from_data (parser, self->text->str, self->text->len, &error);
  g_assert_no_error (error);

  /* A number cut short is often a number still; everything else is not whole before its last byte.
   */
  while (end > start && strchr (" \t\r\n", self->text->str[end - 1]) != NULL)
    end--;
  if (strchr ("-0123456789", self->text->str[start]) == NULL)
    for (gsize n_bytes = 0; n_bytes < end; n_bytes++)
      g_assert_false (check_prefix (self, n_bytes, NULL));
}

static void
test_case (gconstpointer data)
{
  const Case *self = data;

  if (self->name[0] == 'y')
    g_assert_cmpint (self->hand, ==, -1);
  if (self->name[0] == 'n')
    g_assert_cmpint (self->hand, >=, 0);

  if (self->hand < 0)
    test_accepted (self);
  else
    test_refused (self);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (case_free);
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;

  g_test_init (&argc, &argv, NULL);

  path = g_test_build_filename (G_TEST_DIST, "data", "json", "cases.tsv", NULL);
  if (!g_file_get_contents (path, &contents, NULL, NULL))
    g_error ("%s cannot be read", path);

  lines = g_strsplit (contents, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      char *tab = strchr (*line, '\t');
      g_autofree char *test_name = NULL;

      if (**line == '#' || tab == NULL)
        continue;

      *tab = 0;
      g_ptr_array_add (cases, case_new (*line, tab + 1));
      test_name = g_strconcat ("/base/json-conformance/", *line, NULL);
      g_test_add_data_func (test_name, g_ptr_array_index (cases, cases->len - 1), test_case);
    }
  g_assert_cmpuint (cases->len, >, 400);

  return g_test_run ();
}
