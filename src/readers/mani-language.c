/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Counts the letters of each script at the start of a text. */

#include "mani-language-private.h"

/* Letters looked at; enough to be sure, and soon done. */
#define MAX_LETTERS 20000
#define MIN_LETTERS 20

static const struct
{
  GUnicodeScript script;
  const char *language;
} scripts[] = {
  { G_UNICODE_SCRIPT_ARMENIAN, "hy" }, { G_UNICODE_SCRIPT_GEORGIAN, "ka" },
  { G_UNICODE_SCRIPT_GREEK, "el" },    { G_UNICODE_SCRIPT_HANGUL, "ko" },
  { G_UNICODE_SCRIPT_HIRAGANA, "ja" }, { G_UNICODE_SCRIPT_HEBREW, "he" },
  { G_UNICODE_SCRIPT_THAI, "th" },     { G_UNICODE_SCRIPT_LAO, "lo" },
  { G_UNICODE_SCRIPT_KHMER, "km" },    { G_UNICODE_SCRIPT_SINHALA, "si" },
  { G_UNICODE_SCRIPT_TAMIL, "ta" },    { G_UNICODE_SCRIPT_TELUGU, "te" },
  { G_UNICODE_SCRIPT_KANNADA, "kn" },  { G_UNICODE_SCRIPT_MALAYALAM, "ml" },
  { G_UNICODE_SCRIPT_GUJARATI, "gu" },
};

static guint
find_script (GUnicodeScript script)
{
  guint i = 0;

  if (script == G_UNICODE_SCRIPT_KATAKANA)
    script = G_UNICODE_SCRIPT_HIRAGANA;
  while (i < G_N_ELEMENTS (scripts) && scripts[i].script != script)
    i++;

  return i;
}

const char *
mani_language_from_script (const char *text)
{
  guint counts[G_N_ELEMENTS (scripts) + 1] = { 0 }; /* the last: all other scripts */
  guint n_latin = 0, n_han = 0, n = 0, best = 0;
  gboolean is_certain;

  for (; *text != '\0' && n < MAX_LETTERS; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      GUnicodeScript script;

      if (!g_unichar_isalpha (c))
        continue;
      n++;
      script = g_unichar_get_script (c);
      if (script == G_UNICODE_SCRIPT_LATIN)
        n_latin++;
      else if (script == G_UNICODE_SCRIPT_HAN)
        n_han++;
      else if (script != G_UNICODE_SCRIPT_COMMON && script != G_UNICODE_SCRIPT_INHERITED)
        counts[find_script (script)]++;
    }

  for (guint i = 1; i < G_N_ELEMENTS (scripts); i++)
    if (counts[i] > counts[best])
      best = i;
  is_certain = counts[best] >= MIN_LETTERS && n_latin <= counts[best] + n_han;
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    is_certain = is_certain && (i == best || counts[i] * 20 <= counts[best]);
  /* Chinese characters belong to Japanese, and to older Korean, if they do not prevail. */
  if (n_han > 0)
    {
      gboolean is_japanese = scripts[best].script == G_UNICODE_SCRIPT_HIRAGANA;
      gboolean is_korean = scripts[best].script == G_UNICODE_SCRIPT_HANGUL;

      is_certain = is_certain && (is_japanese ? n_han <= 4 * counts[best]
                                  : is_korean ? n_han <= counts[best]
                                              : n_han * 20 <= counts[best]);
    }

  return is_certain ? scripts[best].language : NULL;
}
