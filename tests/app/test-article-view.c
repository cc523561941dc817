/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The view in a window: selections are the article's, clicks walk, news is heard. */

#include "mani-mark-map.h"

#include "view-fixture.h"

#include <adwaita.h>

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
assert_stack (ViewFixture *fixture, guint offset, ManiAnnotation *first, ManiAnnotation *second)
{
  g_autoptr (GPtrArray) stack = mani_article_view_get_annotations_at (fixture->view, offset);

  g_assert_cmpuint (stack->len, ==, (first != NULL) + (second != NULL));
  if (first != NULL)
    g_assert_true (stack->pdata[0] == first);
  if (second != NULL)
    g_assert_true (stack->pdata[1] == second);
}

static void
test_selection_is_the_articles (void)
{
  /* A woman technologist: three code points, one grapheme; e and an acute: two, one. */
  const char *text =
      "One 👩‍💻 two cafe\xcc\x81 three\n\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d four\n";
  ViewFixture fixture;
  ManiRange range = { 5, 6 };
  g_autofree ManiRange *property = NULL;
  guint n = 0;

  set_up (&fixture, text, 800);
  fixture_wait (100);
  g_signal_connect_swapped (fixture.view, "notify::selection", G_CALLBACK (count_cb), &n);

  g_assert_false (mani_article_view_get_selection (fixture.view, &range));
  range = (ManiRange){ 0, 3 };
  mani_article_view_set_selection (fixture.view, &range);
  g_assert_cmpuint (n, ==, 1);
  mani_article_view_set_selection (fixture.view, &range);
  g_assert_cmpuint (n, ==, 1);
  g_object_get (fixture.view, "selection", &property, NULL);
  g_assert_cmpuint (property->start, ==, 0);
  g_assert_cmpuint (property->end, ==, 3);

  /* Inside a grapheme it grows. */
  range = (ManiRange){ 5, 6 };
  mani_article_view_set_selection (fixture.view, &range);
  g_assert_true (mani_article_view_get_selection (fixture.view, &range));
  g_assert_cmpuint (range.start, ==, 4);
  g_assert_cmpuint (range.end, ==, 7);
  range = (ManiRange){ 12, 16 };
  mani_article_view_set_selection (fixture.view, &range);
  g_assert_true (mani_article_view_get_selection (fixture.view, &range));
  g_assert_cmpuint (range.start, ==, 12);
  g_assert_cmpuint (range.end, ==, 17);
  g_assert_cmpuint (n, ==, 3);

  mani_article_view_set_selection (fixture.view, NULL);
  g_assert_false (mani_article_view_get_selection (fixture.view, &range));
  g_assert_cmpuint (n, ==, 4);

  tear_down (&fixture);
}

static void
test_selection_is_heard_when_finished (void)
{
  ViewFixture fixture;
  guint n = 0;
  ManiRange range;

  /* No keys can be made in here: without Shift, each step is a selection of its own. */
  set_up (&fixture, "Some words to select.\n", 800);
  fixture_wait (100);
  g_signal_connect_swapped (fixture.view, "notify::selection", G_CALLBACK (count_cb), &n);
  g_signal_emit_by_name (fixture.view, "move-cursor", GTK_MOVEMENT_WORDS, 1, TRUE);
  g_assert_cmpuint (n, ==, 0);
  fixture_wait (50);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (mani_article_view_get_selection (fixture.view, &range));
  g_assert_cmpuint (range.end, ==, 4);
  g_assert_cmpuint (mani_article_view_get_caret (fixture.view), ==, 4);

  tear_down (&fixture);
}

static void
test_long_line_is_selected_as_it_is (void)
{
  g_autofree char *line = g_strnfill (12000, 'x');
  ViewFixture fixture;
  ManiRange range = { 4990, 10010 };
  GtkTextIter start;
  GtkTextIter end;

  set_up (&fixture, line, 800);
  fixture_wait (100);
  mani_article_view_set_selection (fixture.view, &range);
  /* Two splits lie in it. */
  gtk_text_buffer_get_selection_bounds (gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture.view)),
                                        &start, &end);
  g_assert_cmpint (gtk_text_iter_get_offset (&end) - gtk_text_iter_get_offset (&start), ==, 5022);
  g_assert_true (mani_article_view_get_selection (fixture.view, &range));
  g_assert_cmpuint (range.start, ==, 4990);
  g_assert_cmpuint (range.end, ==, 10010);

  tear_down (&fixture);
}

