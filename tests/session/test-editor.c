/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The editor's properties: what they are, when they are told, when not; and how what is current
 * follows the project. */

#include "session-fixture.h"

static void
test_new (void)
{
  ManiEditor *editor = make_editor ();
  g_autofree char *title = mani_editor_dup_title (editor);

  g_assert_cmpstr (title, ==, "Test");
  g_assert_null (mani_editor_get_path (editor));
  g_assert_false (mani_editor_is_modified (editor));
  g_assert_false (mani_editor_is_read_only (editor));
  g_assert_null (mani_editor_get_trouble (editor));
  g_assert_true (mani_editor_get_article (editor) == find (editor, MANI_KIND_ARTICLE, "a"));
  g_assert_cmpuint (mani_table_get_length (mani_editor_get_annotations (editor)), ==, 3);
  g_assert_null (mani_editor_get_selection (editor));
  g_assert_null (mani_editor_get_selected (editor));
  g_assert_null (mani_editor_get_armed_label (editor));
  g_assert_true (mani_editor_get_snap_to_words (editor));
  g_assert_cmpstr (mani_editor_get_creator (editor), ==, "");
  g_assert_finalize_object (editor);
}

static void
test_without_articles (void)
{
  g_autoptr (ManiProject) project = mani_project_new (NULL);
  g_autoptr (ManiEditor) editor = mani_editor_new (project);
  g_autofree char *title = mani_editor_dup_title (editor);
  g_autoptr (GPtrArray) articles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (Log) log = log_new (editor);

  g_assert_cmpstr (title, ==, "Untitled Project");
  g_assert_null (mani_editor_get_article (editor));
  g_assert_null (mani_editor_get_annotations (editor));
  select_range (editor, 0, 4);
  g_assert_null (mani_editor_get_selection (editor));
  log_assert (log, "");

  /* The first one that comes is current. */
  g_ptr_array_add (articles, make_article ("x", NULL, "Text"));
  apply (editor, mani_operation_add_articles (project, articles));
  g_assert_true (mani_editor_get_article (editor) == articles->pdata[0]);
  log_assert (log, "annotations article is-modified undo-name");
  g_assert_true (mani_editor_undo (editor));
  g_assert_null (mani_editor_get_article (editor));
  g_assert_null (mani_editor_get_annotations (editor));
  log_assert (log, "annotations article is-modified redo-name undo-name");
}

static void
test_title (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  ManiProject *project = mani_editor_get_project (editor);
  g_autoptr (Log) log = log_new (editor);
  g_autofree char *title = NULL;

  change_string (editor, mani_project_get_info (project), MANI_PROJECT_TITLE, "Karabakh");
  log_assert (log, "is-modified title undo-name");
  g_object_get (editor, "title", &title, NULL);
  g_assert_cmpstr (title, ==, "Karabakh");

  change_string (editor, mani_project_get_info (project), MANI_PROJECT_NOTE, "a note");
  log_assert (log, "");
  mani_editor_undo (editor);
  log_assert (log, "redo-name");
  mani_editor_undo (editor);
  log_assert (log, "is-modified title undo-name");
}

static void
test_undo_names (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  ManiProject *project = mani_editor_get_project (editor);
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;
  gboolean is_modified;

  g_assert_false (mani_editor_undo (editor));
  g_assert_false (mani_editor_redo (editor));
  apply (editor, mani_operation_set_note (project, find_annotation (editor, "a1"), "x", 0));
  g_object_get (editor, "undo-name", &undo, "redo-name", &redo, "is-modified", &is_modified, NULL);
  g_assert_nonnull (undo);
  g_assert_null (redo);
  g_assert_true (is_modified);

  g_assert_true (mani_editor_undo (editor));
  g_assert_false (mani_editor_is_modified (editor));
  g_object_get (editor, "redo-name", &redo, NULL);
  g_assert_cmpstr (redo, ==, undo);
  g_assert_true (mani_editor_redo (editor));
  g_assert_true (mani_editor_is_modified (editor));
}

