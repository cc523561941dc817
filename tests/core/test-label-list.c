/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Labels as lists of lists, how they follow the project, and the steps of a label in its tree. */

#include "mani-label-list.h"
#include "mani-label-tree.h"

#include "operations-fixture.h"

/* "person (place city) [relation] knows": headings in brackets, children in parentheses. */
static void
append (GString *line, GListModel *items)
{
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ManiLabelItem) item = g_list_model_get_item (items, i);
      ManiLabel *label = mani_label_item_get_label (item);

      if (i > 0)
        g_string_append_c (line, ' ');
      if (label == NULL)
        g_string_append_printf (line, "[%u]", mani_label_item_get_use (item));
      else
        g_string_append (line, mani_record_get_id (MANI_RECORD (label)));
      if (g_list_model_get_n_items (mani_label_item_get_children (item)) > 0)
        {
          g_string_append (line, " (");
          append (line, mani_label_item_get_children (item));
          g_string_append_c (line, ')');
        }
    }
}

static void
assert_list (ManiLabelList *list, const char *expected)
{
  g_autoptr (GString) line = g_string_new (NULL);

  append (line, mani_label_list_get_top (list));
  g_assert_cmpstr (line->str, ==, expected);
}

static ManiLabel *
get_label (Fixture *fixture, const char *id)
{
  return get (fixture, MANI_KIND_LABEL, id);
}

static void
do_edit (Fixture *fixture, ManiEdit *edit)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (edit);
  mani_history_apply (fixture->history, edit, &error);
  g_assert_no_error (error);
  mani_edit_unref (edit);
}

static void
use_for (Fixture *fixture, const char *id, ManiLabelUse use)
{
  do_edit (fixture, mani_operation_set_label_use (fixture->project, get_label (fixture, id), use));
}

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, GString *told)
{
  g_string_append_printf (told, "%u-%u+%u ", position, removed, added);
}

static void
notified_cb (ManiLabelItem *item, GParamSpec *pspec, GString *told)
{
  g_string_append_printf (told, "%s ", pspec->name);
}

static void
test_follows (Fixture *fixture, gconstpointer data)
{
  ManiLabelList *list = mani_label_list_new (fixture->project);
  g_autoptr (GString) top = g_string_new (NULL);
  g_autoptr (GString) place = g_string_new (NULL);
  ManiLabelItem *item = mani_label_list_find (list, "place");

  assert_list (list, "person place organisation date quote claim");
  g_assert_null (mani_label_list_find (list, "nobody"));
  g_assert_cmpuint (mani_label_item_get_uses (item), ==, 2);
  g_signal_connect (mani_label_list_get_top (list), "items-changed", G_CALLBACK (changed_cb), top);
  g_signal_connect (item, "notify", G_CALLBACK (notified_cb), place);

  /* A change of a label changes no list. */
  do_edit (fixture, mani_operation_rename_label (fixture->project, get_label (fixture, "place"),
                                                 "Location", NULL));
  g_assert_cmpstr (place->str, ==, "label ");
  g_assert_cmpstr (top->str, ==, "");
  g_assert_true (mani_label_list_find (list, "place") == item);

  /* Nor does an annotation, which counts. */
  {
    g_autoptr (GPtrArray) annotations = list_annotations (fixture, "a1", NULL);

    g_string_truncate (place, 0);
    do_edit (fixture,
             mani_operation_relabel (fixture->project, annotations, "person", FIXTURE_NOW));
  }
  g_assert_cmpstr (place->str, ==, "uses ");
  g_assert_cmpuint (mani_label_item_get_uses (item), ==, 1);
  g_assert_cmpstr (top->str, ==, "");

  /* Into another: gone from the one list, there in the other, and no wider. */
  do_edit (fixture, mani_operation_move_label (fixture->project, get_label (fixture, "date"),
                                               "place", 0, NULL));
  assert_list (list, "person place (date) organisation quote claim");
  g_assert_cmpstr (top->str, ==, "3-1+0 ");
  /* A child is no use. */
  g_assert_cmpuint (mani_label_item_get_uses (item), ==, 1);

  g_string_truncate (top, 0);
  mani_history_undo (fixture->history, NULL);
  assert_list (list, "person place organisation date quote claim");
  g_assert_cmpstr (top->str, ==, "3-0+1 ");
  g_signal_handlers_disconnect_by_data (item, place);
  g_assert_finalize_object (list);
}

static void
test_uses (Fixture *fixture, gconstpointer data)
{
  ManiLabelList *list = mani_label_list_new (fixture->project);

  do_edit (fixture, mani_operation_move_label (fixture->project, get_label (fixture, "claim"),
                                               "quote", 0, NULL));
  use_for (fixture, "date", MANI_LABEL_FOR_ARTICLES);
  assert_list (list, "[0] person place organisation quote (claim) [2] date");
  /* One below another of another use stands by itself. */
  use_for (fixture, "quote", MANI_LABEL_FOR_RELATIONS);
  assert_list (list, "[0] person place organisation claim [1] quote [2] date");
  use_for (fixture, "claim", MANI_LABEL_FOR_RELATIONS);
  assert_list (list, "[0] person place organisation [1] quote (claim) [2] date");
  g_assert_finalize_object (list);
}

