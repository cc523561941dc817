/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Choosing a reader, reading files, and what can go wrong. */

#include "reader-checks.h"

#include <glib/gstdio.h>

static void
test_choice (void)
{
  static const struct
  {
    const char *name;
    const char *id;
  } cases[] = {
    { "notes.md", "markdown" },
    { "NOTES.MARKDOWN", "markdown" },
    { "/home/ilse/ferry.md", "markdown" },
    { "https://example.org/ferry.md?raw=1#top", "markdown" },
    { "https://example.org/?file=ferry.md", "text" },
    { "notes.txt", "text" },
    { "notes.md.txt", "text" },
    { "README", "text" },
    { "md", "text" },
    { "folder.md/", "markdown" },
    { "/", "text" },
    { "", "text" },
    { "article.unknown", "text" },
    { NULL, "text" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].name != NULL ? cases[i].name : "(no name)");
      g_assert_cmpstr (mani_readers_find_for (cases[i].name, NULL)->id, ==, cases[i].id);
    }
}

static void
test_table (void)
{
  guint n = 0;

  for (const ManiReader *reader; (reader = mani_readers_get (n)) != NULL; n++)
    {
      g_assert_true (mani_readers_lookup (reader->id) == reader);
      g_assert_cmpstr (reader->name, !=, "");
      g_assert_nonnull (reader->read);
      g_assert_nonnull (reader->suffixes[0]);
      g_assert_nonnull (reader->media_types[0]);
      for (guint i = 0; reader->suffixes[i] != NULL; i++)
        {
          g_autofree char *name = g_strconcat ("x.", reader->suffixes[i], NULL);

          g_assert_true (mani_readers_find_for (name, NULL) == reader);
        }
    }
  g_assert_cmpuint (n, >=, 2);
  g_assert_null (mani_readers_lookup ("nothing"));
}

static void
check_error (const char *name,
             const char *bytes,
             gsize n_bytes,
             const ManiReaderOptions *options,
             ManiError code,
             const char *part)
{
  g_autoptr (GBytes) input = g_bytes_new (bytes, n_bytes);
  g_autoptr (GError) error = NULL;
  g_auto (ManiReaderReport) report = { 0 };
  ManiArticle *article = mani_reader_read_bytes (name, input, options, &report, &error);

  g_assert_null (article);
  g_assert_true (g_error_matches (error, MANI_ERROR, code));
  if (name != NULL)
    g_assert_nonnull (strstr (error->message, name));
  if (part != NULL)
    g_assert_nonnull (strstr (error->message, part));
}

static void
test_errors (void)
{
  static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0";
  ManiReaderOptions no_reader = { .reader = "nothing" };
  ManiReaderOptions no_charset = { .charset = "nothing" };
  ManiReaderOptions utf8 = { .charset = "UTF-8" };

  check_error ("empty.txt", "", 0, NULL, MANI_ERROR_INVALID, "empty");
  check_error ("empty.md", "", 0, NULL, MANI_ERROR_INVALID, "empty");
  check_error ("blank.txt", " \n\t\n\n", 5, NULL, MANI_ERROR_INVALID, NULL);
  check_error ("blank.md", " \n\n\n", 4, NULL, MANI_ERROR_INVALID, NULL);
  check_error ("comment.md", "<!-- nothing -->", 16, NULL, MANI_ERROR_INVALID, NULL);
  check_error (NULL, " ", 1, NULL, MANI_ERROR_INVALID, NULL);
  check_error ("picture.txt", png, sizeof png, NULL, MANI_ERROR_UNSUPPORTED, NULL);
  check_error ("picture.md", png, sizeof png, NULL, MANI_ERROR_UNSUPPORTED, NULL);
  check_error ("a.txt", "text", 4, &no_reader, MANI_ERROR_UNSUPPORTED, "nothing");
  check_error ("a.txt", "text", 4, &no_charset, MANI_ERROR_UNSUPPORTED, "nothing");
  check_error ("latin.txt", "caf\xe9 noir", 9, &utf8, MANI_ERROR_INVALID, NULL);
}

static void
test_too_large (void)
{
  g_autofree char *text = g_malloc (MANI_READER_MAX_BYTES + 1);

  memset (text, 'a', MANI_READER_MAX_BYTES + 1);
  check_error ("large.txt", text, MANI_READER_MAX_BYTES + 1, NULL, MANI_ERROR_TOO_LARGE, "64 MB");
}

