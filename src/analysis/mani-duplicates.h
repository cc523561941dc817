/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Articles that are there twice: of the same text, or of nearly the same (an agency's report in two
 * papers, a corrected version).
 *
 * Texts are compared by their shingles, all runs of four words, folded (Broder, "On the resemblance
 * and containment of documents", 1997): the share of the shingles of both that they have in common,
 * estimated from the 256 of least hash (a bottom-k sketch; standard error 3 %). So the order of
 * paragraphs counts little and length costs nothing. A shingle that over a hundred articles have
 * (a line that a paper puts under each) leads to no candidate. */

#pragma once

#include "mani-article.h"
#include "mani-snapshot.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* From which likeness on two texts are nearly the same. Measured on prose of several languages:
 * with one word in ten changed, dropped or doubled at random, 0.45 and more is left, with one in
 * seven 0.29; different texts stay under 0.01 (tests/analysis/test-duplicates.c makes the like). */
#define MANI_DUPLICATES_LIKENESS 0.3

/**
 * ManiDuplicate:
 * @first: the one that stands before in the project
 * @other: the one that is like it
 * @likeness: 0 to 1
 * @is_exact: the texts are the same, byte for byte
 */
typedef struct
{
  ManiArticle *first;
  ManiArticle *other;
  double likeness;
  gboolean is_exact;
} ManiDuplicate;

/**
 * mani_duplicates_find:
 * @likeness: from which on pairs are told: MANI_DUPLICATES_LIKENESS
 *
 * Of articles of the same text each later one is told with the first, and only the first is
 * compared with others. Any thread.
 *
 * Errors: G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type ManiDuplicate): the likest pair first, then in the order
 * of the articles; articles are borrowed from @snapshot
 */
GArray *mani_duplicates_find (ManiSnapshot *snapshot,
                              double likeness,
                              GCancellable *cancellable,
                              GError **error);

/* In a thread; the array of the answer holds references to its articles. */
void mani_duplicates_find_async (ManiSnapshot *snapshot,
                                 double likeness,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GArray *mani_duplicates_find_finish (GAsyncResult *result, GError **error);

/* Of two texts. */
double mani_duplicates_compare (const char *a, const char *b);

G_END_DECLS
