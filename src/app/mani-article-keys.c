/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of single keys and the controller that reads it. */

#include "mani-article-keys.h"

#include "mani-key-match.h"

#include <string.h>

typedef struct
{
  gunichar character; /* or 0 */
  guint keyval;       /* or 0 */
  GdkModifierType state;
  const char *action;
} Key;

static const Key keys[] = {
  { '.', 0, 0, "win.repeat-label" },
  { 'h', 0, 0, "win.highlight" },
  { 'n', 0, 0, "win.edit-note" },
  { 'e', 0, 0, "win.link-entity" },
  { 'r', 0, 0, "win.relate" },
  { 0, GDK_KEY_Tab, 0, "win.next-annotation" },
  { 0, GDK_KEY_Tab, GDK_SHIFT_MASK, "win.previous-annotation" },
  { 0, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK, "win.previous-annotation" },
  { 0, GDK_KEY_Return, 0, "win.inspect" },
  { 0, GDK_KEY_KP_Enter, 0, "win.inspect" },
  { 0, GDK_KEY_Delete, 0, "win.remove-annotation" },
  { 0, GDK_KEY_KP_Delete, 0, "win.remove-annotation" },
  { 0, GDK_KEY_BackSpace, 0, "win.remove-annotation" },
  { 0, GDK_KEY_Escape, 0, "win.let-go" },
};

/* Commands that will be keys of the view; labels made now must not take them. */
static const char reserved[] = ".hnaersz";

typedef struct
{
  ManiEditor *(*get_editor) (gpointer data);
  gpointer data;
} Keys;

gboolean
mani_article_keys_is_reserved (gunichar character)
{
  return character < 128 && strchr (reserved, character) != NULL;
}

static gboolean
press (GtkWidget *widget,
       ManiEditor *editor,
       gunichar character,
       guint keyval,
       GdkModifierType state)
{
  char name[7] = { 0 };
  ManiLabel *label;

  if (character != 0)
    {
      g_unichar_to_utf8 (character, name);
      label = mani_editor_find_label_by_key (editor, name);
      if (label != NULL)
        return gtk_widget_activate_action (widget, "win.press-label", "s",
                                           mani_record_get_id (MANI_RECORD (label)));
    }

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].character != 0 ? keys[i].character == character
                               : keys[i].keyval == keyval && keys[i].state == state)
      return gtk_widget_activate_action (widget, keys[i].action, NULL);

  return FALSE;
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
  if (editor == NULL || (state & ~GDK_SHIFT_MASK) != 0)
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
