/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each operation: its name, what it leaves, that one undo takes it back whole. */

#include "mani-operations.h"

#include "operations-fixture.h"

static void
test_mark_one (Fixture *fixture, gconstpointer data)
{
  static const char *const tags[] = { "city", "capital", NULL };
  ManiRange range = { 24, 28 };
  ManiPassage passage = { &range, 1 };
  ManiMark mark = {
    "place", "A *note*", tags, NULL, "Ada", MANI_ANNOTATION_BY_IMPORT, FIXTURE_NOW
  };
  g_autoptr (GError) error = NULL;
  ManiEdit *edit = mani_operation_mark (fixture->project, "a", &passage, 1, &mark, &error);
  ManiAnnotation *made;

  g_assert_no_error (error);
  made = MANI_ANNOTATION (mani_edit_get (edit, 0)->after);
  g_assert_cmpstr (mani_annotation_get_article (made), ==, "a");
  g_assert_cmpuint (mani_annotation_get_extent (made).start, ==, 24);
  g_assert_cmpuint (mani_annotation_get_extent (made).end, ==, 28);
  g_assert_cmpstr (mani_annotation_get_label (made), ==, "place");
  g_assert_cmpstr (mani_annotation_get_note (made), ==, "A *note*");
  g_assert_cmpstr (mani_annotation_get_tags (made)[1], ==, "capital");
  g_assert_cmpstr (mani_annotation_get_creator (made), ==, "Ada");
  g_assert_cmpint (mani_annotation_get_created (made), ==, FIXTURE_NOW);
  g_assert_cmpint (mani_annotation_get_modified (made), ==, 0);
  g_assert_cmpuint (mani_record_get_word (MANI_RECORD (made), MANI_ANNOTATION_ORIGIN), ==,
                    MANI_ANNOTATION_BY_IMPORT);
  apply (fixture, edit, "Tag “Baku” as Place");
}

static void
test_mark_names (Fixture *fixture, gconstpointer data)
{
  ManiRange ranges[] = { { 0, 4 }, { 9, 16 } };
  ManiPassage passages[] = { { &ranges[0], 1 }, { &ranges[1], 1 } };
  ManiMark mark = { "person" };
  ManiMark bare = { NULL };

  apply (fixture, mani_operation_mark (fixture->project, "a", passages, 2, &mark, NULL),
         "Tag 2 Passages as Person");
  apply (fixture, mani_operation_mark (fixture->project, "a", passages, 2, &bare, NULL),
         "Highlight 2 Passages");
  apply (fixture, mani_operation_mark (fixture->project, "a", passages, 1, &bare, NULL),
         "Highlight “Baku”");
  apply (fixture,
         mani_operation_mark (fixture->project, "a", &(ManiPassage){ ranges, 2 }, 1, &mark, NULL),
         "Tag “Baku … Yerevan” as Person");
  apply (fixture,
         mani_operation_mark (fixture->project, "a", &(ManiPassage){ NULL, 0 }, 1, &mark, NULL),
         "Tag “News” as Person");
  apply (fixture,
         mani_operation_mark (fixture->project, "b", &(ManiPassage){ NULL, 0 }, 1, &bare, NULL),
         "Highlight “Untitled article”");
}

static void
test_mark_now (Fixture *fixture, gconstpointer data)
{
  ManiMark bare = { NULL };
  gint64 now = g_get_real_time ();
  g_autoptr (ManiEdit) edit =
      mani_operation_mark (fixture->project, "a", &(ManiPassage){ NULL, 0 }, 1, &bare, NULL);
  gint64 created = mani_annotation_get_created (MANI_ANNOTATION (mani_edit_get (edit, 0)->after));

  g_assert_cmpint (created % G_USEC_PER_SEC, ==, 0);
  g_assert_cmpint (created, >=, now - G_USEC_PER_SEC);
  g_assert_cmpint (created, <=, g_get_real_time ());
}

