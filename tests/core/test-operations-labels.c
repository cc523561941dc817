/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The operations on labels, and what is free for a new one. */

#include "mani-label-tree.h"

#include <math.h>

#include "operations-fixture.h"

#define DEFAULTS "person place organisation date quote claim"

static ManiLabel *
get_label (Fixture *fixture, const char *id)
{
  return get (fixture, MANI_KIND_LABEL, id);
}

/* The label that @edit makes, as it is applied. */
static const char *
apply_new (Fixture *fixture, ManiEdit *edit, const char *name)
{
  g_autoptr (ManiEdit) kept = mani_edit_ref (edit);
  const char *id = mani_record_get_id (mani_edit_get (edit, 0)->after);

  apply (fixture, edit, name);

  return mani_record_get_id (get (fixture, MANI_KIND_LABEL, id));
}

static void
test_add (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  ManiProject *project = fixture->project;
  g_autofree char *order = NULL;
  g_autofree char *expected = NULL;
  const char *village;
  const char *thing;

  thing = apply_new (fixture, mani_operation_add_label (project, " Thing\n", NULL, 1, &error),
                     "Add Label “Thing”");
  g_assert_cmpstr (mani_label_get_name (get_label (fixture, thing)), ==, "Thing");
  /* The six defaults have the first six colours. */
  g_assert_cmpstr (mani_label_get_color (get_label (fixture, thing)), ==, "#999933");
  g_assert_null (mani_label_get_key (get_label (fixture, thing)));
  g_assert_cmpuint (mani_label_get_position (project, get_label (fixture, thing)), ==, 1);

  village = apply_new (fixture, mani_operation_add_label (project, "Village", "place", 99, &error),
                       "Add Label “Village”");
  g_assert_cmpstr (mani_label_get_parent (get_label (fixture, village)), ==, "place");
  g_assert_cmpuint (mani_label_get_entity_kind (get_label (fixture, village)), ==,
                    MANI_ENTITY_PLACE);
  expected = g_strdup_printf ("person %s place %s organisation date quote claim", thing, village);
  assert_ids (project, MANI_KIND_LABEL, expected);
  /* The same name elsewhere is no clash. */
  apply_new (fixture, mani_operation_add_label (project, "Thing", "place", 0, &error),
             "Add Label “Thing”");

  assert_refused (mani_operation_add_label (project, "Person", NULL, 0, &error), &error,
                  MANI_ERROR_CONFLICT);
  assert_refused (mani_operation_add_label (project, "  ", NULL, 0, &error), &error,
                  MANI_ERROR_INVALID);
}

static void
test_free_things (Fixture *fixture, gconstpointer data)
{
  ManiProject *project = fixture->project;
  g_autofree char *name = NULL;
  g_autofree char *other = NULL;
  g_autofree char *same = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (mani_label_get_free_key (project), ==, "7");
  apply (fixture,
         mani_operation_set_label_key (project, get_label (fixture, "place"), NULL, &error),
         "Take Key from Label “Place”");
  g_assert_cmpstr (mani_label_get_free_key (project), ==, "2");

  name = mani_label_dup_free_name (project, NULL, "Person");
  g_assert_cmpstr (name, ==, "Person 2");
  add_record (project, make_label ("p2", "Person 2", NULL));
  other = mani_label_dup_free_name (project, NULL, "Person");
  g_assert_cmpstr (other, ==, "Person 3");
  same = mani_label_dup_free_name (project, "place", "Person");
  g_assert_cmpstr (same, ==, "Person");

  /* Twelve colours: when all are taken, the first comes again. */
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *id = g_strdup_printf ("x%u", i);
      g_autofree char *edit_name = g_strdup_printf ("Add Label “%s”", id);

      apply (fixture, mani_operation_add_label (project, id, NULL, 99, NULL), edit_name);
    }
  g_assert_cmpstr (mani_label_get_free_color (project), ==, "#0072b2");
}

