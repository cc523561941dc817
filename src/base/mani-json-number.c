/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Numbers as whole digits times a power of ten, and what they are in binary. */

#include "mani-json-number-private.h"

/* A number as digits x 10^exponent. */
typedef struct
{
  gboolean is_negative;
  gboolean is_exact; /* FALSE when the digits are too many for 64 bits or the exponent is far out */
  guint64 digits;
  gint exponent;
} Decimal;

/* Beyond this an exponent is not counted further: no number of that size is of use here. */
#define EXPONENT_MAX 100000

/* The digits of a number without the zeros that end it: 1.50e3 is 15 x 10^2. */
static Decimal
read_decimal (const guchar *p, gsize n_bytes)
{
  const guchar *end = p + n_bytes;
  Decimal decimal = { .is_exact = TRUE };
  gboolean in_fraction = FALSE;
  gint n_zeros = 0; /* not yet counted as digits */
  gint exponent = 0;
  gboolean is_exponent_negative = FALSE;

  if (*p == '-')
    {
      decimal.is_negative = TRUE;
      p++;
    }

  for (; p < end && *p != 'e' && *p != 'E'; p++)
    {
      if (*p == '.')
        {
          in_fraction = TRUE;
          continue;
        }

      if (in_fraction)
        decimal.exponent--;
      n_zeros++;
      if (*p == '0')
        continue;

      for (; n_zeros > 0 && decimal.is_exact; n_zeros--)
        decimal.is_exact = g_uint64_checked_mul (&decimal.digits, decimal.digits, 10);
      decimal.is_exact =
          decimal.is_exact && g_uint64_checked_add (&decimal.digits, decimal.digits, *p - '0');
      n_zeros = 0;
    }

  for (; p < end; p++)
    {
      if (*p == '-')
        is_exponent_negative = TRUE;
      else if (g_ascii_isdigit (*p))
        exponent = MIN (exponent * 10 + (*p - '0'), EXPONENT_MAX);
    }
  if (exponent == EXPONENT_MAX && decimal.digits != 0)
    decimal.is_exact = FALSE;

  decimal.exponent += n_zeros + (is_exponent_negative ? -exponent : exponent);
  if (decimal.digits == 0)
    decimal.exponent = 0;

  return decimal;
}

double
mani_json_number_to_double (const guchar *number, gsize n_bytes)
{
  /* All powers of ten that a double holds exactly. */
  static const double powers[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };
  const gint n_powers = G_N_ELEMENTS (powers);
  Decimal decimal = read_decimal (number, n_bytes);
  g_autofree char *text = NULL;

  /* One operation on two exact doubles is rounded once, so it is right (Clinger 1990, section 3).
   */
  if (decimal.is_exact && decimal.digits <= G_GUINT64_CONSTANT (1) << 53 &&
      decimal.exponent > -n_powers && decimal.exponent < n_powers)
    {
      double value = (double) decimal.digits;

      if (decimal.exponent < 0)
        value /= powers[-decimal.exponent];
      else
        value *= powers[decimal.exponent];
      return decimal.is_negative ? -value : value;
    }

  text = g_strndup ((const char *) number, n_bytes);
  return g_ascii_strtod (text, NULL);
}

gboolean
mani_json_number_to_int64 (const guchar *number, gsize n_bytes, gint64 *value)
{
  Decimal decimal = read_decimal (number, n_bytes);

  if (!decimal.is_exact || decimal.exponent < 0)
    return FALSE;

  for (; decimal.exponent > 0; decimal.exponent--)
    if (!g_uint64_checked_mul (&decimal.digits, decimal.digits, 10))
      return FALSE;

  if (decimal.digits > (guint64) G_MAXINT64 + decimal.is_negative)
    return FALSE;

  *value = decimal.is_negative ? (gint64) -decimal.digits : (gint64) decimal.digits;
  return TRUE;
}
