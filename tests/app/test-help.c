/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The manual, in each language, is well-formed, its links lead somewhere, it needs nothing else,
 * and the actions that it names are those of the program; so are the keys of the original. */

#include "mani-help.h"

#include "mani-keymap.h"

#include <string.h>

typedef struct
{
  GHashTable *ids;
  GHashTable *links;
  GHashTable *actions; /* those that a key is said of */
  char *action;        /* of the element that is open */
  gboolean is_key;
  gboolean is_original;
} Page;

static char *
get_path (void)
{
  return g_build_filename (g_getenv ("G_TEST_SRCDIR"), "..", "data", "help", NULL);
}

static void
start_cb (GMarkupParseContext *context,
          const char *element,
          const char **names,
          const char **values,
          gpointer data,
          GError **error)
{
  Page *page = data;

  for (guint i = 0; names[i] != NULL; i++)
    {
      if (g_str_equal (names[i], "id") && !g_hash_table_add (page->ids, g_strdup (values[i])))
        g_test_fail_printf ("the id %s is there twice", values[i]);
      if (g_str_equal (names[i], "href"))
        g_hash_table_add (page->links, g_strdup (values[i]));
      /* Nothing from elsewhere. */
      g_assert_cmpstr (names[i], !=, "src");
      if (g_str_equal (names[i], "data-action"))
        {
          g_clear_pointer (&page->action, g_free);
          page->action = g_strdup (values[i]);
          page->is_key = g_str_equal (element, "kbd");
          if (mani_command_find (values[i]) == NULL)
            g_test_fail_printf ("there is no action %s", values[i]);
        }
    }
  g_assert_cmpstr (element, !=, "link");
  g_assert_cmpstr (element, !=, "script");
}

/* As a person reads it. */
static char *
dup_label (const char *key)
{
  guint keyval;
  GdkModifierType state;

  g_assert_true (gtk_accelerator_parse (key, &keyval, &state));
  return g_strdelimit (gtk_accelerator_get_label (keyval, state), "_", ' ');
}

static void
text_cb (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer data,
         GError **error)
{
  Page *page = data;
  g_autofree char *shown = g_strndup (text, length);
  const ManiCommand *command;
  gboolean is_right = FALSE;

  if (page->action == NULL)
    return;
  command = mani_command_find (page->action);
  /* In other languages, keys have the names that they have there. */
  if (page->is_key && page->is_original && command != NULL)
    {
      g_auto (GStrv) keys = mani_keymap_dup_shown_keys (mani_keymap_get_default (), command);

      for (guint i = 0; keys[i] != NULL; i++)
        {
          g_autofree char *label = dup_label (keys[i]);

          is_right = is_right || g_str_equal (label, shown);
        }
      if (!is_right)
        g_test_fail_printf ("%s is no key of %s", shown, page->action);
      g_hash_table_add (page->actions, g_strdup (page->action));
    }
  g_clear_pointer (&page->action, g_free);
}

static void
test_manual (gconstpointer data)
{
  static const GMarkupParser parser = { start_cb, NULL, text_cb, NULL, NULL };
  const char *language = data;
  Page page = {
    .ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .actions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .is_original = g_str_equal (language, "C"),
  };
  g_autofree char *folder = get_path ();
  g_autofree char *path = g_build_filename (folder, language, "manicule", "index.html", NULL);
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &page, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const ManiCommand *command;
  GHashTableIter iter;
  gpointer link;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  g_markup_parse_context_parse (context, text, length, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (g_hash_table_size (page.ids), >=, 10);
  g_assert_cmpuint (g_hash_table_size (page.links), ==, g_hash_table_size (page.ids));
  g_hash_table_iter_init (&iter, page.links);
  while (g_hash_table_iter_next (&iter, &link, NULL))
    if (*(char *) link != '#' || !g_hash_table_contains (page.ids, (char *) link + 1))
      g_test_fail_printf ("%s leads nowhere", (char *) link);

  /* A new key need not bring its translations along; tests/house sees what they lack. */
  for (guint i = 0; page.is_original && (command = mani_command_get (i)) != NULL; i++)
    {
      g_auto (GStrv) keys = mani_keymap_dup_shown_keys (mani_keymap_get_default (), command);

      if (keys[0] != NULL && !g_hash_table_contains (page.actions, command->action))
        g_test_fail_printf ("the manual does not name the key of %s", command->action);
    }

  g_free (page.action);
  g_hash_table_unref (page.ids);
  g_hash_table_unref (page.links);
  g_hash_table_unref (page.actions);
}

static void
test_found (void)
{
  g_autofree char *folder = get_path ();
  g_autofree char *uri = NULL;
  g_autofree char *german = NULL;
  g_autofree char *english = NULL;

  g_setenv ("MANI_HELP_DIR", folder, TRUE);
  uri = mani_help_dup_uri ();
  g_assert_nonnull (uri);
  g_assert_true (g_str_has_suffix (uri, "/data/help/C/manicule/index.html"));
  g_setenv ("LANGUAGE", "de_AT:fr", TRUE);
  german = mani_help_dup_uri ();
  g_assert_nonnull (german);
  g_assert_true (g_str_has_suffix (german, "/data/help/de/manicule/index.html"));
  g_setenv ("LANGUAGE", "xx", TRUE);
  english = mani_help_dup_uri ();
  g_assert_nonnull (english);
  g_assert_true (g_str_has_suffix (english, "/data/help/C/manicule/index.html"));
  g_unsetenv ("LANGUAGE");
  g_setenv ("MANI_HELP_DIR", "/nowhere", TRUE);
  g_assert_null (mani_help_dup_uri ());
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  const char *language;

  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  folder = get_path ();
  dir = g_dir_open (folder, 0, &error);
  g_assert_no_error (error);
  while ((language = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *name = g_strdup_printf ("/app/help/%s/manual-is-true", language);

      g_test_add_data_func_full (name, g_strdup (language), test_manual, g_free);
    }
  g_test_add_func ("/app/help/found", test_found);

  return g_test_run ();
}
