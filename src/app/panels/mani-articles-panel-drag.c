/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Articles and groups are dragged within their list. */

#include "mani-articles-panel.h"

#include "mani-article-row.h"
#include "mani-articles-panel-private.h"

static ManiArticlesPanel *
get_panel (gpointer controller)
{
  GtkWidget *row = gtk_event_controller_get_widget (controller);

  return MANI_ARTICLES_PANEL (gtk_widget_get_ancestor (row, MANI_TYPE_ARTICLES_PANEL));
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, GtkListItem *item)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (gtk_list_item_get_child (item));

  gtk_drag_source_set_icon (source, picture, x, y);

  return gdk_content_provider_new_typed (MANI_TYPE_ARTICLE_ITEM, gtk_list_item_get_item (item));
}

static void
begin_cb (GtkDragSource *source, GdkDrag *drag, GtkListItem *item)
{
  g_set_object (&get_panel (source)->dragged, gtk_list_item_get_item (item));
}

/* The row may be another one, or none, by now. */
static void
end_cb (ManiArticlesPanel *self)
{
  g_clear_object (&self->dragged);
}

static gboolean
is_heading (ManiArticleItem *item)
{
  return mani_article_item_get_article (item) == NULL;
}

static ManiArticleRowPlace
get_place (ManiArticlesPanel *self, GtkListItem *item, double y)
{
  double height = gtk_widget_get_height (gtk_list_item_get_child (item));
  gboolean can_move = mani_article_list_can_move (self->articles);

  /* What comes from another window is no row of this list. */
  if (self->dragged == NULL || (is_heading (self->dragged) && !can_move))
    return MANI_ARTICLE_ROW_NOWHERE;
  if (!can_move || (is_heading (gtk_list_item_get_item (item)) && !is_heading (self->dragged)))
    return MANI_ARTICLE_ROW_INTO;

  return y < height / 2 ? MANI_ARTICLE_ROW_BEFORE : MANI_ARTICLE_ROW_BEHIND;
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, GtkListItem *item)
{
  ManiArticleRowPlace place = get_place (get_panel (target), item, y);

  mani_article_row_show_place (MANI_ARTICLE_ROW (gtk_list_item_get_child (item)), place);

  return place != MANI_ARTICLE_ROW_NOWHERE ? GDK_ACTION_MOVE : 0;
}

static void
leave_cb (GtkDropTarget *target, GtkListItem *item)
{
  mani_article_row_show_place (MANI_ARTICLE_ROW (gtk_list_item_get_child (item)),
                               MANI_ARTICLE_ROW_NOWHERE);
}

/* (transfer full): all that are selected, if it is one of them; else it alone. */
static GPtrArray *
list_dragged (ManiArticlesPanel *self)
{
  ManiArticle *dragged = mani_article_item_get_article (self->dragged);
  GPtrArray *articles = mani_articles_panel_list_selected (self);

  if (g_ptr_array_find (articles, dragged, NULL))
    return articles;
  g_ptr_array_set_size (articles, 0);
  g_ptr_array_add (articles, g_object_ref (dragged));

  return articles;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, GtkListItem *item)
{
  ManiArticlesPanel *self = get_panel (target);
  ManiArticleItem *at = gtk_list_item_get_item (item);
  ManiArticleRowPlace place = get_place (self, item, y);
  gboolean is_behind = place == MANI_ARTICLE_ROW_BEHIND;
  g_autoptr (GPtrArray) articles = NULL;

  leave_cb (target, item);
  if (place == MANI_ARTICLE_ROW_NOWHERE)
    return FALSE;
  if (is_heading (self->dragged))
    {
      mani_articles_panel_apply (
          self,
          mani_article_list_plan_group_drop (
              self->articles, mani_article_item_get_group (self->dragged), at, is_behind),
          FALSE);
      return TRUE;
    }
  articles = list_dragged (self);
  mani_articles_panel_apply (
      self, mani_article_list_plan_drop (self->articles, articles, at, is_behind), FALSE);

  return TRUE;
}

void
mani_articles_panel_add_drag (ManiArticlesPanel *self, GtkListItem *item)
{
  GtkWidget *row = gtk_list_item_get_child (item);
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (MANI_TYPE_ARTICLE_ITEM, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), item);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_cb), item);
  g_signal_connect_object (source, "drag-end", G_CALLBACK (end_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  g_signal_connect (target, "enter", G_CALLBACK (motion_cb), item);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), item);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), item);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), item);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}
