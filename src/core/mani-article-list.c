/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All items, sorted; of them, with headings, those that are shown. When an edit has touched the
 * articles the list is made anew and compared with what was shown. */

#include "mani-article-list.h"

#include "mani-article-item-private.h"
#include "mani-article-list-private.h"
#include "mani-entity-item.h"

#include <string.h>

/* From so many pieces on a change is told in one. */
#define MANY_PIECES 64

enum
{
  PROP_0,
  PROP_PROJECT,
  PROP_TEXT,
  PROP_STATUS,
  PROP_ORDER,
  PROP_DESCENDING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ManiArticleList,
                               mani_article_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static ManiTable *
get_table (ManiArticleList *self)
{
  return mani_project_get_table (self->project, MANI_KIND_ARTICLE);
}

static int
compare_numbers (guint a, guint b)
{
  return a < b ? -1 : a > b;
}

static int
compare_dates (ManiArticle *a, ManiArticle *b)
{
  const char *date_a = mani_record_get_string (MANI_RECORD (a), MANI_ARTICLE_DATE);
  const char *date_b = mani_record_get_string (MANI_RECORD (b), MANI_ARTICLE_DATE);

  return date_a != NULL && date_b != NULL ? strcmp (date_a, date_b) : 0;
}

static int
compare_cb (gconstpointer one, gconstpointer other, gpointer data)
{
  ManiArticleList *self = data;
  ManiArticleItem *a = *(ManiArticleItem *const *) one;
  ManiArticleItem *b = *(ManiArticleItem *const *) other;
  gboolean has_a = TRUE;
  gboolean has_b = TRUE;
  int result = 0;

  if (a->group_place != b->group_place)
    return compare_numbers (a->group_place, b->group_place);
  switch (self->order)
    {
    case MANI_ARTICLE_ORDER_TITLE:
      result =
          strcmp (mani_article_item_get_collation_key (a), mani_article_item_get_collation_key (b));
      break;

    case MANI_ARTICLE_ORDER_DATE:
      has_a = mani_record_has (MANI_RECORD (a->article), MANI_ARTICLE_DATE);
      has_b = mani_record_has (MANI_RECORD (b->article), MANI_ARTICLE_DATE);
      /* At the end, whichever way the dates run. */
      if (has_a != has_b)
        return has_a ? -1 : 1;
      result = compare_dates (a->article, b->article);
      break;

    case MANI_ARTICLE_ORDER_ANNOTATIONS:
      result = compare_numbers (b->count, a->count);
      break;

    case MANI_ARTICLE_ORDER_STATUS:
      result = compare_numbers (mani_article_get_status (a->article),
                                mani_article_get_status (b->article));
      break;

    case MANI_ARTICLE_ORDER_PROJECT:
    default:
      result = compare_numbers (a->place, b->place);
      break;
    }
  if (result != 0)
    return self->is_descending ? -result : result;

  return compare_numbers (a->place, b->place);
}

static gboolean
is_wanted (ManiArticleList *self, ManiArticleItem *item)
{
  return (self->status == MANI_ARTICLE_ANY_STATUS ||
          (int) mani_article_get_status (item->article) == self->status) &&
         (self->folded == NULL || mani_article_item_fits (item, self->folded));
}

static ManiArticleItem *
get_heading (ManiArticleList *self, const char *group)
{
  ManiArticleItem *heading = g_hash_table_lookup (self->headings, group);

  if (heading == NULL)
    {
      heading = mani_article_item_new (NULL, group);
      g_hash_table_insert (self->headings, heading->group, heading);
    }

  return heading;
}

/* (transfer full): what is to be shown. */
static GPtrArray *
choose (ManiArticleList *self)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func (g_object_unref);
  ManiArticleItem *heading = NULL;
  guint n = 0;

  for (guint i = 0; i < self->all->len; i++)
    {
      ManiArticleItem *item = self->all->pdata[i];

      item->is_shown = is_wanted (self, item);
      if (!item->is_shown)
        continue;
      if (item->group != NULL && (heading == NULL || strcmp (heading->group, item->group) != 0))
        {
          if (heading != NULL)
            mani_article_item_set_count (heading, n);
          heading = get_heading (self, item->group);
          g_ptr_array_add (chosen, g_object_ref (heading));
          n = 0;
        }
      n++;
      g_ptr_array_add (chosen, g_object_ref (item));
    }
  if (heading != NULL)
    mani_article_item_set_count (heading, n);

  return chosen;
}

/* Which of @places, where the rows that were there stand now (G_MAXUINT: nowhere), can stay where
 * they are: the longest of their rising subsequences (Fredman, "On computing the length of longest
 * increasing subsequences", 1975). */
