/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Breaks by Pango, over stretches of the text that are cut at the same places for every query. */

#include "mani-breaks-private.h"

#include <string.h>

/* A cut is looked for in each cell of this many bytes of the text. */
#define CELL 2048

/* What is analysed behind a stretch: the end of a sentence shows only by what follows. */
#define TAIL 256

/* How far a sentence is followed. */
#define MAX_SENTENCE (16 * 1024)

/* Ranges that hold neither marks nor jamo, prepended characters, emoji or controls (but tab and
 * newline, which never join to one of the others). */
gboolean
mani_breaks_is_plain (gunichar c)
{
  static const struct
  {
    gunichar first, last;
  } ranges[] = {
    { 0x0009, 0x000a }, { 0x0020, 0x007e }, { 0x00a1, 0x00a8 }, { 0x00aa, 0x00ac },
    { 0x00af, 0x02ff }, { 0x0391, 0x0482 }, { 0x048a, 0x052f }, { 0x0531, 0x0556 },
    { 0x0561, 0x0587 }, { 0x05d0, 0x05ea }, { 0x0620, 0x064a }, { 0x1e00, 0x1eff },
    { 0x2000, 0x200a }, { 0x2010, 0x2027 }, { 0x2030, 0x203b }, { 0x3000, 0x3029 },
    { 0x3041, 0x3096 }, { 0x30a1, 0x30fa }, { 0x3400, 0x4dbf }, { 0x4e00, 0x9fff },
    { 0xac00, 0xd7a3 }, { 0xff01, 0xff60 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ranges) && c >= ranges[i].first; i++)
    if (c <= ranges[i].last)
      return TRUE;

  return FALSE;
}

static gunichar
char_at (const ManiBreaksSpan *self, guint offset)
{
  return g_utf8_get_char (self->text + mani_offset_map_char_to_byte (self->map, offset));
}

static const char *
next_char_start (const char *p, const char *end)
{
  while (p < end && (*p & 0xc0) == 0x80)
    p++;

  return p;
}

static PangoLogAttr *
analyse (const char *start, const char *end, PangoLogAttr *attrs, gsize n_attrs)
{
  memset (attrs, 0, n_attrs * sizeof *attrs);
  pango_get_log_attrs (start, end - start, -1, NULL, attrs, n_attrs);

  return attrs;
}

/* In a cell without a better place: a grapheme boundary behind its first 256 bytes, where an
 * analysis that began at an arbitrary place has found its feet. */
static const char *
cut_at_grapheme (const char *start, const char *end)
{
  const char *last = next_char_start (MIN (start + 512, end), end);
  glong n_chars = g_utf8_strlen (start, last - start);
  g_autofree PangoLogAttr *attrs = g_new (PangoLogAttr, n_chars + 1);
  const char *p = start;

  analyse (start, last, attrs, n_chars + 1);
  for (glong i = 0; p < last; i++, p = g_utf8_next_char (p))
    if (p >= start + 256 && attrs[i].is_cursor_position)
      return p;

  return start;
}

/* Where the text is cut in the given cell: the best place at or behind the start of the cell. */
static gsize
find_cut (const char *text, gsize n_bytes, gsize cell)
{
  const char *end = text + MIN (n_bytes, (cell + 1) * CELL);
  const char *start, *p, *second_best = NULL;
  gunichar before;

  if (cell == 0)
    return 0;

  start = next_char_start (text + cell * CELL, end);
  before = g_utf8_get_char (g_utf8_prev_char (start));

  for (p = start; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (before == '\n' || (g_unichar_isspace (before) && g_unichar_isalnum (c)))
        return p - text;
      if (second_best == NULL && mani_breaks_is_plain (before) && mani_breaks_is_plain (c))
        second_best = p;
      before = c;
    }

  /* A character that begins in this cell may end in the next; then that one has the cut. */
  if (start >= end)
    return end - text;

  return (second_best != NULL ? second_best : cut_at_grapheme (start, end)) - text;
}

void
mani_breaks_span_init (ManiBreaksSpan *self, const char *text, const ManiOffsetMap *map)
{
  *self = (ManiBreaksSpan){ .text = text, .map = map };
}

void
mani_breaks_span_clear (ManiBreaksSpan *self)
{
  g_free (self->attrs);
  self->attrs = NULL;
}

