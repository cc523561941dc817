/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes through the JSON reader: all ways of reading agree on whether they are JSON, and what
 * is taken for JSON is written and read again the same. */

#include "mani-json-reader.h"
#include "mani-json-writer.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t n_bytes);

static void
write_token (ManiJsonReader *reader, ManiJsonToken token, GString *json)
{
  gsize n_bytes;
  const char *raw = mani_json_reader_get_raw (reader, &n_bytes);
  gint64 integer;

  switch (token)
    {
    case MANI_JSON_NAME:
    case MANI_JSON_STRING:
      raw = mani_json_reader_get_string (reader, &n_bytes);
      g_assert (strlen (raw) == n_bytes);
      g_assert (g_utf8_validate (raw, n_bytes, NULL));
      mani_json_append_string (json, raw, n_bytes);
      break;

    case MANI_JSON_NUMBER:
      /* Zero may be -0, which only a double tells. */
      if (mani_json_reader_get_int64 (reader, &integer) && integer != 0)
        mani_json_append_int64 (json, integer);
      else
        mani_json_append_double (json, mani_json_reader_get_double (reader));
      break;

    default:
      g_string_append_len (json, raw, n_bytes);
      break;
    }
}

/* The document in our own spelling, or NULL. */
static GString *
rewrite (const char *data, gsize n_bytes, gboolean is_sequence, GError **error)
{
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (data, n_bytes, "input", NULL);
  g_autoptr (GString) json = g_string_new (NULL);
  gboolean needs_comma = FALSE;
  guint depth = 0;
  ManiJsonToken token;

  mani_json_reader_set_sequence (reader, is_sequence);
  while ((token = mani_json_reader_next (reader, error)) > MANI_JSON_END)
    {
      gboolean is_end = token == MANI_JSON_OBJECT_END || token == MANI_JSON_ARRAY_END;

      if (needs_comma && !is_end)
        g_string_append_c (json, depth > 0 ? ',' : '\n');
      write_token (reader, token, json);
      if (token == MANI_JSON_NAME)
        g_string_append_c (json, ':');

      needs_comma = token != MANI_JSON_NAME;
      if (token == MANI_JSON_OBJECT_START || token == MANI_JSON_ARRAY_START)
        {
          needs_comma = FALSE;
          depth++;
        }
      else if (is_end)
        {
          depth--;
        }
    }

  return token == MANI_JSON_END ? g_steal_pointer (&json) : NULL;
}

/* Takes the members or elements of the outermost value as slices. */
static gboolean
skip_through (const char *data, gsize n_bytes)
{
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (data, n_bytes, "input", NULL);
  ManiJsonToken token = mani_json_reader_next (reader, NULL);

  if (token == MANI_JSON_OBJECT_START || token == MANI_JSON_ARRAY_START)
    for (;;)
      {
        const char *raw;
        gsize n_raw;

        token = mani_json_reader_peek (reader, NULL);
        if (token == MANI_JSON_ERROR)
          return FALSE;

        if (token == MANI_JSON_NAME || token == MANI_JSON_OBJECT_END ||
            token == MANI_JSON_ARRAY_END)
          {
            mani_json_reader_next (reader, NULL);
            if (token != MANI_JSON_NAME)
              break;
          }
        else
          {
            if (!mani_json_reader_skip (reader, &raw, &n_raw, NULL))
              return FALSE;
            g_assert (mani_json_check (raw, n_raw, "slice", NULL, NULL));
          }
      }
  else if (token == MANI_JSON_ERROR)
    return FALSE;

  return mani_json_reader_next (reader, NULL) == MANI_JSON_END;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t n_bytes)
{
  const char *text = (const char *) data;
  g_autoptr (GError) check_error = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_valid = mani_json_check (text, n_bytes, "input", NULL, &check_error);

  for (gint is_sequence = 0; is_sequence < 2; is_sequence++)
    {
      g_autoptr (GString) once = rewrite (text, n_bytes, is_sequence, &error);

      g_assert ((once == NULL) == (error != NULL));
      if (!is_sequence)
        {
          g_assert (is_valid == (once != NULL));
          g_assert (is_valid || g_str_equal (error->message, check_error->message));
        }
      else
        {
          g_assert (!is_valid || once != NULL);
        }

      if (once != NULL)
        {
          g_autoptr (GString) twice = rewrite (once->str, once->len, is_sequence, NULL);

          g_assert (g_string_equal (once, twice));
        }
      g_clear_error (&error);
    }

  g_assert (skip_through (text, n_bytes) == is_valid);

  return 0;
}
