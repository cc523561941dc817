/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All of one label, to be edited. It changes nothing itself; it acts by `labels.name`,
 * `labels.describe`, `labels.color`, `labels.key`, `labels.use`, `labels.kind`: "(ss)", the label's
 * id and the new value, the last two as a number; and by `labels.merge` and `labels.remove`. */

#pragma once

#include "mani-label-list.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_LABEL_PAGE (mani_label_page_get_type ())
G_DECLARE_FINAL_TYPE (ManiLabelPage, mani_label_page, MANI, LABEL_PAGE, GtkWidget)

/* @item: (nullable): is followed. */
void mani_label_page_show (ManiLabelPage *page, ManiProject *project, ManiLabelItem *item);
/* What is written in an entry, and not yet told, is told. */
void mani_label_page_finish (ManiLabelPage *page);

G_END_DECLS
