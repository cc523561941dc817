/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A menu button whose popover, the palette, is made when it is first opened. */

#include "mani-color-button.h"

#include "mani-palette.h"
#include "mani-swatch.h"

#include <glib/gi18n.h>

#define SWATCH_SIZE 16

struct _ManiColorButton
{
  GtkWidget parent_instance;
  ManiLabel *label;
  GtkWidget *button;
  GtkWidget *swatch;
  GtkWidget *palette; /* or NULL */
};

G_DEFINE_FINAL_TYPE (ManiColorButton, mani_color_button, GTK_TYPE_WIDGET)

static void
shown_cb (ManiColorButton *self)
{
  gtk_widget_grab_focus (self->palette);
}

static void
create_popover_cb (GtkMenuButton *button, gpointer data)
{
  ManiColorButton *self = data;
  GtkWidget *popover;

  if (self->palette != NULL)
    return;
  popover = gtk_popover_new ();
  self->palette = mani_palette_new ("labels.color");
  mani_palette_set_label (MANI_PALETTE (self->palette), self->label);
  gtk_popover_set_child (GTK_POPOVER (popover), self->palette);
  g_signal_connect_object (popover, "map", G_CALLBACK (shown_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_menu_button_set_popover (button, popover);
}

static void
mani_color_button_dispose (GObject *object)
{
  ManiColorButton *self = MANI_COLOR_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->label);

  G_OBJECT_CLASS (mani_color_button_parent_class)->dispose (object);
}

static void
mani_color_button_class_init (ManiColorButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mani_color_button_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mani_color_button_init (ManiColorButton *self)
{
  self->button = gtk_menu_button_new ();
  self->swatch = mani_swatch_new (NULL);
  gtk_widget_set_size_request (self->swatch, SWATCH_SIZE, SWATCH_SIZE);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), self->swatch);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), create_popover_cb, self,
                                         NULL);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "circular");
  gtk_widget_set_tooltip_text (self->button, _ ("Change Colour"));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

void
mani_color_button_set_label (ManiColorButton *self, ManiLabel *label)
{
  g_autofree char *name = NULL;

  g_set_object (&self->label, label);
  mani_swatch_set_color (MANI_SWATCH (self->swatch),
                         label != NULL ? mani_label_get_color (label) : NULL);
  if (self->palette != NULL)
    mani_palette_set_label (MANI_PALETTE (self->palette), label);
  if (label == NULL)
    return;
  /* Translators: a label’s name */
  name = g_strdup_printf (_ ("Colour of %s"), mani_label_get_name (label));
  /* What takes the focus is the toggle button inside. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->button)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
mani_color_button_open (ManiColorButton *self)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
}
