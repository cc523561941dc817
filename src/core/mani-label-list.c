/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Labels are few: after each edit the lists are worked out anew, and what differs is spliced in. */

#include "mani-label-list.h"

#define N_USES 3

struct _ManiLabelItem
{
  GObject parent_instance;
  ManiLabel *label; /* NULL in a heading */
  ManiLabelUse use;
  guint uses;
  GListStore *children;
  GPtrArray *wanted; /* the children to be, while a list is worked out */
};

struct _ManiLabelList
{
  GObject parent_instance;
  ManiProject *project;
  GListStore *top;
  GHashTable *items; /* id -> item */
  ManiLabelItem *headings[N_USES];
};

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_USES,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiLabelItem, mani_label_item, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE (ManiLabelList, mani_label_list, G_TYPE_OBJECT)

static void
mani_label_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ManiLabelItem *self = MANI_LABEL_ITEM (object);

  switch (id)
    {
    case PROP_LABEL:
      g_value_set_object (value, self->label);
      break;

    case PROP_USES:
      g_value_set_uint (value, self->uses);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mani_label_item_finalize (GObject *object)
{
  ManiLabelItem *self = MANI_LABEL_ITEM (object);

  g_clear_object (&self->label);
  g_clear_object (&self->children);
  g_clear_pointer (&self->wanted, g_ptr_array_unref);

  G_OBJECT_CLASS (mani_label_item_parent_class)->finalize (object);
}

static void
mani_label_item_class_init (ManiLabelItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = mani_label_item_get_property;
  object_class->finalize = mani_label_item_finalize;

  properties[PROP_LABEL] = g_param_spec_object ("label", NULL, NULL, MANI_TYPE_LABEL,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_USES] = g_param_spec_uint ("uses", NULL, NULL, 0, G_MAXUINT, 0,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mani_label_item_init (ManiLabelItem *self)
{
  self->children = g_list_store_new (MANI_TYPE_LABEL_ITEM);
}

static void
set_item (ManiLabelItem *self, ManiLabel *label, guint uses)
{
  self->use = mani_label_get_use (label);
  if (g_set_object (&self->label, label))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
  if (self->uses == uses)
    return;
  self->uses = uses;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_USES]);
}

/* @store comes to hold @items; what is the same at both ends is left alone. */
static void
splice (GListStore *store, GPtrArray *items)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (store));
  guint start = 0;
  guint end = 0;

  for (; start < MIN (n, items->len); start++)
    {
      g_autoptr (ManiLabelItem) item = g_list_model_get_item (G_LIST_MODEL (store), start);

      if (item != items->pdata[start])
        break;
    }
  for (; end < MIN (n, items->len) - start; end++)
    {
      g_autoptr (ManiLabelItem) item = g_list_model_get_item (G_LIST_MODEL (store), n - 1 - end);

      if (item != items->pdata[items->len - 1 - end])
        break;
    }
  if (n - start - end > 0 || items->len - start - end > 0)
    g_list_store_splice (store, start, n - start - end,
                         items->len - start - end > 0 ? items->pdata + start : NULL,
                         items->len - start - end);
}

static guint
count_uses (ManiProject *project, ManiLabel *label)
{
  const char *id = mani_record_get_id (MANI_RECORD (label));

  return mani_project_count_uses (project, MANI_KIND_LABEL, id) -
         mani_project_count_uses_by (project, MANI_KIND_LABEL, id, MANI_KIND_LABEL);
}

