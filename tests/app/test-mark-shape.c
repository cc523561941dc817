/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs of a paragraph against the union of all characters' locations, in both directions. */

#include "mani-mark-shape.h"

#include "view-fixture.h"

#include <string.h>

static const char *const paragraphs[] = {
  "Plain words that are wrapped over several lines, with    spaces, and an averylongwordindeed"
  "thatmustbebrokenbecauseitiswiderthanthewholepage, and so on to the end.",
  "Ещё раз, кириллица, e\xcc\x81 и 🙂 эмодзи, которые переносятся на несколько строк.",
  "hello \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d and \xd8\xb9\xd8\xb1\xd8\xa8\xd9\x8a back again, with "
  "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xd7\xa2\xd7\x95\xd7\x9c\xd7\x9d 123 in the middle of it all",
  "\xd9\x88\xd8\xb5\xd9\x84\xd8\xaa \xd8\xa7\xd9\x84\xd8\xb9\xd8\xa8\xd8\xa7\xd8\xb1\xd8\xa9 Ilse "
  "Brandt \xd8\xa5\xd9\x84\xd9\x89 \xd8\xac\xd8\xb2\xd9\x8a\xd8\xb1\xd8\xa9 2021 "
  "\xd8\xa7\xd9\x84\xd8\xb3\xd9\x86\xd8\xaf\xd8\xa7\xd9\x86 \xd8\xa7\xd9\x84\xd8\xb5\xd8\xba",
  "* * *",
  "",
};

/* Characters of another font may be a few pixels lower. */
#define SAME_LINE 10

static GtkWidget *view;

/* Marks the pixels of a line; a line of the page is at most 4,000 wide. */
typedef struct
{
  int y;
  guint8 pixels[4000];
} Row;

static Row *
get_row (GPtrArray *rows, int y)
{
  Row *row;

  for (guint i = 0; i < rows->len; i++)
    if (ABS (((Row *) rows->pdata[i])->y - y) < SAME_LINE)
      return rows->pdata[i];
  row = g_new0 (Row, 1);
  row->y = y;
  g_ptr_array_add (rows, row);

  return row;
}

static void
paint (GPtrArray *rows, int y, int x, int width)
{
  Row *row = get_row (rows, y);

  for (int i = MAX (x, 0); i < x + width && i < 4000; i++)
    row->pixels[i] = 1;
}

/* Every character by itself; white space at the end of a display line left out. */
static GPtrArray *
paint_naively (const GtkTextIter *paragraph, guint start, guint end)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_free);

  for (guint i = start; i < end; i++)
    {
      GtkTextIter iter = *paragraph;
      GtkTextIter rest;
      GdkRectangle location;
      gboolean is_visible = FALSE;
      int y;

      gtk_text_iter_forward_chars (&iter, i);
      if (gtk_text_iter_ends_line (&iter))
        break;
      gtk_text_view_get_iter_location (GTK_TEXT_VIEW (view), &iter, &location);
      y = location.y;
      rest = iter;
      while (!is_visible && !gtk_text_iter_ends_line (&rest))
        {
          GdkRectangle at;

          gtk_text_view_get_iter_location (GTK_TEXT_VIEW (view), &rest, &at);
          if (ABS (at.y - y) >= SAME_LINE)
            break;
          is_visible = !g_unichar_isspace (gtk_text_iter_get_char (&rest));
          gtk_text_iter_forward_char (&rest);
        }
      if (is_visible)
        paint (rows, y, MIN (location.x, location.x + location.width), ABS (location.width));
    }

  return rows;
}

static GPtrArray *
paint_runs (ManiMarkShape *shape, int top, guint start, guint end)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (ManiRun));
  guint n;
  const ManiDisplayLine *lines = mani_mark_shape_get_lines (shape, &n);

  mani_mark_shape_get_runs (shape, start, end, runs);
  for (guint i = 0; i < runs->len; i++)
    {
      const ManiRun *run = &g_array_index (runs, ManiRun, i);

      g_assert_cmpuint (run->line, <, n);
      g_assert_cmpint (run->width, >=, 0);
      if (i > 0 && g_array_index (runs, ManiRun, i - 1).line == run->line)
        g_assert_cmpint (run->x, >,
                         g_array_index (runs, ManiRun, i - 1).x +
                             g_array_index (runs, ManiRun, i - 1).width);
      paint (rows, top + lines[run->line].y, run->x, run->width);
    }

  return rows;
}