static void
test_grows_too_large (void)
{
  gsize n = 24 * 1024 * 1024;
  g_autofree char *text = g_malloc (n);
  ManiReaderOptions options = { .charset = "KOI8-R" };

  /* A box of KOI8-R is one byte there and three in UTF-8. */
  memset (text, 0x80, n);
  check_error ("boxes.txt", text, n, &options, MANI_ERROR_TOO_LARGE, "64 MB");
}

static void
test_origin (void)
{
  static const char text[] = "\xef\xbb\xbf"
                             "One\r\nTwo\r\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  ManiReaderOptions options = { .source = "https://example.org/notes.txt" };
  g_auto (ManiReaderReport) report = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiArticle) article =
      mani_reader_read_bytes ("/tmp/folder/notes.txt", bytes, &options, &report, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (mani_article_get_text (article), ==, "One\nTwo\n");
  g_assert_cmpstr (get_origin (article, "file"), ==, "notes.txt");
  g_assert_cmpstr (get_origin (article, "encoding"), ==, "UTF-8");
  g_assert_cmpstr (get_origin (article, "bom"), ==, "yes");
  g_assert_cmpstr (get_origin (article, "newline"), ==, "crlf");
  g_assert_cmpstr (get_origin (article, "reader"), ==, "text");
  g_assert_cmpstr (get_field (article, MANI_ARTICLE_SOURCE), ==, options.source);
  g_assert_cmpstr (report.reader, ==, "text");
  g_assert_cmpstr (report.charset, ==, "UTF-8");
  g_assert_true (report.sure);
  g_assert_null (report.notes);
  check_promises (article);
}

static void
test_pasted (void)
{
  g_autoptr (ManiArticle) article = read_string (NULL, "Only a few words");

  g_assert_null (get_origin (article, "file"));
  g_assert_null (get_origin (article, "bom"));
  g_assert_null (get_field (article, MANI_ARTICLE_SOURCE));
  g_assert_null (get_field (article, MANI_ARTICLE_TITLE));
}

static void
test_guess_is_reported (void)
{
  /* "Все счастливые семьи похожи друг на друга" in windows-1251 */
  static const char text[] = "\xc2\xf1\xe5 \xf1\xf7\xe0\xf1\xf2\xeb\xe8\xe2\xfb\xe5 "
                             "\xf1\xe5\xec\xfc\xe8 \xef\xee\xf5\xee\xe6\xe8 \xe4\xf0\xf3\xe3 "
                             "\xed\xe0 \xe4\xf0\xf3\xe3\xe0";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  ManiReaderOptions options = { .charset = "windows-1251" };
  g_auto (ManiReaderReport) guessed = { 0 };
  g_auto (ManiReaderReport) told = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiArticle) guess =
      mani_reader_read_bytes ("anna.txt", bytes, NULL, &guessed, &error);
  g_autoptr (ManiArticle) article =
      mani_reader_read_bytes ("anna.txt", bytes, &options, &told, &error);

  g_assert_no_error (error);
  g_assert_false (guessed.sure);
  g_assert_cmpuint (guessed.notes->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (guessed.notes, 0), "anna.txt"));

  g_assert_true (told.sure);
  g_assert_null (told.notes);
  g_assert_cmpstr (mani_article_get_text (article), ==,
                   "Все счастливые семьи похожи друг на друга");
}

static void
test_same_bytes_same_article (void)
{
  static const char text[] = "---\ntitle: Ferry\ntags: [a, b]\n---\n# Ferry\n\n- *one*\n- two\n";

  for (guint i = 0; mani_readers_get (i) != NULL; i++)
    {
      ManiReaderOptions options = { .reader = mani_readers_get (i)->id };
      g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
      g_autoptr (ManiArticle) a = mani_reader_read_bytes ("x", bytes, &options, NULL, NULL);
      g_autoptr (ManiArticle) b = mani_reader_read_bytes ("x", bytes, &options, NULL, NULL);

      g_assert_cmpstr (mani_record_get_id (MANI_RECORD (a)), !=,
                       mani_record_get_id (MANI_RECORD (b)));
      for (guint field = 1; field < MANI_ARTICLE_N_FIELDS; field++)
        if (field != MANI_ARTICLE_ADDED)
          g_assert_true (mani_record_field_equal (MANI_RECORD (a), MANI_RECORD (b), field));
    }
}

