/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON Lines: an annotation a line, for scripts.
 *
 * A line is the annotation as the project file has it (offsets in code points), always with its
 * quotation in full, and with what a script would otherwise have to look up: the article's title,
 * the label's name, the entity's name. "relations" are those that begin at it. Lines of others need
 * a "quote" or "ranges", and may name article, label and entity without ids. */

#include "mani-formats.h"

#include "mani-codec.h"
#include "mani-json-fields.h"
#include "mani-json-writer.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Code points before and after a quotation. */
#define CONTEXT 32

/* Members beside the annotation's own fields. */
typedef enum
{
  ARTICLE_TITLE,
  ARTICLE_SOURCE,
  ARTICLE_SHA256,
  PREFIX,
  SUFFIX,
  LABEL_NAME,
  LABEL_COLOR,
  LABEL_PARENTS,
  ENTITY_NAME,
  ENTITY_KIND,
  ENTITY_URI,
  ENTITY_LATITUDE,
  ENTITY_LONGITUDE,
  RELATIONS,
  N_EXTRAS,
} Extra;

static const char *const extras[N_EXTRAS] = {
  "article_title", "article_source",  "article_sha256",   "prefix",      "suffix",
  "label_name",    "label_color",     "label_parents",    "entity_name", "entity_kind",
  "entity_uri",    "entity_latitude", "entity_longitude", "relations",
};

/* Writing */

static void
append_name (GString *out, Extra extra)
{
  g_string_append_printf (out, ",\"%s\":", extras[extra]);
}

static void
append_string (GString *out, Extra extra, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  append_name (out, extra);
  mani_json_append_string (out, value, -1);
}

static void
append_number (GString *out, Extra extra, double value)
{
  if (isnan (value))
    return;
  append_name (out, extra);
  mani_json_append_double (out, value);
}

static void
append_entity (GString *out, ManiEntity *entity)
{
  ManiRecord *record = MANI_RECORD (entity);

  append_string (out, ENTITY_NAME, mani_entity_get_name (entity));
  if (mani_entity_get_kind (entity) != MANI_ENTITY_NONE)
    append_string (out, ENTITY_KIND, mani_entity_kind_words[mani_entity_get_kind (entity)]);
  append_string (out, ENTITY_URI, mani_entity_get_same_as (entity)[0]);
  append_number (out, ENTITY_LATITUDE, mani_record_get_number (record, MANI_ENTITY_LATITUDE));
  append_number (out, ENTITY_LONGITUDE, mani_record_get_number (record, MANI_ENTITY_LONGITUDE));
}

static void
append_label (GString *out, const ManiExport *what, const char *id)
{
  ManiLabel *label = mani_export_find_label (what, id);
  g_autofree const char **parents = NULL;

  if (label == NULL)
    return;

  append_string (out, LABEL_NAME, mani_label_get_name (label));
  append_string (out, LABEL_COLOR, mani_record_get_string (MANI_RECORD (label), MANI_LABEL_COLOR));
  parents = mani_export_list_label_parents (what, label);
  if (parents[0] == NULL)
    return;
  append_name (out, LABEL_PARENTS);
  for (guint i = 0; parents[i] != NULL; i++)
    {
      g_string_append_c (out, i == 0 ? '[' : ',');
      mani_json_append_string (out, parents[i], -1);
    }
  g_string_append_c (out, ']');
}

