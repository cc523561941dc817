/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Searching a project: what is searched and in which order, by hand and against the plainest loop
 * there is. */

#include "mani-search-run.h"

#include "core-fixture.h"

#include <string.h>

static void
collect_cb (const ManiSearchMatch *matches, guint n, gpointer data)
{
  g_assert_cmpuint (n, >, 0);
  g_array_append_vals (data, matches, n);
}

/* A line for each match: "a text 0-4", "a1 tags[1] 3-5". */
static char *
describe (const GArray *matches)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < matches->len; i++)
    {
      const ManiSearchMatch *match = &g_array_index (matches, ManiSearchMatch, i);
      const ManiField *field = &mani_record_get_record_type (match->record)->fields[match->field];

      g_string_append_printf (lines, "%s%s %s", i > 0 ? "\n" : "",
                              mani_record_get_id (match->record), field->name);
      if (field->kind == MANI_FIELD_STRINGS)
        g_string_append_printf (lines, "[%u]", match->item);
      else
        g_assert_cmpuint (match->item, ==, 0);
      g_string_append_printf (lines, " %u-%u", match->range.start, match->range.end);
    }

  return g_string_free (g_steal_pointer (&lines), FALSE);
}

static void
assert_finds (ManiProject *project,
              const char *query,
              const ManiSearchOptions *options,
              const char *expected)
{
  g_autoptr (ManiSnapshot) snapshot = mani_project_snapshot (project);
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (ManiSearchMatch));
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;
  guint n = G_MAXUINT;

  g_assert_true (mani_search_run (snapshot, query, options, collect_cb, matches, &n, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, matches->len);
  found = describe (matches);
  g_assert_cmpstr (found, ==, expected);
}

static ManiSearchOptions
only (ManiSearchWhere where)
{
  ManiSearchOptions options = MANI_SEARCH_OPTIONS_DEFAULT;

  options.where = where;

  return options;
}

static gpointer
make_article_with_all (const char *id)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_article_record_type);
  const char *const tags[] = { "war", "from Baku", NULL };

  mani_record_builder_set_string (builder, MANI_ARTICLE_ID, id);
  mani_record_builder_set_string (builder, MANI_ARTICLE_TITLE, "Baku, Baku");
  mani_record_builder_set_string (builder, MANI_ARTICLE_BYLINE, "JAMnews, Baku");
  mani_record_builder_set_string (builder, MANI_ARTICLE_DATE, "Baku is no date");
  mani_record_builder_set_string (builder, MANI_ARTICLE_SOURCE, "https://example.org/baku");
  mani_record_builder_set_strings (builder, MANI_ARTICLE_TAGS, tags);
  mani_record_builder_set_string (builder, MANI_ARTICLE_NOTE, "not Baku");
  mani_article_builder_set_text (builder, "In Baku.", -1);

  return mani_record_builder_end (builder, NULL);
}

static gpointer
make_noted (const char *id, const char *article, guint start, const char *note, const char *tag)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_annotation_record_type);
  const char *const tags[] = { tag, NULL };

  mani_record_builder_set_string (builder, MANI_ANNOTATION_ID, id);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE, article);
  mani_record_builder_set_ranges (builder, MANI_ANNOTATION_RANGES, &(ManiRange){ start, start + 1 },
                                  1);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_NOTE, note);
  mani_record_builder_set_strings (builder, MANI_ANNOTATION_TAGS, tags);

  return mani_record_builder_end (builder, NULL);
}

/* The fixture's project with an article that has Baku everywhere, notes, entities. */
static ManiProject *
make_full_project (void)
{
  ManiProject *project = make_project ();
  const char *const aliases[] = { "Bakı", "the city of Baku", NULL };

  add_record (project, make_article_with_all ("c"));
  add_record (project, make_noted ("c2", "c", 3, "Baku here", NULL));
  add_record (project, make_noted ("c1", "c", 1, NULL, "baku"));
  add_record (project, make_entity ("e1", "Yerevan", MANI_ENTITY_PLACE, NULL));
  add_record (project, make_entity ("e2", "Baku", MANI_ENTITY_PLACE, aliases));

  return project;
}

static void
test_order (void)
{
  g_autoptr (ManiProject) project = make_full_project ();

  assert_finds (project, "baku", &MANI_SEARCH_OPTIONS_DEFAULT,
                "a text 0-4\n"
                "a text 24-28\n"
                "c title 0-4\n"
                "c title 6-10\n"
                "c byline 9-13\n"
                "c source 20-24\n"
                "c tags[1] 5-9\n"
                "c note 4-8\n"
                "c text 3-7\n"
                "c1 tags[0] 0-4\n"
                "c2 note 0-4\n"
                "e2 name 0-4\n"
                "e2 aliases[1] 12-16");
}

