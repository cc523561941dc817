/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Break analysis that is kept between queries, for code of this room that asks about many places in
 * ascending order. */

#pragma once

#include "mani-breaks.h"

#include <pango/pango.h>

G_BEGIN_DECLS

/* The stretch of a text that was analysed last. Live on the stack: init, ask, clear. */
typedef struct
{
  const char *text;
  const ManiOffsetMap *map;
  guint start; /* code points; nothing is loaded while start == end */
  guint end;
  gboolean starts_paragraph;
  PangoLogAttr *attrs; /* of [start, end], both included */
  gsize n_allocated;
} ManiBreaksSpan;

void mani_breaks_span_init (ManiBreaksSpan *self, const char *text, const ManiOffsetMap *map);

void mani_breaks_span_clear (ManiBreaksSpan *self);

/* As mani_breaks_is_boundary(). */
gboolean mani_breaks_span_is_boundary (ManiBreaksSpan *self, ManiBreakKind kind, guint offset);

/* Characters with nothing to say about graphemes: there is a boundary between any two of them. */
gboolean mani_breaks_is_plain (gunichar c);

G_END_DECLS