static void
append_relations (GString *out, const ManiExport *what, GPtrArray *relations)
{
  append_name (out, RELATIONS);
  g_string_append_c (out, '[');
  for (guint i = 0; i < relations->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      mani_codec_write (out, relations->pdata[i]);
      g_string_truncate (out, out->len - 1);
      append_label (out, what, mani_relation_get_label (relations->pdata[i]));
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
}

static void
append_annotation (GString *out,
                   const ManiExport *what,
                   ManiAnnotation *annotation,
                   ManiArticle *article,
                   const char *title,
                   GPtrArray *relations)
{
  ManiRecord *record = MANI_RECORD (annotation);
  g_autofree char *quote = mani_annotation_dup_quote (annotation, article);
  ManiEntity *entity = mani_export_find_entity (what, mani_annotation_get_entity (annotation));
  guint n;

  mani_codec_write_with (out, record, MANI_ANNOTATION_QUOTE, quote);
  g_string_truncate (out, out->len - 1);

  mani_annotation_get_ranges (annotation, &n);
  if (n > 0)
    {
      ManiRange extent = mani_annotation_get_extent (annotation);
      g_autofree char *prefix = mani_export_dup_prefix (article, extent.start, CONTEXT);
      g_autofree char *suffix = mani_export_dup_suffix (article, extent.end, CONTEXT);

      append_string (out, PREFIX, prefix);
      append_string (out, SUFFIX, suffix);
    }
  append_string (out, ARTICLE_TITLE, title);
  append_string (out, ARTICLE_SOURCE,
                 mani_record_get_string (MANI_RECORD (article), MANI_ARTICLE_SOURCE));
  append_string (out, ARTICLE_SHA256, mani_article_get_sha256 (article));
  append_label (out, what, mani_annotation_get_label (annotation));
  if (entity != NULL)
    append_entity (out, entity);
  if (relations != NULL)
    append_relations (out, what, relations);
  g_string_append (out, "}\n");
}

/* id of the annotation it begins at -> relations */
static GHashTable *
group_relations (const ManiExport *what)
{
  GHashTable *groups =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  guint n;
  ManiRelation *const *relations = mani_export_get_relations (what, &n);

  for (guint i = 0; i < n; i++)
    {
      const char *from = mani_relation_get_from (relations[i]);
      GPtrArray *group = g_hash_table_lookup (groups, from);

      if (group == NULL)
        {
          group = g_ptr_array_new ();
          g_hash_table_insert (groups, (gpointer) from, group);
        }
      g_ptr_array_add (group, relations[i]);
    }

  return groups;
}

static gboolean
write_json (const ManiExport *what, ManiFormatOutput *output, GError **error)
{
  g_autoptr (GHashTable) relations = group_relations (what);

  if (!mani_format_output_begin (output, "annotations.jsonl", error))
    return FALSE;

  for (guint i = 0; i < mani_export_get_n_articles (what); i++)
    {
      ManiArticle *article = mani_export_get_article (what, i);
      g_autofree char *title = mani_article_dup_title (article);
      guint n;
      ManiAnnotation *const *annotations = mani_export_get_annotations (what, i, &n);

      for (guint k = 0; k < n; k++)
        {
          append_annotation (
              mani_format_output_get_text (output), what, annotations[k], article, title,
              g_hash_table_lookup (relations, mani_record_get_id (MANI_RECORD (annotations[k]))));
          if (!mani_format_output_flush (output, error))
            return FALSE;
        }
    }

  return TRUE;
}

/* Reading */

typedef struct
{
  ManiImport *import;
  ManiJsonReader *reader;
  const char *name;
  gboolean is_own; /* every line so far has ids */

  /* Of the line */
  char *values[N_EXTRAS]; /* strings; of lists and numbers the JSON */
  GString *unknown;
} Lines;

static gboolean fail (Lines *self, GError **error, const char *format, ...) G_GNUC_PRINTF (3, 4);

static gboolean
fail (Lines *self, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  mani_json_reader_set_error (self->reader, error, MANI_ERROR_INVALID, "%s", message);

  return FALSE;
}

static void
clear_line (Lines *self)
{
  for (guint i = 0; i < N_EXTRAS; i++)
    g_clear_pointer (&self->values[i], g_free);
  if (self->unknown != NULL)
    g_string_free (self->unknown, TRUE);
  self->unknown = NULL;
}

static void
take_other (const char *name, const char *raw, gsize n_raw, gpointer data)
{
  Lines *self = data;

  for (guint i = 0; i < N_EXTRAS; i++)
    if (strcmp (extras[i], name) == 0)
      {
        gboolean is_json =
            i == RELATIONS || i == LABEL_PARENTS || i == ENTITY_LATITUDE || i == ENTITY_LONGITUDE;

        g_free (self->values[i]);
        self->values[i] =
            is_json ? g_strndup (raw, n_raw) : mani_json_fields_dup_string (raw, n_raw);
        return;
      }

  if (self->unknown == NULL)
    self->unknown = g_string_new (NULL);
  else
    g_string_append_c (self->unknown, ',');
  mani_json_append_string (self->unknown, name, -1);
  g_string_append_c (self->unknown, ':');
  g_string_append_len (self->unknown, raw, n_raw);
}

/* Adds the record of @builder under @id when that is one, else as something that is only named. */
static gboolean
add_named (Lines *self,
           ManiRecordBuilder *builder,
           const char *id,
           const char **known,
           GError **error)
{
  g_autoptr (GError) local = NULL;

  *known = mani_import_take (self->import, builder, id, &local);

  return *known != NULL || fail (self, error, "%s", local->message);
}

static gboolean
find_article (Lines *self, const char *id, const char **known, GError **error)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_article_record_type);

  *known = MANI_IMPORT_NAMELESS;
  if (id == NULL && self->values[ARTICLE_TITLE] == NULL && self->values[ARTICLE_SOURCE] == NULL &&
      self->values[ARTICLE_SHA256] == NULL)
    return TRUE;

  mani_record_builder_set_string (builder, MANI_ARTICLE_TITLE, self->values[ARTICLE_TITLE]);
  mani_record_builder_set_string (builder, MANI_ARTICLE_SOURCE, self->values[ARTICLE_SOURCE]);
  mani_record_builder_set_string (builder, MANI_ARTICLE_SHA256, self->values[ARTICLE_SHA256]);

  return add_named (self, builder, id, known, error);
}

