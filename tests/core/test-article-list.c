/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of articles: what it shows, what it says when something changes, where what is moved
 * goes. */

#include "mani-article-list.h"

#include "operations-fixture.h"
#include "project-checks.h"

/* "a b [War 2] c d": the ids, and headings with how many articles they have. */
static char *
describe (ManiArticleList *list)
{
  g_autoptr (GString) shown = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (ManiArticleItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);
      ManiArticle *article = mani_article_item_get_article (item);
      const char *id = article != NULL ? mani_record_get_id (MANI_RECORD (article)) : NULL;
      guint position;

      if (i > 0)
        g_string_append_c (shown, ' ');
      if (id == NULL)
        {
          g_string_append_printf (shown, "[%s %u]", mani_article_item_get_group (item),
                                  mani_article_item_get_count (item));
          continue;
        }
      g_string_append (shown, id);
      g_assert_true (mani_article_list_find (list, id, &position));
      g_assert_cmpuint (position, ==, i);
    }

  return g_string_free (g_steal_pointer (&shown), FALSE);
}

static void
assert_shown (ManiArticleList *list, const char *expected)
{
  g_autofree char *shown = describe (list);

  g_assert_cmpstr (shown, ==, expected);
}

static ManiArticle *
make (const char *id, const char *title, const char *date, const char *group)
{
  g_autoptr (ManiArticle) plain = make_article (id, title, "x");
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (MANI_RECORD (plain));

  mani_record_builder_set_string (builder, MANI_ARTICLE_DATE, date);
  mani_record_builder_set_in_map (builder, MANI_ARTICLE_META, MANI_ARTICLE_META_GROUP, group);

  return mani_record_builder_end (builder, NULL);
}

static GPtrArray *
list_some (ManiProject *project, const char *ids)
{
  GPtrArray *articles = g_ptr_array_new ();
  g_auto (GStrv) words = g_strsplit (ids, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (articles, mani_project_lookup (project, MANI_KIND_ARTICLE, words[i]));

  return articles;
}

/* a "News" with three annotations and b, which has no title; c "Émile" 2021-02-01, d "delta"
 * 2020-12-31, e "Zebra" 2021-01-01. */
static void
add_articles (Fixture *fixture)
{
  add_record (fixture->project, make ("c", "Émile", "2021-02-01", NULL));
  add_record (fixture->project, make ("d", "delta", "2020-12-31", NULL));
  add_record (fixture->project, make ("e", "Zebra", "2021-01-01", NULL));
}

static void
set_group (Fixture *fixture, const char *ids, const char *group)
{
  g_autoptr (GPtrArray) articles = list_some (fixture->project, ids);
  g_autoptr (ManiEdit) edit = mani_operation_set_group (articles, group);

  g_assert_true (mani_history_apply (fixture->history, edit, NULL));
}

static void
set_status (Fixture *fixture, const char *ids, ManiArticleStatus status)
{
  g_autoptr (GPtrArray) articles = list_some (fixture->project, ids);
  g_autoptr (ManiEdit) edit = mani_operation_set_article_status (articles, status);

  g_assert_true (mani_history_apply (fixture->history, edit, NULL));
}

static void
test_orders (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ManiArticleList) list = mani_article_list_new (fixture->project);

  assert_shown (list, "a b");
  add_articles (fixture);
  assert_shown (list, "a b c d e");
  mani_article_list_set_descending (list, TRUE);
  assert_shown (list, "e d c b a");
  g_assert_false (mani_article_list_can_move (list));
  mani_article_list_set_descending (list, FALSE);
  g_assert_true (mani_article_list_can_move (list));

  mani_article_list_set_order (list, MANI_ARTICLE_ORDER_DATE);
  assert_shown (list, "d e c a b");
  g_assert_false (mani_article_list_can_move (list));
  mani_article_list_set_descending (list, TRUE);
  assert_shown (list, "c e d a b");
  mani_article_list_set_descending (list, FALSE);

  mani_article_list_set_order (list, MANI_ARTICLE_ORDER_ANNOTATIONS);
  assert_shown (list, "a b c d e");
  add_record (fixture->project, make_annotation ("x1", "e", 0, 1, NULL));
  assert_shown (list, "a e b c d");

  set_status (fixture, "a c", MANI_ARTICLE_DONE);
  set_status (fixture, "b", MANI_ARTICLE_READING);
  mani_article_list_set_order (list, MANI_ARTICLE_ORDER_STATUS);
  assert_shown (list, "d e b a c");
}

