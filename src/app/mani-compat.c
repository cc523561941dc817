/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One way of choosing files, asking and telling about the program, over what the libraries offer.
 */

/* Here alone what came after the oldest GTK may be called, each call behind a check. */
#undef GDK_VERSION_MAX_ALLOWED

#include "mani-compat.h"

#include "mani-config.h"

#include <glib/gi18n.h>

/* What is asked over a window that has gone meanwhile is not told. */
typedef struct
{
  GtkWindow *parent; /* weak */
  GCallback callback;
  gpointer user_data;
  GDestroyNotify destroy;
} Call;

static Call *
call_new (GtkWindow *parent, GCallback callback, gpointer user_data, GDestroyNotify destroy)
{
  Call *call = g_new (Call, 1);

  *call = (Call){ parent, callback, user_data, destroy };
  g_object_add_weak_pointer (G_OBJECT (parent), (gpointer *) &call->parent);
  return call;
}

static void
call_free (Call *call)
{
  if (call->parent != NULL)
    g_object_remove_weak_pointer (G_OBJECT (call->parent), (gpointer *) &call->parent);
  if (call->destroy != NULL)
    call->destroy (call->user_data);
  g_free (call);
}

#if GTK_CHECK_VERSION(4, 10, 0)

static void
tell_chosen (Call *call, GListModel *files)
{
  if (call->parent != NULL && files != NULL && g_list_model_get_n_items (files) > 0)
    ((ManiChosen) call->callback) (files, call->user_data);
  call_free (call);
}

static void
tell_one (Call *call, GFile *file)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  if (file != NULL)
    {
      g_list_store_append (files, file);
      g_object_unref (file);
    }
  tell_chosen (call, G_LIST_MODEL (files));
}

static void
open_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  tell_one (data, gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL));
}

static void
save_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  tell_one (data, gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL));
}

static void
folder_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  tell_one (data, gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL));
}

static void
several_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GListModel) files =
      gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  tell_chosen (data, files);
}

void
mani_compat_choose (GtkWindow *parent,
                    ManiChoose what,
                    const char *title,
                    const char *accept,
                    const char *name,
                    GListModel *filters,
                    ManiChosen chosen,
                    gpointer user_data,
                    GDestroyNotify destroy)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  Call *call = call_new (parent, G_CALLBACK (chosen), user_data, destroy);

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_accept_label (dialog, accept);
  if (filters != NULL)
    gtk_file_dialog_set_filters (dialog, filters);
  if (name != NULL)
    gtk_file_dialog_set_initial_name (dialog, name);

  switch (what)
    {
    case MANI_CHOOSE_OPEN:
      gtk_file_dialog_open (dialog, parent, NULL, open_cb, call);
      break;

    case MANI_CHOOSE_OPEN_SEVERAL:
      gtk_file_dialog_open_multiple (dialog, parent, NULL, several_cb, call);
      break;

    case MANI_CHOOSE_SAVE:
      gtk_file_dialog_save (dialog, parent, NULL, save_cb, call);
      break;

    case MANI_CHOOSE_FOLDER:
      gtk_file_dialog_select_folder (dialog, parent, NULL, folder_cb, call);
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
color_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Call *call = data;
  GdkRGBA *color = gtk_color_dialog_choose_rgba_finish (GTK_COLOR_DIALOG (source), result, NULL);

  if (call->parent != NULL && color != NULL)
    ((ManiColorChosen) call->callback) (color, call->user_data);
  g_clear_pointer (&color, gdk_rgba_free);
  call_free (call);
}

void
mani_compat_choose_color (GtkWindow *parent,
                          const char *title,
                          const GdkRGBA *color,
                          ManiColorChosen chosen,
                          gpointer user_data,
                          GDestroyNotify destroy)
{
  g_autoptr (GtkColorDialog) dialog = gtk_color_dialog_new ();

  gtk_color_dialog_set_title (dialog, title);
  gtk_color_dialog_set_with_alpha (dialog, FALSE);
  gtk_color_dialog_choose_rgba (dialog, parent, color, NULL, color_cb,
                                call_new (parent, G_CALLBACK (chosen), user_data, destroy));
}

#else

