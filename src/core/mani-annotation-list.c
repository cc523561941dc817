/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows by id and in a balanced tree by their keys, which are made once. */

#include "mani-annotation-list.h"

#include <string.h>

/* From so many rows on that an edit touches, the list is made anew and compared. */
#define MANY_ROWS 64

struct _ManiAnnotationList
{
  GObject parent_instance;
  ManiProject *project;
  char *article; /* or NULL */
  ManiFilter *filter;
  ManiAnnotationOrder order;
  gboolean is_descending;
  GHashTable *rows;     /* id, the annotation's own -> Row */
  GSequence *sequence;  /* of Row */
  GHashTable *articles; /* id -> place, counted from 1 */
  GPtrArray *ids;       /* of the articles, in their order */
  GHashTable *labels;   /* id -> place in the tree, counted from 1 */
};

typedef struct
{
  ManiAnnotation *annotation;
  gboolean is_orphan;
  guint article;
  gint64 number;
  char *text; /* or NULL */
  GSequenceIter *place;
} Row;

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ManiAnnotationList,
                               mani_annotation_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
row_free (gpointer data)
{
  Row *row = data;

  g_object_unref (row->annotation);
  g_free (row->text);
  g_free (row);
}

static int
compare_keys (const Row *a, const Row *b)
{
  if (a->number != b->number)
    return a->number < b->number ? -1 : 1;

  return g_strcmp0 (a->text, b->text);
}

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  const ManiAnnotationList *self = data;
  const Row *one = a;
  const Row *other = b;
  int by_key = compare_keys (one, other);
  int by_place = one->article != other->article
                     ? (one->article < other->article ? -1 : 1)
                     : mani_annotation_compare (one->annotation, other->annotation);

  if (one->is_orphan != other->is_orphan)
    return one->is_orphan ? 1 : -1;
  if (self->order == MANI_ANNOTATION_ORDER_PLACE)
    by_key = by_place;
  if (by_key != 0)
    return self->is_descending ? -by_key : by_key;

  return by_place;
}

/* What has no text comes last, whichever way the list runs. */
static void
set_text (ManiAnnotationList *self, Row *row, const char *text)
{
  row->number = (text == NULL) != self->is_descending;
  row->text = text != NULL ? g_utf8_collate_key (text, -1) : NULL;
}

static void
set_key (ManiAnnotationList *self, Row *row)
{
  ManiRecord *record = MANI_RECORD (row->annotation);
  const char *article = mani_annotation_get_article (row->annotation);
  const char *label = mani_annotation_get_label (row->annotation);
  ManiEntity *entity;
  g_autofree char *quote = NULL;
  guint place;

  row->number = 0;
  g_clear_pointer (&row->text, g_free);
  switch (self->order)
    {
    case MANI_ANNOTATION_ORDER_TEXT:
      quote = mani_annotation_dup_short_quote (
          row->annotation, mani_project_lookup (self->project, MANI_KIND_ARTICLE, article));
      set_text (self, row, quote);
      break;

    case MANI_ANNOTATION_ORDER_LABEL:
      place = label != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->labels, label)) : 0;
      row->number = place > 0 ? (gint64) place : self->is_descending ? -1 : G_MAXINT64;
      break;

    case MANI_ANNOTATION_ORDER_ENTITY:
      entity = mani_project_lookup (self->project, MANI_KIND_ENTITY,
                                    mani_annotation_get_entity (row->annotation));
      set_text (self, row, entity != NULL ? mani_entity_get_name (entity) : NULL);
      break;

    case MANI_ANNOTATION_ORDER_STATUS:
      row->number = mani_record_get_word (record, MANI_ANNOTATION_STATUS);
      break;

    case MANI_ANNOTATION_ORDER_CREATOR:
      set_text (self, row, mani_annotation_get_creator (row->annotation));
      break;

    case MANI_ANNOTATION_ORDER_CREATED:
      row->number = mani_annotation_get_created (row->annotation);
      break;

    case MANI_ANNOTATION_ORDER_MODIFIED:
      row->number = mani_annotation_get_modified (row->annotation);
      if (row->number == 0)
        row->number = mani_annotation_get_created (row->annotation);
      break;

    case MANI_ANNOTATION_ORDER_PLACE:
    default:
      break;
    }
}

/* The place of its article, counted from 1; 0 when there is none. */
static guint
get_article_place (ManiAnnotationList *self, ManiAnnotation *annotation)
{
  return GPOINTER_TO_UINT (
      g_hash_table_lookup (self->articles, mani_annotation_get_article (annotation)));
}

