/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Starting, opening files in the right windows, and the actions of the whole program. */

#include "mani-application.h"

#include "mani-compat.h"
#include "mani-config.h"
#include "mani-help.h"
#include "mani-keymap.h"
#include "mani-label-set.h"
#include "mani-preferences.h"
#include "mani-window.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>

struct _ManiApplication
{
  AdwApplication parent_instance;
  ManiSession *session;
  GSettings *settings;
  GPtrArray *openings;    /* of Opening: under way */
  GtkWidget *preferences; /* while it is open */
  gboolean has_looked;    /* for projects that never had a file */
  guint signals[3];       /* sources */
};

G_DEFINE_FINAL_TYPE (ManiApplication, mani_application, ADW_TYPE_APPLICATION)

static ManiWindow *
add_window (ManiApplication *self, ManiEditor *editor)
{
  ManiWindow *window;

  mani_editor_keep_journal (editor, NULL);
  window = mani_window_new (self, editor);
  mani_session_add (self->session, editor);
  /* What is opened has the keys. */
  if (mani_editor_get_article (editor) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.focus-article", NULL);
  gtk_window_present (GTK_WINDOW (window));
  mani_window_offer_recovery (window);

  return window;
}

/* Once: each project that the last time left without a file gets a window, which asks. FALSE when
 * there is none. */
static gboolean
look_for_untitled (ManiApplication *self)
{
  g_autoptr (GPtrArray) found = NULL;
  gboolean has_added = FALSE;

  if (self->has_looked)
    return FALSE;
  self->has_looked = TRUE;
  found = mani_editor_list_untitled (NULL);
  for (guint i = 0; i < found->len; i++)
    {
      g_autoptr (ManiEditor) editor = mani_editor_new_from_recovery (found->pdata[i], NULL);

      if (editor == NULL)
        continue;
      add_window (self, editor);
      has_added = TRUE;
    }

  return has_added;
}

static ManiWindow *
add_new_window (ManiApplication *self)
{
  g_autoptr (ManiProject) project = mani_project_new (NULL);
  g_autoptr (ManiEditor) editor = mani_editor_new (project);

  return add_window (self, editor);
}

void
mani_application_open_project (ManiApplication *self, ManiProject *project)
{
  g_autoptr (ManiEditor) editor = mani_editor_new (project);

  add_window (self, editor);
}

static ManiWindow *
find_window (ManiApplication *self, ManiEditor *editor)
{
  for (GList *window = gtk_application_get_windows (GTK_APPLICATION (self)); window != NULL;
       window = window->next)
    if (MANI_IS_WINDOW (window->data) &&
        mani_window_get_editor (MANI_WINDOW (window->data)) == editor)
      return window->data;

  return NULL;
}

/* A project on its way from its file to a window. */
typedef struct
{
  ManiApplication *application;
  char *path;
  ManiWindow *from; /* weak, or NULL: where its trouble is shown, and whose place it takes when that
                       is blank */
  gboolean for_writing;
} Opening;

static void
opening_free (Opening *opening)
{
  g_ptr_array_remove (opening->application->openings, opening);
  g_application_release (G_APPLICATION (opening->application));
  g_clear_weak_pointer (&opening->from);
  g_free (opening->path);
  g_free (opening);
}

static void start_opening (Opening *opening);

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Opening *opening = data;
  ManiApplication *self = opening->application;
  g_auto (GStrv) notes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiEditor) editor = mani_editor_open_finish (result, &notes, &error);
  g_autofree char *uri = NULL;
  ManiWindow *window;

  if (g_error_matches (error, MANI_ERROR, MANI_ERROR_BUSY) && opening->for_writing)
    {
      opening->for_writing = FALSE;
      start_opening (opening);
      return;
    }

  if (editor == NULL)
    {
      window = opening->from != NULL ? opening->from : add_new_window (self);
      mani_editor_set_trouble (mani_window_get_editor (window), error);
      opening_free (opening);
      return;
    }

  window = add_window (self, editor);
  if (!opening->for_writing)
    mani_window_tell (window, _ ("The project is open elsewhere: it can be read, not changed here"),
                      FALSE);
  else if (notes != NULL && notes[0] != NULL)
    mani_window_tell (window, notes[0], FALSE);
  if (opening->from != NULL && mani_window_is_blank (opening->from))
    gtk_window_close (GTK_WINDOW (opening->from));
  uri = g_filename_to_uri (opening->path, NULL, NULL);
  if (uri != NULL)
    gtk_recent_manager_add_item (gtk_recent_manager_get_default (), uri);
  opening_free (opening);
}

