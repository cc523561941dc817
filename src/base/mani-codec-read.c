/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The codec's reading half: JSON into a record, member by member. */

#include "mani-codec.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
fail_kind (ManiJsonReader *reader, const ManiField *row, const char *expected, GError **error)
{
  mani_json_reader_set_error (reader, error, MANI_ERROR_INVALID,
                              /* Translators: a member's name, then what it should have been */
                              _ ("“%s” was expected to be %s"), row->name, _ (expected));
  return FALSE;
}

static gboolean
take (ManiJsonReader *reader,
      ManiJsonToken expected_token,
      const ManiField *row,
      const char *expected,
      GError **error)
{
  ManiJsonToken token = mani_json_reader_next (reader, error);

  if (token == MANI_JSON_ERROR)
    return FALSE;

  return token == expected_token || fail_kind (reader, row, expected, error);
}

/* Whether the array goes on. Bad JSON says no: the caller then takes the array's end and meets the
 * error. */
static gboolean
has_element (ManiJsonReader *reader)
{
  ManiJsonToken token = mani_json_reader_peek (reader, NULL);

  return token != MANI_JSON_ERROR && token != MANI_JSON_ARRAY_END;
}

static gboolean
read_offset (ManiJsonReader *reader, const ManiField *row, guint32 *offset, GError **error)
{
  gint64 value;

  if (!take (reader, MANI_JSON_NUMBER, row, N_ ("offsets in code points"), error))
    return FALSE;
  if (!mani_json_reader_get_int64 (reader, &value) || value < 0 || value > G_MAXINT32)
    return fail_kind (reader, row, N_ ("offsets from 0 to 2147483647"), error);
  *offset = value;

  return TRUE;
}

static gboolean
end_array (ManiJsonReader *reader, const ManiField *row, GError **error)
{
  return take (reader, MANI_JSON_ARRAY_END, row, N_ ("a list of pairs of offsets"), error);
}

static gboolean
read_ranges (ManiJsonReader *reader,
             ManiRecordBuilder *builder,
             guint field,
             const ManiField *row,
             GError **error)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (ManiRange));
  const char *expected = N_ ("a list of pairs of offsets");

  if (!take (reader, MANI_JSON_ARRAY_START, row, expected, error))
    return FALSE;
  while (has_element (reader))
    {
      ManiRange range;

      if (!take (reader, MANI_JSON_ARRAY_START, row, expected, error) ||
          !read_offset (reader, row, &range.start, error) ||
          !read_offset (reader, row, &range.end, error) || !end_array (reader, row, error))
        return FALSE;
      g_array_append_val (ranges, range);
    }
  if (!end_array (reader, row, error))
    return FALSE;
  mani_record_builder_set_ranges (builder, field, (ManiRange *) ranges->data, ranges->len);

  return TRUE;
}

static gboolean
read_offsets (ManiJsonReader *reader,
              ManiRecordBuilder *builder,
              guint field,
              const ManiField *row,
              GError **error)
{
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (!take (reader, MANI_JSON_ARRAY_START, row, N_ ("a list of offsets"), error))
    return FALSE;
  while (has_element (reader))
    {
      guint32 offset;

      if (!read_offset (reader, row, &offset, error))
        return FALSE;
      g_array_append_val (offsets, offset);
    }
  if (!end_array (reader, row, error))
    return FALSE;
  mani_record_builder_set_offsets (builder, field, (guint32 *) offsets->data, offsets->len);

  return TRUE;
}

static gboolean
read_block (ManiJsonReader *reader,
            const ManiField *row,
            ManiBlock *block,
            GStringChunk *values,
            GError **error)
{
  const char *expected = N_ ("a list of [start, end, kind] or [start, end, kind, value]");
  int kind;

  if (!take (reader, MANI_JSON_ARRAY_START, row, expected, error) ||
      !read_offset (reader, row, &block->start, error) ||
      !read_offset (reader, row, &block->end, error) ||
      !take (reader, MANI_JSON_STRING, row, expected, error))
    return FALSE;

  kind = mani_words_find (row->words, mani_json_reader_get_string (reader, NULL));
  if (kind < 0)
    {
      g_autofree char *found = mani_error_excerpt (mani_json_reader_get_string (reader, NULL));

      mani_json_reader_set_error (reader, error, MANI_ERROR_INVALID,
                                  _ ("“%s” is not one of the kinds that “%s” knows"), found,
                                  row->name);
      return FALSE;
    }
  block->kind = kind;
  block->value = NULL;
  if (has_element (reader))
    {
      if (!take (reader, MANI_JSON_STRING, row, expected, error))
        return FALSE;
      block->value = g_string_chunk_insert (values, mani_json_reader_get_string (reader, NULL));
    }

  return take (reader, MANI_JSON_ARRAY_END, row, expected, error);
}

