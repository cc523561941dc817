/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of entities: what it shows, what it says when something changes, whom a typed name may
 * mean. */

#include "mani-entity-list.h"

#include "operations-fixture.h"
#include "project-checks.h"

static void
count_cb (guint *n)
{
  (*n)++;
}

/* The ids that are shown, with their mentions. */
static void
assert_shown (ManiEntityList *list, const char *expected)
{
  g_autoptr (GString) shown = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr (ManiEntityItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);
      guint position;

      g_string_append_printf (shown, "%s%s:%u", i > 0 ? " " : "",
                              mani_record_get_id (MANI_RECORD (mani_entity_item_get_entity (item))),
                              mani_entity_item_get_mentions (item));
      g_assert_true (mani_row_list_find (
          MANI_ROW_LIST (list),
          mani_record_get_id (MANI_RECORD (mani_entity_item_get_entity (item))), &position));
      g_assert_cmpuint (position, ==, i);
    }
  g_assert_cmpstr (shown->str, ==, expected);
}

static void
assert_candidates (ManiEntityList *list,
                   const char *typed,
                   ManiEntityKind kind,
                   const char *expected)
{
  g_autoptr (GPtrArray) items = mani_entity_list_list_candidates (list, typed, kind, 100);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (
        ids, "%s%s", i > 0 ? " " : "",
        mani_record_get_id (MANI_RECORD (mani_entity_item_get_entity (items->pdata[i]))));
  g_assert_cmpstr (ids->str, ==, expected);
}

/* georgia (place), giorgia "Giorgia Meloni" (person), baku (place, alias Bakı), un (organisation,
 * alias "United Nations"); a1 and a2 mention baku, a3 the un. */
static void
add_entities (Fixture *fixture)
{
  static const char *const baku[] = { "Bakı", NULL };
  static const char *const un[] = { "United Nations", NULL };
  g_autoptr (GPtrArray) two = list_annotations (fixture, "a1", "a2");
  g_autoptr (GPtrArray) one = list_annotations (fixture, "a3", NULL);
  g_autoptr (ManiEdit) link = NULL;
  g_autoptr (ManiEdit) other = NULL;

  add_record (fixture->project, make_entity ("georgia", "Georgia", MANI_ENTITY_PLACE, NULL));
  add_record (fixture->project,
              make_entity ("giorgia", "Giorgia Meloni", MANI_ENTITY_PERSON, NULL));
  add_record (fixture->project, make_entity ("baku", "Baku", MANI_ENTITY_PLACE, baku));
  add_record (fixture->project, make_entity ("un", "UN", MANI_ENTITY_ORGANISATION, un));
  link = mani_operation_set_entity (fixture->project, two, "baku", 0);
  g_assert_true (mani_history_apply (fixture->history, link, NULL));
  other = mani_operation_set_entity (fixture->project, one, "un", 0);
  g_assert_true (mani_history_apply (fixture->history, other, NULL));
}

static void
test_shows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ManiEntityList) list = NULL;

  add_entities (fixture);
  list = mani_entity_list_new (fixture->project);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (list)) == MANI_TYPE_ENTITY_ITEM);
  assert_shown (list, "baku:2 georgia:0 giorgia:0 un:1");
  mani_entity_list_set_order (list, MANI_ENTITY_ORDER_MENTIONS);
  assert_shown (list, "baku:2 un:1 georgia:0 giorgia:0");
  mani_entity_list_set_kind (list, MANI_ENTITY_PLACE);
  assert_shown (list, "baku:2 georgia:0");
  mani_entity_list_set_text (list, " BAKÙ ");
  assert_shown (list, "baku:2");
  mani_entity_list_set_kind (list, MANI_ENTITY_NONE);
  mani_entity_list_set_text (list, "nat");
  assert_shown (list, "un:1");
  mani_entity_list_set_text (list, "nobody");
  assert_shown (list, "");
  g_assert_nonnull (mani_entity_list_find (list, "un"));
  g_assert_null (mani_entity_list_find (list, "nobody"));
  mani_entity_list_set_text (list, NULL);
  assert_shown (list, "baku:2 un:1 georgia:0 giorgia:0");
}

