/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The bytes of a project file, and that they come back as the same project. */

#include "mani-project-writer.h"

#include <string.h>

#include "mani-project-reader.h"
#include "random-project.h"

static char *
write_bytes (ManiProject *project)
{
  g_autoptr (ManiSnapshot) snapshot = mani_project_snapshot (project);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = mani_project_writer_write (snapshot, NULL, NULL, NULL, &error);
  gsize n;
  const char *data;

  g_assert_no_error (error);
  data = g_bytes_get_data (bytes, &n);
  g_assert_null (memchr (data, 0, n));

  return g_strndup (data, n);
}

/* Says where they part, not what they are. */
static void
assert_same_bytes (const char *bytes, const char *expected)
{
  gsize same = 0;

  while (bytes[same] != '\0' && bytes[same] == expected[same])
    same++;
  if (bytes[same] != expected[same])
    g_error ("at byte %zu: “%.60s” is not “%.60s”", same, bytes + same, expected + same);
}

static ManiProject *
read_bytes (const char *bytes, ManiReadReport *report)
{
  g_autoptr (GError) error = NULL;
  ManiProject *project =
      mani_project_reader_read (bytes, strlen (bytes), "test", report, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (project);

  return project;
}

/* Reads @lines, which lack their digest, and expects that they are what is written. The digest was
 * made with sha256sum. */
static void
check_bytes (const char *lines, const char *sha256)
{
  g_autofree char *expected = g_strdup_printf ("%s\"digest\":\"sha256:%s\"\n}", lines, sha256);
  g_autoptr (ManiReadReport) report = mani_read_report_new ();
  g_autoptr (ManiProject) project = read_bytes (expected, report);
  g_autofree char *written = write_bytes (project);

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

#define FULL                                                                                              \
  "{\"manicule\":1,\n"                                                                                    \
  "\"project\":{\"id\":\"p\",\"title\":\"Karabakh 2021\",\"created\":\"2026-11-24T02:10:00Z\"},\n"        \
  "\"labels\":[\n"                                                                                        \
  "{\"id\":\"place\",\"name\":\"Place\",\"color\":\"#009e73\",\"key\":\"2\",\"entity\":\"place\"},\n"     \
  "{\"id\":\"person\",\"name\":\"Person\",\"color\":\"#0072b2\",\"key\":\"1\",\"entity\":\"person\"}\n"   \
  "],\n"                                                                                                  \
  "\"entities\":[\n"                                                                                      \
  "{\"id\":\"baku\",\"kind\":\"place\",\"name\":\"Baku\",\"aliases\":[\"Bakı\"],\"latitude\":40.4,"      \
  "\"longitude\":49.88}\n"                                                                                \
  "],\n"                                                                                                  \
  "\"articles\":[\n"                                                                                      \
  "{\"id\":\"b\",\"title\":\"Second\",\"sha256\":"                                                        \
  "\"2b4dd389265596812e031c8d2dd567270502cdbe79e2967fb85e4f0fe60c09b4\",\"blocks\":[[0,4,\"heading1\"]]," \
  "\"text\":[\n"                                                                                          \
  "\"Baku\\n\",\n"                                                                                        \
  "\"\\n\",\n"                                                                                            \
  "\"Hajiyev said.\"\n"                                                                                   \
  "]},\n"                                                                                                 \
  "{\"id\":\"a\",\"title\":\"No text\"}\n"                                                                \
  "],\n"                                                                                                  \
  "\"annotations\":[\n"                                                                                   \
  "{\"id\":\"n2\",\"article\":\"b\",\"ranges\":[[0,4]],\"quote\":\"Baku\",\"label\":\"place\","           \
  "\"entity\":\"baku\"},\n"                                                                               \
  "{\"id\":\"n1\",\"article\":\"b\",\"ranges\":[[6,13],[14,18]],\"quote\":\"Hajiyev … said\","          \
  "\"note\":\"who?\",\"confidence\":0.9},\n"                                                              \
  "{\"id\":\"n3\",\"article\":\"a\",\"tags\":[\"whole\"]}\n"                                              \
  "],\n"                                                                                                  \
  "\"relations\":[\n"                                                                                     \
  "{\"id\":\"r\",\"from\":\"n1\",\"to\":\"n2\",\"directed\":false}\n"                                     \
  "],\n"                                                                                                  \
  "\"later\":{\"x\": [1.0 ,2]},\n"                                                                        \
  "\"more\" : null,\n"

static void
test_layout (void)
{
  check_bytes (FULL, "d5734f18f55a26d7c1379fd283f4ee516c533a6ff97b947506bad85472b2a4f8");
}

static void
test_random_comes_back (gconstpointer with_strays)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (ManiProject) project = random_project_new (8, GPOINTER_TO_INT (with_strays));
      g_autofree char *bytes = write_bytes (project);
      g_autofree char *twice = write_bytes (project);
      g_autoptr (ManiReadReport) report = mani_read_report_new ();
      g_autoptr (ManiProject) back = read_bytes (bytes, report);
      g_autofree char *again = write_bytes (back);
      g_autoptr (ManiSnapshot) one = mani_project_snapshot (project);
      g_autoptr (ManiSnapshot) other = mani_project_snapshot (back);
      g_autoptr (GPtrArray) unresolved = mani_project_get_unresolved (project);

      assert_same_bytes (twice, bytes);
      assert_same_bytes (again, bytes);
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
  g_autoptr (ManiProject) project = read_bytes (json, NULL);
  g_autofree char *written = write_bytes (project);
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
  g_autoptr (ManiProject) project = random_project_new (60, FALSE);
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
  g_test_add_data_func ("/store/project-writer/random-comes-back", GINT_TO_POINTER (FALSE),
                        test_random_comes_back);
  g_test_add_data_func ("/store/project-writer/random-with-strays-comes-back",
                        GINT_TO_POINTER (TRUE), test_random_comes_back);
  g_test_add_func ("/store/project-writer/long-quote-is-shortened", test_long_quote_is_shortened);
  g_test_add_func ("/store/project-writer/progress-and-cancelling", test_progress_and_cancelling);

  return g_test_run ();
}