static void
test_title_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ManiArticleList) list = mani_article_list_new (fixture->project);
  g_autoptr (ManiEdit) rename = NULL;

  add_articles (fixture);
  set_group (fixture, "b", "x");
  mani_article_list_set_order (list, MANI_ARTICLE_ORDER_TITLE);
  rename = mani_operation_set_string (get (fixture, MANI_KIND_ARTICLE, "e"), MANI_ARTICLE_TITLE,
                                      "A", NULL);
  g_assert_true (mani_history_apply (fixture->history, rename, NULL));
  {
    g_autofree char *shown = describe (list);

    /* How letters with accents are sorted is the locale's affair. */
    g_assert_true (g_str_has_prefix (shown, "e "));
    g_assert_true (g_str_has_suffix (shown, " [x 1] b"));
  }
}

static void
test_groups (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ManiArticleList) list = mani_article_list_new (fixture->project);
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GPtrArray) war = NULL;

  add_articles (fixture);
  set_group (fixture, "d", "War");
  assert_shown (list, "a b c e [War 1] d");
  set_group (fixture, "b", "Peace");
  /* Peace has the earlier article. */
  assert_shown (list, "a c e [Peace 1] b [War 1] d");
  set_group (fixture, "a", "War");
  assert_shown (list, "c e [War 2] a d [Peace 1] b");
  mani_article_list_set_descending (list, TRUE);
  assert_shown (list, "e c [War 2] d a [Peace 1] b");
  mani_article_list_set_descending (list, FALSE);

  groups = mani_article_list_list_groups (list);
  g_assert_cmpuint (groups->len, ==, 2);
  g_assert_cmpstr (groups->pdata[0], ==, "War");
  g_assert_cmpstr (groups->pdata[1], ==, "Peace");
  war = mani_article_list_list_group (list, "War");
  g_assert_cmpuint (war->len, ==, 2);
  g_assert_cmpstr (mani_record_get_id (war->pdata[1]), ==, "d");

  /* A heading counts what is shown. */
  mani_article_list_set_text (list, "news");
  assert_shown (list, "[War 1] a");
  g_assert_cmpuint (mani_article_list_count (list), ==, 1);
  mani_article_list_set_text (list, NULL);
  set_group (fixture, "a b d", NULL);
  assert_shown (list, "a b c d e");
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ManiArticleList) list = mani_article_list_new (fixture->project);
  g_autoptr (ManiEdit) edit = NULL;

  add_articles (fixture);
  edit = mani_operation_set_string (get (fixture, MANI_KIND_ARTICLE, "d"), MANI_ARTICLE_BYLINE,
                                    "M. Adeyemi", NULL);
  g_assert_true (mani_history_apply (fixture->history, edit, NULL));
  set_group (fixture, "e", "Émigrés");

  /* Accents and capitals do not count; each word has to be there. */
  mani_article_list_set_text (list, "EMI");
  assert_shown (list, "c d [Émigrés 1] e");
  mani_article_list_set_text (list, "emi 2021");
  assert_shown (list, "c [Émigrés 1] e");
  mani_article_list_set_text (list, "adeyemi 2020-12");
  assert_shown (list, "d");
  mani_article_list_set_text (list, "nobody");
  assert_shown (list, "");
  /* Where on the web it is, but not in what folder */
  {
    g_autoptr (ManiEdit) uri =
        mani_operation_set_string (get (fixture, MANI_KIND_ARTICLE, "a"), MANI_ARTICLE_SOURCE,
                                   "https://example.org/nobody", NULL);
    g_autoptr (ManiEdit) path = mani_operation_set_string (
        get (fixture, MANI_KIND_ARTICLE, "b"), MANI_ARTICLE_SOURCE, "/home/nobody/b.txt", NULL);

    g_assert_true (mani_history_apply (fixture->history, uri, NULL));
    g_assert_true (mani_history_apply (fixture->history, path, NULL));
    assert_shown (list, "a");
  }
  mani_article_list_set_text (list, "");
  assert_shown (list, "a b c d [Émigrés 1] e");

  mani_article_list_set_status (list, MANI_ARTICLE_NEW);
  set_status (fixture, "a d", MANI_ARTICLE_DONE);
  assert_shown (list, "b c [Émigrés 1] e");
  mani_article_list_set_status (list, MANI_ARTICLE_DONE);
  assert_shown (list, "a d");
  g_assert_true (mani_history_undo (fixture->history, NULL));
  assert_shown (list, "");
}

static void
assert_step (ManiArticleList *list, const char *from, int by, const char *expected)
{
  ManiArticle *article = mani_article_list_step (list, from, by);

  g_assert_cmpstr (article != NULL ? mani_record_get_id (MANI_RECORD (article)) : NULL, ==,
                   expected);
}

