/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of annotations: what it shows in what order, and what it says when something changes. */

#include "mani-annotation-list.h"

#include "operations-fixture.h"
#include "project-checks.h"

static void
assert_shown (ManiAnnotationList *list, const char *expected)
{
  g_autoptr (GString) shown = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (ManiRecord) item = g_list_model_get_item (G_LIST_MODEL (list), i);
      guint position;

      g_string_append_printf (shown, "%s%s", i > 0 ? " " : "", mani_record_get_id (item));
      g_assert_true (
          mani_row_list_find (MANI_ROW_LIST (list), mani_record_get_id (item), &position));
      g_assert_cmpuint (position, ==, i);
    }
  g_assert_cmpstr (shown->str, ==, expected);
}

static gpointer
make (const char *id,
      const char *article,
      guint start,
      guint end,
      const char *label,
      const char *creator,
      gint64 created)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_annotation_record_type);

  mani_record_builder_set_string (builder, MANI_ANNOTATION_ID, id);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE, article);
  mani_record_builder_set_ranges (builder, MANI_ANNOTATION_RANGES, &(ManiRange){ start, end }, 1);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_LABEL, label);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_CREATOR, creator);
  mani_record_builder_set_time (builder, MANI_ANNOTATION_CREATED, created);

  return mani_record_builder_end (builder, NULL);
}

/* Besides the fixture's a1 (Baku, place), a2 (Yerevan, place), a3 (Baku, bare) of "a": c1 ("x",
 * person, Bob, 3), c2 ("y", bare, Ada, 2) of "c", which stands last. */
static ManiAnnotationList *
make_list (Fixture *fixture)
{
  add_record (fixture->project, make_article ("c", NULL, "x y"));
  add_record (fixture->project, make ("c1", "c", 0, 1, "person", "Bob", 3));
  add_record (fixture->project, make ("c2", "c", 2, 3, NULL, "Ada", 2));

  return mani_annotation_list_new (fixture->project, NULL, NULL);
}

static void
test_orders (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    ManiAnnotationOrder order;
    const char *up;
    const char *down;
  } cases[] = {
    { MANI_ANNOTATION_ORDER_TEXT, "a1 a3 a2 c1 c2", "c2 c1 a2 a1 a3" },
    { MANI_ANNOTATION_ORDER_LABEL, "c1 a1 a2 a3 c2", "a1 a2 c1 a3 c2" },
    { MANI_ANNOTATION_ORDER_ENTITY, "c2 a2 a1 a3 c1", "a2 c2 a1 a3 c1" },
    { MANI_ANNOTATION_ORDER_STATUS, "a1 a3 c1 c2 a2", "a2 a1 a3 c1 c2" },
    { MANI_ANNOTATION_ORDER_CREATOR, "c2 c1 a1 a2 a3", "c1 c2 a1 a2 a3" },
    { MANI_ANNOTATION_ORDER_CREATED, "a1 a2 a3 c2 c1", "c1 c2 a1 a2 a3" },
    { MANI_ANNOTATION_ORDER_MODIFIED, "a1 a3 c1 a2 c2", "c2 a2 c1 a1 a3" },
    { MANI_ANNOTATION_ORDER_PLACE, "a1 a2 a3 c1 c2", "c2 c1 a3 a2 a1" },
  };
  g_autoptr (ManiAnnotationList) list = NULL;
  g_autoptr (GPtrArray) a2 = NULL;
  g_autoptr (GPtrArray) c2 = NULL;

  /* Label orders go by the labels' own; entities: Aa of c2, Bb of a2. */
  g_object_unref (make_list (fixture));
  a2 = list_annotations (fixture, "a2", NULL);
  apply (fixture, mani_operation_link (fixture->project, a2, "Bb", 0, 5, NULL),
         "Link “Yerevan” to Bb");
  c2 = list_annotations (fixture, "c2", NULL);
  apply (fixture, mani_operation_link (fixture->project, c2, "Aa", 0, 6, NULL), "Link “y” to Aa");
  g_clear_pointer (&a2, g_ptr_array_unref);
  a2 = list_annotations (fixture, "a2", NULL);
  apply (fixture, mani_operation_set_status (fixture->project, a2, MANI_ANNOTATION_DISPUTED, 5),
         "Mark “Yerevan” as Disputed");

  list = mani_annotation_list_new (fixture->project, NULL, NULL);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (list)) == MANI_TYPE_ANNOTATION);
  assert_shown (list, "a1 a2 a3 c1 c2");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      mani_annotation_list_set_order (list, cases[i].order, FALSE);
      assert_shown (list, cases[i].up);
      mani_annotation_list_set_order (list, cases[i].order, TRUE);
      assert_shown (list, cases[i].down);
    }
}

