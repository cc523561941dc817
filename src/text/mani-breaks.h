/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where characters as people see them (grapheme clusters), words and sentences begin and end:
 * Unicode Standard Annex 29, as Pango does it (so Thai words are found by dictionary and Indic
 * clusters as fonts show them).
 *
 * A query analyses one stretch of the text: at most a paragraph, and of a long paragraph at most
 * about 4 KB. The cuts inside a long paragraph are the same for every query and lie between white
 * space and a letter or digit, where all three analyses are certain; only where 2 KB of text hold
 * no such place is a cut made elsewhere, and then it counts as the end of a word. A sentence is
 * followed for up to 16 KB to either side. So a query costs microseconds, and 5 ms at worst.
 *
 * All functions take a text and the map that was built over that text; offsets are code points, up
 * to and including the text's length. They keep no state and may be called from any thread. */

#pragma once

#include "mani-offset-map.h"

G_BEGIN_DECLS

typedef enum
{
  MANI_BREAK_GRAPHEME,
  MANI_BREAK_WORD, /* as Annex 29 has it: white space and punctuation lie between breaks as well */
  MANI_BREAK_SENTENCE,
} ManiBreakKind;

/* Whether a boundary of @kind is at @offset. The start and the end of the text are boundaries. */
gboolean mani_breaks_is_boundary (const char *text,
                                  const ManiOffsetMap *map,
                                  ManiBreakKind kind,
                                  guint offset);

gboolean
mani_breaks_is_grapheme_boundary (const char *text, const ManiOffsetMap *map, guint offset);

/* The first boundary behind @offset; at the end of the text, the end. */
guint
mani_breaks_next (const char *text, const ManiOffsetMap *map, ManiBreakKind kind, guint offset);

/* The last boundary before @offset; at the start of the text, 0. */
guint
mani_breaks_previous (const char *text, const ManiOffsetMap *map, ManiBreakKind kind, guint offset);

/* Returns: (transfer full) (element-type guint): all boundaries from @start to @end, both included,
 * ascending; in time proportional to @end - @start */
GArray *mani_breaks_list (const char *text,
                          const ManiOffsetMap *map,
                          ManiBreakKind kind,
                          guint start,
                          guint end);

/* Widens the range to whole graphemes. An empty range stays empty, at the start of its grapheme. */
void
mani_breaks_snap_graphemes (const char *text, const ManiOffsetMap *map, guint *start, guint *end);

/* The word (something with a letter or digit in it; "can’t" and "3.14" are one) that @offset is in
 * or at the end of; where two words meet, the one that begins there.
 * Returns: FALSE where there is none; then both are set to @offset */
gboolean mani_breaks_word_at (const char *text,
                              const ManiOffsetMap *map,
                              guint offset,
                              guint *start,
                              guint *end);

/* The bytes of @word, of @n_bytes, before the English possessive ("’s" or "'s") that ends it; all
 * when there is none, or nothing before it. */
gsize mani_breaks_without_possessive (const char *word, gsize n_bytes);

/* Trims white space from both ends of the range, then widens it to whole words (and graphemes); to
 * the possessive at the end of a word only when it has some of that: "Bak" of "Baku’s" becomes
 * "Baku". An empty range stays as it is; a range of white space alone becomes empty. Doing it twice
 * changes nothing more. */
void
mani_breaks_snap_to_words (const char *text, const ManiOffsetMap *map, guint *start, guint *end);

/* The sentence that the character at @offset is in, without the white space around it; at the end
 * of the text, the last one. White space after a sentence belongs to it. Returns: FALSE where there
 * is nothing but white space; then both are set to @offset */
gboolean mani_breaks_sentence_at (const char *text,
                                  const ManiOffsetMap *map,
                                  guint offset,
                                  guint *start,
                                  guint *end);

G_END_DECLS
