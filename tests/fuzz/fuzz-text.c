/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A needle (up to the first NUL) and a text (what follows it): folding, finding, breaks and
 * anchoring keep what their headers promise. */

#include "mani-anchor.h"
#include "mani-breaks.h"
#include "mani-find.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_fold (const char *text, guint n_chars, ManiFoldFlags flags)
{
  g_autoptr (ManiFolded) folded = mani_fold_new (text, -1, flags);
  const char *result = mani_folded_get_text (folded);
  gsize n_bytes = mani_folded_get_n_bytes (folded);
  g_autofree char *again = mani_fold_string (text, flags);

  g_assert_cmpstr (result, ==, again);
  g_assert_true (g_utf8_validate (result, n_bytes, NULL));
  for (gsize i = 0; i < n_bytes; i++)
    g_assert_cmpuint (mani_folded_to_original (folded, i), <, n_chars);
  g_assert_cmpuint (mani_folded_to_original (folded, n_bytes), ==, n_chars);
}

static void
check_find (const char *text, const ManiOffsetMap *map, const char *needle, ManiFoldFlags fold)
{
  g_autoptr (GArray) hits =
      mani_find_all (text, strlen (text), map, needle, fold, MANI_FIND_NONE, 0);
  guint previous = 0;

  for (guint i = 0; i < hits->len; i++)
    {
      ManiRange *hit = &g_array_index (hits, ManiRange, i);

      g_assert_cmpuint (hit->start, >=, previous);
      g_assert_cmpuint (hit->end, >, hit->start);
      g_assert_true (mani_breaks_is_grapheme_boundary (text, map, hit->start));
      g_assert_true (mani_breaks_is_grapheme_boundary (text, map, hit->end));
      previous = hit->end;
    }
  g_assert_cmpuint (previous, <=, mani_offset_map_get_n_chars (map));
}

static void
check_breaks (const char *text, const ManiOffsetMap *map, guint offset)
{
  guint n_chars = mani_offset_map_get_n_chars (map), start = offset, end = n_chars;

  for (ManiBreakKind kind = MANI_BREAK_GRAPHEME; kind <= MANI_BREAK_SENTENCE; kind++)
    {
      guint next = mani_breaks_next (text, map, kind, offset);
      guint previous = mani_breaks_previous (text, map, kind, offset);

      g_assert_true (next > offset || offset == n_chars);
      g_assert_true (previous < offset || offset == 0);
      if (kind != MANI_BREAK_SENTENCE)
        {
          g_assert_true (mani_breaks_is_boundary (text, map, kind, next));
          g_assert_true (mani_breaks_is_boundary (text, map, kind, previous));
        }
    }

  mani_breaks_snap_to_words (text, map, &start, &end);
  g_assert_cmpuint (start, <=, end);
  g_assert_cmpuint (end, <=, n_chars);
}

static void
check_anchor (const char *text, const ManiOffsetMap *map, const char *needle, guint offset)
{
  ManiAnchor anchor = { needle, needle, needle, (offset & 1) != 0, offset, offset + 3 };
  ManiRange range;

  if (!mani_anchor_find (text, map, &anchor, &range, NULL))
    return;

  g_assert_cmpuint (range.start, <=, range.end);
  g_assert_cmpuint (range.end, <=, mani_offset_map_get_n_chars (map));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const guint8 *nul = size > 0 ? memchr (data, '\0', size) : NULL;
  gsize n_needle = nul != NULL ? (gsize) (nul - data) : size;
  g_autofree char *needle = g_utf8_make_valid ((const char *) data, n_needle);
  g_autofree char *text = NULL;
  g_autoptr (ManiOffsetMap) map = NULL;
  guint n_chars, offset;

  text =
      nul != NULL ? g_utf8_make_valid ((const char *) nul + 1, size - n_needle - 1) : g_strdup ("");
  map = mani_offset_map_new (text, strlen (text));
  n_chars = mani_offset_map_get_n_chars (map);
  offset = size % (n_chars + 1);

  for (ManiFoldFlags flags = MANI_FOLD_NONE; flags <= MANI_FOLD_ALL; flags += 5)
    {
      check_fold (text, n_chars, flags);
      check_find (text, map, needle, flags);
    }
  check_find (text, map, needle, MANI_FOLD_ALL);
  check_breaks (text, map, offset);
  check_anchor (text, map, needle, offset);

  return 0;
}
