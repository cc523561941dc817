/* SPDX-License-Identifier: GPL-3.0-or-later */

/* W3C Web Annotations, read: our own, with all that stands under "x:", and those of others.
 *
 * Read are a single annotation, an array of them, an AnnotationPage, an AnnotationCollection with
 * its page inside, and "@graph". Every key may have one value or an array of them, and an object
 * may be an IRI alone. The guard passes over each annotation and hands its bytes to json-glib.
 *
 * Of others: the first tag (or class) becomes the label, further ones tags; comments and whatever
 * else is text become the note; what identifies becomes the entity. Several targets in one article
 * are the parts of one passage; targets in several articles are as many annotations. */

#include "mani-format-w3c-private.h"

#include "mani-codec.h"
#include "mani-json-fields.h"
#include "mani-json-shape.h"

#include <glib/gi18n.h>
#include <string.h>

/* Pages in collections in pages. */
#define MAX_DEPTH 4

gboolean
mani_w3c_fail (ManiW3c *self, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  mani_json_reader_set_error (self->reader, error, MANI_ERROR_INVALID, "%s", message);

  return FALSE;
}

void
mani_w3c_skip (ManiW3c *self, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  mani_import_skip (self->import, "%s:%u: %s", self->name, mani_json_reader_get_line (self->reader),
                    message);
}

static void
set_time (ManiRecordBuilder *builder, guint field, const char *text)
{
  gint64 time;

  if (text != NULL && mani_codec_parse_time (text, &time))
    mani_record_builder_set_time (builder, field, time);
}

/* Annotations */

static char *
make_record_id (ManiW3c *self, JsonObject *object, gboolean *has_id)
{
  const char *own = mani_json_shape_get_string (object, "x:id");
  const char *id = mani_json_shape_get_id (object);
  char *made;

  *has_id = own != NULL || id != NULL;
  if (own != NULL && mani_record_is_id (own))
    made = g_strdup (own);
  else if (id != NULL)
    {
      g_autofree char *base = g_path_get_basename (self->name);

      /* A short id means something in its file only. */
      made = mani_import_make_id (strlen (id) >= 16 ? NULL : base, id);
    }
  else
    made = mani_record_new_id ();
  if (id != NULL)
    g_hash_table_insert (self->ids, g_strdup (id), g_strdup (made));

  return made;
}

/* "x:more" holds the members that no field knows. */
static void
take_more (const char *name, const char *raw, gsize n_raw, gpointer data)
{
  ManiRecordBuilder *builder = data;
  g_autofree char *members = NULL;

  if (strcmp (name, "x:more") != 0 || *raw != '{' || n_raw <= 2)
    return;
  members = g_strndup (raw + 1, n_raw - 2);
  mani_record_builder_set_unknown (builder, members);
}

static gboolean
read_own_fields (ManiW3c *self, ManiRecordBuilder *builder, GError **error)
{
  g_autofree char *message = NULL;

  if (mani_json_fields_read (self->raw, self->n_raw, "x:", builder, take_more, builder, &message))
    return TRUE;

  return mani_w3c_fail (self, error, "%s", message);
}

static void
add_groups (ManiW3c *self, ManiRecordBuilder *builder, GArray *groups, gboolean has_id)
{
  g_autoptr (ManiRecord) first = NULL;

  for (guint i = 0; i < groups->len; i++)
    {
      ManiW3cGroup *group = &g_array_index (groups, ManiW3cGroup, i);
      g_autoptr (ManiRecordBuilder) own = i == 0 ? NULL : mani_record_builder_new_from (first);
      g_autoptr (ManiRecord) annotation = NULL;
      g_autoptr (GError) local = NULL;

      if (i > 0)
        {
          g_autofree char *id = mani_import_make_id (group->article, mani_record_get_id (first));

          mani_record_builder_set_string (own, MANI_ANNOTATION_ID, id);
        }
      mani_record_builder_set_string (i == 0 ? builder : own, MANI_ANNOTATION_ARTICLE,
                                      group->article);
      annotation = mani_record_builder_end (i == 0 ? builder : own, &local);
      if (annotation == NULL)
        {
          mani_w3c_skip (self, _ ("An annotation is left out: %s"), local->message);
          return;
        }
      mani_import_add_annotation (self->import, MANI_ANNOTATION (annotation),
                                  (ManiAnchor *) group->anchors->data, group->anchors->len, has_id);
      if (i == 0)
        first = g_steal_pointer (&annotation);
    }
}

