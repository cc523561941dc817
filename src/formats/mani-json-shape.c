/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JSON-LD's shapes: one value or an array of values, an object or its address. */

#include "mani-json-shape.h"

const char *
mani_json_shape_get_string (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node) &&
      json_array_get_length (json_node_get_array (node)) > 0)
    node = json_array_get_element (json_node_get_array (node), 0);
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

const char *
mani_json_shape_get_id (JsonObject *object)
{
  const char *id = mani_json_shape_get_string (object, "id");

  return id != NULL ? id : mani_json_shape_get_string (object, "@id");
}

const char *
mani_json_shape_get_type (JsonObject *object)
{
  const char *type = mani_json_shape_get_string (object, "type");

  return type != NULL ? type : mani_json_shape_get_string (object, "@type");
}

gboolean
mani_json_shape_has_word (JsonObject *object, const char *name, const char *word)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *element = json_array_get_element (array, i);

          if (JSON_NODE_HOLDS_VALUE (element) &&
              g_strcmp0 (json_node_get_string (element), word) == 0)
            return TRUE;
        }
      return FALSE;
    }

  return g_strcmp0 (mani_json_shape_get_string (object, name), word) == 0;
}

gboolean
mani_json_shape_has_type (JsonObject *object, const char *type)
{
  return mani_json_shape_has_word (object, "type", type) ||
         mani_json_shape_has_word (object, "@type", type);
}

JsonObject *
mani_json_shape_get_object (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* Adds the member's values to @nodes, sets of several (Choice: the first) taken apart. */
static void
flatten (JsonNode *node, GPtrArray *nodes)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        flatten (json_array_get_element (array, i), nodes);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node) &&
           json_object_has_member (json_node_get_object (node), "items"))
    {
      JsonObject *object = json_node_get_object (node);
      JsonNode *items = json_object_get_member (object, "items");
      guint n = nodes->len;

      flatten (items, nodes);
      if (mani_json_shape_has_type (object, "Choice") && nodes->len > n)
        g_ptr_array_set_size (nodes, n + 1);
    }
  else if (!JSON_NODE_HOLDS_NULL (node))
    g_ptr_array_add (nodes, node);
}

GPtrArray *
mani_json_shape_get_values (JsonObject *object, const char *name)
{
  GPtrArray *nodes = g_ptr_array_new ();
  JsonNode *node = json_object_get_member (object, name);

  if (node != NULL)
    flatten (node, nodes);

  return nodes;
}
