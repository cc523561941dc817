/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the characters of one paragraph of a GtkTextView are: its display lines, and the rectangles
 * of any stretch of it.
 *
 * Measured once and kept until the layout changes; whoever keeps it must know when that is. In a
 * paragraph that runs from left to right a stretch has one rectangle a display line, found from two
 * character locations. Where there may be right-to-left text, a stretch can fall into several runs
 * on a line: there each character is asked for, and neighbours are joined (start-to-end rectangles
 * are wrong).
 *
 * Offsets are characters from the paragraph's start. Rectangles are relative to the paragraph's top
 * and to the buffer's left edge. White space at the end of a display line is left out. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  guint start;
  guint end;         /* where the next one starts */
  guint visible_end; /* without the white space at the end */
  int y;
  int height; /* of the text, without the space between lines */
} ManiDisplayLine;

typedef struct
{
  int x;
  int width;
  guint line; /* which display line */
} ManiRun;

typedef struct _ManiMarkShape ManiMarkShape;

/* @paragraph: at a paragraph's start; its layout must be valid (it is on the screen). */
ManiMarkShape *mani_mark_shape_new (GtkTextView *view, const GtkTextIter *paragraph);
void mani_mark_shape_free (ManiMarkShape *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiMarkShape, mani_mark_shape_free)

/* The paragraph's height, with the space above and below. */
int mani_mark_shape_get_height (ManiMarkShape *self);
/* Without the characters that end it. */
guint mani_mark_shape_get_length (ManiMarkShape *self);
/* Whether it may hold right-to-left text. */
gboolean mani_mark_shape_is_bidi (ManiMarkShape *self);
/* Whether it is set from the right. */
gboolean mani_mark_shape_is_rtl (ManiMarkShape *self);
const ManiDisplayLine *mani_mark_shape_get_lines (ManiMarkShape *self, guint *n);

/* Appends to @runs (of ManiRun) those of [@start, @end), line by line and from left to right. */
void mani_mark_shape_get_runs (ManiMarkShape *self, guint start, guint end, GArray *runs);

/* Where a caret before @offset stands. */
int mani_mark_shape_get_x (ManiMarkShape *self, guint offset, guint *line);

G_END_DECLS
