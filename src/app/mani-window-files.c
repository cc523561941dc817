/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files of the window: choosing, reading articles, saving, closing with unsaved work. */

#include "mani-window.h"

#include "mani-compat.h"
#include "mani-operations.h"
#include "mani-progress.h"
#include "mani-reader.h"
#include "mani-transfer.h"
#include "mani-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Characters of a proposed file name. */
#define MAX_NAME 60
#define SUFFIX ".manicule"

static GListModel *
new_filters (const char *name, const char *const *patterns)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) wanted = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (wanted, name);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_suffix (wanted, patterns[i]);
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, wanted);
  g_list_store_append (filters, all);

  return G_LIST_MODEL (filters);
}

static void
opened_cb (GListModel *files, gpointer data)
{
  ManiWindow *self = data;

  mani_application_open_files (MANI_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))),
                               GTK_WINDOW (self), files);
}

void
mani_window_choose_project (ManiWindow *self)
{
  static const char *const patterns[] = { "manicule", NULL };
  g_autoptr (GListModel) filters = new_filters (_ ("Manicule Projects"), patterns);

  mani_compat_choose (GTK_WINDOW (self), MANI_CHOOSE_OPEN_SEVERAL, _ ("Open"), _ ("_Open"), NULL,
                      filters, opened_cb, g_object_ref (self), g_object_unref);
}

static void
articles_chosen_cb (GListModel *files, gpointer data)
{
  mani_window_add_articles (data, files);
}