/* Whichever way the list runs, and when one is placed. */
static void
test_orphans_are_last (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ManiAnnotationList) list = make_list (fixture);
  g_autoptr (ManiEdit) edit = NULL;

  add_record (fixture->project, make_orphan ("o1", "a", "Bakuu"));
  add_record (fixture->project, make_orphan ("o2", "c", "zz"));
  assert_shown (list, "a1 a2 a3 c1 c2 o1 o2");
  mani_annotation_list_set_order (list, MANI_ANNOTATION_ORDER_PLACE, TRUE);
  assert_shown (list, "c2 c1 a3 a2 a1 o2 o1");
  mani_annotation_list_set_order (list, MANI_ANNOTATION_ORDER_CREATOR, FALSE);
  assert_shown (list, "c2 c1 a1 a2 a3 o1 o2");
  mani_annotation_list_set_order (list, MANI_ANNOTATION_ORDER_PLACE, FALSE);

  edit = mani_operation_set_ranges (fixture->project, get_annotation (fixture, "o1"),
                                    &(ManiRange){ 17, 21 }, 1, 5, NULL);
  g_assert_true (mani_history_apply (fixture->history, edit, NULL));
  assert_shown (list, "a1 a2 o1 a3 c1 c2 o2");
  g_assert_true (mani_history_undo (fixture->history, NULL));
  assert_shown (list, "a1 a2 a3 c1 c2 o1 o2");
}

static void
test_article_and_filter (Fixture *fixture, gconstpointer data)
{
  static const char *const labels[] = { "place", NULL };
  g_autoptr (ManiAnnotationList) list = make_list (fixture);
  g_autoptr (ManiFilter) places = mani_filter_new (&(ManiCriteria){ .labels = labels });
  g_autoptr (ManiFilter) all = mani_filter_new (&(ManiCriteria){ NULL });
  guint position;

  mani_annotation_list_set_article (list, "c");
  assert_shown (list, "c1 c2");
  g_assert_false (mani_row_list_find (MANI_ROW_LIST (list), "a1", &position));
  mani_annotation_list_set_filter (list, places);
  assert_shown (list, "");
  mani_annotation_list_set_article (list, NULL);
  assert_shown (list, "a1 a2");
  mani_annotation_list_set_filter (list, all);
  assert_shown (list, "a1 a2 a3 c1 c2");
  mani_annotation_list_set_filter (list, NULL);
  mani_annotation_list_set_article (list, "gone");
  assert_shown (list, "");
}