/* The label that the line's stands below: "label_parents" is a list of names. */
static const char *
find_parent (Lines *self)
{
  const char *raw = self->values[LABEL_PARENTS];
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ManiJsonReader) reader = NULL;

  if (raw == NULL)
    return NULL;

  reader = mani_json_reader_new (raw, strlen (raw), self->name, NULL);
  if (mani_json_reader_next (reader, NULL) == MANI_JSON_ARRAY_START)
    while (mani_json_reader_next (reader, NULL) == MANI_JSON_STRING)
      g_ptr_array_add (names, g_strdup (mani_json_reader_get_string (reader, NULL)));
  g_ptr_array_add (names, NULL);

  return mani_import_ensure_label_path (self->import, (const char *const *) names->pdata);
}

static gboolean
find_label (Lines *self, const char *id, const char **known, GError **error)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_label_record_type);
  const char *name = self->values[LABEL_NAME];
  const char *color = self->values[LABEL_COLOR];

  *known = NULL;
  if (id == NULL && name == NULL)
    return TRUE;

  /* Alone it may be an id that the project knows, or a name. */
  mani_record_builder_set_string (builder, MANI_LABEL_NAME, name != NULL ? name : id);
  mani_record_builder_set_string (builder, MANI_LABEL_PARENT, find_parent (self));
  if (color != NULL && mani_label_is_color (color))
    mani_record_builder_set_string (builder, MANI_LABEL_COLOR, color);

  return add_named (self, builder, name != NULL ? id : NULL, known, error);
}

static gboolean
find_entity (Lines *self, const char *id, const char **known, GError **error)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_entity_record_type);
  const char *uris[] = { self->values[ENTITY_URI], NULL };
  int kind = self->values[ENTITY_KIND] != NULL
                 ? mani_words_find (mani_entity_kind_words, self->values[ENTITY_KIND])
                 : 0;
  const char *name = self->values[ENTITY_NAME] != NULL ? self->values[ENTITY_NAME] : uris[0];

  *known = id;
  if (name == NULL)
    return TRUE;

  mani_record_builder_set_string (builder, MANI_ENTITY_NAME, name);
  mani_record_builder_set_word (builder, MANI_ENTITY_KIND, MAX (kind, 0));
  mani_record_builder_set_strings (builder, MANI_ENTITY_SAME_AS, uris);
  if (self->values[ENTITY_LATITUDE] != NULL)
    mani_record_builder_set_number (builder, MANI_ENTITY_LATITUDE,
                                    g_ascii_strtod (self->values[ENTITY_LATITUDE], NULL));
  if (self->values[ENTITY_LONGITUDE] != NULL)
    mani_record_builder_set_number (builder, MANI_ENTITY_LONGITUDE,
                                    g_ascii_strtod (self->values[ENTITY_LONGITUDE], NULL));

  return add_named (self, builder, id, known, error);
}

