/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The ready sets, and how labels from elsewhere come into a project. */

#include "mani-label-set.h"

#include "mani-label-tree.h"

#include "operations-fixture.h"

#include <glib/gstdio.h>
#include <libintl.h>
#include <string.h>

static void
test_sets (void)
{
  const ManiLabelSet *set;
  guint n_sets = 0;

  for (guint i = 0; (set = mani_label_set_get (i)) != NULL; i++)
    {
      g_autoptr (GPtrArray) labels = mani_label_set_new_labels (set);
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (ManiProject) project = NULL;

      n_sets++;
      g_assert_true (mani_label_set_find (mani_label_set_get_id (set)) == set);
      g_assert_cmpuint (strlen (mani_label_set_get_name (set)), >, 0);
      g_assert_cmpuint (strlen (mani_label_set_get_description (set)), >, 0);
      for (guint j = 0; j < labels->len; j++)
        {
          ManiLabel *label = labels->pdata[j];
          const char *key = mani_label_get_key (label);
          g_autoptr (GError) error = NULL;

          /* Colours and keys tell the labels of a set apart. */
          g_assert_true (g_hash_table_add (seen, (gpointer) mani_label_get_color (label)));
          g_assert_true (mani_label_is_color (mani_label_get_color (label)));
          if (key == NULL)
            continue;
          mani_label_check_key (key, &error);
          g_assert_no_error (error);
          g_assert_true (g_hash_table_add (seen, (gpointer) key));
        }
      /* They are sound together: names, parents, ids. */
      project = mani_project_new_with_labels ("Set", labels);
      g_assert_nonnull (project);
      g_assert_cmpuint (mani_table_get_length (mani_project_get_table (project, MANI_KIND_LABEL)),
                        ==, labels->len);
    }
  g_assert_cmpuint (n_sets, ==, 5);
  g_assert_null (mani_label_set_find ("nothing"));
}

static void
test_default (Fixture *fixture, gconstpointer data)
{
  assert_ids (fixture->project, MANI_KIND_LABEL, "person place organisation date quote claim");
  g_assert_cmpstr (mani_label_get_key (get (fixture, MANI_KIND_LABEL, "claim")), ==, "6");
  g_assert_cmpstr (mani_label_set_get_id (mani_label_set_get (0)), ==, "people-and-places");
}

/* Whatever set or none comes first, one undo step leads from each to each. */
static void
test_start (Fixture *fixture, gconstpointer data)
{
  const ManiLabelSet *set;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  ManiProject *project = fixture->project;

  g_assert_null (mani_operation_start_with_labels (project, none, "None", &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_CONFLICT);
  g_clear_object (&fixture->history);
  g_clear_object (&fixture->project);
  fixture->project = project = mani_project_new (NULL);
  fixture->history = mani_history_new (project);

  for (guint i = 1; (set = mani_label_set_get (i % 5)) != NULL && i <= 5; i++)
    {
      g_autoptr (GPtrArray) labels = mani_label_set_new_labels (set);
      g_autofree char *name =
          g_strdup_printf ("Start with Labels “%s”", mani_label_set_get_name (set));

      g_assert_false (mani_label_set_is_in (labels, project));
      apply (
          fixture,
          mani_operation_start_with_labels (project, labels, mani_label_set_get_name (set), NULL),
          name);
      g_assert_true (mani_label_set_is_in (labels, project));
    }
  assert_ids (project, MANI_KIND_LABEL, "person place organisation date quote claim");
  apply (fixture, mani_operation_start_with_labels (project, none, "None", NULL),
         "Start with Labels “None”");
  assert_ids (project, MANI_KIND_LABEL, "");
  g_assert_true (mani_label_set_is_in (none, project));
}

static void
add (Fixture *fixture, GPtrArray *labels, gboolean update, const char *name, const char *counts)
{
  ManiLabelsReport report;
  ManiEdit *edit = mani_operation_add_labels (fixture->project, labels, update, &report);
  g_autofree char *found = g_strdup_printf ("%u %u %u %u", report.n_added, report.n_updated,
                                            report.n_kept, report.n_keys);

  g_assert_cmpstr (found, ==, counts);
  if (name != NULL)
    apply (fixture, edit, name);
  else
    {
      g_assert_cmpuint (mani_edit_get_length (edit), ==, 0);
      mani_edit_unref (edit);
    }
}

static void
test_add_set (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) labels =
      mani_label_set_new_labels (mani_label_set_find ("quotations-and-claims"));
  ManiLabel *direct;

  /* Eleven labels; Claim is there; the six keys are all taken, but for that of Claim, which stays.
   */
  add (fixture, labels, FALSE, "Add 10 Labels", "10 0 1 5");
  direct = get (fixture, MANI_KIND_LABEL, "direct-quotation");
  g_assert_cmpstr (mani_label_get_parent (direct), ==, "quotation");
  g_assert_null (mani_label_get_key (get (fixture, MANI_KIND_LABEL, "quotation")));
  g_assert_cmpstr (mani_label_get_key (get (fixture, MANI_KIND_LABEL, "person")), ==, "1");
  add (fixture, labels, FALSE, NULL, "0 0 11 0");
}

