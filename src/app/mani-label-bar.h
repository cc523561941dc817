/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The bar above the article: a chip for each label that marks passages, in rows. Where the names do
 * not fit in two rows the chips are compact, with the key alone if they have one, and what three
 * rows do not hold is scrolled to.
 *
 * Properties: `editor` (ManiEditor). */

#pragma once

#include "mani-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_LABEL_BAR (mani_label_bar_get_type ())
G_DECLARE_FINAL_TYPE (ManiLabelBar, mani_label_bar, MANI, LABEL_BAR, GtkWidget)

G_END_DECLS
