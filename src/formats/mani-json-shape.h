/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads members of JSON objects of which one does not know whether they hold one value or an array
 * of them, as JSON-LD and many annotation formats have it. Everything is borrowed from the tree. */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The string of a member, of an array the first one; else NULL. */
const char *mani_json_shape_get_string (JsonObject *object, const char *name);
/* "id" or "@id", "type" or "@type". */
const char *mani_json_shape_get_id (JsonObject *object);
const char *mani_json_shape_get_type (JsonObject *object);
/* Whether the member is this string, or an array with it. */
gboolean mani_json_shape_has_word (JsonObject *object, const char *name, const char *word);
gboolean mani_json_shape_has_type (JsonObject *object, const char *type);
/* The object of a member, or NULL. */
JsonObject *mani_json_shape_get_object (JsonObject *object, const char *name);
/* (transfer container) (element-type JsonNode): the member's values, sets of several taken apart,
 * of a "Choice" only the first. */
GPtrArray *mani_json_shape_get_values (JsonObject *object, const char *name);

G_END_DECLS
