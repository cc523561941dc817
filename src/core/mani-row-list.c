/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows by id and in a balanced tree. A new list is made by a ManiRowJob; then rows go and come. */

#include "mani-row-list.h"

#include "mani-row-job-private.h"

/* From so many rows on that an edit touches, the list is made anew and compared. */
#define MANY_ROWS 64
/* Steps that are done at once, before the rest waits for idle time, whatever they take. */
#define AT_ONCE 400
/* A list view makes widgets for two hundred rows as soon as they are there, and unmakes them when
 * they go: more than @WHOLE_ROWS go and come a few at a time, until only such are left that a view
 * makes no widgets for. */
#define WHOLE_ROWS 64
#define ROWS_AT_A_TIME 8
#define SEEN_ROWS 256
/* In milliseconds. */
#define FRAME 16

typedef enum
{
  MAKING,
  LEAVING, /* rows that were shown go */
  COMING,  /* new ones come */
} Phase;

typedef struct
{
  ManiRows rows;   /* those that are shown; by_id may know others, which wait or have gone */
  ManiRowJob *job; /* MAKING, or NULL */
  Phase phase;     /* MAKING also when nothing is under way */
  ManiRows fresh;  /* LEAVING and COMING: those that have not come */
  guint n_start;   /* then: what stays at the start, and what at the end */
  guint n_end;
  guint n_come;
  guint first_seen; /* what a view said at last */
  guint n_seen;
  ManiRowRemains remains;
  guint source; /* or 0 */
  gboolean is_busy;
} ManiRowListPrivate;

