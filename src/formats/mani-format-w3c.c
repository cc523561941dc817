/* SPDX-License-Identifier: GPL-3.0-or-later */

/* W3C Web Annotations as JSON-LD (Web Annotation Data Model, Recommendation of 2017-02-23),
 * written.
 *
 * One AnnotationPage, an annotation a line. An annotation has one target for each of its ranges,
 * each with a TextPositionSelector in code points, as the model says, and a TextQuoteSelector; one
 * of a whole article has no selector, an orphan only its quotation. Its label and its tags are
 * bodies with the purpose "tagging", its note one with "commenting", its entity one with
 * "identifying" and, when it has coordinates, a GeoJSON Feature with "georeferencing". A relation
 * is an annotation with the motivation "linking" of two others.
 *
 * Whatever the model has no place for stands under our prefix "x:". The members that hold records
 * ("x:labels" and so on) are declared JSON literals: other programs keep them and look no further.
 * "x:id" is a record's own id; the "id" is a UUID made from it. The article's text is not there,
 * its SHA-256 is. */

#include "mani-format-w3c-private.h"

#include "mani-codec.h"
#include "mani-json-writer.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Code points before and after a quotation. */
#define CONTEXT 32

/* What bodies with coordinates say, which the model has no words for: a processor would drop it. */
static const char places[] =
    ",\"geo\":\"https://purl.org/geojson/vocab#\","
    "\"Feature\":\"geo:Feature\",\"Point\":\"geo:Point\","
    "\"geometry\":\"geo:geometry\","
    "\"coordinates\":{\"@id\":\"geo:coordinates\",\"@container\":\"@list\"},"
    "\"georeferencing\":\"x:georeferencing\"";

static void
append_member (GString *out, const char *name, const char *value)
{
  if (value == NULL)
    return;
  g_string_append (out, ",\"");
  g_string_append (out, name);
  g_string_append (out, "\":");
  mani_json_append_string (out, value, -1);
}

static void
append_field (GString *out, const char *name, ManiRecord *record, guint field)
{
  if (!mani_record_has (record, field))
    return;
  g_string_append (out, ",\"");
  g_string_append (out, name);
  g_string_append (out, "\":");
  mani_codec_write_field (out, record, field);
}

/* As records of the project file have them; an article without its text. */
static void
append_record (GString *out, ManiRecord *record)
{
  g_autoptr (ManiRecordBuilder) builder = NULL;
  g_autoptr (ManiRecord) bare = NULL;

  if (!MANI_IS_ARTICLE (record))
    {
      mani_codec_write (out, record);
      return;
    }

  builder = mani_record_builder_new (&mani_article_record_type);
  for (guint i = 0; i < MANI_ARTICLE_N_FIELDS; i++)
    if (i != MANI_ARTICLE_TEXT && i != MANI_ARTICLE_BLOCKS && i != MANI_ARTICLE_PAGES)
      mani_record_builder_copy (builder, record, i);
  mani_record_builder_set_unknown (builder, mani_record_get_unknown (record));
  bare = mani_record_builder_end (builder, NULL);
  mani_codec_write (out, bare);
}

static gboolean
write_records (ManiFormatOutput *output,
               const char *name,
               ManiRecord *const *records,
               guint n,
               GError **error)
{
  GString *out = mani_format_output_get_text (output);

  if (n == 0)
    return TRUE;
  g_string_append_printf (out, ",\n\"%s\":[\n", name);
  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append (out, ",\n");
      append_record (out, records[i]);
      if (!mani_format_output_flush (output, error))
        return FALSE;
      out = mani_format_output_get_text (output);
    }
  g_string_append (out, "\n]");

  return TRUE;
}

