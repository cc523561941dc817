/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The session: the projects that are open, as a GListModel of #ManiEditor. A file is open at most
 * once. */

#pragma once

#include "mani-editor.h"

G_BEGIN_DECLS

#define MANI_TYPE_SESSION (mani_session_get_type ())
G_DECLARE_FINAL_TYPE (ManiSession, mani_session, MANI, SESSION, GObject)

ManiSession *mani_session_new (void);
void mani_session_add (ManiSession *session, ManiEditor *editor);
/* Closes the editor. */
void mani_session_remove (ManiSession *session, ManiEditor *editor);
/* Whether the two paths lead to one file, symbolic links followed. */
gboolean mani_session_is_same_file (const char *a, const char *b);
/* Borrowed: the editor of the file at @path, symbolic links followed, or NULL. */
ManiEditor *mani_session_find (ManiSession *session, const char *path);

G_END_DECLS
