/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the reader says when something is wrong, and where. */

#include "mani-json-reader-private.h"

#include <glib/gi18n.h>

#include "mani-json-lex-private.h"

/* Of a name in an error. */
#define N_BYTES_SHOWN 80

static const char *const expected_but_ended[] = {
  [MANI_JSON_EXPECT_VALUE] = N_ ("expected a value, but the text ends here"),
  [MANI_JSON_EXPECT_VALUE_OR_END] = N_ ("expected a value or “]”, but the text ends here"),
  [MANI_JSON_EXPECT_NAME] = N_ ("expected the name of a member, but the text ends here"),
  [MANI_JSON_EXPECT_NAME_OR_END] =
      N_ ("expected the name of a member or “}”, but the text ends here"),
  [MANI_JSON_EXPECT_COLON] = N_ ("expected “:” after the name of a member, but the text ends here"),
  [MANI_JSON_EXPECT_COMMA_IN_OBJECT] = N_ ("expected “,” or “}”, but the text ends here"),
  [MANI_JSON_EXPECT_COMMA_IN_ARRAY] = N_ ("expected “,” or “]”, but the text ends here"),
  [MANI_JSON_EXPECT_DIGIT] = N_ ("expected a digit, but the text ends here"),
  [MANI_JSON_EXPECT_TRUE] = N_ ("expected “true”, but the text ends here"),
  [MANI_JSON_EXPECT_FALSE] = N_ ("expected “false”, but the text ends here"),
  [MANI_JSON_EXPECT_NULL] = N_ ("expected “null”, but the text ends here"),
};

void
mani_json_reader_find_place (ManiJsonReader *self, const guchar *place)
{
  const guchar *newline;
  const guchar *p;

  if (place < self->place)
    {
      self->place = self->data;
      self->line = self->first_line;
      self->column = self->first_column;
    }

  for (p = self->place; (newline = memchr (p, '\n', place - p)) != NULL; p = newline + 1)
    {
      self->line++;
      self->column = 1;
    }
  for (; p < place; p++)
    self->column += (*p & 0xc0) != 0x80;

  self->place = place;
}

static G_GNUC_PRINTF (4, 0) GError *error_at (ManiJsonReader *self,
                                              const guchar *place,
                                              ManiError code,
                                              const char *format,
                                              va_list args)
{
  g_autofree char *message = g_strdup_vprintf (format, args);

  mani_json_reader_find_place (self, place);
  return g_error_new (MANI_ERROR, code, "%s:%u:%u: %s", self->name, self->line, self->column,
                      message);
}

/* The one error of this document: every later call gives it again. */
ManiJsonToken
mani_json_reader_fail (ManiJsonReader *self,
                       const guchar *place,
                       ManiError code,
                       const char *format,
                       ...)
{
  va_list args;

  va_start (args, format);
  self->failure = error_at (self, place, code, format, args);
  va_end (args);
  self->state = MANI_JSON_STATE_FAILED;
  self->p = place;

  return MANI_JSON_ERROR;
}

/* What stands at @p, for an error: the character if it can be shown, otherwise its number. */
static char *
describe (ManiJsonReader *self, const guchar *p)
{
  guint n_bytes = *p < 0x80 ? 1 : mani_json_character_length (p, self->end);
  gunichar character;

  if (n_bytes == 0)
    return g_strdup_printf ("0x%02X", *p);

  character = g_utf8_get_char ((const char *) p);
  if (g_unichar_isprint (character))
    return g_strndup ((const char *) p, n_bytes);
  return g_strdup_printf ("U+%04X", character);
}

ManiJsonToken
mani_json_reader_fail_expected (ManiJsonReader *self,
                                const guchar *p,
                                ManiJsonExpectation expectation)
{
  g_autofree char *found = NULL;

  if (p == self->end)
    return mani_json_reader_fail (self, p, MANI_ERROR_INVALID, "%s",
                                  _ (expected_but_ended[expectation]));

  if (*p == '/' && self->end - p >= 2 && (p[1] == '/' || p[1] == '*'))
    return mani_json_reader_fail (self, p, MANI_ERROR_INVALID, _ ("JSON has no comments"));
  if (*p == '\'')
    return mani_json_reader_fail (
        self, p, MANI_ERROR_INVALID,
        _ ("names and strings stand in quotation marks, not in apostrophes"));

  found = describe (self, p);
  switch (expectation)
    {
    case MANI_JSON_EXPECT_VALUE:
      return mani_json_reader_fail (self, p, MANI_ERROR_INVALID, _ ("expected a value, not “%s”"),
                                    found);

    case MANI_JSON_EXPECT_VALUE_OR_END:
      return mani_json_reader_fail (self, p, MANI_ERROR_INVALID,
                                    _ ("expected a value or “]”, not “%s”"), found);

    case MANI_JSON_EXPECT_NAME:
      return mani_json_reader_fail (
          self, p, MANI_ERROR_INVALID,
          _ ("expected the name of a member in quotation marks, not “%s”"), found);

    case MANI_JSON_EXPECT_NAME_OR_END:
      return mani_json_reader_fail (
          self, p, MANI_ERROR_INVALID,
          _ ("expected the name of a member in quotation marks or “}”, not “%s”"), found);

    case MANI_JSON_EXPECT_COLON:
      return mani_json_reader_fail (self, p, MANI_ERROR_INVALID,
                                    _ ("expected “:” after the name of a member, not “%s”"), found);

    case MANI_JSON_EXPECT_COMMA_IN_OBJECT:
      return mani_json_reader_fail (self, p, MANI_ERROR_INVALID,
                                    _ ("expected “,” or “}”, not “%s”"), found);

    case MANI_JSON_EXPECT_COMMA_IN_ARRAY:
      return mani_json_reader_fail (self, p, MANI_ERROR_INVALID,
                                    _ ("expected “,” or “]”, not “%s”"), found);

    case MANI_JSON_EXPECT_DIGIT:
      return mani_json_reader_fail (self, p, MANI_ERROR_INVALID, _ ("expected a digit, not “%s”"),
                                    found);

    case MANI_JSON_EXPECT_TRUE:
      return mani_json_reader_fail (self, p, MANI_ERROR_INVALID, _ ("expected “true”, not “%s”"),
                                    found);

    case MANI_JSON_EXPECT_FALSE:
      return mani_json_reader_fail (self, p, MANI_ERROR_INVALID, _ ("expected “false”, not “%s”"),
                                    found);

    case MANI_JSON_EXPECT_NULL:
      return mani_json_reader_fail (self, p, MANI_ERROR_INVALID, _ ("expected “null”, not “%s”"),
                                    found);

    default:
      g_assert_not_reached ();
    }
}

