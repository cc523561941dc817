/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Records: what a project holds.
 *
 * A record is immutable: made once, by a builder, and replaced, never changed. It is a GObject only
 * so that a GListModel can hold it; it has no properties and no signals. Readers in other threads
 * may hold a reference and read it without a lock.
 *
 * All record types share one compact storage: a mask of the fields that are there, eight bytes for
 * each of those, and what they point to, in one block. An absent field costs nothing. A subclass
 * adds only its field table (its #ManiRecordType) and typed getters.
 *
 * Members of JSON that no field knows are kept byte for byte (mani_record_get_unknown()). */

#pragma once

#include <glib-object.h>

#include "mani-error.h"
#include "mani-field.h"

G_BEGIN_DECLS

/* Field 0 of every record type: its id. */
#define MANI_RECORD_ID 0

/* At most so many fields in a table. */
#define MANI_RECORD_MAX_FIELDS 62

typedef struct _ManiRecord ManiRecord;
typedef struct _ManiRecordClass ManiRecordClass;
typedef struct _ManiRecordType ManiRecordType;

/**
 * ManiRecordType:
 * @name: "annotation"
 * @fields: its table; the first field is the id
 * @n_fields: how many
 * @get_type: the class of its records
 * @check: (nullable): the type's own rules, on a record that is whole but not yet handed out; sets
 * a MANI_ERROR_INVALID that names the field and says what was expected, without the record's name
 */
struct _ManiRecordType
{
  const char *name;
  const ManiField *fields;
  guint n_fields;
  GType (*get_type) (void);
  gboolean (*check) (ManiRecord *record, GError **error);
};

struct _ManiRecordClass
{
  GObjectClass parent_class;
  const ManiRecordType *type;
};

#define MANI_TYPE_RECORD (mani_record_get_type ())
#define MANI_RECORD(o) (G_TYPE_CHECK_INSTANCE_CAST ((o), MANI_TYPE_RECORD, ManiRecord))
#define MANI_IS_RECORD(o) (G_TYPE_CHECK_INSTANCE_TYPE ((o), MANI_TYPE_RECORD))

GType mani_record_get_type (void) G_GNUC_CONST;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiRecord, g_object_unref)

/* For subclasses: the instance; only src/base looks inside. */
struct _ManiRecord
{
  GObject parent_instance;
  struct _ManiRecordBlock *block;
};

const ManiRecordType *mani_record_get_record_type (ManiRecord *record);

/* Values are borrowed and live as long as the record. An absent field gives NULL, 0, or the
 * default. The field must be of the kind that the function reads. */
const char *mani_record_get_id (ManiRecord *record);
gboolean mani_record_has (ManiRecord *record, guint field);
const char *mani_record_get_string (ManiRecord *record, guint field); /* STRING, REF, TEXT */
gsize mani_record_get_text_length (ManiRecord *record, guint field);  /* TEXT: bytes */
const char *const *mani_record_get_strings (ManiRecord *record,
                                            guint field); /* STRINGS, MAP; never NULL */
guint mani_record_get_n_strings (ManiRecord *record, guint field);
guint mani_record_get_word (ManiRecord *record, guint field);    /* WORD */
gboolean mani_record_get_flag (ManiRecord *record, guint field); /* FLAG */
gint64 mani_record_get_time (ManiRecord *record, guint field);   /* TIME; 0 when absent */
double mani_record_get_number (ManiRecord *record, guint field); /* NUMBER; NAN when absent */
const ManiRange *mani_record_get_ranges (ManiRecord *record, guint field, guint *n);
const ManiBlock *mani_record_get_blocks (ManiRecord *record, guint field, guint *n);
const guint32 *mani_record_get_offsets (ManiRecord *record, guint field, guint *n);
const char *mani_record_get_in_map (ManiRecord *record, guint field, const char *name); /* MAP */

/* The members that no field knows: `"name":value` parted by commas, as they stood; or NULL. */
const char *mani_record_get_unknown (ManiRecord *record);

