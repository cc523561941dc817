/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The keymap: what is listed is what there is; keys that are changed, taken, given back. */

#include "mani-keymap.h"

#include "app-fixture.h"
#include "mani-article-keys.h"
#include "mani-articles-panel.h"
#include "mani-config.h"
#include "mani-error.h"
#include "mani-key-dialog.h"
#include "mani-labels-dialog.h"
#include "mani-shortcuts.h"
#include "mani-window.h"

#include <string.h>

static void
reset (void)
{
  mani_keymap_reset_all (mani_keymap_get_default ());
}

static const ManiCommand *
command (const char *action)
{
  const ManiCommand *found = mani_command_find (action);

  g_assert_nonnull (found);
  return found;
}

static void
assert_keys (const char *action, const char *expected)
{
  g_auto (GStrv) keys = mani_keymap_dup_keys (mani_keymap_get_default (), command (action));
  g_autofree char *joined = g_strjoinv (" ", keys);

  g_assert_cmpstr (joined, ==, expected);
}

/* What takes a parameter belongs to a place, not to a key; a label’s key gives it. */
static void
check_group (GActionGroup *group, const char *prefix)
{
  g_auto (GStrv) names = g_action_group_list_actions (group);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *action = g_strconcat (prefix, names[i], NULL);

      if (g_action_group_get_action_parameter_type (group, names[i]) == NULL &&
          mani_command_find (action) == NULL)
        g_test_fail_printf ("%s stands in no row of mani-keymap-table.c", action);
    }
}

static gboolean
has_class_action (GType type, const char *action)
{
  g_autoptr (GTypeClass) class = g_type_class_ref (type);
  const GVariantType *parameter;
  const char *property;
  const char *name;
  GType owner;

  for (guint i = 0; gtk_widget_class_query_action (GTK_WIDGET_CLASS (class), i, &owner, &name,
                                                   &parameter, &property);
       i++)
    if (strcmp (name, action) == 0)
      return TRUE;

  return FALSE;
}

static void
test_listed_is_what_there_is (void)
{
  ManiApplication *application = fixture_application ();
  ManiEditor *editor = fixture_editor ();
  ManiWindow *window = mani_window_new (application, editor);
  const ManiCommand *each;

  check_group (G_ACTION_GROUP (window), "win.");
  check_group (G_ACTION_GROUP (application), "app.");
  for (guint i = 0; (each = mani_command_get (i)) != NULL; i++)
    {
      const char *name = strchr (each->action, '.') + 1;

      g_assert_true (mani_command_find (each->action) == each);
      /* GTK's own. */
      if (strcmp (each->action, "win.show-main-menu") == 0)
        continue;
      if (g_str_has_prefix (each->action, "labels."))
        {
          if (!has_class_action (MANI_TYPE_LABELS_DIALOG, each->action))
            g_test_fail_printf ("there is no action %s", each->action);
          continue;
        }
      if (g_str_has_prefix (each->action, "articles."))
        {
          if (!has_class_action (MANI_TYPE_ARTICLES_PANEL, each->action))
            g_test_fail_printf ("there is no action %s", each->action);
          continue;
        }
      if (!g_action_group_has_action (g_str_has_prefix (each->action, "win.")
                                          ? G_ACTION_GROUP (window)
                                          : G_ACTION_GROUP (application),
                                      name))
        g_test_fail_printf ("there is no action %s", each->action);
    }

  fixture_close (GTK_WIDGET (window));
  g_assert_finalize_object (editor);
}

static void
test_usual_keys_differ_and_may_be (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const ManiCommand *each;

  for (guint i = 0; (each = mani_command_get (i)) != NULL; i++)
    {
      g_auto (GStrv) keys = mani_keymap_dup_keys (mani_keymap_get_default (), each);
      gboolean is_of_list =
          !g_str_has_prefix (each->action, "win.") && !g_str_has_prefix (each->action, "app.");

      for (guint j = 0; keys[j] != NULL; j++)
        {
          g_autoptr (GError) error = NULL;

          if ((each->flags & MANI_COMMAND_FIXED) == 0)
            mani_command_check_key (each, keys[j], &error);
          g_assert_no_error (error);
          /* Each list has keys of its own. */
          g_assert_true (g_hash_table_add (
              seen, g_strdup_printf ("%u %s", is_of_list ? each->group : 0, keys[j])));
        }
    }
  g_assert_cmpuint (g_hash_table_size (seen), >, 30);
}