static void
test_rename (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiEdit) same = NULL;
  ManiProject *project = fixture->project;

  apply (fixture,
         mani_operation_rename_label (project, get_label (fixture, "place"), "  Location ", &error),
         "Rename Label “Place” to “Location”");
  g_assert_cmpstr (mani_label_get_name (get_label (fixture, "place")), ==, "Location");
  same = mani_operation_rename_label (project, get_label (fixture, "place"), "Location", &error);
  g_assert_cmpuint (mani_edit_get_length (same), ==, 0);
  /* Its own name in other capitals is no clash. */
  apply (fixture,
         mani_operation_rename_label (project, get_label (fixture, "place"), "LOCATION", &error),
         "Rename Label “Location” to “LOCATION”");

  assert_refused (
      mani_operation_rename_label (project, get_label (fixture, "place"), "Person", &error), &error,
      MANI_ERROR_CONFLICT);
  assert_refused (mani_operation_rename_label (project, get_label (fixture, "place"), "\t", &error),
                  &error, MANI_ERROR_INVALID);
}

static void
test_describe_and_colour (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  ManiProject *project = fixture->project;

  apply (fixture,
         mani_operation_set_string (get_label (fixture, "place"), MANI_LABEL_DESCRIPTION,
                                    "Towns and rivers", &error),
         "Describe Label “Place”");
  g_assert_cmpstr (mani_label_get_description (get_label (fixture, "place")), ==,
                   "Towns and rivers");
  apply (fixture,
         mani_operation_set_label_color (project, get_label (fixture, "place"), "#123456", &error),
         "Change Colour of Label “Place”");
  g_assert_cmpstr (mani_label_get_color (get_label (fixture, "place")), ==, "#123456");
  assert_refused (
      mani_operation_set_label_color (project, get_label (fixture, "place"), "red", &error), &error,
      MANI_ERROR_INVALID);

  apply (fixture,
         mani_operation_set_label_use (project, get_label (fixture, "place"),
                                       MANI_LABEL_FOR_RELATIONS),
         "Change Use of Label “Place”");
  g_assert_cmpuint (mani_label_get_use (get_label (fixture, "place")), ==,
                    MANI_LABEL_FOR_RELATIONS);
  apply (fixture,
         mani_operation_set_label_entity_kind (project, get_label (fixture, "date"),
                                               MANI_ENTITY_PERSON),
         "Change What Label “Date” Names");
  g_assert_cmpuint (mani_label_get_entity_kind (get_label (fixture, "date")), ==,
                    MANI_ENTITY_PERSON);
}

static void
test_key (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong[] = { "hn", "h", "N", ".", " ", "-", "12", "\u0301", "z" };
  g_autoptr (GError) error = NULL;
  ManiProject *project = fixture->project;

  /* The other label loses it in the same step. */
  apply (fixture, mani_operation_set_label_key (project, get_label (fixture, "place"), "1", &error),
         "Give Key “1” to Label “Place”");
  g_assert_cmpstr (mani_label_get_key (get_label (fixture, "place")), ==, "1");
  g_assert_null (mani_label_get_key (get_label (fixture, "person")));
  /* A capital is its small letter; any alphabet will do. */
  apply (fixture,
         mani_operation_set_label_key (project, get_label (fixture, "person"), "Ж", &error),
         "Give Key “ж” to Label “Person”");
  apply (fixture, mani_operation_set_label_key (project, get_label (fixture, "date"), "b", &error),
         "Give Key “b” to Label “Date”");
  apply (fixture, mani_operation_set_label_key (project, get_label (fixture, "date"), "", &error),
         "Take Key from Label “Date”");

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_refused (
        mani_operation_set_label_key (project, get_label (fixture, "date"), wrong[i], &error),
        &error, MANI_ERROR_INVALID);
}

/* place: city (town (street), river), sea; at the top besides the defaults. */
static void
add_tree (Fixture *fixture)
{
  add_record (fixture->project, make_label ("city", "City", "place"));
  add_record (fixture->project, make_label ("town", "Town", "city"));
  add_record (fixture->project, make_label ("street", "Street", "town"));
  add_record (fixture->project, make_label ("river", "River", "city"));
  add_record (fixture->project, make_label ("sea", "Sea", "place"));
}