static void
test_click_walks_the_stack (void)
{
  ViewFixture fixture;
  g_autoptr (ManiAnnotation) outer = NULL;
  g_autoptr (ManiAnnotation) inner = NULL;
  guint n = 0;

  set_up (&fixture, "A quotation with a name in it, and some more.\n", 800);
  outer = fixture_mark (fixture.project, fixture.article, "quote", 2, 29);
  inner = fixture_mark (fixture.project, fixture.article, "person", 19, 23);
  fixture_wait (100);
  g_signal_connect_swapped (fixture.view, "notify::selected", G_CALLBACK (count_cb), &n);

  assert_stack (&fixture, 20, inner, outer);
  assert_stack (&fixture, 5, outer, NULL);
  assert_stack (&fixture, 29, NULL, NULL);

  g_assert_true (mani_article_view_walk_at (fixture.view, 20));
  g_assert_true (mani_article_view_get_selected (fixture.view) == inner);
  g_assert_true (mani_article_view_walk_at (fixture.view, 20));
  g_assert_true (mani_article_view_get_selected (fixture.view) == outer);
  g_assert_true (mani_article_view_walk_at (fixture.view, 20));
  g_assert_true (mani_article_view_get_selected (fixture.view) == inner);
  g_assert_false (mani_article_view_walk_at (fixture.view, 40));
  g_assert_null (mani_article_view_get_selected (fixture.view));
  g_assert_cmpuint (n, ==, 4);
  mani_article_view_walk_at (fixture.view, 40);
  g_assert_cmpuint (n, ==, 4);

  tear_down (&fixture);
}

static void
apply (ManiProject *project, gpointer before, gpointer after)
{
  g_autoptr (ManiEdit) edit = mani_edit_new ("Change");
  g_autoptr (ManiEdit) undo = NULL;

  if (before != NULL && after != NULL)
    mani_edit_replace (edit, before, after);
  else if (before != NULL)
    mani_edit_remove (edit, before);
  else
    mani_edit_add (edit, after);
  undo = mani_project_apply (project, edit, NULL);
  g_assert_nonnull (undo);
}

static void
test_selected_follows_edits (void)
{
  ViewFixture fixture;
  g_autoptr (ManiAnnotation) mark = NULL;
  g_autoptr (ManiAnnotation) changed = NULL;
  g_autoptr (ManiRecordBuilder) builder = NULL;
  g_autofree char *description = NULL;

  set_up (&fixture, "A name in a line.\n", 800);
  mark = fixture_mark (fixture.project, fixture.article, "person", 2, 6);
  mani_article_view_set_selected (fixture.view, mark);
  fixture_wait (100);

  builder = mani_record_builder_new_from (MANI_RECORD (mark));
  mani_record_builder_set_string (builder, MANI_ANNOTATION_NOTE, "a <b>&\nsecond\n3\n4\n5\n6");
  mani_record_builder_set_strings (builder, MANI_ANNOTATION_TAGS,
                                   (const char *const[]){ "one", "two", NULL });
  changed = mani_record_builder_end (builder, NULL);
  apply (fixture.project, mark, changed);
  g_assert_true (mani_article_view_get_selected (fixture.view) == changed);

  description = mani_article_view_describe (fixture.view, changed);
  g_assert_true (pango_parse_markup (description, -1, 0, NULL, NULL, NULL, NULL));
  g_assert_nonnull (strstr (description, "<b>Person</b>"));
  g_assert_nonnull (strstr (description, "a &lt;b&gt;&amp;\nsecond"));
  g_assert_nonnull (strstr (description, "4\n…"));
  g_assert_null (strstr (description, "6"));
  g_assert_nonnull (strstr (description, "one, two"));

  fixture_wait (50);
  apply (fixture.project, changed, NULL);
  g_assert_null (mani_article_view_get_selected (fixture.view));
  fixture_wait (50);

  tear_down (&fixture);
}

