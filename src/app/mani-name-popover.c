/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An entry and a button. */

#include "mani-name-popover.h"

struct _ManiNamePopover
{
  GtkPopover parent_instance;
  GtkWidget *content;
  GtkLabel *title;
  GtkEditable *entry;
  GtkWidget *button;
  ManiNameAnswer answer;
  gpointer data;
};

G_DEFINE_FINAL_TYPE (ManiNamePopover, mani_name_popover, GTK_TYPE_POPOVER)

static char *
dup_name (ManiNamePopover *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));
}

static void
changed_cb (ManiNamePopover *self)
{
  g_autofree char *name = dup_name (self);

  gtk_widget_set_sensitive (self->button, *name != '\0');
}

static void
answered_cb (ManiNamePopover *self)
{
  g_autofree char *name = dup_name (self);
  ManiNameAnswer answer = self->answer;

  if (*name == '\0')
    return;
  self->answer = NULL;
  gtk_popover_popdown (GTK_POPOVER (self));
  if (answer != NULL)
    answer (name, self->data);
}

static void
mani_name_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MANI_TYPE_NAME_POPOVER);

  G_OBJECT_CLASS (mani_name_popover_parent_class)->dispose (object);
}

static void
mani_name_popover_class_init (ManiNamePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mani_name_popover_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/manicule/Manicule/ui/mani-name-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiNamePopover, content);
  gtk_widget_class_bind_template_child (widget_class, ManiNamePopover, title);
  gtk_widget_class_bind_template_child (widget_class, ManiNamePopover, entry);
  gtk_widget_class_bind_template_child (widget_class, ManiNamePopover, button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, answered_cb);
}

static void
mani_name_popover_init (ManiNamePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mani_name_popover_new (void)
{
  return g_object_new (MANI_TYPE_NAME_POPOVER, NULL);
}

void
mani_name_popover_ask (ManiNamePopover *self,
                       const char *title,
                       const GdkRectangle *place,
                       const char *name,
                       ManiNameAnswer answer,
                       gpointer data)
{
  g_return_if_fail (MANI_IS_NAME_POPOVER (self));

  self->answer = answer;
  self->data = data;
  gtk_label_set_text (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  gtk_editable_set_text (self->entry, name != NULL ? name : "");
  changed_cb (self);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), place);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
}
