/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the model takes: memory an annotation, time an edit, time a query. Prints lines of name,
 * value, unit, reference, ratio; the reference is the budget, or for queries and filters a plain
 * walk over the same annotations. */

#include "mani-filter.h"
#include "mani-history.h"
#include "mani-merge.h"
#include "mani-operations.h"

#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define N_ALL 1000000
#define N_ARTICLES 100
#define N_LARGE 100000
#define N_BULK 5000
#define N_QUERIES 1000
#define TEXT_LENGTH 1000000

static void
report (const char *name, double value, const char *unit, double reference)
{
  g_print ("%s\t%.3g\t%s\t%.3g\t%.3g\n", name, value, unit, reference, value / reference);
}

/* Microseconds that this program has worked: what else the machine does is not counted. */
static gint64
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);

  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gsize
get_resident (void)
{
  unsigned long size = 0;
  unsigned long resident = 0;
  FILE *file;

  malloc_trim (0);
  file = fopen ("/proc/self/statm", "r");
  g_assert_nonnull (file);
  g_assert_cmpint (fscanf (file, "%lu %lu", &size, &resident), ==, 2);
  fclose (file);

  return resident * 4096;
}

/* An article of @length characters, sentences of short words. */
static ManiArticle *
make_article (guint number, guint length)
{
  static const char words[] =
      "The column left Baku at noon and reached the bridge in the evening. ";
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_article_record_type);
  g_autoptr (GString) text = g_string_sized_new (length + sizeof words);
  g_autofree char *id = g_strdup_printf ("articleabcdef%03u", number);

  while (text->len < length)
    g_string_append (text, words);
  g_string_truncate (text, length);
  mani_record_builder_set_string (builder, MANI_ARTICLE_ID, id);
  mani_article_builder_set_text (builder, text->str, text->len);

  return mani_record_builder_end (builder, NULL);
}

/* As most are: an id of 16, an article, a range, a label, a creator, when; every second names
 * somebody, every tenth has a note. */
static ManiRecord *
make_annotation (GRand *random, ManiRecordBuilder *builder, const char *article, guint length)
{
  static const char *const labels[] = { "person", "place", "organisation", "date", "quote" };
  guint start = g_rand_int_range (random, 0, length - 20);
  g_autofree char *id = mani_record_new_id ();
  g_autofree char *entity =
      g_strdup_printf ("entityabcdefg%03d", g_rand_int_range (random, 0, 900));

  mani_record_builder_set_string (builder, MANI_ANNOTATION_ID, id);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE, article);
  mani_record_builder_set_ranges (
      builder, MANI_ANNOTATION_RANGES,
      &(ManiRange){ start, start + (guint) g_rand_int_range (random, 1, 20) }, 1);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_LABEL,
                                  labels[g_rand_int_range (random, 0, 5)]);
  if (g_rand_boolean (random))
    mani_record_builder_set_string (builder, MANI_ANNOTATION_ENTITY, entity);
  if (g_rand_int_range (random, 0, 10) == 0)
    mani_record_builder_set_string (builder, MANI_ANNOTATION_NOTE, "Who said so, and when?");
  mani_record_builder_set_string (builder, MANI_ANNOTATION_CREATOR, "Ada Lovelace");
  mani_record_builder_set_time (builder, MANI_ANNOTATION_CREATED,
                                G_GINT64_CONSTANT (1795486200000000));

  return mani_record_builder_end (builder, NULL);
}

static void
add_entities (GPtrArray *records)
{
  for (guint i = 0; i < 900; i++)
    {
      g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_entity_record_type);
      g_autofree char *id = g_strdup_printf ("entityabcdefg%03u", i);

      mani_record_builder_set_string (builder, MANI_ENTITY_ID, id);
      mani_record_builder_set_string (builder, MANI_ENTITY_NAME, id);
      g_ptr_array_add (records, mani_record_builder_end (builder, NULL));
    }
}

