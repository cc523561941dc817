/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads what can still be read of the bytes of a damaged project file: cut, with changed bytes in
 * it, with zeros at its end. The project reader (mani-project-reader.h) refuses such a file as a
 * whole; this takes the records one by one.
 *
 * A file as the project writer lays it out has a record in a line, an article in as many as its
 * text has: a record whose lines are whole is found, whatever stands before and after it. What has
 * no sense is passed over to the next line; a record with bytes in it that are no text gets
 * "\uFFFD" in their place. Where the name of a section is damaged its place in the order tells what
 * follows.
 *
 * No file is refused, none is trusted more than the guard (mani-json-reader.h) and the codec allow,
 * and the work grows with the size of the file, not faster. Nothing is written. */

#pragma once

#include "mani-project.h"

G_BEGIN_DECLS

typedef struct _ManiSalvage ManiSalvage;

/* @name: of the file, for the lines. @data is not looked at any more afterwards. Any thread. */
ManiSalvage *mani_salvage_new (const char *data, gsize n, const char *name);
void mani_salvage_free (ManiSalvage *salvage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiSalvage, mani_salvage_free)

/* How many records of @kind were read. */
guint mani_salvage_get_n (ManiSalvage *salvage, ManiKind kind);
/* What could not be read or kept, a line for people each, "FILE:LINE:COLUMN: what":
 * NULL-terminated. Of a great many only the first MANI_READ_REPORT_MAX_LINES. */
const char *const *mani_salvage_get_lines (ManiSalvage *salvage);
/* The project's id, or NULL when it could not be read. */
const char *mani_salvage_get_project_id (ManiSalvage *salvage);

/* Adds what @whole has and was not read: another version of the same project. Returns how many
 * records these are. */
guint mani_salvage_complete (ManiSalvage *salvage, ManiSnapshot *whole);

/**
 * mani_salvage_make_project:
 *
 * What was read, as a project that keeps all its promises: a record of an id that is there already,
 * and a label that does not fit the others, is left out, which makes further lines; an annotation
 * whose ranges lie outside its text waits without a place.
 *
 * Errors: MANI_ERROR_INVALID when nothing was read, or the records do not fit together at all.
 *
 * Returns: (transfer full): the project, or NULL
 */
ManiProject *mani_salvage_make_project (ManiSalvage *salvage, GError **error);

G_END_DECLS