static void
test_properties (Fixture *fixture, gconstpointer data)
{
  ManiEntityList *list = mani_entity_list_new (fixture->project);
  g_autoptr (ManiProject) project = NULL;
  g_autofree char *text = NULL;
  guint n = 0;
  guint kind;
  guint order;

  g_signal_connect_swapped (list, "notify", G_CALLBACK (count_cb), &n);
  g_object_set (list, "kind", MANI_ENTITY_PERSON, "text", "x", "order", MANI_ENTITY_ORDER_MENTIONS,
                NULL);
  g_assert_cmpuint (n, ==, 3);
  g_object_set (list, "kind", MANI_ENTITY_PERSON, "text", "x", "order", MANI_ENTITY_ORDER_MENTIONS,
                NULL);
  g_assert_cmpuint (n, ==, 3);
  g_object_get (list, "kind", &kind, "text", &text, "order", &order, "project", &project, NULL);
  g_assert_cmpuint (kind, ==, MANI_ENTITY_PERSON);
  g_assert_cmpuint (order, ==, MANI_ENTITY_ORDER_MENTIONS);
  g_assert_cmpstr (text, ==, "x");
  g_assert_true (project == fixture->project);
  g_assert_finalize_object (list);
}

static void
test_a_mention_is_no_change_of_the_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ManiEntityList) list = NULL;
  g_autoptr (GPtrArray) one = NULL;
  ManiEntityItem *un;
  Mirror *mirror;
  guint n = 0;

  add_entities (fixture);
  list = mani_entity_list_new (fixture->project);
  mirror = mirror_new (list);
  un = mani_entity_list_find (list, "un");
  g_signal_connect_swapped (un, "notify::mentions", G_CALLBACK (count_cb), &n);
  one = list_annotations (fixture, "a1", NULL);
  apply (fixture, mani_operation_set_entity (fixture->project, one, "un", 0), "Link “Baku” to UN");
  assert_shown (list, "baku:1 georgia:0 giorgia:0 un:2");
  /* Done, undone, done again. */
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (mirror->n_emissions, ==, 0);
  g_signal_handlers_disconnect_by_data (un, &n);
  mirror_free (mirror);
}

static void
test_by_mentions_rows_move (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ManiEntityList) list = NULL;
  g_autoptr (GPtrArray) one = NULL;
  Mirror *mirror;

  add_entities (fixture);
  list = mani_entity_list_new (fixture->project);
  mani_entity_list_set_order (list, MANI_ENTITY_ORDER_MENTIONS);
  mirror = mirror_new (list);
  one = list_annotations (fixture, "a1", NULL);
  apply (fixture, mani_operation_set_entity (fixture->project, one, "georgia", 0),
         "Link “Baku” to Georgia");
  assert_shown (list, "baku:1 georgia:1 un:1 giorgia:0");
  mirror_check (mirror);
  mirror_free (mirror);
}

static void
test_edits_of_entities (Fixture *fixture, gconstpointer data)
{
  g_autoptr (ManiEntityList) list = NULL;
  g_autoptr (ManiEntityItem) first = NULL;
  Mirror *mirror;

  add_entities (fixture);
  list = mani_entity_list_new (fixture->project);
  mirror = mirror_new (list);
  first = g_object_ref (mani_entity_list_find (list, "baku"));

  apply (fixture,
         mani_operation_set_string (get (fixture, MANI_KIND_ENTITY, "baku"), MANI_ENTITY_NAME,
                                    "Zoo", NULL),
         "Rename “Baku”");
  assert_shown (list, "georgia:0 giorgia:0 un:1 baku:2");
  /* It stays the same row. */
  g_assert_true (mani_entity_list_find (list, "baku") == first);
  mirror_check (mirror);
  apply (fixture,
         mani_operation_merge_entities (fixture->project, get (fixture, MANI_KIND_ENTITY, "un"),
                                        get (fixture, MANI_KIND_ENTITY, "baku")),
         "Merge “Zoo” into “UN”");
  assert_shown (list, "georgia:0 giorgia:0 un:3");
  g_assert_null (mani_entity_list_find (list, "baku"));
  mirror_check (mirror);
  add_record (fixture->project, make_entity ("a", "Aaron", MANI_ENTITY_PERSON, NULL));
  assert_shown (list, "a:0 georgia:0 giorgia:0 un:3");
  mirror_check (mirror);
  mirror_free (mirror);
}

