/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the list of articles keeps with its items. */

#pragma once

#include "mani-article-item.h"

G_BEGIN_DECLS

struct _ManiArticleItem
{
  GObject parent_instance;
  ManiArticle *article; /* NULL in a heading */
  char *group;
  guint count;
  char *collation_key; /* of the title; made when it is asked for */
  char *folded;        /* what a filter looks at; so */
  guint place;         /* in the project's order */
  guint group_place;   /* of the group's first article */
  gboolean is_shown;
  gboolean is_seen; /* while the list looks for what has gone */
};

/* Either an article or a heading. */
ManiArticleItem *mani_article_item_new (ManiArticle *article, const char *group);
/* These notify of what is another. */
void mani_article_item_set_article (ManiArticleItem *item, ManiArticle *article);
void mani_article_item_set_count (ManiArticleItem *item, guint count);
/* Borrowed: the title's, for strcmp(). */
const char *mani_article_item_get_collation_key (ManiArticleItem *item);
/* Whether each word of @folded, as mani_entity_fold() gives it, stands somewhere in what is known
 * of the article: title, byline, date, source (a URI), tags, note, group. */
gboolean mani_article_item_fits (ManiArticleItem *item, const char *folded);

G_END_DECLS
