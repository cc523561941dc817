/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of JSON: how far white space, the inside of a string and a number reach. Each function
 * stops at the first byte that does not belong and leaves it to the reader to say what is wrong
 * with it. Here is where the time goes, hence eight bytes at a step and inline. */

#pragma once

#include <glib.h>
#include <string.h>

#define MANI_JSON_EACH_BYTE(byte) (G_GUINT64_CONSTANT (0x0101010101010101) * (byte))

/* Eight bytes, the first in the lowest bits. */
static inline guint64
mani_json_load (const guchar *p)
{
  guint64 word;

  memcpy (&word, p, sizeof word);
  return GUINT64_FROM_LE (word);
}

static inline gboolean
mani_json_is_white (guchar byte)
{
  return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

static inline const guchar *
mani_json_pass_white (const guchar *p, const guchar *end)
{
  if (G_LIKELY (p<end && * p> ' '))
    return p;

  while (p < end && mani_json_is_white (*p))
    {
      p++;
      while (end - p >= 8 && mani_json_load (p) == MANI_JSON_EACH_BYTE (' '))
        p += 8;
    }

  return p;
}

/* The length of the character beyond ASCII at @p; 0 when it is not well formed (Unicode, table
 * 3-7). */
static inline guint
mani_json_character_length (const guchar *p, const guchar *end)
{
  gsize n_bytes = end - p;

  if (p[0] < 0xc2)
    return 0;

  if (p[0] < 0xe0)
    return n_bytes >= 2 && (p[1] & 0xc0) == 0x80 ? 2 : 0;

  if (p[0] < 0xf0)
    {
      if (n_bytes < 3 || (p[1] & 0xc0) != 0x80 || (p[2] & 0xc0) != 0x80)
        return 0;
      if ((p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xed && p[1] > 0x9f))
        return 0;
      return 3;
    }

  if (p[0] > 0xf4 || n_bytes < 4)
    return 0;
  if ((p[1] & 0xc0) != 0x80 || (p[2] & 0xc0) != 0x80 || (p[3] & 0xc0) != 0x80)
    return 0;
  if ((p[0] == 0xf0 && p[1] < 0x90) || (p[0] == 0xf4 && p[1] > 0x8f))
    return 0;
  return 4;
}

/* The top bit of each byte set where the byte has this bit. */
#define MANI_JSON_WITH_BIT(word, bit) ((word) << (7 - (bit)) & MANI_JSON_EACH_BYTE (0x80))

/* Whether eight bytes are well-formed UTF-8 by their patterns alone: each lead is followed by as
 * many continuations as it asks for. @due has the top bit of each byte set that must be a
 * continuation because of what came before; it becomes the same for the eight bytes that follow.
 * FALSE also for the leads that ask for a closer look at the byte after them (0xc0, 0xc1, 0xe0,
 * 0xed, 0xf0 and above). */
static inline gboolean
mani_json_pattern_is_sound (guint64 word, guint64 *due)
{
  guint64 beyond = word & MANI_JSON_EACH_BYTE (0x80);
  guint64 lead = beyond & MANI_JSON_WITH_BIT (word, 6);
  guint64 lead3 = lead & MANI_JSON_WITH_BIT (word, 5);
  guint64 lead4 = lead3 & MANI_JSON_WITH_BIT (word, 4);
  guint64 nibble = word & MANI_JSON_EACH_BYTE (0x0f);
  guint64 is_not_c0 = (word & MANI_JSON_EACH_BYTE (0x1e)) + MANI_JSON_EACH_BYTE (0x7e);
  guint64 is_not_e0 = nibble + MANI_JSON_EACH_BYTE (0x7f);
  guint64 is_not_ed = (nibble ^ MANI_JSON_EACH_BYTE (0x0d)) + MANI_JSON_EACH_BYTE (0x7f);
  guint64 special = (lead & ~lead3 & ~is_not_c0) | (lead3 & ~(is_not_e0 & is_not_ed)) | lead4;
  guint64 expected = lead << 8 | lead3 << 16 | *due;

  if (special != 0 || (beyond & ~lead) != expected)
    return FALSE;

  *due = lead >> 56 | lead3 >> 48;
  return TRUE;
}

/* The value of the four hexadecimal digits at @p, or -1. */
static inline int
mani_json_hex4 (const guchar *p, const guchar *end)
{
  int value = 0;

  if (end - p < 4)
    return -1;

  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value ((char) p[i]);

      if (digit < 0)
        return -1;
      value = value << 4 | digit;
    }

  return value;
}

/* The escape at @p (a backslash): its length and in @character what it stands for; 0 when it is
 * none. */
