/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The operations on fields of articles, entities and the project, and on several articles. */

#include "operations-fixture.h"

static gpointer
get_info (Fixture *fixture)
{
  return mani_project_get_info (fixture->project);
}

static void
test_strings (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    ManiKind kind;
    const char *id;
    guint field;
    const char *name;
  } cases[] = {
    { MANI_KIND_ARTICLE, "a", MANI_ARTICLE_BYLINE, "Change Byline of “News”" },
    { MANI_KIND_ARTICLE, "a", MANI_ARTICLE_DATE, "Change Date of “News”" },
    { MANI_KIND_ARTICLE, "a", MANI_ARTICLE_LANGUAGE, "Change Language of “News”" },
    { MANI_KIND_ARTICLE, "a", MANI_ARTICLE_SOURCE, "Change Source of “News”" },
    { MANI_KIND_ARTICLE, "a", MANI_ARTICLE_NOTE, "Change Note on Article “News”" },
    { MANI_KIND_ARTICLE, "a", MANI_ARTICLE_TITLE, "Rename Article “News”" },
    { MANI_KIND_ENTITY, "e", MANI_ENTITY_DATES, "Change Dates of “Ada”" },
    { MANI_KIND_ENTITY, "e", MANI_ENTITY_COUNTRY, "Change Country of “Ada”" },
    { MANI_KIND_ENTITY, "e", MANI_ENTITY_NOTE, "Change Note on “Ada”" },
    { MANI_KIND_ENTITY, "e", MANI_ENTITY_NAME, "Rename “Ada”" },
    { MANI_KIND_PROJECT, NULL, MANI_PROJECT_TITLE, "Rename Project" },
    { MANI_KIND_PROJECT, NULL, MANI_PROJECT_CREATOR, "Change Author of Project" },
    { MANI_KIND_PROJECT, NULL, MANI_PROJECT_NOTE, "Change Note on Project" },
  };

  add_record (fixture->project, make_entity ("e", "Ada", MANI_ENTITY_PERSON, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ManiEdit) same = NULL;
      gpointer record =
          cases[i].id != NULL ? get (fixture, cases[i].kind, cases[i].id) : get_info (fixture);

      apply (fixture, mani_operation_set_string (record, cases[i].field, " some value \n", &error),
             cases[i].name);
      record = cases[i].id != NULL ? get (fixture, cases[i].kind, cases[i].id) : get_info (fixture);
      g_assert_cmpstr (mani_record_get_string (record, cases[i].field), ==, "some value");
      same = mani_operation_set_string (record, cases[i].field, "some value", &error);
      g_assert_cmpuint (mani_edit_get_length (same), ==, 0);

      if (cases[i].field == MANI_ENTITY_NAME && cases[i].kind == MANI_KIND_ENTITY)
        {
          assert_refused (mani_operation_set_string (record, cases[i].field, " ", &error), &error,
                          MANI_ERROR_INVALID);
          continue;
        }
      mani_edit_unref (mani_operation_set_string (record, cases[i].field, NULL, &error));
      g_assert_no_error (error);
    }
}

static void
test_empty_takes_away (Fixture *fixture, gconstpointer data)
{
  apply (fixture,
         mani_operation_set_string (get (fixture, MANI_KIND_ARTICLE, "a"), MANI_ARTICLE_TITLE, "  ",
                                    NULL),
         "Rename Article “News”");
  g_assert_false (mani_record_has (get (fixture, MANI_KIND_ARTICLE, "a"), MANI_ARTICLE_TITLE));
}

