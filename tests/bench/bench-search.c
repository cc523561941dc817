/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Searching a project of 10,000 articles of 10 KB, as the window does it, against grep on the same
 * text in one file. Every hit is found, so grep has to find every one too (-o): when it only counts
 * lines (-c), it goes on to the next at the first hit of each. */

#include "mani-search.h"
#include "mani-project.h"
#include "mani-test-bench.h"
#include "mani-test-folder.h"

#include <stdio.h>
#include <stdlib.h>

#define ARTICLES 10000
#define ARTICLE_BYTES 10000
#define ROUNDS 5

/* Milliseconds in which the first hit has to be there. */
#define FIRST 50.0

/* Typographic quotation marks, an accent, a soft hyphen: as text from the web has them. */
static const char passage[] =
    "The ministry said on Tuesday that the talks, which began in June, would go on \u201cas long as "
    "needed\u201d; neither side\u2019s delegation wished to comment. Observers had doubts. A "
    "caf\u00e9 owner in the old town, where the dele\u00adgations met, told reporters that nobody "
    "had eaten much: \u201cThey drank water and wrote.\u201d ";

typedef struct
{
  ManiSnapshot *snapshot;
  const char *query;
  gint64 start;
  gint64 first; /* microseconds after the start */
  guint n_hits;
} Job;

static char *
make_text (guint number)
{
  GString *text = g_string_sized_new (ARTICLE_BYTES + 1000);

  for (guint i = 0; text->len < ARTICLE_BYTES; i++)
    {
      g_string_append_printf (text, "%s%u-%u.%s", passage, number, i, i % 4 == 3 ? "\n" : " ");
      if (number % 100 == 50 && i == 5)
        g_string_append (text, "In YEREVAN. ");
    }

  return g_string_free (text, FALSE);
}

static ManiProject *
make_project (char *path)
{
  g_autoptr (ManiProject) empty = mani_project_new (NULL);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  FILE *file = fopen (path, "w");
  ManiProject *project;

  g_assert_nonnull (file);
  for (guint i = 0; i < ARTICLES; i++)
    {
      g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_article_record_type);
      g_autofree char *text = make_text (i);

      mani_article_builder_set_text (builder, text, -1);
      g_ptr_array_add (records, mani_record_builder_end (builder, &error));
      g_assert_no_error (error);
      fputs (text, file);
    }
  fclose (file);
  project =
      mani_project_new_from_records (mani_project_get_info (empty), records, NULL, NULL, &error);
  g_assert_no_error (error);

  return project;
}

static void
changed_cb (ManiSearch *search, guint position, guint removed, guint added, Job *job)
{
  if (job->first == 0)
    job->first = g_get_monotonic_time () - job->start;
}

static void
search_cb (gpointer data, gpointer user_data)
{
  g_autoptr (ManiSearch) search = mani_search_new ();
  Job *job = data;

  job->first = 0;
  job->start = g_get_monotonic_time ();
  g_signal_connect (search, "items-changed", G_CALLBACK (changed_cb), job);
  mani_search_start (search, job->snapshot, job->query, &MANI_SEARCH_OPTIONS_DEFAULT);
  while (mani_search_is_running (search))
    g_main_context_iteration (NULL, TRUE);
  job->n_hits = mani_search_get_n_hits (search);
  g_assert_cmpuint (job->n_hits, >, 0);
}

static void
grep_cb (gpointer data, gpointer user_data)
{
  Job *job = data;
  const char *arguments[] = { "sh",      "-c", "grep -io \"$1\" \"$2\" | wc -l", "sh", job->query,
                              user_data, NULL };
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (atoi (out), ==, job->n_hits);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    const char *query;
  } cases[] = {
    { "rare", "yerevan" },
    { "common", "ministry" },
    { "frequent", "the" },
  };
  char *folder = mani_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "articles.txt", NULL);
  g_autoptr (ManiProject) project = make_project (path);
  g_autoptr (ManiSnapshot) snapshot = mani_project_snapshot (project);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Job job = { snapshot, cases[i].query };
      g_autofree char *first = g_strdup_printf ("search-%s-first-hit", cases[i].name);
      g_autofree char *all = g_strdup_printf ("search-%s-all", cases[i].name);
      double value = mani_test_bench_time (search_cb, &job, NULL, ROUNDS) * 1000;

      mani_test_bench_report (first, job.first / 1000.0, "ms", FIRST);
      mani_test_bench_report (all, value, "ms",
                              mani_test_bench_time (grep_cb, &job, path, ROUNDS) * 1000);
    }

  mani_test_folder_remove (folder);

  return 0;
}
