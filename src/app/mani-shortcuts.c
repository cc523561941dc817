/* SPDX-License-Identifier: GPL-3.0-or-later */

/* GTK makes such a window from a description only. */

#include "mani-shortcuts.h"

#include "mani-keymap.h"

static void
add_shortcut (GString *text, ManiKeymap *keymap, const ManiCommand *command)
{
  g_auto (GStrv) keys = mani_keymap_dup_shown_keys (keymap, command);
  g_autofree char *joined = g_strjoinv (" ", keys);
  g_autofree char *shortcut = NULL;

  if (keys[0] == NULL)
    return;
  shortcut = g_markup_printf_escaped ("<child><object class='GtkShortcutsShortcut'>"
                                      "<property name='accelerator'>%s</property>"
                                      "<property name='title'>%s</property>"
                                      "</object></child>",
                                      joined, mani_command_get_title (command));
  g_string_append (text, shortcut);
}

GtkWidget *
mani_shortcuts_new (GtkWindow *parent)
{
  ManiKeymap *keymap = mani_keymap_get_default ();
  g_autoptr (GString) text = g_string_new ("<interface>"
                                           "<object class='GtkShortcutsWindow' id='window'>"
                                           "<child><object class='GtkShortcutsSection'>"
                                           "<property name='section-name'>all</property>");
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWidget *window;

  for (guint group = 0; group < MANI_N_KEY_GROUPS; group++)
    {
      g_autofree char *start = g_markup_printf_escaped ("<child><object class='GtkShortcutsGroup'>"
                                                        "<property name='title'>%s</property>",
                                                        mani_key_group_get_title (group));

      g_string_append (text, start);
      for (guint i = 0; mani_command_get (i) != NULL; i++)
        if (mani_command_get (i)->group == group)
          add_shortcut (text, keymap, mani_command_get (i));
      g_string_append (text, "</object></child>");
    }
  g_string_append (text, "</object></child></object></interface>");

  builder = gtk_builder_new_from_string (text->str, text->len);
  window = GTK_WIDGET (gtk_builder_get_object (builder, "window"));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), parent != NULL);

  return window;
}