ManiJsonToken
mani_json_reader_fail_before_document (ManiJsonReader *self, const guchar *p)
{
  if (p == self->end)
    return mani_json_reader_fail (self, p, MANI_ERROR_INVALID,
                                  _ ("expected a value, but the text is empty"));

  if (p == self->data && self->end - p >= 3 && memcmp (p, "\xef\xbb\xbf", 3) == 0)
    return mani_json_reader_fail (self, p, MANI_ERROR_INVALID,
                                  _ ("JSON must not begin with a byte order mark (U+FEFF)"));

  return mani_json_reader_fail_expected (self, p, MANI_JSON_EXPECT_VALUE);
}

ManiJsonToken
mani_json_reader_fail_after_document (ManiJsonReader *self, const guchar *p)
{
  g_autofree char *found = describe (self, p);

  if (self->is_sequence)
    return mani_json_reader_fail (self, p, MANI_ERROR_INVALID,
                                  _ ("expected a new line after the value, not “%s”"), found);
  return mani_json_reader_fail (self, p, MANI_ERROR_INVALID,
                                _ ("expected nothing more after the value, not “%s”"), found);
}

ManiJsonToken
mani_json_reader_fail_duplicate (ManiJsonReader *self, const guchar *p, gsize n_bytes)
{
  if (n_bytes <= N_BYTES_SHOWN)
    return mani_json_reader_fail (self, p, MANI_ERROR_INVALID,
                                  _ ("the object has a member of this name already: %.*s"),
                                  (int) n_bytes, p);

  n_bytes = N_BYTES_SHOWN;
  while ((p[n_bytes] & 0xc0) == 0x80)
    n_bytes--;
  return mani_json_reader_fail (self, p, MANI_ERROR_INVALID,
                                _ ("the object has a member of this name already: %.*s…"),
                                (int) n_bytes, p);
}

/* Why the inside of a string stopped at @p. */
ManiJsonToken
mani_json_reader_fail_in_string (ManiJsonReader *self, const guchar *p)
{
  if (p == self->end)
    return mani_json_reader_fail (self, p, MANI_ERROR_INVALID, _ ("the text ends inside a string"));

  if (*p >= 0x80)
    return mani_json_reader_fail (self, p, MANI_ERROR_INVALID,
                                  _ ("the byte 0x%02X is not valid UTF-8 here"), *p);

  if (*p < 0x20)
    return mani_json_reader_fail (self, p, MANI_ERROR_INVALID,
                                  _ ("the control character U+%04X must be written as an escape"),
                                  *p);

  if (self->end - p < 2)
    return mani_json_reader_fail (self, p + 1, MANI_ERROR_INVALID,
                                  _ ("the text ends inside a string"));

  if (p[1] == 'u')
    {
      int unit = mani_json_hex4 (p + 2, self->end);

      if (unit < 0)
        return mani_json_reader_fail (self, p, MANI_ERROR_INVALID,
                                      _ ("“\\u” must be followed by four digits of base 16"));
      if (unit == 0)
        return mani_json_reader_fail (self, p, MANI_ERROR_INVALID,
                                      _ ("the character U+0000 is not allowed"));
      return mani_json_reader_fail (self, p, MANI_ERROR_INVALID,
                                    _ ("“\\u%04x” is half of a surrogate pair"), unit);
    }

  return mani_json_reader_fail (self, p, MANI_ERROR_INVALID,
                                _ ("the backslash does not begin an escape that JSON has"));
}

void
mani_json_reader_set_error (ManiJsonReader *self,
                            GError **error,
                            ManiError code,
                            const char *format,
                            ...)
{
  va_list args;

  g_return_if_fail (self != NULL);
  g_return_if_fail (error == NULL || *error == NULL);

  va_start (args, format);
  g_propagate_error (error, error_at (self, self->current.start, code, format, args));
  va_end (args);
}
