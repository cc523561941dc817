/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Menus that are made from what there is: recent projects, and what lies under the caret of the
 * article view. */

#include "mani-window.h"

#include "mani-annotation-menu.h"
#include "mani-annotation-row.h"
#include "mani-window-private.h"

#include <glib/gi18n.h>

#define MAX_RECENT 10

static int
compare_visits (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_modified ((GtkRecentInfo *) b),
                              gtk_recent_info_get_modified ((GtkRecentInfo *) a));
}

static void
recent_changed_cb (ManiWindow *self)
{
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  guint n = 0;

  items = g_list_sort (items, compare_visits);
  g_menu_remove_all (self->recent_menu);
  for (GList *item = items; item != NULL && n < MAX_RECENT; item = item->next)
    {
      const char *uri = gtk_recent_info_get_uri (item->data);
      g_autofree char *name = NULL;
      g_autoptr (GMenuItem) entry = NULL;

      if (!g_str_has_suffix (uri, ".manicule") || !gtk_recent_info_exists (item->data))
        continue;
      name = mani_annotation_menu_dup_label (gtk_recent_info_get_display_name (item->data));
      entry = g_menu_item_new (name, NULL);
      g_menu_item_set_action_and_target (entry, "app.open-recent", "s", uri);
      g_menu_append_item (self->recent_menu, entry);
      n++;
    }
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
}

/* The stack of annotations at @offset, the innermost first, and what can be done with the selected
 * one. */
static GMenuModel *
new_context_menu (ManiWindow *self, guint offset)
{
  ManiProject *project = mani_editor_get_project (self->editor);
  g_autoptr (GPtrArray) stack = mani_article_view_get_annotations_at (self->view, offset);
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) text = g_menu_new ();
  g_autoptr (GMenu) here = g_menu_new ();
  g_autoptr (GMenu) labels = g_menu_new ();
  g_autoptr (GMenu) verbs = g_menu_new ();
  ManiTable *table = mani_project_get_table (project, MANI_KIND_LABEL);

  for (guint i = 0; i < stack->len; i++)
    {
      g_autofree char *sentence = mani_annotation_row_describe (project, stack->pdata[i]);
      g_autofree char *label = mani_annotation_menu_dup_label (sentence);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "win.select-annotation", "s",
                                         mani_record_get_id (stack->pdata[i]));
      g_menu_append_item (here, item);
    }

  for (guint i = 0; i < mani_table_get_length (table); i++)
    {
      ManiLabel *label = mani_table_get (table, i);
      g_autofree char *name = mani_annotation_menu_dup_label (mani_label_get_name (label));
      g_autoptr (GMenuItem) item = g_menu_item_new (name, NULL);

      if (mani_label_get_use (label) != MANI_LABEL_FOR_PASSAGES)
        continue;
      g_menu_item_set_action_and_target (item, "win.press-label", "s",
                                         mani_record_get_id (MANI_RECORD (label)));
      g_menu_append_item (labels, item);
    }

  g_menu_append_submenu (verbs, _ ("_Label"), G_MENU_MODEL (labels));
  g_menu_append (verbs, _ ("Link to a Person or _Place…"), "win.link-entity");
  if (mani_editor_get_selected (self->editor) != NULL)
    {
      g_menu_append (verbs, _ ("_Note"), "win.edit-note");
      g_menu_append (verbs, _ ("R_elate"), "win.relate");
      g_menu_append (verbs, _ ("Copy with S_ource"), "win.copy-quotation");
      g_menu_append (verbs, _ ("_Remove Annotation"), "win.remove-annotation");
    }
  g_menu_append (text, _ ("_Copy"), "clipboard.copy");
  g_menu_append (text, _ ("Select _All"), "selection.select-all");
  if (stack->len > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (here));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (verbs));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (text));

  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static gboolean
popup_context_menu (gpointer data)
{
  ManiWindow *self = data;

  self->context_source = 0;
  gtk_popover_popup (self->context_popover);

  return G_SOURCE_REMOVE;
}

/* With the innermost annotation at @offset selected; @x, @y: of the view. */
static void
show_context_menu (ManiWindow *self, guint offset, double x, double y)
{
  g_autoptr (GMenuModel) menu = NULL;
  ManiRange selection;

  if (!mani_article_view_get_selection (self->view, &selection))
    {
      g_autoptr (GPtrArray) stack = mani_article_view_get_annotations_at (self->view, offset);

      if (stack->len > 0 &&
          !g_ptr_array_find (stack, mani_editor_get_selected (self->editor), NULL))
        mani_editor_set_selected (self->editor, stack->pdata[0]);
    }

  menu = new_context_menu (self, offset);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->context_popover), menu);
  gtk_popover_set_pointing_to (self->context_popover, &(GdkRectangle){ x, y, 1, 1 });
  /* The menu gets its separators from an idle handler, too late for the size of what is shown. */
  g_clear_handle_id (&self->context_source, g_source_remove);
  self->context_source = g_idle_add (popup_context_menu, self);
}

/* Instead of the text view's own menu, whose verbs are for texts that can be written. */
static void
context_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, ManiWindow *self)
{
  guint offset;

  if (!mani_article_view_get_offset_at (self->view, x, y, &offset))
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  show_context_menu (self, offset, x, y);
}

static void
long_pressed_cb (GtkGestureLongPress *gesture, double x, double y, ManiWindow *self)
{
  guint offset;

  if (mani_article_view_get_offset_at (self->view, x, y, &offset))
    show_context_menu (self, offset, x, y);
}

static gboolean
menu_key_cb (ManiWindow *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkTextView *text_view = GTK_TEXT_VIEW (self->view);
  GdkRectangle caret;
  int x, y;

  if (keyval != GDK_KEY_Menu && !(keyval == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0))
    return GDK_EVENT_PROPAGATE;

  gtk_text_view_get_cursor_locations (text_view, NULL, &caret, NULL);
  gtk_text_view_buffer_to_window_coords (text_view, GTK_TEXT_WINDOW_WIDGET, caret.x,
                                         caret.y + caret.height, &x, &y);
  show_context_menu (self, mani_article_view_get_caret (self->view),
                     CLAMP (x, 0, gtk_widget_get_width (GTK_WIDGET (self->view))),
                     CLAMP (y, 0, gtk_widget_get_height (GTK_WIDGET (self->view))));

  return GDK_EVENT_STOP;
}

void
mani_window_init_menus (ManiWindow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *view = GTK_WIDGET (self->view);

  self->context_popover = GTK_POPOVER (gtk_popover_menu_new_from_model (NULL));
  gtk_popover_set_has_arrow (self->context_popover, FALSE);
  gtk_popover_set_position (self->context_popover, GTK_POS_BOTTOM);
  gtk_widget_set_halign (GTK_WIDGET (self->context_popover), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (self->context_popover), view);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (context_pressed_cb), self);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect (press, "pressed", G_CALLBACK (long_pressed_cb), self);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (press));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (menu_key_cb), self);
  gtk_widget_add_controller (view, keys);

  g_signal_connect_object (gtk_recent_manager_get_default (), "changed",
                           G_CALLBACK (recent_changed_cb), self, G_CONNECT_SWAPPED);
  recent_changed_cb (self);
}
