/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window of one project: articles at the start, the current article in the middle, panels at
 * the end.
 *
 * It ties widgets to the editor and its actions to what the editor can do; it decides nothing about
 * annotations itself. Its actions are in mani-window-actions.c, opening and saving in
 * mani-window-files.c.
 *
 * Properties: `editor` (ManiEditor, construct only). */

#pragma once

#include "mani-application.h"
#include "mani-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define MANI_TYPE_WINDOW (mani_window_get_type ())
G_DECLARE_FINAL_TYPE (ManiWindow, mani_window, MANI, WINDOW, AdwApplicationWindow)

ManiWindow *mani_window_new (ManiApplication *application, ManiEditor *editor);
ManiEditor *mani_window_get_editor (ManiWindow *window);

/* Reads files (element-type GFile) as articles of the project, one after another, and tells what
 * became of them. */
void mani_window_add_articles (ManiWindow *window, GListModel *files);

/* A line for a moment; @undo: with a button that undoes. */
void mani_window_tell (ManiWindow *window, const char *text, gboolean undo);
/* The same with a button for any action, by its detailed name. */
void mani_window_tell_action (ManiWindow *window,
                              const char *text,
                              const char *label,
                              const char *action);

/* The same, but what is shown now has its time first. */
void
mani_window_tell_next (ManiWindow *window, const char *text, const char *label, const char *action);

/* Asks about unsaved changes that the editor has found, if there are any. */
void mani_window_offer_recovery (ManiWindow *window);

/* Closes without asking; what is not saved is found again the next time. */
void mani_window_end (ManiWindow *window);

/* Nothing in it yet: a project opened from it may take its place. */
gboolean mani_window_is_blank (ManiWindow *window);

G_END_DECLS