static void
test_new_version_of_the_article_stays_where_it_is (void)
{
  g_autofree char *text = fixture_text (300000, 600);
  ViewFixture fixture;
  g_autoptr (ManiRecordBuilder) builder = NULL;
  g_autoptr (ManiArticle) changed = NULL;
  guint n = 0;

  set_up (&fixture, text, 800);
  fixture_wait (100);
  mani_article_view_show_range (fixture.view, (ManiRange){ 200000, 200010 }, FALSE);
  wait_for_jump (&fixture);
  fixture_wait (800);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (fixture.view)), "changed",
                            G_CALLBACK (count_cb), &n);

  builder = mani_record_builder_new_from (MANI_RECORD (fixture.article));
  mani_record_builder_set_string (builder, MANI_ARTICLE_TITLE, "Another title");
  changed = mani_record_builder_end (builder, NULL);
  apply (fixture.project, fixture.article, changed);
  mani_article_view_set_article (fixture.view, changed);
  fixture_wait (100);
  g_assert_true (mani_article_view_get_article (fixture.view) == changed);
  g_assert_cmpuint (n, ==, 0);
  assert_on_screen (&fixture, 200000);

  /* None, and again: from the top. */
  mani_article_view_set_article (fixture.view, NULL);
  g_assert_null (mani_article_view_get_annotations (fixture.view));
  mani_article_view_set_article (fixture.view, changed);
  fixture_wait (100);
  assert_on_screen (&fixture, 0);

  tear_down (&fixture);
}

static void
test_offset_at_a_place_and_back (void)
{
  ViewFixture fixture;
  GdkRectangle rectangle;
  guint offset;

  set_up (&fixture, "First line\n\nSecond, with a mark in it\n", 800);
  fixture_wait (200);
  for (guint i = 12; i < 36; i++)
    {
      g_assert_true (mani_article_view_get_range_rectangle (fixture.view, (ManiRange){ i, i + 1 },
                                                            &rectangle));
      if (rectangle.width < 2)
        continue;
      g_assert_true (mani_article_view_get_offset_at (fixture.view,
                                                      rectangle.x + rectangle.width / 2,
                                                      rectangle.y + rectangle.height / 2, &offset));
      g_assert_cmpuint (offset, ==, i);
    }
  /* Beside and below the text there is none. */
  g_assert_false (mani_article_view_get_offset_at (fixture.view, 2, rectangle.y + 5, &offset));
  g_assert_false (mani_article_view_get_offset_at (fixture.view, 300, 650, &offset));

  tear_down (&fixture);
}

static void
test_properties (void)
{
  ViewFixture fixture;
  struct
  {
    const char *name;
    guint n;
  } heard[] = { { "size", 0 }, { "face", 0 }, { "measure", 0 }, { "line-height", 0 } };
  double size;
  double line_height;
  g_autofree char *face = NULL;
  guint measure;

  set_up (&fixture, "Some text.\n", 800);
  for (guint i = 0; i < G_N_ELEMENTS (heard); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", heard[i].name, NULL);

      g_signal_connect_swapped (fixture.view, signal, G_CALLBACK (count_cb), &heard[i].n);
    }
  for (guint i = 0; i < 2; i++)
    g_object_set (fixture.view, "size", 20.5, "face", "Sans", "measure", 50, "line-height", 1.9,
                  NULL);
  for (guint i = 0; i < G_N_ELEMENTS (heard); i++)
    g_assert_cmpuint (heard[i].n, ==, 1);
  g_object_get (fixture.view, "size", &size, "face", &face, "measure", &measure, "line-height",
                &line_height, NULL);
  g_assert_cmpfloat (size, ==, 20.5);
  g_assert_cmpstr (face, ==, "Sans");
  mani_article_view_set_face (fixture.view, "Sans; } * { color: red");
  fixture_wait (50);
  mani_article_view_set_face (fixture.view, NULL);
  g_assert_cmpuint (measure, ==, 50);
  g_assert_cmpfloat (line_height, ==, 1.9);
  fixture_wait (50);

  tear_down (&fixture);
}