static void
changed_cb (guint *n)
{
  (*n)++;
}

static void
test_change (void)
{
  ManiKeymap *keymap = mani_keymap_get_default ();
  g_autoptr (GSettings) settings = g_settings_new (MANI_APPLICATION_ID);
  g_autofree char *label = NULL;
  guint n = 0;
  gulong handler = g_signal_connect_swapped (keymap, "changed", G_CALLBACK (changed_cb), &n);

  assert_keys ("win.find-next", "F3 <Control>g");
  g_assert_false (mani_keymap_is_changed (keymap, command ("win.find-next")));

  /* A key that nobody has. */
  mani_keymap_set_key (keymap, command ("win.find-next"), "F4");
  assert_keys ("win.find-next", "F4");
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (mani_keymap_is_changed (keymap, command ("win.find-next")));
  label = mani_keymap_dup_label (keymap, command ("win.find-next"));
  g_assert_cmpstr (label, ==, "F4");
  g_assert_true (mani_keymap_find (keymap, "F4") == command ("win.find-next"));
  g_assert_null (mani_keymap_find (keymap, "F3"));

  /* One that another has: that one keeps its others. */
  mani_keymap_set_key (keymap, command ("win.save"), "<Control>y");
  assert_keys ("win.save", "<Control>y");
  assert_keys ("win.redo", "<Shift><Control>z");

  /* None. */
  mani_keymap_set_key (keymap, command ("win.open"), NULL);
  assert_keys ("win.open", "");
  g_assert_null (mani_keymap_dup_label (keymap, command ("win.open")));

  /* Back, with the key that was taken. */
  mani_keymap_reset (keymap, command ("win.redo"));
  assert_keys ("win.redo", "<Shift><Control>z <Control>y");
  assert_keys ("win.save", "");
  mani_keymap_reset_all (keymap);
  assert_keys ("win.save", "<Control>s");
  assert_keys ("win.open", "<Control>o");
  g_assert_false (mani_keymap_is_any_changed (keymap));

  /* By another process; what is not known is left alone. */
  n = 0;
  g_settings_set (settings, "keys", "a{ss}", NULL);
  g_settings_set_value (
      settings, "keys",
      g_variant_new_parsed ("{'win.save': '<Control>j nonsense', 'win.x': 'F5'}"));
  assert_keys ("win.save", "<Control>j");
  g_assert_cmpuint (n, >=, 1);
  mani_keymap_set_key (keymap, command ("win.open"), "F7");
  {
    g_autoptr (GVariant) value = g_settings_get_value (settings, "keys");
    const char *stranger = NULL;

    g_assert_true (g_variant_lookup (value, "win.x", "&s", &stranger));
    g_assert_cmpstr (stranger, ==, "F5");
  }

  g_signal_handler_disconnect (keymap, handler);
  reset ();
}

static void
test_hidden_keys_stay (void)
{
  ManiKeymap *keymap = mani_keymap_get_default ();
  g_autofree char *label = NULL;

  /* The keypad's plus goes; the others remain, and what is shown too. */
  mani_keymap_set_key (keymap, command ("win.save"), "<Control>KP_Add");
  assert_keys ("win.zoom-in", "<Control>plus <Control>equal");
  label = mani_keymap_dup_label (keymap, command ("win.zoom-in"));
  g_assert_cmpstr (label, ==, "Ctrl++");
  reset ();
  g_free (label);
  label = mani_keymap_dup_label (keymap, command ("win.next-article"));
  g_assert_cmpstr (label, ==, "Ctrl+Page Down");
}

