/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Greedy: in order of length, each mark takes the first lane that is free over all its extent. */

#include "mani-mark-lanes.h"

static int
compare_length (gconstpointer a, gconstpointer b, gpointer data)
{
  const ManiRange *marks = data;
  guint i = *(const guint *) a;
  guint j = *(const guint *) b;
  guint length_i = marks[i].end - marks[i].start;
  guint length_j = marks[j].end - marks[j].start;

  if (length_i != length_j)
    return length_i < length_j ? -1 : 1;
  return i < j ? -1 : i > j;
}

void
mani_mark_lanes_assign (const ManiRange *marks, guint n, guint *lanes)
{
  g_autofree guint *order = g_new (guint, n + 1);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, n, sizeof (guint), compare_length, (gpointer) marks);

  for (guint i = 0; i < n; i++)
    {
      const ManiRange *mark = &marks[order[i]];
      guint64 taken = 0;
      guint lane = 0;

      for (guint j = 0; j < i; j++)
        {
          const ManiRange *other = &marks[order[j]];

          if (other->start < mark->end && mark->start < other->end && lanes[order[j]] < 64)
            taken |= G_GUINT64_CONSTANT (1) << lanes[order[j]];
        }
      while (lane < 63 && (taken & (G_GUINT64_CONSTANT (1) << lane)) != 0)
        lane++;
      lanes[order[i]] = mark->start == mark->end ? 0 : lane;
    }
}
