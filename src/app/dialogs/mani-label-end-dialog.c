/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Three answers, the last of which needs a label; for merging, that label alone. */

#include "mani-label-end-dialog.h"

#include "mani-label-tree.h"
#include "mani-operations.h"

#include <glib/gi18n.h>

struct _ManiLabelEndDialog
{
  AdwWindow parent_instance;
  ManiEditor *editor;
  char *label; /* ids, as the project may change meanwhile */
  GPtrArray *others;
  gboolean is_merge;
  ManiLabelEnded ended;
  GObject *data;

  GtkLabel *question;
  GtkButton *done;
  GtkWidget *keep_row;
  GtkWidget *remove_row;
  GtkWidget *replace_row;
  GtkCheckButton *keep;
  GtkCheckButton *remove;
  GtkCheckButton *replace;
  AdwComboRow *other;
};

G_DEFINE_FINAL_TYPE (ManiLabelEndDialog, mani_label_end_dialog, ADW_TYPE_WINDOW)

static ManiLabel *
find_label (ManiEditor *editor, const char *id)
{
  return mani_project_lookup (mani_editor_get_project (editor), MANI_KIND_LABEL, id);
}

/* Takes @edit. */
static void
end (ManiEditor *editor, ManiEdit *edit, ManiLabelEnded ended, GObject *data)
{
  if (mani_editor_apply (editor, edit, NULL))
    ended (mani_edit_get_name (edit), data);
  mani_edit_unref (edit);
}

static void
done_cb (ManiLabelEndDialog *self)
{
  ManiProject *project = mani_editor_get_project (self->editor);
  ManiLabel *label = find_label (self->editor, self->label);
  guint position = adw_combo_row_get_selected (self->other);
  const char *id = position < self->others->len ? self->others->pdata[position] : NULL;
  ManiLabel *other = id != NULL ? find_label (self->editor, id) : NULL;
  gboolean is_replaced = gtk_check_button_get_active (self->replace);
  ManiEdit *edit = NULL;

  if (label != NULL && self->is_merge && other != NULL)
    edit = mani_operation_merge_labels (project, other, label);
  else if (label != NULL && !self->is_merge && gtk_check_button_get_active (self->remove))
    edit = mani_operation_remove_label_with_annotations (project, label);
  else if (label != NULL && !self->is_merge && (!is_replaced || other != NULL))
    edit = mani_operation_remove_label (project, label, is_replaced ? id : NULL);

  if (edit != NULL)
    end (self->editor, edit, self->ended, self->data);
  gtk_window_close (GTK_WINDOW (self));
}

static void
mani_label_end_dialog_dispose (GObject *object)
{
  ManiLabelEndDialog *self = MANI_LABEL_END_DIALOG (object);

  g_clear_object (&self->editor);
  g_clear_object (&self->data);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->others, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANI_TYPE_LABEL_END_DIALOG);

  G_OBJECT_CLASS (mani_label_end_dialog_parent_class)->dispose (object);
}

static void
mani_label_end_dialog_class_init (ManiLabelEndDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mani_label_end_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/manicule/Manicule/ui/mani-label-end-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiLabelEndDialog, question);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelEndDialog, done);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelEndDialog, keep_row);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelEndDialog, remove_row);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelEndDialog, replace_row);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelEndDialog, keep);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelEndDialog, remove);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelEndDialog, replace);
  gtk_widget_class_bind_template_child (widget_class, ManiLabelEndDialog, other);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
mani_label_end_dialog_init (ManiLabelEndDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->others = g_ptr_array_new_with_free_func (g_free);
}

