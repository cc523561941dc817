/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What single characters fold to: by GLib's tables of Unicode and a few of our own. */

#include "mani-fold-char-private.h"

static gunichar
fold_quote (gunichar c)
{
  switch (c)
    {
    case 0x0060: /* grave accent */
    case 0x00b4: /* acute accent */
    case 0x02b9: /* modifier letter prime */
    case 0x02bb: /* modifier letter turned comma */
    case 0x02bc: /* modifier letter apostrophe */
    case 0x055a: /* Armenian apostrophe */
    case 0x05f3: /* Hebrew geresh */
    case 0x2018:
    case 0x2019:
    case 0x201a:
    case 0x201b:
    case 0x2032: /* prime */
    case 0x2039: /* single guillemets */
    case 0x203a:
      return '\'';

    case 0x00ab: /* guillemets */
    case 0x00bb:
    case 0x05f4: /* Hebrew gershayim */
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0x201f:
    case 0x2033: /* double prime */
    case 0x301d: /* double prime quotation marks of East Asia */
    case 0x301e:
    case 0x301f:
      return '"';

    case 0x058a: /* Armenian hyphen */
    case 0x05be: /* Hebrew maqaf */
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2043: /* hyphen bullet */
    case 0x2212: /* minus */
    case 0xfe58:
    case 0xfe63:
      return '-';

    default:
      return c;
    }
}

/* Letters whose stroke is no combining mark, so that decomposition leaves it. */
static gunichar
without_stroke (gunichar c)
{
  static const struct
  {
    gunichar from;
    char to;
  } strokes[] = {
    { 0x00d8, 'O' }, { 0x00f8, 'o' }, { 0x0110, 'D' }, { 0x0111, 'd' }, { 0x0126, 'H' },
    { 0x0127, 'h' }, { 0x0141, 'L' }, { 0x0142, 'l' }, { 0x0166, 'T' }, { 0x0167, 't' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (strokes); i++)
    if (strokes[i].from == c)
      return strokes[i].to;

  return c;
}

/* Whether MANI_FOLD_MARKS looks past it. Combining classes: 1 overlays, 10 to 36 the points of
 * Hebrew, Arabic and Syriac, 200 and above what sits around a letter; not 7 to 9 (nukta, kana
 * voicing, virama) nor 84 to 132 (vowels of Telugu, Thai, Lao, Tibetan). */
static gboolean
is_looked_past (gunichar c)
{
  int combining_class = g_unichar_combining_class (c);

  if (combining_class != 0)
    return combining_class == 1 || (combining_class >= 10 && combining_class <= 36) ||
           combining_class >= 200;

  return c == 0x00ad || c == 0x034f || c == 0x0640 || c == 0x061c || (c >= 0x180b && c <= 0x180f) ||
         (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2060 && c <= 0x206f) || (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff ||
         (c >= 0xe0100 && c <= 0xe01ef);
}

/* NEL and VT are white space too, whatever GLib's table says. */
static gboolean
is_white (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x0b || c == 0x85;
}

static guint
decompose (gunichar c, ManiFoldFlags flags, gunichar *result)
{
  if ((flags & MANI_FOLD_WIDTH) != 0)
    {
      if (c == 0x3000)
        c = ' ';
      else if (c == 0xffe3)
        c = 0x00af; /* not on to space and macron */
      else if (c >= 0xff01 && c <= 0xffee)
        return g_unichar_fully_decompose (c, TRUE, result, MANI_FOLD_MAX);
    }

  return g_unichar_fully_decompose (c, FALSE, result, MANI_FOLD_MAX);
}

guint
mani_fold_char (gunichar c, ManiFoldFlags flags, gunichar *result)
{
  gunichar parts[MANI_FOLD_MAX];
  guint n_parts, n = 0;

  if (flags == MANI_FOLD_NONE)
    {
      result[0] = c;
      return 1;
    }

  n_parts = decompose (c, flags, parts);

  for (guint i = 0; i < n_parts; i++)
    {
      gunichar part = parts[i];
      char utf8[7] = { 0 };
      g_autofree char *folded = NULL;

      if ((flags & MANI_FOLD_MARKS) != 0)
        {
          if (is_looked_past (part))
            continue;
          part = without_stroke (part);
        }
      if ((flags & MANI_FOLD_QUOTES) != 0)
        part = fold_quote (part);
      if ((flags & MANI_FOLD_CASE) == 0)
        {
          result[n++] = part;
          continue;
        }

      g_unichar_to_utf8 (part, utf8);
      folded = g_utf8_casefold (utf8, -1);
      for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
        {
          gunichar again[MANI_FOLD_MAX];
          guint n_again =
              g_unichar_fully_decompose (g_utf8_get_char (p), FALSE, again, MANI_FOLD_MAX);

          for (guint j = 0; j < n_again && n < MANI_FOLD_MAX; j++)
            if ((flags & MANI_FOLD_MARKS) == 0 || !is_looked_past (again[j]))
              result[n++] = again[j];
        }
    }

  return n;
}

static guint32
make_entry (gunichar c, ManiFoldFlags flags)
{
  gunichar result[MANI_FOLD_MAX];
  guint n;

  if ((flags & MANI_FOLD_SPACE) != 0 && is_white (c))
    return MANI_FOLD_ENTRY_WHITE;

  n = mani_fold_char (c, flags, result);
  if (n == 0)
    return MANI_FOLD_ENTRY_DROPPED;
  if (n > 1 || g_unichar_combining_class (result[0]) != 0)
    return MANI_FOLD_ENTRY_SEVERAL;

  return result[0];
}

/* Tables of 256 entries, made when first met and kept for good. */
guint32
mani_fold_get_entry (gunichar c, ManiFoldFlags flags)
{
  static guint32 *pages[MANI_FOLD_ALL + 1][256];
  guint32 **place;
  guint32 *page;

  if (c > 0xffff)
    return make_entry (c, flags);

  place = &pages[flags][c >> 8];
  page = g_atomic_pointer_get (place);
  if (page == NULL)
    {
      page = g_new (guint32, 256);
      for (guint i = 0; i < 256; i++)
        page[i] = make_entry ((c & ~0xffu) + i, flags);
      if (!g_atomic_pointer_compare_and_exchange (place, NULL, page))
        {
          g_free (page);
          page = g_atomic_pointer_get (place);
        }
    }

  return page[c & 0xff];
}