static void
test_candidates (Fixture *fixture, gconstpointer data)
{
  static const char *const gio[] = { "Gio", NULL };
  g_autoptr (ManiEntityList) list = NULL;
  g_autoptr (GPtrArray) few = NULL;

  add_entities (fixture);
  list = mani_entity_list_new (fixture->project);
  /* Exactly; capitals, accents and white space around it do not count. */
  assert_candidates (list, "bakù ", 0, "baku");
  assert_candidates (list, "united nations", 0, "un");
  /* The name goes before an alias, an alias before what begins so, that before a word within, that
   * before a part of a word; then the most mentioned, then the name. */
  add_record (fixture->project, make_entity ("gio", "Gio", MANI_ENTITY_PERSON, NULL));
  add_record (fixture->project, make_entity ("alias", "Somebody", MANI_ENTITY_PERSON, gio));
  add_record (fixture->project, make_entity ("word", "Don Giovanni", MANI_ENTITY_PERSON, NULL));
  add_record (fixture->project, make_entity ("part", "Nagio", MANI_ENTITY_PERSON, NULL));
  assert_candidates (list, "gio", 0, "gio alias giorgia word part");
  /* Each word begins a word, in any order. */
  assert_candidates (list, "mel gio", 0, "giorgia");
  assert_candidates (list, "mel xyz", 0, "");
  /* The kind of the label comes first; what is of no kind may be of it. */
  assert_candidates (list, "g", MANI_ENTITY_PLACE, "georgia gio giorgia alias word part");
  add_record (fixture->project, make_entity ("none", "Gx", MANI_ENTITY_NONE, NULL));
  assert_candidates (list, "g", MANI_ENTITY_PLACE, "georgia none gio giorgia alias word part");
  /* Nothing typed: the most mentioned. */
  assert_candidates (list, "", MANI_ENTITY_PLACE,
                     "baku georgia none un word gio giorgia part alias");
  few = mani_entity_list_list_candidates (list, "", 0, 2);
  g_assert_cmpuint (few->len, ==, 2);
}

static int
compare_by_slow_rule (gconstpointer a, gconstpointer b, gpointer project)
{
  ManiEntity *one = *(ManiEntity *const *) a;
  ManiEntity *other = *(ManiEntity *const *) b;
  guint n_one =
      mani_project_count_uses (project, MANI_KIND_ENTITY, mani_record_get_id (MANI_RECORD (one)));
  guint n_other =
      mani_project_count_uses (project, MANI_KIND_ENTITY, mani_record_get_id (MANI_RECORD (other)));
  int by_name;

  if (n_one != n_other)
    return n_one > n_other ? -1 : 1;
  by_name = g_utf8_collate (mani_entity_get_name (one), mani_entity_get_name (other));

  return by_name != 0 ? by_name
                      : strcmp (mani_record_get_id (MANI_RECORD (one)),
                                mani_record_get_id (MANI_RECORD (other)));
}

/* What is shown, once a list that is made in slices is there, is what a walk over the project
 * gives. */
static void
check_list (ManiEntityList *list, ManiProject *project, ManiEntityKind kind)
{
  ManiTable *entities = mani_project_get_table (project, MANI_KIND_ENTITY);
  g_autoptr (GPtrArray) expected = g_ptr_array_new ();

  for (guint i = 0; i < mani_table_get_length (entities); i++)
    if (kind == MANI_ENTITY_NONE || mani_entity_get_kind (mani_table_get (entities, i)) == kind)
      g_ptr_array_add (expected, mani_table_get (entities, i));
  g_ptr_array_sort_with_data (expected, compare_by_slow_rule, project);
  while (mani_row_list_is_busy (MANI_ROW_LIST (list)))
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, expected->len);
  for (guint i = 0; i < expected->len; i++)
    {
      g_autoptr (ManiEntityItem) item = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_true (mani_entity_item_get_entity (item) == expected->pdata[i]);
      g_assert_cmpuint (
          mani_entity_item_get_mentions (item), ==,
          mani_project_count_uses (project, MANI_KIND_ENTITY,
                                   mani_record_get_id (MANI_RECORD (expected->pdata[i]))));
    }
}

