/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Underline lanes: marks that overlap get underlines one below the other; pure.
 *
 * The shorter a mark, the nearer to the text: of nested marks the inner one touches the words and
 * the outer one runs below it, as people underline on paper. */

#pragma once

#include "mani-range.h"

G_BEGIN_DECLS

/* Lanes from 0, the nearest to the text. Marks that overlap never share one of the first 63; empty
 * ranges take none (0). Of two of the same length the one that comes first is nearer. */
void mani_mark_lanes_assign (const ManiRange *marks, guint n, guint *lanes);

G_END_DECLS