static gboolean
write_head (const ManiExport *what, ManiFormatOutput *output, GError **error)
{
  GString *out = mani_format_output_get_text (output);
  const char *title = mani_project_info_get_title (mani_export_get_info (what));
  g_autoptr (GPtrArray) articles = g_ptr_array_new ();
  ManiUrn urn;
  guint n;
  guint n_labels;
  guint n_entities;
  ManiLabel *const *labels = mani_export_get_labels (what, &n_labels);
  ManiEntity *const *entities = mani_export_get_entities (what, &n_entities);

  mani_export_get_relations (what, &n);
  g_string_append (out, "{\"@context\":[\"http://www.w3.org/ns/anno.jsonld\",{\"@version\":1.1,"
                        "\"x\":\"urn:manicule:ns#\"");
  for (guint i = 0; i < 5; i++)
    {
      static const char *const literals[] = { "labels", "entities", "articles", "attributes",
                                              "more" };

      g_string_append_printf (out, ",\"x:%s\":{\"@type\":\"@json\"}", literals[i]);
    }
  g_string_append (out, places);
  g_string_append (out, "}],\n\"type\":\"AnnotationPage\"");
  mani_export_get_urn (what, "page", urn);
  append_member (out, "id", urn);
  mani_export_get_urn (what, NULL, urn);
  g_string_append (out, ",\n\"partOf\":{\"type\":\"AnnotationCollection\"");
  append_member (out, "id", urn);
  append_member (out, "label", title);
  g_string_append (out, ",\"total\":");
  mani_json_append_int64 (out, (gint64) mani_export_get_n_annotations (what) + n);
  g_string_append (out, "},\n\"startIndex\":0");

  for (guint i = 0; i < mani_export_get_n_articles (what); i++)
    g_ptr_array_add (articles, mani_export_get_article (what, i));

  return write_records (output, "x:labels", (ManiRecord *const *) labels, n_labels, error) &&
         write_records (output, "x:entities", (ManiRecord *const *) entities, n_entities, error) &&
         write_records (output, "x:articles", (ManiRecord *const *) articles->pdata, articles->len,
                        error);
}

/* `"source":{...}`, the same for all targets in the article. */
static char *
make_source (const ManiExport *what, ManiArticle *article)
{
  ManiRecord *record = MANI_RECORD (article);
  const char *source = mani_record_get_string (record, MANI_ARTICLE_SOURCE);
  g_autofree char *scheme = source != NULL ? g_uri_parse_scheme (source) : NULL;
  g_autofree char *title = mani_article_dup_title (article);
  GString *out = g_string_new ("\"source\":{\"type\":\"Text\"");
  ManiUrn urn;

  mani_export_get_urn (what, mani_record_get_id (record), urn);
  append_member (out, "id",
                 scheme != NULL && g_uri_is_valid (source, G_URI_FLAGS_NONE, NULL) ? source : urn);
  append_member (out, "format", "text/plain");
  append_field (out, "language", record, MANI_ARTICLE_LANGUAGE);
  append_member (out, "x:id", mani_record_get_id (record));
  append_field (out, "x:sha256", record, MANI_ARTICLE_SHA256);
  append_member (out, "x:title", title);
  g_string_append_c (out, '}');

  return g_string_free (out, FALSE);
}

static void
append_quote_selector (GString *out, const char *exact, const char *prefix, const char *suffix)
{
  g_string_append (out, "{\"type\":\"TextQuoteSelector\"");
  append_member (out, "exact", exact);
  append_member (out, "prefix", prefix);
  append_member (out, "suffix", suffix);
  g_string_append_c (out, '}');
}

/* @exact NULL: only the position. */
static void
append_target (GString *out,
               const char *source,
               ManiRange range,
               const char *exact,
               const char *prefix,
               const char *suffix)
{
  g_string_append_c (out, '{');
  g_string_append (out, source);
  g_string_append (out, ",\"selector\":[{\"type\":\"TextPositionSelector\",\"start\":");
  mani_json_append_int64 (out, range.start);
  g_string_append (out, ",\"end\":");
  mani_json_append_int64 (out, range.end);
  g_string_append_c (out, '}');
  if (exact != NULL)
    {
      g_string_append_c (out, ',');
      append_quote_selector (out, exact, prefix, suffix);
    }
  g_string_append (out, "]}");
}

