/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Between the three ways of counting in a text: code points (what the model uses everywhere), bytes
 * of UTF-8 and UTF-16 units. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ManiOffsetMap:
 *
 * Converts offsets of one text in constant time. It is immutable and may be used from any thread.
 * The text is borrowed: it must stay as it is, where it is, until the map is freed.
 *
 * For each 512 bytes of the text the map notes how many code points (and, where the two differ,
 * UTF-16 units) begin before them, and for each 512 code points (units) in which 512 bytes they
 * lie. A conversion reads one entry and counts through at most five such stretches; the tables take
 * at most 1.6 % of the text, twice that when there are characters outside the Basic Multilingual
 * Plane. A text of ASCII alone has no table.
 *
 * Do not make a map to convert a single offset: g_utf8_offset_to_pointer() is then as good.
 */
typedef struct _ManiOffsetMap ManiOffsetMap;

/* @text: (transfer none): valid UTF-8 of @n_bytes bytes, without NUL, up to 4 G characters; it need
 * not end with a NUL. */
ManiOffsetMap *mani_offset_map_new (const char *text, gsize n_bytes);

void mani_offset_map_free (ManiOffsetMap *self);

const char *mani_offset_map_get_text (const ManiOffsetMap *self);

guint mani_offset_map_get_n_chars (const ManiOffsetMap *self);

gsize mani_offset_map_get_n_bytes (const ManiOffsetMap *self);

guint mani_offset_map_get_n_utf16 (const ManiOffsetMap *self);

/* Offsets go from 0 to the length, both included; one that is larger is a programmer's error and
 * gives the length. One inside a character (in the middle of its bytes, or its low surrogate) is
 * taken for that character. */

gsize mani_offset_map_char_to_byte (const ManiOffsetMap *self, guint offset);

guint mani_offset_map_byte_to_char (const ManiOffsetMap *self, gsize byte);

guint mani_offset_map_char_to_utf16 (const ManiOffsetMap *self, guint offset);

guint mani_offset_map_utf16_to_char (const ManiOffsetMap *self, guint unit);

/* Returns: (transfer full): the text of the code points [@start, @end) */
char *mani_offset_map_dup_slice (const ManiOffsetMap *self, guint start, guint end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiOffsetMap, mani_offset_map_free)

G_END_DECLS
