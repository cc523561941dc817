/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An editor of the core fixture's project, and what it tells. */

#pragma once

#include "mani-editor.h"

#include "core-fixture.h"

#include <stdlib.h>
#include <string.h>

/* The names of the properties that were told, in order. */
typedef struct
{
  GObject *object;
  GString *names;
} Log;

static inline void
log_cb (Log *log, GParamSpec *pspec)
{
  g_string_append_printf (log->names, "%s%s", log->names->len > 0 ? " " : "", pspec->name);
}

static inline Log *
log_new (gpointer object)
{
  Log *log = g_new (Log, 1);

  log->object = g_object_ref (object);
  log->names = g_string_new (NULL);
  g_signal_connect_swapped (object, "notify", G_CALLBACK (log_cb), log);

  return log;
}

static inline void
log_free (Log *log)
{
  g_signal_handlers_disconnect_by_data (log->object, log);
  g_object_unref (log->object);
  g_string_free (log->names, TRUE);
  g_free (log);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Log, log_free)

static inline int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* That these properties were told since the last time, each once; sorted. */
static inline void
log_assert (Log *log, const char *expected)
{
  g_auto (GStrv) names = g_strsplit (log->names->str, " ", -1);
  g_autofree char *sorted = NULL;

  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  sorted = g_strjoinv (" ", names);
  g_assert_cmpstr (sorted, ==, expected);
  g_string_truncate (log->names, 0);
}

static inline ManiEditor *
make_editor (void)
{
  g_autoptr (ManiProject) project = make_project ();

  return mani_editor_new (project);
}

static inline gpointer
find (ManiEditor *editor, ManiKind kind, const char *id)
{
  gpointer record = mani_project_lookup (mani_editor_get_project (editor), kind, id);

  g_assert_nonnull (record);

  return record;
}

static inline ManiAnnotation *
find_annotation (ManiEditor *editor, const char *id)
{
  return find (editor, MANI_KIND_ANNOTATION, id);
}

static inline void
select_range (ManiEditor *editor, guint start, guint end)
{
  mani_editor_set_selection (editor, &(ManiRange){ start, end });
}

static inline void
apply (ManiEditor *editor, ManiEdit *edit)
{
  g_autoptr (ManiEdit) taken = edit;
  g_autoptr (GError) error = NULL;

  g_assert_true (mani_editor_apply (editor, taken, &error));
  g_assert_no_error (error);
}

/* Replaces a record by one that differs in one string. */
static inline void
change_string (ManiEditor *editor, gpointer record, guint field, const char *value)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (record);
  g_autoptr (GObject) after = NULL;

  mani_record_builder_set_string (builder, field, value);
  after = mani_record_builder_end (builder, NULL);
  g_assert_nonnull (after);
  apply (editor, mani_operation_set_record (record, after, "Change"));
}

static inline guint
count_undo (ManiEditor *editor)
{
  return mani_history_get_n_undo (mani_editor_get_history (editor));
}