static gboolean
read_blocks (ManiJsonReader *reader,
             ManiRecordBuilder *builder,
             guint field,
             const ManiField *row,
             GError **error)
{
  g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (ManiBlock));
  g_autoptr (GStringChunk) values = g_string_chunk_new (1024);

  if (!take (reader, MANI_JSON_ARRAY_START, row, N_ ("a list"), error))
    return FALSE;
  while (has_element (reader))
    {
      ManiBlock block;

      if (!read_block (reader, row, &block, values, error))
        return FALSE;
      g_array_append_val (blocks, block);
    }
  if (!end_array (reader, row, error))
    return FALSE;
  mani_record_builder_set_blocks (builder, field, (ManiBlock *) blocks->data, blocks->len);

  return TRUE;
}

static gboolean
read_text (ManiJsonReader *reader,
           ManiRecordBuilder *builder,
           guint field,
           const ManiField *row,
           GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *expected = N_ ("a list of strings, the lines of the text");

  if (!take (reader, MANI_JSON_ARRAY_START, row, expected, error))
    return FALSE;
  while (has_element (reader))
    {
      const char *line;
      gsize n;

      if (!take (reader, MANI_JSON_STRING, row, expected, error))
        return FALSE;
      line = mani_json_reader_get_string (reader, &n);
      g_string_append_len (text, line, n);
    }
  if (!take (reader, MANI_JSON_ARRAY_END, row, expected, error))
    return FALSE;
  mani_record_builder_set_text (builder, field, text->str, text->len);

  return TRUE;
}

static gboolean
read_strings (ManiJsonReader *reader,
              ManiRecordBuilder *builder,
              guint field,
              const ManiField *row,
              GError **error)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  if (!take (reader, MANI_JSON_ARRAY_START, row, N_ ("a list of strings"), error))
    return FALSE;
  while (has_element (reader))
    {
      if (!take (reader, MANI_JSON_STRING, row, N_ ("a list of strings"), error))
        return FALSE;
      g_ptr_array_add (values, g_strdup (mani_json_reader_get_string (reader, NULL)));
    }
  if (!take (reader, MANI_JSON_ARRAY_END, row, N_ ("a list of strings"), error))
    return FALSE;
  g_ptr_array_add (values, NULL);
  mani_record_builder_set_strings (builder, field, (const char *const *) values->pdata);

  return TRUE;
}

static gboolean
read_map (ManiJsonReader *reader,
          ManiRecordBuilder *builder,
          guint field,
          const ManiField *row,
          GError **error)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);
  const char *expected = N_ ("an object of strings");

  if (!take (reader, MANI_JSON_OBJECT_START, row, expected, error))
    return FALSE;
  for (;;)
    {
      ManiJsonToken token = mani_json_reader_next (reader, error);

      if (token == MANI_JSON_ERROR)
        return FALSE;
      if (token == MANI_JSON_OBJECT_END)
        break;
      g_ptr_array_add (pairs, g_strdup (mani_json_reader_get_string (reader, NULL)));
      if (!take (reader, MANI_JSON_STRING, row, expected, error))
        return FALSE;
      g_ptr_array_add (pairs, g_strdup (mani_json_reader_get_string (reader, NULL)));
    }
  g_ptr_array_add (pairs, NULL);
  mani_record_builder_set_map (builder, field, (const char *const *) pairs->pdata);

  return TRUE;
}

static gboolean
read_word (ManiJsonReader *reader,
           ManiRecordBuilder *builder,
           guint field,
           const ManiField *row,
           GError **error)
{
  int word;

  if (!take (reader, MANI_JSON_STRING, row, N_ ("a word"), error))
    return FALSE;
  word = mani_words_find (row->words, mani_json_reader_get_string (reader, NULL));
  if (word < 0)
    {
      g_autofree char *found = mani_error_excerpt (mani_json_reader_get_string (reader, NULL));
      g_autofree char *known = g_strjoinv (", ", (GStrv) row->words);

      mani_json_reader_set_error (reader, error, MANI_ERROR_INVALID,
                                  /* Translators: what was found, a member's name, a list */
                                  _ ("“%s” was found for “%s”, one of these was expected: %s"),
                                  found, row->name, known);
      return FALSE;
    }
  mani_record_builder_set_word (builder, field, word);

  return TRUE;
}

