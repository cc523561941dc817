/* SPDX-License-Identifier: GPL-3.0-or-later */

/* manicule-cli convert: from one format to another, by way of a project that is not kept. */

#include "mani-cli.h"

#include "mani-project-writer.h"

#include <glib/gi18n.h>
#include <string.h>

static char *from_id;
static char *to_id;
static gboolean strict;

static const GOptionEntry options[] = {
  { "from", 0, 0, G_OPTION_ARG_STRING, &from_id,
    N_ ("The format of INPUT, or “manicule” for a project; else told from the file"), N_ ("ID") },
  { "to", 0, 0, G_OPTION_ARG_STRING, &to_id,
    N_ ("The format of OUTPUT, or “manicule” for a project; else told from the name"), N_ ("ID") },
  { "strict", 0, 0, G_OPTION_ARG_NONE, &strict, N_ ("Write nothing when anything would be lost"),
    NULL },
  { NULL },
};

static gboolean
is_project (const char *path, const char *id)
{
  return id == NULL ? g_str_has_suffix (path, ".manicule") : strcmp (id, "manicule") == 0;
}

/* What is read and not understood is lost too. */
static ManiEditor *
open_foreign (const char *path, const ManiFormat *format, gboolean *has_loss)
{
  g_autoptr (ManiProject) project = mani_project_new (NULL);
  g_autoptr (ManiEditor) editor = mani_editor_new (project);
  g_autoptr (ManiImport) import = NULL;
  g_autoptr (ManiEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  const char *paths[] = { path, NULL };

  import = mani_transfer_read (format, paths, &error);
  if (import != NULL)
    edit = mani_import_make_edit (import, project, &error);
  if (edit == NULL || !mani_editor_apply (editor, edit, &error))
    {
      mani_cli_fail (path, error);
      return NULL;
    }
  mani_cli_tell_import (import);
  *has_loss = mani_import_get_n_skipped (import) > 0;

  return g_steal_pointer (&editor);
}

static int
write_project (ManiEditor *editor, const char *path)
{
  g_autoptr (ManiSnapshot) snapshot = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  const char *data;
  gsize n;

  if (strcmp (path, "-") != 0)
    {
      if (!mani_editor_save_as (editor, path, FALSE, &error))
        return mani_cli_fail (path, error);
      mani_cli_tell_trouble (editor);
      return MANI_EXIT_DONE;
    }

  snapshot = mani_project_snapshot (mani_editor_get_project (editor));
  bytes = mani_project_writer_write (snapshot, NULL, NULL, NULL, NULL);
  data = g_bytes_get_data (bytes, &n);
  mani_cli_print (data, n);

  return MANI_EXIT_DONE;
}

static int
run (char **arguments)
{
  const char *input = arguments[0];
  const char *output = arguments[1];
  gboolean from_project = is_project (input, from_id);
  gboolean to_project = is_project (output, to_id);
  const ManiFormat *from = NULL;
  const ManiFormat *to = NULL;
  g_autoptr (ManiEditor) editor = NULL;
  g_autoptr (ManiSnapshot) snapshot = NULL;
  g_autoptr (ManiExport) what = NULL;
  ManiExportScope scope = { 0 };
  gboolean has_loss = FALSE;

  if (!from_project && from_id != NULL)
    {
      from = mani_cli_find_format (from_id, NULL, FALSE);
      if (from == NULL)
        return MANI_EXIT_USAGE;
    }
  if (!to_project)
    {
      to = mani_cli_find_format (to_id, output, TRUE);
      if (to == NULL)
        return MANI_EXIT_USAGE;
    }
  editor = from_project ? mani_cli_open (input, FALSE) : open_foreign (input, from, &has_loss);
  if (editor == NULL)
    return MANI_EXIT_FAILED;
  if (has_loss && strict)
    return MANI_EXIT_LOSS;
  if (to_project)
    return write_project (editor, output);

  snapshot = mani_project_snapshot (mani_editor_get_project (editor));
  scope.in_folder = g_file_test (output, G_FILE_TEST_IS_DIR);
  what = mani_export_new (snapshot, &scope);

  return mani_cli_export (input, to, what, output, strict);
}

const ManiCommand mani_command_convert = {
  .name = "convert",
  .arguments = "INPUT OUTPUT",
  .summary = N_ ("Reads annotations in one format and writes them in another."),
  .description =
      N_ ("A name that ends in .manicule is a project; a project that is there is not replaced. "
          "What is lost is listed on the standard error."),
  .min_arguments = 2,
  .max_arguments = 2,
  .options = options,
  .run = run,
};
