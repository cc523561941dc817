/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Children in rows, each as wide as it wants to be, a new row where the next does not fit. Rows
 * begin at the start side. All visible children are as high as the highest.
 *
 * Properties: `spacing` (int, pixels between children and between rows). */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_WRAP_LAYOUT (mani_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (ManiWrapLayout, mani_wrap_layout, MANI, WRAP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *mani_wrap_layout_new (int spacing);

/* Where a child of this width stands, after those before it: @x and @row are theirs and become its
 * own end and row. Begin with 0 and 0. Pure. */
int mani_wrap_layout_place (int width, int available, int spacing, int *x, int *row);

G_END_DECLS
