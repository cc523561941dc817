/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From rows to labels: paths, parents that are only named, and what cannot be. */

#include "mani-label-rows-private.h"

#include "mani-entity.h"
#include "mani-label-file.h"

#include <glib/gi18n.h>
#include <string.h>

const char *const mani_label_row_columns[MANI_LABEL_ROW_N] = {
  "name", "path", "parent", "description", "color", "key", "use", "entity", "id",
};

void
mani_label_row_free (gpointer data)
{
  ManiLabelRow *row = data;

  for (guint i = 0; i < MANI_LABEL_ROW_N; i++)
    g_free (row->values[i]);
  g_free (row);
}

int
mani_label_row_find_column (const char *name)
{
  g_autofree char *small = g_strstrip (g_utf8_strdown (name, -1));

  if (strcmp (small, "colour") == 0)
    return MANI_LABEL_ROW_COLOR;
  for (guint i = 0; i < MANI_LABEL_ROW_N; i++)
    if (strcmp (small, mani_label_row_columns[i]) == 0)
      return i;

  return -1;
}

void
mani_label_row_set (ManiLabelRow *row,
                    ManiLabelColumn column,
                    const char *value,
                    guint line,
                    guint place)
{
  char *stripped = g_strstrip (g_strdup (value));

  row->lines[column] = line;
  row->columns[column] = place;
  if (*stripped == '\0')
    g_clear_pointer (&stripped, g_free);
  g_free (row->values[column]);
  row->values[column] = stripped;
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

static gboolean fail (Labels *self,
                      const ManiLabelRow *row,
                      ManiLabelColumn column,
                      GError **error,
                      const char *format,
                      ...) G_GNUC_PRINTF (5, 6);

static gboolean
fail (Labels *self,
      const ManiLabelRow *row,
      ManiLabelColumn column,
      GError **error,
      const char *format,
      ...)
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

char *
mani_label_path_join (GPtrArray *names, guint n)
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
find_names (Labels *self, const ManiLabelRow *row, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;
  const char *parent = row->values[MANI_LABEL_ROW_PARENT];
  const char *above = NULL;

  if (row->values[MANI_LABEL_ROW_PATH] != NULL)
    {
      names = split_path (row->values[MANI_LABEL_ROW_PATH]);
      if (names->len == 0)
        {
          fail (self, row, MANI_LABEL_ROW_PATH, error, _ ("“%s” is no path: a name is empty"),
                row->values[MANI_LABEL_ROW_PATH]);
          return NULL;
        }
      if (row->values[MANI_LABEL_ROW_NAME] != NULL &&
          strcmp (row->values[MANI_LABEL_ROW_NAME], names->pdata[names->len - 1]) != 0)
        {
          fail (self, row, MANI_LABEL_ROW_PATH, error,
                _ ("the path does not end with the name “%s”"), row->values[MANI_LABEL_ROW_NAME]);
          return NULL;
        }
      return g_steal_pointer (&names);
    }
  if (row->values[MANI_LABEL_ROW_NAME] == NULL)
    {
      fail (self, row, MANI_LABEL_ROW_NAME, error, _ ("a label needs a name"));
      return NULL;
    }

  if (parent != NULL)
    {
      above = g_hash_table_lookup (self->by_id, parent);
      names = split_path (above != NULL ? above : parent);
      if (names->len == 0)
        {
          fail (self, row, MANI_LABEL_ROW_PARENT, error, _ ("“%s” is no path: a name is empty"),
                parent);
          return NULL;
        }
    }
  else
    names = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (names, g_strdup (row->values[MANI_LABEL_ROW_NAME]));

  return g_steal_pointer (&names);
}

/* The id of the label at that path, which is made when it is not there. */
static const char *
need_parent (Labels *self, GPtrArray *names, guint n)
{
  g_autofree char *path = mani_label_path_join (names, n);
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
          const ManiLabelRow *row,
          ManiLabelColumn column,
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
                   mani_label_row_columns[column], list);
    }
  mani_record_builder_set_word (builder, field, word);

  return TRUE;
}

/* What a row says that no label can have. */
static gboolean
check_row (Labels *self, const ManiLabelRow *row, const char *path, GError **error)
{
  const char *color = row->values[MANI_LABEL_ROW_COLOR];
  const char *key = row->values[MANI_LABEL_ROW_KEY];
  g_autofree char *small = color != NULL ? g_ascii_strdown (color, -1) : NULL;
  g_autoptr (GError) local = NULL;
  gpointer line;

  if (g_hash_table_lookup_extended (self->lines, path, NULL, &line))
    return fail (
        self, row,
        row->values[MANI_LABEL_ROW_PATH] != NULL ? MANI_LABEL_ROW_PATH : MANI_LABEL_ROW_NAME, error,
        _ ("the label “%s” is there already, in line %u"), path, GPOINTER_TO_UINT (line));
  if (self->labels->len >= MANI_LABEL_FILE_MAX_LABELS)
    return fail (self, row, MANI_LABEL_ROW_NAME, error, _ ("at most %u labels were expected"),
                 MANI_LABEL_FILE_MAX_LABELS);
  if (small != NULL && !mani_label_is_color (small))
    {
      g_autofree char *found = mani_error_excerpt (color);

      return fail (self, row, MANI_LABEL_ROW_COLOR, error,
                   _ ("“%s” is no colour: six hexadecimal digits after “#” were expected"), found);
    }
  if (key != NULL && !mani_label_check_key (key, &local))
    return fail (self, row, MANI_LABEL_ROW_KEY, error, "%s", local->message);
  if (key != NULL && g_hash_table_lookup_extended (self->keys, key, NULL, &line))
    return fail (self, row, MANI_LABEL_ROW_KEY, error,
                 _ ("the key “%s” is there already, in line %u"), key, GPOINTER_TO_UINT (line));

  return TRUE;
}