typedef struct
{
  char *folder;
  char *path;
} Place;

static void
place_set_up (Place *place, gconstpointer text)
{
  g_autoptr (GError) error = NULL;

  place->folder = g_dir_make_tmp ("readers-XXXXXX", &error);
  g_assert_no_error (error);
  place->path = g_build_filename (place->folder, "ferry.md", NULL);
  g_file_set_contents (place->path, "# The ferry\n\nIt sailed.\n", -1, &error);
  g_assert_no_error (error);
}

static void
place_tear_down (Place *place, gconstpointer text)
{
  g_unlink (place->path);
  g_rmdir (place->folder);
  g_free (place->path);
  g_free (place->folder);
}

static void
test_file (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiArticle) article = mani_reader_read_file (place->path, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (mani_article_get_text (article), ==, "The ferry\nIt sailed.\n");
  g_assert_cmpstr (get_field (article, MANI_ARTICLE_TITLE), ==, "The ferry");
  g_assert_cmpstr (get_field (article, MANI_ARTICLE_SOURCE), ==, place->path);
  g_assert_cmpstr (get_origin (article, "file"), ==, "ferry.md");
  g_assert_cmpstr (get_origin (article, "reader"), ==, "markdown");
}

static void
test_missing_file (Place *place, gconstpointer data)
{
  g_autofree char *path = g_build_filename (place->folder, "nothing.txt", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (mani_reader_read_file (path, NULL, NULL, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "nothing.txt"));
}

static void
got_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (const char *path, const ManiReaderOptions *options, GCancellable *cancellable)
{
  GAsyncResult *result = NULL;

  mani_reader_read_file_async (path, options, cancellable, got_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return result;
}

static void
test_async (Place *place, gconstpointer data)
{
  ManiReaderOptions options = { .reader = "text", .source = "somewhere" };
  g_autoptr (GAsyncResult) result = wait_for (place->path, &options, NULL);
  g_autoptr (GError) error = NULL;
  g_auto (ManiReaderReport) report = { 0 };
  g_autoptr (ManiArticle) article = mani_reader_read_file_finish (result, &report, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (mani_article_get_text (article), ==, "# The ferry\n\nIt sailed.\n");
  g_assert_cmpstr (get_field (article, MANI_ARTICLE_SOURCE), ==, "somewhere");
  g_assert_cmpstr (report.reader, ==, "text");
  g_assert_cmpstr (report.charset, ==, "UTF-8");
  g_assert_true (report.sure);
}

static void
test_async_error (Place *place, gconstpointer data)
{
  g_autofree char *path = g_build_filename (place->folder, "nothing.txt", NULL);
  g_autoptr (GAsyncResult) result = wait_for (path, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (mani_reader_read_file_finish (result, NULL, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_NOT_FOUND);
}

static void
test_async_cancelled (Place *place, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  result = wait_for (place->path, NULL, cancellable);
  g_assert_null (mani_reader_read_file_finish (result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, func) g_test_add (path, Place, NULL, place_set_up, func, place_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/readers/reader/is-chosen-by-name", test_choice);
  g_test_add_func ("/readers/reader/table-is-sound", test_table);
  g_test_add_func ("/readers/reader/errors-name-the-file", test_errors);
  g_test_add_func ("/readers/reader/refuses-large-file", test_too_large);
  g_test_add_func ("/readers/reader/refuses-text-that-grows-large", test_grows_too_large);
  g_test_add_func ("/readers/reader/keeps-origin", test_origin);
  g_test_add_func ("/readers/reader/pasted-text-has-no-file", test_pasted);
  g_test_add_func ("/readers/reader/guessed-encoding-is-reported", test_guess_is_reported);
  g_test_add_func ("/readers/reader/same-bytes-same-article", test_same_bytes_same_article);
  ADD ("/readers/reader/reads-file", test_file);
  ADD ("/readers/reader/missing-file-is-an-error", test_missing_file);
  ADD ("/readers/reader/async-reads-file", test_async);
  ADD ("/readers/reader/async-hands-on-error", test_async_error);
  ADD ("/readers/reader/async-can-be-cancelled", test_async_cancelled);

  return g_test_run ();
}
