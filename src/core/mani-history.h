/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Undo and redo: two stacks of inverse edits around the one door.
 *
 * Properties, each notified when it changes: `undo-name` and `redo-name` (string, NULL when there
 * is none). */

#pragma once

#include "mani-project.h"

G_BEGIN_DECLS

#define MANI_TYPE_HISTORY (mani_history_get_type ())
G_DECLARE_FINAL_TYPE (ManiHistory, mani_history, MANI, HISTORY, GObject)

typedef enum
{
  MANI_HISTORY_DO,
  MANI_HISTORY_UNDO,
  MANI_HISTORY_REDO,
} ManiHistoryDirection;

/* Told of every edit that the project has taken, right after: how it came, and what was applied (of
 * an undo the inverse). */
typedef void (*ManiHistoryRecorder) (ManiHistoryDirection direction, ManiEdit *edit, gpointer data);

ManiHistory *mani_history_new (ManiProject *project);
/* The one who writes the edits down; NULL for nobody. */
void mani_history_set_recorder (ManiHistory *history, ManiHistoryRecorder recorder, gpointer data);

/* Does @edit, remembers its inverse, forgets what was undone. An edit without changes is nothing.
 */
gboolean mani_history_apply (ManiHistory *history, ManiEdit *edit, GError **error);
/* FALSE without an error when there is nothing to undo. */
gboolean mani_history_undo (ManiHistory *history, GError **error);
gboolean mani_history_redo (ManiHistory *history, GError **error);

const char *mani_history_get_undo_name (ManiHistory *history); /* or NULL */
const char *mani_history_get_redo_name (ManiHistory *history); /* or NULL */
guint mani_history_get_n_undo (ManiHistory *history);

/**
 * ManiHistoryStep:
 * @name: the edit's
 * @time: when it was done first, in microseconds
 * @before: what the record was; NULL when the step made it
 * @after: what it became; NULL when the step removed it
 */
typedef struct
{
  char *name;
  gint64 time;
  ManiRecord *before;
  ManiRecord *after;
} ManiHistoryStep;

/* (transfer full) (element-type ManiHistoryStep): the steps, of those that could be undone now,
 * that changed the record of that id, the last one first. Walks all edits: for when somebody asks.
 */
GArray *mani_history_list_steps (ManiHistory *history, ManiKind kind, const char *id);

/* A number for the project's present state: the same after an edit was undone as before it was
 * done. */
guint64 mani_history_get_state (ManiHistory *history);

G_END_DECLS
