/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One phase after the other, each by steps that take next to no time. */

#include "mani-row-job-private.h"

/* Rows of a run as it is gathered. */
#define RUN 512
/* Between two looks at the clock; what a filter asks of a row may take a while. */
#define STEPS 16

#define N_TABLES 256
/* In bytes: more than the C library keeps apart by size. */
#define LARGER_PIECE 2048

struct _ManiRowIndex
{
  GHashTable *tables[N_TABLES]; /* each: a row's own id -> ManiRow */
};

typedef enum
{
  GATHERING,
  MERGING,
  LINKING,
  COMPARING_STARTS,
  COMPARING_ENDS,
  DONE,
} Phase;

struct _ManiRowJob
{
  ManiRowList *list; /* not owned */
  GSequence *shown;
  Phase phase;
  ManiRowWalk walk;
  GPtrArray *runs; /* of GPtrArray of ManiRow, each sorted */
  GPtrArray *run;  /* that is gathered, not sorted; or that two are merged into */
  guint from_one;  /* of the first two runs, that are merged into it already */
  guint from_other;
  guint n_linked;
  ManiRows rows;
  /* Comparing: how far it has come in both, and what is the same. */
  GSequenceIter *place;
  GSequenceIter *shown_place;
  guint n_start;
  guint n_end;
};

int
mani_row_compare (gconstpointer one, gconstpointer other, gpointer list)
{
  return MANI_ROW_LIST_GET_CLASS (list)->compare (list, one, other);
}

static int
compare_pointers_cb (gconstpointer a, gconstpointer b, gpointer list)
{
  return mani_row_compare (*(ManiRow *const *) a, *(ManiRow *const *) b, list);
}

ManiRow *
mani_row_new (ManiRowList *list, gpointer item)
{
  ManiRow *row = g_new0 (ManiRow, 1);

  row->item = g_object_ref (item);
  row->id = g_strdup (MANI_ROW_LIST_GET_CLASS (list)->get_id (item));
  MANI_ROW_LIST_GET_CLASS (list)->set_key (list, row);

  return row;
}

void
mani_row_free (ManiRow *row)
{
  g_object_unref (row->item);
  g_free (row->id);
  g_free (row->text);
  g_free (row);
}

static void
free_row_cb (gpointer row)
{
  mani_row_free (row);
}

static void
free_sequence (GSequence *sequence)
{
  g_sequence_foreach (sequence, (GFunc) (void (*) (void)) mani_row_free, NULL);
  g_sequence_free (sequence);
}

/* The upper bits: a table of its own goes by the lower ones. */
static GHashTable *
get_table (ManiRowIndex *self, const char *id)
{
  return self->tables[(g_str_hash (id) * 2654435769u) >> 24];
}

