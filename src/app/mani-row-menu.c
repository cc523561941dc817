/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Gestures and keys of the list: rows are many, and short-lived. */

#include "mani-row-menu.h"

#define LIST_ITEM "mani-list-item"

static void
open_at (GtkPopover *menu, GtkWidget *widget, double x, double y)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (menu));
  graphene_point_t point;

  if (parent == NULL ||
      !gtk_widget_compute_point (widget, parent, &GRAPHENE_POINT_INIT (x, y), &point))
    return;
  gtk_popover_set_pointing_to (menu, &(GdkRectangle){ point.x, point.y, 1, 1 });
  gtk_popover_popup (menu);
}

/* The item of the row there, or NULL. */
static GtkListItem *
find_item (GtkWidget *list, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (list, x, y, GTK_PICK_DEFAULT);
  GtkListItem *item = NULL;

  while (widget != NULL && widget != list && gtk_widget_get_parent (widget) != list)
    widget = gtk_widget_get_parent (widget);
  if (widget != NULL && widget != list && gtk_widget_get_first_child (widget) != NULL)
    item = g_object_get_data (G_OBJECT (gtk_widget_get_first_child (widget)), LIST_ITEM);

  return item;
}

static void
open_row (GtkGesture *gesture, double x, double y, GtkPopover *menu)
{
  GtkWidget *list = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GtkSelectionModel *selection = gtk_list_view_get_model (GTK_LIST_VIEW (list));
  GtkListItem *item = find_item (list, x, y);

  if (item == NULL || selection == NULL)
    return;
  if (!gtk_list_item_get_selected (item))
    gtk_selection_model_select_item (selection, gtk_list_item_get_position (item), TRUE);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  open_at (menu, list, x, y);
}

static void
pressed_cb (GtkGesture *gesture, int n_press, double x, double y, GtkPopover *menu)
{
  open_row (gesture, x, y, menu);
}

static void
held_cb (GtkGesture *gesture, double x, double y, GtkPopover *menu)
{
  open_row (gesture, x, y, menu);
}

void
mani_row_menu_add_row (GtkListItem *item)
{
  g_object_set_data (G_OBJECT (gtk_list_item_get_child (item)), LIST_ITEM, item);
}

static gboolean
open_by_key (GtkWidget *list, GVariant *args, gpointer menu)
{
  GtkSelectionModel *selection = gtk_list_view_get_model (GTK_LIST_VIEW (list));
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (selection);
  GdkRectangle place;

  if (gtk_bitset_is_empty (selected))
    return GDK_EVENT_PROPAGATE;
  mani_row_menu_get_place (list, gtk_bitset_get_minimum (selected), list, &place);
  open_at (menu, list, place.x + place.width / 2.0, place.y + place.height / 2.0);

  return GDK_EVENT_STOP;
}

void
mani_row_menu_add_list (GtkPopover *menu, GtkWidget *list)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), menu);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect (hold, "pressed", G_CALLBACK (held_cb), menu);
  gtk_widget_add_controller (list, GTK_EVENT_CONTROLLER (hold));
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Menu|<Shift>F10"),
                        gtk_callback_action_new (open_by_key, menu, NULL)));
  gtk_widget_add_controller (list, keys);
}

void
mani_row_menu_get_place (GtkWidget *list, guint position, GtkWidget *ancestor, GdkRectangle *place)
{
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (list, ancestor, &bounds))
    *place = (GdkRectangle){ bounds.origin.x, MAX (bounds.origin.y, 0), bounds.size.width, 1 };
  else
    *place = (GdkRectangle){ 0, 0, 1, 1 };

  for (GtkWidget *child = gtk_widget_get_first_child (list); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);
      GtkListItem *item = row != NULL ? g_object_get_data (G_OBJECT (row), LIST_ITEM) : NULL;

      if (item != NULL && gtk_list_item_get_position (item) == position &&
          gtk_widget_get_mapped (child) && gtk_widget_compute_bounds (child, ancestor, &bounds))
        {
          *place = (GdkRectangle){ bounds.origin.x, bounds.origin.y, bounds.size.width,
                                   bounds.size.height };
          return;
        }
    }
}

GPtrArray *
mani_row_menu_list_selected (GtkSelectionModel *selection)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (selection);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more;
       more = gtk_bitset_iter_next (&iter, &position))
    g_ptr_array_add (items, g_list_model_get_item (G_LIST_MODEL (selection), position));

  return items;
}
