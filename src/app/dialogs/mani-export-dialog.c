/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows over the registry of formats; the list of losses follows what is chosen. */

#include "mani-export-dialog.h"

#include "mani-compat.h"
#include "mani-config.h"
#include "mani-transfer.h"

#include <glib/gi18n.h>

struct _ManiExportDialog
{
  AdwWindow parent_instance;
  ManiEditor *editor;
  GSettings *settings;
  GPtrArray *formats; /* of const ManiFormat */
  AdwComboRow *format;
  AdwComboRow *scope;
  GtkStringList *scopes;
  GtkLabel *loss_heading;
  GtkListBox *losses;
  GtkWidget *loss_frame;
  GtkLabel *trouble;
  GtkWidget *export_button;
};

G_DEFINE_FINAL_TYPE (ManiExportDialog, mani_export_dialog, ADW_TYPE_WINDOW)

static const ManiFormat *
get_format (ManiExportDialog *self)
{
  guint position = adw_combo_row_get_selected (self->format);

  return position < self->formats->len ? self->formats->pdata[position] : NULL;
}

static gboolean
gives_folder (const ManiFormat *format)
{
  return (format->flags & MANI_FORMAT_SEVERAL_FILES) != 0;
}

/* Of the drop-down; the last is there when some are chosen. */
enum
{
  WHOLE_PROJECT,
  THIS_ARTICLE,
  CHOSEN,
};

static ManiExport *
new_export (ManiExportDialog *self)
{
  g_autoptr (ManiSnapshot) snapshot =
      mani_project_snapshot (mani_editor_get_project (self->editor));
  ManiArticle *article = mani_editor_get_article (self->editor);
  const char *ids[] = { article != NULL ? mani_record_get_id (MANI_RECORD (article)) : NULL, NULL };
  GPtrArray *chosen = mani_editor_get_chosen (self->editor);
  g_autoptr (GPtrArray) annotations = g_ptr_array_new ();
  guint which = adw_combo_row_get_selected (self->scope);
  ManiExportScope scope = {
    .articles = which == THIS_ARTICLE ? ids : NULL,
    .in_folder = gives_folder (get_format (self)),
  };

  if (which == CHOSEN)
    {
      for (guint i = 0; i < chosen->len; i++)
        g_ptr_array_add (annotations, (gpointer) mani_record_get_id (chosen->pdata[i]));
      g_ptr_array_add (annotations, NULL);
      scope.annotations = (const char *const *) annotations->pdata;
    }

  return mani_export_new (snapshot, &scope);
}

static void
update_losses (ManiExportDialog *self)
{
  const ManiFormat *format = get_format (self);
  g_autoptr (ManiExport) what = NULL;
  g_autoptr (ManiLossReport) report = NULL;
  GtkWidget *row;
  guint n;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->losses))) != NULL)
    gtk_list_box_remove (self->losses, row);
  if (format == NULL || self->editor == NULL)
    return;

  what = new_export (self);
  report = mani_loss_report_new (format, what);
  n = mani_loss_report_get_length (report);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *line = mani_loss_report_dup_line (report, i);
      GtkWidget *label = gtk_label_new (line);
      GtkWidget *loss = gtk_list_box_row_new ();

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "loss");
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (loss), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (loss), GTK_ACCESSIBLE_PROPERTY_LABEL, line,
                                      -1);
      gtk_list_box_append (self->losses, loss);
    }
  gtk_label_set_text (self->loss_heading, n > 0 ? _ ("This format cannot hold everything:")
                                                : _ ("Nothing is lost in this format."));
  gtk_widget_set_visible (self->loss_frame, n > 0);
}

static void
chosen_cb (GListModel *files, gpointer data)
{
  ManiExportDialog *self = data;
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (ManiExport) what = new_export (self);
  g_autoptr (GError) error = NULL;

  if (path == NULL)
    return;
  if (mani_transfer_export (get_format (self), what, path, TRUE, &error))
    {
      g_autofree char *name = g_file_get_basename (file);
      /* Translators: the name of a file */
      g_autofree char *text = g_strdup_printf (_ ("Exported to “%s”"), name);

      g_settings_set_string (self->settings, "export-format", get_format (self)->id);
      gtk_widget_activate_action (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))),
                                  "win.tell", "s", text);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  gtk_label_set_text (self->trouble, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
}

