/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Searching with errors: the places of a text that differ from a pattern by no more than so many
 * characters inserted, deleted or replaced (Levenshtein distance).
 *
 * G. Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic
 * programming", Journal of the ACM 46(3), 1999: 64 cells of a column at a time, in blocks, and only
 * those blocks that can still matter (his section 4.2); the step is in the form of H. Hyyrö, "A
 * bit-vector algorithm for computing Levenshtein and Damerau edit distances", Nordic Journal of
 * Computing 10, 2003. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A pattern made ready; immutable, owned by who made it. */
typedef struct _ManiApproximate ManiApproximate;

/**
 * ManiApproximateHit:
 * @start: byte of the text where it begins
 * @end: byte behind its end
 * @distance: how many edits there are
 */
typedef struct
{
  gsize start;
  gsize end;
  guint distance;
} ManiApproximateHit;

/* @pattern: valid UTF-8, not empty */
ManiApproximate *mani_approximate_new (const char *pattern);

void mani_approximate_free (ManiApproximate *self);

/* The pattern's length in code points. */
guint mani_approximate_get_n_chars (const ManiApproximate *self);

/* Of each run of neighbouring ends within @max_distance the best one. Of more than @max_hits those
 * with the smallest distances are kept; those first in the text of equals.
 * @text: valid UTF-8 of @n_bytes bytes
 * Returns: (transfer full) (element-type ManiApproximateHit): in no particular order */
GArray *mani_approximate_search (const ManiApproximate *self,
                                 const char *text,
                                 gsize n_bytes,
                                 guint max_distance,
                                 guint max_hits);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiApproximate, mani_approximate_free)

G_END_DECLS
