/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How records hold their fields; for records, their builders and slots.
 *
 * Slots: eight bytes that hold a field's value or point to it. In a builder what they point to is a
 * piece of memory of its own; in a record it lies in the record's block. */

#pragma once

#include "mani-record.h"

G_BEGIN_DECLS

typedef struct
{
  gsize n;
  const char *values[]; /* n, NULL, then the bytes */
} ManiStrings;

typedef struct
{
  gsize n;
  ManiRange values[];
} ManiRanges;

typedef struct
{
  gsize n;
  guint32 values[];
} ManiOffsets;

typedef struct
{
  gsize n;
  ManiBlock values[]; /* n, then the bytes of their values */
} ManiBlocks;

typedef union
{
  char *string;         /* STRING */
  char *shared;         /* REF: interned; TEXT: in a reference-counted box */
  gint64 integer;       /* WORD, FLAG, TIME */
  double real;          /* NUMBER */
  ManiStrings *strings; /* STRINGS, MAP */
  ManiRanges *ranges;
  ManiOffsets *offsets;
  ManiBlocks *blocks;
} ManiSlot;

G_STATIC_ASSERT (sizeof (ManiSlot) == 8);

/* A slot for each bit of the mask, in their order; then what the slots point to. */
struct _ManiRecordBlock
{
  guint64 mask;
  ManiSlot slots[];
};

/* The members no field knows are a string like any other, under a bit of their own. */
#define MANI_RECORD_UNKNOWN_BIT 63

/* NULL when the record does not have the field. */
static inline const ManiSlot *
mani_record_find_slot (ManiRecord *self, guint field)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << field;

  if ((self->block->mask & bit) == 0)
    return NULL;

  return &self->block->slots[__builtin_popcountll (self->block->mask & (bit - 1))];
}

ManiFieldKind mani_record_type_get_kind (const ManiRecordType *type, guint field);

ManiSlot mani_slot_new_text (const char *text, gsize n_bytes);
ManiSlot mani_slot_new_strings (const char *const *values, guint n);
ManiSlot mani_slot_new_ranges (const ManiRange *values, guint n);
ManiSlot mani_slot_new_offsets (const guint32 *values, guint n);
ManiSlot mani_slot_new_blocks (const ManiBlock *values, guint n);
ManiSlot mani_slot_copy (ManiFieldKind kind, ManiSlot slot);
/* Gives up what the slot shares with others, and only that. */
void mani_slot_release (ManiFieldKind kind, ManiSlot slot);
/* Gives up and frees all; for a slot of a builder. */
void mani_slot_clear (ManiFieldKind kind, ManiSlot *slot);
gsize mani_slot_get_text_length (ManiSlot slot); /* TEXT: bytes */
gboolean mani_slot_equal (ManiFieldKind kind, ManiSlot a, ManiSlot b);

/* Bytes that the slot points to and owns; a multiple of eight for all but STRING. */
gsize mani_slot_get_size (ManiFieldKind kind, ManiSlot slot);

/* Lays the value down at *@payload, moves *@payload behind it, and returns the slot that points
 * there. What is shared gains a reference. */
ManiSlot mani_slot_pack (ManiFieldKind kind, ManiSlot slot, char **payload);

G_END_DECLS