static void
test_names_of_keys (void)
{
  static const struct
  {
    guint keyval;
    guint keycode;
    GdkModifierType state;
    const char *name;
  } cases[] = {
    { GDK_KEY_s, 39, GDK_CONTROL_MASK, "<Control>s" },
    { GDK_KEY_S, 39, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "<Shift><Control>s" },
    { GDK_KEY_S, 39, GDK_CONTROL_MASK | GDK_LOCK_MASK, "<Control>s" },
    { GDK_KEY_question, 61, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "<Control>question" },
    { GDK_KEY_F6, 72, GDK_SHIFT_MASK, "<Shift>F6" },
    { GDK_KEY_ISO_Left_Tab, 23, GDK_SHIFT_MASK, "<Shift>Tab" },
    { GDK_KEY_period, 60, 0, "period" },
    /* Russian and Armenian: by place. */
    { GDK_KEY_Cyrillic_te, 57, 0, "n" },
    { GDK_KEY_Cyrillic_yeru, 39, GDK_CONTROL_MASK, "<Control>s" },
    { GDK_KEY_Armenian_nu, 43, 0, "h" },
    /* By themselves they are no keys. */
    { GDK_KEY_Shift_L, 50, 0, NULL },
    { GDK_KEY_Control_R, 105, GDK_CONTROL_MASK, NULL },
    { GDK_KEY_ISO_Level3_Shift, 108, 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = mani_key_name (cases[i].keyval, cases[i].keycode, cases[i].state);

      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static void
test_keys_that_may_not_be (void)
{
  static const struct
  {
    const char *action;
    const char *key;
    gboolean may;
  } cases[] = {
    { "win.save", "s", FALSE },          { "win.save", "<Shift>s", FALSE },
    { "win.save", "Tab", FALSE },        { "win.save", "<Alt>s", TRUE },
    { "win.save", "F2", TRUE },          { "win.highlight", "k", TRUE },
    { "win.highlight", "7", FALSE },     { "win.highlight", "<Control>7", TRUE },
    { "win.highlight", "Insert", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (mani_command_check_key (command (cases[i].action), cases[i].key, &error), ==,
                       cases[i].may);
      if (!cases[i].may)
        g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);
    }
}

static ManiEditor *
get_editor (gpointer data)
{
  return data;
}

static void
activated_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  *(char **) data = g_strdup (g_action_get_name (G_ACTION (action)));
}

/* What a key in the article does at this moment, or NULL. */
static char *
press (ManiEditor *editor, guint keyval, guint keycode, GdkModifierType state)
{
  static const char *const names[] = { "highlight",           "press-label",
                                       "remove-annotation",   "next-annotation",
                                       "previous-annotation", "inspect" };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GtkWidget) widget = g_object_ref_sink (gtk_button_new ());
  GtkEventController *controller = mani_article_keys_new (get_editor, editor);
  char *last = NULL;
  gboolean is_used = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (
          names[i], g_str_equal (names[i], "press-label") ? G_VARIANT_TYPE_STRING : NULL);

      g_signal_connect (action, "activate", G_CALLBACK (activated_cb), &last);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_widget_insert_action_group (widget, "win", G_ACTION_GROUP (group));
  gtk_widget_add_controller (widget, controller);
  g_signal_emit_by_name (controller, "key-pressed", keyval, keycode, state, &is_used);
  g_assert_cmpint (is_used, ==, last != NULL);

  return last;
}

static void
assert_press (ManiEditor *editor,
              guint keyval,
              guint keycode,
              GdkModifierType state,
              const char *expected)
{
  g_autofree char *action = press (editor, keyval, keycode, state);

  g_assert_cmpstr (action, ==, expected);
}

static void
test_keys_of_the_article (void)
{
  ManiEditor *editor = fixture_editor ();
  ManiKeymap *keymap = mani_keymap_get_default ();

  assert_press (editor, GDK_KEY_h, 43, 0, "highlight");
  assert_press (editor, GDK_KEY_H, 43, GDK_SHIFT_MASK, "highlight");
  assert_press (editor, GDK_KEY_Cyrillic_er, 43, 0, "highlight");
  assert_press (editor, GDK_KEY_h, 43, GDK_CONTROL_MASK, NULL);
  assert_press (editor, GDK_KEY_1, 10, 0, "press-label");
  assert_press (editor, GDK_KEY_KP_Delete, 91, 0, "remove-annotation");
  assert_press (editor, GDK_KEY_ISO_Left_Tab, 23, GDK_SHIFT_MASK, "previous-annotation");
  assert_press (editor, GDK_KEY_Tab, 23, 0, "next-annotation");
  assert_press (editor, GDK_KEY_k, 45, 0, NULL);

  mani_keymap_set_key (keymap, command ("win.highlight"), "k");
  assert_press (editor, GDK_KEY_h, 43, 0, NULL);
  assert_press (editor, GDK_KEY_k, 45, 0, "highlight");
  mani_keymap_set_key (keymap, command ("win.highlight"), "<Control>h");
  assert_press (editor, GDK_KEY_k, 45, 0, NULL);
  assert_press (editor, GDK_KEY_h, 43, GDK_CONTROL_MASK, "highlight");
  assert_press (editor, GDK_KEY_h, 43, 0, NULL);
  mani_keymap_set_key (keymap, command ("win.inspect"), "Insert");
  assert_press (editor, GDK_KEY_Return, 36, 0, NULL);
  assert_press (editor, GDK_KEY_Insert, 118, 0, "inspect");

  reset ();
  assert_press (editor, GDK_KEY_h, 43, 0, "highlight");
  g_assert_finalize_object (editor);
}

/* The action that the window's own keys give for @key, or NULL. */
static const char *
find_shortcut (GtkWidget *window, const char *key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (window);
  const char *found = NULL;

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

          if (GTK_IS_NAMED_ACTION (action) && g_str_equal (trigger, key))
            found = gtk_named_action_get_action_name (GTK_NAMED_ACTION (action));
        }
    }

  return found;
}