/* Locations are rounded each by itself, so neighbours may leave a pixel or two between them. */
static void
close_gaps (Row *row)
{
  int last = -1;

  for (int x = 0; x < 4000; x++)
    if (row->pixels[x])
      {
        if (last >= 0 && x - last <= 3)
          memset (&row->pixels[last], 1, x - last);
        last = x;
      }
}

/* Equal, but for a pixel at the ends of runs. */
static void
compare (GPtrArray *expected, GPtrArray *painted)
{
  for (guint i = 0; i < expected->len; i++)
    {
      Row *want = expected->pdata[i];
      Row *have = get_row (painted, want->y);

      close_gaps (want);
      close_gaps (have);
      for (guint x = 1; x < 3999; x++)
        if (want->pixels[x] != have->pixels[x])
          g_assert_true (want->pixels[x - 1] == have->pixels[x - 1] &&
                         want->pixels[x + 1] == have->pixels[x + 1]);
    }
  /* Nothing on other lines. */
  g_assert_cmpuint (painted->len, ==, expected->len);
}

static void
test_runs_are_the_characters_union (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gboolean bidi[G_N_ELEMENTS (paragraphs)] = { FALSE, FALSE, TRUE, TRUE, TRUE, TRUE };
  gboolean rtl[G_N_ELEMENTS (paragraphs)] = { FALSE, FALSE, FALSE, TRUE, FALSE, FALSE };

  for (guint i = 0; i < G_N_ELEMENTS (paragraphs); i++)
    {
      g_autoptr (ManiMarkShape) shape = NULL;
      GtkTextIter iter;
      guint length = g_utf8_strlen (paragraphs[i], -1);
      int top;
      int height;

      gtk_text_buffer_get_iter_at_line (buffer, &iter, i);
      gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (view), &iter, &top, &height);
      shape = mani_mark_shape_new (GTK_TEXT_VIEW (view), &iter);
      g_assert_cmpuint (mani_mark_shape_get_length (shape), ==, length);
      g_assert_cmpint (mani_mark_shape_get_height (shape), ==, height);
      g_assert_cmpint (mani_mark_shape_is_bidi (shape), ==, bidi[i]);
      g_assert_cmpint (mani_mark_shape_is_rtl (shape), ==, rtl[i]);

      for (guint j = 0; j < 60 && length > 0; j++)
        {
          guint start = g_rand_int_range (random, 0, length);
          guint end = g_rand_int_range (random, start, length + 1);
          g_autoptr (GPtrArray) expected = paint_naively (&iter, start, end);
          g_autoptr (GPtrArray) painted = paint_runs (shape, top, start, end);

          compare (expected, painted);
        }
    }
}

static void
test_lines_are_where_text_wraps (void)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  for (guint i = 0; i < G_N_ELEMENTS (paragraphs); i++)
    {
      g_autoptr (ManiMarkShape) shape = NULL;
      GtkTextIter iter;
      guint n;
      guint at = 0;
      int y = G_MININT;
      const ManiDisplayLine *lines;

      gtk_text_buffer_get_iter_at_line (buffer, &iter, i);
      shape = mani_mark_shape_new (GTK_TEXT_VIEW (view), &iter);
      lines = mani_mark_shape_get_lines (shape, &n);
      for (guint j = 0; j < n; j++)
        {
          g_assert_cmpuint (lines[j].start, ==, at);
          g_assert_cmpint (lines[j].y, >, y);
          /* Every character of it is on the line. */
          for (guint k = lines[j].start; k < lines[j].end; k++)
            {
              GtkTextIter character = iter;
              GdkRectangle location;
              int top;
              int height;

              gtk_text_iter_forward_chars (&character, k);
              gtk_text_view_get_iter_location (GTK_TEXT_VIEW (view), &character, &location);
              gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (view), &iter, &top, &height);
              g_assert_cmpint (ABS (location.y - top - lines[j].y), <, SAME_LINE);
            }
          at = lines[j].end;
          y = lines[j].y;
        }
      g_assert_cmpuint (at, ==, mani_mark_shape_get_length (shape));
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *window;
  int status;

  g_test_init (&argc, &argv, NULL);
  gtk_init ();

  for (guint i = 0; i < G_N_ELEMENTS (paragraphs); i++)
    g_string_append_printf (text, "%s\n", paragraphs[i]);
  view = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text->str, -1);
  window = fixture_window (view, 300, 600);
  fixture_wait (300);

  g_test_add_func ("/app/mark-shape/runs-are-the-characters-union",
                   test_runs_are_the_characters_union);
  g_test_add_func ("/app/mark-shape/lines-are-where-text-wraps", test_lines_are_where_text_wraps);
  status = g_test_run ();

  gtk_window_destroy (GTK_WINDOW (window));

  return status;
}
