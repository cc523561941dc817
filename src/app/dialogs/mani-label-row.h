/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A row of the labels dialog: a label with its colour, name, description, key and how often it is
 * used, or the heading of a use.
 *
 * It changes nothing itself; it acts by `labels.color`, `labels.key`, `labels.name` (a label's id
 * and the new value) and `labels.drop` (the id of what is dropped, that of its own label, and
 * "before", "behind" or "below"), all "(ss)" but for the last, "(sss)"; and `labels.edit`. */

#pragma once

#include "mani-label-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_LABEL_ROW (mani_label_row_get_type ())
G_DECLARE_FINAL_TYPE (ManiLabelRow, mani_label_row, MANI, LABEL_ROW, GtkWidget)

GtkWidget *mani_label_row_new (void);
/* @row: (nullable): of a GtkTreeListModel over ManiLabelItem; NULL shows nothing. */
void mani_label_row_show (ManiLabelRow *self, ManiProject *project, GtkTreeListRow *row);

/* The name becomes an entry; Enter and going elsewhere keep what is written, Esc does not. */
void mani_label_row_rename (ManiLabelRow *self);
void mani_label_row_open_key (ManiLabelRow *self);
void mani_label_row_open_color (ManiLabelRow *self);

/* What a screen reader says of the row. */
char *mani_label_row_describe (ManiLabelItem *item);

G_END_DECLS
