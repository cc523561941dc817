/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two lines and a number. */

#include "mani-entity-row.h"

#include "mani-entity-popover.h"
#include "mani-swatch.h"

#include <glib/gi18n.h>

struct _ManiEntityRow
{
  GtkWidget parent_instance;
  GtkWidget *content;
  ManiProject *project;
  GSignalGroup *item;
  GtkWidget *swatch;
  GtkImage *icon;
  GtkLabel *name;
  GtkLabel *aliases;
  GtkLabel *mentions;
};

G_DEFINE_FINAL_TYPE (ManiEntityRow, mani_entity_row, GTK_TYPE_WIDGET)

char *
mani_entity_row_describe (ManiEntityItem *item)
{
  ManiEntity *entity = mani_entity_item_get_entity (item);
  guint n = mani_entity_item_get_mentions (item);
  g_autofree char *mentions = g_strdup_printf (ngettext ("%u mention", "%u mentions", n), n);

  /* Translators: a name, “Person”, “3 mentions” */
  return g_strdup_printf (_ ("%s, %s, %s"), mani_entity_get_name (entity),
                          mani_entity_kind_get_title (mani_entity_get_kind (entity)), mentions);
}

static void
update (ManiEntityRow *self)
{
  g_autoptr (ManiEntityItem) item = g_signal_group_dup_target (self->item);
  ManiEntity *entity = item != NULL ? mani_entity_item_get_entity (item) : NULL;
  ManiEntityKind kind;
  g_autofree char *aliases = NULL;
  g_autofree char *mentions = NULL;
  g_autofree char *description = NULL;
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (entity == NULL)
    return;
  kind = mani_entity_get_kind (entity);
  aliases = g_strjoinv (" · ", (GStrv) mani_entity_get_aliases (entity));
  mentions = g_strdup_printf ("%'u", mani_entity_item_get_mentions (item));
  description = mani_entity_row_describe (item);

  mani_swatch_set_color (MANI_SWATCH (self->swatch),
                         mani_entity_kind_get_color (self->project, kind));
  gtk_image_set_from_icon_name (self->icon, mani_entity_kind_get_icon (kind));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->icon), mani_entity_kind_get_title (kind));
  gtk_label_set_text (self->name, mani_entity_get_name (entity));
  gtk_label_set_text (self->aliases, aliases);
  gtk_widget_set_visible (GTK_WIDGET (self->aliases), *aliases != '\0');
  gtk_label_set_text (self->mentions, mentions);
  if (parent != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parent), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    description, -1);
}

static void
mani_entity_row_dispose (GObject *object)
{
  ManiEntityRow *self = MANI_ENTITY_ROW (object);

  g_clear_object (&self->item);
  g_clear_object (&self->project);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANI_TYPE_ENTITY_ROW);

  G_OBJECT_CLASS (mani_entity_row_parent_class)->dispose (object);
}

static void
mani_entity_row_class_init (ManiEntityRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mani_entity_row_dispose;

  g_type_ensure (MANI_TYPE_SWATCH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/manicule/Manicule/ui/mani-entity-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiEntityRow, content);
  gtk_widget_class_bind_template_child (widget_class, ManiEntityRow, swatch);
  gtk_widget_class_bind_template_child (widget_class, ManiEntityRow, icon);
  gtk_widget_class_bind_template_child (widget_class, ManiEntityRow, name);
  gtk_widget_class_bind_template_child (widget_class, ManiEntityRow, aliases);
  gtk_widget_class_bind_template_child (widget_class, ManiEntityRow, mentions);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mani_entity_row_init (ManiEntityRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->item = g_signal_group_new (MANI_TYPE_ENTITY_ITEM);
  g_signal_group_connect_swapped (self->item, "notify", G_CALLBACK (update), self);
}

GtkWidget *
mani_entity_row_new (void)
{
  return g_object_new (MANI_TYPE_ENTITY_ROW, NULL);
}

void
mani_entity_row_show (ManiEntityRow *self, ManiProject *project, ManiEntityItem *item)
{
  g_set_object (&self->project, project);
  g_signal_group_set_target (self->item, item);
  update (self);
}
