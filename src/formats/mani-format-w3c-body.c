/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The bodies of a W3C annotation: tags, notes, and whom or what it names. */

#include "mani-format-w3c-private.h"

#include "mani-json-shape.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

const char *
mani_w3c_get_agent (JsonObject *object)
{
  g_autoptr (GPtrArray) agents = mani_json_shape_get_values (object, "creator");
  JsonObject *agent;
  const char *name;

  if (agents->len == 0)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT ((JsonNode *) agents->pdata[0]))
    return mani_json_shape_get_string (object, "creator");

  agent = json_node_get_object (agents->pdata[0]);
  name = mani_json_shape_get_string (agent, "name");
  if (name == NULL)
    name = mani_json_shape_get_string (agent, "nickname");

  return name != NULL ? name : mani_json_shape_get_id (agent);
}

/* The last part of an IRI, as a name. */
static char *
make_name (const char *iri)
{
  const char *end = iri + strlen (iri);
  const char *start;
  g_autofree char *part = NULL;
  char *name;

  while (end > iri && strchr ("/#", end[-1]) != NULL)
    end--;
  for (start = end; start > iri && strchr ("/#", start[-1]) == NULL; start--)
    ;
  part = g_strndup (start, end - start);
  name = g_uri_unescape_string (part, NULL);
  if (name == NULL || *name == '\0')
    {
      g_free (name);
      return g_strdup (iri);
    }

  return name;
}

/* What stands between tags. */
static char *
strip_html (const char *html)
{
  static const struct
  {
    const char *reference;
    const char *text;
  } references[] = {
    { "&lt;", "<" },  { "&gt;", ">" },   { "&quot;", "\"" },
    { "&#39;", "'" }, { "&nbsp;", " " }, { "&amp;", "&" },
  };
  GString *text = g_string_new (NULL);

  for (const char *p = html; *p != '\0';)
    {
      gboolean is_reference = FALSE;

      if (*p == '<' && strchr (p, '>') != NULL)
        {
          p = strchr (p, '>') + 1;
          continue;
        }
      for (guint i = 0; i < G_N_ELEMENTS (references) && !is_reference; i++)
        if (g_str_has_prefix (p, references[i].reference))
          {
            g_string_append (text, references[i].text);
            p += strlen (references[i].reference);
            is_reference = TRUE;
          }
      if (!is_reference)
        g_string_append_c (text, *p++);
    }

  return g_string_free (text, FALSE);
}

static void
add_note (ManiW3cBodies *self, const char *text, const char *author)
{
  if (text == NULL || *text == '\0')
    return;
  if (self->note->len > 0)
    g_string_append (self->note, "\n\n");
  if (author != NULL)
    g_string_append_printf (self->note, "%s:\n", author);
  g_string_append (self->note, text);
}

static void
add_tag (ManiW3cBodies *self, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  /* Our own says which of them is the label. */
  if (self->label == NULL && !self->w3c->is_own)
    self->label = mani_import_ensure_label (self->w3c->import, value);
  else
    g_ptr_array_add (self->tags, g_strdup (value));
}

static void
add_entity (ManiW3cBodies *self, JsonObject *body, const char *iri, const char *value)
{
  const char *own = mani_json_shape_get_string (body, "x:entity");
  const char *uris[] = { iri, NULL };
  g_autofree char *name = NULL;

  if (own != NULL && mani_import_lookup (self->w3c->import, MANI_KIND_ENTITY, own) != NULL)
    {
      self->entity = own;
      return;
    }
  if (self->entity != NULL || self->named != NULL)
    {
      mani_w3c_skip (self->w3c, _ ("A further link to “%s” is left out"),
                     iri != NULL ? iri : value);
      return;
    }

  if (mani_json_shape_get_string (body, "x:name") != NULL)
    value = mani_json_shape_get_string (body, "x:name");
  if (value != NULL)
    name = g_strdup (value);
  else if (self->words != NULL)
    name = g_strdup (self->words);
  else
    name = make_name (iri);
  self->named = mani_record_builder_new (&mani_entity_record_type);
  mani_record_builder_set_string (self->named, MANI_ENTITY_NAME, name);
  mani_record_builder_set_strings (self->named, MANI_ENTITY_SAME_AS, uris);
  if (mani_json_shape_has_type (body, "Place"))
    mani_record_builder_set_word (self->named, MANI_ENTITY_KIND, MANI_ENTITY_PLACE);
  if (mani_json_shape_has_type (body, "Person"))
    mani_record_builder_set_word (self->named, MANI_ENTITY_KIND, MANI_ENTITY_PERSON);
}

static gboolean
get_number (JsonArray *array, guint i, double limit, double *number)
{
  JsonNode *node = json_array_get_element (array, i);

  if (!JSON_NODE_HOLDS_VALUE (node) || (json_node_get_value_type (node) != G_TYPE_DOUBLE &&
                                        json_node_get_value_type (node) != G_TYPE_INT64))
    return FALSE;
  *number = json_node_get_double (node);

  return fabs (*number) <= limit;
}