/* Equal in all fields and unknown members. */
gboolean mani_record_equal (ManiRecord *a, ManiRecord *b);
gboolean mani_record_field_equal (ManiRecord *a, ManiRecord *b, guint field);

/* Bytes of memory that @record takes, allocator's overhead not counted; TEXT and REF not counted
 * either, as they are shared. */
gsize mani_record_get_size (ManiRecord *record);

/* A new id: 16 characters of lower-case base 32 (a-z, 2-7), 80 random bits. */
char *mani_record_new_id (void);
/* 1 to 64 characters, letters, digits, '-', '_', '.', ':' (ids of other programs may be kept). */
gboolean mani_record_is_id (const char *id);

/* Making records */

/**
 * ManiRecordBuilder:
 *
 * Collects values for one record, from nothing or from another record. Setters copy. Setting NULL,
 * an empty list, word 0, FALSE, time 0 or NAN takes the field away. One builder makes one record.
 */
typedef struct _ManiRecordBuilder ManiRecordBuilder;

/* Without an id until one is set; mani_record_builder_end() gives a new one when there is none. */
ManiRecordBuilder *mani_record_builder_new (const ManiRecordType *type);
/* Starts with all that @record holds, its id included. */
ManiRecordBuilder *mani_record_builder_new_from (ManiRecord *record);
void mani_record_builder_free (ManiRecordBuilder *builder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiRecordBuilder, mani_record_builder_free)

const ManiRecordType *mani_record_builder_get_record_type (ManiRecordBuilder *builder);
/* What was set so far; as the record's getters. */
const char *mani_record_builder_get_string (ManiRecordBuilder *builder, guint field);
const ManiRange *mani_record_builder_get_ranges (ManiRecordBuilder *builder, guint field, guint *n);
void mani_record_builder_clear (ManiRecordBuilder *builder, guint field);
void mani_record_builder_copy (ManiRecordBuilder *builder, ManiRecord *from, guint field);
void mani_record_builder_set_string (ManiRecordBuilder *builder, guint field, const char *value);
/* @n_bytes -1: NUL-terminated. */
void mani_record_builder_set_text (ManiRecordBuilder *builder,
                                   guint field,
                                   const char *value,
                                   gssize n_bytes);
void mani_record_builder_set_strings (ManiRecordBuilder *builder,
                                      guint field,
                                      const char *const *values);
void mani_record_builder_set_word (ManiRecordBuilder *builder, guint field, guint word);
void mani_record_builder_set_flag (ManiRecordBuilder *builder, guint field, gboolean value);
void mani_record_builder_set_time (ManiRecordBuilder *builder, guint field, gint64 value);
void mani_record_builder_set_number (ManiRecordBuilder *builder, guint field, double value);
void mani_record_builder_set_ranges (ManiRecordBuilder *builder,
                                     guint field,
                                     const ManiRange *ranges,
                                     guint n);
void mani_record_builder_set_blocks (ManiRecordBuilder *builder,
                                     guint field,
                                     const ManiBlock *blocks,
                                     guint n);
void mani_record_builder_set_offsets (ManiRecordBuilder *builder,
                                      guint field,
                                      const guint32 *offsets,
                                      guint n);
/* @pairs: name, value, name, value, ..., NULL in any order; a name that comes twice counts once,
 * its last value wins. */
void
mani_record_builder_set_map (ManiRecordBuilder *builder, guint field, const char *const *pairs);
/* One member of a map; @value NULL takes it away. */
void mani_record_builder_set_in_map (ManiRecordBuilder *builder,
                                     guint field,
                                     const char *name,
                                     const char *value);
void mani_record_builder_set_unknown (ManiRecordBuilder *builder, const char *members);

/**
 * mani_record_builder_end:
 *
 * Makes the record and leaves the builder empty, to be freed or used for another record of the
 * type.
 *
 * Errors: MANI_ERROR_INVALID when a required field is missing, the id is no id, or the type's own
 * check refuses.
 *
 * Returns: (transfer full): the record, or NULL
 */
gpointer mani_record_builder_end (ManiRecordBuilder *builder, GError **error);

G_END_DECLS
