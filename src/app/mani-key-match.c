/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of the US keyboard by evdev codes (linux/input-event-codes.h). */

#include "mani-key-match.h"

#include <string.h>

gunichar
mani_key_match_by_value (guint keyval)
{
  return g_unichar_tolower (gdk_keyval_to_unicode (keyval));
}

gunichar
mani_key_match_by_place (guint keycode)
{
  static const struct
  {
    guint first;
    const char *characters;
  } rows[] = {
    { 10, "1234567890-=" },
    { 24, "qwertyuiop[]" },
    { 38, "asdfghjkl;'`" },
    { 51, "\\zxcvbnm,./" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint n = strlen (rows[i].characters);

      if (keycode >= rows[i].first && keycode < rows[i].first + n)
        return rows[i].characters[keycode - rows[i].first];
    }

  return 0;
}
