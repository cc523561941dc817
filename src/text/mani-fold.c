/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Folding: one walk over a text, with tables that fill as characters are met. Where folded text
 * came from is found by walking again from the last of the places noted on the way. */

#include "mani-fold.h"

#include <string.h>

#define STEP 256

/* One character folds to at most this many: four by decomposition, each three by case folding. */
#define MAX_FOLD 18

/* What a character of the Basic Multilingual Plane becomes, in a table entry: a code point that is
 * a starter, or one of these. */
enum
{
  ENTRY_DROPPED = 0x110000,
  ENTRY_WHITE,
  ENTRY_SEVERAL, /* more than one, or a combining mark: fold_char() knows */
};

typedef struct
{
  gunichar c;
  guint origin;
} Piece;

/* Where the walk stood after so many folded bytes. */
typedef struct
{
  gsize folded;
  gsize byte;
  guint offset;
  gboolean after_space;
} Mark;

typedef struct
{
  ManiFoldFlags flags;
  const char *start, *p, *end;
  guint offset;
  gboolean after_space;
  GString *out;  /* NULL: nothing is kept, only counted */
  GArray *marks; /* nullable, of Mark */
  gsize n_out;   /* counted without out */
  gsize wanted;  /* the byte whose origin is looked for */
  guint origin;  /* of the byte wanted, once n_out is beyond it */
} Walk;

struct _ManiFolded
{
  const char *original;
  gsize n_original;
  guint n_chars;
  ManiFoldFlags flags;
  GString *text;
  GArray *marks;
};

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
        return g_unichar_fully_decompose (c, TRUE, result, MAX_FOLD);
    }

  return g_unichar_fully_decompose (c, FALSE, result, MAX_FOLD);
}

static guint
fold_char (gunichar c, ManiFoldFlags flags, gunichar *result)
{
  gunichar parts[MAX_FOLD];
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
          gunichar again[MAX_FOLD];
          guint n_again = g_unichar_fully_decompose (g_utf8_get_char (p), FALSE, again, MAX_FOLD);

          for (guint j = 0; j < n_again && n < MAX_FOLD; j++)
            if ((flags & MANI_FOLD_MARKS) == 0 || !is_looked_past (again[j]))
              result[n++] = again[j];
        }
    }

  return n;
}

static guint32
make_entry (gunichar c, ManiFoldFlags flags)
{
  gunichar result[MAX_FOLD];
  guint n;

  if ((flags & MANI_FOLD_SPACE) != 0 && is_white (c))
    return ENTRY_WHITE;

  n = fold_char (c, flags, result);
  if (n == 0)
    return ENTRY_DROPPED;
  if (n > 1 || g_unichar_combining_class (result[0]) != 0)
    return ENTRY_SEVERAL;

  return result[0];
}

/* Tables of 256 entries, made when first met and kept for good. */
static guint32
get_entry (gunichar c, ManiFoldFlags flags)
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

static void
emit (Walk *walk, gunichar c, guint origin)
{
  walk->after_space = FALSE;

  if (walk->out == NULL)
    {
      gsize before = walk->n_out;

      walk->n_out += c < 0x80 ? 1 : g_unichar_to_utf8 (c, NULL);
      if (before <= walk->wanted && walk->n_out > walk->wanted)
        walk->origin = origin;
    }
  else if (c < 0x80)
    g_string_append_c (walk->out, c);
  else
    g_string_append_unichar (walk->out, c);
}

static void
emit_white (Walk *walk, guint origin)
{
  if (walk->after_space)
    return;

  emit (walk, ' ', origin);
  walk->after_space = TRUE;
}

/* Emits a character that is several, with the marks behind it, in canonical order: sorted by
 * combining class, stably, between starters. */
static void
emit_several (Walk *walk, gunichar c)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));

  do
    {
      gunichar result[MAX_FOLD];
      guint n = fold_char (c, walk->flags, result);

      for (guint i = 0; i < n; i++)
        {
          Piece piece = { result[i], walk->offset };
          int combining_class = g_unichar_combining_class (result[i]);
          guint at = pieces->len;

          while (combining_class != 0 && at > 0 &&
                 g_unichar_combining_class (g_array_index (pieces, Piece, at - 1).c) >
                     combining_class)
            at--;
          g_array_insert_val (pieces, at, piece);
        }

      walk->p = g_utf8_next_char (walk->p);
      walk->offset++;
      c = walk->p < walk->end ? g_utf8_get_char (walk->p) : 0;
    }
  while (walk->flags != MANI_FOLD_NONE && g_unichar_combining_class (c) != 0 && pieces->len < 64);

  for (guint i = 0; i < pieces->len; i++)
    {
      Piece *piece = &g_array_index (pieces, Piece, i);

      emit (walk, piece->c, piece->origin);
    }
}

