/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Three-way merge: each kind of conflict by hand, then random versions of random projects. */

#include "mani-merge.h"

#include "core-fixture.h"
#include "project-checks.h"
#include "random-edits.h"

/* A project of its own that holds what the snapshot holds. */
static ManiProject *
fork_project (ManiSnapshot *snapshot)
{
  static const ManiKind kinds[] = { MANI_KIND_LABEL, MANI_KIND_ENTITY, MANI_KIND_ARTICLE,
                                    MANI_KIND_RELATION };
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  guint n_articles = mani_snapshot_get_records (snapshot, MANI_KIND_ARTICLE)->n;
  ManiProject *project;

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; i < mani_snapshot_get_records (snapshot, kinds[k])->n; i++)
      g_ptr_array_add (records, mani_snapshot_get_records (snapshot, kinds[k])->records[i]);
  for (guint i = 0; i < n_articles + mani_snapshot_get_n_stray_groups (snapshot); i++)
    {
      const ManiRecords *group =
          i < n_articles ? mani_snapshot_get_annotations (snapshot, i)
                         : mani_snapshot_get_stray_annotations (snapshot, i - n_articles);

      for (guint j = 0; j < group->n; j++)
        g_ptr_array_add (records, group->records[j]);
    }
  project = mani_project_new_from_records (mani_snapshot_get_info (snapshot), records,
                                           mani_snapshot_get_unknown (snapshot), NULL, &error);
  g_assert_no_error (error);

  return project;
}

/* The three projects; ours and theirs begin as the base is. */
typedef struct
{
  ManiProject *base;
  ManiProject *ours;
  ManiProject *theirs;
} Sides;

static void
set_up (Sides *sides, gconstpointer data)
{
  g_autoptr (ManiSnapshot) snapshot = NULL;

  sides->base = make_project ();
  snapshot = mani_project_snapshot (sides->base);
  sides->ours = fork_project (snapshot);
  sides->theirs = fork_project (snapshot);
}

static void
tear_down (Sides *sides, gconstpointer data)
{
  g_assert_finalize_object (sides->base);
  g_assert_finalize_object (sides->ours);
  g_assert_finalize_object (sides->theirs);
}

static void
apply (ManiProject *project, ManiEdit *edit)
{
  g_autoptr (GError) error = NULL;
  ManiEdit *inverse = mani_project_apply (project, edit, &error);

  g_assert_no_error (error);
  mani_edit_unref (inverse);
}

static int
compare_strings (const void *a, const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Merges and applies to ours; the conflicts as "kind id field", sorted, one a line. */
static char *
merge (Sides *sides)
{
  g_autoptr (ManiSnapshot) base = mani_project_snapshot (sides->base);
  g_autoptr (ManiSnapshot) ours = mani_project_snapshot (sides->ours);
  g_autoptr (ManiSnapshot) theirs = mani_project_snapshot (sides->theirs);
  g_autoptr (ManiMerge) merged = mani_merge_new (base, ours, theirs);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) unresolved = NULL;

  for (guint i = 0; i < mani_merge_get_n_conflicts (merged); i++)
    {
      const ManiMergeConflict *conflict = mani_merge_get_conflict (merged, i);
      const ManiRecordType *type = mani_kind_get_record_type (conflict->kind);
      g_autofree char *text = mani_merge_conflict_dup_text (conflict);

      g_assert_nonnull (strstr (text, conflict->id));
      g_ptr_array_add (lines, g_strdup_printf ("%s %s %s", type->name, conflict->id,
                                               conflict->field == MANI_MERGE_WHOLE_RECORD
                                                   ? "whole"
                                                   : type->fields[conflict->field].name));
    }
  if (lines->len > 0)
    qsort (lines->pdata, lines->len, sizeof (gpointer), compare_strings);
  g_ptr_array_add (lines, NULL);
  apply (sides->ours, mani_merge_get_edit (merged));
  check_project (sides->ours, 1);
  unresolved = mani_project_get_unresolved (sides->ours);
  g_assert_cmpuint (unresolved->len, ==, 0);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
expect (Sides *sides, const char *conflicts)
{
  g_autofree char *found = merge (sides);

  g_assert_cmpstr (found, ==, conflicts);
}

static gpointer
get (ManiProject *project, ManiKind kind, const char *id)
{
  gpointer record = mani_project_lookup (project, kind, id);

  g_assert_nonnull (record);

  return record;
}

static void
set_string (ManiProject *project, ManiKind kind, const char *id, guint field, const char *value)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (get (project, kind, id));
  g_autoptr (ManiEdit) edit = mani_edit_new ("Set");
  g_autoptr (ManiRecord) after = NULL;
  g_autoptr (GError) error = NULL;

  mani_record_builder_set_string (builder, field, value);
  after = mani_record_builder_end (builder, &error);
  g_assert_no_error (error);
  mani_edit_replace (edit, get (project, kind, id), after);
  apply (project, edit);
}