static void
test_article (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  g_autoptr (Log) log = log_new (editor);
  g_autoptr (ManiArticle) stranger = make_article ("z", NULL, "Text");
  ManiArticle *a = find (editor, MANI_KIND_ARTICLE, "a");
  ManiArticle *b = find (editor, MANI_KIND_ARTICLE, "b");
  g_autoptr (ManiArticle) got = NULL;
  g_autoptr (ManiTable) annotations = NULL;

  mani_editor_set_article (editor, a);
  log_assert (log, "");
  select_range (editor, 0, 4);
  log_assert (log, "selection");
  mani_editor_set_selected (editor, find_annotation (editor, "a2"));
  log_assert (log, "chosen selected");

  g_object_set (editor, "article", b, NULL);
  log_assert (log, "annotations article chosen selected selection");
  g_object_get (editor, "article", &got, "annotations", &annotations, NULL);
  g_assert_true (got == b);
  g_assert_true (annotations ==
                 mani_project_get_annotations (mani_editor_get_project (editor), "b"));
  g_assert_null (mani_editor_get_selection (editor));
  g_assert_null (mani_editor_get_selected (editor));

  mani_editor_set_article (editor, stranger);
  g_assert_null (mani_editor_get_article (editor));
  log_assert (log, "annotations article");
}

/* An article whose title changes is another record of the same id: it stays current, and so does
 * what is selected in it. */
static void
test_article_is_replaced (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  g_autoptr (ManiArticle) old = g_object_ref (mani_editor_get_article (editor));
  g_autoptr (Log) log = NULL;

  select_range (editor, 0, 4);
  mani_editor_set_selected (editor, find_annotation (editor, "a1"));
  log = log_new (editor);
  change_string (editor, old, MANI_ARTICLE_TITLE, "Other News");
  g_assert_true (mani_editor_get_article (editor) == find (editor, MANI_KIND_ARTICLE, "a"));
  g_assert_false (mani_editor_get_article (editor) == old);
  g_assert_nonnull (mani_editor_get_selection (editor));
  g_assert_nonnull (mani_editor_get_selected (editor));
  log_assert (log, "article is-modified undo-name");

  /* The version of before means the one of now. */
  mani_editor_set_article (editor, old);
  log_assert (log, "");
}

static void
test_article_is_removed (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  ManiProject *project = mani_editor_get_project (editor);
  g_autoptr (GPtrArray) articles = g_ptr_array_new ();

  mani_editor_set_selected (editor, find_annotation (editor, "a1"));
  g_ptr_array_add (articles, mani_editor_get_article (editor));
  apply (editor, mani_operation_remove_articles (project, articles));
  g_assert_true (mani_editor_get_article (editor) == find (editor, MANI_KIND_ARTICLE, "b"));
  g_assert_null (mani_editor_get_selected (editor));
  g_assert_true (mani_editor_undo (editor));
  g_assert_cmpuint (mani_project_get_n_annotations (project), ==, 3);
}

static void
test_selection (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  g_autoptr (Log) log = log_new (editor);
  ManiRange *got = NULL;
  ManiRange range = { 5, 8 };

  g_object_set (editor, "selection", &range, NULL);
  log_assert (log, "selection");
  g_object_get (editor, "selection", &got, NULL);
  g_assert_cmpuint (got->start, ==, 5);
  g_assert_cmpuint (got->end, ==, 8);
  g_boxed_free (MANI_TYPE_RANGE, got);
  select_range (editor, 5, 8);
  log_assert (log, "");
  select_range (editor, 5, 7);
  log_assert (log, "selection");
  select_range (editor, 7, 7);
  g_assert_null (mani_editor_get_selection (editor));
  log_assert (log, "selection");
  mani_editor_set_selection (editor, NULL);
  select_range (editor, 3, 3);
  log_assert (log, "");
  select_range (editor, 30, 36);
  log_assert (log, "selection");

  g_test_expect_message ("mani-session", G_LOG_LEVEL_CRITICAL, "*mani_article_get_length*");
  select_range (editor, 30, 37);
  g_test_assert_expected_messages ();
  g_assert_cmpuint (mani_editor_get_selection (editor)->end, ==, 36);
}