static void
test_mark_refuses_descending (Fixture *fixture, gconstpointer data)
{
  ManiRange ranges[] = { { 9, 16 }, { 0, 4 } };
  ManiMark bare = { NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (
      mani_operation_mark (fixture->project, "a", &(ManiPassage){ ranges, 2 }, 1, &bare, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);
}

static void
test_mark_outside_is_refused_by_the_project (Fixture *fixture, gconstpointer data)
{
  ManiRange range = { 30, 400 };
  ManiMark bare = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiEdit) edit =
      mani_operation_mark (fixture->project, "a", &(ManiPassage){ &range, 1 }, 1, &bare, &error);

  g_assert_no_error (error);
  g_assert_nonnull (edit);
  g_assert_false (mani_history_apply (fixture->history, edit, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);
}

static void
test_long_quotes_are_cut (Fixture *fixture, gconstpointer data)
{
  /* Forty characters fit; white space runs count as one space. */
  static const struct
  {
    const char *text;
    const char *name;
  } cases[] = {
    { "1234567890123456789012345678901234567890",
      "Highlight “1234567890123456789012345678901234567890”" },
    { "12345678901234567890123456789012345678901",
      "Highlight “123456789012345678901234567890123456789…”" },
    { " a\n\n  b ", "Highlight “a b”" },
    { "1234567890123456789012345678901234567 word again",
      "Highlight “1234567890123456789012345678901234567 w…”" },
    /* e with acute, written as two characters at the cut, stays whole or goes */
    { "12345678901234567890123456789012345678e\u0301xyz",
      "Highlight “12345678901234567890123456789012345678…”" },
    /* a family of three, joined, over the cut */
    { "123456789012345678901234567890123456\U0001f468\u200d\U0001f469\u200d\U0001f467",
      "Highlight “123456789012345678901234567890123456…”" },
  };
  ManiMark bare = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = g_strdup_printf ("long%u", i);
      ManiRange range = { 0, g_utf8_strlen (cases[i].text, -1) };

      add_record (fixture->project, make_article (id, NULL, cases[i].text));
      apply (
          fixture,
          mani_operation_mark (fixture->project, id, &(ManiPassage){ &range, 1 }, 1, &bare, NULL),
          cases[i].name);
    }
}

static void
test_relabel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) both = list_annotations (fixture, "a1", "a3");
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) again = NULL;

  apply (fixture, mani_operation_relabel (fixture->project, both, "person", FIXTURE_NOW),
         "Relabel 2 Annotations as Person");
  g_assert_cmpstr (mani_annotation_get_label (get_annotation (fixture, "a3")), ==, "person");
  g_assert_cmpint (mani_annotation_get_modified (get_annotation (fixture, "a3")), ==, FIXTURE_NOW);
  g_assert_cmpint (mani_annotation_get_modified (get_annotation (fixture, "a2")), ==, 0);

  one = list_annotations (fixture, "a2", NULL);
  apply (fixture, mani_operation_relabel (fixture->project, one, NULL, FIXTURE_NOW),
         "Take Label from “Yerevan”");
  g_assert_null (mani_annotation_get_label (get_annotation (fixture, "a2")));

  again = list_annotations (fixture, "a2", NULL);
  apply (fixture, mani_operation_relabel (fixture->project, again, "claim", 0),
         "Relabel “Yerevan” as Claim");
}