static const char *
get_string (ManiProject *project, ManiKind kind, const char *id, guint field)
{
  return mani_record_get_string (get (project, kind, id), field);
}

static void
set_strings (ManiProject *project,
             ManiKind kind,
             const char *id,
             guint field,
             const char *const *values)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (get (project, kind, id));
  g_autoptr (ManiEdit) edit = mani_edit_new ("Set");
  g_autoptr (ManiRecord) after = NULL;

  mani_record_builder_set_strings (builder, field, values);
  after = mani_record_builder_end (builder, NULL);
  mani_edit_replace (edit, get (project, kind, id), after);
  apply (project, edit);
}

static void
remove_annotation (ManiProject *project, const char *id)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (ManiEdit) edit = NULL;

  g_ptr_array_add (list, get (project, MANI_KIND_ANNOTATION, id));
  edit = mani_operation_remove_annotations (project, list);
  apply (project, edit);
}

static void
remove_article (ManiProject *project, const char *id)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autoptr (ManiEdit) edit = NULL;

  g_ptr_array_add (list, get (project, MANI_KIND_ARTICLE, id));
  edit = mani_operation_remove_articles (project, list);
  apply (project, edit);
}

static void
remove_label (ManiProject *project, const char *id)
{
  g_autoptr (ManiEdit) edit =
      mani_operation_remove_label (project, get (project, MANI_KIND_LABEL, id), NULL);

  apply (project, edit);
}

static void
set_ranges (ManiProject *project, const char *id, guint start, guint end)
{
  g_autoptr (ManiEdit) edit =
      mani_operation_set_ranges (project, get (project, MANI_KIND_ANNOTATION, id),
                                 &(ManiRange){ start, end }, 1, FIXTURE_NOW, NULL);

  apply (project, edit);
}

/* Another text for "a", its annotations moved by @by. */
static void
set_text (ManiProject *project, const char *text, guint by)
{
  ManiRecord *before = get (project, MANI_KIND_ARTICLE, "a");
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (before);
  g_autoptr (ManiRecord) after = NULL;
  g_autoptr (ManiEdit) edit = mani_edit_new ("Correct");
  ManiTable *table = mani_project_get_annotations (project, "a");

  mani_article_builder_set_text (builder, text, -1);
  after = mani_record_builder_end (builder, NULL);
  mani_edit_replace (edit, before, after);
  for (guint i = 0; i < mani_table_get_length (table); i++)
    {
      ManiAnnotation *annotation = mani_table_get (table, i);
      ManiRange range = mani_annotation_get_extent (annotation);
      g_autoptr (ManiRecordBuilder) moving =
          mani_record_builder_new_from (MANI_RECORD (annotation));
      g_autoptr (ManiRecord) moved = NULL;

      range.start += by;
      range.end += by;
      mani_record_builder_set_ranges (moving, MANI_ANNOTATION_RANGES, &range, 1);
      moved = mani_record_builder_end (moving, NULL);
      mani_edit_replace (edit, annotation, moved);
    }
  apply (project, edit);
}

static void
test_different_fields (Sides *sides, gconstpointer data)
{
  set_string (sides->ours, MANI_KIND_ANNOTATION, "a1", MANI_ANNOTATION_NOTE, "our note");
  set_string (sides->theirs, MANI_KIND_ANNOTATION, "a1", MANI_ANNOTATION_LABEL, "person");
  set_string (sides->theirs, MANI_KIND_ANNOTATION, "a2", MANI_ANNOTATION_NOTE, "their note");
  set_ranges (sides->theirs, "a1", 0, 8);
  expect (sides, "");
  g_assert_cmpstr (get_string (sides->ours, MANI_KIND_ANNOTATION, "a1", MANI_ANNOTATION_NOTE), ==,
                   "our note");
  g_assert_cmpstr (get_string (sides->ours, MANI_KIND_ANNOTATION, "a1", MANI_ANNOTATION_LABEL), ==,
                   "person");
  g_assert_cmpstr (get_string (sides->ours, MANI_KIND_ANNOTATION, "a2", MANI_ANNOTATION_NOTE), ==,
                   "their note");
  g_assert_cmpuint (mani_annotation_get_extent (get (sides->ours, MANI_KIND_ANNOTATION, "a1")).end,
                    ==, 8);
}

