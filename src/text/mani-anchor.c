/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Anchoring: the cheap and certain ways first. Everything is in bytes until a passage is found. */

#include "mani-anchor.h"

#include "mani-approximate-private.h"
#include "mani-breaks.h"
#include "mani-fold.h"

#include <string.h>

/* How much of a context is compared, in folded characters, and how much of the text is folded to
 * have as many. */
#define CONTEXT_CHARS 32
#define CONTEXT_SLICE 64

/* Of a quotation that is everywhere, no more places are weighed than this. */
#define MAX_EXACT 10000
#define MAX_FUZZY 64

/* In characters: one in so many may differ; and a quotation too short to be known by itself when
 * some do. */
#define CHARS_FOR_AN_ERROR 5
#define SHORT_QUOTATION 16

/* A context that speaks for a place, and how much better one place must be than another to win
 * against a nearer one. */
#define GOOD_CONTEXT 0.5
#define MARGIN 0.1

/* Around the position, first of all; and where that finds nothing good, as many steps of the search
 * as take about half a second. */
#define NEAR_BYTES (64 * 1024)
#define MAX_STEPS (G_GUINT64_CONSTANT (1) << 28)
#define GOOD_SCORE 0.8

/* What stands on one side of the quotation, folded, from the quotation outwards. */
typedef struct
{
  guint n_chars;
  gunichar chars[CONTEXT_SLICE * 2];
} Side;

typedef struct
{
  gsize start, end;
  double context; /* 0 to 1; 0 if there is none to compare */
  double score;
} Candidate;

typedef struct
{
  const char *text;
  gsize n_bytes;
  const ManiOffsetMap *map;
  const ManiAnchor *anchor;
  gsize position; /* only if the anchor has one */
  Side prefix;
  Side suffix;
} Search;

static gboolean
is_empty (const char *string)
{
  return string == NULL || *string == '\0';
}

static void
fill_side (Side *side, const char *text, gsize n_bytes, gboolean backwards, guint max_chars)
{
  g_autofree char *slice = g_strndup (text, n_bytes);
  g_autofree char *folded = mani_fold_string (slice, MANI_FOLD_ALL);
  const char *p = backwards ? folded + strlen (folded) : folded;

  side->n_chars = 0;
  while (side->n_chars < max_chars && (backwards ? p > folded : *p != '\0'))
    {
      if (backwards)
        p = g_utf8_prev_char (p);
      side->chars[side->n_chars++] = g_utf8_get_char (p);
      if (!backwards)
        p = g_utf8_next_char (p);
    }
}

/* How many edits make of the whole of @expected something that @actual begins with. */
static guint
side_distance (const Side *expected, const Side *actual)
{
  guint column[G_N_ELEMENTS (expected->chars) + 1];
  guint best;

  for (guint i = 0; i <= expected->n_chars; i++)
    column[i] = i;
  best = column[expected->n_chars];

  for (guint j = 1; j <= actual->n_chars; j++)
    {
      guint diagonal = column[0];

      column[0] = j;
      for (guint i = 1; i <= expected->n_chars; i++)
        {
          guint left = column[i];
          guint replaced = diagonal + (expected->chars[i - 1] != actual->chars[j - 1]);

          column[i] = MIN (MIN (left, column[i - 1]) + 1, replaced);
          diagonal = left;
        }
      best = MIN (best, column[expected->n_chars]);
    }

  return best;
}

static const char *
step_chars (const Search *self, const char *p, int n)
{
  for (; n < 0 && p > self->text; n++)
    p = g_utf8_prev_char (p);
  for (; n > 0 && p < self->text + self->n_bytes; n--)
    p = g_utf8_next_char (p);

  return p;
}