static ManiProject *
load (GPtrArray *records)
{
  g_autoptr (ManiProjectInfo) info = mani_project_info_new ("Bench");
  g_autoptr (GError) error = NULL;
  ManiProject *project = mani_project_new_from_records (info, records, NULL, NULL, &error);

  g_assert_no_error (error);

  return project;
}

/* The first query after a change makes the index. */
static void
touch_indexes (ManiProject *project)
{
  ManiTable *articles = mani_project_get_table (project, MANI_KIND_ARTICLE);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < mani_table_get_length (articles); i++)
    {
      ManiRecord *article = mani_table_get (articles, i);

      mani_table_query (mani_project_get_annotations (project, mani_record_get_id (article)), 0, 0,
                        hits);
    }
}

static void
bench_memory (GRand *random)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) rest = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_annotation_record_type);
  g_autoptr (GPtrArray) labels = mani_label_new_defaults ();
  ManiProject *project;
  gsize before;
  gsize after;
  gsize records_alone = 0;
  gint64 start;

  for (guint i = 0; i < labels->len; i++)
    g_ptr_array_add (rest, g_object_ref (labels->pdata[i]));
  add_entities (rest);
  for (guint i = 0; i < N_ARTICLES; i++)
    g_ptr_array_add (rest, make_article (i, 10000));
  project = load (rest);
  touch_indexes (project);
  g_object_unref (project);

  before = get_resident ();
  g_ptr_array_set_size (records, 0);
  for (guint i = 0; i < rest->len; i++)
    g_ptr_array_add (records, g_object_ref (rest->pdata[i]));
  for (guint i = 0; i < N_ALL; i++)
    {
      g_autofree char *article = g_strdup_printf ("articleabcdef%03u", i / (N_ALL / N_ARTICLES));
      ManiRecord *record = make_annotation (random, builder, article, 10000);

      records_alone += mani_record_get_size (record);
      g_ptr_array_add (records, record);
    }
  start = now ();
  project = load (records);
  report ("load-1000000-records", (now () - start) / 1e3, "ms", 2000);
  g_clear_pointer (&records, g_ptr_array_unref);
  touch_indexes (project);
  after = get_resident ();

  report ("annotation-record", (double) records_alone / N_ALL, "bytes", 260);
  report ("annotation-with-indexes", (double) (after - before) / N_ALL, "bytes", 260);
  g_object_unref (project);
}

static void
apply (ManiHistory *history, ManiEdit *edit)
{
  g_autoptr (GError) error = NULL;

  mani_history_apply (history, edit, &error);
  g_assert_no_error (error);
  mani_edit_unref (edit);
}

static ManiEdit *
mark (ManiProject *project, guint start, guint n)
{
  g_autofree ManiPassage *passages = g_new (ManiPassage, n);
  g_autofree ManiRange *ranges = g_new (ManiRange, n);

  for (guint i = 0; i < n; i++)
    {
      ranges[i] = (ManiRange){ start + 100 * i, start + 100 * i + 7 };
      passages[i] = (ManiPassage){ &ranges[i], 1 };
    }

  return mani_operation_mark (project, "articleabcdef000", passages, n,
                              &(ManiMark){ .label = "place" }, NULL);
}