static void
test_same_field (Sides *sides, gconstpointer data)
{
  set_string (sides->ours, MANI_KIND_ANNOTATION, "a1", MANI_ANNOTATION_NOTE, "ours");
  set_string (sides->theirs, MANI_KIND_ANNOTATION, "a1", MANI_ANNOTATION_NOTE, "theirs");
  set_string (sides->ours, MANI_KIND_ANNOTATION, "a2", MANI_ANNOTATION_NOTE, "the same");
  set_string (sides->theirs, MANI_KIND_ANNOTATION, "a2", MANI_ANNOTATION_NOTE, "the same");
  set_string (sides->ours, MANI_KIND_ANNOTATION, "a3", MANI_ANNOTATION_LABEL, "date");
  set_string (sides->theirs, MANI_KIND_ANNOTATION, "a3", MANI_ANNOTATION_LABEL, "claim");
  expect (sides, "annotation a1 note\nannotation a3 label");
  g_assert_cmpstr (get_string (sides->ours, MANI_KIND_ANNOTATION, "a1", MANI_ANNOTATION_NOTE), ==,
                   "ours");
}

static void
test_later_time (Sides *sides, gconstpointer data)
{
  for (guint side = 0; side < 2; side++)
    {
      ManiProject *project = side == 0 ? sides->ours : sides->theirs;
      g_autoptr (GPtrArray) list = g_ptr_array_new ();
      g_autoptr (ManiEdit) edit = NULL;

      g_ptr_array_add (list, get (project, MANI_KIND_ANNOTATION, "a1"));
      edit = side == 0 ? mani_operation_relabel (project, list, "date", FIXTURE_NOW)
                       : mani_operation_set_status (project, list, MANI_ANNOTATION_DISPUTED,
                                                    FIXTURE_NOW + 5);
      apply (project, edit);
    }
  expect (sides, "");
  g_assert_cmpint (mani_annotation_get_modified (get (sides->ours, MANI_KIND_ANNOTATION, "a1")), ==,
                   FIXTURE_NOW + 5);
}

static void
test_lists_and_maps (Sides *sides, gconstpointer data)
{
  static const char *const base[] = { "a", "b", "c", NULL };
  static const char *const ours[] = { "b", "c", "x", NULL };
  static const char *const theirs[] = { "a", "y", "c", "x", NULL };
  static const char *const base_map[] = { "k1", "1", "k2", "2", "k3", "3", NULL };
  static const char *const our_map[] = { "k1", "one", "k2", "2", "k3", "3", "n", "o", NULL };
  static const char *const their_map[] = { "k1", "1", "k2", "two", "m", "t", NULL };
  static const char *const clash[] = { "k1", "1", "k2", "3", NULL };
  static const char *const other_clash[] = { "k1", "1", "k2", "4", NULL };
  ManiProject *all[] = { sides->base, sides->ours, sides->theirs };
  g_autofree char *tags = NULL;
  g_autofree char *map = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_entity_record_type);

      mani_record_builder_set_string (builder, MANI_ENTITY_ID, "e");
      mani_record_builder_set_string (builder, MANI_ENTITY_NAME, "E");
      mani_record_builder_set_map (builder, MANI_ENTITY_META,
                                   i == 0   ? base_map
                                   : i == 1 ? clash
                                            : other_clash);
      add_record (all[i], mani_record_builder_end (builder, NULL));
    }
  set_strings (sides->base, MANI_KIND_ANNOTATION, "a1", MANI_ANNOTATION_TAGS, base);
  set_strings (sides->ours, MANI_KIND_ANNOTATION, "a1", MANI_ANNOTATION_TAGS, ours);
  set_strings (sides->theirs, MANI_KIND_ANNOTATION, "a1", MANI_ANNOTATION_TAGS, theirs);
  set_strings (sides->base, MANI_KIND_ANNOTATION, "a1", MANI_ANNOTATION_ATTRIBUTES, base_map);
  set_strings (sides->ours, MANI_KIND_ANNOTATION, "a1", MANI_ANNOTATION_ATTRIBUTES, our_map);
  set_strings (sides->theirs, MANI_KIND_ANNOTATION, "a1", MANI_ANNOTATION_ATTRIBUTES, their_map);
  expect (sides, "entity e meta");

  /* ours lost a and won x, theirs lost b and won y and x */
  tags = g_strjoinv (
      " ", (GStrv) mani_annotation_get_tags (get (sides->ours, MANI_KIND_ANNOTATION, "a1")));
  g_assert_cmpstr (tags, ==, "c x y");
  map = g_strjoinv (" ",
                    (GStrv) mani_record_get_strings (get (sides->ours, MANI_KIND_ANNOTATION, "a1"),
                                                     MANI_ANNOTATION_ATTRIBUTES));
  g_assert_cmpstr (map, ==, "k1 one k2 two m t n o");
}

