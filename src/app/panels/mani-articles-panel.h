/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The project's articles, in the user's order; the chosen one is the editor's current article.
 *
 * Properties: `editor` (ManiEditor). */

#pragma once

#include "mani-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_ARTICLES_PANEL (mani_articles_panel_get_type ())
G_DECLARE_FINAL_TYPE (ManiArticlesPanel, mani_articles_panel, MANI, ARTICLES_PANEL, GtkWidget)

G_END_DECLS
