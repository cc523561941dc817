/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Splits in one sorted array; conversions count those before an offset by bisection. */

#include "mani-buffer-map.h"

#include <string.h>

/* How far before the longest line's end a place behind white space is looked for. */
#define LOOK_BACK 400

struct _ManiBufferMap
{
  const ManiOffsetMap *text;
  GArray *splits; /* guint32 */
  ManiRange window;
  guint n_before; /* splits at or before the window's start: those that its text does not hold */
};

/* Whether GTK begins a new paragraph behind @p: after LF, CR LF, a lone CR or U+2029, as
 * pango_find_paragraph_boundary() has it. */
static gboolean
ends_paragraph (const char *p, const char *end)
{
  switch ((guchar) *p)
    {
    case '\n':
      return TRUE;

    case '\r':
      return p + 1 == end || p[1] != '\n';

    case 0xe2:
      return p + 2 < end && (guchar) p[1] == 0x80 && (guchar) p[2] == 0xa9;

    default:
      return FALSE;
    }
}

/* Whether the character at @p goes with the one before it. */
static gboolean
continues (const char *before, const char *p)
{
  gunichar c = g_utf8_get_char (p);
  gunichar last = g_utf8_get_char (before);

  if (last == 0x200d || c == 0x200d || (last == '\r' && c == '\n'))
    return TRUE;
  /* Variation selectors are marks; skin tones and regional indicators are not. */
  if ((c >= 0x1f3fb && c <= 0x1f3ff) || (c >= 0x1f1e6 && c <= 0x1f1ff))
    return TRUE;
  /* Hangul parts, and anything that combines. */
  if ((c >= 0x1160 && c <= 0x11ff) || (c >= 0xe0020 && c <= 0xe007f))
    return TRUE;

  return g_unichar_ismark (c);
}

/* The best place for a split at or before @p, at least one character after @first. */
static const char *
find_split (const char *first, const char *p)
{
  const char *best = NULL;
  const char *q = p;

  for (guint i = 0; i < LOOK_BACK && q > first; i++)
    {
      const char *before = g_utf8_prev_char (q);

      if (before <= first)
        break;
      if (!continues (before, q))
        {
          if (g_unichar_isspace (g_utf8_get_char (before)))
            return q;
          if (best == NULL)
            best = q;
        }
      q = before;
    }

  return best != NULL ? best : p;
}

/* @line to @end: up to and with a line feed, so lone CRs and U+2029 may be in it. */
static void
split_line (ManiBufferMap *self, const char *line, const char *end)
{
  const char *text = mani_offset_map_get_text (self->text);
  guint n = 0; /* characters since @line */

  for (const char *p = line; p < end; p = g_utf8_next_char (p))
    {
      if (n == MANI_BUFFER_MAP_MAX_LINE && !ends_paragraph (p, end))
        {
          const char *split = find_split (line, p);
          guint32 at = mani_offset_map_byte_to_char (self->text, split - text);

          g_array_append_val (self->splits, at);
          line = split;
          n = g_utf8_pointer_to_offset (split, p);
        }
      n++;
      if (ends_paragraph (p, end))
        {
          line = g_utf8_next_char (p);
          n = 0;
        }
    }
}

static void
find_splits (ManiBufferMap *self)
{
  const char *line = mani_offset_map_get_text (self->text);
  const char *end = line + mani_offset_map_get_n_bytes (self->text);

  while (line < end)
    {
      const char *feed = memchr (line, '\n', end - line);
      const char *next = feed != NULL ? feed + 1 : end;

      if (next - line > MANI_BUFFER_MAP_MAX_LINE)
        split_line (self, line, next);
      line = next;
    }
}

ManiBufferMap *
mani_buffer_map_new (const ManiOffsetMap *text)
{
  ManiBufferMap *self = g_new0 (ManiBufferMap, 1);

  self->text = text;
  self->splits = g_array_new (FALSE, FALSE, sizeof (guint32));
  find_splits (self);
  self->window = (ManiRange){ 0, mani_offset_map_get_n_chars (text) };

  return self;
}

void
mani_buffer_map_free (ManiBufferMap *self)
{
  g_array_unref (self->splits);
  g_free (self);
}

