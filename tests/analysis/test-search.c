/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list that fills while a thread searches: what it tells, and what it never shows. */

#include "mani-search.h"

#include "core-fixture.h"

#include <string.h>

/* What the list shows, kept by items-changed alone. */
typedef struct
{
  GPtrArray *lines;
  guint n_changes;
  guint n_removing;
} Mirror;

/* "a text 0-4", with a star where a title stands above it */
static char *
describe (ManiSearchHit *hit)
{
  const ManiSearchMatch *match = mani_search_hit_get_match (hit);

  return g_strdup_printf ("%s%s %s %u-%u", mani_search_hit_is_first (hit) ? "*" : "",
                          mani_record_get_id (match->record), mani_search_hit_get_field (hit)->name,
                          match->range.start, match->range.end);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Mirror *mirror = data;

  g_assert_cmpuint (removed + added, >, 0);
  g_assert_cmpuint (position + removed, <=, mirror->lines->len);
  if (removed > 0)
    g_ptr_array_remove_range (mirror->lines, position, removed);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (ManiSearchHit) hit = g_list_model_get_item (model, position + i);

      g_ptr_array_insert (mirror->lines, position + i, describe (hit));
    }
  g_assert_cmpuint (mirror->lines->len, ==, g_list_model_get_n_items (model));
  mirror->n_changes++;
  mirror->n_removing += removed > 0;
}

static Mirror *
mirror_new (ManiSearch *search)
{
  Mirror *mirror = g_new0 (Mirror, 1);

  mirror->lines = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (search, "items-changed", G_CALLBACK (items_changed_cb), mirror);

  return mirror;
}

static char *
mirror_join (Mirror *mirror)
{
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < mirror->lines->len; i++)
    g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "",
                            (const char *) mirror->lines->pdata[i]);

  return g_string_free (lines, FALSE);
}

static void
mirror_free (Mirror *mirror)
{
  g_ptr_array_unref (mirror->lines);
  g_free (mirror);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Mirror, mirror_free)

static void
start (ManiSearch *search, ManiProject *project, const char *query)
{
  g_autoptr (ManiSnapshot) snapshot = mani_project_snapshot (project);

  mani_search_start (search, snapshot, query, &MANI_SEARCH_OPTIONS_DEFAULT);
}

static void
wait (ManiSearch *search)
{
  while (mani_search_is_running (search))
    g_main_context_iteration (NULL, TRUE);
}

/* Lets the thread come to its end, and its answers with it, without taking them. */
static void
let_finish (void)
{
  g_usleep (100 * 1000);
}

static void
take_all (void)
{
  for (guint i = 0; i < 20; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (1000);
    }
}

/* The words "one" in each article, "two" in every second. */
static ManiProject *
make_large_project (guint n)
{
  ManiProject *project = mani_project_new (NULL);
  g_autoptr (ManiEdit) edit = mani_edit_new ("Add");
  g_autoptr (ManiEdit) inverse = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i);
      g_autoptr (ManiArticle) article =
          make_article (id, "News", i % 2 == 0 ? "one two one" : "one one");

      mani_edit_add (edit, article);
    }
  inverse = mani_project_apply (project, edit, NULL);
  g_assert_nonnull (inverse);

  return project;
}

static void
test_fills (void)
{
  g_autoptr (ManiProject) project = make_project ();
  const char *const aliases[] = { "Bakı", "Old Baku", NULL };
  g_autoptr (ManiSearch) search = mani_search_new ();
  g_autoptr (Mirror) mirror = mirror_new (search);
  g_autofree char *lines = NULL;
  g_autoptr (ManiSearchHit) past = NULL;

  add_record (project, make_article ("c", "Baku", "In Baku."));
  add_record (project, make_entity ("e", "Baku", MANI_ENTITY_PLACE, aliases));

  g_assert_cmpstr (mani_search_get_query (search), ==, "");
  g_assert_false (mani_search_is_running (search));
  start (search, project, "baku");
  g_assert_cmpstr (mani_search_get_query (search), ==, "baku");
  g_assert_true (mani_search_is_running (search));
  wait (search);

  lines = mirror_join (mirror);
  g_assert_cmpstr (lines, ==,
                   "*a text 0-4\na text 24-28\n*c title 0-4\nc text 3-7\n*e name 0-4\n"
                   "e aliases 4-8");
  g_assert_cmpuint (mani_search_get_n_hits (search), ==, 6);
  g_assert_cmpuint (mani_search_get_n_articles (search), ==, 2);
  g_assert_cmpuint (mirror->n_removing, ==, 0);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (search)) == MANI_TYPE_SEARCH_HIT);
  past = g_list_model_get_item (G_LIST_MODEL (search), 6);
  g_assert_null (past);
}