/* How much the text around [start, end) is like the context, from 0 to 1. */
static double
compare_context (const Search *self, gsize start, gsize end)
{
  guint n_chars = self->prefix.n_chars + self->suffix.n_chars, distance = 0;
  const char *from;
  Side actual;

  if (n_chars == 0)
    return 0;

  if (self->prefix.n_chars > 0)
    {
      from = step_chars (self, self->text + start, -CONTEXT_SLICE);
      fill_side (&actual, from, self->text + start - from, TRUE, CONTEXT_SLICE);
      distance += side_distance (&self->prefix, &actual);
    }
  if (self->suffix.n_chars > 0)
    {
      from = self->text + end;
      fill_side (&actual, from, step_chars (self, from, CONTEXT_SLICE) - from, FALSE,
                 CONTEXT_SLICE);
      distance += side_distance (&self->suffix, &actual);
    }

  return 1 - (double) distance / n_chars;
}

/* Whether the whole prefix and suffix stand there, to the letter. */
static gboolean
has_whole_context (const Search *self, gsize start, gsize end)
{
  const char *prefix = self->anchor->prefix != NULL ? self->anchor->prefix : "";
  const char *suffix = self->anchor->suffix != NULL ? self->anchor->suffix : "";
  gsize n_prefix = strlen (prefix), n_suffix = strlen (suffix);

  return start >= n_prefix && self->n_bytes - end >= n_suffix &&
         memcmp (self->text + start - n_prefix, prefix, n_prefix) == 0 &&
         memcmp (self->text + end, suffix, n_suffix) == 0;
}

static gsize
distance_to_position (const Search *self, gsize start)
{
  return start > self->position ? start - self->position : self->position - start;
}

/* The candidate with the best score; of those that are nearly as good, the one nearest to the
 * position. NULL if nothing decides. */
static const Candidate *
choose (const Search *self, GArray *candidates)
{
  const Candidate *best = NULL, *nearest = NULL;
  gboolean is_tie = FALSE;

  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);

      if (best == NULL || candidate->score > best->score)
        {
          best = candidate;
          is_tie = FALSE;
        }
      else if (candidate->score == best->score)
        is_tie = TRUE;
    }

  if (!self->anchor->has_position)
    return is_tie ? NULL : best;

  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);

      if (candidate->score >= best->score - MARGIN &&
          (nearest == NULL || distance_to_position (self, candidate->start) <
                                  distance_to_position (self, nearest->start)))
        nearest = candidate;
    }

  return nearest;
}

static void
set_result (const Search *self, const Candidate *candidate, ManiRange *result)
{
  result->start = mani_offset_map_byte_to_char (self->map, candidate->start);
  result->end = mani_offset_map_byte_to_char (self->map, candidate->end);
}

static ManiAnchorMatch
find_at_position (const Search *self, ManiRange *result)
{
  const ManiAnchor *anchor = self->anchor;
  guint n_chars = mani_offset_map_get_n_chars (self->map);
  gsize n_exact;

  if (!anchor->has_position || anchor->start > anchor->end || anchor->start > n_chars)
    return MANI_ANCHOR_NONE;

  if (anchor->exact == NULL)
    {
      if (anchor->end > n_chars)
        return MANI_ANCHOR_NONE;
      *result = (ManiRange){ anchor->start, anchor->end };
      return MANI_ANCHOR_POSITION;
    }

  n_exact = strlen (anchor->exact);
  if (self->n_bytes - self->position < n_exact ||
      memcmp (self->text + self->position, anchor->exact, n_exact) != 0)
    return MANI_ANCHOR_NONE;
  if (n_exact == 0 && !has_whole_context (self, self->position, self->position))
    return MANI_ANCHOR_NONE;

  set_result (self, &(Candidate){ self->position, self->position + n_exact }, result);

  return MANI_ANCHOR_POSITION;
}

