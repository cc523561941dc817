/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs a fuzz target over the files of its corpus, as an ordinary test: DRIVER CORPUS-FOLDER. */

#include <glib.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t n_bytes);

static void
test_file (gconstpointer path)
{
  g_autofree char *contents = NULL;
  g_autofree uint8_t *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize n_bytes;

  g_file_get_contents (path, &contents, &n_bytes, &error);
  g_assert_no_error (error);

  /* Without the NUL that g_file_get_contents() adds, so that the sanitizer sees a byte read beyond.
   */
  data = g_memdup2 (contents, n_bytes);
  g_assert_cmpint (LLVMFuzzerTestOneInput (data, n_bytes), ==, 0);
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *target = NULL;
  const char *name;

  g_test_init (&argc, &argv, NULL);
  if (argc != 2)
    g_error ("usage: %s CORPUS-FOLDER", argv[0]);

  folder = g_dir_open (argv[1], 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_assert_cmpuint (names->len, >, 0);

  target = g_path_get_basename (argv[1]);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *test_name =
          g_strdup_printf ("/fuzz/%s/%s", target, (char *) g_ptr_array_index (names, i));

      g_test_add_data_func_full (test_name,
                                 g_build_filename (argv[1], g_ptr_array_index (names, i), NULL),
                                 test_file, g_free);
    }

  return g_test_run ();
}