void
mani_window_choose_articles (ManiWindow *self)
{
  g_autoptr (GPtrArray) patterns = g_ptr_array_new ();
  g_autoptr (GListModel) filters = NULL;
  const ManiReader *reader;

  for (guint i = 0; (reader = mani_readers_get (i)) != NULL; i++)
    for (guint j = 0; reader->suffixes[j] != NULL; j++)
      g_ptr_array_add (patterns, (gpointer) reader->suffixes[j]);
  g_ptr_array_add (patterns, NULL);
  filters = new_filters (_ ("Articles"), (const char *const *) patterns->pdata);

  mani_compat_choose (GTK_WINDOW (self), MANI_CHOOSE_OPEN_SEVERAL, _ ("Add Articles"), _ ("_Add"),
                      NULL, filters, articles_chosen_cb, g_object_ref (self), g_object_unref);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ManiWindow *self = MANI_WINDOW (source);
  g_autoptr (ManiImport) import = NULL;
  g_autoptr (ManiEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  guint n;
  guint n_orphans;

  import = g_task_propagate_pointer (G_TASK (result), &error);
  /* The window was closed meanwhile, and has no editor any more. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (import != NULL)
    edit = mani_import_make_edit (import, mani_editor_get_project (self->editor), &error);
  if (edit == NULL)
    {
      mani_editor_set_trouble (self->editor, error);
      return;
    }
  if (!mani_editor_apply (self->editor, edit, NULL))
    return;

  n = mani_import_get_count (import, MANI_KIND_ANNOTATION, MANI_IMPORT_ADDED) +
      mani_import_get_count (import, MANI_KIND_ANNOTATION, MANI_IMPORT_UPDATED);
  n_orphans = mani_import_get_count (import, MANI_KIND_ANNOTATION, MANI_IMPORT_ORPHANED);
  if (n_orphans > 0)
    /* Translators: how many annotations came in, and how many of them have no place in a text */
    line =
        g_strdup_printf (_ ("Annotations imported: %u, of them without a place: %u"), n, n_orphans);
  else
    line = g_strdup_printf (ngettext ("%u annotation imported", "%u annotations imported", n), n);
  mani_window_tell (self, line, mani_edit_get_length (edit) > 0);
}

static void
import_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  ManiImport *import = mani_transfer_read (NULL, data, &error);

  if (import != NULL)
    g_task_return_pointer (task, import, (GDestroyNotify) mani_import_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
import_chosen_cb (GListModel *files, gpointer data)
{
  ManiWindow *self = data;
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, imported_cb, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      if (g_file_peek_path (file) != NULL)
        g_strv_builder_add (paths, g_file_peek_path (file));
    }
  g_task_set_source_tag (task, import_chosen_cb);
  g_task_set_task_data (task, g_strv_builder_end (paths), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, import_thread);
}

void
mani_window_choose_import (ManiWindow *self)
{
  mani_compat_choose (GTK_WINDOW (self), MANI_CHOOSE_OPEN_SEVERAL, _ ("Import Annotations"),
                      _ ("_Import"), NULL, NULL, import_chosen_cb, g_object_ref (self),
                      g_object_unref);
}

/* Files on their way to becoming articles. */
typedef struct
{
  ManiWindow *window;
  GPtrArray *paths;
  guint next;
  GPtrArray *articles;
  ManiArticle *known; /* the first that was there already, or NULL */
  guint n_known;
  GString *troubles;
  GString *notes;
  gboolean is_unsure; /* of the encoding */
} Adding;

static void
adding_free (Adding *adding)
{
  adding->window->n_adding--;
  g_object_unref (adding->window);
  g_ptr_array_unref (adding->paths);
  g_ptr_array_unref (adding->articles);
  g_clear_object (&adding->known);
  g_string_free (adding->troubles, TRUE);
  g_string_free (adding->notes, TRUE);
  g_free (adding);
}

static void
add_line (GString *lines, const char *line)
{
  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  g_string_append (lines, line);
}

/* Of articles that were there already; the first of them can be gone to. */
static void
tell_known (ManiWindow *self, ManiArticle *known, guint n)
{
  g_autofree char *title = mani_article_dup_title (known);
  g_autofree char *action = g_action_print_detailed_name (
      "win.show-article", g_variant_new_string (mani_record_get_id (MANI_RECORD (known))));
  g_autofree char *line =
      n == 1 ? g_strdup_printf (_ ("“%s” is in the project already"), title)
             : g_strdup_printf (ngettext ("%u article was in the project already",
                                          "%u articles were in the project already", n),
                                n);

  mani_window_tell_action (self, line, _ ("Show"), action);
}

static void
finish_adding (Adding *adding)
{
  ManiWindow *self = adding->window;
  ManiProject *project = mani_editor_get_project (self->editor);
  g_autoptr (ManiEdit) edit = NULL;
  ManiArticle *first;

  if (adding->articles->len > 0)
    {
      edit = mani_operation_add_articles (project, adding->articles);
      if (mani_editor_apply (self->editor, edit, NULL))
        {
          first = mani_project_lookup (project, MANI_KIND_ARTICLE,
                                       mani_record_get_id (adding->articles->pdata[0]));
          mani_editor_set_article (self->editor, first);
          gtk_widget_grab_focus (GTK_WIDGET (self->view));
          mani_window_look_for_duplicates (self, adding->articles);
        }
    }
  if (adding->known != NULL)
    tell_known (self, adding->known, adding->n_known);
  if (adding->is_unsure)
    mani_window_tell_action (self, adding->notes->str, _ ("Encoding…"), "win.encoding");
  else if (adding->notes->len > 0)
    mani_window_tell (self, adding->notes->str, FALSE);
  if (adding->troubles->len > 0)
    {
      g_autoptr (GError) trouble =
          g_error_new_literal (MANI_ERROR, MANI_ERROR_INVALID, adding->troubles->str);

      mani_editor_set_trouble (self->editor, trouble);
    }
}

static void read_next (Adding *adding);

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Adding *adding = data;
  g_auto (ManiReaderReport) report = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiArticle) article = mani_reader_read_file_finish (result, &report, &error);
  ManiArticle *same;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      adding_free (adding);
      return;
    }

  if (error != NULL)
    add_line (adding->troubles, error->message);
  for (guint i = 0; article != NULL && report.notes != NULL && i < report.notes->len; i++)
    add_line (adding->notes, report.notes->pdata[i]);
  if (article != NULL)
    {
      adding->is_unsure = adding->is_unsure || (report.charset != NULL && !report.sure);
      same = mani_progress_find_same (mani_editor_get_project (adding->window->editor), article);
      if (same == NULL)
        g_ptr_array_add (adding->articles, g_steal_pointer (&article));
      else if (adding->n_known++ == 0)
        {
          adding->known = g_object_ref (same);
          mani_editor_set_article (adding->window->editor, same);
        }
    }
  read_next (adding);
}