static void
start_opening (Opening *opening)
{
  mani_editor_open_async (opening->path, opening->for_writing, NULL, opened_cb, opening);
}

static void
open_project (ManiApplication *self, const char *path, ManiWindow *from)
{
  ManiEditor *editor = mani_session_find (self->session, path);
  Opening *opening;

  if (editor != NULL)
    {
      gtk_window_present (GTK_WINDOW (find_window (self, editor)));
      return;
    }

  for (guint i = 0; i < self->openings->len; i++)
    {
      opening = self->openings->pdata[i];
      if (mani_session_is_same_file (opening->path, path))
        return;
    }

  opening = g_new0 (Opening, 1);
  opening->application = self;
  opening->path = g_strdup (path);
  /* Gone from the moment it is closed, even while others hold it. */
  g_set_weak_pointer (&opening->from, from);
  opening->for_writing = TRUE;
  /* The program lives on while it opens its first window. */
  g_application_hold (G_APPLICATION (self));
  g_ptr_array_add (self->openings, opening);
  start_opening (opening);
}

static gboolean
is_project (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return g_file_peek_path (file) != NULL && g_str_has_suffix (name, ".manicule");
}

void
mani_application_open_files (ManiApplication *self, GtkWindow *window, GListModel *files)
{
  g_autoptr (GListStore) articles = g_list_store_new (G_TYPE_FILE);
  ManiWindow *from = window != NULL && MANI_IS_WINDOW (window) ? MANI_WINDOW (window) : NULL;

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      if (is_project (file))
        open_project (self, g_file_peek_path (file), from);
      else
        g_list_store_append (articles, file);
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (articles)) == 0)
    return;
  if (from == NULL)
    from = add_new_window (self);
  mani_window_add_articles (from, G_LIST_MODEL (articles));
  gtk_window_present (GTK_WINDOW (from));
}

static void
mani_application_activate (GApplication *application)
{
  ManiApplication *self = MANI_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window != NULL)
    gtk_window_present (window);
  else if (!look_for_untitled (self))
    add_new_window (self);
}

static void
mani_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  ManiApplication *self = MANI_APPLICATION (application);
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);

  for (int i = 0; i < n_files; i++)
    g_list_store_append (list, files[i]);
  mani_application_open_files (self, gtk_application_get_active_window (GTK_APPLICATION (self)),
                               G_LIST_MODEL (list));
  look_for_untitled (self);
}

static void
new_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  add_new_window (data);
}

static void
open_recent_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiApplication *self = data;
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  g_list_store_append (files, file);
  mani_application_open_files (self, gtk_application_get_active_window (GTK_APPLICATION (self)),
                               G_LIST_MODEL (files));
}

/* The sample is the person's to play with: a copy without a file. */
static void
open_sample_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiApplication *self = data;
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autoptr (GBytes) bytes =
      g_resources_lookup_data ("/org/manicule/Manicule/sample.manicule", 0, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiEditor) editor = NULL;

  if (bytes != NULL)
    editor = mani_editor_new_from_bytes (bytes, _ ("Sample Project"), &error);
  if (editor == NULL)
    return;
  add_window (self, editor);
  if (active != NULL && MANI_IS_WINDOW (active) && mani_window_is_blank (MANI_WINDOW (active)))
    gtk_window_close (active);
}

/* One for all windows, beside which it can stay open. */
static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ManiApplication *self = data;

  if (self->preferences == NULL)
    {
      self->preferences = mani_preferences_new ();
      g_object_add_weak_pointer (G_OBJECT (self->preferences), (gpointer *) &self->preferences);
    }
  gtk_window_set_transient_for (GTK_WINDOW (self->preferences),
                                gtk_application_get_active_window (GTK_APPLICATION (self)));
  gtk_window_present (GTK_WINDOW (self->preferences));
}

static void
help_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (data);
  g_autofree char *uri = mani_help_dup_uri ();

  if (uri != NULL)
    mani_compat_open_uri (window, uri);
  else if (window != NULL && MANI_IS_WINDOW (window))
    mani_window_tell (MANI_WINDOW (window), _ ("The manual is not installed"), FALSE);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  mani_compat_show_about (gtk_application_get_active_window (data));
}

