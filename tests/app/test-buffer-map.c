/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Offsets of the text and of the buffer, against a real GtkTextBuffer (which needs no display). */

#include "mani-buffer-map.h"

#include <gtk/gtk.h>
#include <string.h>

/* Pieces that trouble whoever counts characters. */
static const char *const pieces[] = {
  "a",
  "word ",
  " ",
  "\n",
  "\r\n",
  "\r",
  "\xe2\x80\xa8",
  "\xe2\x80\xa9", /* U+2028, U+2029 */
  "e\xcc\x81",
  "\xef\xbf\xbc",
  "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
  "\xf0\x9f\x87\xab\xf0\x9f\x87\xb7",
  "\xd7\xa9\xd7\x9c",
  "\xd8\xb9",
  "\t",
  "\xe1\x84\x80\xe1\x85\xa1",
  "\xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd",
  "\xef\xbb\xbf",
};

static char *
make_text (GRand *random, guint n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      /* Long stretches without an end of line in between. */
      if (g_rand_int_range (random, 0, 400) == 0)
        for (guint j = g_rand_int_range (random, 4000, 12000); j > 0; j--)
          g_string_append (text, j % 7 == 0 ? " " : "xe\xcc\x81");
      g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
    }

  return g_string_free (text, FALSE);
}

static void
set_buffer (GtkTextBuffer *buffer, ManiBufferMap *map, ManiRange window)
{
  g_autofree char *to_free = NULL;
  gsize n_bytes;
  const char *text;

  mani_buffer_map_set_window (map, window);
  text = mani_buffer_map_get_display_text (map, window, &n_bytes, &to_free);
  gtk_text_buffer_set_text (buffer, text, n_bytes);
}

/* All characters of the buffer, which is what its offsets count. */
static gunichar *
get_chars (GtkTextBuffer *buffer)
{
  GtkTextIter start;
  GtkTextIter end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_iter_get_slice (&start, &end);

  return g_utf8_to_ucs4_fast (text, -1, NULL);
}

/* Every character of the window is where the map says, and comes back. */
static void
check_window (GtkTextBuffer *buffer, ManiBufferMap *map, const gunichar *text)
{
  ManiRange window = mani_buffer_map_get_window (map);
  g_autofree gunichar *shown = get_chars (buffer);
  guint n = gtk_text_buffer_get_char_count (buffer);
  guint last = 0;

  for (guint i = window.start; i < window.end; i++)
    {
      guint at = mani_buffer_map_to_buffer (map, i);
      guint end = mani_buffer_map_to_buffer_end (map, i);

      g_assert_cmpuint (at, <, n);
      g_assert_cmpuint (shown[at], ==, text[i]);
      g_assert_cmpuint (mani_buffer_map_to_document (map, at), ==, i);
      g_assert_cmpuint (mani_buffer_map_to_document (map, end), ==, i);
      g_assert_true (end == at || (end + 1 == at && shown[end] == '\n'));
      g_assert_true (i == window.start || at > last);
      last = at;
    }
}

static void
check_lines (GtkTextBuffer *buffer)
{
  GtkTextIter iter;

  gtk_text_buffer_get_start_iter (buffer, &iter);
  do
    /* With up to two characters that end it. */
    g_assert_cmpint (gtk_text_iter_get_chars_in_line (&iter), <=, MANI_BUFFER_MAP_MAX_LINE + 2);
  while (gtk_text_iter_forward_line (&iter));
}

/* No character that combines with the one before begins a part. */
static void
check_splits (ManiBufferMap *map, const gunichar *text)
{
  guint n;
  const guint32 *splits = mani_buffer_map_get_splits (map, &n);

  for (guint i = 0; i < n; i++)
    {
      g_assert_false (g_unichar_ismark (text[splits[i]]));
      g_assert_cmpuint (text[splits[i]], !=, 0x200d);
      g_assert_cmpuint (text[splits[i] - 1], !=, 0x200d);
      g_assert_false (text[splits[i] - 1] == '\r' && text[splits[i]] == '\n');
    }
}

