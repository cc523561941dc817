/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bidirectional types come from FriBidi, which Pango uses too. */

#include "mani-direction.h"

#include <fribidi.h>

ManiDirection
mani_direction_of_paragraph (const char *text, gsize n_bytes, gboolean *is_bidi)
{
  ManiDirection direction = MANI_DIRECTION_NONE;
  gboolean found = FALSE;

  for (const char *p = text; p < text + n_bytes; p = g_utf8_next_char (p))
    {
      FriBidiCharType type;

      if ((guchar) *p < 0x80)
        {
          if (direction == MANI_DIRECTION_NONE && g_ascii_isalpha (*p))
            direction = MANI_DIRECTION_LTR;
          continue;
        }
      type = fribidi_get_bidi_type (g_utf8_get_char (p));
      if (direction == MANI_DIRECTION_NONE && FRIBIDI_IS_STRONG (type) && FRIBIDI_IS_LETTER (type))
        direction = FRIBIDI_IS_RTL (type) ? MANI_DIRECTION_RTL : MANI_DIRECTION_LTR;
      if (FRIBIDI_IS_RTL (type) || FRIBIDI_IS_EXPLICIT_OR_ISOLATE_OR_BN_OR_NSM (type))
        found = found || (type != FRIBIDI_TYPE_NSM && type != FRIBIDI_TYPE_BN);
    }

  if (is_bidi != NULL)
    *is_bidi = found;

  return direction;
}
