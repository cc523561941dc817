/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For tests of the view: projects with an article, windows, and waiting for frames. */

#pragma once

#include "mani-project.h"

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
