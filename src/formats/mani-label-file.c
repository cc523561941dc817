/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The two kinds of file: rows are read from them, and labels written. */

#include "mani-label-file.h"

#include "mani-csv.h"
#include "mani-decode.h"
#include "mani-entity.h"
#include "mani-json-reader.h"
#include "mani-json-writer.h"
#include "mani-label-rows-private.h"

#include <glib/gi18n.h>
#include <string.h>

static const ManiLabelColumn written[] = {
  MANI_LABEL_ROW_NAME, MANI_LABEL_ROW_PARENT, MANI_LABEL_ROW_DESCRIPTION, MANI_LABEL_ROW_COLOR,
  MANI_LABEL_ROW_KEY,  MANI_LABEL_ROW_USE,    MANI_LABEL_ROW_ENTITY,
};

/* Fills @columns (element-type int): which column of rows each of the file's is, or -1. */
static gboolean
read_header (ManiCsvReader *reader, GArray *columns, GError **error)
{
  gboolean has_name = FALSE;

  for (guint i = 0; i < mani_csv_reader_get_n (reader); i++)
    {
      int column = mani_label_row_find_column (mani_csv_reader_get (reader, i));

      for (guint j = 0; j < i; j++)
        if (column >= 0 && g_array_index (columns, int, j) == column)
          return mani_csv_reader_fail (reader, i, error, _ ("the column “%s” is there twice"),
                                       mani_label_row_columns[column]);
      /* Ids of spreadsheets are no ids of labels. */
      column = column == MANI_LABEL_ROW_ID ? -1 : column;
      has_name = has_name || column == MANI_LABEL_ROW_NAME || column == MANI_LABEL_ROW_PATH;
      g_array_append_val (columns, column);
    }
  if (!has_name)
    return mani_csv_reader_fail (reader, 0, error,
                                 _ ("a header line with a column “name” or “path” was expected"));

  return TRUE;
}

static ManiLabelRow *
read_row (ManiCsvReader *reader, GArray *columns)
{
  ManiLabelRow *row = g_new0 (ManiLabelRow, 1);

  row->line = mani_csv_reader_get_line (reader);
  row->column = 1;
  for (guint i = 0; i < columns->len; i++)
    {
      int column = g_array_index (columns, int, i);
      const char *value = mani_csv_reader_get (reader, i);
      guint line;
      guint place;

      if (column < 0 || value == NULL)
        continue;
      mani_csv_reader_get_place (reader, i, &line, &place);
      mani_label_row_set (row, column, value, line, place);
    }

  return row;
}

static GPtrArray *
read_csv (const char *data, gsize n, const char *name, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (mani_label_row_free);
  g_autoptr (ManiCsvReader) reader = mani_csv_reader_new (data, n, name, FALSE);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GError) local = NULL;

  if (!mani_csv_reader_next (reader, &local))
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID, _ ("%s: there is nothing in the file"),
                     name);
      return NULL;
    }
  if (!read_header (reader, columns, error))
    return NULL;

  while (mani_csv_reader_next (reader, &local))
    g_ptr_array_add (rows, read_row (reader, columns));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return mani_label_rows_make (rows, name, error);
}

/* The members of one label; the reader has taken its start. */
static gboolean
read_object (ManiJsonReader *reader, ManiLabelRow *row, GError **error)
{
  ManiJsonToken token;

  row->line = mani_json_reader_get_line (reader);
  row->column = mani_json_reader_get_column (reader);
  while ((token = mani_json_reader_next (reader, error)) == MANI_JSON_NAME)
    {
      int column = mani_label_row_find_column (mani_json_reader_get_string (reader, NULL));

      if (column < 0 || mani_json_reader_peek (reader, NULL) == MANI_JSON_NULL)
        {
          if (!mani_json_reader_skip (reader, NULL, NULL, error))
            return FALSE;
          continue;
        }
      if (!mani_json_reader_expect (reader, MANI_JSON_STRING, error))
        return FALSE;
      mani_label_row_set (row, column, mani_json_reader_get_string (reader, NULL),
                          mani_json_reader_get_line (reader), mani_json_reader_get_column (reader));
    }

  return token == MANI_JSON_OBJECT_END;
}

/* The reader is before the array. */
static gboolean
read_array (ManiJsonReader *reader, GPtrArray *rows, GError **error)
{
  if (!mani_json_reader_expect (reader, MANI_JSON_ARRAY_START, error))
    return FALSE;
  while (mani_json_reader_peek (reader, NULL) != MANI_JSON_ARRAY_END)
    {
      ManiLabelRow *row;

      if (!mani_json_reader_expect (reader, MANI_JSON_OBJECT_START, error))
        return FALSE;
      row = g_new0 (ManiLabelRow, 1);
      g_ptr_array_add (rows, row);
      if (!read_object (reader, row, error))
        return FALSE;
    }

  return mani_json_reader_expect (reader, MANI_JSON_ARRAY_END, error);
}

