/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is done with labels, each as an action, and when it can be done.
 *
 * Those that name a label take its id; "" is the selected one. */

#include "mani-labels-dialog.h"

#include "mani-keymap.h"
#include "mani-label-end-dialog.h"
#include "mani-label-set.h"
#include "mani-label-tree.h"
#include "mani-labels-dialog-private.h"
#include "mani-operations.h"

#include <glib/gi18n.h>
#include <string.h>

/* Takes @edit; NULL is one that was refused, with @error. */
static gboolean
apply (ManiLabelsDialog *self, ManiEdit *edit, GError *error)
{
  g_autoptr (ManiEdit) owned = edit;
  g_autoptr (GError) refused = NULL;

  if (edit != NULL && mani_editor_apply (self->editor, edit, &refused))
    return TRUE;
  if (error != NULL || refused != NULL)
    mani_labels_dialog_tell (self, error != NULL ? error->message : refused->message, FALSE);

  return FALSE;
}

static ManiProject *
get_project (ManiLabelsDialog *self)
{
  return mani_editor_get_project (self->editor);
}

static ManiLabel *
find (ManiLabelsDialog *self, const char *id)
{
  return *id != '\0' ? mani_labels_dialog_find (self, id) : mani_labels_dialog_get_selected (self);
}

void
mani_labels_dialog_add (ManiLabelsDialog *self)
{
  ManiProject *project = get_project (self);
  ManiLabel *selected = mani_labels_dialog_get_selected (self);
  const char *parent = self->parent;
  guint position = G_MAXUINT;
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->new_label)));
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiEdit) edit = NULL;

  if (*name == '\0')
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->new_label));
      return;
    }
  if (parent == NULL && selected != NULL)
    {
      parent = mani_label_get_parent (selected);
      position = mani_label_get_position (project, selected) + 1;
    }
  edit = mani_operation_add_label (project, name, parent, position, &error);
  if (!apply (self, edit != NULL ? mani_edit_ref (edit) : NULL, error))
    return;

  id = g_strdup (mani_record_get_id (mani_edit_get (edit, 0)->after));
  gtk_editable_set_text (self->new_label, "");
  mani_labels_dialog_select (self, id, FALSE);
}

static void
add_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (MANI_LABELS_DIALOG (widget)->new_label));
}

static void
add_below_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ManiLabelsDialog *self = MANI_LABELS_DIALOG (widget);
  ManiLabel *label = mani_labels_dialog_get_selected (self);

  if (label == NULL)
    return;
  mani_labels_dialog_set_parent (self, mani_record_get_id (MANI_RECORD (label)));
  gtk_widget_grab_focus (GTK_WIDGET (self->new_label));
}

static void
edit_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ManiLabelsDialog *self = MANI_LABELS_DIALOG (widget);
  ManiLabel *label = find (self, g_variant_get_string (parameter, NULL));

  if (label != NULL)
    mani_labels_dialog_show (self, mani_record_get_id (MANI_RECORD (label)));
}

static void
back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ManiLabelsDialog *self = MANI_LABELS_DIALOG (widget);

  if (self->shown != NULL)
    mani_labels_dialog_show (self, NULL);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
rename_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ManiLabelRow *row = mani_labels_dialog_get_selected_row (MANI_LABELS_DIALOG (widget));

  if (row != NULL)
    mani_label_row_rename (row);
}

static void
choose_color_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ManiLabelRow *row = mani_labels_dialog_get_selected_row (MANI_LABELS_DIALOG (widget));

  if (row != NULL)
    mani_label_row_open_color (row);
}

static void
choose_key_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ManiLabelRow *row = mani_labels_dialog_get_selected_row (MANI_LABELS_DIALOG (widget));

  if (row != NULL)
    mani_label_row_open_key (row);
}

static void
menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ManiLabelsDialog *self = MANI_LABELS_DIALOG (widget);
  GtkWidget *row = GTK_WIDGET (mani_labels_dialog_get_selected_row (self));

  if (row != NULL)
    mani_labels_dialog_open_menu (self, row, gtk_widget_get_width (row) / 2.0,
                                  gtk_widget_get_height (row) / 2.0);
}

