/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows by id and in a balanced tree. A new list is gathered in sorted runs, which are merged two by
 * two until one is left. */

#include "mani-row-list.h"

/* From so many rows on that an edit touches, the list is made anew and compared. */
#define MANY_ROWS 64
/* Rows of a run as it is gathered. */
#define RUN 512
/* Steps that are done at once, before the rest waits for idle time, whatever they take; a row takes
 * three. */
#define AT_ONCE 768
/* Of the main loop, in microseconds; and steps between two looks at the clock. */
#define SLICE 3000
#define STEPS 64
/* A list view makes widgets for two hundred rows as soon as they are there: a long list shows its
 * first rows, so many a turn, before all. */
#define FIRST_ROWS 256
#define ROWS_A_TURN 32

typedef struct
{
  GSequence *sequence; /* of ManiRow */
  GHashTable *by_id;   /* its own id -> ManiRow */
} Rows;

typedef enum
{
  GATHERING,
  MERGING,
  LINKING,
  DONE,
} Phase;

/* A list under way. */
typedef struct
{
  Phase phase;
  ManiRowWalk walk;
  GPtrArray *runs; /* of GPtrArray of ManiRow, each sorted */
  GPtrArray *run;  /* that is gathered, not sorted; or that two are merged into */
  guint from_one;  /* of the first two runs, that are merged into it already */
  guint from_other;
  guint n_linked;
  Rows rows;
} Job;

typedef struct
{
  Rows rows;
  guint n_shown;    /* rows, the first ones; all unless they are being shown turn by turn */
  guint first_new;  /* then: the first of them that was not shown before */
  Job *job;         /* or NULL */
  GSequence *dying; /* rows that were shown, or NULL */
  guint source;     /* or 0 */
  gboolean is_busy;
} ManiRowListPrivate;

enum
{
  PROP_0,
  PROP_IS_BUSY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

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

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer self)
{
  return MANI_ROW_LIST_GET_CLASS (self)->compare (self, a, b);
}

static int
compare_pointers_cb (gconstpointer a, gconstpointer b, gpointer self)
{
  return compare_cb (*(ManiRow *const *) a, *(ManiRow *const *) b, self);
}

static ManiRow *
row_new (ManiRowList *self, gpointer item)
{
  ManiRow *row = g_new0 (ManiRow, 1);

  row->item = g_object_ref (item);
  row->id = g_strdup (MANI_ROW_LIST_GET_CLASS (self)->get_id (item));
  MANI_ROW_LIST_GET_CLASS (self)->set_key (self, row);

  return row;
}

static void
row_free (gpointer data)
{
  ManiRow *row = data;

  g_object_unref (row->item);
  g_free (row->id);
  g_free (row->text);
  g_free (row);
}

static void
free_sequence (GSequence *sequence)
{
  if (sequence == NULL)
    return;
  g_sequence_foreach (sequence, (GFunc) (void (*) (void)) row_free, NULL);
  g_sequence_free (sequence);
}

static void
init_rows (Rows *rows)
{
  rows->sequence = g_sequence_new (NULL);
  rows->by_id = g_hash_table_new (g_str_hash, g_str_equal);
}

/* A list under way */

static void
free_run (gpointer data)
{
  g_ptr_array_unref (data);
}

static Job *
job_new (void)
{
  Job *job = g_new0 (Job, 1);

  job->runs = g_ptr_array_new_with_free_func (free_run);
  job->run = g_ptr_array_new ();
  init_rows (&job->rows);

  return job;
}

/* With the rows that it has not given away. */
static void
job_free (Job *job)
{
  if (job->phase == MERGING)
    for (guint i = 0; i < 2 && i < job->runs->len; i++)
      g_ptr_array_remove_range (job->runs->pdata[i], 0, i == 0 ? job->from_one : job->from_other);
  if (job->phase == LINKING)
    g_ptr_array_remove_range (job->runs->pdata[0], 0, job->n_linked);
  for (guint i = 0; i < job->runs->len; i++)
    g_ptr_array_foreach (job->runs->pdata[i], (GFunc) (void (*) (void)) row_free, NULL);
  g_ptr_array_foreach (job->run, (GFunc) (void (*) (void)) row_free, NULL);
  g_ptr_array_unref (job->run);
  g_ptr_array_unref (job->runs);
  g_clear_pointer (&job->rows.by_id, g_hash_table_unref);
  free_sequence (job->rows.sequence);
  g_free (job);
}