static void
test_window_follows (void)
{
  ManiEditor *editor = fixture_editor ();
  GtkApplication *application = GTK_APPLICATION (fixture_application ());
  GtkWidget *window = GTK_WIDGET (mani_window_new (fixture_application (), editor));
  g_auto (GStrv) quit = NULL;

  g_assert_cmpstr (find_shortcut (window, "<Control>s"), ==, "win.save");
  mani_keymap_set_key (mani_keymap_get_default (), command ("win.save"), "F8");
  g_assert_null (find_shortcut (window, "<Control>s"));
  g_assert_cmpstr (find_shortcut (window, "F8"), ==, "win.save");

  mani_keymap_set_key (mani_keymap_get_default (), command ("app.quit"), "<Control>d");
  quit = gtk_application_get_accels_for_action (application, "app.quit");
  g_assert_cmpstrv (quit, ((const char *[]){ "<Control>d", NULL }));

  reset ();
  g_assert_cmpstr (find_shortcut (window, "<Control>s"), ==, "win.save");
  fixture_close (window);
  g_assert_finalize_object (editor);
}

static void
collect (GtkWidget *widget, GHashTable *shown)
{
  if (GTK_IS_SHORTCUTS_SHORTCUT (widget) &&
      gtk_widget_get_ancestor (widget, GTK_TYPE_SHORTCUTS_GROUP) != NULL)
    {
      char *title;
      char *keys;

      g_object_get (widget, "title", &title, "accelerator", &keys, NULL);
      g_hash_table_insert (shown, title, keys);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, shown);
}

static void
test_shortcuts_window (void)
{
  g_autoptr (GHashTable) shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const ManiCommand *each;
  GtkWidget *window;
  guint n = 0;

  mani_keymap_set_key (mani_keymap_get_default (), command ("win.save"), "F8");
  mani_keymap_set_key (mani_keymap_get_default (), command ("win.open"), NULL);
  window = mani_shortcuts_new (NULL);
  collect (window, shown);
  for (guint i = 0; (each = mani_command_get (i)) != NULL; i++)
    {
      g_auto (GStrv) keys = mani_keymap_dup_shown_keys (mani_keymap_get_default (), each);
      g_autofree char *joined = g_strjoinv (" ", keys);

      g_assert_cmpstr (g_hash_table_lookup (shown, mani_command_get_title (each)), ==,
                       keys[0] != NULL ? joined : NULL);
      n += keys[0] != NULL;
    }
  g_assert_cmpuint (g_hash_table_size (shown), ==, n);
  g_assert_cmpstr (g_hash_table_lookup (shown, "Save"), ==, "F8");

  gtk_window_destroy (GTK_WINDOW (window));
  reset ();
}