static inline guint
mani_json_escape (const guchar *p, const guchar *end, gunichar *character)
{
  int high, low;

  *character = 0;

  if (end - p < 2)
    return 0;

  switch (p[1])
    {
    case '"':
    case '\\':
    case '/':
      *character = p[1];
      return 2;

    case 'b':
      *character = '\b';
      return 2;

    case 'f':
      *character = '\f';
      return 2;

    case 'n':
      *character = '\n';
      return 2;

    case 'r':
      *character = '\r';
      return 2;

    case 't':
      *character = '\t';
      return 2;

    case 'u':
      high = mani_json_hex4 (p + 2, end);
      if (high <= 0 || (high & 0xfc00) == 0xdc00)
        return 0;
      *character = high;
      if ((high & 0xfc00) != 0xd800)
        return 6;
      if (end - p < 12 || p[6] != '\\' || p[7] != 'u')
        return 0;
      low = mani_json_hex4 (p + 8, end);
      if (low < 0 || (low & 0xfc00) != 0xdc00)
        return 0;
      *character = 0x10000 + ((high & 0x3ff) << 10) + (low & 0x3ff);
      return 12;

    default:
      return 0;
    }
}

/* Past one character or escape of a string; @p itself where none can stand. */
static inline const guchar *
mani_json_pass_character (const guchar *p, const guchar *end, gboolean *has_escapes)
{
  gunichar character;

  if (*p >= 0x80)
    return p + mani_json_character_length (p, end);

  if (*p == '\\')
    {
      *has_escapes = TRUE;
      return p + mani_json_escape (p, end, &character);
    }

  return *p < 0x20 || *p == '"' ? p : p + 1;
}

/* Past the inside of a string, to its closing quotation mark or to what cannot stand in a string.
 */
static inline const guchar *
mani_json_pass_string (const guchar *p, const guchar *end, gboolean *has_escapes)
{
  const guchar *stop;

  *has_escapes = FALSE;

  for (;;)
    {
      guint64 due = 0;
      guint64 special = 0;

      while (end - p >= 8)
        {
          /* The top bit of a byte of @special is set for a quotation mark, a backslash or a control
           * character. A borrow can set it wrongly only above a right one. */
          guint64 word = mani_json_load (p);
          guint64 quote = (word ^ MANI_JSON_EACH_BYTE ('"')) - MANI_JSON_EACH_BYTE (1);
          guint64 backslash = (word ^ MANI_JSON_EACH_BYTE ('\\')) - MANI_JSON_EACH_BYTE (1);
          guint64 control = word - MANI_JSON_EACH_BYTE (0x20);

          special = (quote | backslash | control) & ~word & MANI_JSON_EACH_BYTE (0x80);
          if (((word & MANI_JSON_EACH_BYTE (0x80)) | due) != 0)
            {
              if (special != 0)
                word &= (special & -special) - 1;
              if (!mani_json_pattern_is_sound (word, &due))
                break;
            }
          if (special != 0)
            {
              p += __builtin_ctzll (special) / 8;
              if (*p == '"')
                return p;
              break;
            }
          p += 8;
        }

      /* What is special, not sound or the last of the data is looked at one by one, from where its
       * character begins. */
      stop = end - p > 8 ? p + 8 : end;
      if (due != 0)
        do
          p--;
        while ((*p & 0xc0) == 0x80);
      while (p < stop)
        {
          const guchar *next = mani_json_pass_character (p, end, has_escapes);

          if (next == p)
            return p;
          p = next;
        }
      if (p == end)
        return p;
    }
}

static inline const guchar *
mani_json_pass_digits (const guchar *p, const guchar *end)
{
  while (p < end && g_ascii_isdigit (*p))
    p++;
  return p;
}

/* Past the number at @p (a minus sign or digit), to what follows it; @is_whole says whether it was
 * complete there, otherwise a digit was missing. */
static inline const guchar *
mani_json_pass_number (const guchar *p,
                       const guchar *end,
                       gboolean *has_exponent,
                       gboolean *is_whole)
{
  const guchar *start;

  *has_exponent = FALSE;

  if (*p == '-')
    p++;

  start = p;
  p = p < end && *p == '0' ? p + 1 : mani_json_pass_digits (p, end);
  *is_whole = p > start;
  if (!*is_whole)
    return p;

  if (p < end && *p == '.')
    {
      start = ++p;
      p = mani_json_pass_digits (p, end);
      *is_whole = p > start;
      if (!*is_whole)
        return p;
    }

  if (p < end && (*p == 'e' || *p == 'E'))
    {
      *has_exponent = TRUE;
      p++;
      if (p < end && (*p == '+' || *p == '-'))
        p++;
      start = p;
      p = mani_json_pass_digits (p, end);
      *is_whole = p > start;
    }

  return p;
}