static void
bench_edits (ManiProject *project)
{
  ManiHistory *history = mani_history_new (project);
  ManiTable *table = mani_project_get_annotations (project, "articleabcdef000");
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (guint));
  gint64 done = 0;
  gint64 undone = 0;
  gint64 shared = 0;
  gint64 queried = 0;
  gint64 start;
  guint n_runs = 50;

  start = now ();
  mani_table_query (table, 5, 5, hits);
  report ("first-query-of-100000", (now () - start) / 1e3, "ms", 50);

  for (guint i = 0; i < n_runs; i++)
    {
      ManiSnapshot *snapshot;

      start = now ();
      apply (history, mark (project, 1000 + i, 1));
      done += now () - start;
      start = now ();
      mani_table_query (table, 5, 5, hits);
      queried += now () - start;
      start = now ();
      mani_history_undo (history, NULL);
      undone += now () - start;

      snapshot = mani_project_snapshot (project);
      start = now ();
      apply (history, mark (project, 1000 + i, 1));
      shared += now () - start;
      mani_snapshot_unref (snapshot);
      mani_history_undo (history, NULL);
    }
  report ("edit-among-100000", (double) done / n_runs, "us", 3000);
  report ("undo-among-100000", (double) undone / n_runs, "us", 3000);
  report ("edit-under-a-snapshot", (double) shared / n_runs, "us", 3000);

  report ("query-after-an-edit", (double) queried / n_runs, "us", 3000);

  start = now ();
  apply (history, mark (project, 0, N_BULK));
  report ("mark-5000", (now () - start) / 1e3, "ms", 200);
  start = now ();
  mani_history_undo (history, NULL);
  report ("undo-5000", (now () - start) / 1e3, "ms", 200);

  g_object_unref (history);
}

static guint
scan (ManiTable *table, guint start, guint end)
{
  guint n = 0;

  for (guint i = 0; i < mani_table_get_length (table); i++)
    {
      ManiRange extent = mani_annotation_get_extent (mani_table_get (table, i));

      n += start == end ? extent.start <= start && extent.end > start
                        : extent.start < end && extent.end > start;
    }

  return n;
}

static void
bench_queries (ManiProject *project, GRand *random, const char *name, guint width)
{
  ManiTable *table = mani_project_get_annotations (project, "articleabcdef000");
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (guint));
  guint starts[N_QUERIES];
  guint n_hits = 0;
  guint n_scanned = 0;
  gint64 start;
  gint64 queried;
  guint n_scans = 20;

  for (guint i = 0; i < N_QUERIES; i++)
    starts[i] = g_rand_int_range (random, 0, TEXT_LENGTH - width);
  mani_table_query (table, 0, 0, hits);
  start = now ();
  for (guint i = 0; i < N_QUERIES; i++)
    {
      g_array_set_size (hits, 0);
      mani_table_query (table, starts[i], starts[i] + width, hits);
      n_hits += i < n_scans ? hits->len : 0;
    }
  queried = now () - start;
  start = now ();
  for (guint i = 0; i < n_scans; i++)
    n_scanned += scan (table, starts[i], starts[i] + width);
  g_assert_cmpuint (n_hits, ==, n_scanned);
  report (name, (double) queried / N_QUERIES, "us", (double) (now () - start) / n_scans);
}

static void
bench_filter (ManiProject *project)
{
  static const char *const labels[] = { "place", NULL };
  ManiTable *table = mani_project_get_annotations (project, "articleabcdef000");
  guint n = mani_table_get_length (table);
  g_autoptr (ManiFilter) by_label = mani_filter_new (&(ManiCriteria){ .labels = labels });
  g_autoptr (ManiFilter) by_text = mani_filter_new (&(ManiCriteria){ .text = "baku" });
  gint64 start = now ();
  gint64 plain;
  gsize total = 0;
  guint n_found = 0;

  for (guint i = 0; i < n; i++)
    total += mani_annotation_get_label (mani_table_get (table, i)) != NULL;
  plain = MAX (now () - start, 1);
  start = now ();
  for (guint i = 0; i < n; i++)
    n_found += mani_filter_matches (by_label, project, mani_table_get (table, i));
  report ("filter-100000-by-label", (now () - start) / 1e3, "ms", plain / 1e3);

  start = now ();
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *quote = mani_annotation_dup_quote (
          mani_table_get (table, i),
          mani_project_lookup (project, MANI_KIND_ARTICLE, "articleabcdef000"));

      total += strstr (quote, "Baku") != NULL;
    }
  plain = MAX (now () - start, 1);
  start = now ();
  for (guint i = 0; i < n; i++)
    n_found += mani_filter_matches (by_text, project, mani_table_get (table, i));
  report ("filter-100000-by-text", (now () - start) / 1e3, "ms", plain / 1e3);
  g_assert_cmpuint (n_found, >, 0);
  g_assert_cmpuint (total, >, 0);
}

