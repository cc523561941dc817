/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A hit of a search, ready to be shown: what has the words, where, and what stands around them.
 * Immutable; made by #ManiSearch when it is asked for. Not for keeping millions: those are
 * #ManiSearchMatch. */

#pragma once

#include "mani-search-run.h"

G_BEGIN_DECLS

/* About so many characters are shown on either side of a hit. */
#define MANI_SEARCH_CONTEXT 40

#define MANI_TYPE_SEARCH_HIT (mani_search_hit_get_type ())
G_DECLARE_FINAL_TYPE (ManiSearchHit, mani_search_hit, MANI, SEARCH_HIT, GObject)

/* @is_first: the first of its article, or of what belongs to no article */
ManiSearchHit *mani_search_hit_new (const ManiSearchMatch *match, gboolean is_first);

/* Borrowed from the hit, which keeps its records. */
const ManiSearchMatch *mani_search_hit_get_match (ManiSearchHit *hit);
const ManiField *mani_search_hit_get_field (ManiSearchHit *hit);
gboolean mani_search_hit_is_first (ManiSearchHit *hit);

/* Where in its article's text it is to be shown: the words themselves, or the passage of the
 * annotation that has them. FALSE when it is nowhere in the text; @place is then empty, at its
 * start. */
gboolean mani_search_hit_get_place (ManiSearchHit *hit, ManiRange *place);

/* One line, white space flattened: what stands before the words, from a word's start if there is
 * one near, else a grapheme's; the words; what stands behind. Where something was cut off stands
 * "…". */
const char *mani_search_hit_get_before (ManiSearchHit *hit);
const char *mani_search_hit_get_words (ManiSearchHit *hit);
const char *mani_search_hit_get_after (ManiSearchHit *hit);

G_END_DECLS