/* FALSE with an error; annotations that say nothing of a text are skipped. */
static gboolean
read_annotation (ManiW3c *self, JsonObject *object, GError **error)
{
  g_autoptr (GPtrArray) targets = mani_json_shape_get_values (object, "target");
  g_autoptr (GArray) groups = NULL;
  g_autoptr (ManiRecordBuilder) builder = NULL;
  g_autofree char *id = NULL;
  ManiW3cGroup *group;
  ManiW3cBodies bodies;
  gboolean has_id;

  if (targets->len == 0)
    return mani_w3c_fail (self, error, _ ("an annotation was expected to have a target"));
  if (mani_json_shape_has_word (object, "motivation", "linking") && targets->len >= 2)
    {
      ManiW3cLink link = { self->raw, self->n_raw };

      g_array_append_val (self->links, link);
      return TRUE;
    }

  groups = mani_w3c_read_targets (self, targets, error);
  if (groups == NULL)
    return FALSE;
  if (groups->len == 0)
    return TRUE;

  if (json_object_has_member (object, "x:id"))
    self->is_own = TRUE;
  else
    self->is_other = TRUE;
  builder = mani_record_builder_new (&mani_annotation_record_type);
  id = make_record_id (self, object, &has_id);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_CREATOR, mani_w3c_get_agent (object));
  set_time (builder, MANI_ANNOTATION_CREATED, mani_json_shape_get_string (object, "created"));
  set_time (builder, MANI_ANNOTATION_MODIFIED, mani_json_shape_get_string (object, "modified"));
  if (json_object_has_member (object, "x:id") && !read_own_fields (self, builder, error))
    return FALSE;
  mani_record_builder_set_string (builder, MANI_RECORD_ID, id);

  group = &g_array_index (groups, ManiW3cGroup, 0);
  mani_w3c_bodies_init (
      &bodies, self, object, mani_json_shape_get_string (object, "motivation"),
      group->anchors->len > 0 ? g_array_index (group->anchors, ManiAnchor, 0).exact : NULL);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_LABEL, bodies.label);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_ENTITY, bodies.entity);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_NOTE, bodies.note->str);
  mani_record_builder_set_strings (builder, MANI_ANNOTATION_TAGS,
                                   (const char *const *) bodies.tags->pdata);
  mani_w3c_bodies_clear (&bodies);
  add_groups (self, builder, groups, has_id);

  return TRUE;
}

/* Relations */

static const char *
find_end (ManiW3c *self, JsonNode *node)
{
  const char *id = NULL;
  const char *known;

  if (JSON_NODE_HOLDS_OBJECT (node))
    id = mani_json_shape_get_id (json_node_get_object (node));
  else if (JSON_NODE_HOLDS_VALUE (node))
    id = json_node_get_string (node);
  known = id != NULL ? g_hash_table_lookup (self->ids, id) : NULL;

  return known != NULL ? known : id;
}

static gboolean
read_link (ManiW3c *self, JsonObject *object, GError **error)
{
  g_autoptr (GPtrArray) targets = mani_json_shape_get_values (object, "target");
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_relation_record_type);
  g_autoptr (ManiRecord) relation = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *id = NULL;
  ManiW3cBodies bodies;
  gboolean has_id;

  id = make_record_id (self, object, &has_id);
  mani_record_builder_set_string (builder, MANI_RELATION_FROM, find_end (self, targets->pdata[0]));
  mani_record_builder_set_string (builder, MANI_RELATION_TO, find_end (self, targets->pdata[1]));
  mani_record_builder_set_string (builder, MANI_RELATION_CREATOR, mani_w3c_get_agent (object));
  set_time (builder, MANI_RELATION_CREATED, mani_json_shape_get_string (object, "created"));
  if (json_object_has_member (object, "x:id") && !read_own_fields (self, builder, error))
    return FALSE;
  mani_record_builder_set_string (builder, MANI_RECORD_ID, id);

  mani_w3c_bodies_init (&bodies, self, object, "linking", NULL);
  mani_record_builder_set_string (builder, MANI_RELATION_LABEL, bodies.label);
  mani_record_builder_set_string (builder, MANI_RELATION_NOTE, bodies.note->str);
  mani_w3c_bodies_clear (&bodies);

  relation = mani_record_builder_end (builder, &local);
  if (relation == NULL)
    mani_w3c_skip (self, _ ("A relation is left out: %s"), local->message);
  else
    mani_import_add (self->import, relation);

  return TRUE;
}

