/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding in the article: an entry that folds case, accents and quotation marks, how many hits
 * there are, and steps through them. All hits are shown in the view.
 *
 * Properties: `view` (ManiArticleView). */

#pragma once

#include "mani-article-view.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_FIND_BAR (mani_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (ManiFindBar, mani_find_bar, MANI, FIND_BAR, GtkWidget)

/* With the selected words, if there are any. */
void mani_find_bar_open (ManiFindBar *bar);
/* The hit that it stands on becomes the selection. */
void mani_find_bar_close (ManiFindBar *bar);
gboolean mani_find_bar_is_open (ManiFindBar *bar);
/* To the next or, with -1, the previous hit; opens the bar when it is closed. */
void mani_find_bar_step (ManiFindBar *bar, int by);

G_END_DECLS
