/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A row of a table of annotations, read: cells as fields, and what they say of article, entity,
 * label and place. */

#include "mani-format-csv-private.h"

#include "mani-json-fields.h"
#include "mani-json-reader.h"
#include "mani-json-writer.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

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

gboolean
mani_csv_table_set_field (ManiCsvTable *self,
                          ManiRecordBuilder *builder,
                          guint field,
                          guint column,
                          GError **error)
{
  g_autofree char *message = NULL;

  if (mani_csv_set_field (builder, field, mani_csv_reader_get (self->reader, column), &message))
    return TRUE;

  return mani_csv_reader_fail (self->reader, column, error, "%s", message);
}

int
mani_csv_table_find_column (ManiCsvTable *self, ManiCsvKind kind, guint field)
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
get_cell (ManiCsvTable *self, ManiCsvKind kind, guint field)
{
  int i = mani_csv_table_find_column (self, kind, field);
  const char *cell = i >= 0 ? mani_csv_reader_get (self->reader, i) : NULL;

  return cell != NULL && *cell != '\0' ? cell : NULL;
}

/* The article (entity) of the row: its columns, and its id if that is ours. */
static const char *
find_record (ManiCsvTable *self,
             const ManiRecordType *type,
             ManiCsvKind kind,
             guint id_field,
             GError **error)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (type);
  const char *id = get_cell (self, MANI_CSV_FIELD, id_field);
  const char *known;
  gboolean has_any = FALSE;
  g_autoptr (GError) local = NULL;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const ManiCsvColumn *column = &g_array_index (self->columns, ManiCsvColumn, i);
      const char *cell = mani_csv_reader_get (self->reader, i);

      if (column->kind != kind || *cell == '\0')
        continue;
      has_any = TRUE;
      if (!mani_csv_table_set_field (self, builder, column->field, i, error))
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
  known = mani_import_take (self->import, builder, self->is_own ? id : NULL, &local);
  if (known == NULL)
    mani_csv_reader_fail (self->reader, 0, error, "%s", local->message);

  return known;
}

/* The label of the row: its id if that is ours, else the first name. @others: further names. */
static const char *
find_label (ManiCsvTable *self, GStrv *others)
{
  const char *cell = get_cell (self, MANI_CSV_LABEL, 0);
  const char *color = get_cell (self, MANI_CSV_LABEL_COLOR, 0);
  const char *id = get_cell (self, MANI_CSV_FIELD, MANI_ANNOTATION_LABEL);
  g_auto (GStrv) names = mani_csv_split (cell != NULL ? cell : "");
  g_autoptr (ManiRecordBuilder) builder = NULL;
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

  return mani_import_take (self->import, builder,
                           self->is_own && id != NULL && mani_record_is_id (id) ? id : NULL, NULL);
}

static gboolean
read_offsets (ManiCsvTable *self, ManiCsvKind kind, GArray *offsets, GError **error)
{
  int column = mani_csv_table_find_column (self, kind, 0);
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
read_unit (ManiCsvTable *self, GError **error)
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

  return mani_csv_reader_fail (self->reader,
                               mani_csv_table_find_column (self, MANI_CSV_OFFSET_UNIT, 0), error,
                               _ ("“%.40s” is not one of these: codepoint, utf16, byte"), cell);
}

/* One anchor for each pair of offsets; the quotation has as many parts, or stands for the whole. */
static gboolean
read_anchors (ManiCsvTable *self, GArray *anchors, char ***parts, GError **error)
{
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  const char *quote = get_cell (self, MANI_CSV_QUOTE, 0);
  guint n;

  if (!read_offsets (self, MANI_CSV_START, starts, error) ||
      !read_offsets (self, MANI_CSV_END, ends, error))
    return FALSE;
  if (starts->len != ends->len)
    return mani_csv_reader_fail (self->reader, mani_csv_table_find_column (self, MANI_CSV_START, 0),
                                 error, _ ("there are %u starts and %u ends"), starts->len,
                                 ends->len);

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
        return mani_csv_reader_fail (
            self->reader, mani_csv_table_find_column (self, MANI_CSV_END, 0), error,
            _ ("a range from %u to %u ends before it starts"), anchor.start, anchor.end);
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
add_annotation (ManiCsvTable *self,
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

/* One passage with several labels is several annotations. */
static gboolean
add_further (ManiCsvTable *self,
             GStrv further,
             const char *id,
             const char *article,
             GArray *anchors,
             gboolean has_id,
             GError **error)
{
  for (guint i = 0; further[i] != NULL; i++)
    {
      g_autoptr (ManiRecordBuilder) other = mani_record_builder_new (&mani_annotation_record_type);
      g_autofree char *made = mani_import_make_id (id, further[i]);
      g_autofree char *other_id = NULL;

      mani_record_builder_set_string (other, MANI_ANNOTATION_ID, made);
      mani_record_builder_set_string (other, MANI_ANNOTATION_ARTICLE, article);
      mani_record_builder_set_string (other, MANI_ANNOTATION_LABEL,
                                      mani_import_ensure_label (self->import, further[i]));
      if (!add_annotation (self, other, anchors, has_id, &other_id, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
mani_csv_table_read_annotation (ManiCsvTable *self, GError **error)
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
          !mani_csv_table_set_field (self, builder, column->field, i, error))
        return FALSE;
    }
  article = find_record (self, &mani_article_record_type, MANI_CSV_ARTICLE_FIELD,
                         MANI_ANNOTATION_ARTICLE, error);
  if (article == NULL)
    return FALSE;
  if (*article == '\0')
    article = MANI_IMPORT_NAMELESS;
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
  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE, article);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_LABEL, label);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_ENTITY, entity);
  if (!add_annotation (self, builder, anchors, given != NULL, &id, error))
    return FALSE;

  return further == NULL || add_further (self, further, id, article, anchors, given != NULL, error);
}
