/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Myers' bit-parallel approximate matching. A block holds 64 rows of the current column of the
 * dynamic programming matrix, as the differences between neighbouring rows: +1 in plus, -1 in
 * minus. The rows are the pattern's characters, the columns the text's. */

#include "mani-approximate-private.h"

#include <string.h>

#define ROWS 64

/* Code points below this have their symbol in an array: most alphabets. */
#define N_DIRECT 0x800

typedef struct
{
  guint64 plus;
  guint64 minus;
  guint score; /* of the block's last row */
} Block;

struct _ManiApproximate
{
  guint n_chars;
  guint n_blocks;
  guint16 direct[N_DIRECT]; /* symbols: 0 for characters that are not in the pattern */
  GHashTable *others;
  guint n_symbols;
  guint64 *forward; /* for each symbol, its bits in each block; and for the pattern reversed */
  guint64 *backward;
};

static guint
symbol_of (const ManiApproximate *self, gunichar c)
{
  if (c < N_DIRECT)
    return self->direct[c];

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->others, GUINT_TO_POINTER (c)));
}

ManiApproximate *
mani_approximate_new (const char *pattern)
{
  ManiApproximate *self;
  const char *p;
  guint i;

  g_return_val_if_fail (pattern != NULL && *pattern != '\0', NULL);

  self = g_new0 (ManiApproximate, 1);
  self->others = g_hash_table_new (NULL, NULL);
  self->n_symbols = 1;

  for (p = pattern; *p != '\0'; p = g_utf8_next_char (p), self->n_chars++)
    {
      gunichar c = g_utf8_get_char (p);

      if (symbol_of (self, c) != 0 || self->n_symbols > G_MAXUINT16)
        continue;
      if (c < N_DIRECT)
        self->direct[c] = self->n_symbols++;
      else
        g_hash_table_insert (self->others, GUINT_TO_POINTER (c),
                             GUINT_TO_POINTER (self->n_symbols++));
    }

  self->n_blocks = (self->n_chars + ROWS - 1) / ROWS;
  self->forward = g_new0 (guint64, (gsize) self->n_symbols * self->n_blocks);
  self->backward = g_new0 (guint64, (gsize) self->n_symbols * self->n_blocks);

  for (p = pattern, i = 0; *p != '\0'; p = g_utf8_next_char (p), i++)
    {
      gsize row = (gsize) symbol_of (self, g_utf8_get_char (p)) * self->n_blocks;
      guint j = self->n_chars - 1 - i;

      self->forward[row + i / ROWS] |= G_GUINT64_CONSTANT (1) << (i % ROWS);
      self->backward[row + j / ROWS] |= G_GUINT64_CONSTANT (1) << (j % ROWS);
    }

  return self;
}

void
mani_approximate_free (ManiApproximate *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->others);
  g_free (self->forward);
  g_free (self->backward);
  g_free (self);
}

guint
mani_approximate_get_n_chars (const ManiApproximate *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_chars;
}

static guint
height (const ManiApproximate *self, guint block)
{
  return block + 1 < self->n_blocks ? ROWS : self->n_chars - block * ROWS;
}

/* Moves a block one column on. @above is the difference between this column and the last in the row
 * above the block; returns that in the block's last row. */
static int
advance (Block *block, guint64 equal, int above, guint n_rows)
{
  guint64 last = G_GUINT64_CONSTANT (1) << (n_rows - 1);
  guint64 vertical = equal | block->minus, horizontal, plus, minus;
  int below;

  if (above < 0)
    equal |= 1;
  horizontal = (((equal & block->plus) + block->plus) ^ block->plus) | equal;
  plus = block->minus | ~(horizontal | block->plus);
  minus = block->plus & horizontal;
  below = ((plus & last) != 0) - ((minus & last) != 0);
  plus = plus << 1 | (above > 0);
  minus = minus << 1 | (above < 0);
  block->plus = minus | ~(vertical | plus);
  block->minus = plus & vertical;
  block->score += below;

  return below;
}

static void
start_block (const ManiApproximate *self, Block *block, guint score_above, guint index)
{
  block->plus = ~G_GUINT64_CONSTANT (0);
  block->minus = 0;
  block->score = score_above + height (self, index);
}

