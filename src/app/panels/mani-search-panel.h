/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding in the whole project: an entry, how many hits there are in how many articles, and the
 * hits with what stands around them. Choosing one shows it in its article.
 *
 * Properties: `editor` (ManiEditor). */

#pragma once

#include "mani-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_SEARCH_PANEL (mani_search_panel_get_type ())
G_DECLARE_FINAL_TYPE (ManiSearchPanel, mani_search_panel, MANI, SEARCH_PANEL, GtkWidget)

/* Focuses the entry, with the selected words in it if there are any. */
void mani_search_panel_open (ManiSearchPanel *panel);

G_END_DECLS
