/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Speed of reading and writing a project beside json-glib on the same bytes, and what memory it
 * takes beside the size of its file. Prints lines of name, value, unit, reference, ratio.
 *
 * usage: bench-store [ANNOTATIONS]   (100000 by default) */

#include "mani-journal.h"
#include "mani-project-file.h"
#include "mani-project-reader.h"
#include "mani-project-writer.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define N_RUNS 3
#define N_ARTICLE_CHARS 10000
#define N_LABELS 6
#define N_ENTITIES 200
/* Annotations an article has. */
#define N_EACH 100

static const char *const words[] = { "the",     "ministry", "of",    "defence", "said",
                                     "Երևան",   "on",       "a",     "column",  "vehicles",
                                     "passed",  "corridor", "Baku",  "and",     "peacekeepers",
                                     "Hajiyev", "Monday",   "сказал" };

static ManiRecord *
end_record (ManiRecordBuilder *builder)
{
  g_autoptr (GError) error = NULL;
  ManiRecord *record = mani_record_builder_end (builder, &error);

  g_assert_no_error (error);
  mani_record_builder_free (builder);

  return record;
}

static ManiRecord *
make_entity (guint number)
{
  ManiRecordBuilder *builder = mani_record_builder_new (&mani_entity_record_type);
  g_autofree char *id = g_strdup_printf ("entity%010u", number);

  mani_record_builder_set_string (builder, MANI_RECORD_ID, id);
  mani_record_builder_set_string (builder, MANI_ENTITY_NAME, words[number % G_N_ELEMENTS (words)]);

  return end_record (builder);
}

static ManiRecord *
make_article (GRand *random)
{
  ManiRecordBuilder *builder = mani_record_builder_new (&mani_article_record_type);
  g_autoptr (GString) text = g_string_new (NULL);

  while (text->len < N_ARTICLE_CHARS)
    {
      g_string_append (text, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
      g_string_append_c (text, g_rand_int_range (random, 0, 60) == 0 ? '\n' : ' ');
    }
  mani_record_builder_set_string (builder, MANI_ARTICLE_TITLE, "A column of vehicles");
  mani_article_builder_set_text (builder, text->str, text->len);

  return end_record (builder);
}

static ManiRecord *
make_annotation (GRand *random, ManiArticle *article, GPtrArray *labels)
{
  ManiRecordBuilder *builder = mani_record_builder_new (&mani_annotation_record_type);
  ManiRange range;
  g_autofree char *entity =
      g_strdup_printf ("entity%010u", g_rand_int_range (random, 0, N_ENTITIES));

  range.start = g_rand_int_range (random, 0, mani_article_get_length (article) - 30);
  range.end = range.start + g_rand_int_range (random, 3, 25);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE,
                                  mani_record_get_id (MANI_RECORD (article)));
  mani_record_builder_set_ranges (builder, MANI_ANNOTATION_RANGES, &range, 1);
  mani_record_builder_set_string (
      builder, MANI_ANNOTATION_LABEL,
      mani_record_get_id (labels->pdata[g_rand_int_range (random, 0, N_LABELS)]));
  mani_record_builder_set_string (builder, MANI_ANNOTATION_ENTITY, entity);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_CREATOR, "Anna");
  mani_record_builder_set_time (builder, MANI_ANNOTATION_CREATED,
                                (G_GINT64_CONSTANT (1790000000) + g_rand_int (random) % 100000000) *
                                    G_USEC_PER_SEC);

  return end_record (builder);
}

static ManiProject *
make_project (guint n_annotations)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2026);
  g_autoptr (GPtrArray) labels = mani_label_new_defaults ();
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (ManiProjectInfo) info = mani_project_info_new ("Bench");
  g_autoptr (GError) error = NULL;
  ManiProject *project;

  for (guint i = 0; i < N_LABELS; i++)
    g_ptr_array_add (records, g_object_ref (labels->pdata[i]));
  for (guint i = 0; i < N_ENTITIES; i++)
    g_ptr_array_add (records, make_entity (i));
  for (guint i = 0; i < n_annotations / N_EACH; i++)
    {
      ManiRecord *article = make_article (random);

      g_ptr_array_add (records, article);
      for (guint j = 0; j < N_EACH; j++)
        g_ptr_array_add (records, make_annotation (random, MANI_ARTICLE (article), labels));
    }

  project = mani_project_new_from_records (info, records, NULL, NULL, &error);
  g_assert_no_error (error);

  return project;
}

/* Speed */

