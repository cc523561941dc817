/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Swatches in a row, in step with the project's labels. */

#include "mani-mark-toolbar.h"

#include "mani-swatch.h"

#include <glib/gi18n.h>

/* More would not stand beside one another below a word. */
#define MAX_LABELS 8

struct _ManiMarkToolbar
{
  GtkWidget parent_instance;
  ManiEditor *editor;
  GSignalGroup *labels;
  GtkWidget *box;
};

enum
{
  PROP_0,
  PROP_EDITOR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiMarkToolbar, mani_mark_toolbar, GTK_TYPE_WIDGET)

static void
append (ManiMarkToolbar *self,
        const char *color,
        const char *key,
        const char *name,
        const char *action,
        const char *target)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (key);

  gtk_widget_add_css_class (label, "key");
  gtk_widget_set_visible (label, key != NULL);
  gtk_box_append (GTK_BOX (box), mani_swatch_new (color));
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (target != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_box_append (GTK_BOX (self->box), button);
}

static void
labels_changed_cb (ManiMarkToolbar *self)
{
  g_autoptr (ManiTable) labels = g_signal_group_dup_target (self->labels);
  GtkWidget *child;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  if (labels == NULL)
    return;

  for (guint i = 0; i < mani_table_get_length (labels) && n < MAX_LABELS; i++)
    {
      ManiLabel *label = mani_table_get (labels, i);

      if (mani_label_get_use (label) != MANI_LABEL_FOR_PASSAGES)
        continue;
      append (self, mani_label_get_color (label), mani_label_get_key (label),
              mani_label_get_name (label), "win.press-label",
              mani_record_get_id (MANI_RECORD (label)));
      n++;
    }
  append (self, NULL, "h", _ ("Highlight"), "win.highlight", NULL);
  append (self, NULL, "e", _ ("Person or Place…"), "win.link-entity", NULL);
}

static void
set_editor (ManiMarkToolbar *self, ManiEditor *editor)
{
  if (!g_set_object (&self->editor, editor))
    return;
  g_signal_group_set_target (
      self->labels, editor != NULL
                        ? mani_project_get_table (mani_editor_get_project (editor), MANI_KIND_LABEL)
                        : NULL);
  labels_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

static void
mani_mark_toolbar_dispose (GObject *object)
{
  ManiMarkToolbar *self = MANI_MARK_TOOLBAR (object);

  if (self->editor != NULL)
    set_editor (self, NULL);
  g_clear_object (&self->labels);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (mani_mark_toolbar_parent_class)->dispose (object);
}

static void
mani_mark_toolbar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EDITOR)
    g_value_set_object (value, MANI_MARK_TOOLBAR (object)->editor);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_mark_toolbar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EDITOR)
    set_editor (MANI_MARK_TOOLBAR (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_mark_toolbar_class_init (ManiMarkToolbarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mani_mark_toolbar_dispose;
  object_class->get_property = mani_mark_toolbar_get_property;
  object_class->set_property = mani_mark_toolbar_set_property;

  properties[PROP_EDITOR] =
      g_param_spec_object ("editor", NULL, NULL, MANI_TYPE_EDITOR,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static void
mani_mark_toolbar_init (ManiMarkToolbar *self)
{
  self->labels = g_signal_group_new (MANI_TYPE_TABLE);
  g_signal_group_connect_swapped (self->labels, "items-changed", G_CALLBACK (labels_changed_cb),
                                  self);
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "mark-toolbar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Mark the selection"), -1);
}