/* A GeoJSON point gives the entity before it a place. */
static void
add_geometry (ManiW3cBodies *self, JsonObject *body)
{
  JsonObject *geometry = mani_json_shape_get_object (body, "geometry");
  JsonNode *node = geometry != NULL ? json_object_get_member (geometry, "coordinates") : NULL;
  double longitude;
  double latitude;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node) ||
      !mani_json_shape_has_type (geometry, "Point") ||
      json_array_get_length (json_node_get_array (node)) < 2 ||
      !get_number (json_node_get_array (node), 0, 180, &longitude) ||
      !get_number (json_node_get_array (node), 1, 90, &latitude) || self->entity != NULL)
    return;

  if (self->named == NULL && self->words != NULL)
    {
      self->named = mani_record_builder_new (&mani_entity_record_type);
      mani_record_builder_set_string (self->named, MANI_ENTITY_NAME, self->words);
    }
  if (self->named == NULL)
    return;
  mani_record_builder_set_word (self->named, MANI_ENTITY_KIND, MANI_ENTITY_PLACE);
  mani_record_builder_set_number (self->named, MANI_ENTITY_LATITUDE, latitude);
  mani_record_builder_set_number (self->named, MANI_ENTITY_LONGITUDE, longitude);
}

static gboolean
is_tagging (const char *purpose)
{
  return g_strcmp0 (purpose, "tagging") == 0 || g_strcmp0 (purpose, "classifying") == 0;
}

static void
read_body (ManiW3cBodies *self, JsonNode *node)
{
  JsonObject *body;
  const char *purpose;
  const char *value;
  const char *iri;
  g_autofree char *stripped = NULL;
  g_autofree char *name = NULL;

  if (JSON_NODE_HOLDS_VALUE (node))
    {
      iri = json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
      if (iri == NULL)
        return;
      if (is_tagging (self->motivation))
        {
          name = make_name (iri);
          add_tag (self, name);
        }
      else
        add_note (self, iri, NULL);
      return;
    }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return;

  body = json_node_get_object (node);
  purpose = mani_json_shape_get_string (body, "purpose");
  if (purpose == NULL && is_tagging (self->motivation))
    purpose = self->motivation;
  value = mani_json_shape_get_string (body, "value");
  /* Some programs put an object there. */
  if (value == NULL && mani_json_shape_get_object (body, "value") != NULL)
    value = mani_json_shape_get_string (mani_json_shape_get_object (body, "value"), "label");
  if (value != NULL && g_strcmp0 (mani_json_shape_get_string (body, "format"), "text/html") == 0)
    value = stripped = strip_html (value);
  iri = mani_json_shape_get_string (body, "source");
  if (iri == NULL && mani_json_shape_get_object (body, "source") != NULL)
    iri = mani_json_shape_get_id (mani_json_shape_get_object (body, "source"));
  if (iri == NULL)
    iri = mani_json_shape_get_id (body);

  if (mani_json_shape_has_type (body, "Feature"))
    add_geometry (self, body);
  else if (is_tagging (purpose) && mani_json_shape_get_string (body, "x:label") != NULL &&
           mani_import_lookup (self->w3c->import, MANI_KIND_LABEL,
                               mani_json_shape_get_string (body, "x:label")) != NULL)
    self->label = mani_json_shape_get_string (body, "x:label");
  else if (is_tagging (purpose))
    {
      if (value == NULL && iri != NULL)
        value = name = make_name (iri);
      add_tag (self, value);
    }
  else if (g_strcmp0 (purpose, "identifying") == 0 && (value != NULL || iri != NULL))
    add_entity (self, body, iri, value);
  else
    add_note (self, value != NULL ? value : iri, mani_w3c_get_agent (body));
}

void
mani_w3c_bodies_init (ManiW3cBodies *self,
                      ManiW3c *w3c,
                      JsonObject *annotation,
                      const char *motivation,
                      const char *words)
{
  g_autoptr (GPtrArray) bodies = mani_json_shape_get_values (annotation, "body");

  *self = (ManiW3cBodies){ w3c, motivation };
  self->words = words != NULL && *words != '\0' ? words : NULL;
  self->note = g_string_new (NULL);
  self->tags = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < bodies->len; i++)
    read_body (self, bodies->pdata[i]);
  add_note (self, mani_json_shape_get_string (annotation, "bodyValue"), NULL);

  if (self->entity == NULL && self->named != NULL)
    self->entity = mani_import_ensure (w3c->import, self->named);
  g_ptr_array_add (self->tags, NULL);
}

void
mani_w3c_bodies_clear (ManiW3cBodies *self)
{
  g_string_free (self->note, TRUE);
  g_ptr_array_unref (self->tags);
  g_clear_pointer (&self->named, mani_record_builder_free);
}
