/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The grammar of JSON as a state machine with its own stack of open objects and arrays. */

#include "mani-json-reader-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "mani-json-lex-private.h"
#include "mani-json-number-private.h"

#define DEFAULT_DEPTH 64
#define DEFAULT_STRING ((gsize) 64 << 20)
#define DEFAULT_NUMBER 64
#define DEFAULT_MEMBERS 1000000
#define DEFAULT_VALUES G_GUINT64_CONSTANT (1000000000)

/* A number this long, or one with an exponent, may be out of the range of a double. */
#define N_DIGITS_SAFE 300

/* For mani_json_reader_expect(). */
static const char *const expected_tokens[] = {
  [MANI_JSON_END] = N_ ("expected nothing more"),
  [MANI_JSON_OBJECT_START] = N_ ("expected an object"),
  [MANI_JSON_OBJECT_END] = N_ ("expected the end of the object"),
  [MANI_JSON_ARRAY_START] = N_ ("expected an array"),
  [MANI_JSON_ARRAY_END] = N_ ("expected the end of the array"),
  [MANI_JSON_NAME] = N_ ("expected a further member"),
  [MANI_JSON_STRING] = N_ ("expected a string"),
  [MANI_JSON_NUMBER] = N_ ("expected a number"),
  [MANI_JSON_TRUE] = N_ ("expected “true”"),
  [MANI_JSON_FALSE] = N_ ("expected “false”"),
  [MANI_JSON_NULL] = N_ ("expected “null”"),
};

static inline void
set_token (ManiJsonTokenData *token, ManiJsonToken kind, const guchar *start, const guchar *end)
{
  token->kind = kind;
  token->start = start;
  token->end = end;
}

/* The string at @p, its opening quotation mark. */
static G_ALWAYS_INLINE inline gboolean
scan_string (ManiJsonReader *self, ManiJsonTokenData *token, ManiJsonToken kind, const guchar *p)
{
  const guchar *stop = mani_json_pass_string (p + 1, self->end, &token->has_escapes);

  if (G_UNLIKELY (stop == self->end || *stop != '"'))
    {
      mani_json_reader_fail_in_string (self, stop);
      return FALSE;
    }

  if (G_UNLIKELY ((gsize) (stop - p - 1) > self->limits.max_string))
    {
      mani_json_reader_fail (self, p, MANI_ERROR_TOO_LARGE,
                             _ ("the string is longer than the limit of %lu bytes"),
                             (gulong) self->limits.max_string);
      return FALSE;
    }

  set_token (token, kind, p, stop + 1);
  return TRUE;
}

/* The name at @p and its colon. */
static G_ALWAYS_INLINE inline ManiJsonToken
scan_name (ManiJsonReader *self, ManiJsonTokenData *token, const guchar *p)
{
  guint32 first = self->frames[self->depth].first_name;

  if (G_UNLIKELY (!scan_string (self, token, MANI_JSON_NAME, p)))
    return MANI_JSON_ERROR;

  if (G_UNLIKELY (self->names.n_names - first >= self->limits.max_members ||
                  self->names.n_names >= MANI_JSON_NAMES_MAX))
    return mani_json_reader_fail (self, p, MANI_ERROR_TOO_LARGE,
                                  _ ("the object has more members than the limit of %u"),
                                  self->limits.max_members);

  if (G_UNLIKELY (!mani_json_names_add (&self->names, first, self->depth, p + 1, token->end - p - 2,
                                        token->has_escapes, self->end)))
    return mani_json_reader_fail_duplicate (self, p, token->end - p);

  p = mani_json_pass_white (token->end, self->end);
  if (G_UNLIKELY (p == self->end || *p != ':'))
    return mani_json_reader_fail_expected (self, p, MANI_JSON_EXPECT_COLON);

  self->p = p + 1;
  self->state = MANI_JSON_STATE_VALUE;
  return MANI_JSON_NAME;
}