/* Where the hit that ends at @end begins: the whole pattern against the text read backwards. Of
 * several places the one that makes the hit's length nearest to the pattern's. */
static gsize
find_start (const ManiApproximate *self, const char *text, gsize end, guint distance)
{
  g_autofree Block *blocks = g_new (Block, self->n_blocks);
  const char *p = text + end, *best = p;
  guint best_off = G_MAXUINT;

  for (guint b = 0; b < self->n_blocks; b++)
    start_block (self, &blocks[b], b * ROWS, b);

  if (self->n_chars == distance)
    best_off = self->n_chars;

  for (guint column = 1; p > text && column <= self->n_chars + distance; column++)
    {
      const guint64 *equal;
      guint off = MAX (column, self->n_chars) - MIN (column, self->n_chars);
      int difference = 1;

      p = g_utf8_prev_char (p);
      equal = self->backward + (gsize) symbol_of (self, g_utf8_get_char (p)) * self->n_blocks;
      for (guint b = 0; b < self->n_blocks; b++)
        difference = advance (&blocks[b], equal[b], difference, height (self, b));

      if (blocks[self->n_blocks - 1].score == distance && off < best_off)
        {
          best = p;
          best_off = off;
        }
    }

  return best - text;
}

/* Keeps the best @max_hits. */
static void
add_hit (GArray *hits, ManiApproximateHit hit, guint max_hits)
{
  ManiApproximateHit *worst = NULL;

  if (hits->len < max_hits)
    {
      g_array_append_val (hits, hit);
      return;
    }

  for (guint i = 0; i < hits->len; i++)
    {
      ManiApproximateHit *other = &g_array_index (hits, ManiApproximateHit, i);

      if (worst == NULL || other->distance > worst->distance ||
          (other->distance == worst->distance && other->end > worst->end))
        worst = other;
    }
  if (worst != NULL && worst->distance > hit.distance)
    *worst = hit;
}

GArray *
mani_approximate_search (const ManiApproximate *self,
                         const char *text,
                         gsize n_bytes,
                         guint max_distance,
                         guint max_hits)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (ManiApproximateHit));
  g_autofree Block *blocks = NULL;
  ManiApproximateHit best = { .distance = G_MAXUINT };
  const char *p;
  guint last;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (text != NULL || n_bytes == 0, NULL);

  /* The blocks up to this one have cells within the distance; it is never before the first. */
  last = MIN (max_distance / ROWS, self->n_blocks - 1);
  blocks = g_new (Block, self->n_blocks);
  for (guint b = 0; b <= last; b++)
    start_block (self, &blocks[b], b * ROWS, b);

  for (p = text; p < text + n_bytes;)
    {
      const guint64 *equal =
          self->forward + (gsize) symbol_of (self, g_utf8_get_char (p)) * self->n_blocks;
      int difference = 0;

      for (guint b = 0; b <= last; b++)
        difference = advance (&blocks[b], equal[b], difference, height (self, b));

      if (last + 1 < self->n_blocks && blocks[last].score - difference <= max_distance &&
          ((equal[last + 1] & 1) != 0 || difference < 0))
        {
          start_block (self, &blocks[last + 1], blocks[last].score - difference, last + 1);
          last++;
          advance (&blocks[last], equal[last], difference, height (self, last));
        }
      else
        while (last > 0 && blocks[last].score >= max_distance + height (self, last))
          last--;

      p = g_utf8_next_char (p);

      if (last + 1 == self->n_blocks && blocks[last].score <= max_distance)
        {
          if (blocks[last].score < best.distance)
            best = (ManiApproximateHit){ .end = p - text, .distance = blocks[last].score };
        }
      else if (best.distance != G_MAXUINT)
        {
          add_hit (hits, best, max_hits);
          best.distance = G_MAXUINT;
        }
    }
  if (best.distance != G_MAXUINT)
    add_hit (hits, best, max_hits);

  for (guint i = 0; i < hits->len; i++)
    {
      ManiApproximateHit *hit = &g_array_index (hits, ManiApproximateHit, i);

      hit->start = find_start (self, text, hit->end, hit->distance);
    }

  return g_steal_pointer (&hits);
}