static void
count_cb (guint *count)
{
  ++*count;
}

static void
test_properties (void)
{
  g_autoptr (ManiProject) project = make_project ();
  g_autoptr (ManiSearch) search = mani_search_new ();
  guint n_query = 0, n_running = 0, n_hits = 0, n_articles = 0;
  g_autofree char *query = NULL;
  gboolean is_running;
  guint hits, articles;

  g_signal_connect_swapped (search, "notify::query", G_CALLBACK (count_cb), &n_query);
  g_signal_connect_swapped (search, "notify::is-running", G_CALLBACK (count_cb), &n_running);
  g_signal_connect_swapped (search, "notify::n-hits", G_CALLBACK (count_cb), &n_hits);
  g_signal_connect_swapped (search, "notify::n-articles", G_CALLBACK (count_cb), &n_articles);

  start (search, project, "Baku");
  g_assert_cmpuint (n_query, ==, 1);
  g_assert_cmpuint (n_running, ==, 1);
  wait (search);
  g_assert_cmpuint (n_running, ==, 2);
  g_assert_cmpuint (n_hits, ==, 1);
  g_assert_cmpuint (n_articles, ==, 1);
  g_object_get (search, "query", &query, "is-running", &is_running, "n-hits", &hits, "n-articles",
                &articles, NULL);
  g_assert_cmpstr (query, ==, "Baku");
  g_assert_false (is_running);
  g_assert_cmpuint (hits, ==, 2);
  g_assert_cmpuint (articles, ==, 1);

  /* The same again: the same query, as many hits. */
  start (search, project, "Baku");
  wait (search);
  g_assert_cmpuint (n_query, ==, 1);
  g_assert_cmpuint (n_running, ==, 4);
  g_assert_cmpuint (n_hits, ==, 1);
  g_assert_cmpuint (n_articles, ==, 1);

  start (search, project, "");
  g_assert_cmpuint (n_query, ==, 2);
  g_assert_cmpuint (n_running, ==, 4);
  g_assert_cmpuint (n_hits, ==, 2);
  g_assert_cmpuint (n_articles, ==, 2);
}

/* Until the next search has something to show, what the last one found stays. */
static void
test_replaces (void)
{
  g_autoptr (ManiProject) project = make_large_project (100);
  g_autoptr (ManiSearch) search = mani_search_new ();
  g_autoptr (Mirror) mirror = mirror_new (search);

  start (search, project, "one");
  wait (search);
  g_assert_cmpuint (mirror->lines->len, ==, 200);

  start (search, project, "two");
  g_assert_cmpuint (mani_search_get_n_hits (search), ==, 200);
  wait (search);
  g_assert_cmpuint (mirror->lines->len, ==, 50);
  g_assert_cmpstr (mirror->lines->pdata[0], ==, "*a0 text 4-7");
  g_assert_cmpuint (mani_search_get_n_articles (search), ==, 50);
  g_assert_cmpuint (mirror->n_removing, ==, 1);

  start (search, project, "three");
  wait (search);
  g_assert_cmpuint (mirror->lines->len, ==, 0);
  g_assert_cmpuint (mani_search_get_n_articles (search), ==, 0);
  g_assert_cmpuint (mirror->n_removing, ==, 2);

  start (search, project, "one");
  wait (search);
  start (search, project, "");
  g_assert_cmpuint (mirror->lines->len, ==, 0);
  g_assert_cmpuint (mirror->n_removing, ==, 3);
}

/* The answers of the first search wait to be taken when the second one starts. */
static void
test_late_answers (void)
{
  g_autoptr (ManiProject) project = make_large_project (1000);
  g_autoptr (ManiSearch) search = mani_search_new ();
  g_autoptr (Mirror) mirror = mirror_new (search);

  start (search, project, "one");
  let_finish ();
  start (search, project, "two");
  wait (search);
  take_all ();
  g_assert_cmpuint (mirror->lines->len, ==, 500);
  g_assert_cmpuint (mirror->n_removing, ==, 0);
  for (guint i = 0; i < mirror->lines->len; i++)
    g_assert_true (g_str_has_suffix (mirror->lines->pdata[i], " text 4-7"));

  /* And many in a row, each replaced at once. */
  for (guint i = 0; i < 50; i++)
    {
      start (search, project, i % 2 == 0 ? "one" : "on");
      if (i % 5 == 0)
        g_main_context_iteration (NULL, FALSE);
    }
  start (search, project, "two");
  wait (search);
  take_all ();
  g_assert_cmpuint (mirror->lines->len, ==, 500);
}

