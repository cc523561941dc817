/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A label as a button: its colour, name and key. Checked while the label is armed; pressing it
 * activates `win.press-label`. */

#pragma once

#include "mani-label.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_LABEL_CHIP (mani_label_chip_get_type ())
G_DECLARE_FINAL_TYPE (ManiLabelChip, mani_label_chip, MANI, LABEL_CHIP, GtkToggleButton)

GtkWidget *mani_label_chip_new (ManiLabel *label);
ManiLabel *mani_label_chip_get_label (ManiLabelChip *chip);
/* Without the name where there is little room, if it has a key to go by. */
void mani_label_chip_set_compact (ManiLabelChip *chip, gboolean compact);
/* How much narrower the chip is when compact, in pixels. */
int mani_label_chip_get_name_width (ManiLabelChip *chip);

G_END_DECLS
