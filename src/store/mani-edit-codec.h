/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An edit as JSON and back, as the journal keeps it:
 *
 *   {"name":"Tag 14 Passages as Person","changes":[
 *     {"add":"annotation","at":3,"record":{"id":"…",…}},
 *     {"remove":"label","id":"…"},
 *     {"set":"article","id":"…","at":0,"fields":{"status":"done","note":null}}]}
 *
 * (without the white space). What is new stands there whole; of what is replaced only the fields
 * that differ (mani_codec_write_difference()), so that the status of a long article costs a few
 * bytes. "at" is left out where the change keeps the place, "fields" where the record stays the
 * same and only moves, or is only mentioned (mani_edit_keep()).
 *
 * What is removed or replaced is therefore found in the project that the edit is read for: that
 * must be in the state in which the edit was done. Names of kinds and fields are those of the
 * tables (mani-kind.h, mani-field.h). */

#pragma once

#include "mani-json-reader.h"
#include "mani-project.h"

G_BEGIN_DECLS

/* Appends the edit. The quotation of an annotation is kept only where the annotation keeps it. */
void mani_edit_codec_write (GString *out, ManiEdit *edit);

/**
 * mani_edit_codec_read:
 * @reader: before the object
 * @project: in the state that the edit begins with; not changed
 *
 * Strict: members stand in the order in which they are written, and none besides.
 *
 * Errors: those of the reader; MANI_ERROR_INVALID for an object that is no edit;
 * MANI_ERROR_NOT_FOUND for a record that @project does not have.
 *
 * Returns: (transfer full): an edit for mani_project_apply(), which checks it as any other; or NULL
 */
ManiEdit *mani_edit_codec_read (ManiJsonReader *reader, ManiProject *project, GError **error);

G_END_DECLS
