/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words in common: counted with each edit, listed best first. */

#include "mani-vocabulary.h"

#include "operations-fixture.h"

static void
assert_words (Fixture *fixture,
              ManiVocabulary vocabulary,
              const char *typed,
              guint max,
              const char *expected)
{
  g_autoptr (GArray) words = mani_vocabulary_list (fixture->project, vocabulary, typed, max);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (text, "%s%s:%u", i > 0 ? "|" : "",
                            g_array_index (words, ManiWord, i).word,
                            g_array_index (words, ManiWord, i).n);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
tag (Fixture *fixture, const char *first, const char *second, const char *word)
{
  g_autoptr (GPtrArray) list = list_annotations (fixture, first, second);
  g_autoptr (ManiEdit) edit = mani_operation_add_tag (fixture->project, list, word, 0, NULL);

  g_assert_true (mani_history_apply (fixture->history, edit, NULL));
}

static void
test_tags (Fixture *fixture, gconstpointer data)
{
  static const char *const article_tags[] = { "war", "Zürich", NULL };
  g_autoptr (ManiEdit) edit = NULL;

  assert_words (fixture, MANI_VOCABULARY_TAGS, NULL, 0, "");
  tag (fixture, "a1", "a2", "war");
  tag (fixture, "a1", NULL, "cold war");
  tag (fixture, "a3", NULL, "Warsaw");
  tag (fixture, "a2", NULL, "software");
  edit = mani_operation_set_strings (get (fixture, MANI_KIND_ARTICLE, "a"), MANI_ARTICLE_TAGS,
                                     article_tags);
  g_assert_true (mani_history_apply (fixture->history, edit, NULL));

  /* Most used first, then by the alphabet, here that of the C locale. */
  assert_words (fixture, MANI_VOCABULARY_TAGS, NULL, 0,
                "war:3|Warsaw:1|Zürich:1|cold war:1|software:1");
  assert_words (fixture, MANI_VOCABULARY_TAGS, " ", 2, "war:3|Warsaw:1");
  /* Itself, then what begins so, a word within, anywhere. */
  assert_words (fixture, MANI_VOCABULARY_TAGS, "WAR", 0, "war:3|Warsaw:1|cold war:1|software:1");
  assert_words (fixture, MANI_VOCABULARY_TAGS, "zuri", 0, "Zürich:1");
  assert_words (fixture, MANI_VOCABULARY_TAGS, "peace", 0, "");

  while (mani_history_undo (fixture->history, NULL))
    ;
  assert_words (fixture, MANI_VOCABULARY_TAGS, NULL, 0, "");
}

static void
test_others (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) both = list_annotations (fixture, "a1", "a2");
  g_autoptr (GPtrArray) articles = g_ptr_array_new ();
  g_autoptr (ManiEdit) attribute =
      mani_operation_set_attribute (fixture->project, both, "certainty", "low", 0, NULL);
  g_autoptr (ManiEdit) group = NULL;
  g_autoptr (ManiEdit) relate = NULL;
  ManiMark mark = { NULL, NULL, NULL, NULL, "Ada" };
  ManiRange range = { 0, 1 };
  g_autoptr (ManiEdit) marked =
      mani_operation_mark (fixture->project, "a", &(ManiPassage){ &range, 1 }, 1, &mark, NULL);

  g_assert_true (mani_history_apply (fixture->history, attribute, NULL));
  g_assert_true (mani_history_apply (fixture->history, marked, NULL));
  g_ptr_array_add (articles, get (fixture, MANI_KIND_ARTICLE, "b"));
  group = mani_operation_set_group (articles, "2021");
  g_assert_true (mani_history_apply (fixture->history, group, NULL));
  relate = mani_operation_relate (fixture->project, get_annotation (fixture, "a1"),
                                  get_annotation (fixture, "a3"), NULL, "Ada", 0);
  g_assert_true (mani_history_apply (fixture->history, relate, NULL));

  assert_words (fixture, MANI_VOCABULARY_ATTRIBUTES, NULL, 0, "certainty:2");
  assert_words (fixture, MANI_VOCABULARY_CREATORS, NULL, 0, "Ada:2");
  assert_words (fixture, MANI_VOCABULARY_GROUPS, NULL, 0, "2021:1");
}

static void
test_of_a_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (ManiProjectInfo) info = mani_project_info_new ("Read");
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_annotation_record_type);
  g_autoptr (ManiProject) project = NULL;
  g_autoptr (GArray) words = NULL;
  /* Twice in one record: it counts once. */
  static const char *const tags[] = { "x", "y", "x", NULL };

  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE, "nowhere");
  mani_record_builder_set_strings (builder, MANI_ANNOTATION_TAGS, tags);
  g_ptr_array_add (records, mani_record_builder_end (builder, NULL));
  project = mani_project_new_from_records (info, records, NULL, NULL, NULL);
  words = mani_vocabulary_list (project, MANI_VOCABULARY_TAGS, NULL, 0);
  g_assert_cmpuint (words->len, ==, 2);
  g_assert_cmpuint (g_array_index (words, ManiWord, 0).n, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) \
  g_test_add ("/core/vocabulary/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("tags", test_tags);
  ADD ("creators-attributes-groups", test_others);
  ADD ("of-a-file", test_of_a_file);
#undef ADD

  return g_test_run ();
}
