/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Filters: each criterion alone, and together; the same answer from project and snapshot. */

#include "mani-filter.h"

#include "mani-codec.h"

#include "core-fixture.h"

#include <string.h>

/* The fixture's project, and "n1" to "n4" with all sorts of values. */
static ManiProject *
make_varied (void)
{
  static const char *const json[] = {
    "{\"id\":\"n1\",\"article\":\"a\",\"ranges\":[[0,4]],\"label\":\"city\",\"tags\":[\"x\",\"y\"],"
    "\"note\":\"The capital of Azerbaijan\",\"status\":\"confirmed\",\"creator\":\"Ada\"}",
    "{\"id\":\"n2\",\"article\":\"a\",\"ranges\":[[0,4],[9,16]],\"label\":\"person\",\"tags\":"
    "[\"x\"],\"entity\":\"e\",\"status\":\"disputed\",\"origin\":\"import\"}",
    "{\"id\":\"n3\",\"article\":\"a\",\"quote\":\"\u00c9cole\",\"origin\":\"suggestion\"}",
    "{\"id\":\"n4\",\"article\":\"b\",\"label\":\"town\",\"creator\":\"Bob\"}",
  };
  ManiProject *project = make_project ();

  add_record (project, make_label ("city", "City", "place"));
  add_record (project, make_label ("town", "Town", "city"));
  add_record (project, make_entity ("e", "E", MANI_ENTITY_NONE, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (json); i++)
    {
      g_autoptr (ManiJsonReader) reader =
          mani_json_reader_new (json[i], strlen (json[i]), "F", NULL);
      g_autoptr (GError) error = NULL;
      gpointer record = mani_codec_read (reader, &mani_annotation_record_type, &error);

      g_assert_no_error (error);
      add_record (project, record);
    }

  return project;
}

/* The ids that pass, in the order a1 a2 a3 n1 n2 n3 n4. */
static void
expect (const ManiCriteria *criteria, const char *ids)
{
  static const char *const all[] = { "a1", "a2", "a3", "n1", "n2", "n3", "n4" };
  ManiProject *project = make_varied ();
  g_autoptr (ManiSnapshot) snapshot = mani_project_snapshot (project);
  g_autoptr (ManiFilter) filter = mani_filter_new (criteria);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      ManiAnnotation *annotation = mani_project_lookup (project, MANI_KIND_ANNOTATION, all[i]);
      gboolean matches = mani_filter_matches (filter, project, annotation);

      g_assert_true (mani_filter_matches_in_snapshot (filter, snapshot, annotation) == matches);
      if (matches)
        g_string_append_printf (found, "%s%s", found->len > 0 ? " " : "", all[i]);
    }
  g_assert_cmpstr (found->str, ==, ids);
  g_assert_true (mani_filter_is_empty (filter) == g_str_equal (ids, "a1 a2 a3 n1 n2 n3 n4"));
  g_assert_finalize_object (project);
}

#define LIST(...)       \
  (const char *const[]) \
  {                     \
    __VA_ARGS__, NULL   \
  }

static void
test_nothing (void)
{
  expect (&(ManiCriteria){ 0 }, "a1 a2 a3 n1 n2 n3 n4");
  expect (&(ManiCriteria){ .labels = (const char *const[]){ NULL }, .text = " \n " },
          "a1 a2 a3 n1 n2 n3 n4");
}

static void
test_labels (void)
{
  expect (&(ManiCriteria){ .labels = LIST ("place") }, "a1 a2 n1 n4");
  expect (&(ManiCriteria){ .labels = LIST ("city") }, "n1 n4");
  expect (&(ManiCriteria){ .labels = LIST ("town") }, "n4");
  expect (&(ManiCriteria){ .labels = LIST ("person", "town") }, "n2 n4");
  expect (&(ManiCriteria){ .labels = LIST ("") }, "a3 n3");
  expect (&(ManiCriteria){ .labels = LIST ("", "person") }, "a3 n2 n3");
  expect (&(ManiCriteria){ .labels = LIST ("nowhere") }, "");
}

