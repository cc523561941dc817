/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Jumps in a long article land, and stay: before the first frame, just after it, when all is laid
 * out, after changes of width and size. */

#include "view-fixture.h"

#include <adwaita.h>

static void
test_jump (gconstpointer data)
{
  guint delay = GPOINTER_TO_UINT (data);
  g_autofree char *text = fixture_text (1000000, 600);
  guint target = 800000;
  ViewFixture fixture;

  set_up (&fixture, text, 800);
  if (delay > 0)
    fixture_wait (delay);
  mani_article_view_show_range (fixture.view, (ManiRange){ target, target + 5 }, FALSE);
  wait_for_jump (&fixture);
  assert_on_screen (&fixture, target);
  g_assert_cmpuint (mani_article_view_get_caret (fixture.view), ==, target);

  /* It stays while GTK lays out the rest. */
  fixture_wait (1500);
  assert_on_screen (&fixture, target);

  /* And after a change of width, back to the start and there again. */
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 520, 700);
  fixture_wait (100);
  assert_on_screen (&fixture, target);
  mani_article_view_show_range (fixture.view, (ManiRange){ 1000, 1005 }, FALSE);
  wait_for_jump (&fixture);
  assert_on_screen (&fixture, 1000);
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 900, 700);
  fixture_wait (60);
  mani_article_view_show_range (fixture.view, (ManiRange){ target, target + 5 }, TRUE);
  wait_for_jump (&fixture);
  assert_on_screen (&fixture, target);
  fixture_wait (1500);
  assert_on_screen (&fixture, target);

  /* Larger letters. */
  mani_article_view_set_size (fixture.view, 19);
  mani_article_view_show_range (fixture.view, (ManiRange){ 300000, 300005 }, TRUE);
  wait_for_jump (&fixture);
  assert_on_screen (&fixture, 300000);

  tear_down (&fixture);
}

/* The page's true height, when all is laid out. */
static double
get_height (ViewFixture *fixture)
{
  GtkTextView *view = GTK_TEXT_VIEW (fixture->view);
  GtkTextIter end;
  int y;
  int height;

  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (view), &end);
  gtk_text_view_get_line_yrange (view, &end, &y, &height);

  return y + height + gtk_text_view_get_bottom_margin (view);
}

static void
test_page_stays_with_its_text (void)
{
  g_autofree char *text = fixture_text (300000, 600);
  ViewFixture fixture;
  GtkAdjustment *adjustment;

  set_up (&fixture, text, 800);
  fixture_wait (50);
  mani_article_view_show_range (fixture.view, (ManiRange){ 200000, 200005 }, FALSE);
  wait_for_jump (&fixture);

  /* Larger, smaller, narrower, wider, without another jump. */
  mani_article_view_set_size (fixture.view, 16);
  fixture_wait (100);
  assert_on_screen (&fixture, 200000);
  fixture_wait (1500);
  assert_on_screen (&fixture, 200000);
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 500, 700);
  fixture_wait (1500);
  assert_on_screen (&fixture, 200000);
  mani_article_view_set_size (fixture.view, 10);
  gtk_window_set_default_size (GTK_WINDOW (fixture.window), 900, 700);
  fixture_wait (1000);
  assert_on_screen (&fixture, 200000);

  /* When all is laid out, the page can be scrolled to its end and no further. */
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture.view));
  for (guint i = 0;
       i < 300 && ABS (gtk_adjustment_get_upper (adjustment) - get_height (&fixture)) >= 2; i++)
    fixture_wait (100);
  assert_on_screen (&fixture, 200000);
  g_assert_cmpfloat (ABS (gtk_adjustment_get_upper (adjustment) - get_height (&fixture)), <, 2);

  tear_down (&fixture);
}

