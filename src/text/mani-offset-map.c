/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Offset maps: samples every 512 bytes and every 512 units, and counting eight bytes at a time
 * between them. */

#include "mani-offset-map.h"

#include <string.h>

/* A multiple of the eight bytes that are counted at a time, and no more than 255 of those: the sum
 * in each byte lane of a word must not overflow. */
#define STRETCH 512

#define LANES G_GUINT64_CONSTANT (0x0101010101010101)
#define HIGH_BITS G_GUINT64_CONSTANT (0x8080808080808080)

/* One way of counting. A code point is a unit by its first byte; in UTF-16 four bytes are two. */
typedef struct
{
  guint total;
  guint32 *before;  /* for each stretch of bytes: units that begin before it; and the total */
  guint32 *stretch; /* for each STRETCH units: the stretch of bytes that the first one lies in */
} Measure;

struct _ManiOffsetMap
{
  const char *text;
  gsize n_bytes;
  gboolean is_ascii;
  gboolean has_astral;
  Measure chars;
  Measure utf16; /* filled only if has_astral */
};

static inline guint64
load_word (const char *p)
{
  guint64 word;

  memcpy (&word, p, sizeof word);

  return word;
}

/* A 1 in the lane of each byte that begins a character: not 10xxxxxx. */
static inline guint64
char_starts (guint64 word)
{
  return ((~word >> 7) | (word >> 6)) & LANES;
}

/* A 1 in the lane of each byte that begins four: 1111xxxx. */
static inline guint64
astral_starts (guint64 word)
{
  return (word >> 7) & (word >> 6) & (word >> 5) & (word >> 4) & LANES;
}

static inline guint
sum_lanes (guint64 lanes)
{
  return (lanes * LANES) >> 56;
}

static inline guint
units_of_byte (guint8 byte, gboolean utf16)
{
  return ((byte & 0xc0) != 0x80) + (utf16 && byte >= 0xf0);
}

static inline guint
units_of_word (guint64 word, gboolean utf16)
{
  guint64 lanes = char_starts (word);

  if (utf16)
    lanes += astral_starts (word);

  return sum_lanes (lanes);
}

static guint
count_units (const char *p, gsize n, gboolean utf16)
{
  guint count = 0;

  for (; n >= 8; n -= 8, p += 8)
    count += units_of_word (load_word (p), utf16);
  for (; n > 0; n--, p++)
    count += units_of_byte (*p, utf16);

  return count;
}

/* Counts the stretch at @p of at most STRETCH bytes. */
static void
count_stretch (const char *p, gsize n, guint *n_chars, guint *n_astral)
{
  guint64 chars = 0, astral = 0;
  gsize i = 0;

  *n_chars = *n_astral = 0;

  for (; i + 8 <= n; i += 8)
    {
      guint64 word = load_word (p + i);

      chars += char_starts (word);
      astral += astral_starts (word);
    }

  /* The lanes hold up to 64 each, so that their sum needs more than the eight bits of sum_lanes().
   */
  for (guint lane = 0; lane < 64; lane += 8)
    {
      *n_chars += (chars >> lane) & 0xff;
      *n_astral += (astral >> lane) & 0xff;
    }

  for (; i < n; i++)
    {
      *n_chars += units_of_byte (p[i], FALSE);
      *n_astral += (guint8) p[i] >= 0xf0;
    }
}

static gboolean
is_ascii (const char *p, gsize n)
{
  gsize i = 0;

  for (; i + 64 <= n; i += 64)
    {
      guint64 any = 0;

      for (guint j = 0; j < 64; j += 8)
        any |= load_word (p + i + j);
      if (any & HIGH_BITS)
        return FALSE;
    }
  for (; i < n; i++)
    if (p[i] & 0x80)
      return FALSE;

  return TRUE;
}

/* From the counts at each stretch, where each STRETCH-th unit lies. */
static void
measure_finish (Measure *self, gsize n_stretches)
{
  gsize n = self->total / STRETCH + 1;
  gsize stretch = 0;

  self->stretch = g_new (guint32, n);
  for (gsize i = 0; i < n; i++)
    {
      while (stretch + 1 < n_stretches && self->before[stretch + 1] <= i * STRETCH)
        stretch++;
      self->stretch[i] = stretch;
    }
}

