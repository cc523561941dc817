/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows made of the table of commands; their keys follow the keymap. */

#include "mani-keys-page.h"

#include "mani-key-dialog.h"

#include <glib/gi18n.h>

struct _ManiKeysPage
{
  AdwPreferencesPage parent_instance;
  GHashTable *labels; /* ManiCommand -> GtkLabel */
  GtkWidget *reset;
};

G_DEFINE_FINAL_TYPE (ManiKeysPage, mani_keys_page, ADW_TYPE_PREFERENCES_PAGE)

static void
keymap_changed_cb (ManiKeysPage *self)
{
  ManiKeymap *keymap = mani_keymap_get_default ();
  GHashTableIter iter;
  gpointer command;
  gpointer label;

  g_hash_table_iter_init (&iter, self->labels);
  while (g_hash_table_iter_next (&iter, &command, &label))
    {
      g_autofree char *keys = mani_keymap_dup_label (keymap, command);

      gtk_label_set_text (label, keys != NULL ? keys : "–");
      if (mani_keymap_is_changed (keymap, command))
        gtk_widget_add_css_class (label, "accent");
      else
        gtk_widget_remove_css_class (label, "accent");
    }
  gtk_widget_set_sensitive (self->reset, mani_keymap_is_any_changed (keymap));
}

static void
activated_cb (AdwActionRow *row, gpointer command)
{
  mani_key_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (row))), command);
}

static GtkWidget *
make_row (ManiKeysPage *self, const ManiCommand *command)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), mani_command_get_title (command));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (activated_cb), (gpointer) command);
  g_hash_table_insert (self->labels, (gpointer) command, label);

  return row;
}

static void
mani_keys_page_dispose (GObject *object)
{
  ManiKeysPage *self = MANI_KEYS_PAGE (object);

  g_signal_handlers_disconnect_by_data (mani_keymap_get_default (), self);
  g_clear_pointer (&self->labels, g_hash_table_unref);

  G_OBJECT_CLASS (mani_keys_page_parent_class)->dispose (object);
}

static void
mani_keys_page_class_init (ManiKeysPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mani_keys_page_dispose;
}

static void
mani_keys_page_init (ManiKeysPage *self)
{
  GtkWidget *groups[MANI_N_KEY_GROUPS];

  self->labels = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < MANI_N_KEY_GROUPS; i++)
    {
      groups[i] = adw_preferences_group_new ();
      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (groups[i]),
                                       mani_key_group_get_title (i));
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), ADW_PREFERENCES_GROUP (groups[i]));
    }
  for (guint i = 0; mani_command_get (i) != NULL; i++)
    {
      const ManiCommand *command = mani_command_get (i);

      if ((command->flags & MANI_COMMAND_FIXED) == 0)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (groups[command->group]),
                                   make_row (self, command));
    }
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (groups[MANI_KEY_GROUP_MARKING]),
      _ ("These keys work in the article, beside those of the labels."));

  self->reset = gtk_button_new_with_mnemonic (_ ("_Usual Keys"));
  gtk_widget_set_valign (self->reset, GTK_ALIGN_CENTER);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (groups[0]), self->reset);
  g_signal_connect_swapped (self->reset, "clicked", G_CALLBACK (mani_keymap_reset_all),
                            mani_keymap_get_default ());
  g_signal_connect_swapped (mani_keymap_get_default (), "changed", G_CALLBACK (keymap_changed_cb),
                            self);
  keymap_changed_cb (self);
}