enum
{
  PROP_0,
  PROP_IS_BUSY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

enum
{
  LEAVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (ManiRowList,
                                  mani_row_list,
                                  G_TYPE_OBJECT,
                                  G_ADD_PRIVATE (ManiRowList)
                                      G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static ManiRowListPrivate *
get_private (ManiRowList *self)
{
  return mani_row_list_get_instance_private (self);
}

static gpointer
look_up (ManiRowList *self, const char *id)
{
  return MANI_ROW_LIST_GET_CLASS (self)->look_up (self, id);
}

static guint
count_rows (ManiRowList *self)
{
  return g_sequence_get_length (get_private (self)->rows.sequence);
}

static GSequenceIter *
get_place (ManiRowList *self, guint position)
{
  return g_sequence_get_iter_at_pos (get_private (self)->rows.sequence, position);
}

static gboolean
is_shown (ManiRowList *self, ManiRow *row)
{
  return row->place != NULL &&
         g_sequence_iter_get_sequence (row->place) == get_private (self)->rows.sequence;
}

static gboolean
is_under_way (ManiRowList *self)
{
  return get_private (self)->job != NULL || get_private (self)->phase != MAKING;
}

static void
set_busy (ManiRowList *self, gboolean is_busy)
{
  ManiRowListPrivate *private = get_private (self);

  if (private->is_busy == is_busy)
    return;
  private->is_busy = is_busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_BUSY]);
}

/* Rows go and come */

static void
clear_job (ManiRowList *self)
{
  ManiRowListPrivate *private = get_private (self);

  if (private->job != NULL)
    mani_row_job_free (g_steal_pointer (&private->job), &private->remains);
}

/* Between the rows that stay. */
static guint
count_leaving (ManiRowList *self)
{
  ManiRowListPrivate *private = get_private (self);

  return count_rows (self) - private->n_start - private->n_end;
}

static guint
count_coming (ManiRowList *self)
{
  return g_sequence_get_length (get_private (self)->fresh.sequence);
}

/* Both at once: what goes from @position on, and the first that come. */
static void
replace (ManiRowList *self, guint position, guint n_leave, guint n_come)
{
  ManiRowListPrivate *private = get_private (self);

  if (n_leave > 0)
    mani_row_remains_take (&private->remains, get_place (self, position),
                           get_place (self, position + n_leave));
  if (n_come > 0)
    g_sequence_move_range (get_place (self, position),
                           g_sequence_get_begin_iter (private->fresh.sequence),
                           g_sequence_get_iter_at_pos (private->fresh.sequence, n_come));
  private->n_come += n_come;
  if (n_leave > 0 || n_come > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, n_leave, n_come);
}

/* The new list is the one that is shown, but for the rows that have not come: what is the same
 * changes places unnoticed. */
static void
adopt (ManiRowList *self)
{
  ManiRowListPrivate *private = get_private (self);
  GSequence *fresh = private->fresh.sequence;
  guint end = count_rows (self) - private->n_end;

  mani_row_remains_take (&private->remains, get_place (self, end), get_place (self, G_MAXINT));
  g_sequence_move_range (
      get_place (self, G_MAXINT),
      g_sequence_get_iter_at_pos (fresh, g_sequence_get_length (fresh) - private->n_end),
      g_sequence_get_end_iter (fresh));
  mani_row_remains_take (&private->remains, get_place (self, 0),
                         get_place (self, private->n_start));
  g_sequence_move_range (get_place (self, 0), g_sequence_get_begin_iter (fresh),
                         g_sequence_get_iter_at_pos (fresh, private->n_start));
  mani_row_index_free (private->rows.by_id);
  private->rows.by_id = g_steal_pointer (&private->fresh.by_id);
  private->n_come = 0;
  private->phase = COMING;
}

/* What has not come waits for the next list. */
static void
stop (ManiRowList *self)
{
  ManiRowListPrivate *private = get_private (self);

  if (private->phase == MAKING)
    return;
  mani_row_remains_take (&private->remains, g_sequence_get_begin_iter (private->fresh.sequence),
                         g_sequence_get_end_iter (private->fresh.sequence));
  mani_rows_clear (&private->fresh);
  private->phase = MAKING;
}

/* All that is left goes and comes. */
static void
finish (ManiRowList *self)
{
  ManiRowListPrivate *private = get_private (self);
  guint n_leave = 0;

  if (private->phase == LEAVING)
    {
      n_leave = count_leaving (self);
      adopt (self);
    }
  if (private->phase == COMING)
    replace (self, private->n_start + private->n_come, n_leave, count_coming (self));
  stop (self);
}

/* First all that a view has no widgets for, then the others from the last on. */
static void
leave (ManiRowList *self)
{
  ManiRowListPrivate *private = get_private (self);
  gint64 until = g_get_monotonic_time () + MANI_ROW_SLICE;
  guint first = private->n_start;
  guint end = first + count_leaving (self);
  guint behind;
  guint before;

  private->first_seen = 0;
  private->n_seen = SEEN_ROWS;
  g_signal_emit (self, signals[LEAVE], 0);
  behind = CLAMP (private->first_seen + private->n_seen, first, end);
  before = CLAMP (private->first_seen, first, behind);
  replace (self, behind, end - behind, 0);
  replace (self, first, before - first, 0);
  while (count_leaving (self) > 0 && g_get_monotonic_time () < until)
    {
      guint n = MIN (count_leaving (self), ROWS_AT_A_TIME);

      replace (self, first + count_leaving (self) - n, n, 0);
    }
  if (count_leaving (self) == 0)
    adopt (self);
}

static void
come (ManiRowList *self)
{
  ManiRowListPrivate *private = get_private (self);
  gint64 until = g_get_monotonic_time () + MANI_ROW_SLICE;

  while (private->n_come < SEEN_ROWS && count_coming (self) > 0 && g_get_monotonic_time () < until)
    replace (self, private->n_start + private->n_come, 0,
             MIN (count_coming (self), ROWS_AT_A_TIME));
  if (private->n_come >= SEEN_ROWS || count_coming (self) == 0)
    finish (self);
}

/* What the job has made is there. */
static void
begin (ManiRowList *self)
{
  ManiRowListPrivate *private = get_private (self);
  guint n_same;

  mani_row_job_take (private->job, &private->fresh, &private->n_start, &private->n_end);
  clear_job (self);
  private->phase = LEAVING;
  n_same = private->n_start + private->n_end;
  if (count_leaving (self) <= WHOLE_ROWS && count_coming (self) - n_same <= WHOLE_ROWS)
    finish (self);
}

static void schedule (ManiRowList *self);

static gboolean
slice_cb (gpointer data)
{
  g_autoptr (ManiRowList) self = g_object_ref (data);
  ManiRowListPrivate *private = get_private (self);
  gboolean is_all = FALSE;

  private->source = 0;
  if (private->phase == LEAVING)
    leave (self);
  else if (private->phase == COMING)
    come (self);
  else if (private->job == NULL)
    is_all = mani_row_remains_free_some (&private->remains);
  else if (mani_row_job_work (private->job, 0))
    begin (self);
  if (!is_all)
    schedule (self);
  set_busy (self, is_under_way (self));

  return G_SOURCE_REMOVE;
}

/* Rows that have come are to be shown before others come. */
static void
schedule (ManiRowList *self)
{
  ManiRowListPrivate *private = get_private (self);

  if (private->source == 0)
  private->source = private->phase == COMING
                        ? g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, FRAME, slice_cb, self, NULL)
                        : g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, slice_cb, self, NULL);
}