static void
test_same_value_is_no_edit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) both = list_annotations (fixture, "a1", "a2");
  g_autoptr (ManiEdit) label = mani_operation_relabel (fixture->project, both, "place", 0);
  g_autoptr (ManiEdit) note =
      mani_operation_set_note (fixture->project, get_annotation (fixture, "a1"), "", 0);
  g_autoptr (ManiEdit) tags = mani_operation_set_tags (fixture->project, both, NULL, 0);
  g_autoptr (ManiEdit) ranges = mani_operation_set_ranges (
      fixture->project, get_annotation (fixture, "a1"), &(ManiRange){ 0, 4 }, 1, 0, NULL);
  g_autoptr (ManiEdit) record = mani_operation_set_record (
      get (fixture, MANI_KIND_LABEL, "place"), get (fixture, MANI_KIND_LABEL, "place"), "Nothing");

  g_assert_cmpuint (mani_edit_get_length (label), ==, 0);
  g_assert_cmpuint (mani_edit_get_length (note), ==, 0);
  g_assert_cmpuint (mani_edit_get_length (tags), ==, 0);
  g_assert_cmpuint (mani_edit_get_length (ranges), ==, 0);
  g_assert_cmpuint (mani_edit_get_length (record), ==, 0);
  g_assert_true (mani_history_apply (fixture->history, label, NULL));
  g_assert_null (mani_history_get_undo_name (fixture->history));
}

static void
test_note (Fixture *fixture, gconstpointer data)
{
  apply (fixture,
         mani_operation_set_note (fixture->project, get_annotation (fixture, "a1"), "one",
                                  FIXTURE_NOW),
         "Write Note on “Baku”");
  apply (fixture,
         mani_operation_set_note (fixture->project, get_annotation (fixture, "a1"), "two", 0),
         "Change Note on “Baku”");
  g_assert_cmpstr (mani_annotation_get_note (get_annotation (fixture, "a1")), ==, "two");
  apply (fixture,
         mani_operation_set_note (fixture->project, get_annotation (fixture, "a1"), NULL, 0),
         "Delete Note on “Baku”");
  g_assert_null (mani_annotation_get_note (get_annotation (fixture, "a1")));
}

static void
test_status (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    ManiAnnotationStatus status;
    const char *one;
    const char *two;
  } cases[] = {
    { MANI_ANNOTATION_CONFIRMED, "Mark “Baku” as Confirmed", "Mark 2 Annotations as Confirmed" },
    { MANI_ANNOTATION_DISPUTED, "Mark “Baku” as Disputed", "Mark 2 Annotations as Disputed" },
    { MANI_ANNOTATION_UNIDENTIFIABLE, "Mark “Baku” as Unidentifiable",
      "Mark 2 Annotations as Unidentifiable" },
    { MANI_ANNOTATION_UNVERIFIED, "Mark “Baku” as Unverified", "Mark 2 Annotations as Unverified" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) one = list_annotations (fixture, "a1", NULL);
      g_autoptr (GPtrArray) two = NULL;

      apply (fixture, mani_operation_set_status (fixture->project, one, cases[i].status, 0),
             cases[i].one);
      g_assert_cmpuint (mani_annotation_get_status (get_annotation (fixture, "a1")), ==,
                        cases[i].status);
      two = list_annotations (fixture, "a1", "a2");
      if (cases[i].status != MANI_ANNOTATION_UNVERIFIED ||
          mani_annotation_get_status (two->pdata[1]) != MANI_ANNOTATION_UNVERIFIED)
        apply (fixture, mani_operation_set_status (fixture->project, two, cases[i].status, 0),
               cases[i].two);
    }
}

static void
test_entity (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) two = list_annotations (fixture, "a1", "a3");

  add_record (fixture->project, make_entity ("e", "Baku", MANI_ENTITY_PLACE, NULL));
  apply (fixture, mani_operation_set_entity (fixture->project, two, "e", 0),
         "Link 2 Annotations to Baku");
  g_assert_cmpuint (mani_project_count_uses (fixture->project, MANI_KIND_ENTITY, "e"), ==, 2);
  one = list_annotations (fixture, "a1", NULL);
  apply (fixture, mani_operation_set_entity (fixture->project, one, NULL, 0), "Unlink “Baku”");
  g_assert_cmpuint (mani_project_count_uses (fixture->project, MANI_KIND_ENTITY, "e"), ==, 1);
}

/* A name that was only typed, such as a mistyped one, goes with its last mention, in the same step;
 * of whom more is known stays. */
