/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The view in a window: jumps land, selections are the article's, clicks walk, news is heard. */

#include "mani-article-view.h"

#include "view-fixture.h"

#include <adwaita.h>

typedef struct
{
  ManiProject *project;
  ManiArticle *article;
  GtkWidget *window;
  ManiArticleView *view;
} Fixture;

static void
set_up (Fixture *fixture, const char *text, int width)
{
  fixture->project = fixture_project (text, &fixture->article);
  fixture->view = MANI_ARTICLE_VIEW (mani_article_view_new ());
  mani_article_view_set_project (fixture->view, fixture->project);
  mani_article_view_set_article (fixture->view, fixture->article);
  fixture->window = fixture_window (GTK_WIDGET (fixture->view), width, 700);
}

static void
tear_down (Fixture *fixture)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->view), (gpointer *) &fixture->view);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture_wait (50);
  g_assert_null (fixture->view);
  g_assert_finalize_object (fixture->project);
}

static void
assert_on_screen (Fixture *fixture, guint offset)
{
  GtkTextView *view = GTK_TEXT_VIEW (fixture->view);
  GdkRectangle rectangle;
  ManiRange shown = mani_article_view_get_visible_range (fixture->view);
  guint height = gtk_widget_get_height (GTK_WIDGET (view));

  g_assert_cmpuint (offset, >=, shown.start);
  g_assert_cmpuint (offset, <=, shown.end);
  g_assert_true (mani_article_view_get_range_rectangle (
      fixture->view, (ManiRange){ offset, offset + 1 }, &rectangle));
  g_assert_cmpint (rectangle.y, >=, 0);
  g_assert_cmpint (rectangle.y + rectangle.height, <=, height);
  /* No more than a screen: the range is right too. */
  g_assert_cmpuint (shown.end - shown.start, <, 6000);
}

static void
wait_for_jump (Fixture *fixture)
{
  for (guint i = 0; i < 300 && mani_article_view_is_jumping (fixture->view); i++)
    fixture_wait (10);
  g_assert_false (mani_article_view_is_jumping (fixture->view));
}

static void
test_jump (gconstpointer data)
{
  guint delay = GPOINTER_TO_UINT (data);
  g_autofree char *text = fixture_text (1000000, 600);
  guint target = 800000;
  Fixture fixture;

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_data_func ("/app/article-view/jump-before-the-window-is-shown", GUINT_TO_POINTER (0),
                        test_jump);
  g_test_add_data_func ("/app/article-view/jump-just-after-opening", GUINT_TO_POINTER (20),
                        test_jump);
  g_test_add_data_func ("/app/article-view/jump-when-all-is-laid-out", GUINT_TO_POINTER (2500),
                        test_jump);

  return g_test_run ();
}
