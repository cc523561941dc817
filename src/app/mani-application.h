/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The application: one process, one session, a window for each open project. */

#pragma once

#include "mani-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define MANI_TYPE_APPLICATION (mani_application_get_type ())
G_DECLARE_FINAL_TYPE (ManiApplication, mani_application, MANI, APPLICATION, AdwApplication)

ManiApplication *mani_application_new (void);
ManiSession *mani_application_get_session (ManiApplication *application);

/* Opens files (element-type GFile): projects in windows of their own (one that is open is
 * presented), everything else as articles of the project in @window, or of a new one. @window may
 * be NULL. */
void
mani_application_open_files (ManiApplication *application, GtkWindow *window, GListModel *files);

/* Opens a project that has no file in a window of its own. */
void mani_application_open_project (ManiApplication *application, ManiProject *project);

G_END_DECLS
