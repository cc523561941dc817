/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of annotations, comma- or tab-separated.
 *
 * One file is the table of annotations: a row each, with the article, label and entity told in
 * columns of their own, so that a spreadsheet needs nothing else. Offsets are code points; those of
 * a passage of several parts stand in one cell, parted by ";", and its quotation has " … " between
 * the parts. Lists have "|" between their members (mani_csv_join()), what is no text is JSON.
 *
 * Given a folder, there are four more tables beside it, a row for each record and a column for each
 * field: relations, labels, entities and articles. */

#include "mani-format-csv-private.h"

#include "mani-codec.h"
#include "mani-json-writer.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Code points before and after a quotation. */
#define CONTEXT 32

static const ManiCsvColumn known_columns[] = {
  { "annotation_id", MANI_CSV_FIELD, MANI_ANNOTATION_ID, "id" },
  { "document_id", MANI_CSV_FIELD, MANI_ANNOTATION_ARTICLE, "article_id" },
  { "document", MANI_CSV_ARTICLE_TITLE, 0, "article" },
  { "document_source", MANI_CSV_ARTICLE_FIELD, MANI_ARTICLE_SOURCE, "source" },
  { "document_date", MANI_CSV_ARTICLE_FIELD, MANI_ARTICLE_DATE, NULL },
  { "document_byline", MANI_CSV_ARTICLE_FIELD, MANI_ARTICLE_BYLINE, NULL },
  { "document_language", MANI_CSV_ARTICLE_FIELD, MANI_ARTICLE_LANGUAGE, NULL },
  { "document_sha256", MANI_CSV_ARTICLE_FIELD, MANI_ARTICLE_SHA256, NULL },
  { "start", MANI_CSV_START, 0, "begin" },
  { "end", MANI_CSV_END, 0, NULL },
  { "offset_unit", MANI_CSV_OFFSET_UNIT, 0, NULL },
  { "quote", MANI_CSV_QUOTE, 0, "text" },
  { "prefix", MANI_CSV_PREFIX, 0, NULL },
  { "suffix", MANI_CSV_SUFFIX, 0, NULL },
  { "label_id", MANI_CSV_FIELD, MANI_ANNOTATION_LABEL, NULL },
  { "labels", MANI_CSV_LABEL, 0, "label" },
  { "label_colour", MANI_CSV_LABEL_COLOR, 0, "label_color" },
  { "label_parents", MANI_CSV_LABEL_PARENTS, 0, NULL },
  { "tags", MANI_CSV_FIELD, MANI_ANNOTATION_TAGS, NULL },
  { "note", MANI_CSV_FIELD, MANI_ANNOTATION_NOTE, "comment" },
  { "entity_id", MANI_CSV_FIELD, MANI_ANNOTATION_ENTITY, NULL },
  { "entity_uri", MANI_CSV_ENTITY_FIELD, MANI_ENTITY_SAME_AS, NULL },
  { "entity_label", MANI_CSV_ENTITY_FIELD, MANI_ENTITY_NAME, "entity" },
  { "entity_kind", MANI_CSV_ENTITY_FIELD, MANI_ENTITY_KIND, NULL },
  { "lat", MANI_CSV_ENTITY_FIELD, MANI_ENTITY_LATITUDE, "latitude" },
  { "lon", MANI_CSV_ENTITY_FIELD, MANI_ENTITY_LONGITUDE, "longitude" },
  { "certainty", MANI_CSV_FIELD, MANI_ANNOTATION_CONFIDENCE, "confidence" },
  { "status", MANI_CSV_FIELD, MANI_ANNOTATION_STATUS, NULL },
  { "creator", MANI_CSV_FIELD, MANI_ANNOTATION_CREATOR, NULL },
  { "created", MANI_CSV_FIELD, MANI_ANNOTATION_CREATED, NULL },
  { "modified", MANI_CSV_FIELD, MANI_ANNOTATION_MODIFIED, NULL },
  { "colour", MANI_CSV_FIELD, MANI_ANNOTATION_COLOR, "color" },
};