static void
test_steps (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ManiArticleList) list = mani_article_list_new (fixture->project);

  add_articles (fixture);
  set_group (fixture, "b", "x");
  assert_shown (list, "a c d e [x 1] b");
  assert_step (list, "a", 1, "c");
  /* Over a heading; not beyond the ends. */
  assert_step (list, "e", 1, "b");
  assert_step (list, "b", -1, "e");
  assert_step (list, "b", 1, NULL);
  assert_step (list, "a", -1, NULL);
  /* From one that is not shown */
  set_status (fixture, "c d", MANI_ARTICLE_DONE);
  mani_article_list_set_status (list, MANI_ARTICLE_NEW);
  assert_shown (list, "a e [x 1] b");
  assert_step (list, "c", 1, "e");
  assert_step (list, "d", -1, "a");
  assert_step (list, "nobody", 1, NULL);
}

static void
notify_cb (guint *n)
{
  (*n)++;
}

static void
test_changes_are_minimal (Fixture *fixture, gconstpointer data)
{
  ManiProject *project = fixture->project;
  g_autoptr (ManiArticleList) list = mani_article_list_new (project);
  g_autoptr (ManiArticleItem) first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (ManiEdit) move = NULL;
  Mirror *mirror;
  guint n = 0;

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *id = g_strdup_printf ("x%u", i);

      add_record (project, make (id, id, NULL, NULL));
    }
  mirror = mirror_new (list);

  /* An annotation is told by its article's row alone. */
  g_signal_connect_swapped (first, "notify::count", G_CALLBACK (notify_cb), &n);
  add_record (project, make_annotation ("z1", "a", 0, 1, NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (mani_article_item_get_count (first), ==, 4);
  /* So are a status and a title, where they do not sort. */
  g_signal_connect_swapped (first, "notify::article", G_CALLBACK (notify_cb), &n);
  set_status (fixture, "a", MANI_ARTICLE_DONE);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (mirror->n_emissions, ==, 0);

  /* One that goes far: out and in. */
  one = list_some (project, "x20");
  move = mani_operation_move_articles (project, one, 2);
  g_assert_true (mani_history_apply (fixture->history, move, NULL));
  g_assert_cmpuint (mirror->n_emissions, ==, 2);
  g_assert_true (mirror->is_minimal);
  /* Turned round, all at once. */
  mani_article_list_set_descending (list, TRUE);
  g_assert_cmpuint (mirror->n_emissions, <=, 2 + 64);

  mirror_check (mirror);
  mirror_free (mirror);
}

static void
move (Fixture *fixture, ManiArticleList *list, const char *ids, int by, const char *name)
{
  g_autoptr (GPtrArray) articles = list_some (fixture->project, ids);

  apply (fixture, mani_article_list_plan_move (list, articles, by), name);
}

static void
assert_nothing (ManiEdit *edit)
{
  g_assert_nonnull (edit);
  g_assert_cmpuint (mani_edit_get_length (edit), ==, 0);
  mani_edit_unref (edit);
}

static void
test_moves (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ManiArticleList) list = mani_article_list_new (fixture->project);
  g_autoptr (GPtrArray) first = list_some (fixture->project, "a");
  g_autoptr (GPtrArray) last = NULL;

  add_articles (fixture);
  move (fixture, list, "a", 1, "Move Article “News”");
  assert_shown (list, "b a c d e");
  move (fixture, list, "c e", -1, "Move 2 Articles");
  assert_shown (list, "b c e a d");
  /* Into the group below, out of it, up through the heading */
  set_group (fixture, "a d", "War");
  assert_shown (list, "b c e [War 2] a d");
  move (fixture, list, "e", 1, "Move Article “Zebra” to Group “War”");
  assert_shown (list, "b c [War 3] e a d");
  move (fixture, list, "e", -1, "Take Article “Zebra” out of Its Group");
  assert_shown (list, "b c e [War 2] a d");
  move (fixture, list, "a", -1, "Take Article “News” out of Its Group");
  assert_shown (list, "b c e a [War 1] d");
  set_group (fixture, "b c e a", "Peace");
  assert_shown (list, "[Peace 4] b c e a [War 1] d");
  move (fixture, list, "b", -1, "Take Article “Untitled article” out of Its Group");
  assert_shown (list, "b [Peace 3] c e a [War 1] d");
  move (fixture, list, "d", -1, "Move Article “delta” to Group “Peace”");
  assert_shown (list, "b [Peace 4] c e a d");

  last = list_some (fixture->project, "d");
  assert_nothing (mani_article_list_plan_move (list, last, 1));
  first->pdata[0] = get (fixture, MANI_KIND_ARTICLE, "b");
  assert_nothing (mani_article_list_plan_move (list, first, -1));
  /* Past what is shown, whatever lies between */
  mani_article_list_set_text (list, "l");
  assert_shown (list, "b [Peace 2] c d");
  move (fixture, list, "d", -1, "Move Article “delta”");
  mani_article_list_set_text (list, NULL);
  assert_shown (list, "b [Peace 4] d c e a");
  /* Another order has no places to give. */
  mani_article_list_set_order (list, MANI_ARTICLE_ORDER_TITLE);
  assert_nothing (mani_article_list_plan_move (list, last, -1));
}

