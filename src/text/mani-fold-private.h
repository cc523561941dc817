/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looking up many places of a folded text, for code of this room: each look-up goes on from the one
 * before, so that all of them together, ascending, cost no more than folding the text once more. */

#pragma once

#include "mani-fold.h"

G_BEGIN_DECLS

/* A character of the original. */
typedef struct
{
  gsize byte;
  guint offset; /* code points */
} ManiFoldPlace;

/* Where folding stood, at a character that did not fold together with those before it. */
typedef struct
{
  gsize folded; /* bytes of folded text before it */
  ManiFoldPlace place;
  gboolean after_space;
} ManiFoldMark;

/* Live on the stack; the folded text is borrowed. */
typedef struct
{
  const ManiFolded *folded;
  ManiFoldMark mark;
} ManiFoldCursor;

void mani_fold_cursor_init (ManiFoldCursor *self, const ManiFolded *folded);

/* As mani_folded_to_original(). */
ManiFoldPlace mani_fold_cursor_find (ManiFoldCursor *self, gsize folded_byte);

G_END_DECLS
