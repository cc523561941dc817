/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Project files on the disk: opened whole, replaced whole.
 *
 * Opening reads the file as one state of it and makes a project of that, or fails and has made
 * nothing. Saving writes the whole project beside the file, piece by piece, reads it back, and only
 * then puts it in the file's place (mani-safe-file.h says how, and what every failure leaves
 * behind); the last good file is kept as `NAME~`. What goes between the two, so that neither
 * version is lost when something else has written the file meanwhile, is the stamp: loading gives
 * it, saving expects it and gives the next one.
 *
 * Two programs are kept from writing at once by a lock beside the file (mani-lock.h). Loading and
 * saving do not look at it: whoever opens a project for writing holds it as long as it is open.
 *
 * All functions may be called from any thread; those without _async block. A project that was
 * loaded belongs to the thread that it is handed to. */

#pragma once

#include "mani-project.h"
#include "mani-read-report.h"
#include "mani-safe-file.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The largest file that is read, in bytes. */
#define MANI_PROJECT_FILE_MAX_BYTES ((gsize) G_MAXUINT32)

/**
 * mani_project_file_load:
 * @progress: (nullable): bytes done, bytes in all; in the calling thread
 * @stamp: (out) (optional): what the file was
 * @report: (out) (optional) (transfer full): what was found in it; set on success only
 *
 * A project whose report is not intact (mani_read_report_is_intact()) is to be treated as unsaved.
 *
 * Errors: those of mani_safe_file_read() and mani_project_reader_read(). The file is untouched.
 *
 * Returns: (transfer full): the project, or NULL
 */
ManiProject *mani_project_file_load (const ManiIo *io,
                                     const char *path,
                                     GFileProgressCallback progress,
                                     gpointer progress_data,
                                     GCancellable *cancellable,
                                     ManiFileStamp *stamp,
                                     ManiReadReport **report,
                                     GError **error);

/* @progress is called in the thread-default main context of the caller, where @callback is called
 * too, and never after it. */
void mani_project_file_load_async (const ManiIo *io,
                                   const char *path,
                                   GFileProgressCallback progress,
                                   gpointer progress_data,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

ManiProject *mani_project_file_load_finish (GAsyncResult *result,
                                            ManiFileStamp *stamp,
                                            ManiReadReport **report,
                                            GError **error);

/**
 * mani_project_file_save:
 * @expected: (nullable): the file that @path must be, or NULL when none may be there (but for
 *   MANI_SAFE_FILE_OVERWRITE in @flags)
 * @progress: (nullable): how much is done, and of how much; in the calling thread
 * @new_stamp: (out) (optional): what the file is now; may be @expected itself
 *
 * Errors: those of mani_safe_file_replace(), whose @new_stamp also says when the file is in its
 * place in spite of an error; G_IO_ERROR_CANCELLED, which comes only before the file is touched.
 */
gboolean mani_project_file_save (const ManiIo *io,
                                 const char *path,
                                 ManiSnapshot *snapshot,
                                 const ManiFileStamp *expected,
                                 ManiSafeFileFlags flags,
                                 GFileProgressCallback progress,
                                 gpointer progress_data,
                                 GCancellable *cancellable,
                                 ManiFileStamp *new_stamp,
                                 GError **error);

void mani_project_file_save_async (const ManiIo *io,
                                   const char *path,
                                   ManiSnapshot *snapshot,
                                   const ManiFileStamp *expected,
                                   ManiSafeFileFlags flags,
                                   GFileProgressCallback progress,
                                   gpointer progress_data,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

gboolean
mani_project_file_save_finish (GAsyncResult *result, ManiFileStamp *new_stamp, GError **error);

G_END_DECLS
