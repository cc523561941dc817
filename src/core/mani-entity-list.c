/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All items by id and in a balanced tree by the order; those that are shown in another one. */

#include "mani-entity-list.h"

#include "mani-entity-item-private.h"

#include <string.h>

/* From so many rows on that an edit touches, the list is made anew and compared. */
#define MANY_ROWS 64

struct _ManiEntityList
{
  GObject parent_instance;
  ManiProject *project;
  GHashTable *rows; /* id -> Row */
  GSequence *all;   /* of Row, borrowed */
  GSequence *shown; /* so */
  ManiEntityKind kind;
  char *text;
  char *folded; /* of `text`; NULL for all */
  ManiEntityOrder order;
};

typedef struct
{
  ManiEntityItem *item;
  GSequenceIter *place; /* among all; NULL while it is out */
  GSequenceIter *shown; /* NULL when it is not shown */
  gboolean is_gone;     /* to be removed when the list has followed */
} Row;

enum
{
  PROP_0,
  PROP_PROJECT,
  PROP_KIND,
  PROP_TEXT,
  PROP_ORDER,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ManiEntityList,
                               mani_entity_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
row_free (gpointer data)
{
  Row *row = data;

  g_object_unref (row->item);
  g_free (row);
}

static int
compare (const Row *a, const Row *b, ManiEntityOrder order)
{
  guint mentions_a = mani_entity_item_get_mentions (a->item);
  guint mentions_b = mani_entity_item_get_mentions (b->item);
  int by_name;

  if (order == MANI_ENTITY_ORDER_MENTIONS && mentions_a != mentions_b)
    return mentions_a > mentions_b ? -1 : 1;
  by_name = strcmp (mani_entity_item_get_collation_key (a->item),
                    mani_entity_item_get_collation_key (b->item));
  if (by_name != 0)
    return by_name;

  return strcmp (mani_record_get_id (MANI_RECORD (mani_entity_item_get_entity (a->item))),
                 mani_record_get_id (MANI_RECORD (mani_entity_item_get_entity (b->item))));
}

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer self)
{
  return compare (a, b, ((ManiEntityList *) self)->order);
}

static gboolean
is_wanted (ManiEntityList *self, Row *row)
{
  return (self->kind == MANI_ENTITY_NONE || mani_entity_item_get_kind (row->item) == self->kind) &&
         (self->folded == NULL ||
          mani_entity_item_fit (row->item, self->folded) != MANI_ENTITY_FITS_NOT);
}

/* Whether @row still stands right between its neighbours. */
static gboolean
is_in_place (ManiEntityList *self, Row *row)
{
  GSequenceIter *next = g_sequence_iter_next (row->place);

  if (!g_sequence_iter_is_begin (row->place) &&
      compare (g_sequence_get (g_sequence_iter_prev (row->place)), row, self->order) > 0)
    return FALSE;

  return g_sequence_iter_is_end (next) || compare (row, g_sequence_get (next), self->order) < 0;
}

/* Shows what is wanted now; says what lies between the first row that is another and the last. */
static void
show_anew (ManiEntityList *self)
{
  g_autoptr (GPtrArray) before = g_ptr_array_new ();
  g_autoptr (GPtrArray) after = g_ptr_array_new ();
  guint start = 0;
  guint end = 0;

  for (GSequenceIter *p = g_sequence_get_begin_iter (self->shown); !g_sequence_iter_is_end (p);
       p = g_sequence_iter_next (p))
    g_ptr_array_add (before, g_sequence_get (p));
  g_sequence_free (self->shown);
  self->shown = g_sequence_new (NULL);
  for (guint i = 0; i < before->len; i++)
    ((Row *) before->pdata[i])->shown = NULL;

  for (GSequenceIter *p = g_sequence_get_begin_iter (self->all); !g_sequence_iter_is_end (p);
       p = g_sequence_iter_next (p))
    {
      Row *row = g_sequence_get (p);

      if (!is_wanted (self, row))
        continue;
      row->shown = g_sequence_append (self->shown, row);
      g_ptr_array_add (after, row);
    }

  while (start < MIN (before->len, after->len) && before->pdata[start] == after->pdata[start])
    start++;
  while (end < MIN (before->len, after->len) - start &&
         before->pdata[before->len - 1 - end] == after->pdata[after->len - 1 - end])
    end++;
  if (before->len != after->len || start < after->len)
    g_list_model_items_changed (G_LIST_MODEL (self), start, before->len - start - end,
                                after->len - start - end);
}