/* The document */

static gboolean
read_item (ManiW3c *self, GError **error)
{
  const char *raw;
  gsize n;
  JsonObject *object;
  g_autoptr (GError) local = NULL;

  if (!mani_json_reader_skip (self->reader, &raw, &n, error))
    return FALSE;
  /* Only its address: a collection that is kept elsewhere. */
  if (*raw == '"')
    {
      mani_w3c_skip (self, _ ("An annotation is left out, since only its address is there"));
      return TRUE;
    }
  if (*raw != '{')
    return mani_w3c_fail (self, error, _ ("an annotation was expected"));
  self->raw = raw;
  self->n_raw = n;
  if (!json_parser_load_from_data (self->parser, raw, n, &local))
    return mani_w3c_fail (self, error, "%s", local->message);

  object = json_node_get_object (json_parser_get_root (self->parser));
  /* A graph has other nodes as well. */
  if (!mani_json_shape_has_type (object, "Annotation") &&
      !json_object_has_member (object, "target"))
    return TRUE;

  return read_annotation (self, object, error);
}

static gboolean
read_items (ManiW3c *self, GError **error)
{
  ManiJsonToken token = mani_json_reader_peek (self->reader, error);

  if (token == MANI_JSON_ERROR)
    return FALSE;
  if (token != MANI_JSON_ARRAY_START)
    return read_item (self, error);

  mani_json_reader_next (self->reader, NULL);
  while ((token = mani_json_reader_peek (self->reader, error)) != MANI_JSON_ARRAY_END)
    if (token == MANI_JSON_ERROR || !read_item (self, error))
      return FALSE;

  return mani_json_reader_expect (self->reader, MANI_JSON_ARRAY_END, error);
}

static gboolean
read_records (ManiW3c *self, const ManiRecordType *type, GError **error)
{
  ManiJsonToken token;

  if (!mani_json_reader_expect (self->reader, MANI_JSON_ARRAY_START, error))
    return FALSE;
  while ((token = mani_json_reader_peek (self->reader, error)) != MANI_JSON_ARRAY_END)
    {
      g_autoptr (ManiRecord) record = NULL;

      if (token == MANI_JSON_ERROR)
        return FALSE;
      record = mani_codec_read (self->reader, type, error);
      if (record == NULL)
        return FALSE;
      mani_import_add (self->import, record);
    }

  return mani_json_reader_expect (self->reader, MANI_JSON_ARRAY_END, error);
}

static gboolean
read_collection (ManiW3c *self, GError **error)
{
  const char *raw;
  gsize n;
  JsonNode *root;

  if (!mani_json_reader_skip (self->reader, &raw, &n, error))
    return FALSE;
  if (*raw != '{' || !json_parser_load_from_data (self->parser, raw, n, NULL))
    return TRUE;
  root = json_parser_get_root (self->parser);
  mani_import_set_title (self->import,
                         mani_json_shape_get_string (json_node_get_object (root), "label"));

  return TRUE;
}

static gboolean
read_page (ManiW3c *self, guint depth, GError **error)
{
  ManiJsonToken token;

  if (!mani_json_reader_expect (self->reader, MANI_JSON_OBJECT_START, error))
    return FALSE;

  while ((token = mani_json_reader_next (self->reader, error)) == MANI_JSON_NAME)
    {
      g_autofree char *name = g_strdup (mani_json_reader_get_string (self->reader, NULL));
      gboolean is_done;

      if (strcmp (name, "items") == 0 || strcmp (name, "@graph") == 0)
        is_done = read_items (self, error);
      else if (strcmp (name, "first") == 0 && depth < MAX_DEPTH &&
               mani_json_reader_peek (self->reader, NULL) == MANI_JSON_OBJECT_START)
        is_done = read_page (self, depth + 1, error);
      else if (strcmp (name, "label") == 0 &&
               mani_json_reader_peek (self->reader, NULL) == MANI_JSON_STRING)
        {
          mani_json_reader_next (self->reader, NULL);
          mani_import_set_title (self->import, mani_json_reader_get_string (self->reader, NULL));
          is_done = TRUE;
        }
      else if (strcmp (name, "partOf") == 0)
        is_done = read_collection (self, error);
      else if (strcmp (name, "x:labels") == 0)
        is_done = read_records (self, &mani_label_record_type, error);
      else if (strcmp (name, "x:entities") == 0)
        is_done = read_records (self, &mani_entity_record_type, error);
      else if (strcmp (name, "x:articles") == 0)
        is_done = read_records (self, &mani_article_record_type, error);
      else
        is_done = mani_json_reader_skip (self->reader, NULL, NULL, error);
      if (!is_done)
        return FALSE;
    }

  return token == MANI_JSON_OBJECT_END;
}