ManiRowIndex *
mani_row_index_new (void)
{
  ManiRowIndex *self = g_new (ManiRowIndex, 1);

  for (guint i = 0; i < N_TABLES; i++)
    self->tables[i] = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

void
mani_row_index_free (ManiRowIndex *self)
{
  for (guint i = 0; i < N_TABLES; i++)
    g_hash_table_unref (self->tables[i]);
  g_free (self);
}

void
mani_row_index_add (ManiRowIndex *self, ManiRow *row)
{
  g_hash_table_insert (get_table (self, row->id), row->id, row);
}

void
mani_row_index_remove (ManiRowIndex *self, ManiRow *row)
{
  g_hash_table_remove (get_table (self, row->id), row->id);
}

ManiRow *
mani_row_index_find (ManiRowIndex *self, const char *id)
{
  return g_hash_table_lookup (get_table (self, id), id);
}

void
mani_rows_init (ManiRows *rows)
{
  rows->sequence = g_sequence_new (NULL);
  rows->by_id = mani_row_index_new ();
}

void
mani_rows_clear (ManiRows *rows)
{
  g_clear_pointer (&rows->by_id, mani_row_index_free);
  g_clear_pointer (&rows->sequence, free_sequence);
}

void
mani_row_remains_init (ManiRowRemains *remains)
{
  remains->sequence = g_sequence_new (NULL);
  remains->loose = g_ptr_array_new_with_free_func (free_row_cb);
}

void
mani_row_remains_clear (ManiRowRemains *remains)
{
  g_clear_pointer (&remains->sequence, free_sequence);
  g_clear_pointer (&remains->loose, g_ptr_array_unref);
}

void
mani_row_remains_take (ManiRowRemains *remains, GSequenceIter *begin, GSequenceIter *end)
{
  g_sequence_move_range (g_sequence_get_end_iter (remains->sequence), begin, end);
}

gboolean
mani_row_remains_free_some (ManiRowRemains *remains)
{
  gint64 end = g_get_monotonic_time () + MANI_ROW_SLICE;

  do
    for (guint i = 0; i < STEPS; i++)
      {
        GSequenceIter *first = g_sequence_get_begin_iter (remains->sequence);

        if (!g_sequence_iter_is_end (first))
          {
            mani_row_free (g_sequence_get (first));
            g_sequence_remove (first);
          }
        else if (remains->loose->len > 0)
          g_ptr_array_remove_index_fast (remains->loose, remains->loose->len - 1);
        else
          return TRUE;
      }
  while (g_get_monotonic_time () < end);
  /* The C library lays small pieces aside that are freed, and joins all of them when a larger one
   * is asked for: some now rather than 100,000 later. */
  g_free (g_malloc (LARGER_PIECE));

  return FALSE;
}

static void
free_run (gpointer run)
{
  g_ptr_array_unref (run);
}

ManiRowJob *
mani_row_job_new (ManiRowList *list, GSequence *shown)
{
  ManiRowJob *self = g_new0 (ManiRowJob, 1);

  self->list = list;
  self->shown = shown;
  self->runs = g_ptr_array_new_with_free_func (free_run);
  self->run = g_ptr_array_new ();
  mani_rows_init (&self->rows);

  return self;
}

void
mani_row_job_free (ManiRowJob *self, ManiRowRemains *remains)
{
  if (self->phase == MERGING)
    for (guint i = 0; i < 2 && i < self->runs->len; i++)
      g_ptr_array_remove_range (self->runs->pdata[i], 0,
                                i == 0 ? self->from_one : self->from_other);
  if (self->phase == LINKING)
    g_ptr_array_remove_range (self->runs->pdata[0], 0, self->n_linked);
  g_ptr_array_add (self->runs, self->run);
  for (guint i = 0; i < self->runs->len; i++)
    g_ptr_array_extend (remains->loose, self->runs->pdata[i], NULL, NULL);
  g_ptr_array_unref (self->runs);
  if (self->rows.sequence != NULL)
    mani_row_remains_take (remains, g_sequence_get_begin_iter (self->rows.sequence),
                           g_sequence_get_end_iter (self->rows.sequence));
  mani_rows_clear (&self->rows);
  g_free (self);
}

/* What is gathered in order, as most lists are, stays one run. */
static void
end_run (ManiRowJob *self)
{
  GPtrArray *run = self->run;
  GPtrArray *last = self->runs->len > 0 ? self->runs->pdata[self->runs->len - 1] : NULL;

  g_ptr_array_sort_with_data (run, compare_pointers_cb, self->list);
  if (run->len > 0 && last != NULL &&
      mani_row_compare (last->pdata[last->len - 1], run->pdata[0], self->list) < 0)
    {
      for (guint i = 0; i < run->len; i++)
        g_ptr_array_add (last, run->pdata[i]);
      g_ptr_array_set_size (run, 0);
    }
  else if (run->len > 0)
    {
      g_ptr_array_add (self->runs, run);
      self->run = g_ptr_array_new ();
    }
}

static void
gather (ManiRowJob *self)
{
  ManiRowListClass *klass = MANI_ROW_LIST_GET_CLASS (self->list);
  gpointer item = klass->next (self->list, &self->walk);

  if (item != NULL && klass->is_wanted (self->list, item))
    g_ptr_array_add (self->run, mani_row_new (self->list, item));
  if (item == NULL || self->run->len == RUN)
    end_run (self);
  if (item == NULL)
    self->phase = MERGING;
}

static void
merge (ManiRowJob *self)
{
  GPtrArray *one;
  GPtrArray *other;

  if (self->runs->len < 2)
    {
      if (self->runs->len == 0)
        g_ptr_array_add (self->runs, g_ptr_array_new ());
      self->phase = LINKING;
      return;
    }

  one = self->runs->pdata[0];
  other = self->runs->pdata[1];
  if (self->from_one == one->len && self->from_other == other->len)
    {
      g_ptr_array_add (self->runs, g_steal_pointer (&self->run));
      g_ptr_array_remove_range (self->runs, 0, 2);
      self->run = g_ptr_array_new ();
      self->from_one = 0;
      self->from_other = 0;
    }
  else if (self->from_other == other->len ||
           (self->from_one < one->len &&
            mani_row_compare (one->pdata[self->from_one], other->pdata[self->from_other],
                              self->list) < 0))
    g_ptr_array_add (self->run, one->pdata[self->from_one++]);
  else
    g_ptr_array_add (self->run, other->pdata[self->from_other++]);
}

static void
link_row (ManiRowJob *self)
{
  GPtrArray *rows = self->runs->pdata[0];
  ManiRow *row;

  if (self->n_linked == rows->len)
    {
      g_ptr_array_set_size (rows, 0);
      self->place = g_sequence_get_begin_iter (self->rows.sequence);
      self->shown_place = g_sequence_get_begin_iter (self->shown);
      self->phase = COMPARING_STARTS;
      return;
    }
  row = rows->pdata[self->n_linked++];
  row->place = g_sequence_append (self->rows.sequence, row);
  mani_row_index_add (self->rows.by_id, row);
}

static gboolean
is_same (ManiRowJob *self)
{
  ManiRow *row = g_sequence_get (self->place);
  ManiRow *shown = g_sequence_get (self->shown_place);

  return row->item == shown->item;
}

static void
compare_starts (ManiRowJob *self)
{
  if (!g_sequence_iter_is_end (self->place) && !g_sequence_iter_is_end (self->shown_place) &&
      is_same (self))
    {
      self->place = g_sequence_iter_next (self->place);
      self->shown_place = g_sequence_iter_next (self->shown_place);
      self->n_start++;
      return;
    }
  self->place = g_sequence_get_end_iter (self->rows.sequence);
  self->shown_place = g_sequence_get_end_iter (self->shown);
  self->phase = COMPARING_ENDS;
}

static void
compare_ends (ManiRowJob *self)
{
  guint n = MIN (g_sequence_get_length (self->rows.sequence), g_sequence_get_length (self->shown));

  self->phase = DONE;
  if (self->n_start + self->n_end == n)
    return;
  self->place = g_sequence_iter_prev (self->place);
  self->shown_place = g_sequence_iter_prev (self->shown_place);
  if (!is_same (self))
    return;
  self->n_end++;
  self->phase = COMPARING_ENDS;
}

static void
step (ManiRowJob *self)
{
  static void (*const steps[]) (ManiRowJob * self) = {
    [GATHERING] = gather,
    [MERGING] = merge,
    [LINKING] = link_row,
    [COMPARING_STARTS] = compare_starts,
    [COMPARING_ENDS] = compare_ends,
  };

  steps[self->phase](self);
}

gboolean
mani_row_job_work (ManiRowJob *self, guint n_at_least)
{
  gint64 end = g_get_monotonic_time () + MANI_ROW_SLICE;

  for (guint i = 0; self->phase != DONE; i++)
    {
      if (i >= n_at_least && i % STEPS == 0 && g_get_monotonic_time () >= end)
        return FALSE;
      step (self);
    }

  return TRUE;
}

void
mani_row_job_take (ManiRowJob *self, ManiRows *rows, guint *n_start, guint *n_end)
{
  g_assert (self->phase == DONE);

  *rows = self->rows;
  self->rows = (ManiRows){ NULL, NULL };
  *n_start = self->n_start;
  *n_end = self->n_end;
}