static void
color_response_cb (GtkDialog *dialog, int response, Call *call)
{
  GdkRGBA color;

  gtk_color_chooser_get_rgba (GTK_COLOR_CHOOSER (dialog), &color);
  if (call->parent != NULL && response == GTK_RESPONSE_OK)
    ((ManiColorChosen) call->callback) (&color, call->user_data);
  call_free (call);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

void
mani_compat_choose_color (GtkWindow *parent,
                          const char *title,
                          const GdkRGBA *color,
                          ManiColorChosen chosen,
                          gpointer user_data,
                          GDestroyNotify destroy)
{
  GtkWidget *dialog = gtk_color_chooser_dialog_new (title, parent);

  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  gtk_color_chooser_set_use_alpha (GTK_COLOR_CHOOSER (dialog), FALSE);
  gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (dialog), color);
  g_signal_connect (dialog, "response", G_CALLBACK (color_response_cb),
                    call_new (parent, G_CALLBACK (chosen), user_data, destroy));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
response_cb (GtkNativeDialog *dialog, int response, Call *call)
{
  if (call->parent != NULL && response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

      if (g_list_model_get_n_items (files) > 0)
        ((ManiChosen) call->callback) (files, call->user_data);
    }
  call_free (call);
  g_object_unref (dialog);
}

void
mani_compat_choose (GtkWindow *parent,
                    ManiChoose what,
                    const char *title,
                    const char *accept,
                    const char *name,
                    GListModel *filters,
                    ManiChosen chosen,
                    gpointer user_data,
                    GDestroyNotify destroy)
{
  static const GtkFileChooserAction actions[] = {
    [MANI_CHOOSE_OPEN] = GTK_FILE_CHOOSER_ACTION_OPEN,
    [MANI_CHOOSE_OPEN_SEVERAL] = GTK_FILE_CHOOSER_ACTION_OPEN,
    [MANI_CHOOSE_SAVE] = GTK_FILE_CHOOSER_ACTION_SAVE,
    [MANI_CHOOSE_FOLDER] = GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
  };
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (title, parent, actions[what], accept, NULL);
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_select_multiple (chooser, what == MANI_CHOOSE_OPEN_SEVERAL);
  for (guint i = 0; filters != NULL && i < g_list_model_get_n_items (filters); i++)
    {
      g_autoptr (GtkFileFilter) filter = g_list_model_get_item (filters, i);

      gtk_file_chooser_add_filter (chooser, filter);
      if (i == 0)
        gtk_file_chooser_set_filter (chooser, filter);
    }
  if (name != NULL)
    gtk_file_chooser_set_current_name (chooser, name);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb),
                    call_new (parent, G_CALLBACK (chosen), user_data, destroy));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

#endif

#if ADW_CHECK_VERSION(1, 5, 0)

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Call *call = data;

  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (call->parent != NULL)
    ((ManiAnswered) call->callback) (answer, call->user_data);
  call_free (call);
}

void
mani_compat_ask (GtkWindow *parent,
                 const char *heading,
                 const char *body,
                 const ManiAnswer *answers,
                 guint n_answers,
                 const char *close,
                 ManiAnswered answered,
                 gpointer user_data,
                 GDestroyNotify destroy)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);

  for (guint i = 0; i < n_answers; i++)
    {
      adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), answers[i].id, answers[i].label);
      adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), answers[i].id,
                                                answers[i].appearance);
    }
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), answers[n_answers - 1].id);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), close);
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), GTK_WIDGET (parent), NULL, answered_cb,
                           call_new (parent, G_CALLBACK (answered), user_data, destroy));
}

#else

static void
answered_cb (AdwMessageDialog *dialog, const char *response, Call *call)
{
  /* The answer may close the parent, which the dialog, alive until its signal has returned, would
     still look for in GTK 4.8. */
  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
  if (call->parent != NULL)
    ((ManiAnswered) call->callback) (response, call->user_data);
  call_free (call);
}

void
mani_compat_ask (GtkWindow *parent,
                 const char *heading,
                 const char *body,
                 const ManiAnswer *answers,
                 guint n_answers,
                 const char *close,
                 ManiAnswered answered,
                 gpointer user_data,
                 GDestroyNotify destroy)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  for (guint i = 0; i < n_answers; i++)
    {
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), answers[i].id,
                                       answers[i].label);
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), answers[i].id,
                                                  answers[i].appearance);
    }
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), answers[n_answers - 1].id);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), close);
  g_signal_connect (dialog, "response", G_CALLBACK (answered_cb),
                    call_new (parent, G_CALLBACK (answered), user_data, destroy));
  gtk_window_present (GTK_WINDOW (dialog));
}

#endif

#define ABOUT_PROPERTIES                                                              \
  "application-icon", MANI_APPLICATION_ID, "application-name", "Manicule", "version", \
      MANI_VERSION, "developer-name", _ ("The Manicule maintainers"), "license-type", \
      GTK_LICENSE_GPL_3_0, "comments",                                                \
      _ ("Read closely, mark passages, and take your annotations with you."),         \
      "translator-credits", _ ("translator-credits")

void
mani_compat_show_about (GtkWindow *parent)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_dialog_present (ADW_DIALOG (g_object_new (ADW_TYPE_ABOUT_DIALOG, ABOUT_PROPERTIES, NULL)),
                      GTK_WIDGET (parent));
#else
  gtk_window_present (g_object_new (ADW_TYPE_ABOUT_WINDOW, ABOUT_PROPERTIES, "transient-for",
                                    parent, "modal", TRUE, NULL));
#endif
}

void
mani_compat_open_uri (GtkWindow *parent, const char *uri)
{
#if GTK_CHECK_VERSION(4, 10, 0)
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);

  gtk_uri_launcher_launch (launcher, parent, NULL, NULL, NULL);
#else
  gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
#endif
}

void
mani_compat_load_css (GtkCssProvider *provider, const char *css)
{
#if GTK_CHECK_VERSION(4, 12, 0)
  gtk_css_provider_load_from_string (provider, css);
#else
  gtk_css_provider_load_from_data (provider, css, -1);
#endif
}
