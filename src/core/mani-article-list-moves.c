/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where articles and groups go when they are moved in the list. Places on the screen become places
 * in the project's order, of which the list may show a part only. */

#include "mani-article-list.h"

#include "mani-article-list-private.h"
#include "mani-operations.h"

#include <glib/gi18n.h>
#include <string.h>

gboolean
mani_article_list_can_move (ManiArticleList *self)
{
  g_return_val_if_fail (MANI_IS_ARTICLE_LIST (self), FALSE);

  return self->order == MANI_ARTICLE_ORDER_PROJECT && !self->is_descending;
}

static gboolean
is_among (ManiArticleItem *item, GPtrArray *articles)
{
  return item->article != NULL && g_ptr_array_find (articles, item->article, NULL);
}

/* How many that are not among @articles stand before @place in the project. */
static guint
count_before (ManiArticleList *self, GPtrArray *articles, guint place)
{
  ManiTable *table = mani_project_get_table (self->project, MANI_KIND_ARTICLE);
  g_autoptr (GHashTable) moving = g_hash_table_new (NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < articles->len; i++)
    g_hash_table_add (moving, articles->pdata[i]);
  for (guint i = 0; i < place; i++)
    n += !g_hash_table_contains (moving, mani_table_get (table, i));

  return n;
}

static ManiEdit *
plan (ManiArticleList *self, GPtrArray *articles, const char *group, guint place)
{
  return mani_operation_place_articles (self->project, articles, group,
                                        count_before (self, articles, place));
}

static ManiEdit *
plan_nothing (void)
{
  return mani_edit_new (NULL);
}

/* Of a group, the first that is shown and does not move itself; or NULL. */
static ManiArticleItem *
find_first (ManiArticleList *self, const char *group, GPtrArray *articles)
{
  for (guint i = 0; i < self->shown->len; i++)
    {
      ManiArticleItem *item = self->shown->pdata[i];

      if (item->article != NULL && g_strcmp0 (item->group, group) == 0 &&
          !is_among (item, articles))
        return item;
    }

  return NULL;
}

ManiEdit *
mani_article_list_plan_drop (ManiArticleList *self,
                             GPtrArray *articles,
                             ManiArticleItem *target,
                             gboolean is_behind)
{
  const char *group = target->group;

  g_return_val_if_fail (MANI_IS_ARTICLE_LIST (self), NULL);

  if (!mani_article_list_can_move (self))
    return mani_operation_set_group (articles, group);
  if (target->article == NULL)
    {
      target = find_first (self, group, articles);
      is_behind = FALSE;
    }
  if (target == NULL || is_among (target, articles))
    return plan_nothing ();

  return plan (self, articles, group, target->place + (is_behind ? 1 : 0));
}

ManiEdit *
mani_article_list_plan_move (ManiArticleList *self, GPtrArray *articles, int by)
{
  guint n = self->shown->len;
  guint end = G_MAXUINT;
  ManiArticleItem *next;

  g_return_val_if_fail (MANI_IS_ARTICLE_LIST (self), NULL);

  if (!mani_article_list_can_move (self))
    return plan_nothing ();
  /* The first or the last of them on the screen. */
  for (guint i = 0; i < n && (by > 0 || end == G_MAXUINT); i++)
    if (is_among (self->shown->pdata[i], articles))
      end = i;
  /* Above the first one is G_MAXUINT again. */
  if (end == G_MAXUINT || end + by >= n)
    return plan_nothing ();

  next = self->shown->pdata[end + by];
  if (next->article != NULL)
    return plan (self, articles, next->group, next->place + (by > 0 ? 1 : 0));
  if (by > 0)
    return mani_article_list_plan_drop (self, articles, next, FALSE);
  /* Over the first heading of all, out of the group. */
  if (end < 2)
    return plan (self, articles, NULL, 0);
  next = self->shown->pdata[end - 2];

  return plan (self, articles, next->group, next->place + 1);
}

/* @group before @other, or, NULL, behind all. */
static ManiEdit *
plan_group (ManiArticleList *self, const char *group, const char *other)
{
  g_autoptr (GPtrArray) articles = mani_article_list_list_group (self, group);
  ManiTable *table = mani_project_get_table (self->project, MANI_KIND_ARTICLE);
  guint place = mani_table_get_length (table);
  g_autofree char *name = NULL;
  ManiEdit *edit;

  for (guint i = 0; other != NULL && i < self->all->len; i++)
    {
      ManiArticleItem *item = self->all->pdata[i];

      if (g_strcmp0 (item->group, other) == 0)
        place = MIN (place, item->place);
    }
  edit = plan (self, articles, group, place);
  /* Translators: a group of articles */
  name = g_strdup_printf (_ ("Move Group “%s”"), group);
  mani_edit_set_name (edit, name);

  return edit;
}

static gboolean
find_group (GPtrArray *groups, const char *group, guint *place)
{
  return group != NULL && g_ptr_array_find_with_equal_func (groups, group, g_str_equal, place);
}

ManiEdit *
mani_article_list_plan_group_move (ManiArticleList *self, const char *group, int by)
{
  g_autoptr (GPtrArray) groups = NULL;
  guint place;

  g_return_val_if_fail (MANI_IS_ARTICLE_LIST (self), NULL);

  groups = mani_article_list_list_groups (self);
  if (!mani_article_list_can_move (self) || !find_group (groups, group, &place) ||
      place + by >= groups->len)
    return plan_nothing ();
  if (by < 0)
    return plan_group (self, group, groups->pdata[place - 1]);

  return plan_group (self, group, place + 2 < groups->len ? groups->pdata[place + 2] : NULL);
}

ManiEdit *
mani_article_list_plan_group_drop (ManiArticleList *self,
                                   const char *group,
                                   ManiArticleItem *target,
                                   gboolean is_behind)
{
  g_autoptr (GPtrArray) groups = NULL;
  guint place;
  guint other;

  g_return_val_if_fail (MANI_IS_ARTICLE_LIST (self), NULL);

  groups = mani_article_list_list_groups (self);
  if (!mani_article_list_can_move (self) || !find_group (groups, group, &place))
    return plan_nothing ();
  /* What is in no group stands before all groups. */
  if (!find_group (groups, target->group, &other))
    other = 0;
  else if (is_behind)
    other++;
  if (other == place || other == place + 1)
    return plan_nothing ();

  return plan_group (self, group, other < groups->len ? groups->pdata[other] : NULL);
}
