/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The guard through which every byte of JSON passes: a strict pull reader for RFC 8259 over bytes
 * in memory. It validates each token once, as it passes it, never recurses, and keeps nothing but
 * the names of the objects that are open.
 *
 * Strict means, beyond the grammar of RFC 8259:
 * - the bytes are valid UTF-8 without a byte order mark;
 * - escapes name characters: no half of a surrogate pair, and no U+0000, which the model cannot
 * hold;
 * - no object has two members of the same name, however they are spelt;
 * - every number fits a double (1e400 does not; 1e-400 is read as 0);
 * - depth, strings, numbers, members and values keep to the limits below.
 *
 * Every error is MANI_ERROR_INVALID, or MANI_ERROR_TOO_LARGE for a limit, and reads
 * "NAME:LINE:COLUMN: what is wrong", at the first byte that cannot stand where it does.
 *
 * Typical use, for {"id":"...", ...}:
 *
 *   if (!mani_json_reader_expect (reader, MANI_JSON_OBJECT_START, error))
 *     return FALSE;
 *   while ((token = mani_json_reader_next (reader, error)) == MANI_JSON_NAME)
 *     {
 *       if (g_str_equal (mani_json_reader_get_string (reader, NULL), "id"))
 *         {
 *           if (!mani_json_reader_expect (reader, MANI_JSON_STRING, error))
 *             return FALSE;
 *           id = g_strdup (mani_json_reader_get_string (reader, NULL));
 *         }
 *       else if (!mani_json_reader_skip (reader, &raw, &n_raw, error))
 *         return FALSE;
 *     }
 *   return token == MANI_JSON_OBJECT_END;
 *
 * A reader may be used in any thread, by one thread at a time. */

#pragma once

#include <glib.h>

#include "mani-error.h"

G_BEGIN_DECLS

/**
 * ManiJsonToken:
 * @MANI_JSON_ERROR: there is no further token; see the GError
 * @MANI_JSON_END: the document has ended
 *
 * In an object, MANI_JSON_NAME and the tokens of a value take turns; colons and commas are checked
 * and not reported.
 */
typedef enum
{
  MANI_JSON_ERROR,
  MANI_JSON_END,
  MANI_JSON_OBJECT_START,
  MANI_JSON_OBJECT_END,
  MANI_JSON_ARRAY_START,
  MANI_JSON_ARRAY_END,
  MANI_JSON_NAME,
  MANI_JSON_STRING,
  MANI_JSON_NUMBER,
  MANI_JSON_TRUE,
  MANI_JSON_FALSE,
  MANI_JSON_NULL,
} ManiJsonToken;

/* What one document may use; 0 in a member means the default. */
typedef struct
{
  guint max_depth;    /* objects and arrays inside one another; 64 */
  gsize max_string;   /* bytes of a string or name between its quotes, escapes as spelt; 64 MiB */
  gsize max_number;   /* characters of a number; 64 */
  guint max_members;  /* members of one object; 1,000,000 (each takes 40 to 80 bytes while it is
                         open) */
  guint64 max_values; /* values of the document, objects and arrays included; 1,000,000,000 */
} ManiJsonLimits;

typedef struct _ManiJsonReader ManiJsonReader;

/* Borrows @data, which need not end with a NUL and must outlive the reader. @name is the file's,
 * for errors. @limits may be NULL. */
ManiJsonReader *mani_json_reader_new (const char *data,
                                      gsize n_bytes,
                                      const char *name,
                                      const ManiJsonLimits *limits);

/* The same for a value that stands inside a larger document, of which @data are the bytes from
 * @line and @column on: those of the errors are then the document's. Positions count from @data. */
ManiJsonReader *mani_json_reader_new_within (const char *data,
                                             gsize n_bytes,
                                             guint line,
                                             guint column,
                                             const char *name,
                                             const ManiJsonLimits *limits);

void mani_json_reader_free (ManiJsonReader *reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiJsonReader, mani_json_reader_free)

/* Reads any number of values, none included, that follow one another with white space between them,
 * as JSON Lines has them; MANI_JSON_END comes after the last. To be called before the first token.
 */
void mani_json_reader_set_sequence (ManiJsonReader *reader, gboolean is_sequence);

/* Takes the next token. After MANI_JSON_END it is MANI_JSON_END again, after MANI_JSON_ERROR the
 * same error again. */
ManiJsonToken mani_json_reader_next (ManiJsonReader *reader, GError **error);

/* The next token without taking it: the current one and its string stay. */
ManiJsonToken mani_json_reader_peek (ManiJsonReader *reader, GError **error);

/* Takes the next token, which has to be @token; otherwise the error says what was expected. */
gboolean mani_json_reader_expect (ManiJsonReader *reader, ManiJsonToken token, GError **error);

/* Takes the whole next value, validated. @raw and @n_bytes (both may be NULL) become its bytes in
 * the data, without the white space around it. The value is then the current token. An error when
 * no value follows. */
gboolean
mani_json_reader_skip (ManiJsonReader *reader, const char **raw, gsize *n_bytes, GError **error);

/* The bytes of the current token in the data, quotes included, not ended by a NUL. */
const char *mani_json_reader_get_raw (ManiJsonReader *reader, gsize *n_bytes);

/* The current name or string, decoded: UTF-8 ended by a NUL, and without one inside. The reader
 * owns it until the next call of next, expect or skip. @n_bytes may be NULL. */
const char *mani_json_reader_get_string (ManiJsonReader *reader, gsize *n_bytes);

/* The current number, rounded to the nearest double. */
double mani_json_reader_get_double (ManiJsonReader *reader);

/* The current number, if it is an integer of 64 bits; how it is spelt does not matter (12, 12.0 and
 * 1.2e1 are the same number). */
gboolean mani_json_reader_get_int64 (ManiJsonReader *reader, gint64 *value);

/* Where the current token begins, in bytes from the start of the data. */
gsize mani_json_reader_get_position (ManiJsonReader *reader);

/* Where the current token begins: lines (ended by \n) and columns (in code points) from 1. Found on
 * request, going on from where the last request ended. */
guint mani_json_reader_get_line (ManiJsonReader *reader);
guint mani_json_reader_get_column (ManiJsonReader *reader);

/* Sets an error of MANI_ERROR about the current token: "NAME:LINE:COLUMN: message". */
void mani_json_reader_set_error (ManiJsonReader *reader,
                                 GError **error,
                                 ManiError code,
                                 const char *format,
                                 ...) G_GNUC_PRINTF (4, 5);

/* Validates a whole document and keeps nothing. */
gboolean mani_json_check (const char *data,
                          gsize n_bytes,
                          const char *name,
                          const ManiJsonLimits *limits,
                          GError **error);

G_END_DECLS