static void
read_next (Adding *adding)
{
  if (adding->next < adding->paths->len)
    {
      mani_reader_read_file_async (adding->paths->pdata[adding->next++], NULL,
                                   adding->window->cancellable, read_cb, adding);
      return;
    }
  finish_adding (adding);
  adding_free (adding);
}

void
mani_window_add_articles (ManiWindow *self, GListModel *files)
{
  Adding *adding = g_new0 (Adding, 1);

  adding->window = g_object_ref (self);
  self->n_adding++;
  adding->paths = g_ptr_array_new_with_free_func (g_free);
  adding->articles = g_ptr_array_new_with_free_func (g_object_unref);
  adding->troubles = g_string_new (NULL);
  adding->notes = g_string_new (NULL);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      char *path = g_file_get_path (file);

      if (path != NULL)
        g_ptr_array_add (adding->paths, path);
      else
        {
          g_autofree char *uri = g_file_get_uri (file);
          g_autofree char *line =
              g_strdup_printf (_ ("%s: only files on this computer can be read"), uri);

          add_line (adding->troubles, line);
        }
    }
  read_next (adding);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ManiWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ManiArticle) article = NULL;
  g_autoptr (GPtrArray) articles = g_ptr_array_new ();
  g_autoptr (ManiEdit) edit = NULL;
  ManiReaderOptions options = { .charset = "UTF-8", .reader = "text" };
  ManiArticle *same;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_error (&error);
  if (text == NULL || *text == '\0')
    {
      mani_window_tell (self, _ ("The clipboard holds no text"), FALSE);
      return;
    }
  bytes = g_bytes_new (text, strlen (text));
  article = mani_reader_read_bytes (NULL, bytes, &options, NULL, &error);
  if (article == NULL)
    {
      mani_editor_set_trouble (self->editor, error);
      return;
    }
  same = mani_progress_find_same (mani_editor_get_project (self->editor), article);
  if (same != NULL)
    {
      mani_editor_set_article (self->editor, same);
      tell_known (self, same, 1);
      return;
    }
  g_ptr_array_add (articles, article);
  edit = mani_operation_add_articles (mani_editor_get_project (self->editor), articles);
  if (mani_editor_apply (self->editor, edit, NULL))
    {
      mani_editor_set_article (self->editor, article);
      gtk_widget_grab_focus (GTK_WIDGET (self->view));
      mani_window_look_for_duplicates (self, articles);
    }
}

void
mani_window_paste_article (ManiWindow *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->cancellable,
                                 pasted_cb, g_object_ref (self));
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, ManiWindow *self)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  for (GSList *file = g_value_get_boxed (value); file != NULL; file = file->next)
    g_list_store_append (files, file->data);
  opened_cb (G_LIST_MODEL (files), self);

  return TRUE;
}