static ManiAnchorMatch
find_exact (const Search *self, ManiRange *result)
{
  const char *exact = self->anchor->exact, *p = self->text, *end = self->text + self->n_bytes;
  gboolean has_context = self->prefix.n_chars + self->suffix.n_chars > 0;
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr (GArray) whole = g_array_new (FALSE, FALSE, sizeof (Candidate));
  gsize n_exact = strlen (exact);
  const Candidate *chosen;
  double best_context = 0;

  for (; (p = memmem (p, end - p, exact, n_exact)) != NULL; p++)
    {
      Candidate candidate = { p - self->text, p - self->text + n_exact };

      if (has_context && has_whole_context (self, candidate.start, candidate.end))
        g_array_append_val (whole, candidate);
      if (all->len < MAX_EXACT)
        g_array_append_val (all, candidate);
    }

  if (all->len == 0)
    return MANI_ANCHOR_NONE;

  if (whole->len > 0)
    {
      chosen = choose (self, whole);
      if (chosen == NULL)
        return MANI_ANCHOR_AMBIGUOUS;
      set_result (self, chosen, result);
      return MANI_ANCHOR_CONTEXT;
    }

  if (all->len == 1)
    {
      set_result (self, &g_array_index (all, Candidate, 0), result);
      return MANI_ANCHOR_UNIQUE;
    }

  for (guint i = 0; i < all->len; i++)
    {
      Candidate *candidate = &g_array_index (all, Candidate, i);

      candidate->context = compare_context (self, candidate->start, candidate->end);
      best_context = MAX (best_context, candidate->context);
    }

  /* Where no context is like its own, what they have in common is chance. */
  if (best_context >= GOOD_CONTEXT)
    for (guint i = 0; i < all->len; i++)
      g_array_index (all, Candidate, i).score = g_array_index (all, Candidate, i).context;

  chosen = choose (self, all);
  if (chosen == NULL)
    return MANI_ANCHOR_AMBIGUOUS;
  set_result (self, chosen, result);

  return MANI_ANCHOR_BEST;
}

/* Looks through [from, to) of the text. The score weighs likeness to the quotation and to its
 * context. */
static ManiAnchorMatch
find_fuzzy_in (const Search *self,
               const ManiApproximate *approximate,
               gsize from,
               gsize to,
               Candidate *result)
{
  g_autoptr (ManiFolded) folded = mani_fold_new (self->text + from, to - from, MANI_FOLD_ALL);
  guint n_chars = mani_approximate_get_n_chars (approximate);
  guint max_distance = n_chars / CHARS_FOR_AN_ERROR;
  guint base = mani_offset_map_byte_to_char (self->map, from);
  gboolean has_context = self->prefix.n_chars + self->suffix.n_chars > 0;
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr (GArray) hits =
      mani_approximate_search (approximate, mani_folded_get_text (folded),
                               mani_folded_get_n_bytes (folded), max_distance, MAX_FUZZY);
  const Candidate *chosen;

  for (guint i = 0; i < hits->len; i++)
    {
      const ManiApproximateHit *hit = &g_array_index (hits, ManiApproximateHit, i);
      guint start, end;
      Candidate candidate;

      if (hit->start == hit->end)
        continue;

      start = base + mani_folded_to_original (folded, hit->start);
      end = base + mani_folded_to_original (folded, hit->end - 1) + 1;
      if (start >= end)
        continue;
      mani_breaks_snap_graphemes (self->text, self->map, &start, &end);

      candidate.start = mani_offset_map_char_to_byte (self->map, start);
      candidate.end = mani_offset_map_char_to_byte (self->map, end);
      candidate.context = compare_context (self, candidate.start, candidate.end);
      if (hit->distance > 0 && n_chars < SHORT_QUOTATION && candidate.context < GOOD_CONTEXT)
        continue;

      candidate.score = 1 - (double) hit->distance / (max_distance + 1);
      if (has_context)
        candidate.score = (candidate.score + candidate.context) / 2;
      g_array_append_val (candidates, candidate);
    }

  if (candidates->len == 0)
    return MANI_ANCHOR_NONE;

  chosen = choose (self, candidates);
  if (chosen == NULL)
    return MANI_ANCHOR_AMBIGUOUS;
  *result = *chosen;

  return MANI_ANCHOR_FUZZY;
}

/* The part of the text that lies within @n_bytes of the position, or of the start. */
static void
get_surroundings (const Search *self, gsize n_bytes, gsize *from, gsize *to)
{
  gsize middle = self->anchor->has_position ? self->position : 0;

  *from = middle > n_bytes ? middle - n_bytes : 0;
  *to = self->n_bytes - middle > n_bytes ? middle + n_bytes : self->n_bytes;
  while (*from > 0 && (self->text[*from] & 0xc0) == 0x80)
    (*from)--;
  while (*to < self->n_bytes && (self->text[*to] & 0xc0) == 0x80)
    (*to)++;
}

