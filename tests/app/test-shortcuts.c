/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the window of shortcuts says is what keys do: each key listed does something, and each verb
 * that has a key is listed. */

#include "app-fixture.h"
#include "mani-article-keys.h"
#include "mani-window.h"

/* GTK's own: a primary menu button, and the window of shortcuts itself. */
static const char *const of_gtk[] = { "F10", "<Control>question" };
/* Stands for all label keys. */
#define LABEL_KEY "1"

static char *
normalize (const char *accelerator)
{
  guint keyval;
  GdkModifierType state;

  g_assert_true (gtk_accelerator_parse (accelerator, &keyval, &state));
  return gtk_accelerator_name (keyval, state);
}

static void
collect_listed (GtkWidget *widget, GHashTable *listed)
{
  g_autofree char *accelerators = NULL;

  /* Outside the groups stand the copies that are searched. */
  if (GTK_IS_SHORTCUTS_SHORTCUT (widget) &&
      gtk_widget_get_ancestor (widget, GTK_TYPE_SHORTCUTS_GROUP) != NULL)
    {
      g_auto (GStrv) each = NULL;

      g_object_get (widget, "accelerator", &accelerators, NULL);
      each = g_strsplit (accelerators, " ", -1);
      for (guint i = 0; each[i] != NULL; i++)
        if (!g_hash_table_add (listed, normalize (each[i])))
          g_test_fail_printf ("%s is listed twice", each[i]);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_listed (child, listed);
}

static GHashTable *
list_shortcuts (void)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/org/manicule/Manicule/gtk/help-overlay.ui");
  GtkWidget *overlay = GTK_WIDGET (gtk_builder_get_object (builder, "help_overlay"));
  GHashTable *listed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  collect_listed (overlay, listed);
  gtk_window_destroy (GTK_WINDOW (overlay));
  g_assert_cmpuint (g_hash_table_size (listed), >, 20);

  return listed;
}

/* Action -> whether one of its keys is listed; each key is taken from @left. */
static void
note (GHashTable *actions,
      GHashTable *listed,
      GHashTable *left,
      const char *key,
      const char *action)
{
  gboolean is_listed = g_hash_table_contains (listed, key);

  g_hash_table_remove (left, key);
  g_hash_table_insert (
      actions, g_strdup (action),
      GINT_TO_POINTER (is_listed || g_hash_table_lookup (actions, action) != NULL));
}

static void
note_window (ManiWindow *window, GHashTable *actions, GHashTable *listed, GHashTable *left)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (window));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutAction *action = gtk_shortcut_get_action (shortcut);
          g_autofree char *trigger =
              gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));
          g_autofree char *key = NULL;
          const char *name;

          if (!GTK_IS_NAMED_ACTION (action))
            continue;
          name = gtk_named_action_get_action_name (GTK_NAMED_ACTION (action));
          if (!g_str_has_prefix (name, "win."))
            continue;
          g_assert_true (g_action_group_has_action (G_ACTION_GROUP (window), name + 4));
          key = normalize (trigger);
          note (actions, listed, left, key, name);
        }
    }
}

static void
note_application (ManiApplication *application,
                  GHashTable *actions,
                  GHashTable *listed,
                  GHashTable *left)
{
  g_auto (GStrv) names = gtk_application_list_action_descriptions (GTK_APPLICATION (application));

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_auto (GStrv) keys =
          gtk_application_get_accels_for_action (GTK_APPLICATION (application), names[i]);

      for (guint j = 0; keys[j] != NULL; j++)
        {
          g_autofree char *key = normalize (keys[j]);

          note (actions, listed, left, key, names[i]);
        }
    }
}

static void
activated_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char **last = data;

  *last = g_action_get_name (G_ACTION (action));
}

static ManiEditor *
get_editor (gpointer data)
{
  return data;
}

/* The single keys of the view, asked one by one: whatever a keyboard has. */
static void
note_view (ManiWindow *window,
           ManiEditor *editor,
           GHashTable *actions,
           GHashTable *listed,
           GHashTable *left)
{
  static const guint more[] = { GDK_KEY_Tab,      GDK_KEY_Return,       GDK_KEY_Delete,
                                GDK_KEY_Escape,   GDK_KEY_ISO_Left_Tab, GDK_KEY_BackSpace,
                                GDK_KEY_KP_Enter, GDK_KEY_KP_Delete };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_auto (GStrv) names = g_action_group_list_actions (G_ACTION_GROUP (window));
  g_autoptr (GtkWidget) widget = g_object_ref_sink (gtk_button_new ());
  GtkEventController *controller = mani_article_keys_new (get_editor, editor);
  const char *last = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (
          names[i], g_action_group_get_action_parameter_type (G_ACTION_GROUP (window), names[i]));

      g_signal_connect (action, "activate", G_CALLBACK (activated_cb), &last);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_widget_insert_action_group (widget, "win", G_ACTION_GROUP (group));
  gtk_widget_add_controller (widget, controller);

  for (guint i = 0; i < ('~' - ' ' + G_N_ELEMENTS (more)) * 2; i++)
    {
      guint j = i / 2;
      guint keyval = j < '~' - ' ' ? '!' + j : more[j - ('~' - ' ')];
      GdkModifierType state = i % 2 == 1 ? GDK_SHIFT_MASK : 0;
      gboolean is_used = FALSE;
      g_autofree char *key = NULL;
      g_autofree char *action = NULL;

      last = NULL;
      g_signal_emit_by_name (controller, "key-pressed", keyval, 0, state, &is_used);
      g_assert_cmpint (is_used, ==, last != NULL);
      if (last == NULL)
        continue;
      key = gtk_accelerator_name (keyval == GDK_KEY_ISO_Left_Tab ? GDK_KEY_Tab : keyval, state);
      action = g_strconcat ("win.", last, NULL);
      note (actions, listed, left, key, action);
    }
}

static void
test_complete (void)
{
  ManiApplication *application = fixture_application ();
  ManiEditor *editor = fixture_editor ();
  ManiWindow *window = mani_window_new (application, editor);
  g_autoptr (GHashTable) listed = list_shortcuts ();
  g_autoptr (GHashTable) left = list_shortcuts ();
  g_autoptr (GHashTable) actions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer key;
  gpointer is_listed;

  note_window (window, actions, listed, left);
  note_application (application, actions, listed, left);
  note_view (window, editor, actions, listed, left);
  for (guint i = 0; i < G_N_ELEMENTS (of_gtk); i++)
    {
      g_autofree char *name = normalize (of_gtk[i]);

      g_hash_table_remove (left, name);
    }

  g_assert_true (g_hash_table_contains (listed, LABEL_KEY));
  g_assert_nonnull (g_hash_table_lookup (actions, "win.press-label"));
  g_assert_nonnull (g_hash_table_lookup (actions, "win.save"));
  g_assert_nonnull (g_hash_table_lookup (actions, "app.quit"));

  g_hash_table_iter_init (&iter, left);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_test_fail_printf ("%s is listed and does nothing", (const char *) key);
  g_hash_table_iter_init (&iter, actions);
  while (g_hash_table_iter_next (&iter, &key, &is_listed))
    if (is_listed == NULL)
      g_test_fail_printf ("%s has a key and is not listed", (const char *) key);

  fixture_close (GTK_WIDGET (window));
  g_assert_finalize_object (editor);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/app/shortcuts/listed-is-what-there-is", test_complete);

  return g_test_run ();
}