static void
test_removed_and_changed (Sides *sides, gconstpointer data)
{
  remove_annotation (sides->ours, "a3");
  set_string (sides->theirs, MANI_KIND_ANNOTATION, "a3", MANI_ANNOTATION_NOTE, "theirs");
  set_string (sides->ours, MANI_KIND_LABEL, "claim", MANI_LABEL_NAME, "Ours");
  remove_label (sides->theirs, "claim");
  remove_label (sides->ours, "date");
  remove_label (sides->theirs, "date");
  expect (sides, "annotation a3 whole\nlabel claim whole");
  g_assert_null (mani_project_lookup (sides->ours, MANI_KIND_ANNOTATION, "a3"));
  g_assert_null (mani_project_lookup (sides->ours, MANI_KIND_LABEL, "date"));
  g_assert_cmpstr (get_string (sides->ours, MANI_KIND_LABEL, "claim", MANI_LABEL_NAME), ==, "Ours");
}

static void
test_both_added (Sides *sides, gconstpointer data)
{
  add_record (sides->ours, make_annotation ("n", "a", 0, 1, NULL));
  add_record (sides->theirs, make_annotation ("n", "a", 0, 2, NULL));
  add_record (sides->ours, make_annotation ("m", "a", 0, 1, NULL));
  add_record (sides->theirs, make_annotation ("m", "a", 0, 1, NULL));
  add_record (sides->theirs, make_annotation ("t", "a", 3, 3, "person"));
  expect (sides, "annotation n whole");
  g_assert_cmpuint (mani_annotation_get_extent (get (sides->ours, MANI_KIND_ANNOTATION, "n")).end,
                    ==, 1);
  get (sides->ours, MANI_KIND_ANNOTATION, "t");
}

/* A label that one side removed and the other used. */
static void
test_label_removed_and_used (Sides *sides, gconstpointer data)
{
  add_record (sides->ours, make_annotation ("n", "a", 0, 1, "claim"));
  remove_label (sides->theirs, "claim");
  remove_label (sides->ours, "date");
  add_record (sides->theirs, make_annotation ("t", "a", 0, 1, "date"));
  set_string (sides->theirs, MANI_KIND_ANNOTATION, "a1", MANI_ANNOTATION_LABEL, "date");
  expect (sides, "annotation a1 label\nannotation t label\nlabel claim whole");
  get (sides->ours, MANI_KIND_LABEL, "claim");
  g_assert_null (mani_annotation_get_label (get (sides->ours, MANI_KIND_ANNOTATION, "t")));
  g_assert_cmpstr (mani_annotation_get_label (get (sides->ours, MANI_KIND_ANNOTATION, "a1")), ==,
                   "place");
}

/* They removed the article in which we annotated; we removed the one in which they did. */
static void
test_article_removed_and_annotated (Sides *sides, gconstpointer data)
{
  remove_article (sides->theirs, "a");
  add_record (sides->ours, make_annotation ("n", "a", 0, 1, NULL));
  remove_article (sides->ours, "b");
  add_record (sides->theirs, make_annotation ("t", "b", 0, 0, NULL));
  add_record (sides->theirs, make_annotation ("t2", "b", 0, 0, NULL));
  add_record (sides->theirs, make_relation ("tr", "t", "t2", NULL));
  expect (sides, "annotation t article\nannotation t2 article\narticle a whole\nrelation tr from");
  g_assert_cmpuint (mani_project_get_n_annotations (sides->ours), ==, 1);
}

static void
test_relation_to_removed (Sides *sides, gconstpointer data)
{
  remove_annotation (sides->theirs, "a3");
  add_record (sides->ours, make_relation ("n", "a1", "a3", NULL));
  expect (sides, "annotation a3 whole");
  get (sides->ours, MANI_KIND_RELATION, "n");
}