static void
test_random_texts (void)
{
  guint n_splits = 0;

  for (guint seed = 0; seed < 12; seed++)
    {
      g_autoptr (GRand) random = g_rand_new_with_seed (seed);
      g_autofree char *text = make_text (random, 2500);
      g_autofree gunichar *chars = g_utf8_to_ucs4_fast (text, -1, NULL);
      g_autoptr (ManiOffsetMap) offsets = mani_offset_map_new (text, strlen (text));
      g_autoptr (ManiBufferMap) map = mani_buffer_map_new (offsets);
      g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (NULL);
      guint length = mani_offset_map_get_n_chars (offsets);
      ManiRange window;
      guint n;

      mani_buffer_map_get_splits (map, &n);
      n_splits += n;
      set_buffer (buffer, map, (ManiRange){ 0, length });
      g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, length + n);
      check_window (buffer, map, chars);
      check_lines (buffer);
      check_splits (map, chars);

      /* A window, then what precedes and follows: the same buffer. */
      window = mani_buffer_map_get_window_around (map, g_rand_int_range (random, 0, length),
                                                  g_rand_int_range (random, 0, 3000));
      set_buffer (buffer, map, window);
      check_window (buffer, map, chars);
      {
        g_autofree char *before_free = NULL;
        g_autofree char *after_free = NULL;
        g_autofree char *all_free = NULL;
        g_autofree char *joined = NULL;
        gsize n_before;
        gsize n_after;
        gsize n_all;
        const char *before = mani_buffer_map_get_display_text (map, (ManiRange){ 0, window.start },
                                                               &n_before, &before_free);
        const char *after = mani_buffer_map_get_display_text (
            map, (ManiRange){ window.end, length }, &n_after, &after_free);
        const char *all;
        GtkTextIter start;
        GtkTextIter end;

        gtk_text_buffer_get_end_iter (buffer, &end);
        gtk_text_buffer_insert (buffer, &end, after, n_after);
        gtk_text_buffer_get_start_iter (buffer, &start);
        gtk_text_buffer_insert (buffer, &start, before, n_before);
        mani_buffer_map_set_window (map, (ManiRange){ 0, length });
        all = mani_buffer_map_get_display_text (map, (ManiRange){ 0, length }, &n_all, &all_free);
        gtk_text_buffer_get_bounds (buffer, &start, &end);
        joined = gtk_text_iter_get_slice (&start, &end);
        g_assert_cmpmem (joined, strlen (joined), all, n_all);
        check_window (buffer, map, chars);
      }
    }
  g_assert_cmpuint (n_splits, >=, 20);
}

static void
test_window_holds_its_surroundings (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (ManiOffsetMap) offsets = NULL;
  g_autoptr (ManiBufferMap) map = NULL;
  ManiRange window;

  for (guint i = 0; i < 2000; i++)
    g_string_append (text, "A line of thirty characters..\n");
  offsets = mani_offset_map_new (text->str, text->len);
  map = mani_buffer_map_new (offsets);

  window = mani_buffer_map_get_window_around (map, 30000, 1000);
  g_assert_cmpuint (window.start, ==, 28980); /* 966 lines: the last start up to 29,000 */
  g_assert_cmpuint (window.end, >=, 31000);
  g_assert_cmpuint (window.end % 30, ==, 0);
  window = mani_buffer_map_get_window_around (map, 10, 1000);
  g_assert_cmpuint (window.start, ==, 0);
  window = mani_buffer_map_get_window_around (map, 60000, 1000);
  g_assert_cmpuint (window.end, ==, 60000);
}

static void
test_million_characters_without_a_break (void)
{
  g_autofree char *text = g_strnfill (1000000, 'x');
  g_autoptr (ManiOffsetMap) offsets = mani_offset_map_new (text, 1000000);
  g_autoptr (ManiBufferMap) map = mani_buffer_map_new (offsets);
  guint n;
  const guint32 *splits = mani_buffer_map_get_splits (map, &n);

  g_assert_cmpuint (n, ==, 199);
  g_assert_cmpuint (splits[0], ==, 5000);
  g_assert_cmpuint (mani_buffer_map_to_buffer (map, 5000), ==, 5001);
  g_assert_cmpuint (mani_buffer_map_to_buffer_end (map, 5000), ==, 5000);
  g_assert_cmpuint (mani_buffer_map_to_document (map, 1000000 + 199), ==, 1000000);
}

static void
test_empty_text (void)
{
  g_autoptr (ManiOffsetMap) offsets = mani_offset_map_new ("", 0);
  g_autoptr (ManiBufferMap) map = mani_buffer_map_new (offsets);

  g_assert_cmpuint (mani_buffer_map_to_buffer (map, 0), ==, 0);
  g_assert_cmpuint (mani_buffer_map_to_buffer (map, 7), ==, 0);
  g_assert_cmpuint (mani_buffer_map_to_document (map, 0), ==, 0);
  g_assert_cmpuint (mani_buffer_map_get_window_around (map, 0, 10).end, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/buffer-map/random-texts-and-windows", test_random_texts);
  g_test_add_func ("/app/buffer-map/window-holds-its-surroundings",
                   test_window_holds_its_surroundings);
  g_test_add_func ("/app/buffer-map/million-characters-without-a-break",
                   test_million_characters_without_a_break);
  g_test_add_func ("/app/buffer-map/empty-text", test_empty_text);

  return g_test_run ();
}