/* @json: a list of relations; what they name stands beside their fields, as in a line. */
static gboolean
read_relations (Lines *self, const char *json, GError **error)
{
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (json, strlen (json), self->name, NULL);

  if (mani_json_reader_next (reader, NULL) != MANI_JSON_ARRAY_START)
    return fail (self, error, _ ("“%s” was expected to be %s"), "relations", _ ("a list"));
  while (mani_json_reader_peek (reader, NULL) == MANI_JSON_OBJECT_START)
    {
      g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_relation_record_type);
      g_autoptr (ManiRecord) relation = NULL;
      g_autoptr (GError) local = NULL;
      g_autofree char *message = NULL;
      const char *label;
      const char *raw;
      gsize n;

      clear_line (self);
      mani_json_reader_skip (reader, &raw, &n, NULL);
      if (!mani_json_fields_read (raw, n, "", builder, take_other, self, &message))
        return fail (self, error, "%s", message);
      if (!find_label (self, mani_record_builder_get_string (builder, MANI_RELATION_LABEL), &label,
                       error))
        return FALSE;
      mani_record_builder_set_string (builder, MANI_RELATION_LABEL, label);
      mani_record_builder_set_unknown (builder, self->unknown != NULL ? self->unknown->str : NULL);
      relation = mani_record_builder_end (builder, &local);
      if (relation == NULL)
        return fail (self, error, "%s", local->message);
      mani_import_add (self->import, relation);
    }

  return TRUE;
}

/* Anchors for what the record says of its place. */
static GArray *
make_anchors (Lines *self, ManiRecord *record, char ***parts)
{
  GArray *anchors = g_array_new (FALSE, TRUE, sizeof (ManiAnchor));
  const char *quote = mani_record_get_string (record, MANI_ANNOTATION_QUOTE);
  guint n;
  const ManiRange *ranges = mani_annotation_get_position (MANI_ANNOTATION (record), &n);

  if (n == 0 && quote != NULL)
    {
      ManiAnchor anchor = { quote };

      g_array_append_val (anchors, anchor);
    }
  if (n > 1)
    *parts = g_strsplit (quote != NULL ? quote : "", " … ", -1);
  for (guint i = 0; i < n; i++)
    {
      ManiAnchor anchor = { .has_position = TRUE };

      anchor.start = ranges[i].start;
      anchor.end = ranges[i].end;
      if (n == 1)
        anchor.exact = quote;
      else if (g_strv_length (*parts) == n)
        anchor.exact = (*parts)[i];
      g_array_append_val (anchors, anchor);
    }
  if (anchors->len > 0)
    {
      const char *prefix = mani_record_get_string (record, MANI_ANNOTATION_PREFIX);
      const char *suffix = mani_record_get_string (record, MANI_ANNOTATION_SUFFIX);

      g_array_index (anchors, ManiAnchor, 0).prefix = prefix;
      g_array_index (anchors, ManiAnchor, anchors->len - 1).suffix = suffix;
    }

  return anchors;
}

/* @record as it stands in the line; @article, @label and @entity as the import knows them. */
static gboolean
add_annotation (Lines *self,
                ManiRecord *record,
                const char *article,
                const char *label,
                const char *entity,
                gboolean has_id,
                GError **error)
{
  static const guint placing[] = { MANI_ANNOTATION_RANGES, MANI_ANNOTATION_QUOTE,
                                   MANI_ANNOTATION_PREFIX, MANI_ANNOTATION_SUFFIX,
                                   MANI_ANNOTATION_POSITION };
  g_auto (GStrv) parts = NULL;
  g_autoptr (GArray) anchors = make_anchors (self, record, &parts);
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (record);
  g_autoptr (ManiRecord) annotation = NULL;
  g_autoptr (GError) local = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (placing); i++)
    mani_record_builder_clear (builder, placing[i]);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE, article);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_LABEL, label);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_ENTITY, entity);
  mani_record_builder_set_unknown (builder, self->unknown != NULL ? self->unknown->str : NULL);
  annotation = mani_record_builder_end (builder, &local);
  if (annotation == NULL)
    return fail (self, error, "%s", local->message);
  mani_import_add_annotation (self->import, MANI_ANNOTATION (annotation),
                              (ManiAnchor *) anchors->data, anchors->len, has_id);

  return TRUE;
}