/* As when a search’s hit in another article is chosen: nothing of it is laid out yet. */
static void
test_into_another_article (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  ViewFixture fixture;
  ManiArticle *other_article;
  ManiProject *other;
  guint target;

  for (guint i = 0; i < 120; i++)
    g_string_append (text, "A paragraph goes on about nothing that anybody looks for.\n\n");
  target = text->len;
  g_string_append (text, "Here the train leaves.\n\nAnd again.\n");
  other = fixture_project (text->str, &other_article);

  set_up (&fixture, "Notes on the ferry\n", 800);
  fixture_wait (500);
  mani_article_view_set_project (fixture.view, other);
  mani_article_view_set_article (fixture.view, other_article);
  mani_article_view_show_range (fixture.view, (ManiRange){ target, target + 8 }, TRUE);
  wait_for_jump (&fixture);
  assert_on_screen (&fixture, target);
  fixture_wait (500);
  assert_on_screen (&fixture, target);

  tear_down (&fixture);
  g_assert_finalize_object (other);
}

/* Where a character stands, from the top of the page. */
static int
get_y (ViewFixture *fixture, guint offset)
{
  GdkRectangle rectangle;

  g_assert_true (mani_article_view_get_range_rectangle (
      fixture->view, (ManiRange){ offset, offset + 1 }, &rectangle));

  return rectangle.y;
}

/* Steps forth and back: the line that one looks at neither moves nor drifts. */
static void
check_zoom (ViewFixture *fixture, guint offset)
{
  static const double sizes[] = { 14, 16, 26, 39, 26, 13, 6.5, 13 };
  int y = get_y (fixture, offset);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      mani_article_view_set_size (fixture->view, sizes[i]);
      /* Fast ones, and some for which all is laid out in between. */
      fixture_wait (i % 3 == 2 ? 1500 : 300);
      g_assert_cmpint (ABS (get_y (fixture, offset) - y), <=, 3);
    }
  fixture_wait (1500);
  g_assert_cmpint (ABS (get_y (fixture, offset) - y), <=, 3);

  mani_article_view_set_measure (fixture->view, 40);
  fixture_wait (300);
  g_assert_cmpint (ABS (get_y (fixture, offset) - y), <=, 3);
  mani_article_view_set_measure (fixture->view, 66);
  fixture_wait (1500);
  g_assert_cmpint (ABS (get_y (fixture, offset) - y), <=, 3);
}

static void
test_zooming_keeps_the_line (gconstpointer caret_is_seen)
{
  g_autofree char *text = fixture_text (300000, 900);
  ViewFixture fixture;
  GtkAdjustment *adjustment;
  guint offset = 200000;

  set_up (&fixture, text, 800);
  fixture_wait (1500);
  mani_article_view_show_range (fixture.view, (ManiRange){ offset, offset + 5 }, FALSE);
  wait_for_jump (&fixture);
  if (!GPOINTER_TO_INT (caret_is_seen))
    {
      adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture.view));
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 2000);
      fixture_wait (100);
      /* The start of the first paragraph that begins on the screen. */
      offset = mani_article_view_get_visible_range (fixture.view).start;
      offset += strchr (text + offset, '\n') + 1 - (text + offset);
    }
  check_zoom (&fixture, offset);

  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_data_func ("/app/article-jump/before-the-window-is-shown", GUINT_TO_POINTER (0),
                        test_jump);
  g_test_add_data_func ("/app/article-jump/just-after-opening", GUINT_TO_POINTER (20), test_jump);
  g_test_add_data_func ("/app/article-jump/when-all-is-laid-out", GUINT_TO_POINTER (2500),
                        test_jump);

  g_test_add_func ("/app/article-jump/into-another-article", test_into_another_article);
  g_test_add_func ("/app/article-jump/page-stays-with-its-text", test_page_stays_with_its_text);
  g_test_add_data_func ("/app/article-jump/zooming-keeps-the-line-of-the-caret",
                        GINT_TO_POINTER (TRUE), test_zooming_keeps_the_line);
  g_test_add_data_func ("/app/article-jump/zooming-keeps-the-first-paragraph",
                        GINT_TO_POINTER (FALSE), test_zooming_keeps_the_line);

  return g_test_run ();
}
