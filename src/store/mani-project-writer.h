/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes a project as the bytes of its file: one JSON document in which an annotation is a line and
 * a paragraph of an article is a line.
 *
 *   {"manicule":1,
 *   "project":{...},
 *   "labels":[
 *   {...},
 *   {...}
 *   ],
 *   "entities":[
 *   ],
 *   "articles":[
 *   {...,"text":[
 *   "first paragraph\n",
 *   "second paragraph\n"
 *   ]}
 *   ],
 *   "annotations":[
 *   {...}
 *   ],
 *   "relations":[
 *   ],
 *   "digest":"sha256:..."
 *   }
 *
 * The same project always gives the same bytes. Labels, entities and articles stand as the user has
 * them; annotations by article, start, end and id, those of unknown articles last; relations by id.
 * Members stand in the order of the field tables (mani-field.h) and those with their default are
 * left out. Members that no part of the program knows stand as they were read, those of the file
 * before the digest.
 *
 * A quotation that the text gives is written with its annotation all the same (over 200 characters
 * shortened in the middle): people read it, and a reader sees by it when text and ranges do not
 * belong together.
 *
 * The digest is the SHA-256 of every byte before its own line. No newline follows the last brace:
 * so no beginning of a file is itself a file. */

#pragma once

#include "mani-io.h"
#include "mani-snapshot.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The version of the format that is written, and the newest that is read. */
#define MANI_PROJECT_FORMAT 1

/**
 * mani_project_writer_write_to:
 * @write: takes the bytes, in pieces that are large where the project is
 * @progress: (nullable): called now and then, in the same thread, with how much is done and how
 * much there is to do, in a unit of its own
 *
 * For any thread.
 *
 * Errors: those of @write; G_IO_ERROR_CANCELLED, not after the last piece is written.
 */
gboolean mani_project_writer_write_to (ManiSnapshot *snapshot,
                                       ManiWriteFunc write,
                                       gpointer sink,
                                       GFileProgressCallback progress,
                                       gpointer progress_data,
                                       GCancellable *cancellable,
                                       GError **error);

/**
 * mani_project_writer_write:
 *
 * The same, for who needs the whole.
 *
 * Returns: (transfer full): the bytes; NULL when cancelled
 */
GBytes *mani_project_writer_write (ManiSnapshot *snapshot,
                                   GFileProgressCallback progress,
                                   gpointer progress_data,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
