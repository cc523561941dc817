/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What an inspector does to one annotation or to several at once, and to relations. */

#include "operations-fixture.h"

static void
assert_tags (Fixture *fixture, const char *id, const char *expected)
{
  g_autofree char *tags =
      g_strjoinv (" ", (GStrv) mani_annotation_get_tags (get_annotation (fixture, id)));

  g_assert_cmpstr (tags, ==, expected);
}

static void
set_tags (Fixture *fixture, const char *id, const char *first, const char *second)
{
  const char *tags[] = { first, second, NULL };
  g_autoptr (GPtrArray) one = list_annotations (fixture, id, NULL);
  g_autoptr (ManiEdit) edit = mani_operation_set_tags (fixture->project, one, tags, FIXTURE_NOW);

  g_assert_true (mani_history_apply (fixture->history, edit, NULL));
}

static void
test_add_tag (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) two = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (ManiEdit) again = NULL;
  g_autoptr (GError) error = NULL;

  set_tags (fixture, "a1", "old", NULL);
  two = list_annotations (fixture, "a1", "a2");
  apply (fixture, mani_operation_add_tag (fixture->project, two, " new ", FIXTURE_NOW + 7, &error),
         "Add Tag “new” to 2 Annotations");
  assert_tags (fixture, "a1", "old new");
  assert_tags (fixture, "a2", "new");
  assert_tags (fixture, "a3", "");
  g_assert_cmpint (mani_annotation_get_modified (get_annotation (fixture, "a2")), ==,
                   FIXTURE_NOW + 7);

  one = list_annotations (fixture, "a3", NULL);
  apply (fixture, mani_operation_add_tag (fixture->project, one, "new", 0, &error),
         "Add Tag “new” to “Baku”");
  g_clear_pointer (&two, g_ptr_array_unref);
  two = list_annotations (fixture, "a1", "a2");
  again = mani_operation_add_tag (fixture->project, two, "new", 0, &error);
  g_assert_cmpuint (mani_edit_get_length (again), ==, 0);

  assert_refused (mani_operation_add_tag (fixture->project, two, " ", 0, &error), &error,
                  MANI_ERROR_INVALID);
}

static void
test_remove_tag (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) two = NULL;
  g_autoptr (GPtrArray) one = NULL;

  set_tags (fixture, "a1", "x", "y");
  set_tags (fixture, "a2", "y", "x");
  two = list_annotations (fixture, "a1", "a2");
  apply (fixture, mani_operation_remove_tag (fixture->project, two, "x", 0),
         "Remove Tag “x” from 2 Annotations");
  assert_tags (fixture, "a1", "y");
  assert_tags (fixture, "a2", "y");
  one = list_annotations (fixture, "a2", NULL);
  apply (fixture, mani_operation_remove_tag (fixture->project, one, "y", 0),
         "Remove Tag “y” from “Yerevan”");
  assert_tags (fixture, "a2", "");
  assert_tags (fixture, "a1", "y");
}

static void
test_rename_tag (Fixture *fixture, gconstpointer data)
{
  static const char *const article_tags[] = { "x", "war", NULL };
  g_autoptr (GError) error = NULL;
  ManiRecord *article = get (fixture, MANI_KIND_ARTICLE, "a");

  set_tags (fixture, "a1", "x", "y");
  set_tags (fixture, "a2", "xy", NULL);
  apply (fixture, mani_operation_set_strings (article, MANI_ARTICLE_TAGS, article_tags),
         "Change Tags of Article “News”");

  apply (fixture, mani_operation_rename_tag (fixture->project, "x", "z", 0, &error),
         "Rename Tag “x” to “z”");
  assert_tags (fixture, "a1", "z y");
  assert_tags (fixture, "a2", "xy");
  article = get (fixture, MANI_KIND_ARTICLE, "a");
  g_assert_cmpstr (mani_record_get_strings (article, MANI_ARTICLE_TAGS)[0], ==, "z");

  /* Two become one. */
  apply (fixture, mani_operation_rename_tag (fixture->project, "y", "z", 0, &error),
         "Rename Tag “y” to “z”");
  assert_tags (fixture, "a1", "z");
  apply (fixture, mani_operation_rename_tag (fixture->project, "z", NULL, 0, &error),
         "Remove Tag “z”");
  assert_tags (fixture, "a1", "");
  article = get (fixture, MANI_KIND_ARTICLE, "a");
  g_assert_cmpuint (mani_record_get_n_strings (article, MANI_ARTICLE_TAGS), ==, 1);

  assert_refused (mani_operation_rename_tag (fixture->project, "xy", "  ", 0, &error), &error,
                  MANI_ERROR_INVALID);
}