/* A property of one label: its id and the new value as text. */
static void
set_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ManiLabelsDialog *self = MANI_LABELS_DIALOG (widget);
  ManiProject *project = get_project (self);
  const char *id;
  const char *value;
  ManiLabel *label;
  ManiEdit *edit = NULL;
  g_autoptr (GError) error = NULL;

  g_variant_get (parameter, "(&s&s)", &id, &value);
  label = mani_labels_dialog_find (self, id);
  if (label == NULL)
    return;

  if (strcmp (name, "labels.name") == 0)
    edit = mani_operation_rename_label (project, label, value, &error);
  else if (strcmp (name, "labels.describe") == 0)
    edit = mani_operation_set_string (label, MANI_LABEL_DESCRIPTION, value, &error);
  else if (strcmp (name, "labels.color") == 0)
    edit = mani_operation_set_label_color (project, label, value, &error);
  else if (strcmp (name, "labels.key") == 0)
    edit = mani_operation_set_label_key (project, label, value, &error);
  else if (strcmp (name, "labels.use") == 0)
    edit = mani_operation_set_label_use (project, label, g_ascii_strtoull (value, NULL, 10));
  else
    edit =
        mani_operation_set_label_entity_kind (project, label, g_ascii_strtoull (value, NULL, 10));
  apply (self, edit, error);
}

static void
move (ManiLabelsDialog *self, ManiLabel *label, const char *parent, guint position)
{
  g_autofree char *id = g_strdup (mani_record_get_id (MANI_RECORD (label)));
  g_autoptr (GError) error = NULL;
  ManiEdit *edit = mani_operation_move_label (get_project (self), label, parent, position, &error);

  if (apply (self, edit, error))
    mani_labels_dialog_select (self, id, TRUE);
}

static const char *const step_actions[] = { "labels.move-up", "labels.move-down", "labels.move-in",
                                            "labels.move-out" };

static void
move_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ManiLabelsDialog *self = MANI_LABELS_DIALOG (widget);
  ManiLabel *label = mani_labels_dialog_get_selected (self);
  const char *parent;
  guint position;

  for (guint step = 0; label != NULL && step < G_N_ELEMENTS (step_actions); step++)
    if (strcmp (name, step_actions[step]) == 0 &&
        mani_label_find_step (get_project (self), label, step, &parent, &position))
      {
        move (self, label, parent, position);
        return;
      }
}

static void
drop_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ManiLabelsDialog *self = MANI_LABELS_DIALOG (widget);
  const char *id;
  const char *target_id;
  const char *where;
  ManiLabel *label;
  ManiLabel *target;
  ManiLabelPlace place;
  const char *parent;
  guint position;

  g_variant_get (parameter, "(&s&s&s)", &id, &target_id, &where);
  label = mani_labels_dialog_find (self, id);
  target = mani_labels_dialog_find (self, target_id);
  place = strcmp (where, "before") == 0   ? MANI_LABEL_BEFORE
          : strcmp (where, "behind") == 0 ? MANI_LABEL_BEHIND
                                          : MANI_LABEL_BELOW;
  if (label != NULL && target != NULL &&
      mani_label_find_place (get_project (self), label, target, place, &parent, &position))
    move (self, label, parent, position);
}

static void
ended_cb (const char *name, gpointer data)
{
  mani_labels_dialog_tell (data, name, TRUE);
}

static void
merge_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ManiLabelsDialog *self = MANI_LABELS_DIALOG (widget);
  ManiLabel *label = find (self, g_variant_get_string (parameter, NULL));

  if (label == NULL)
    return;
  if (mani_label_end_dialog_can_merge (get_project (self), label))
    mani_label_end_dialog_merge (GTK_WINDOW (self), self->editor, label, ended_cb, G_OBJECT (self));
  else
    mani_labels_dialog_tell (self, _ ("There is no other label of the same use"), FALSE);
}

static void
remove_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ManiLabelsDialog *self = MANI_LABELS_DIALOG (widget);
  ManiLabel *label = find (self, g_variant_get_string (parameter, NULL));

  if (label != NULL)
    mani_label_end_dialog_remove (GTK_WINDOW (self), self->editor, label, ended_cb,
                                  G_OBJECT (self));
}

static void
undo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mani_editor_undo (MANI_LABELS_DIALOG (widget)->editor);
}

static void
redo_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mani_editor_redo (MANI_LABELS_DIALOG (widget)->editor);
}

static void
import_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mani_labels_dialog_import (MANI_LABELS_DIALOG (widget));
}