static void
test_labels_tangle (Sides *sides, gconstpointer data)
{
  set_string (sides->ours, MANI_KIND_LABEL, "person", MANI_LABEL_PARENT, "place");
  set_string (sides->theirs, MANI_KIND_LABEL, "place", MANI_LABEL_PARENT, "person");
  add_record (sides->ours, make_label ("o", "Village", "claim"));
  add_record (sides->theirs, make_label ("t", "Village", "claim"));
  add_record (sides->theirs, make_annotation ("n", "a", 0, 1, "t"));
  set_string (sides->theirs, MANI_KIND_LABEL, "date", MANI_LABEL_NAME, "Day");
  expect (sides, "label place parent\nlabel t name");
  g_assert_cmpstr (get_string (sides->ours, MANI_KIND_LABEL, "t", MANI_LABEL_NAME), ==,
                   "Village 2");
  g_assert_cmpstr (get_string (sides->ours, MANI_KIND_ANNOTATION, "n", MANI_ANNOTATION_LABEL), ==,
                   "t");
  g_assert_cmpstr (get_string (sides->ours, MANI_KIND_LABEL, "date", MANI_LABEL_NAME), ==, "Day");
  g_assert_null (get_string (sides->ours, MANI_KIND_LABEL, "place", MANI_LABEL_PARENT));
}

/* A corrected text goes with its places. */
static void
test_text_theirs (Sides *sides, gconstpointer data)
{
  set_text (sides->theirs, "Today " FIXTURE_TEXT, 6);
  set_string (sides->ours, MANI_KIND_ANNOTATION, "a1", MANI_ANNOTATION_NOTE, "ours");
  remove_annotation (sides->theirs, "a3");
  expect (sides, "");
  g_assert_cmpuint (
      mani_annotation_get_extent (get (sides->ours, MANI_KIND_ANNOTATION, "a1")).start, ==, 6);
  g_assert_cmpstr (get_string (sides->ours, MANI_KIND_ANNOTATION, "a1", MANI_ANNOTATION_NOTE), ==,
                   "ours");
}

static void
test_text_theirs_with_our_marks (Sides *sides, gconstpointer data)
{
  set_text (sides->theirs, "Today " FIXTURE_TEXT, 6);
  set_string (sides->theirs, MANI_KIND_ARTICLE, "a", MANI_ARTICLE_NOTE, "corrected");
  set_string (sides->theirs, MANI_KIND_ANNOTATION, "a1", MANI_ANNOTATION_NOTE, "theirs");
  add_record (sides->theirs, make_annotation ("t", "a", 0, 5, NULL));
  add_record (sides->ours, make_annotation ("n", "a", 0, 1, NULL));
  expect (sides, "annotation t whole\narticle a text");
  g_assert_cmpuint (
      mani_annotation_get_extent (get (sides->ours, MANI_KIND_ANNOTATION, "a1")).start, ==, 0);
  g_assert_cmpstr (get_string (sides->ours, MANI_KIND_ANNOTATION, "a1", MANI_ANNOTATION_NOTE), ==,
                   "theirs");
  g_assert_cmpstr (get_string (sides->ours, MANI_KIND_ARTICLE, "a", MANI_ARTICLE_NOTE), ==,
                   "corrected");
  g_assert_cmpstr (get_string (sides->ours, MANI_KIND_ARTICLE, "a", MANI_ARTICLE_TEXT), ==,
                   FIXTURE_TEXT);
}

static void
test_text_ours (Sides *sides, gconstpointer data)
{
  set_text (sides->ours, "Today " FIXTURE_TEXT, 6);
  set_string (sides->theirs, MANI_KIND_ANNOTATION, "a1", MANI_ANNOTATION_NOTE, "theirs");
  set_ranges (sides->theirs, "a2", 9, 12);
  add_record (sides->theirs, make_annotation ("t", "a", 0, 5, NULL));
  remove_annotation (sides->theirs, "a3");
  /* a3: they removed what we moved */
  expect (sides, "annotation a2 ranges\nannotation a3 whole\nannotation t whole");
  g_assert_cmpstr (get_string (sides->ours, MANI_KIND_ANNOTATION, "a1", MANI_ANNOTATION_NOTE), ==,
                   "theirs");
  g_assert_cmpuint (
      mani_annotation_get_extent (get (sides->ours, MANI_KIND_ANNOTATION, "a1")).start, ==, 6);
  g_assert_cmpuint (
      mani_annotation_get_extent (get (sides->ours, MANI_KIND_ANNOTATION, "a2")).start, ==, 15);
}