GArray *
mani_csv_get_columns (void)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (ManiCsvColumn));
  guint64 known = (1ull << MANI_ANNOTATION_RANGES) | (1ull << MANI_ANNOTATION_QUOTE) |
                  (1ull << MANI_ANNOTATION_PREFIX) | (1ull << MANI_ANNOTATION_SUFFIX) |
                  (1ull << MANI_ANNOTATION_POSITION);

  for (guint i = 0; i < G_N_ELEMENTS (known_columns); i++)
    {
      g_array_append_val (columns, known_columns[i]);
      if (known_columns[i].kind == MANI_CSV_FIELD)
        known |= 1ull << known_columns[i].field;
    }
  for (guint i = 0; i < mani_annotation_record_type.n_fields; i++)
    if ((known & (1ull << i)) == 0)
      {
        ManiCsvColumn column = { mani_annotation_record_type.fields[i].name, MANI_CSV_FIELD, i };

        g_array_append_val (columns, column);
      }

  return columns;
}

gboolean
mani_csv_has_column (const ManiRecordType *type, guint field)
{
  ManiFieldKind kind = type->fields[field].kind;

  return kind != MANI_FIELD_TEXT && kind != MANI_FIELD_BLOCKS && kind != MANI_FIELD_OFFSETS;
}

char *
mani_csv_dup_field (ManiRecord *record, guint field)
{
  if (!mani_record_has (record, field))
    return NULL;
  if (mani_record_get_record_type (record)->fields[field].kind == MANI_FIELD_STRINGS)
    return mani_csv_join (mani_record_get_strings (record, field));

  return mani_codec_dup_field_text (record, field);
}

/* One row */

typedef struct
{
  const ManiExport *what;
  ManiArticle *article;
  char *title;
  ManiAnnotation *annotation;
  ManiLabel *label;
  ManiEntity *entity;
} Row;

static char *
dup_offsets (ManiAnnotation *annotation, gboolean is_end)
{
  guint n;
  const ManiRange *ranges = mani_annotation_get_position (annotation, &n);
  GString *cell = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (cell, ';');
      mani_json_append_int64 (cell, is_end ? ranges[i].end : ranges[i].start);
    }

  return g_string_free (cell, FALSE);
}

static char *
dup_context (Row *row, guint own_field, gboolean is_suffix)
{
  ManiRange extent = mani_annotation_get_extent (row->annotation);
  guint n;

  mani_annotation_get_ranges (row->annotation, &n);
  if (n == 0)
    return g_strdup (mani_record_get_string (MANI_RECORD (row->annotation), own_field));

  return is_suffix ? mani_export_dup_suffix (row->article, extent.end, CONTEXT)
                   : mani_export_dup_prefix (row->article, extent.start, CONTEXT);
}

static char *
dup_parents (const ManiExport *what, ManiLabel *label)
{
  g_autofree const char **names = mani_export_list_label_parents (what, label);

  return mani_csv_join (names);
}

static char *
dup_cell (Row *row, const ManiCsvColumn *column)
{
  ManiRecord *record = MANI_RECORD (row->annotation);

  switch (column->kind)
    {
    case MANI_CSV_FIELD:
      return mani_csv_dup_field (record, column->field);

    case MANI_CSV_ARTICLE_FIELD:
      return mani_csv_dup_field (MANI_RECORD (row->article), column->field);

    case MANI_CSV_ENTITY_FIELD:
      if (row->entity == NULL)
        return NULL;
      if (column->field == MANI_ENTITY_SAME_AS)
        return g_strdup (mani_entity_get_same_as (row->entity)[0]);
      return mani_csv_dup_field (MANI_RECORD (row->entity), column->field);

    case MANI_CSV_START:
      return dup_offsets (row->annotation, FALSE);

    case MANI_CSV_END:
      return dup_offsets (row->annotation, TRUE);

    case MANI_CSV_OFFSET_UNIT:
      return g_strdup ("codepoint");

    case MANI_CSV_QUOTE:
      return mani_annotation_dup_quote (row->annotation, row->article);

    case MANI_CSV_PREFIX:
      return dup_context (row, MANI_ANNOTATION_PREFIX, FALSE);

    case MANI_CSV_SUFFIX:
      return dup_context (row, MANI_ANNOTATION_SUFFIX, TRUE);

    case MANI_CSV_ARTICLE_TITLE:
      return g_strdup (row->title);

    case MANI_CSV_LABEL:
      {
        const char *names[] = { row->label != NULL ? mani_label_get_name (row->label) : NULL,
                                NULL };

        return mani_csv_join (names);
      }

    case MANI_CSV_LABEL_COLOR:
      return row->label != NULL ? mani_csv_dup_field (MANI_RECORD (row->label), MANI_LABEL_COLOR)
                                : NULL;

    case MANI_CSV_LABEL_PARENTS:
      return row->label != NULL ? dup_parents (row->what, row->label) : NULL;

    case MANI_CSV_UNKNOWN:
    default:
      return NULL;
    }
}