static void
test_tree (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) children = NULL;
  g_autofree char *path = NULL;
  g_autofree char *escaped = NULL;
  g_autofree char *plain = NULL;
  ManiProject *project = fixture->project;

  add_tree (fixture);
  add_record (project, make_label ("odd", "a/b\\c", "town"));
  children = mani_label_list_children (project, "place");
  g_assert_cmpuint (children->len, ==, 2);
  g_assert_true (children->pdata[0] == get_label (fixture, "city"));
  g_assert_true (children->pdata[1] == get_label (fixture, "sea"));
  g_assert_cmpuint (mani_label_get_position (project, get_label (fixture, "sea")), ==, 1);
  g_assert_cmpuint (mani_label_get_position (project, get_label (fixture, "claim")), ==, 5);
  g_assert_true (mani_label_is_within (project, get_label (fixture, "street"), "place"));
  g_assert_true (mani_label_is_within (project, get_label (fixture, "street"), "street"));
  g_assert_false (mani_label_is_within (project, get_label (fixture, "place"), "street"));
  path = mani_label_dup_path (project, get_label (fixture, "street"));
  g_assert_cmpstr (path, ==, "Place/City/Town/Street");
  plain = mani_label_dup_path (project, get_label (fixture, "odd"));
  g_assert_cmpstr (plain, ==, "Place/City/Town/a/b\\c");
  escaped = mani_label_dup_escaped_path (project, get_label (fixture, "odd"));
  g_assert_cmpstr (escaped, ==, "Place/City/Town/a\\/b\\\\c");
  g_assert_true (mani_label_find_child (project, "city", "River") == get_label (fixture, "river"));
  g_assert_null (mani_label_find_child (project, "place", "River"));
}

static void
test_move_among_siblings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiEdit) same = NULL;
  ManiProject *project = fixture->project;

  apply (fixture,
         mani_operation_move_label (project, get_label (fixture, "claim"), NULL, 0, &error),
         "Move Label “Claim”");
  assert_ids (project, MANI_KIND_LABEL, "claim person place organisation date quote");
  apply (fixture,
         mani_operation_move_label (project, get_label (fixture, "claim"), NULL, 2, &error),
         "Move Label “Claim”");
  assert_ids (project, MANI_KIND_LABEL, "person place claim organisation date quote");
  apply (fixture,
         mani_operation_move_label (project, get_label (fixture, "claim"), NULL, 99, &error),
         "Move Label “Claim”");
  assert_ids (project, MANI_KIND_LABEL, DEFAULTS);
  same = mani_operation_move_label (project, get_label (fixture, "claim"), NULL, 5, &error);
  g_assert_cmpuint (mani_edit_get_length (same), ==, 0);
}

static void
test_move_takes_what_is_below_along (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  ManiProject *project = fixture->project;

  add_tree (fixture);
  assert_ids (project, MANI_KIND_LABEL, DEFAULTS " city town street river sea");
  /* Into place, behind the city: those within it stand behind it, wherever they stood. */
  apply (fixture, mani_operation_move_label (project, get_label (fixture, "city"), NULL, 1, &error),
         "Move Label “City”");
  assert_ids (project, MANI_KIND_LABEL,
              "person city town street river place organisation date quote claim sea");
  g_assert_null (mani_label_get_parent (get_label (fixture, "city")));

  apply (fixture,
         mani_operation_move_label (project, get_label (fixture, "town"), "place", 0, &error),
         "Move Label “Town” into “Place”");
  assert_ids (project, MANI_KIND_LABEL,
              "person city river place organisation date quote claim town street sea");
  apply (fixture,
         mani_operation_move_label (project, get_label (fixture, "claim"), "city", 99, &error),
         "Move Label “Claim” into “City”");
  assert_ids (project, MANI_KIND_LABEL,
              "person city river claim place organisation date quote town street sea");
}

static void
test_move_refuses (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  ManiProject *project = fixture->project;

  add_tree (fixture);
  assert_refused (
      mani_operation_move_label (project, get_label (fixture, "city"), "street", 0, &error), &error,
      MANI_ERROR_INVALID);
  assert_refused (
      mani_operation_move_label (project, get_label (fixture, "city"), "city", 0, &error), &error,
      MANI_ERROR_INVALID);
  add_record (project, make_label ("person2", "Person", "place"));
  assert_refused (
      mani_operation_move_label (project, get_label (fixture, "person2"), NULL, 0, &error), &error,
      MANI_ERROR_CONFLICT);
}

