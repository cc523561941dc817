/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Records in an array that is copied on write, with what has changed since listeners last heard. */

#include "mani-table.h"

#include "mani-annotation.h"
#include "mani-table-private.h"

#include <string.h>

struct _ManiTable
{
  GObject parent_instance;
  GType item_type;
  GCompareFunc compare;
  ManiRecords *records;
  ManiSpanIndex *index; /* of extents; NULL until first asked for */

  /* Since the last flush: how many there were, and how many at either end were not touched. */
  gboolean is_changed;
  guint n_before;
  guint n_head;
  guint n_tail;
};

static void mani_table_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ManiTable,
                               mani_table,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      mani_table_list_model_init))

static ManiRecords *
records_new (guint allocated)
{
  ManiRecords *self = g_new0 (ManiRecords, 1);

  g_atomic_ref_count_init (&self->references);
  self->allocated = MAX (allocated, 4);
  self->records = g_new (ManiRecord *, self->allocated);

  return self;
}

ManiRecords *
mani_records_ref (ManiRecords *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
mani_records_unref (ManiRecords *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  for (guint i = 0; i < self->n; i++)
    g_object_unref (self->records[i]);
  g_free (self->records);
  g_free (self);
}

/* Makes the array this table's own, with room for @more. */
static void
prepare_change (ManiTable *self, guint more)
{
  ManiRecords *old = self->records;

  if (!g_atomic_ref_count_compare (&old->references, 1))
    {
      self->records = records_new (old->n + more);
      self->records->n = old->n;
      for (guint i = 0; i < old->n; i++)
        self->records->records[i] = g_object_ref (old->records[i]);
      mani_records_unref (old);
    }
  else if (old->n + more > old->allocated)
    {
      old->allocated = MAX (old->n + more, old->allocated + old->allocated / 2);
      old->records = g_renew (ManiRecord *, old->records, old->allocated);
    }
}

/* @position, where something was done, with @n_after records behind that place. */
static void
note_change (ManiTable *self, guint n_before, guint position, guint n_after)
{
  if (!self->is_changed)
    {
      self->is_changed = TRUE;
      self->n_before = n_before;
      self->n_head = position;
      self->n_tail = n_after;
      return;
    }
  self->n_head = MIN (self->n_head, position);
  self->n_tail = MIN (self->n_tail, n_after);
}

static void
mani_table_finalize (GObject *object)
{
  ManiTable *self = MANI_TABLE (object);

  g_clear_pointer (&self->index, mani_span_index_free);
  g_clear_pointer (&self->records, mani_records_unref);

  G_OBJECT_CLASS (mani_table_parent_class)->finalize (object);
}

static void
mani_table_class_init (ManiTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mani_table_finalize;
}

static void
mani_table_init (ManiTable *self)
{
  self->records = records_new (0);
}

static GType
mani_table_get_item_type (GListModel *model)
{
  return MANI_TABLE (model)->item_type;
}

static guint
mani_table_get_n_items (GListModel *model)
{
  return MANI_TABLE (model)->records->n;
}

static gpointer
mani_table_get_item (GListModel *model, guint position)
{
  gpointer record = mani_table_get (MANI_TABLE (model), position);

  return record != NULL ? g_object_ref (record) : NULL;
}

static void
mani_table_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = mani_table_get_item_type;
  iface->get_n_items = mani_table_get_n_items;
  iface->get_item = mani_table_get_item;
}

ManiTable *
mani_table_new (GType item_type, GCompareFunc compare)
{
  ManiTable *self = g_object_new (MANI_TYPE_TABLE, NULL);

  self->item_type = item_type;
  self->compare = compare;

  return self;
}

guint
mani_table_get_length (ManiTable *self)
{
  return self->records->n;
}

gpointer
mani_table_get (ManiTable *self, guint position)
{
  return position < self->records->n ? self->records->records[position] : NULL;
}

