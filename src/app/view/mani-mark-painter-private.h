/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the painter's files share: mani-mark-painter.c keeps the paragraphs and puts a frame
 * together, mani-mark-paragraph.c draws one paragraph, mani-mark-brackets.c the margin. */

#pragma once

#include "mani-mark-painter.h"
#include "mani-mark-shape.h"
#include "mani-mark-strokes.h"

G_BEGIN_DECLS

typedef struct
{
  GdkRGBA color;
  GdkRGBA line;
  ManiLineStyle style;
} ManiMarkLook;

/* One annotation in one paragraph, for its bracket. */
typedef struct
{
  ManiAnnotation *annotation;
  int top;
  int bottom;
  guint n_lines;
  gboolean starts; /* in this paragraph */
  gboolean ends;
} ManiMarkSpan;

typedef struct
{
  ManiMarkShape *shape;
  guint start; /* in the text */
  guint end;
  int top; /* in the buffer's coordinates: of this frame */

  /* The marks; only when is_drawn. */
  gboolean is_drawn;
  GskRenderNode *fills;
  GskRenderNode *lines;
  GArray *spans; /* ManiMarkSpan */
} ManiMarkParagraph;

typedef struct
{
  ManiAnnotation *annotation;
  GdkRectangle area;
} ManiMarkBracket;

struct _ManiMarkPainter
{
  GtkTextView *view;
  const ManiBufferMap *map;
  ManiStylePlan *plan;
  ManiProject *project;
  ManiTable *annotations;
  const ManiMarkPalette *palette;
  int leading;
  double unit;
  ManiAnnotation *selected;
  ManiAnnotation *hovered;
  GArray *hits; /* ManiRange */
  int current_hit;

  GHashTable *paragraphs; /* line of the buffer -> ManiMarkParagraph */
  GHashTable *looks;      /* label's id -> ManiMarkLook */
  GHashTable *names;      /* label's id -> PangoLayout */
  GArray *brackets;       /* ManiMarkBracket: of the last frame */
};

ManiMarkLook mani_mark_painter_find_look (ManiMarkPainter *self, ManiAnnotation *annotation);

/* The width and right end of the column of text, in the buffer's coordinates. */
void mani_mark_painter_get_column (ManiMarkPainter *self, int *left, int *right);

void mani_mark_paragraph_draw (ManiMarkPainter *self, ManiMarkParagraph *paragraph);
/* The fills of @annotation again, stronger; for the pointer. */
void mani_mark_paragraph_append_strong (ManiMarkPainter *self,
                                        ManiMarkParagraph *paragraph,
                                        ManiAnnotation *annotation,
                                        GtkSnapshot *snapshot);
void mani_mark_paragraph_append_outline (ManiMarkPainter *self,
                                         ManiMarkParagraph *paragraph,
                                         ManiAnnotation *annotation,
                                         GtkSnapshot *snapshot);
void mani_mark_paragraph_append_hits (ManiMarkPainter *self,
                                      ManiMarkParagraph *paragraph,
                                      gboolean is_frame,
                                      GtkSnapshot *snapshot);

/* @paragraphs: (element-type ManiMarkParagraph): those on the screen, downwards */
void mani_mark_painter_append_brackets (ManiMarkPainter *self,
                                        GPtrArray *paragraphs,
                                        const GdkRectangle *visible,
                                        GtkSnapshot *snapshot);

G_END_DECLS
