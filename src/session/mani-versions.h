/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Earlier versions of an editor's project (mani-backups.h): listed, brought back by one edit,
 * opened as a copy. */

#pragma once

#include "mani-backups.h"
#include "mani-editor.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full) (element-type ManiBackup): the newest first. */
GPtrArray *mani_versions_list (ManiEditor *editor);

/* Reads the version with this SHA-256, and finds out what it takes to have it back, in a thread. */
void mani_versions_read_async (ManiEditor *editor,
                               const char *sha256,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);

/**
 * mani_versions_read_finish:
 * @edit: (out) (optional) (transfer full): makes the project of the editor that version, as long as
 *   nothing else changes it; empty when it is the same
 *
 * Errors: those of mani_backups_read() and mani_project_reader_read().
 *
 * Returns: (transfer full): the version as a project of its own, with an id of its own; or NULL
 */
ManiProject *mani_versions_read_finish (ManiEditor *editor,
                                        GAsyncResult *result,
                                        ManiEdit **edit,
                                        GError **error);

G_END_DECLS