void
mani_window_init_drop (ManiWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
remember_recent (ManiWindow *self)
{
  g_autofree char *uri = g_filename_to_uri (mani_editor_get_path (self->editor), NULL, NULL);

  if (uri != NULL)
    gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
}

static void
close_after_saving (ManiWindow *self)
{
  if (!self->has_saved_for_close)
    return;
  self->has_saved_for_close = FALSE;
  /* What was edited while the thread wrote is not lost either. */
  if (!mani_editor_is_modified (self->editor))
    self->is_closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (ManiWindow) self = data;

  if (mani_editor_save_finish (MANI_EDITOR (source), result, NULL))
    close_after_saving (self);
  else
    self->has_saved_for_close = FALSE;
}

static void save_as (ManiWindow *self);

static void
save (ManiWindow *self)
{
  if (mani_editor_get_path (self->editor) == NULL || mani_editor_is_read_only (self->editor))
    save_as (self);
  else
    mani_editor_save_async (self->editor, NULL, saved_cb, g_object_ref (self));
}

static void
save_and_close (ManiWindow *self)
{
  self->has_saved_for_close = TRUE;
  save (self);
}

static void
save_as_chosen_cb (GListModel *files, gpointer data)
{
  ManiWindow *self = data;
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *full = NULL;
  gboolean has_suffix;

  if (path == NULL)
    return;
  has_suffix = g_str_has_suffix (path, SUFFIX);
  full = has_suffix ? g_strdup (path) : g_strconcat (path, SUFFIX, NULL);
  /* The person was asked about the name as they typed it, not about ours. */
  if (mani_editor_save_as (self->editor, full, has_suffix, NULL))
    {
      remember_recent (self);
      close_after_saving (self);
    }
  else
    self->has_saved_for_close = FALSE;
}

/* Of a long title the first words. */
static void
cut_name (char *title)
{
  char *end;
  char *space;

  if (g_utf8_strlen (title, -1) <= MAX_NAME)
    return;
  end = g_utf8_offset_to_pointer (title, MAX_NAME);
  for (space = end; space > title && *space != ' ';)
    space--;
  *(space > title ? space : end) = '\0';
}

static void
save_as (ManiWindow *self)
{
  static const char *const patterns[] = { "manicule", NULL };
  g_autoptr (GListModel) filters = new_filters (_ ("Manicule Projects"), patterns);
  ManiArticle *article = mani_editor_get_article (self->editor);
  g_autofree char *title = mani_editor_get_path (self->editor) == NULL && article != NULL
                               ? mani_article_dup_title (article)
                               : mani_editor_dup_title (self->editor);
  g_autofree char *name = NULL;

  g_strdelimit (title, "/\n\t", '-');
  cut_name (title);
  name = g_strconcat (g_strstrip (title), SUFFIX, NULL);

  mani_compat_choose (GTK_WINDOW (self), MANI_CHOOSE_SAVE, _ ("Save As"), _ ("_Save"), name,
                      filters, save_as_chosen_cb, g_object_ref (self), g_object_unref);
}

/* A question that was not answered, before closing, is no longer asked. */
void
mani_window_save (ManiWindow *self)
{
  self->has_saved_for_close = FALSE;
  save (self);
}

void
mani_window_save_as (ManiWindow *self)
{
  self->has_saved_for_close = FALSE;
  save_as (self);
}

static void
close_answered_cb (const char *answer, gpointer data)
{
  ManiWindow *self = data;

  if (g_str_equal (answer, "discard"))
    {
      self->is_closing = TRUE;
      mani_editor_give_up_changes (self->editor);
      gtk_window_close (GTK_WINDOW (self));
    }
  else if (g_str_equal (answer, "save"))
    {
      save_and_close (self);
    }
}

gboolean
mani_window_close_or_ask (ManiWindow *self)
{
  const ManiAnswer answers[] = {
    { "cancel", _ ("_Cancel"), ADW_RESPONSE_DEFAULT },
    { "discard", _ ("_Discard"), ADW_RESPONSE_DESTRUCTIVE },
    { "save", _ ("_Save"), ADW_RESPONSE_SUGGESTED },
  };

  /* A field that is being written in is left first, and so taken over. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  if (!mani_editor_is_modified (self->editor))
    return FALSE;

  if (mani_editor_get_path (self->editor) != NULL && !mani_editor_is_read_only (self->editor) &&
      g_settings_get_boolean (self->settings, "autosave") &&
      mani_editor_get_trouble (self->editor) == NULL)
    {
      save_and_close (self);
      return TRUE;
    }

  mani_compat_ask (GTK_WINDOW (self), _ ("Save Changes?"),
                   _ ("What you have not saved will be lost."), answers, G_N_ELEMENTS (answers),
                   "cancel", close_answered_cb, g_object_ref (self), g_object_unref);
  return TRUE;
}
