/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Paints what lies behind an article's text: fills and underlines of annotations, find hits, bars
 * and bullets; and in the margin, brackets with names.
 *
 * Only what is on the screen is looked at. Each paragraph is measured once and its marks are kept
 * as a render node, until the layout changes (mani_mark_painter_drop_layout()) or the marks do
 * (mani_mark_painter_drop_marks()); a frame puts the nodes together. The painter borrows all that
 * it is given: its view keeps it alive and tells of changes. */

#pragma once

#include "mani-article-styles.h"
#include "mani-buffer-map.h"
#include "mani-mark-palette.h"
#include "mani-project.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _ManiMarkPainter ManiMarkPainter;

ManiMarkPainter *mani_mark_painter_new (GtkTextView *view);
void mani_mark_painter_free (ManiMarkPainter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiMarkPainter, mani_mark_painter_free)

/* What the view shows; all NULL for nothing. */
void
mani_mark_painter_set_text (ManiMarkPainter *self, const ManiBufferMap *map, ManiStylePlan *plan);
void
mani_mark_painter_set_marks (ManiMarkPainter *self, ManiProject *project, ManiTable *annotations);

void mani_mark_painter_set_palette (ManiMarkPainter *self, const ManiMarkPalette *palette);
/* @leading: the space between lines, in pixels, that underlines may use; @unit: the font size */
void mani_mark_painter_set_metrics (ManiMarkPainter *self, int leading, double unit);
void mani_mark_painter_set_selected (ManiMarkPainter *self, ManiAnnotation *selected);
void mani_mark_painter_set_hovered (ManiMarkPainter *self, ManiAnnotation *hovered);
/* Ascending; copied. @current: number of the one that find stands on, or -1 */
void mani_mark_painter_set_find_hits (ManiMarkPainter *self,
                                      const ManiRange *hits,
                                      guint n,
                                      int current);

const GArray *mani_mark_painter_get_find_hits (ManiMarkPainter *self);

void mani_mark_painter_drop_layout (ManiMarkPainter *self);
void mani_mark_painter_drop_marks (ManiMarkPainter *self);
void mani_mark_painter_drop_labels (ManiMarkPainter *self);

/* In snapshot_layer, below the text: coordinates are those of the buffer. */
void mani_mark_painter_snapshot (ManiMarkPainter *self, GtkSnapshot *snapshot);

/* The annotation whose bracket is at that place of the buffer, or NULL. Borrowed. */
ManiAnnotation *mani_mark_painter_get_bracket_at (ManiMarkPainter *self, int x, int y);

/* How @annotation looks: its own colour, or its label's, or a grey. */
void mani_mark_painter_get_look (ManiMarkPainter *self,
                                 ManiAnnotation *annotation,
                                 GdkRGBA *color,
                                 ManiLineStyle *style);

G_END_DECLS
