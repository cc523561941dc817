/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The walk through a report's paragraphs: cuts each where a mark or a style begins or ends. */

#include "mani-report-private.h"

static int
compare_cuts (gconstpointer a, gconstpointer b)
{
  guint one = *(const guint *) a;
  guint other = *(const guint *) b;

  return one < other ? -1 : one > other;
}

static void
add_cut (GArray *cuts, guint cut, guint start, guint end)
{
  if (cut > start && cut < end)
    g_array_append_val (cuts, cut);
}

/* Takes up what begins before @end and drops what ended before @start. */
static void
advance (ManiReport *self, guint start, guint end)
{
  for (; self->next_piece < self->pieces->len; self->next_piece++)
    {
      const ManiPiece *piece = &g_array_index (self->pieces, ManiPiece, self->next_piece);

      if (piece->start > end || (piece->start == end && piece->end > end))
        break;
      g_array_append_val (self->open_pieces, self->next_piece);
    }
  for (guint i = self->open_pieces->len; i > 0; i--)
    {
      const ManiPiece *piece =
          &g_array_index (self->pieces, ManiPiece, g_array_index (self->open_pieces, guint, i - 1));

      if (piece->end < start || (piece->end == start && piece->start < start))
        g_array_remove_index (self->open_pieces, i - 1);
    }
  for (; self->next_style < self->styles->len &&
         g_array_index (self->styles, ManiBlock, self->next_style).start < end;
       self->next_style++)
    g_array_append_val (self->open_styles, self->next_style);
  for (guint i = self->open_styles->len; i > 0; i--)
    if (g_array_index (self->styles, ManiBlock, g_array_index (self->open_styles, guint, i - 1))
            .end <= start)
      g_array_remove_index (self->open_styles, i - 1);
}

static void
add_run (ManiReport *self, guint start, guint end)
{
  ManiReportRun run = { start, end };

  run.marks = g_array_new (FALSE, FALSE, sizeof (guint));
  run.starts = g_array_new (FALSE, FALSE, sizeof (guint));
  run.ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (self->runs, run);
}

/* Fills the runs, which ascend, from what is open: each piece lies over a stretch of them. */
static void
fill_runs (ManiReport *self)
{
  guint first = 0;

  for (guint i = 0; i < self->open_pieces->len; i++)
    {
      const ManiPiece *piece =
          &g_array_index (self->pieces, ManiPiece, g_array_index (self->open_pieces, guint, i));

      /* Pieces ascend by start, so the run to begin with does too. */
      while (first + 1 < self->runs->len &&
             g_array_index (self->runs, ManiReportRun, first).end <= piece->start &&
             !(piece->start == piece->end &&
               g_array_index (self->runs, ManiReportRun, first).end == piece->start))
        first++;
      for (guint k = first; k < self->runs->len; k++)
        {
          ManiReportRun *run = &g_array_index (self->runs, ManiReportRun, k);

          if (piece->start == piece->end)
            {
              if (run->end == piece->start)
                {
                  g_array_append_val (run->ends, piece->annotation);
                  break;
                }
              continue;
            }
          if (run->start >= piece->end)
            break;
          if (run->end <= piece->start)
            continue;
          g_array_append_val (run->marks, piece->annotation);
          if (run->start <= piece->start && piece->is_first)
            g_array_append_val (run->starts, piece->annotation);
          if (run->end >= piece->end && piece->is_last)
            g_array_append_val (run->ends, piece->annotation);
        }
    }

  for (guint i = 0; i < self->open_styles->len; i++)
    {
      const ManiBlock *style =
          &g_array_index (self->styles, ManiBlock, g_array_index (self->open_styles, guint, i));

      for (guint k = 0; k < self->runs->len; k++)
        {
          ManiReportRun *run = &g_array_index (self->runs, ManiReportRun, k);

          if (run->start < style->start || run->end > style->end)
            continue;
          run->styles |= 1u << style->kind;
          if (style->kind == MANI_BLOCK_LINK)
            run->link = style->value;
        }
    }
}

const GArray *
mani_report_get_runs (ManiReport *self, guint i)
{
  const ManiReportParagraph *paragraph = mani_report_get_paragraph (self, i);
  guint start = paragraph->start;
  guint end = paragraph->end;
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean has_point_at_start = FALSE;

  advance (self, start, end);
  for (guint k = 0; k < self->open_pieces->len; k++)
    {
      const ManiPiece *piece =
          &g_array_index (self->pieces, ManiPiece, g_array_index (self->open_pieces, guint, k));

      add_cut (cuts, piece->start, start, end);
      add_cut (cuts, piece->end, start, end);
      has_point_at_start = has_point_at_start || (piece->start == start && piece->end == start);
    }
  for (guint k = 0; k < self->open_styles->len; k++)
    {
      const ManiBlock *style =
          &g_array_index (self->styles, ManiBlock, g_array_index (self->open_styles, guint, k));

      add_cut (cuts, style->start, start, end);
      add_cut (cuts, style->end, start, end);
    }
  g_array_append_val (cuts, end);
  g_array_sort (cuts, compare_cuts);

  g_array_set_size (self->runs, 0);
  if (has_point_at_start)
    add_run (self, start, start);
  for (guint k = 0; k < cuts->len; k++)
    {
      guint cut = g_array_index (cuts, guint, k);

      if (cut > start)
        add_run (self, start, cut);
      start = MAX (start, cut);
    }
  fill_runs (self);

  return self->runs;
}