static void
append_range (GString *out, const char *source, ManiArticle *article, ManiRange range)
{
  g_autofree char *exact = mani_article_dup_slice (article, range.start, range.end);
  g_autofree char *prefix = mani_export_dup_prefix (article, range.start, CONTEXT);
  g_autofree char *suffix = mani_export_dup_suffix (article, range.end, CONTEXT);

  append_target (out, source, range, exact, prefix, suffix);
}

/* What has no ranges: the whole article, or of an orphan what its source states. */
static void
append_unplaced (GString *out, ManiRecord *record, const char *source)
{
  const char *quote = mani_record_get_string (record, MANI_ANNOTATION_QUOTE);
  const char *prefix = mani_record_get_string (record, MANI_ANNOTATION_PREFIX);
  const char *suffix = mani_record_get_string (record, MANI_ANNOTATION_SUFFIX);
  guint n;
  const ManiRange *position = mani_record_get_ranges (record, MANI_ANNOTATION_POSITION, &n);
  g_auto (GStrv) parts = g_strsplit (quote != NULL ? quote : "", " … ", n > 1 ? -1 : 1);
  gboolean are_parts = g_strv_length (parts) == n;

  if (n == 0)
    {
      g_string_append_c (out, '{');
      g_string_append (out, source);
      if (quote != NULL)
        {
          g_string_append (out, ",\"selector\":");
          append_quote_selector (out, quote, prefix, suffix);
        }
      g_string_append_c (out, '}');
      return;
    }

  for (guint i = 0; i < n; i++)
    {
      const char *exact = are_parts ? parts[i] : i == 0 ? quote : NULL;

      if (i > 0)
        g_string_append_c (out, ',');
      append_target (out, source, position[i], exact, i == 0 ? prefix : NULL,
                     i == n - 1 ? suffix : NULL);
    }
}

static void
append_targets (GString *out, ManiAnnotation *annotation, const char *source, ManiArticle *article)
{
  ManiRecord *record = MANI_RECORD (annotation);
  guint n;
  guint n_ranges;
  const ManiRange *ranges = mani_annotation_get_ranges (annotation, &n_ranges);

  mani_annotation_get_position (annotation, &n);
  g_string_append (out, n > 1 ? ",\"target\":[" : ",\"target\":");
  if (n_ranges == 0)
    append_unplaced (out, record, source);
  for (guint i = 0; i < n_ranges; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_range (out, source, article, ranges[i]);
    }
  if (n > 1)
    g_string_append_c (out, ']');
}

/* Opens the body list, or goes on in it. */
static void
begin_body (GString *out, gboolean *has_body)
{
  g_string_append (out, *has_body ? "," : ",\"body\":[");
  *has_body = TRUE;
}

static void
append_tag (GString *out, const char *value, const char *label, gboolean *has_body)
{
  begin_body (out, has_body);
  g_string_append (out, "{\"type\":\"TextualBody\",\"purpose\":\"tagging\"");
  append_member (out, "value", value);
  append_member (out, "x:label", label);
  g_string_append_c (out, '}');
}

static void
append_note (GString *out, const char *note, gboolean *has_body)
{
  if (note == NULL)
    return;
  begin_body (out, has_body);
  g_string_append (out, "{\"type\":\"TextualBody\",\"purpose\":\"commenting\","
                        "\"format\":\"text/markdown\"");
  append_member (out, "value", note);
  g_string_append_c (out, '}');
}

static void
append_label (GString *out, const ManiExport *what, const char *id, gboolean *has_body)
{
  ManiLabel *label = mani_export_find_label (what, id);

  if (id != NULL)
    append_tag (out, label != NULL ? mani_label_get_name (label) : id, id, has_body);
}

