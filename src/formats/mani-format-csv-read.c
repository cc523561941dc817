/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of annotations, read: ours, and others that have a header with some of our names. */

#include "mani-format-csv-private.h"

#include "mani-decode.h"
#include "mani-json-fields.h"
#include "mani-json-reader.h"
#include "mani-json-writer.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

typedef struct
{
  ManiImport *import;
  ManiCsvReader *reader;
  const char *name;
  GArray *columns; /* ManiCsvColumn of each column of the file */
  gboolean is_own; /* the ids are ours */
} Table;

/* Values */

/* What is no plain text goes through the codec. */
static gboolean
set_by_codec (ManiRecordBuilder *builder, guint field, const char *cell, char **message)
{
  const ManiField *row = &mani_record_builder_get_record_type (builder)->fields[field];
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_string_printf (json, "{\"%s\":", row->name);
  if (row->kind == MANI_FIELD_WORD || row->kind == MANI_FIELD_TIME)
    mani_json_append_string (json, cell, -1);
  else
    g_string_append (json, cell);
  g_string_append_c (json, '}');

  if (!mani_json_check (json->str, json->len, "", NULL, &error))
    {
      *message = g_strdup_printf (_ ("“%.40s” is not what “%s” holds"), cell, row->name);
      return FALSE;
    }

  return mani_json_fields_read (json->str, json->len, "", builder, NULL, NULL, message);
}

gboolean
mani_csv_set_field (ManiRecordBuilder *builder, guint field, const char *cell, char **message)
{
  g_auto (GStrv) values = NULL;
  double number;
  char *end;

  if (*cell == '\0')
    return TRUE;

  switch (mani_record_builder_get_record_type (builder)->fields[field].kind)
    {
    case MANI_FIELD_STRING:
    case MANI_FIELD_REF:
      mani_record_builder_set_string (builder, field, cell);
      return TRUE;

    case MANI_FIELD_STRINGS:
      values = mani_csv_split (cell);
      mani_record_builder_set_strings (builder, field, (const char *const *) values);
      return TRUE;

    case MANI_FIELD_NUMBER:
      number = g_ascii_strtod (cell, &end);
      if (end == cell || *end != '\0' || !isfinite (number))
        {
          *message = g_strdup_printf (_ ("“%.40s” is no number"), cell);
          return FALSE;
        }
      mani_record_builder_set_number (builder, field, number);
      return TRUE;

    case MANI_FIELD_TEXT:
    case MANI_FIELD_WORD:
    case MANI_FIELD_FLAG:
    case MANI_FIELD_TIME:
    case MANI_FIELD_RANGES:
    case MANI_FIELD_BLOCKS:
    case MANI_FIELD_OFFSETS:
    case MANI_FIELD_MAP:
    default:
      return set_by_codec (builder, field, cell, message);
    }
}

static gboolean
set_field (Table *self, ManiRecordBuilder *builder, guint field, guint column, GError **error)
{
  g_autofree char *message = NULL;

  if (mani_csv_set_field (builder, field, mani_csv_reader_get (self->reader, column), &message))
    return TRUE;

  return mani_csv_reader_fail (self->reader, column, error, "%s", message);
}

/* Rows */

static gboolean
check_width (Table *self, guint n, GError **error)
{
  guint found = mani_csv_reader_get_n (self->reader);

  if (found == n)
    return TRUE;

  return mani_csv_reader_fail (self->reader, MIN (found, n), error,
                               _ ("the row has %u cells, %u were expected"), found, n);
}

static int
find_column (Table *self, ManiCsvKind kind, guint field)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const ManiCsvColumn *column = &g_array_index (self->columns, ManiCsvColumn, i);

      if (column->kind == kind && column->field == field)
        return i;
    }

  return -1;
}

/* The cell, or NULL when it is empty or there is no such column. */
static const char *
get_cell (Table *self, ManiCsvKind kind, guint field)
{
  int i = find_column (self, kind, field);
  const char *cell = i >= 0 ? mani_csv_reader_get (self->reader, i) : NULL;

  return cell != NULL && *cell != '\0' ? cell : NULL;
}

