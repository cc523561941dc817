/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The bytes of a project file, and that they come back as the same project. */

#include "mani-project-writer.h"

#include <string.h>

#include "random-project.h"
#include "store-fixture.h"

/* Reads @lines, which lack their digest, and expects that they are what is written. The digest was
 * made with sha256sum. */
static void
check_bytes (const char *lines, const char *sha256)
{
  g_autofree char *expected = g_strdup_printf ("%s\"digest\":\"sha256:%s\"\n}", lines, sha256);
  g_autoptr (ManiReadReport) report = mani_read_report_new ();
  g_autoptr (ManiProject) project = store_read_bytes (expected, report);
  g_autofree char *written = store_write_bytes (project);

  g_assert_true (mani_read_report_is_sound (report));
  g_assert_cmpstr (written, ==, expected);
}

static void
test_empty (void)
{
  check_bytes ("{\"manicule\":1,\n"
               "\"project\":{\"id\":\"p\"},\n"
               "\"labels\":[\n"
               "],\n"
               "\"entities\":[\n"
               "],\n"
               "\"articles\":[\n"
               "],\n"
               "\"annotations\":[\n"
               "],\n"
               "\"relations\":[\n"
               "],\n",
               "aa33d4274d984a672a826401c660b9d0b695997e49a63354bd17a2444d07d640");
}

static void
test_layout (void)
{
  check_bytes (SAMPLE_LINES, SAMPLE_SHA256);
}

static void
test_random_comes_back (gconstpointer flags)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (ManiProject) project = random_project_new (8, GPOINTER_TO_INT (flags));
      g_autofree char *bytes = store_write_bytes (project);
      g_autofree char *twice = store_write_bytes (project);
      g_autoptr (ManiReadReport) report = mani_read_report_new ();
      g_autoptr (ManiProject) back = store_read_bytes (bytes, report);
      g_autofree char *again = store_write_bytes (back);
      g_autoptr (ManiSnapshot) one = mani_project_snapshot (project);
      g_autoptr (ManiSnapshot) other = mani_project_snapshot (back);
      g_autoptr (GPtrArray) unresolved = mani_project_get_unresolved (project);

      store_assert_same_bytes (twice, bytes);
      store_assert_same_bytes (again, bytes);
      g_assert_true (mani_snapshot_equal (one, other));
      g_assert_true (mani_read_report_is_intact (report));
      g_assert_true (mani_read_report_is_sound (report) == (unresolved->len == 0));
    }
}

/* A quotation of over 200 characters: 100 from its start, 99 from its end. */
static void
test_long_quote_is_shortened (void)
{
  g_autofree char *text = g_strnfill (150, 'x');
  g_autofree char *end = g_strnfill (51, 'y');
  g_autofree char *json = g_strdup_printf (
      "{\"manicule\":1,\"project\":{\"id\":\"p\"},\"articles\":[{\"id\":\"a\",\"text\":[\"%s%s\"]}],"
      "\"annotations\":[{\"id\":\"n\",\"article\":\"a\",\"ranges\":[[0,201]]},"
      "{\"id\":\"m\",\"article\":\"a\",\"ranges\":[[1,201]]},"
      "{\"id\":\"o\",\"article\":\"a\",\"quote\":\"%s%s\"}]}",
      text, end, text, end);
  g_autoptr (ManiProject) project = store_read_bytes (json, NULL);
  g_autofree char *written = store_write_bytes (project);
  g_autofree char *x = g_strnfill (100, 'x');
  g_autofree char *shortened =
      g_strdup_printf ("\"ranges\":[[0,201]],\"quote\":\"%s…%.48s%s\"}", x, text, end);
  g_autofree char *whole =
      g_strdup_printf ("\"ranges\":[[1,201]],\"quote\":\"%s%s\"}", text + 1, end);
  g_autofree char *orphan = g_strdup_printf ("\"article\":\"a\",\"quote\":\"%s%s\"}", text, end);

  g_assert_nonnull (strstr (written, shortened));
  g_assert_nonnull (strstr (written, whole));
  /* An orphan's words are nowhere else. */
  g_assert_nonnull (strstr (written, orphan));
}

typedef struct
{
  guint n_calls;
  goffset last;
  goffset total;
  GCancellable *cancellable;
} Progress;

static void
progress_cb (goffset done, goffset total, gpointer data)
{
  Progress *progress = data;

  g_assert_cmpint (done, >=, progress->last);
  g_assert_cmpint (done, <=, total);
  progress->n_calls++;
  progress->last = done;
  progress->total = total;
  if (progress->cancellable != NULL)
    g_cancellable_cancel (progress->cancellable);
}

static void
test_progress_and_cancelling (void)
{
  g_autoptr (ManiProject) project = random_project_new (60, RANDOM_PLAIN);
  g_autoptr (ManiSnapshot) snapshot = mani_project_snapshot (project);
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Progress progress = { 0 };
  g_autoptr (GBytes) bytes =
      mani_project_writer_write (snapshot, progress_cb, &progress, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (progress.n_calls, >=, 2);
  g_assert_cmpint (progress.last, ==, progress.total);

  progress = (Progress){ .cancellable = cancellable };
  g_assert_null (mani_project_writer_write (snapshot, progress_cb, &progress, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (progress.n_calls, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/project-writer/empty", test_empty);
  g_test_add_func ("/store/project-writer/layout", test_layout);
  g_test_add_data_func ("/store/project-writer/random-comes-back", GINT_TO_POINTER (RANDOM_UNKNOWN),
                        test_random_comes_back);
  g_test_add_data_func ("/store/project-writer/random-with-strays-comes-back",
                        GINT_TO_POINTER (RANDOM_UNKNOWN | RANDOM_STRAYS), test_random_comes_back);
  g_test_add_func ("/store/project-writer/long-quote-is-shortened", test_long_quote_is_shortened);
  g_test_add_func ("/store/project-writer/progress-and-cancelling", test_progress_and_cancelling);

  return g_test_run ();
}
