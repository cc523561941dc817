/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A set of strings, each with its count in front of it. A count falls to nothing, and rises from
 * nothing, only under the lock. */

#include "mani-intern.h"

#include <stddef.h>
#include <string.h>

typedef struct
{
  int references;
  char text[];
} Interned;

G_LOCK_DEFINE_STATIC (interned_strings);
static GHashTable *interned_strings;

static Interned *
get_interned (char *text)
{
  return (gpointer) (text - offsetof (Interned, text));
}

char *
mani_intern (const char *text)
{
  char *found;

  G_LOCK (interned_strings);
  if (interned_strings == NULL)
    interned_strings = g_hash_table_new (g_str_hash, g_str_equal);
  found = g_hash_table_lookup (interned_strings, text);
  if (found != NULL)
    g_atomic_int_inc (&get_interned (found)->references);
  else
    {
      gsize size = strlen (text) + 1;
      Interned *interned = g_malloc (offsetof (Interned, text) + size);

      interned->references = 1;
      found = memcpy (interned->text, text, size);
      g_hash_table_add (interned_strings, found);
    }
  G_UNLOCK (interned_strings);

  return found;
}

char *
mani_intern_ref (char *text)
{
  g_atomic_int_inc (&get_interned (text)->references);

  return text;
}

void
mani_intern_unref (char *text)
{
  Interned *interned = get_interned (text);
  int references = g_atomic_int_get (&interned->references);

  while (references > 1)
    if (g_atomic_int_compare_and_exchange_full (&interned->references, references, references - 1,
                                                &references))
      return;

  /* Perhaps the last one; mani_intern() may still find it until the lock is ours. */
  G_LOCK (interned_strings);
  if (g_atomic_int_dec_and_test (&interned->references))
    {
      g_hash_table_remove (interned_strings, text);
      g_free (interned);
    }
  G_UNLOCK (interned_strings);
}