static gboolean
is_wanted (ManiAnnotationList *self, ManiAnnotation *annotation)
{
  return get_article_place (self, annotation) > 0 &&
         (self->article == NULL ||
          strcmp (self->article, mani_annotation_get_article (annotation)) == 0) &&
         (self->filter == NULL || mani_filter_matches (self->filter, self->project, annotation));
}

/* @article: its place. */
static Row *
row_new (ManiAnnotationList *self, ManiAnnotation *annotation, guint article)
{
  Row *row = g_new0 (Row, 1);

  row->annotation = g_object_ref (annotation);
  row->is_orphan = mani_annotation_is_orphan (annotation);
  row->article = article;
  set_key (self, row);

  return row;
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
add_table (ManiAnnotationList *self, const char *article, GPtrArray *rows)
{
  ManiTable *table = mani_project_get_annotations (self->project, article);

  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->articles, article));

  for (guint i = 0; place > 0 && i < mani_table_get_length (table); i++)
    {
      ManiAnnotation *annotation = mani_table_get (table, i);

      if (self->filter == NULL || mani_filter_matches (self->filter, self->project, annotation))
        g_ptr_array_add (rows, row_new (self, annotation, place));
    }
}

static int
compare_pointers_cb (gconstpointer a, gconstpointer b, gpointer self)
{
  return compare_cb (*(Row *const *) a, *(Row *const *) b, self);
}

static gboolean
has_orphans (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (((Row *) rows->pdata[i])->is_orphan)
      return TRUE;

  return FALSE;
}

/* Shows what is wanted now; says what lies between the first row that is another and the last. */
static void
show_anew (ManiAnnotationList *self)
{
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  guint start = 0;
  guint end = 0;

  for (GSequenceIter *p = g_sequence_get_begin_iter (self->sequence); !g_sequence_iter_is_end (p);
       p = g_sequence_iter_next (p))
    g_ptr_array_add (before, g_object_ref (((Row *) g_sequence_get (p))->annotation));

  learn_places (self);
  for (guint i = 0; self->article == NULL && i < self->ids->len; i++)
    add_table (self, self->ids->pdata[i], rows);
  if (self->article != NULL)
    add_table (self, self->article, rows);
  if (self->order != MANI_ANNOTATION_ORDER_PLACE || self->is_descending || has_orphans (rows))
    g_ptr_array_sort_with_data (rows, compare_pointers_cb, self);

  g_hash_table_remove_all (self->rows);
  g_sequence_free (self->sequence);
  self->sequence = g_sequence_new (row_free);
  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = rows->pdata[i];

      row->place = g_sequence_append (self->sequence, row);
      g_hash_table_insert (self->rows,
                           (gpointer) mani_record_get_id (MANI_RECORD (row->annotation)), row);
    }

  while (start < MIN (before->len, rows->len) &&
         before->pdata[start] == ((Row *) rows->pdata[start])->annotation)
    start++;
  while (end < MIN (before->len, rows->len) - start &&
         before->pdata[before->len - 1 - end] ==
             ((Row *) rows->pdata[rows->len - 1 - end])->annotation)
    end++;
  if (before->len != rows->len || start < rows->len)
    g_list_model_items_changed (G_LIST_MODEL (self), start, before->len - start - end,
                                rows->len - start - end);
}

