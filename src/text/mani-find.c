/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding: memmem() over the folded text, and a close look at each hit. */

#include "mani-find.h"

#include "mani-breaks-private.h"

#include <string.h>

struct _ManiFinder
{
  char *needle; /* folded */
  gsize n_needle;
  ManiFoldFlags fold;
  ManiFindFlags flags;
};

typedef struct
{
  const char *text;
  gsize n_bytes;
  const ManiOffsetMap *map;
  ManiOffsetMap *own_map;
  ManiFolded *folded; /* NULL: the text itself is searched */
  ManiFindFlags flags;
  ManiBreaksSpan span;
} Search;

/* A hyphen that may be shown or a joiner: a word goes on through it. */
static gboolean
is_within_words (gunichar c)
{
  return c == 0x00ad || c == 0x200c || c == 0x200d || c == 0x2060;
}

static gboolean
is_of_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static gboolean
touches_word (const Search *search, const ManiRange *range)
{
  const char *end = search->text + search->n_bytes;
  const char *p = search->text + mani_offset_map_char_to_byte (search->map, range->start);
  gunichar c = 0;

  while (p > search->text)
    {
      p = g_utf8_prev_char (p);
      c = g_utf8_get_char (p);
      if (!is_within_words (c))
        break;
    }
  if (is_of_word (c))
    return TRUE;

  c = 0;
  p = search->text + mani_offset_map_char_to_byte (search->map, range->end);
  for (; p < end; p = g_utf8_next_char (p))
    {
      c = g_utf8_get_char (p);
      if (!is_within_words (c))
        break;
    }

  return is_of_word (c);
}

static guint
to_offset (const Search *search, gsize byte)
{
  return search->folded != NULL ? mani_folded_to_original (search->folded, byte)
                                : mani_offset_map_byte_to_char (search->map, byte);
}

/* What of the original the bytes [@start, @end) of the searched text are; FALSE if they begin or
 * end within something. Behind the last character there may be others that folding looked past:
 * they belong to the hit as far as its last grapheme goes. */
static gboolean
locate (Search *search, gsize start, gsize end, ManiRange *range)
{
  guint last, next;

  if (search->map == NULL)
    {
      search->map = search->own_map = mani_offset_map_new (search->text, search->n_bytes);
      search->span.map = search->map;
    }

  range->start = to_offset (search, start);
  last = to_offset (search, end - 1);
  next = to_offset (search, end);

  if (last < range->start || next <= last)
    return FALSE;
  if (start > 0 && to_offset (search, start - 1) == range->start)
    return FALSE;
  if (!mani_breaks_span_is_boundary (&search->span, MANI_BREAK_GRAPHEME, range->start))
    return FALSE;

  for (range->end = last + 1; range->end <= next; range->end++)
    if (mani_breaks_span_is_boundary (&search->span, MANI_BREAK_GRAPHEME, range->end))
      return (search->flags & MANI_FIND_WHOLE_WORDS) == 0 || !touches_word (search, range);

  return FALSE;
}

ManiFinder *
mani_finder_new (const char *needle, ManiFoldFlags fold, ManiFindFlags flags)
{
  ManiFinder *self;

  g_return_val_if_fail (needle != NULL, NULL);

  self = g_new (ManiFinder, 1);
  self->needle = mani_fold_string (needle, fold);
  self->n_needle = strlen (self->needle);
  self->fold = fold;
  self->flags = flags;

  return self;
}

void
mani_finder_free (ManiFinder *self)
{
  if (self == NULL)
    return;

  g_free (self->needle);
  g_free (self);
}

void
mani_finder_find (const ManiFinder *self,
                  const char *text,
                  gsize n_bytes,
                  const ManiOffsetMap *map,
                  guint max,
                  GArray *hits)
{
  g_autoptr (ManiFolded) folded = NULL;
  const char *start, *p, *end, *hit;
  guint n_before = hits->len;
  Search search;

  g_return_if_fail (text != NULL || n_bytes == 0);

  if (self->n_needle == 0 || n_bytes == 0)
    return;

  if (self->fold != MANI_FOLD_NONE)
    folded = mani_fold_new (text, n_bytes, self->fold);
  start = p = folded != NULL ? mani_folded_get_text (folded) : text;
  end = start + (folded != NULL ? mani_folded_get_n_bytes (folded) : n_bytes);

  search = (Search){
    .text = text,
    .n_bytes = n_bytes,
    .map = map,
    .folded = folded,
    .flags = self->flags,
  };
  mani_breaks_span_init (&search.span, text, map);

  while ((hit = memmem (p, end - p, self->needle, self->n_needle)) != NULL)
    {
      ManiRange range;

      p = hit + 1;
      if (!locate (&search, hit - start, hit - start + self->n_needle, &range))
        continue;
      g_array_append_val (hits, range);
      if (max > 0 && hits->len - n_before == max)
        break;
      p = hit + self->n_needle;
    }

  mani_breaks_span_clear (&search.span);
  mani_offset_map_free (search.own_map);
}

GArray *
mani_find_all (const char *text,
               gsize n_bytes,
               const ManiOffsetMap *map,
               const char *needle,
               ManiFoldFlags fold,
               ManiFindFlags flags,
               guint max)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (ManiRange));
  g_autoptr (ManiFinder) finder = mani_finder_new (needle, fold, flags);

  g_return_val_if_fail (finder != NULL, hits);

  mani_finder_find (finder, text, n_bytes, map, max, hits);

  return hits;
}
