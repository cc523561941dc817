/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The colours that a label may have, to choose from: those of the palette, and any other.
 *
 * What is chosen goes by the action `action` with the label's id and "#rrggbb" ("(ss)"); a popover
 * around it is closed first. */

#pragma once

#include "mani-label.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_PALETTE (mani_palette_get_type ())
G_DECLARE_FINAL_TYPE (ManiPalette, mani_palette, MANI, PALETTE, GtkWidget)

GtkWidget *mani_palette_new (const char *action);
/* For this label, whose colour is shown as the present one. */
void mani_palette_set_label (ManiPalette *palette, ManiLabel *label);

G_END_DECLS
