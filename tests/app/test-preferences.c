/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Preferences: rows and settings follow each other, and every window follows the settings at once.
 */

#include "mani-preferences.h"

#include "app-fixture.h"
#include "mani-config.h"
#include "mani-window.h"

#include <adwaita.h>

typedef struct
{
  GSettings *settings;
  ManiEditor *editors[2];
  GtkWidget *windows[2];
  GtkWidget *views[2];
  GtkWidget *preferences;
} Fixture;

static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);

  return found;
}

static GObject *
row (Fixture *fixture, const char *id)
{
  GObject *object = gtk_widget_get_template_child (fixture->preferences, MANI_TYPE_PREFERENCES, id);

  g_assert_nonnull (object);
  return object;
}

static void
start (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;

  fixture->settings = g_settings_new (MANI_APPLICATION_ID);
  g_object_get (fixture->settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i] != NULL; i++)
    g_settings_reset (fixture->settings, keys[i]);
  for (guint i = 0; i < 2; i++)
    {
      fixture->editors[i] = fixture_editor ();
      fixture->windows[i] =
          GTK_WIDGET (mani_window_new (fixture_application (), fixture->editors[i]));
      fixture->views[i] = find (fixture->windows[i], MANI_TYPE_ARTICLE_VIEW);
    }
  fixture->preferences = mani_preferences_new ();
  gtk_window_present (GTK_WINDOW (fixture->preferences));
}

static void
end (Fixture *fixture, gconstpointer data)
{
  fixture_close (fixture->preferences);
  for (guint i = 0; i < 2; i++)
    {
      fixture_close (fixture->windows[i]);
      g_assert_finalize_object (fixture->editors[i]);
    }
  g_clear_object (&fixture->settings);
}

static void
assert_double (Fixture *fixture, const char *property, double expected)
{
  for (guint i = 0; i < 2; i++)
    {
      double value;

      g_object_get (fixture->views[i], property, &value, NULL);
      g_assert_cmpfloat_with_epsilon (value, expected, 0.001);
    }
}

static void
test_reading (Fixture *fixture, gconstpointer data)
{
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (row (fixture, "text_size")), 200);
  g_assert_cmpfloat (g_settings_get_double (fixture->settings, "text-size"), ==, 2);
  assert_double (fixture, "size", 26);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (row (fixture, "line_spacing")), 2);
  assert_double (fixture, "line-height", 2);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (row (fixture, "measure")), 80);
  for (guint i = 0; i < 2; i++)
    {
      guint measure;

      g_object_get (fixture->views[i], "measure", &measure, NULL);
      g_assert_cmpuint (measure, ==, 80);
    }

  /* And the other way. */
  g_settings_set_double (fixture->settings, "text-size", 0.5);
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (row (fixture, "text_size"))), ==,
                     50);
}

static void
test_face (Fixture *fixture, gconstpointer data)
{
  GtkDropDown *drop_down = GTK_DROP_DOWN (row (fixture, "face"));
  g_autofree char *chosen = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (drop_down)), >, 1);
  gtk_drop_down_set_selected (drop_down, 1);
  chosen = g_settings_get_string (fixture->settings, "face");
  g_assert_cmpstr (chosen, ==,
                   gtk_string_object_get_string (gtk_drop_down_get_selected_item (drop_down)));
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *face = NULL;

      g_object_get (fixture->views[i], "face", &face, NULL);
      g_assert_cmpstr (face, ==, chosen);
    }
  gtk_drop_down_set_selected (drop_down, 0);
  g_assert_cmpstr (g_settings_get_string (fixture->settings, "face"), ==, "");
}

/* A face from another machine is not forgotten by looking at the preferences. */
static void
test_face_that_is_not_here (Fixture *fixture, gconstpointer data)
{
  GtkWidget *preferences;
  g_autofree char *face = NULL;

  g_settings_set_string (fixture->settings, "face", "No Such Face");
  preferences = mani_preferences_new ();
  face = g_settings_get_string (fixture->settings, "face");
  g_assert_cmpstr (face, ==, "No Such Face");
  fixture_close (preferences);
}

