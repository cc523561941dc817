/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An article in a list: its title, byline and date, and how many annotations it has, which it
 * follows. */

#pragma once

#include "mani-project.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_ARTICLE_ROW (mani_article_row_get_type ())
G_DECLARE_FINAL_TYPE (ManiArticleRow, mani_article_row, MANI, ARTICLE_ROW, GtkWidget)

GtkWidget *mani_article_row_new (void);
/* @project and @article NULL: shows nothing. */
void mani_article_row_show (ManiArticleRow *row, ManiProject *project, ManiArticle *article);

/* "6 Sep 2021" in the person's way for an ISO date, else as it stands; NULL when there is none. */
char *mani_article_row_dup_date (ManiArticle *article);

G_END_DECLS