static void
test_lists (Fixture *fixture, gconstpointer data)
{
  static const char *const aliases[] = { " Lovelace ", "", "Byron", "Lovelace", NULL };
  static const char *const links[] = { "https://www.wikidata.org/entity/Q7259", NULL };
  const char *const *values;

  add_record (fixture->project, make_entity ("e", "Ada", MANI_ENTITY_PERSON, NULL));
  apply (fixture,
         mani_operation_set_strings (get (fixture, MANI_KIND_ENTITY, "e"), MANI_ENTITY_ALIASES,
                                     aliases),
         "Change Other Names of “Ada”");
  values = mani_entity_get_aliases (get (fixture, MANI_KIND_ENTITY, "e"));
  g_assert_cmpuint (g_strv_length ((GStrv) values), ==, 2);
  g_assert_cmpstr (values[0], ==, "Lovelace");
  g_assert_cmpstr (values[1], ==, "Byron");
  apply (
      fixture,
      mani_operation_set_strings (get (fixture, MANI_KIND_ENTITY, "e"), MANI_ENTITY_SAME_AS, links),
      "Change Links of “Ada”");
  apply (
      fixture,
      mani_operation_set_strings (get (fixture, MANI_KIND_ENTITY, "e"), MANI_ENTITY_ALIASES, NULL),
      "Change Other Names of “Ada”");
  g_assert_false (mani_record_has (get (fixture, MANI_KIND_ENTITY, "e"), MANI_ENTITY_ALIASES));
}

static void
test_details (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gpointer article = get (fixture, MANI_KIND_ARTICLE, "a");

  apply (fixture,
         mani_operation_set_in_map (article, MANI_ARTICLE_META, " desk ", "foreign", &error),
         "Change Details of “News”");
  article = get (fixture, MANI_KIND_ARTICLE, "a");
  g_assert_cmpstr (mani_record_get_in_map (article, MANI_ARTICLE_META, "desk"), ==, "foreign");
  apply (fixture, mani_operation_set_in_map (article, MANI_ARTICLE_META, "desk", NULL, &error),
         "Change Details of “News”");
  article = get (fixture, MANI_KIND_ARTICLE, "a");
  g_assert_false (mani_record_has (article, MANI_ARTICLE_META));
  assert_refused (mani_operation_set_in_map (article, MANI_ARTICLE_META, " ", "x", &error), &error,
                  MANI_ERROR_INVALID);

  add_record (fixture->project, make_entity ("e", "Ada", MANI_ENTITY_PERSON, NULL));
  apply (fixture,
         mani_operation_set_in_map (get (fixture, MANI_KIND_ENTITY, "e"), MANI_ENTITY_META, "born",
                                    "1815", &error),
         "Change Details of “Ada”");
  apply (fixture,
         mani_operation_set_entity_kind (get (fixture, MANI_KIND_ENTITY, "e"),
                                         MANI_ENTITY_ORGANISATION),
         "Change Kind of “Ada”");
  g_assert_cmpuint (mani_entity_get_kind (get (fixture, MANI_KIND_ENTITY, "e")), ==,
                    MANI_ENTITY_ORGANISATION);
}

static GPtrArray *
list_articles (Fixture *fixture, const char *first, const char *second)
{
  GPtrArray *list = g_ptr_array_new ();

  g_ptr_array_add (list, get (fixture, MANI_KIND_ARTICLE, first));
  if (second != NULL)
    g_ptr_array_add (list, get (fixture, MANI_KIND_ARTICLE, second));

  return list;
}

static void
test_status (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    ManiArticleStatus status;
    const char *one;
    const char *two;
  } cases[] = {
    { MANI_ARTICLE_READING, "Mark Article “News” as Being Read", "Mark 2 Articles as Being Read" },
    { MANI_ARTICLE_DONE, "Mark Article “News” as Done", "Mark 2 Articles as Done" },
    { MANI_ARTICLE_NEW, "Mark Article “News” as New", "Mark 2 Articles as New" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) one = list_articles (fixture, "a", NULL);
      g_autoptr (GPtrArray) two = NULL;

      apply (fixture, mani_operation_set_article_status (one, cases[i].status), cases[i].one);
      g_assert_cmpuint (mani_article_get_status (get (fixture, MANI_KIND_ARTICLE, "a")), ==,
                        cases[i].status);
      two = list_articles (fixture, "a", "b");
      apply (fixture, mani_operation_set_article_status (two, cases[i].status), cases[i].two);
      g_assert_cmpuint (mani_article_get_status (get (fixture, MANI_KIND_ARTICLE, "b")), ==,
                        cases[i].status);
    }
}