static void
append_entity (GString *out, const ManiExport *what, const char *id, gboolean *has_body)
{
  ManiEntity *entity = mani_export_find_entity (what, id);
  ManiUrn urn;
  double latitude;
  double longitude;

  if (id == NULL)
    return;

  mani_export_get_urn (what, id, urn);
  begin_body (out, has_body);
  g_string_append (out, "{\"type\":\"SpecificResource\",\"purpose\":\"identifying\"");
  append_member (out, "source",
                 entity != NULL && mani_entity_get_same_as (entity)[0] != NULL
                     ? mani_entity_get_same_as (entity)[0]
                     : urn);
  if (entity != NULL)
    append_member (out, "x:name", mani_entity_get_name (entity));
  append_member (out, "x:entity", id);
  g_string_append_c (out, '}');

  if (entity != NULL && mani_entity_get_place (entity, &latitude, &longitude))
    {
      begin_body (out, has_body);
      g_string_append (out, "{\"type\":\"Feature\",\"purpose\":\"georeferencing\","
                            "\"geometry\":{\"type\":\"Point\",\"coordinates\":[");
      mani_json_append_double (out, longitude);
      g_string_append_c (out, ',');
      mani_json_append_double (out, latitude);
      g_string_append (out, "]}}");
    }
}

static void
append_start (GString *out, const ManiExport *what, ManiRecord *record, const char *motivation)
{
  ManiUrn urn;

  mani_export_get_urn (what, mani_record_get_id (record), urn);
  g_string_append (out, "{\"type\":\"Annotation\"");
  append_member (out, "id", urn);
  append_member (out, "motivation", motivation);
  append_member (out, "x:id", mani_record_get_id (record));
}

static void
append_creator (GString *out, const char *creator)
{
  if (creator == NULL)
    return;
  g_string_append (out, ",\"creator\":{\"type\":\"Person\"");
  append_member (out, "name", creator);
  g_string_append_c (out, '}');
}

/* The fields that the model has no place for, and the members that no field knows. @native: bits of
 * the fields that stand elsewhere. */
static void
append_own_fields (GString *out, ManiRecord *record, guint64 native)
{
  const ManiRecordType *type = mani_record_get_record_type (record);
  const char *unknown = mani_record_get_unknown (record);

  for (guint i = 0; i < type->n_fields; i++)
    if ((native & (1ull << i)) == 0 && mani_record_has (record, i))
      {
        g_string_append_printf (out, ",\"x:%s\":", type->fields[i].name);
        mani_codec_write_field (out, record, i);
      }
  if (unknown != NULL)
    g_string_append_printf (out, ",\"x:more\":{%s}", unknown);
}

static void
append_annotation (GString *out,
                   const ManiExport *what,
                   ManiAnnotation *annotation,
                   const char *source,
                   ManiArticle *article)
{
  ManiRecord *record = MANI_RECORD (annotation);
  const char *const *tags = mani_annotation_get_tags (annotation);
  const char *note = mani_annotation_get_note (annotation);
  gboolean has_body = FALSE;
  const char *motivation = "highlighting";

  if (mani_record_has (record, MANI_ANNOTATION_LABEL) || *tags != NULL)
    motivation = "tagging";
  else if (mani_record_has (record, MANI_ANNOTATION_ENTITY))
    motivation = "identifying";
  else if (note != NULL)
    motivation = "commenting";

  append_start (out, what, record, motivation);
  append_creator (out, mani_annotation_get_creator (annotation));
  append_field (out, "created", record, MANI_ANNOTATION_CREATED);
  append_field (out, "modified", record, MANI_ANNOTATION_MODIFIED);
  append_own_fields (out, record,
                     (1ull << MANI_ANNOTATION_ID) | (1ull << MANI_ANNOTATION_ARTICLE) |
                         (1ull << MANI_ANNOTATION_RANGES) | (1ull << MANI_ANNOTATION_QUOTE) |
                         (1ull << MANI_ANNOTATION_PREFIX) | (1ull << MANI_ANNOTATION_SUFFIX) |
                         (1ull << MANI_ANNOTATION_POSITION) | (1ull << MANI_ANNOTATION_LABEL) |
                         (1ull << MANI_ANNOTATION_TAGS) | (1ull << MANI_ANNOTATION_NOTE) |
                         (1ull << MANI_ANNOTATION_ENTITY) | (1ull << MANI_ANNOTATION_CREATOR) |
                         (1ull << MANI_ANNOTATION_CREATED) | (1ull << MANI_ANNOTATION_MODIFIED));

  append_label (out, what, mani_annotation_get_label (annotation), &has_body);
  for (guint i = 0; tags[i] != NULL; i++)
    append_tag (out, tags[i], NULL, &has_body);
  append_note (out, note, &has_body);
  append_entity (out, what, mani_annotation_get_entity (annotation), &has_body);
  if (has_body)
    g_string_append_c (out, ']');

  append_targets (out, annotation, source, article);
  g_string_append_c (out, '}');
}

