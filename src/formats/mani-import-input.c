/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The files that are read together. */

#include "mani-import.h"

#include <string.h>

typedef struct
{
  char *name;
  GBytes *bytes;
} File;

struct _ManiImportInput
{
  GArray *files;
};

static void
clear_file (gpointer data)
{
  File *file = data;

  g_free (file->name);
  g_bytes_unref (file->bytes);
}

ManiImportInput *
mani_import_input_new (void)
{
  ManiImportInput *self = g_new0 (ManiImportInput, 1);

  self->files = g_array_new (FALSE, FALSE, sizeof (File));
  g_array_set_clear_func (self->files, clear_file);

  return self;
}

void
mani_import_input_free (ManiImportInput *self)
{
  g_array_unref (self->files);
  g_free (self);
}

void
mani_import_input_add (ManiImportInput *self, const char *name, GBytes *bytes)
{
  File file = { g_strdup (name), g_bytes_ref (bytes) };

  g_array_append_val (self->files, file);
}

guint
mani_import_input_get_n (const ManiImportInput *self)
{
  return self->files->len;
}

const char *
mani_import_input_get_name (const ManiImportInput *self, guint i)
{
  g_return_val_if_fail (i < self->files->len, NULL);

  return g_array_index (self->files, File, i).name;
}

const char *
mani_import_input_get_data (const ManiImportInput *self, guint i, gsize *n_bytes)
{
  const char *data;

  g_return_val_if_fail (i < self->files->len, NULL);

  data = g_bytes_get_data (g_array_index (self->files, File, i).bytes, n_bytes);
  return data != NULL ? data : "";
}

int
mani_import_input_find (const ManiImportInput *self, const char *base_name)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      g_autofree char *base = g_path_get_basename (g_array_index (self->files, File, i).name);

      if (strcmp (base, base_name) == 0)
        return i;
    }

  return -1;
}