static void
drop (Fixture *fixture,
      ManiArticleList *list,
      const char *ids,
      guint position,
      gboolean is_behind,
      const char *name)
{
  g_autoptr (GPtrArray) articles = list_some (fixture->project, ids);
  g_autoptr (ManiArticleItem) target = g_list_model_get_item (G_LIST_MODEL (list), position);

  apply (fixture, mani_article_list_plan_drop (list, articles, target, is_behind), name);
}

static void
test_drops (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ManiArticleList) list = mani_article_list_new (fixture->project);
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (ManiArticleItem) target = NULL;

  add_articles (fixture);
  drop (fixture, list, "e", 1, FALSE, "Move Article “Zebra”");
  assert_shown (list, "a e b c d");
  drop (fixture, list, "a b", 4, TRUE, "Move 2 Articles");
  assert_shown (list, "e c d a b");
  set_group (fixture, "c", "War");
  assert_shown (list, "e d a b [War 1] c");
  /* On a heading; on an article of a group */
  drop (fixture, list, "a", 4, TRUE, "Move Article “News” to Group “War”");
  assert_shown (list, "e d b [War 2] a c");
  drop (fixture, list, "e", 5, TRUE, "Move Article “Zebra” to Group “War”");
  assert_shown (list, "d b [War 3] a c e");
  drop (fixture, list, "c", 0, FALSE, "Take Article “Émile” out of Its Group");
  assert_shown (list, "c d b [War 2] a e");
  /* On itself */
  one = list_some (fixture->project, "d");
  target = g_list_model_get_item (G_LIST_MODEL (list), 1);
  assert_nothing (mani_article_list_plan_drop (list, one, target, TRUE));
  /* In another order only the group is the target's. */
  mani_article_list_set_order (list, MANI_ARTICLE_ORDER_DATE);
  assert_shown (list, "d c b [War 2] e a");
  drop (fixture, list, "b", 4, FALSE, "Move Article “Untitled article” to Group “War”");
  assert_shown (list, "d c [War 3] e a b");
}

static void
drop_group (Fixture *fixture,
            ManiArticleList *list,
            const char *group,
            guint position,
            gboolean is_behind)
{
  g_autoptr (ManiArticleItem) target = g_list_model_get_item (G_LIST_MODEL (list), position);
  g_autofree char *name = g_strdup_printf ("Move Group “%s”", group);

  apply (fixture, mani_article_list_plan_group_drop (list, group, target, is_behind), name);
}

static void
test_groups_move (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ManiArticleList) list = mani_article_list_new (fixture->project);
  g_autoptr (ManiArticleItem) first = g_list_model_get_item (G_LIST_MODEL (list), 0);

  add_articles (fixture);
  set_group (fixture, "b e", "1");
  set_group (fixture, "c", "2");
  set_group (fixture, "d", "3");
  assert_shown (list, "a [1 2] b e [2 1] c [3 1] d");
  apply (fixture, mani_article_list_plan_group_move (list, "1", 1), "Move Group “1”");
  assert_shown (list, "a [2 1] c [1 2] b e [3 1] d");
  apply (fixture, mani_article_list_plan_group_move (list, "1", 1), "Move Group “1”");
  assert_shown (list, "a [2 1] c [3 1] d [1 2] b e");
  apply (fixture, mani_article_list_plan_group_move (list, "3", -1), "Move Group “3”");
  assert_shown (list, "a [3 1] d [2 1] c [1 2] b e");
  assert_nothing (mani_article_list_plan_group_move (list, "3", -1));
  assert_nothing (mani_article_list_plan_group_move (list, "1", 1));

  drop_group (fixture, list, "1", 1, FALSE);
  assert_shown (list, "a [1 2] b e [3 1] d [2 1] c");
  drop_group (fixture, list, "1", 7, TRUE);
  assert_shown (list, "a [3 1] d [2 1] c [1 2] b e");
  drop_group (fixture, list, "2", 0, TRUE);
  assert_shown (list, "a [2 1] c [3 1] d [1 2] b e");
  assert_nothing (mani_article_list_plan_group_drop (list, "2", first, FALSE));
}

