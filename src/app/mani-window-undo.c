/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the buttons that undo and redo are called: after the edit that they would undo or redo. */

#include "mani-window.h"

#include "mani-window-private.h"

#include <glib/gi18n.h>

static char *
dup_text (ManiWindow *self, GtkWidget *button)
{
  ManiHistory *history = mani_editor_get_history (self->editor);
  gboolean is_undo = button == self->undo_button;
  const char *edit =
      is_undo ? mani_history_get_undo_name (history) : mani_history_get_redo_name (history);

  if (edit == NULL)
    return g_strdup (is_undo ? _ ("Undo") : _ ("Redo"));

  /* Translators: the name of an edit in title case, such as “Tag “Baku” as Place” */
  return g_strdup_printf (is_undo ? _ ("Undo: %s") : _ ("Redo: %s"), edit);
}

static void
name_cb (ManiWindow *self)
{
  GtkWidget *buttons[] = { self->undo_button, self->redo_button };

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      g_autofree char *text = dup_text (self, buttons[i]);

      gtk_accessible_update_property (GTK_ACCESSIBLE (buttons[i]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      text, -1);
    }
}

static gboolean
query_cb (ManiWindow *self, int x, int y, gboolean by_key, GtkTooltip *tooltip, GtkWidget *button)
{
  g_autofree char *text = dup_text (self, button);

  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

void
mani_window_init_undo (ManiWindow *self)
{
  GtkWidget *buttons[] = { self->undo_button, self->redo_button };

  /* Asked for when it is shown: each text that is set asks the display where the pointer is. */
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      gtk_widget_set_has_tooltip (buttons[i], TRUE);
      g_signal_connect_object (buttons[i], "query-tooltip", G_CALLBACK (query_cb), self,
                               G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (self->editor, "notify::undo-name", G_CALLBACK (name_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "notify::redo-name", G_CALLBACK (name_cb), self,
                           G_CONNECT_SWAPPED);
  name_cb (self);
}
