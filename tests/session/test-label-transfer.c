/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Labels from files and to files. */

#include "mani-label-transfer.h"

#include "mani-editor.h"
#include "mani-label-set.h"

#include "place-fixture.h"

static char *
join_names (GPtrArray *labels)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < labels->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "",
                            mani_label_get_name (labels->pdata[i]));

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
assert_labels (GPtrArray *labels, GError *error, const char *expected)
{
  g_autofree char *names = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (labels);
  names = join_names (labels);
  g_assert_cmpstr (names, ==, expected);
}

static void
test_written_and_read (Place *place, gconstpointer data)
{
  static const char *const names[] = { "labels.csv", "labels.json" };

  /* A child that stands before its parent comes behind it. */
  add_record (place->project, make_label ("z", "Town", "person"));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (place->folder, names[i], NULL);
      g_autoptr (GPtrArray) labels = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (mani_label_transfer_write (place->project, path, FALSE, &error));
      g_assert_no_error (error);
      labels = mani_label_transfer_read (path, &error);
      assert_labels (labels, error, "Person Town Place Organisation Date Quote Claim");

      g_assert_false (mani_label_transfer_write (place->project, path, FALSE, &error));
      g_assert_error (error, MANI_ERROR, MANI_ERROR_CONFLICT);
      g_assert_true (mani_label_transfer_write (place->project, path, TRUE, NULL));
    }
}

static void
test_never_over_a_project (Place *place, gconstpointer data)
{
  static const char project[] = "{\"manicule\":1,";
  g_autofree char *path = mani_test_folder_write (place->folder, "other.manicule", project);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (mani_label_transfer_write (place->project, path, TRUE, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_CONFLICT);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, project);
}

static void
test_of_another_project (Place *place, gconstpointer data)
{
  g_autofree char *path = g_build_filename (place->folder, "other.manicule", NULL);
  g_autoptr (ManiProject) other = mani_project_new ("Other");
  g_autoptr (ManiEditor) editor = NULL;
  g_autoptr (GPtrArray) labels = NULL;
  g_autoptr (GError) error = NULL;
  ManiLabelsReport report;

  add_record (other, make_label ("z", "Town", "person"));
  editor = mani_editor_new (other);
  g_assert_true (mani_editor_save_as (editor, path, FALSE, &error));
  labels = mani_label_transfer_find (path, &error);
  assert_labels (labels, error, "Person Town Place Organisation Date Quote Claim");
  mani_edit_unref (mani_operation_add_labels (place->project, labels, FALSE, &report));
  g_assert_cmpuint (report.n_added, ==, 1);
  g_assert_cmpuint (report.n_kept, ==, 6);
}

static void
test_parent_that_is_not_there (Place *place, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (
      place->folder, "odd.manicule",
      "{\"manicule\":1,\"project\":{\"id\":\"aaaaaaaaaaaaaaaa\"},\"labels\":["
      "{\"id\":\"b\",\"name\":\"B\",\"parent\":\"a\"},{\"id\":\"a\",\"name\":\"A\",\"parent\":"
      "\"nobody\"}]}");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) labels = mani_label_transfer_read (path, &error);

  assert_labels (labels, error, "A B");
  g_assert_null (mani_label_get_parent (labels->pdata[0]));
}

static void
test_errors (Place *place, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (place->folder, "bad.csv", "name,color\nA,x\n");
  g_autofree char *broken =
      mani_test_folder_write (place->folder, "bad.manicule", "{\"manicule\":1,\"project\":1}");
  g_autofree char *none = g_build_filename (place->folder, "none.csv", NULL);
  g_autofree char *start = g_strconcat (path, ":2:3: ", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (mani_label_transfer_find (path, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, start));
  g_clear_error (&error);
  g_assert_null (mani_label_transfer_read (broken, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (mani_label_transfer_read (none, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_NOT_FOUND);
}

static void
test_sets (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) labels = mani_label_transfer_find ("named-entities", &error);

  assert_labels (labels, error, "PER LOC ORG MISC");
}

static void
test_unknown (Place *place, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mani_label_transfer_find ("nope", &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_NOT_FOUND);
  g_assert_true (g_str_has_prefix (error->message, "nope: there is no such file, and no such set"));
  for (guint i = 0; mani_label_set_get (i) != NULL; i++)
    g_assert_nonnull (strstr (error->message, mani_label_set_get_id (mani_label_set_get (i))));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) \
  g_test_add ("/session/label-transfer/" name, Place, NULL, place_set_up, func, place_tear_down)
  ADD ("written-and-read", test_written_and_read);
  ADD ("never-over-a-project", test_never_over_a_project);
  ADD ("of-another-project", test_of_another_project);
  ADD ("parent-that-is-not-there", test_parent_that_is_not_there);
  ADD ("errors", test_errors);
  ADD ("sets", test_sets);
  ADD ("unknown-names-what-there-is", test_unknown);
#undef ADD

  return g_test_run ();
}
