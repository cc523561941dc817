/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one door: what it refuses and why, what an edit leaves, what listeners hear. */

#include "mani-project.h"

#include "core-fixture.h"
#include "project-checks.h"

/* The edit is refused with @code and words of @why, and nothing has changed. Takes @edit. */
static void
refuse (ManiProject *project, ManiEdit *edit, ManiError code, const char *why)
{
  g_autoptr (ManiSnapshot) before = mani_project_snapshot (project);
  g_autoptr (ManiSnapshot) after = NULL;
  g_autoptr (GError) error = NULL;
  guint64 generation = mani_project_get_generation (project);

  g_assert_null (mani_project_apply (project, edit, &error));
  g_assert_error (error, MANI_ERROR, (int) code);
  if (strstr (error->message, why) == NULL)
    g_error ("“%s” has no “%s”", error->message, why);
  after = mani_project_snapshot (project);
  g_assert_true (mani_snapshot_equal (before, after));
  g_assert_cmpuint (mani_project_get_generation (project), ==, generation);
  check_project (project, 1);
  mani_edit_unref (edit);
}

/* Takes @edit; returns the inverse. */
static ManiEdit *
accept (ManiProject *project, ManiEdit *edit)
{
  g_autoptr (GError) error = NULL;
  ManiEdit *inverse = mani_project_apply (project, edit, &error);

  g_assert_no_error (error);
  g_assert_nonnull (inverse);
  g_assert_cmpstr (mani_edit_get_name (inverse), ==, mani_edit_get_name (edit));
  check_project (project, 2);
  mani_edit_unref (edit);

  return inverse;
}

/* A change of @before, @after; takes @after. */
static ManiEdit *
change (gpointer before, gpointer after)
{
  ManiEdit *edit = mani_edit_new ("Change");

  mani_edit_append (edit, &(ManiChange){ before, after, MANI_EDIT_KEEP_PLACE });
  if (after != NULL)
    g_object_unref (after);

  return edit;
}

static gpointer
get (ManiProject *project, ManiKind kind, const char *id)
{
  gpointer record = mani_project_lookup (project, kind, id);

  g_assert_nonnull (record);

  return record;
}

static gpointer
with_string (gpointer record, guint field, const char *value)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (record);
  g_autoptr (GError) error = NULL;
  gpointer changed;

  mani_record_builder_set_string (builder, field, value);
  changed = mani_record_builder_end (builder, &error);
  g_assert_no_error (error);

  return changed;
}

static void
test_new (void)
{
  ManiProject *project = mani_project_new ("Karabakh 2021");
  ManiTable *labels = mani_project_get_table (project, MANI_KIND_LABEL);
  static const char *const ids[] = { "person", "place", "organisation", "date", "quote", "claim" };

  g_assert_cmpstr (mani_project_info_get_title (mani_project_get_info (project)), ==,
                   "Karabakh 2021");
  g_assert_cmpuint (mani_table_get_length (labels), ==, 6);
  for (guint i = 0; i < 6; i++)
    {
      ManiLabel *label = mani_table_get (labels, i);
      g_autofree char *key = g_strdup_printf ("%u", i + 1);

      g_assert_cmpstr (mani_record_get_id (MANI_RECORD (label)), ==, ids[i]);
      g_assert_cmpstr (mani_label_get_key (label), ==, key);
    }
  g_assert_cmpuint (mani_project_get_n_annotations (project), ==, 0);
  g_assert_cmpuint (mani_project_get_generation (project), ==, 0);
  check_project (project, 0);
  g_assert_finalize_object (project);
}

