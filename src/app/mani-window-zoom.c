/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The size of the article's text by steps: the row in the menu, Ctrl and the wheel, two fingers.
 * The size is a setting, so that all windows follow. */

#include "mani-window.h"

#include "mani-window-private.h"

#include <glib/gi18n.h>

#define TEXT_SIZE "text-size"

/* Percent. */
static const guint steps[] = { 50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300 };

static guint
get_percent (ManiWindow *self)
{
  return (guint) (g_settings_get_double (self->settings, TEXT_SIZE) * 100 + 0.5);
}

void
mani_window_zoom (ManiWindow *self, int by)
{
  guint percent = get_percent (self);
  guint next = 100;

  if (by > 0)
    {
      next = steps[G_N_ELEMENTS (steps) - 1];
      for (guint i = G_N_ELEMENTS (steps); i-- > 0;)
        if (steps[i] > percent)
          next = steps[i];
    }
  else if (by < 0)
    {
      next = steps[0];
      for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
        if (steps[i] < percent)
          next = steps[i];
    }
  g_settings_set_double (self->settings, TEXT_SIZE, next / 100.0);
}

static gboolean
text_from_size (GValue *value, GVariant *variant, gpointer data)
{
  g_value_take_string (
      value,
      /* Translators: the size of the article’s text */
      g_strdup_printf (_ ("%u %%"), (guint) (g_variant_get_double (variant) * 100 + 0.5)));
  return TRUE;
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, ManiWindow *self)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0)
    {
      self->scrolled = 0;
      return GDK_EVENT_PROPAGATE;
    }

  /* A touchpad gives parts of a step. */
  self->scrolled += dy;
  while (ABS (self->scrolled) >= 1)
    {
      mani_window_zoom (self, self->scrolled < 0 ? 1 : -1);
      self->scrolled += self->scrolled < 0 ? 1 : -1;
    }

  return GDK_EVENT_STOP;
}

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, ManiWindow *self)
{
  self->size_at_pinch = g_settings_get_double (self->settings, TEXT_SIZE);
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

/* To the nearest step. */
static void
pinch_cb (GtkGestureZoom *gesture, double scale, ManiWindow *self)
{
  double wanted = self->size_at_pinch * scale * 100;
  guint nearest = steps[0];

  for (guint i = 1; i < G_N_ELEMENTS (steps); i++)
    if (ABS (steps[i] - wanted) < ABS (nearest - wanted))
      nearest = steps[i];
  if (nearest != get_percent (self))
    g_settings_set_double (self->settings, TEXT_SIZE, nearest / 100.0);
}

void
mani_window_init_zoom (ManiWindow *self)
{
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkWidget *scroller = GTK_WIDGET (self->scroller);

  gtk_popover_menu_add_child (GTK_POPOVER_MENU (gtk_menu_button_get_popover (self->menu_button)),
                              self->zoom_row, "zoom");
  g_settings_bind_with_mapping (self->settings, TEXT_SIZE, self->zoom_label, "label",
                                G_SETTINGS_BIND_GET, text_from_size, NULL, NULL, NULL);

  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (scroller, scroll);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (pinch), GTK_PHASE_CAPTURE);
  g_signal_connect (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  gtk_widget_add_controller (scroller, GTK_EVENT_CONTROLLER (pinch));
}
