/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The panel's inside, for its own files: mani-articles-panel.c has the list and its selection,
 * -verbs.c what is done with what is selected, -drag.c dragging. */

#pragma once

#include "mani-article-list.h"
#include "mani-articles-panel.h"
#include "mani-list-pane.h"
#include "mani-name-popover.h"

G_BEGIN_DECLS

struct _ManiArticlesPanel
{
  GtkWidget parent_instance;
  GtkWidget *content;
  ManiListPane *pane;
  GMenu *group_menu;
  ManiNamePopover *name_popover;
  GtkWidget *progress_box;
  GtkLabel *progress_label;
  GtkProgressBar *progress;

  ManiEditor *editor;
  GSignalGroup *editor_signals;
  GSignalGroup *table_signals;
  ManiArticleList *articles; /* NULL without an editor */
  ManiArticleOrder order;
  gboolean is_descending;
  int shown_status;
  GPtrArray *chosen;  /* of ManiArticleItem: what the person has selected */
  GHashTable *bound;  /* of GtkListItem */
  GPtrArray *naming;  /* of ManiArticle, that a name is asked for; or NULL */
  char *naming_group; /* that a name is asked for, or NULL */
  ManiArticleItem *dragged;
  ManiArticleItem *to_focus;
  guint focus_tick;
  guint update_source;
};

/* (transfer full) (element-type ManiArticle): each once, in the list's order */
GPtrArray *mani_articles_panel_list_selected (ManiArticlesPanel *self);
/* When the list has followed an edit: the row gets the keys again. */
void mani_articles_panel_focus_soon (ManiArticlesPanel *self, ManiArticleItem *item);

/* -verbs.c */
void mani_articles_panel_install_verbs (GtkWidgetClass *klass);
void mani_articles_panel_add_keys (ManiArticlesPanel *self);
/* What can be done with what is selected. */
void mani_articles_panel_update_verbs (ManiArticlesPanel *self);
/* Takes @edit, which may be empty. */
void mani_articles_panel_apply (ManiArticlesPanel *self, ManiEdit *edit, gboolean is_told);
/* The words of the properties of the same names. */
const char *mani_articles_panel_get_status (ManiArticlesPanel *self);
void mani_articles_panel_set_status (ManiArticlesPanel *self, const char *status);
const char *mani_articles_panel_get_group (ManiArticlesPanel *self);
void mani_articles_panel_set_group (ManiArticlesPanel *self, const char *group);

/* -drag.c: for a factory's setup, when the item has its child */
void mani_articles_panel_add_drag (ManiArticlesPanel *self, GtkListItem *item);

G_END_DECLS
