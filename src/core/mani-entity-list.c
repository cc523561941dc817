/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Items by id, made when they are first asked for; the rows are of those that are shown. */

#include "mani-entity-list.h"

#include "mani-entity-item-private.h"

#include <string.h>

struct _ManiEntityList
{
  ManiRowList parent_instance;
  ManiProject *project;
  GHashTable *items; /* id -> ManiEntityItem */
  ManiEntityKind kind;
  char *text;
  char *folded; /* of `text`; NULL for all */
  ManiEntityOrder order;
};

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

G_DEFINE_FINAL_TYPE (ManiEntityList, mani_entity_list, MANI_TYPE_ROW_LIST)

static int
compare_items (ManiEntityItem *a, ManiEntityItem *b, ManiEntityOrder order)
{
  guint mentions_a = mani_entity_item_get_mentions (a);
  guint mentions_b = mani_entity_item_get_mentions (b);
  int by_name;

  if (order == MANI_ENTITY_ORDER_MENTIONS && mentions_a != mentions_b)
    return mentions_a > mentions_b ? -1 : 1;
  by_name = strcmp (mani_entity_item_get_collation_key (a), mani_entity_item_get_collation_key (b));
  if (by_name != 0)
    return by_name;

  return strcmp (mani_record_get_id (MANI_RECORD (mani_entity_item_get_entity (a))),
                 mani_record_get_id (MANI_RECORD (mani_entity_item_get_entity (b))));
}

static int
compare (ManiRowList *list, const ManiRow *one, const ManiRow *other)
{
  return compare_items (one->item, other->item, MANI_ENTITY_LIST (list)->order);
}

static gboolean
is_wanted (ManiRowList *list, gpointer item)
{
  ManiEntityList *self = MANI_ENTITY_LIST (list);

  return (self->kind == MANI_ENTITY_NONE || mani_entity_item_get_kind (item) == self->kind) &&
         (self->folded == NULL ||
          mani_entity_item_fit (item, self->folded) != MANI_ENTITY_FITS_NOT);
}

/* The item compares by itself. */
static void
set_key (ManiRowList *list, ManiRow *row)
{
}

static ManiEntityItem *
get_item_of (ManiEntityList *self, ManiEntity *entity)
{
  const char *id = mani_record_get_id (MANI_RECORD (entity));
  ManiEntityItem *item = g_hash_table_lookup (self->items, id);

  if (item == NULL)
    {
      item = mani_entity_item_new (entity,
                                   mani_project_count_uses (self->project, MANI_KIND_ENTITY, id));
      g_hash_table_insert (self->items, g_strdup (id), item);
    }

  return item;
}

static gpointer
next (ManiRowList *list, ManiRowWalk *walk)
{
  ManiEntityList *self = MANI_ENTITY_LIST (list);
  ManiTable *entities = mani_project_get_table (self->project, MANI_KIND_ENTITY);

  return walk->index < mani_table_get_length (entities)
             ? get_item_of (self, mani_table_get (entities, walk->index++))
             : NULL;
}

static gpointer
look_up (ManiRowList *list, const char *id)
{
  return mani_entity_list_find (MANI_ENTITY_LIST (list), id);
}

static const char *
get_id (gpointer item)
{
  return mani_record_get_id (MANI_RECORD (mani_entity_item_get_entity (item)));
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
      ManiEntity *entity = mani_project_lookup (self->project, MANI_KIND_ENTITY, id);
      ManiEntityItem *item = g_hash_table_lookup (self->items, id);

      if (item != NULL && entity != NULL)
        mani_entity_item_set (item, entity,
                              mani_project_count_uses (self->project, MANI_KIND_ENTITY, id));
      else if (item != NULL)
        g_hash_table_remove (self->items, id);
    }
  mani_row_list_follow (MANI_ROW_LIST (self), touched);
}

static void
mani_entity_list_constructed (GObject *object)
{
  ManiEntityList *self = MANI_ENTITY_LIST (object);

  G_OBJECT_CLASS (mani_entity_list_parent_class)->constructed (object);

  mani_row_list_remake (MANI_ROW_LIST (self));
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

  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->folded, g_free);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (mani_entity_list_parent_class)->finalize (object);
}

static void
mani_entity_list_class_init (ManiEntityListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  ManiRowListClass *list_class = MANI_ROW_LIST_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  list_class->item_type = MANI_TYPE_ENTITY_ITEM;
  list_class->next = next;
  list_class->look_up = look_up;
  list_class->get_id = get_id;
  list_class->is_wanted = is_wanted;
  list_class->set_key = set_key;
  list_class->compare = compare;
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
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
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
  mani_row_list_remake (MANI_ROW_LIST (self));
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
  mani_row_list_remake (MANI_ROW_LIST (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT]);
}

void
mani_entity_list_set_order (ManiEntityList *self, ManiEntityOrder order)
{
  g_return_if_fail (MANI_IS_ENTITY_LIST (self));

  if (self->order == order)
    return;
  self->order = order;
  mani_row_list_remake (MANI_ROW_LIST (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
}

ManiEntityItem *
mani_entity_list_find (ManiEntityList *self, const char *id)
{
  ManiEntity *entity = mani_project_lookup (self->project, MANI_KIND_ENTITY, id);

  return entity != NULL ? get_item_of (self, entity) : NULL;
}

typedef struct
{
  ManiEntityItem *item;
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

  return compare_items (a->item, b->item, MANI_ENTITY_ORDER_MENTIONS) < 0;
}

GPtrArray *
mani_entity_list_list_candidates (ManiEntityList *self,
                                  const char *typed,
                                  ManiEntityKind kind,
                                  guint max)
{
  ManiTable *entities = mani_project_get_table (self->project, MANI_KIND_ENTITY);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree Candidate *best = g_new (Candidate, max + 1);
  g_autofree char *folded = mani_entity_fold (typed);
  guint n = 0;

  for (guint j = 0; j < mani_table_get_length (entities); j++)
    {
      ManiEntityItem *item = get_item_of (self, mani_table_get (entities, j));
      ManiEntityKind its_kind = mani_entity_item_get_kind (item);
      Candidate candidate = { item, FALSE, mani_entity_item_fit (item, folded) };
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
    g_ptr_array_add (items, g_object_ref (best[i].item));

  return items;
}
