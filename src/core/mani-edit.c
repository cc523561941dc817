/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list of changes. */

#include "mani-edit.h"

struct _ManiEdit
{
  gatomicrefcount references;
  char *name;
  GArray *changes;
};

static void
clear_change (gpointer data)
{
  ManiChange *change = data;

  g_clear_object (&change->before);
  g_clear_object (&change->after);
}

ManiEdit *
mani_edit_new (const char *name)
{
  ManiEdit *self = g_new0 (ManiEdit, 1);

  g_atomic_ref_count_init (&self->references);
  self->name = g_strdup (name);
  self->changes = g_array_new (FALSE, FALSE, sizeof (ManiChange));
  g_array_set_clear_func (self->changes, clear_change);

  return self;
}

ManiEdit *
mani_edit_ref (ManiEdit *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
mani_edit_unref (ManiEdit *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_array_unref (self->changes);
  g_free (self->name);
  g_free (self);
}

const char *
mani_edit_get_name (ManiEdit *self)
{
  return self->name;
}

void
mani_edit_set_name (ManiEdit *self, const char *name)
{
  g_free (self->name);
  self->name = g_strdup (name);
}

guint
mani_edit_get_length (ManiEdit *self)
{
  return self->changes->len;
}

const ManiChange *
mani_edit_get (ManiEdit *self, guint i)
{
  return &g_array_index (self->changes, ManiChange, i);
}

void
mani_edit_append (ManiEdit *self, const ManiChange *change)
{
  ManiChange copy = *change;

  g_return_if_fail (copy.before != NULL || copy.after != NULL);
  g_return_if_fail (copy.before == NULL || copy.after == NULL ||
                    G_OBJECT_TYPE (copy.before) == G_OBJECT_TYPE (copy.after));

  if (copy.before != NULL)
    g_object_ref (copy.before);
  if (copy.after != NULL)
    g_object_ref (copy.after);
  g_array_append_val (self->changes, copy);
}

void
mani_edit_add (ManiEdit *self, gpointer after)
{
  mani_edit_add_at (self, after, MANI_EDIT_KEEP_PLACE);
}

void
mani_edit_add_at (ManiEdit *self, gpointer after, guint position)
{
  mani_edit_append (self, &(ManiChange){ NULL, after, position });
}

void
mani_edit_remove (ManiEdit *self, gpointer before)
{
  mani_edit_append (self, &(ManiChange){ before, NULL, MANI_EDIT_KEEP_PLACE });
}

void
mani_edit_replace (ManiEdit *self, gpointer before, gpointer after)
{
  mani_edit_append (self, &(ManiChange){ before, after, MANI_EDIT_KEEP_PLACE });
}

void
mani_edit_move (ManiEdit *self, gpointer record, guint position)
{
  mani_edit_append (self, &(ManiChange){ record, record, position });
}

void
mani_edit_keep (ManiEdit *self, gpointer record)
{
  mani_edit_move (self, record, MANI_EDIT_KEEP_PLACE);
}