/* What is gathered in order, as most lists are, stays one run. */
static void
end_run (ManiRowList *self, Job *job)
{
  GPtrArray *run = job->run;
  GPtrArray *last = job->runs->len > 0 ? job->runs->pdata[job->runs->len - 1] : NULL;

  g_ptr_array_sort_with_data (run, compare_pointers_cb, self);
  if (run->len > 0 && last != NULL &&
      compare_cb (last->pdata[last->len - 1], run->pdata[0], self) < 0)
    {
      for (guint i = 0; i < run->len; i++)
        g_ptr_array_add (last, run->pdata[i]);
      g_ptr_array_set_size (run, 0);
    }
  else if (run->len > 0)
    {
      g_ptr_array_add (job->runs, run);
      job->run = g_ptr_array_new ();
    }
}

static void
gather (ManiRowList *self, Job *job)
{
  ManiRowListClass *klass = MANI_ROW_LIST_GET_CLASS (self);
  gpointer item = klass->next (self, &job->walk);

  if (item != NULL && klass->is_wanted (self, item))
    g_ptr_array_add (job->run, row_new (self, item));
  if (item == NULL || job->run->len == RUN)
    end_run (self, job);
  if (item == NULL)
    job->phase = MERGING;
}

static void
merge (ManiRowList *self, Job *job)
{
  GPtrArray *one;
  GPtrArray *other;

  if (job->runs->len < 2)
    {
      if (job->runs->len == 0)
        g_ptr_array_add (job->runs, g_ptr_array_new ());
      job->phase = LINKING;
      return;
    }

  one = job->runs->pdata[0];
  other = job->runs->pdata[1];
  if (job->from_one == one->len && job->from_other == other->len)
    {
      g_ptr_array_add (job->runs, g_steal_pointer (&job->run));
      g_ptr_array_remove_range (job->runs, 0, 2);
      job->run = g_ptr_array_new ();
      job->from_one = 0;
      job->from_other = 0;
    }
  else if (job->from_other == other->len ||
           (job->from_one < one->len &&
            compare_cb (one->pdata[job->from_one], other->pdata[job->from_other], self) < 0))
    g_ptr_array_add (job->run, one->pdata[job->from_one++]);
  else
    g_ptr_array_add (job->run, other->pdata[job->from_other++]);
}

static void
link_row (ManiRowList *self, Job *job)
{
  GPtrArray *rows = job->runs->pdata[0];
  ManiRow *row;

  if (job->n_linked == rows->len)
    {
      g_ptr_array_set_size (rows, 0);
      job->n_linked = 0;
      job->phase = DONE;
      return;
    }
  row = rows->pdata[job->n_linked++];
  row->place = g_sequence_append (job->rows.sequence, row);
  g_hash_table_insert (job->rows.by_id, row->id, row);
}

static void
step (ManiRowList *self, Job *job)
{
  if (job->phase == GATHERING)
    gather (self, job);
  else if (job->phase == MERGING)
    merge (self, job);
  else if (job->phase == LINKING)
    link_row (self, job);
}

static gpointer
get_item_at (GSequenceIter *place)
{
  return ((ManiRow *) g_sequence_get (place))->item;
}

static guint
count_rows (ManiRowList *self)
{
  return g_sequence_get_length (get_private (self)->rows.sequence);
}

/* @n: as many rows as that */
static void
show_more (ManiRowList *self, guint n)
{
  ManiRowListPrivate *private = get_private (self);
  guint before = private->n_shown;

  private->n_shown = n;
  if (n > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, n - before);
}

