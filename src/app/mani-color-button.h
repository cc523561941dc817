/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A label's colour as a button that opens the palette. What is chosen goes by an action, as
 * mani-palette.h says. */

#pragma once

#include "mani-label.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_COLOR_BUTTON (mani_color_button_get_type ())
G_DECLARE_FINAL_TYPE (ManiColorButton, mani_color_button, MANI, COLOR_BUTTON, GtkWidget)

void mani_color_button_set_label (ManiColorButton *button, ManiLabel *label);
void mani_color_button_open (ManiColorButton *button);

G_END_DECLS
