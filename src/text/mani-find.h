/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All places where a text has a given passage. */

#pragma once

#include "mani-fold.h"
#include "mani-offset-map.h"
#include "mani-range.h"

G_BEGIN_DECLS

/**
 * ManiFindFlags:
 * @MANI_FIND_WHOLE_WORDS: no letter, mark or digit touches the hit on either side: "Azerbaijan" is
 *   found in "Azerbaijan’s", not in "Azerbaijani"
 */
typedef enum
{
  MANI_FIND_NONE = 0,
  MANI_FIND_WHOLE_WORDS = 1 << 0,
} ManiFindFlags;

/**
 * mani_find_all:
 * @text: valid UTF-8 of @n_bytes bytes
 * @map: (nullable): the map over @text; without one it is made when there is a hit
 * @needle: what to look for; one that is empty, or folds to nothing, is found nowhere
 * @max: how many to find at most; 0 for all
 *
 * Hits ascend, do not overlap, and neither begin nor end within a grapheme or within what one
 * character folds to. A diacritic that @fold looks past belongs to the hit.
 *
 * Returns: (transfer full) (element-type ManiRange): code points
 */
GArray *mani_find_all (const char *text,
                       gsize n_bytes,
                       const ManiOffsetMap *map,
                       const char *needle,
                       ManiFoldFlags fold,
                       ManiFindFlags flags,
                       guint max);

/**
 * ManiFinder:
 *
 * A needle made ready to be looked for in many texts; immutable, for any thread.
 */
typedef struct _ManiFinder ManiFinder;

/* As mani_find_all(). */
ManiFinder *mani_finder_new (const char *needle, ManiFoldFlags fold, ManiFindFlags flags);

void mani_finder_free (ManiFinder *self);

/* As mani_find_all(); appends to @hits (of ManiRange). @max counts what is appended. */
void mani_finder_find (const ManiFinder *self,
                       const char *text,
                       gsize n_bytes,
                       const ManiOffsetMap *map,
                       guint max,
                       GArray *hits);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiFinder, mani_finder_free)

G_END_DECLS