static void
ask (GtkWindow *parent,
     ManiEditor *editor,
     ManiLabel *label,
     gboolean is_merge,
     ManiLabelEnded ended,
     GObject *data)
{
  ManiLabelEndDialog *self = g_object_new (MANI_TYPE_LABEL_END_DIALOG, "transient-for", parent,
                                           "modal", TRUE, "destroy-with-parent", TRUE, NULL);
  ManiProject *project = mani_editor_get_project (editor);
  ManiTable *labels = mani_project_get_table (project, MANI_KIND_LABEL);
  const char *id = mani_record_get_id (MANI_RECORD (label));
  const char *name = mani_label_get_name (label);
  guint n = mani_project_count_uses_by (project, MANI_KIND_LABEL, id, MANI_KIND_ANNOTATION);
  guint n_others = mani_project_count_uses_by (project, MANI_KIND_LABEL, id, MANI_KIND_RELATION);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *question = NULL;

  self->editor = g_object_ref (editor);
  self->label = g_strdup (id);
  self->is_merge = is_merge;
  self->ended = ended;
  self->data = g_object_ref (data);
  for (guint i = 0; i < mani_table_get_length (labels); i++)
    {
      ManiLabel *other = mani_table_get (labels, i);
      g_autofree char *path = NULL;

      if (other == label || mani_label_get_use (other) != mani_label_get_use (label))
        continue;
      path = mani_label_dup_path (project, other);
      gtk_string_list_append (names, path);
      g_ptr_array_add (self->others, g_strdup (mani_record_get_id (MANI_RECORD (other))));
    }
  adw_combo_row_set_model (self->other, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->other), self->others->len > 0);
  gtk_widget_set_visible (self->replace_row, !is_merge && self->others->len > 0);
  gtk_widget_set_visible (self->keep_row, !is_merge);
  gtk_widget_set_visible (self->remove_row, !is_merge && n > 0);
  gtk_check_button_set_active (is_merge ? self->replace : self->keep, TRUE);

  if (is_merge)
    /* Translators: a label’s name */
    question =
        g_strdup_printf (_ ("What has the label “%s” gets the label that you choose, and the "
                            "labels below it come to stand there."),
                         name);
  else if (n > 0)
    question = g_strdup_printf (
        /* Translators: a label’s name, a number of annotations */
        ngettext ("The label “%s” goes. What becomes of the %u annotation that has it?",
                  "The label “%s” goes. What becomes of the %u annotations that have it?", n),
        name, n);
  else
    question = g_strdup_printf (
        /* Translators: a label’s name, a number of relations */
        ngettext ("The label “%s” goes. What becomes of the %u relation that has it?",
                  "The label “%s” goes. What becomes of the %u relations that have it?", n_others),
        name, n_others);
  gtk_label_set_text (self->question, question);
  if (n == 0)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->keep_row),
                                   _ ("Keep them _without a label"));

  gtk_window_set_title (GTK_WINDOW (self), is_merge ? _ ("Merge Label") : _ ("Delete Label"));
  gtk_button_set_label (self->done, is_merge ? _ ("_Merge") : _ ("_Delete"));
  gtk_widget_add_css_class (GTK_WIDGET (self->done),
                            is_merge ? "suggested-action" : "destructive-action");
  gtk_window_set_focus (GTK_WINDOW (self),
                        is_merge ? GTK_WIDGET (self->other) : GTK_WIDGET (self->done));
  gtk_window_present (GTK_WINDOW (self));
}

void
mani_label_end_dialog_remove (GtkWindow *parent,
                              ManiEditor *editor,
                              ManiLabel *label,
                              ManiLabelEnded ended,
                              GObject *data)
{
  ManiProject *project = mani_editor_get_project (editor);
  const char *id = mani_record_get_id (MANI_RECORD (label));

  if (mani_project_count_uses (project, MANI_KIND_LABEL, id) >
      mani_project_count_uses_by (project, MANI_KIND_LABEL, id, MANI_KIND_LABEL))
    ask (parent, editor, label, FALSE, ended, data);
  else
    end (editor, mani_operation_remove_label (project, label, NULL), ended, data);
}

void
mani_label_end_dialog_merge (GtkWindow *parent,
                             ManiEditor *editor,
                             ManiLabel *label,
                             ManiLabelEnded ended,
                             GObject *data)
{
  ask (parent, editor, label, TRUE, ended, data);
}

gboolean
mani_label_end_dialog_can_merge (ManiProject *project, ManiLabel *label)
{
  ManiTable *labels = mani_project_get_table (project, MANI_KIND_LABEL);
  guint n = 0;

  for (guint i = 0; i < mani_table_get_length (labels); i++)
    n += mani_label_get_use (mani_table_get (labels, i)) == mani_label_get_use (label);

  return n > 1;
}
