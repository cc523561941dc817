/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The arrays of a project's tables, held. */

#include "mani-snapshot.h"

#include "mani-snapshot-private.h"

struct _ManiSnapshot
{
  gatomicrefcount references;
  ManiProjectInfo *info;
  char *unknown;
  ManiRecords *records[MANI_N_KINDS];
  GPtrArray *annotations;
  GPtrArray *strays;

  GMutex lock; /* over by_id */
  GHashTable *by_id[MANI_N_KINDS];
};

ManiSnapshot *
mani_snapshot_new (ManiProjectInfo *info,
                   const char *unknown,
                   ManiRecords *records[MANI_N_KINDS],
                   GPtrArray *annotations,
                   GPtrArray *strays)
{
  ManiSnapshot *self = g_new0 (ManiSnapshot, 1);

  g_atomic_ref_count_init (&self->references);
  g_mutex_init (&self->lock);
  self->info = g_object_ref (info);
  self->unknown = g_strdup (unknown);
  for (guint i = 0; i < MANI_N_KINDS; i++)
    self->records[i] = records[i];
  self->annotations = annotations;
  self->strays = strays;

  return self;
}

ManiSnapshot *
mani_snapshot_ref (ManiSnapshot *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
mani_snapshot_unref (ManiSnapshot *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  for (guint i = 0; i < MANI_N_KINDS; i++)
    {
      g_clear_pointer (&self->by_id[i], g_hash_table_unref);
      g_clear_pointer (&self->records[i], mani_records_unref);
    }
  g_ptr_array_unref (self->annotations);
  g_ptr_array_unref (self->strays);
  g_object_unref (self->info);
  g_free (self->unknown);
  g_mutex_clear (&self->lock);
  g_free (self);
}

ManiProjectInfo *
mani_snapshot_get_info (ManiSnapshot *self)
{
  return self->info;
}

const char *
mani_snapshot_get_unknown (ManiSnapshot *self)
{
  return self->unknown;
}

const ManiRecords *
mani_snapshot_get_records (ManiSnapshot *self, ManiKind kind)
{
  g_return_val_if_fail (self->records[kind] != NULL, NULL);

  return self->records[kind];
}

const ManiRecords *
mani_snapshot_get_annotations (ManiSnapshot *self, guint article)
{
  return g_ptr_array_index (self->annotations, article);
}

guint
mani_snapshot_get_n_stray_groups (ManiSnapshot *self)
{
  return self->strays->len;
}

const ManiRecords *
mani_snapshot_get_stray_annotations (ManiSnapshot *self, guint group)
{
  return g_ptr_array_index (self->strays, group);
}

static guint
count (GPtrArray *groups)
{
  guint n = 0;

  for (guint i = 0; i < groups->len; i++)
    n += ((ManiRecords *) groups->pdata[i])->n;

  return n;
}

guint
mani_snapshot_get_n_annotations (ManiSnapshot *self)
{
  return count (self->annotations) + count (self->strays);
}

gpointer
mani_snapshot_lookup (ManiSnapshot *self, ManiKind kind, const char *id)
{
  const ManiRecords *records = mani_snapshot_get_records (self, kind);
  gpointer found;

  g_mutex_lock (&self->lock);
  if (self->by_id[kind] == NULL)
    {
      self->by_id[kind] = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < records->n; i++)
        g_hash_table_insert (self->by_id[kind], (gpointer) mani_record_get_id (records->records[i]),
                             records->records[i]);
    }
  found = id != NULL ? g_hash_table_lookup (self->by_id[kind], id) : NULL;
  g_mutex_unlock (&self->lock);

  return found;
}

static gboolean
records_equal (const ManiRecords *a, const ManiRecords *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->n != b->n)
    return FALSE;
  for (guint i = 0; i < a->n; i++)
    if (!mani_record_equal (a->records[i], b->records[i]))
      return FALSE;

  return TRUE;
}

static gboolean
groups_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!records_equal (a->pdata[i], b->pdata[i]))
      return FALSE;

  return TRUE;
}

gboolean
mani_snapshot_equal (ManiSnapshot *a, ManiSnapshot *b)
{
  if (!mani_record_equal (MANI_RECORD (a->info), MANI_RECORD (b->info)) ||
      g_strcmp0 (a->unknown, b->unknown) != 0)
    return FALSE;
  for (guint i = 0; i < MANI_N_KINDS; i++)
    if (!records_equal (a->records[i], b->records[i]))
      return FALSE;

  return groups_equal (a->annotations, b->annotations) && groups_equal (a->strays, b->strays);
}
