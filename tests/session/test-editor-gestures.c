/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What gestures do: one undo step each, and what is current afterwards. */

#include "session-fixture.h"

/* "0-4 24-28" */
static void
assert_ranges (ManiAnnotation *annotation, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n;
  const ManiRange *ranges = mani_annotation_get_ranges (annotation, &n);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%u-%u", i > 0 ? " " : "", ranges[i].start, ranges[i].end);
  g_assert_cmpstr (text->str, ==, expected);
}

static ManiLabel *
label (ManiEditor *editor, const char *id)
{
  return find (editor, MANI_KIND_LABEL, id);
}

static guint
count (ManiEditor *editor)
{
  return mani_project_get_n_annotations (mani_editor_get_project (editor));
}

static void
test_press_marks (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  ManiAnnotation *made;

  mani_editor_set_creator (editor, "Nune");
  /* The selection goes before the selected annotation. */
  mani_editor_set_selected (editor, find_annotation (editor, "a1"));
  select_range (editor, 18, 20);
  g_assert_true (mani_editor_press_label (editor, label (editor, "claim")));

  made = mani_editor_get_selected (editor);
  assert_ranges (made, "17-21");
  g_assert_cmpstr (mani_annotation_get_label (made), ==, "claim");
  g_assert_cmpstr (mani_annotation_get_creator (made), ==, "Nune");
  g_assert_cmpstr (mani_annotation_get_label (find_annotation (editor, "a1")), ==, "place");
  g_assert_null (mani_editor_get_selection (editor));
  g_assert_null (mani_editor_get_armed_label (editor));
  g_assert_cmpuint (count (editor), ==, 4);
  g_assert_cmpuint (count_undo (editor), ==, 1);

  g_assert_true (mani_editor_undo (editor));
  g_assert_cmpuint (count (editor), ==, 3);
  g_assert_null (mani_editor_get_selected (editor));
  g_assert_true (mani_editor_redo (editor));
  g_assert_cmpuint (count (editor), ==, 4);
}

static void
test_press_highlights (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  ManiAnnotation *made;

  select_range (editor, 5, 8);
  g_assert_true (mani_editor_press_label (editor, NULL));
  made = mani_editor_get_selected (editor);
  g_assert_null (mani_annotation_get_label (made));
  g_assert_null (mani_annotation_get_creator (made));
}

static void
test_press_relabels (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();

  mani_editor_set_selected (editor, find_annotation (editor, "a2"));
  g_assert_true (mani_editor_press_label (editor, label (editor, "person")));
  g_assert_cmpstr (mani_annotation_get_label (find_annotation (editor, "a2")), ==, "person");
  g_assert_true (mani_editor_get_selected (editor) == find_annotation (editor, "a2"));
  g_assert_null (mani_editor_get_armed_label (editor));
  g_assert_cmpuint (count (editor), ==, 3);
  g_assert_cmpuint (count_undo (editor), ==, 1);

  /* It has this label: nothing to do. */
  g_assert_false (mani_editor_press_label (editor, label (editor, "person")));
  g_assert_cmpuint (count_undo (editor), ==, 1);

  g_assert_true (mani_editor_press_label (editor, NULL));
  g_assert_null (mani_annotation_get_label (find_annotation (editor, "a2")));
  g_assert_false (mani_editor_press_label (editor, NULL));
  mani_editor_undo (editor);
  mani_editor_undo (editor);
  g_assert_cmpstr (mani_annotation_get_label (find_annotation (editor, "a2")), ==, "place");
}

static void
test_press_arms (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  ManiLabel *person = label (editor, "person");
  ManiLabel *place = label (editor, "place");

  g_assert_true (mani_editor_press_label (editor, person));
  g_assert_true (mani_editor_get_armed_label (editor) == person);
  g_assert_true (mani_editor_press_label (editor, place));
  g_assert_true (mani_editor_get_armed_label (editor) == place);
  g_assert_true (mani_editor_press_label (editor, place));
  g_assert_null (mani_editor_get_armed_label (editor));
  g_assert_cmpuint (count_undo (editor), ==, 0);
}

