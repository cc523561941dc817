/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The article as it is read: a GtkTextView that shows one article's text, set for reading, with its
 * annotations painted behind it.
 *
 * It is read-only; its caret works, so that text can be selected with the keyboard. It changes
 * nothing in the project: it shows, and tells by its properties what people point at. All offsets
 * are code points of the article's text; GtkTextIter stays in this folder.
 *
 * Properties (all notified, silent when equal):
 *   project      ManiProject or NULL: gives labels, entities and the annotations of `article`
 *   article      ManiArticle or NULL: what is shown. A new version of the same article with the
 *                same text and blocks does not move the page
 *   annotations  ManiTable or NULL: those of the article (read-only); changes show at once
 *   selection    ManiRange (boxed) or NULL: the selected text, widened to whole graphemes. It is
 *                notified when a selection is finished: the button or Shift is let go. Setting it
 *                selects
 *   selected     ManiAnnotation or NULL: the one with the outline. A click walks through the stack
 *                of marks under it, a click elsewhere lets go
 *   hovered      ManiAnnotation or NULL: the innermost under the pointer (read-only)
 *   at-caret     string: the names of the marks at the caret, the innermost first; empty where
 * there is none (read-only) find-hits    GArray of ManiRange: what find has found (read-only)
 *   palette      pointer to ManiMarkPalette: the page's colours now (read-only)
 *   face         string or NULL: names of font families, parted by commas; NULL for the usual
 *                reading face
 *   size         double: points
 *   measure      uint: characters a line, where the window is wide enough
 *   line-height  double: in units of the font size
 *
 * Each verb that keys and menus need is a function here; the window makes them actions. */

#pragma once

#include "mani-mark-palette.h"
#include "mani-project.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_ARTICLE_VIEW (mani_article_view_get_type ())
G_DECLARE_FINAL_TYPE (ManiArticleView, mani_article_view, MANI, ARTICLE_VIEW, GtkTextView)

GtkWidget *mani_article_view_new (void);

ManiProject *mani_article_view_get_project (ManiArticleView *self);
void mani_article_view_set_project (ManiArticleView *self, ManiProject *project);
ManiArticle *mani_article_view_get_article (ManiArticleView *self);
void mani_article_view_set_article (ManiArticleView *self, ManiArticle *article);
ManiTable *mani_article_view_get_annotations (ManiArticleView *self);
ManiAnnotation *mani_article_view_get_selected (ManiArticleView *self);
void mani_article_view_set_selected (ManiArticleView *self, ManiAnnotation *selected);
ManiAnnotation *mani_article_view_get_hovered (ManiArticleView *self);

void mani_article_view_set_face (ManiArticleView *self, const char *face);
double mani_article_view_get_size (ManiArticleView *self);
void mani_article_view_set_size (ManiArticleView *self, double size);
void mani_article_view_set_measure (ManiArticleView *self, guint measure);
void mani_article_view_set_line_height (ManiArticleView *self, double line_height);

/* The selection as it is at this moment. FALSE when nothing is selected; @range is then empty, at
 * the caret. */
gboolean mani_article_view_get_selection (ManiArticleView *self, ManiRange *range);
/* NULL or an empty range selects nothing; the caret goes to the range's end. */
void mani_article_view_set_selection (ManiArticleView *self, const ManiRange *range);
const char *mani_article_view_get_at_caret (ManiArticleView *self);
/* The caret. */
guint mani_article_view_get_caret (ManiArticleView *self);

/**
 * mani_article_view_show_range:
 * @select: select it too; else the caret goes to its start
 *
 * Scrolls so that @range, or its start if it is long, is on the screen: at once where the text
 * around it is laid out, else within a frame or two, also before the first frame and after a change
 * of width or font. What is on the screen already does not move. A later call, or scrolling by
 * hand, replaces an earlier one.
 */
void mani_article_view_show_range (ManiArticleView *self, ManiRange range, gboolean select);
/* The first character of the line at the top of the page. */
guint mani_article_view_get_top (ManiArticleView *self);
/* So that the line of that character is at the top of the page, as far as the text goes; the caret
 * goes there. As a jump, like the one above. */
void mani_article_view_show_top (ManiArticleView *self, guint offset);
/* Whether a jump is under way. */
gboolean mani_article_view_is_jumping (ManiArticleView *self);

/* The first and the last character on the screen. */
ManiRange mani_article_view_get_visible_range (ManiArticleView *self);

/* The character at a place of the widget; FALSE where there is no text. */
gboolean mani_article_view_get_offset_at (ManiArticleView *self, double x, double y, guint *offset);

/* (transfer full) (element-type ManiAnnotation): those that cover the character at @offset, or are
 * empty and lie there, the innermost first. */
GPtrArray *mani_article_view_get_annotations_at (ManiArticleView *self, guint offset);
/* Selects the next of those after the selected one; lets go where there is none. Returns: whether
 * one is selected now */
gboolean mani_article_view_walk_at (ManiArticleView *self, guint offset);

/* Around what is visible of @range, in the widget's coordinates; FALSE when nothing is. */
gboolean mani_article_view_get_range_rectangle (ManiArticleView *self,
                                                ManiRange range,
                                                GdkRectangle *rectangle);

/* What find has found: ascending, not overlapping; copied. @current: the number of the hit that it
 * stands on, or -1. */
void mani_article_view_set_find_hits (ManiArticleView *self,
                                      const ManiRange *hits,
                                      guint n,
                                      int current);
const GArray *mani_article_view_get_find_hits (ManiArticleView *self);

/* (transfer full): what a tooltip says of @annotation, in Pango markup. */
char *mani_article_view_describe (ManiArticleView *self, ManiAnnotation *annotation);

/* The colour in which @annotation's lines are drawn on this page. */
GdkRGBA mani_article_view_get_line_color (ManiArticleView *self, ManiAnnotation *annotation);
/* The page's colours now; never NULL. */
const ManiMarkPalette *mani_article_view_get_palette (ManiArticleView *self);

G_END_DECLS
