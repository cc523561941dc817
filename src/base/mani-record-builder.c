/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Builders: they gather fields, borrowing what another record has already, and pack them into the
 * block of a new record. */

#include "mani-record.h"

#include "mani-intern.h"
#include "mani-record-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

struct _ManiRecordBuilder
{
  const ManiRecordType *type;
  ManiRecord *source; /* what the slots outside `owned` borrow from */
  guint64 mask;
  guint64 owned;
  ManiSlot slots[64];
};

ManiRecordBuilder *
mani_record_builder_new (const ManiRecordType *type)
{
  ManiRecordBuilder *self = g_new0 (ManiRecordBuilder, 1);

  g_assert (type->n_fields <= MANI_RECORD_MAX_FIELDS);
  self->type = type;

  return self;
}

ManiRecordBuilder *
mani_record_builder_new_from (ManiRecord *record)
{
  ManiRecordBuilder *self = mani_record_builder_new (mani_record_get_record_type (record));
  guint slot = 0;

  self->source = g_object_ref (record);
  self->mask = record->block->mask;
  for (guint64 left = self->mask; left != 0; left &= left - 1)
    self->slots[__builtin_ctzll (left)] = record->block->slots[slot++];

  return self;
}

const char *
mani_record_builder_get_string (ManiRecordBuilder *self, guint field)
{
  return (self->mask >> field) & 1 ? self->slots[field].string : NULL;
}

const ManiRange *
mani_record_builder_get_ranges (ManiRecordBuilder *self, guint field, guint *n)
{
  gboolean has = (self->mask >> field) & 1;

  *n = has ? self->slots[field].ranges->n : 0;
  return has ? self->slots[field].ranges->values : NULL;
}

void
mani_record_builder_clear (ManiRecordBuilder *self, guint field)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << field;

  if ((self->owned & bit) != 0)
    mani_slot_clear (mani_record_type_get_kind (self->type, field), &self->slots[field]);
  self->mask &= ~bit;
  self->owned &= ~bit;
}

static void
builder_reset (ManiRecordBuilder *self)
{
  for (guint64 left = self->mask; left != 0; left &= left - 1)
    mani_record_builder_clear (self, __builtin_ctzll (left));
  g_clear_object (&self->source);
}

void
mani_record_builder_free (ManiRecordBuilder *self)
{
  builder_reset (self);
  g_free (self);
}

const ManiRecordType *
mani_record_builder_get_record_type (ManiRecordBuilder *self)
{
  return self->type;
}

static void
take_slot (ManiRecordBuilder *self, guint field, ManiSlot slot)
{
  mani_record_builder_clear (self, field);
  self->slots[field] = slot;
  self->mask |= G_GUINT64_CONSTANT (1) << field;
  self->owned |= G_GUINT64_CONSTANT (1) << field;
}

void
mani_record_builder_copy (ManiRecordBuilder *self, ManiRecord *from, guint field)
{
  const ManiSlot *slot = mani_record_find_slot (from, field);

  if (slot == NULL)
    mani_record_builder_clear (self, field);
  else
    take_slot (self, field, mani_slot_copy (mani_record_type_get_kind (self->type, field), *slot));
}

void
mani_record_builder_set_string (ManiRecordBuilder *self, guint field, const char *value)
{
  ManiSlot slot = { 0 };

  if (value == NULL || *value == '\0')
    {
      mani_record_builder_clear (self, field);
      return;
    }

  switch (mani_record_type_get_kind (self->type, field))
    {
    case MANI_FIELD_REF:
      slot.shared = mani_intern (value);
      break;

    case MANI_FIELD_TEXT:
      slot = mani_slot_new_text (value, strlen (value));
      break;

    default:
      slot.string = g_strdup (value);
      break;
    }
  take_slot (self, field, slot);
}

void
mani_record_builder_set_text (ManiRecordBuilder *self,
                              guint field,
                              const char *value,
                              gssize n_bytes)
{
  if (value == NULL || n_bytes == 0 || *value == '\0')
    {
      mani_record_builder_clear (self, field);
      return;
    }

  take_slot (self, field,
             mani_slot_new_text (value, n_bytes < 0 ? strlen (value) : (gsize) n_bytes));
}

void
mani_record_builder_set_strings (ManiRecordBuilder *self, guint field, const char *const *values)
{
  guint n = values != NULL ? g_strv_length ((GStrv) values) : 0;

  if (n == 0)
    mani_record_builder_clear (self, field);
  else
    take_slot (self, field, mani_slot_new_strings (values, n));
}

void
mani_record_builder_set_word (ManiRecordBuilder *self, guint field, guint word)
{
  if (word == 0)
    mani_record_builder_clear (self, field);
  else
    take_slot (self, field, (ManiSlot){ .integer = word });
}

void
mani_record_builder_set_flag (ManiRecordBuilder *self, guint field, gboolean value)
{
  gboolean is_on = (self->type->fields[field].flags & MANI_FIELD_ON) != 0;

  mani_record_builder_set_word (self, field, !!value == is_on ? 0 : 1);
}

void
mani_record_builder_set_time (ManiRecordBuilder *self, guint field, gint64 value)
{
  if (value == 0)
    mani_record_builder_clear (self, field);
  else
    take_slot (self, field, (ManiSlot){ .integer = value });
}

void
mani_record_builder_set_number (ManiRecordBuilder *self, guint field, double value)
{
  if (!isfinite (value))
    mani_record_builder_clear (self, field);
  else
    take_slot (self, field, (ManiSlot){ .real = value + 0.0 }); /* -0 is 0 */
}

