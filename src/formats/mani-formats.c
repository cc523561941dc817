/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The registry of formats, and what is the same for all of them. */

#include "mani-formats.h"

#include <glib/gi18n.h>
#include <string.h>

#define SNIFFED (1 << 16)

/* The order is that of lists and of sniffing. */
/* clang-format off */
static const ManiFormat *const formats[] = {
  &mani_format_w3c,
  &mani_format_csv,
  &mani_format_tsv,
  &mani_format_json,
  &mani_format_markdown,
  &mani_format_html,
};
/* clang-format on */

guint
mani_formats_get_n (void)
{
  return G_N_ELEMENTS (formats);
}

const ManiFormat *
mani_formats_get (guint i)
{
  g_return_val_if_fail (i < G_N_ELEMENTS (formats), NULL);

  return formats[i];
}

const ManiFormat *
mani_formats_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (formats[i]->id, id) == 0)
      return formats[i];

  return NULL;
}

static gboolean
has_suffix (const char *file_name, const char *suffix)
{
  gsize n = strlen (file_name);
  gsize n_suffix = strlen (suffix);

  return n > n_suffix + 1 && file_name[n - n_suffix - 1] == '.' &&
         g_ascii_strcasecmp (file_name + n - n_suffix, suffix) == 0;
}

const ManiFormat *
mani_formats_sniff (const char *data, gsize n_bytes, const char *file_name)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (formats[i]->sniff != NULL && formats[i]->read != NULL &&
        formats[i]->sniff (data, MIN (n_bytes, SNIFFED), file_name))
      return formats[i];
  for (guint i = 0; file_name != NULL && i < G_N_ELEMENTS (formats); i++)
    if (formats[i]->read != NULL && has_suffix (file_name, formats[i]->suffix))
      return formats[i];

  return NULL;
}

const ManiFormat *
mani_formats_find_for_name (const char *file_name)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (formats[i]->write != NULL && has_suffix (file_name, formats[i]->suffix))
      return formats[i];

  return NULL;
}

gboolean
mani_format_can_write (const ManiFormat *format)
{
  return format->write != NULL;
}

gboolean
mani_format_can_read (const ManiFormat *format)
{
  return format->read != NULL;
}

gboolean
mani_format_write (const ManiFormat *format,
                   const ManiExport *what,
                   ManiFormatOutput *output,
                   GError **error)
{
  if (format->write == NULL)
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_UNSUPPORTED,
                   /* Translators: the name of a file format */
                   _ ("%s can be read, but not written"), _ (format->name));
      return FALSE;
    }

  return format->write (what, output, error) && mani_format_output_end (output, error);
}

ManiImport *
mani_format_read (const ManiFormat *format, const ManiImportInput *input, GError **error)
{
  g_autoptr (ManiImport) import = NULL;

  g_return_val_if_fail (mani_import_input_get_n (input) > 0, NULL);

  if (format->read == NULL)
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_UNSUPPORTED,
                   /* Translators: a file, the name of a file format */
                   _ ("%s: %s can be written, but not read"), mani_import_input_get_name (input, 0),
                   _ (format->name));
      return NULL;
    }

  import = mani_import_new ();
  if (!format->read (input, import, error))
    return NULL;

  return g_steal_pointer (&import);
}