static void
test_place_is_one (Sides *sides, gconstpointer data)
{
  set_ranges (sides->ours, "a1", 0, 8);
  set_ranges (sides->theirs, "a1", 0, 3);
  set_ranges (sides->ours, "a2", 1, 2);
  {
    g_autoptr (ManiEdit) edit = mani_edit_new ("Move");
    g_autoptr (ManiAnnotation) moved = make_annotation ("a2", "b", 0, 0, "place");

    mani_edit_replace (edit, get (sides->theirs, MANI_KIND_ANNOTATION, "a2"), moved);
    apply (sides->theirs, edit);
  }
  expect (sides, "annotation a1 ranges\nannotation a2 article");
  g_assert_cmpstr (get_string (sides->ours, MANI_KIND_ANNOTATION, "a2", MANI_ANNOTATION_ARTICLE),
                   ==, "a");
}

static void
test_info (Sides *sides, gconstpointer data)
{
  const char *id = mani_record_get_id (MANI_RECORD (mani_project_get_info (sides->base)));

  set_string (sides->ours, MANI_KIND_PROJECT, id, MANI_PROJECT_TITLE, "Ours");
  set_string (sides->theirs, MANI_KIND_PROJECT, id, MANI_PROJECT_TITLE, "Theirs");
  set_string (sides->theirs, MANI_KIND_PROJECT, id, MANI_PROJECT_NOTE, "Their note");
  {
    g_autofree char *found = merge (sides);
    g_autofree char *expected = g_strdup_printf ("project %s title", id);

    g_assert_cmpstr (found, ==, expected);
  }
  g_assert_cmpstr (get_string (sides->ours, MANI_KIND_PROJECT, id, MANI_PROJECT_TITLE), ==, "Ours");
  g_assert_cmpstr (get_string (sides->ours, MANI_KIND_PROJECT, id, MANI_PROJECT_NOTE), ==,
                   "Their note");
}

/* The order of labels, as first letters; what an edit of @words does: "a<z" is: add a before z,
 * "x>" is: x to the end, "-x" is: x goes. */
static void
arrange (ManiProject *project, const char *words)
{
  g_auto (GStrv) acts = g_strsplit (words, " ", -1);
  ManiTable *labels = mani_project_get_table (project, MANI_KIND_LABEL);

  for (guint i = 0; acts[i] != NULL && *acts[i] != '\0'; i++)
    {
      g_autoptr (ManiEdit) edit = mani_edit_new ("Arrange");
      char id[] = { acts[i][acts[i][0] == '-'], '\0' };
      ManiLabel *there = mani_project_lookup (project, MANI_KIND_LABEL, id);
      guint place = G_MAXUINT;

      if (acts[i][1] == '<')
        {
          char next[] = { acts[i][2], '\0' };

          g_assert_true (mani_table_find (labels, get (project, MANI_KIND_LABEL, next), &place));
        }
      if (acts[i][0] == '-')
        mani_edit_remove (edit, there);
      else if (there == NULL)
        {
          g_autoptr (ManiLabel) label = make_label (id, id, NULL);

          mani_edit_add_at (edit, label, place);
        }
      else
        mani_edit_move (edit, there, place == G_MAXUINT ? 1000 : place);
      apply (project, edit);
    }
}

