/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of what panels with a list have in common: its pages, what is said of the selection, and
 * when rows are filled again. */

#include "mani-list-pane.h"
#include "view-fixture.h"

#include <adwaita.h>

typedef struct
{
  GtkWidget *window;
  ManiListPane *pane;
  GtkStringList *words;
  GtkWidget *stack;
  GString *told; /* a letter a signal */
  GString *bound;
} Fixture;

static void
setup_cb (Fixture *fixture, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_label_new (NULL));
}

/* A word says which one stands before it. */
static void
bind_cb (Fixture *fixture, GtkListItem *item)
{
  guint position = gtk_list_item_get_position (item);
  const char *before =
      position > 0 ? gtk_string_list_get_string (fixture->words, position - 1) : "";
  const char *word = gtk_string_object_get_string (gtk_list_item_get_item (item));

  g_string_append_printf (fixture->bound, " %s-%s", before, word);
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), word);
}

static void
selected_cb (Fixture *fixture)
{
  g_string_append_c (fixture->told, 's');
}

static void
changed_cb (Fixture *fixture)
{
  g_string_append_c (fixture->told, 'c');
}

static void
words_cb (Fixture *fixture)
{
  g_string_append_c (fixture->told, 'w');
}

static void
set_up_pane (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "one", "two", "three", NULL };
  GtkWidget *stack;

  fixture->told = g_string_new (NULL);
  fixture->bound = g_string_new (NULL);
  fixture->words = gtk_string_list_new (words);
  fixture->window = gtk_window_new ();
  fixture->pane = g_object_new (MANI_TYPE_LIST_PANE, NULL);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->pane));
  g_signal_connect_swapped (fixture->pane, "setup", G_CALLBACK (setup_cb), fixture);
  g_signal_connect_swapped (fixture->pane, "bind", G_CALLBACK (bind_cb), fixture);
  g_signal_connect_swapped (fixture->pane, "selected", G_CALLBACK (selected_cb), fixture);
  g_signal_connect_swapped (fixture->pane, "changed", G_CALLBACK (changed_cb), fixture);
  g_signal_connect_swapped (fixture->pane, "words", G_CALLBACK (words_cb), fixture);
  mani_list_pane_set_model (fixture->pane, G_LIST_MODEL (fixture->words));
  stack = gtk_widget_get_ancestor (mani_list_pane_get_list (fixture->pane), GTK_TYPE_STACK);
  fixture->stack = stack;
  gtk_stack_add_named (GTK_STACK (stack), gtk_label_new ("Empty"), "page-empty");
  gtk_stack_add_named (GTK_STACK (stack), gtk_label_new ("None"), "page-none");
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture_wait (200);
}

static void
tear_down_pane (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkWidget) window = g_object_ref (fixture->window);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture_wait (50);
  g_assert_finalize_object (g_steal_pointer (&window));
  g_assert_finalize_object (fixture->words);
  g_string_free (fixture->told, TRUE);
  g_string_free (fixture->bound, TRUE);
}

static void
assert_page (Fixture *fixture, const char *expected)
{
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (fixture->stack)), ==, expected);
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  mani_list_pane_show_state (fixture->pane, NULL, 3, 3, FALSE);
  assert_page (fixture, "list");
  mani_list_pane_show_state (fixture->pane, "0 of 3", 0, 3, TRUE);
  assert_page (fixture, "page-none");
  mani_list_pane_show_state (fixture->pane, NULL, 0, 0, FALSE);
  assert_page (fixture, "page-empty");
}

/* Only what the person does is told as a selection. */
static void
test_selection (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkBitset) first = gtk_bitset_new_range (0, 1);
  g_autoptr (GPtrArray) items = NULL;

  mani_list_pane_set_selected (fixture->pane, first);
  g_assert_cmpstr (fixture->told->str, ==, "");
  items = mani_list_pane_list_selected (fixture->pane);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_cmpstr (gtk_string_object_get_string (items->pdata[0]), ==, "one");

  mani_list_pane_select (fixture->pane, 2);
  g_assert_cmpstr (fixture->told->str, ==, "s");
  gtk_string_list_remove (fixture->words, 2);
  g_assert_cmpstr (fixture->told->str, ==, "sc");
  gtk_string_list_append (fixture->words, "four");
  g_assert_cmpstr (fixture->told->str, ==, "scc");
}

/* The row after those that changed is filled again, and no other whose position alone changes. */
static void
test_rows (Fixture *fixture, gconstpointer data)
{
  static const char *const half[] = { "half", NULL };

  g_assert_cmpstr (fixture->bound->str, ==, " -one one-two two-three");
  g_string_truncate (fixture->bound, 0);
  gtk_string_list_splice (fixture->words, 1, 0, half);
  fixture_wait (200);
  g_assert_cmpstr (fixture->bound->str, ==, " one-half half-two");
  g_string_truncate (fixture->bound, 0);
  gtk_string_list_remove (fixture->words, 0);
  fixture_wait (200);
  g_assert_cmpstr (fixture->bound->str, ==, " -half");
  g_string_truncate (fixture->bound, 0);
  mani_list_pane_select (fixture->pane, 1);
  fixture_wait (200);
  g_assert_cmpstr (fixture->bound->str, ==, "");
  mani_list_pane_refresh (fixture->pane);
  mani_list_pane_refresh (fixture->pane);
  fixture_wait (200);
  g_assert_cmpuint (fixture->bound->len, ==, strlen (" -half half-two two-three"));
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  g_autofree char *words = NULL;

  g_assert_false (mani_list_pane_clear_words (fixture->pane));
  gtk_editable_set_text (GTK_EDITABLE (mani_list_pane_get_entry (fixture->pane)), " Baku ");
  fixture_wait (400);
  g_assert_cmpstr (fixture->told->str, ==, "w");
  words = mani_list_pane_dup_words (fixture->pane);
  g_assert_cmpstr (words, ==, "Baku");
  g_assert_true (mani_list_pane_clear_words (fixture->pane));
  g_assert_cmpstr (fixture->told->str, ==, "ww");
}

#define ADD(name, function) \
  g_test_add ("/app/list-pane/" name, Fixture, NULL, set_up_pane, function, tear_down_pane)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("pages", test_pages);
  ADD ("only-a-choice-is-told", test_selection);
  ADD ("the-row-after-a-change-is-filled-again", test_rows);
  ADD ("words", test_words);

  return g_test_run ();
}