static void
test_finish_selection (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();

  select_range (editor, 5, 8);
  g_assert_false (mani_editor_finish_selection (editor));
  g_assert_nonnull (mani_editor_get_selection (editor));

  mani_editor_set_selection (editor, NULL);
  mani_editor_set_armed_label (editor, label (editor, "person"));
  g_assert_false (mani_editor_finish_selection (editor));
  select_range (editor, 5, 8);
  g_assert_true (mani_editor_finish_selection (editor));
  assert_ranges (mani_editor_get_selected (editor), "5-8");
  g_assert_null (mani_editor_get_selection (editor));

  /* It stays armed, whatever is selected now. */
  select_range (editor, 17, 21);
  g_assert_true (mani_editor_finish_selection (editor));
  g_assert_cmpuint (count (editor), ==, 5);
  g_assert_true (mani_editor_get_armed_label (editor) == label (editor, "person"));
}

static void
assert_snaps (ManiEditor *editor, guint start, guint end, guint expected_start, guint expected_end)
{
  ManiRange range = { start, end };

  g_assert_cmpint (mani_editor_snap (editor, &range), ==, expected_start < expected_end);
  g_assert_cmpuint (range.start, ==, expected_start);
  g_assert_cmpuint (range.end, ==, expected_end);
}

static void
test_snap (void)
{
  g_autoptr (ManiProject) project = mani_project_new (NULL);
  g_autoptr (ManiEditor) editor = NULL;
  g_autoptr (ManiEditor) empty = mani_editor_new (project);
  ManiRange range = { 0, 1 };

  g_assert_false (mani_editor_snap (empty, &range));

  /* An accent that is a character of its own: 3 and 4 are one grapheme. */
  add_record (project, make_article ("c", NULL, "cafe\u0301s are  open"));
  editor = mani_editor_new (project);
  assert_snaps (editor, 2, 8, 0, 10);
  assert_snaps (editor, 10, 12, 12, 12);
  mani_editor_set_snap_to_words (editor, FALSE);
  assert_snaps (editor, 2, 9, 2, 9);
  assert_snaps (editor, 1, 4, 1, 5);
  assert_snaps (editor, 10, 12, 10, 12);
}

/* A selection of white space alone marks nothing, and stays. */
static void
test_nothing_to_mark (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();

  select_range (editor, 22, 23);
  g_assert_false (mani_editor_press_label (editor, label (editor, "person")));
  g_assert_nonnull (mani_editor_get_selection (editor));
  g_assert_null (mani_editor_get_armed_label (editor));
  g_assert_null (mani_editor_get_trouble (editor));
  g_assert_cmpuint (count_undo (editor), ==, 0);
}

static void
test_repeat_label (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  ManiProject *project = mani_editor_get_project (editor);

  select_range (editor, 5, 8);
  g_assert_false (mani_editor_repeat_label (editor));
  g_assert_true (mani_editor_press_label (editor, label (editor, "person")));

  select_range (editor, 17, 21);
  g_assert_true (mani_editor_repeat_label (editor));
  g_assert_cmpstr (mani_annotation_get_label (mani_editor_get_selected (editor)), ==, "person");
  mani_editor_set_selected (editor, find_annotation (editor, "a3"));
  g_assert_true (mani_editor_repeat_label (editor));
  g_assert_cmpstr (mani_annotation_get_label (find_annotation (editor, "a3")), ==, "person");
  mani_editor_set_selected (editor, NULL);
  g_assert_false (mani_editor_repeat_label (editor));

  apply (editor, mani_operation_remove_label (project, label (editor, "person"), NULL));
  select_range (editor, 17, 21);
  g_assert_false (mani_editor_repeat_label (editor));

  /* A bare highlight is repeated too. */
  g_assert_true (mani_editor_press_label (editor, NULL));
  select_range (editor, 29, 34);
  g_assert_true (mani_editor_repeat_label (editor));
  g_assert_null (mani_annotation_get_label (mani_editor_get_selected (editor)));
  assert_ranges (mani_editor_get_selected (editor), "29-34");
}

static void
test_let_go (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();

  mani_editor_set_armed_label (editor, label (editor, "person"));
  mani_editor_set_selected (editor, find_annotation (editor, "a1"));
  select_range (editor, 5, 8);

  /* One press stops the marking, whatever has just been marked. */
  g_assert_true (mani_editor_let_go (editor));
  g_assert_null (mani_editor_get_armed_label (editor));
  g_assert_nonnull (mani_editor_get_selection (editor));
  g_assert_true (mani_editor_let_go (editor));
  g_assert_null (mani_editor_get_selection (editor));
  g_assert_nonnull (mani_editor_get_selected (editor));
  g_assert_true (mani_editor_let_go (editor));
  g_assert_null (mani_editor_get_selected (editor));
  g_assert_false (mani_editor_let_go (editor));
}

