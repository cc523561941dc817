/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The implicit interval tree. Node i of level k (k = number of trailing ones of i) has its children
 * at i - 2^(k-1) and i + 2^(k-1); leaves are the even positions. */

#include "mani-span-index.h"

#include <string.h>

typedef struct
{
  guint32 start;
  guint32 end;
  guint32 max; /* the largest end in the subtree */
} Node;

struct _ManiSpanIndex
{
  guint n;
  guint allocated;
  int top; /* level of the root; UNKNOWN when the largest ends have to be found again */
  Node *nodes;
};

#define UNKNOWN (-2)

ManiSpanIndex *
mani_span_index_new (const ManiRange *spans, guint n)
{
  ManiSpanIndex *self = g_new (ManiSpanIndex, 1);

  self->n = n;
  self->allocated = n;
  self->top = UNKNOWN;
  self->nodes = g_new (Node, n);
  for (guint i = 0; i < n; i++)
    self->nodes[i] = (Node){ spans[i].start, spans[i].end, spans[i].end };

  return self;
}

void
mani_span_index_free (ManiSpanIndex *self)
{
  g_free (self->nodes);
  g_free (self);
}

void
mani_span_index_insert (ManiSpanIndex *self, guint position, ManiRange span)
{
  g_return_if_fail (position <= self->n);

  if (self->n == self->allocated)
    {
      self->allocated += MAX (4, self->allocated / 2);
      self->nodes = g_renew (Node, self->nodes, self->allocated);
    }
  memmove (&self->nodes[position + 1], &self->nodes[position],
           (self->n - position) * sizeof (Node));
  self->nodes[position] = (Node){ span.start, span.end, span.end };
  self->n++;
  self->top = UNKNOWN;
}

void
mani_span_index_remove (ManiSpanIndex *self, guint position)
{
  g_return_if_fail (position < self->n);

  self->n--;
  memmove (&self->nodes[position], &self->nodes[position + 1],
           (self->n - position) * sizeof (Node));
  self->top = UNKNOWN;
}

ManiRange
mani_span_index_get (const ManiSpanIndex *self, guint position)
{
  return (ManiRange){ self->nodes[position].start, self->nodes[position].end };
}

/* Finds the largest end below each node, level by level. */
static void
find_largest (ManiSpanIndex *self)
{
  guint64 last_position = 0;
  guint32 last = 0; /* max of the rightmost subtree, which may lack its root */

  self->top = -1;
  if (self->n == 0)
    return;

  for (guint i = 0; i < self->n; i += 2)
    {
      last_position = i;
      last = self->nodes[i].max = self->nodes[i].end;
    }
  for (self->top = 1; (G_GUINT64_CONSTANT (1) << self->top) <= self->n; self->top++)
    {
      guint64 half = G_GUINT64_CONSTANT (1) << (self->top - 1);
      guint64 step = half << 2;

      for (guint64 i = (half << 1) - 1; i < self->n; i += step)
        {
          guint32 left = self->nodes[i - half].max;
          guint32 right = i + half < self->n ? self->nodes[i + half].max : last;

          self->nodes[i].max = MAX (self->nodes[i].end, MAX (left, right));
        }
      last_position =
          (last_position >> self->top & 1) ? last_position - half : last_position + half;
      if (last_position < self->n)
        last = MAX (last, self->nodes[last_position].max);
    }
  self->top--;
}

/* A span that ends at @start is out, unless it is empty and lies there. */
static gboolean
overlaps (const Node *node, guint start, guint end)
{
  if (node->start == node->end)
    return node->start >= start && node->start <= end;
  if (start == end)
    return node->start <= start && node->end > start;

  return node->start < end && node->end > start;
}

typedef struct
{
  guint64 position;
  int level;
  gboolean left_done;
} Step;

void
mani_span_index_query (ManiSpanIndex *self, guint start, guint end, GArray *hits)
{
  Step stack[64];
  guint depth = 0;

  if (self->top == UNKNOWN)
    find_largest (self);
  if (self->n == 0)
    return;

  stack[depth++] = (Step){ (G_GUINT64_CONSTANT (1) << self->top) - 1, self->top, FALSE };
  while (depth > 0)
    {
      Step step = stack[--depth];

      if (step.level <= 3)
        {
          /* A small subtree is faster read through than descended. */
          guint64 first = step.position >> step.level << step.level;
          guint64 past = MIN (first + (G_GUINT64_CONSTANT (1) << (step.level + 1)) - 1, self->n);

          for (guint64 i = first; i < past && self->nodes[i].start <= end; i++)
            if (overlaps (&self->nodes[i], start, end))
              {
                guint hit = i;

                g_array_append_val (hits, hit);
              }
        }
      else if (!step.left_done)
        {
          guint64 left = step.position - (G_GUINT64_CONSTANT (1) << (step.level - 1));

          stack[depth++] = (Step){ step.position, step.level, TRUE };
          if (left >= self->n || self->nodes[left].max >= start)
            stack[depth++] = (Step){ left, step.level - 1, FALSE };
        }
      else if (step.position < self->n && self->nodes[step.position].start <= end)
        {
          if (overlaps (&self->nodes[step.position], start, end))
            {
              guint hit = step.position;

              g_array_append_val (hits, hit);
            }
          stack[depth++] = (Step){ step.position + (G_GUINT64_CONSTANT (1) << (step.level - 1)),
                                   step.level - 1, FALSE };
        }
    }
}