static void
test_where (void)
{
  g_autoptr (ManiProject) project = make_full_project ();
  ManiSearchOptions options = only (MANI_SEARCH_TEXTS);

  assert_finds (project, "baku", &options, "a text 0-4\na text 24-28\nc text 3-7");
  options = only (MANI_SEARCH_ARTICLES);
  assert_finds (project, "jamnews", &options, "c byline 0-7");
  assert_finds (project, "yerevan", &options, "");
  options = only (MANI_SEARCH_ANNOTATIONS);
  assert_finds (project, "baku", &options, "c1 tags[0] 0-4\nc2 note 0-4");
  options = only (MANI_SEARCH_ENTITIES);
  assert_finds (project, "baku", &options, "e2 name 0-4\ne2 aliases[1] 12-16");
  options = only (0);
  assert_finds (project, "baku", &options, "");
}

static void
test_fold (void)
{
  g_autoptr (ManiProject) project = make_full_project ();
  ManiSearchOptions options = only (MANI_SEARCH_TEXTS);

  assert_finds (project, "BA\u0301KU  AND", &options, "a text 0-8");
  options.fold = MANI_FOLD_NONE;
  assert_finds (project, "BAKU", &options, "");
  assert_finds (project, "Yerevan", &options, "a text 9-16");
}

static void
test_whole_words (void)
{
  g_autoptr (ManiProject) project = make_full_project ();
  ManiSearchOptions options = only (MANI_SEARCH_TEXTS | MANI_SEARCH_ANNOTATIONS);

  assert_finds (project, "wait", &options, "a text 29-33");
  options.find = MANI_FIND_WHOLE_WORDS;
  assert_finds (project, "wait", &options, "");
  assert_finds (project, "here", &options, "c2 note 5-9");
}

static void
test_nothing (void)
{
  g_autoptr (ManiProject) project = make_full_project ();
  g_autoptr (ManiProject) empty = mani_project_new (NULL);

  assert_finds (project, "", &MANI_SEARCH_OPTIONS_DEFAULT, "");
  assert_finds (project, "\u00ad", &MANI_SEARCH_OPTIONS_DEFAULT, "");
  assert_finds (project, "Tbilisi", &MANI_SEARCH_OPTIONS_DEFAULT, "");
  assert_finds (empty, "Baku", &MANI_SEARCH_OPTIONS_DEFAULT, "");
}

static void
test_max (void)
{
  g_autoptr (ManiProject) project = make_full_project ();
  ManiSearchOptions options = MANI_SEARCH_OPTIONS_DEFAULT;

  options.max = 1;
  assert_finds (project, "baku", &options, "a text 0-4");
  options.max = 4;
  assert_finds (project, "baku", &options, "a text 0-4\na text 24-28\nc title 0-4\nc title 6-10");
  options.max = 13;
  options.where = MANI_SEARCH_ENTITIES;
  assert_finds (project, "baku", &options, "e2 name 0-4\ne2 aliases[1] 12-16");
}

/* Annotations whose article is not there come with a file only. */
static void
test_strays (void)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (ManiProject) other = mani_project_new (NULL);
  g_autoptr (ManiProject) project = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (records, make_article ("a", "News", FIXTURE_TEXT));
  g_ptr_array_add (records, make_noted ("s", "gone", 1, "to Baku", NULL));
  g_ptr_array_add (records, make_entity ("e", "Baku", MANI_ENTITY_PLACE, NULL));
  project =
      mani_project_new_from_records (mani_project_get_info (other), records, NULL, NULL, &error);
  g_assert_no_error (error);

  assert_finds (project, "baku", &MANI_SEARCH_OPTIONS_DEFAULT,
                "a text 0-4\na text 24-28\ns note 3-7\ne name 0-4");
}

static void
cancel_cb (const ManiSearchMatch *matches, guint n, gpointer data)
{
  g_cancellable_cancel (data);
}