static void
export_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mani_labels_dialog_export (MANI_LABELS_DIALOG (widget), g_variant_get_string (parameter, NULL));
}

static void
add_set_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const ManiLabelSet *set = mani_label_set_find (g_variant_get_string (parameter, NULL));
  g_autoptr (GPtrArray) labels = set != NULL ? mani_label_set_new_labels (set) : NULL;

  if (labels != NULL)
    mani_labels_dialog_add_labels (MANI_LABELS_DIALOG (widget), labels);
}

static const struct
{
  const char *name;
  const char *type;
  GtkWidgetActionActivateFunc activate;
} actions[] = {
  { "labels.add", NULL, add_cb },
  { "labels.add-below", NULL, add_below_cb },
  { "labels.add-set", "s", add_set_cb },
  { "labels.back", NULL, back_cb },
  { "labels.choose-color", NULL, choose_color_cb },
  { "labels.choose-key", NULL, choose_key_cb },
  { "labels.color", "(ss)", set_cb },
  { "labels.describe", "(ss)", set_cb },
  { "labels.drop", "(sss)", drop_cb },
  { "labels.edit", "s", edit_cb },
  { "labels.export", "s", export_cb },
  { "labels.import", NULL, import_cb },
  { "labels.key", "(ss)", set_cb },
  { "labels.kind", "(ss)", set_cb },
  { "labels.menu", NULL, menu_cb },
  { "labels.merge", "s", merge_cb },
  { "labels.move-down", NULL, move_cb },
  { "labels.move-in", NULL, move_cb },
  { "labels.move-out", NULL, move_cb },
  { "labels.move-up", NULL, move_cb },
  { "labels.name", "(ss)", set_cb },
  { "labels.redo", NULL, redo_cb },
  { "labels.remove", "s", remove_cb },
  { "labels.rename", NULL, rename_cb },
  { "labels.undo", NULL, undo_cb },
  { "labels.use", "(ss)", set_cb },
};

void
mani_labels_dialog_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].type,
                                     actions[i].activate);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "labels.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "labels.undo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "labels.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_y, GDK_CONTROL_MASK, "labels.redo",
                                       NULL);
}

/* Of the list alone, and before its own: it goes to other rows with Ctrl and an arrow. */
void
mani_labels_dialog_install_keys (ManiLabelsDialog *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *remove = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Delete, 0),
                                          gtk_named_action_new ("labels.remove"));
  const ManiCommand *command;

  gtk_shortcut_set_arguments (remove, g_variant_new_string (""));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), remove);
  for (guint i = 0; (command = mani_command_get (i)) != NULL; i++)
    {
      g_auto (GStrv) keys = mani_keymap_dup_keys (mani_keymap_get_default (), command);

      for (guint j = 0; g_str_has_prefix (command->action, "labels.") && keys[j] != NULL; j++)
        gtk_shortcut_controller_add_shortcut (
            GTK_SHORTCUT_CONTROLLER (controller),
            gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[j]),
                              gtk_named_action_new (command->action)));
    }
  gtk_widget_add_controller (GTK_WIDGET (self->list), controller);
}

void
mani_labels_dialog_update_actions (ManiLabelsDialog *self)
{
  static const char *const of_selected[] = { "labels.add-below", "labels.choose-color",
                                             "labels.choose-key", "labels.menu", "labels.rename" };
  ManiHistory *history = mani_editor_get_history (self->editor);
  ManiLabel *selected = mani_labels_dialog_get_selected (self);
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean has_list = self->shown == NULL;

  for (guint i = 0; i < G_N_ELEMENTS (of_selected); i++)
    gtk_widget_action_set_enabled (widget, of_selected[i], has_list && selected != NULL);
  for (guint step = 0; step < G_N_ELEMENTS (step_actions); step++)
    {
      const char *parent;
      guint position;

      gtk_widget_action_set_enabled (
          widget, step_actions[step],
          has_list && selected != NULL &&
              mani_label_find_step (get_project (self), selected, step, &parent, &position));
    }
  gtk_widget_action_set_enabled (widget, "labels.add", has_list);
  gtk_widget_action_set_enabled (widget, "labels.undo",
                                 mani_history_get_undo_name (history) != NULL);
  gtk_widget_action_set_enabled (widget, "labels.redo",
                                 mani_history_get_redo_name (history) != NULL);
}
