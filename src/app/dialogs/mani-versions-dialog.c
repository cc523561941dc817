/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list of backups over mani-versions.h. */

#include "mani-versions-dialog.h"

#include "mani-application.h"
#include "mani-versions.h"

#include <glib/gi18n.h>

struct _ManiVersionsDialog
{
  AdwWindow parent_instance;
  ManiEditor *editor;
  GPtrArray *versions;
  GCancellable *cancellable; /* of what is being read */
  gboolean to_restore;       /* what it is read for */
  GtkListBox *list;
  GtkWidget *restore_button;
  GtkWidget *copy_button;
};

G_DEFINE_FINAL_TYPE (ManiVersionsDialog, mani_versions_dialog, ADW_TYPE_WINDOW)

static void
update_buttons (ManiVersionsDialog *self)
{
  gboolean can_read;

  /* The list tells of its selection to the very end. */
  if (self->list == NULL)
    return;
  can_read = self->cancellable == NULL && gtk_list_box_get_selected_row (self->list) != NULL;
  gtk_widget_set_sensitive (self->restore_button, can_read);
  gtk_widget_set_sensitive (self->copy_button, can_read);
}

static GtkWidget *
new_row (const ManiBackup *version)
{
  GtkWidget *row = adw_action_row_new ();
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (version->time);
  g_autofree char *when = time != NULL ? g_date_time_format (time, "%x %X") : NULL;
  g_autofree char *n = g_strdup_printf (
      ngettext ("%u annotation", "%u annotations", version->n_annotations), version->n_annotations);
  g_autofree char *size = g_format_size (version->size);
  GtkWidget *label = gtk_label_new (size);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), when != NULL ? when : "");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), n);
  gtk_widget_add_css_class (label, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);

  return row;
}

/* The project becomes the version, by one step that can be undone. */
static void
restore (ManiVersionsDialog *self, ManiEdit *edit)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (mani_edit_get_length (edit) > 0 && mani_editor_apply (self->editor, edit, NULL) &&
      parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.tell-undo", "s",
                                _ ("Earlier version restored"));
}

static void
open_copy (ManiVersionsDialog *self, ManiProject *project)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));
  GtkApplication *application = parent != NULL ? gtk_window_get_application (parent) : NULL;

  if (MANI_IS_APPLICATION (application))
    mani_application_open_project (MANI_APPLICATION (application), project);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ManiVersionsDialog) self = data;
  g_autoptr (ManiEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiProject) project =
      mani_versions_read_finish (MANI_EDITOR (source), result, &edit, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->editor == NULL)
    return;
  g_clear_object (&self->cancellable);
  if (project == NULL)
    mani_editor_set_trouble (self->editor, error);
  else if (self->to_restore)
    restore (self, edit);
  else
    open_copy (self, project);
  gtk_window_close (GTK_WINDOW (self));
}

static void
read_selected (ManiVersionsDialog *self, gboolean to_restore)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  const ManiBackup *version;

  if (row == NULL || self->cancellable != NULL)
    return;

  version = self->versions->pdata[gtk_list_box_row_get_index (row)];
  self->to_restore = to_restore;
  self->cancellable = g_cancellable_new ();
  update_buttons (self);
  mani_versions_read_async (self->editor, version->sha256, self->cancellable, read_cb,
                            g_object_ref (self));
}

static void
restore_cb (ManiVersionsDialog *self)
{
  read_selected (self, TRUE);
}

static void
copy_cb (ManiVersionsDialog *self)
{
  read_selected (self, FALSE);
}

static void
mani_versions_dialog_dispose (GObject *object)
{
  ManiVersionsDialog *self = MANI_VERSIONS_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->editor);
  g_clear_pointer (&self->versions, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANI_TYPE_VERSIONS_DIALOG);

  G_OBJECT_CLASS (mani_versions_dialog_parent_class)->dispose (object);
}

static void
mani_versions_dialog_class_init (ManiVersionsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mani_versions_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/manicule/Manicule/ui/mani-versions-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiVersionsDialog, list);
  gtk_widget_class_bind_template_child (widget_class, ManiVersionsDialog, restore_button);
  gtk_widget_class_bind_template_child (widget_class, ManiVersionsDialog, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, update_buttons);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
mani_versions_dialog_init (ManiVersionsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
mani_versions_dialog_present (GtkWindow *parent, ManiEditor *editor)
{
  ManiVersionsDialog *self =
      g_object_new (MANI_TYPE_VERSIONS_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  GtkListBoxRow *first;

  self->editor = g_object_ref (editor);
  self->versions = mani_versions_list (editor);
  for (guint i = 0; i < self->versions->len; i++)
    gtk_list_box_append (self->list, new_row (self->versions->pdata[i]));
  first = gtk_list_box_get_row_at_index (self->list, 0);
  gtk_list_box_select_row (self->list, first);
  update_buttons (self);
  gtk_window_present (GTK_WINDOW (self));
  if (first != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (first));
}
