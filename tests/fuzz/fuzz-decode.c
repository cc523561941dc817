/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever the bytes of a text file, decoding gives clean UTF-8 or an error. The first byte chooses
 * the encoding asked for; above the list, none is. */

#include "mani-decode.h"

#include "mani-error.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *const *charsets = mani_decode_list_charsets ();
  ManiDecodeOrigin origin = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const char *charset = NULL;

  if (size == 0)
    return 0;
  if (data[0] < g_strv_length ((GStrv) charsets))
    charset = charsets[data[0]];

  text = mani_decode ((const char *) data + 1, size - 1, charset, "fuzz", &origin, &error);
  if (text == NULL)
    {
      g_assert_true (g_error_matches (error, MANI_ERROR, MANI_ERROR_INVALID) ||
                     g_error_matches (error, MANI_ERROR, MANI_ERROR_UNSUPPORTED));
      return 0;
    }

  g_assert_no_error (error);
  g_assert_nonnull (origin.charset);
  g_assert_nonnull (origin.newline);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_assert_true (c == '\t' || c == '\n' || !g_unichar_iscntrl (c));
    }

  return 0;
}