static void
test_selected (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  ManiProject *project = mani_editor_get_project (editor);
  g_autoptr (Log) log = log_new (editor);
  g_autoptr (ManiAnnotation) old = g_object_ref (find_annotation (editor, "a1"));
  g_autoptr (ManiAnnotation) stranger = make_annotation ("z", "a", 0, 1, NULL);
  g_autoptr (ManiAnnotation) got = NULL;

  g_object_set (editor, "selected", old, NULL);
  log_assert (log, "chosen selected");
  mani_editor_set_selected (editor, old);
  log_assert (log, "");
  g_object_get (editor, "selected", &got, NULL);
  g_assert_true (got == old);

  /* It is replaced, and stays the selected one. */
  apply (editor, mani_operation_set_note (project, old, "x", 0));
  g_assert_true (mani_editor_get_selected (editor) == find_annotation (editor, "a1"));
  g_assert_false (mani_editor_get_selected (editor) == old);
  log_assert (log, "chosen is-modified selected undo-name");
  mani_editor_set_selected (editor, old);
  log_assert (log, "");

  /* Of another article: that one becomes current. */
  add_record (project, make_annotation ("b1", "b", 0, 0, NULL));
  mani_editor_set_article (editor, find (editor, MANI_KIND_ARTICLE, "b"));
  log_assert (log, "annotations article chosen selected");
  mani_editor_set_selected (editor, find_annotation (editor, "a3"));
  g_assert_true (mani_editor_get_article (editor) == find (editor, MANI_KIND_ARTICLE, "a"));
  log_assert (log, "annotations article chosen selected");

  mani_editor_set_selected (editor, stranger);
  g_assert_null (mani_editor_get_selected (editor));
  log_assert (log, "chosen selected");
  mani_editor_set_selected (editor, NULL);
  log_assert (log, "");
}

static void
test_armed_label (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  ManiProject *project = mani_editor_get_project (editor);
  g_autoptr (Log) log = log_new (editor);
  g_autoptr (ManiLabel) person = g_object_ref (find (editor, MANI_KIND_LABEL, "person"));
  g_autoptr (ManiLabel) got = NULL;

  g_object_set (editor, "armed-label", person, NULL);
  log_assert (log, "armed-label");
  mani_editor_set_armed_label (editor, person);
  log_assert (log, "");
  g_object_get (editor, "armed-label", &got, NULL);
  g_assert_true (got == person);

  change_string (editor, person, MANI_LABEL_NAME, "Human");
  g_assert_cmpstr (mani_label_get_name (mani_editor_get_armed_label (editor)), ==, "Human");
  log_assert (log, "armed-label is-modified undo-name");
  mani_editor_set_armed_label (editor, person);
  log_assert (log, "");

  apply (editor, mani_operation_remove_label (project, mani_editor_get_armed_label (editor), NULL));
  g_assert_null (mani_editor_get_armed_label (editor));
  log_assert (log, "armed-label undo-name");
  mani_editor_undo (editor);
  g_assert_null (mani_editor_get_armed_label (editor));
}

static void
test_preferences (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  g_autoptr (Log) log = log_new (editor);
  g_autofree char *creator = NULL;
  gboolean snap;
  guint delay;

  g_object_set (editor, "snap-to-words", FALSE, "creator", "Nune", "autosave-delay", 30, NULL);
  log_assert (log, "autosave-delay creator snap-to-words");
  g_object_set (editor, "snap-to-words", FALSE, "creator", "Nune", "autosave-delay", 30, NULL);
  log_assert (log, "");
  g_object_get (editor, "snap-to-words", &snap, "creator", &creator, "autosave-delay", &delay,
                NULL);
  g_assert_false (snap);
  g_assert_cmpstr (creator, ==, "Nune");
  g_assert_cmpuint (delay, ==, 30);

  mani_editor_set_creator (editor, NULL);
  g_assert_cmpstr (mani_editor_get_creator (editor), ==, "");
  log_assert (log, "creator");
  mani_editor_set_creator (editor, "");
  mani_editor_set_snap_to_words (editor, 2);
  log_assert (log, "snap-to-words");
  mani_editor_set_snap_to_words (editor, TRUE);
  log_assert (log, "");
}

