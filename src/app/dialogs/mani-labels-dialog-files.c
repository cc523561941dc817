/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Labels from files, other projects and ready sets, and to files. */

#include "mani-labels-dialog.h"

#include "mani-compat.h"
#include "mani-label-set.h"
#include "mani-label-transfer.h"
#include "mani-labels-dialog-private.h"

#include <glib/gi18n.h>

/* Labels on their way into the project, which has some of them already. */
typedef struct
{
  ManiLabelsDialog *dialog;
  GPtrArray *labels;
} Arrival;

static void
arrival_free (Arrival *arrival)
{
  g_object_unref (arrival->dialog);
  g_ptr_array_unref (arrival->labels);
  g_free (arrival);
}

static void
tell_report (ManiLabelsDialog *self, const ManiLabelsReport *report)
{
  g_autofree char *added = g_strdup_printf (
      ngettext ("%u label added", "%u labels added", report->n_added), report->n_added);
  g_autofree char *updated =
      g_strdup_printf (ngettext ("%u updated", "%u updated", report->n_updated), report->n_updated);
  g_autofree char *keys =
      g_strdup_printf (ngettext ("%u without its key, which is taken",
                                 "%u without their keys, which are taken", report->n_keys),
                       report->n_keys);
  g_autoptr (GString) text = g_string_new (added);

  if (report->n_updated > 0)
    g_string_append_printf (text, " · %s", updated);
  if (report->n_keys > 0)
    g_string_append_printf (text, " · %s", keys);
  mani_labels_dialog_tell (self, text->str, TRUE);
}

static void
bring (ManiLabelsDialog *self, GPtrArray *labels, gboolean is_update)
{
  ManiLabelsReport report;
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiEdit) edit = mani_operation_add_labels (mani_editor_get_project (self->editor),
                                                         labels, is_update, &report);

  if (mani_edit_get_length (edit) == 0)
    mani_labels_dialog_tell (self, _ ("All these labels are here already"), FALSE);
  else if (mani_editor_apply (self->editor, edit, &error))
    tell_report (self, &report);
  else
    mani_labels_dialog_tell (self, error->message, FALSE);
}

static void
answered_cb (const char *id, gpointer data)
{
  Arrival *arrival = data;

  if (!g_str_equal (id, "cancel"))
    bring (arrival->dialog, arrival->labels, g_str_equal (id, "update"));
}

void
mani_labels_dialog_add_labels (ManiLabelsDialog *self, GPtrArray *labels)
{
  static const ManiAnswer answers[] = {
    { "cancel", N_ ("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "update", N_ ("_Update Them"), ADW_RESPONSE_DEFAULT },
    { "keep", N_ ("_Keep Mine"), ADW_RESPONSE_SUGGESTED },
  };
  ManiAnswer translated[G_N_ELEMENTS (answers)];
  ManiLabelsReport report;
  g_autoptr (ManiEdit) edit =
      mani_operation_add_labels (mani_editor_get_project (self->editor), labels, TRUE, &report);
  g_autofree char *body = NULL;
  Arrival *arrival;

  if (report.n_updated == 0)
    {
      bring (self, labels, FALSE);
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      translated[i] = answers[i];
      translated[i].label = _ (answers[i].label);
    }
  body = g_strdup_printf (
      ngettext ("%u label is here already and differs in its description, colour, key or use.",
                "%u labels are here already and differ in description, colour, key or use.",
                report.n_updated),
      report.n_updated);
  arrival = g_new (Arrival, 1);
  *arrival = (Arrival){ g_object_ref (self), g_ptr_array_ref (labels) };
  mani_compat_ask (GTK_WINDOW (self), _ ("Update Labels?"), body, translated,
                   G_N_ELEMENTS (translated), "cancel", answered_cb, arrival,
                   (GDestroyNotify) arrival_free);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *labels = mani_label_transfer_read (data, &error);

  if (labels != NULL)
    g_task_return_pointer (task, labels, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ManiLabelsDialog *self = MANI_LABELS_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) labels = g_task_propagate_pointer (G_TASK (result), &error);

  /* It may have been closed meanwhile. */
  if (self->editor == NULL)
    return;
  if (labels != NULL)
    mani_labels_dialog_add_labels (self, labels);
  else
    mani_labels_dialog_tell (self, error->message, FALSE);
}

static char *
dup_path (ManiLabelsDialog *self, GListModel *files)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  char *path = g_file_get_path (file);

  if (path == NULL)
    mani_labels_dialog_tell (self, _ ("Only files of this computer can be used"), FALSE);

  return path;
}

static void
import_chosen_cb (GListModel *files, gpointer data)
{
  ManiLabelsDialog *self = data;
  char *path = dup_path (self, files);
  g_autoptr (GTask) task = NULL;

  if (path == NULL)
    return;
  task = g_task_new (self, NULL, read_cb, NULL);
  g_task_set_source_tag (task, import_chosen_cb);
  g_task_set_task_data (task, path, g_free);
  g_task_run_in_thread (task, read_in_thread);
}

static GtkFileFilter *
new_filter (const char *name, const char *const *suffixes)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);

  return filter;
}

void
mani_labels_dialog_import (ManiLabelsDialog *self)
{
  static const char *const suffixes[] = { "csv", "tsv", "json", "manicule", NULL };
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) known = new_filter (_ ("Labels and Projects"), suffixes);
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, known);
  g_list_store_append (filters, all);
  mani_compat_choose (GTK_WINDOW (self), MANI_CHOOSE_OPEN, _ ("Add Labels"), _ ("_Add"), NULL,
                      G_LIST_MODEL (filters), import_chosen_cb, g_object_ref (self),
                      g_object_unref);
}

static void
export_chosen_cb (GListModel *files, gpointer data)
{
  ManiLabelsDialog *self = data;
  g_autofree char *path = dup_path (self, files);
  g_autoptr (GError) error = NULL;

  if (path == NULL || self->editor == NULL)
    return;
  /* The chooser has asked about a file that is there. */
  if (mani_label_transfer_write (mani_editor_get_project (self->editor), path, TRUE, &error))
    mani_labels_dialog_tell (self, _ ("Labels saved"), FALSE);
  else
    mani_labels_dialog_tell (self, error->message, FALSE);
}

void
mani_labels_dialog_export (ManiLabelsDialog *self, const char *suffix)
{
  g_autofree char *title = mani_editor_dup_title (self->editor);
  g_autofree char *name = NULL;

  g_strdelimit (title, "/\n\t", '-');
  /* Translators: the name of a file: that of the project, and “csv” or “json” */
  name = g_strdup_printf (_ ("Labels of %s.%s"), title, suffix);
  mani_compat_choose (GTK_WINDOW (self), MANI_CHOOSE_SAVE, _ ("Save Labels"), _ ("_Save"), name,
                      NULL, export_chosen_cb, g_object_ref (self), g_object_unref);
}
