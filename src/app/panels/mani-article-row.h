/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A row of the list of articles: an article's title, byline and date, how many annotations it has,
 * its status and whether it has a note; or the heading of a group. It follows its item. */

#pragma once

#include "mani-article-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_ARTICLE_ROW (mani_article_row_get_type ())
G_DECLARE_FINAL_TYPE (ManiArticleRow, mani_article_row, MANI, ARTICLE_ROW, GtkWidget)

GtkWidget *mani_article_row_new (void);
/* NULL: shows nothing. */
void mani_article_row_show (ManiArticleRow *row, ManiArticleItem *item);

/* Where a drop would go: a line above or below the row, or round a heading. */
typedef enum
{
  MANI_ARTICLE_ROW_NOWHERE,
  MANI_ARTICLE_ROW_BEFORE,
  MANI_ARTICLE_ROW_BEHIND,
  MANI_ARTICLE_ROW_INTO,
} ManiArticleRowPlace;

void mani_article_row_show_place (ManiArticleRow *row, ManiArticleRowPlace place);

/* The row as a sentence, for a screen reader. */
char *mani_article_row_describe (ManiArticleItem *item);

/* "6 Sep 2021" in the person's way for an ISO date, else as it stands; NULL when there is none. */
char *mani_article_row_dup_date (ManiArticle *article);

G_END_DECLS