static void
remove_row (ManiAnnotationList *self, Row *row)
{
  guint position = g_sequence_iter_get_position (row->place);

  g_hash_table_remove (self->rows, mani_record_get_id (MANI_RECORD (row->annotation)));
  g_sequence_remove (row->place);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static void
insert_row (ManiAnnotationList *self, ManiAnnotation *annotation)
{
  Row *row = row_new (self, annotation, get_article_place (self, annotation));

  row->place = g_sequence_insert_sorted (self->sequence, row, compare_cb, self);
  g_hash_table_insert (self->rows, (gpointer) mani_record_get_id (MANI_RECORD (annotation)), row);
  g_list_model_items_changed (G_LIST_MODEL (self), g_sequence_iter_get_position (row->place), 0, 1);
}

/* Whether the row at @place may hold @row instead, its neighbours being what they are. */
static gboolean
fits (ManiAnnotationList *self, GSequenceIter *place, Row *row)
{
  GSequenceIter *next = g_sequence_iter_next (place);

  if (!g_sequence_iter_is_begin (place) &&
      compare_cb (g_sequence_get (g_sequence_iter_prev (place)), row, self) > 0)
    return FALSE;

  return g_sequence_iter_is_end (next) || compare_cb (row, g_sequence_get (next), self) < 0;
}

/* The row gets the annotation as it now is. FALSE when it does not fit where it stands, and is
 * gone.
 * @is_alone: the neighbours are as they should be. */
static gboolean
replace_row (ManiAnnotationList *self, Row *row, ManiAnnotation *annotation, gboolean is_alone)
{
  Row *after = row_new (self, annotation, get_article_place (self, annotation));
  gboolean is_in_place =
      is_alone ? fits (self, row->place, after) : compare_cb (row, after, self) == 0;

  if (!is_in_place)
    {
      row_free (after);
      remove_row (self, row);
      return FALSE;
    }

  after->place = row->place;
  g_hash_table_replace (self->rows, (gpointer) mani_record_get_id (MANI_RECORD (annotation)),
                        after);
  g_sequence_set (row->place, after);
  g_list_model_items_changed (G_LIST_MODEL (self), g_sequence_iter_get_position (after->place), 1,
                              1);

  return TRUE;
}

/* Out with what is gone or elsewhere first, so that what comes finds its place. */
static void
follow_rows (ManiAnnotationList *self, GHashTable *touched)
{
  gboolean is_alone = g_hash_table_size (touched) == 1;
  g_autoptr (GPtrArray) coming = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, touched);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      ManiAnnotation *annotation = mani_project_lookup (self->project, MANI_KIND_ANNOTATION, id);
      Row *row = g_hash_table_lookup (self->rows, id);
      gboolean is_there = annotation != NULL && is_wanted (self, annotation);

      if (row != NULL && !is_there)
        remove_row (self, row);
      else if (row != NULL && row->annotation == annotation)
        continue;
      else if (is_there && (row == NULL || !replace_row (self, row, annotation, is_alone)))
        g_ptr_array_add (coming, annotation);
    }
  for (guint i = 0; i < coming->len; i++)
    insert_row (self, coming->pdata[i]);
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

  if (g_hash_table_size (touched) > MANY_ROWS ||
      (has_kind[MANI_KIND_ARTICLE] && have_articles_moved (self)) ||
      (has_kind[MANI_KIND_LABEL] &&
       (self->filter != NULL || self->order == MANI_ANNOTATION_ORDER_LABEL)) ||
      (has_kind[MANI_KIND_ENTITY] && self->order == MANI_ANNOTATION_ORDER_ENTITY))
    show_anew (self);
  else
    follow_rows (self, touched);
}

static GType
get_item_type (GListModel *model)
{
  return MANI_TYPE_ANNOTATION;
}

static guint
get_n_items (GListModel *model)
{
  return g_sequence_get_length (MANI_ANNOTATION_LIST (model)->sequence);
}

static gpointer
get_item (GListModel *model, guint position)
{
  ManiAnnotationList *self = MANI_ANNOTATION_LIST (model);
  GSequenceIter *place = g_sequence_get_iter_at_pos (self->sequence, MIN (position, G_MAXINT));

  return g_sequence_iter_is_end (place)
             ? NULL
             : g_object_ref (((Row *) g_sequence_get (place))->annotation);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
mani_annotation_list_finalize (GObject *object)
{
  ManiAnnotationList *self = MANI_ANNOTATION_LIST (object);

  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->sequence, g_sequence_free);
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
  G_OBJECT_CLASS (klass)->finalize = mani_annotation_list_finalize;
}

static void
mani_annotation_list_init (ManiAnnotationList *self)
{
  self->rows = g_hash_table_new (g_str_hash, g_str_equal);
  self->sequence = g_sequence_new (row_free);
  self->articles = g_hash_table_new (g_str_hash, g_str_equal);
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

ManiAnnotationList *
mani_annotation_list_new (ManiProject *project)
{
  ManiAnnotationList *self = g_object_new (MANI_TYPE_ANNOTATION_LIST, NULL);

  self->project = g_object_ref (project);
  show_anew (self);
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
  show_anew (self);
}

void
mani_annotation_list_set_filter (ManiAnnotationList *self, ManiFilter *filter)
{
  g_return_if_fail (MANI_IS_ANNOTATION_LIST (self));

  g_clear_pointer (&self->filter, mani_filter_unref);
  if (filter != NULL && !mani_filter_is_empty (filter))
    self->filter = mani_filter_ref (filter);
  show_anew (self);
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
  show_anew (self);
}

gboolean
mani_annotation_list_find (ManiAnnotationList *self, const char *id, guint *position)
{
  Row *row = g_hash_table_lookup (self->rows, id);

  if (row == NULL)
    return FALSE;
  *position = g_sequence_iter_get_position (row->place);

  return TRUE;
}
