/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Formats and files together. */

#include "mani-transfer.h"

#include "place-fixture.h"

#include <stdio.h>

static ManiExport *
make_export (Place *place, gboolean in_folder)
{
  g_autoptr (ManiSnapshot) snapshot = mani_project_snapshot (place->project);
  ManiExportScope scope = { .in_folder = in_folder };

  return mani_export_new (snapshot, &scope);
}

static void
assert_files (Place *place, const char *expected)
{
  g_autofree char *files = mani_test_folder_list (place->folder);

  g_assert_cmpstr (files, ==, expected);
}

static void
test_one_file (Place *place, gconstpointer data)
{
  g_autoptr (ManiExport) what = make_export (place, FALSE);
  g_autofree char *path = mani_test_folder_write (place->folder, "a.csv", "mine");
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (mani_transfer_export (&mani_format_csv, what, path, FALSE, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_CONFLICT);
  g_clear_error (&error);
  bytes = mani_test_folder_read (path);
  g_assert_cmpstr (bytes, ==, "mine");

  g_assert_true (mani_transfer_export (&mani_format_csv, what, path, TRUE, &error));
  g_assert_no_error (error);
  g_free (bytes);
  bytes = mani_test_folder_read (path);
  g_assert_nonnull (strstr (bytes, "Yerevan"));

  /* No backup, no lock. */
  assert_files (place, "a.csv");
}

/* A slip in a command must not cost the project. */
static void
test_never_over_a_project (Place *place, gconstpointer data)
{
  static const char *const projects[] = { "{\"manicule\":1,", " {\n \"manicule\" : 2" };
  g_autoptr (ManiExport) what = make_export (place, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (projects); i++)
    {
      g_autofree char *path = mani_test_folder_write (place->folder, "a.manicule", projects[i]);
      g_autofree char *bytes = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_false (mani_transfer_export (&mani_format_csv, what, path, TRUE, &error));
      g_assert_error (error, MANI_ERROR, MANI_ERROR_CONFLICT);
      bytes = mani_test_folder_read (path);
      g_assert_cmpstr (bytes, ==, projects[i]);
    }
}

static void
test_no_place (Place *place, gconstpointer data)
{
  g_autoptr (ManiExport) what = make_export (place, FALSE);
  g_autofree char *path = g_build_filename (place->folder, "no", "a.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (mani_transfer_export (&mani_format_csv, what, path, FALSE, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_NOT_FOUND);
}

static const ManiFormat *
find_format_of_folders (void)
{
  for (guint i = 0; i < mani_formats_get_n (); i++)
    if (mani_format_can_write (mani_formats_get (i)) &&
        (mani_formats_get (i)->flags & (MANI_FORMAT_SEVERAL_FILES | MANI_FORMAT_FOLDER_TOO)) != 0)
      return mani_formats_get (i);

  return NULL;
}

static void
test_folder (Place *place, gconstpointer data)
{
  const ManiFormat *format = find_format_of_folders ();
  g_autoptr (ManiExport) what = make_export (place, TRUE);
  g_autofree char *path = g_build_filename (place->folder, "new", "out", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *files = NULL;
  g_autofree char *again = NULL;
  g_autofree char *one = NULL;
  g_auto (GStrv) names = NULL;

  if (format == NULL)
    {
      g_test_skip ("no format gives several files");
      return;
    }

  g_assert_true (mani_transfer_export (format, what, path, FALSE, &error));
  g_assert_no_error (error);
  files = mani_test_folder_list (path);
  names = g_strsplit (files, " ", -1);
  g_assert_cmpuint (g_strv_length (names), >, 0);

  /* The last of the files alone is in the way: none of the others is written. */
  for (guint i = 0; names[i + 1] != NULL; i++)
    {
      g_autofree char *name = g_build_filename (path, names[i], NULL);

      g_assert_cmpint (remove (name), ==, 0);
    }
  g_assert_false (mani_transfer_export (format, what, path, FALSE, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_CONFLICT);
  g_clear_error (&error);
  one = mani_test_folder_list (path);
  g_assert_cmpstr (one, ==, names[g_strv_length (names) - 1]);

  g_assert_true (mani_transfer_export (format, what, path, TRUE, &error));
  again = mani_test_folder_list (path);
  g_assert_cmpstr (again, ==, files);
}

static void
test_read (Place *place, gconstpointer data)
{
  g_autoptr (ManiExport) what = make_export (place, FALSE);
  g_autofree char *path = g_build_filename (place->folder, "a.jsonld", NULL);
  g_autoptr (ManiImport) sniffed = NULL;
  g_autoptr (ManiImport) told = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (mani_transfer_export (&mani_format_w3c, what, path, FALSE, &error));
  sniffed = mani_transfer_read (NULL, (const char *[]){ path, NULL }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mani_import_get_n_found (sniffed, MANI_KIND_ANNOTATION), ==, 3);
  told = mani_transfer_read (&mani_format_w3c, (const char *[]){ path, path, NULL }, &error);
  g_assert_no_error (error);
  g_assert_nonnull (told);
}

static void
test_read_fails (Place *place, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (place->folder, "none.csv", NULL);
  g_autofree char *unknown = mani_test_folder_write (place->folder, "a.bin", "\001\002");
  g_autofree char *bad = mani_test_folder_write (place->folder, "a.jsonld", "{\"@context\":");
  g_autoptr (GError) error = NULL;

  g_assert_null (mani_transfer_read (NULL, (const char *[]){ missing, NULL }, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (mani_transfer_read (NULL, (const char *[]){ unknown, NULL }, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, unknown));
  g_clear_error (&error);
  g_assert_null (mani_transfer_read (&mani_format_w3c, (const char *[]){ bad, NULL }, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, bad));
}

static void
test_standard_input (Place *place, gconstpointer data)
{
  g_autoptr (ManiExport) what = make_export (place, FALSE);
  g_autofree char *path = g_build_filename (place->folder, "a.jsonld", NULL);
  g_autoptr (ManiImport) import = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (mani_transfer_export (&mani_format_w3c, what, path, FALSE, &error));
  g_assert_nonnull (freopen (path, "r", stdin));
  import = mani_transfer_read (NULL, (const char *[]){ "-", NULL }, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mani_import_get_n_found (import, MANI_KIND_ANNOTATION), ==, 3);

  /* A folder can be opened, but not read. */
  g_assert_nonnull (freopen (place->folder, "r", stdin));
  g_assert_null (mani_transfer_read (NULL, (const char *[]){ "-", NULL }, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_IO);
}

static void
add (const char *name, void (*test) (Place *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/session/transfer/", name, NULL);

  g_test_add (path, Place, NULL, place_set_up, test, place_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("one-file", test_one_file);
  add ("never-over-a-project", test_never_over_a_project);
  add ("no-place", test_no_place);
  add ("folder", test_folder);
  add ("read", test_read);
  add ("read-fails", test_read_fails);
  add ("standard-input", test_standard_input);

  return g_test_run ();
}