static ManiAnchorMatch
find_fuzzy (const Search *self, ManiRange *result)
{
  g_autofree char *quotation = mani_fold_string (self->anchor->exact, MANI_FOLD_ALL);
  g_autoptr (ManiApproximate) approximate = NULL;
  Candidate near = { 0 }, far = { 0 };
  ManiAnchorMatch how;
  gsize from, to;
  guint n_chars;

  g_strstrip (quotation);
  if (*quotation == '\0')
    return MANI_ANCHOR_NONE;

  approximate = mani_approximate_new (quotation);
  n_chars = mani_approximate_get_n_chars (approximate);

  if (self->anchor->has_position)
    {
      get_surroundings (self, NEAR_BYTES + strlen (quotation), &from, &to);
      how = find_fuzzy_in (self, approximate, from, to, &near);
      if (how == MANI_ANCHOR_FUZZY && (near.score >= GOOD_SCORE || to - from == self->n_bytes))
        {
          set_result (self, &near, result);
          return how;
        }
      if (to - from == self->n_bytes)
        return how;
    }

  get_surroundings (self, MAX_STEPS / (n_chars / CHARS_FOR_AN_ERROR / 64 + 1), &from, &to);
  how = find_fuzzy_in (self, approximate, from, to, &far);
  if (how == MANI_ANCHOR_FUZZY)
    set_result (self, &far, result);

  return how;
}

/* A place between two characters: where prefix and suffix meet. */
static ManiAnchorMatch
find_place (const Search *self, ManiRange *result)
{
  const char *prefix = self->anchor->prefix != NULL ? self->anchor->prefix : "";
  g_autofree char *both = g_strconcat (prefix, self->anchor->suffix, NULL);
  guint n_prefix = g_utf8_strlen (prefix, -1);
  ManiAnchor around = {
    .exact = both,
    .has_position = self->anchor->has_position,
    .start = self->anchor->start > n_prefix ? self->anchor->start - n_prefix : 0,
  };
  Search search = *self;
  ManiAnchorMatch how;

  if (*both == '\0')
    return MANI_ANCHOR_NONE;

  search.anchor = &around;
  search.prefix.n_chars = search.suffix.n_chars = 0;
  how = find_exact (&search, result);
  if (how < MANI_ANCHOR_POSITION)
    return how;

  result->start = result->end = result->start + n_prefix;

  return how == MANI_ANCHOR_UNIQUE ? MANI_ANCHOR_CONTEXT : how;
}

gboolean
mani_anchor_find (const char *text,
                  const ManiOffsetMap *map,
                  const ManiAnchor *anchor,
                  ManiRange *result,
                  ManiAnchorMatch *how)
{
  ManiAnchorMatch match;
  Search search;

  g_return_val_if_fail (text != NULL && map != NULL, FALSE);
  g_return_val_if_fail (anchor != NULL && result != NULL, FALSE);

  search = (Search){
    .text = text,
    .n_bytes = mani_offset_map_get_n_bytes (map),
    .map = map,
    .anchor = anchor,
  };
  if (anchor->has_position)
    search.position =
        mani_offset_map_char_to_byte (map, MIN (anchor->start, mani_offset_map_get_n_chars (map)));
  if (!is_empty (anchor->prefix))
    fill_side (&search.prefix, anchor->prefix, strlen (anchor->prefix), TRUE, CONTEXT_CHARS);
  if (!is_empty (anchor->suffix))
    fill_side (&search.suffix, anchor->suffix, strlen (anchor->suffix), FALSE, CONTEXT_CHARS);

  match = find_at_position (&search, result);
  if (match == MANI_ANCHOR_NONE && anchor->exact != NULL)
    match = *anchor->exact == '\0' ? find_place (&search, result) : find_exact (&search, result);
  if (match == MANI_ANCHOR_NONE && !is_empty (anchor->exact))
    match = find_fuzzy (&search, result);

  if (how != NULL)
    *how = match;

  return match >= MANI_ANCHOR_POSITION;
}
