/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A table of folded names and aliases. */

#include "mani-name-index-private.h"

#include "mani-fold.h"

struct _ManiNameIndex
{
  GHashTable *entities; /* folded name -> GPtrArray */
};

char *
mani_name_index_fold (const char *name)
{
  return g_strstrip (mani_fold_string (name, MANI_FOLD_ALL));
}

ManiNameIndex *
mani_name_index_new (ManiTable *entities)
{
  ManiNameIndex *self = g_new (ManiNameIndex, 1);

  self->entities =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < mani_table_get_length (entities); i++)
    mani_name_index_add (self, mani_table_get (entities, i));

  return self;
}

void
mani_name_index_free (ManiNameIndex *self)
{
  g_hash_table_unref (self->entities);
  g_free (self);
}

static void
add_name (ManiNameIndex *self, ManiEntity *entity, const char *name)
{
  g_autofree char *folded = mani_name_index_fold (name);
  GPtrArray *known = g_hash_table_lookup (self->entities, folded);

  if (known == NULL)
    {
      known = g_ptr_array_new ();
      g_hash_table_insert (self->entities, g_steal_pointer (&folded), known);
    }

  /* Several of its names may fold to the same. */
  if (known->len == 0 || known->pdata[known->len - 1] != entity)
    g_ptr_array_add (known, entity);
}

static void
remove_name (ManiNameIndex *self, ManiEntity *entity, const char *name)
{
  g_autofree char *folded = mani_name_index_fold (name);
  GPtrArray *known = g_hash_table_lookup (self->entities, folded);

  if (known == NULL)
    return;

  g_ptr_array_remove_fast (known, entity);
  if (known->len == 0)
    g_hash_table_remove (self->entities, folded);
}

void
mani_name_index_add (ManiNameIndex *self, ManiEntity *entity)
{
  const char *const *aliases = mani_entity_get_aliases (entity);

  add_name (self, entity, mani_entity_get_name (entity));
  for (guint i = 0; aliases[i] != NULL; i++)
    add_name (self, entity, aliases[i]);
}

void
mani_name_index_remove (ManiNameIndex *self, ManiEntity *entity)
{
  const char *const *aliases = mani_entity_get_aliases (entity);

  remove_name (self, entity, mani_entity_get_name (entity));
  for (guint i = 0; aliases[i] != NULL; i++)
    remove_name (self, entity, aliases[i]);
}

const GPtrArray *
mani_name_index_find (ManiNameIndex *self, const char *folded)
{
  return g_hash_table_lookup (self->entities, folded);
}