/* The dialog hears a key, says what stands against it, and sets it. */
static void
test_dialog (void)
{
  static const struct
  {
    const char *action;
    guint keyval;
    guint keycode;
    GdkModifierType state;
    gboolean may_set;
    const char *notice;
  } cases[] = {
    { "win.save", GDK_KEY_F4, 70, 0, TRUE, "" },
    { "win.save", GDK_KEY_s, 39, 0, FALSE,
      "Outside the article a key needs Ctrl or Alt, or is a function key" },
    { "win.save", GDK_KEY_F3, 69, 0, TRUE, "It is the key of “Next hit”, which will have none" },
    { "win.save", GDK_KEY_F10, 76, 0, FALSE, "It is the key of “Main menu”" },
    { "win.highlight", GDK_KEY_7, 16, 0, FALSE, "Digits are the keys of labels" },
    { "win.highlight", GDK_KEY_n, 57, 0, TRUE,
      "It is the key of “Write a note”, which will have none" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *parent = gtk_window_new ();
      GListModel *windows = gtk_window_get_toplevels ();
      GtkWidget *dialog = NULL;
      g_autoptr (GListModel) controllers = NULL;
      GtkLabel *notice;
      GtkWidget *button;

      gtk_window_present (GTK_WINDOW (parent));
      mani_key_dialog_present (GTK_WINDOW (parent), command (cases[i].action));
      for (guint j = 0; j < g_list_model_get_n_items (windows); j++)
        {
          g_autoptr (GtkWidget) window = g_list_model_get_item (windows, j);

          if (MANI_IS_KEY_DIALOG (window))
            dialog = window;
        }
      g_assert_nonnull (dialog);
      controllers = gtk_widget_observe_controllers (dialog);
      for (guint j = 0; j < g_list_model_get_n_items (controllers); j++)
        {
          g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, j);
          gboolean is_used;

          if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
              gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
            g_signal_emit_by_name (controller, "key-pressed", cases[i].keyval, cases[i].keycode,
                                   cases[i].state, &is_used);
        }
      notice = GTK_LABEL (gtk_widget_get_template_child (dialog, MANI_TYPE_KEY_DIALOG, "notice"));
      button =
          GTK_WIDGET (gtk_widget_get_template_child (dialog, MANI_TYPE_KEY_DIALOG, "set_button"));
      g_assert_cmpstr (gtk_label_get_text (notice), ==, cases[i].notice);
      g_assert_cmpint (gtk_widget_get_sensitive (button), ==, cases[i].may_set);
      if (i == 0)
        {
          g_signal_emit_by_name (button, "clicked");
          assert_keys ("win.save", "F4");
        }
      else
        gtk_window_destroy (GTK_WINDOW (dialog));
      fixture_wait (30);
      gtk_window_destroy (GTK_WINDOW (parent));
    }
  reset ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/app/keymap/listed-is-what-there-is", test_listed_is_what_there_is);
  g_test_add_func ("/app/keymap/usual-keys-differ-and-may-be", test_usual_keys_differ_and_may_be);
  g_test_add_func ("/app/keymap/change", test_change);
  g_test_add_func ("/app/keymap/hidden-keys-stay", test_hidden_keys_stay);
  g_test_add_func ("/app/keymap/names-of-keys", test_names_of_keys);
  g_test_add_func ("/app/keymap/keys-that-may-not-be", test_keys_that_may_not_be);
  g_test_add_func ("/app/keymap/keys-of-the-article", test_keys_of_the_article);
  g_test_add_func ("/app/keymap/window-follows", test_window_follows);
  g_test_add_func ("/app/keymap/shortcuts-window", test_shortcuts_window);
  g_test_add_func ("/app/keymap/dialog", test_dialog);

  return g_test_run ();
}