static void
export_cb (ManiExportDialog *self)
{
  const ManiFormat *format = get_format (self);
  ManiArticle *article = mani_editor_get_article (self->editor);
  gboolean is_one = adw_combo_row_get_selected (self->scope) == THIS_ARTICLE && article != NULL;
  g_autofree char *title =
      is_one ? mani_article_dup_title (article) : mani_editor_dup_title (self->editor);
  g_autofree char *name = NULL;

  g_strdelimit (title, "/\n\t", '-');
  name = g_strdup_printf ("%s.%s", title, format->suffix);
  mani_compat_choose (GTK_WINDOW (self),
                      gives_folder (format) ? MANI_CHOOSE_FOLDER : MANI_CHOOSE_SAVE, _ ("Export"),
                      _ ("_Export"), gives_folder (format) ? NULL : name, NULL, chosen_cb,
                      g_object_ref (self), g_object_unref);
}

static void
mani_export_dialog_dispose (GObject *object)
{
  ManiExportDialog *self = MANI_EXPORT_DIALOG (object);

  g_clear_object (&self->editor);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->formats, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), MANI_TYPE_EXPORT_DIALOG);

  G_OBJECT_CLASS (mani_export_dialog_parent_class)->dispose (object);
}

static void
mani_export_dialog_class_init (ManiExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mani_export_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/manicule/Manicule/ui/mani-export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ManiExportDialog, format);
  gtk_widget_class_bind_template_child (widget_class, ManiExportDialog, scope);
  gtk_widget_class_bind_template_child (widget_class, ManiExportDialog, scopes);
  gtk_widget_class_bind_template_child (widget_class, ManiExportDialog, loss_heading);
  gtk_widget_class_bind_template_child (widget_class, ManiExportDialog, losses);
  gtk_widget_class_bind_template_child (widget_class, ManiExportDialog, loss_frame);
  gtk_widget_class_bind_template_child (widget_class, ManiExportDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, ManiExportDialog, export_button);
  gtk_widget_class_bind_template_callback (widget_class, update_losses);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
mani_export_dialog_init (ManiExportDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *last = NULL;
  guint position;

  self->settings = g_settings_new (MANI_APPLICATION_ID);
  last = g_settings_get_string (self->settings, "export-format");
  self->formats = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < mani_formats_get_n (); i++)
    {
      const ManiFormat *format = mani_formats_get (i);

      if (!mani_format_can_write (format))
        continue;
      gtk_string_list_append (names, _ (format->name));
      g_ptr_array_add (self->formats, (gpointer) format);
    }
  adw_combo_row_set_model (self->format, G_LIST_MODEL (names));
  if (g_ptr_array_find (self->formats, mani_formats_find (last), &position))
    adw_combo_row_set_selected (self->format, position);
}

static void
present (GtkWindow *parent, ManiEditor *editor, guint scope)
{
  ManiExportDialog *self =
      g_object_new (MANI_TYPE_EXPORT_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  guint n = mani_editor_get_chosen (editor)->len;
  g_autofree char *chosen =
      g_strdup_printf (ngettext ("%u Selected Annotation", "%u Selected Annotations", n), n);

  self->editor = g_object_ref (editor);
  if (n > 0)
    gtk_string_list_append (self->scopes, chosen);
  adw_combo_row_set_selected (self->scope, scope);
  update_losses (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->format));
  gtk_window_present (GTK_WINDOW (self));
}

void
mani_export_dialog_present (GtkWindow *parent, ManiEditor *editor)
{
  present (parent, editor, WHOLE_PROJECT);
}

void
mani_export_dialog_present_chosen (GtkWindow *parent, ManiEditor *editor)
{
  present (parent, editor, CHOSEN);
}
