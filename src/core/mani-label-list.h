/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The labels of a project as lists of lists that follow it: what a tree of them is shown from.
 *
 * The top holds the labels for passages, then those for relations, then those for articles, each
 * with what stands below it as its children. Where more than one use has labels, a heading stands
 * before the labels of each. A label whose parent has another use stands at the top.
 *
 * An item stays the same object while its label is there, whatever becomes of it; `items-changed`
 * comes once for a list and is no wider than what moved. Main thread only. */

#pragma once

#include "mani-project.h"

G_BEGIN_DECLS

/* Properties, notified when they change: `label` (ManiLabel, as the project now has it; NULL for a
 * heading), `uses` (uint: annotations, relations and articles that have it). */
#define MANI_TYPE_LABEL_ITEM (mani_label_item_get_type ())
G_DECLARE_FINAL_TYPE (ManiLabelItem, mani_label_item, MANI, LABEL_ITEM, GObject)

ManiLabel *mani_label_item_get_label (ManiLabelItem *item);
ManiLabelUse mani_label_item_get_use (ManiLabelItem *item);
guint mani_label_item_get_uses (ManiLabelItem *item);
/* Borrowed; of ManiLabelItem. A heading has none. */
GListModel *mani_label_item_get_children (ManiLabelItem *item);

#define MANI_TYPE_LABEL_LIST (mani_label_list_get_type ())
G_DECLARE_FINAL_TYPE (ManiLabelList, mani_label_list, MANI, LABEL_LIST, GObject)

ManiLabelList *mani_label_list_new (ManiProject *project);
/* Borrowed; of ManiLabelItem. */
GListModel *mani_label_list_get_top (ManiLabelList *list);
/* Borrowed: the item of the label of that id, or NULL. */
ManiLabelItem *mani_label_list_find (ManiLabelList *list, const char *id);

G_END_DECLS
