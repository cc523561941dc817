/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The editor: one open project with all that a window needs of it and a test can drive without a
 * display.
 *
 * It holds the project, its history, its file (path, stamp, lock), and what is current: the
 * article, the selection, the selected annotation, the armed label. Every change goes through
 * mani_editor_apply(), which goes through the project's one door. What people do with a gesture is
 * a function here (mani_editor_press_label()); widgets only call it.
 *
 * Properties (all notified, silent when equal; an edit's are told when all have followed it):
 *   project         ManiProject; for good
 *   path            string or NULL: the file; NULL until it has a name
 *   title           string: the project's own, else the file's name, else "Untitled Project"
 *   is-modified     boolean: the file, or nothing, does not hold the present state
 *   is-read-only    boolean: opened without the right or the lock to write; Save As is the way
 *   is-saving       boolean: a thread is writing
 *   trouble         GError or NULL: what is wrong now, for the window to show; a save that succeeds
 *                   or mani_editor_set_trouble (editor, NULL) clears it
 *   undo-name       string or NULL
 *   redo-name       string or NULL
 *   article         ManiArticle or NULL: the current one, always as the project now has it
 *   annotations     ManiTable: those of the current article; NULL without one
 *   selection       ManiRange (boxed) or NULL: code points of the current article
 *   selected        ManiAnnotation or NULL: the selected annotation, as the project now has it
 *   chosen          GPtrArray of ManiAnnotation: all that are selected, of any article, as the
 *                   project now has them; `selected` is one of them
 *   relate-from     ManiAnnotation or NULL: waits for the one that it is related to
 *   armed-label     ManiLabel or NULL: every selection that is finished is marked with it
 *   snap-to-words   boolean: selections grow to whole words before they are marked
 *   creator         string: who annotates; "" for nobody
 *   autosave-delay  uint: seconds after the last edit; 0 for never
 *
 * A record that is made current is looked up by its id: any version of it will do.
 *
 * Main thread only. */

#pragma once

#include "mani-history.h"
#include "mani-io.h"
#include "mani-journal-file.h"
#include "mani-project.h"
#include "mani-reading-places.h"

G_BEGIN_DECLS

#define MANI_TYPE_EDITOR (mani_editor_get_type ())
G_DECLARE_FINAL_TYPE (ManiEditor, mani_editor, MANI, EDITOR, GObject)

/* Opening and keeping (mani-editor-file.c) */

/* A new project without a file. */
ManiEditor *mani_editor_new (ManiProject *project);
/* A copy, without a file, of the project that @bytes are the file of. @name is for errors. */
ManiEditor *mani_editor_new_from_bytes (GBytes *bytes, const char *name, GError **error);

/**
 * mani_editor_open:
 * @path: an existing project file
 * @for_writing: take the lock; without it, or when the folder cannot be written, the editor is
 * read-only
 * @notes: (out) (optional) (element-type utf8): what the reader found worth saying, a line each
 *
 * A file whose digest does not match opens as modified, with a note.
 *
 * Errors: those of the project reader; MANI_ERROR_BUSY when somebody else has the lock.
 */
ManiEditor *mani_editor_open (const char *path, gboolean for_writing, GStrv *notes, GError **error);
void mani_editor_open_async (const char *path,
                             gboolean for_writing,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
ManiEditor *mani_editor_open_finish (GAsyncResult *result, GStrv *notes, GError **error);

/* Writes the file; without a path MANI_ERROR_NOT_FOUND. What is edited while a thread writes stays
 * modified. A failure also becomes the trouble; so does it when what was saved could not be kept as
 * an earlier version (mani-backups.h). While a thread writes, mani_editor_save() fails with
 * MANI_ERROR_BUSY, and mani_editor_save_async() waits its turn and writes again if need be. */
gboolean mani_editor_save (ManiEditor *editor, GError **error);
void mani_editor_save_async (ManiEditor *editor,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean mani_editor_save_finish (ManiEditor *editor, GAsyncResult *result, GError **error);

/* Gives the project a (new) file and writes it. On failure the old path stays. @overwrite: what is
 * at @path may be replaced. */
gboolean
mani_editor_save_as (ManiEditor *editor, const char *path, gboolean overwrite, GError **error);

/* Gives up the lock, once a thread that writes is done; saving fails afterwards. */
void mani_editor_close (ManiEditor *editor);

/* The journal (mani-editor-journal.c): every edit is written down at once (mani-journal.h), until
 * the project is saved. */

/* From now on; before the first edit. @folder NULL: the user's. What the journal cannot keep
 * becomes the trouble. Also looks for journals of this project that an earlier program has left
 * behind. */
void mani_editor_keep_journal (ManiEditor *editor, const char *folder);
/* Brings all edits to the disk, now. */
gboolean mani_editor_flush_journal (ManiEditor *editor, GError **error);
/* The same in a thread: the window is left, and who knows what happens there. */
void mani_editor_hurry_journal (ManiEditor *editor);
/* The person does not want what is unsaved: once the editor is closed there is no journal of it.
 * Otherwise it stays, to be found by the next one. */
void mani_editor_give_up_changes (ManiEditor *editor);

/* Borrowed (element-type ManiJournalFile): unsaved edits that were found, the last ones first. They
 * stay on the disk until one of the two functions below removes them. */
GPtrArray *mani_editor_get_recoveries (ManiEditor *editor);
/* How many edits of it can be done again; 0 when they were not made to what the project is now. */
guint mani_editor_count_recovery (ManiEditor *editor, const ManiJournalFile *recovery);
/* Does the edits again, each as a step that can be undone; the project is unsaved then. Afterwards
 * @recovery is gone. Errors: MANI_ERROR_CONFLICT when it does not fit; what cannot be done again:
 * all before it is done then, and @recovery stays. */
gboolean mani_editor_recover (ManiEditor *editor, const ManiJournalFile *recovery, GError **error);
/* Removes it for good. */
gboolean
mani_editor_discard_recovery (ManiEditor *editor, const ManiJournalFile *recovery, GError **error);

/* (transfer full) (element-type ManiJournalFile): unsaved projects that never had a file. @folder
 * NULL: the user's. */
GPtrArray *mani_editor_list_untitled (const char *folder);
/* A project as it was when its journal was begun: after mani_editor_keep_journal() with the same
 * folder it has the recovery. */
ManiEditor *mani_editor_new_from_recovery (const ManiJournalFile *recovery, GError **error);

ManiProject *mani_editor_get_project (ManiEditor *editor);
ManiHistory *mani_editor_get_history (ManiEditor *editor);
const char *mani_editor_get_path (ManiEditor *editor);
char *mani_editor_dup_title (ManiEditor *editor);
gboolean mani_editor_is_modified (ManiEditor *editor);
gboolean mani_editor_is_read_only (ManiEditor *editor);
const GError *mani_editor_get_trouble (ManiEditor *editor);
void mani_editor_set_trouble (ManiEditor *editor, const GError *trouble);

/* Changing */

/* An edit that fails also becomes the trouble. */
gboolean mani_editor_apply (ManiEditor *editor, ManiEdit *edit, GError **error);
gboolean mani_editor_undo (ManiEditor *editor);
gboolean mani_editor_redo (ManiEditor *editor);

/* What is current */

ManiArticle *mani_editor_get_article (ManiEditor *editor);
void mani_editor_set_article (ManiEditor *editor, ManiArticle *article);
ManiTable *mani_editor_get_annotations (ManiEditor *editor);
const ManiRange *mani_editor_get_selection (ManiEditor *editor);
void mani_editor_set_selection (ManiEditor *editor, const ManiRange *selection);
ManiAnnotation *mani_editor_get_selected (ManiEditor *editor);
/* Of any article: that article becomes current. */
void mani_editor_set_selected (ManiEditor *editor, ManiAnnotation *annotation);
/* Several at once; `selected` stays when it is one of them, else it becomes the first. Selecting
 * one chooses it alone. Borrowed, until the next change. */
GPtrArray *mani_editor_get_chosen (ManiEditor *editor);
void mani_editor_set_chosen (ManiEditor *editor, GPtrArray *annotations);
ManiAnnotation *mani_editor_get_relate_from (ManiEditor *editor);
ManiLabel *mani_editor_get_armed_label (ManiEditor *editor);
void mani_editor_set_armed_label (ManiEditor *editor, ManiLabel *label);
gboolean mani_editor_get_snap_to_words (ManiEditor *editor);
void mani_editor_set_snap_to_words (ManiEditor *editor, gboolean snap);
const char *mani_editor_get_creator (ManiEditor *editor);
void mani_editor_set_creator (ManiEditor *editor, const char *creator);
void mani_editor_set_autosave_delay (ManiEditor *editor, guint seconds);

/* Where somebody was reading (mani-reading-places.h): of this project, on this machine. Written
 * when the editor is closed, once the project has a file. Borrowed. */
ManiReadingPlaces *mani_editor_get_reading_places (ManiEditor *editor);

/* Gestures (mani-editor-gestures.c). Each is one undo step; FALSE when there was nothing to do. */

/* The label's key or button: marks the selection, else relabels what is chosen, else arms
 * the label (or disarms it). @label NULL is a bare highlight. The new annotation becomes the
 * selected one, the selection ends. */
gboolean mani_editor_press_label (ManiEditor *editor, ManiLabel *label);
/* A selection has been finished: with an armed label, it is marked. */
gboolean mani_editor_finish_selection (ManiEditor *editor);
/* The label that was given last, once more. */
gboolean mani_editor_repeat_label (ManiEditor *editor);
/* Esc: what waits to be related, else the armed label, else the selection, else what is chosen is
 * let go. */
gboolean mani_editor_let_go (ManiEditor *editor);
/* All that are chosen. */
gboolean mani_editor_remove_selected (ManiEditor *editor);
/* All that are chosen get the label, or none. */
gboolean mani_editor_relabel (ManiEditor *editor, ManiLabel *label);
/* First the selected annotation waits; then, when another is selected, it is related to that. Once
 * more on itself lets go. */
gboolean mani_editor_relate (ManiEditor *editor);
/* The next or, with -1, the previous annotation of the current article after the selected one, or
 * after @offset when none is; goes round. Orphans have no place to walk to. */
gboolean mani_editor_walk (ManiEditor *editor, int by, guint offset);
/* NULL or "" takes the note away; the same note is no edit. */
gboolean mani_editor_set_note (ManiEditor *editor, ManiAnnotation *annotation, const char *note);
/* The selected annotation gains the selection as a further range, or loses it where it has it. */
gboolean mani_editor_toggle_range (ManiEditor *editor);
/* The annotation, such as an orphan, gets the selection as its place; it becomes the selected one,
 * the selection ends. */
gboolean mani_editor_place (ManiEditor *editor, ManiAnnotation *annotation);
/* Whom or what passages name (mani-editor-link.c): the entity of id @entity, else the one that is
 * called @name, of @kind, as mani_operation_need_entity() finds or makes it. An error becomes the
 * trouble.
 * The selection is marked first, in the same step, with the first label that names the entity's
 * kind; the new annotation becomes the selected one. */
gboolean mani_editor_link_selection (ManiEditor *editor,
                                     const char *entity,
                                     const char *name,
                                     ManiEntityKind kind);
/* Annotations (element-type ManiAnnotation). @entity and @name NULL: nobody. */
gboolean mani_editor_link (ManiEditor *editor,
                           GPtrArray *annotations,
                           const char *entity,
                           const char *name,
                           ManiEntityKind kind);
/* What annotations (of which the first counts), or with NULL the selection, say, as the name of
 * someone or something: one line, without a possessive. NULL when they are too long for a name or
 * there are none. */
char *mani_editor_dup_name (ManiEditor *editor, GPtrArray *annotations);
/* The range that a mark on @range would get: snapped to graphemes and, as preferred, to words;
 * FALSE when nothing is left. */
gboolean mani_editor_snap (ManiEditor *editor, ManiRange *range);
/* The label with this key in the project, or NULL. */
ManiLabel *mani_editor_find_label_by_key (ManiEditor *editor, const char *key);

G_END_DECLS
