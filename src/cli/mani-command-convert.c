/* SPDX-License-Identifier: GPL-3.0-or-later */

/* manicule-cli convert: from one format to another, by way of a project that is not kept. */

#include "mani-cli.h"

#include <glib/gi18n.h>
#include <string.h>

static char *from_id;
static char *to_id;
static gboolean strict;

static const GOptionEntry options[] = {
  { "from", 0, 0, G_OPTION_ARG_STRING, &from_id, N_ ("The format of INPUT"), N_ ("ID") },
  { "to", 0, 0, G_OPTION_ARG_STRING, &to_id, N_ ("The format of OUTPUT"), N_ ("ID") },
  { "strict", 0, 0, G_OPTION_ARG_NONE, &strict, N_ ("Write nothing when anything would be lost"),
    NULL },
  { NULL },
};

static gboolean
is_project (const char *path, const char *id)
{
  return id == NULL ? g_str_has_suffix (path, ".manicule") : strcmp (id, "manicule") == 0;
}

static ManiEditor *
open_foreign (const char *path)
{
  g_autoptr (ManiProject) project = mani_project_new (NULL);
  g_autoptr (ManiEditor) editor = mani_editor_new (project);
  g_autoptr (ManiImport) import = NULL;
  g_autoptr (ManiEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  const char *paths[] = { path, NULL };
  const ManiFormat *format = NULL;

  if (from_id != NULL)
    {
      format = mani_cli_find_format (from_id, NULL, FALSE);
      if (format == NULL)
        return NULL;
    }
  import = mani_transfer_read (format, paths, &error);
  if (import != NULL)
    edit = mani_import_make_edit (import, project, &error);
  if (edit == NULL || !mani_editor_apply (editor, edit, &error))
    {
      mani_cli_fail (path, error);
      return NULL;
    }
  mani_cli_tell_import (import);

  return g_steal_pointer (&editor);
}

static int
run (char **arguments)
{
  const char *input = arguments[0];
  const char *output = arguments[1];
  gboolean to_project = is_project (output, to_id);
  const ManiFormat *format = NULL;
  g_autoptr (ManiEditor) editor = NULL;
  g_autoptr (ManiSnapshot) snapshot = NULL;
  g_autoptr (ManiExport) what = NULL;
  g_autoptr (GError) error = NULL;
  ManiExportScope scope = { 0 };

  if (!to_project)
    {
      format = mani_cli_find_format (to_id, output, TRUE);
      if (format == NULL)
        return MANI_EXIT_USAGE;
    }
  editor = is_project (input, from_id) ? mani_cli_open (input, FALSE) : open_foreign (input);
  if (editor == NULL)
    return MANI_EXIT_FAILED;
  if (to_project)
    return mani_editor_save_as (editor, output, FALSE, &error) ? MANI_EXIT_DONE
                                                               : mani_cli_fail (output, error);

  snapshot = mani_project_snapshot (mani_editor_get_project (editor));
  scope.in_folder = g_file_test (output, G_FILE_TEST_IS_DIR);
  what = mani_export_new (snapshot, &scope);

  return mani_cli_export (input, format, what, strcmp (output, "-") != 0 ? output : NULL, strict);
}

const ManiCommand mani_command_convert = {
  .name = "convert",
  .arguments = "INPUT OUTPUT",
  .summary = N_ ("Converts annotations from one format to another."),
  .min_arguments = 2,
  .max_arguments = 2,
  .options = options,
  .run = run,
};
