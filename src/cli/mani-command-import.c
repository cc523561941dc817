/* SPDX-License-Identifier: GPL-3.0-or-later */

/* manicule-cli import: brings annotations in. */

#include "mani-cli.h"

#include <glib/gi18n.h>
#include <string.h>

static char *format_id;

static const GOptionEntry options[] = {
  { "format", 'f', 0, G_OPTION_ARG_STRING, &format_id,
    N_ ("The format (see “manicule-cli formats”), or “auto”"), N_ ("ID") },
  { NULL },
};

/* The one of @files that @message is about: it begins with its name. */
static const char *
find_culprit (char **files, const char *message)
{
  for (guint i = 0; files[i] != NULL; i++)
    if (g_str_has_prefix (message, files[i]) && message[strlen (files[i])] == ':')
      return files[i];

  return files[0];
}

static void
tell_counts (const char *project, ManiImport *import)
{
  guint n_added = mani_import_get_count (import, MANI_KIND_ANNOTATION, MANI_IMPORT_ADDED);
  guint n_updated = mani_import_get_count (import, MANI_KIND_ANNOTATION, MANI_IMPORT_UPDATED);
  guint n_same = mani_import_get_count (import, MANI_KIND_ANNOTATION, MANI_IMPORT_SAME);
  guint n_orphaned = mani_import_get_count (import, MANI_KIND_ANNOTATION, MANI_IMPORT_ORPHANED);
  g_autofree char *line = g_strdup_printf (
      _ ("annotations: %u new, %u changed, %u there already, %u without a place in the text"),
      n_added, n_updated, n_same, n_orphaned);

  mani_cli_tell (project, line);
}

static int
run (char **arguments)
{
  g_autoptr (ManiEditor) editor = NULL;
  g_autoptr (ManiImport) import = NULL;
  g_autoptr (ManiEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  const ManiFormat *format = NULL;
  int status;

  if (format_id == NULL)
    return mani_cli_fail_usage (_ ("--format ID was expected, or --format auto"));
  if (strcmp (format_id, "auto") != 0)
    {
      format = mani_cli_find_format (format_id, NULL, FALSE);
      if (format == NULL)
        return MANI_EXIT_USAGE;
    }

  editor = mani_cli_open (arguments[0], TRUE);
  if (editor == NULL)
    return MANI_EXIT_FAILED;
  import = mani_transfer_read (format, (const char *const *) arguments + 1, &error);
  if (import == NULL)
    return mani_cli_fail (find_culprit (arguments + 1, error->message), error);
  edit = mani_import_make_edit (import, mani_editor_get_project (editor), &error);
  if (edit == NULL)
    return mani_cli_fail (find_culprit (arguments + 1, error->message), error);
  status = mani_cli_apply (editor, edit);
  if (status == MANI_EXIT_DONE)
    {
      mani_cli_tell_import (import);
      tell_counts (arguments[0], import);
    }

  return status;
}

const ManiCommand mani_command_import = {
  .name = "import",
  .arguments = "PROJECT --format ID|auto FILE...",
  .summary = N_ ("Brings annotations of other programs into a project."),
  .description = N_ ("Annotations that are there already are not doubled. Those whose passage "
                     "cannot be found keep their quotation and wait without a place."),
  .min_arguments = 2,
  .max_arguments = G_MAXUINT,
  .options = options,
  .run = run,
};
