/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dashes and dots are repeating gradients with hard stops: one node a line, whatever its length. A
 * wave is a small drawn tile, repeated. */

#include "mani-mark-strokes.h"

typedef struct
{
  float on;
  float off;
} Dash;

static void
append_dashes (GtkSnapshot *snapshot,
               const GdkRGBA *color,
               const graphene_rect_t *rect,
               const Dash *dashes,
               guint n)
{
  GskColorStop stops[8];
  GdkRGBA none = *color;
  float period = 0;
  float at = 0;
  guint n_stops = 0;

  none.alpha = 0;
  for (guint i = 0; i < n; i++)
    period += dashes[i].on + dashes[i].off;
  for (guint i = 0; i < n; i++)
    {
      stops[n_stops++] = (GskColorStop){ at / period, *color };
      at += dashes[i].on;
      stops[n_stops++] = (GskColorStop){ at / period, *color };
      stops[n_stops++] = (GskColorStop){ at / period, none };
      at += dashes[i].off;
      stops[n_stops++] = (GskColorStop){ MIN (at / period, 1.f), none };
    }

  gtk_snapshot_append_repeating_linear_gradient (
      snapshot, rect, &rect->origin, &GRAPHENE_POINT_INIT (rect->origin.x + period, rect->origin.y),
      stops, n_stops);
}

static void
append_wave (GtkSnapshot *snapshot, const GdkRGBA *color, float x, float y, float width)
{
  graphene_rect_t tile = GRAPHENE_RECT_INIT (x, y, 6, 4);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (x, y, width, 4);
  cairo_t *cr;

  gtk_snapshot_push_repeat (snapshot, &bounds, &tile);
  cr = gtk_snapshot_append_cairo (snapshot, &tile);
  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, 1.4);
  cairo_move_to (cr, x - 1.5, y + 3.2);
  cairo_curve_to (cr, x, y + 3.2, x, y + 0.8, x + 1.5, y + 0.8);
  cairo_curve_to (cr, x + 3, y + 0.8, x + 3, y + 3.2, x + 4.5, y + 3.2);
  cairo_curve_to (cr, x + 6, y + 3.2, x + 6, y + 0.8, x + 7.5, y + 0.8);
  cairo_stroke (cr);
  cairo_destroy (cr);
  gtk_snapshot_pop (snapshot);
}

void
mani_stroke_underline (GtkSnapshot *snapshot,
                       ManiLineStyle style,
                       const GdkRGBA *color,
                       float x,
                       float y,
                       float width)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT (x, y, width, 2);

  if (width <= 0)
    return;

  switch (style)
    {
    case MANI_LINE_DASHED:
      append_dashes (snapshot, color, &rect, &(Dash){ 6, 3 }, 1);
      break;

    case MANI_LINE_DOTTED:
      append_dashes (snapshot, color, &rect, &(Dash){ 2, 2 }, 1);
      break;

    case MANI_LINE_DASH_DOT:
      append_dashes (snapshot, color, &rect, (const Dash[]){ { 7, 2 }, { 2, 2 } }, 2);
      break;

    case MANI_LINE_DOUBLE:
      gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x, y - 1, width, 1));
      gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x, y + 1, width, 1));
      break;

    case MANI_LINE_WAVY:
      append_wave (snapshot, color, x, y - 1, width);
      break;

    case MANI_LINE_SOLID:
    default:
      gtk_snapshot_append_color (snapshot, color, &rect);
      break;
    }
}

void
mani_stroke_connector (GtkSnapshot *snapshot, const GdkRGBA *color, float x, float y, float width)
{
  if (width > 0)
    append_dashes (snapshot, color, &GRAPHENE_RECT_INIT (x, y, width, 1), &(Dash){ 1, 3 }, 1);
}

void
mani_stroke_tick (GtkSnapshot *snapshot, const GdkRGBA *color, float x, float y, float height)
{
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x - 1, y, 2, height));
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x - 4, y, 8, 2));
  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x - 4, y + height - 2, 8, 2));
}

void
mani_stroke_box (GtkSnapshot *snapshot,
                 const GdkRGBA *color,
                 const graphene_rect_t *rect,
                 float thickness,
                 gboolean open_left,
                 gboolean open_right)
{
  const GdkRGBA colors[4] = { *color, *color, *color, *color };
  float left = open_left ? 0 : 3;
  float right = open_right ? 0 : 3;
  float widths[4] = { thickness, open_right ? 0 : thickness, thickness, open_left ? 0 : thickness };
  GskRoundedRect outline;

  gsk_rounded_rect_init (&outline, rect, &GRAPHENE_SIZE_INIT (left, left),
                         &GRAPHENE_SIZE_INIT (right, right), &GRAPHENE_SIZE_INIT (right, right),
                         &GRAPHENE_SIZE_INIT (left, left));
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

/* The line at @y from @left to @right, where @neighbour (or NULL) does not cover it. */
static void
append_edge (GtkSnapshot *snapshot,
             const GdkRGBA *color,
             const graphene_rect_t *box,
             const graphene_rect_t *neighbour,
             float y,
             float thickness)
{
  float left = box->origin.x;
  float right = left + box->size.width;
  float from = neighbour != NULL ? neighbour->origin.x : right;
  float to = neighbour != NULL ? from + neighbour->size.width : right;

  /* With the corners where the neighbour's sides go on. */
  from = CLAMP (from + thickness, left, right);
  to = CLAMP (to - thickness, from, right);
  if (neighbour == NULL)
    from = to = right;
  if (from > left)
    gtk_snapshot_append_color (snapshot, color,
                               &GRAPHENE_RECT_INIT (left, y, from - left, thickness));
  if (right > to)
    gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (to, y, right - to, thickness));
}

void
mani_stroke_shape (GtkSnapshot *snapshot,
                   const GdkRGBA *color,
                   const graphene_rect_t *boxes,
                   guint n,
                   float thickness,
                   gboolean open_top,
                   gboolean open_bottom)
{
  if (n == 1 && !open_top && !open_bottom)
    {
      mani_stroke_box (snapshot, color, &boxes[0], thickness, FALSE, FALSE);
      return;
    }

  for (guint i = 0; i < n; i++)
    {
      const graphene_rect_t *box = &boxes[i];
      float bottom = box->origin.y + box->size.height;
      float right = box->origin.x + box->size.width;

      if (i > 0 || !open_top)
        append_edge (snapshot, color, box, i > 0 ? &boxes[i - 1] : NULL, box->origin.y, thickness);
      if (i + 1 < n || !open_bottom)
        append_edge (snapshot, color, box, i + 1 < n ? &boxes[i + 1] : NULL, bottom - thickness,
                     thickness);
      gtk_snapshot_append_color (
          snapshot, color,
          &GRAPHENE_RECT_INIT (box->origin.x, box->origin.y, thickness, box->size.height));
      gtk_snapshot_append_color (
          snapshot, color,
          &GRAPHENE_RECT_INIT (right - thickness, box->origin.y, thickness, box->size.height));
    }
}

void
mani_stroke_bracket (GtkSnapshot *snapshot,
                     const GdkRGBA *color,
                     float x,
                     float y,
                     float height,
                     int arms,
                     gboolean top,
                     gboolean bottom)
{
  float arm = arms < 0 ? x - 4 : x;

  gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (x, y, 2, height));
  if (top)
    gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (arm, y, 6, 2));
  if (bottom)
    gtk_snapshot_append_color (snapshot, color, &GRAPHENE_RECT_INIT (arm, y + height - 2, 6, 2));
}
