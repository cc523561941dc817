/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Folding: one walk over a text, with tables that fill as characters are met. Where folded text
 * came from is found by walking again from the last of the places noted on the way. */

#include "mani-fold.h"

#include "mani-fold-char-private.h"
#include "mani-fold-private.h"

#include <string.h>

#define STEP 256

/* Of a character with its combining marks no more are put in order together. */
#define MAX_PIECES 64

#define LANES G_GUINT64_CONSTANT (0x0101010101010101)
#define HIGH_BITS G_GUINT64_CONSTANT (0x8080808080808080)

typedef struct
{
  gunichar c;
  ManiFoldPlace origin;
} Piece;

typedef struct
{
  ManiFoldFlags flags;
  const char *start, *p, *end;
  guint offset;
  gboolean after_space;
  char *out; /* of n_allocated bytes; NULL: nothing is kept, only counted */
  gsize n_out;
  gsize n_allocated;
  GArray *marks; /* nullable, of ManiFoldMark */
  ManiFoldMark last_mark;
  gsize wanted;         /* the byte whose origin is looked for */
  ManiFoldPlace origin; /* of the byte wanted, once n_out is beyond it */
} Walk;

struct _ManiFolded
{
  const char *original;
  gsize n_original;
  guint n_chars;
  ManiFoldFlags flags;
  char *text;
  gsize n_text;
  GArray *marks;
};

/* For what comes of one character, and for STEP bytes of ASCII. */
static void
reserve (Walk *walk)
{
  gsize needed = walk->n_out + STEP + 8 * MAX_PIECES;

  if (walk->out != NULL && needed > walk->n_allocated)
    {
      walk->n_allocated = needed + needed / 2;
      walk->out = g_realloc (walk->out, walk->n_allocated);
    }
}

/* The character that the walk stands at. */
static inline ManiFoldPlace
here (const Walk *walk)
{
  return (ManiFoldPlace){ walk->p - walk->start, walk->offset };
}

static void
emit (Walk *walk, gunichar c, ManiFoldPlace origin)
{
  gsize before = walk->n_out;
  char *out = walk->out != NULL ? walk->out + before : NULL;

  walk->after_space = FALSE;
  if (c >= 0x80)
    walk->n_out += g_unichar_to_utf8 (c, out);
  else
    {
      walk->n_out++;
      if (out != NULL)
        *out = c;
    }

  if (before <= walk->wanted && walk->n_out > walk->wanted)
    walk->origin = origin;
}

static void
emit_white (Walk *walk, ManiFoldPlace origin)
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
      gunichar result[MANI_FOLD_MAX];
      guint n = mani_fold_char (c, walk->flags, result);

      for (guint i = 0; i < n; i++)
        {
          Piece piece = { result[i], here (walk) };
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
  while (walk->flags != MANI_FOLD_NONE && g_unichar_combining_class (c) != 0 &&
         pieces->len < MAX_PIECES);

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
  guint32 entry = mani_fold_get_entry (c, walk->flags);

  if (entry == MANI_FOLD_ENTRY_SEVERAL)
    {
      emit_several (walk, c);
      return;
    }

  if (entry == MANI_FOLD_ENTRY_WHITE)
    emit_white (walk, here (walk));
  else if (entry != MANI_FOLD_ENTRY_DROPPED)
    emit (walk, entry, here (walk));

  walk->p = g_utf8_next_char (walk->p);
  walk->offset++;
}

/* The high bit of each lane that is @n or more; all lanes are ASCII. */
static inline guint64
at_least (guint64 word, guint n)
{
  return ((word | HIGH_BITS) - n * LANES) & HIGH_BITS;
}

/* Folds eight bytes at once, if they are the common case: ASCII without control characters and
 * grave accents, no two spaces together. */
static inline gboolean
fold_word (const char *p, char *out, gboolean fold_case, gboolean *after_space)
{
  guint64 word, white, odd;

  memcpy (&word, p, sizeof word);
  word = GUINT64_FROM_LE (word);
  if ((word & HIGH_BITS) != 0)
    return FALSE;

  white = ~at_least (word, ' ' + 1) & HIGH_BITS;
  odd = (~at_least (word, ' ') | ~at_least (word ^ ('`' * LANES), 1)) & HIGH_BITS;
  if ((odd | (white & (white << 8 | (*after_space ? 0x80 : 0)))) != 0)
    return FALSE;

  if (fold_case)
    word |= (at_least (word, 'A') & ~at_least (word, 'Z' + 1)) >> 2;
  *after_space = (white >> 63) != 0;
  word = GUINT64_TO_LE (word);
  memcpy (out, &word, sizeof word);

  return TRUE;
}

/* ASCII up to the next character that is not, or about STEP bytes: the greater part of most texts.
 */
static void
fold_ascii (Walk *walk, const guint8 *table)
{
  const char *p = walk->p, *end = MIN (walk->end, walk->p + STEP);
  gboolean fold_case = (walk->flags & MANI_FOLD_CASE) != 0;
  gboolean squeeze = (walk->flags & MANI_FOLD_SPACE) != 0;
  gboolean after_space = walk->after_space;
  char *out = walk->out + walk->n_out;

  while (p < end && (*p & 0x80) == 0)
    {
      gboolean is_space;

      if (end - p >= 8 && fold_word (p, out, fold_case, &after_space))
        {
          p += 8;
          out += 8;
          continue;
        }

      *out = table[(guint8) *p++];
      is_space = squeeze && *out == ' ';
      out += !(is_space && after_space);
      after_space = is_space;
    }

  walk->after_space = squeeze && after_space;
  walk->offset += p - walk->p;
  walk->p = p;
  walk->n_out = out - walk->out;
}

