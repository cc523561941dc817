/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Merging the fields of one record. */

#include "mani-merge.h"

#include "mani-merge-private.h"

#include <string.h>

#define BIT(field) (G_GUINT64_CONSTANT (1) << (field))

/* Fields that make sense only together. */
static const struct
{
  ManiKind kind;
  guint64 fields;
} units[] = {
  { MANI_KIND_ANNOTATION, BIT (MANI_ANNOTATION_ARTICLE) | BIT (MANI_ANNOTATION_RANGES) |
                              BIT (MANI_ANNOTATION_QUOTE) | BIT (MANI_ANNOTATION_PREFIX) |
                              BIT (MANI_ANNOTATION_SUFFIX) | BIT (MANI_ANNOTATION_POSITION) },
  { MANI_KIND_ARTICLE, BIT (MANI_ARTICLE_TEXT) | BIT (MANI_ARTICLE_SHA256) |
                           BIT (MANI_ARTICLE_BLOCKS) | BIT (MANI_ARTICLE_PAGES) },
  { MANI_KIND_ENTITY,
    BIT (MANI_ENTITY_LATITUDE) | BIT (MANI_ENTITY_LONGITUDE) | BIT (MANI_ENTITY_PRECISION) },
};

guint64
mani_merge_get_unit (ManiKind kind, guint field)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (units[i].kind == kind && (units[i].fields & BIT (field)) != 0)
      return units[i].fields;

  return BIT (field);
}

static gboolean
unit_equal (ManiRecord *a, ManiRecord *b, guint64 unit)
{
  for (guint64 left = unit; left != 0; left &= left - 1)
    if (!mani_record_field_equal (a, b, __builtin_ctzll (left)))
      return FALSE;

  return TRUE;
}

/* The first field of @unit that ours and theirs have differently. */
static guint
find_difference (const ManiMergeEntry *entry, guint64 unit)
{
  while (mani_record_field_equal (entry->ours, entry->theirs, __builtin_ctzll (unit)))
    unit &= unit - 1;

  return __builtin_ctzll (unit);
}

static gboolean
has_string (ManiRecord *record, guint field, const char *string)
{
  return g_strv_contains (mani_record_get_strings (record, field), string);
}

/* Ours without what theirs took away, then what theirs added. */
static void
merge_strings (ManiRecordBuilder *builder, const ManiMergeEntry *entry, guint field)
{
  g_autoptr (GPtrArray) merged = g_ptr_array_new ();
  const char *const *ours = mani_record_get_strings (entry->ours, field);
  const char *const *theirs = mani_record_get_strings (entry->theirs, field);

  for (guint i = 0; ours[i] != NULL; i++)
    if (has_string (entry->theirs, field, ours[i]) || !has_string (entry->base, field, ours[i]))
      g_ptr_array_add (merged, (gpointer) ours[i]);
  for (guint i = 0; theirs[i] != NULL; i++)
    if (!has_string (entry->base, field, theirs[i]) && !has_string (entry->ours, field, theirs[i]))
      g_ptr_array_add (merged, (gpointer) theirs[i]);
  g_ptr_array_add (merged, NULL);
  mani_record_builder_set_strings (builder, field, (const char *const *) merged->pdata);
}

/* Takes over the names in @side, one of the map's versions, that theirs changed and ours did not.
 * FALSE when both changed one differently. */
static gboolean
merge_names (ManiRecordBuilder *builder, const ManiMergeEntry *entry, guint field, ManiRecord *side)
{
  const char *const *pairs = mani_record_get_strings (side, field);
  gboolean is_clear = TRUE;

  for (guint i = 0; pairs[i] != NULL; i += 2)
    {
      const char *base = mani_record_get_in_map (entry->base, field, pairs[i]);
      const char *ours = mani_record_get_in_map (entry->ours, field, pairs[i]);
      const char *theirs = mani_record_get_in_map (entry->theirs, field, pairs[i]);

      if (g_strcmp0 (ours, theirs) == 0 || g_strcmp0 (base, theirs) == 0)
        continue;
      if (g_strcmp0 (base, ours) == 0)
        mani_record_builder_set_in_map (builder, field, pairs[i], theirs);
      else
        is_clear = FALSE;
    }

  return is_clear;
}

/* A field that both sides changed differently; FALSE when there is no telling. */
static gboolean
merge_field (ManiRecordBuilder *builder, const ManiMergeEntry *entry, guint field)
{
  const ManiField *row = &mani_kind_get_record_type (entry->kind)->fields[field];

  if (row->kind == MANI_FIELD_TIME)
    {
      mani_record_builder_set_time (builder, field,
                                    MAX (mani_record_get_time (entry->ours, field),
                                         mani_record_get_time (entry->theirs, field)));
      return TRUE;
    }
  if ((row->flags & MANI_FIELD_MERGEABLE) == 0)
    return FALSE;
  if (row->kind == MANI_FIELD_MAP)
    {
      gboolean is_clear = merge_names (builder, entry, field, entry->base);

      return merge_names (builder, entry, field, entry->theirs) && is_clear;
    }
  if (row->kind != MANI_FIELD_STRINGS)
    return FALSE;
  merge_strings (builder, entry, field);

  return TRUE;
}

static void
merge_unknown (ManiMerge *merge, ManiRecordBuilder *builder, const ManiMergeEntry *entry)
{
  const char *base = mani_record_get_unknown (entry->base);
  const char *ours = mani_record_get_unknown (entry->ours);
  const char *theirs = mani_record_get_unknown (entry->theirs);

  if (g_strcmp0 (ours, theirs) == 0 || g_strcmp0 (base, theirs) == 0)
    return;
  if (g_strcmp0 (base, ours) == 0)
    mani_record_builder_set_unknown (builder, theirs);
  else
    mani_merge_add_conflict (merge, entry, mani_kind_get_record_type (entry->kind)->n_fields);
}

ManiRecord *
mani_merge_record (ManiMerge *merge, const ManiMergeEntry *entry, guint64 keep)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (entry->ours);
  guint n_fields = mani_kind_get_record_type (entry->kind)->n_fields;
  guint64 done = keep;
  ManiRecord *merged;

  for (guint i = 0; i < n_fields; i++)
    {
      guint64 unit = mani_merge_get_unit (entry->kind, i);

      if ((done & BIT (i)) != 0)
        continue;
      done |= unit;
      if (unit_equal (entry->ours, entry->theirs, unit) ||
          unit_equal (entry->base, entry->theirs, unit))
        continue;
      if (unit_equal (entry->base, entry->ours, unit))
        for (guint64 left = unit; left != 0; left &= left - 1)
          mani_record_builder_copy (builder, entry->theirs, __builtin_ctzll (left));
      else if (unit != BIT (i) || !merge_field (builder, entry, i))
        mani_merge_add_conflict (merge, entry, find_difference (entry, unit));
    }
  merge_unknown (merge, builder, entry);

  merged = mani_record_builder_end (builder, NULL);
  if (merged == NULL)
    {
      mani_merge_add_conflict (merge, entry, MANI_MERGE_WHOLE_RECORD);
      merged = g_object_ref (entry->ours);
    }

  return merged;
}