static void
build (ManiOffsetMap *self)
{
  gsize n_stretches = (self->n_bytes + STRETCH - 1) / STRETCH;
  guint n_chars = 0, n_astral = 0;

  self->chars.before = g_new (guint32, n_stretches + 1);
  self->utf16.before = g_new (guint32, n_stretches + 1);

  for (gsize i = 0; i < n_stretches; i++)
    {
      guint more_chars, more_astral;

      self->chars.before[i] = n_chars;
      self->utf16.before[i] = n_chars + n_astral;
      count_stretch (self->text + i * STRETCH, MIN (STRETCH, self->n_bytes - i * STRETCH),
                     &more_chars, &more_astral);
      n_chars += more_chars;
      n_astral += more_astral;
    }

  self->chars.before[n_stretches] = self->chars.total = n_chars;
  self->utf16.before[n_stretches] = self->utf16.total = n_chars + n_astral;
  self->has_astral = n_astral > 0;

  measure_finish (&self->chars, n_stretches);
  if (self->has_astral)
    measure_finish (&self->utf16, n_stretches);
  else
    g_clear_pointer (&self->utf16.before, g_free);
}

ManiOffsetMap *
mani_offset_map_new (const char *text, gsize n_bytes)
{
  ManiOffsetMap *self;

  g_return_val_if_fail (text != NULL || n_bytes == 0, NULL);

  self = g_new0 (ManiOffsetMap, 1);
  self->text = text != NULL ? text : "";
  self->n_bytes = n_bytes;
  self->is_ascii = is_ascii (self->text, n_bytes);

  if (self->is_ascii)
    self->chars.total = self->utf16.total = n_bytes;
  else
    build (self);

  return self;
}

void
mani_offset_map_free (ManiOffsetMap *self)
{
  if (self == NULL)
    return;

  g_free (self->chars.before);
  g_free (self->chars.stretch);
  g_free (self->utf16.before);
  g_free (self->utf16.stretch);
  g_free (self);
}

const char *
mani_offset_map_get_text (const ManiOffsetMap *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

guint
mani_offset_map_get_n_chars (const ManiOffsetMap *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->chars.total;
}

gsize
mani_offset_map_get_n_bytes (const ManiOffsetMap *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_bytes;
}

guint
mani_offset_map_get_n_utf16 (const ManiOffsetMap *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->utf16.total;
}

/* The first byte of the character that has the unit. */
static gsize
unit_to_byte (const ManiOffsetMap *self, const Measure *measure, guint unit)
{
  gboolean utf16 = measure == &self->utf16;
  guint32 stretch;
  guint count;
  gsize byte;

  if (unit == measure->total)
    return self->n_bytes;

  stretch = measure->stretch[unit / STRETCH];
  while (measure->before[stretch + 1] <= unit)
    stretch++;

  count = measure->before[stretch];
  byte = (gsize) stretch * STRETCH;

  for (; byte + 8 <= self->n_bytes; byte += 8)
    {
      guint more = units_of_word (load_word (self->text + byte), utf16);

      if (count + more > unit)
        break;
      count += more;
    }
  for (;; byte++)
    {
      count += units_of_byte (self->text[byte], utf16);
      if (count > unit)
        return byte;
    }
}

/* How many units begin before @byte. */
static guint
units_before (const ManiOffsetMap *self, const Measure *measure, gsize byte)
{
  gsize start = byte / STRETCH * STRETCH;

  if (byte == self->n_bytes)
    return measure->total;

  return measure->before[byte / STRETCH] +
         count_units (self->text + start, byte - start, measure == &self->utf16);
}

gsize
mani_offset_map_char_to_byte (const ManiOffsetMap *self, guint offset)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (offset <= self->chars.total, self->n_bytes);

  return self->is_ascii ? offset : unit_to_byte (self, &self->chars, offset);
}

guint
mani_offset_map_byte_to_char (const ManiOffsetMap *self, gsize byte)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (byte <= self->n_bytes, self->chars.total);

  if (self->is_ascii)
    return byte;

  while (byte < self->n_bytes && (self->text[byte] & 0xc0) == 0x80)
    byte--;

  return units_before (self, &self->chars, byte);
}

guint
mani_offset_map_char_to_utf16 (const ManiOffsetMap *self, guint offset)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (offset <= self->chars.total, self->utf16.total);

  if (!self->has_astral)
    return offset;

  return units_before (self, &self->utf16, unit_to_byte (self, &self->chars, offset));
}

guint
mani_offset_map_utf16_to_char (const ManiOffsetMap *self, guint unit)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (unit <= self->utf16.total, self->chars.total);

  if (!self->has_astral)
    return unit;

  return units_before (self, &self->chars, unit_to_byte (self, &self->utf16, unit));
}

char *
mani_offset_map_dup_slice (const ManiOffsetMap *self, guint start, guint end)
{
  gsize first, last;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (start <= end && end <= self->chars.total, NULL);

  first = mani_offset_map_char_to_byte (self, start);
  last = mani_offset_map_char_to_byte (self, end);

  return g_strndup (self->text + first, last - first);
}
