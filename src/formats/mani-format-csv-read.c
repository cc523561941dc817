/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of annotations, read: ours, and others that have a header with some of our names. Their
 * rows are read in mani-format-csv-row.c. */

#include "mani-format-csv-private.h"

#include "mani-decode.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
check_width (ManiCsvTable *self, guint n, GError **error)
{
  guint found = mani_csv_reader_get_n (self->reader);

  if (found == n)
    return TRUE;

  return mani_csv_reader_fail (self->reader, MIN (found, n), error,
                               _ ("the row has %u cells, %u were expected"), found, n);
}

static gboolean
read_header (ManiCsvTable *self, GError **error)
{
  g_autoptr (GArray) known = mani_csv_get_columns ();
  guint64 told = 0;

  if (!mani_csv_reader_next (self->reader, error))
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID,
                     _ ("%s:1:1: a row with the columns’ names was expected"), self->name);
      return FALSE;
    }

  for (guint i = 0; i < mani_csv_reader_get_n (self->reader); i++)
    {
      const char *name = mani_csv_reader_get (self->reader, i);
      ManiCsvColumn column = { NULL, MANI_CSV_UNKNOWN };

      for (guint k = 0; k < known->len; k++)
        {
          const ManiCsvColumn *one = &g_array_index (known, ManiCsvColumn, k);

          if (g_ascii_strcasecmp (name, one->name) == 0 ||
              (one->alias != NULL && g_ascii_strcasecmp (name, one->alias) == 0))
            column = *one;
        }
      if (column.kind != MANI_CSV_UNKNOWN &&
          mani_csv_table_find_column (self, column.kind, column.field) >= 0)
        return mani_csv_reader_fail (self->reader, i, error,
                                     _ ("the column “%.40s” is there twice"), name);
      if (column.kind == MANI_CSV_UNKNOWN)
        mani_import_skip (self->import, _ ("%s: the column “%s” is not known and left out"),
                          self->name, name);
      if (column.kind == MANI_CSV_FIELD)
        told |= 1ull << column.field;
      g_array_append_val (self->columns, column);
    }

  if (mani_csv_table_find_column (self, MANI_CSV_QUOTE, 0) < 0 &&
      (mani_csv_table_find_column (self, MANI_CSV_START, 0) < 0 ||
       mani_csv_table_find_column (self, MANI_CSV_END, 0) < 0))
    return mani_csv_reader_fail (
        self->reader, 0, error,
        _ ("a column “quote”, or two columns “start” and “end”, were expected"));

  self->is_own = mani_csv_table_find_column (self, MANI_CSV_OFFSET_UNIT, 0) >= 0 &&
                 mani_csv_table_find_column (self, MANI_CSV_FIELD, MANI_ANNOTATION_ID) >= 0 &&
                 mani_csv_table_find_column (self, MANI_CSV_FIELD, MANI_ANNOTATION_ARTICLE) >= 0;
  if (self->is_own)
    mani_import_set_told (self->import, MANI_KIND_ANNOTATION, told);
  else if (mani_csv_table_find_column (self, MANI_CSV_OFFSET_UNIT, 0) < 0)
    mani_import_set_offsets (self->import, MANI_OFFSETS_UNKNOWN);

  return TRUE;
}