static void
note (Walk *walk)
{
  gsize byte = walk->p - walk->start;

  if (byte > 0 && byte - walk->last_mark.place.byte < STEP &&
      walk->n_out - walk->last_mark.folded < STEP)
    return;

  walk->last_mark = (ManiFoldMark){ walk->n_out, here (walk), walk->after_space };
  g_array_append_val (walk->marks, walk->last_mark);
}

/* What each character of ASCII folds to; made when first asked for and kept for good. */
static const guint8 *
get_ascii_table (ManiFoldFlags flags)
{
  static guint8 *tables[MANI_FOLD_ALL + 1];

  if (g_once_init_enter (&tables[flags]))
    {
      guint8 *table = g_new (guint8, 128);

      for (guint c = 0; c < 128; c++)
        {
          guint32 entry = mani_fold_get_entry (c, flags);

          table[c] = entry == MANI_FOLD_ENTRY_WHITE ? ' ' : entry;
        }
      g_once_init_leave (&tables[flags], table);
    }

  return tables[flags];
}

/* Folds the whole text; its folded form is then in out, ended by a NUL. */
static void
fold_all (Walk *walk)
{
  const guint8 *table = get_ascii_table (walk->flags);

  walk->n_allocated = walk->end - walk->start + 2 * STEP + 8 * MAX_PIECES;
  walk->out = g_malloc (walk->n_allocated);

  while (walk->p < walk->end)
    {
      if (walk->marks != NULL)
        note (walk);
      reserve (walk);
      if ((*walk->p & 0x80) == 0)
        fold_ascii (walk, table);
      else
        fold_next (walk);
    }

  reserve (walk);
  walk->out[walk->n_out] = '\0';
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
  self->marks =
      g_array_sized_new (FALSE, FALSE, sizeof (ManiFoldMark), self->n_original / STEP + 1);

  walk = (Walk){
    .flags = flags,
    .start = text,
    .p = text,
    .end = text + self->n_original,
    .marks = self->marks,
  };
  fold_all (&walk);
  self->text = walk.out;
  self->n_text = walk.n_out;
  self->n_chars = walk.offset;

  return self;
}

void
mani_folded_free (ManiFolded *self)
{
  if (self == NULL)
    return;

  g_free (self->text);
  g_array_unref (self->marks);
  g_free (self);
}

const char *
mani_folded_get_text (const ManiFolded *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->text;
}

gsize
mani_folded_get_n_bytes (const ManiFolded *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_text;
}

/* The last mark that stands at or before the byte. */
static const ManiFoldMark *
find_mark (const ManiFolded *self, gsize folded_byte)
{
  guint low = 0, high = self->marks->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->marks, ManiFoldMark, middle).folded <= folded_byte)
        low = middle;
      else
        high = middle;
    }

  return &g_array_index (self->marks, ManiFoldMark, low);
}

/* Passes over a character of ASCII. */
static void
pass_ascii (Walk *walk, const guint8 *table)
{
  gboolean is_space = (walk->flags & MANI_FOLD_SPACE) != 0 && table[(guint8) *walk->p] == ' ';

  if (!is_space || !walk->after_space)
    {
      if (walk->n_out == walk->wanted)
        walk->origin = here (walk);
      walk->n_out++;
    }
  walk->after_space = is_space;
  walk->p++;
  walk->offset++;
}

void
mani_fold_cursor_init (ManiFoldCursor *self, const ManiFolded *folded)
{
  *self = (ManiFoldCursor){ .folded = folded };
}

ManiFoldPlace
mani_fold_cursor_find (ManiFoldCursor *self, gsize folded_byte)
{
  const ManiFolded *folded = self->folded;
  ManiFoldMark mark = self->mark;
  const guint8 *table = get_ascii_table (folded->flags);
  Walk walk;

  if (folded_byte >= folded->n_text)
    return (ManiFoldPlace){ folded->n_original, folded->n_chars };

  if (folded_byte < mark.folded || folded_byte - mark.folded > STEP)
    mark = *find_mark (folded, folded_byte);
  walk = (Walk){
    .flags = folded->flags,
    .start = folded->original,
    .p = folded->original + mark.place.byte,
    .end = folded->original + folded->n_original,
    .offset = mark.place.offset,
    .after_space = mark.after_space,
    .n_out = mark.folded,
    .wanted = folded_byte,
  };

  while (walk.n_out <= walk.wanted)
    {
      gboolean after_space = walk.after_space;
      char out[8];

      mark = (ManiFoldMark){ walk.n_out, here (&walk), walk.after_space };
      if (walk.end - walk.p >= 8 && fold_word (walk.p, out, FALSE, &after_space))
        {
          /* Eight characters that fold to one byte each */
          gsize n = walk.wanted - walk.n_out;

          walk.origin = (ManiFoldPlace){ mark.place.byte + n, mark.place.offset + n };
          walk.after_space = (walk.flags & MANI_FOLD_SPACE) != 0 && after_space;
          walk.p += 8;
          walk.offset += 8;
          walk.n_out += 8;
        }
      else if ((*walk.p & 0x80) == 0)
        pass_ascii (&walk, table);
      else
        fold_next (&walk);
    }
  self->mark = mark;

  return walk.origin;
}

guint
mani_folded_to_original (const ManiFolded *self, gsize folded_byte)
{
  ManiFoldCursor cursor;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (folded_byte <= self->n_text, self->n_chars);

  mani_fold_cursor_init (&cursor, self);

  return mani_fold_cursor_find (&cursor, folded_byte).offset;
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
  };
  fold_all (&walk);

  return walk.out;
}