static void
test_order (void)
{
  static const struct
  {
    const char *ours;
    const char *theirs;
    const char *merged;
  } cases[] = {
    { "", "", "abcdef" },
    { "", "f<a", "fabcde" },
    { "f<a", "", "fabcde" },
    { "f<a", "e<a", "fabcde" },
    { "x<c", "y<e", "abxcdyef" },
    { "x>", "y>", "abcdefxy" },
    { "x<a", "y<a", "xyabcdef" },
    { "-b -c", "x<c", "axdef" },
    { "x<c", "-b -c", "axdef" },
    { "a>", "x<b", "bcdefax" },
    { "x<b", "a>", "bcdefax" },
    { "-a", "f<b a<f", "fbcde" },
    { "x<d y<x z>", "-d f<a", "fzabcyxe" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Sides sides = { mani_project_new (NULL), NULL, NULL };
      ManiTable *labels = mani_project_get_table (sides.base, MANI_KIND_LABEL);
      g_autoptr (ManiSnapshot) snapshot = NULL;
      g_autoptr (GString) order = g_string_new (NULL);
      g_autofree char *conflicts = NULL;

      while (mani_table_get_length (labels) > 0)
        remove_label (sides.base, mani_record_get_id (mani_table_get (labels, 0)));
      arrange (sides.base, "a> b> c> d> e> f>");
      snapshot = mani_project_snapshot (sides.base);
      sides.ours = fork_project (snapshot);
      sides.theirs = fork_project (snapshot);
      arrange (sides.ours, cases[i].ours);
      arrange (sides.theirs, cases[i].theirs);
      conflicts = merge (&sides);
      g_assert_cmpstr (conflicts, ==, "");
      labels = mani_project_get_table (sides.ours, MANI_KIND_LABEL);
      for (guint j = 0; j < mani_table_get_length (labels); j++)
        g_string_append (order, mani_record_get_id (mani_table_get (labels, j)));
      g_test_message ("%s | %s", cases[i].ours, cases[i].theirs);
      g_assert_cmpstr (order->str, ==, cases[i].merged);
      tear_down (&sides, NULL);
    }
}

/* One record moved is one change. */
static void
test_moves_are_few (Sides *sides, gconstpointer data)
{
  g_autoptr (ManiEdit) edit = mani_edit_new ("Move");
  g_autoptr (ManiSnapshot) base = mani_project_snapshot (sides->base);
  g_autoptr (ManiSnapshot) theirs = NULL;
  g_autoptr (ManiMerge) merged = NULL;

  mani_edit_move (edit, get (sides->theirs, MANI_KIND_LABEL, "person"), 5);
  apply (sides->theirs, edit);
  theirs = mani_project_snapshot (sides->theirs);
  merged = mani_merge_new (base, base, theirs);
  g_assert_cmpuint (mani_edit_get_length (mani_merge_get_edit (merged)), ==, 1);
}

/* Random versions */

static void
mutate (ManiProject *project, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const Kind *kind = &edit_kinds[random_below (G_N_ELEMENTS (edit_kinds))];
      g_autoptr (ManiEdit) edit = mani_edit_new (kind->name);
      g_autoptr (ManiEdit) inverse = NULL;

      kind->make (project, edit, kind->what, kind->act);
      inverse = mani_project_apply (project, edit, NULL);
    }
}

/* Merges onto a fork of @ours; returns what comes of it. */
static ManiSnapshot *
merge_snapshots (ManiSnapshot *base, ManiSnapshot *ours, ManiSnapshot *theirs, guint *n_conflicts)
{
  g_autoptr (ManiMerge) merged = mani_merge_new (base, ours, theirs);
  g_autoptr (ManiProject) project = fork_project (ours);
  g_autoptr (ManiEdit) inverse = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) unresolved = NULL;
  g_autoptr (ManiSnapshot) undone = NULL;
  ManiSnapshot *result;

  *n_conflicts = mani_merge_get_n_conflicts (merged);
  for (guint i = 0; i < *n_conflicts; i++)
    g_free (mani_merge_conflict_dup_text (mani_merge_get_conflict (merged, i)));
  inverse = mani_project_apply (project, mani_merge_get_edit (merged), &error);
  g_assert_no_error (error);
  check_project (project, 1);
  unresolved = mani_project_get_unresolved (project);
  g_assert_cmpuint (unresolved->len, ==, 0);
  result = mani_project_snapshot (project);
  mani_edit_unref (mani_project_apply (project, inverse, &error));
  g_assert_no_error (error);
  undone = mani_project_snapshot (project);
  g_assert_true (mani_snapshot_equal (ours, undone));

  return result;
}

/* All records as JSON, sorted, lists of strings sorted too: what is there, not in which order. */
static char *
dump_unordered (ManiSnapshot *snapshot)
{
  g_autoptr (ManiProject) project = fork_project (snapshot);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint kind = 0; kind < MANI_N_KINDS; kind++)
    {
      const ManiRecordType *type = mani_kind_get_record_type (kind);
      g_autoptr (GPtrArray) records = g_ptr_array_new ();

      if (kind == MANI_KIND_PROJECT)
        g_ptr_array_add (records, mani_project_get_info (project));
      else if (kind == MANI_KIND_ANNOTATION)
        for (guint i = 0; i < mani_snapshot_get_records (snapshot, MANI_KIND_ARTICLE)->n; i++)
          for (guint j = 0; j < mani_snapshot_get_annotations (snapshot, i)->n; j++)
            g_ptr_array_add (records, mani_snapshot_get_annotations (snapshot, i)->records[j]);
      else
        for (guint i = 0; i < mani_snapshot_get_records (snapshot, kind)->n; i++)
          g_ptr_array_add (records, mani_snapshot_get_records (snapshot, kind)->records[i]);

      for (guint i = 0; i < records->len; i++)
        {
          g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (records->pdata[i]);
          g_autoptr (ManiRecord) sorted = NULL;
          GString *json = g_string_new (NULL);

          for (guint j = 0; j < type->n_fields; j++)
            if (type->fields[j].kind == MANI_FIELD_STRINGS)
              {
                g_auto (GStrv) list =
                    g_strdupv ((GStrv) mani_record_get_strings (records->pdata[i], j));

                qsort (list, g_strv_length (list), sizeof *list, compare_strings);
                mani_record_builder_set_strings (builder, j, (const char *const *) list);
              }
          sorted = mani_record_builder_end (builder, NULL);
          mani_codec_write (json, sorted);
          g_ptr_array_add (lines, g_string_free (json, FALSE));
        }
    }
  qsort (lines->pdata, lines->len, sizeof (gpointer), compare_strings);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
