/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Underlines of every style, drawn with few render nodes. */

#pragma once

#include "mani-mark-palette.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How far the underlines of two lanes are apart, in pixels. */
#define MANI_STROKE_STEP 3

/* A line of @width along @y, about 2 pixels high. */
void mani_stroke_underline (GtkSnapshot *snapshot,
                            ManiLineStyle style,
                            const GdkRGBA *color,
                            float x,
                            float y,
                            float width);
/* A thin dotted one that joins parts. */
void
mani_stroke_connector (GtkSnapshot *snapshot, const GdkRGBA *color, float x, float y, float width);
/* The sign of an empty range: an I-beam. */
void mani_stroke_tick (GtkSnapshot *snapshot, const GdkRGBA *color, float x, float y, float height);
/* A rounded box; @open_left and @open_right: it goes on there. */
void mani_stroke_box (GtkSnapshot *snapshot,
                      const GdkRGBA *color,
                      const graphene_rect_t *rect,
                      float thickness,
                      gboolean open_left,
                      gboolean open_right);
/* The outline of all @n boxes together, each of which ends where the one below it begins. @open_top
 * and @open_bottom: it goes on there. */
void mani_stroke_shape (GtkSnapshot *snapshot,
                        const GdkRGBA *color,
                        const graphene_rect_t *boxes,
                        guint n,
                        float thickness,
                        gboolean open_top,
                        gboolean open_bottom);
/* A bracket whose arms point to -1 (left) or 1 (right); @top and @bottom: it has an arm there. */
void mani_stroke_bracket (GtkSnapshot *snapshot,
                          const GdkRGBA *color,
                          float x,
                          float y,
                          float height,
                          int arms,
                          gboolean top,
                          gboolean bottom);

G_END_DECLS