/* The article (entity) of the row: its columns, and its id if that is ours. */
static const char *
find_record (Table *self,
             const ManiRecordType *type,
             ManiCsvKind kind,
             guint id_field,
             GError **error)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (type);
  const char *id = get_cell (self, MANI_CSV_FIELD, id_field);
  gboolean has_any = FALSE;
  g_autoptr (ManiRecord) record = NULL;
  g_autoptr (ManiRecordBuilder) nameless = NULL;
  g_autoptr (GError) local = NULL;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const ManiCsvColumn *column = &g_array_index (self->columns, ManiCsvColumn, i);
      const char *cell = mani_csv_reader_get (self->reader, i);

      if (column->kind != kind || *cell == '\0')
        continue;
      has_any = TRUE;
      if (!set_field (self, builder, column->field, i, error))
        return NULL;
    }
  if (type == &mani_article_record_type)
    {
      const char *title = get_cell (self, MANI_CSV_ARTICLE_TITLE, 0);

      mani_record_builder_set_string (builder, MANI_ARTICLE_TITLE, title);
      has_any = has_any || title != NULL;
    }

  if (!has_any && (!self->is_own || id == NULL))
    return "";
  if (self->is_own && id != NULL)
    mani_record_builder_set_string (builder, MANI_RECORD_ID, id);
  record = mani_record_builder_end (builder, &local);
  if (record == NULL)
    {
      mani_csv_reader_fail (self->reader, 0, error, "%s", local->message);
      return NULL;
    }
  if (self->is_own && id != NULL)
    {
      mani_import_add (self->import, record);
      return g_intern_string (id);
    }

  nameless = mani_record_builder_new_from (record);
  mani_record_builder_clear (nameless, MANI_RECORD_ID);

  return mani_import_ensure (self->import, nameless);
}

/* The label of the row: its id if that is ours, else the first name. @others: further names. */
static const char *
find_label (Table *self, GStrv *others)
{
  const char *cell = get_cell (self, MANI_CSV_LABEL, 0);
  const char *color = get_cell (self, MANI_CSV_LABEL_COLOR, 0);
  const char *id = get_cell (self, MANI_CSV_FIELD, MANI_ANNOTATION_LABEL);
  g_auto (GStrv) names = mani_csv_split (cell != NULL ? cell : "");
  g_autoptr (ManiRecordBuilder) builder = NULL;
  g_autoptr (ManiRecord) record = NULL;
  const char *parents_cell = get_cell (self, MANI_CSV_LABEL_PARENTS, 0);
  g_auto (GStrv) parents = mani_csv_split (parents_cell != NULL ? parents_cell : "");
  const char *first = names[0];
  const char *parent = NULL;

  *others = NULL;
  if (first == NULL)
    return NULL;

  parent = mani_import_ensure_label_path (self->import, (const char *const *) parents);
  builder = mani_record_builder_new (&mani_label_record_type);
  mani_record_builder_set_string (builder, MANI_LABEL_NAME, first);
  mani_record_builder_set_string (builder, MANI_LABEL_PARENT, parent);
  if (color != NULL && mani_label_is_color (color))
    mani_record_builder_set_string (builder, MANI_LABEL_COLOR, color);
  if (names[1] != NULL)
    *others = g_strdupv (names + 1);
  if (!self->is_own || id == NULL || !mani_record_is_id (id))
    return mani_import_ensure (self->import, builder);

  mani_record_builder_set_string (builder, MANI_LABEL_ID, id);
  record = mani_record_builder_end (builder, NULL);
  if (record != NULL)
    mani_import_add (self->import, record);

  return g_intern_string (id);
}

static gboolean
read_offsets (Table *self, ManiCsvKind kind, GArray *offsets, GError **error)
{
  int column = find_column (self, kind, 0);
  const char *cell = get_cell (self, kind, 0);
  g_auto (GStrv) parts = NULL;

  if (cell == NULL)
    return TRUE;
  parts = g_strsplit_set (cell, ";,", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      guint64 value;
      guint offset;

      if (!g_ascii_string_to_unsigned (g_strstrip (parts[i]), 10, 0, G_MAXINT32, &value, NULL))
        return mani_csv_reader_fail (self->reader, column, error,
                                     _ ("“%.40s” is no position in a text"), parts[i]);
      offset = value;
      g_array_append_val (offsets, offset);
    }

  return TRUE;
}