/* Following an edit */

static void
take_out (ManiRowList *self, ManiRow *row)
{
  guint position = g_sequence_iter_get_position (row->place);

  g_sequence_remove (row->place);
  row->place = NULL;
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static void
put_in (ManiRowList *self, ManiRow *row)
{
  row->place =
      g_sequence_insert_sorted (get_private (self)->rows.sequence, row, mani_row_compare, self);
  g_list_model_items_changed (G_LIST_MODEL (self), g_sequence_iter_get_position (row->place), 0, 1);
}

static void
tell_row (ManiRowList *self, ManiRow *row)
{
  g_list_model_items_changed (G_LIST_MODEL (self), g_sequence_iter_get_position (row->place), 1, 1);
}

static void
remove_row (ManiRowList *self, ManiRow *row)
{
  mani_row_index_remove (get_private (self)->rows.by_id, row);
  take_out (self, row);
  mani_row_free (row);
}

/* Its neighbours being what they are. */
static gboolean
is_in_place (ManiRowList *self, ManiRow *row)
{
  GSequenceIter *next = g_sequence_iter_next (row->place);

  if (!g_sequence_iter_is_begin (row->place) &&
      mani_row_compare (g_sequence_get (g_sequence_iter_prev (row->place)), row, self) > 0)
    return FALSE;

  return g_sequence_iter_is_end (next) || mani_row_compare (row, g_sequence_get (next), self) < 0;
}

/* First out with all that are not in place, which may show that another is not. */
static void
take_out_displaced (ManiRowList *self, GPtrArray *rows)
{
  gboolean is_sorted = FALSE;

  while (!is_sorted)
    {
      is_sorted = TRUE;
      for (guint i = 0; i < rows->len; i++)
        {
          ManiRow *row = rows->pdata[i];

          if (row->place == NULL || is_in_place (self, row))
            continue;
          take_out (self, row);
          is_sorted = FALSE;
        }
    }
}

/* The old order stays until the new list is there. */
static void
follow_in_place (ManiRowList *self, GHashTable *ids)
{
  ManiRowListPrivate *private = get_private (self);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      ManiRow *row = mani_row_index_find (private->rows.by_id, id);
      gpointer item;

      /* It waits, or has gone. */
      if (row != NULL && !is_shown (self, row))
        row = NULL;
      item = row != NULL ? look_up (self, id) : NULL;
      if (row != NULL && item == NULL)
        remove_row (self, row);
      else if (row != NULL && row->item != item)
        {
          g_set_object ((GObject **) &row->item, item);
          tell_row (self, row);
        }
    }
}

static void
follow_rows (ManiRowList *self, GHashTable *ids)
{
  ManiRowListPrivate *private = get_private (self);
  ManiRowListClass *klass = MANI_ROW_LIST_GET_CLASS (self);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GHashTable) replaced = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      gpointer item = look_up (self, id);
      ManiRow *row = mani_row_index_find (private->rows.by_id, id);
      gboolean is_wanted = item != NULL && klass->is_wanted (self, item);

      if (row != NULL && !is_wanted)
        remove_row (self, row);
      else if (row == NULL && is_wanted)
        {
          row = mani_row_new (self, item);
          mani_row_index_add (private->rows.by_id, row);
          g_ptr_array_add (rows, row);
        }
      else if (row != NULL)
        {
          if (g_set_object ((GObject **) &row->item, item))
            g_hash_table_add (replaced, row);
          g_clear_pointer (&row->text, g_free);
          klass->set_key (self, row);
          g_ptr_array_add (rows, row);
        }
    }

  take_out_displaced (self, rows);
  for (guint i = 0; i < rows->len; i++)
    {
      ManiRow *row = rows->pdata[i];

      if (row->place == NULL)
        put_in (self, row);
      else if (g_hash_table_contains (replaced, row))
        tell_row (self, row);
    }
}