static gboolean
read_field (ManiJsonReader *reader, ManiRecordBuilder *builder, guint field, GError **error)
{
  const ManiField *row = &mani_record_builder_get_record_type (builder)->fields[field];
  ManiJsonToken token;
  gint64 time;

  switch (row->kind)
    {
    case MANI_FIELD_STRING:
    case MANI_FIELD_REF:
      if (!take (reader, MANI_JSON_STRING, row, N_ ("a string"), error))
        return FALSE;
      mani_record_builder_set_string (builder, field, mani_json_reader_get_string (reader, NULL));
      return TRUE;

    case MANI_FIELD_TEXT:
      return read_text (reader, builder, field, row, error);

    case MANI_FIELD_STRINGS:
      return read_strings (reader, builder, field, row, error);

    case MANI_FIELD_MAP:
      return read_map (reader, builder, field, row, error);

    case MANI_FIELD_WORD:
      return read_word (reader, builder, field, row, error);

    case MANI_FIELD_FLAG:
      token = mani_json_reader_next (reader, error);
      if (token == MANI_JSON_ERROR)
        return FALSE;
      if (token != MANI_JSON_TRUE && token != MANI_JSON_FALSE)
        return fail_kind (reader, row, N_ ("true or false"), error);
      mani_record_builder_set_flag (builder, field, token == MANI_JSON_TRUE);
      return TRUE;

    case MANI_FIELD_TIME:
      if (!take (reader, MANI_JSON_STRING, row, N_ ("a date and time"), error))
        return FALSE;
      if (!mani_codec_parse_time (mani_json_reader_get_string (reader, NULL), &time))
        return fail_kind (reader, row, N_ ("a date and time like 2026-11-24T02:10:00Z"), error);
      mani_record_builder_set_time (builder, field, time);
      return TRUE;

    case MANI_FIELD_NUMBER:
      if (!take (reader, MANI_JSON_NUMBER, row, N_ ("a number"), error))
        return FALSE;
      mani_record_builder_set_number (builder, field, mani_json_reader_get_double (reader));
      return TRUE;

    case MANI_FIELD_RANGES:
      return read_ranges (reader, builder, field, row, error);

    case MANI_FIELD_BLOCKS:
      return read_blocks (reader, builder, field, row, error);

    case MANI_FIELD_OFFSETS:
      return read_offsets (reader, builder, field, row, error);

    default:
      g_assert_not_reached ();
    }
}

static int
find_field (const ManiRecordType *type, const char *name, guint expected)
{
  /* Members usually come in the table's order. */
  for (guint i = expected; i < type->n_fields; i++)
    if (strcmp (type->fields[i].name, name) == 0)
      return i;
  for (guint i = 0; i < expected; i++)
    if (strcmp (type->fields[i].name, name) == 0)
      return i;

  return -1;
}

/* Takes the member whose name was just read, as it stands. */
static gboolean
keep_unknown (ManiJsonReader *reader, GString **unknown, GError **error)
{
  const char *raw;
  const char *value;
  gsize n;

  if (*unknown == NULL)
    *unknown = g_string_new (NULL);
  else
    g_string_append_c (*unknown, ',');

  raw = mani_json_reader_get_raw (reader, &n);
  if (!mani_json_reader_skip (reader, &value, &n, error))
    return FALSE;
  g_string_append_len (*unknown, raw, value + n - raw);

  return TRUE;
}

