/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Formats on the one side, files on the other. */

#include "mani-transfer.h"

#include "mani-safe-file.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

/* Annotations of other programs are smaller. */
#define MAX_BYTES (512 * 1024 * 1024)

/* How much of a file a format sees to know itself by. */
#define SNIFF_BYTES 65536

/* Whether the file begins as project files do, whatever its name is. */
static gboolean
is_project (const char *path)
{
  char start[256];
  gsize n = 0;
  const char *at = start;
  FILE *file = g_fopen (path, "rb");

  if (file == NULL)
    return FALSE;
  n = fread (start, 1, sizeof start - 1, file);
  fclose (file);
  start[n] = '\0';
  at += strspn (at, " \t\r\n");
  if (*at != '{')
    return FALSE;
  at++;
  at += strspn (at, " \t\r\n");

  return g_str_has_prefix (at, "\"manicule\"");
}

gboolean
mani_transfer_write_file (const char *path, GBytes *bytes, gboolean overwrite, GError **error)
{
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n);
  ManiSafeFileFlags flags = MANI_SAFE_FILE_NO_BACKUP;

  if (overwrite)
    flags |= MANI_SAFE_FILE_OVERWRITE;
  if (is_project (path))
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_CONFLICT,
                   _ ("%s: this is a project, and an export is not written over one"), path);
      return FALSE;
    }

  return mani_safe_file_replace (mani_io_get_default (), path, data, n, NULL, flags, NULL, error);
}

/* Nothing of several files is written when one of them may not be. */
static gboolean
check_free (const char *folder, ManiFormatOutput *output, GError **error)
{
  for (guint i = 0; i < mani_format_output_get_n_files (output); i++)
    {
      g_autofree char *path =
          g_build_filename (folder, mani_format_output_get_name (output, i), NULL);

      if (g_file_test (path, G_FILE_TEST_EXISTS))
        {
          g_set_error (error, MANI_ERROR, MANI_ERROR_CONFLICT,
                       _ ("%s: there is a file of this name already"), path);
          return FALSE;
        }
    }

  return TRUE;
}

gboolean
mani_transfer_export (const ManiFormat *format,
                      const ManiExport *what,
                      const char *path,
                      gboolean overwrite,
                      GError **error)
{
  g_autoptr (ManiFormatOutput) output = mani_format_output_new_memory ();
  gboolean is_folder =
      (format->flags & MANI_FORMAT_SEVERAL_FILES) != 0 || mani_export_is_in_folder (what);

  if (!mani_format_write (format, what, output, error))
    return FALSE;
  if (!is_folder)
    return mani_transfer_write_file (path, mani_format_output_get_bytes (output, 0), overwrite,
                                     error);
  if (!overwrite && !check_free (path, output, error))
    return FALSE;

  for (guint i = 0; i < mani_format_output_get_n_files (output); i++)
    {
      g_autofree char *file =
          g_build_filename (path, mani_format_output_get_name (output, i), NULL);
      g_autofree char *folder = g_path_get_dirname (file);

      if (g_mkdir_with_parents (folder, 0777) != 0)
        {
          mani_set_error_from_errno (error, errno, folder, "%s", _ ("the folder cannot be made"));
          return FALSE;
        }
      if (!mani_transfer_write_file (file, mani_format_output_get_bytes (output, i), overwrite,
                                     error))
        return FALSE;
    }

  return TRUE;
}

GBytes *
mani_transfer_read_standard_input (GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  char buffer[65536];
  gsize n;

  while ((n = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    {
      g_byte_array_append (bytes, (guint8 *) buffer, n);
      if (bytes->len > MAX_BYTES)
        {
          g_set_error (error, MANI_ERROR, MANI_ERROR_TOO_LARGE,
                       _ ("standard input: at most %u bytes were expected"), MAX_BYTES);
          return NULL;
        }
    }
  if (ferror (stdin))
    {
      mani_set_error_from_errno (error, errno, "-", "%s", _ ("standard input cannot be read"));
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

ManiImport *
mani_transfer_read (const ManiFormat *format, const char *const *paths, GError **error)
{
  g_autoptr (ManiImportInput) input = mani_import_input_new ();
  const char *data;
  gsize n;

  for (guint i = 0; paths[i] != NULL; i++)
    {
      gboolean is_standard = strcmp (paths[i], "-") == 0;
      g_autoptr (GBytes) bytes = NULL;

      if (is_standard)
        bytes = mani_transfer_read_standard_input (error);
      else if (!mani_safe_file_read (mani_io_get_default (), paths[i], MAX_BYTES, &bytes, NULL,
                                     error))
        return NULL;
      if (bytes == NULL)
        return NULL;
      mani_import_input_add (input, is_standard ? _ ("standard input") : paths[i], bytes);
    }

  if (format == NULL)
    {
      data = mani_import_input_get_data (input, 0, &n);
      format = mani_formats_sniff (data, MIN (n, SNIFF_BYTES), paths[0]);
    }
  if (format == NULL)
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_UNSUPPORTED,
                   _ ("%s: no known annotation format fits"), paths[0]);
      return NULL;
    }

  return mani_format_read (format, input, error);
}