test_random (gconstpointer data)
{
  guint n_rounds = GPOINTER_TO_UINT (data);
  guint n_clear = 0;
  guint n_disputed = 0;

  for (guint round = 0; round < n_rounds; round++)
    {
      g_autoptr (ManiProject) project = mani_project_new ("Random");
      g_autoptr (ManiProject) our_project = NULL;
      g_autoptr (ManiProject) their_project = NULL;
      g_autoptr (ManiSnapshot) base = NULL;
      g_autoptr (ManiSnapshot) ours = NULL;
      g_autoptr (ManiSnapshot) theirs = NULL;
      g_autoptr (ManiSnapshot) same = NULL;
      g_autoptr (ManiSnapshot) taken = NULL;
      g_autoptr (ManiSnapshot) agreed = NULL;
      g_autoptr (ManiSnapshot) one_way = NULL;
      g_autoptr (ManiSnapshot) other_way = NULL;
      guint n_conflicts;
      guint n_other;
      guint n_changes = random_chance (50) ? 1 + random_below (3) : random_below (30);

      mutate (project, 60);
      base = mani_project_snapshot (project);
      our_project = fork_project (base);
      their_project = fork_project (base);
      mutate (our_project, n_changes);
      mutate (their_project, n_changes);
      ours = mani_project_snapshot (our_project);
      theirs = mani_project_snapshot (their_project);

      same = merge_snapshots (base, ours, base, &n_conflicts);
      g_assert_cmpuint (n_conflicts, ==, 0);
      g_assert_true (mani_snapshot_equal (same, ours));

      taken = merge_snapshots (base, base, theirs, &n_conflicts);
      g_assert_cmpuint (n_conflicts, ==, 0);
      g_assert_true (mani_snapshot_equal (taken, theirs));

      agreed = merge_snapshots (base, ours, ours, &n_conflicts);
      g_assert_cmpuint (n_conflicts, ==, 0);
      g_assert_true (mani_snapshot_equal (agreed, ours));

      one_way = merge_snapshots (base, ours, theirs, &n_conflicts);
      other_way = merge_snapshots (base, theirs, ours, &n_other);
      g_assert_true ((n_conflicts == 0) == (n_other == 0));
      if (n_conflicts == 0)
        {
          g_autofree char *one = dump_unordered (one_way);
          g_autofree char *other = dump_unordered (other_way);

          g_assert_cmpstr (one, ==, other);
          n_clear++;
        }
      else
        n_disputed++;
    }

  g_test_message ("%u clear, %u disputed", n_clear, n_disputed);
  g_assert_cmpuint (n_clear, >, n_rounds / 10);
  g_assert_cmpuint (n_disputed, >, n_rounds / 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/core/merge/" name, Sides, NULL, set_up, func, tear_down)
  ADD ("different-fields", test_different_fields);
  ADD ("same-field-is-a-conflict", test_same_field);
  ADD ("later-time-wins", test_later_time);
  ADD ("lists-and-maps-by-member", test_lists_and_maps);
  ADD ("removed-and-changed", test_removed_and_changed);
  ADD ("both-added", test_both_added);
  ADD ("label-removed-and-used", test_label_removed_and_used);
  ADD ("article-removed-and-annotated", test_article_removed_and_annotated);
  ADD ("relation-to-removed", test_relation_to_removed);
  ADD ("labels-tangle", test_labels_tangle);
  ADD ("text-of-theirs", test_text_theirs);
  ADD ("text-of-theirs-under-our-marks", test_text_theirs_with_our_marks);
  ADD ("text-of-ours", test_text_ours);
  ADD ("place-is-one", test_place_is_one);
  ADD ("info", test_info);
  ADD ("moves-are-few", test_moves_are_few);
#undef ADD
  g_test_add_func ("/core/merge/order", test_order);
  g_test_add_data_func ("/core/merge/random", GUINT_TO_POINTER (g_test_slow () ? 5000 : 400),
                        test_random);

  return g_test_run ();
}
