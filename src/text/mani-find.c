/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding: memmem() over the folded text, and a close look at each hit. */

#include "mani-find.h"

#include "mani-breaks-private.h"
#include "mani-fold-private.h"

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
  ManiFoldCursor cursor;
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

/* Does a word touch the bytes [@start, @end) of the text? */
static gboolean
touches_word (const Search *search, gsize start, gsize end)
{
  const char *limit = search->text + search->n_bytes;
  const char *p = search->text + start;
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
  for (p = search->text + end; p < limit; p = g_utf8_next_char (p))
    {
      c = g_utf8_get_char (p);
      if (!is_within_words (c))
        break;
    }

  return is_of_word (c);
}

static const ManiOffsetMap *
need_map (Search *search)
{
  if (search->map == NULL)
    {
      search->map = search->own_map = mani_offset_map_new (search->text, search->n_bytes);
      search->span.map = search->map;
    }

  return search->map;
}

/* The character of the text that a byte of the searched text is of; in a text that is not folded
 * the byte stays what it is, which is as good for going on to the next character. */
static ManiFoldPlace
find_place (Search *search, gsize byte)
{
  if (search->folded != NULL)
    return mani_fold_cursor_find (&search->cursor, byte);

  return (ManiFoldPlace){ byte, mani_offset_map_byte_to_char (need_map (search), byte) };
}

/* Mostly the two characters at @place say so. */
static gboolean
is_boundary (Search *search, ManiFoldPlace place)
{
  const char *p = search->text + place.byte;

  if (place.byte == 0 || place.byte == search->n_bytes ||
      (mani_breaks_is_plain (g_utf8_get_char (p)) &&
       mani_breaks_is_plain (g_utf8_get_char (g_utf8_prev_char (p)))))
    return TRUE;

  need_map (search);

  return mani_breaks_span_is_boundary (&search->span, MANI_BREAK_GRAPHEME, place.offset);
}

/* Are the @n characters from @p on ASCII that folds to one byte each? */
static gboolean
is_one_to_one (const char *p, gsize n)
{
  gboolean was_space = FALSE;

  for (const char *end = p + n; p < end; p++)
    {
      if (*p < ' ' || *p > '~' || (*p == ' ' && was_space))
        return FALSE;
      was_space = *p == ' ';
    }

  return TRUE;
}

/* What of the original the bytes [@start, @end) of the searched text are; FALSE if they begin or
 * end within something. Behind the last character there may be others that folding looked past:
 * they belong to the hit as far as its last grapheme goes. */
static gboolean
locate (Search *search, gsize start, gsize end, ManiRange *range)
{
  ManiFoldPlace before = start > 0 ? find_place (search, start - 1) : (ManiFoldPlace){ 0, 0 };
  ManiFoldPlace first, last, next;
  gsize n = end - start;

  /* Mostly there is nothing to it. */
  if (start > 0 && before.byte + n + 2 <= search->n_bytes &&
      is_one_to_one (search->text + before.byte, n + 2))
    {
      *range = (ManiRange){ before.offset + 1, before.offset + 1 + n };
      return (search->flags & MANI_FIND_WHOLE_WORDS) == 0 ||
             !touches_word (search, before.byte + 1, before.byte + 1 + n);
    }

  first = find_place (search, start);
  last = find_place (search, end - 1);
  next = find_place (search, end);
  if (last.offset < first.offset || next.offset <= last.offset)
    return FALSE;
  if ((start > 0 && before.offset == first.offset) || !is_boundary (search, first))
    return FALSE;

  while (last.offset < next.offset)
    {
      last.byte = g_utf8_next_char (search->text + last.byte) - search->text;
      last.offset++;
      if (is_boundary (search, last))
        {
          *range = (ManiRange){ first.offset, last.offset };
          return (search->flags & MANI_FIND_WHOLE_WORDS) == 0 ||
                 !touches_word (search, first.byte, last.byte);
        }
    }

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
  mani_fold_cursor_init (&search.cursor, folded);

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
