/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A row of #ManiArticleList: an article as the project now has it, with its annotations counted; or
 * the heading of a group. It stays the same object while the article, or the group, is there.
 *
 * Properties, each notified when it changes: `article` (ManiArticle; NULL in a heading), `count`
 * (uint: the annotations of the article; of a heading the articles that are shown below it). */

#pragma once

#include "mani-article.h"

G_BEGIN_DECLS

#define MANI_TYPE_ARTICLE_ITEM (mani_article_item_get_type ())
G_DECLARE_FINAL_TYPE (ManiArticleItem, mani_article_item, MANI, ARTICLE_ITEM, GObject)

/* Borrowed; NULL in a heading. */
ManiArticle *mani_article_item_get_article (ManiArticleItem *item);
/* The article's or the heading's; NULL outside all groups. */
const char *mani_article_item_get_group (ManiArticleItem *item);
guint mani_article_item_get_count (ManiArticleItem *item);

G_END_DECLS