/* Where the line that begins at @offset begins on the page. */
static int
get_left (ViewFixture *fixture, guint offset)
{
  GdkRectangle rectangle;

  g_assert_true (mani_article_view_get_range_rectangle (
      fixture->view, (ManiRange){ offset, offset + 1 }, &rectangle));
  return rectangle.x;
}

/* Each level of a list, and each quotation in another, is one step further in, whether the blocks
 * of the article lie in one another, as those of Markdown, or not. */
static void
test_levels_are_even_steps (void)
{
  const char *text = "plain\nouter\ninner\nthird\nouter\nloose\nquote\nquote\n";
  static const ManiBlock blocks[] = {
    { 6, 23, MANI_BLOCK_LIST_ITEM, "1" },   { 12, 23, MANI_BLOCK_LIST_ITEM, "2" },
    { 18, 23, MANI_BLOCK_LIST_ITEM, "3" },  { 24, 29, MANI_BLOCK_LIST_ITEM, "1 2." },
    { 30, 35, MANI_BLOCK_LIST_ITEM, "2" },  { 36, 47, MANI_BLOCK_QUOTATION, NULL },
    { 42, 47, MANI_BLOCK_QUOTATION, NULL },
  };
  static const int steps[] = { 0, 1, 2, 3, 1, 2, 1, 2 };
  ViewFixture fixture;
  g_autoptr (ManiRecordBuilder) builder = NULL;
  g_autoptr (ManiArticle) article = NULL;
  g_autoptr (ManiEdit) edit = mani_edit_new ("Set Blocks");
  g_autoptr (ManiEdit) undo = NULL;
  int plain;
  int step;

  set_up (&fixture, text, 800);
  builder = mani_record_builder_new_from (MANI_RECORD (fixture.article));
  mani_record_builder_set_blocks (builder, MANI_ARTICLE_BLOCKS, blocks, G_N_ELEMENTS (blocks));
  article = mani_record_builder_end (builder, NULL);
  g_assert_nonnull (article);
  mani_edit_replace (edit, fixture.article, article);
  undo = mani_project_apply (fixture.project, edit, NULL);
  g_assert_nonnull (undo);
  mani_article_view_set_article (fixture.view, article);
  fixture_wait (300);

  plain = get_left (&fixture, 0);
  step = get_left (&fixture, 6) - plain;
  g_assert_cmpint (step, >, 8);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    g_assert_cmpint (get_left (&fixture, i * 6), ==, plain + steps[i] * step);

  tear_down (&fixture);
}

static void
test_map_goes_to_marks (void)
{
  g_autofree char *text = fixture_text (200000, 600);
  ViewFixture fixture;
  g_autoptr (ManiAnnotation) mark = NULL;
  GtkWidget *map = mani_mark_map_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *scrolled;
  int height;

  set_up (&fixture, text, 800);
  scrolled = gtk_window_get_child (GTK_WINDOW (fixture.window));
  g_object_ref (scrolled);
  gtk_window_set_child (GTK_WINDOW (fixture.window), NULL);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), map);
  g_object_unref (scrolled);
  gtk_window_set_child (GTK_WINDOW (fixture.window), box);
  mani_mark_map_set_view (MANI_MARK_MAP (map), fixture.view);
  g_assert_true (mani_mark_map_get_view (MANI_MARK_MAP (map)) == fixture.view);
  mark = fixture_mark (fixture.project, fixture.article, "person", 150000, 150020);
  fixture_wait (300);

  height = gtk_widget_get_height (map);
  mani_mark_map_go_to (MANI_MARK_MAP (map), height * 0.75 + 2);
  wait_for_jump (&fixture);
  g_assert_true (mani_article_view_get_selected (fixture.view) == mark);
  assert_on_screen (&fixture, 150000);
  mani_mark_map_go_to (MANI_MARK_MAP (map), height * 0.25);
  wait_for_jump (&fixture);
  g_assert_cmpuint (mani_article_view_get_visible_range (fixture.view).start, <, 50200);
  g_assert_cmpuint (mani_article_view_get_visible_range (fixture.view).end, >, 49000);

  mani_mark_map_drag_to (MANI_MARK_MAP (map), height * 0.75);
  wait_for_jump (&fixture);
  assert_on_screen (&fixture, 150000);
  mani_mark_map_drag_to (MANI_MARK_MAP (map), height * 2);
  wait_for_jump (&fixture);
  g_assert_cmpuint (mani_article_view_get_visible_range (fixture.view).end, >, 199000);
  mani_mark_map_drag_to (MANI_MARK_MAP (map), -height);
  wait_for_jump (&fixture);
  fixture_wait (50);
  g_assert_cmpuint (mani_article_view_get_visible_range (fixture.view).start, ==, 0);

  tear_down (&fixture);
}

