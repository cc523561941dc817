/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of a preferences page that follow a label. */

#include "mani-label-page.h"

#include "mani-color-button.h"
#include "mani-key-button.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _ManiLabelPage
{
  GtkWidget parent_instance;
  ManiProject *project;
  ManiLabelItem *item;
  gboolean is_following;

  GtkWidget *content;
  GtkEditable *name;
  GtkEditable *description;
  ManiColorButton *color;
  ManiKeyButton *key;
  AdwComboRow *use;
  AdwComboRow *kind;
  AdwActionRow *merge;
  AdwActionRow *remove;
};

G_DEFINE_FINAL_TYPE (ManiLabelPage, mani_label_page, GTK_TYPE_WIDGET)

static ManiLabel *
get_label (ManiLabelPage *self)
{
  return self->item != NULL ? mani_label_item_get_label (self->item) : NULL;
}

static void
tell (ManiLabelPage *self, const char *action, const char *value)
{
  g_autofree char *id = g_strdup (mani_record_get_id (MANI_RECORD (get_label (self))));

  gtk_widget_activate_action (GTK_WIDGET (self), action, "(ss)", id, value);
}

static void
tell_number (ManiLabelPage *self, const char *action, guint value)
{
  g_autofree char *text = g_strdup_printf ("%u", value);

  tell (self, action, text);
}

/* White space around a value is not kept, and so no change. */
static gboolean
is_changed (GtkEditable *entry, const char *now)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  return g_strcmp0 (text, now != NULL ? now : "") != 0;
}

static void
set_text (GtkEditable *entry, const char *text)
{
  if (is_changed (entry, text))
    gtk_editable_set_text (entry, text != NULL ? text : "");
}

static void
update (ManiLabelPage *self)
{
  ManiLabel *label = get_label (self);
  g_autofree char *uses = NULL;
  guint n;

  if (label == NULL)
    return;
  n = mani_label_item_get_uses (self->item);
  self->is_following = TRUE;
  set_text (self->name, mani_label_get_name (label));
  set_text (self->description, mani_label_get_description (label));
  mani_color_button_set_label (self->color, label);
  mani_key_button_set_label (self->key, self->project, label);
  adw_combo_row_set_selected (self->use, mani_label_get_use (label));
  adw_combo_row_set_selected (self->kind, mani_label_get_entity_kind (label));
  self->is_following = FALSE;

  uses = n > 0 ? g_strdup_printf (ngettext ("%u use", "%u uses", n), n)
               : g_strdup (_ ("Not used yet"));
  adw_action_row_set_subtitle (self->remove, uses);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->merge), "s",
                                    mani_record_get_id (MANI_RECORD (label)));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->remove), "s",
                                    mani_record_get_id (MANI_RECORD (label)));
}

static void
keep_name (ManiLabelPage *self)
{
  if (get_label (self) != NULL && is_changed (self->name, mani_label_get_name (get_label (self))))
    tell (self, "labels.name", gtk_editable_get_text (self->name));
  /* It may have been refused. */
  if (get_label (self) != NULL)
    set_text (self->name, mani_label_get_name (get_label (self)));
}

static void
keep_description (ManiLabelPage *self)
{
  if (get_label (self) != NULL &&
      is_changed (self->description, mani_label_get_description (get_label (self))))
    tell (self, "labels.describe", gtk_editable_get_text (self->description));
}

static void
use_cb (ManiLabelPage *self)
{
  if (!self->is_following && get_label (self) != NULL)
    tell_number (self, "labels.use", adw_combo_row_get_selected (self->use));
}

static void
kind_cb (ManiLabelPage *self)
{
  if (!self->is_following && get_label (self) != NULL)
    tell_number (self, "labels.kind", adw_combo_row_get_selected (self->kind));
}

static gboolean
mani_label_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MANI_LABEL_PAGE (widget)->name));
}

static void
mani_label_page_dispose (GObject *object)
{
  ManiLabelPage *self = MANI_LABEL_PAGE (object);

  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, update, self);
  g_clear_object (&self->item);
  g_clear_object (&self->project);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANI_TYPE_LABEL_PAGE);

  G_OBJECT_CLASS (mani_label_page_parent_class)->dispose (object);
}

static void
mani_label_page_class_init (ManiLabelPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mani_label_page_dispose;
  widget_class->grab_focus = mani_label_page_grab_focus;

  g_type_ensure (MANI_TYPE_COLOR_BUTTON);
  g_type_ensure (MANI_TYPE_KEY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/manicule/Manicule/ui/mani-label-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiLabelPage, content);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelPage, name);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelPage, description);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelPage, color);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelPage, key);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelPage, use);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelPage, kind);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelPage, merge);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelPage, remove);
  gtk_widget_class_bind_template_callback (widget_class, keep_name);
  gtk_widget_class_bind_template_callback (widget_class, keep_description);
  gtk_widget_class_bind_template_callback (widget_class, use_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
keep_on_leaving (GtkEditable *entry, GCallback keep, ManiLabelPage *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_swapped (focus, "leave", keep, self);
  gtk_widget_add_controller (GTK_WIDGET (entry), focus);
}

static void
mani_label_page_init (ManiLabelPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  keep_on_leaving (self->name, G_CALLBACK (keep_name), self);
  keep_on_leaving (self->description, G_CALLBACK (keep_description), self);
}

void
mani_label_page_show (ManiLabelPage *self, ManiProject *project, ManiLabelItem *item)
{
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_func (self->item, update, self);
  g_set_object (&self->project, project);
  g_set_object (&self->item, item);
  if (item != NULL)
    g_signal_connect_object (item, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

void
mani_label_page_finish (ManiLabelPage *self)
{
  keep_name (self);
  keep_description (self);
}