static void
test_lists (void)
{
  expect (&(ManiCriteria){ .articles = LIST ("b") }, "n4");
  expect (&(ManiCriteria){ .articles = LIST ("b", "c") }, "n4");
  expect (&(ManiCriteria){ .entities = LIST ("e") }, "n2");
  expect (&(ManiCriteria){ .entities = LIST ("") }, "a1 a2 a3 n1 n3 n4");
  expect (&(ManiCriteria){ .creators = LIST ("Ada", "Bob") }, "n1 n4");
  expect (&(ManiCriteria){ .creators = LIST ("ada") }, "");
  expect (&(ManiCriteria){ .tags = LIST ("x") }, "n1 n2");
  expect (&(ManiCriteria){ .tags = LIST ("x", "y") }, "n1");
  expect (&(ManiCriteria){ .tags = LIST ("z") }, "");
}

static void
test_words (void)
{
  expect (&(ManiCriteria){ .statuses = 1 << MANI_ANNOTATION_CONFIRMED }, "n1");
  expect (&(ManiCriteria){ .statuses = 1 << MANI_ANNOTATION_UNVERIFIED }, "a1 a2 a3 n3 n4");
  expect (
      &(ManiCriteria){ .statuses = 1 << MANI_ANNOTATION_CONFIRMED | 1 << MANI_ANNOTATION_DISPUTED },
      "n1 n2");
  expect (&(ManiCriteria){ .origins = 1 << MANI_ANNOTATION_BY_SUGGESTION }, "n3");
  expect (&(ManiCriteria){ .origins = 1 << MANI_ANNOTATION_BY_PERSON }, "a1 a2 a3 n1 n4");
}

static void
test_text (void)
{
  expect (&(ManiCriteria){ .text = "baku" }, "a1 a3 n1 n2");
  expect (&(ManiCriteria){ .text = "YEREVAN" }, "a2 n2");
  expect (&(ManiCriteria){ .text = "azerb" }, "n1");
  expect (&(ManiCriteria){ .text = "ecole" }, "n3");
  expect (&(ManiCriteria){ .text = "y" }, "a2 n1 n2"); /* Yerevan, a tag, Yerevan */
  /* each word somewhere: passage, note, tag */
  expect (&(ManiCriteria){ .text = "capital  baku" }, "n1");
  expect (&(ManiCriteria){ .text = "baku yerevan" }, "n2");
  expect (&(ManiCriteria){ .text = "baku nowhere" }, "");
  /* the words between two ranges are not in the passage */
  expect (&(ManiCriteria){ .text = "and" }, "");
}

static void
test_together (void)
{
  expect (&(ManiCriteria){ .text = "baku", .labels = LIST ("place") }, "a1 n1");
  expect (&(ManiCriteria){ .text = "baku", .tags = LIST ("x"), .origins = 1 << 1 }, "n2");
  expect (&(ManiCriteria){ .articles = LIST ("b"), .labels = LIST ("person") }, "");
}

static void
test_references (void)
{
  g_autoptr (ManiFilter) filter = mani_filter_new (&(ManiCriteria){ .text = "x" });
  ManiFilter *other = mani_filter_ref (filter);

  g_assert_true (filter == other);
  mani_filter_unref (other);
  g_assert_false (mani_filter_is_empty (filter));
}

static void
test_no_tag (void)
{
  static const char *const none[] = { "", NULL };
  static const char *const both[] = { "", "x", NULL };

  expect (&(ManiCriteria){ .tags = none }, "a1 a2 a3 n3 n4");
  expect (&(ManiCriteria){ .tags = both }, "");
}