static gboolean
read_unit (Table *self, GError **error)
{
  static const struct
  {
    const char *word;
    ManiOffsets offsets;
  } units[] = {
    { "codepoint", MANI_OFFSETS_CODE_POINTS },
    { "utf16", MANI_OFFSETS_UTF16 },
    { "byte", MANI_OFFSETS_BYTES },
  };
  const char *cell = get_cell (self, MANI_CSV_OFFSET_UNIT, 0);

  if (cell == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (cell, units[i].word) == 0)
      {
        mani_import_set_offsets (self->import, units[i].offsets);
        return TRUE;
      }

  return mani_csv_reader_fail (self->reader, find_column (self, MANI_CSV_OFFSET_UNIT, 0), error,
                               _ ("“%.40s” is not one of these: codepoint, utf16, byte"), cell);
}

/* One anchor for each pair of offsets; the quotation has as many parts, or stands for the whole. */
static gboolean
read_anchors (Table *self, GArray *anchors, char ***parts, GError **error)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  const char *quote = get_cell (self, MANI_CSV_QUOTE, 0);
  guint n;

  if (!read_offsets (self, MANI_CSV_START, starts, error) ||
      !read_offsets (self, MANI_CSV_END, ends, error))
    return FALSE;
  if (starts->len != ends->len)
    return mani_csv_reader_fail (self->reader, find_column (self, MANI_CSV_START, 0), error,
                                 _ ("there are %u starts and %u ends"), starts->len, ends->len);

  if (starts->len == 0)
    {
      ManiAnchor anchor = { quote };

      if (quote != NULL)
        g_array_append_val (anchors, anchor);
    }
  if (starts->len > 1)
    *parts = g_strsplit (quote != NULL ? quote : "", " … ", -1);
  for (guint i = 0; i < starts->len; i++)
    {
      ManiAnchor anchor = { .has_position = TRUE };

      anchor.start = g_array_index (starts, guint, i);
      anchor.end = g_array_index (ends, guint, i);
      if (anchor.start > anchor.end)
        return mani_csv_reader_fail (self->reader, find_column (self, MANI_CSV_END, 0), error,
                                     _ ("a range from %u to %u ends before it starts"),
                                     anchor.start, anchor.end);
      if (starts->len == 1)
        anchor.exact = quote;
      else if (g_strv_length (*parts) == starts->len)
        anchor.exact = (*parts)[i];
      g_array_append_val (anchors, anchor);
    }

  n = anchors->len;
  if (n > 0)
    {
      g_array_index (anchors, ManiAnchor, 0).prefix = get_cell (self, MANI_CSV_PREFIX, 0);
      g_array_index (anchors, ManiAnchor, n - 1).suffix = get_cell (self, MANI_CSV_SUFFIX, 0);
    }

  return TRUE;
}

static gboolean
add_annotation (Table *self,
                ManiRecordBuilder *builder,
                GArray *anchors,
                gboolean has_id,
                char **id,
                GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (ManiRecord) annotation = mani_record_builder_end (builder, &local);

  if (annotation == NULL)
    return mani_csv_reader_fail (self->reader, 0, error, "%s", local->message);
  mani_import_add_annotation (self->import, MANI_ANNOTATION (annotation),
                              (ManiAnchor *) anchors->data, anchors->len, has_id);
  *id = g_strdup (mani_record_get_id (annotation));

  return TRUE;
}

