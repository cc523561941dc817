/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Labels alone, without annotations, as a file that people write in a spreadsheet or an editor and
 * hand on.
 *
 * CSV (or TSV): a header line with any of the columns `name`, `path`, `parent`, `description`,
 * `color` (or `colour`), `key`, `use` (passage, relation, article), `entity` (person, place,
 * organisation, none), then a label a line. JSON: an array of objects with members of these names,
 * or an object whose member `labels` is one. `parent` and `path` are paths: names with "/" between,
 * a "/" or "\" of a name after a "\"; a path ends with the name, which may then be left out. A
 * parent that has no line of its own is made. In JSON `parent` may also be the `id` of another
 * label, as a project file has it. Other columns and members are passed over.
 *
 * Errors: MANI_ERROR_INVALID, "NAME:LINE:COLUMN: what is wrong". */

#pragma once

#include "mani-label.h"

G_BEGIN_DECLS

/* No set of labels is larger. */
#define MANI_LABEL_FILE_MAX_LABELS 10000

typedef enum
{
  MANI_LABEL_FILE_CSV,
  MANI_LABEL_FILE_JSON,
} ManiLabelFileKind;

/* By the end of the name: ".json" or else CSV. */
ManiLabelFileKind mani_label_file_kind_of (const char *name);

/**
 * mani_label_file_read:
 * @name: the file's name, for errors
 *
 * What begins with "{" or "[" is JSON, all else CSV.
 *
 * Returns: (transfer full) (element-type ManiLabel): parents before children, with new ids but for
 *   those that JSON gives; for mani_operation_add_labels(); or NULL
 */
GPtrArray *mani_label_file_read (const char *data, gsize n_bytes, const char *name, GError **error);

/* (transfer full): @labels (element-type ManiLabel), whose parents are among them. Read again, they
 * are the same but for ids. */
GBytes *mani_label_file_write (GPtrArray *labels, ManiLabelFileKind kind);

G_END_DECLS
