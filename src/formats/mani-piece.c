/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Gathers and sorts ranges. */

#include "mani-piece.h"

static int
compare_pieces (gconstpointer a, gconstpointer b)
{
  const ManiPiece *one = a;
  const ManiPiece *other = b;

  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  if (one->end != other->end)
    return one->end > other->end ? -1 : 1;

  return one->annotation < other->annotation ? -1 : one->annotation > other->annotation;
}

GArray *
mani_pieces_new (const ManiExport *what, guint i)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (ManiPiece));
  guint n;
  ManiAnnotation *const *annotations = mani_export_get_annotations (what, i, &n);

  for (guint k = 0; k < n; k++)
    {
      guint n_ranges;
      const ManiRange *ranges = mani_annotation_get_ranges (annotations[k], &n_ranges);

      for (guint j = 0; j < n_ranges; j++)
        {
          ManiPiece piece = { ranges[j].start, ranges[j].end, k, j == 0, j == n_ranges - 1 };

          g_array_append_val (pieces, piece);
        }
    }
  g_array_sort (pieces, compare_pieces);

  return pieces;
}
