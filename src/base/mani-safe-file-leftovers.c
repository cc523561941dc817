/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The temporary names of files, and what a kill leaves under them. */

#include "mani-safe-file-private.h"
#include "mani-safe-file.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* Leaves room in NAME_MAX for what is added. */
#define MAX_STEM 230

char *
mani_safe_file_hidden_name (const char *name, const char *suffix)
{
  gsize length = strlen (name);

  if (length > MAX_STEM)
    {
      length = MAX_STEM;
      while (length > 0 && ((guchar) name[length] & 0xc0) == 0x80)
        length--;
    }

  return g_strdup_printf (".%.*s%s", (int) length, name, suffix);
}

static gboolean
is_temporary (const char *name, const char *prefix)
{
  gsize length = strlen (prefix);

  if (!g_str_has_prefix (name, prefix) || strlen (name) != length + MANI_SAFE_FILE_RANDOM_LENGTH)
    return FALSE;

  for (const char *p = name + length; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p))
      return FALSE;

  return TRUE;
}

void
mani_safe_file_remove_leftovers (const char *path)
{
  char *resolved = realpath (path, NULL);
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *prefix = NULL;
  g_autofree char *link = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *entry;

  if (resolved == NULL)
    return;

  folder = g_path_get_dirname (resolved);
  name = g_path_get_basename (resolved);
  free (resolved);

  prefix = mani_safe_file_hidden_name (name, MANI_SAFE_FILE_TEMPORARY);
  link = mani_safe_file_hidden_name (name, MANI_SAFE_FILE_LINK);
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    if (is_temporary (entry, prefix) || strcmp (entry, link) == 0)
      {
        g_autofree char *leftover = g_build_filename (folder, entry, NULL);

        g_unlink (leftover);
      }
}
