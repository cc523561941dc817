/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Members of a foreign JSON object that are fields of a record: taken through the codec one object
 * at a time, whatever else the object has. */

#pragma once

#include "mani-record.h"

G_BEGIN_DECLS

/* A member that is no field: its name and its value as it stands. */
typedef void (*ManiJsonOtherFunc) (const char *name, const char *raw, gsize n_raw, gpointer data);

/**
 * mani_json_fields_read:
 * @raw: a valid JSON object
 * @prefix: what stands before a field's name: "x:", or ""
 * @builder: gets the fields; none of them is required here
 * @other: (nullable): gets every other member
 * @message: (out): on FALSE, what is wrong, without the place
 */
gboolean mani_json_fields_read (const char *raw,
                                gsize n_raw,
                                const char *prefix,
                                ManiRecordBuilder *builder,
                                ManiJsonOtherFunc other,
                                gpointer data,
                                char **message);

/* (transfer full): the value at @raw when it is a string, else NULL. */
char *mani_json_fields_dup_string (const char *raw, gsize n_raw);

G_END_DECLS
