/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A grid of toggle buttons, one group, and a button for a colour of one's own. */

#include "mani-palette.h"

#include "mani-compat.h"
#include "mani-swatch.h"

#include <glib/gi18n.h>
#include <string.h>

#define COLUMNS 6
#define SPACING 4
#define SWATCH_SIZE 20

struct _ManiPalette
{
  GtkWidget parent_instance;
  char *action;
  ManiLabel *label;
  GtkWidget *box;
  GtkWidget *none; /* active when the colour is not of the palette; never seen */
  GPtrArray *buttons;
};

G_DEFINE_FINAL_TYPE (ManiPalette, mani_palette, GTK_TYPE_WIDGET)

/* In the order of mani_label_palette. */
static const char *const names[] = {
  N_ ("Blue"),   N_ ("Bluish Green"), N_ ("Reddish Purple"), N_ ("Sky Blue"),
  N_ ("Orange"), N_ ("Vermilion"),    N_ ("Olive"),          N_ ("Purple"),
  N_ ("Teal"),   N_ ("Rose"),         N_ ("Dark Green"),     N_ ("Steel Blue"),
};

static void
choose (ManiPalette *self, const char *color)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);
  g_autofree char *id = NULL;

  if (self->label == NULL || strcmp (color, mani_label_get_color (self->label)) == 0)
    return;
  /* Closing the popover may give this another label, or none. */
  id = g_strdup (mani_record_get_id (MANI_RECORD (self->label)));
  gtk_widget_activate_action (GTK_WIDGET (self), self->action, "(ss)", id, color);
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
clicked_cb (ManiPalette *self, GtkWidget *button)
{
  guint i = 0;

  if (g_ptr_array_find (self->buttons, button, &i))
    choose (self, mani_label_palette[i]);
}

static void
custom_chosen_cb (const GdkRGBA *color, gpointer data)
{
  g_autofree char *text =
      g_strdup_printf ("#%02x%02x%02x", (guint) (color->red * 255 + 0.5),
                       (guint) (color->green * 255 + 0.5), (guint) (color->blue * 255 + 0.5));

  choose (data, text);
}

static void
custom_cb (ManiPalette *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GdkRGBA color;

  if (self->label == NULL || !gdk_rgba_parse (&color, mani_label_get_color (self->label)))
    return;
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  mani_compat_choose_color (GTK_WINDOW (root), _ ("Colour of the Label"), &color, custom_chosen_cb,
                            g_object_ref (self), g_object_unref);
}

static gboolean
mani_palette_grab_focus (GtkWidget *widget)
{
  ManiPalette *self = MANI_PALETTE (widget);

  for (guint i = 0; i < self->buttons->len; i++)
    if (gtk_toggle_button_get_active (self->buttons->pdata[i]))
      return gtk_widget_grab_focus (self->buttons->pdata[i]);

  return gtk_widget_grab_focus (self->buttons->pdata[0]);
}

static void
mani_palette_dispose (GObject *object)
{
  ManiPalette *self = MANI_PALETTE (object);

  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  g_clear_object (&self->none);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->label);
  g_clear_pointer (&self->action, g_free);

  G_OBJECT_CLASS (mani_palette_parent_class)->dispose (object);
}

static void
mani_palette_class_init (ManiPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mani_palette_dispose;
  widget_class->grab_focus = mani_palette_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "palette");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
new_button (ManiPalette *self, const char *color, const char *name)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *swatch = mani_swatch_new (color);

  gtk_widget_set_size_request (swatch, SWATCH_SIZE, SWATCH_SIZE);
  gtk_button_set_child (GTK_BUTTON (button), swatch);
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (self->none));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked_cb), self);

  return button;
}

static void
mani_palette_init (ManiPalette *self)
{
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *custom = gtk_button_new_with_mnemonic (_ ("_Other Colour…"));

  self->buttons = g_ptr_array_new ();
  self->none = g_object_ref_sink (gtk_toggle_button_new ());
  gtk_grid_set_row_spacing (GTK_GRID (grid), SPACING);
  gtk_grid_set_column_spacing (GTK_GRID (grid), SPACING);
  gtk_widget_set_halign (grid, GTK_ALIGN_CENTER);
  for (guint i = 0; mani_label_palette[i] != NULL; i++)
    {
      GtkWidget *button = new_button (self, mani_label_palette[i], _ (names[i]));

      g_ptr_array_add (self->buttons, button);
      gtk_grid_attach (GTK_GRID (grid), button, i % COLUMNS, i / COLUMNS, 1, 1);
    }
  gtk_widget_add_css_class (custom, "flat");
  g_signal_connect_swapped (custom, "clicked", G_CALLBACK (custom_cb), self);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2 * SPACING);
  gtk_box_append (GTK_BOX (self->box), grid);
  gtk_box_append (GTK_BOX (self->box), custom);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Colour"), -1);
}

GtkWidget *
mani_palette_new (const char *action)
{
  ManiPalette *self = g_object_new (MANI_TYPE_PALETTE, NULL);

  self->action = g_strdup (action);

  return GTK_WIDGET (self);
}

void
mani_palette_set_label (ManiPalette *self, ManiLabel *label)
{
  gboolean is_found = FALSE;

  g_set_object (&self->label, label);
  for (guint i = 0; label != NULL && i < self->buttons->len && !is_found; i++)
    {
      is_found = strcmp (mani_label_palette[i], mani_label_get_color (label)) == 0;
      if (is_found)
        gtk_toggle_button_set_active (self->buttons->pdata[i], TRUE);
    }
  if (!is_found)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->none), TRUE);
}
