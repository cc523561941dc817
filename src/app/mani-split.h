/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A content with a pane at either side that folds away.
 *
 * Where there is room the panes stand beside the content. Where there is not, the split is folded:
 * a shown pane lies over the content, one at a time, and goes when one clicks beside it or presses
 * Esc. Folding hides the panes, unfolding brings back those that were there.
 *
 * Properties: `start`, `content`, `end` (GtkWidget), `start-width`, `end-width`, `content-width`
 * (int, pixels: the least that the content should keep beside the panes), `show-start`, `show-end`
 * (boolean), `folded` (boolean, read only). */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_SPLIT (mani_split_get_type ())
G_DECLARE_FINAL_TYPE (ManiSplit, mani_split, MANI, SPLIT, GtkWidget)

gboolean mani_split_get_show_start (ManiSplit *split);
void mani_split_set_show_start (ManiSplit *split, gboolean show);
gboolean mani_split_get_show_end (ManiSplit *split);
void mani_split_set_show_end (ManiSplit *split, gboolean show);
gboolean mani_split_get_folded (ManiSplit *split);

G_END_DECLS