static gboolean
write_annotations (const ManiExport *what,
                   ManiFormatOutput *output,
                   gboolean is_tsv,
                   GError **error)
{
  g_autoptr (GArray) columns = mani_csv_get_columns ();
  ManiCsvWriter writer = { .is_tsv = is_tsv };

  if (!mani_format_output_begin (output, is_tsv ? "annotations.tsv" : "annotations.csv", error))
    return FALSE;

  writer.text = mani_format_output_get_text (output);
  for (guint i = 0; i < columns->len; i++)
    mani_csv_append (&writer, g_array_index (columns, ManiCsvColumn, i).name);
  mani_csv_end_row (&writer);

  for (guint i = 0; i < mani_export_get_n_articles (what); i++)
    {
      Row row = { what, mani_export_get_article (what, i) };
      g_autofree char *title = mani_article_dup_title (row.article);
      guint n;
      ManiAnnotation *const *annotations = mani_export_get_annotations (what, i, &n);

      row.title = title;
      for (guint k = 0; k < n; k++)
        {
          row.annotation = annotations[k];
          row.label = mani_export_find_label (what, mani_annotation_get_label (annotations[k]));
          row.entity = mani_export_find_entity (what, mani_annotation_get_entity (annotations[k]));
          for (guint column = 0; column < columns->len; column++)
            {
              g_autofree char *cell =
                  dup_cell (&row, &g_array_index (columns, ManiCsvColumn, column));

              mani_csv_append (&writer, cell);
            }
          mani_csv_end_row (&writer);
          if (!mani_format_output_flush (output, error))
            return FALSE;
        }
    }

  return TRUE;
}