static void
keep_most (const guint *places, guint n, gboolean *is_kept)
{
  g_autofree guint *ends = g_new (guint, n + 1); /* of the best of each length, its last one */
  g_autofree guint *before = g_new (guint, n + 1);
  guint length = 0;

  for (guint i = 0; i < n; i++)
    {
      guint low = 0;
      guint high = length;

      is_kept[i] = FALSE;
      if (places[i] == G_MAXUINT)
        continue;
      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (places[ends[middle]] < places[i])
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? ends[low - 1] : G_MAXUINT;
      ends[low] = i;
      length = MAX (length, low + 1);
    }
  for (guint i = length > 0 ? ends[length - 1] : G_MAXUINT; i != G_MAXUINT; i = before[i])
    is_kept[i] = TRUE;
}

static guint
count_pieces (const gboolean *is_kept, guint n)
{
  guint pieces = 0;

  for (guint i = 0; i < n; i++)
    pieces += !is_kept[i] && (i == 0 || is_kept[i - 1]);

  return pieces;
}

/* What is shown becomes @after, between @start and @end rows at its end. */
static void
tell_in_pieces (ManiArticleList *self,
                GPtrArray *after,
                guint start,
                guint end,
                const gboolean *was_kept,
                const gboolean *is_kept)
{
  guint n_before = self->shown->len - start - end;
  guint n_after = after->len - start - end;

  for (guint i = n_before, n; i > 0; i -= n)
    {
      for (n = 0; n < i && !was_kept[i - 1 - n]; n++)
        ;
      if (n > 0)
        {
          g_ptr_array_remove_range (self->shown, start + i - n, n);
          g_list_model_items_changed (G_LIST_MODEL (self), start + i - n, n, 0);
        }
      else
        n = 1;
    }
  for (guint i = 0, n; i < n_after; i += n)
    {
      for (n = 0; i + n < n_after && !is_kept[i + n]; n++)
        g_ptr_array_insert (self->shown, start + i + n, g_object_ref (after->pdata[start + i + n]));
      if (n > 0)
        g_list_model_items_changed (G_LIST_MODEL (self), start + i, 0, n);
      else
        n = 1;
    }
}

static void
show_anew (ManiArticleList *self)
{
  g_autoptr (GPtrArray) after = choose (self);
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  g_autofree guint *old_places = NULL;
  g_autofree gboolean *was_kept = NULL;
  g_autofree gboolean *is_kept = NULL;
  GPtrArray *before = self->shown;
  guint start = 0;
  guint end = 0;
  guint n_before;
  guint n_after;

  while (start < MIN (before->len, after->len) && before->pdata[start] == after->pdata[start])
    start++;
  while (end < MIN (before->len, after->len) - start &&
         before->pdata[before->len - 1 - end] == after->pdata[after->len - 1 - end])
    end++;
  n_before = before->len - start - end;
  n_after = after->len - start - end;
  if (n_before == 0 && n_after == 0)
    return;

  old_places = g_new (guint, n_before + 1);
  was_kept = g_new0 (gboolean, n_before + 1);
  is_kept = g_new0 (gboolean, n_after + 1);
  for (guint i = 0; i < n_after; i++)
    g_hash_table_insert (places, after->pdata[start + i], GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < n_before; i++)
    /* 0, nowhere, becomes G_MAXUINT. */
    old_places[i] = GPOINTER_TO_UINT (g_hash_table_lookup (places, before->pdata[start + i])) - 1;
  keep_most (old_places, n_before, was_kept);
  for (guint i = 0; i < n_before; i++)
    if (was_kept[i])
      is_kept[old_places[i]] = TRUE;

  if (count_pieces (was_kept, n_before) + count_pieces (is_kept, n_after) <= MANY_PIECES)
    {
      tell_in_pieces (self, after, start, end, was_kept, is_kept);
      return;
    }
  self->shown = g_steal_pointer (&after);
  g_list_model_items_changed (G_LIST_MODEL (self), start, n_before, n_after);
  g_ptr_array_unref (before);
}

static void
sort_anew (ManiArticleList *self)
{
  g_ptr_array_sort_with_data (self->all, compare_cb, self);
  show_anew (self);
}

static guint
count_annotations (ManiArticleList *self, const char *id)
{
  return mani_project_count_uses_by (self->project, MANI_KIND_ARTICLE, id, MANI_KIND_ANNOTATION);
}