static void
bench_merge (ManiProject *project)
{
  ManiHistory *history = mani_history_new (project);
  g_autoptr (ManiSnapshot) base = mani_project_snapshot (project);
  g_autoptr (ManiSnapshot) theirs = NULL;
  g_autoptr (ManiMerge) merge = NULL;
  gint64 start;

  apply (history, mark (project, 0, N_BULK));
  theirs = mani_project_snapshot (project);
  mani_history_undo (history, NULL);
  start = now ();
  merge = mani_merge_new (base, base, theirs);
  report ("merge-100000", (now () - start) / 1e3, "ms", 1000);
  g_assert_cmpuint (mani_edit_get_length (mani_merge_get_edit (merge)), ==, N_BULK);
  g_object_unref (history);
}

/* A passage linked by a name that none of 10,000 entities has, each with two aliases: all of them
 * are gone through. */
static void
bench_link (GRand *random)
{
  g_autoptr (GPtrArray) records = mani_label_new_defaults ();
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_annotation_record_type);
  g_autoptr (GPtrArray) annotations = g_ptr_array_new ();
  ManiProject *project;
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < 10000; i++)
    {
      g_autoptr (ManiRecordBuilder) entity = mani_record_builder_new (&mani_entity_record_type);
      g_autofree char *name = g_strdup_printf ("Person with the Number %u", i);
      g_autofree char *alias = g_strdup_printf ("P. Number %u", i);
      g_autofree char *armenian = g_strdup_printf ("\u0531\u0576\u0571 \u2116 %u", i);
      const char *aliases[] = { alias, armenian, NULL };

      mani_record_builder_set_string (entity, MANI_ENTITY_NAME, name);
      mani_record_builder_set_strings (entity, MANI_ENTITY_ALIASES, aliases);
      g_ptr_array_add (records, mani_record_builder_end (entity, NULL));
    }
  g_ptr_array_add (records, make_article (0, TEXT_LENGTH));
  for (guint i = 0; i < N_BULK; i++)
    {
      ManiRecord *annotation = make_annotation (random, builder, "articleabcdef000", TEXT_LENGTH);

      g_ptr_array_add (records, annotation);
      g_ptr_array_add (annotations, annotation);
    }
  project = load (records);

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (ManiEdit) edit = mani_edit_new (NULL);
      gint64 start = now ();

      mani_operation_need_entity (project, edit, "Nobody Yet", MANI_ENTITY_PERSON, NULL);
      best = MIN (best, now () - start);
      g_assert_cmpuint (mani_edit_get_length (edit), ==, 1);
    }
  report ("name-among-10000-entities", (double) best, "us", 3000);
  best = G_MAXINT64;
  for (guint i = 0; i < 5; i++)
    {
      gint64 start = now ();
      g_autoptr (ManiEdit) edit =
          mani_operation_link (project, annotations, "Nobody Yet", MANI_ENTITY_PERSON, 1, NULL);

      best = MIN (best, now () - start);
      g_assert_cmpuint (mani_edit_get_length (edit), ==, N_BULK + 1);
    }
  report ("link-5000-among-10000-entities", best / 1e3, "ms", 200);
  g_object_unref (project);
}

int
main (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2026);
  g_autoptr (GPtrArray) records = mani_label_new_defaults ();
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_annotation_record_type);
  ManiProject *project;

  bench_memory (random);
  bench_link (random);

  add_entities (records);
  g_ptr_array_add (records, make_article (0, TEXT_LENGTH));
  for (guint i = 0; i < N_LARGE; i++)
    g_ptr_array_add (records, make_annotation (random, builder, "articleabcdef000", TEXT_LENGTH));
  project = load (records);
  bench_edits (project);
  bench_queries (project, random, "stab-among-100000", 0);
  bench_queries (project, random, "overlap-among-100000", 2000);
  bench_filter (project);
  bench_merge (project);
  g_object_unref (project);

  return 0;
}