static void
test_groups (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) both = list_articles (fixture, "a", "b");
  g_autoptr (GPtrArray) one = NULL;

  apply (fixture, mani_operation_set_group (both, " 2021 "), "Move 2 Articles to Group “2021”");
  g_assert_cmpstr (mani_article_get_group (get (fixture, MANI_KIND_ARTICLE, "b")), ==, "2021");
  one = list_articles (fixture, "a", NULL);
  apply (fixture, mani_operation_set_group (one, "War"), "Move Article “News” to Group “War”");
  apply (fixture, mani_operation_rename_group (fixture->project, "2021", "Year"),
         "Rename Group “2021” to “Year”");
  g_assert_cmpstr (mani_article_get_group (get (fixture, MANI_KIND_ARTICLE, "a")), ==, "War");
  g_assert_cmpstr (mani_article_get_group (get (fixture, MANI_KIND_ARTICLE, "b")), ==, "Year");
  apply (fixture, mani_operation_rename_group (fixture->project, "Year", NULL),
         "Dissolve Group “Year”");
  g_assert_null (mani_article_get_group (get (fixture, MANI_KIND_ARTICLE, "b")));
  g_clear_pointer (&one, g_ptr_array_unref);
  one = list_articles (fixture, "a", NULL);
  apply (fixture, mani_operation_set_group (one, ""), "Take Article “News” out of Its Group");
  g_clear_pointer (&both, g_ptr_array_unref);
  both = list_articles (fixture, "a", "b");
  apply (fixture, mani_operation_set_group (both, "x"), "Move 2 Articles to Group “x”");
  g_clear_pointer (&both, g_ptr_array_unref);
  both = list_articles (fixture, "a", "b");
  apply (fixture, mani_operation_set_group (both, NULL), "Take 2 Articles out of Their Groups");
}

static void
test_move_articles (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) two = NULL;
  g_autoptr (ManiEdit) same = NULL;

  for (const char *id = "cdef"; *id != '\0'; id++)
    add_record (fixture->project, make_article ((char[]){ *id, '\0' }, NULL, "x"));
  assert_ids (fixture->project, MANI_KIND_ARTICLE, "a b c d e f");

  one = list_articles (fixture, "a", NULL);
  apply (fixture, mani_operation_move_articles (fixture->project, one, 2), "Move Article “News”");
  assert_ids (fixture->project, MANI_KIND_ARTICLE, "b c a d e f");
  /* In the order that they have, however they are listed. */
  two = list_articles (fixture, "e", "b");
  apply (fixture, mani_operation_move_articles (fixture->project, two, 1), "Move 2 Articles");
  assert_ids (fixture->project, MANI_KIND_ARTICLE, "c b e a d f");
  apply (fixture, mani_operation_move_articles (fixture->project, two, 99), "Move 2 Articles");
  assert_ids (fixture->project, MANI_KIND_ARTICLE, "c a d f b e");
  apply (fixture, mani_operation_move_articles (fixture->project, two, 0), "Move 2 Articles");
  assert_ids (fixture->project, MANI_KIND_ARTICLE, "b e c a d f");
  same = mani_operation_move_articles (fixture->project, two, 0);
  g_assert_cmpuint (mani_edit_get_length (same), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) \
  g_test_add ("/core/operations/fields/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("strings", test_strings);
  ADD ("empty-takes-away", test_empty_takes_away);
  ADD ("lists", test_lists);
  ADD ("details", test_details);
  ADD ("status", test_status);
  ADD ("groups", test_groups);
  ADD ("move-articles", test_move_articles);
#undef ADD

  return g_test_run ();
}
