/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking annotations away to files and bringing them in from files: the registry of formats joined
 * with safe replacement. Window and command line both use it. */

#pragma once

#include "mani-format.h"
#include "mani-formats.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * mani_transfer_export:
 * @path: a file; for what gives several files (the format's flags, or @what in a folder) a folder,
 * which is made when it is not there
 * @overwrite: files that are there may be replaced, but never a project
 *
 * Writes everything into memory first: on an error of the format nothing is written. Each file is
 * replaced whole. Any thread.
 *
 * Errors: those of the format and of mani_safe_file_replace(); MANI_ERROR_CONFLICT when a file is
 * there, or a project.
 */
gboolean mani_transfer_export (const ManiFormat *format,
                               const ManiExport *what,
                               const char *path,
                               gboolean overwrite,
                               GError **error);

/**
 * mani_transfer_read:
 * @format: (nullable): NULL finds it out from the first file
 * @paths: files that belong together; "-" is standard input
 *
 * Errors: those of reading and of the format; MANI_ERROR_UNSUPPORTED when no format fits.
 *
 * Returns: (transfer full): what was found, for mani_import_make_edit(); or NULL
 */
ManiImport *mani_transfer_read (const ManiFormat *format, const char *const *paths, GError **error);

/* What is taken away, into the file at @path, which is replaced whole. @overwrite: a file that is
 * there may be replaced, but never a project. Any thread. Errors: those of
 * mani_safe_file_replace(); MANI_ERROR_CONFLICT for a project. */
gboolean
mani_transfer_write_file (const char *path, GBytes *bytes, gboolean overwrite, GError **error);

/* (transfer full): all of standard input, up to a bound. */
GBytes *mani_transfer_read_standard_input (GError **error);

G_END_DECLS