typedef struct
{
  const char *label;
  const char *step;  /* "^v><": up, down, in, out */
  const char *after; /* NULL: no such step */
} Step;

/* From: person place (city (town) river) organisation date quote claim, where date is for
 * articles. */
static const Step steps[] = {
  { "person", "^", NULL },
  { "person", ">", NULL },
  { "person", "<", NULL },
  { "person", "v", "place (city (town) river) person organisation quote claim" },
  { "place", "^", "place (city (town) river) person organisation quote claim" },
  { "place", ">", "person (place (city (town) river)) organisation quote claim" },
  { "city", "^", NULL },
  { "city", "v", "person place (river city (town)) organisation quote claim" },
  { "city", "<", "person place (river) city (town) organisation quote claim" },
  { "river", "v", NULL },
  { "river", ">", "person place (city (town river)) organisation quote claim" },
  { "town", "<", "person place (city town river) organisation quote claim" },
  /* Over what is for articles and so is not seen here. */
  { "quote", "^", "person place (city (town) river) quote organisation claim" },
  { "organisation", "v", "person place (city (town) river) quote organisation claim" },
  { "quote", ">", "person place (city (town) river) organisation (quote) claim" },
  { "claim", "v", NULL },
};

static void
test_steps (gconstpointer data)
{
  const Step *step = data;
  Fixture fixture = { NULL };
  ManiLabelList *list;
  g_autofree char *before = NULL;
  const char *parent;
  guint position;
  gboolean can;

  set_up (&fixture, NULL);
  add_record (fixture.project, make_label ("city", "City", "place"));
  add_record (fixture.project, make_label ("town", "Town", "city"));
  add_record (fixture.project, make_label ("river", "River", "place"));
  use_for (&fixture, "date", MANI_LABEL_FOR_ARTICLES);

  can = mani_label_find_step (fixture.project, get_label (&fixture, step->label),
                              strchr ("^v><", *step->step) - "^v><", &parent, &position);
  g_assert_cmpint (can, ==, step->after != NULL);
  if (can)
    {
      g_autofree char *expected = g_strdup_printf ("[0] %s [2] date", step->after);

      do_edit (&fixture,
               mani_operation_move_label (fixture.project, get_label (&fixture, step->label),
                                          parent, position, NULL));
      list = mani_label_list_new (fixture.project);
      assert_list (list, expected);
      g_assert_finalize_object (list);
    }
  tear_down (&fixture, NULL);
}

static void
test_places (Fixture *fixture, gconstpointer data)
{
  ManiProject *project = fixture->project;
  const char *parent;
  guint position;

  add_record (project, make_label ("city", "City", "place"));
  /* Counted without itself: behind "place" is 1 when "person" goes, 2 when "claim" comes. */
  g_assert_true (mani_label_find_place (project, get_label (fixture, "person"),
                                        get_label (fixture, "place"), MANI_LABEL_BEHIND, &parent,
                                        &position));
  g_assert_null (parent);
  g_assert_cmpuint (position, ==, 1);
  g_assert_true (mani_label_find_place (project, get_label (fixture, "claim"),
                                        get_label (fixture, "place"), MANI_LABEL_BEHIND, &parent,
                                        &position));
  g_assert_cmpuint (position, ==, 2);
  g_assert_true (mani_label_find_place (project, get_label (fixture, "claim"),
                                        get_label (fixture, "city"), MANI_LABEL_BEFORE, &parent,
                                        &position));
  g_assert_cmpstr (parent, ==, "place");
  g_assert_cmpuint (position, ==, 0);
  g_assert_true (mani_label_find_place (project, get_label (fixture, "claim"),
                                        get_label (fixture, "city"), MANI_LABEL_BELOW, &parent,
                                        &position));
  g_assert_cmpstr (parent, ==, "city");
  /* Never below itself. */
  g_assert_false (mani_label_find_place (project, get_label (fixture, "place"),
                                         get_label (fixture, "city"), MANI_LABEL_BELOW, &parent,
                                         &position));
  g_assert_false (mani_label_find_place (project, get_label (fixture, "place"),
                                         get_label (fixture, "place"), MANI_LABEL_BEFORE, &parent,
                                         &position));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) \
  g_test_add ("/core/label-list/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("follows-by-what-changed", test_follows);
  ADD ("each-use-has-its-heading", test_uses);
  ADD ("places-are-counted-without-the-label", test_places);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/core/label-list/step/%s%s", steps[i].label, steps[i].step);

      g_test_add_data_func (path, &steps[i], test_steps);
    }

  return g_test_run ();
}
