/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Field tables: how a record type is described, once.
 *
 * A record type (annotation, label, ...) is a const table of fields. JSON, the journal, comparing,
 * three-way merging, search and the command line's columns walk that table; nothing else knows what
 * members a record has.
 *
 * To add a property to a record: one row in its table and one constant in its field enumeration, at
 * the same place (src/core/mani-annotation.h and .c, for instance). It is then read, written,
 * compared, merged, undone and kept. If people edit it, add a row to the inspector's template too.
 * The order of the rows is the order of the members in the file: add at the end. */

#pragma once

#include "mani-range.h"

G_BEGIN_DECLS

/**
 * ManiFieldKind:
 * @MANI_FIELD_STRING: UTF-8; absent when empty
 * @MANI_FIELD_REF: a short UTF-8 string that many records share, interned: the id of another
 * record, a creator. Two of the same spelling are the same pointer
 * @MANI_FIELD_TEXT: long UTF-8, shared between versions of a record; in JSON a list of lines
 * @MANI_FIELD_STRINGS: a list of strings
 * @MANI_FIELD_WORD: one of the field's words, as its number; word 0 is the default and left out
 * @MANI_FIELD_FLAG: yes or no; absent when it is what it is by default (no, or yes with
 * MANI_FIELD_ON)
 * @MANI_FIELD_TIME: microseconds since 1970-01-01T00:00:00Z; in JSON ISO 8601, always UTC
 * @MANI_FIELD_NUMBER: a finite double
 * @MANI_FIELD_RANGES: a list of #ManiRange; in JSON [[start,end],...]
 * @MANI_FIELD_BLOCKS: a list of #ManiBlock; in JSON [[start,end,"kind","value"],...]
 * @MANI_FIELD_OFFSETS: a list of code point offsets
 * @MANI_FIELD_MAP: names and values, in the order of the names' bytes; in JSON an object of strings
 */
typedef enum
{
  MANI_FIELD_STRING,
  MANI_FIELD_REF,
  MANI_FIELD_TEXT,
  MANI_FIELD_STRINGS,
  MANI_FIELD_WORD,
  MANI_FIELD_FLAG,
  MANI_FIELD_TIME,
  MANI_FIELD_NUMBER,
  MANI_FIELD_RANGES,
  MANI_FIELD_BLOCKS,
  MANI_FIELD_OFFSETS,
  MANI_FIELD_MAP,
} ManiFieldKind;

/**
 * ManiFieldFlags:
 * @MANI_FIELD_REQUIRED: a record without it is refused
 * @MANI_FIELD_SEARCHABLE: people look for words in it
 * @MANI_FIELD_MERGEABLE: a list or map whose members are merged one by one when both sides changed
 * it
 */
typedef enum
{
  MANI_FIELD_PLAIN = 0,
  MANI_FIELD_REQUIRED = 1 << 0,
  MANI_FIELD_SEARCHABLE = 1 << 1,
  MANI_FIELD_MERGEABLE = 1 << 2,
  MANI_FIELD_ON = 1 << 3,
} ManiFieldFlags;

/**
 * ManiField:
 * @name: the member's name in JSON, as the command line's columns show it
 * @kind: what it holds
 * @flags: see #ManiFieldFlags
 * @words: for MANI_FIELD_WORD and MANI_FIELD_BLOCKS: the words, NULL-terminated
 * @refers_to: for MANI_FIELD_REF: name of the record type whose id it holds, or NULL
 */
typedef struct
{
  const char *name;
  ManiFieldKind kind;
  ManiFieldFlags flags;
  const char *const *words;
  const char *refers_to;
} ManiField;

/**
 * ManiBlock:
 * @start: first code point
 * @end: the code point after the last
 * @kind: number of a word of the field's words
 * @value: what the kind needs besides (a link's target, a list item's level), or NULL
 *
 * A stretch of a text that is something: a heading, a list item, a link.
 */
typedef struct
{
  guint32 start;
  guint32 end;
  guint kind;
  const char *value;
} ManiBlock;

/* The number of @word in @words, or -1. */
int mani_words_find (const char *const *words, const char *word);

G_END_DECLS
