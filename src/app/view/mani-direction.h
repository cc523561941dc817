/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which way text runs, as the Unicode Bidirectional Algorithm sees it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MANI_DIRECTION_NONE, /* nothing in the text says */
  MANI_DIRECTION_LTR,
  MANI_DIRECTION_RTL,
} ManiDirection;

/* The direction of a paragraph by its first strong character. @is_bidi: (out) (optional): whether
 * it holds right-to-left text or explicit controls of direction. */
ManiDirection mani_direction_of_paragraph (const char *text, gsize n_bytes, gboolean *is_bidi);

G_END_DECLS