static void
test_conflicts (void)
{
  ManiProject *project = make_project ();
  g_autoptr (ManiAnnotation) old = g_object_ref (get (project, MANI_KIND_ANNOTATION, "a1"));
  g_autoptr (ManiEdit) inverse = NULL;

  /* A before that is no more. */
  inverse = accept (project, change (old, with_string (old, MANI_ANNOTATION_NOTE, "new")));
  refuse (project, change (old, with_string (old, MANI_ANNOTATION_NOTE, "other")),
          MANI_ERROR_CONFLICT, "annotation “a1”: it has changed meanwhile");
  refuse (project, change (old, NULL), MANI_ERROR_CONFLICT, "it has changed meanwhile");
  refuse (project, change (NULL, make_annotation ("a1", "b", 0, 0, NULL)), MANI_ERROR_CONFLICT,
          "annotation “a1”: the id is taken");
  refuse (project, change (NULL, make_article ("a", "Other", "")), MANI_ERROR_CONFLICT,
          "article “a”: the id is taken");

  /* One that never was. */
  {
    g_autoptr (ManiLabel) unknown = make_label ("unknown", "Unknown", NULL);

    refuse (project, change (unknown, NULL), MANI_ERROR_CONFLICT, "it is not there any more");
    refuse (project, change (unknown, make_label ("unknown", "Known", NULL)), MANI_ERROR_CONFLICT,
            "it is not there any more");
  }

  g_assert_finalize_object (project);
}

static void
test_still_in_use (void)
{
  ManiProject *project = make_project ();
  g_autoptr (ManiEdit) inverse = NULL;
  ManiEdit *edit;

  refuse (project, change (get (project, MANI_KIND_LABEL, "place"), NULL), MANI_ERROR_CONFLICT,
          "label “place”: 2 records still refer to it");
  refuse (project, change (get (project, MANI_KIND_ANNOTATION, "a1"), NULL), MANI_ERROR_CONFLICT,
          "annotation “a1”: 1 record still refers to it");
  refuse (project, change (get (project, MANI_KIND_ARTICLE, "a"), NULL), MANI_ERROR_CONFLICT,
          "article “a”: 3 records still refer to it");

  /* What is added in the same edit refers too. */
  edit = change (get (project, MANI_KIND_LABEL, "claim"), NULL);
  {
    g_autoptr (ManiAnnotation) user = make_annotation ("u", "a", 0, 1, "claim");

    mani_edit_add (edit, user);
  }
  refuse (project, edit, MANI_ERROR_NOT_FOUND, "annotation “u”: label: there is no “claim”");

  /* What goes in the same edit refers no more, whatever the order. */
  edit = change (get (project, MANI_KIND_ANNOTATION, "a1"), NULL);
  mani_edit_remove (edit, get (project, MANI_KIND_RELATION, "r"));
  inverse = accept (project, edit);
  g_assert_cmpuint (mani_project_count_uses (project, MANI_KIND_LABEL, "place"), ==, 1);

  g_assert_finalize_object (project);
}

static void
test_dangling (void)
{
  ManiProject *project = make_project ();

  refuse (project, change (NULL, make_annotation ("x", "nowhere", 0, 0, NULL)),
          MANI_ERROR_NOT_FOUND, "annotation “x”: article: there is no “nowhere”");
  refuse (project, change (NULL, make_annotation ("x", "a", 0, 0, "nothing")), MANI_ERROR_NOT_FOUND,
          "annotation “x”: label: there is no “nothing”");
  refuse (project, change (NULL, make_relation ("x", "a1", "a9", NULL)), MANI_ERROR_NOT_FOUND,
          "relation “x”: to: there is no “a9”");
  refuse (project, change (NULL, make_label ("x", "X", "y")), MANI_ERROR_NOT_FOUND,
          "label “x”: parent: there is no “y”");
  /* An id of another kind is none of this kind. */
  refuse (project, change (NULL, make_annotation ("x", "place", 0, 0, NULL)), MANI_ERROR_NOT_FOUND,
          "article: there is no “place”");
  /* A creator is no record. */
  mani_edit_unref (accept (project, change (get (project, MANI_KIND_ANNOTATION, "a1"),
                                            with_string (get (project, MANI_KIND_ANNOTATION, "a1"),
                                                         MANI_ANNOTATION_CREATOR, "nobody"))));

  g_assert_finalize_object (project);
}