static void
test_trouble (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  g_autoptr (Log) log = log_new (editor);
  g_autoptr (GError) full = g_error_new (MANI_ERROR, MANI_ERROR_NO_SPACE, "the disk is full");
  g_autoptr (GError) same = g_error_copy (full);
  g_autoptr (GError) other = g_error_new (MANI_ERROR, MANI_ERROR_NO_SPACE, "the quota is full");
  g_autoptr (GError) got = NULL;

  mani_editor_set_trouble (editor, NULL);
  log_assert (log, "");
  g_object_set (editor, "trouble", full, NULL);
  log_assert (log, "trouble");
  mani_editor_set_trouble (editor, same);
  mani_editor_set_trouble (editor, mani_editor_get_trouble (editor));
  log_assert (log, "");
  mani_editor_set_trouble (editor, other);
  log_assert (log, "trouble");
  g_object_get (editor, "trouble", &got, NULL);
  g_assert_error (got, MANI_ERROR, MANI_ERROR_NO_SPACE);
  g_assert_cmpstr (got->message, ==, "the quota is full");
  mani_editor_set_trouble (editor, NULL);
  g_assert_null (mani_editor_get_trouble (editor));
  log_assert (log, "trouble");
}

static void
test_edit_fails (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  g_autoptr (ManiAnnotation) lost = make_annotation ("z", "nowhere", 0, 1, NULL);
  g_autoptr (ManiEdit) edit = mani_edit_new ("Add");
  g_autoptr (Log) log = log_new (editor);
  g_autoptr (GError) error = NULL;

  mani_edit_add (edit, lost);
  g_assert_false (mani_editor_apply (editor, edit, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_NOT_FOUND);
  g_assert_cmpstr (mani_editor_get_trouble (editor)->message, ==, error->message);
  g_assert_false (mani_editor_is_modified (editor));
  log_assert (log, "trouble");
}

/* An edit of nothing changes nothing. */
static void
test_empty_edit (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();
  g_autoptr (Log) log = log_new (editor);

  apply (editor, mani_edit_new ("Nothing"));
  g_assert_false (mani_editor_is_modified (editor));
  g_assert_cmpuint (count_undo (editor), ==, 0);
  log_assert (log, "");
}

static void
undo_name_cb (ManiEditor *editor)
{
  g_assert_null (mani_editor_get_selected (editor));
  g_assert_true (mani_editor_is_modified (editor));
}

/* Whoever hears of one property finds the others as they now are. */
static void
test_told_at_the_end (void)
{
  g_autoptr (ManiEditor) editor = make_editor ();

  mani_editor_set_selected (editor, find_annotation (editor, "a1"));
  g_signal_connect (editor, "notify::undo-name", G_CALLBACK (undo_name_cb), NULL);
  g_assert_true (mani_editor_remove_selected (editor));
  g_assert_null (mani_editor_get_selected (editor));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/session/editor/new", test_new);
  g_test_add_func ("/session/editor/without-articles", test_without_articles);
  g_test_add_func ("/session/editor/title", test_title);
  g_test_add_func ("/session/editor/undo-names", test_undo_names);
  g_test_add_func ("/session/editor/article", test_article);
  g_test_add_func ("/session/editor/article-is-replaced", test_article_is_replaced);
  g_test_add_func ("/session/editor/article-is-removed", test_article_is_removed);
  g_test_add_func ("/session/editor/selection", test_selection);
  g_test_add_func ("/session/editor/selected", test_selected);
  g_test_add_func ("/session/editor/armed-label", test_armed_label);
  g_test_add_func ("/session/editor/preferences", test_preferences);
  g_test_add_func ("/session/editor/trouble", test_trouble);
  g_test_add_func ("/session/editor/edit-that-fails", test_edit_fails);
  g_test_add_func ("/session/editor/empty-edit", test_empty_edit);
  g_test_add_func ("/session/editor/told-when-all-has-followed", test_told_at_the_end);

  return g_test_run ();
}
