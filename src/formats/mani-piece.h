/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ranges of an article's annotations in one order, for what walks through a text and has to
 * know what lies in or across what. */

#pragma once

#include "mani-export.h"

G_BEGIN_DECLS

/**
 * ManiPiece:
 * @start: in code points
 * @end: in code points; a place between two characters ends where it starts
 * @annotation: number of its annotation in mani_export_get_annotations()
 * @is_first: of the annotation's ranges
 * @is_last: of the annotation's ranges
 */
typedef struct
{
  guint32 start;
  guint32 end;
  guint annotation;
  gboolean is_first;
  gboolean is_last;
} ManiPiece;

/* (transfer full) (element-type ManiPiece): of the article @i of @what, by start, then the longer
 * first, then by annotation. */
GArray *mani_pieces_new (const ManiExport *what, guint i);

G_END_DECLS