static void
test_ranges (void)
{
  ManiProject *project = make_project ();
  guint length = mani_article_get_length (get (project, MANI_KIND_ARTICLE, "a"));

  /* 23 and 13 characters, the violin key one of them */
  g_assert_cmpuint (length, ==, 36);
  refuse (project, change (NULL, make_annotation ("x", "a", 36, 37, NULL)), MANI_ERROR_INVALID,
          "a range ends at 37, but the text of its article has 36 characters");
  mani_edit_unref (accept (project, change (NULL, make_annotation ("x", "a", 36, 36, NULL))));
  mani_edit_unref (accept (project, change (NULL, make_annotation ("y", "b", 0, 0, NULL))));
  refuse (project,
          change (get (project, MANI_KIND_ANNOTATION, "a1"),
                  make_annotation ("a1", "b", 0, 4, "place")),
          MANI_ERROR_INVALID, "has 0 characters");

  g_assert_finalize_object (project);
}

static void
test_text (void)
{
  ManiProject *project = make_project ();
  ManiRecord *before = get (project, MANI_KIND_ARTICLE, "a");
  g_autoptr (ManiEdit) inverse = NULL;
  g_autoptr (ManiSnapshot) start = mani_project_snapshot (project);
  g_autoptr (ManiSnapshot) undone = NULL;
  ManiEdit *edit;

  refuse (project, change (before, make_article ("a", "News", "Baku")), MANI_ERROR_CONFLICT,
          "article “a”: its text cannot change under its annotations");
  mani_edit_unref (accept (project, change (get (project, MANI_KIND_ARTICLE, "b"),
                                            make_article ("b", NULL, "Now it has one"))));

  /* With all its annotations it can. */
  edit = change (before, make_article ("a", "News", "In Baku"));
  for (guint i = 1; i <= 3; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i);
      g_autoptr (ManiAnnotation) moved = make_annotation (id, "a", 3, 7, NULL);

      if (i == 1)
        mani_edit_keep (edit, get (project, MANI_KIND_ANNOTATION, id));
      else
        mani_edit_replace (edit, get (project, MANI_KIND_ANNOTATION, id), moved);
    }
  inverse = accept (project, edit);
  mani_edit_unref (accept (project, g_steal_pointer (&inverse)));
  mani_edit_unref (accept (
      project, change (get (project, MANI_KIND_ARTICLE, "b"), make_article ("b", NULL, ""))));
  undone = mani_project_snapshot (project);
  g_assert_true (mani_snapshot_equal (start, undone));

  g_assert_finalize_object (project);
}

static void
test_labels (void)
{
  ManiProject *project = make_project ();
  ManiEdit *edit;

  refuse (project, change (NULL, make_label ("x", "Place", NULL)), MANI_ERROR_CONFLICT,
          "there is another label of the name “Place” at the same place");
  mani_edit_unref (accept (project, change (NULL, make_label ("x", "Place", "place"))));
  refuse (project, change (NULL, make_label ("y", "Place", "place")), MANI_ERROR_CONFLICT,
          "of the name “Place”");
  refuse (project,
          change (get (project, MANI_KIND_LABEL, "place"), make_label ("place", "P", "place")),
          MANI_ERROR_INVALID, "a label cannot stand below itself");
  refuse (project, change (get (project, MANI_KIND_LABEL, "place"), make_label ("place", "P", "x")),
          MANI_ERROR_INVALID, "a label cannot stand below itself");

  /* Two may exchange their names. */
  edit = change (get (project, MANI_KIND_LABEL, "person"),
                 with_string (get (project, MANI_KIND_LABEL, "person"), MANI_LABEL_NAME, "Place"));
  {
    g_autoptr (ManiRecord) place =
        with_string (get (project, MANI_KIND_LABEL, "place"), MANI_LABEL_NAME, "Person");

    mani_edit_replace (edit, get (project, MANI_KIND_LABEL, "place"), place);
  }
  mani_edit_unref (accept (project, edit));

  g_assert_finalize_object (project);
}