static GPtrArray *
read_json (const char *data, gsize n, const char *name, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (mani_label_row_free);
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (data, n, name, NULL);
  gboolean has_labels = FALSE;
  ManiJsonToken token;

  if (mani_json_reader_peek (reader, NULL) == MANI_JSON_ARRAY_START)
    {
      if (!read_array (reader, rows, error) ||
          !mani_json_reader_expect (reader, MANI_JSON_END, error))
        return NULL;
      return mani_label_rows_make (rows, name, error);
    }

  if (!mani_json_reader_expect (reader, MANI_JSON_OBJECT_START, error))
    return NULL;
  while ((token = mani_json_reader_next (reader, error)) == MANI_JSON_NAME)
    {
      gboolean is_labels = strcmp (mani_json_reader_get_string (reader, NULL), "labels") == 0;

      has_labels = has_labels || is_labels;
      if (is_labels ? !read_array (reader, rows, error)
                    : !mani_json_reader_skip (reader, NULL, NULL, error))
        return NULL;
    }
  if (token != MANI_JSON_OBJECT_END || !mani_json_reader_expect (reader, MANI_JSON_END, error))
    return NULL;
  if (!has_labels)
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID,
                   _ ("%s:1:1: an array of labels, or an object with a member “labels”, was "
                      "expected"),
                   name);
      return NULL;
    }

  return mani_label_rows_make (rows, name, error);
}

ManiLabelFileKind
mani_label_file_kind_of (const char *name)
{
  g_autofree char *small = g_ascii_strdown (name, -1);

  return g_str_has_suffix (small, ".json") ? MANI_LABEL_FILE_JSON : MANI_LABEL_FILE_CSV;
}

GPtrArray *
mani_label_file_read (const char *data, gsize n_bytes, const char *name, GError **error)
{
  g_autofree char *text = mani_decode (data, n_bytes, NULL, name, NULL, error);
  const char *p;

  if (text == NULL)
    return NULL;

  p = text + strspn (text, " \t\n");
  if (*p == '{' || *p == '[')
    return read_json (text, strlen (text), name, error);

  return read_csv (text, strlen (text), name, error);
}

/* The escaped path of the label with that id; NULL for none. */
static char *
dup_path_of (GHashTable *by_id, const char *id)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (ManiLabel *label = id != NULL ? g_hash_table_lookup (by_id, id) : NULL;
       label != NULL && names->len < 1000;
       label = mani_label_get_parent (label) != NULL
                   ? g_hash_table_lookup (by_id, mani_label_get_parent (label))
                   : NULL)
    g_ptr_array_insert (names, 0, (gpointer) mani_label_get_name (label));

  return names->len > 0 ? mani_label_path_join (names, names->len) : NULL;
}

/* @path: of its parent */
static void
append_label (GString *text, ManiCsvWriter *csv, ManiRecord *label, const char *path)
{
  guint use = mani_record_get_word (label, MANI_LABEL_USE);
  guint entity = mani_record_get_word (label, MANI_LABEL_ENTITY);
  const char *values[MANI_LABEL_ROW_N] = {
    [MANI_LABEL_ROW_NAME] = mani_label_get_name (MANI_LABEL (label)),
    [MANI_LABEL_ROW_PARENT] = path,
    [MANI_LABEL_ROW_DESCRIPTION] = mani_label_get_description (MANI_LABEL (label)),
    [MANI_LABEL_ROW_COLOR] = mani_record_get_string (label, MANI_LABEL_COLOR),
    [MANI_LABEL_ROW_KEY] = mani_label_get_key (MANI_LABEL (label)),
    [MANI_LABEL_ROW_USE] =
        use != 0 ? mani_label_record_type.fields[MANI_LABEL_USE].words[use] : NULL,
    [MANI_LABEL_ROW_ENTITY] = entity != 0 ? mani_entity_kind_words[entity] : NULL,
  };
  gboolean is_first = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    {
      const char *value = values[written[i]];

      if (csv != NULL)
        mani_csv_append (csv, value);
      else if (value != NULL)
        {
          g_string_append_printf (text, "%s\"%s\":", is_first ? "{" : ",",
                                  mani_label_row_columns[written[i]]);
          mani_json_append_string (text, value, -1);
          is_first = FALSE;
        }
    }
}

GBytes *
mani_label_file_write (GPtrArray *labels, ManiLabelFileKind kind)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) text = g_string_new (NULL);
  ManiCsvWriter csv = { text, FALSE, FALSE };
  gboolean is_json = kind == MANI_LABEL_FILE_JSON;

  for (guint i = 0; i < labels->len; i++)
    g_hash_table_insert (by_id, (gpointer) mani_record_get_id (labels->pdata[i]), labels->pdata[i]);

  if (is_json)
    g_string_append (text, "{\"labels\":[\n");
  for (guint i = 0; !is_json && i < G_N_ELEMENTS (written); i++)
    mani_csv_append (&csv, mani_label_row_columns[written[i]]);
  if (!is_json)
    mani_csv_end_row (&csv);

  for (guint i = 0; i < labels->len; i++)
    {
      g_autofree char *parent =
          dup_path_of (by_id, mani_label_get_parent (MANI_LABEL (labels->pdata[i])));

      append_label (text, is_json ? NULL : &csv, labels->pdata[i], parent);
      if (is_json)
        g_string_append_printf (text, "}%s\n", i + 1 < labels->len ? "," : "");
      else
        mani_csv_end_row (&csv);
    }
  if (is_json)
    g_string_append (text, "]}\n");

  return g_string_free_to_bytes (g_steal_pointer (&text));
}
