/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The editor's inside, for its own files. */

#pragma once

#include "mani-editor.h"
#include "mani-journal.h"
#include "mani-lock.h"
#include "mani-reading-places.h"
#include "mani-safe-file.h"

G_BEGIN_DECLS

enum
{
  PROP_0,
  PROP_PROJECT,
  PROP_PATH,
  PROP_TITLE,
  PROP_IS_MODIFIED,
  PROP_IS_READ_ONLY,
  PROP_IS_SAVING,
  PROP_TROUBLE,
  PROP_UNDO_NAME,
  PROP_REDO_NAME,
  PROP_ARTICLE,
  PROP_ANNOTATIONS,
  PROP_SELECTION,
  PROP_SELECTED,
  PROP_CHOSEN,
  PROP_RELATE_FROM,
  PROP_ARMED_LABEL,
  PROP_SNAP_TO_WORDS,
  PROP_CREATOR,
  PROP_AUTOSAVE_DELAY,
  N_PROPS,
};

extern GParamSpec *mani_editor_properties[N_PROPS];

#define MANI_EDITOR_NOTIFY(self, prop) \
  g_object_notify_by_pspec (G_OBJECT (self), mani_editor_properties[prop])

struct _ManiEditor
{
  GObject parent_instance;
  ManiProject *project;
  ManiHistory *history;

  /* The file (mani-editor-file.c) */
  char *path;
  char *title; /* as it was told last */
  ManiFileStamp stamp;
  ManiLock *lock;
  gboolean is_read_only;
  gboolean is_modified;
  gboolean is_saving;
  gboolean is_closed;
  GPtrArray *waiting;  /* of GTask: saves that come after the one that is under way */
  guint64 saved_state; /* of the history; G_MAXUINT64 when no file holds any */
  ManiSnapshot *saved; /* what the file holds; NULL when none holds any */
  guint autosave_delay;
  guint autosave_source;
  GError *trouble;

  /* The journal (mani-editor-journal.c) */
  char *journal_folder; /* NULL when none is to be kept */
  ManiJournal *journal; /* NULL before the first edit */
  ManiSnapshot *first;  /* what the project without a file was at first, and the bytes of that */
  GBytes *whole;
  GPtrArray *recoveries; /* of ManiJournalFile */
  gboolean may_recover;  /* it was opened to be written */
  gboolean has_journal_trouble;
  gboolean is_given_up;

  /* What is current */
  ManiArticle *article;
  ManiTable *annotations;
  gboolean has_selection;
  ManiRange selection;
  ManiAnnotation *selected;
  GPtrArray *chosen; /* of ManiAnnotation; never NULL, replaced and not changed */
  ManiAnnotation *relate_from;
  ManiLabel *armed_label;
  char *last_label; /* id, "" for a bare highlight, NULL when none was given yet */
  gboolean snap_to_words;
  char *creator;
  ManiReadingPlaces *places; /* NULL until somebody asks */
};

/* The title may be another one. */
void mani_editor_update_title (ManiEditor *self);

/* The history moved: is-modified follows, and the automatic saving. */
void mani_editor_update_modified (ManiEditor *self);

/* The history moved without mani_editor_apply(). Only when the whole edit is done. */
void mani_editor_follow_project (ManiEditor *self);

/* What the saving of the present state has to announce itself to, and the number of the last edit.
 * Borrowed, as long as the editor is saving; NULL when there is no journal. */
ManiJournal *mani_editor_prepare_save (ManiEditor *self, guint64 *sequence);
/* The file, by its stamp, now holds all edits up to @sequence. */
void mani_editor_rebase_journal (ManiEditor *self, guint64 sequence);
/* The editor is closed. */
void mani_editor_end_journal (ManiEditor *self);

G_END_DECLS
