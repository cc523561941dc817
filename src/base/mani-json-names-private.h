/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The names of the objects that are open, so that a second member of the same name is found. One
 * stack holds them all, the innermost object's on top; one hash table finds them. Names leave in
 * the reverse of the order they came in, so emptying their places in the table restores it as it
 * was before them: open addressing needs no tombstones. The hash is keyed at random, so that no
 * file can be made to collide. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint64 hash;
  const guchar *raw; /* between the quotes */
  gsize n_bytes;
  guint32 place; /* in the table */
  gboolean has_escapes;
} ManiJsonName;

typedef struct
{
  ManiJsonName *names;
  guint32 n_names;
  guint32 n_allocated;
  guint32 *table; /* of indices + 1, 0 where empty; twice n_allocated long */
  guint64 key[2];
} ManiJsonNames;

/* Room for this many names in all open objects together. */
#define MANI_JSON_NAMES_MAX (1u << 30)

void mani_json_names_init (ManiJsonNames *self);
void mani_json_names_clear (ManiJsonNames *self);

/* Adds a name of the object whose names begin at @first and which is the only one open at @depth.
 * FALSE when the object has it already. @end bounds what may be read beyond the name. */
gboolean mani_json_names_add (ManiJsonNames *self,
                              guint32 first,
                              guint depth,
                              const guchar *raw,
                              gsize n_bytes,
                              gboolean has_escapes,
                              const guchar *end);

/* Forgets the names from @first on. */
static inline void
mani_json_names_truncate (ManiJsonNames *self, guint32 first)
{
  while (self->n_names > first)
    self->table[self->names[--self->n_names].place] = 0;
}

/* Appends what the inside of a string stands for; it has been validated. */
void mani_json_decode (GString *decoded, const guchar *raw, gsize n_bytes);

G_END_DECLS