static int
compare_pointers_cb (gconstpointer a, gconstpointer b, gpointer self)
{
  return compare (*(Row *const *) a, *(Row *const *) b, ((ManiEntityList *) self)->order);
}

/* All rows in the order, whatever it was. */
static void
sort_anew (ManiEntityList *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (((Row *) row)->is_gone)
      ((Row *) row)->place = NULL;
    else
      g_ptr_array_add (rows, row);
  g_ptr_array_sort_with_data (rows, compare_pointers_cb, self);
  g_sequence_free (self->all);
  self->all = g_sequence_new (NULL);
  for (guint i = 0; i < rows->len; i++)
    ((Row *) rows->pdata[i])->place = g_sequence_append (self->all, rows->pdata[i]);
}

/* What the project now has of the entity of that id. */
static void
update_row (ManiEntityList *self, const char *id)
{
  ManiEntity *entity = mani_project_lookup (self->project, MANI_KIND_ENTITY, id);
  Row *row = g_hash_table_lookup (self->rows, id);
  guint mentions;

  if (entity == NULL)
    {
      if (row != NULL)
        row->is_gone = TRUE;
      return;
    }

  mentions = mani_project_count_uses (self->project, MANI_KIND_ENTITY, id);
  if (row == NULL)
    {
      row = g_new0 (Row, 1);
      row->item = mani_entity_item_new (entity, mentions);
      g_hash_table_insert (self->rows, g_strdup (id), row);
    }
  row->is_gone = FALSE;
  mani_entity_item_set (row->item, entity, mentions);
}

static void
hide (ManiEntityList *self, Row *row)
{
  guint position;

  if (row->shown == NULL)
    return;
  position = g_sequence_iter_get_position (row->shown);
  g_sequence_remove (row->shown);
  row->shown = NULL;
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static gboolean
take_out_if_displaced (ManiEntityList *self, Row *row)
{
  if (row->place == NULL || (!row->is_gone && is_in_place (self, row)))
    return FALSE;
  hide (self, row);
  g_sequence_remove (row->place);
  row->place = NULL;

  return TRUE;
}

/* Rows that have changed go where they belong. First out with all that are not in place, which may
 * show that another is not, then in again. */
static void
place_rows (ManiEntityList *self, GPtrArray *rows)
{
  gboolean is_sorted = FALSE;

  while (!is_sorted)
    {
      is_sorted = TRUE;
      for (guint i = 0; i < rows->len; i++)
        if (take_out_if_displaced (self, rows->pdata[i]))
          is_sorted = FALSE;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = rows->pdata[i];

      if (row->is_gone)
        continue;
      if (row->place == NULL)
        row->place = g_sequence_insert_sorted (self->all, row, compare_cb, self);
      if (!is_wanted (self, row))
        hide (self, row);
      else if (row->shown == NULL)
        {
          row->shown = g_sequence_insert_sorted (self->shown, row, compare_cb, self);
          g_list_model_items_changed (G_LIST_MODEL (self),
                                      g_sequence_iter_get_position (row->shown), 0, 1);
        }
    }
}

static void
touch (GHashTable *touched, ManiRecord *record)
{
  if (record == NULL)
    return;
  if (MANI_IS_ENTITY (record))
    g_hash_table_add (touched, (gpointer) mani_record_get_id (record));
  else if (MANI_IS_ANNOTATION (record) &&
           mani_annotation_get_entity (MANI_ANNOTATION (record)) != NULL)
    g_hash_table_add (touched, (gpointer) mani_annotation_get_entity (MANI_ANNOTATION (record)));
}

/* An edit has been done. */
static void
follow_cb (ManiEntityList *self)
{
  ManiEdit *inverse = mani_project_get_last_inverse (self->project);
  g_autoptr (GHashTable) touched = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < mani_edit_get_length (inverse); i++)
    {
      touch (touched, mani_edit_get (inverse, i)->before);
      touch (touched, mani_edit_get (inverse, i)->after);
    }

  g_hash_table_iter_init (&iter, touched);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      Row *row;

      update_row (self, id);
      row = g_hash_table_lookup (self->rows, id);
      if (row != NULL)
        g_ptr_array_add (rows, row);
    }
  if (rows->len > MANY_ROWS)
    {
      sort_anew (self);
      show_anew (self);
    }
  else
    place_rows (self, rows);

  for (guint i = 0; i < rows->len; i++)
    {
      Row *row = rows->pdata[i];

      if (row->is_gone)
        g_hash_table_remove (
            self->rows, mani_record_get_id (MANI_RECORD (mani_entity_item_get_entity (row->item))));
    }
}

