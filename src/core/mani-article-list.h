/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The articles of a project as a list to show: a GListModel of #ManiArticleItem in an order, of a
 * status or with some words only. Articles that are in no group come first; then, each below its
 * heading, the groups, in the order in which the project has the first article of each.
 *
 * It follows the project: after an edit each row that the edit touched is told by `notify` of its
 * item; `items-changed` comes only for rows that come, go or move, in as few pieces as there can
 * be; when these are many, once for all from the first to the last.
 *
 * Properties (notified, silent when equal): `project` (ManiProject), `text` (string or NULL: only
 * articles of which something known has each of its words), `status` (int: a ManiArticleStatus;
 * -1: of any), `order` (uint: ManiArticleOrder), `descending` (boolean: the order turned round
 * within each group). Main thread only. */

#pragma once

#include "mani-article-item.h"
#include "mani-project.h"

G_BEGIN_DECLS

/* What is equal, or has no date, stands as in the project. */
typedef enum
{
  MANI_ARTICLE_ORDER_PROJECT,
  MANI_ARTICLE_ORDER_TITLE,
  MANI_ARTICLE_ORDER_DATE,        /* the earliest first, those without one at the end */
  MANI_ARTICLE_ORDER_ANNOTATIONS, /* the most first */
  MANI_ARTICLE_ORDER_STATUS,      /* what is not read first */
} ManiArticleOrder;

#define MANI_ARTICLE_ANY_STATUS (-1)

#define MANI_TYPE_ARTICLE_LIST (mani_article_list_get_type ())
G_DECLARE_FINAL_TYPE (ManiArticleList, mani_article_list, MANI, ARTICLE_LIST, GObject)

ManiArticleList *mani_article_list_new (ManiProject *project);
void mani_article_list_set_text (ManiArticleList *list, const char *text);
void mani_article_list_set_status (ManiArticleList *list, int status);
void mani_article_list_set_order (ManiArticleList *list, ManiArticleOrder order);
void mani_article_list_set_descending (ManiArticleList *list, gboolean is_descending);

/* How many articles are shown; headings are not counted. */
guint mani_article_list_count (ManiArticleList *list);
/* Where the article of that id is; FALSE when it is not shown. */
gboolean mani_article_list_find (ManiArticleList *list, const char *id, guint *position);
/* Borrowed: of the articles that are shown the next one behind that of @id, which itself need not
 * be shown, or with -1 the one before it; NULL at the end. */
ManiArticle *mani_article_list_step (ManiArticleList *list, const char *id, int by);
/* (transfer full) (element-type utf8): the groups in their order, shown or not; borrowed strings,
 * until the project's next edit. */
GPtrArray *mani_article_list_list_groups (ManiArticleList *list);
/* (transfer full) (element-type ManiArticle): those of a group, shown or not; in the list's
 * order. */
GPtrArray *mani_article_list_list_group (ManiArticleList *list, const char *group);

/* Moving, where the list has the project's own order. */
gboolean mani_article_list_can_move (ManiArticleList *list);

/**
 * mani_article_list_plan_move:
 * @articles: (element-type ManiArticle)
 * @by: -1: before what is shown above the first of them; 1: behind what is shown below the last
 *
 * Beyond a heading they come into the group that is there.
 *
 * Returns: (transfer full): an edit, empty where there is nothing to move past
 */
ManiEdit *mani_article_list_plan_move (ManiArticleList *list, GPtrArray *articles, int by);
/* The whole group one step among the groups. */
ManiEdit *mani_article_list_plan_group_move (ManiArticleList *list, const char *group, int by);

/**
 * mani_article_list_plan_drop:
 * @articles: (element-type ManiArticle)
 * @target: a row
 * @is_behind: behind it, else before it; below a heading it is always the first place of the group
 *
 * They come to the target's group, too. In another order than the project's that is all.
 *
 * Returns: (transfer full): an edit, which may be empty
 */
ManiEdit *mani_article_list_plan_drop (ManiArticleList *list,
                                       GPtrArray *articles,
                                       ManiArticleItem *target,
                                       gboolean is_behind);
/* The whole group before or behind the group of @target. */
ManiEdit *mani_article_list_plan_group_drop (ManiArticleList *list,
                                             const char *group,
                                             ManiArticleItem *target,
                                             gboolean is_behind);

G_END_DECLS
