/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The project's articles, filtered and in an order, in their groups; the one that is chosen alone
 * is the editor's current article. Below them how many are done.
 *
 * Properties: `editor` (ManiEditor); and, behind actions of a menu each, as its words: `order`
 * ("project", "title", "date", "annotations", "status"), `descending`, `show-status` ("all", "new",
 * "reading", "done"), `status` (of what is selected, "" when they differ), `group` (of what is
 * selected, "" for none, " " when they differ).
 *
 * Actions: `articles.NAME`, see mani-articles-panel-verbs.c. A heading that is selected stands for
 * the articles that are shown below it. */

#pragma once

#include "mani-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_ARTICLES_PANEL (mani_articles_panel_get_type ())
G_DECLARE_FINAL_TYPE (ManiArticlesPanel, mani_articles_panel, MANI, ARTICLES_PANEL, GtkWidget)

/* Borrowed: of the articles as they are shown the one behind the current one, or with -1 the one
 * before it; NULL at the end. */
ManiArticle *mani_articles_panel_step (ManiArticlesPanel *panel, int by);
/* Selects these (element-type ManiArticle), and ends a filter that hides one of them. */
void mani_articles_panel_choose (ManiArticlesPanel *panel, GPtrArray *articles);
/* Puts the caret into the filter's entry. */
void mani_articles_panel_filter (ManiArticlesPanel *panel);

G_END_DECLS