/* Whether the document is one annotation: looked at with a reader of its own, which also finds
 * everything that is wrong with it as JSON before anything is taken from it. */
static gboolean
is_one_annotation (const char *data, gsize n, const char *name, gboolean *is_one, GError **error)
{
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (data, n, name, NULL);
  ManiJsonToken token = mani_json_reader_peek (reader, error);

  *is_one = FALSE;
  if (token != MANI_JSON_OBJECT_START)
    return token != MANI_JSON_ERROR && mani_json_reader_skip (reader, NULL, NULL, error) &&
           mani_json_reader_expect (reader, MANI_JSON_END, error);

  mani_json_reader_next (reader, NULL);
  while ((token = mani_json_reader_next (reader, error)) == MANI_JSON_NAME)
    {
      if (strcmp (mani_json_reader_get_string (reader, NULL), "target") == 0)
        *is_one = TRUE;
      if (!mani_json_reader_skip (reader, NULL, NULL, error))
        return FALSE;
    }

  return token == MANI_JSON_OBJECT_END && mani_json_reader_expect (reader, MANI_JSON_END, error);
}

static gboolean
read_document (ManiW3c *self, const char *data, gsize n, GError **error)
{
  gboolean is_one;
  ManiJsonToken token;

  if (!is_one_annotation (data, n, self->name, &is_one, error))
    return FALSE;

  token = mani_json_reader_peek (self->reader, error);
  if (token == MANI_JSON_ARRAY_START || is_one)
    {
      if (!read_items (self, error))
        return FALSE;
    }
  else if (token == MANI_JSON_OBJECT_START)
    {
      if (!read_page (self, 0, error))
        return FALSE;
    }
  else
    {
      mani_json_reader_next (self->reader, NULL);
      return mani_w3c_fail (self, error,
                            _ ("an annotation, a page or a list of them was expected"));
    }

  for (guint i = 0; i < self->links->len; i++)
    {
      const ManiW3cLink *link = &g_array_index (self->links, ManiW3cLink, i);

      self->raw = link->raw;
      self->n_raw = link->n_raw;
      if (!json_parser_load_from_data (self->parser, link->raw, link->n_raw, error) ||
          !read_link (self, json_node_get_object (json_parser_get_root (self->parser)), error))
        return FALSE;
    }

  return TRUE;
}

gboolean
mani_format_w3c_read (const ManiImportInput *input, ManiImport *import, GError **error)
{
  gboolean is_done = TRUE;

  for (guint i = 0; i < mani_import_input_get_n (input) && is_done; i++)
    {
      gsize n;
      const char *data = mani_import_input_get_data (input, i, &n);
      ManiW3c self = { import };

      self.name = mani_import_input_get_name (input, i);
      self.reader = mani_json_reader_new (data, n, self.name, NULL);
      self.parser = json_parser_new ();
      self.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      self.links = g_array_new (FALSE, FALSE, sizeof (ManiW3cLink));

      is_done = read_document (&self, data, n, error);
      if (self.is_own && !self.is_other)
        {
          mani_import_set_told (import, MANI_KIND_ANNOTATION, G_MAXUINT64);
          mani_import_set_told (import, MANI_KIND_RELATION, G_MAXUINT64);
        }
      else
        mani_import_set_offsets (import, MANI_OFFSETS_UNKNOWN);

      mani_json_reader_free (self.reader);
      g_object_unref (self.parser);
      g_hash_table_unref (self.ids);
      g_array_unref (self.links);
    }

  return is_done;
}