static void
test_random_edits_are_followed (Fixture *fixture, gconstpointer data)
{
  ManiProject *project = fixture->project;
  g_autoptr (ManiEntityList) all = mani_entity_list_new (project);
  g_autoptr (ManiEntityList) people = mani_entity_list_new (project);
  Mirror *mirrors[2];
  GError *error = NULL;

  mani_entity_list_set_order (all, MANI_ENTITY_ORDER_MENTIONS);
  mani_entity_list_set_order (people, MANI_ENTITY_ORDER_MENTIONS);
  mani_entity_list_set_kind (people, MANI_ENTITY_PERSON);
  mirrors[0] = mirror_new (all);
  mirrors[1] = mirror_new (people);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *id = g_strdup_printf ("x%u", i);

      add_record (project, make_annotation (id, "a", i % 20, i % 20 + 1, NULL));
    }

  for (guint step = 0; step < 400; step++)
    {
      ManiTable *entities = mani_project_get_table (project, MANI_KIND_ENTITY);
      ManiTable *annotations = mani_project_get_annotations (project, "a");
      guint n = mani_table_get_length (entities);
      ManiEntity *entity = n > 0 ? mani_table_get (entities, g_test_rand_int_range (0, n)) : NULL;
      ManiEntity *other = n > 0 ? mani_table_get (entities, g_test_rand_int_range (0, n)) : NULL;
      g_autoptr (GPtrArray) some = g_ptr_array_new ();
      g_autoptr (ManiEdit) edit = NULL;

      for (guint i = 0; i < mani_table_get_length (annotations); i++)
        if (g_test_rand_int_range (0, 8) == 0)
          g_ptr_array_add (some, mani_table_get (annotations, i));
      switch (entity == NULL ? 0 : g_test_rand_int_range (0, 7))
        {
        case 0:
          edit = mani_edit_new ("Add");
          /* Now few, now more than are followed one by one. */
          for (int i = 0; i < (step % 50 == 0 ? 80 : 2); i++)
            {
              g_autofree char *name = g_strdup_printf ("N%d", g_test_rand_int_range (0, 500));
              g_autofree char *id = mani_record_new_id ();
              g_autoptr (ManiEntity) made =
                  make_entity (id, name, g_test_rand_int_range (0, 3), NULL);

              mani_edit_add (edit, made);
            }
          break;

        case 1:
          edit = mani_operation_remove_entity (project, entity);
          break;

        case 2:
          edit = entity != other ? mani_operation_merge_entities (project, entity, other) : NULL;
          break;

        case 3:
          edit = mani_operation_set_entity_kind (entity, g_test_rand_int_range (0, 3));
          break;

        case 4:
          if (!mani_history_undo (fixture->history, &error))
            g_assert_no_error (error);
          break;

        default:
          edit = mani_operation_set_entity (
              project, some, g_test_rand_bit () ? mani_record_get_id (MANI_RECORD (entity)) : NULL,
              0);
          break;
        }
      if (edit != NULL)
        g_assert_true (mani_history_apply (fixture->history, edit, NULL));

      check_list (all, project, MANI_ENTITY_NONE);
      check_list (people, project, MANI_ENTITY_PERSON);
      mirror_check (mirrors[0]);
      mirror_check (mirrors[1]);
    }
  mirror_free (mirrors[0]);
  mirror_free (mirrors[1]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) \
  g_test_add ("/core/entity-list/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("shows-in-order-what-is-wanted", test_shows);
  ADD ("properties", test_properties);
  ADD ("a-mention-is-no-change-of-the-list", test_a_mention_is_no_change_of_the_list);
  ADD ("by-mentions-rows-move", test_by_mentions_rows_move);
  ADD ("edits-of-entities", test_edits_of_entities);
  ADD ("candidates-best-first", test_candidates);
  ADD ("random-edits-are-followed", test_random_edits_are_followed);
#undef ADD

  return g_test_run ();
}
