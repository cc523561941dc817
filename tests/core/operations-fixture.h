/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For tests of operations: a project with a history, and what every edit has to keep: its name,
 * that it is accepted, that one undo takes it back whole and one redo brings it again. */

#pragma once

#include "core-fixture.h"

typedef struct
{
  ManiProject *project;
  ManiHistory *history;
  ManiSnapshot *start;
} Fixture;

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->project = make_project ();
  fixture->history = mani_history_new (fixture->project);
  fixture->start = mani_project_snapshot (fixture->project);
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->start, mani_snapshot_unref);
  g_assert_finalize_object (fixture->history);
  g_assert_finalize_object (fixture->project);
}

/* Takes @edit: its name, that it is accepted, that it can be undone and redone; it stays done. */
static inline void
apply (Fixture *fixture, ManiEdit *edit, const char *name)
{
  g_autoptr (ManiSnapshot) before = mani_project_snapshot (fixture->project);
  g_autoptr (ManiSnapshot) after = NULL;
  g_autoptr (ManiSnapshot) undone = NULL;
  g_autoptr (ManiSnapshot) redone = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (mani_edit_get_name (edit), ==, name);
  g_assert_cmpuint (mani_edit_get_length (edit), >, 0);
  mani_history_apply (fixture->history, edit, &error);
  g_assert_no_error (error);
  mani_edit_unref (edit);
  after = mani_project_snapshot (fixture->project);
  g_assert_false (mani_snapshot_equal (before, after));

  mani_history_undo (fixture->history, &error);
  g_assert_no_error (error);
  undone = mani_project_snapshot (fixture->project);
  g_assert_true (mani_snapshot_equal (before, undone));

  mani_history_redo (fixture->history, &error);
  g_assert_no_error (error);
  redone = mani_project_snapshot (fixture->project);
  g_assert_true (mani_snapshot_equal (after, redone));
}

static inline gpointer
get (Fixture *fixture, ManiKind kind, const char *id)
{
  gpointer record = mani_project_lookup (fixture->project, kind, id);

  g_assert_nonnull (record);

  return record;
}

static inline gpointer
get_annotation (Fixture *fixture, const char *id)
{
  return get (fixture, MANI_KIND_ANNOTATION, id);
}

static inline GPtrArray *
list_annotations (Fixture *fixture, const char *first, const char *second)
{
  GPtrArray *list = g_ptr_array_new ();

  g_ptr_array_add (list, get_annotation (fixture, first));
  if (second != NULL)
    g_ptr_array_add (list, get_annotation (fixture, second));

  return list;
}

/* That the operation refused: no edit, and this error, which is then cleared. */
static inline void
assert_refused (ManiEdit *edit, GError **error, ManiError code)
{
  g_assert_null (edit);
  g_assert_error (*error, MANI_ERROR, (int) code);
  g_clear_error (error);
}

/* The ids of the table's records, in their order, with spaces between. */
static inline char *
list_ids (ManiProject *project, ManiKind kind)
{
  ManiTable *table = mani_project_get_table (project, kind);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < mani_table_get_length (table); i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                            mani_record_get_id (mani_table_get (table, i)));

  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static inline void
assert_ids (ManiProject *project, ManiKind kind, const char *expected)
{
  g_autofree char *ids = list_ids (project, kind);

  g_assert_cmpstr (ids, ==, expected);
}