/* Each window closes in its own way, and may ask. */
static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  /* One that closes takes its dialogs with it. */
  GList *windows = g_list_copy_deep (gtk_application_get_windows (data),
                                     (GCopyFunc) (void (*) (void)) g_object_ref, NULL);

  for (GList *window = windows; window != NULL; window = window->next)
    gtk_window_close (window->data);
  g_list_free_full (windows, g_object_unref);
}

/* Logging out, or a terminal that is closed: there is no time to ask. */
static gboolean
end_cb (gpointer data)
{
  GList *windows = g_list_copy_deep (gtk_application_get_windows (data),
                                     (GCopyFunc) (void (*) (void)) g_object_ref, NULL);

  for (GList *window = windows; window != NULL; window = window->next)
    if (MANI_IS_WINDOW (window->data))
      mani_window_end (window->data);
  g_list_free_full (windows, g_object_unref);
  g_application_quit (data);

  return G_SOURCE_CONTINUE;
}

static const GActionEntry entries[] = {
  { "new", new_cb },
  { "open-recent", open_recent_cb, "s" },
  { "open-sample", open_sample_cb },
  { "preferences", preferences_cb },
  { "help", help_cb },
  { "about", about_cb },
  { "quit", quit_cb },
};

static void
color_scheme_cb (ManiApplication *self)
{
  static const AdwColorScheme schemes[] = {
    ADW_COLOR_SCHEME_DEFAULT,
    ADW_COLOR_SCHEME_FORCE_LIGHT,
    ADW_COLOR_SCHEME_FORCE_DARK,
  };
  guint scheme = g_settings_get_enum (self->settings, "color-scheme");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[MIN (scheme, G_N_ELEMENTS (schemes) - 1)]);
}

static void
label_language_cb (ManiApplication *self)
{
  g_autofree char *language = g_settings_get_string (self->settings, "label-language");

  mani_label_set_choose_language (language);
}

static void
update_keys (ManiApplication *self)
{
  for (guint i = 0; mani_command_get (i) != NULL; i++)
    {
      const ManiCommand *command = mani_command_get (i);
      g_auto (GStrv) keys = mani_keymap_dup_keys (mani_keymap_get_default (), command);

      if (g_str_has_prefix (command->action, "app."))
        gtk_application_set_accels_for_action (GTK_APPLICATION (self), command->action,
                                               (const char *const *) keys);
    }
}

static void
mani_application_startup (GApplication *application)
{
  ManiApplication *self = MANI_APPLICATION (application);

  G_APPLICATION_CLASS (mani_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (MANI_APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (self->signals); i++)
    {
      static const int signals[] = { SIGTERM, SIGINT, SIGHUP };

      self->signals[i] = g_unix_signal_add (signals[i], end_cb, self);
    }
  g_signal_connect_object (mani_keymap_get_default (), "changed", G_CALLBACK (update_keys), self,
                           G_CONNECT_SWAPPED);
  update_keys (self);

  self->settings = g_settings_new (MANI_APPLICATION_ID);
  g_signal_connect_object (self->settings, "changed::color-scheme", G_CALLBACK (color_scheme_cb),
                           self, G_CONNECT_SWAPPED);
  color_scheme_cb (self);
  g_signal_connect_object (self->settings, "changed::label-language",
                           G_CALLBACK (label_language_cb), self, G_CONNECT_SWAPPED);
  label_language_cb (self);
}

static void
mani_application_dispose (GObject *object)
{
  ManiApplication *self = MANI_APPLICATION (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->signals); i++)
    g_clear_handle_id (&self->signals[i], g_source_remove);
  g_clear_weak_pointer (&self->preferences);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);
  g_clear_pointer (&self->openings, g_ptr_array_unref);

  G_OBJECT_CLASS (mani_application_parent_class)->dispose (object);
}

static void
mani_application_class_init (ManiApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mani_application_dispose;
  application_class->activate = mani_application_activate;
  application_class->open = mani_application_open;
  application_class->startup = mani_application_startup;
}

static void
mani_application_init (ManiApplication *self)
{
  self->session = mani_session_new ();
  self->openings = g_ptr_array_new ();
}

ManiApplication *
mani_application_new (void)
{
  return g_object_new (MANI_TYPE_APPLICATION, "application-id", MANI_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/org/manicule/Manicule",
                       NULL);
}

ManiSession *
mani_application_get_session (ManiApplication *self)
{
  return self->session;
}
