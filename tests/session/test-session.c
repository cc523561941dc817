/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of open projects. */

#include "mani-session.h"

#include "mani-test-folder.h"
#include "session-fixture.h"

#include <unistd.h>

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, GString *changes)
{
  g_string_append_printf (changes, "%u-%u+%u ", position, removed, added);
}

static void
test_list (void)
{
  ManiSession *session = mani_session_new ();
  g_autoptr (ManiEditor) one = make_editor ();
  g_autoptr (ManiEditor) two = make_editor ();
  g_autoptr (ManiEditor) three = make_editor ();
  g_autoptr (ManiEditor) got = NULL;
  g_autoptr (GString) changes = g_string_new (NULL);

  g_signal_connect (session, "items-changed", G_CALLBACK (changed_cb), changes);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (session)) == MANI_TYPE_EDITOR);
  mani_session_add (session, one);
  mani_session_add (session, two);
  mani_session_add (session, three);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (session)), ==, 3);
  got = g_list_model_get_item (G_LIST_MODEL (session), 1);
  g_assert_true (got == two);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (session), 3));

  mani_session_remove (session, two);
  mani_session_remove (session, two);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (session)), ==, 2);
  g_assert_cmpstr (changes->str, ==, "0-0+1 1-0+1 2-0+1 1-1+0 ");
  g_assert_finalize_object (session);
}

static void
test_find (void)
{
  g_autoptr (ManiSession) session = mani_session_new ();
  g_autoptr (ManiEditor) nameless = make_editor ();
  g_autoptr (ManiEditor) editor = make_editor ();
  char *folder = mani_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "p.manicule", NULL);
  g_autofree char *link = g_build_filename (folder, "link.manicule", NULL);
  g_autofree char *crooked = g_strconcat (folder, "/./p.manicule", NULL);
  g_autofree char *other = g_build_filename (folder, "other.manicule", NULL);

  g_assert_true (mani_editor_save_as (editor, path, FALSE, NULL));
  g_assert_cmpint (symlink ("p.manicule", link), ==, 0);
  mani_session_add (session, nameless);
  g_assert_null (mani_session_find (session, path));
  mani_session_add (session, editor);

  g_assert_true (mani_session_find (session, path) == editor);
  g_assert_true (mani_session_find (session, link) == editor);
  g_assert_true (mani_session_find (session, crooked) == editor);
  g_assert_null (mani_session_find (session, other));

  /* Removed, it is closed: somebody else may have it. */
  mani_session_remove (session, editor);
  g_assert_null (mani_session_find (session, path));
  g_clear_object (&editor);
  editor = mani_editor_open (path, TRUE, NULL, NULL);
  g_assert_nonnull (editor);
  mani_test_folder_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/session/session/list", test_list);
  g_test_add_func ("/session/session/find", test_find);

  return g_test_run ();
}