static GType
get_item_type (GListModel *model)
{
  return MANI_ROW_LIST_GET_CLASS (model)->item_type;
}

static guint
get_n_items (GListModel *model)
{
  return count_rows (MANI_ROW_LIST (model));
}

static gpointer
get_item (GListModel *model, guint position)
{
  ManiRowList *self = MANI_ROW_LIST (model);
  ManiRow *row = position < count_rows (self) ? g_sequence_get (get_place (self, position)) : NULL;

  return row != NULL ? g_object_ref (row->item) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
mani_row_list_dispose (GObject *object)
{
  ManiRowListPrivate *private = get_private (MANI_ROW_LIST (object));

  g_clear_handle_id (&private->source, g_source_remove);
  clear_job (MANI_ROW_LIST (object));

  G_OBJECT_CLASS (mani_row_list_parent_class)->dispose (object);
}

static void
mani_row_list_finalize (GObject *object)
{
  ManiRowListPrivate *private = get_private (MANI_ROW_LIST (object));

  mani_rows_clear (&private->rows);
  mani_rows_clear (&private->fresh);
  mani_row_remains_clear (&private->remains);

  G_OBJECT_CLASS (mani_row_list_parent_class)->finalize (object);
}

static void
mani_row_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_IS_BUSY)
    g_value_set_boolean (value, mani_row_list_is_busy (MANI_ROW_LIST (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_row_list_class_init (ManiRowListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mani_row_list_dispose;
  object_class->finalize = mani_row_list_finalize;
  object_class->get_property = mani_row_list_get_property;
  properties[PROP_IS_BUSY] =
      g_param_spec_boolean ("is-busy", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[LEAVE] = g_signal_new ("leave", MANI_TYPE_ROW_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
mani_row_list_init (ManiRowList *self)
{
  mani_rows_init (&get_private (self)->rows);
  mani_row_remains_init (&get_private (self)->remains);
}

void
mani_row_list_remake (ManiRowList *self)
{
  ManiRowListPrivate *private = get_private (self);

  g_return_if_fail (MANI_IS_ROW_LIST (self));

  clear_job (self);
  stop (self);
  private->job = mani_row_job_new (self, private->rows.sequence);
  if (mani_row_job_work (private->job, AT_ONCE))
    begin (self);
  schedule (self);
  set_busy (self, is_under_way (self));
}

void
mani_row_list_follow (ManiRowList *self, GHashTable *ids)
{
  g_return_if_fail (MANI_IS_ROW_LIST (self));

  if (g_hash_table_size (ids) == 0)
    return;
  finish (self);
  if (get_private (self)->job == NULL && g_hash_table_size (ids) <= MANY_ROWS)
    {
      follow_rows (self, ids);
      set_busy (self, is_under_way (self));
      return;
    }
  if (g_hash_table_size (ids) <= MANY_ROWS)
    follow_in_place (self, ids);
  mani_row_list_remake (self);
}

gboolean
mani_row_list_is_busy (ManiRowList *self)
{
  return get_private (self)->is_busy;
}

gboolean
mani_row_list_find (ManiRowList *self, const char *id, guint *position)
{
  ManiRow *row = mani_row_index_find (get_private (self)->rows.by_id, id);

  if (row == NULL || !is_shown (self, row))
    return FALSE;
  *position = g_sequence_iter_get_position (row->place);

  return TRUE;
}

void
mani_row_list_set_seen (ManiRowList *self, guint first, guint n)
{
  g_return_if_fail (MANI_IS_ROW_LIST (self));

  get_private (self)->first_seen = first;
  get_private (self)->n_seen = n;
}