static void
test_merge (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  ManiProject *project = fixture->project;

  add_tree (fixture);
  add_record (project, make_label ("sea2", "Sea", "date"));
  add_record (project, make_relation ("r2", "a1", "a3", "place"));
  apply (fixture,
         mani_operation_set_string (get_label (fixture, "place"), MANI_LABEL_DESCRIPTION, "Where",
                                    &error),
         "Describe Label “Place”");
  apply (fixture, mani_operation_set_label_key (project, get_label (fixture, "date"), "", &error),
         "Take Key from Label “Date”");
  apply (fixture,
         mani_operation_merge_labels (project, get_label (fixture, "date"),
                                      get_label (fixture, "place")),
         "Merge Label “Place” into “Date”");

  g_assert_null (mani_project_lookup (project, MANI_KIND_LABEL, "place"));
  g_assert_cmpstr (mani_annotation_get_label (get_annotation (fixture, "a1")), ==, "date");
  g_assert_cmpstr (mani_annotation_get_label (get_annotation (fixture, "a2")), ==, "date");
  g_assert_null (mani_annotation_get_label (get_annotation (fixture, "a3")));
  g_assert_cmpstr (mani_relation_get_label (get (fixture, MANI_KIND_RELATION, "r2")), ==, "date");
  g_assert_cmpstr (mani_label_get_parent (get_label (fixture, "city")), ==, "date");
  g_assert_cmpstr (mani_label_get_parent (get_label (fixture, "town")), ==, "city");
  g_assert_cmpstr (mani_label_get_name (get_label (fixture, "sea")), ==, "Sea 2");
  g_assert_cmpstr (mani_label_get_name (get_label (fixture, "sea2")), ==, "Sea");
  /* What only the one that went had. */
  g_assert_cmpstr (mani_label_get_description (get_label (fixture, "date")), ==, "Where");
  g_assert_cmpstr (mani_label_get_key (get_label (fixture, "date")), ==, "2");
  g_assert_cmpuint (mani_label_get_entity_kind (get_label (fixture, "date")), ==,
                    MANI_ENTITY_PLACE);
  g_assert_cmpstr (mani_label_get_color (get_label (fixture, "date")), ==, "#56b4e9");
}

static void
test_merge_into_one_below (Fixture *fixture, gconstpointer data)
{
  ManiProject *project = fixture->project;

  add_tree (fixture);
  apply (fixture,
         mani_operation_merge_labels (project, get_label (fixture, "town"),
                                      get_label (fixture, "place")),
         "Merge Label “Place” into “Town”");
  g_assert_cmpstr (mani_annotation_get_label (get_annotation (fixture, "a1")), ==, "town");
  g_assert_null (mani_label_get_parent (get_label (fixture, "city")));
  g_assert_cmpstr (mani_label_get_parent (get_label (fixture, "town")), ==, "city");
  g_assert_cmpstr (mani_label_get_parent (get_label (fixture, "sea")), ==, "town");

  /* A child: it comes to stand where its parent stood and gets its key. */
  apply (fixture,
         mani_operation_merge_labels (project, get_label (fixture, "town"),
                                      get_label (fixture, "city")),
         "Merge Label “City” into “Town”");
  g_assert_null (mani_label_get_parent (get_label (fixture, "town")));
  g_assert_cmpstr (mani_label_get_parent (get_label (fixture, "river")), ==, "town");
  g_assert_cmpstr (mani_label_get_key (get_label (fixture, "town")), ==, "2");
}

static void
test_remove_with_annotations (Fixture *fixture, gconstpointer data)
{
  ManiProject *project = fixture->project;

  add_tree (fixture);
  add_record (project, make_annotation ("a4", "a", 1, 2, "city"));
  add_record (project, make_relation ("r2", "a1", "a3", "place"));
  add_record (project, make_relation ("r3", "a3", "a4", "place"));
  apply (fixture,
         mani_operation_remove_label_with_annotations (project, get_label (fixture, "place")),
         "Remove Label “Place” and 2 Annotations");
  g_assert_null (mani_project_lookup (project, MANI_KIND_ANNOTATION, "a1"));
  g_assert_null (mani_project_lookup (project, MANI_KIND_ANNOTATION, "a2"));
  g_assert_cmpstr (mani_annotation_get_label (get_annotation (fixture, "a4")), ==, "city");
  g_assert_null (mani_project_lookup (project, MANI_KIND_RELATION, "r"));
  g_assert_null (mani_project_lookup (project, MANI_KIND_RELATION, "r2"));
  g_assert_null (mani_relation_get_label (get (fixture, MANI_KIND_RELATION, "r3")));
  g_assert_null (mani_label_get_parent (get_label (fixture, "city")));
}

