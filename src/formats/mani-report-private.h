/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A report from inside: mani-report.c gathers, mani-report-runs.c walks. */

#pragma once

#include "mani-piece.h"
#include "mani-report.h"

G_BEGIN_DECLS

struct _ManiReport
{
  ManiArticle *article;
  GArray *marks;      /* ManiReportMark */
  GArray *notes;      /* guint */
  GArray *paragraphs; /* ManiReportParagraph */
  GArray *pieces;     /* ManiPiece */
  GArray *styles;     /* ManiBlock: emphasis and the like, by start */
  GArray *index;      /* ManiReportEntry */

  /* The walk through the paragraphs */
  guint next_piece;
  guint next_style;
  GArray *open_pieces; /* numbers of pieces, in their order */
  GArray *open_styles;
  GArray *runs;
};

G_END_DECLS
