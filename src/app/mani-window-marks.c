/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The article view and the editor follow each other: selection, selected annotation, keys, the
 * toolbar below the selection. */

#include "mani-window.h"

#include "mani-article-keys.h"
#include "mani-window-private.h"

/* Between the selection and the toolbar. */
#define TOOLBAR_GAP 6
/* Between the toolbar and the edges of the pane. */
#define TOOLBAR_MARGIN 6

static ManiEditor *
get_editor (gpointer data)
{
  return MANI_WINDOW (data)->editor;
}

/* The view's selection is the editor's; the view tells of it when it is finished. */
static void
view_selection_cb (ManiWindow *self)
{
  ManiRange selection;
  gboolean has_selection = mani_article_view_get_selection (self->view, &selection);

  mani_editor_set_selection (self->editor, has_selection ? &selection : NULL);
  if (!has_selection || !self->is_adding_range || !mani_editor_toggle_range (self->editor))
    mani_editor_finish_selection (self->editor);
  mani_window_update_mark_toolbar (self);
}

/* And when the editor lets it go, so does the view. */
static void
editor_selection_cb (ManiWindow *self)
{
  const ManiRange *selection = mani_editor_get_selection (self->editor);
  ManiRange shown;

  if (selection == NULL && mani_article_view_get_selection (self->view, &shown))
    mani_article_view_set_selection (self->view, &(ManiRange){ shown.end, shown.end });
  mani_window_update_mark_toolbar (self);
}

static void
view_selected_cb (ManiWindow *self)
{
  /* A view that gets another article lets go of what was selected in the old one. */
  if (!self->is_turning)
    mani_editor_set_selected (self->editor, mani_article_view_get_selected (self->view));
}