/* Analyses the stretch that holds the character at @offset, if that is not the one at hand. */
static void
load (ManiBreaksSpan *self, guint offset)
{
  gsize n_bytes = mani_offset_map_get_n_bytes (self->map);
  gsize byte, cell, start, end, tail;
  const char *newline;
  gsize n_attrs;

  if (offset >= self->start && offset < self->end)
    return;

  byte = mani_offset_map_char_to_byte (self->map, offset);
  cell = byte / CELL;
  start = find_cut (self->text, n_bytes, cell);
  if (start > byte)
    {
      end = start;
      start = find_cut (self->text, n_bytes, cell - 1);
    }
  else
    end = (cell + 1) * CELL < n_bytes ? find_cut (self->text, n_bytes, cell + 1) : n_bytes;

  newline = memrchr (self->text + start, '\n', byte - start);
  if (newline != NULL)
    start = newline + 1 - self->text;

  newline = memchr (self->text + byte, '\n', end - byte);
  if (newline != NULL)
    tail = end = newline + 1 - self->text;
  else
    {
      tail = MIN (end + TAIL, n_bytes);
      tail = next_char_start (self->text + tail, self->text + n_bytes) - self->text;
      newline = memchr (self->text + end, '\n', tail - end);
      if (newline != NULL)
        tail = newline + 1 - self->text;
    }

  self->start = mani_offset_map_byte_to_char (self->map, start);
  self->end = mani_offset_map_byte_to_char (self->map, end);
  self->starts_paragraph = start == 0 || self->text[start - 1] == '\n';

  n_attrs = mani_offset_map_byte_to_char (self->map, tail) - self->start + 1;
  if (n_attrs > self->n_allocated)
    {
      self->n_allocated = n_attrs;
      self->attrs = g_renew (PangoLogAttr, self->attrs, n_attrs);
    }
  analyse (self->text + start, self->text + tail, self->attrs, n_attrs);
}

/* Thai, Lao, Khmer, Burmese: written without spaces, and Annex 29 leaves their words to others. */
static gboolean
is_complex (gunichar c)
{
  return g_unichar_break_type (c) == G_UNICODE_BREAK_COMPLEX_CONTEXT;
}