static gboolean
read_annotation (Table *self, GError **error)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_annotation_record_type);
  g_autoptr (GArray) anchors = g_array_new (FALSE, TRUE, sizeof (ManiAnchor));
  g_auto (GStrv) parts = NULL;
  g_auto (GStrv) further = NULL;
  g_autofree char *id = NULL;
  const char *article;
  const char *entity;
  const char *label;
  const char *given = get_cell (self, MANI_CSV_FIELD, MANI_ANNOTATION_ID);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const ManiCsvColumn *column = &g_array_index (self->columns, ManiCsvColumn, i);

      if (column->kind == MANI_CSV_FIELD && column->field != MANI_ANNOTATION_ID &&
          column->field != MANI_ANNOTATION_ARTICLE && column->field != MANI_ANNOTATION_LABEL &&
          column->field != MANI_ANNOTATION_ENTITY &&
          !set_field (self, builder, column->field, i, error))
        return FALSE;
    }
  article = find_record (self, &mani_article_record_type, MANI_CSV_ARTICLE_FIELD,
                         MANI_ANNOTATION_ARTICLE, error);
  if (article == NULL)
    return FALSE;
  entity = find_record (self, &mani_entity_record_type, MANI_CSV_ENTITY_FIELD,
                        MANI_ANNOTATION_ENTITY, error);
  if (entity == NULL)
    return FALSE;
  label = find_label (self, &further);
  if (!read_unit (self, error) || !read_anchors (self, anchors, &parts, error))
    return FALSE;

  if (given != NULL)
    {
      g_autofree char *made = self->is_own && mani_record_is_id (given)
                                  ? g_strdup (given)
                                  : mani_import_make_id (self->name, given);

      mani_record_builder_set_string (builder, MANI_ANNOTATION_ID, made);
    }
  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE,
                                  *article != '\0' ? article : MANI_IMPORT_NAMELESS);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_LABEL, label);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_ENTITY, entity);
  if (!add_annotation (self, builder, anchors, given != NULL, &id, error))
    return FALSE;

  /* One passage with several labels is several annotations. */
  for (guint i = 0; further != NULL && further[i] != NULL; i++)
    {
      g_autoptr (ManiRecordBuilder) other = mani_record_builder_new (&mani_annotation_record_type);
      g_autofree char *made = mani_import_make_id (id, further[i]);
      g_autofree char *other_id = NULL;

      mani_record_builder_set_string (other, MANI_ANNOTATION_ID, made);
      mani_record_builder_set_string (other, MANI_ANNOTATION_ARTICLE,
                                      *article != '\0' ? article : MANI_IMPORT_NAMELESS);
      mani_record_builder_set_string (other, MANI_ANNOTATION_LABEL,
                                      mani_import_ensure_label (self->import, further[i]));
      if (!add_annotation (self, other, anchors, given != NULL, &other_id, error))
        return FALSE;
    }

  return TRUE;
}

/* Tables */

static gboolean
read_header (Table *self, GError **error)
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
      if (column.kind != MANI_CSV_UNKNOWN && find_column (self, column.kind, column.field) >= 0)
        return mani_csv_reader_fail (self->reader, i, error,
                                     _ ("the column “%.40s” is there twice"), name);
      if (column.kind == MANI_CSV_UNKNOWN)
        mani_import_skip (self->import, _ ("%s: the column “%s” is not known and left out"),
                          self->name, name);
      if (column.kind == MANI_CSV_FIELD)
        told |= 1ull << column.field;
      g_array_append_val (self->columns, column);
    }

  if (find_column (self, MANI_CSV_QUOTE, 0) < 0 &&
      (find_column (self, MANI_CSV_START, 0) < 0 || find_column (self, MANI_CSV_END, 0) < 0))
    return mani_csv_reader_fail (
        self->reader, 0, error,
        _ ("a column “quote”, or two columns “start” and “end”, were expected"));

  self->is_own = find_column (self, MANI_CSV_OFFSET_UNIT, 0) >= 0 &&
                 find_column (self, MANI_CSV_FIELD, MANI_ANNOTATION_ID) >= 0 &&
                 find_column (self, MANI_CSV_FIELD, MANI_ANNOTATION_ARTICLE) >= 0;
  if (self->is_own)
    mani_import_set_told (self->import, MANI_KIND_ANNOTATION, told);
  else if (find_column (self, MANI_CSV_OFFSET_UNIT, 0) < 0)
    mani_import_set_offsets (self->import, MANI_OFFSETS_UNKNOWN);

  return TRUE;
}

static gboolean
read_annotations (Table *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!read_header (self, &local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  while (mani_csv_reader_next (self->reader, &local))
    if (!check_width (self, self->columns->len, error) || !read_annotation (self, error))
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
read_records (Table *self, ManiKind kind, GError **error)
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
            !set_field (self, builder, g_array_index (fields, guint, i), i, error))
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
  Table self = { import };
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
