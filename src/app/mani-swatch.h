/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A small disc in a label's colour.
 *
 * Properties: `color` (string, #rrggbb; NULL draws a ring, for what has no label). */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_SWATCH (mani_swatch_get_type ())
G_DECLARE_FINAL_TYPE (ManiSwatch, mani_swatch, MANI, SWATCH, GtkWidget)

GtkWidget *mani_swatch_new (const char *color);
void mani_swatch_set_color (ManiSwatch *swatch, const char *color);

G_END_DECLS