/* For @offset within the loaded stretch and behind its start. */
static gboolean
loaded_is_boundary (const ManiBreaksSpan *self, ManiBreakKind kind, guint offset)
{
  const PangoLogAttr *attr = &self->attrs[offset - self->start];

  switch (kind)
    {
    case MANI_BREAK_GRAPHEME:
      return offset == self->end || attr->is_cursor_position;

    case MANI_BREAK_WORD:
      if (offset == self->end)
        return TRUE;
      if (!attr->is_word_boundary || attr->is_word_start || attr->is_word_end)
        return attr->is_word_boundary;
      return !is_complex (char_at (self, offset)) || !is_complex (char_at (self, offset - 1));

    case MANI_BREAK_SENTENCE:
      return attr->is_sentence_boundary;

    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
is_plain_pair (const ManiBreaksSpan *self, guint offset)
{
  return mani_breaks_is_plain (char_at (self, offset)) &&
         mani_breaks_is_plain (char_at (self, offset - 1));
}

gboolean
mani_breaks_span_is_boundary (ManiBreaksSpan *self, ManiBreakKind kind, guint offset)
{
  if (offset == 0 || offset == mani_offset_map_get_n_chars (self->map))
    return TRUE;
  if (kind == MANI_BREAK_GRAPHEME && is_plain_pair (self, offset))
    return TRUE;

  load (self, offset - 1);

  return loaded_is_boundary (self, kind, offset);
}

static guint
span_next (ManiBreaksSpan *self, ManiBreakKind kind, guint offset)
{
  guint n_chars = mani_offset_map_get_n_chars (self->map);
  gsize limit;

  if (offset >= n_chars)
    return n_chars;
  if (kind == MANI_BREAK_GRAPHEME && offset + 1 < n_chars && is_plain_pair (self, offset + 1))
    return offset + 1;

  limit = mani_offset_map_char_to_byte (self->map, offset) + MAX_SENTENCE;

  while (offset < n_chars)
    {
      load (self, offset);
      while (offset < self->end)
        if (loaded_is_boundary (self, kind, ++offset))
          return offset;
      if (mani_offset_map_char_to_byte (self->map, offset) >= limit)
        break;
    }

  return offset;
}

static guint
span_previous (ManiBreaksSpan *self, ManiBreakKind kind, guint offset)
{
  gsize limit;

  if (offset <= 1)
    return 0;
  if (kind == MANI_BREAK_GRAPHEME && is_plain_pair (self, offset - 1))
    return offset - 1;

  limit = mani_offset_map_char_to_byte (self->map, offset);
  limit = limit > MAX_SENTENCE ? limit - MAX_SENTENCE : 0;

  while (offset > 0)
    {
      load (self, offset - 1);
      while (--offset > self->start)
        if (loaded_is_boundary (self, kind, offset))
          return offset;
      if (kind != MANI_BREAK_SENTENCE || self->starts_paragraph ||
          mani_offset_map_char_to_byte (self->map, offset) <= limit)
        break;
      load (self, offset - 1);
      if (loaded_is_boundary (self, kind, offset))
        break;
    }

  return offset;
}

gboolean
mani_breaks_is_boundary (const char *text,
                         const ManiOffsetMap *map,
                         ManiBreakKind kind,
                         guint offset)
{
  ManiBreaksSpan span;
  gboolean result;

  g_return_val_if_fail (text != NULL && map != NULL, FALSE);
  g_return_val_if_fail (offset <= mani_offset_map_get_n_chars (map), FALSE);

  mani_breaks_span_init (&span, text, map);
  result = mani_breaks_span_is_boundary (&span, kind, offset);
  mani_breaks_span_clear (&span);

  return result;
}

gboolean
mani_breaks_is_grapheme_boundary (const char *text, const ManiOffsetMap *map, guint offset)
{
  return mani_breaks_is_boundary (text, map, MANI_BREAK_GRAPHEME, offset);
}

guint
mani_breaks_next (const char *text, const ManiOffsetMap *map, ManiBreakKind kind, guint offset)
{
  ManiBreaksSpan span;
  guint result;

  g_return_val_if_fail (text != NULL && map != NULL, offset);
  g_return_val_if_fail (offset <= mani_offset_map_get_n_chars (map), offset);

  mani_breaks_span_init (&span, text, map);
  result = span_next (&span, kind, offset);
  mani_breaks_span_clear (&span);

  return result;
}

guint
mani_breaks_previous (const char *text, const ManiOffsetMap *map, ManiBreakKind kind, guint offset)
{
  ManiBreaksSpan span;
  guint result;

  g_return_val_if_fail (text != NULL && map != NULL, offset);
  g_return_val_if_fail (offset <= mani_offset_map_get_n_chars (map), offset);

  mani_breaks_span_init (&span, text, map);
  result = span_previous (&span, kind, offset);
  mani_breaks_span_clear (&span);

  return result;
}

GArray *
mani_breaks_list (const char *text,
                  const ManiOffsetMap *map,
                  ManiBreakKind kind,
                  guint start,
                  guint end)
{
  g_autoptr (GArray) result = g_array_new (FALSE, FALSE, sizeof (guint));
  ManiBreaksSpan span;

  g_return_val_if_fail (text != NULL && map != NULL, NULL);
  g_return_val_if_fail (start <= end && end <= mani_offset_map_get_n_chars (map), NULL);

  mani_breaks_span_init (&span, text, map);
  for (guint offset = start; offset <= end; offset++)
    if (mani_breaks_span_is_boundary (&span, kind, offset))
      g_array_append_val (result, offset);
  mani_breaks_span_clear (&span);

  return g_steal_pointer (&result);
}

/* The first boundary at or behind, the last at or before @offset. */

static guint
ceiling (ManiBreaksSpan *span, ManiBreakKind kind, guint offset)
{
  return mani_breaks_span_is_boundary (span, kind, offset) ? offset
                                                           : span_next (span, kind, offset);
}

static guint
floor_of (ManiBreaksSpan *span, ManiBreakKind kind, guint offset)
{
  return mani_breaks_span_is_boundary (span, kind, offset) ? offset
                                                           : span_previous (span, kind, offset);
}

void
mani_breaks_snap_graphemes (const char *text, const ManiOffsetMap *map, guint *start, guint *end)
{
  ManiBreaksSpan span;
  gboolean is_empty;

  g_return_if_fail (text != NULL && map != NULL);
  g_return_if_fail (start != NULL && end != NULL);
  g_return_if_fail (*start <= *end && *end <= mani_offset_map_get_n_chars (map));

  is_empty = *start == *end;
  mani_breaks_span_init (&span, text, map);
  *start = floor_of (&span, MANI_BREAK_GRAPHEME, *start);
  *end = is_empty ? *start : ceiling (&span, MANI_BREAK_GRAPHEME, *end);
  mani_breaks_span_clear (&span);
}

/* Whether a condition holds for one (or for each) character of [start, end). */

static gboolean
has_alnum (const ManiBreaksSpan *span, guint start, guint end)
{
  const char *p = span->text + mani_offset_map_char_to_byte (span->map, start);

  for (; start < end; start++, p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return TRUE;

  return FALSE;
}

static gboolean
is_white (const ManiBreaksSpan *span, guint start, guint end)
{
  const char *p = span->text + mani_offset_map_char_to_byte (span->map, start);

  for (; start < end; start++, p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;

  return TRUE;
}

/* The word that has the character at @offset. */
static gboolean
word_with (ManiBreaksSpan *span, guint offset, guint *start, guint *end)
{
  *start = floor_of (span, MANI_BREAK_WORD, offset);
  *end = span_next (span, MANI_BREAK_WORD, offset);

  return has_alnum (span, *start, *end);
}

gboolean
mani_breaks_word_at (const char *text,
                     const ManiOffsetMap *map,
                     guint offset,
                     guint *start,
                     guint *end)
{
  ManiBreaksSpan span;
  gboolean found;

  g_return_val_if_fail (text != NULL && map != NULL, FALSE);
  g_return_val_if_fail (offset <= mani_offset_map_get_n_chars (map), FALSE);
  g_return_val_if_fail (start != NULL && end != NULL, FALSE);

  mani_breaks_span_init (&span, text, map);
  found = (offset < mani_offset_map_get_n_chars (map) && word_with (&span, offset, start, end)) ||
          (offset > 0 && word_with (&span, offset - 1, start, end) && *end == offset);
  mani_breaks_span_clear (&span);

  if (!found)
    *start = *end = offset;

  return found;
}

gsize
mani_breaks_without_possessive (const char *word, gsize n_bytes)
{
  static const char *const ends[] = { "\u2019s", "'s", "\u02bcs", "\u2019S", "'S", "\u02bcS" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      gsize n = strlen (ends[i]);

      if (n < n_bytes && memcmp (word + n_bytes - n, ends[i], n) == 0)
        return n_bytes - n;
    }

  return n_bytes;
}

/* The end of the word [start, end), of which a range that ends at @range_end has some. */
static guint
get_word_end (const ManiBreaksSpan *span, guint start, guint end, guint range_end)
{
  gsize from = mani_offset_map_char_to_byte (span->map, start);
  gsize n_bytes = mani_offset_map_char_to_byte (span->map, end) - from;
  gboolean has_possessive = mani_breaks_without_possessive (span->text + from, n_bytes) < n_bytes;

  return has_possessive && range_end <= end - 2 ? end - 2 : end;
}

/* Takes white space off both ends, whole graphemes of it: a space that carries a mark stays. */
static void
trim (ManiBreaksSpan *span, guint *start, guint *end)
{
  while (*start < *end)
    {
      guint next = span_next (span, MANI_BREAK_GRAPHEME, *start);

      if (next > *end || !is_white (span, *start, next))
        break;
      *start = next;
    }
  while (*end > *start)
    {
      guint previous = span_previous (span, MANI_BREAK_GRAPHEME, *end);

      if (previous < *start || !is_white (span, previous, *end))
        break;
      *end = previous;
    }
}

void
mani_breaks_snap_to_words (const char *text, const ManiOffsetMap *map, guint *start, guint *end)
{
  ManiBreaksSpan span;
  guint word_start, word_end;

  g_return_if_fail (text != NULL && map != NULL);
  g_return_if_fail (start != NULL && end != NULL);
  g_return_if_fail (*start <= *end && *end <= mani_offset_map_get_n_chars (map));

  if (*start == *end)
    return;

  mani_breaks_span_init (&span, text, map);
  *start = floor_of (&span, MANI_BREAK_GRAPHEME, *start);
  *end = ceiling (&span, MANI_BREAK_GRAPHEME, *end);
  trim (&span, start, end);
  if (*start < *end)
    {
      if (word_with (&span, *start, &word_start, &word_end))
        *start = word_start;
      if (word_with (&span, *end - 1, &word_start, &word_end))
        *end = get_word_end (&span, word_start, word_end, *end);
      *start = floor_of (&span, MANI_BREAK_GRAPHEME, *start);
      *end = ceiling (&span, MANI_BREAK_GRAPHEME, *end);
    }
  mani_breaks_span_clear (&span);
}

gboolean
mani_breaks_sentence_at (const char *text,
                         const ManiOffsetMap *map,
                         guint offset,
                         guint *start,
                         guint *end)
{
  ManiBreaksSpan span;
  guint n_chars;

  g_return_val_if_fail (text != NULL && map != NULL, FALSE);
  g_return_val_if_fail (start != NULL && end != NULL, FALSE);

  n_chars = mani_offset_map_get_n_chars (map);
  g_return_val_if_fail (offset <= n_chars, FALSE);

  *start = *end = offset;
  if (n_chars == 0)
    return FALSE;

  mani_breaks_span_init (&span, text, map);
  *start = offset == n_chars ? span_previous (&span, MANI_BREAK_SENTENCE, offset)
                             : floor_of (&span, MANI_BREAK_SENTENCE, offset);
  *end = span_next (&span, MANI_BREAK_SENTENCE, offset);
  trim (&span, start, end);
  mani_breaks_span_clear (&span);

  if (*start == *end)
    {
      *start = *end = offset;
      return FALSE;
    }

  return TRUE;
}