/* With the relation that hangs on it, in one step. */
static void
test_remove (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  ManiProject *project = mani_editor_get_project (editor);

  g_assert_false (mani_editor_remove_selected (editor));
  mani_editor_set_selected (editor, find_annotation (editor, "a1"));
  g_assert_true (mani_editor_remove_selected (editor));
  g_assert_null (mani_editor_get_selected (editor));
  g_assert_cmpuint (count (editor), ==, 2);
  g_assert_null (mani_project_lookup (project, MANI_KIND_RELATION, "r"));
  g_assert_cmpuint (count_undo (editor), ==, 1);

  g_assert_true (mani_editor_undo (editor));
  g_assert_cmpuint (count (editor), ==, 3);
  g_assert_nonnull (mani_project_lookup (project, MANI_KIND_RELATION, "r"));
}

static GPtrArray *
choose (ManiEditor *editor, const char *const *ids)
{
  g_autoptr (GPtrArray) annotations = g_ptr_array_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    g_ptr_array_add (annotations, find_annotation (editor, ids[i]));
  mani_editor_set_chosen (editor, annotations);

  return mani_editor_get_chosen (editor);
}

/* Several at once: each verb is one step, and what goes is chosen no more. */
static void
test_several (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  static const char *const all[] = { "a3", "a1", "a2", NULL };
  static const char *const two[] = { "a3", "a2", NULL };
  GPtrArray *chosen = choose (editor, all);

  g_assert_cmpuint (chosen->len, ==, 3);
  g_assert_true (mani_editor_get_selected (editor) == find_annotation (editor, "a3"));
  /* Whoever is selected stays so. */
  choose (editor, two);
  g_assert_true (mani_editor_get_selected (editor) == find_annotation (editor, "a3"));

  g_assert_true (mani_editor_relabel (
      editor, mani_label_find (mani_editor_get_project (editor), "person", NULL)));
  chosen = mani_editor_get_chosen (editor);
  g_assert_cmpuint (chosen->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (chosen->pdata[i] == find_annotation (editor, two[i]));
      g_assert_cmpstr (mani_annotation_get_label (chosen->pdata[i]), ==, "person");
    }
  g_assert_cmpstr (mani_annotation_get_label (find_annotation (editor, "a1")), ==, "place");

  g_assert_true (mani_editor_remove_selected (editor));
  g_assert_cmpuint (count (editor), ==, 1);
  g_assert_cmpuint (mani_editor_get_chosen (editor)->len, ==, 0);
  g_assert_null (mani_editor_get_selected (editor));

  g_assert_true (mani_editor_undo (editor));
  mani_editor_set_selected (editor, find_annotation (editor, "a1"));
  g_assert_cmpuint (mani_editor_get_chosen (editor)->len, ==, 1);
  mani_editor_set_article (editor, NULL);
  g_assert_cmpuint (mani_editor_get_chosen (editor)->len, ==, 0);
}

static void
test_relate (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  ManiTable *relations =
      mani_project_get_table (mani_editor_get_project (editor), MANI_KIND_RELATION);
  guint before = mani_table_get_length (relations);
  ManiRelation *made = NULL;

  g_assert_false (mani_editor_relate (editor));
  mani_editor_set_selected (editor, find_annotation (editor, "a1"));
  g_assert_true (mani_editor_relate (editor));
  g_assert_true (mani_editor_get_relate_from (editor) == find_annotation (editor, "a1"));
  /* Once more on itself, or Esc, lets go. */
  g_assert_true (mani_editor_relate (editor));
  g_assert_null (mani_editor_get_relate_from (editor));
  g_assert_true (mani_editor_relate (editor));
  g_assert_true (mani_editor_let_go (editor));
  g_assert_null (mani_editor_get_relate_from (editor));
  g_assert_nonnull (mani_editor_get_selected (editor));
  g_assert_cmpuint (mani_table_get_length (relations), ==, before);

  g_assert_true (mani_editor_relate (editor));
  mani_editor_set_selected (editor, find_annotation (editor, "a3"));
  g_assert_true (mani_editor_relate (editor));
  g_assert_null (mani_editor_get_relate_from (editor));
  g_assert_cmpuint (mani_table_get_length (relations), ==, before + 1);
  for (guint i = 0; i < mani_table_get_length (relations); i++)
    if (g_strcmp0 (mani_relation_get_to (mani_table_get (relations, i)), "a3") == 0)
      made = mani_table_get (relations, i);
  g_assert_nonnull (made);
  g_assert_cmpstr (mani_relation_get_from (made), ==, "a1");
}

