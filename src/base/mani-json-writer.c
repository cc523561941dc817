/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The scalars of JSON as text. */

#include "mani-json-writer.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "mani-json-lex-private.h"

/* Past what stands as it is. */
static const char *
pass_plain (const char *p, const char *end)
{
  while (end - p >= 8)
    {
      /* As in mani_json_pass_string(), but bytes beyond ASCII are plain: they are masked out last.
       */
      guint64 word = mani_json_load ((const guchar *) p);
      guint64 ascii = word & MANI_JSON_EACH_BYTE (0x7f);
      guint64 quote = (ascii ^ MANI_JSON_EACH_BYTE ('"')) - MANI_JSON_EACH_BYTE (1);
      guint64 backslash = (ascii ^ MANI_JSON_EACH_BYTE ('\\')) - MANI_JSON_EACH_BYTE (1);
      guint64 control = ascii - MANI_JSON_EACH_BYTE (0x20);

      if (((quote | backslash | control) & ~word & MANI_JSON_EACH_BYTE (0x80)) != 0)
        break;
      p += 8;
    }

  while (p < end && (guchar) *p >= 0x20 && *p != '"' && *p != '\\')
    p++;
  return p;
}

static void
append_escape (GString *json, char character)
{
  switch (character)
    {
    case '"':
      g_string_append (json, "\\\"");
      break;

    case '\\':
      g_string_append (json, "\\\\");
      break;

    case '\b':
      g_string_append (json, "\\b");
      break;

    case '\f':
      g_string_append (json, "\\f");
      break;

    case '\n':
      g_string_append (json, "\\n");
      break;

    case '\r':
      g_string_append (json, "\\r");
      break;

    case '\t':
      g_string_append (json, "\\t");
      break;

    default:
      g_string_append_printf (json, "\\u%04x", character);
      break;
    }
}

void
mani_json_append_string (GString *json, const char *text, gssize n_bytes)
{
  const char *end;

  g_return_if_fail (json != NULL);
  g_return_if_fail (text != NULL);

  end = text + (n_bytes < 0 ? (gssize) strlen (text) : n_bytes);

  g_string_append_c (json, '"');
  while (text < end)
    {
      const char *stop = pass_plain (text, end);

      g_string_append_len (json, text, stop - text);
      text = stop;
      if (text < end)
        append_escape (json, *text++);
    }
  g_string_append_c (json, '"');
}

/* @number without its last zeros, x 10^@exponent, spelt as ECMAScript has it (ECMA-262,
 * Number::toString) but for the plus sign in an exponent. */
static void
append_decimal (GString *json, guint64 number, gint exponent)
{
  char digits[24];
  gint n_digits, point;

  while (number % 10 == 0)
    {
      number /= 10;
      exponent++;
    }
  n_digits = g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, number);
  point = n_digits + exponent; /* 0.DIGITS x 10^point */

  if (point > 21 || point < -5)
    {
      g_string_append_c (json, digits[0]);
      if (n_digits > 1)
        {
          g_string_append_c (json, '.');
          g_string_append_len (json, digits + 1, n_digits - 1);
        }
      g_string_append_c (json, 'e');
      mani_json_append_int64 (json, point - 1);
    }
  else if (point <= 0)
    {
      g_string_append (json, "0.");
      for (gint i = point; i < 0; i++)
        g_string_append_c (json, '0');
      g_string_append_len (json, digits, n_digits);
    }
  else
    {
      g_string_append_len (json, digits, MIN (n_digits, point));
      for (gint i = n_digits; i < point; i++)
        g_string_append_c (json, '0');
      if (n_digits > point)
        {
          g_string_append_c (json, '.');
          g_string_append_len (json, digits + point, n_digits - point);
        }
    }
}

#ifdef __SIZEOF_INT128__
#define FIXED_BITS_MAX 124

/* Numbers of usual size, in fixed point: digits are made until what is left is less than the
 * distance to where another double begins (Steele and White, How to Print Floating-Point Numbers
 * Accurately, 1990). */