static gboolean
read_line (Lines *self, GError **error)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_annotation_record_type);
  g_autoptr (ManiRecord) record = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *message = NULL;
  g_autofree char *relations = NULL;
  const char *raw;
  gsize n_raw;
  const char *article;
  const char *label;
  const char *entity;
  gboolean has_id;
  gboolean has_article;

  if (!mani_json_reader_skip (self->reader, &raw, &n_raw, error))
    return FALSE;
  if (*raw != '{')
    return fail (self, error, _ ("%s: an object was expected"), "annotation");
  if (!mani_json_fields_read (raw, n_raw, "", builder, take_other, self, &message))
    return fail (self, error, "%s", message);

  has_id = mani_record_builder_get_string (builder, MANI_ANNOTATION_ID) != NULL;
  has_article = mani_record_builder_get_string (builder, MANI_ANNOTATION_ARTICLE) != NULL;
  if (!has_article)
    mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE, MANI_IMPORT_NAMELESS);
  record = mani_record_builder_end (builder, &local);
  if (record == NULL)
    return fail (self, error, "%s", local->message);
  if (mani_annotation_is_whole_article (MANI_ANNOTATION (record)) && !has_article)
    return fail (self, error, _ ("“quote” or “ranges” was expected"));
  self->is_own = self->is_own && has_id && has_article;

  if (!find_article (self,
                     has_article ? mani_annotation_get_article (MANI_ANNOTATION (record)) : NULL,
                     &article, error) ||
      !find_label (self, mani_annotation_get_label (MANI_ANNOTATION (record)), &label, error) ||
      !find_entity (self, mani_annotation_get_entity (MANI_ANNOTATION (record)), &entity, error))
    return FALSE;

  if (!add_annotation (self, record, article, label, entity, has_id, error))
    return FALSE;

  relations = g_steal_pointer (&self->values[RELATIONS]);
  return relations == NULL || read_relations (self, relations, error);
}

static gboolean
read_json (const ManiImportInput *input, ManiImport *import, GError **error)
{
  gboolean is_done = TRUE;
  gboolean is_own = TRUE;

  for (guint i = 0; i < mani_import_input_get_n (input) && is_done; i++)
    {
      Lines self = { import, .is_own = TRUE };
      gsize n;
      const char *data = mani_import_input_get_data (input, i, &n);
      ManiJsonToken token;

      self.name = mani_import_input_get_name (input, i);
      self.reader = mani_json_reader_new (data, n, self.name, NULL);
      mani_json_reader_set_sequence (self.reader, TRUE);
      while (is_done && (token = mani_json_reader_peek (self.reader, error)) != MANI_JSON_END)
        {
          is_done = token != MANI_JSON_ERROR && read_line (&self, error);
          clear_line (&self);
        }
      is_own = is_own && self.is_own;
      mani_json_reader_free (self.reader);
    }
  if (is_own)
    {
      mani_import_set_told (import, MANI_KIND_ANNOTATION, G_MAXUINT64);
      mani_import_set_told (import, MANI_KIND_RELATION, G_MAXUINT64);
    }

  return is_done;
}

static gboolean
sniff (const char *data, gsize n_bytes, const char *file_name)
{
  const char *newline = memchr (data, '\n', n_bytes);
  gsize n = newline != NULL ? (gsize) (newline - data) : n_bytes;

  return n > 2 && *data == '{' && g_strstr_len (data, n, "\"article\"") != NULL &&
         g_strstr_len (data, n, "\"id\"") != NULL && g_strstr_len (data, n, "\"text\"") == NULL;
}

const ManiFormat mani_format_json = {
  .id = "json",
  .name = N_ ("JSON Lines"),
  .suffix = "jsonl",
  .media_type = "application/jsonl",
  .flags = MANI_FORMAT_ANNOTATIONS_ONLY,
  .holds = MANI_CONCEPT_ALL &
           ~(MANI_CONCEPT_ENTITY_DETAILS | MANI_CONCEPT_LABEL_SET | MANI_CONCEPT_LABEL_TREE |
             MANI_CONCEPT_ARTICLE_META | MANI_CONCEPT_UNKNOWN),
  .article_fields = (1ull << MANI_ARTICLE_TITLE) | (1ull << MANI_ARTICLE_SOURCE),
  .write = write_json,
  .read = read_json,
  .sniff = sniff,
};
