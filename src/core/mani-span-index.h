/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An index over spans: which of them cover a place, which overlap a stretch.
 *
 * An implicit interval tree over an array sorted by start (Heng Li, "cgranges", 2019: the tree's
 * shape is given by the positions alone, each node holds the largest end below it). 12 bytes a
 * span; a query costs the logarithm plus its hits. A span that comes or goes costs a move of what
 * is behind it, and the first query after that a pass over the array.
 *
 * Offsets are code points, half-open. An empty span at a place counts as covering that place, and
 * as overlapping any stretch that holds or touches it. */

#pragma once

#include "mani-range.h"

G_BEGIN_DECLS

typedef struct _ManiSpanIndex ManiSpanIndex;

/* @spans: ascending by start; copied. */
ManiSpanIndex *mani_span_index_new (const ManiRange *spans, guint n);
void mani_span_index_free (ManiSpanIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiSpanIndex, mani_span_index_free)

/* The order has to stay ascending by start when all of an edit is done, not in between. */
void mani_span_index_insert (ManiSpanIndex *index, guint position, ManiRange span);
void mani_span_index_remove (ManiSpanIndex *index, guint position);
ManiRange mani_span_index_get (const ManiSpanIndex *index, guint position);

/* Appends to @hits (of guint) the numbers of the spans that overlap [@start, @end), ascending. With
 * @start == @end: of those that cover that place, start included, end not. */
void mani_span_index_query (ManiSpanIndex *index, guint start, guint end, GArray *hits);

G_END_DECLS