/* Where the label at @path stands that a line below has needed as a parent; the end for none. */
static guint
find_implied (Labels *self, const char *path)
{
  const char *id = g_hash_table_lookup (self->by_path, path);
  guint i = 0;

  while (i < self->labels->len && g_strcmp0 (mani_record_get_id (self->labels->pdata[i]), id) != 0)
    i++;

  return i;
}

static void
put_label (Labels *self, const ManiLabelRow *row, const char *path, guint position, gpointer label)
{
  const char *key = row->values[MANI_LABEL_ROW_KEY];

  g_hash_table_remove (self->by_path, path);
  if (position < self->labels->len)
    {
      g_object_unref (self->labels->pdata[position]);
      self->labels->pdata[position] = label;
    }
  else
    g_ptr_array_add (self->labels, label);
  g_hash_table_insert (self->by_path, g_strdup (path), (gpointer) mani_record_get_id (label));
  g_hash_table_insert (self->lines, g_strdup (path), GUINT_TO_POINTER (row->line));
  if (key != NULL)
    g_hash_table_insert (self->keys, (gpointer) key, GUINT_TO_POINTER (row->line));
}

static gboolean
add_row (Labels *self, const ManiLabelRow *row, GError **error)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_label_record_type);
  g_autoptr (GPtrArray) names = find_names (self, row, error);
  const char *id = row->values[MANI_LABEL_ROW_ID];
  const char *color = row->values[MANI_LABEL_ROW_COLOR];
  g_autofree char *small = color != NULL ? g_ascii_strdown (color, -1) : NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *path = NULL;
  const char *parent;
  ManiRecord *label;
  guint position;

  if (names == NULL)
    return FALSE;
  path = mani_label_path_join (names, names->len);
  if (!check_row (self, row, path, error))
    return FALSE;

  parent = need_parent (self, names, names->len - 1);
  position = find_implied (self, path);
  if (position < self->labels->len)
    id = mani_record_get_id (self->labels->pdata[position]);
  if (id != NULL && mani_record_is_id (id))
    mani_record_builder_set_string (builder, MANI_LABEL_ID, id);
  mani_record_builder_set_string (builder, MANI_LABEL_NAME, names->pdata[names->len - 1]);
  mani_record_builder_set_string (builder, MANI_LABEL_PARENT, parent);
  mani_record_builder_set_string (builder, MANI_LABEL_DESCRIPTION,
                                  row->values[MANI_LABEL_ROW_DESCRIPTION]);
  mani_record_builder_set_string (builder, MANI_LABEL_COLOR, small);
  mani_record_builder_set_string (builder, MANI_LABEL_KEY, row->values[MANI_LABEL_ROW_KEY]);
  if (!set_word (self, row, MANI_LABEL_ROW_USE, builder, MANI_LABEL_USE, error) ||
      !set_word (self, row, MANI_LABEL_ROW_ENTITY, builder, MANI_LABEL_ENTITY, error))
    return FALSE;
  label = mani_record_builder_end (builder, &local);
  if (label == NULL)
    return fail (self, row, MANI_LABEL_ROW_NAME, error, "%s", local->message);
  put_label (self, row, path, position, label);

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
      ManiLabelRow *row = rows->pdata[i];

      if (row->values[MANI_LABEL_ROW_ID] != NULL && row->values[MANI_LABEL_ROW_NAME] != NULL &&
          !g_hash_table_insert (by_id, row->values[MANI_LABEL_ROW_ID], row))
        return fail (self, row, MANI_LABEL_ROW_ID, error, _ ("the id “%s” is there twice"),
                     row->values[MANI_LABEL_ROW_ID]);
    }
  for (guint i = 0; i < rows->len; i++)
    {
      ManiLabelRow *row = rows->pdata[i];
      g_autoptr (GPtrArray) names = g_ptr_array_new ();
      guint depth = 0;

      if (row->values[MANI_LABEL_ROW_ID] == NULL || row->values[MANI_LABEL_ROW_NAME] == NULL)
        continue;
      for (ManiLabelRow *above = row; above != NULL;
           above = above->values[MANI_LABEL_ROW_PARENT] != NULL
                       ? g_hash_table_lookup (by_id, above->values[MANI_LABEL_ROW_PARENT])
                       : NULL)
        {
          if (depth++ > 1000)
            return fail (self, row, MANI_LABEL_ROW_PARENT, error,
                         _ ("a label cannot stand below itself"));
          g_ptr_array_insert (names, 0, above->values[MANI_LABEL_ROW_NAME]);
          if (above->values[MANI_LABEL_ROW_PARENT] != NULL &&
              !g_hash_table_contains (by_id, above->values[MANI_LABEL_ROW_PARENT]))
            {
              g_autoptr (GPtrArray) top = split_path (above->values[MANI_LABEL_ROW_PARENT]);
              g_autofree char *rest = mani_label_path_join (names, names->len);
              g_autofree char *path = mani_label_path_join (top, top->len);

              g_hash_table_insert (self->by_id, g_strdup (row->values[MANI_LABEL_ROW_ID]),
                                   g_strconcat (path, "/", rest, NULL));
              break;
            }
        }
      if (!g_hash_table_contains (self->by_id, row->values[MANI_LABEL_ROW_ID]))
        g_hash_table_insert (self->by_id, g_strdup (row->values[MANI_LABEL_ROW_ID]),
                             mani_label_path_join (names, names->len));
    }

  return TRUE;
}

GPtrArray *
mani_label_rows_make (GPtrArray *rows, const char *name, GError **error)
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
