/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ranges as values of properties. */

#include "mani-range.h"

static gpointer
copy_range (gpointer range)
{
  return g_memdup2 (range, sizeof (ManiRange));
}

G_DEFINE_BOXED_TYPE (ManiRange, mani_range, copy_range, g_free)