static void
test_update (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_label_record_type);
  ManiLabel *place;

  mani_record_builder_set_string (builder, MANI_LABEL_ID, "other");
  mani_record_builder_set_string (builder, MANI_LABEL_NAME, "Place");
  mani_record_builder_set_string (builder, MANI_LABEL_COLOR, "#123456");
  mani_record_builder_set_string (builder, MANI_LABEL_KEY, "p");
  g_ptr_array_add (labels, mani_record_builder_end (builder, NULL));
  g_ptr_array_add (labels, make_label ("town", "Town", "other"));

  add (fixture, labels, FALSE, "Add 1 Label", "1 0 1 0");
  place = get (fixture, MANI_KIND_LABEL, "place");
  g_assert_cmpstr (mani_label_get_color (place), ==, "#009e73");
  g_assert_cmpstr (mani_label_get_parent (get (fixture, MANI_KIND_LABEL, "town")), ==, "place");
  /* The next colour that is free. */
  g_assert_cmpstr (mani_label_get_color (get (fixture, MANI_KIND_LABEL, "town")), ==, "#999933");

  add (fixture, labels, TRUE, "Update 1 Label", "0 1 1 0");
  place = get (fixture, MANI_KIND_LABEL, "place");
  g_assert_cmpstr (mani_label_get_color (place), ==, "#123456");
  g_assert_cmpstr (mani_label_get_key (place), ==, "p");
  /* What the one from elsewhere does not say stays. */
  g_assert_cmpuint (mani_label_get_entity_kind (place), ==, MANI_ENTITY_PLACE);
  add (fixture, labels, TRUE, NULL, "0 0 2 0");
}

static void
test_ids_and_keys_that_are_taken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_label_record_type);
  ManiLabel *lieu;

  /* The id of another label; a key that is a command. */
  mani_record_builder_set_string (builder, MANI_LABEL_ID, "place");
  mani_record_builder_set_string (builder, MANI_LABEL_NAME, "Lieu");
  mani_record_builder_set_string (builder, MANI_LABEL_KEY, "n");
  g_ptr_array_add (labels, mani_record_builder_end (builder, NULL));
  g_ptr_array_add (labels, make_label ("ville", "Ville", "place"));
  add (fixture, labels, TRUE, "Add 2 Labels", "2 0 0 1");

  lieu = mani_label_find_child (fixture->project, NULL, "Lieu");
  g_assert_nonnull (lieu);
  g_assert_cmpstr (mani_record_get_id (MANI_RECORD (lieu)), !=, "place");
  g_assert_null (mani_label_get_key (lieu));
  g_assert_cmpstr (mani_label_get_parent (get (fixture, MANI_KIND_LABEL, "ville")), ==,
                   mani_record_get_id (MANI_RECORD (lieu)));
}

static const char *
get_first_name (GPtrArray *labels)
{
  return mani_label_get_name (labels->pdata[0]);
}

/* With a catalogue that msgfmt makes. */
static void
test_language (void)
{
  static const char po[] = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
                           "msgid \"Person\"\nmsgstr \"Անձ\"\n\n"
                           "msgctxt \"this language\"\nmsgid \"English\"\nmsgstr \"Հայերեն\"\n";
  g_autofree char *msgfmt = g_find_program_in_path ("msgfmt");
  g_autofree char *folder = g_dir_make_tmp ("mani-labels-XXXXXX", NULL);
  g_autofree char *language = g_build_filename (folder, "hy", NULL);
  g_autofree char *messages = g_build_filename (language, "LC_MESSAGES", NULL);
  g_autofree char *source = g_build_filename (messages, "test.po", NULL);
  g_autofree char *catalog = g_build_filename (messages, "test.mo", NULL);
  const char *argv[] = { msgfmt, "-o", catalog, source, NULL };
  g_auto (GStrv) languages = NULL;
  g_autofree char *name = NULL;
  g_autofree char *english = NULL;
  g_autofree char *unknown = NULL;
  g_autoptr (GPtrArray) labels = NULL;
  g_autoptr (GPtrArray) english_labels = NULL;
  g_autoptr (GPtrArray) codes = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (msgfmt == NULL)
    {
      g_test_skip ("msgfmt is not installed");
      return;
    }
  g_assert_cmpint (g_mkdir_with_parents (messages, 0700), ==, 0);
  g_file_set_contents (source, po, -1, &error);
  g_assert_no_error (error);
  g_spawn_sync (NULL, (char **) argv, NULL, 0, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  bindtextdomain ("test", folder);
  textdomain ("test");

  languages = mani_label_set_list_languages ();
  g_assert_cmpstrv (languages, ((const char *[]){ "en", "hy", NULL }));
  name = mani_label_set_dup_language_name ("hy");
  g_assert_cmpstr (name, ==, "Հայերեն");
  english = mani_label_set_dup_language_name ("en");
  g_assert_cmpstr (english, ==, "English");
  unknown = mani_label_set_dup_language_name ("xx");
  g_assert_cmpstr (unknown, ==, "xx");

  mani_label_set_choose_language ("hy");
  labels = mani_label_new_defaults ();
  g_assert_cmpstr (get_first_name (labels), ==, "Անձ");
  /* What the catalogue lacks, and what other programs know, stays. */
  g_assert_cmpstr (mani_label_get_name (labels->pdata[1]), ==, "Place");
  codes = mani_label_set_new_labels (mani_label_set_find ("named-entities"));
  g_assert_cmpstr (get_first_name (codes), ==, "PER");
  mani_label_set_choose_language ("en");
  english_labels = mani_label_new_defaults ();
  g_assert_cmpstr (get_first_name (english_labels), ==, "Person");

  mani_label_set_choose_language (NULL);
  textdomain ("messages");
  g_remove (source);
  g_remove (catalog);
  g_remove (messages);
  g_remove (language);
  g_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/label-set/sets-are-sound", test_sets);
#define ADD(name, func) g_test_add ("/core/label-set/" name, Fixture, NULL, set_up, func, tear_down)
  g_test_add_func ("/core/label-set/language-of-new-labels", test_language);
  ADD ("a-project-starts-with-one", test_start);
  ADD ("default", test_default);
  ADD ("add-a-set", test_add_set);
  ADD ("update", test_update);
  ADD ("ids-and-keys-that-are-taken", test_ids_and_keys_that_are_taken);
#undef ADD

  return g_test_run ();
}