/* First position whose record does not come before @record. */
static guint
find_place (ManiTable *self, ManiRecord *record)
{
  guint low = 0;
  guint high = self->records->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->compare (self->records->records[middle], record) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

gboolean
mani_table_find (ManiTable *self, ManiRecord *record, guint *position)
{
  if (self->compare != NULL)
    *position = find_place (self, record);
  else
    for (*position = 0; *position < self->records->n; (*position)++)
      if (self->records->records[*position] == record)
        break;

  return mani_table_get (self, *position) == record;
}

ManiRecords *
mani_table_snapshot (ManiTable *self)
{
  return mani_records_ref (self->records);
}

static int
compare_pointees (gconstpointer a, gconstpointer b, gpointer compare)
{
  return ((GCompareFunc) compare) (*(gconstpointer *) a, *(gconstpointer *) b);
}

static void
sort_records (GPtrArray *records, GCompareFunc compare)
{
  for (guint i = 1; i < records->len; i++)
    if (compare (records->pdata[i - 1], records->pdata[i]) > 0)
      {
        g_ptr_array_sort_with_data (records, compare_pointees, compare);
        return;
      }
}

void
mani_table_fill (ManiTable *self, GPtrArray *records)
{
  g_return_if_fail (self->records->n == 0);

  if (self->compare != NULL)
    sort_records (records, self->compare);
  prepare_change (self, records->len);
  for (guint i = 0; i < records->len; i++)
    self->records->records[i] = g_object_ref (records->pdata[i]);
  self->records->n = records->len;
}

guint
mani_table_insert (ManiTable *self, ManiRecord *record, guint position)
{
  guint n = self->records->n;

  position = self->compare != NULL ? find_place (self, record) : MIN (position, n);
  prepare_change (self, 1);
  memmove (&self->records->records[position + 1], &self->records->records[position],
           (n - position) * sizeof (ManiRecord *));
  self->records->records[position] = g_object_ref (record);
  self->records->n++;
  if (self->index != NULL)
    mani_span_index_insert (self->index, position,
                            mani_annotation_get_extent (MANI_ANNOTATION (record)));
  note_change (self, n, position, n - position);

  return position;
}

void
mani_table_remove (ManiTable *self, guint position)
{
  guint n = self->records->n;
  ManiRecord *record;

  g_return_if_fail (position < n);

  prepare_change (self, 0);
  record = self->records->records[position];
  memmove (&self->records->records[position], &self->records->records[position + 1],
           (n - position - 1) * sizeof (ManiRecord *));
  self->records->n--;
  if (self->index != NULL)
    mani_span_index_remove (self->index, position);
  note_change (self, n, position, n - position - 1);
  g_object_unref (record);
}

/* To ask a record for its extent costs far more than to look it up in the index that was. */
static void
renew_index (ManiTable *self, ManiRecords *merged, GHashTable *gone)
{
  ManiRecords *old = self->records;
  g_autofree ManiRange *extents = g_new (ManiRange, merged->n + 1);
  guint next = 0;

  for (guint i = 0; i < merged->n; i++)
    {
      ManiRecord *record = merged->records[i];

      while (next < old->n && g_hash_table_contains (gone, old->records[next]))
        next++;
      extents[i] = next < old->n && old->records[next] == record
                       ? mani_span_index_get (self->index, next++)
                       : mani_annotation_get_extent (MANI_ANNOTATION (record));
    }
  mani_span_index_free (self->index);
  self->index = mani_span_index_new (extents, merged->n);
}

void
mani_table_change (ManiTable *self, GPtrArray *removed, GPtrArray *added)
{
  ManiRecords *old = self->records;
  g_autoptr (GHashTable) gone = g_hash_table_new (NULL, NULL);
  ManiRecords *merged = records_new (old->n + added->len);
  guint next = 0;
  guint head = 0;
  guint tail = 0;

  for (guint i = 0; i < removed->len; i++)
    g_hash_table_add (gone, removed->pdata[i]);
  sort_records (added, self->compare);

  for (guint i = 0; i < old->n; i++)
    {
      ManiRecord *record = old->records[i];

      if (g_hash_table_contains (gone, record))
        continue;
      while (next < added->len && self->compare (added->pdata[next], record) < 0)
        merged->records[merged->n++] = g_object_ref (added->pdata[next++]);
      merged->records[merged->n++] = g_object_ref (record);
    }
  while (next < added->len)
    merged->records[merged->n++] = g_object_ref (added->pdata[next++]);

  while (head < old->n && head < merged->n && old->records[head] == merged->records[head])
    head++;
  while (tail < old->n - head && tail < merged->n - head &&
         old->records[old->n - 1 - tail] == merged->records[merged->n - 1 - tail])
    tail++;
  note_change (self, old->n, head, tail);

  if (self->index != NULL)
    renew_index (self, merged, gone);
  self->records = merged;
  mani_records_unref (old);
}

void
mani_table_flush (ManiTable *self)
{
  guint head;
  guint tail;

  if (!self->is_changed)
    return;

  self->is_changed = FALSE;
  head = MIN (self->n_head, MIN (self->n_before, self->records->n));
  tail = MIN (self->n_tail, MIN (self->n_before, self->records->n) - head);
  if (self->n_before > head + tail || self->records->n > head + tail)
    g_list_model_items_changed (G_LIST_MODEL (self), head, self->n_before - head - tail,
                                self->records->n - head - tail);
}

static gboolean
touches (ManiAnnotation *annotation, guint start, guint end)
{
  guint n;
  const ManiRange *ranges = mani_annotation_get_ranges (annotation, &n);

  for (guint i = 0; i < n; i++)
    {
      gboolean is_empty = ranges[i].start == ranges[i].end;

      if (is_empty ? ranges[i].start >= start && ranges[i].start <= end
                   : ranges[i].end > start &&
                         (start == end ? ranges[i].start <= start : ranges[i].start < end))
        return TRUE;
    }

  return FALSE;
}

void
mani_table_query (ManiTable *self, guint start, guint end, GArray *hits)
{
  guint first = hits->len;
  guint kept = first;

  if (self->index == NULL)
    {
      g_autofree ManiRange *extents = g_new (ManiRange, self->records->n + 1);

      for (guint i = 0; i < self->records->n; i++)
        extents[i] = mani_annotation_get_extent (MANI_ANNOTATION (self->records->records[i]));
      self->index = mani_span_index_new (extents, self->records->n);
    }

  /* The index knows extents. What lies in a gap of a discontinuous passage is sorted out here; that
   * an empty range at the edge of one counts when it is touched, the wider question sees to. */
  mani_span_index_query (self->index, MAX (start, 1) - 1, MIN (end, G_MAXUINT - 1) + 1, hits);
  for (guint i = first; i < hits->len; i++)
    {
      guint hit = g_array_index (hits, guint, i);

      if (touches (MANI_ANNOTATION (self->records->records[hit]), start, end))
        g_array_index (hits, guint, kept++) = hit;
    }
  g_array_set_size (hits, kept);
}
