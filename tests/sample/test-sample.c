/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sample project: sound, just what the program writes, and made of its sources. */

#include "mani-project-reader.h"
#include "mani-project-writer.h"

#include <string.h>

static GBytes *
load_sample (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "data", "sample.manicule", NULL);
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize n;

  g_file_get_contents (path, &contents, &n, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (contents, n);
}

static ManiProject *
read_sample (ManiReadReport *report)
{
  g_autoptr (GBytes) bytes = load_sample ();
  g_autoptr (GError) error = NULL;
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n);
  ManiProject *project =
      mani_project_reader_read (data, n, "sample.manicule", report, NULL, NULL, &error);

  g_assert_no_error (error);

  return project;
}

static void
test_sound (void)
{
  g_autoptr (ManiReadReport) report = mani_read_report_new ();
  g_autoptr (ManiProject) project = read_sample (report);

  g_assert_true (mani_read_report_is_intact (report));
  g_assert_cmpuint (report->lines->len, ==, 0);
  g_assert_finalize_object (g_steal_pointer (&project));
}

static void
test_same_bytes (void)
{
  g_autoptr (GBytes) sample = load_sample ();
  g_autoptr (ManiProject) project = read_sample (NULL);
  g_autoptr (ManiSnapshot) snapshot = mani_project_snapshot (project);
  g_autoptr (GBytes) written = mani_project_writer_write (snapshot, NULL, NULL, NULL, NULL);

  g_assert_true (g_bytes_equal (sample, written));
}

static void
test_made_of_sources (void)
{
  g_autofree char *maker = g_test_build_filename (G_TEST_BUILT, "sample", "make-sample", NULL);
  g_autofree char *sources = g_test_build_filename (G_TEST_DIST, "..", "data", "sample", NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) sample = load_sample ();
  g_autoptr (GBytes) made = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, maker, sources, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate (process, NULL, NULL, &made, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));

  /* If not, make it anew: see make-sample.c */
  g_assert_true (g_bytes_equal (sample, made));
}

/* Whether @a and @b lie one within the other, or cross. */
static void
look_at_pair (ManiAnnotation *a, ManiAnnotation *b, guint *n_nested, guint *n_crossing)
{
  ManiRange x = mani_annotation_get_extent (a), y = mani_annotation_get_extent (b);

  if (x.end <= y.start || y.end <= x.start)
    return;
  if ((x.start <= y.start && y.end <= x.end) || (y.start <= x.start && x.end <= y.end))
    (*n_nested)++;
  else
    (*n_crossing)++;
}

/* It is there to show everything that there is. */
static void
test_shows_everything (void)
{
  g_autoptr (ManiProject) project = read_sample (NULL);
  ManiTable *articles = mani_project_get_table (project, MANI_KIND_ARTICLE);
  guint n_articles = g_list_model_get_n_items (G_LIST_MODEL (articles));
  guint n_nested = 0, n_crossing = 0, n_several = 0, n_whole = 0, n_notes = 0, n_bare = 0;
  guint n_statuses[4] = { 0 };

  g_assert_cmpuint (n_articles, ==, 3);
  for (guint i = 0; i < n_articles; i++)
    {
      g_autoptr (ManiArticle) article = g_list_model_get_item (G_LIST_MODEL (articles), i);
      GListModel *annotations = G_LIST_MODEL (
          mani_project_get_annotations (project, mani_record_get_id (MANI_RECORD (article))));
      guint n = g_list_model_get_n_items (annotations);

      for (guint k = 0; k < n; k++)
        {
          g_autoptr (ManiAnnotation) annotation = g_list_model_get_item (annotations, k);
          guint n_ranges;

          mani_annotation_get_ranges (annotation, &n_ranges);
          n_several += n_ranges > 1;
          n_whole += mani_annotation_is_whole_article (annotation);
          n_notes += mani_annotation_get_note (annotation) != NULL;
          n_bare += mani_annotation_get_label (annotation) == NULL;
          n_statuses[mani_annotation_get_status (annotation)]++;
          for (guint m = k + 1; m < n; m++)
            {
              g_autoptr (ManiAnnotation) other = g_list_model_get_item (annotations, m);

              look_at_pair (annotation, other, &n_nested, &n_crossing);
            }
        }
    }

  g_assert_cmpuint (mani_project_get_n_annotations (project), >=, 60);
  g_assert_cmpuint (n_nested, >, 5);
  g_assert_cmpuint (n_crossing, >, 0);
  g_assert_cmpuint (n_several, >, 0);
  g_assert_cmpuint (n_whole, ==, 1);
  g_assert_cmpuint (n_notes, >, 5);
  g_assert_cmpuint (n_bare, >, 1);
  for (guint i = 0; i < G_N_ELEMENTS (n_statuses); i++)
    g_assert_cmpuint (n_statuses[i], >, 0);
  g_assert_cmpuint (g_list_model_get_n_items (
                        G_LIST_MODEL (mani_project_get_table (project, MANI_KIND_RELATION))),
                    >=, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sample/is-sound", test_sound);
  g_test_add_func ("/sample/is-what-the-program-writes", test_same_bytes);
  g_test_add_func ("/sample/is-made-of-its-sources", test_made_of_sources);
  g_test_add_func ("/sample/shows-everything", test_shows_everything);

  return g_test_run ();
}