static void
test_one_change_is_one_row (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ManiAnnotationList) list = make_list (fixture);
  Mirror *mirror = mirror_new (list);
  g_autoptr (ManiEdit) edit = NULL;

  edit = mani_operation_set_note (fixture->project, get_annotation (fixture, "a2"), "x", 0);
  g_assert_true (mani_history_apply (fixture->history, edit, NULL));
  g_assert_cmpuint (mirror->n_emissions, ==, 1);
  g_assert_true (mirror->is_minimal);
  mirror_check (mirror);
  add_record (fixture->project, make ("a0", "a", 0, 2, NULL, NULL, 0));
  g_assert_cmpuint (mirror->n_emissions, ==, 2);
  g_assert_true (mirror->is_minimal);
  assert_shown (list, "a0 a1 a2 a3 c1 c2");
  mirror_check (mirror);
  /* What is not of annotations is none of its business. */
  add_record (fixture->project, make_label ("new", "New", NULL));
  g_assert_cmpuint (mirror->n_emissions, ==, 2);
  mirror_free (mirror);
}

static void
test_articles_and_labels_move (Fixture *fixture, gconstpointer data)
{
  static const char *const labels[] = { "place", NULL };
  g_autoptr (ManiAnnotationList) list = make_list (fixture);
  g_autoptr (ManiAnnotationList) by_label = mani_annotation_list_new (fixture->project, NULL, NULL);
  g_autoptr (ManiAnnotationList) places = mani_annotation_list_new (fixture->project, NULL, NULL);
  g_autoptr (ManiFilter) filter = mani_filter_new (&(ManiCriteria){ .labels = labels });
  g_autoptr (GPtrArray) one = g_ptr_array_new ();
  Mirror *mirror = mirror_new (list);

  mani_annotation_list_set_order (by_label, MANI_ANNOTATION_ORDER_LABEL, FALSE);
  mani_annotation_list_set_filter (places, filter);
  g_ptr_array_add (one, get (fixture, MANI_KIND_ARTICLE, "c"));
  apply (fixture, mani_operation_move_articles (fixture->project, one, 0), "Move Article “x y”");
  assert_shown (list, "c1 c2 a1 a2 a3");
  mirror_check (mirror);

  assert_shown (by_label, "c1 a1 a2 c2 a3");
  apply (fixture,
         mani_operation_move_label (fixture->project, get (fixture, MANI_KIND_LABEL, "place"), NULL,
                                    0, NULL),
         "Move Label “Place”");
  assert_shown (by_label, "a1 a2 c1 c2 a3");
  assert_shown (places, "a1 a2");
  apply (fixture,
         mani_operation_move_label (fixture->project, get (fixture, MANI_KIND_LABEL, "person"),
                                    "place", 0, NULL),
         "Move Label “Person” into “Place”");
  assert_shown (places, "c1 a1 a2");

  g_ptr_array_set_size (one, 0);
  g_ptr_array_add (one, get (fixture, MANI_KIND_ARTICLE, "a"));
  apply (fixture, mani_operation_remove_articles (fixture->project, one), "Remove Article “News”");
  assert_shown (list, "c1 c2");
  mirror_check (mirror);
  mirror_free (mirror);
}

static void
wait_for (ManiAnnotationList *list)
{
  while (mani_row_list_is_busy (MANI_ROW_LIST (list)))
    g_main_context_iteration (NULL, TRUE);
}

/* What a list that was made just now shows, once all of it has come. */
static void
check_against_new (ManiAnnotationList *list,
                   ManiProject *project,
                   ManiFilter *filter,
                   ManiAnnotationOrder order,
                   gboolean is_descending)
{
  g_autoptr (ManiAnnotationList) fresh = mani_annotation_list_new (project, NULL, NULL);
  guint n;

  mani_annotation_list_set_filter (fresh, filter);
  mani_annotation_list_set_order (fresh, order, is_descending);
  wait_for (fresh);
  wait_for (list);
  n = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fresh)), ==, n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) one = g_list_model_get_item (G_LIST_MODEL (list), i);
      g_autoptr (GObject) other = g_list_model_get_item (G_LIST_MODEL (fresh), i);

      g_assert_true (one == other);
    }
}

