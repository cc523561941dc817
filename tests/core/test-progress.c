/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Articles by status, and the same text found again. */

#include "mani-progress.h"

#include "operations-fixture.h"

static void
test_progress (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  g_autoptr (ManiEdit) done = NULL;
  g_autoptr (ManiEdit) group = NULL;
  ManiProgress progress;

  add_record (fixture->project, make_article ("c", NULL, "c"));
  g_ptr_array_add (one, get (fixture, MANI_KIND_ARTICLE, "a"));
  done = mani_operation_set_article_status (one, MANI_ARTICLE_DONE);
  g_assert_true (mani_history_apply (fixture->history, done, NULL));
  g_ptr_array_set_size (one, 0);
  g_ptr_array_add (one, get (fixture, MANI_KIND_ARTICLE, "a"));
  g_ptr_array_add (one, get (fixture, MANI_KIND_ARTICLE, "c"));
  group = mani_operation_set_group (one, "2021");
  g_assert_true (mani_history_apply (fixture->history, group, NULL));
  g_ptr_array_set_size (one, 0);
  g_ptr_array_add (one, get (fixture, MANI_KIND_ARTICLE, "b"));
  apply (fixture, mani_operation_set_article_status (one, MANI_ARTICLE_READING),
         "Mark Article “Untitled article” as Being Read");

  progress = mani_progress_of (fixture->project, NULL);
  g_assert_cmpuint (progress.n_new, ==, 1);
  g_assert_cmpuint (progress.n_reading, ==, 1);
  g_assert_cmpuint (progress.n_done, ==, 1);
  progress = mani_progress_of (fixture->project, "2021");
  g_assert_cmpuint (progress.n_new, ==, 1);
  g_assert_cmpuint (progress.n_reading, ==, 0);
  g_assert_cmpuint (progress.n_done, ==, 1);
}

static void
test_same (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ManiArticle) same = make_article ("new", "Other", FIXTURE_TEXT);
  g_autoptr (ManiArticle) other = make_article ("newer", "News", "News");

  g_assert_true (mani_progress_find_same (fixture->project, same) ==
                 get (fixture, MANI_KIND_ARTICLE, "a"));
  g_assert_null (mani_progress_find_same (fixture->project, other));
  g_assert_null (mani_progress_find_same (fixture->project, get (fixture, MANI_KIND_ARTICLE, "a")));
}

/* One that states the SHA-256 of a text that is not here. */
static void
test_waiting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ManiArticle) news = make_article ("newer", "News", "News");
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_article_record_type);
  g_autoptr (ManiRecord) waiting = NULL;
  g_autoptr (ManiEdit) edit = mani_edit_new ("");
  g_autoptr (ManiEdit) inverse = NULL;

  mani_record_builder_set_string (builder, MANI_ARTICLE_SHA256, mani_article_get_sha256 (news));
  waiting = mani_record_builder_end (builder, NULL);
  mani_edit_add (edit, waiting);
  inverse = mani_project_apply (fixture->project, edit, NULL);
  g_assert_nonnull (inverse);
  g_assert_null (mani_progress_find_same (fixture->project, news));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/core/progress/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("by-status", test_progress);
  ADD ("the-same-text", test_same);
  ADD ("a-text-that-is-not-here-is-none", test_waiting);
#undef ADD

  return g_test_run ();
}
