/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the merged records break among each other, and putting it right: references that lead
 * nowhere, records that are gone and still used, labels that stand below themselves or share a
 * name. */

#include "mani-merge.h"

#include "mani-merge-private.h"

#include <string.h>

void
mani_merge_note_strangers (ManiMerge *self)
{
  for (guint kind = 0; kind < MANI_N_KINDS; kind++)
    for (guint i = 0; i < self->entries[kind]->len; i++)
      {
        ManiRecord *record = g_array_index (self->entries[kind], ManiMergeEntry, i).ours;

        for (guint j = 0; record != NULL && j < mani_kind_get_record_type (kind)->n_fields; j++)
          {
            ManiKind target;
            const char *id;
            ManiMergeEntry *entry;

            if (!mani_kind_get_reference (kind, j, &target) || !mani_record_has (record, j))
              continue;
            id = mani_record_get_string (record, j);
            entry = mani_merge_find (self, target, id);
            if (entry == NULL || entry->ours == NULL)
              g_hash_table_add (self->strangers[target], (gpointer) id);
          }
      }
}

static gboolean
exists (ManiMerge *self, ManiKind kind, const char *id)
{
  ManiMergeEntry *entry = mani_merge_find (self, kind, id);

  return (entry != NULL && entry->result != NULL) ||
         g_hash_table_contains (self->strangers[kind], id);
}

static void
set_field_to_ours (ManiMergeEntry *entry, guint field)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (entry->result);
  g_autoptr (ManiRecord) result = NULL;

  if (entry->ours != NULL)
    mani_record_builder_copy (builder, entry->ours, field);
  else
    mani_record_builder_clear (builder, field);
  result = mani_record_builder_end (builder, NULL);
  if (result == NULL || (entry->ours != NULL && mani_record_equal (result, entry->ours)))
    mani_merge_set_result (entry, entry->ours);
  else
    mani_merge_set_result (entry, result);
}

/* References that theirs brought and that lead nowhere. */
static gboolean
drop_dangling (ManiMerge *self, ManiKind kind)
{
  const ManiRecordType *type = mani_kind_get_record_type (kind);
  gboolean has_changed = FALSE;

  for (guint i = 0; i < self->entries[kind]->len; i++)
    {
      ManiMergeEntry *entry = &g_array_index (self->entries[kind], ManiMergeEntry, i);

      for (guint j = 0; j < type->n_fields && entry->result != entry->ours; j++)
        {
          ManiKind target;

          if (entry->result == NULL || !mani_kind_get_reference (kind, j, &target) ||
              !mani_record_has (entry->result, j) ||
              exists (self, target, mani_record_get_string (entry->result, j)) ||
              (entry->ours != NULL && mani_record_field_equal (entry->ours, entry->result, j)))
            continue;
          mani_merge_add_conflict (self, entry, j);
          has_changed = TRUE;
          if ((type->fields[j].flags & MANI_FIELD_REQUIRED) != 0)
            mani_merge_set_result (entry, entry->ours);
          else
            set_field_to_ours (entry, j);
        }
    }

  return has_changed;
}

/* What theirs removed and what is left still uses. */
static gboolean
restore_used (ManiMerge *self)
{
  gboolean has_changed = FALSE;

  for (guint kind = 0; kind < MANI_N_KINDS; kind++)
    for (guint i = 0; i < self->entries[kind]->len; i++)
      {
        ManiRecord *result = g_array_index (self->entries[kind], ManiMergeEntry, i).result;

        for (guint j = 0; result != NULL && j < mani_kind_get_record_type (kind)->n_fields; j++)
          {
            ManiKind target;
            ManiMergeEntry *used;

            if (!mani_kind_get_reference (kind, j, &target) || !mani_record_has (result, j))
              continue;
            used = mani_merge_find (self, target, mani_record_get_string (result, j));
            if (used == NULL || used->result != NULL || used->ours == NULL)
              continue;
            mani_merge_add_conflict (self, used, MANI_MERGE_WHOLE_RECORD);
            mani_merge_set_result (used, used->ours);
            has_changed = TRUE;
          }
      }

  return has_changed;
}

static gboolean
is_below_itself (ManiMerge *self, ManiMergeEntry *label)
{
  ManiMergeEntry *above = label;

  for (guint depth = 0; depth <= self->entries[MANI_KIND_LABEL]->len; depth++)
    {
      above = above->result == NULL
                  ? NULL
                  : mani_merge_find (self, MANI_KIND_LABEL,
                                     mani_label_get_parent (MANI_LABEL (above->result)));
      if (above == NULL || above == label)
        return above != NULL;
    }

  /* A ring further up. */
  return FALSE;
}

static gboolean
take_name (GHashTable *names, ManiRecord *label, const char *name)
{
  const char *parent = mani_label_get_parent (MANI_LABEL (label));

  return g_hash_table_add (names, g_strdup_printf ("%s\n%s", parent != NULL ? parent : "", name));
}

static gboolean
untangle_labels (ManiMerge *self)
{
  GArray *labels = self->entries[MANI_KIND_LABEL];
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean has_changed = FALSE;

  for (guint i = 0; i < labels->len; i++)
    {
      ManiMergeEntry *label = &g_array_index (labels, ManiMergeEntry, i);

      if (label->result == NULL || label->result == label->ours ||
          (label->ours != NULL &&
           mani_record_field_equal (label->ours, label->result, MANI_LABEL_PARENT)) ||
          !is_below_itself (self, label))
        continue;
      mani_merge_add_conflict (self, label, MANI_LABEL_PARENT);
      set_field_to_ours (label, MANI_LABEL_PARENT);
      has_changed = TRUE;
    }

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < labels->len; i++)
      {
        ManiMergeEntry *label = &g_array_index (labels, ManiMergeEntry, i);
        g_autoptr (ManiRecordBuilder) builder = NULL;
        g_autoptr (ManiRecord) renamed = NULL;
        g_autofree char *name = NULL;

        if (label->result == NULL || (label->result == label->ours) != (pass == 0))
          continue;
        name = g_strdup (mani_label_get_name (MANI_LABEL (label->result)));
        for (guint number = 2; !take_name (names, label->result, name); number++)
          {
            g_free (name);
            name =
                g_strdup_printf ("%s %u", mani_label_get_name (MANI_LABEL (label->result)), number);
          }
        if (strcmp (name, mani_label_get_name (MANI_LABEL (label->result))) == 0)
          continue;
        mani_merge_add_conflict (self, label, MANI_LABEL_NAME);
        builder = mani_record_builder_new_from (label->result);
        mani_record_builder_set_string (builder, MANI_LABEL_NAME, name);
        renamed = mani_record_builder_end (builder, NULL);
        mani_merge_set_result (label, renamed);
        has_changed = TRUE;
      }

  return has_changed;
}

void
mani_merge_settle (ManiMerge *self)
{
  gboolean has_changed;

  do
    {
      has_changed = FALSE;
      for (guint kind = 0; kind < MANI_N_KINDS; kind++)
        has_changed = drop_dangling (self, kind) || has_changed;
      has_changed = restore_used (self) || has_changed;
      has_changed = untangle_labels (self) || has_changed;
    }
  while (has_changed);
}
