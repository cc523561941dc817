/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For tests of the view: projects with an article, windows, and waiting for frames. */

#pragma once

#include "mani-article-view.h"

#include <gtk/gtk.h>

/* A project with one article of @text; the article is borrowed from it. */
static inline ManiProject *
fixture_project (const char *text, ManiArticle **article)
{
  ManiProject *project = mani_project_new ("Test");
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_article_record_type);
  g_autoptr (ManiEdit) edit = mani_edit_new ("Add");
  g_autoptr (ManiRecord) record = NULL;
  g_autoptr (ManiEdit) undo = NULL;

  mani_article_builder_set_text (builder, text, -1);
  record = mani_record_builder_end (builder, NULL);
  g_assert_nonnull (record);
  mani_edit_add (edit, record);
  undo = mani_project_apply (project, edit, NULL);
  g_assert_nonnull (undo);
  *article = MANI_ARTICLE (record);

  return project;
}

static inline ManiAnnotation *
fixture_annotation (ManiArticle *article, const char *label, const ManiRange *ranges, guint n)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_annotation_record_type);
  ManiAnnotation *annotation;

  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE,
                                  mani_record_get_id (MANI_RECORD (article)));
  mani_record_builder_set_ranges (builder, MANI_ANNOTATION_RANGES, ranges, n);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_LABEL, label);
  annotation = mani_record_builder_end (builder, NULL);
  g_assert_nonnull (annotation);

  return annotation;
}

static inline ManiAnnotation *
fixture_mark (ManiProject *project, ManiArticle *article, const char *label, guint start, guint end)
{
  g_autoptr (ManiEdit) edit = mani_edit_new ("Mark");
  g_autoptr (ManiEdit) undo = NULL;
  ManiAnnotation *annotation = fixture_annotation (article, label, &(ManiRange){ start, end }, 1);

  mani_edit_add (edit, annotation);
  undo = mani_project_apply (project, edit, NULL);
  g_assert_nonnull (undo);

  return annotation;
}

/* Shows @child in a window of that size, scrolled when it can be. */
static inline GtkWidget *
fixture_window (GtkWidget *child, int width, int height)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_present (GTK_WINDOW (window));

  return window;
}

static inline gboolean
fixture_stop_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static inline void
fixture_wait (guint milliseconds)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  g_timeout_add (milliseconds, fixture_stop_cb, loop);
  g_main_loop_run (loop);
}

/* Paragraphs of about @paragraph characters, @n bytes in all, the same each time. */
static inline char *
fixture_text (gsize n, guint paragraph)
{
  static const char *const words[] = { "the",    "ferry",     "harbour", "of",   "island",
                                       "letter", "and",       "notice",  "lamp", "captain",
                                       "wrote",  "that",      "board",   "in",   "a",
                                       "winter", "therefore", "quay" };
  GString *text = g_string_sized_new (n + 64);
  GRand *random = g_rand_new_with_seed (11);
  guint length = 0;

  while (text->len < n)
    {
      const char *word = words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))];

      g_string_append (text, word);
      length += strlen (word) + 1;
      if (length >= paragraph)
        {
          g_string_append (text, ".\n");
          length = 0;
        }
      else
        g_string_append_c (text, ' ');
    }
  g_rand_free (random);

  return g_string_free (text, FALSE);
}

/* A view in a window. */
typedef struct
{
  ManiProject *project;
  ManiArticle *article;
  GtkWidget *window;
  ManiArticleView *view;
} ViewFixture;

static inline void
set_up (ViewFixture *fixture, const char *text, int width)
{
  fixture->project = fixture_project (text, &fixture->article);
  fixture->view = MANI_ARTICLE_VIEW (mani_article_view_new ());
  mani_article_view_set_project (fixture->view, fixture->project);
  mani_article_view_set_article (fixture->view, fixture->article);
  fixture->window = fixture_window (GTK_WIDGET (fixture->view), width, 700);
}

static inline void
tear_down (ViewFixture *fixture)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->view), (gpointer *) &fixture->view);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture_wait (50);
  g_assert_null (fixture->view);
  g_assert_finalize_object (fixture->project);
}

static inline void
assert_on_screen (ViewFixture *fixture, guint offset)
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

static inline void
wait_for_jump (ViewFixture *fixture)
{
  for (guint i = 0; i < 300 && mani_article_view_is_jumping (fixture->view); i++)
    fixture_wait (10);
  g_assert_false (mani_article_view_is_jumping (fixture->view));
}