static void
test_forgotten_entity (Fixture *fixture, gconstpointer data)
{
  static const char *const aliases[] = { "Bakı", NULL };
  ManiProject *project = fixture->project;
  g_autoptr (GPtrArray) both = list_annotations (fixture, "a1", "a3");
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  g_autofree char *id = NULL;

  add_record (project, make_entity ("rich", "Baku", MANI_ENTITY_PLACE, aliases));
  apply (fixture, mani_operation_link (project, both, "Bakuu", MANI_ENTITY_PLACE, 0, NULL),
         "Link 2 Annotations to Bakuu");
  id = g_strdup (mani_annotation_get_entity (get_annotation (fixture, "a1")));

  /* One of two mentions goes, then the other */
  one = list_annotations (fixture, "a1", NULL);
  apply (fixture, mani_operation_link (project, one, "Baku", MANI_ENTITY_PLACE, 0, NULL),
         "Link “Baku” to Baku");
  g_assert_nonnull (mani_project_lookup (project, MANI_KIND_ENTITY, id));
  rest = list_annotations (fixture, "a3", NULL);
  apply (fixture, mani_operation_set_entity (project, rest, "rich", 0), "Link “Baku” to Baku");
  g_assert_null (mani_project_lookup (project, MANI_KIND_ENTITY, id));
  g_assert_true (mani_history_undo (fixture->history, NULL));
  g_assert_nonnull (mani_project_lookup (project, MANI_KIND_ENTITY, id));
  g_assert_cmpstr (mani_annotation_get_entity (get_annotation (fixture, "a3")), ==, id);

  /* With the annotation, too */
  g_clear_pointer (&rest, g_ptr_array_unref);
  rest = list_annotations (fixture, "a3", NULL);
  apply (fixture, mani_operation_remove_annotations (project, rest), "Remove Annotation of “Baku”");
  g_assert_null (mani_project_lookup (project, MANI_KIND_ENTITY, id));

  /* The other has an alias */
  g_clear_pointer (&one, g_ptr_array_unref);
  one = list_annotations (fixture, "a1", NULL);
  apply (fixture, mani_operation_set_entity (project, one, NULL, 0), "Unlink “Baku”");
  g_assert_cmpuint (mani_project_count_uses (project, MANI_KIND_ENTITY, "rich"), ==, 0);
  g_assert_nonnull (mani_project_lookup (project, MANI_KIND_ENTITY, "rich"));
}

static void
test_tags (Fixture *fixture, gconstpointer data)
{
  static const char *const tags[] = { "x", "y", NULL };
  g_autoptr (GPtrArray) one = list_annotations (fixture, "a1", NULL);
  g_autoptr (GPtrArray) two = NULL;

  apply (fixture, mani_operation_set_tags (fixture->project, one, tags, 0),
         "Change Tags of “Baku”");
  two = list_annotations (fixture, "a1", "a2");
  apply (fixture, mani_operation_set_tags (fixture->project, two, NULL, 0),
         "Change Tags of 2 Annotations");
}

static void
test_ranges (Fixture *fixture, gconstpointer data)
{
  ManiRange ranges[] = { { 0, 4 }, { 5, 8 } };
  ManiRange wrong = { 4, 0 };
  g_autoptr (GError) error = NULL;
  guint n;

  apply (fixture,
         mani_operation_set_ranges (fixture->project, get_annotation (fixture, "a1"), ranges, 2,
                                    FIXTURE_NOW, NULL),
         "Change Extent of “Baku”");
  mani_annotation_get_ranges (get_annotation (fixture, "a1"), &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (mani_annotation_get_modified (get_annotation (fixture, "a1")), ==, FIXTURE_NOW);

  g_assert_null (mani_operation_set_ranges (fixture->project, get_annotation (fixture, "a1"),
                                            &wrong, 1, 0, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);
}

static void
test_orphan_finds_its_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_annotation_record_type);

  mani_record_builder_set_string (builder, MANI_ANNOTATION_ID, "o");
  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE, "a");
  mani_record_builder_set_string (builder, MANI_ANNOTATION_QUOTE, "Jerewan");
  mani_record_builder_set_string (builder, MANI_ANNOTATION_PREFIX, "and");
  add_record (fixture->project, mani_record_builder_end (builder, NULL));

  apply (fixture,
         mani_operation_set_ranges (fixture->project, get_annotation (fixture, "o"),
                                    &(ManiRange){ 9, 16 }, 1, 0, NULL),
         "Change Extent of “Jerewan”");
  g_assert_false (mani_annotation_is_orphan (get_annotation (fixture, "o")));
  g_assert_false (mani_record_has (get_annotation (fixture, "o"), MANI_ANNOTATION_QUOTE));
}