static G_ALWAYS_INLINE inline ManiJsonToken
scan_number (ManiJsonReader *self, ManiJsonTokenData *token, const guchar *p)
{
  gboolean has_exponent, is_whole;
  const guchar *stop = mani_json_pass_number (p, self->end, &has_exponent, &is_whole);

  if (G_UNLIKELY (!is_whole))
    return mani_json_reader_fail_expected (self, stop, MANI_JSON_EXPECT_DIGIT);

  set_token (token, MANI_JSON_NUMBER, p, stop);

  if (G_UNLIKELY (stop < self->end && (g_ascii_isalnum (*stop) || *stop == '.')))
    return g_ascii_isdigit (*stop)
               ? mani_json_reader_fail (self, stop - 1, MANI_ERROR_INVALID,
                                        _ ("a number must not begin with 0"))
               : mani_json_reader_fail (self, stop, MANI_ERROR_INVALID,
                                        _ ("“%c” does not belong in a number"), *stop);

  if (G_UNLIKELY ((gsize) (stop - p) > self->limits.max_number))
    return mani_json_reader_fail (self, p, MANI_ERROR_TOO_LARGE,
                                  _ ("the number is longer than the limit of %lu characters"),
                                  (gulong) self->limits.max_number);

  if (G_UNLIKELY (has_exponent || stop - p > N_DIGITS_SAFE))
    {
      g_autofree char *text = g_strndup ((const char *) p, stop - p);

      if (!isfinite (g_ascii_strtod (text, NULL)))
        return mani_json_reader_fail (self, p, MANI_ERROR_INVALID,
                                      _ ("the number is out of range: %.80s"), text);
    }

  self->p = stop;
  self->state = MANI_JSON_STATE_AFTER_VALUE;
  return MANI_JSON_NUMBER;
}

static G_ALWAYS_INLINE inline ManiJsonToken
scan_literal (ManiJsonReader *self,
              ManiJsonTokenData *token,
              ManiJsonToken kind,
              const guchar *p,
              const char *literal,
              gsize n_bytes,
              ManiJsonExpectation expectation)
{
  if (G_UNLIKELY ((gsize) (self->end - p) < n_bytes || memcmp (p, literal, n_bytes) != 0))
    {
      while (p < self->end && *p == (guchar) *literal)
        {
          p++;
          literal++;
        }
      return mani_json_reader_fail_expected (self, p, expectation);
    }

  set_token (token, kind, p, p + n_bytes);
  self->p = p + n_bytes;
  self->state = MANI_JSON_STATE_AFTER_VALUE;
  return kind;
}

static G_GNUC_NO_INLINE void
grow_frames (ManiJsonReader *self)
{
  self->n_frames = MAX (8, self->n_frames * 2);
  self->frames = g_renew (ManiJsonFrame, self->frames, self->n_frames);
}

static G_ALWAYS_INLINE inline ManiJsonToken
open_frame (ManiJsonReader *self, ManiJsonTokenData *token, ManiJsonToken kind, const guchar *p)
{
  gboolean is_object = kind == MANI_JSON_OBJECT_START;

  if (G_UNLIKELY (self->depth == self->limits.max_depth))
    return mani_json_reader_fail (
        self, p, MANI_ERROR_TOO_LARGE,
        _ ("objects and arrays lie deeper in one another than the limit of %u"),
        self->limits.max_depth);

  if (G_UNLIKELY (++self->depth == self->n_frames))
    grow_frames (self);
  self->frames[self->depth] = (ManiJsonFrame){
    .closing = is_object ? MANI_JSON_OBJECT_END : MANI_JSON_ARRAY_END,
    .first_name = self->names.n_names,
  };

  set_token (token, kind, p, p + 1);
  self->p = p + 1;
  self->state = is_object ? MANI_JSON_STATE_FIRST_MEMBER : MANI_JSON_STATE_FIRST_VALUE;
  return kind;
}

static G_ALWAYS_INLINE inline ManiJsonToken
close_frame (ManiJsonReader *self, ManiJsonTokenData *token, const guchar *p)
{
  const ManiJsonFrame *frame = &self->frames[self->depth--];

  mani_json_names_truncate (&self->names, frame->first_name);

  set_token (token, frame->closing, p, p + 1);
  self->p = p + 1;
  self->state = MANI_JSON_STATE_AFTER_VALUE;
  return frame->closing;
}