static void
assert_walks (ManiEditor *editor, int by, guint offset, const char *expected)
{
  g_assert_true (mani_editor_walk (editor, by, offset));
  g_assert_cmpstr (mani_record_get_id (MANI_RECORD (mani_editor_get_selected (editor))), ==,
                   expected);
}

static void
test_walk (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();

  assert_walks (editor, 1, 0, "a1");
  assert_walks (editor, 1, 0, "a2");
  assert_walks (editor, 1, 0, "a3");
  assert_walks (editor, 1, 0, "a1");
  assert_walks (editor, -1, 0, "a3");
  assert_walks (editor, -1, 0, "a2");

  /* From a place, when none is selected. */
  mani_editor_set_selected (editor, NULL);
  assert_walks (editor, 1, 9, "a2");
  mani_editor_set_selected (editor, NULL);
  assert_walks (editor, 1, 10, "a3");
  mani_editor_set_selected (editor, NULL);
  assert_walks (editor, 1, 30, "a1");
  mani_editor_set_selected (editor, NULL);
  assert_walks (editor, -1, 10, "a2");
  mani_editor_set_selected (editor, NULL);
  assert_walks (editor, -1, 0, "a3");

  mani_editor_set_article (editor, find (editor, MANI_KIND_ARTICLE, "b"));
  g_assert_false (mani_editor_walk (editor, 1, 0));
}

/* With two orphans, which come before all in the table. */
static ManiEditor *
make_editor_with_orphans (void)
{
  ManiEditor *editor = make_editor ();

  add_record (mani_editor_get_project (editor), make_orphan ("o1", "a", "Bakuu"));
  add_record (mani_editor_get_project (editor), make_orphan ("o2", "a", "Yerewan"));

  return editor;
}

static void
test_walk_leaves_orphans_out (void)
{
  g_autoptr (ManiEditor) editor = make_editor_with_orphans ();

  assert_walks (editor, 1, 0, "a1");
  assert_walks (editor, -1, 0, "a3");
  assert_walks (editor, 1, 0, "a1");
  mani_editor_set_selected (editor, find_annotation (editor, "o1"));
  assert_walks (editor, 1, 0, "a1");
  mani_editor_set_selected (editor, find_annotation (editor, "o2"));
  assert_walks (editor, -1, 0, "a3");

  add_record (mani_editor_get_project (editor), make_orphan ("o3", "b", "alone"));
  mani_editor_set_article (editor, find (editor, MANI_KIND_ARTICLE, "b"));
  g_assert_false (mani_editor_walk (editor, 1, 0));
  g_assert_false (mani_editor_walk (editor, -1, 0));
}

static void
test_place_orphan (void)
{
  g_autoptr (ManiEditor) editor = make_editor_with_orphans ();
  ManiAnnotation *orphan = find_annotation (editor, "o1");

  /* Nothing is selected, then white space alone. */
  g_assert_false (mani_editor_place (editor, orphan));
  select_range (editor, 4, 5);
  g_assert_false (mani_editor_place (editor, orphan));
  g_assert_cmpuint (count_undo (editor), ==, 0);

  /* Within "Baku" of the second line, which is grown to the word. */
  select_range (editor, 25, 27);
  g_assert_true (mani_editor_place (editor, orphan));
  assert_ranges (find_annotation (editor, "o1"), "24-28");
  g_assert_false (mani_annotation_is_orphan (find_annotation (editor, "o1")));
  g_assert_false (
      mani_record_has (MANI_RECORD (find_annotation (editor, "o1")), MANI_ANNOTATION_QUOTE));
  g_assert_true (mani_editor_get_selected (editor) == find_annotation (editor, "o1"));
  g_assert_null (mani_editor_get_selection (editor));
  g_assert_cmpuint (count_undo (editor), ==, 1);

  g_assert_true (mani_editor_undo (editor));
  g_assert_true (mani_annotation_is_orphan (find_annotation (editor, "o1")));
  g_assert_cmpstr (
      mani_record_get_string (MANI_RECORD (find_annotation (editor, "o1")), MANI_ANNOTATION_QUOTE),
      ==, "Bakuu");

  /* Of another article. */
  add_record (mani_editor_get_project (editor), make_orphan ("o3", "b", "alone"));
  select_range (editor, 0, 4);
  g_assert_false (mani_editor_place (editor, find_annotation (editor, "o3")));
}

