/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A hit of a search in a list: the article's title where a new one begins, what the words stand in
 * unless it is the text, and the line with the words in bold. */

#pragma once

#include "mani-search-hit.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_SEARCH_ROW (mani_search_row_get_type ())
G_DECLARE_FINAL_TYPE (ManiSearchRow, mani_search_row, MANI, SEARCH_ROW, GtkWidget)

GtkWidget *mani_search_row_new (void);
void mani_search_row_show (ManiSearchRow *row, ManiSearchHit *hit);
/* What a screen reader says of the hit: “Karabakh, note: … in Yerevan on Monday”. */
char *mani_search_row_describe (ManiSearchHit *hit);

G_END_DECLS