static void
show_next (ManiRowList *self)
{
  ManiRowListPrivate *private = get_private (self);
  guint n = private->n_shown + ROWS_A_TURN;

  show_more (self,
             n > private->first_new + FIRST_ROWS ? count_rows (self) : MIN (n, count_rows (self)));
}

/* How many rows at the start, and how many at the end, are the same. */
static void
compare_rows (GSequence *old, GSequence *new, guint *start, guint *end)
{
  GSequenceIter *p = g_sequence_get_begin_iter (old);
  GSequenceIter *q = g_sequence_get_begin_iter (new);
  guint n = MIN (g_sequence_get_length (old), g_sequence_get_length (new));

  for (*start = 0; *start < n && get_item_at (p) == get_item_at (q); (*start)++)
    {
      p = g_sequence_iter_next (p);
      q = g_sequence_iter_next (q);
    }
  p = g_sequence_get_end_iter (old);
  q = g_sequence_get_end_iter (new);
  for (*end = 0; *end < n - *start; (*end)++)
    {
      p = g_sequence_iter_prev (p);
      q = g_sequence_iter_prev (q);
      if (get_item_at (p) != get_item_at (q))
        break;
    }
}

/* The new rows instead of the old ones. */
static void
show (ManiRowList *self)
{
  ManiRowListPrivate *private = get_private (self);
  GSequence *old = private->rows.sequence;
  guint n_old = private->n_shown;
  guint n_new = g_sequence_get_length (private->job->rows.sequence);
  guint start;
  guint end;

  compare_rows (old, private->job->rows.sequence, &start, &end);
  /* Not all of the old ones may have been shown. */
  start = MIN (start, n_old);
  if (n_old < (guint) g_sequence_get_length (old))
    end = 0;

  g_hash_table_unref (private->rows.by_id);
  private->rows = private->job->rows;
  init_rows (&private->job->rows);
  g_clear_pointer (&private->job, job_free);
  if (private->dying != NULL || g_sequence_get_length (old) <= AT_ONCE)
    free_sequence (old);
  else
  private->dying = old;

  if (n_new - start - end <= FIRST_ROWS)
    {
      private->n_shown = n_new;
      if (n_old != n_new || start < n_old)
        g_list_model_items_changed (G_LIST_MODEL (self), start, n_old - start - end,
                                    n_new - start - end);
      return;
    }
  private->n_shown = start;
  private->first_new = start;
  if (start < n_old)
    g_list_model_items_changed (G_LIST_MODEL (self), start, n_old - start, 0);
  show_next (self);
}