void
mani_record_builder_set_ranges (ManiRecordBuilder *self,
                                guint field,
                                const ManiRange *ranges,
                                guint n)
{
  if (n == 0)
    mani_record_builder_clear (self, field);
  else
    take_slot (self, field, mani_slot_new_ranges (ranges, n));
}

void
mani_record_builder_set_blocks (ManiRecordBuilder *self,
                                guint field,
                                const ManiBlock *blocks,
                                guint n)
{
  if (n == 0)
    mani_record_builder_clear (self, field);
  else
    take_slot (self, field, mani_slot_new_blocks (blocks, n));
}

void
mani_record_builder_set_offsets (ManiRecordBuilder *self,
                                 guint field,
                                 const guint32 *offsets,
                                 guint n)
{
  if (n == 0)
    mani_record_builder_clear (self, field);
  else
    take_slot (self, field, mani_slot_new_offsets (offsets, n));
}

typedef struct
{
  const char *name;
  const char *value;
  guint position;
} Pair;

static int
compare_pairs (const void *a, const void *b)
{
  const Pair *one = a;
  const Pair *other = b;
  int order = strcmp (one->name, other->name);

  return order != 0 ? order : (int) one->position - (int) other->position;
}

void
mani_record_builder_set_map (ManiRecordBuilder *self, guint field, const char *const *pairs)
{
  guint n = pairs != NULL ? g_strv_length ((GStrv) pairs) / 2 : 0;
  g_autofree Pair *sorted = g_new (Pair, n + 1);
  g_autofree const char **flat = g_new0 (const char *, 2 * n + 1);
  guint kept = 0;

  for (guint i = 0; i < n; i++)
    sorted[i] = (Pair){ pairs[2 * i], pairs[2 * i + 1], i };
  qsort (sorted, n, sizeof *sorted, compare_pairs);

  for (guint i = 0; i < n; i++)
    {
      if (i + 1 < n && strcmp (sorted[i].name, sorted[i + 1].name) == 0)
        continue;
      flat[kept++] = sorted[i].name;
      flat[kept++] = sorted[i].value;
    }
  flat[kept] = NULL;

  mani_record_builder_set_strings (self, field, flat);
}

void
mani_record_builder_set_in_map (ManiRecordBuilder *self,
                                guint field,
                                const char *name,
                                const char *value)
{
  const ManiStrings *old = NULL;
  g_autoptr (GPtrArray) pairs = g_ptr_array_new ();

  if ((self->mask >> field) & 1)
    old = self->slots[field].strings;
  for (gsize i = 0; old != NULL && i < old->n; i += 2)
    if (strcmp (old->values[i], name) != 0)
      {
        g_ptr_array_add (pairs, (gpointer) old->values[i]);
        g_ptr_array_add (pairs, (gpointer) old->values[i + 1]);
      }
  if (value != NULL)
    {
      g_ptr_array_add (pairs, (gpointer) name);
      g_ptr_array_add (pairs, (gpointer) value);
    }
  g_ptr_array_add (pairs, NULL);

  mani_record_builder_set_map (self, field, (const char *const *) pairs->pdata);
}

void
mani_record_builder_set_unknown (ManiRecordBuilder *self, const char *members)
{
  mani_record_builder_set_string (self, MANI_RECORD_UNKNOWN_BIT, members);
}

/* One block for all: slots, then what must be aligned, then plain strings. */
static struct _ManiRecordBlock *
pack (ManiRecordBuilder *self)
{
  gsize size = sizeof (struct _ManiRecordBlock);
  struct _ManiRecordBlock *block;
  char *payload;

  for (guint64 left = self->mask; left != 0; left &= left - 1)
    {
      guint field = __builtin_ctzll (left);

      size += sizeof (ManiSlot) + mani_slot_get_size (mani_record_type_get_kind (self->type, field),
                                                      self->slots[field]);
    }

  block = g_malloc (size);
  block->mask = self->mask;
  payload = (char *) &block->slots[__builtin_popcountll (self->mask)];

  for (guint pass = 0; pass < 2; pass++)
    {
      guint slot = 0;

      for (guint64 left = self->mask; left != 0; left &= left - 1)
        {
          guint field = __builtin_ctzll (left);
          ManiFieldKind kind = mani_record_type_get_kind (self->type, field);

          if ((kind == MANI_FIELD_STRING) == (pass == 1))
            block->slots[slot] = mani_slot_pack (kind, self->slots[field], &payload);
          slot++;
        }
    }

  return block;
}

gpointer
mani_record_builder_end (ManiRecordBuilder *self, GError **error)
{
  g_autoptr (ManiRecord) record = NULL;
  const char *id;

  if ((self->mask & 1) == 0)
    {
      ManiSlot slot = { .string = mani_record_new_id () };

      take_slot (self, MANI_RECORD_ID, slot);
    }

  id = self->slots[MANI_RECORD_ID].string;
  if (!mani_record_is_id (id))
    {
      g_autofree char *found = mani_error_excerpt (id);

      g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID,
                   _ ("“%s” is no id: 1 to 64 letters, digits, “-”, “_”, “.” or “:” were "
                      "expected"),
                   found);
      return NULL;
    }

  for (guint i = 0; i < self->type->n_fields; i++)
    if ((self->type->fields[i].flags & MANI_FIELD_REQUIRED) != 0 && ((self->mask >> i) & 1) == 0)
      {
        g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID, _ ("“%s” is missing"),
                     self->type->fields[i].name);
        return NULL;
      }

  record = g_object_new (self->type->get_type (), NULL);
  record->block = pack (self);
  builder_reset (self);

  if (self->type->check != NULL && !self->type->check (record, error))
    return NULL;

  return g_steal_pointer (&record);
}