static void
test_color (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) two = list_annotations (fixture, "a1", "a3");
  g_autoptr (GPtrArray) one = NULL;

  apply (fixture, mani_operation_set_color (fixture->project, two, "#ff0000", 0),
         "Change Colour of 2 Annotations");
  g_assert_cmpstr (mani_annotation_get_color (get_annotation (fixture, "a3")), ==, "#ff0000");
  g_assert_null (mani_annotation_get_color (get_annotation (fixture, "a2")));
  one = list_annotations (fixture, "a3", NULL);
  apply (fixture, mani_operation_set_color (fixture->project, one, NULL, 0),
         "Change Colour of “Baku”");
  g_assert_null (mani_annotation_get_color (get_annotation (fixture, "a3")));
}

static void
test_attributes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) two = list_annotations (fixture, "a1", "a2");
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GError) error = NULL;

  apply (fixture,
         mani_operation_set_attribute (fixture->project, two, " certainty ", "low", 0, &error),
         "Set Attribute “certainty” of 2 Annotations");
  g_assert_cmpstr (mani_record_get_in_map (get_annotation (fixture, "a2"),
                                           MANI_ANNOTATION_ATTRIBUTES, "certainty"),
                   ==, "low");
  one = list_annotations (fixture, "a1", NULL);
  apply (fixture,
         mani_operation_set_attribute (fixture->project, one, "certainty", "high", 0, &error),
         "Set Attribute “certainty” of “Baku”");
  g_clear_pointer (&one, g_ptr_array_unref);
  one = list_annotations (fixture, "a1", NULL);
  apply (fixture,
         mani_operation_set_attribute (fixture->project, one, "certainty", NULL, 0, &error),
         "Remove Attribute “certainty” from “Baku”");
  g_assert_false (mani_record_has (get_annotation (fixture, "a1"), MANI_ANNOTATION_ATTRIBUTES));
  g_assert_cmpstr (mani_record_get_in_map (get_annotation (fixture, "a2"),
                                           MANI_ANNOTATION_ATTRIBUTES, "certainty"),
                   ==, "low");
  add_record (fixture->project, make_annotation ("a4", "a", 1, 2, NULL));
  g_clear_pointer (&two, g_ptr_array_unref);
  two = list_annotations (fixture, "a2", "a4");
  apply (fixture,
         mani_operation_set_attribute (fixture->project, two, "certainty", NULL, 0, &error),
         "Remove Attribute “certainty” from 2 Annotations");

  assert_refused (mani_operation_set_attribute (fixture->project, two, " ", "x", 0, &error), &error,
                  MANI_ERROR_INVALID);
}

static void
test_relations (Fixture *fixture, gconstpointer data)
{
  ManiProject *project = fixture->project;
  ManiRelation *relation = get (fixture, MANI_KIND_RELATION, "r");

  apply (fixture, mani_operation_set_relation (project, relation, "claim", FALSE, TRUE),
         "Change Relation of “Baku” to “Yerevan”");
  relation = get (fixture, MANI_KIND_RELATION, "r");
  g_assert_cmpstr (mani_relation_get_label (relation), ==, "claim");
  g_assert_cmpstr (mani_relation_get_from (relation), ==, "a2");
  g_assert_cmpstr (mani_relation_get_to (relation), ==, "a1");
  g_assert_false (mani_relation_is_directed (relation));

  apply (fixture, mani_operation_set_relation (project, relation, NULL, TRUE, FALSE),
         "Change Relation of “Yerevan” to “Baku”");
  relation = get (fixture, MANI_KIND_RELATION, "r");
  g_assert_null (mani_relation_get_label (relation));
  g_assert_true (mani_relation_is_directed (relation));
  apply (fixture, mani_operation_remove_relation (project, relation),
         "Remove Relation of “Yerevan” to “Baku”");
  g_assert_null (mani_project_lookup (project, MANI_KIND_RELATION, "r"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) \
  g_test_add ("/core/operations/several/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("add-tag", test_add_tag);
  ADD ("remove-tag", test_remove_tag);
  ADD ("rename-tag", test_rename_tag);
  ADD ("colour", test_color);
  ADD ("attributes", test_attributes);
  ADD ("relations", test_relations);
#undef ADD

  return g_test_run ();
}