static G_ALWAYS_INLINE inline ManiJsonToken
scan_value (ManiJsonReader *self,
            ManiJsonTokenData *token,
            const guchar *p,
            ManiJsonExpectation expectation)
{
  if (G_UNLIKELY (p == self->end))
    return mani_json_reader_fail_expected (self, p, expectation);

  if (G_UNLIKELY (self->n_values++ >= self->limits.max_values))
    return mani_json_reader_fail (self, p, MANI_ERROR_TOO_LARGE,
                                  _ ("there are more values than the limit allows"));

  switch (*p)
    {
    case '"':
      if (G_UNLIKELY (!scan_string (self, token, MANI_JSON_STRING, p)))
        return MANI_JSON_ERROR;
      self->p = token->end;
      self->state = MANI_JSON_STATE_AFTER_VALUE;
      return MANI_JSON_STRING;

    case '{':
      return open_frame (self, token, MANI_JSON_OBJECT_START, p);

    case '[':
      return open_frame (self, token, MANI_JSON_ARRAY_START, p);

    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
      return scan_number (self, token, p);

    case 't':
      return scan_literal (self, token, MANI_JSON_TRUE, p, "true", 4, MANI_JSON_EXPECT_TRUE);

    case 'f':
      return scan_literal (self, token, MANI_JSON_FALSE, p, "false", 5, MANI_JSON_EXPECT_FALSE);

    case 'n':
      return scan_literal (self, token, MANI_JSON_NULL, p, "null", 4, MANI_JSON_EXPECT_NULL);

    default:
      return mani_json_reader_fail_expected (self, p, expectation);
    }
}

static G_ALWAYS_INLINE inline ManiJsonToken
scan_end (ManiJsonReader *self, ManiJsonTokenData *token)
{
  set_token (token, MANI_JSON_END, self->end, self->end);
  self->p = self->end;
  return MANI_JSON_END;
}

/* This and what it calls is inlined in the two functions that follow: passing over whole values
 * takes a fifth less time so. */
static G_ALWAYS_INLINE inline ManiJsonToken
scan (ManiJsonReader *self, ManiJsonTokenData *token)
{
  const guchar *p = mani_json_pass_white (self->p, self->end);
  ManiJsonExpectation expectation = MANI_JSON_EXPECT_VALUE;
  ManiJsonToken closing;

  switch (self->state)
    {
    case MANI_JSON_STATE_AFTER_VALUE:
      if (G_UNLIKELY (self->depth == 0))
        {
          if (p == self->end)
            return scan_end (self, token);
          if (!self->is_sequence || p == self->p)
            return mani_json_reader_fail_after_document (self, p);
          break;
        }

      closing = self->frames[self->depth].closing;
      if (G_LIKELY (p < self->end))
        {
          if (G_LIKELY (*p == ','))
            {
              p = mani_json_pass_white (p + 1, self->end);
              if (closing == MANI_JSON_ARRAY_END)
                break;
              if (G_LIKELY (p < self->end && *p == '"'))
                return scan_name (self, token, p);
              return mani_json_reader_fail_expected (self, p, MANI_JSON_EXPECT_NAME);
            }
          if (G_LIKELY (*p == (closing == MANI_JSON_OBJECT_END ? '}' : ']')))
            return close_frame (self, token, p);
        }
      return mani_json_reader_fail_expected (self, p,
                                             closing == MANI_JSON_OBJECT_END
                                                 ? MANI_JSON_EXPECT_COMMA_IN_OBJECT
                                                 : MANI_JSON_EXPECT_COMMA_IN_ARRAY);

    case MANI_JSON_STATE_VALUE:
      break;

    case MANI_JSON_STATE_FIRST_MEMBER:
      if (G_LIKELY (p < self->end && *p == '"'))
        return scan_name (self, token, p);
      if (G_LIKELY (p < self->end && *p == '}'))
        return close_frame (self, token, p);
      return mani_json_reader_fail_expected (self, p, MANI_JSON_EXPECT_NAME_OR_END);

    case MANI_JSON_STATE_FIRST_VALUE:
      if (p < self->end && *p == ']')
        return close_frame (self, token, p);
      expectation = MANI_JSON_EXPECT_VALUE_OR_END;
      break;

    case MANI_JSON_STATE_DOCUMENT:
      if (p == self->end && self->is_sequence)
        return scan_end (self, token);
      if (p == self->end || *p == 0xef)
        return mani_json_reader_fail_before_document (self, p);
      break;

    case MANI_JSON_STATE_FAILED:
    default:
      return MANI_JSON_ERROR;
    }

  return scan_value (self, token, p, expectation);
}

static G_NO_INLINE ManiJsonToken
scan_token (ManiJsonReader *self, ManiJsonTokenData *token)
{
  return scan (self, token);
}

