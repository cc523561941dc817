/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Both kinds of file give rows of the same columns; rows become labels in one way. */

#include "mani-label-file.h"

#include "mani-csv.h"
#include "mani-decode.h"
#include "mani-entity.h"
#include "mani-json-reader.h"
#include "mani-json-writer.h"

#include <glib/gi18n.h>
#include <string.h>

typedef enum
{
  NAME,
  PATH,
  PARENT,
  DESCRIPTION,
  COLOR,
  KEY,
  USE,
  ENTITY,
  ID,
  N_COLUMNS,
} Column;

static const char *const column_names[N_COLUMNS] = {
  "name", "path", "parent", "description", "color", "key", "use", "entity", "id",
};

/* What a label is made of, and where it stood. */
typedef struct
{
  char *values[N_COLUMNS];
  guint line;
  guint column;
  guint lines[N_COLUMNS]; /* of the values; 0 where there is none */
  guint columns[N_COLUMNS];
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  for (guint i = 0; i < N_COLUMNS; i++)
    g_free (row->values[i]);
  g_free (row);
}

static int
find_column (const char *name)
{
  g_autofree char *small = g_strstrip (g_utf8_strdown (name, -1));

  if (strcmp (small, "colour") == 0)
    return COLOR;
  for (guint i = 0; i < N_COLUMNS; i++)
    if (strcmp (small, column_names[i]) == 0)
      return i;

  return -1;
}

/* Labels so far. */
typedef struct
{
  const char *name;
  GPtrArray *labels;
  GHashTable *by_path; /* escaped path -> id */
  GHashTable *lines;   /* escaped path -> line, of those that have a line */
  GHashTable *keys;    /* key -> line */
  GHashTable *by_id;   /* id in the file -> escaped path */
} Labels;

static gboolean
fail (Labels *self, const Row *row, Column column, GError **error, const char *format, ...)
    G_GNUC_PRINTF (5, 6);

static gboolean
fail (Labels *self, const Row *row, Column column, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID, "%s:%u:%u: %s", self->name,
               row->lines[column] != 0 ? row->lines[column] : row->line,
               row->lines[column] != 0 ? row->columns[column] : row->column, message);

  return FALSE;
}

/* The names of a path; empty when one of them is. */
static GPtrArray *
split_path (const char *path)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *p = path;; p++)
    {
      if (*p == '\\' && (p[1] == '/' || p[1] == '\\'))
        {
          g_string_append_c (name, *++p);
          continue;
        }
      if (*p != '/' && *p != '\0')
        {
          g_string_append_c (name, *p);
          continue;
        }
      g_ptr_array_add (names, g_strstrip (g_strdup (name->str)));
      g_string_truncate (name, 0);
      if (*p == '\0')
        break;
    }
  for (guint i = 0; i < names->len; i++)
    if (*(const char *) names->pdata[i] == '\0')
      {
        g_ptr_array_set_size (names, 0);
        break;
      }

  return names;
}

/* "Parent/Child", escaped, of the first @n names. */
static char *
join_path (GPtrArray *names, guint n)
{
  g_autoptr (GString) path = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GString) name = g_string_new (names->pdata[i]);

      g_string_replace (name, "\\", "\\\\", 0);
      g_string_replace (name, "/", "\\/", 0);
      g_string_append_printf (path, "%s%s", i > 0 ? "/" : "", name->str);
    }

  return g_string_free (g_steal_pointer (&path), FALSE);
}

/* The names from the top down to the label itself; NULL with an error. */
static GPtrArray *
find_names (Labels *self, const Row *row, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;
  const char *parent = row->values[PARENT];
  const char *above = NULL;

  if (row->values[PATH] != NULL)
    {
      names = split_path (row->values[PATH]);
      if (names->len == 0)
        {
          fail (self, row, PATH, error, _ ("“%s” is no path: a name is empty"), row->values[PATH]);
          return NULL;
        }
      if (row->values[NAME] != NULL &&
          strcmp (row->values[NAME], names->pdata[names->len - 1]) != 0)
        {
          fail (self, row, PATH, error, _ ("the path does not end with the name “%s”"),
                row->values[NAME]);
          return NULL;
        }
      return g_steal_pointer (&names);
    }
  if (row->values[NAME] == NULL)
    {
      fail (self, row, NAME, error, _ ("a label needs a name"));
      return NULL;
    }

  if (parent != NULL)
    {
      above = g_hash_table_lookup (self->by_id, parent);
      names = split_path (above != NULL ? above : parent);
      if (names->len == 0)
        {
          fail (self, row, PARENT, error, _ ("“%s” is no path: a name is empty"), parent);
          return NULL;
        }
    }
  else
    names = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (names, g_strdup (row->values[NAME]));

  return g_steal_pointer (&names);
}