static void
test_moving_up_numbers_names (Fixture *fixture, gconstpointer data)
{
  ManiProject *project = fixture->project;

  add_record (project, make_label ("x", "X", NULL));
  add_record (project, make_label ("x1", "X", "place"));
  add_record (project, make_label ("x2", "X 2", "place"));
  add_record (project, make_label ("p1", "Place", "place"));
  apply (fixture, mani_operation_remove_label (project, get_label (fixture, "place"), NULL),
         "Remove Label “Place”");
  g_assert_cmpstr (mani_label_get_name (get_label (fixture, "x1")), ==, "X 3");
  g_assert_cmpstr (mani_label_get_name (get_label (fixture, "x2")), ==, "X 2");
  /* The name of the one that goes is free. */
  g_assert_cmpstr (mani_label_get_name (get_label (fixture, "p1")), ==, "Place");
}

static void
test_uses_by_kind (Fixture *fixture, gconstpointer data)
{
  ManiProject *project = fixture->project;

  add_tree (fixture);
  add_record (project, make_relation ("r2", "a1", "a3", "place"));
  g_assert_cmpuint (mani_project_count_uses_by (project, MANI_KIND_LABEL, "place", MANI_KIND_LABEL),
                    ==, 2);
  g_assert_cmpuint (
      mani_project_count_uses_by (project, MANI_KIND_LABEL, "place", MANI_KIND_ANNOTATION), ==, 2);
  g_assert_cmpuint (
      mani_project_count_uses_by (project, MANI_KIND_LABEL, "place", MANI_KIND_RELATION), ==, 1);
  g_assert_cmpuint (
      mani_project_count_uses_by (project, MANI_KIND_LABEL, "place", MANI_KIND_ARTICLE), ==, 0);
  g_assert_cmpuint (mani_project_count_uses (project, MANI_KIND_LABEL, "place"), ==, 5);
}

/* WCAG 2.1, relative luminance and contrast ratio. */
static double
get_luminance (const char *color)
{
  guint rgb = g_ascii_strtoull (color + 1, NULL, 16);
  double weights[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (guint i = 0; i < 3; i++)
    {
      double part = ((rgb >> (16 - 8 * i)) & 0xff) / 255.0;

      sum += weights[i] * (part <= 0.03928 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4));
    }

  return sum;
}

static double
get_contrast (const char *a, const char *b)
{
  double one = get_luminance (a) + 0.05;
  double other = get_luminance (b) + 0.05;

  return MAX (one, other) / MIN (one, other);
}

static void
test_palette (void)
{
  guint n = g_strv_length ((GStrv) mani_label_palette);

  g_assert_cmpuint (n, ==, 12);
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (mani_label_is_color (mani_label_palette[i]));
      g_assert_cmpfloat (get_contrast (mani_label_palette[i], "#ffffff"), >=, 2);
      g_assert_cmpfloat (get_contrast (mani_label_palette[i], "#1e1e1e"), >=, 2);
      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (mani_label_palette[i], !=, mani_label_palette[j]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) \
  g_test_add ("/core/operations/labels/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("add", test_add);
  ADD ("free-things", test_free_things);
  ADD ("rename", test_rename);
  ADD ("describe-and-colour", test_describe_and_colour);
  ADD ("key-is-taken-from-the-other", test_key);
  ADD ("tree", test_tree);
  ADD ("move-among-siblings", test_move_among_siblings);
  ADD ("move-takes-what-is-below-along", test_move_takes_what_is_below_along);
  ADD ("move-refuses", test_move_refuses);
  ADD ("merge", test_merge);
  ADD ("merge-into-one-below", test_merge_into_one_below);
  ADD ("remove-with-annotations", test_remove_with_annotations);
  ADD ("moving-up-numbers-names", test_moving_up_numbers_names);
  ADD ("uses-by-kind", test_uses_by_kind);
#undef ADD
  g_test_add_func ("/core/operations/labels/palette-stands-out", test_palette);

  return g_test_run ();
}