void
mani_window_keep_place (ManiWindow *self)
{
  ManiReadingPlaces *places = mani_editor_get_reading_places (self->editor);
  ManiArticle *article = mani_article_view_get_article (self->view);
  const char *id = article != NULL ? mani_record_get_id (MANI_RECORD (article)) : NULL;

  if (id == NULL)
    return;
  /* While the page is on its way, nobody has read elsewhere. */
  if (mani_article_view_is_jumping (self->view) || !gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    mani_reading_places_set (places, id, mani_reading_places_get (places, id));
  else
    mani_reading_places_set (places, id, mani_article_view_get_top (self->view));
}

/* Each article is open where it was read last. */
static void
editor_article_cb (ManiWindow *self)
{
  ManiArticle *before = mani_article_view_get_article (self->view);
  ManiArticle *article = mani_editor_get_article (self->editor);
  const char *id = article != NULL ? mani_record_get_id (MANI_RECORD (article)) : NULL;
  gboolean is_same = id != NULL && before != NULL &&
                     g_strcmp0 (id, mani_record_get_id (MANI_RECORD (before))) == 0;
  guint offset;

  if (!is_same)
    mani_window_keep_place (self);
  self->is_turning = TRUE;
  g_object_set (self->view, "article", article, NULL);
  self->is_turning = FALSE;
  if (is_same || id == NULL)
    return;

  offset = mani_reading_places_get (mani_editor_get_reading_places (self->editor), id);
  mani_reading_places_set (mani_editor_get_reading_places (self->editor), id, offset);
  if (offset > 0)
    mani_article_view_show_top (self->view, offset);
}

/* A project is open at the article that was read last. */
static void
go_to_last_article (ManiWindow *self)
{
  const char *id = mani_reading_places_get_article (mani_editor_get_reading_places (self->editor));
  ManiArticle *article = id != NULL ? mani_project_lookup (mani_editor_get_project (self->editor),
                                                           MANI_KIND_ARTICLE, id)
                                    : NULL;

  if (article != NULL)
    mani_editor_set_article (self->editor, article);
}

static void
editor_selected_cb (ManiWindow *self)
{
  ManiAnnotation *selected = mani_editor_get_selected (self->editor);
  ManiRange extent;

  if (mani_article_view_get_selected (self->view) == selected)
    return;
  mani_article_view_set_selected (self->view, selected);
  if (selected == NULL || mani_annotation_is_whole_article (selected) ||
      mani_annotation_is_orphan (selected))
    return;
  extent = mani_annotation_get_extent (selected);
  mani_article_view_show_range (self->view, extent, FALSE);
}

/* A press with Ctrl begins a further range of the selected annotation. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, ManiWindow *self)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  self->is_adding_range = (state & GDK_CONTROL_MASK) != 0;
}

static gboolean
key_pressed_cb (ManiWindow *self)
{
  self->is_adding_range = FALSE;

  return GDK_EVENT_PROPAGATE;
}

static gboolean
place_toolbar_cb (GtkOverlay *overlay, GtkWidget *child, GdkRectangle *place, ManiWindow *self)
{
  const ManiRange *selection = mani_editor_get_selection (self->editor);
  int width = gtk_widget_get_width (GTK_WIDGET (overlay));
  int height = gtk_widget_get_height (GTK_WIDGET (overlay));
  GtkRequisition size;
  GdkRectangle rectangle;
  graphene_point_t corner;

  if (child != self->mark_toolbar || selection == NULL ||
      !mani_article_view_get_range_rectangle (self->view, *selection, &rectangle))
    return FALSE;

  gtk_widget_get_preferred_size (child, NULL, &size);
  if (!gtk_widget_compute_point (GTK_WIDGET (self->view), GTK_WIDGET (overlay),
                                 &GRAPHENE_POINT_INIT (rectangle.x, rectangle.y), &corner))
    return FALSE;
  place->width = MIN (size.width, MAX (width - 2 * TOOLBAR_MARGIN, 0));
  place->height = size.height;
  place->x = CLAMP (corner.x + rectangle.width / 2.0 - place->width / 2.0, TOOLBAR_MARGIN,
                    MAX (width - place->width - TOOLBAR_MARGIN, TOOLBAR_MARGIN));
  place->y = corner.y + rectangle.height + TOOLBAR_GAP;
  /* Above where there is no room below, and never over the selection. */
  if (place->y + place->height > height && corner.y - TOOLBAR_GAP - place->height >= 0)
    place->y = corner.y - TOOLBAR_GAP - place->height;

  return TRUE;
}

void
mani_window_update_mark_toolbar (ManiWindow *self)
{
  const ManiRange *selection = mani_editor_get_selection (self->editor);
  GdkRectangle rectangle;

  gtk_widget_set_visible (
      self->mark_toolbar,
      selection != NULL && mani_editor_get_armed_label (self->editor) == NULL &&
          mani_article_view_get_range_rectangle (self->view, *selection, &rectangle));
  gtk_widget_queue_allocate (GTK_WIDGET (self->overlay));
}

void
mani_window_init_marks (ManiWindow *self)
{
  GtkWidget *view = GTK_WIDGET (self->view);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_object_set (self->view, "project", mani_editor_get_project (self->editor), NULL);
  gtk_widget_add_controller (view, mani_article_keys_new (get_editor, self));

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (click));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (view, keys);

  g_signal_connect_object (self->view, "notify::selection", G_CALLBACK (view_selection_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "notify::selected", G_CALLBACK (view_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "notify::article", G_CALLBACK (editor_article_cb), self,
                           G_CONNECT_SWAPPED);
  go_to_last_article (self);
  editor_article_cb (self);
  g_signal_connect_object (self->editor, "notify::selection", G_CALLBACK (editor_selection_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "notify::selected", G_CALLBACK (editor_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "notify::armed-label",
                           G_CALLBACK (mani_window_update_mark_toolbar), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (mani_window_update_mark_toolbar), self, G_CONNECT_SWAPPED);
  g_signal_connect (self->overlay, "get-child-position", G_CALLBACK (place_toolbar_cb), self);
}