static void
test_ids (void)
{
  ManiProject *project = make_project ();

  refuse (project,
          change (get (project, MANI_KIND_LABEL, "claim"), make_label ("other", "Claim", NULL)),
          MANI_ERROR_INVALID, "label “claim”: an id cannot be changed");

  g_assert_finalize_object (project);
}

static void
notify_cb (GObject *object, GParamSpec *pspec, gpointer n)
{
  (*(guint *) n)++;
}

static void
test_info (void)
{
  ManiProject *project = make_project ();
  ManiProjectInfo *info = mani_project_get_info (project);
  guint n_notified = 0;
  g_autoptr (ManiEdit) inverse = NULL;
  g_autoptr (ManiProjectInfo) by_property = NULL;

  g_signal_connect (project, "notify::info", G_CALLBACK (notify_cb), &n_notified);

  refuse (project, change (info, NULL), MANI_ERROR_INVALID, "a project cannot do without it");
  refuse (project, change (NULL, mani_project_info_new ("Second")), MANI_ERROR_CONFLICT,
          "a project has only one");
  refuse (project, change (info, mani_project_info_new ("Other id")), MANI_ERROR_INVALID,
          "an id cannot be changed");
  g_assert_cmpuint (n_notified, ==, 0);

  inverse = accept (project, change (info, with_string (info, MANI_PROJECT_TITLE, "Renamed")));
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_cmpstr (mani_project_info_get_title (mani_project_get_info (project)), ==, "Renamed");
  g_object_get (project, "info", &by_property, NULL);
  g_assert_true (by_property == mani_project_get_info (project));

  mani_edit_unref (accept (project, g_steal_pointer (&inverse)));
  g_assert_cmpuint (n_notified, ==, 2);
  g_assert_cmpstr (mani_project_info_get_title (mani_project_get_info (project)), ==, "Test");
  mani_edit_unref (accept (project, change (get (project, MANI_KIND_LABEL, "claim"), NULL)));
  g_assert_cmpuint (n_notified, ==, 2);

  g_clear_object (&by_property);
  g_assert_finalize_object (project);
}

static void
test_positions (void)
{
  ManiProject *project = make_project ();
  ManiTable *labels = mani_project_get_table (project, MANI_KIND_LABEL);
  ManiRecord *date = get (project, MANI_KIND_LABEL, "date");
  g_autoptr (ManiSnapshot) start = mani_project_snapshot (project);
  g_autoptr (ManiSnapshot) undone = NULL;
  g_autoptr (ManiEdit) inverse = NULL;
  guint place;
  static const struct
  {
    guint position;
    guint place;
  } cases[] = { { 0, 0 }, { 2, 2 }, { 5, 5 }, { 6, 5 }, { 100, 5 }, { MANI_EDIT_KEEP_PLACE, 5 } };

  g_assert_true (mani_table_find (labels, date, &place));
  g_assert_cmpuint (place, ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ManiEdit *edit = mani_edit_new ("Move");

      mani_edit_move (edit, date, cases[i].position);
      mani_edit_unref (accept (project, edit));
      g_assert_true (mani_table_find (labels, date, &place));
      g_assert_cmpuint (place, ==, cases[i].place);
    }
  {
    ManiEdit *edit = mani_edit_new ("Move back");

    mani_edit_move (edit, date, 3);
    mani_edit_unref (accept (project, edit));
  }

  /* A removed one comes back to its place. */
  inverse = accept (project, change (date, NULL));
  g_assert_false (mani_table_find (labels, date, &place));
  mani_edit_unref (accept (project, g_steal_pointer (&inverse)));
  undone = mani_project_snapshot (project);
  g_assert_true (mani_snapshot_equal (start, undone));

  g_assert_finalize_object (project);
}