static void
fold_next (Walk *walk)
{
  gunichar c = g_utf8_get_char (walk->p);
  guint32 entry = get_entry (c, walk->flags);

  if (entry == ENTRY_SEVERAL)
    {
      emit_several (walk, c);
      return;
    }

  if (entry == ENTRY_WHITE)
    emit_white (walk, walk->offset);
  else if (entry != ENTRY_DROPPED)
    emit (walk, entry, walk->offset);

  walk->p = g_utf8_next_char (walk->p);
  walk->offset++;
}

/* ASCII up to the next character that is not, or @n bytes of it: the greater part of most texts. */
static void
fold_ascii (Walk *walk, const guint8 *table, gsize n)
{
  const guint8 *p = (const guint8 *) walk->p;
  const guint8 *end = (const guint8 *) MIN (walk->end, walk->p + n);
  gboolean squeeze = (walk->flags & MANI_FOLD_SPACE) != 0;
  gboolean after_space = walk->after_space;
  gsize before = walk->out->len;
  guint8 *out;

  g_string_set_size (walk->out, before + n);
  out = (guint8 *) walk->out->str + before;

  for (; p < end && *p < 0x80; p++)
    {
      gboolean is_space = squeeze && table[*p] == ' ';

      *out = table[*p];
      out += !(is_space && after_space);
      after_space = is_space;
    }

  walk->after_space = after_space;
  walk->offset += p - (const guint8 *) walk->p;
  walk->p = (const char *) p;
  g_string_truncate (walk->out, (const char *) out - walk->out->str);
}

static void
note (Walk *walk)
{
  Mark *last =
      walk->marks->len == 0 ? NULL : &g_array_index (walk->marks, Mark, walk->marks->len - 1);
  gsize byte = walk->p - walk->start;
  Mark mark = { walk->out->len, byte, walk->offset, walk->after_space };

  if (last == NULL || byte - last->byte >= STEP || walk->out->len - last->folded >= STEP)
    g_array_append_val (walk->marks, mark);
}

static void
fold_all (Walk *walk)
{
  guint8 table[128];

  for (guint c = 0; c < G_N_ELEMENTS (table); c++)
    {
      guint32 entry = get_entry (c, walk->flags);

      table[c] = entry == ENTRY_WHITE ? ' ' : entry;
    }

  while (walk->p < walk->end)
    {
      if (walk->marks != NULL)
        note (walk);
      if ((*walk->p & 0x80) == 0)
        fold_ascii (walk, table, STEP);
      else
        fold_next (walk);
    }
}

ManiFolded *
mani_fold_new (const char *text, gssize n_bytes, ManiFoldFlags flags)
{
  ManiFolded *self;
  Walk walk;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail ((flags & ~MANI_FOLD_ALL) == 0, NULL);

  self = g_new0 (ManiFolded, 1);
  self->original = text;
  self->n_original = n_bytes < 0 ? strlen (text) : (gsize) n_bytes;
  self->flags = flags;
  self->text = g_string_sized_new (self->n_original + STEP);
  self->marks = g_array_sized_new (FALSE, FALSE, sizeof (Mark), self->n_original / STEP + 1);

  walk = (Walk){
    .flags = flags,
    .start = text,
    .p = text,
    .end = text + self->n_original,
    .out = self->text,
    .marks = self->marks,
  };
  fold_all (&walk);
  self->n_chars = walk.offset;

  return self;
}

void
mani_folded_free (ManiFolded *self)
{
  if (self == NULL)
    return;

  g_string_free (self->text, TRUE);
  g_array_unref (self->marks);
  g_free (self);
}

const char *
mani_folded_get_text (const ManiFolded *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text->str;
}

gsize
mani_folded_get_n_bytes (const ManiFolded *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->text->len;
}

/* The last mark that stands at or before the byte. */
static const Mark *
find_mark (const ManiFolded *self, gsize folded_byte)
{
  guint low = 0, high = self->marks->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->marks, Mark, middle).folded <= folded_byte)
        low = middle;
      else
        high = middle;
    }

  return &g_array_index (self->marks, Mark, low);
}

guint
mani_folded_to_original (const ManiFolded *self, gsize folded_byte)
{
  const Mark *mark;
  Walk walk;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (folded_byte <= self->text->len, self->n_chars);

  if (folded_byte == self->text->len)
    return self->n_chars;

  mark = find_mark (self, folded_byte);
  walk = (Walk){
    .flags = self->flags,
    .start = self->original,
    .p = self->original + mark->byte,
    .end = self->original + self->n_original,
    .offset = mark->offset,
    .after_space = mark->after_space,
    .wanted = folded_byte - mark->folded,
  };
  while (walk.n_out <= walk.wanted)
    fold_next (&walk);

  return walk.origin;
}

char *
mani_fold_string (const char *text, ManiFoldFlags flags)
{
  gsize n_bytes;
  Walk walk;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail ((flags & ~MANI_FOLD_ALL) == 0, NULL);

  n_bytes = strlen (text);
  walk = (Walk){
    .flags = flags,
    .start = text,
    .p = text,
    .end = text + n_bytes,
    .out = g_string_sized_new (n_bytes + STEP),
  };
  fold_all (&walk);

  return g_string_free (walk.out, FALSE);
}
