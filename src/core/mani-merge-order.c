/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Merging the order of a list, and the changes that lead there with as few moves as can be. */

#include "mani-merge.h"

#include "mani-merge-private.h"

/* An order: entries' numbers. */
typedef GArray Order;

#define AT(order, i) g_array_index (order, guint, i)

static guint
find_number (ManiMerge *merge, ManiKind kind, ManiRecord *record)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (merge->by_id[kind], mani_record_get_id (record))) -
         1;
}

static ManiMergeEntry *
get_entry (ManiMerge *merge, ManiKind kind, guint number)
{
  return &g_array_index (merge->entries[kind], ManiMergeEntry, number);
}

/* The entries of @records that have a result, or (@other not NULL) that @other has too. */
static Order *
list (ManiMerge *merge, ManiKind kind, const ManiRecords *records, const gboolean *other)
{
  Order *order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < records->n; i++)
    {
      guint number = find_number (merge, kind, records->records[i]);

      if (number == G_MAXUINT)
        continue;
      if (other != NULL ? other[number] : get_entry (merge, kind, number)->result != NULL)
        g_array_append_val (order, number);
    }

  return order;
}

/* Whether what both have stands in the same order in both. */
static gboolean
agree (ManiMerge *merge, ManiKind kind, const ManiRecords *a, const ManiRecords *b)
{
  guint n_entries = merge->entries[kind]->len;
  g_autofree gboolean *in_a = g_new0 (gboolean, n_entries + 1);
  g_autofree gboolean *in_b = g_new0 (gboolean, n_entries + 1);
  g_autoptr (GArray) one = NULL;
  g_autoptr (GArray) other = NULL;

  for (guint i = 0; i < a->n; i++)
    {
      guint number = find_number (merge, kind, a->records[i]);

      if (number != G_MAXUINT)
        in_a[number] = TRUE;
    }
  for (guint i = 0; i < b->n; i++)
    {
      guint number = find_number (merge, kind, b->records[i]);

      if (number != G_MAXUINT)
        in_b[number] = TRUE;
    }
  one = list (merge, kind, a, in_b);
  other = list (merge, kind, b, in_a);
  g_assert (one->len == other->len);
  for (guint i = 0; i < one->len; i++)
    if (AT (one, i) != AT (other, i))
      return FALSE;

  return TRUE;
}

/* @first, with what only @second has put behind what it stands behind there, and behind what only
 * @first has at that place. */
static Order *
join (Order *first, Order *second, guint n_entries)
{
  g_autofree gboolean *in_first = g_new0 (gboolean, n_entries + 1);
  g_autofree gboolean *in_second = g_new0 (gboolean, n_entries + 1);
  /* next[0] is the first of the joined list, next[n + 1] the one behind entry n; 0 is the end. */
  g_autofree guint *next = g_new0 (guint, n_entries + 1);
  Order *joined = g_array_new (FALSE, FALSE, sizeof (guint));
  guint at = 0;

  for (guint i = 0; i < first->len; i++)
    {
      in_first[AT (first, i)] = TRUE;
      next[at] = AT (first, i) + 1;
      at = AT (first, i) + 1;
    }
  for (guint i = 0; i < second->len; i++)
    in_second[AT (second, i)] = TRUE;

  at = 0;
  for (guint i = 0; i < second->len; i++)
    {
      guint number = AT (second, i);

      if (!in_first[number])
        {
          while (next[at] != 0 && !in_second[next[at] - 1])
            at = next[at];
          next[number + 1] = next[at];
          next[at] = number + 1;
        }
      at = number + 1;
    }

  for (at = next[0]; at != 0; at = next[at])
    {
      guint number = at - 1;

      g_array_append_val (joined, number);
    }

  return joined;
}

/* Marks the longest run of @order that ascends in @place: what need not move (patience sorting). */
static void
mark_still (Order *order, const guint *place, gboolean *is_still)
{
  g_autofree guint *top = g_new (guint, order->len + 1);    /* index in @order, for each length */
  g_autofree guint *before = g_new (guint, order->len + 1); /* the run's index before, + 1 */
  guint n = 0;

  for (guint i = 0; i < order->len; i++)
    {
      guint where = place[AT (order, i)];
      guint low = 0;
      guint high = n;

      if (where == G_MAXUINT)
        continue;
      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (place[AT (order, top[middle])] < where)
            low = middle + 1;
          else
            high = middle;
        }
      before[i] = low > 0 ? top[low - 1] + 1 : 0;
      top[low] = i;
      n = MAX (n, low + 1);
    }
  for (guint at = n > 0 ? top[n - 1] + 1 : 0; at != 0; at = before[at - 1])
    is_still[AT (order, at - 1)] = TRUE;
}

static void
append_changes (ManiMerge *merge, ManiKind kind, Order *order)
{
  guint n_entries = merge->entries[kind]->len;
  g_autofree guint *place = g_new (guint, n_entries + 1);
  g_autofree gboolean *is_still = g_new0 (gboolean, n_entries + 1);
  g_autoptr (GArray) present = g_array_new (FALSE, FALSE, sizeof (guint)); /* as the edit has it */
  guint end = 0; /* behind what is in its final place */

  for (guint i = 0; i < n_entries; i++)
    {
      ManiMergeEntry *entry = get_entry (merge, kind, i);

      place[i] = G_MAXUINT;
      if (entry->ours == NULL)
        continue;
      if (entry->result == NULL)
        {
          mani_edit_remove (merge->edit, entry->ours);
          continue;
        }
      place[i] = present->len;
      g_array_append_val (present, i);
    }
  mark_still (order, place, is_still);

  for (guint i = 0; i < order->len; i++)
    {
      guint number = AT (order, i);
      ManiMergeEntry *entry = get_entry (merge, kind, number);
      guint at = 0;

      if (is_still[number])
        {
          /* What has yet to move away may stand between. */
          while (AT (present, end) != number)
            end++;
          end++;
          if (entry->result != entry->ours)
            mani_edit_replace (merge->edit, entry->ours, entry->result);
          continue;
        }
      if (entry->ours != NULL)
        {
          while (AT (present, at) != number)
            at++;
          g_array_remove_index (present, at);
          if (at < end)
            end--;
        }
      mani_edit_append (merge->edit, &(ManiChange){ entry->ours, entry->result, end });
      g_array_insert_val (present, end, number);
      end++;
    }
}

void
mani_merge_order (ManiMerge *merge,
                  ManiKind kind,
                  const ManiRecords *base,
                  const ManiRecords *ours,
                  const ManiRecords *theirs)
{
  g_autoptr (GArray) our_order = list (merge, kind, ours, NULL);
  g_autoptr (GArray) their_order = list (merge, kind, theirs, NULL);
  gboolean is_theirs = agree (merge, kind, base, ours) && !agree (merge, kind, base, theirs);
  g_autoptr (GArray) order = is_theirs ? join (their_order, our_order, merge->entries[kind]->len)
                                       : join (our_order, their_order, merge->entries[kind]->len);

  append_changes (merge, kind, order);
}