static void
test_one_emission_an_edit (void)
{
  ManiProject *project = make_project ();
  Mirror *labels = mirror_new (mani_project_get_table (project, MANI_KIND_LABEL));
  Mirror *in_a = mirror_new (mani_project_get_annotations (project, "a"));
  Mirror *in_b = mirror_new (mani_project_get_annotations (project, "b"));
  ManiEdit *edit = mani_edit_new ("Several");

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *id = g_strdup_printf ("n%02u", i);
      g_autoptr (ManiAnnotation) annotation = make_annotation (id, "a", i, 36, NULL);

      mani_edit_add (edit, annotation);
    }
  {
    g_autoptr (ManiAnnotation) moved = make_annotation ("a3", "b", 0, 0, NULL);

    mani_edit_replace (edit, get (project, MANI_KIND_ANNOTATION, "a3"), moved);
  }
  mani_edit_unref (accept (project, edit));
  mirror_check (labels);
  mirror_check (in_a);
  mirror_check (in_b);
  g_assert_cmpuint (labels->n_emissions, ==, 0);
  g_assert_cmpuint (in_a->n_emissions, ==, 1);
  g_assert_cmpuint (in_b->n_emissions, ==, 1);
  g_assert_cmpuint (in_a->items->len, ==, 32);

  /* A move to where it is is nothing to hear of. */
  edit = mani_edit_new ("Nothing");
  mani_edit_move (edit, get (project, MANI_KIND_LABEL, "place"), 1);
  mani_edit_move (edit, get (project, MANI_KIND_ANNOTATION, "a1"), 7);
  mani_edit_unref (accept (project, edit));
  g_assert_cmpuint (labels->n_emissions, ==, 0);
  g_assert_cmpuint (in_a->n_emissions, ==, 1);

  mirror_free (labels);
  mirror_free (in_a);
  mirror_free (in_b);
  g_assert_finalize_object (project);
}

/* At the time of the news, the whole edit is done. */
static void
all_done_cb (ManiTable *labels, guint position, guint removed, guint added, ManiProject *project)
{
  g_assert_nonnull (mani_project_lookup (project, MANI_KIND_ARTICLE, "late"));
  g_assert_cmpuint (mani_table_get_length (mani_project_get_annotations (project, "late")), ==, 1);
  g_assert_cmpstr (mani_project_info_get_title (mani_project_get_info (project)), ==, "Late");
}

static void
test_news_comes_last (void)
{
  ManiProject *project = make_project ();
  ManiProjectInfo *info = mani_project_get_info (project);
  g_autoptr (ManiLabel) label = make_label ("early", "Early", NULL);
  g_autoptr (ManiArticle) article = make_article ("late", NULL, "Late");
  g_autoptr (ManiAnnotation) annotation = make_annotation ("late", "late", 0, 4, "early");
  g_autoptr (ManiRecord) renamed = with_string (info, MANI_PROJECT_TITLE, "Late");
  ManiEdit *edit = mani_edit_new ("All");

  g_signal_connect (mani_project_get_table (project, MANI_KIND_LABEL), "items-changed",
                    G_CALLBACK (all_done_cb), project);
  mani_edit_add (edit, label);
  mani_edit_add (edit, annotation);
  mani_edit_add (edit, article);
  mani_edit_replace (edit, info, renamed);
  mani_edit_unref (accept (project, edit));

  g_assert_finalize_object (project);
}