static void
test_note (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();

  g_assert_false (mani_editor_set_note (editor, find_annotation (editor, "a1"), NULL));
  g_assert_false (mani_editor_set_note (editor, find_annotation (editor, "a1"), ""));
  g_assert_true (mani_editor_set_note (editor, find_annotation (editor, "a1"), "a long *note*"));
  g_assert_cmpstr (mani_annotation_get_note (find_annotation (editor, "a1")), ==, "a long *note*");
  g_assert_false (mani_editor_set_note (editor, find_annotation (editor, "a1"), "a long *note*"));
  g_assert_cmpuint (count_undo (editor), ==, 1);
  g_assert_true (mani_editor_set_note (editor, find_annotation (editor, "a1"), ""));
  g_assert_null (mani_annotation_get_note (find_annotation (editor, "a1")));
  g_assert_cmpuint (count_undo (editor), ==, 2);

  g_assert_true (mani_editor_undo (editor));
  g_assert_cmpstr (mani_annotation_get_note (find_annotation (editor, "a1")), ==, "a long *note*");
  g_assert_true (mani_editor_undo (editor));
  g_assert_null (mani_annotation_get_note (find_annotation (editor, "a1")));
}

static void
test_toggle_range (void)
{
  static const struct
  {
    ManiRange selection;
    const char *expected; /* of 9-16 24-28; NULL: nothing to do */
  } cases[] = {
    { { 18, 20 }, "9-16 18-20 24-28" }, /* in the gap */
    { { 0, 4 }, "0-4 9-16 24-28" },     /* before all */
    { { 30, 32 }, "9-16 24-28 30-32" }, /* behind all */
    { { 16, 20 }, "9-20 24-28" },       /* meets an end */
    { { 5, 9 }, "5-16 24-28" },         /* meets a start */
    { { 12, 20 }, "9-20 24-28" },       /* over an end */
    { { 12, 26 }, "9-28" },             /* joins the two */
    { { 0, 36 }, "0-36" },              /* over all */
    { { 12, 14 }, "9-12 14-16 24-28" }, /* splits */
    { { 9, 12 }, "12-16 24-28" },       /* takes from the start */
    { { 12, 16 }, "9-12 24-28" },       /* takes from the end */
    { { 24, 28 }, "9-16" },             /* takes one away */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ManiEditor) editor = make_editor ();

      mani_editor_set_snap_to_words (editor, FALSE);
      mani_editor_set_selected (editor, find_annotation (editor, "a2"));
      select_range (editor, 24, 28);
      g_assert_true (mani_editor_toggle_range (editor));
      assert_ranges (find_annotation (editor, "a2"), "9-16 24-28");

      select_range (editor, cases[i].selection.start, cases[i].selection.end);
      g_assert_true (mani_editor_toggle_range (editor));
      assert_ranges (find_annotation (editor, "a2"), cases[i].expected);
      g_assert_true (mani_editor_get_selected (editor) == find_annotation (editor, "a2"));
      g_assert_null (mani_editor_get_selection (editor));
      g_assert_cmpuint (count_undo (editor), ==, 2);
      g_assert_true (mani_editor_undo (editor));
      assert_ranges (find_annotation (editor, "a2"), "9-16 24-28");
    }
}

static void
test_toggle_nothing (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();

  select_range (editor, 17, 21);
  g_assert_false (mani_editor_toggle_range (editor));
  mani_editor_set_selected (editor, find_annotation (editor, "a2"));
  mani_editor_set_selection (editor, NULL);
  g_assert_false (mani_editor_toggle_range (editor));

  /* The last range is not taken away: that is what Delete is for. */
  select_range (editor, 10, 12);
  g_assert_false (mani_editor_toggle_range (editor));
  assert_ranges (find_annotation (editor, "a2"), "9-16");
  g_assert_cmpuint (count_undo (editor), ==, 0);
}

static void
test_find_label_by_key (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  ManiProject *project = mani_editor_get_project (editor);
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_label_record_type);

  mani_record_builder_set_string (builder, MANI_LABEL_NAME, "Knows");
  mani_record_builder_set_string (builder, MANI_LABEL_KEY, "k");
  mani_record_builder_set_word (builder, MANI_LABEL_USE, MANI_LABEL_FOR_RELATIONS);
  add_record (project, mani_record_builder_end (builder, NULL));

  g_assert_true (mani_editor_find_label_by_key (editor, "1") == label (editor, "person"));
  g_assert_true (mani_editor_find_label_by_key (editor, "6") == label (editor, "claim"));
  g_assert_null (mani_editor_find_label_by_key (editor, "9"));
  g_assert_null (mani_editor_find_label_by_key (editor, "k"));
}