/* Microseconds that this thread has worked: what else the machine does is not counted. */
static gint64
get_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
print_speed (const char *name, gsize n_bytes, gint64 ours, gint64 theirs)
{
  double value = (double) n_bytes / ours;
  double reference = (double) n_bytes / theirs;

  g_print ("%s\t%.1f\tMB/s\t%.1f\t%.2f\n", name, value, reference, value / reference);
}

static gint64
time_reading (GBytes *bytes)
{
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < N_RUNS; i++)
    {
      g_autoptr (ManiReadReport) report = mani_read_report_new ();
      g_autoptr (GError) error = NULL;
      gint64 start = get_time ();
      g_autoptr (ManiProject) project =
          mani_project_reader_read (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                    "bench", report, NULL, NULL, &error);

      best = MIN (best, get_time () - start);
      g_assert_no_error (error);
      g_assert_true (mani_read_report_is_sound (report));
    }

  return best;
}

static gint64
time_writing (ManiProject *project)
{
  g_autoptr (ManiSnapshot) snapshot = mani_project_snapshot (project);
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 start = get_time ();
      g_autoptr (GBytes) bytes = mani_project_writer_write (snapshot, NULL, NULL, NULL, NULL);

      best = MIN (best, get_time () - start);
    }

  return best;
}

static void
time_json_glib (GBytes *bytes, gint64 *reading, gint64 *writing)
{
  *reading = G_MAXINT64;
  *writing = G_MAXINT64;

  for (guint i = 0; i < N_RUNS; i++)
    {
      g_autoptr (JsonParser) parser = json_parser_new ();
      g_autoptr (JsonGenerator) generator = json_generator_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *json = NULL;
      gint64 start = get_time ();

      json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                  &error);
      *reading = MIN (*reading, get_time () - start);
      g_assert_no_error (error);

      json_generator_set_root (generator, json_parser_get_root (parser));
      start = get_time ();
      json = json_generator_to_data (generator, NULL);
      *writing = MIN (*writing, get_time () - start);
    }
}

/* The journal */

/* Milliseconds that appending takes the one who waits for it; the wall's clock. */
static double
time_append (ManiJournal *journal, ManiEdit *edit, guint n_runs)
{
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < n_runs; i++)
    {
      gint64 start = g_get_monotonic_time ();

      mani_journal_append (journal, MANI_HISTORY_DO, edit);
      best = MIN (best, g_get_monotonic_time () - start);
    }

  return best / 1000.0;
}

static void
print_append (const char *name, double value, double budget)
{
  g_print ("%s\t%.3f\tms\t%.3f\t%.2f\n", name, value, budget, value / budget);
}

/* As confirming so many annotations does. */
static ManiEdit *
confirm (ManiProject *project, guint n)
{
  ManiEdit *edit = mani_edit_new ("Confirm");
  ManiTable *articles = mani_project_get_table (project, MANI_KIND_ARTICLE);

  for (guint i = 0; i < mani_table_get_length (articles) && n > 0; i++)
    {
      ManiTable *table =
          mani_project_get_annotations (project, mani_record_get_id (mani_table_get (articles, i)));

      for (guint j = 0; j < mani_table_get_length (table) && n > 0; j++, n--)
        {
          ManiRecord *before = mani_table_get (table, j);
          ManiRecordBuilder *builder = mani_record_builder_new_from (before);
          g_autoptr (ManiRecord) after = NULL;

          mani_record_builder_set_word (builder, MANI_ANNOTATION_STATUS, 1);
          after = end_record (builder);
          mani_edit_replace (edit, before, after);
        }
    }

  return edit;
}

/* New annotations, as annotating all identical passages makes them. */
static ManiEdit *
annotate (ManiProject *project, guint n)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2026);
  g_autoptr (GPtrArray) labels = mani_label_new_defaults ();
  ManiArticle *article = mani_table_get (mani_project_get_table (project, MANI_KIND_ARTICLE), 0);
  ManiEdit *edit = mani_edit_new ("Annotate");

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ManiRecord) record = make_annotation (random, article, labels);

      mani_edit_add (edit, record);
    }

  return edit;
}

/* Another status of an article of ten million characters. */
static ManiEdit *
set_status_of_long_article (void)
{
  ManiRecordBuilder *builder = mani_record_builder_new (&mani_article_record_type);
  g_autofree char *text = g_strnfill (10000000, 'a');
  g_autoptr (ManiRecord) before = NULL;
  g_autoptr (ManiRecord) after = NULL;
  ManiEdit *edit = mani_edit_new ("Done");

  mani_article_builder_set_text (builder, text, -1);
  before = end_record (builder);
  builder = mani_record_builder_new_from (before);
  mani_record_builder_set_word (builder, MANI_ARTICLE_STATUS, 2);
  after = end_record (builder);
  mani_edit_replace (edit, before, after);

  return edit;
}

