/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Swatch, name and key in a toggle button. */

#include "mani-label-chip.h"

#include "mani-swatch.h"

#include <glib/gi18n.h>

#define SPACING 7

struct _ManiLabelChip
{
  GtkToggleButton parent_instance;
  ManiLabel *label;
  GtkWidget *swatch;
  GtkWidget *name;
  GtkWidget *key;
};

G_DEFINE_FINAL_TYPE (ManiLabelChip, mani_label_chip, GTK_TYPE_TOGGLE_BUTTON)

static void
mani_label_chip_dispose (GObject *object)
{
  g_clear_object (&MANI_LABEL_CHIP (object)->label);

  G_OBJECT_CLASS (mani_label_chip_parent_class)->dispose (object);
}

static void
mani_label_chip_class_init (ManiLabelChipClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mani_label_chip_dispose;
}

static void
mani_label_chip_init (ManiLabelChip *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);

  self->swatch = mani_swatch_new (NULL);
  self->name = gtk_label_new (NULL);
  self->key = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->name), 24);
  gtk_widget_add_css_class (self->key, "key");
  gtk_box_append (GTK_BOX (box), self->swatch);
  gtk_box_append (GTK_BOX (box), self->name);
  gtk_box_append (GTK_BOX (box), self->key);
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "chip");
  gtk_widget_set_focus_on_click (GTK_WIDGET (self), FALSE);
}

GtkWidget *
mani_label_chip_new (ManiLabel *label)
{
  ManiLabelChip *self = g_object_new (MANI_TYPE_LABEL_CHIP, NULL);
  const char *name = mani_label_get_name (label);
  const char *key = mani_label_get_key (label);
  g_autofree char *hint = NULL;

  self->label = g_object_ref (label);
  mani_swatch_set_color (MANI_SWATCH (self->swatch), mani_label_get_color (label));
  gtk_label_set_text (GTK_LABEL (self->name), name);
  gtk_label_set_text (GTK_LABEL (self->key), key != NULL ? key : "");
  gtk_widget_set_visible (self->key, key != NULL);
  /* Translators: a label's name and its key, such as “Person (1)” */
  hint = key != NULL ? g_strdup_printf (_ ("%s (%s)"), name, key) : g_strdup (name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "win.press-label");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s",
                                    mani_record_get_id (MANI_RECORD (label)));

  return GTK_WIDGET (self);
}

ManiLabel *
mani_label_chip_get_label (ManiLabelChip *self)
{
  return self->label;
}

void
mani_label_chip_set_compact (ManiLabelChip *self, gboolean compact)
{
  gtk_widget_set_visible (self->name, !compact || mani_label_get_key (self->label) == NULL);
}

int
mani_label_chip_get_name_width (ManiLabelChip *self)
{
  int width;

  if (mani_label_get_key (self->label) == NULL)
    return 0;
  pango_layout_get_pixel_size (gtk_label_get_layout (GTK_LABEL (self->name)), &width, NULL);
  return width + SPACING;
}