/* The id of the label at that path, which is made when it is not there. */
static const char *
need_parent (Labels *self, GPtrArray *names, guint n)
{
  g_autofree char *path = join_path (names, n);
  g_autoptr (ManiRecordBuilder) builder = NULL;
  ManiRecord *label;
  const char *id = g_hash_table_lookup (self->by_path, path);

  if (n == 0 || id != NULL)
    return id;

  builder = mani_record_builder_new (&mani_label_record_type);
  mani_record_builder_set_string (builder, MANI_LABEL_NAME, names->pdata[n - 1]);
  mani_record_builder_set_string (builder, MANI_LABEL_PARENT, need_parent (self, names, n - 1));
  label = mani_record_builder_end (builder, NULL);
  g_ptr_array_add (self->labels, label);
  id = mani_record_get_id (label);
  g_hash_table_insert (self->by_path, g_steal_pointer (&path), (gpointer) id);

  return id;
}

static gboolean
set_word (Labels *self,
          const Row *row,
          Column column,
          ManiRecordBuilder *builder,
          guint field,
          GError **error)
{
  const char *const *words = mani_label_record_type.fields[field].words;
  g_autofree char *list = g_strjoinv (", ", (GStrv) words);
  g_autofree char *small =
      row->values[column] != NULL ? g_ascii_strdown (row->values[column], -1) : NULL;
  int word = small != NULL ? mani_words_find (words, small) : 0;

  if (word < 0)
    {
      g_autofree char *found = mani_error_excerpt (row->values[column]);

      /* Translators: a word, the name of a column, the words that it may hold */
      return fail (self, row, column, error, _ ("“%s” is no %s: one of %s was expected"), found,
                   column_names[column], list);
    }
  mani_record_builder_set_word (builder, field, word);

  return TRUE;
}

static gboolean
add_row (Labels *self, const Row *row, GError **error)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_label_record_type);
  g_autoptr (GPtrArray) names = find_names (self, row, error);
  g_autoptr (GError) local = NULL;
  g_autofree char *path = NULL;
  g_autofree char *color = NULL;
  ManiRecord *label;
  ManiRecord *implied = NULL;
  guint position = self->labels->len;
  gpointer line;

  if (names == NULL)
    return FALSE;
  path = join_path (names, names->len);
  if (g_hash_table_lookup_extended (self->lines, path, NULL, &line))
    return fail (self, row, row->values[PATH] != NULL ? PATH : NAME, error,
                 _ ("the label “%s” is there already, in line %u"), path, GPOINTER_TO_UINT (line));
  if (self->labels->len >= MANI_LABEL_FILE_MAX_LABELS)
    return fail (self, row, NAME, error, _ ("at most %u labels were expected"),
                 MANI_LABEL_FILE_MAX_LABELS);

  color = row->values[COLOR] != NULL ? g_ascii_strdown (row->values[COLOR], -1) : NULL;
  if (color != NULL && !mani_label_is_color (color))
    {
      g_autofree char *found = mani_error_excerpt (row->values[COLOR]);

      return fail (self, row, COLOR, error,
                   _ ("“%s” is no colour: six hexadecimal digits after “#” were expected"), found);
    }
  if (row->values[KEY] != NULL && !mani_label_check_key (row->values[KEY], &local))
    return fail (self, row, KEY, error, "%s", local->message);
  if (row->values[KEY] != NULL &&
      g_hash_table_lookup_extended (self->keys, row->values[KEY], NULL, &line))
    return fail (self, row, KEY, error, _ ("the key “%s” is there already, in line %u"),
                 row->values[KEY], GPOINTER_TO_UINT (line));

  /* A line below may have needed it as a parent. */
  for (guint i = 0; i < self->labels->len; i++)
    if (g_strcmp0 (mani_record_get_id (self->labels->pdata[i]),
                   g_hash_table_lookup (self->by_path, path)) == 0)
      {
        implied = self->labels->pdata[i];
        position = i;
      }
  if (implied != NULL)
    mani_record_builder_set_string (builder, MANI_LABEL_ID, mani_record_get_id (implied));
  else if (row->values[ID] != NULL && mani_record_is_id (row->values[ID]))
    mani_record_builder_set_string (builder, MANI_LABEL_ID, row->values[ID]);
  mani_record_builder_set_string (builder, MANI_LABEL_NAME, names->pdata[names->len - 1]);
  mani_record_builder_set_string (builder, MANI_LABEL_PARENT,
                                  need_parent (self, names, names->len - 1));
  mani_record_builder_set_string (builder, MANI_LABEL_DESCRIPTION, row->values[DESCRIPTION]);
  mani_record_builder_set_string (builder, MANI_LABEL_COLOR, color);
  mani_record_builder_set_string (builder, MANI_LABEL_KEY, row->values[KEY]);
  if (!set_word (self, row, USE, builder, MANI_LABEL_USE, error) ||
      !set_word (self, row, ENTITY, builder, MANI_LABEL_ENTITY, error))
    return FALSE;
  label = mani_record_builder_end (builder, &local);
  if (label == NULL)
    return fail (self, row, NAME, error, "%s", local->message);

  if (implied != NULL)
    {
      g_hash_table_remove (self->by_path, path);
      g_object_unref (implied);
      self->labels->pdata[position] = label;
    }
  else
    g_ptr_array_add (self->labels, label);
  g_hash_table_insert (self->by_path, g_strdup (path), (gpointer) mani_record_get_id (label));
  g_hash_table_insert (self->lines, g_steal_pointer (&path), GUINT_TO_POINTER (row->line));
  if (row->values[KEY] != NULL)
    g_hash_table_insert (self->keys, row->values[KEY], GUINT_TO_POINTER (row->line));

  return TRUE;
}