static gboolean
is_under_way (ManiRowList *self)
{
  return get_private (self)->job != NULL || get_private (self)->n_shown < count_rows (self);
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

/* @n_at_least: steps */
static void
work (ManiRowList *self, Job *job, guint n_at_least)
{
  gint64 end = g_get_monotonic_time () + SLICE;

  for (guint i = 0; job->phase != DONE; i++)
    {
      if (i >= n_at_least && i % STEPS == 0 && g_get_monotonic_time () >= end)
        return;
      step (self, job);
    }
}

static gboolean
slice_cb (gpointer data)
{
  g_autoptr (ManiRowList) self = g_object_ref (data);
  ManiRowListPrivate *private = get_private (self);
  gint64 end = g_get_monotonic_time () + SLICE;

  if (private->n_shown < count_rows (self))
    {
      show_next (self);
      set_busy (self, is_under_way (self));
      return G_SOURCE_CONTINUE;
    }
  if (private->job != NULL)
    work (self, private->job, STEPS);
  if (private->job != NULL)
    {
      if (private->job->phase == DONE)
        {
          show (self);
          set_busy (self, is_under_way (self));
        }
      return G_SOURCE_CONTINUE;
    }

  while (private->dying != NULL && g_get_monotonic_time () < end)
    for (guint i = 0; i < STEPS && private->dying != NULL; i++)
      {
        GSequenceIter *first = g_sequence_get_begin_iter (private->dying);

        if (g_sequence_iter_is_end (first))
          g_clear_pointer (&private->dying, g_sequence_free);
        else
          {
            row_free (g_sequence_get (first));
            g_sequence_remove (first);
          }
      }
  if (private->dying != NULL)
    return G_SOURCE_CONTINUE;
  private->source = 0;

  return G_SOURCE_REMOVE;
}

/* Following an edit */

static void
take_out (ManiRowList *self, ManiRow *row)
{
  guint position = g_sequence_iter_get_position (row->place);

  g_sequence_remove (row->place);
  row->place = NULL;
  get_private (self)->n_shown--;
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

static void
put_in (ManiRowList *self, ManiRow *row)
{
  row->place = g_sequence_insert_sorted (get_private (self)->rows.sequence, row, compare_cb, self);
  get_private (self)->n_shown++;
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
  g_hash_table_remove (get_private (self)->rows.by_id, row->id);
  take_out (self, row);
  row_free (row);
}

/* Its neighbours being what they are. */
static gboolean
is_in_place (ManiRowList *self, ManiRow *row)
{
  GSequenceIter *next = g_sequence_iter_next (row->place);

  if (!g_sequence_iter_is_begin (row->place) &&
      compare_cb (g_sequence_get (g_sequence_iter_prev (row->place)), row, self) > 0)
    return FALSE;

  return g_sequence_iter_is_end (next) || compare_cb (row, g_sequence_get (next), self) < 0;
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
      ManiRow *row = g_hash_table_lookup (private->rows.by_id, id);
      gpointer item = row != NULL ? look_up (self, id) : NULL;

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
      ManiRow *row = g_hash_table_lookup (private->rows.by_id, id);
      gboolean is_wanted = item != NULL && klass->is_wanted (self, item);

      if (row != NULL && !is_wanted)
        remove_row (self, row);
      else if (row == NULL && is_wanted)
        {
          row = row_new (self, item);
          g_hash_table_insert (private->rows.by_id, row->id, row);
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
  return get_private (MANI_ROW_LIST (model))->n_shown;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ManiRowListPrivate *private = get_private (MANI_ROW_LIST (model));

  return position < private->n_shown
             ? g_object_ref (
                   get_item_at (g_sequence_get_iter_at_pos (private->rows.sequence, position)))
             : NULL;
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
  g_clear_pointer (&private->job, job_free);

  G_OBJECT_CLASS (mani_row_list_parent_class)->dispose (object);
}

static void
mani_row_list_finalize (GObject *object)
{
  ManiRowListPrivate *private = get_private (MANI_ROW_LIST (object));

  g_hash_table_unref (private->rows.by_id);
  free_sequence (private->rows.sequence);
  free_sequence (private->dying);

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
}

static void
mani_row_list_init (ManiRowList *self)
{
  init_rows (&get_private (self)->rows);
}

void
mani_row_list_remake (ManiRowList *self)
{
  ManiRowListPrivate *private = get_private (self);

  g_return_if_fail (MANI_IS_ROW_LIST (self));

  g_clear_pointer (&private->job, job_free);
  private->job = job_new ();
  work (self, private->job, AT_ONCE);
  if (private->job->phase == DONE)
    show (self);
  /* Made at once, it may still come in parts. */
  if (private->source == 0 && (is_under_way (self) || private->dying != NULL))
  private->source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, slice_cb, self, NULL);
  set_busy (self, is_under_way (self));
}

void
mani_row_list_follow (ManiRowList *self, GHashTable *ids)
{
  g_return_if_fail (MANI_IS_ROW_LIST (self));

  if (g_hash_table_size (ids) == 0)
    return;
  show_more (self, count_rows (self));
  if (get_private (self)->job == NULL && g_hash_table_size (ids) <= MANY_ROWS)
    {
      follow_rows (self, ids);
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
  ManiRow *row = g_hash_table_lookup (get_private (self)->rows.by_id, id);

  if (row == NULL)
    return FALSE;
  *position = g_sequence_iter_get_position (row->place);

  return *position < get_private (self)->n_shown;
}
