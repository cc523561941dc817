/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What each kind of field holds in memory: its size, how it is laid down, copied and compared. */

#include "mani-record-private.h"

#include "mani-intern.h"

#include <string.h>

static gsize
align (gsize size)
{
  return (size + 7) & ~(gsize) 7;
}

static gsize
get_strings_size (const char *const *values, guint n)
{
  gsize size = sizeof (ManiStrings) + (n + 1) * sizeof (char *);

  for (guint i = 0; i < n; i++)
    size += strlen (values[i]) + 1;

  return align (size);
}

static ManiSlot
lay_strings (const char *const *values, guint n, char *payload)
{
  ManiStrings *strings = (gpointer) payload;
  char *bytes = (char *) &strings->values[n + 1];

  strings->n = n;
  for (guint i = 0; i < n; i++)
    {
      gsize size = strlen (values[i]) + 1;

      strings->values[i] = memcpy (bytes, values[i], size);
      bytes += size;
    }
  strings->values[n] = NULL;

  return (ManiSlot){ .strings = strings };
}

static gsize
get_blocks_size (const ManiBlock *values, guint n)
{
  gsize size = sizeof (ManiBlocks) + n * sizeof (ManiBlock);

  for (guint i = 0; i < n; i++)
    if (values[i].value != NULL)
      size += strlen (values[i].value) + 1;

  return align (size);
}

static ManiSlot
lay_blocks (const ManiBlock *values, guint n, char *payload)
{
  ManiBlocks *blocks = (gpointer) payload;
  char *bytes = (char *) &blocks->values[n];

  blocks->n = n;
  for (guint i = 0; i < n; i++)
    {
      blocks->values[i] = values[i];
      if (values[i].value != NULL)
        {
          gsize size = strlen (values[i].value) + 1;

          blocks->values[i].value = memcpy (bytes, values[i].value, size);
          bytes += size;
        }
    }

  return (ManiSlot){ .blocks = blocks };
}

/* Ranges and offsets: a count and values of @each bytes without pointers. */
static gsize
get_plain_size (guint n, gsize each)
{
  return align (sizeof (gsize) + n * each);
}

static ManiSlot
lay_plain (const void *values, gsize n, gsize each, char *payload)
{
  memcpy (payload, &n, sizeof n);
  memcpy (payload + sizeof n, values, n * each);

  return (ManiSlot){ .string = payload };
}

ManiSlot
mani_slot_new_strings (const char *const *values, guint n)
{
  return lay_strings (values, n, g_malloc (get_strings_size (values, n)));
}

ManiSlot
mani_slot_new_ranges (const ManiRange *values, guint n)
{
  return lay_plain (values, n, sizeof *values, g_malloc (get_plain_size (n, sizeof *values)));
}

ManiSlot
mani_slot_new_offsets (const guint32 *values, guint n)
{
  return lay_plain (values, n, sizeof *values, g_malloc (get_plain_size (n, sizeof *values)));
}

ManiSlot
mani_slot_new_blocks (const ManiBlock *values, guint n)
{
  return lay_blocks (values, n, g_malloc (get_blocks_size (values, n)));
}

ManiSlot
mani_slot_new_text (const char *text, gsize n_bytes)
{
  char *shared = g_atomic_rc_box_alloc (n_bytes + 1);

  memcpy (shared, text, n_bytes);
  shared[n_bytes] = '\0';

  return (ManiSlot){ .shared = shared };
}

gsize
mani_slot_get_text_length (ManiSlot slot)
{
  return g_atomic_rc_box_get_size (slot.shared) - 1;
}

gsize
mani_slot_get_size (ManiFieldKind kind, ManiSlot slot)
{
  switch (kind)
    {
    case MANI_FIELD_STRING:
      return strlen (slot.string) + 1;

    case MANI_FIELD_STRINGS:
    case MANI_FIELD_MAP:
      return get_strings_size (slot.strings->values, slot.strings->n);

    case MANI_FIELD_RANGES:
      return get_plain_size (slot.ranges->n, sizeof (ManiRange));

    case MANI_FIELD_OFFSETS:
      return get_plain_size (slot.offsets->n, sizeof (guint32));

    case MANI_FIELD_BLOCKS:
      return get_blocks_size (slot.blocks->values, slot.blocks->n);

    case MANI_FIELD_REF:
    case MANI_FIELD_TEXT:
    case MANI_FIELD_WORD:
    case MANI_FIELD_FLAG:
    case MANI_FIELD_TIME:
    case MANI_FIELD_NUMBER:
      return 0;

    default:
      g_assert_not_reached ();
    }
}

