/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list box whose rows take no focus. */

#include "mani-suggestions.h"

#include <glib/gi18n.h>

struct _ManiSuggestions
{
  GtkWidget parent_instance;
  GtkListBox *box;
  int current; /* -1: what is typed */
  guint n;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ManiSuggestions, mani_suggestions, GTK_TYPE_WIDGET)

static void
activated_cb (ManiSuggestions *self, GtkListBoxRow *row)
{
  g_signal_emit (self, signals[CHOSEN], 0, (guint) gtk_list_box_row_get_index (row));
}

static gboolean
key_pressed_cb (ManiSuggestions *self, guint keyval)
{
  if (self->n == 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    mani_suggestions_walk (self, 1);
  else if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up)
    mani_suggestions_walk (self, -1);
  else if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && self->current >= 0)
    g_signal_emit (self, signals[CHOSEN], 0, (guint) self->current);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static void
mani_suggestions_dispose (GObject *object)
{
  ManiSuggestions *self = MANI_SUGGESTIONS (object);

  if (self->box != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->box));
  self->box = NULL;

  G_OBJECT_CLASS (mani_suggestions_parent_class)->dispose (object);
}

static void
mani_suggestions_class_init (ManiSuggestionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mani_suggestions_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", MANI_TYPE_SUGGESTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
mani_suggestions_init (ManiSuggestions *self)
{
  self->current = -1;
  self->box = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_set_can_focus (GTK_WIDGET (self->box), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "suggestions");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Suggestions"), -1);
  g_signal_connect_swapped (self->box, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_widget_set_parent (GTK_WIDGET (self->box), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
mani_suggestions_new (void)
{
  return g_object_new (MANI_TYPE_SUGGESTIONS, NULL);
}

void
mani_suggestions_show (ManiSuggestions *self, GPtrArray *words)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_list_box_remove (self->box, row);
  self->current = -1;
  self->n = words != NULL ? MIN (words->len, MANI_MAX_SUGGESTIONS) : 0;
  for (guint i = 0; i < self->n; i++)
    {
      GtkWidget *label = gtk_label_new (words->pdata[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_list_box_append (self->box, label);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->n > 0);
}

void
mani_suggestions_walk (ManiSuggestions *self, int by)
{
  self->current = CLAMP (self->current + by, -1, (int) self->n - 1);
  gtk_list_box_select_row (self->box, self->current >= 0
                                          ? gtk_list_box_get_row_at_index (self->box, self->current)
                                          : NULL);
}

void
mani_suggestions_follow (ManiSuggestions *self, GtkWidget *entry)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, keys);
}
