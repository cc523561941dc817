/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the rows of a list view have in common: a context menu (right click, long press, the Menu
 * key), and where the selected row is, for a popover to point at. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For a factory's setup, when the item has its child. */
void mani_row_menu_add_row (GtkListItem *item);
/* The keys and gestures of the list. What is pressed is selected first, unless it is selected
 * already. @menu: (not owned): a child of an ancestor of the list. */
void mani_row_menu_add_list (GtkPopover *menu, GtkWidget *list);

/* In @ancestor's coordinates: the row of @list at @position if it is on the screen, else the
 * list's upper edge. */
void
mani_row_menu_get_place (GtkWidget *list, guint position, GtkWidget *ancestor, GdkRectangle *place);

/* (transfer full): the items that are selected, in their order. */
GPtrArray *mani_row_menu_list_selected (GtkSelectionModel *selection);

G_END_DECLS
