/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The targets of a W3C annotation: which article, and which passage of it. */

#include "mani-format-w3c-private.h"

#include "mani-json-shape.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static gboolean
read_offset (ManiW3c *self, JsonObject *selector, const char *name, guint *offset, GError **error)
{
  JsonNode *node = json_object_get_member (selector, name);
  gint64 value;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_INT64)
    return mani_w3c_fail (self, error, _ ("“%s” of a selector was expected to be a whole number"),
                          name);
  value = json_node_get_int (node);
  if (value < 0 || value > G_MAXINT32)
    return mani_w3c_fail (self, error, _ ("“%s” of a selector is not a position in a text"), name);
  *offset = value;

  return TRUE;
}

/* RFC 5147: "char=10,20". */
static void
read_fragment (const char *fragment, ManiAnchor *anchor)
{
  guint start;
  guint end;

  if (fragment != NULL && sscanf (fragment, "char=%u,%u", &start, &end) == 2 && start <= end)
    {
      anchor->has_position = TRUE;
      anchor->start = start;
      anchor->end = end;
    }
}

static gboolean
read_selector (ManiW3c *self,
               JsonNode *node,
               gboolean is_inside,
               ManiAnchor *anchor,
               GError **error)
{
  JsonObject *selector;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;
  selector = json_node_get_object (node);

  if (mani_json_shape_has_type (selector, "TextPositionSelector"))
    {
      guint start;
      guint end;

      if (!read_offset (self, selector, "start", &start, error) ||
          !read_offset (self, selector, "end", &end, error))
        return FALSE;
      if (start > end)
        return mani_w3c_fail (self, error, _ ("a selector from %u to %u ends before it starts"),
                              start, end);
      /* Inside another selector it does not count from the start of the text. */
      if (!is_inside)
        {
          anchor->has_position = TRUE;
          anchor->start = start;
          anchor->end = end;
        }
    }
  else if (mani_json_shape_has_type (selector, "TextQuoteSelector"))
    {
      anchor->exact = mani_json_shape_get_string (selector, "exact");
      anchor->prefix = mani_json_shape_get_string (selector, "prefix");
      anchor->suffix = mani_json_shape_get_string (selector, "suffix");
      if (anchor->exact == NULL)
        return mani_w3c_fail (self, error, _ ("“%s” of a selector was expected to be a string"),
                              "exact");
    }
  else if (mani_json_shape_has_type (selector, "FragmentSelector") && !is_inside)
    read_fragment (mani_json_shape_get_string (selector, "value"), anchor);

  if (json_object_has_member (selector, "refinedBy"))
    {
      g_autoptr (GPtrArray) inner = mani_json_shape_get_values (selector, "refinedBy");

      for (guint i = 0; i < inner->len; i++)
        if (!read_selector (self, inner->pdata[i], TRUE, anchor, error))
          return FALSE;
    }

  return TRUE;
}

/* The article that a target's source is. */
static const char *
find_source (ManiW3c *self, JsonNode *node)
{
  g_autoptr (ManiRecordBuilder) builder = NULL;
  JsonObject *source;
  const char *id;

  if (node == NULL)
    return MANI_IMPORT_NAMELESS;

  builder = mani_record_builder_new (&mani_article_record_type);
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_string (node) != NULL)
    mani_record_builder_set_string (builder, MANI_ARTICLE_SOURCE, json_node_get_string (node));
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      source = json_node_get_object (node);
      id = mani_json_shape_get_string (source, "x:id");
      if (id != NULL && mani_import_lookup (self->import, MANI_KIND_ARTICLE, id) != NULL)
        return id;
      if (id != NULL && mani_record_is_id (id))
        mani_record_builder_set_string (builder, MANI_ARTICLE_ID, id);
      mani_record_builder_set_string (builder, MANI_ARTICLE_SOURCE,
                                      mani_json_shape_get_id (source));
      mani_record_builder_set_string (builder, MANI_ARTICLE_TITLE,
                                      mani_json_shape_get_string (source, "x:title") != NULL
                                          ? mani_json_shape_get_string (source, "x:title")
                                          : mani_json_shape_get_string (source, "title"));
      mani_record_builder_set_string (builder, MANI_ARTICLE_LANGUAGE,
                                      mani_json_shape_get_string (source, "language"));
      mani_record_builder_set_string (builder, MANI_ARTICLE_SHA256,
                                      mani_json_shape_get_string (source, "x:sha256"));
    }
  else
    return MANI_IMPORT_NAMELESS;
  id = mani_import_ensure (self->import, builder);

  return id != NULL ? id : MANI_IMPORT_NAMELESS;
}

static gboolean
is_no_text (JsonObject *target)
{
  static const char *const types[] = { "Image", "Video", "Sound", "Dataset" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (mani_json_shape_has_type (target, types[i]))
      return TRUE;

  return FALSE;
}

static ManiW3cGroup *
get_group (GArray *groups, const char *article)
{
  ManiW3cGroup group = { article };

  for (guint i = 0; i < groups->len; i++)
    if (strcmp (g_array_index (groups, ManiW3cGroup, i).article, article) == 0)
      return &g_array_index (groups, ManiW3cGroup, i);

  group.anchors = g_array_new (FALSE, FALSE, sizeof (ManiAnchor));
  g_array_append_val (groups, group);

  return &g_array_index (groups, ManiW3cGroup, groups->len - 1);
}

static gboolean
read_target (ManiW3c *self, JsonNode *node, GArray *groups, GError **error)
{
  g_autoptr (GPtrArray) selectors = NULL;
  JsonObject *target;
  JsonNode *source;
  ManiAnchor anchor = { 0 };
  ManiW3cGroup *group;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      get_group (groups, find_source (self, node));
      return TRUE;
    }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return mani_w3c_fail (self, error, _ ("a target was expected to be an object or an address"));

  target = json_node_get_object (node);
  if (is_no_text (target))
    {
      mani_w3c_skip (self, _ ("A target is left out, since it is no text (%s)"),
                     mani_json_shape_get_type (target));
      return TRUE;
    }
  source = json_object_get_member (target, "source");
  if (source == NULL && !json_object_has_member (target, "selector"))
    {
      source = json_object_get_member (target, "id");
      if (source == NULL)
        source = json_object_get_member (target, "@id");
    }

  selectors = mani_json_shape_get_values (target, "selector");
  for (guint i = 0; i < selectors->len; i++)
    if (!read_selector (self, selectors->pdata[i], FALSE, &anchor, error))
      return FALSE;
  if (selectors->len > 0 && anchor.exact == NULL && !anchor.has_position)
    {
      const char *type = JSON_NODE_HOLDS_OBJECT ((JsonNode *) selectors->pdata[0])
                             ? mani_json_shape_get_type (json_node_get_object (selectors->pdata[0]))
                             : NULL;

      mani_w3c_skip (self,
                     _ ("A target is left out, since its selector says nothing of the text (%s)"),
                     type != NULL ? type : "?");
      return TRUE;
    }

  group = get_group (groups, find_source (self, source));
  if (selectors->len > 0)
    g_array_append_val (group->anchors, anchor);

  return TRUE;
}

static void
clear_group (gpointer data)
{
  ManiW3cGroup *group = data;

  g_array_unref (group->anchors);
}

GArray *
mani_w3c_read_targets (ManiW3c *self, GPtrArray *targets, GError **error)
{
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (ManiW3cGroup));

  g_array_set_clear_func (groups, clear_group);
  for (guint i = 0; i < targets->len; i++)
    if (!read_target (self, targets->pdata[i], groups, error))
      return NULL;

  return g_steal_pointer (&groups);
}