static void
test_remove_annotations (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) one = list_annotations (fixture, "a2", NULL);
  g_autoptr (GPtrArray) two = NULL;

  apply (fixture, mani_operation_remove_annotations (fixture->project, one),
         "Remove Annotation of “Yerevan”");
  g_assert_null (mani_project_lookup (fixture->project, MANI_KIND_RELATION, "r"));
  two = list_annotations (fixture, "a1", "a3");
  apply (fixture, mani_operation_remove_annotations (fixture->project, two),
         "Remove 2 Annotations");
  g_assert_cmpuint (mani_project_get_n_annotations (fixture->project), ==, 0);
}

static void
test_remove_articles (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) articles = g_ptr_array_new ();

  g_ptr_array_add (articles, get (fixture, MANI_KIND_ARTICLE, "a"));
  apply (fixture, mani_operation_remove_articles (fixture->project, articles),
         "Remove Article “News”");
  g_assert_cmpuint (mani_project_get_n_annotations (fixture->project), ==, 0);
  g_assert_null (mani_project_lookup (fixture->project, MANI_KIND_RELATION, "r"));
}

static void
test_add_articles (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) articles = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (articles, make_article ("c", NULL, "  The first words\nand more"));
  apply (fixture, mani_operation_add_articles (fixture->project, articles),
         "Add Article “The first words”");
  g_ptr_array_set_size (articles, 0);
  g_ptr_array_add (articles, make_article ("d", NULL, "x"));
  g_ptr_array_add (articles, make_article ("e", NULL, "y"));
  apply (fixture, mani_operation_add_articles (fixture->project, articles), "Add 2 Articles");
}

static void
test_remove_label (Fixture *fixture, gconstpointer data)
{
  add_record (fixture->project, make_label ("city", "City", "place"));
  add_record (fixture->project, make_label ("p", "Person", "place"));
  add_record (fixture->project, make_relation ("r2", "a1", "a3", "place"));

  apply (
      fixture,
      mani_operation_remove_label (fixture->project, get (fixture, MANI_KIND_LABEL, "place"), NULL),
      "Remove Label “Place”");
  g_assert_null (mani_annotation_get_label (get_annotation (fixture, "a1")));
  g_assert_null (mani_relation_get_label (get (fixture, MANI_KIND_RELATION, "r2")));
  g_assert_null (mani_label_get_parent (get (fixture, MANI_KIND_LABEL, "city")));
  g_assert_cmpstr (mani_label_get_name (get (fixture, MANI_KIND_LABEL, "city")), ==, "City");
  g_assert_cmpstr (mani_label_get_name (get (fixture, MANI_KIND_LABEL, "p")), ==, "Person 2");
}

static void
test_replace_label (Fixture *fixture, gconstpointer data)
{
  add_record (fixture->project, make_label ("city", "City", "place"));
  add_record (fixture->project, make_label ("town", "Town", "city"));

  apply (fixture,
         mani_operation_remove_label (fixture->project, get (fixture, MANI_KIND_LABEL, "city"),
                                      "place"),
         "Replace Label “City” by “Place”");
  g_assert_cmpstr (mani_label_get_parent (get (fixture, MANI_KIND_LABEL, "town")), ==, "place");
  apply (fixture,
         mani_operation_remove_label (fixture->project, get (fixture, MANI_KIND_LABEL, "place"),
                                      "town"),
         "Replace Label “Place” by “Town”");
  g_assert_cmpstr (mani_annotation_get_label (get_annotation (fixture, "a1")), ==, "town");
}

