/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the rows are, and their keys in each order. */

#include "mani-annotation-list.h"

#include <string.h>

struct _ManiAnnotationList
{
  ManiRowList parent_instance;
  ManiProject *project;
  char *article; /* or NULL */
  ManiFilter *filter;
  ManiAnnotationOrder order;
  gboolean is_descending;
  GHashTable *articles; /* id -> place, counted from 1 */
  GPtrArray *ids;       /* of the articles, in their order */
  GHashTable *labels;   /* id -> place in the tree, counted from 1 */
};

/* A row's `group` is the place of its article; `is_last`: it is an orphan. */
G_DEFINE_FINAL_TYPE (ManiAnnotationList, mani_annotation_list, MANI_TYPE_ROW_LIST)

static int
compare_keys (const ManiRow *a, const ManiRow *b)
{
  if (a->number != b->number)
    return a->number < b->number ? -1 : 1;

  return g_strcmp0 (a->text, b->text);
}

static int
compare (ManiRowList *list, const ManiRow *one, const ManiRow *other)
{
  ManiAnnotationList *self = MANI_ANNOTATION_LIST (list);
  int by_key = compare_keys (one, other);
  int by_place = one->group != other->group ? (one->group < other->group ? -1 : 1)
                                            : mani_annotation_compare (one->item, other->item);

  if (one->is_last != other->is_last)
    return one->is_last ? 1 : -1;
  if (self->order == MANI_ANNOTATION_ORDER_PLACE)
    by_key = by_place;
  if (by_key != 0)
    return self->is_descending ? -by_key : by_key;

  return by_place;
}

/* What has no text comes last, whichever way the list runs. */
static void
set_text (ManiAnnotationList *self, ManiRow *row, const char *text)
{
  row->number = (text == NULL) != self->is_descending;
  row->text = text != NULL ? g_utf8_collate_key (text, -1) : NULL;
}

/* The place of its article, counted from 1; 0 when there is none. */
static guint
get_article_place (ManiAnnotationList *self, ManiAnnotation *annotation)
{
  return GPOINTER_TO_UINT (
      g_hash_table_lookup (self->articles, mani_annotation_get_article (annotation)));
}

static void
set_key (ManiRowList *list, ManiRow *row)
{
  ManiAnnotationList *self = MANI_ANNOTATION_LIST (list);
  ManiRecord *record = MANI_RECORD (row->item);
  const char *article = mani_annotation_get_article (row->item);
  const char *label = mani_annotation_get_label (row->item);
  ManiEntity *entity;
  g_autofree char *quote = NULL;
  guint place;

  row->number = 0;
  row->group = get_article_place (self, row->item);
  row->is_last = mani_annotation_is_orphan (row->item);
  switch (self->order)
    {
    case MANI_ANNOTATION_ORDER_TEXT:
      quote = mani_annotation_dup_short_quote (
          row->item, mani_project_lookup (self->project, MANI_KIND_ARTICLE, article));
      set_text (self, row, quote);
      break;

    case MANI_ANNOTATION_ORDER_LABEL:
      place = label != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->labels, label)) : 0;
      row->number = place > 0 ? (gint64) place : self->is_descending ? -1 : G_MAXINT64;
      break;

    case MANI_ANNOTATION_ORDER_ENTITY:
      entity = mani_project_lookup (self->project, MANI_KIND_ENTITY,
                                    mani_annotation_get_entity (row->item));
      set_text (self, row, entity != NULL ? mani_entity_get_name (entity) : NULL);
      break;

    case MANI_ANNOTATION_ORDER_STATUS:
      row->number = mani_record_get_word (record, MANI_ANNOTATION_STATUS);
      break;

    case MANI_ANNOTATION_ORDER_CREATOR:
      set_text (self, row, mani_annotation_get_creator (row->item));
      break;

    case MANI_ANNOTATION_ORDER_CREATED:
      row->number = mani_annotation_get_created (row->item);
      break;

    case MANI_ANNOTATION_ORDER_MODIFIED:
      row->number = mani_annotation_get_modified (row->item);
      if (row->number == 0)
        row->number = mani_annotation_get_created (row->item);
      break;

    case MANI_ANNOTATION_ORDER_PLACE:
    default:
      break;
    }
}

static gboolean
is_wanted (ManiRowList *list, gpointer annotation)
{
  ManiAnnotationList *self = MANI_ANNOTATION_LIST (list);

  return get_article_place (self, annotation) > 0 &&
         (self->article == NULL ||
          strcmp (self->article, mani_annotation_get_article (annotation)) == 0) &&
         (self->filter == NULL || mani_filter_matches (self->filter, self->project, annotation));
}

/* Of one article, or of all. */
static gpointer
next (ManiRowList *list, ManiRowWalk *walk)
{
  ManiAnnotationList *self = MANI_ANNOTATION_LIST (list);
  guint n = self->article != NULL ? 1 : self->ids->len;

  for (; walk->table < n; walk->table++, walk->index = 0)
    {
      ManiTable *table = mani_project_get_annotations (
          self->project, self->article != NULL ? self->article : self->ids->pdata[walk->table]);

      if (table != NULL && walk->index < mani_table_get_length (table))
        return mani_table_get (table, walk->index++);
    }

  return NULL;
}

static gpointer
look_up (ManiRowList *list, const char *id)
{
  return mani_project_lookup (MANI_ANNOTATION_LIST (list)->project, MANI_KIND_ANNOTATION, id);
}

static const char *
get_id (gpointer annotation)
{
  return mani_record_get_id (annotation);
}

