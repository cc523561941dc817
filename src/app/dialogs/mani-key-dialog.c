/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A controller that hears every key before the dialog’s own does; Escape and the buttons stay. */

#include "mani-key-dialog.h"

#include "mani-key-match.h"
#include "mani-window.h"

#include <glib/gi18n.h>

struct _ManiKeyDialog
{
  AdwWindow parent_instance;
  const ManiCommand *command;
  char *key; /* that was pressed and may be set */

  GtkLabel *heading;
  GtkLabel *shown;
  GtkLabel *notice;
  GtkWidget *set_button;
  GtkWidget *reset_button;
};

G_DEFINE_FINAL_TYPE (ManiKeyDialog, mani_key_dialog, ADW_TYPE_WINDOW)

/* The label of an open project that has the key, which comes before a command of the article. */
static ManiLabel *
find_label (const char *key)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint keyval;
  GdkModifierType state;
  char name[7] = { 0 };

  if (!gtk_accelerator_parse (key, &keyval, &state) || state != 0 ||
      gdk_keyval_to_unicode (keyval) == 0)
    return NULL;
  g_unichar_to_utf8 (mani_key_match_by_value (keyval), name);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      ManiLabel *label;

      if (!MANI_IS_WINDOW (window))
        continue;
      label = mani_editor_find_label_by_key (mani_window_get_editor (MANI_WINDOW (window)), name);
      if (label != NULL)
        return label;
    }

  return NULL;
}

static void
set_cb (ManiKeyDialog *self)
{
  if (self->key != NULL)
    mani_keymap_set_key (mani_keymap_get_default (), self->command, self->key);
  gtk_window_close (GTK_WINDOW (self));
}

static void
none_cb (ManiKeyDialog *self)
{
  mani_keymap_set_key (mani_keymap_get_default (), self->command, NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
reset_cb (ManiKeyDialog *self)
{
  mani_keymap_reset (mani_keymap_get_default (), self->command);
  gtk_window_close (GTK_WINDOW (self));
}

/* What stands against the key, or NULL; @may_set: whether it can be set all the same. */
static char *
dup_notice (ManiKeyDialog *self, const char *key, gboolean *may_set)
{
  const ManiCommand *other = mani_keymap_find (mani_keymap_get_default (), key);
  ManiLabel *label =
      (self->command->flags & MANI_COMMAND_IN_ARTICLE) != 0 ? find_label (key) : NULL;
  g_autoptr (GError) error = NULL;

  *may_set = mani_command_check_key (self->command, key, &error);
  if (!*may_set)
    return g_strdup (error->message);
  if (label != NULL)
    {
      *may_set = FALSE;
      /* Translators: the name of a label */
      return g_strdup_printf (_ ("It is the key of the label “%s”"), mani_label_get_name (label));
    }
  if (other == NULL || other == self->command)
    return NULL;
  *may_set = (other->flags & MANI_COMMAND_FIXED) == 0;
  /* Translators: what a key does, such as “Next hit” */
  return g_strdup_printf (*may_set ? _ ("It is the key of “%s”, which will have none")
                                   : _ ("It is the key of “%s”"),
                          mani_command_get_title (other));
}

static gboolean
key_pressed_cb (ManiKeyDialog *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  g_autofree char *key = mani_key_name (keyval, keycode, state);
  g_autofree char *label = NULL;
  g_autofree char *notice = NULL;
  gboolean may_set = FALSE;
  guint accelerator;
  GdkModifierType modifiers;

  /* One has to get out, and to the buttons once a key is chosen. */
  if (key == NULL ||
      (keyval == GDK_KEY_Escape && g_strcmp0 (self->command->action, "win.let-go") != 0))
    return GDK_EVENT_PROPAGATE;
  if (focus != NULL && GTK_IS_BUTTON (focus) &&
      (keyval == GDK_KEY_Tab || keyval == GDK_KEY_ISO_Left_Tab || keyval == GDK_KEY_Return ||
       keyval == GDK_KEY_space))
    return GDK_EVENT_PROPAGATE;

  g_clear_pointer (&self->key, g_free);
  gtk_accelerator_parse (key, &accelerator, &modifiers);
  label = mani_key_dup_label (accelerator, modifiers);
  notice = dup_notice (self, key, &may_set);
  gtk_label_set_text (self->shown, label);
  gtk_label_set_text (self->notice, notice != NULL ? notice : "");
  gtk_widget_set_sensitive (self->set_button, may_set);
  if (may_set)
    {
      self->key = g_steal_pointer (&key);
      gtk_widget_grab_focus (self->set_button);
    }

  return GDK_EVENT_STOP;
}

static void
mani_key_dialog_dispose (GObject *object)
{
  ManiKeyDialog *self = MANI_KEY_DIALOG (object);

  g_clear_pointer (&self->key, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANI_TYPE_KEY_DIALOG);

  G_OBJECT_CLASS (mani_key_dialog_parent_class)->dispose (object);
}

static void
mani_key_dialog_class_init (ManiKeyDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mani_key_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/manicule/Manicule/ui/mani-key-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiKeyDialog, heading);
  gtk_widget_class_bind_template_child (widget_class, ManiKeyDialog, shown);
  gtk_widget_class_bind_template_child (widget_class, ManiKeyDialog, notice);
  gtk_widget_class_bind_template_child (widget_class, ManiKeyDialog, set_button);
  gtk_widget_class_bind_template_child (widget_class, ManiKeyDialog, reset_button);
  gtk_widget_class_bind_template_callback (widget_class, set_cb);
  gtk_widget_class_bind_template_callback (widget_class, none_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
mani_key_dialog_init (ManiKeyDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
mani_key_dialog_present (GtkWindow *parent, const ManiCommand *command)
{
  ManiKeyDialog *self =
      g_object_new (MANI_TYPE_KEY_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  ManiKeymap *keymap = mani_keymap_get_default ();
  g_autofree char *present = mani_keymap_dup_label (keymap, command);
  g_autofree char *heading = NULL;

  self->command = command;
  /* Translators: what a key does, such as “Next hit” */
  heading = g_strdup_printf (_ ("Press the new key of “%s”"), mani_command_get_title (command));
  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->shown, present != NULL ? present : _ ("No Key"));
  gtk_widget_set_sensitive (self->reset_button, mani_keymap_is_changed (keymap, command));
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_window_present (GTK_WINDOW (self));
}
