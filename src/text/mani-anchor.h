/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding a quotation again in a text that may have changed since it was taken. */

#pragma once

#include "mani-offset-map.h"
#include "mani-range.h"

G_BEGIN_DECLS

/**
 * ManiAnchor:
 * @exact: (nullable): the quotation
 * @prefix: (nullable): what stood before it
 * @suffix: (nullable): what stood after it
 * @has_position: whether @start and @end mean something
 * @start: where it stood, in code points
 * @end: where it ended
 *
 * What is known of a passage: the W3C Web Annotation Data Model's TextQuoteSelector and
 * TextPositionSelector together. Nothing is owned; the strings are valid UTF-8. Without @exact
 * there must be a position; an empty @exact is a place between two characters, known by its
 * position, @prefix and @suffix.
 */
typedef struct
{
  const char *exact;
  const char *prefix;
  const char *suffix;
  gboolean has_position;
  guint start;
  guint end;
} ManiAnchor;

/**
 * ManiAnchorMatch:
 * @MANI_ANCHOR_NONE: not there
 * @MANI_ANCHOR_AMBIGUOUS: there more than once, and neither context nor position decides
 * @MANI_ANCHOR_POSITION: the position holds the quotation (or there is none to compare)
 * @MANI_ANCHOR_CONTEXT: the quotation between its whole prefix and suffix
 * @MANI_ANCHOR_UNIQUE: the quotation occurs once
 * @MANI_ANCHOR_BEST: one of several, with the context most alike, or nearest to the position
 * @MANI_ANCHOR_FUZZY: something that is like the quotation
 *
 * How a passage was found; from MANI_ANCHOR_POSITION on it was.
 */
typedef enum
{
  MANI_ANCHOR_NONE,
  MANI_ANCHOR_AMBIGUOUS,
  MANI_ANCHOR_POSITION,
  MANI_ANCHOR_CONTEXT,
  MANI_ANCHOR_UNIQUE,
  MANI_ANCHOR_BEST,
  MANI_ANCHOR_FUZZY,
} ManiAnchorMatch;

/**
 * mani_anchor_find:
 * @text: the text that @map was built over
 * @result: (out): the passage; set only if found
 * @how: (out) (optional): how it was found, or why not
 *
 * Tries in the order of #ManiAnchorMatch. Of several places the one whose surroundings are most
 * like
 * @prefix and @suffix is taken; among those that are about as good, the one nearest to the
 * position.
 *
 * The last step compares folded texts and allows one fifth of the folded quotation's characters to
 * be inserted, deleted or replaced; one of fewer than 16 characters that differs at all must stand
 * in a context like its own. It is Myers' bit-parallel search (see mani-approximate-private.h):
 * first within 64 KB of the position, then in the whole text, or as much of it around the position
 * as takes about half a second. A passage found so is widened to whole graphemes.
 *
 * Returns: whether it was found
 */
gboolean mani_anchor_find (const char *text,
                           const ManiOffsetMap *map,
                           const ManiAnchor *anchor,
                           ManiRange *result,
                           ManiAnchorMatch *how);

G_END_DECLS