/* The places of the labels as a tree that is read from the top. */
static void
number_labels (ManiAnnotationList *self, const char *parent)
{
  ManiTable *labels = mani_project_get_table (self->project, MANI_KIND_LABEL);

  for (guint i = 0; i < mani_table_get_length (labels); i++)
    {
      ManiLabel *label = mani_table_get (labels, i);
      const char *id = mani_record_get_id (MANI_RECORD (label));

      if (g_strcmp0 (mani_label_get_parent (label), parent) != 0 ||
          g_hash_table_contains (self->labels, id))
        continue;
      g_hash_table_insert (self->labels, g_strdup (id),
                           GUINT_TO_POINTER (g_hash_table_size (self->labels) + 1));
      number_labels (self, id);
    }
}

/* Whether the articles are others than those that the list knows, or in another order. */
static gboolean
have_articles_moved (ManiAnnotationList *self)
{
  ManiTable *articles = mani_project_get_table (self->project, MANI_KIND_ARTICLE);

  if (self->ids->len != mani_table_get_length (articles))
    return TRUE;
  for (guint i = 0; i < self->ids->len; i++)
    if (strcmp (self->ids->pdata[i], mani_record_get_id (mani_table_get (articles, i))) != 0)
      return TRUE;

  return FALSE;
}

static void
learn_places (ManiAnnotationList *self)
{
  ManiTable *articles = mani_project_get_table (self->project, MANI_KIND_ARTICLE);

  g_hash_table_remove_all (self->labels);
  number_labels (self, NULL);
  g_hash_table_remove_all (self->articles);
  g_ptr_array_set_size (self->ids, 0);
  for (guint i = 0; i < mani_table_get_length (articles); i++)
    {
      char *id = g_strdup (mani_record_get_id (mani_table_get (articles, i)));

      g_ptr_array_add (self->ids, id);
      g_hash_table_insert (self->articles, id, GUINT_TO_POINTER (i + 1));
    }
}

static void
remake (ManiAnnotationList *self)
{
  learn_places (self);
  mani_row_list_remake (MANI_ROW_LIST (self));
}

static void
follow_cb (ManiAnnotationList *self)
{
  ManiEdit *inverse = mani_project_get_last_inverse (self->project);
  g_autoptr (GHashTable) touched = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean has_kind[MANI_N_KINDS] = { FALSE };

  for (guint i = 0; i < mani_edit_get_length (inverse); i++)
    {
      const ManiChange *change = mani_edit_get (inverse, i);
      ManiRecord *record = change->before != NULL ? change->before : change->after;
      ManiKind kind = mani_kind_of (record);

      has_kind[kind] = TRUE;
      if (kind == MANI_KIND_ANNOTATION)
        g_hash_table_add (touched, (gpointer) mani_record_get_id (record));
    }

  if ((has_kind[MANI_KIND_ARTICLE] && have_articles_moved (self)) ||
      (has_kind[MANI_KIND_LABEL] &&
       (self->filter != NULL || self->order == MANI_ANNOTATION_ORDER_LABEL)) ||
      (has_kind[MANI_KIND_ENTITY] && self->order == MANI_ANNOTATION_ORDER_ENTITY))
    remake (self);
  else
    mani_row_list_follow (MANI_ROW_LIST (self), touched);
}

static void
mani_annotation_list_finalize (GObject *object)
{
  ManiAnnotationList *self = MANI_ANNOTATION_LIST (object);

  g_clear_pointer (&self->articles, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  g_clear_pointer (&self->labels, g_hash_table_unref);
  g_clear_pointer (&self->filter, mani_filter_unref);
  g_clear_pointer (&self->article, g_free);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (mani_annotation_list_parent_class)->finalize (object);
}

static void
mani_annotation_list_class_init (ManiAnnotationListClass *klass)
{
  ManiRowListClass *list_class = MANI_ROW_LIST_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mani_annotation_list_finalize;
  list_class->item_type = MANI_TYPE_ANNOTATION;
  list_class->next = next;
  list_class->look_up = look_up;
  list_class->get_id = get_id;
  list_class->is_wanted = is_wanted;
  list_class->set_key = set_key;
  list_class->compare = compare;
}

static void
mani_annotation_list_init (ManiAnnotationList *self)
{
  self->articles = g_hash_table_new (g_str_hash, g_str_equal);
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

ManiAnnotationList *
mani_annotation_list_new (ManiProject *project, const char *article, ManiFilter *filter)
{
  ManiAnnotationList *self = g_object_new (MANI_TYPE_ANNOTATION_LIST, NULL);

  self->project = g_object_ref (project);
  self->article = g_strdup (article);
  if (filter != NULL && !mani_filter_is_empty (filter))
    self->filter = mani_filter_ref (filter);
  remake (self);
  g_signal_connect_object (project, "notify::generation", G_CALLBACK (follow_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

void
mani_annotation_list_set_article (ManiAnnotationList *self, const char *article)
{
  g_return_if_fail (MANI_IS_ANNOTATION_LIST (self));

  if (g_strcmp0 (self->article, article) == 0)
    return;
  g_free (self->article);
  self->article = g_strdup (article);
  remake (self);
}

void
mani_annotation_list_set_filter (ManiAnnotationList *self, ManiFilter *filter)
{
  g_return_if_fail (MANI_IS_ANNOTATION_LIST (self));

  g_clear_pointer (&self->filter, mani_filter_unref);
  if (filter != NULL && !mani_filter_is_empty (filter))
    self->filter = mani_filter_ref (filter);
  remake (self);
}

void
mani_annotation_list_set_order (ManiAnnotationList *self,
                                ManiAnnotationOrder order,
                                gboolean is_descending)
{
  g_return_if_fail (MANI_IS_ANNOTATION_LIST (self));

  if (self->order == order && self->is_descending == is_descending)
    return;
  self->order = order;
  self->is_descending = is_descending;
  remake (self);
}