/* A table of records, a column for each field. */
static gboolean
write_records (ManiFormatOutput *output,
               ManiKind kind,
               ManiRecord *const *records,
               guint n,
               gboolean is_tsv,
               GError **error)
{
  const ManiRecordType *type = mani_kind_get_record_type (kind);
  g_autofree char *name =
      g_strdup_printf ("%s.%s", mani_kind_get_member (kind), is_tsv ? "tsv" : "csv");
  ManiCsvWriter writer = { .is_tsv = is_tsv };

  if (n == 0)
    return TRUE;
  if (!mani_format_output_begin (output, name, error))
    return FALSE;

  writer.text = mani_format_output_get_text (output);
  for (guint i = 0; i < type->n_fields; i++)
    if (mani_csv_has_column (type, i))
      mani_csv_append (&writer, type->fields[i].name);
  mani_csv_end_row (&writer);
  for (guint i = 0; i < n; i++)
    {
      for (guint k = 0; k < type->n_fields; k++)
        if (mani_csv_has_column (type, k))
          {
            g_autofree char *cell =
                type->fields[k].kind == MANI_FIELD_FLAG
                    ? g_strdup (mani_record_get_flag (records[i], k) ? "true" : "false")
                    : mani_csv_dup_field (records[i], k);

            mani_csv_append (&writer, cell);
          }
      mani_csv_end_row (&writer);
      if (!mani_format_output_flush (output, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_tables (const ManiExport *what, ManiFormatOutput *output, gboolean is_tsv, GError **error)
{
  g_autoptr (GPtrArray) articles = g_ptr_array_new ();
  guint n_relations;
  guint n_labels;
  guint n_entities;
  ManiRecord *const *relations =
      (ManiRecord *const *) mani_export_get_relations (what, &n_relations);
  ManiRecord *const *labels = (ManiRecord *const *) mani_export_get_labels (what, &n_labels);
  ManiRecord *const *entities = (ManiRecord *const *) mani_export_get_entities (what, &n_entities);

  if (!write_annotations (what, output, is_tsv, error))
    return FALSE;
  if (!mani_export_is_in_folder (what))
    return TRUE;

  for (guint i = 0; i < mani_export_get_n_articles (what); i++)
    g_ptr_array_add (articles, mani_export_get_article (what, i));

  return write_records (output, MANI_KIND_RELATION, relations, n_relations, is_tsv, error) &&
         write_records (output, MANI_KIND_LABEL, labels, n_labels, is_tsv, error) &&
         write_records (output, MANI_KIND_ENTITY, entities, n_entities, is_tsv, error) &&
         write_records (output, MANI_KIND_ARTICLE, (ManiRecord *const *) articles->pdata,
                        articles->len, is_tsv, error);
}

static gboolean
write_csv (const ManiExport *what, ManiFormatOutput *output, GError **error)
{
  return write_tables (what, output, FALSE, error);
}

static gboolean
write_tsv (const ManiExport *what, ManiFormatOutput *output, GError **error)
{
  return write_tables (what, output, TRUE, error);
}

/* What only the further tables hold. */
static void
add_losses (const ManiExport *what, ManiLossReport *report)
{
  static const ManiConcept concepts[] = { MANI_CONCEPT_RELATIONS, MANI_CONCEPT_ENTITY_DETAILS,
                                          MANI_CONCEPT_LABEL_SET };

  if (mani_export_is_in_folder (what))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (concepts); i++)
    mani_loss_report_add_concept (report, what, concepts[i]);
  /* Without an annotation there is no row to say anything in. */
  mani_loss_report_add_article_fields (report, what,
                                       (1ull << MANI_ARTICLE_TAGS) | (1ull << MANI_ARTICLE_NOTE) |
                                           (1ull << MANI_ARTICLE_STATUS) |
                                           (1ull << MANI_ARTICLE_META),
                                       G_MAXUINT64);
}

static gboolean
sniff (const char *data, gsize n_bytes, gboolean is_tsv)
{
  g_autoptr (ManiCsvReader) reader = mani_csv_reader_new (data, n_bytes, "", FALSE);
  gboolean has_quote = FALSE;
  gboolean has_place = FALSE;

  if ((mani_csv_reader_get_separator (reader) == '\t') != is_tsv ||
      !mani_csv_reader_next (reader, NULL))
    return FALSE;
  for (guint i = 0; i < mani_csv_reader_get_n (reader); i++)
    {
      const char *name = mani_csv_reader_get (reader, i);

      has_quote = has_quote || g_ascii_strcasecmp (name, "quote") == 0;
      has_place = has_place || g_ascii_strcasecmp (name, "start") == 0 ||
                  g_ascii_strcasecmp (name, "annotation_id") == 0;
    }

  return has_quote && has_place;
}

static gboolean
sniff_csv (const char *data, gsize n_bytes, const char *file_name)
{
  return sniff (data, n_bytes, FALSE);
}

static gboolean
sniff_tsv (const char *data, gsize n_bytes, const char *file_name)
{
  return sniff (data, n_bytes, TRUE);
}

const ManiFormat mani_format_csv = {
  .id = "csv",
  .name = N_ ("Comma-separated values (CSV)"),
  .suffix = "csv",
  .media_type = "text/csv",
  .flags = MANI_FORMAT_FOLDER_TOO,
  .holds = MANI_CONCEPT_ALL & ~MANI_CONCEPT_UNKNOWN,
  .write = write_csv,
  .losses = add_losses,
  .read = mani_format_csv_read,
  .sniff = sniff_csv,
};

const ManiFormat mani_format_tsv = {
  .id = "tsv",
  .name = N_ ("Tab-separated values (TSV)"),
  .suffix = "tsv",
  .media_type = "text/tab-separated-values",
  .flags = MANI_FORMAT_FOLDER_TOO,
  .holds = MANI_CONCEPT_ALL & ~MANI_CONCEPT_UNKNOWN,
  .write = write_tsv,
  .losses = add_losses,
  .read = mani_format_tsv_read,
  .sniff = sniff_tsv,
};