gboolean
mani_codec_read_members (ManiJsonReader *reader, ManiRecordBuilder *builder, GError **error)
{
  const ManiRecordType *type = mani_record_builder_get_record_type (builder);
  g_autoptr (GString) unknown = NULL;
  guint expected = 0;
  ManiJsonToken token;

  while ((token = mani_json_reader_next (reader, error)) == MANI_JSON_NAME)
    {
      int field = find_field (type, mani_json_reader_get_string (reader, NULL), expected);

      if (field < 0)
        {
          if (!keep_unknown (reader, &unknown, error))
            return FALSE;
          continue;
        }
      if (!read_field (reader, builder, field, error))
        return FALSE;
      expected = field + 1;
    }
  if (token == MANI_JSON_ERROR)
    return FALSE;

  /* A builder makes up an id where there is none: right for a new record, wrong for one that is
   * read. */
  if (mani_record_builder_get_string (builder, MANI_RECORD_ID) == NULL)
    {
      mani_json_reader_set_error (reader, error, MANI_ERROR_INVALID, _ ("%s: “%s” is missing"),
                                  type->name, type->fields[MANI_RECORD_ID].name);
      return FALSE;
    }
  if (unknown != NULL)
    mani_record_builder_set_unknown (builder, unknown->str);

  return TRUE;
}

/* Ends the record, with the place in errors. */
static gpointer
end_record (ManiJsonReader *reader, ManiRecordBuilder *builder, GError **error)
{
  const ManiRecordType *type = mani_record_builder_get_record_type (builder);
  g_autoptr (GError) local = NULL;
  gpointer record = mani_record_builder_end (builder, &local);

  if (record == NULL)
    mani_json_reader_set_error (reader, error, local->code, "%s: %s", type->name, local->message);

  return record;
}

gpointer
mani_codec_read (ManiJsonReader *reader, const ManiRecordType *type, GError **error)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (type);
  ManiJsonToken token = mani_json_reader_next (reader, error);

  if (token == MANI_JSON_ERROR)
    return NULL;
  if (token != MANI_JSON_OBJECT_START)
    {
      mani_json_reader_set_error (reader, error, MANI_ERROR_INVALID,
                                  /* Translators: the name of a kind of record, such as label */
                                  _ ("%s: an object was expected"), type->name);
      return NULL;
    }
  if (!mani_codec_read_members (reader, builder, error))
    return NULL;

  return end_record (reader, builder, error);
}

/* The members in the braces of the object that comes, as they stand. */
static gboolean
read_unknown (ManiJsonReader *reader, ManiRecordBuilder *builder, GError **error)
{
  g_autofree char *members = NULL;
  const char *raw;
  gsize n;

  if (mani_json_reader_peek (reader, error) == MANI_JSON_ERROR ||
      !mani_json_reader_skip (reader, &raw, &n, error))
    return FALSE;
  if (raw[0] != '{')
    {
      mani_json_reader_set_error (reader, error, MANI_ERROR_INVALID, _ ("an object was expected"));
      return FALSE;
    }
  members = g_strndup (raw + 1, n - 2);
  mani_record_builder_set_unknown (builder, *members != '\0' ? members : NULL);

  return TRUE;
}

static gboolean
read_difference_member (ManiJsonReader *reader, ManiRecordBuilder *builder, GError **error)
{
  const ManiRecordType *type = mani_record_builder_get_record_type (builder);
  const char *name = mani_json_reader_get_string (reader, NULL);
  int field = find_field (type, name, 0);
  ManiJsonToken token;

  if (field < 0 && strcmp (name, MANI_CODEC_UNKNOWN) == 0)
    return read_unknown (reader, builder, error);
  if (field < 0)
    {
      g_autofree char *shown = mani_error_excerpt (name);

      mani_json_reader_set_error (reader, error, MANI_ERROR_INVALID,
                                  /* Translators: a kind of record, what was found */
                                  _ ("%s: “%s” is not one of its properties"), type->name, shown);
      return FALSE;
    }

  token = mani_json_reader_peek (reader, error);
  if (token == MANI_JSON_ERROR)
    return FALSE;
  if (token != MANI_JSON_NULL)
    return read_field (reader, builder, field, error);
  mani_record_builder_clear (builder, field);

  return mani_json_reader_next (reader, error) == MANI_JSON_NULL;
}

gpointer
mani_codec_read_difference (ManiJsonReader *reader, ManiRecord *before, GError **error)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (before);
  ManiJsonToken token;

  if (!mani_json_reader_expect (reader, MANI_JSON_OBJECT_START, error))
    return NULL;
  while ((token = mani_json_reader_next (reader, error)) == MANI_JSON_NAME)
    if (!read_difference_member (reader, builder, error))
      return NULL;

  return token != MANI_JSON_ERROR ? end_record (reader, builder, error) : NULL;
}