/* The item of each label, as it now is; @lists gets where each belongs. */
static void
collect (ManiLabelList *self, GHashTable *items, GPtrArray **lists)
{
  ManiTable *labels = mani_project_get_table (self->project, MANI_KIND_LABEL);

  for (guint i = 0; i < mani_table_get_length (labels); i++)
    {
      ManiLabel *label = mani_table_get (labels, i);
      const char *id = mani_record_get_id (MANI_RECORD (label));
      ManiLabelItem *item = g_hash_table_lookup (self->items, id);

      item = item != NULL ? g_object_ref (item) : g_object_new (MANI_TYPE_LABEL_ITEM, NULL);
      item->wanted = g_ptr_array_new ();
      set_item (item, label, count_uses (self->project, label));
      g_hash_table_insert (items, g_strdup (id), item);
    }
  for (guint i = 0; i < mani_table_get_length (labels); i++)
    {
      ManiLabel *label = mani_table_get (labels, i);
      const char *parent = mani_label_get_parent (label);
      ManiLabelItem *item = g_hash_table_lookup (items, mani_record_get_id (MANI_RECORD (label)));
      ManiLabelItem *above = parent != NULL ? g_hash_table_lookup (items, parent) : NULL;

      g_ptr_array_add (above != NULL && above->use == item->use ? above->wanted : lists[item->use],
                       item);
    }
}

static void
follow_cb (ManiLabelList *self)
{
  g_autoptr (GPtrArray) top = g_ptr_array_new ();
  g_autoptr (GHashTable) items =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_autoptr (GHashTable) old = NULL;
  GPtrArray *lists[N_USES];
  GHashTableIter iter;
  gpointer item;
  guint n_uses = 0;

  for (guint use = 0; use < N_USES; use++)
    lists[use] = g_ptr_array_new ();
  collect (self, items, lists);
  for (guint use = 0; use < N_USES; use++)
    n_uses += lists[use]->len > 0;
  for (guint use = 0; use < N_USES; use++)
    {
      if (lists[use]->len > 0 && n_uses > 1)
        g_ptr_array_add (top, self->headings[use]);
      g_ptr_array_extend_and_steal (top, lists[use]);
    }

  old = g_steal_pointer (&self->items);
  self->items = g_hash_table_ref (items);
  g_hash_table_iter_init (&iter, items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    {
      ManiLabelItem *each = item;
      g_autoptr (GPtrArray) wanted = g_steal_pointer (&each->wanted);

      splice (each->children, wanted);
    }
  splice (self->top, top);
}

static void
mani_label_list_finalize (GObject *object)
{
  ManiLabelList *self = MANI_LABEL_LIST (object);

  g_clear_object (&self->top);
  g_clear_object (&self->project);
  g_clear_pointer (&self->items, g_hash_table_unref);
  for (guint use = 0; use < N_USES; use++)
    g_clear_object (&self->headings[use]);

  G_OBJECT_CLASS (mani_label_list_parent_class)->finalize (object);
}

static void
mani_label_list_class_init (ManiLabelListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mani_label_list_finalize;
}

static void
mani_label_list_init (ManiLabelList *self)
{
  self->top = g_list_store_new (MANI_TYPE_LABEL_ITEM);
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  for (guint use = 0; use < N_USES; use++)
    {
      self->headings[use] = g_object_new (MANI_TYPE_LABEL_ITEM, NULL);
      self->headings[use]->use = use;
    }
}

ManiLabel *
mani_label_item_get_label (ManiLabelItem *self)
{
  return self->label;
}

ManiLabelUse
mani_label_item_get_use (ManiLabelItem *self)
{
  return self->use;
}

guint
mani_label_item_get_uses (ManiLabelItem *self)
{
  return self->uses;
}

GListModel *
mani_label_item_get_children (ManiLabelItem *self)
{
  return G_LIST_MODEL (self->children);
}

ManiLabelList *
mani_label_list_new (ManiProject *project)
{
  ManiLabelList *self = g_object_new (MANI_TYPE_LABEL_LIST, NULL);

  self->project = g_object_ref (project);
  g_signal_connect_object (project, "notify::generation", G_CALLBACK (follow_cb), self,
                           G_CONNECT_SWAPPED);
  follow_cb (self);

  return self;
}

GListModel *
mani_label_list_get_top (ManiLabelList *self)
{
  return G_LIST_MODEL (self->top);
}

ManiLabelItem *
mani_label_list_find (ManiLabelList *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->items, id) : NULL;
}