static gboolean
append_fixed (GString *json, double value)
{
  gint binary_exponent;
  guint64 bits = (guint64) ldexp (frexp (value, &binary_exponent), DBL_MANT_DIG);
  gint n_bits =
      DBL_MANT_DIG - binary_exponent + 2; /* of the fraction, in quarters of the last bit */
  gboolean is_even = bits % 2 == 0;
  unsigned __int128 one, half, rest, below, above;
  guint64 number;
  gint exponent = 0;

  if (n_bits < 2 || n_bits > FIXED_BITS_MAX)
    return FALSE;

  one = (unsigned __int128) 1 << n_bits;
  half = one / 2;
  rest = (unsigned __int128) bits << 2;
  number = (guint64) (rest >> n_bits);
  rest &= one - 1;

  /* Half of the distance to the next double; below a power of two they lie closer. */
  above = 2;
  below = bits == G_GUINT64_CONSTANT (1) << (DBL_MANT_DIG - 1) ? 1 : 2;

  while (rest != 0)
    {
      gboolean may_stay, may_rise;

      rest *= 10;
      below *= 10;
      above *= 10;
      number = number * 10 + (guint64) (rest >> n_bits);
      exponent--;
      rest &= one - 1;

      may_stay = is_even ? rest <= below : rest < below;
      may_rise = is_even ? rest + above >= one : rest + above > one;
      if (may_stay || may_rise)
        {
          if (may_rise && (!may_stay || rest > half || (rest == half && number % 2 == 1)))
            number++;
          break;
        }
    }

  append_decimal (json, number, exponent);
  return TRUE;
}
#else
static gboolean
append_fixed (GString *json, double value)
{
  return FALSE;
}
#endif

static gboolean
decimal_is (guint64 number, gint exponent, double value)
{
  char text[40];

  g_snprintf (text, sizeof text, "%" G_GUINT64_FORMAT "e%d", number, exponent);
  return g_ascii_strtod (text, NULL) == value;
}

/* The @n_digits digits nearest to @value. */
static void
round_to_digits (double value, gint n_digits, guint64 *number, gint *exponent)
{
  char format[8];
  char text[40];
  char *p;

  g_snprintf (format, sizeof format, "%%.%de", n_digits - 1);
  g_ascii_formatd (text, sizeof text, format, value);

  *number = 0;
  for (p = text; *p != 'e'; p++)
    if (*p != '.')
      *number = *number * 10 + (*p - '0');
  *exponent = (gint) g_ascii_strtoll (p + 1, NULL, 10) - (n_digits - 1);
}

/* Any positive number, slowly. If 15 digits give it back, no shorter ones do but the same without
 * their last zeros; only a number below DBL_MIN, which has fewer bits, may do with less. */
static void
append_long (GString *json, double value)
{
  gint unused;
  guint64 number = 0;
  gint exponent = 0;

  for (gint n_digits = value < DBL_MIN ? 1 : DBL_DIG; n_digits <= 17; n_digits++)
    {
      round_to_digits (value, n_digits, &number, &exponent);
      if (decimal_is (number, exponent, value))
        break;

      /* Under a power of two doubles lie closer than above: the next digits up may do instead. */
      if (frexp (value, &unused) == 0.5 && decimal_is (number + 1, exponent, value))
        {
          number++;
          break;
        }
    }

  append_decimal (json, number, exponent);
}

void
mani_json_append_double (GString *json, double value)
{
  g_return_if_fail (json != NULL);
  g_return_if_fail (isfinite (value));

  if (signbit (value))
    g_string_append_c (json, '-');
  value = fabs (value);

  if (value == 0)
    g_string_append_c (json, '0');
  else if (!append_fixed (json, value))
    append_long (json, value);
}

void
mani_json_append_int64 (GString *json, gint64 value)
{
  char digits[24];
  char *p = digits + sizeof digits;
  guint64 rest = value < 0 ? -(guint64) value : (guint64) value;

  g_return_if_fail (json != NULL);

  do
    *--p = '0' + rest % 10;
  while ((rest /= 10) != 0);
  if (value < 0)
    *--p = '-';

  g_string_append_len (json, p, digits + sizeof digits - p);
}
