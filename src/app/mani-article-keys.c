/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The controller that asks the labels and the keymap. */

#include "mani-article-keys.h"

#include "mani-key-match.h"
#include "mani-keymap.h"

typedef struct
{
  ManiEditor *(*get_editor) (gpointer data);
  gpointer data;
} Keys;

static gboolean
press (GtkWidget *widget,
       ManiEditor *editor,
       gunichar character,
       guint keyval,
       GdkModifierType state)
{
  char name[7] = { 0 };
  const ManiCommand *command;
  ManiLabel *label;

  if (character != 0 && (state & ~GDK_SHIFT_MASK) == 0)
    {
      g_unichar_to_utf8 (character, name);
      label = mani_editor_find_label_by_key (editor, name);
      if (label != NULL)
        return gtk_widget_activate_action (widget, "win.press-label", "s",
                                           mani_record_get_id (MANI_RECORD (label)));
    }

  command = mani_keymap_match_article (mani_keymap_get_default (), character, keyval, state);

  return command != NULL && gtk_widget_activate_action (widget, command->action, NULL);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                Keys *self)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  ManiEditor *editor = self->get_editor (self->data);
  gunichar place;

  state &= gtk_accelerator_get_default_mod_mask ();
  if (editor == NULL)
    return GDK_EVENT_PROPAGATE;

  if (press (widget, editor, mani_key_match_by_value (keyval), keyval, state))
    return GDK_EVENT_STOP;

  /* With Shift the key’s own character was meant. */
  place = (state & GDK_SHIFT_MASK) == 0 ? mani_key_match_by_place (keycode) : 0;
  if (place != 0 && press (widget, editor, place, 0, state))
    return GDK_EVENT_STOP;

  return GDK_EVENT_PROPAGATE;
}

static void
free_keys (gpointer data, GClosure *closure)
{
  g_free (data);
}

GtkEventController *
mani_article_keys_new (ManiEditor *(*get_editor) (gpointer data), gpointer data)
{
  GtkEventController *controller = gtk_event_controller_key_new ();
  Keys *self = g_new0 (Keys, 1);

  *self = (Keys){ get_editor, data };
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_data (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self, free_keys,
                         0);

  return controller;
}