/* Beside the budgets of an edit (3 ms) and of annotating 5,000 passages (200 ms). */
static void
time_journal (ManiProject *project, const char *folder)
{
  g_autofree char *journals = g_build_filename (folder, "journal", NULL);
  g_autoptr (ManiEdit) one = annotate (project, 1);
  g_autoptr (ManiEdit) many = annotate (project, 5000);
  g_autoptr (ManiEdit) changes = confirm (project, 5000);
  g_autoptr (ManiEdit) status = set_status_of_long_article ();
  g_autoptr (ManiJournal) journal = mani_journal_new (mani_io_get_default (), journals, "p");
  g_autoptr (GBytes) whole = g_bytes_new_static ("{}", 2);

  mani_journal_set_base (journal, 0, NULL, NULL, whole, NULL);
  print_append ("journal-append", time_append (journal, one, 100), 3);
  print_append ("journal-append-5000", time_append (journal, many, 5), 200);
  print_append ("journal-append-5000-changed", time_append (journal, changes, 5), 200);
  print_append ("journal-append-status-10mb", time_append (journal, status, 100), 0.1);
  mani_journal_remove (journal);
  g_rmdir (journals);
}

/* Memory, in a process of its own */

static gsize
read_status (const char *name)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, name);
  g_assert_nonnull (line);

  return g_ascii_strtoull (line + strlen (name), NULL, 10) * 1024;
}

/* What loading adds to the memory of this process, at its peak and in the end; then what saving
 * adds. */
static int
weigh (const char *path)
{
  const ManiIo *io = mani_io_get_default ();
  g_autofree char *copy = g_strconcat (path, ".copy", NULL);
  g_autoptr (ManiSnapshot) snapshot = NULL;
  g_autoptr (ManiProject) project = NULL;
  gsize before = read_status ("VmRSS:");
  double loaded_peak, loaded, saved_peak;
  GStatBuf status;

  project = mani_project_file_load (io, path, NULL, NULL, NULL, NULL, NULL, NULL);
  g_assert_nonnull (project);
  loaded_peak = read_status ("VmHWM:") - before;
  malloc_trim (0);
  loaded = read_status ("VmRSS:") - before;

  snapshot = mani_project_snapshot (project);
  mani_project_file_save (io, copy, snapshot, NULL, MANI_SAFE_FILE_OVERWRITE, NULL, NULL, NULL,
                          NULL, NULL);
  saved_peak = read_status ("VmHWM:") - before;

  g_stat (path, &status);
  g_unlink (copy);
  g_print ("store-load-peak-memory\t%.1f\tMB\t%.1f\t%.2f\n", loaded_peak / 1e6,
           status.st_size / 1e6, loaded_peak / status.st_size);
  g_print ("store-loaded-memory\t%.1f\tMB\t%.1f\t%.2f\n", loaded / 1e6, status.st_size / 1e6,
           loaded / status.st_size);
  g_print ("store-save-peak-memory\t%.1f\tMB\t%.1f\t%.2f\n", saved_peak / 1e6, status.st_size / 1e6,
           saved_peak / status.st_size);

  return 0;
}

int
main (int argc, char *argv[])
{
  guint n_annotations = argc > 1 ? strtoul (argv[1], NULL, 10) : 100000;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autoptr (ManiProject) project = NULL;
  g_autoptr (ManiSnapshot) snapshot = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  gint64 reading, writing;
  char *weigh_argv[] = { argv[0], (char *) "--weigh", NULL, NULL };
  gsize n;

  if (argc == 3 && strcmp (argv[1], "--weigh") == 0)
    return weigh (argv[2]);

  folder = g_dir_make_tmp ("manicule-bench-XXXXXX", NULL);
  path = g_build_filename (folder, "p.manicule", NULL);
  project = make_project (n_annotations);
  snapshot = mani_project_snapshot (project);
  bytes = mani_project_writer_write (snapshot, NULL, NULL, NULL, NULL);
  n = g_bytes_get_size (bytes);

  time_json_glib (bytes, &reading, &writing);
  print_speed ("store-read", n, time_reading (bytes), reading);
  print_speed ("store-write", n, time_writing (project), writing);

  mani_project_file_save (mani_io_get_default (), path, snapshot, NULL, MANI_SAFE_FILE_DEFAULT,
                          NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  weigh_argv[2] = path;
  g_spawn_sync (NULL, weigh_argv, NULL, G_SPAWN_CHILD_INHERITS_STDIN, NULL, NULL, NULL, NULL, NULL,
                &error);
  g_assert_no_error (error);
  g_unlink (path);
  time_journal (project, folder);
  g_rmdir (folder);

  return 0;
}