static void
test_entities (Fixture *fixture, gconstpointer data)
{
  static const char *const aliases[] = { "Bakı", "Baku", "Баку", NULL };
  g_autoptr (GPtrArray) one = list_annotations (fixture, "a1", NULL);
  const char *const *merged;

  add_record (fixture->project, make_entity ("keep", "Baku", MANI_ENTITY_NONE, NULL));
  add_record (fixture->project, make_entity ("gone", "Baku City", MANI_ENTITY_PLACE, aliases));
  apply (fixture, mani_operation_set_entity (fixture->project, one, "gone", 0),
         "Link “Baku” to Baku City");
  apply (fixture,
         mani_operation_merge_entities (fixture->project, get (fixture, MANI_KIND_ENTITY, "keep"),
                                        get (fixture, MANI_KIND_ENTITY, "gone")),
         "Merge “Baku City” into “Baku”");
  g_assert_cmpstr (mani_annotation_get_entity (get_annotation (fixture, "a1")), ==, "keep");
  merged = mani_entity_get_aliases (get (fixture, MANI_KIND_ENTITY, "keep"));
  g_assert_cmpuint (g_strv_length ((GStrv) merged), ==, 3);
  g_assert_cmpstr (merged[0], ==, "Baku City");
  g_assert_cmpstr (merged[1], ==, "Bakı");
  g_assert_cmpstr (merged[2], ==, "Баку");
  g_assert_cmpuint (mani_entity_get_kind (get (fixture, MANI_KIND_ENTITY, "keep")), ==,
                    MANI_ENTITY_PLACE);

  apply (fixture,
         mani_operation_remove_entity (fixture->project, get (fixture, MANI_KIND_ENTITY, "keep")),
         "Remove “Baku”");
  g_assert_null (mani_annotation_get_entity (get_annotation (fixture, "a1")));
}

static void
test_several_entities (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "one", "two", "three" };
  g_autoptr (GPtrArray) first = list_annotations (fixture, "a1", NULL);
  g_autoptr (GPtrArray) second = list_annotations (fixture, "a2", NULL);
  g_autoptr (GPtrArray) entities = g_ptr_array_new ();
  const char *const *merged;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    add_record (fixture->project, make_entity (ids[i], ids[i], MANI_ENTITY_NONE, NULL));
  apply (fixture, mani_operation_set_entity (fixture->project, first, "two", 0),
         "Link “Baku” to two");
  apply (fixture, mani_operation_set_entity (fixture->project, second, "three", 0),
         "Link “Yerevan” to three");

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_ptr_array_add (entities, get (fixture, MANI_KIND_ENTITY, ids[i]));
  apply (fixture, mani_operation_set_entities_kind (entities, MANI_ENTITY_PLACE),
         "Set the Kind of 3 People and Places");
  g_ptr_array_set_size (entities, 0);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_ptr_array_add (entities, get (fixture, MANI_KIND_ENTITY, ids[i]));
  g_assert_cmpuint (mani_entity_get_kind (entities->pdata[2]), ==, MANI_ENTITY_PLACE);

  /* The one that is kept may be among them. */
  apply (fixture,
         mani_operation_merge_several (fixture->project, get (fixture, MANI_KIND_ENTITY, "two"),
                                       entities),
         "Merge 2 into “two”");
  g_assert_null (mani_project_lookup (fixture->project, MANI_KIND_ENTITY, "one"));
  g_assert_cmpstr (mani_annotation_get_entity (get_annotation (fixture, "a1")), ==, "two");
  g_assert_cmpstr (mani_annotation_get_entity (get_annotation (fixture, "a2")), ==, "two");
  merged = mani_entity_get_aliases (get (fixture, MANI_KIND_ENTITY, "two"));
  g_assert_cmpuint (g_strv_length ((GStrv) merged), ==, 2);
  g_assert_cmpstr (merged[0], ==, "one");
  g_assert_cmpstr (merged[1], ==, "three");

  add_record (fixture->project, make_entity ("four", "four", MANI_ENTITY_NONE, NULL));
  g_ptr_array_set_size (entities, 0);
  g_ptr_array_add (entities, get (fixture, MANI_KIND_ENTITY, "two"));
  g_ptr_array_add (entities, get (fixture, MANI_KIND_ENTITY, "four"));
  apply (fixture, mani_operation_remove_entities (fixture->project, entities),
         "Remove 2 People and Places");
  g_assert_null (mani_annotation_get_entity (get_annotation (fixture, "a2")));
}

