/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A mapped file with two tables of (length, offset), the first sorted by message. */

#include "mani-catalog.h"

#include <string.h>

#define MAGIC 0x950412deu
/* Between context and message, as msgfmt writes it. */
#define CONTEXT_GLUE "\004"

struct _ManiCatalog
{
  GMappedFile *file;
  const char *bytes;
  gsize n_bytes;
  gboolean is_swapped;
  guint32 n;
  guint32 messages; /* offsets of the tables */
  guint32 translations;
};

static guint32
read_word (const ManiCatalog *self, gsize offset)
{
  guint32 word;

  memcpy (&word, self->bytes + offset, sizeof word);
  return self->is_swapped ? GUINT32_SWAP_LE_BE (word) : word;
}

static gboolean
has_table (const ManiCatalog *self, guint32 offset)
{
  return (guint64) offset + (guint64) self->n * 8 <= self->n_bytes;
}

/* A string of a table; NULL when it does not lie in the file with its end. */
static const char *
get_string (const ManiCatalog *self, guint32 table, guint32 i)
{
  guint64 length = read_word (self, table + (gsize) i * 8);
  guint64 offset = read_word (self, table + (gsize) i * 8 + 4);

  if (offset + length >= self->n_bytes || self->bytes[offset + length] != '\0')
    return NULL;

  return self->bytes + offset;
}

ManiCatalog *
mani_catalog_open (const char *folder, const char *language, const char *domain)
{
  g_autofree char *name = g_strconcat (domain, ".mo", NULL);
  g_autofree char *path = g_build_filename (folder, language, "LC_MESSAGES", name, NULL);
  g_autoptr (ManiCatalog) self = g_new0 (ManiCatalog, 1);

  self->file = g_mapped_file_new (path, FALSE, NULL);
  if (self->file == NULL)
    return NULL;
  self->bytes = g_mapped_file_get_contents (self->file);
  self->n_bytes = g_mapped_file_get_length (self->file);
  if (self->n_bytes < 20)
    return NULL;
  self->is_swapped = read_word (self, 0) == GUINT32_SWAP_LE_BE (MAGIC);
  /* Revisions 0 and 1 have these tables. */
  if (read_word (self, 0) != MAGIC || read_word (self, 4) >> 16 > 1)
    return NULL;
  self->n = read_word (self, 8);
  self->messages = read_word (self, 12);
  self->translations = read_word (self, 16);
  if (!has_table (self, self->messages) || !has_table (self, self->translations))
    return NULL;

  return g_steal_pointer (&self);
}

void
mani_catalog_free (ManiCatalog *self)
{
  g_clear_pointer (&self->file, g_mapped_file_unref);
  g_free (self);
}

const char *
mani_catalog_lookup (const ManiCatalog *self, const char *context, const char *message)
{
  g_autofree char *key =
      context != NULL ? g_strconcat (context, CONTEXT_GLUE, message, NULL) : g_strdup (message);
  guint32 low = 0;
  guint32 high = self->n;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;
      const char *found = get_string (self, self->messages, middle);
      int order = found != NULL ? strcmp (key, found) : -1;

      if (order == 0)
        {
          const char *translation = get_string (self, self->translations, middle);

          return translation != NULL && *translation != '\0' &&
                         g_utf8_validate (translation, -1, NULL)
                     ? translation
                     : message;
        }
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }

  return message;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

GStrv
mani_catalog_list_languages (const char *folder, const char *domain)
{
  g_autoptr (GPtrArray) languages = g_ptr_array_new ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      ManiCatalog *catalog = mani_catalog_open (folder, name, domain);

      if (catalog == NULL)
        continue;
      g_ptr_array_add (languages, g_strdup (name));
      mani_catalog_free (catalog);
    }
  g_ptr_array_sort (languages, compare);
  g_ptr_array_add (languages, NULL);

  return (GStrv) g_ptr_array_free (g_steal_pointer (&languages), FALSE);
}