static void
test_stop (void)
{
  g_autoptr (ManiProject) project = make_large_project (1000);
  g_autoptr (ManiSearch) search = mani_search_new ();
  g_autoptr (Mirror) mirror = mirror_new (search);

  mani_search_stop (search);
  start (search, project, "two");
  wait (search);
  start (search, project, "one");
  let_finish ();
  mani_search_stop (search);
  g_assert_false (mani_search_is_running (search));
  take_all ();
  g_assert_cmpuint (mirror->lines->len, ==, 500);
  g_assert_cmpstr (mani_search_get_query (search), ==, "one");

  start (search, project, "one");
  wait (search);
  g_assert_cmpuint (mirror->lines->len, ==, 2000);
}

static void
test_max (void)
{
  g_autoptr (ManiProject) project = make_large_project (100);
  g_autoptr (ManiSnapshot) snapshot = mani_project_snapshot (project);
  g_autoptr (ManiSearch) search = mani_search_new ();
  ManiSearchOptions options = MANI_SEARCH_OPTIONS_DEFAULT;

  options.max = 5;
  mani_search_start (search, snapshot, "one", &options);
  wait (search);
  g_assert_cmpuint (mani_search_get_n_hits (search), ==, 5);
  g_assert_cmpuint (mani_search_get_n_articles (search), ==, 3);
}

/* Hits borrow from the snapshot, which the list keeps. */
static void
test_outlives_the_project (void)
{
  ManiProject *project = make_project ();
  g_autoptr (ManiSearch) search = mani_search_new ();
  g_autoptr (ManiSearchHit) hit = NULL;

  start (search, project, "yerevan");
  g_assert_finalize_object (project);
  wait (search);
  hit = g_list_model_get_item (G_LIST_MODEL (search), 0);
  g_assert_cmpstr (mani_search_hit_get_before (hit), ==, "Baku and ");
  g_assert_cmpstr (mani_search_hit_get_words (hit), ==, "Yerevan");
}

static void
test_ends_while_running (void)
{
  g_autoptr (ManiProject) project = make_large_project (1000);
  ManiSearch *search = mani_search_new ();

  start (search, project, "one");
  g_assert_finalize_object (search);
  take_all ();

  search = mani_search_new ();
  start (search, project, "one");
  let_finish ();
  g_assert_finalize_object (search);
  take_all ();
}

/* Whoever hears of a change may start another search, or let go of this one. */
static void
restart_cb (ManiSearch *search, guint position, guint removed, guint added, ManiProject *project)
{
  if (g_str_equal (mani_search_get_query (search), "one"))
    start (search, project, "two");
}

static void
test_restarted_from_inside (void)
{
  g_autoptr (ManiProject) project = make_large_project (1000);
  g_autoptr (ManiSearch) search = mani_search_new ();
  g_autoptr (Mirror) mirror = mirror_new (search);

  g_signal_connect (search, "items-changed", G_CALLBACK (restart_cb), project);
  start (search, project, "one");
  wait (search);
  take_all ();
  g_assert_cmpstr (mani_search_get_query (search), ==, "two");
  g_assert_cmpuint (mirror->lines->len, ==, 500);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/analysis/search/fills", test_fills);
  g_test_add_func ("/analysis/search/properties", test_properties);
  g_test_add_func ("/analysis/search/replaces-what-the-last-one-found", test_replaces);
  g_test_add_func ("/analysis/search/late-answers-never-show", test_late_answers);
  g_test_add_func ("/analysis/search/stopped-keeps-what-it-has", test_stop);
  g_test_add_func ("/analysis/search/stops-at-the-maximum", test_max);
  g_test_add_func ("/analysis/search/outlives-the-project", test_outlives_the_project);
  g_test_add_func ("/analysis/search/ends-while-it-runs", test_ends_while_running);
  g_test_add_func ("/analysis/search/restarted-from-inside", test_restarted_from_inside);

  return g_test_run ();
}