static void
random_step (Fixture *fixture)
{
  static const char *const label_ids[] = { "person", "place", "claim", NULL };
  ManiProject *project = fixture->project;
  ManiTable *table = mani_project_get_annotations (project, g_test_rand_bit () ? "a" : "c");
  g_autoptr (GPtrArray) some = g_ptr_array_new ();
  g_autoptr (ManiEdit) edit = NULL;
  g_autoptr (GPtrArray) articles = g_ptr_array_new ();

  for (guint i = 0; i < mani_table_get_length (table); i++)
    if (g_test_rand_int_range (0, 10) == 0)
      g_ptr_array_add (some, mani_table_get (table, i));
  switch (g_test_rand_int_range (0, 9))
    {
    case 0:
      mani_history_undo (fixture->history, NULL);
      return;

    case 1:
      edit = mani_operation_remove_annotations (project, some);
      break;

    case 2:
      edit = mani_operation_set_status (project, some, g_test_rand_int_range (0, 4),
                                        g_test_rand_int_range (1, 1000));
      break;

    case 3:
      g_ptr_array_add (articles, mani_project_lookup (project, MANI_KIND_ARTICLE, "c"));
      edit = mani_operation_move_articles (project, articles, g_test_rand_int_range (0, 3));
      break;

    case 4:
      edit = mani_operation_link (project, some, g_test_rand_bit () ? "One" : "Two", 0, 0, NULL);
      break;

    case 5:
      edit = mani_operation_move_label (
          project, get (fixture, MANI_KIND_LABEL, label_ids[g_test_rand_int_range (0, 3)]), NULL,
          g_test_rand_int_range (0, 6), NULL);
      break;

    case 6:
      edit = mani_edit_new ("Add");
      for (int i = g_test_rand_int_range (0, 30) == 0 ? 100 : 3; i > 0; i--)
        {
          g_autofree char *id = mani_record_new_id ();
          guint start = g_test_rand_int_range (0, 3);
          g_autoptr (ManiRecord) made =
              make (id, g_test_rand_bit () ? "a" : "c", start, start,
                    label_ids[g_test_rand_int_range (0, 4)], g_test_rand_bit () ? "Ada" : NULL,
                    g_test_rand_int_range (0, 1000));

          mani_edit_add (edit, made);
        }
      break;

    default:
      edit = mani_operation_relabel (project, some, label_ids[g_test_rand_int_range (0, 4)], 0);
      break;
    }
  g_assert_true (mani_history_apply (fixture->history, edit, NULL));
}

static void
test_random_edits_are_followed (Fixture *fixture, gconstpointer data)
{
  static const char *const labels[] = { "place", "", NULL };
  g_autoptr (ManiFilter) filter = mani_filter_new (&(ManiCriteria){ .labels = labels });
  g_autoptr (GPtrArray) lists = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) mirrors =
      g_ptr_array_new_with_free_func ((GDestroyNotify) (void (*) (void)) mirror_free);

  g_object_unref (make_list (fixture));
  /* Every order, up and down, all and filtered. */
  for (guint i = 0; i < 4 * (MANI_ANNOTATION_ORDER_MODIFIED + 1); i++)
    {
      ManiAnnotationList *list = mani_annotation_list_new (fixture->project, NULL, NULL);

      mani_annotation_list_set_order (list, i / 4, i & 1);
      mani_annotation_list_set_filter (list, i & 2 ? filter : NULL);
      g_ptr_array_add (lists, list);
      g_ptr_array_add (mirrors, mirror_new (list));
    }
  for (guint step = 0; step < 300; step++)
    {
      random_step (fixture);
      for (guint i = 0; i < lists->len; i++)
        {
          mirror_check (mirrors->pdata[i]);
          if (step % 5 == 0)
            check_against_new (lists->pdata[i], fixture->project, i & 2 ? filter : NULL, i / 4,
                               i & 1);
        }
    }
}