static void
test_cancelled (void)
{
  g_autoptr (ManiProject) project = make_full_project ();
  g_autoptr (ManiSnapshot) snapshot = mani_project_snapshot (project);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint n;

  g_assert_false (mani_search_run (snapshot, "baku", &MANI_SEARCH_OPTIONS_DEFAULT, cancel_cb,
                                   cancellable, &n, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (n, ==, 2);
  g_clear_error (&error);

  g_assert_false (mani_search_run (snapshot, "baku", &MANI_SEARCH_OPTIONS_DEFAULT, cancel_cb,
                                   cancellable, &n, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (n, ==, 0);
}

static void
test_get_string (void)
{
  g_autoptr (ManiProject) project = make_full_project ();
  ManiRecord *article = mani_project_lookup (project, MANI_KIND_ARTICLE, "c");
  ManiRecord *entity = mani_project_lookup (project, MANI_KIND_ENTITY, "e2");
  ManiSearchMatch text = { article, MANI_ARTICLE (article), MANI_ARTICLE_TEXT };
  ManiSearchMatch tag = { article, MANI_ARTICLE (article), MANI_ARTICLE_TAGS, 1 };
  ManiSearchMatch name = { entity, NULL, MANI_ENTITY_NAME };
  gsize n_bytes;

  g_assert_cmpstr (mani_search_match_get_string (&text, &n_bytes), ==, "In Baku.");
  g_assert_cmpuint (n_bytes, ==, 8);
  g_assert_cmpstr (mani_search_match_get_string (&tag, &n_bytes), ==, "from Baku");
  g_assert_cmpuint (n_bytes, ==, 9);
  g_assert_cmpstr (mani_search_match_get_string (&name, NULL), ==, "Baku");
}

/* Of few letters, so that much is found and much nearly. */
static char *
random_words (guint n)
{
  static const char letters[] = "aabbAB  ";
  char *words = g_malloc (n + 1);

  for (guint i = 0; i < n; i++)
    words[i] = letters[g_test_rand_int_range (0, strlen (letters))];
  words[n] = '\0';

  return words;
}

static void
find_plainly (GArray *matches,
              ManiRecord *record,
              ManiArticle *article,
              guint field,
              const char *string,
              const char *query,
              gboolean whole_words)
{
  gsize n = strlen (query);

  for (const char *p = string; p != NULL && *p != '\0'; p++)
    {
      ManiSearchMatch match = { record, article, field, 0, { p - string, p - string + n } };

      if (g_ascii_strncasecmp (p, query, n) != 0)
        continue;
      if (whole_words && ((p > string && g_ascii_isalnum (p[-1])) || g_ascii_isalnum (p[n])))
        continue;
      g_array_append_val (matches, match);
      p += n - 1;
    }
}

static GArray *
search_plainly (ManiProject *project, const char *query, gboolean whole_words)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (ManiSearchMatch));
  ManiTable *articles = mani_project_get_table (project, MANI_KIND_ARTICLE);

  for (guint i = 0; i < mani_table_get_length (articles); i++)
    {
      ManiRecord *article = mani_table_get (articles, i);
      ManiTable *annotations = mani_project_get_annotations (project, mani_record_get_id (article));

      find_plainly (matches, article, MANI_ARTICLE (article), MANI_ARTICLE_TITLE,
                    mani_record_get_string (article, MANI_ARTICLE_TITLE), query, whole_words);
      find_plainly (matches, article, MANI_ARTICLE (article), MANI_ARTICLE_TEXT,
                    mani_article_get_text (MANI_ARTICLE (article)), query, whole_words);
      for (guint j = 0; j < mani_table_get_length (annotations); j++)
        {
          ManiAnnotation *annotation = mani_table_get (annotations, j);

          find_plainly (matches, MANI_RECORD (annotation), MANI_ARTICLE (article),
                        MANI_ANNOTATION_NOTE, mani_annotation_get_note (annotation), query,
                        whole_words);
        }
    }

  return matches;
}

static void
test_random (void)
{
  guint n_found = 0;

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (ManiProject) project = mani_project_new (NULL);
      g_autofree char *words = random_words (g_test_rand_int_range (1, 4));
      g_autofree char *query = g_strdelimit (g_strdup (words), " ", 'a');
      ManiSearchOptions options = MANI_SEARCH_OPTIONS_DEFAULT;
      g_autoptr (GArray) expected = NULL;
      g_autofree char *lines = NULL;

      options.fold = MANI_FOLD_CASE;
      options.find = round % 2 == 0 ? MANI_FIND_NONE : MANI_FIND_WHOLE_WORDS;
      for (guint i = 0; i < 5; i++)
        {
          g_autofree char *id = g_strdup_printf ("%c", 'a' + (3 * i) % 5);
          g_autofree char *title = random_words (6);
          g_autofree char *text = random_words (g_test_rand_int_range (2, 300));

          add_record (project, make_article (id, title, text));
          for (guint j = g_test_rand_int_range (0, 4); j > 0; j--)
            {
              g_autofree char *annotation = mani_record_new_id ();
              g_autofree char *note = random_words (9);

              add_record (project, make_noted (annotation, id, j % 2, note, NULL));
            }
        }

      expected = search_plainly (project, query, options.find == MANI_FIND_WHOLE_WORDS);
      lines = describe (expected);
      assert_finds (project, query, &options, lines);
      n_found += expected->len;
    }

  g_assert_cmpuint (n_found, >, 5000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/search-run/order", test_order);
  g_test_add_func ("/analysis/search-run/where", test_where);
  g_test_add_func ("/analysis/search-run/looks-past-what-is-folded", test_fold);
  g_test_add_func ("/analysis/search-run/whole-words", test_whole_words);
  g_test_add_func ("/analysis/search-run/finds-nothing", test_nothing);
  g_test_add_func ("/analysis/search-run/stops-at-the-maximum", test_max);
  g_test_add_func ("/analysis/search-run/annotations-of-unknown-articles", test_strays);
  g_test_add_func ("/analysis/search-run/cancelled-between-articles", test_cancelled);
  g_test_add_func ("/analysis/search-run/gives-the-string", test_get_string);
  g_test_add_func ("/analysis/search-run/random-projects", test_random);

  return g_test_run ();
}
