/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list over the table of articles; its selection and the editor's article follow each other. */

#include "mani-articles-panel.h"

#include "mani-article-row.h"

#include <glib/gi18n.h>

struct _ManiArticlesPanel
{
  GtkWidget parent_instance;
  GtkWidget *content;
  ManiEditor *editor;
  GSignalGroup *editor_signals;
  GtkSingleSelection *selection;
  GtkListView *list;
  gboolean is_following;
};

enum
{
  PROP_0,
  PROP_EDITOR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiArticlesPanel, mani_articles_panel, GTK_TYPE_WIDGET)

static void
setup_row_cb (ManiArticlesPanel *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, mani_article_row_new ());
}

static void
bind_row_cb (ManiArticlesPanel *self, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  ManiArticle *article = gtk_list_item_get_item (item);
  g_autofree char *title = mani_article_dup_title (article);

  mani_article_row_show (MANI_ARTICLE_ROW (row), mani_editor_get_project (self->editor), article);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
unbind_row_cb (ManiArticlesPanel *self, GtkListItem *item)
{
  mani_article_row_show (MANI_ARTICLE_ROW (gtk_list_item_get_child (item)), NULL, NULL);
}

static void
follow_editor_cb (ManiArticlesPanel *self)
{
  ManiArticle *article = mani_editor_get_article (self->editor);
  guint position = GTK_INVALID_LIST_POSITION;

  if (article == NULL ||
      !mani_table_find (
          mani_project_get_table (mani_editor_get_project (self->editor), MANI_KIND_ARTICLE),
          MANI_RECORD (article), &position))
    position = GTK_INVALID_LIST_POSITION;
  if (gtk_single_selection_get_selected (self->selection) == position)
    return;

  self->is_following = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  self->is_following = FALSE;
}

static void
selected_cb (ManiArticlesPanel *self)
{
  gpointer item = gtk_single_selection_get_selected_item (self->selection);

  if (!self->is_following && self->editor != NULL && item != NULL)
    mani_editor_set_article (self->editor, item);
}

static void
set_editor (ManiArticlesPanel *self, ManiEditor *editor)
{
  if (!g_set_object (&self->editor, editor))
    return;
  g_signal_group_set_target (self->editor_signals, editor);
  self->is_following = TRUE;
  gtk_single_selection_set_model (
      self->selection, editor != NULL ? G_LIST_MODEL (mani_project_get_table (
                                            mani_editor_get_project (editor), MANI_KIND_ARTICLE))
                                      : NULL);
  self->is_following = FALSE;
  if (editor != NULL)
    follow_editor_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

static void
mani_articles_panel_dispose (GObject *object)
{
  ManiArticlesPanel *self = MANI_ARTICLES_PANEL (object);

  if (self->editor != NULL)
    set_editor (self, NULL);
  g_clear_object (&self->editor_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANI_TYPE_ARTICLES_PANEL);

  G_OBJECT_CLASS (mani_articles_panel_parent_class)->dispose (object);
}

static void
mani_articles_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EDITOR)
    g_value_set_object (value, MANI_ARTICLES_PANEL (object)->editor);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_articles_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EDITOR)
    set_editor (MANI_ARTICLES_PANEL (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_articles_panel_class_init (ManiArticlesPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mani_articles_panel_dispose;
  object_class->get_property = mani_articles_panel_get_property;
  object_class->set_property = mani_articles_panel_set_property;

  properties[PROP_EDITOR] =
      g_param_spec_object ("editor", NULL, NULL, MANI_TYPE_EDITOR,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/manicule/Manicule/ui/mani-articles-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiArticlesPanel, content);
  gtk_widget_class_bind_template_child (widget_class, ManiArticlesPanel, selection);
  gtk_widget_class_bind_template_child (widget_class, ManiArticlesPanel, list);
  gtk_widget_class_bind_template_callback (widget_class, setup_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mani_articles_panel_init (ManiArticlesPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->editor_signals = g_signal_group_new (MANI_TYPE_EDITOR);
  g_signal_group_connect_swapped (self->editor_signals, "notify::article",
                                  G_CALLBACK (follow_editor_cb), self);
}
