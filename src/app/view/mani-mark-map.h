/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A map of marks: a narrow strip beside an article view that shows where in the whole text its
 * annotations and find hits are, and which part is on the screen. A click goes there, a drag
 * scrolls. It stands in for the view's scroll bar (policy `external`), at its end side.
 *
 * Places are by offset in the text, not by height: they are right before the text is laid out. It
 * is a second way to what the view and the list of annotations offer too, so it takes no focus; to
 * screen readers it is a picture.
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
/* What a drag from there to height @y does: the text goes by, or is shown there where that is many
 * screens. */
void mani_mark_map_drag_to (ManiMarkMap *self, double y);

G_END_DECLS