/* All items as the project now has the articles. */
static void
take_articles (ManiArticleList *self)
{
  ManiTable *table = get_table (self);
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer item;

  g_ptr_array_set_size (self->all, 0);
  for (guint i = 0; i < mani_table_get_length (table); i++)
    {
      ManiArticle *article = mani_table_get (table, i);
      const char *id = mani_record_get_id (MANI_RECORD (article));
      ManiArticleItem *its = g_hash_table_lookup (self->items, id);

      if (its == NULL)
        {
          its = mani_article_item_new (article, NULL);
          its->count = count_annotations (self, id);
          g_hash_table_insert (self->items, g_strdup (id), its);
        }
      mani_article_item_set_article (its, article);
      its->place = i;
      its->is_seen = TRUE;
      if (its->group != NULL && !g_hash_table_contains (groups, its->group))
        g_hash_table_insert (groups, its->group, GUINT_TO_POINTER (i + 1));
      /* Those of no group have 0. */
      its->group_place =
          its->group != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (groups, its->group)) : 0;
      g_ptr_array_add (self->all, its);
    }

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    if (((ManiArticleItem *) item)->is_seen)
      ((ManiArticleItem *) item)->is_seen = FALSE;
    else
      g_hash_table_iter_remove (&iter);
}

/* An edit has been done. */
static void
follow_cb (ManiArticleList *self)
{
  ManiEdit *inverse = mani_project_get_last_inverse (self->project);
  gboolean has_articles = FALSE;
  gboolean has_counts = FALSE;

  for (guint i = 0; i < mani_edit_get_length (inverse); i++)
    {
      const ManiChange *change = mani_edit_get (inverse, i);
      ManiRecord *sides[] = { change->before, change->after };

      for (guint j = 0; j < G_N_ELEMENTS (sides); j++)
        if (sides[j] != NULL && MANI_IS_ARTICLE (sides[j]))
          has_articles = TRUE;
        else if (sides[j] != NULL && MANI_IS_ANNOTATION (sides[j]))
          {
            const char *id = mani_annotation_get_article (MANI_ANNOTATION (sides[j]));
            ManiArticleItem *item = g_hash_table_lookup (self->items, id);
            guint n = item != NULL ? count_annotations (self, id) : 0;

            if (item == NULL || item->count == n)
              continue;
            mani_article_item_set_count (item, n);
            has_counts = TRUE;
          }
    }

  if (has_articles)
    take_articles (self);
  if (has_articles || (has_counts && self->order == MANI_ARTICLE_ORDER_ANNOTATIONS))
    sort_anew (self);
}

