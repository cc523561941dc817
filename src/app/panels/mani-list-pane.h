/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What panels that list something have in common: an entry for words and a menu of what is shown,
 * how many there are, the list with a context menu for its rows, and a page for when nothing is
 * there or nothing fits. A panel has one in its template and says what its rows are.
 *
 * Any number of rows can be selected. What the person selects is told by `selected`; what changes
 * because rows come and go, or by mani_list_pane_set_selected(), is not.
 *
 * Enter and Down lead from the entry into the list; Esc ends what is filtered (`clear`), else it
 * leads to the article.
 *
 * Properties, for the template:
 *   words-name   string: the entry's name, and what it says while it is empty
 *   list-name    string: the list's name
 *   view-menu    GMenuModel or NULL: what is shown, and in what order
 *   view-name    string: what its button is called
 *   row-menu     GMenuModel or NULL: what can be done with the selected rows
 *
 * Children: of type "page-empty" and "page-none" what stands there when nothing is there and when
 * nothing fits; others stand beside the entry.
 *
 * Signals:
 *   setup (GtkListItem): as a list item factory has it
 *   bind (GtkListItem): the row is to show another item; comes again when mani_list_pane_refresh()
 *                asks for it, and for a row that another one now stands before, but not when only
 *                its position or selection changes
 *   unbind (GtkListItem): the row is about to go for good, its child may have gone
 *   words        the entry's words are others
 *   selected     the person has selected other rows
 *   changed      rows have come or gone, and the list has followed
 *   activated (guint position)
 *   clear        Esc or the button: end what is filtered; returns whether something was
 *
 * Main thread only. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_LIST_PANE (mani_list_pane_get_type ())
G_DECLARE_FINAL_TYPE (ManiListPane, mani_list_pane, MANI, LIST_PANE, GtkWidget)

/* @model: (nullable) */
void mani_list_pane_set_model (ManiListPane *self, GListModel *model);

/* Chooses the page and says @count, such as “12 annotations”; NULL: no such line. @is_filtered:
 * there is a button that ends it. */
void mani_list_pane_show_state (ManiListPane *self,
                                const char *count,
                                guint n_shown,
                                guint n_all,
                                gboolean is_filtered);

/* Stripped of white space around. */
char *mani_list_pane_dup_words (ManiListPane *self);
/* FALSE when there were none. */
gboolean mani_list_pane_clear_words (ManiListPane *self);

/* Borrowed: for keys that a panel adds to them. */
GtkWidget *mani_list_pane_get_entry (ManiListPane *self);
GtkWidget *mani_list_pane_get_list (ManiListPane *self);

/* (transfer full): positions, and the items there. */
GtkBitset *mani_list_pane_get_selected (ManiListPane *self);
GPtrArray *mani_list_pane_list_selected (ManiListPane *self);
/* Those and no others; `selected` is not told. */
void mani_list_pane_set_selected (ManiListPane *self, GtkBitset *positions);
/* That one alone, as if the person had selected it, and scrolls there. */
void mani_list_pane_select (ManiListPane *self, guint position);
void mani_list_pane_scroll_to (ManiListPane *self, guint position);
/* Where the first selected row is, for a popover of @ancestor to point at. */
void mani_list_pane_get_place (ManiListPane *self, GtkWidget *ancestor, GdkRectangle *place);

/* Binds all rows again before the next frame. */
void mani_list_pane_refresh (ManiListPane *self);
/* The keys go to the list. */
void mani_list_pane_enter (ManiListPane *self);

G_END_DECLS
