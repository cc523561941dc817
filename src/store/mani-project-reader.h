/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the bytes of a project file (see mani-project-writer.h for what stands in them), in any
 * layout and with its members in any order.
 *
 * Strict: every byte passes the guard (mani-json-reader.h), every record the codec and the model's
 * own rules. What breaks them is an error with file, line, column and reason, and nothing is made.
 * What breaks none of them, and yet is not as it was written, is a finding in the report: see
 * mani-read-report.h.
 *
 * Two passes: the first checks the whole document and finds its members; the second reads the
 * records, articles before annotations wherever they stand, so that a quotation that the text gives
 * need not be kept. */

#pragma once

#include "mani-project.h"
#include "mani-read-report.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ManiReaderDoneFunc:
 *
 * Says that the @n bytes from @start on will not be looked at again.
 */
typedef void (*ManiReaderDoneFunc) (gsize start, gsize n, gpointer data);

/**
 * ManiReaderHooks:
 * @progress: how many bytes are read, of how many; called now and then in the reading thread
 * @done: which bytes may be given back to the system
 * @data: for both
 *
 * Each may be NULL.
 */
typedef struct
{
  GFileProgressCallback progress;
  ManiReaderDoneFunc done;
  gpointer data;
} ManiReaderHooks;

/**
 * mani_project_reader_read:
 * @name: the file's name, for errors and findings
 * @report: (nullable): gains what is found
 * @hooks: (nullable)
 *
 * For any thread; the project then belongs to the thread that it is handed to.
 *
 * Errors: MANI_ERROR_INVALID: not a project, or a damaged one; MANI_ERROR_UNSUPPORTED: of a newer
 * version of the format, which is named; MANI_ERROR_TOO_LARGE: over a limit of the guard;
 * G_IO_ERROR_CANCELLED.
 *
 * Returns: (transfer full): the project, or NULL
 */
ManiProject *mani_project_reader_read (const char *data,
                                       gsize n,
                                       const char *name,
                                       ManiReadReport *report,
                                       const ManiReaderHooks *hooks,
                                       GCancellable *cancellable,
                                       GError **error);

G_END_DECLS
