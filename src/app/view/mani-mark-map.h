/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A map of marks: a narrow strip beside an article view that shows where in the whole text its
 * annotations and find hits are, and which part is on the screen. A click goes there.
 *
 * Places are by offset in the text, not by height: they are right before the text is laid out. It
 * is a second way to what the view and the list of annotations offer too, so it takes no focus and
 * is not shown to screen readers.
 *
 * Properties:
 *   view   ManiArticleView or NULL: whose article is mapped */

#pragma once

#include "mani-article-view.h"

G_BEGIN_DECLS

#define MANI_TYPE_MARK_MAP (mani_mark_map_get_type ())
G_DECLARE_FINAL_TYPE (ManiMarkMap, mani_mark_map, MANI, MARK_MAP, GtkWidget)

GtkWidget *mani_mark_map_new (void);

ManiArticleView *mani_mark_map_get_view (ManiMarkMap *self);
void mani_mark_map_set_view (ManiMarkMap *self, ManiArticleView *view);

/* What a click at height @y does: the annotation near it is selected and shown, else the text there
 * is shown. */
void mani_mark_map_go_to (ManiMarkMap *self, double y);

G_END_DECLS