static void
append_relation (GString *out, const ManiExport *what, ManiRelation *relation)
{
  ManiRecord *record = MANI_RECORD (relation);
  gboolean has_body = FALSE;
  ManiUrn from;
  ManiUrn to;

  append_start (out, what, record, "linking");
  append_creator (out, mani_record_get_string (record, MANI_RELATION_CREATOR));
  append_field (out, "created", record, MANI_RELATION_CREATED);
  append_own_fields (out, record,
                     (1ull << MANI_RELATION_ID) | (1ull << MANI_RELATION_FROM) |
                         (1ull << MANI_RELATION_TO) | (1ull << MANI_RELATION_LABEL) |
                         (1ull << MANI_RELATION_NOTE) | (1ull << MANI_RELATION_CREATOR) |
                         (1ull << MANI_RELATION_CREATED));

  append_label (out, what, mani_relation_get_label (relation), &has_body);
  append_note (out, mani_record_get_string (record, MANI_RELATION_NOTE), &has_body);
  if (has_body)
    g_string_append_c (out, ']');

  mani_export_get_urn (what, mani_relation_get_from (relation), from);
  mani_export_get_urn (what, mani_relation_get_to (relation), to);
  g_string_append_printf (out, ",\"target\":[{\"id\":\"%s\"},{\"id\":\"%s\"}]}", from, to);
}

static gboolean
write_w3c (const ManiExport *what, ManiFormatOutput *output, GError **error)
{
  gboolean is_first = TRUE;
  guint n;
  ManiRelation *const *relations = mani_export_get_relations (what, &n);
  GString *out;

  if (!mani_format_output_begin (output, "annotations.jsonld", error) ||
      !write_head (what, output, error))
    return FALSE;

  out = mani_format_output_get_text (output);
  g_string_append (out, ",\n\"items\":[");
  for (guint i = 0; i < mani_export_get_n_articles (what); i++)
    {
      ManiArticle *article = mani_export_get_article (what, i);
      g_autofree char *source = make_source (what, article);
      guint n_annotations;
      ManiAnnotation *const *annotations = mani_export_get_annotations (what, i, &n_annotations);

      for (guint k = 0; k < n_annotations; k++)
        {
          g_string_append (out, is_first ? "\n" : ",\n");
          is_first = FALSE;
          append_annotation (out, what, annotations[k], source, article);
          if (!mani_format_output_flush (output, error))
            return FALSE;
        }
    }
  for (guint i = 0; i < n; i++)
    {
      g_string_append (out, is_first ? "\n" : ",\n");
      is_first = FALSE;
      append_relation (out, what, relations[i]);
      if (!mani_format_output_flush (output, error))
        return FALSE;
    }
  g_string_append (out, "\n]}\n");

  return TRUE;
}

static gboolean
sniff (const char *data, gsize n_bytes, const char *file_name)
{
  /* The context's address stands in every such file; "anno" may be written by hand. */
  return g_strstr_len (data, n_bytes, "http://www.w3.org/ns/anno.jsonld") != NULL;
}

const ManiFormat mani_format_w3c = {
  .id = "w3c",
  .name = N_ ("W3C Web Annotations (JSON-LD)"),
  .suffix = "jsonld",
  .media_type = "application/ld+json",
  .holds = MANI_CONCEPT_ALL,
  .write = write_w3c,
  .read = mani_format_w3c_read,
  .sniff = sniff,
};
