/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A folder in which files are replaced, and assertions about it. */

#include "safe-file-fixture.h"

#include "mani-test-folder.h"
#include "mani-test-io.h"

#include <glib/gstdio.h>
#include <string.h>

void
safe_file_set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = mani_test_folder_new ();
  fixture->io = mani_test_io_get ();
  mani_test_io_fail (0, 0, FALSE);
  mani_test_io_before (NULL, 0, NULL, NULL);
}

void
safe_file_tear_down (Fixture *fixture, gconstpointer data)
{
  mani_test_folder_remove (fixture->folder);
}

char *
safe_file_path_of (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

void
safe_file_assert_content (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = safe_file_path_of (fixture, name);
  g_autofree char *is = mani_test_folder_read (path);

  g_assert_cmpstr (is, ==, text);
}

void
safe_file_assert_names (Fixture *fixture, const char *names)
{
  g_autofree char *are = mani_test_folder_list (fixture->folder);

  g_assert_cmpstr (are, ==, names);
}

guint
safe_file_mode_of (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_lstat (path, &status), ==, 0);
  return status.st_mode & 07777;
}

ManiFileStamp
safe_file_stamp_of (const char *path)
{
  g_autoptr (GBytes) contents = NULL;
  g_autoptr (GError) error = NULL;
  ManiFileStamp stamp;

  mani_safe_file_read (mani_io_get_default (), path, G_MAXSIZE / 2, &contents, &stamp, &error);
  g_assert_no_error (error);
  return stamp;
}

gboolean
safe_file_replace (Fixture *fixture,
                   const char *path,
                   const char *text,
                   const ManiFileStamp *expected,
                   ManiSafeFileFlags flags,
                   GError **error)
{
  return mani_safe_file_replace (fixture->io, path, text, strlen (text), expected, flags, NULL,
                                 error);
}

void
safe_file_assert_replaces (Fixture *fixture,
                           const char *path,
                           const char *text,
                           const ManiFileStamp *expected,
                           ManiSafeFileFlags flags)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (safe_file_replace (fixture, path, text, expected, flags, &error));
  g_assert_no_error (error);
}

void
safe_file_assert_refuses (Fixture *fixture,
                          const char *path,
                          const ManiFileStamp *expected,
                          ManiSafeFileFlags flags,
                          ManiError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (safe_file_replace (fixture, path, "new", expected, flags, &error));
  g_assert_error (error, MANI_ERROR, (int) code);
  g_assert_true (g_str_has_prefix (error->message, path));
}
