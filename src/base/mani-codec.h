/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one codec that turns a described record into JSON and back (see mani-field.h). One record is
 * one JSON object on one line, members in the table's order, absent fields left out; the same
 * record always gives the same bytes. The project file, the journal, `--json` listings and JSON
 * Lines all use it. */

#pragma once

#include "mani-json-reader.h"
#include "mani-record.h"

G_BEGIN_DECLS

/* Appends @record to @out. */
void mani_codec_write (GString *out, ManiRecord *record);

/**
 * mani_codec_write_with:
 * @field: a field that @record may lack
 * @value: (nullable): what to write there in place of the record's own, for MANI_FIELD_STRING
 *
 * As mani_codec_write(), for a value that can be told from elsewhere and so is not kept in the
 * record (the quotation of an annotation).
 */
void mani_codec_write_with (GString *out, ManiRecord *record, guint field, const char *value);

/* Appends one field's value as JSON; `null` when absent. */
void mani_codec_write_field (GString *out, ManiRecord *record, guint field);

/* The field as a person reads it in a column: lists joined with a space (tags) or ',' (ranges),
 * times as ISO 8601, words as words; "" when absent. */
char *mani_codec_dup_field_text (ManiRecord *record, guint field);

/**
 * mani_codec_read:
 * @reader: before an object
 *
 * Reads one record. Unknown members are kept as they stand, in their order. A member of a wrong
 * kind, a word that is none, a missing required member are errors with file, line and column.
 *
 * Returns: (transfer full): the record, or NULL with @error set
 */
gpointer mani_codec_read (ManiJsonReader *reader, const ManiRecordType *type, GError **error);

/* The members of one record into an empty builder, to the end of the object; @reader has just taken
 * its start. For a reader of many records, or one who has something to say to a record before
 * mani_record_builder_end() makes it and checks it as a whole. */
gboolean
mani_codec_read_members (ManiJsonReader *reader, ManiRecordBuilder *builder, GError **error);

/* What another version of a record has otherwise, for the journal: an object of the fields that
 * differ, by name, `null` for one that is absent; under MANI_CODEC_UNKNOWN, which is no field's
 * name, all members that no field knows, when those differ. */

#define MANI_CODEC_UNKNOWN "*"

/* Appends what has to be done to @before, to make it @after. A text that both share costs nothing.
 */
void mani_codec_write_difference (GString *out, ManiRecord *before, ManiRecord *after);

/**
 * mani_codec_read_difference:
 * @reader: before an object that mani_codec_write_difference() wrote
 *
 * Errors: as mani_codec_read(), and for a member that is no field.
 *
 * Returns: (transfer full): what @before becomes by it, or NULL
 */
gpointer mani_codec_read_difference (ManiJsonReader *reader, ManiRecord *before, GError **error);

/* ISO 8601, UTC: "2026-11-24T02:10:00Z"; a fraction only when there is one. */
char *mani_codec_format_time (gint64 microseconds);
/* Any ISO 8601 date and time with zone; FALSE when @text is none. */
gboolean mani_codec_parse_time (const char *text, gint64 *microseconds);

G_END_DECLS
