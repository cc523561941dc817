/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Quotations with where they are from. */

#include "mani-citation.h"

#include "core-fixture.h"

#define TEXT "A heading\n\nFirst paragraph.\n  \nSecond,\tlonger.\nThird\u00a0one.\n"

static ManiArticle *
make_full (const char *byline, const char *date, const char *source)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_article_record_type);
  ManiBlock heading = { 0, 9, MANI_BLOCK_HEADING1, NULL };

  mani_record_builder_set_string (builder, MANI_ARTICLE_ID, "full");
  mani_record_builder_set_string (builder, MANI_ARTICLE_TITLE, "The News");
  mani_record_builder_set_string (builder, MANI_ARTICLE_BYLINE, byline);
  mani_record_builder_set_string (builder, MANI_ARTICLE_DATE, date);
  mani_record_builder_set_string (builder, MANI_ARTICLE_SOURCE, source);
  mani_record_builder_set_blocks (builder, MANI_ARTICLE_BLOCKS, &heading, 1);
  mani_article_builder_set_text (builder, TEXT, -1);

  return mani_record_builder_end (builder, NULL);
}

static void
assert_citation (ManiAnnotation *annotation, ManiArticle *article, const char *expected)
{
  g_autofree char *citation = mani_citation_dup (annotation, article);

  g_assert_cmpstr (citation, ==, expected);
}

static void
test_all_that_is_known (void)
{
  g_autoptr (ManiArticle) article = make_full ("A. Author", "2021-09-06", "https://example.org/");
  g_autoptr (ManiArticle) bare = make_full (NULL, NULL, NULL);
  g_autoptr (ManiArticle) dated = make_full (NULL, "2021", NULL);
  g_autoptr (ManiAnnotation) first = make_annotation ("x", "full", 11, 16, NULL);
  g_autoptr (ManiAnnotation) heading = make_annotation ("y", "full", 2, 9, NULL);

  assert_citation (first, article,
                   "“First” — A. Author, “The News”, 2021-09-06, https://example.org/, paragraph "
                   "1");
  assert_citation (first, bare, "“First” — “The News”, paragraph 1");
  assert_citation (first, dated, "“First” — “The News”, 2021, paragraph 1");
  assert_citation (heading, bare, "“heading” — “The News”");
  assert_citation (first, NULL, "");
}

static void
test_passages (void)
{
  g_autoptr (ManiArticle) article = make_full (NULL, NULL, NULL);
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_annotation_record_type);
  g_autoptr (ManiAnnotation) several = NULL;
  g_autoptr (ManiAnnotation) whole = NULL;
  g_autoptr (ManiAnnotation) orphan = NULL;
  g_autoptr (ManiAnnotation) across = make_annotation ("x", "full", 31, 57, NULL);
  ManiRange ranges[] = { { 11, 16 }, { 31, 37 } };

  /* White space of every kind is one space. */
  assert_citation (across, article, "“Second, longer. Third one.” — “The News”, paragraph 2");

  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE, "full");
  mani_record_builder_set_ranges (builder, MANI_ANNOTATION_RANGES, ranges, 2);
  several = mani_record_builder_end (builder, NULL);
  assert_citation (several, article, "“First … Second” — “The News”, paragraph 1");

  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE, "full");
  whole = mani_record_builder_end (builder, NULL);
  assert_citation (whole, article, "“The News”");

  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE, "full");
  mani_record_builder_set_string (builder, MANI_ANNOTATION_QUOTE, "Lost words");
  orphan = mani_record_builder_end (builder, NULL);
  assert_citation (orphan, article, "“Lost words” — “The News”");
  assert_citation (orphan, NULL, "“Lost words”");
}

static void
test_paragraphs (void)
{
  g_autoptr (ManiArticle) article = make_full (NULL, NULL, NULL);
  g_autoptr (ManiArticle) empty = make_article ("e", NULL, "");
  g_autoptr (ManiArticle) indented = make_article ("i", NULL, "\n   x\n");
  static const struct
  {
    guint offset;
    guint paragraph;
  } cases[] = {
    { 0, 0 }, { 9, 0 }, { 11, 1 }, { 26, 1 }, { 28, 1 }, { 31, 2 }, { 47, 3 }, { 57, 3 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (mani_citation_get_paragraph (article, cases[i].offset), ==,
                      cases[i].paragraph);
  g_assert_cmpuint (mani_citation_get_paragraph (empty, 0), ==, 0);
  g_assert_cmpuint (mani_citation_get_paragraph (indented, 0), ==, 1);
}

static void
test_several (void)
{
  ManiProject *project = make_project ();
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  g_autofree char *text = NULL;
  g_autofree char *none = mani_citation_dup_all (project, list);

  g_assert_cmpstr (none, ==, "");
  g_ptr_array_add (list, mani_project_lookup (project, MANI_KIND_ANNOTATION, "a2"));
  g_ptr_array_add (list, mani_project_lookup (project, MANI_KIND_ANNOTATION, "a3"));
  text = mani_citation_dup_all (project, list);
  g_assert_cmpstr (text, ==, "“Yerevan” — “News”, paragraph 1\n\n“Baku” — “News”, paragraph 2\n");
  g_assert_finalize_object (project);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/citation/all-that-is-known", test_all_that_is_known);
  g_test_add_func ("/core/citation/passages", test_passages);
  g_test_add_func ("/core/citation/paragraphs", test_paragraphs);
  g_test_add_func ("/core/citation/several", test_several);

  return g_test_run ();
}
