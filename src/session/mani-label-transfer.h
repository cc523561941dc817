/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Labels alone, from files and to files: CSV and JSON (mani-label-file.h), and the labels of
 * another project. What is read is for mani_operation_add_labels() or
 * mani_project_new_with_labels(). */

#pragma once

#include "mani-project.h"

G_BEGIN_DECLS

/**
 * mani_label_transfer_read:
 * @path: a file; "-" is standard input
 *
 * Errors: those of reading, of mani_label_file_read() and, for a project, of the project reader.
 *
 * Returns: (transfer full) (element-type ManiLabel): parents before children; or NULL
 */
GPtrArray *mani_label_transfer_read (const char *path, GError **error);

/* The labels of the ready set of that id, else those of the file at that path. */
GPtrArray *mani_label_transfer_find (const char *set_or_path, GError **error);

/* The labels of @project into the file at @path, of the kind that its name says. Replaced whole,
 * but never a project. Errors: those of mani_transfer_write_file() */
gboolean mani_label_transfer_write (ManiProject *project,
                                    const char *path,
                                    gboolean overwrite,
                                    GError **error);

G_END_DECLS
