/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The inside of the labels dialog, for its own files. */

#pragma once

#include "mani-label-list.h"
#include "mani-label-page.h"
#include "mani-label-row.h"
#include "mani-labels-dialog.h"

G_BEGIN_DECLS

struct _ManiLabelsDialog
{
  AdwWindow parent_instance;
  ManiEditor *editor;
  ManiLabelList *labels;
  GHashTable *rows; /* ManiLabelItem -> ManiLabelRow, those that there are */
  char *parent;     /* what the next new label stands below, or NULL: beside the selected one */
  char *to_focus;   /* the label whose row gets the focus as soon as there is one, or NULL */
  char *shown;      /* the label that is open, or NULL */
  guint position;   /* that was selected last */
  guint tick;

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  GtkWidget *back;
  GtkMenuButton *menu_button;
  GtkWidget *context; /* GtkPopoverMenu */
  GMenu *set_menu;
  GMenuModel *row_menu;
  GtkStack *stack;
  GtkWidget *list_page;
  GtkSingleSelection *selection;
  GtkListView *list;
  GtkEditable *new_label;
  ManiLabelPage *page;
};

/* mani-labels-dialog.c */
ManiLabel *mani_labels_dialog_find (ManiLabelsDialog *self, const char *id);
/* What is selected, or NULL. */
ManiLabel *mani_labels_dialog_get_selected (ManiLabelsDialog *self);
ManiLabelRow *mani_labels_dialog_get_selected_row (ManiLabelsDialog *self);
/* Selects it, what is above it unfolded; @focus: its row gets the focus. */
void mani_labels_dialog_select (ManiLabelsDialog *self, const char *id, gboolean focus);
/* The page of a label, or with NULL the list. */
void mani_labels_dialog_show (ManiLabelsDialog *self, const char *id);
void mani_labels_dialog_set_parent (ManiLabelsDialog *self, const char *id);
void mani_labels_dialog_open_menu (ManiLabelsDialog *self, GtkWidget *at, double x, double y);
void mani_labels_dialog_tell (ManiLabelsDialog *self, const char *text, gboolean undo);

/* mani-labels-dialog-verbs.c */
void mani_labels_dialog_install_actions (GtkWidgetClass *widget_class);
void mani_labels_dialog_install_keys (ManiLabelsDialog *self);
/* Which actions can be done now, in one place. */
void mani_labels_dialog_update_actions (ManiLabelsDialog *self);
void mani_labels_dialog_add (ManiLabelsDialog *self);

/* mani-labels-dialog-files.c */
void mani_labels_dialog_import (ManiLabelsDialog *self);
void mani_labels_dialog_export (ManiLabelsDialog *self, const char *suffix);
/* (element-type ManiLabel) */
void mani_labels_dialog_add_labels (ManiLabelsDialog *self, GPtrArray *labels);

G_END_DECLS
