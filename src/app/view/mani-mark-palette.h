/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The colours of an article's page, and of what is painted behind its text: pure functions.
 *
 * Whatever colours people give their labels and however many marks lie on top of one another, text
 * on a fill keeps a contrast of 4.5 to 1 and an underline one of 3 to 1 with the page (WCAG 2.1,
 * 1.4.3 and 1.4.11). */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * ManiMarkPalette:
 * @background: the page
 * @text: what is read on it
 * @dim: captions, numbers, names in the margin
 * @link: links
 * @accent: the outline of what is selected
 * @selection: behind selected text; translucent, as it lies on fills
 * @find: the fill of a find hit
 * @find_line: the box around it
 * @alpha: how strong one fill is
 */
typedef struct
{
  GdkRGBA background;
  GdkRGBA text;
  GdkRGBA dim;
  GdkRGBA link;
  GdkRGBA accent;
  GdkRGBA selection;
  GdkRGBA find;
  GdkRGBA find_line;
  float alpha;
} ManiMarkPalette;

#define MANI_MARK_TEXT_CONTRAST 4.5f
#define MANI_MARK_LINE_CONTRAST 3.0f

const ManiMarkPalette *mani_mark_palette_get (gboolean is_dark, gboolean is_high_contrast);

/* The fill behind text that @n marks of these colours cover, the outermost first: opaque. A strong
 * one is for what the pointer is on. */
GdkRGBA mani_mark_palette_get_fill (const ManiMarkPalette *palette,
                                    const GdkRGBA *colors,
                                    guint n,
                                    gboolean is_strong);

/* The colour of lines that stand for @color. */
GdkRGBA mani_mark_palette_get_line (const ManiMarkPalette *palette, const GdkRGBA *color);

/* The contrast of two opaque colours: 1 to 21. */
float mani_mark_palette_get_contrast (const GdkRGBA *a, const GdkRGBA *b);

/* How the underline of a label is drawn: by the label's place in the project's list, so that colour
 * is never the only sign. */
typedef enum
{
  MANI_LINE_SOLID,
  MANI_LINE_DASHED,
  MANI_LINE_DOUBLE,
  MANI_LINE_DOTTED,
  MANI_LINE_WAVY,
  MANI_LINE_DASH_DOT,
  MANI_LINE_N_STYLES,
} ManiLineStyle;

G_END_DECLS