static void
test_relate (Fixture *fixture, gconstpointer data)
{
  apply (fixture,
         mani_operation_relate (fixture->project, get_annotation (fixture, "a1"),
                                get_annotation (fixture, "a2"), "claim", "Ada", FIXTURE_NOW),
         "Relate “Baku” to “Yerevan” as Claim");
  apply (fixture,
         mani_operation_relate (fixture->project, get_annotation (fixture, "a1"),
                                get_annotation (fixture, "a3"), NULL, NULL, 0),
         "Relate “Baku” to “Baku”");
}

static void
test_need_entity (Fixture *fixture, gconstpointer data)
{
  static const char *const aliases[] = { "Hajiyev", NULL };
  g_autoptr (ManiEdit) edit = mani_edit_new ("Import");
  g_autoptr (GError) error = NULL;
  ManiProject *project = fixture->project;
  const char *made;

  add_record (project, make_entity ("h", "Hikmet Hajiyev", MANI_ENTITY_PERSON, aliases));
  add_record (project, make_entity ("georgia1", "Georgia", MANI_ENTITY_PERSON, NULL));
  add_record (project, make_entity ("georgia2", "Georgia", MANI_ENTITY_PLACE, NULL));

  g_assert_cmpstr (mani_operation_need_entity (project, edit, "HIKMET hajiyev", 0, NULL), ==, "h");
  g_assert_cmpstr (mani_operation_need_entity (project, edit, "hajiyev", 0, NULL), ==, "h");
  g_assert_cmpstr (mani_operation_need_entity (project, edit, "Georgia", MANI_ENTITY_PLACE, NULL),
                   ==, "georgia2");
  g_assert_cmpuint (mani_edit_get_length (edit), ==, 0);

  g_assert_null (mani_operation_need_entity (project, edit, "Georgia", 0, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_AMBIGUOUS);

  made = mani_operation_need_entity (project, edit, "Hajiyev", MANI_ENTITY_PLACE, NULL);
  g_assert_cmpuint (mani_edit_get_length (edit), ==, 1);
  g_assert_cmpstr (mani_operation_need_entity (project, edit, "hajiyev", MANI_ENTITY_PLACE, NULL),
                   ==, made);
  /* A name goes before an alias. */
  g_assert_cmpstr (mani_operation_need_entity (project, edit, "hajiyev", 0, NULL), ==, made);
  g_assert_cmpuint (mani_edit_get_length (edit), ==, 1);
}

static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) one = list_annotations (fixture, "a1", NULL);
  g_autoptr (GPtrArray) two = NULL;
  g_autoptr (ManiEdit) again = NULL;
  g_autoptr (GError) error = NULL;
  const char *id;

  apply (fixture,
         mani_operation_link (fixture->project, one, " Baku City ", MANI_ENTITY_PLACE, 0, &error),
         "Link “Baku” to Baku City");
  id = mani_annotation_get_entity (get_annotation (fixture, "a1"));
  g_assert_cmpstr (mani_entity_get_name (get (fixture, MANI_KIND_ENTITY, id)), ==, "Baku City");
  two = list_annotations (fixture, "a1", "a3");
  apply (fixture,
         mani_operation_link (fixture->project, two, "baku  city", MANI_ENTITY_PLACE, 0, &error),
         "Link 2 Annotations to Baku City");
  g_assert_cmpstr (mani_annotation_get_entity (get_annotation (fixture, "a3")), ==, id);

  g_clear_pointer (&two, g_ptr_array_unref);
  two = list_annotations (fixture, "a1", "a3");
  again = mani_operation_link (fixture->project, two, "Baku City", 0, 0, &error);
  g_assert_cmpuint (mani_edit_get_length (again), ==, 0);

  g_assert_null (mani_operation_link (fixture->project, two, " \u00ad ", 0, 0, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);
  g_clear_error (&error);
  add_record (fixture->project, make_entity ("e", "BAKU CITY", MANI_ENTITY_PLACE, NULL));
  g_assert_null (mani_operation_link (fixture->project, two, "baku city", 0, 0, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_AMBIGUOUS);
}

static void
test_find_label (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  ManiProject *project = fixture->project;

  add_record (project, make_label ("c1", "City", "place"));
  add_record (project, make_label ("c2", "City", "person"));
  add_record (project, make_label ("t", "Town", "c1"));

  g_assert_true (mani_label_find (project, "place", NULL) ==
                 mani_label_find (project, "Place", NULL));
  g_assert_true (mani_label_find (project, "Place/City", NULL) ==
                 get (fixture, MANI_KIND_LABEL, "c1"));
  g_assert_true (mani_label_find (project, "Place/City/Town", NULL) ==
                 mani_label_find (project, "Town", NULL));

  g_assert_null (mani_label_find (project, "City", &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_AMBIGUOUS);
  g_clear_error (&error);
  g_assert_null (mani_label_find (project, "Village", &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_NOT_FOUND);
}

static void
test_find_article (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong[] = { "0", "3", "-1", "1 ", "", "c", "99999999999999999999" };
  g_autoptr (GError) error = NULL;

  g_assert_true (mani_article_find (fixture->project, "1", NULL) ==
                 get (fixture, MANI_KIND_ARTICLE, "a"));
  g_assert_true (mani_article_find (fixture->project, "b", NULL) ==
                 mani_article_find (fixture->project, "2", NULL));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_null (mani_article_find (fixture->project, wrong[i], &error));
      g_assert_error (error, MANI_ERROR, MANI_ERROR_NOT_FOUND);
      g_clear_error (&error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) \
  g_test_add ("/core/operations/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("mark-one", test_mark_one);
  ADD ("mark-names", test_mark_names);
  ADD ("mark-now-is-whole-seconds", test_mark_now);
  ADD ("mark-refuses-descending-ranges", test_mark_refuses_descending);
  ADD ("mark-outside-is-refused-by-the-project", test_mark_outside_is_refused_by_the_project);
  ADD ("long-quotes-are-cut", test_long_quotes_are_cut);
  ADD ("relabel", test_relabel);
  ADD ("same-value-is-no-edit", test_same_value_is_no_edit);
  ADD ("note", test_note);
  ADD ("status", test_status);
  ADD ("entity", test_entity);
  ADD ("typed-name-goes-with-its-last-mention", test_forgotten_entity);
  ADD ("tags", test_tags);
  ADD ("ranges", test_ranges);
  ADD ("orphan-finds-its-place", test_orphan_finds_its_place);
  ADD ("remove-annotations", test_remove_annotations);
  ADD ("remove-articles", test_remove_articles);
  ADD ("add-articles", test_add_articles);
  ADD ("remove-label", test_remove_label);
  ADD ("replace-label", test_replace_label);
  ADD ("merge-and-remove-entities", test_entities);
  ADD ("several-entities", test_several_entities);
  ADD ("relate", test_relate);
  ADD ("need-entity", test_need_entity);
  ADD ("link", test_link);
  ADD ("find-label", test_find_label);
  ADD ("find-article", test_find_article);
#undef ADD

  return g_test_run ();
}