const guint32 *
mani_buffer_map_get_splits (const ManiBufferMap *self, guint *n)
{
  *n = self->splits->len;
  return (const guint32 *) (void *) self->splits->data;
}

/* How many splits are at or before @offset. */
static guint
count_splits (const ManiBufferMap *self, guint offset)
{
  guint low = 0;
  guint high = self->splits->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->splits, guint32, middle) <= offset)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

void
mani_buffer_map_set_window (ManiBufferMap *self, ManiRange window)
{
  g_return_if_fail (window.start <= window.end);
  g_return_if_fail (window.end <= mani_offset_map_get_n_chars (self->text));

  self->window = window;
  self->n_before = count_splits (self, window.start);
}

ManiRange
mani_buffer_map_get_window (const ManiBufferMap *self)
{
  return self->window;
}

/* Where the buffer's paragraph begins that holds the character at @offset. */
static guint
find_paragraph_start (const ManiBufferMap *self, guint offset)
{
  const char *text = mani_offset_map_get_text (self->text);
  const char *end = text + mani_offset_map_get_n_bytes (self->text);
  const char *p = text + mani_offset_map_char_to_byte (self->text, offset);
  guint n = count_splits (self, offset);
  guint split = n > 0 ? g_array_index (self->splits, guint32, n - 1) : 0;

  for (; offset > split; offset--)
    {
      p = g_utf8_prev_char (p);
      if (ends_paragraph (p, end))
        break;
    }

  return offset;
}

ManiRange
mani_buffer_map_get_window_around (const ManiBufferMap *self, guint offset, guint radius)
{
  guint n = mani_offset_map_get_n_chars (self->text);
  ManiRange window = { 0, n };

  if (offset > radius)
    window.start = find_paragraph_start (self, offset - radius);
  if (n - MIN (offset, n) > radius + MANI_BUFFER_MAP_MAX_LINE)
    window.end = find_paragraph_start (self, offset + radius + MANI_BUFFER_MAP_MAX_LINE);

  return window;
}

const char *
mani_buffer_map_get_display_text (const ManiBufferMap *self,
                                  ManiRange range,
                                  gsize *n_bytes,
                                  char **to_free)
{
  const char *text = mani_offset_map_get_text (self->text);
  guint first = count_splits (self, range.start);
  guint past = count_splits (self, range.end);
  gsize start = mani_offset_map_char_to_byte (self->text, range.start);
  gsize end = mani_offset_map_char_to_byte (self->text, range.end);
  GString *display;

  *to_free = NULL;
  *n_bytes = end - start;
  /* A split at offset 0 does not exist, so an empty range at the text's start has none either. */
  if (range.start == range.end || first == past)
    return text + start;

  display = g_string_sized_new (end - start + past - first);
  for (guint i = first; i < past; i++)
    {
      gsize at =
          mani_offset_map_char_to_byte (self->text, g_array_index (self->splits, guint32, i));

      g_string_append_len (display, text + start, at - start);
      g_string_append_c (display, '\n');
      start = at;
    }
  g_string_append_len (display, text + start, end - start);
  *n_bytes = display->len;

  return *to_free = g_string_free (display, FALSE);
}

guint
mani_buffer_map_to_buffer (const ManiBufferMap *self, guint offset)
{
  offset = CLAMP (offset, self->window.start, self->window.end);
  return offset - self->window.start + count_splits (self, offset) - self->n_before;
}

guint
mani_buffer_map_to_buffer_end (const ManiBufferMap *self, guint offset)
{
  offset = CLAMP (offset, self->window.start, self->window.end);
  if (offset == self->window.start)
    return 0;
  return offset - self->window.start + count_splits (self, offset - 1) - self->n_before;
}

guint
mani_buffer_map_to_document (const ManiBufferMap *self, guint buffer_offset)
{
  /* The newline of split number i stands at splits[i] - window.start + (i - n_before). */
  guint low = self->n_before;
  guint high = self->splits->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      guint split = g_array_index (self->splits, guint32, middle);

      if (split - self->window.start + (middle - self->n_before) < buffer_offset)
        low = middle + 1;
      else
        high = middle;
    }

  return MIN (self->window.start + buffer_offset - (low - self->n_before), self->window.end);
}