static GType
get_item_type (GListModel *model)
{
  return MANI_TYPE_ARTICLE_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return MANI_ARTICLE_LIST (model)->shown->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *shown = MANI_ARTICLE_LIST (model)->shown;

  return position < shown->len ? g_object_ref (shown->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
mani_article_list_constructed (GObject *object)
{
  ManiArticleList *self = MANI_ARTICLE_LIST (object);

  G_OBJECT_CLASS (mani_article_list_parent_class)->constructed (object);

  take_articles (self);
  sort_anew (self);
  g_signal_connect_object (self->project, "notify::generation", G_CALLBACK (follow_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
mani_article_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ManiArticleList *self = MANI_ARTICLE_LIST (object);

  switch (id)
    {
    case PROP_PROJECT:
      g_value_set_object (value, self->project);
      break;

    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;

    case PROP_STATUS:
      g_value_set_int (value, self->status);
      break;

    case PROP_ORDER:
      g_value_set_uint (value, self->order);
      break;

    case PROP_DESCENDING:
      g_value_set_boolean (value, self->is_descending);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mani_article_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ManiArticleList *self = MANI_ARTICLE_LIST (object);

  switch (id)
    {
    case PROP_PROJECT:
      self->project = g_value_dup_object (value);
      break;

    case PROP_TEXT:
      mani_article_list_set_text (self, g_value_get_string (value));
      break;

    case PROP_STATUS:
      mani_article_list_set_status (self, g_value_get_int (value));
      break;

    case PROP_ORDER:
      mani_article_list_set_order (self, g_value_get_uint (value));
      break;

    case PROP_DESCENDING:
      mani_article_list_set_descending (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mani_article_list_finalize (GObject *object)
{
  ManiArticleList *self = MANI_ARTICLE_LIST (object);

  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_pointer (&self->headings, g_hash_table_unref);
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->folded, g_free);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (mani_article_list_parent_class)->finalize (object);
}

static void
mani_article_list_class_init (ManiArticleListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = mani_article_list_constructed;
  object_class->get_property = mani_article_list_get_property;
  object_class->set_property = mani_article_list_set_property;
  object_class->finalize = mani_article_list_finalize;

  properties[PROP_PROJECT] =
      g_param_spec_object ("project", NULL, NULL, MANI_TYPE_PROJECT,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_STATUS] = g_param_spec_int ("status", NULL, NULL, MANI_ARTICLE_ANY_STATUS,
                                              MANI_ARTICLE_DONE, MANI_ARTICLE_ANY_STATUS, flags);
  properties[PROP_ORDER] =
      g_param_spec_uint ("order", NULL, NULL, MANI_ARTICLE_ORDER_PROJECT, MANI_ARTICLE_ORDER_STATUS,
                         MANI_ARTICLE_ORDER_PROJECT, flags);
  properties[PROP_DESCENDING] = g_param_spec_boolean ("descending", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mani_article_list_init (ManiArticleList *self)
{
  self->status = MANI_ARTICLE_ANY_STATUS;
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->headings = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->all = g_ptr_array_new ();
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
}

ManiArticleList *
mani_article_list_new (ManiProject *project)
{
  return g_object_new (MANI_TYPE_ARTICLE_LIST, "project", project, NULL);
}

void
mani_article_list_set_text (ManiArticleList *self, const char *text)
{
  g_return_if_fail (MANI_IS_ARTICLE_LIST (self));

  if (g_strcmp0 (self->text, text) == 0)
    return;
  g_free (self->text);
  self->text = g_strdup (text);
  g_free (self->folded);
  self->folded = text != NULL ? mani_entity_fold (text) : NULL;
  show_anew (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

void
mani_article_list_set_status (ManiArticleList *self, int status)
{
  g_return_if_fail (MANI_IS_ARTICLE_LIST (self));

  if (self->status == status)
    return;
  self->status = status;
  show_anew (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
}

void
mani_article_list_set_order (ManiArticleList *self, ManiArticleOrder order)
{
  g_return_if_fail (MANI_IS_ARTICLE_LIST (self));

  if (self->order == order)
    return;
  self->order = order;
  sort_anew (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
}

void
mani_article_list_set_descending (ManiArticleList *self, gboolean is_descending)
{
  g_return_if_fail (MANI_IS_ARTICLE_LIST (self));

  if (self->is_descending == !!is_descending)
    return;
  self->is_descending = !!is_descending;
  sort_anew (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCENDING]);
}

guint
mani_article_list_count (ManiArticleList *self)
{
  guint n = 0;

  g_return_val_if_fail (MANI_IS_ARTICLE_LIST (self), 0);

  for (guint i = 0; i < self->all->len; i++)
    n += ((ManiArticleItem *) self->all->pdata[i])->is_shown;

  return n;
}

gboolean
mani_article_list_find (ManiArticleList *self, const char *id, guint *position)
{
  ManiArticleItem *item;

  g_return_val_if_fail (MANI_IS_ARTICLE_LIST (self), FALSE);

  item = g_hash_table_lookup (self->items, id);

  return item != NULL && g_ptr_array_find (self->shown, item, position);
}

ManiArticle *
mani_article_list_step (ManiArticleList *self, const char *id, int by)
{
  ManiArticleItem *item;
  guint place;

  g_return_val_if_fail (MANI_IS_ARTICLE_LIST (self), NULL);

  item = g_hash_table_lookup (self->items, id);
  if (item == NULL || !g_ptr_array_find (self->all, item, &place))
    return NULL;
  /* Before the first is G_MAXUINT. */
  for (place += by; place < self->all->len; place += by)
    if (((ManiArticleItem *) self->all->pdata[place])->is_shown)
      return ((ManiArticleItem *) self->all->pdata[place])->article;

  return NULL;
}

GPtrArray *
mani_article_list_list_groups (ManiArticleList *self)
{
  GPtrArray *groups = g_ptr_array_new ();
  const char *last = NULL;

  g_return_val_if_fail (MANI_IS_ARTICLE_LIST (self), groups);

  for (guint i = 0; i < self->all->len; i++)
    {
      const char *group = ((ManiArticleItem *) self->all->pdata[i])->group;

      if (group != NULL && g_strcmp0 (group, last) != 0)
        g_ptr_array_add (groups, (gpointer) group);
      last = group;
    }

  return groups;
}

GPtrArray *
mani_article_list_list_group (ManiArticleList *self, const char *group)
{
  GPtrArray *articles = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (MANI_IS_ARTICLE_LIST (self), articles);

  for (guint i = 0; i < self->all->len; i++)
    {
      ManiArticleItem *item = self->all->pdata[i];

      if (g_strcmp0 (item->group, group) == 0)
        g_ptr_array_add (articles, g_object_ref (item->article));
    }

  return articles;
}