/* Of a text of a few screens, half of the map is half of the text. */
static void
test_map_scrolls_short_texts (void)
{
  g_autofree char *text = fixture_text (8000, 600);
  ViewFixture fixture;
  GtkWidget *map = g_object_ref_sink (mani_mark_map_new ());
  GtkAdjustment *adjustment;
  double range;

  set_up (&fixture, text, 800);
  fixture_wait (500);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture.view));
  range = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  g_assert_cmpfloat (range, >, 700);
  mani_mark_map_set_view (MANI_MARK_MAP (map), fixture.view);
  gtk_widget_measure (map, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (map, &(GtkAllocation){ 0, 0, 16, 700 }, -1);

  mani_mark_map_go_to (MANI_MARK_MAP (map), 10);
  mani_mark_map_drag_to (MANI_MARK_MAP (map), 80);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment),
                                  gtk_adjustment_get_upper (adjustment) * 0.1, 1);
  mani_mark_map_drag_to (MANI_MARK_MAP (map), 10);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
  mani_mark_map_drag_to (MANI_MARK_MAP (map), 1000);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (adjustment), range, 1);

  g_assert_finalize_object (map);
  tear_down (&fixture);
}

static void
test_jump_just_after_opening (void)
{
  g_autofree char *text = fixture_text (1000000, 600);
  ViewFixture fixture;

  set_up (&fixture, text, 800);
  fixture_wait (20);
  mani_article_view_show_range (fixture.view, (ManiRange){ 800000, 800005 }, TRUE);
  wait_for_jump (&fixture);
  assert_on_screen (&fixture, 800000);

  tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/app/article-view/selection-is-the-articles", test_selection_is_the_articles);
  g_test_add_func ("/app/article-view/selection-is-heard-when-it-is-finished",
                   test_selection_is_heard_when_finished);
  g_test_add_func ("/app/article-view/long-line-is-selected-as-it-is",
                   test_long_line_is_selected_as_it_is);
  g_test_add_func ("/app/article-view/click-walks-the-stack", test_click_walks_the_stack);
  g_test_add_func ("/app/article-view/selected-follows-edits", test_selected_follows_edits);
  g_test_add_func ("/app/article-view/new-version-of-the-article-stays-where-it-is",
                   test_new_version_of_the_article_stays_where_it_is);
  g_test_add_func ("/app/article-view/offset-at-a-place-and-back", test_offset_at_a_place_and_back);
  g_test_add_func ("/app/article-view/properties", test_properties);
  g_test_add_func ("/app/article-view/levels-are-even-steps", test_levels_are_even_steps);
  g_test_add_func ("/app/mark-map/goes-to-marks", test_map_goes_to_marks);
  g_test_add_func ("/app/mark-map/scrolls-short-texts", test_map_scrolls_short_texts);

  g_test_add_func ("/app/article-view/jump-just-after-opening", test_jump_just_after_opening);

  return g_test_run ();
}
