/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The reader's inside, for the files that make it up: the machine (mani-json-reader.c) and what it
 * says when something is wrong (mani-json-reader-errors.c). */

#pragma once

#include "mani-json-names-private.h"
#include "mani-json-reader.h"

G_BEGIN_DECLS

/* What may come next. */
typedef enum
{
  MANI_JSON_STATE_DOCUMENT,     /* the first value */
  MANI_JSON_STATE_VALUE,        /* the value of a member */
  MANI_JSON_STATE_FIRST_MEMBER, /* after { */
  MANI_JSON_STATE_FIRST_VALUE,  /* after [ */
  MANI_JSON_STATE_AFTER_VALUE,  /* a comma, the end of the object or array, or of the document */
  MANI_JSON_STATE_FAILED,
} ManiJsonState;

typedef struct
{
  ManiJsonToken kind;
  gboolean has_escapes;
  const guchar *start;
  const guchar *end;
} ManiJsonTokenData;

/* An open object or array; the lowest frame is the document. */
typedef struct
{
  ManiJsonToken closing;
  guint32 first_name;
} ManiJsonFrame;

struct _ManiJsonReader
{
  const guchar *data;
  const guchar *end;
  const guchar *p; /* after the last token that was scanned */
  ManiJsonState state;
  gboolean is_sequence;
  ManiJsonLimits limits;
  guint64 n_values;

  ManiJsonFrame *frames;
  guint depth;
  guint n_frames; /* allocated */
  ManiJsonNames names;

  ManiJsonTokenData current;
  ManiJsonTokenData next; /* if peeked at: scanned but not taken */
  gboolean has_next;

  GString *decoded; /* of the current token, if is_decoded */
  gboolean is_decoded;

  /* The last place whose line and column were asked for. */
  const guchar *place;
  guint line;
  guint column;
  /* Those of the first byte. */
  guint first_line;
  guint first_column;

  char *name;
  GError *failure;
};

/* What was expected where something else stands, or nothing. */
typedef enum
{
  MANI_JSON_EXPECT_VALUE,
  MANI_JSON_EXPECT_VALUE_OR_END,
  MANI_JSON_EXPECT_NAME,
  MANI_JSON_EXPECT_NAME_OR_END,
  MANI_JSON_EXPECT_COLON,
  MANI_JSON_EXPECT_COMMA_IN_OBJECT,
  MANI_JSON_EXPECT_COMMA_IN_ARRAY,
  MANI_JSON_EXPECT_DIGIT,
  MANI_JSON_EXPECT_TRUE,
  MANI_JSON_EXPECT_FALSE,
  MANI_JSON_EXPECT_NULL,
} ManiJsonExpectation;

/* Finds the line and column of @place. */
void mani_json_reader_find_place (ManiJsonReader *self, const guchar *place);

/* Each fails the document at @place, for good, and returns MANI_JSON_ERROR. */
ManiJsonToken mani_json_reader_fail (ManiJsonReader *self,
                                     const guchar *place,
                                     ManiError code,
                                     const char *format,
                                     ...) G_GNUC_PRINTF (4, 5);
ManiJsonToken mani_json_reader_fail_expected (ManiJsonReader *self,
                                              const guchar *place,
                                              ManiJsonExpectation expectation);
ManiJsonToken mani_json_reader_fail_before_document (ManiJsonReader *self, const guchar *place);
ManiJsonToken mani_json_reader_fail_after_document (ManiJsonReader *self, const guchar *place);

/* The name at @place, quotes included, is in its object already. */
ManiJsonToken
mani_json_reader_fail_duplicate (ManiJsonReader *self, const guchar *place, gsize n_bytes);

/* @place is where the inside of a string stopped. */
ManiJsonToken mani_json_reader_fail_in_string (ManiJsonReader *self, const guchar *place);

G_END_DECLS