static void
test_properties (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ManiArticleList) list = mani_article_list_new (fixture->project);
  guint n = 0;

  g_signal_connect_swapped (list, "notify", G_CALLBACK (notify_cb), &n);
  for (guint i = 0; i < 2; i++)
    g_object_set (list, "text", "news", "status", MANI_ARTICLE_NEW, "order",
                  MANI_ARTICLE_ORDER_DATE, "descending", TRUE, NULL);
  g_assert_cmpuint (n, ==, 4);
  assert_shown (list, "a");
}

/* After any edits the list is what a new one would be. */
static void
test_random_edits_are_followed (Fixture *fixture, gconstpointer data)
{
  ManiProject *project = fixture->project;
  g_autoptr (ManiArticleList) list = mani_article_list_new (project);
  Mirror *mirror = mirror_new (list);

  for (guint step = 0; step < 300; step++)
    {
      ManiTable *table = mani_project_get_table (project, MANI_KIND_ARTICLE);
      guint n = mani_table_get_length (table);
      g_autoptr (GPtrArray) some = g_ptr_array_new ();
      g_autoptr (ManiEdit) edit = NULL;
      g_autoptr (ManiArticleList) expected = NULL;
      g_autofree char *id = mani_record_new_id ();
      g_autofree char *group = g_strdup_printf ("g%d", g_test_rand_int_range (0, 4));

      for (guint i = 0; i < n; i++)
        if (g_test_rand_int_range (0, 6) == 0)
          g_ptr_array_add (some, mani_table_get (table, i));
      switch (some->len == 0 ? 0 : g_test_rand_int_range (0, 9))
        {
        case 0:
        case 1:
          for (int i = 0; i < (step % 60 == 0 ? 90 : 2); i++)
            {
              g_autofree char *more = mani_record_new_id ();

              add_record (project, make (more, more, NULL, i % 2 == 0 ? group : NULL));
            }
          continue;

        case 2:
          add_record (project,
                      make_annotation (id, mani_record_get_id (some->pdata[0]), 0, 0, NULL));
          continue;

        case 3:
          edit = mani_operation_set_group (some, group);
          break;

        case 4:
          edit = mani_operation_set_article_status (some, g_test_rand_int_range (0, 3));
          break;

        case 5:
          edit = mani_article_list_plan_move (list, some, g_test_rand_bit () ? 1 : -1);
          break;

        case 6:
          g_ptr_array_set_size (some, MIN (some->len, 3));
          edit = mani_operation_remove_articles (project, some);
          break;

        case 7:
          edit = mani_article_list_plan_group_move (list, group, g_test_rand_bit () ? 1 : -1);
          break;

        default:
          mani_article_list_set_order (list, g_test_rand_int_range (0, 5));
          mani_article_list_set_descending (list, g_test_rand_bit ());
          mani_article_list_set_status (list, g_test_rand_int_range (-1, 3));
          break;
        }
      if (edit != NULL)
        g_assert_true (mani_history_apply (fixture->history, edit, NULL));
      if (g_test_rand_int_range (0, 5) == 0)
        mani_history_undo (fixture->history, NULL);

      expected = g_object_new (MANI_TYPE_ARTICLE_LIST, "project", project, NULL);
      {
        int status;
        guint order;
        gboolean descending;
        g_autofree char *shown = NULL;

        g_object_get (list, "status", &status, "order", &order, "descending", &descending, NULL);
        g_object_set (expected, "status", status, "order", order, "descending", descending, NULL);
        shown = describe (expected);
        assert_shown (list, shown);
      }
      mirror_check (mirror);
    }
  mirror_free (mirror);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) \
  g_test_add ("/core/article-list/" name, Fixture, NULL, set_up, func, tear_down)

  ADD ("orders", test_orders);
  ADD ("title-order", test_title_order);
  ADD ("groups", test_groups);
  ADD ("filter", test_filter);
  ADD ("steps", test_steps);
  ADD ("changes-are-minimal", test_changes_are_minimal);
  ADD ("moves", test_moves);
  ADD ("drops", test_drops);
  ADD ("groups-move", test_groups_move);
  ADD ("properties", test_properties);
  ADD ("random-edits-are-followed", test_random_edits_are_followed);

  return g_test_run ();
}