static void
test_link (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  g_autoptr (GPtrArray) annotations = g_ptr_array_new ();
  ManiAnnotation *made;
  ManiEntity *entity;
  const char *id;

  /* A selection is marked with the label for the kind, in the same step. */
  select_range (editor, 18, 20);
  g_assert_true (mani_editor_link_selection (editor, NULL, "Nune", MANI_ENTITY_PERSON));
  made = mani_editor_get_selected (editor);
  assert_ranges (made, "17-21");
  g_assert_cmpstr (mani_annotation_get_label (made), ==, "person");
  id = mani_annotation_get_entity (made);
  entity = find (editor, MANI_KIND_ENTITY, id);
  g_assert_cmpstr (mani_entity_get_name (entity), ==, "Nune");
  g_assert_cmpuint (mani_entity_get_kind (entity), ==, MANI_ENTITY_PERSON);
  g_assert_null (mani_editor_get_selection (editor));
  g_assert_cmpuint (count_undo (editor), ==, 1);
  g_assert_false (mani_editor_link_selection (editor, NULL, "Nune", MANI_ENTITY_PERSON));

  /* A known one is linked, and let go. */
  g_ptr_array_add (annotations, find_annotation (editor, "a1"));
  g_assert_true (mani_editor_link (editor, annotations, id, NULL, MANI_ENTITY_NONE));
  g_assert_cmpstr (mani_annotation_get_entity (find_annotation (editor, "a1")), ==, id);
  annotations->pdata[0] = find_annotation (editor, "a1");
  g_assert_true (mani_editor_link (editor, annotations, NULL, NULL, MANI_ENTITY_NONE));
  g_assert_null (mani_annotation_get_entity (find_annotation (editor, "a1")));
  annotations->pdata[0] = find_annotation (editor, "a1");
  g_assert_true (mani_editor_link (editor, annotations, NULL, "nune", MANI_ENTITY_PERSON));
  g_assert_cmpstr (mani_annotation_get_entity (find_annotation (editor, "a1")), ==, id);

  /* A name without anything to see is none. */
  g_assert_false (mani_editor_link (editor, annotations, NULL, " ", MANI_ENTITY_PERSON));
  g_assert_nonnull (mani_editor_get_trouble (editor));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/session/editor-gestures/label-marks-the-selection", test_press_marks);
  g_test_add_func ("/session/editor-gestures/no-label-highlights", test_press_highlights);
  g_test_add_func ("/session/editor-gestures/label-relabels-the-selected", test_press_relabels);
  g_test_add_func ("/session/editor-gestures/label-is-armed", test_press_arms);
  g_test_add_func ("/session/editor-gestures/armed-label-marks", test_finish_selection);
  g_test_add_func ("/session/editor-gestures/snap", test_snap);
  g_test_add_func ("/session/editor-gestures/white-space-marks-nothing", test_nothing_to_mark);
  g_test_add_func ("/session/editor-gestures/repeat-label", test_repeat_label);
  g_test_add_func ("/session/editor-gestures/let-go", test_let_go);
  g_test_add_func ("/session/editor-gestures/remove", test_remove);
  g_test_add_func ("/session/editor-gestures/walk-goes-round", test_walk);
  g_test_add_func ("/session/editor-gestures/walk-leaves-orphans-out",
                   test_walk_leaves_orphans_out);
  g_test_add_func ("/session/editor-gestures/orphan-is-placed", test_place_orphan);
  g_test_add_func ("/session/editor-gestures/note-is-one-step", test_note);
  g_test_add_func ("/session/editor-gestures/several", test_several);
  g_test_add_func ("/session/editor-gestures/relate", test_relate);
  g_test_add_func ("/session/editor-gestures/link", test_link);
  g_test_add_func ("/session/editor-gestures/toggle-range", test_toggle_range);
  g_test_add_func ("/session/editor-gestures/toggle-nothing", test_toggle_nothing);
  g_test_add_func ("/session/editor-gestures/find-label-by-key", test_find_label_by_key);

  return g_test_run ();
}