static void
test_style (Fixture *fixture, gconstpointer data)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  adw_combo_row_set_selected (ADW_COMBO_ROW (row (fixture, "color_scheme")), 2);
  g_assert_cmpint (adw_style_manager_get_color_scheme (manager), ==, ADW_COLOR_SCHEME_FORCE_DARK);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row (fixture, "color_scheme")), 0);
  g_assert_cmpint (adw_style_manager_get_color_scheme (manager), ==, ADW_COLOR_SCHEME_DEFAULT);
}

static void
test_marking (Fixture *fixture, gconstpointer data)
{
  gtk_switch_set_active (GTK_SWITCH (row (fixture, "snap_to_words")), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (row (fixture, "creator")), "Ilse");
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *creator = NULL;
      gboolean snaps;

      g_object_get (fixture->editors[i], "creator", &creator, "snap-to-words", &snaps, NULL);
      g_assert_cmpstr (creator, ==, "Ilse");
      g_assert_false (snaps);
    }
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row (fixture, "label_language"))),
                    ==, 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row (fixture, "label_language")), 1);
  g_assert_cmpstr (g_settings_get_string (fixture->settings, "label-language"), ==, "en");
}

static void
test_saving (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gboolean autosave;
    double seconds;
    guint delay;
  } cases[] = { { TRUE, 7, 7 }, { FALSE, 7, 0 }, { TRUE, 60, 60 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gtk_switch_set_active (GTK_SWITCH (row (fixture, "autosave")), cases[i].autosave);
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (row (fixture, "autosave_delay")),
                                 cases[i].seconds);
      for (guint j = 0; j < 2; j++)
        {
          guint delay;

          g_object_get (fixture->editors[j], "autosave-delay", &delay, NULL);
          g_assert_cmpuint (delay, ==, cases[i].delay);
        }
    }
}

static void
test_zoom (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *action;
    double size;
  } cases[] = {
    { "win.zoom-in", 1.1 },   { "win.zoom-in", 1.25 }, { "win.zoom-out", 1.1 },
    { "win.zoom-normal", 1 }, { "win.zoom-out", 0.9 }, { "win.zoom-in", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (gtk_widget_activate_action (fixture->windows[i % 2], cases[i].action, NULL));
      g_assert_cmpfloat_with_epsilon (g_settings_get_double (fixture->settings, "text-size"),
                                      cases[i].size, 0.001);
      assert_double (fixture, "size", 13 * cases[i].size);
    }

  /* Between two steps, to the next; and no further than the last. */
  g_settings_set_double (fixture->settings, "text-size", 1.3);
  gtk_widget_activate_action (fixture->windows[0], "win.zoom-in", NULL);
  g_assert_cmpfloat (g_settings_get_double (fixture->settings, "text-size"), ==, 1.5);
  for (guint i = 0; i < 20; i++)
    gtk_widget_activate_action (fixture->windows[0], "win.zoom-in", NULL);
  g_assert_cmpfloat (g_settings_get_double (fixture->settings, "text-size"), ==, 3);
  for (guint i = 0; i < 20; i++)
    gtk_widget_activate_action (fixture->windows[0], "win.zoom-out", NULL);
  g_assert_cmpfloat (g_settings_get_double (fixture->settings, "text-size"), ==, 0.5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, func) g_test_add ("/app/preferences/" name, Fixture, NULL, start, func, end)
  ADD ("reading", test_reading);
  ADD ("face", test_face);
  ADD ("face-that-is-not-here", test_face_that_is_not_here);
  ADD ("style", test_style);
  ADD ("marking", test_marking);
  ADD ("saving", test_saving);
  ADD ("zoom-goes-by-steps", test_zoom);
#undef ADD

  return g_test_run ();
}