/* In JSON of a project a parent is an id, of a label that may stand further below: what path each
 * id is. FALSE when parents go round. */
static gboolean
resolve_ids (Labels *self, GPtrArray *rows, GError **error)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = rows->pdata[i];

      if (row->values[ID] != NULL && row->values[NAME] != NULL &&
          !g_hash_table_insert (by_id, row->values[ID], row))
        return fail (self, row, ID, error, _ ("the id “%s” is there twice"), row->values[ID]);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = rows->pdata[i];
      g_autoptr (GPtrArray) names = g_ptr_array_new ();
      guint depth = 0;

      if (row->values[ID] == NULL || row->values[NAME] == NULL)
        continue;
      for (Row *above = row; above != NULL;
           above = above->values[PARENT] != NULL
                       ? g_hash_table_lookup (by_id, above->values[PARENT])
                       : NULL)
        {
          if (depth++ > 1000)
            return fail (self, row, PARENT, error, _ ("a label cannot stand below itself"));
          g_ptr_array_insert (names, 0, above->values[NAME]);
          if (above->values[PARENT] != NULL &&
              !g_hash_table_contains (by_id, above->values[PARENT]))
            {
              g_autoptr (GPtrArray) top = split_path (above->values[PARENT]);
              g_autofree char *rest = join_path (names, names->len);
              g_autofree char *path = join_path (top, top->len);

              g_hash_table_insert (self->by_id, g_strdup (row->values[ID]),
                                   g_strconcat (path, "/", rest, NULL));
              break;
            }
        }
      if (!g_hash_table_contains (self->by_id, row->values[ID]))
        g_hash_table_insert (self->by_id, g_strdup (row->values[ID]),
                             join_path (names, names->len));
    }

  return TRUE;
}

static GPtrArray *
make_labels (GPtrArray *rows, const char *name, GError **error)
{
  Labels self = { name };
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) by_path = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  self.keys = keys;
  self.labels = labels;
  self.by_path = by_path;
  self.lines = lines;
  self.by_id = by_id;
  if (!resolve_ids (&self, rows, error))
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    if (!add_row (&self, rows->pdata[i], error))
      return NULL;

  return g_steal_pointer (&labels);
}

/* What is only white space is not there. */
static void
set_value (Row *row, Column column, const char *value, guint line, guint place)
{
  char *stripped = g_strstrip (g_strdup (value));

  row->lines[column] = line;
  row->columns[column] = place;
  if (*stripped == '\0')
    g_clear_pointer (&stripped, g_free);
  g_free (row->values[column]);
  row->values[column] = stripped;
}

static GPtrArray *
read_csv (const char *data, gsize n, const char *name, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  g_autoptr (ManiCsvReader) reader = mani_csv_reader_new (data, n, name, FALSE);
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GError) local = NULL;
  gboolean has_name = FALSE;

  if (!mani_csv_reader_next (reader, &local))
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID, _ ("%s: there is nothing in the file"),
                     name);
      return NULL;
    }
  for (guint i = 0; i < mani_csv_reader_get_n (reader); i++)
    {
      int column = find_column (mani_csv_reader_get (reader, i));

      for (guint j = 0; j < i; j++)
        if (column >= 0 && g_array_index (columns, int, j) == column)
          {
            mani_csv_reader_fail (reader, i, error, _ ("the column “%s” is there twice"),
                                  column_names[column]);
            return NULL;
          }
      /* Ids of spreadsheets are no ids of labels. */
      column = column == ID ? -1 : column;
      has_name = has_name || column == NAME || column == PATH;
      g_array_append_val (columns, column);
    }
  if (!has_name)
    {
      mani_csv_reader_fail (reader, 0, error,
                            _ ("a header line with a column “name” or “path” was expected"));
      return NULL;
    }

  while (mani_csv_reader_next (reader, &local))
    {
      Row *row = g_new0 (Row, 1);

      g_ptr_array_add (rows, row);
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
          set_value (row, column, value, line, place);
        }
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return make_labels (rows, name, error);
}