/* More than are done at once: the old rows stay until the new ones are there, and follow edits. */
static void
test_long_list_comes_in_slices (Fixture *fixture, gconstpointer data)
{
  enum
  {
    N = 9000
  };
  g_autoptr (ManiEdit) edit = mani_edit_new ("Add");
  g_autoptr (ManiAnnotationList) list = NULL;
  g_autoptr (ManiEdit) note = NULL;
  g_autoptr (ManiEdit) removal = NULL;
  g_autoptr (GPtrArray) gone = NULL;
  g_autoptr (GObject) first = NULL;
  Mirror *mirror;
  guint position;

  for (guint i = 0; i < N; i++)
    {
      g_autofree char *id = g_strdup_printf ("n%05u", i);
      g_autoptr (ManiRecord) made = make (id, "a", 0, 2, NULL, NULL, (i * 7919) % N + 1);

      mani_edit_add (edit, made);
    }
  g_assert_true (mani_history_apply (fixture->history, edit, NULL));

  list = mani_annotation_list_new (fixture->project, NULL, NULL);
  mirror = mirror_new (list);
  g_assert_true (mani_row_list_is_busy (MANI_ROW_LIST (list)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  wait_for (list);
  mirror_check (mirror);
  /* The first 256 rows come by 8, then all the others. */
  g_assert_cmpuint (mirror->n_emissions, ==, 33);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, N + 3);

  mani_annotation_list_set_order (list, MANI_ANNOTATION_ORDER_CREATED, TRUE);
  g_assert_true (mani_row_list_is_busy (MANI_ROW_LIST (list)));
  g_assert_true (mani_row_list_find (MANI_ROW_LIST (list), "n00000", &position));
  g_assert_cmpuint (position, ==, 0);
  gone = list_annotations (fixture, "n00000", NULL);
  note = mani_operation_set_note (fixture->project, get_annotation (fixture, "n00001"), "x", 0);
  g_assert_true (mani_history_apply (fixture->history, note, NULL));
  mirror_check (mirror);
  g_assert_cmpuint (mirror->n_emissions, ==, 34);
  removal = mani_operation_remove_annotations (fixture->project, gone);
  g_assert_true (mani_history_apply (fixture->history, removal, NULL));
  mirror_check (mirror);
  g_assert_cmpuint (mirror->n_emissions, ==, 35);
  first = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (first == get (fixture, MANI_KIND_ANNOTATION, "n00001"));
  g_assert_true (mani_row_list_is_busy (MANI_ROW_LIST (list)));

  wait_for (list);
  mirror_check (mirror);
  /* The newest first: 4321 * 7919 mod 9000 is 8999. */
  g_assert_true (mani_row_list_find (MANI_ROW_LIST (list), "n04321", &position));
  g_assert_cmpuint (position, ==, 0);
  for (guint i = 1; i < N - 1; i++)
    {
      g_autoptr (ManiAnnotation) one = g_list_model_get_item (G_LIST_MODEL (list), i - 1);
      g_autoptr (ManiAnnotation) other = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_cmpint (mani_annotation_get_created (one), >, mani_annotation_get_created (other));
    }
  mirror_free (mirror);

  /* One that is under way can be let go. */
  mani_annotation_list_set_order (list, MANI_ANNOTATION_ORDER_PLACE, TRUE);
  g_assert_true (mani_row_list_is_busy (MANI_ROW_LIST (list)));
}

typedef struct
{
  guint n_asked;
  guint n_most; /* rows of a change in what is seen */
  guint n_changes;
  guint n_kept; /* rows when the first of what is seen goes */
} Leaving;

static void
leave_cb (ManiRowList *list, Leaving *leaving)
{
  leaving->n_asked++;
  mani_row_list_set_seen (list, 5000, 100);
}

static void
changed_cb (GListModel *list, guint position, guint n_removed, guint n_added, Leaving *leaving)
{
  guint n = g_list_model_get_n_items (list);

  leaving->n_changes++;
  if (leaving->n_changes <= 2)
    leaving->n_kept = n;
  else
    leaving->n_most = MAX (leaving->n_most, n_removed);
}

static ManiAnnotationList *
make_long_list (Fixture *fixture, guint n)
{
  g_autoptr (ManiEdit) edit = mani_edit_new ("Add");
  ManiAnnotationList *list;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("n%05u", i);
      g_autoptr (ManiRecord) made = make (id, "a", 0, 2, NULL, NULL, (i * 7919) % n + 1);

      mani_edit_add (edit, made);
    }
  g_object_unref (make_list (fixture));
  g_assert_true (mani_history_apply (fixture->history, edit, NULL));
  list = mani_annotation_list_new (fixture->project, NULL, NULL);
  wait_for (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n + 5);

  return list;
}

