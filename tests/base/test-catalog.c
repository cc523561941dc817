/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Catalogues as msgfmt writes them; damaged ones give nothing and do no harm. */

#include "mani-catalog.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *const messages[][2] = {
  { "", "Content-Type: text/plain; charset=UTF-8\n" },
  { "Claim", "Behauptung" },
  { "Place", "Ort" },
  { "this language\004English", "Deutsch" },
};

static void
put_word (GByteArray *bytes, guint32 word, gboolean is_big)
{
  word = is_big ? GUINT32_TO_BE (word) : GUINT32_TO_LE (word);
  g_byte_array_append (bytes, (const guint8 *) &word, 4);
}

/* By the GNU gettext manual: header, table of messages, table of translations, strings. */
static GByteArray *
new_catalog (gboolean is_big)
{
  GByteArray *bytes = g_byte_array_new ();
  guint32 n = G_N_ELEMENTS (messages);
  guint32 offset = 28 + n * 16;

  put_word (bytes, 0x950412de, is_big);
  put_word (bytes, 0, is_big);
  put_word (bytes, n, is_big);
  put_word (bytes, 28, is_big);
  put_word (bytes, 28 + n * 8, is_big);
  put_word (bytes, 0, is_big);
  put_word (bytes, 0, is_big);
  for (guint column = 0; column < 2; column++)
    for (guint i = 0; i < n; i++)
      {
        put_word (bytes, strlen (messages[i][column]), is_big);
        put_word (bytes, offset, is_big);
        offset += strlen (messages[i][column]) + 1;
      }
  for (guint column = 0; column < 2; column++)
    for (guint i = 0; i < n; i++)
      g_byte_array_append (bytes, (const guint8 *) messages[i][column],
                           strlen (messages[i][column]) + 1);

  return bytes;
}

typedef struct
{
  char *folder;
} Fixture;

static void
write_catalog (Fixture *fixture, const char *language, const guint8 *bytes, gsize n)
{
  g_autofree char *folder = g_build_filename (fixture->folder, language, "LC_MESSAGES", NULL);
  g_autofree char *path = g_build_filename (folder, "test.mo", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, (const char *) bytes, n, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("mani-catalog-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  static const char *const languages[] = { "de", "hy" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *language = g_build_filename (fixture->folder, languages[i], NULL);
      g_autofree char *folder = g_build_filename (language, "LC_MESSAGES", NULL);
      g_autofree char *path = g_build_filename (folder, "test.mo", NULL);

      g_remove (path);
      g_remove (folder);
      g_remove (language);
    }
  g_assert_cmpint (g_remove (fixture->folder), ==, 0);
  g_free (fixture->folder);
}

static void
test_lookup (Fixture *fixture, gconstpointer is_big)
{
  g_autoptr (GByteArray) bytes = new_catalog (GPOINTER_TO_INT (is_big));
  g_autoptr (ManiCatalog) catalog = NULL;

  write_catalog (fixture, "de", bytes->data, bytes->len);
  catalog = mani_catalog_open (fixture->folder, "de", "test");
  g_assert_nonnull (catalog);
  g_assert_cmpstr (mani_catalog_lookup (catalog, NULL, "Claim"), ==, "Behauptung");
  g_assert_cmpstr (mani_catalog_lookup (catalog, NULL, "Place"), ==, "Ort");
  g_assert_cmpstr (mani_catalog_lookup (catalog, "this language", "English"), ==, "Deutsch");
  /* What is not there stays as it is. */
  g_assert_cmpstr (mani_catalog_lookup (catalog, NULL, "English"), ==, "English");
  g_assert_cmpstr (mani_catalog_lookup (catalog, NULL, "Person"), ==, "Person");
  g_assert_cmpstr (mani_catalog_lookup (catalog, "other", "Place"), ==, "Place");
}

static void
test_languages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = new_catalog (FALSE);
  g_auto (GStrv) languages = NULL;

  write_catalog (fixture, "hy", bytes->data, bytes->len);
  write_catalog (fixture, "de", bytes->data, bytes->len);
  languages = mani_catalog_list_languages (fixture->folder, "test");
  g_assert_cmpstrv (languages, ((const char *[]){ "de", "hy", NULL }));
  g_assert_null (mani_catalog_open (fixture->folder, "fr", "test"));
  g_assert_null (mani_catalog_open (fixture->folder, "de", "other"));
}

/* Every beginning of the file, and every byte of its tables turned over. */
static void
test_damage (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) bytes = new_catalog (FALSE);
  gsize tables = 28 + G_N_ELEMENTS (messages) * 16;

  for (gsize i = 0; i < bytes->len + tables; i++)
    {
      g_autoptr (ManiCatalog) catalog = NULL;
      g_autoptr (GByteArray) damaged = g_byte_array_new ();

      g_byte_array_append (damaged, bytes->data, i < bytes->len ? i : bytes->len);
      if (i >= bytes->len)
        damaged->data[i - bytes->len] ^= 0xff;
      write_catalog (fixture, "de", damaged->data, damaged->len);
      catalog = mani_catalog_open (fixture->folder, "de", "test");
      if (catalog == NULL)
        continue;
      for (guint j = 0; j < G_N_ELEMENTS (messages); j++)
        g_assert_nonnull (mani_catalog_lookup (catalog, NULL, messages[j][0]));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/base/catalog/messages-are-found", Fixture, GINT_TO_POINTER (FALSE), set_up,
              test_lookup, tear_down);
  g_test_add ("/base/catalog/either-byte-order", Fixture, GINT_TO_POINTER (TRUE), set_up,
              test_lookup, tear_down);
  g_test_add ("/base/catalog/languages-are-listed", Fixture, NULL, set_up, test_languages,
              tear_down);
  g_test_add ("/base/catalog/damage-does-no-harm", Fixture, NULL, set_up, test_damage, tear_down);

  return g_test_run ();
}