static gboolean
read_annotations (ManiCsvTable *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!read_header (self, &local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  while (mani_csv_reader_next (self->reader, &local))
    if (!check_width (self, self->columns->len, error) ||
        !mani_csv_table_read_annotation (self, error))
      return FALSE;
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  return TRUE;
}

/* A table with a column for each field, as we write them. */
static gboolean
read_records (ManiCsvTable *self, ManiKind kind, GError **error)
{
  const ManiRecordType *type = mani_kind_get_record_type (kind);
  g_autoptr (GArray) fields = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GError) local = NULL;
  guint64 told = 0;

  if (!mani_csv_reader_next (self->reader, &local))
    {
      if (local != NULL)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID,
                     _ ("%s:1:1: a row with the columns’ names was expected"), self->name);
      return FALSE;
    }
  for (guint i = 0; i < mani_csv_reader_get_n (self->reader); i++)
    {
      guint field = 0;

      while (field < type->n_fields &&
             g_ascii_strcasecmp (type->fields[field].name, mani_csv_reader_get (self->reader, i)) !=
                 0)
        field++;
      if (field < type->n_fields && !mani_csv_has_column (type, field))
        field = type->n_fields;
      if (field < type->n_fields)
        told |= 1ull << field;
      g_array_append_val (fields, field);
    }
  if ((told & (1ull << MANI_RECORD_ID)) == 0)
    return mani_csv_reader_fail (self->reader, 0, error, _ ("a column “%s” was expected"), "id");

  while (mani_csv_reader_next (self->reader, &local))
    {
      g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (type);
      g_autoptr (ManiRecord) record = NULL;

      if (!check_width (self, fields->len, error))
        return FALSE;
      for (guint i = 0; i < fields->len; i++)
        if (g_array_index (fields, guint, i) < type->n_fields &&
            !mani_csv_table_set_field (self, builder, g_array_index (fields, guint, i), i, error))
          return FALSE;
      record = mani_record_builder_end (builder, &local);
      if (record == NULL)
        return mani_csv_reader_fail (self->reader, 0, error, "%s", local->message);
      mani_import_add (self->import, record);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (kind == MANI_KIND_RELATION)
    mani_import_set_told (self->import, kind, told);

  return TRUE;
}

/* Which table a file is, by its name. */
static ManiKind
find_kind (const char *name)
{
  static const ManiKind kinds[] = { MANI_KIND_LABEL, MANI_KIND_ENTITY, MANI_KIND_ARTICLE,
                                    MANI_KIND_RELATION };
  g_autofree char *base = g_path_get_basename (name);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const char *member = mani_kind_get_member (kinds[i]);

      if (g_str_has_prefix (base, member) && base[strlen (member)] == '.')
        return kinds[i];
    }

  return MANI_KIND_ANNOTATION;
}

static gboolean
read_file (const ManiImportInput *input,
           guint i,
           ManiKind kind,
           ManiImport *import,
           gboolean is_tsv,
           GError **error)
{
  ManiCsvTable self = { import };
  gsize n;
  const char *data = mani_import_input_get_data (input, i, &n);
  g_autofree char *decoded = NULL;
  gboolean is_done;

  self.name = mani_import_input_get_name (input, i);
  if (!g_utf8_validate_len (data, n, NULL))
    {
      decoded = mani_decode (data, n, NULL, self.name, NULL, error);
      if (decoded == NULL)
        return FALSE;
      data = decoded;
      n = strlen (decoded);
    }

  self.reader = mani_csv_reader_new (data, n, self.name, is_tsv);
  self.columns = g_array_new (FALSE, FALSE, sizeof (ManiCsvColumn));
  is_done = kind == MANI_KIND_ANNOTATION ? read_annotations (&self, error)
                                         : read_records (&self, kind, error);
  mani_csv_reader_free (self.reader);
  g_array_unref (self.columns);

  return is_done;
}

static gboolean
read_tables (const ManiImportInput *input, ManiImport *import, gboolean is_tsv, GError **error)
{
  /* Whole records before what only names them, and ends before relations. */
  static const ManiKind order[] = { MANI_KIND_LABEL, MANI_KIND_ENTITY, MANI_KIND_ARTICLE,
                                    MANI_KIND_ANNOTATION, MANI_KIND_RELATION };

  for (guint k = 0; k < G_N_ELEMENTS (order); k++)
    for (guint i = 0; i < mani_import_input_get_n (input); i++)
      {
        ManiKind kind = find_kind (mani_import_input_get_name (input, i));

        if (kind == order[k] && !read_file (input, i, kind, import, is_tsv, error))
          return FALSE;
      }

  return TRUE;
}

gboolean
mani_format_csv_read (const ManiImportInput *input, ManiImport *import, GError **error)
{
  return read_tables (input, import, FALSE, error);
}

gboolean
mani_format_tsv_read (const ManiImportInput *input, ManiImport *import, GError **error)
{
  return read_tables (input, import, TRUE, error);
}
