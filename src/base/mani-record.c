/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Records and their storage (mani-record-builder.c makes them): one block holds the mask of present
 * fields, a slot for each of them, and then what the slots point to. Strings that records share
 * (references, long texts) are reference-counted and stand outside the block. */

#include "mani-record.h"

#include "mani-record-private.h"

#include <math.h>
#include <string.h>

G_DEFINE_ABSTRACT_TYPE (ManiRecord, mani_record, G_TYPE_OBJECT)

static const char *const no_strings[] = { NULL };

int
mani_words_find (const char *const *words, const char *word)
{
  for (int i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], word) == 0)
      return i;

  return -1;
}

ManiFieldKind
mani_record_type_get_kind (const ManiRecordType *type, guint field)
{
  return field == MANI_RECORD_UNKNOWN_BIT ? MANI_FIELD_STRING : type->fields[field].kind;
}

static void
mani_record_finalize (GObject *object)
{
  ManiRecord *self = MANI_RECORD (object);

  if (self->block != NULL)
    {
      const ManiRecordType *type = mani_record_get_record_type (self);
      guint slot = 0;

      for (guint64 left = self->block->mask; left != 0; left &= left - 1)
        {
          guint field = __builtin_ctzll (left);

          mani_slot_release (mani_record_type_get_kind (type, field), self->block->slots[slot++]);
        }
    }
  g_clear_pointer (&self->block, g_free);

  G_OBJECT_CLASS (mani_record_parent_class)->finalize (object);
}

static void
mani_record_class_init (ManiRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mani_record_finalize;
}

static void
mani_record_init (ManiRecord *self)
{
}

const ManiRecordType *
mani_record_get_record_type (ManiRecord *self)
{
  g_return_val_if_fail (MANI_IS_RECORD (self), NULL);

  return ((ManiRecordClass *) G_OBJECT_GET_CLASS (self))->type;
}

const char *
mani_record_get_id (ManiRecord *self)
{
  return mani_record_get_string (self, MANI_RECORD_ID);
}

gboolean
mani_record_has (ManiRecord *self, guint field)
{
  return (self->block->mask >> field) & 1;
}

const char *
mani_record_get_string (ManiRecord *self, guint field)
{
  const ManiSlot *slot = mani_record_find_slot (self, field);

  return slot != NULL ? slot->string : NULL;
}

gsize
mani_record_get_text_length (ManiRecord *self, guint field)
{
  const ManiSlot *slot = mani_record_find_slot (self, field);

  return slot != NULL ? mani_slot_get_text_length (*slot) : 0;
}

const char *const *
mani_record_get_strings (ManiRecord *self, guint field)
{
  const ManiSlot *slot = mani_record_find_slot (self, field);

  return slot != NULL ? slot->strings->values : no_strings;
}

guint
mani_record_get_n_strings (ManiRecord *self, guint field)
{
  const ManiSlot *slot = mani_record_find_slot (self, field);

  return slot != NULL ? slot->strings->n : 0;
}

guint
mani_record_get_word (ManiRecord *self, guint field)
{
  const ManiSlot *slot = mani_record_find_slot (self, field);

  return slot != NULL ? slot->integer : 0;
}

gboolean
mani_record_get_flag (ManiRecord *self, guint field)
{
  gboolean is_on = (mani_record_get_record_type (self)->fields[field].flags & MANI_FIELD_ON) != 0;

  return (mani_record_find_slot (self, field) != NULL) != is_on;
}

gint64
mani_record_get_time (ManiRecord *self, guint field)
{
  const ManiSlot *slot = mani_record_find_slot (self, field);

  return slot != NULL ? slot->integer : 0;
}

double
mani_record_get_number (ManiRecord *self, guint field)
{
  const ManiSlot *slot = mani_record_find_slot (self, field);

  return slot != NULL ? slot->real : NAN;
}

const ManiRange *
mani_record_get_ranges (ManiRecord *self, guint field, guint *n)
{
  const ManiSlot *slot = mani_record_find_slot (self, field);

  *n = slot != NULL ? slot->ranges->n : 0;
  return slot != NULL ? slot->ranges->values : NULL;
}

const ManiBlock *
mani_record_get_blocks (ManiRecord *self, guint field, guint *n)
{
  const ManiSlot *slot = mani_record_find_slot (self, field);

  *n = slot != NULL ? slot->blocks->n : 0;
  return slot != NULL ? slot->blocks->values : NULL;
}

const guint32 *
mani_record_get_offsets (ManiRecord *self, guint field, guint *n)
{
  const ManiSlot *slot = mani_record_find_slot (self, field);

  *n = slot != NULL ? slot->offsets->n : 0;
  return slot != NULL ? slot->offsets->values : NULL;
}

const char *
mani_record_get_in_map (ManiRecord *self, guint field, const char *name)
{
  const char *const *pairs = mani_record_get_strings (self, field);

  for (guint i = 0; pairs[i] != NULL; i += 2)
    if (strcmp (pairs[i], name) == 0)
      return pairs[i + 1];

  return NULL;
}

const char *
mani_record_get_unknown (ManiRecord *self)
{
  return mani_record_get_string (self, MANI_RECORD_UNKNOWN_BIT);
}

gboolean
mani_record_field_equal (ManiRecord *a, ManiRecord *b, guint field)
{
  const ManiSlot *one = mani_record_find_slot (a, field);
  const ManiSlot *other = mani_record_find_slot (b, field);

  if (one == NULL || other == NULL)
    return one == other;

  return mani_slot_equal (mani_record_type_get_kind (mani_record_get_record_type (a), field), *one,
                          *other);
}

gboolean
mani_record_equal (ManiRecord *a, ManiRecord *b)
{
  if (a == b)
    return TRUE;
  if (G_OBJECT_TYPE (a) != G_OBJECT_TYPE (b) || a->block->mask != b->block->mask)
    return FALSE;

  for (guint64 left = a->block->mask; left != 0; left &= left - 1)
    if (!mani_record_field_equal (a, b, __builtin_ctzll (left)))
      return FALSE;

  return TRUE;
}

gsize
mani_record_get_size (ManiRecord *self)
{
  const ManiRecordType *type = mani_record_get_record_type (self);
  GTypeQuery query;
  gsize size;

  g_type_query (G_OBJECT_TYPE (self), &query);
  size = query.instance_size + sizeof (struct _ManiRecordBlock);

  for (guint64 left = self->block->mask; left != 0; left &= left - 1)
    {
      guint field = __builtin_ctzll (left);

      size += sizeof (ManiSlot) + mani_slot_get_size (mani_record_type_get_kind (type, field),
                                                      *mani_record_find_slot (self, field));
    }

  return size;
}

char *
mani_record_new_id (void)
{
  static const char digits[] = "abcdefghijklmnopqrstuvwxyz234567";
  char *id = g_malloc (17);

  for (guint i = 0; i < 16; i += 4)
    {
      guint32 random = g_random_int ();

      for (guint j = 0; j < 4; j++)
        id[i + j] = digits[(random >> (5 * j)) & 31];
    }
  id[16] = '\0';

  return id;
}

gboolean
mani_record_is_id (const char *id)
{
  gsize n;

  for (n = 0; id[n] != '\0'; n++)
    if (!g_ascii_isalnum (id[n]) && strchr ("-_.:", id[n]) == NULL)
      return FALSE;

  return n >= 1 && n <= 64;
}
