/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every reader of annotation formats takes anything: what it accepts becomes an edit that fits. The
 * first byte says which format. */

#include "mani-formats.h"

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const ManiFormat *format;
  g_autoptr (ManiImportInput) input = NULL;
  g_autoptr (ManiImport) import = NULL;
  g_autoptr (ManiProject) project = NULL;
  g_autoptr (ManiEdit) edit = NULL;
  g_autoptr (ManiEdit) inverse = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  if (size == 0)
    return 0;
  format = mani_formats_get (data[0] % mani_formats_get_n ());
  if (!mani_format_can_read (format))
    return 0;

  input = mani_import_input_new ();
  bytes = g_bytes_new (data + 1, size - 1);
  mani_import_input_add (input, "input", bytes);
  import = mani_format_read (format, input, &error);
  if (import == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }

  project = mani_project_new (NULL);
  edit = mani_import_make_edit (import, project, &error);
  g_assert_no_error (error);
  inverse = mani_project_apply (project, edit, &error);
  g_assert_no_error (error);

  return 0;
}