static ManiProject *
make_with_strangers (void)
{
  g_autoptr (ManiProjectInfo) info = mani_project_info_new (NULL);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  ManiProject *project;
  guint failed;

  g_ptr_array_add (records, make_annotation ("s2", "lost", 5, 9, "ghost"));
  g_ptr_array_add (records, make_annotation ("s1", "lost", 0, 4, NULL));
  g_ptr_array_add (records, make_label ("child", "Child", "ghost"));
  g_ptr_array_add (records, make_relation ("sr", "s1", "s9", NULL));
  project = mani_project_new_from_records (info, records, "\"x\":1", &failed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (failed, ==, G_MAXUINT);
  check_project (project, 2);

  return project;
}

static void
test_strangers (void)
{
  ManiProject *project = make_with_strangers ();
  g_autoptr (ManiSnapshot) start = mani_project_snapshot (project);
  g_autoptr (ManiSnapshot) undone = NULL;
  g_autoptr (ManiEdit) no_article = NULL;
  g_autoptr (ManiEdit) no_label = NULL;
  g_autoptr (GPtrArray) unresolved = mani_project_get_unresolved (project);

  g_assert_cmpuint (unresolved->len, ==, 4);
  g_assert_cmpstr (mani_snapshot_get_unknown (start), ==, "\"x\":1");
  g_assert_cmpuint (mani_snapshot_get_n_stray_groups (start), ==, 1);
  g_assert_cmpuint (mani_snapshot_get_stray_annotations (start, 0)->n, ==, 2);

  /* To refer to one again is no error; to another is. */
  mani_edit_unref (accept (project, change (NULL, make_annotation ("s3", "lost", 1, 1, "ghost"))));
  refuse (project, change (NULL, make_annotation ("s4", "gone", 1, 1, NULL)), MANI_ERROR_NOT_FOUND,
          "there is no “gone”");
  mani_edit_unref (accept (project, change (get (project, MANI_KIND_ANNOTATION, "s3"), NULL)));

  /* When the article comes, what waited for it has to fit; when it goes, they wait again. */
  refuse (project, change (NULL, make_article ("lost", NULL, "short")), MANI_ERROR_INVALID,
          "a range ends at 9");
  no_article = accept (project, change (NULL, make_article ("lost", NULL, "long enough")));
  no_label = accept (project, change (NULL, make_label ("ghost", "Ghost", NULL)));
  g_clear_pointer (&unresolved, g_ptr_array_unref);
  unresolved = mani_project_get_unresolved (project);
  g_assert_cmpuint (unresolved->len, ==, 1);
  mani_edit_unref (accept (project, g_steal_pointer (&no_label)));
  mani_edit_unref (accept (project, g_steal_pointer (&no_article)));
  undone = mani_project_snapshot (project);
  g_assert_true (mani_snapshot_equal (start, undone));

  /* The label below the unknown one cannot become its parent's parent. */
  refuse (project, change (NULL, make_label ("ghost", "Ghost", "child")), MANI_ERROR_INVALID,
          "below itself");

  g_assert_finalize_object (project);
}

/* Takes @record, the one at @culprit of three. */
static void
fail_to_load (gpointer first, gpointer second, gpointer third, guint culprit, const char *why)
{
  g_autoptr (ManiProjectInfo) info = mani_project_info_new (NULL);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  guint failed = 99;

  g_ptr_array_add (records, first);
  g_ptr_array_add (records, second);
  g_ptr_array_add (records, third);
  g_assert_null (mani_project_new_from_records (info, records, NULL, &failed, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == MANI_ERROR);
  if (strstr (error->message, why) == NULL)
    g_error ("“%s” has no “%s”", error->message, why);
  g_assert_cmpuint (failed, ==, culprit);
}

static void
test_load_errors (void)
{
  fail_to_load (make_annotation ("x", "a", 0, 0, NULL), make_label ("x", "X", NULL),
                make_annotation ("x", "b", 0, 0, NULL), 2, "annotation “x”: the id is there twice");
  fail_to_load (make_annotation ("y", "a", 0, 0, NULL), make_annotation ("x", "a", 0, 5, NULL),
                make_article ("a", NULL, "four"), 1, "a range ends at 5");
  fail_to_load (make_label ("x", "X", "z"), make_label ("y", "Y", "x"), make_label ("z", "Z", "y"),
                0, "a label cannot stand below itself");
  fail_to_load (make_label ("x", "X", NULL), make_label ("y", "Y", NULL),
                make_label ("z", "X", NULL), 2, "of the name “X”");
}

static void
test_load_keeps_order (void)
{
  g_autoptr (ManiProjectInfo) info = mani_project_info_new (NULL);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  ManiProject *project;
  ManiTable *table;

  g_ptr_array_add (records, make_annotation ("n3", "z", 5, 9, NULL));
  g_ptr_array_add (records, make_label ("z", "Z", NULL));
  g_ptr_array_add (records, make_relation ("r2", "n1", "n3", NULL));
  g_ptr_array_add (records, make_annotation ("n2", "z", 5, 6, NULL));
  g_ptr_array_add (records, make_label ("a", "A", NULL));
  g_ptr_array_add (records, make_article ("z", NULL, "0123456789"));
  g_ptr_array_add (records, make_annotation ("n1", "z", 5, 9, NULL));
  g_ptr_array_add (records, make_relation ("r1", "n1", "n3", NULL));
  project = mani_project_new_from_records (info, records, NULL, NULL, NULL);
  check_project (project, 5);

  table = mani_project_get_table (project, MANI_KIND_LABEL);
  g_assert_cmpstr (mani_record_get_id (mani_table_get (table, 0)), ==, "z");
  g_assert_cmpstr (mani_record_get_id (mani_table_get (table, 1)), ==, "a");
  table = mani_project_get_table (project, MANI_KIND_RELATION);
  g_assert_cmpstr (mani_record_get_id (mani_table_get (table, 0)), ==, "r1");
  table = mani_project_get_annotations (project, "z");
  g_assert_cmpstr (mani_record_get_id (mani_table_get (table, 0)), ==, "n2");
  g_assert_cmpstr (mani_record_get_id (mani_table_get (table, 1)), ==, "n1");
  g_assert_cmpstr (mani_record_get_id (mani_table_get (table, 2)), ==, "n3");

  g_assert_finalize_object (project);
}

static void
test_generation (void)
{
  ManiProject *project = make_project ();
  guint64 generation = mani_project_get_generation (project);
  g_autoptr (ManiEdit) inverse =
      accept (project, change (get (project, MANI_KIND_LABEL, "claim"), NULL));

  g_assert_cmpuint (mani_project_get_generation (project), >, generation);
  g_assert_finalize_object (project);
}

/* Records and what they share go with their last user, and no sooner. */
static void
test_lifetimes (void)
{
  ManiProject *project = make_project ();
  ManiAnnotation *annotation = g_object_ref (get (project, MANI_KIND_ANNOTATION, "a2"));
  ManiSnapshot *snapshot = mani_project_snapshot (project);
  ManiEdit *inverse;
  ManiEdit *edit = change (get (project, MANI_KIND_RELATION, "r"), NULL);

  mani_edit_remove (edit, annotation);
  inverse = accept (project, edit);
  g_assert_finalize_object (project);

  g_assert_cmpstr (mani_annotation_get_label (annotation), ==, "place");
  g_assert_cmpuint (mani_snapshot_get_n_annotations (snapshot), ==, 3);
  mani_snapshot_unref (snapshot);
  mani_edit_unref (inverse);
  g_assert_cmpstr (mani_annotation_get_article (annotation), ==, "a");
  g_assert_finalize_object (annotation);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/project/new-has-default-labels", test_new);
  g_test_add_func ("/core/project/stale-changes-are-refused", test_conflicts);
  g_test_add_func ("/core/project/what-is-in-use-stays", test_still_in_use);
  g_test_add_func ("/core/project/references-must-lead-somewhere", test_dangling);
  g_test_add_func ("/core/project/ranges-lie-in-the-text", test_ranges);
  g_test_add_func ("/core/project/text-changes-with-all-its-annotations", test_text);
  g_test_add_func ("/core/project/labels-are-a-tree-of-unique-names", test_labels);
  g_test_add_func ("/core/project/ids-stay", test_ids);
  g_test_add_func ("/core/project/info-is-one-and-notified", test_info);
  g_test_add_func ("/core/project/positions-count-without-the-record", test_positions);
  g_test_add_func ("/core/project/one-emission-an-edit", test_one_emission_an_edit);
  g_test_add_func ("/core/project/news-comes-when-all-is-done", test_news_comes_last);
  g_test_add_func ("/core/project/strangers-come-and-go", test_strangers);
  g_test_add_func ("/core/project/load-names-the-culprit", test_load_errors);
  g_test_add_func ("/core/project/load-keeps-order", test_load_keeps_order);
  g_test_add_func ("/core/project/generation-counts", test_generation);
  g_test_add_func ("/core/project/records-live-as-long-as-used", test_lifetimes);

  return g_test_run ();
}
