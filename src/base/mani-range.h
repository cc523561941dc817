/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A stretch of an article's text: code points, half-open. */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ManiRange:
 * @start: first code point
 * @end: the code point after the last; @end == @start is an empty range, a place between two
 * characters
 */
typedef struct
{
  guint32 start;
  guint32 end;
} ManiRange;

/* Boxed, for properties. */
#define MANI_TYPE_RANGE (mani_range_get_type ())
GType mani_range_get_type (void) G_GNUC_CONST;

G_END_DECLS
