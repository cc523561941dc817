/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A record type with one field of each kind. */

#pragma once

#include "mani-record.h"

typedef enum
{
  SAMPLE_ID = MANI_RECORD_ID,
  SAMPLE_STRING,
  SAMPLE_REF,
  SAMPLE_TEXT,
  SAMPLE_STRINGS,
  SAMPLE_WORD,
  SAMPLE_FLAG,
  SAMPLE_FLAG_ON,
  SAMPLE_TIME,
  SAMPLE_NUMBER,
  SAMPLE_RANGES,
  SAMPLE_BLOCKS,
  SAMPLE_OFFSETS,
  SAMPLE_MAP,
  SAMPLE_N_FIELDS,
} SampleField;

typedef struct
{
  ManiRecord parent_instance;
} Sample;

typedef ManiRecordClass SampleClass;

static GType sample_get_type (void);

static const char *const sample_words[] = { "none", "one", "two", NULL };
static const char *const sample_block_words[] = { "line", "link", NULL };

static const ManiField sample_fields[SAMPLE_N_FIELDS] = {
  [SAMPLE_ID] = { "id", MANI_FIELD_STRING, MANI_FIELD_REQUIRED },
  [SAMPLE_STRING] = { "string", MANI_FIELD_STRING },
  [SAMPLE_REF] = { "ref", MANI_FIELD_REF },
  [SAMPLE_TEXT] = { "text", MANI_FIELD_TEXT },
  [SAMPLE_STRINGS] = { "strings", MANI_FIELD_STRINGS },
  [SAMPLE_WORD] = { "word", MANI_FIELD_WORD, 0, sample_words },
  [SAMPLE_FLAG] = { "flag", MANI_FIELD_FLAG },
  [SAMPLE_FLAG_ON] = { "on", MANI_FIELD_FLAG, MANI_FIELD_ON },
  [SAMPLE_TIME] = { "time", MANI_FIELD_TIME },
  [SAMPLE_NUMBER] = { "number", MANI_FIELD_NUMBER },
  [SAMPLE_RANGES] = { "ranges", MANI_FIELD_RANGES },
  [SAMPLE_BLOCKS] = { "blocks", MANI_FIELD_BLOCKS, 0, sample_block_words },
  [SAMPLE_OFFSETS] = { "offsets", MANI_FIELD_OFFSETS },
  [SAMPLE_MAP] = { "map", MANI_FIELD_MAP },
};

/* Refuses the string "refused". */
static gboolean
sample_check (ManiRecord *record, GError **error)
{
  if (g_strcmp0 (mani_record_get_string (record, SAMPLE_STRING), "refused") != 0)
    return TRUE;

  g_set_error_literal (error, MANI_ERROR, MANI_ERROR_INVALID, "string: anything else was expected");
  return FALSE;
}

static const ManiRecordType sample_type = {
  .name = "sample",
  .fields = sample_fields,
  .n_fields = SAMPLE_N_FIELDS,
  .get_type = sample_get_type,
  .check = sample_check,
};

G_DEFINE_FINAL_TYPE (Sample, sample, MANI_TYPE_RECORD)

static void
sample_class_init (SampleClass *klass)
{
  klass->type = &sample_type;
}

static void
sample_init (Sample *self)
{
}

/* All fields there. */
static inline ManiRecord *
sample_new_full (void)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&sample_type);
  g_autoptr (GError) error = NULL;
  static const char *const strings[] = { "b", "a", "\u00e9\U0001f44d", NULL };
  static const char *const pairs[] = { "z", "last", "a", "first", NULL };
  static const ManiRange ranges[] = { { 0, 4 }, { 7, 7 } };
  static const ManiBlock blocks[] = { { 0, 9, 0, NULL }, { 2, 4, 1, "https://example.org/" } };
  static const guint32 offsets[] = { 0, 100, 2147483647 };
  ManiRecord *record;

  mani_record_builder_set_string (builder, SAMPLE_ID, "full");
  mani_record_builder_set_string (builder, SAMPLE_STRING, "a \"string\"\n");
  mani_record_builder_set_string (builder, SAMPLE_REF, "shared");
  mani_record_builder_set_text (builder, SAMPLE_TEXT, "one\ntwo\n\nthree", -1);
  mani_record_builder_set_strings (builder, SAMPLE_STRINGS, strings);
  mani_record_builder_set_word (builder, SAMPLE_WORD, 2);
  mani_record_builder_set_flag (builder, SAMPLE_FLAG, TRUE);
  mani_record_builder_set_flag (builder, SAMPLE_FLAG_ON, FALSE);
  mani_record_builder_set_time (builder, SAMPLE_TIME, G_GINT64_CONSTANT (1795486200000000));
  mani_record_builder_set_number (builder, SAMPLE_NUMBER, 0.9);
  mani_record_builder_set_ranges (builder, SAMPLE_RANGES, ranges, 2);
  mani_record_builder_set_blocks (builder, SAMPLE_BLOCKS, blocks, 2);
  mani_record_builder_set_offsets (builder, SAMPLE_OFFSETS, offsets, 3);
  mani_record_builder_set_map (builder, SAMPLE_MAP, pairs);
  mani_record_builder_set_unknown (builder, "\"new\":[ 1.0 ]");
  record = mani_record_builder_end (builder, &error);
  g_assert_no_error (error);

  return record;
}

/* What `sample_new_full()` is in JSON, by mani-field.h and design.md section 3; 1795486200 is
 * 2026-11-24T02:10:00Z by date(1). */
#define SAMPLE_FULL_JSON                                                                        \
  "{\"id\":\"full\",\"string\":\"a \\\"string\\\"\\n\",\"ref\":\"shared\",\"text\":[\n"         \
  "\"one\\n\",\n\"two\\n\",\n\"\\n\",\n\"three\"\n],"                                           \
  "\"strings\":[\"b\",\"a\",\"\u00e9\U0001f44d\"],\"word\":\"two\",\"flag\":true,\"on\":false," \
  "\"time\":\"2026-11-24T02:10:00Z\",\"number\":0.9,\"ranges\":[[0,4],[7,7]],"                  \
  "\"blocks\":[[0,9,\"line\"],[2,4,\"link\",\"https://example.org/\"]],"                        \
  "\"offsets\":[0,100,2147483647],\"map\":{\"a\":\"first\",\"z\":\"last\"},\"new\":[ 1.0 ]}"