static GType
get_item_type (GListModel *model)
{
  return MANI_TYPE_ENTITY_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return g_sequence_get_length (MANI_ENTITY_LIST (model)->shown);
}

static gpointer
get_item (GListModel *model, guint position)
{
  ManiEntityList *self = MANI_ENTITY_LIST (model);

  if (position >= (guint) g_sequence_get_length (self->shown))
    return NULL;

  return g_object_ref (
      ((Row *) g_sequence_get (g_sequence_get_iter_at_pos (self->shown, position)))->item);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
mani_entity_list_constructed (GObject *object)
{
  ManiEntityList *self = MANI_ENTITY_LIST (object);
  ManiTable *entities = mani_project_get_table (self->project, MANI_KIND_ENTITY);

  G_OBJECT_CLASS (mani_entity_list_parent_class)->constructed (object);

  for (guint i = 0; i < mani_table_get_length (entities); i++)
    update_row (self, mani_record_get_id (mani_table_get (entities, i)));
  sort_anew (self);
  show_anew (self);
  g_signal_connect_object (self->project, "notify::generation", G_CALLBACK (follow_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
mani_entity_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ManiEntityList *self = MANI_ENTITY_LIST (object);

  switch (id)
    {
    case PROP_PROJECT:
      g_value_set_object (value, self->project);
      break;

    case PROP_KIND:
      g_value_set_uint (value, self->kind);
      break;

    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;

    case PROP_ORDER:
      g_value_set_uint (value, self->order);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mani_entity_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ManiEntityList *self = MANI_ENTITY_LIST (object);

  switch (id)
    {
    case PROP_PROJECT:
      self->project = g_value_dup_object (value);
      break;

    case PROP_KIND:
      mani_entity_list_set_kind (self, g_value_get_uint (value));
      break;

    case PROP_TEXT:
      mani_entity_list_set_text (self, g_value_get_string (value));
      break;

    case PROP_ORDER:
      mani_entity_list_set_order (self, g_value_get_uint (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mani_entity_list_finalize (GObject *object)
{
  ManiEntityList *self = MANI_ENTITY_LIST (object);

  g_clear_pointer (&self->all, g_sequence_free);
  g_clear_pointer (&self->shown, g_sequence_free);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->folded, g_free);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (mani_entity_list_parent_class)->finalize (object);
}

static void
mani_entity_list_class_init (ManiEntityListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = mani_entity_list_constructed;
  object_class->get_property = mani_entity_list_get_property;
  object_class->set_property = mani_entity_list_set_property;
  object_class->finalize = mani_entity_list_finalize;

  properties[PROP_PROJECT] =
      g_param_spec_object ("project", NULL, NULL, MANI_TYPE_PROJECT,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_KIND] = g_param_spec_uint ("kind", NULL, NULL, MANI_ENTITY_NONE,
                                             MANI_ENTITY_ORGANISATION, MANI_ENTITY_NONE, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_ORDER] =
      g_param_spec_uint ("order", NULL, NULL, MANI_ENTITY_ORDER_NAME, MANI_ENTITY_ORDER_MENTIONS,
                         MANI_ENTITY_ORDER_NAME, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mani_entity_list_init (ManiEntityList *self)
{
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, row_free);
  self->all = g_sequence_new (NULL);
  self->shown = g_sequence_new (NULL);
}

ManiEntityList *
mani_entity_list_new (ManiProject *project)
{
  return g_object_new (MANI_TYPE_ENTITY_LIST, "project", project, NULL);
}

void
mani_entity_list_set_kind (ManiEntityList *self, ManiEntityKind kind)
{
  g_return_if_fail (MANI_IS_ENTITY_LIST (self));

  if (self->kind == kind)
    return;
  self->kind = kind;
  show_anew (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
}

void
mani_entity_list_set_text (ManiEntityList *self, const char *text)
{
  g_return_if_fail (MANI_IS_ENTITY_LIST (self));

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
mani_entity_list_set_order (ManiEntityList *self, ManiEntityOrder order)
{
  g_return_if_fail (MANI_IS_ENTITY_LIST (self));

  if (self->order == order)
    return;
  self->order = order;
  sort_anew (self);
  show_anew (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
}

ManiEntityItem *
mani_entity_list_find (ManiEntityList *self, const char *id)
{
  Row *row = g_hash_table_lookup (self->rows, id);

  return row != NULL ? row->item : NULL;
}

gboolean
mani_entity_list_get_position (ManiEntityList *self, ManiEntityItem *item, guint *position)
{
  Row *row = g_hash_table_lookup (
      self->rows, mani_record_get_id (MANI_RECORD (mani_entity_item_get_entity (item))));

  if (row == NULL || row->item != item || row->shown == NULL)
    return FALSE;
  *position = g_sequence_iter_get_position (row->shown);

  return TRUE;
}

typedef struct
{
  Row *row;
  gboolean is_of_other_kind;
  ManiEntityFit fit;
} Candidate;

static gboolean
is_better (const Candidate *a, const Candidate *b)
{
  if (a->is_of_other_kind != b->is_of_other_kind)
    return b->is_of_other_kind;
  if (a->fit != b->fit)
    return a->fit < b->fit;

  return compare (a->row, b->row, MANI_ENTITY_ORDER_MENTIONS) < 0;
}

GPtrArray *
mani_entity_list_list_candidates (ManiEntityList *self,
                                  const char *typed,
                                  ManiEntityKind kind,
                                  guint max)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree Candidate *best = g_new (Candidate, max + 1);
  g_autofree char *folded = mani_entity_fold (typed);
  guint n = 0;

  for (GSequenceIter *p = g_sequence_get_begin_iter (self->all); !g_sequence_iter_is_end (p);
       p = g_sequence_iter_next (p))
    {
      Row *row = g_sequence_get (p);
      ManiEntityKind its_kind = mani_entity_item_get_kind (row->item);
      Candidate candidate = { row, FALSE, mani_entity_item_fit (row->item, folded) };
      guint i = n;

      if (candidate.fit == MANI_ENTITY_FITS_NOT)
        continue;
      candidate.is_of_other_kind =
          kind != MANI_ENTITY_NONE && its_kind != MANI_ENTITY_NONE && its_kind != kind;
      for (; i > 0 && is_better (&candidate, &best[i - 1]); i--)
        best[i] = best[i - 1];
      best[i] = candidate;
      n = MIN (n + 1, max);
    }
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (items, g_object_ref (best[i].row->item));

  return items;
}
