/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How an article's blocks look: a few tags that all paragraphs and phrases share, and a plan of
 * which tag goes where in one article.
 *
 * None of the tags has a background: marks are painted below the text (mani-mark-painter.h), and so
 * are bullets, numbers and bars.
 *
 * To add a look: a constant in mani-article-styles.c, its properties in
 * mani_article_styles_new_tags(), and where it applies in plan_block(). */

#pragma once

#include "mani-article.h"
#include "mani-buffer-map.h"
#include "mani-mark-palette.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How far a level of lists or quotations goes in, in hundredths of the font size. */
#define MANI_STYLE_INDENT 160

/* The tags; every view has its own. */
GtkTextTagTable *mani_article_styles_new_tags (void);

/* @size: of the font, in pixels; @column: width of the text, in pixels, as headings are smaller on
 * narrow pages; @leading: space between lines, in pixels; @gap: between paragraphs */
void mani_article_styles_set_metrics (GtkTextTagTable *tags,
                                      double size,
                                      int column,
                                      int leading,
                                      int gap);
void mani_article_styles_set_palette (GtkTextTagTable *tags, const ManiMarkPalette *palette);

typedef struct _ManiStylePlan ManiStylePlan;

/* What tags @article needs. @map must outlive it. */
ManiStylePlan *mani_style_plan_new (ManiArticle *article, const ManiBufferMap *map);
void mani_style_plan_free (ManiStylePlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiStylePlan, mani_style_plan_free)

/* Whether empty lines part the paragraphs, so that no space need be put between them. */
gboolean mani_style_plan_has_empty_lines (ManiStylePlan *self);

/* Applies what overlaps @range, which must be in the buffer. */
void mani_style_plan_apply (ManiStylePlan *self, GtkTextBuffer *buffer, ManiRange range);

/* Applies the next entries from number @next on until @deadline (monotonic time), and moves @next.
 * Returns: whether more are left */
gboolean mani_style_plan_apply_some (ManiStylePlan *self,
                                     GtkTextBuffer *buffer,
                                     guint *next,
                                     gint64 deadline);

/* What is painted beside a paragraph. */
typedef struct
{
  guint n_bars;       /* quotation levels: that many bars */
  guint first_bar;    /* bars from this one on begin in this paragraph; n_bars + 1 for none */
  guint level;        /* list level, 0 for none */
  gboolean has_mark;  /* the list item begins in this paragraph and its text shows no mark */
  const char *number; /* what to write, or NULL for a bullet; borrowed */
} ManiParagraphOrnament;

/* For the paragraph [@start, @end) of the text. */
void mani_style_plan_get_ornament (ManiStylePlan *self,
                                   guint start,
                                   guint end,
                                   ManiParagraphOrnament *ornament);

G_END_DECLS