/* The members of one label; the reader has taken its start. */
static gboolean
read_object (ManiJsonReader *reader, Row *row, GError **error)
{
  ManiJsonToken token;

  row->line = mani_json_reader_get_line (reader);
  row->column = mani_json_reader_get_column (reader);
  while ((token = mani_json_reader_next (reader, error)) == MANI_JSON_NAME)
    {
      int column = find_column (mani_json_reader_get_string (reader, NULL));

      if (column < 0 || mani_json_reader_peek (reader, NULL) == MANI_JSON_NULL)
        {
          if (!mani_json_reader_skip (reader, NULL, NULL, error))
            return FALSE;
          continue;
        }
      if (!mani_json_reader_expect (reader, MANI_JSON_STRING, error))
        return FALSE;
      set_value (row, column, mani_json_reader_get_string (reader, NULL),
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
      Row *row;

      if (!mani_json_reader_expect (reader, MANI_JSON_OBJECT_START, error))
        return FALSE;
      row = g_new0 (Row, 1);
      g_ptr_array_add (rows, row);
      if (!read_object (reader, row, error))
        return FALSE;
    }

  return mani_json_reader_expect (reader, MANI_JSON_ARRAY_END, error);
}

static GPtrArray *
read_json (const char *data, gsize n, const char *name, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (data, n, name, NULL);
  gboolean has_labels = FALSE;
  ManiJsonToken token;

  if (mani_json_reader_peek (reader, NULL) == MANI_JSON_ARRAY_START)
    {
      if (!read_array (reader, rows, error) ||
          !mani_json_reader_expect (reader, MANI_JSON_END, error))
        return NULL;
      return make_labels (rows, name, error);
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

  return make_labels (rows, name, error);
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

  return names->len > 0 ? join_path (names, names->len) : NULL;
}

GBytes *
mani_label_file_write (GPtrArray *labels, ManiLabelFileKind kind)
{
  static const Column written[] = { NAME, PARENT, DESCRIPTION, COLOR, KEY, USE, ENTITY };
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) text = g_string_new (NULL);
  ManiCsvWriter csv = { text, FALSE, FALSE };
  gboolean is_json = kind == MANI_LABEL_FILE_JSON;

  for (guint i = 0; i < labels->len; i++)
    g_hash_table_insert (by_id, (gpointer) mani_record_get_id (labels->pdata[i]), labels->pdata[i]);

  if (is_json)
    g_string_append (text, "{\"labels\":[\n");
  for (guint i = 0; !is_json && i < G_N_ELEMENTS (written); i++)
    mani_csv_append (&csv, column_names[written[i]]);
  if (!is_json)
    mani_csv_end_row (&csv);

  for (guint i = 0; i < labels->len; i++)
    {
      ManiRecord *label = labels->pdata[i];
      guint use = mani_record_get_word (label, MANI_LABEL_USE);
      guint entity = mani_record_get_word (label, MANI_LABEL_ENTITY);
      g_autofree char *parent = dup_path_of (by_id, mani_label_get_parent (MANI_LABEL (label)));
      const char *values[N_COLUMNS] = {
        [NAME] = mani_label_get_name (MANI_LABEL (label)),
        [PARENT] = parent,
        [DESCRIPTION] = mani_label_get_description (MANI_LABEL (label)),
        [COLOR] = mani_record_get_string (label, MANI_LABEL_COLOR),
        [KEY] = mani_label_get_key (MANI_LABEL (label)),
        [USE] = use != 0 ? mani_label_record_type.fields[MANI_LABEL_USE].words[use] : NULL,
        [ENTITY] = entity != 0 ? mani_entity_kind_words[entity] : NULL,
      };
      gboolean is_first = TRUE;

      for (guint j = 0; j < G_N_ELEMENTS (written); j++)
        {
          const char *value = values[written[j]];

          if (!is_json)
            mani_csv_append (&csv, value);
          else if (value != NULL)
            {
              g_string_append_printf (text, "%s\"%s\":", is_first ? "{" : ",",
                                      column_names[written[j]]);
              mani_json_append_string (text, value, -1);
              is_first = FALSE;
            }
        }
      if (is_json)
        g_string_append_printf (text, "}%s\n", i + 1 < labels->len ? "," : "");
      else
        mani_csv_end_row (&csv);
    }
  if (is_json)
    g_string_append (text, "]}\n");

  return g_string_free_to_bytes (g_steal_pointer (&text));
}