/* To the end of the object or array that made the depth @depth; FALSE on an error. */
static G_NO_INLINE gboolean
scan_to_end (ManiJsonReader *self, ManiJsonTokenData *token, guint depth)
{
  while (self->depth >= depth)
    if (G_UNLIKELY (scan (self, token) == MANI_JSON_ERROR))
      return FALSE;

  return TRUE;
}

/* The error is the same however often it is asked for. */
static void
report_failure (ManiJsonReader *self, GError **error)
{
  if (error != NULL)
    *error = g_error_copy (self->failure);
}

/* Makes the place of the error the current token. */
static void
take_failure (ManiJsonReader *self, GError **error)
{
  self->is_decoded = FALSE;
  set_token (&self->current, MANI_JSON_ERROR, self->p, self->p);
  report_failure (self, error);
}

ManiJsonReader *
mani_json_reader_new (const char *data,
                      gsize n_bytes,
                      const char *name,
                      const ManiJsonLimits *limits)
{
  return mani_json_reader_new_within (data, n_bytes, 1, 1, name, limits);
}

ManiJsonReader *
mani_json_reader_new_within (const char *data,
                             gsize n_bytes,
                             guint line,
                             guint column,
                             const char *name,
                             const ManiJsonLimits *limits)
{
  static const ManiJsonLimits defaults = { 0 };
  ManiJsonReader *self;

  g_return_val_if_fail (data != NULL || n_bytes == 0, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (data == NULL)
    data = "";
  if (limits == NULL)
    limits = &defaults;

  self = g_new0 (ManiJsonReader, 1);
  self->data = (const guchar *) data;
  self->end = self->data + n_bytes;
  self->p = self->data;
  self->place = self->data;
  self->first_line = line;
  self->first_column = column;
  self->line = line;
  self->column = column;
  self->name = g_strdup (name);
  self->limits.max_depth = limits->max_depth ? limits->max_depth : DEFAULT_DEPTH;
  self->limits.max_string = limits->max_string ? limits->max_string : DEFAULT_STRING;
  self->limits.max_number = limits->max_number ? limits->max_number : DEFAULT_NUMBER;
  self->limits.max_members = limits->max_members ? limits->max_members : DEFAULT_MEMBERS;
  self->limits.max_values = limits->max_values ? limits->max_values : DEFAULT_VALUES;
  mani_json_names_init (&self->names);
  grow_frames (self);
  set_token (&self->current, MANI_JSON_ERROR, self->data, self->data);

  return self;
}

void
mani_json_reader_free (ManiJsonReader *self)
{
  if (self == NULL)
    return;

  mani_json_names_clear (&self->names);
  g_free (self->frames);
  g_free (self->name);
  g_clear_error (&self->failure);
  if (self->decoded != NULL)
    g_string_free (self->decoded, TRUE);
  g_free (self);
}

void
mani_json_reader_set_sequence (ManiJsonReader *self, gboolean is_sequence)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (self->state == MANI_JSON_STATE_DOCUMENT);

  self->is_sequence = is_sequence;
}

ManiJsonToken
mani_json_reader_next (ManiJsonReader *self, GError **error)
{
  g_return_val_if_fail (self != NULL, MANI_JSON_ERROR);
  g_return_val_if_fail (error == NULL || *error == NULL, MANI_JSON_ERROR);

  if (self->has_next)
    {
      self->current = self->next;
      self->has_next = FALSE;
    }
  else if (G_UNLIKELY (scan_token (self, &self->current) == MANI_JSON_ERROR))
    {
      take_failure (self, error);
      return MANI_JSON_ERROR;
    }

  self->is_decoded = FALSE;
  return self->current.kind;
}

ManiJsonToken
mani_json_reader_peek (ManiJsonReader *self, GError **error)
{
  g_return_val_if_fail (self != NULL, MANI_JSON_ERROR);
  g_return_val_if_fail (error == NULL || *error == NULL, MANI_JSON_ERROR);

  if (!self->has_next && scan_token (self, &self->next) == MANI_JSON_ERROR)
    {
      report_failure (self, error);
      return MANI_JSON_ERROR;
    }

  self->has_next = TRUE;
  return self->next.kind;
}

