/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Between offsets in an article's text and offsets in the GtkTextBuffer that shows it.
 *
 * The two differ for two reasons. GTK does not wrap a paragraph of more than about 310,000
 * characters and is slow with those over 20,000, so long lines are parted for display: at each
 * split the buffer holds a newline that the text does not have. And while a jump is under way the
 * buffer holds only a window of the text.
 *
 * Splits lie behind white space where there is some near, and never inside a grapheme as far as
 * combining marks, joiners and CR LF go. All offsets are code points. */

#pragma once

#include "mani-offset-map.h"
#include "mani-range.h"

G_BEGIN_DECLS

/* No paragraph of the buffer is longer. */
#define MANI_BUFFER_MAP_MAX_LINE 5000

typedef struct _ManiBufferMap ManiBufferMap;

/* @text: (transfer none): must outlive the map. The window is the whole text at first. */
ManiBufferMap *mani_buffer_map_new (const ManiOffsetMap *text);
void mani_buffer_map_free (ManiBufferMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiBufferMap, mani_buffer_map_free)

/* Where the splits are: ascending, each before the character at that offset. */
const guint32 *mani_buffer_map_get_splits (const ManiBufferMap *self, guint *n);

/* What the buffer holds of the text: set by whoever fills the buffer. */
void mani_buffer_map_set_window (ManiBufferMap *self, ManiRange window);
ManiRange mani_buffer_map_get_window (const ManiBufferMap *self);

/* At least @radius characters around @offset, where the text has them, cut where paragraphs of the
 * buffer begin. */
ManiRange mani_buffer_map_get_window_around (const ManiBufferMap *self, guint offset, guint radius);

/**
 * mani_buffer_map_get_display_text:
 * @range: cut where paragraphs of the buffer begin
 * @n_bytes: (out): its length
 * @to_free: (out) (transfer full): what to free afterwards, or NULL
 *
 * The text of @range as the buffer holds it. A split at the range's end is in, one at its start
 * not: the pieces of neighbouring ranges can be joined.
 *
 * Returns: (transfer none): not NUL-terminated
 */
const char *mani_buffer_map_get_display_text (const ManiBufferMap *self,
                                              ManiRange range,
                                              gsize *n_bytes,
                                              char **to_free);

/* Offsets outside the window are taken to its nearest end. At a split there are two places in the
 * buffer: where the next part starts, and where the last one ends. */
guint mani_buffer_map_to_buffer (const ManiBufferMap *self, guint offset);
guint mani_buffer_map_to_buffer_end (const ManiBufferMap *self, guint offset);
guint mani_buffer_map_to_document (const ManiBufferMap *self, guint buffer_offset);

G_END_DECLS