/* What a view has no widgets for goes at once, behind and before; the others a few at a time. */
static void
test_what_is_seen_leaves_in_parts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ManiAnnotationList) list = make_long_list (fixture, 9000);
  Mirror *mirror = mirror_new (list);
  Leaving leaving = { 0 };

  g_signal_connect (list, "leave", G_CALLBACK (leave_cb), &leaving);
  g_signal_connect (list, "items-changed", G_CALLBACK (changed_cb), &leaving);
  mani_annotation_list_set_order (list, MANI_ANNOTATION_ORDER_CREATED, TRUE);
  wait_for (list);
  mirror_check (mirror);
  g_assert_cmpuint (leaving.n_asked, >, 0);
  /* The five of the fixture may stand where they stood. */
  g_assert_cmpuint (leaving.n_kept, >=, 100);
  g_assert_cmpuint (leaving.n_kept, <=, 105);
  g_assert_cmpuint (leaving.n_most, ==, 8);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 9005);
  mirror_free (mirror);
}

static void
stop_cb (GListModel *list, guint position, guint n_removed, guint n_added, gboolean *has_changed)
{
  *has_changed = TRUE;
}

/* While rows go and come, edits and other orders come between. */
static void
test_lists_change_while_rows_go_and_come (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ManiAnnotationList) list = make_long_list (fixture, 3000);
  Mirror *mirror = mirror_new (list);

  for (guint i = 0; i < 200; i++)
    {
      ManiAnnotationOrder order =
          g_test_rand_bit () ? MANI_ANNOTATION_ORDER_CREATED : MANI_ANNOTATION_ORDER_PLACE;
      gboolean is_descending = g_test_rand_bit ();
      gboolean has_changed = FALSE;
      gulong handler = g_signal_connect (list, "items-changed", G_CALLBACK (stop_cb), &has_changed);
      int n = g_test_rand_int_range (0, 4);

      mani_annotation_list_set_order (list, order, is_descending);
      while (mani_row_list_is_busy (MANI_ROW_LIST (list)) && (!has_changed || n-- > 0))
        g_main_context_iteration (NULL, TRUE);
      g_signal_handler_disconnect (list, handler);
      if (g_test_rand_bit ())
        random_step (fixture);
      mirror_check (mirror);
      if (i % 10 == 0)
        check_against_new (list, fixture->project, NULL, order, is_descending);
    }
  mirror_free (mirror);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) \
  g_test_add ("/core/annotation-list/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("orders", test_orders);
  ADD ("orphans-are-last", test_orphans_are_last);
  ADD ("article-and-filter", test_article_and_filter);
  ADD ("one-change-is-one-row", test_one_change_is_one_row);
  ADD ("articles-and-labels-move", test_articles_and_labels_move);
  ADD ("long-list-comes-in-slices", test_long_list_comes_in_slices);
  ADD ("what-is-seen-leaves-in-parts", test_what_is_seen_leaves_in_parts);
  ADD ("lists-change-while-rows-go-and-come", test_lists_change_while_rows_go_and_come);
  ADD ("random-edits-are-followed", test_random_edits_are_followed);
#undef ADD

  return g_test_run ();
}
