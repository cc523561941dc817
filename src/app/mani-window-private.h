/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window's inside, for its own files. */

#pragma once

#include "mani-article-view.h"
#include "mani-entity-popover.h"
#include "mani-find-bar.h"
#include "mani-inspector.h"
#include "mani-split.h"
#include "mani-window.h"

G_BEGIN_DECLS

struct _ManiWindow
{
  AdwApplicationWindow parent_instance;
  ManiEditor *editor;
  GSettings *settings;
  GCancellable *cancellable; /* of what runs for this window */
  gboolean is_closing;       /* the person has decided */
  gboolean has_saved_for_close;
  guint n_adding;              /* articles, or several at once, on their way into the project */
  gboolean is_adding_range;    /* the selection under way began with Ctrl */
  GtkEventController *keys[2]; /* before and after what has the focus */
  double scrolled;             /* with Ctrl, since the last step of zoom */
  double size_at_pinch;        /* text size when two fingers came down */
  gboolean is_turning;         /* the view gets another article */

  AdwToastOverlay *toasts;
  AdwToast *toast; /* the last, while it is there */
  ManiSplit *split;
  AdwHeaderBar *start_header;
  AdwHeaderBar *content_header;
  AdwHeaderBar *end_header;
  AdwWindowTitle *title;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkWidget *find_button;
  GtkMenuButton *menu_button;
  GtkWidget *zoom_row;
  GtkWidget *zoom_label;
  GMenu *recent_menu;
  GtkPopover *context_popover; /* a child of the view */
  guint context_source;        /* or 0 */
  GtkRevealer *trouble;
  GtkLabel *trouble_label;
  GtkStack *stack;
  GtkWidget *empty_open; /* the first page’s first button */
  GtkMenuButton *label_set;
  GMenu *label_set_menu;
  ManiFindBar *find_bar;
  GtkOverlay *overlay;
  GtkScrolledWindow *scroller;
  ManiArticleView *view;
  GtkWidget *mark_toolbar;
  GtkLabel *status;
  GtkLabel *words;
  char *counted; /* SHA-256 of the text whose words it says, or NULL */
  GtkWidget *articles_panel;
  GtkStack *panels;
  guint panels_source; /* or 0 */
  GtkWidget *panel_switcher;
  ManiEntityPopover *entity_popover;
  GPtrArray *link_annotations; /* that it asks for; NULL: */
  ManiArticle *link_article;   /* a passage of it, or NULL */
  ManiRange link_range;
};

/* mani-window-actions.c */
void mani_window_init_actions (ManiWindow *self);
/* GTK keeps the actions of a window that has been shown, and they what they act on. */
void mani_window_drop_actions (ManiWindow *self);
/* Which actions can be done now, in one place. */
void mani_window_update_actions (ManiWindow *self);

/* Says what the last edit did, with a button that undoes it. */
void mani_window_tell_edit (ManiWindow *self);

/* mani-window-annotations.c: its part of the actions */
void mani_window_init_annotations (ManiWindow *self);
/* Borrowed; in sight now. */
ManiInspector *mani_window_show_inspector (ManiWindow *self);

/* mani-window-articles.c: what is done with the current article as one among others */
void mani_window_init_articles (ManiWindow *self);
void mani_window_update_articles (ManiWindow *self);
/* Says which of those that have just come (element-type ManiArticle) are nearly the same as
 * others. */
void mani_window_look_for_duplicates (ManiWindow *self, GPtrArray *added);

/* mani-window-files.c */
void mani_window_choose_project (ManiWindow *self);
void mani_window_choose_articles (ManiWindow *self);
void mani_window_choose_import (ManiWindow *self);
void mani_window_paste_article (ManiWindow *self);
void mani_window_save (ManiWindow *self);
void mani_window_save_as (ManiWindow *self);
/* Returns whether the window has to stay open for the moment. */
gboolean mani_window_close_or_ask (ManiWindow *self);
void mani_window_init_drop (ManiWindow *self);

/* mani-window-panels.c */
void mani_window_init_panels (ManiWindow *self);
void mani_window_drop_panels (ManiWindow *self);
/* The panel of that name in the table (mani-panels.h). */
GtkWidget *mani_window_get_panel (ManiWindow *self, const char *name);
/* The same, and it is in sight now. */
GtkWidget *mani_window_show_panel (ManiWindow *self, const char *name);

/* mani-window-people.c */
void mani_window_init_people (ManiWindow *self);
void mani_window_forget_link (ManiWindow *self);
/* Asks whom the selection, or else what is selected, names. */
void mani_window_link_entity (ManiWindow *self);
void mani_window_step_mention (ManiWindow *self, int by);

/* mani-window-menus.c */
void mani_window_init_menus (ManiWindow *self);

/* mani-window-zoom.c */
void mani_window_init_zoom (ManiWindow *self);
/* A step up or down, or back to the usual size. */
void mani_window_zoom (ManiWindow *self, int by);
/* mani-window-labels.c: what is done with labels as such */
void mani_window_init_labels (ManiWindow *self);
void mani_window_update_labels (ManiWindow *self);

/* mani-window-undo.c */
void mani_window_init_undo (ManiWindow *self);

/* mani-window-marks.c: the article view and the editor follow each other */
void mani_window_init_marks (ManiWindow *self);
/* Remembers where the article is read. */
void mani_window_keep_place (ManiWindow *self);
void mani_window_update_mark_toolbar (ManiWindow *self);

G_END_DECLS