static void
test_list (void)
{
  static const char *const city[] = { "city", NULL };
  ManiProject *project = make_varied ();
  g_autoptr (ManiFilter) all = mani_filter_new (&(ManiCriteria){ NULL });
  g_autoptr (ManiFilter) some = mani_filter_new (&(ManiCriteria){ .labels = city });
  g_autoptr (GPtrArray) list = mani_filter_list (all, project);
  g_autoptr (GPtrArray) cities = mani_filter_list (some, project);
  /* By start, end and id; the one without a place first, then the other article. */
  static const char *const order[] = { "n3", "a1", "n1", "n2", "a2", "a3", "n4" };

  g_assert_cmpuint (list->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < list->len; i++)
    g_assert_cmpstr (mani_record_get_id (list->pdata[i]), ==, order[i]);
  g_assert_cmpuint (cities->len, ==, 2);
  g_assert_cmpstr (mani_record_get_id (cities->pdata[0]), ==, "n1");
  g_assert_cmpstr (mani_record_get_id (cities->pdata[1]), ==, "n4");
  g_assert_finalize_object (project);
}

static void
test_step (void)
{
  static const char *const place[] = { "place", NULL };
  static const char *const claim[] = { "claim", NULL };
  static const char *const bob[] = { "Bob", NULL };
  /* With the labels below it: a1, n1, a2, n4. */
  static const struct
  {
    const char *from;
    int by;
    const char *to;
  } cases[] = {
    { NULL, 1, "a1" },  { NULL, -1, "n4" }, { "a1", 1, "n1" },  { "n1", 1, "a2" },
    { "n2", 1, "a2" },  { "a2", 1, "n4" },  { "n4", 1, "a1" },  { "a1", -1, "n4" },
    { "n4", -1, "a2" }, { "a3", -1, "a2" }, { "n3", -1, "n4" }, { "a3", 1, "n4" },
  };
  ManiProject *project = make_varied ();
  ManiProject *empty = mani_project_new (NULL);
  g_autoptr (ManiFilter) filter = mani_filter_new (&(ManiCriteria){ .labels = place });
  g_autoptr (ManiFilter) nothing = mani_filter_new (&(ManiCriteria){ .labels = claim });
  g_autoptr (ManiFilter) one = mani_filter_new (&(ManiCriteria){ .creators = bob });
  ManiAnnotation *n4 = mani_project_lookup (project, MANI_KIND_ANNOTATION, "n4");
  g_autoptr (ManiAnnotation) stranger = make_annotation ("s", "nowhere", 0, 1, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ManiAnnotation *from = mani_project_lookup (project, MANI_KIND_ANNOTATION, cases[i].from);
      ManiAnnotation *to = mani_filter_step (filter, project, from, cases[i].by);

      g_assert_nonnull (to);
      g_assert_cmpstr (mani_record_get_id (MANI_RECORD (to)), ==, cases[i].to);
    }
  g_assert_null (mani_filter_step (nothing, project, NULL, 1));
  g_assert_null (mani_filter_step (nothing, project, n4, -1));
  /* The only one is its own next. */
  g_assert_true (mani_filter_step (one, project, n4, 1) == n4);
  g_assert_true (mani_filter_step (one, project, n4, -1) == n4);
  /* One that is nowhere: from the first on. */
  g_assert_cmpstr (
      mani_record_get_id (MANI_RECORD (mani_filter_step (filter, project, stranger, 1))), ==, "a1");
  g_assert_null (mani_filter_step (filter, empty, NULL, 1));
  g_assert_finalize_object (project);
  g_assert_finalize_object (empty);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/filter/nothing-asked-all-pass", test_nothing);
  g_test_add_func ("/core/filter/labels-and-those-below", test_labels);
  g_test_add_func ("/core/filter/lists", test_lists);
  g_test_add_func ("/core/filter/status-and-origin", test_words);
  g_test_add_func ("/core/filter/text-is-folded", test_text);
  g_test_add_func ("/core/filter/all-criteria-hold", test_together);
  g_test_add_func ("/core/filter/references", test_references);
  g_test_add_func ("/core/filter/no-tag", test_no_tag);
  g_test_add_func ("/core/filter/list", test_list);
  g_test_add_func ("/core/filter/step-goes-round", test_step);

  return g_test_run ();
}