gboolean
mani_json_reader_expect (ManiJsonReader *self, ManiJsonToken token, GError **error)
{
  ManiJsonToken found;

  g_return_val_if_fail (token != MANI_JSON_ERROR, FALSE);

  found = mani_json_reader_next (self, error);
  if (found == MANI_JSON_ERROR)
    return FALSE;

  if (found != token)
    {
      mani_json_reader_set_error (self, error, MANI_ERROR_INVALID, "%s",
                                  _ (expected_tokens[token]));
      return FALSE;
    }

  return TRUE;
}

gboolean
mani_json_reader_skip (ManiJsonReader *self, const char **raw, gsize *n_bytes, GError **error)
{
  ManiJsonToken token = mani_json_reader_next (self, error);
  ManiJsonTokenData value = self->current;

  switch (token)
    {
    case MANI_JSON_ERROR:
      return FALSE;

    case MANI_JSON_END:
    case MANI_JSON_OBJECT_END:
    case MANI_JSON_ARRAY_END:
    case MANI_JSON_NAME:
      mani_json_reader_set_error (self, error, MANI_ERROR_INVALID, "%s", _ ("expected a value"));
      return FALSE;

    case MANI_JSON_OBJECT_START:
    case MANI_JSON_ARRAY_START:
      if (!scan_to_end (self, &self->current, self->depth))
        {
          take_failure (self, error);
          return FALSE;
        }
      value.end = self->current.end;
      self->current = value;
      break;

    case MANI_JSON_STRING:
    case MANI_JSON_NUMBER:
    case MANI_JSON_TRUE:
    case MANI_JSON_FALSE:
    case MANI_JSON_NULL:
    default:
      break;
    }

  if (raw != NULL)
    *raw = (const char *) value.start;
  if (n_bytes != NULL)
    *n_bytes = value.end - value.start;
  return TRUE;
}

const char *
mani_json_reader_get_raw (ManiJsonReader *self, gsize *n_bytes)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (n_bytes != NULL, NULL);

  *n_bytes = self->current.end - self->current.start;
  return (const char *) self->current.start;
}

const char *
mani_json_reader_get_string (ManiJsonReader *self, gsize *n_bytes)
{
  const ManiJsonTokenData *token = &self->current;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (token->kind == MANI_JSON_NAME || token->kind == MANI_JSON_STRING, NULL);

  if (!self->is_decoded)
    {
      const guchar *inside = token->start + 1;
      gsize n_inside = token->end - token->start - 2;

      if (self->decoded == NULL)
        self->decoded = g_string_sized_new (MIN (n_inside, 4096));
      if (token->has_escapes)
        {
          g_string_truncate (self->decoded, 0);
          mani_json_decode (self->decoded, inside, n_inside);
        }
      else
        {
          g_string_set_size (self->decoded, n_inside);
          memcpy (self->decoded->str, inside, n_inside);
        }
      self->is_decoded = TRUE;
    }

  if (n_bytes != NULL)
    *n_bytes = self->decoded->len;
  return self->decoded->str;
}

double
mani_json_reader_get_double (ManiJsonReader *self)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (self->current.kind == MANI_JSON_NUMBER, 0);

  return mani_json_number_to_double (self->current.start, self->current.end - self->current.start);
}

gboolean
mani_json_reader_get_int64 (ManiJsonReader *self, gint64 *value)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->current.kind == MANI_JSON_NUMBER, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  return mani_json_number_to_int64 (self->current.start, self->current.end - self->current.start,
                                    value);
}

gsize
mani_json_reader_get_position (ManiJsonReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->current.start - self->data;
}

guint
mani_json_reader_get_line (ManiJsonReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  mani_json_reader_find_place (self, self->current.start);
  return self->line;
}

guint
mani_json_reader_get_column (ManiJsonReader *self)
{
  g_return_val_if_fail (self != NULL, 0);

  mani_json_reader_find_place (self, self->current.start);
  return self->column;
}

gboolean
mani_json_check (const char *data,
                 gsize n_bytes,
                 const char *name,
                 const ManiJsonLimits *limits,
                 GError **error)
{
  g_autoptr (ManiJsonReader) self = mani_json_reader_new (data, n_bytes, name, limits);

  g_return_val_if_fail (self != NULL, FALSE);

  return mani_json_reader_skip (self, NULL, NULL, error) &&
         mani_json_reader_next (self, error) == MANI_JSON_END;
}