ManiSlot
mani_slot_pack (ManiFieldKind kind, ManiSlot slot, char **payload)
{
  gsize size = mani_slot_get_size (kind, slot);
  char *place = *payload;

  *payload += size;
  switch (kind)
    {
    case MANI_FIELD_STRING:
      return (ManiSlot){ .string = memcpy (place, slot.string, size) };

    case MANI_FIELD_REF:
      return (ManiSlot){ .shared = mani_intern_ref (slot.shared) };

    case MANI_FIELD_TEXT:
      return (ManiSlot){ .shared = g_atomic_rc_box_acquire (slot.shared) };

    case MANI_FIELD_STRINGS:
    case MANI_FIELD_MAP:
      return lay_strings (slot.strings->values, slot.strings->n, place);

    case MANI_FIELD_RANGES:
    case MANI_FIELD_OFFSETS:
      return (ManiSlot){ .string = memcpy (place, slot.string, size) };

    case MANI_FIELD_BLOCKS:
      return lay_blocks (slot.blocks->values, slot.blocks->n, place);

    case MANI_FIELD_WORD:
    case MANI_FIELD_FLAG:
    case MANI_FIELD_TIME:
    case MANI_FIELD_NUMBER:
      return slot;

    default:
      g_assert_not_reached ();
    }
}

ManiSlot
mani_slot_copy (ManiFieldKind kind, ManiSlot slot)
{
  gsize size = mani_slot_get_size (kind, slot);
  char *payload = size > 0 ? g_malloc (size) : NULL;

  return mani_slot_pack (kind, slot, &payload);
}

void
mani_slot_release (ManiFieldKind kind, ManiSlot slot)
{
  if (kind == MANI_FIELD_REF)
    mani_intern_unref (slot.shared);
  else if (kind == MANI_FIELD_TEXT)
    g_atomic_rc_box_release (slot.shared);
}

void
mani_slot_clear (ManiFieldKind kind, ManiSlot *slot)
{
  if (mani_slot_get_size (kind, *slot) > 0)
    g_free (slot->string);
  mani_slot_release (kind, *slot);
  slot->integer = 0;
}

static gboolean
strings_equal (const ManiStrings *a, const ManiStrings *b)
{
  if (a->n != b->n)
    return FALSE;
  for (gsize i = 0; i < a->n; i++)
    if (strcmp (a->values[i], b->values[i]) != 0)
      return FALSE;

  return TRUE;
}

static gboolean
blocks_equal (const ManiBlocks *a, const ManiBlocks *b)
{
  if (a->n != b->n)
    return FALSE;
  for (gsize i = 0; i < a->n; i++)
    if (a->values[i].start != b->values[i].start || a->values[i].end != b->values[i].end ||
        a->values[i].kind != b->values[i].kind ||
        g_strcmp0 (a->values[i].value, b->values[i].value) != 0)
      return FALSE;

  return TRUE;
}

gboolean
mani_slot_equal (ManiFieldKind kind, ManiSlot a, ManiSlot b)
{
  switch (kind)
    {
    case MANI_FIELD_STRING:
      return strcmp (a.string, b.string) == 0;

    case MANI_FIELD_REF:
      return a.shared == b.shared;

    case MANI_FIELD_TEXT:
      return a.shared == b.shared ||
             (mani_slot_get_text_length (a) == mani_slot_get_text_length (b) &&
              memcmp (a.shared, b.shared, mani_slot_get_text_length (a)) == 0);

    case MANI_FIELD_STRINGS:
    case MANI_FIELD_MAP:
      return strings_equal (a.strings, b.strings);

    case MANI_FIELD_RANGES:
      return a.ranges->n == b.ranges->n &&
             memcmp (a.ranges->values, b.ranges->values, a.ranges->n * sizeof (ManiRange)) == 0;

    case MANI_FIELD_OFFSETS:
      return a.offsets->n == b.offsets->n &&
             memcmp (a.offsets->values, b.offsets->values, a.offsets->n * sizeof (guint32)) == 0;

    case MANI_FIELD_BLOCKS:
      return blocks_equal (a.blocks, b.blocks);

    case MANI_FIELD_WORD:
    case MANI_FIELD_FLAG:
    case MANI_FIELD_TIME:
      return a.integer == b.integer;

    case MANI_FIELD_NUMBER:
      return a.real == b.real;

    default:
      g_assert_not_reached ();
    }
}
