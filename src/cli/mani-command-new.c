/* SPDX-License-Identifier: GPL-3.0-or-later */

/* manicule-cli new: an empty project with the default labels. */

#include "mani-cli.h"

#include <glib/gi18n.h>

static char *title;

static const GOptionEntry options[] = {
  { "title", 't', 0, G_OPTION_ARG_STRING, &title, N_ ("The project’s title"), N_ ("T") },
  { NULL },
};

static int
run (char **arguments)
{
  g_autoptr (ManiProject) project = mani_project_new (title);
  g_autoptr (ManiEditor) editor = mani_editor_new (project);
  g_autoptr (GError) error = NULL;

  if (!mani_editor_save_as (editor, arguments[0], FALSE, &error))
    return mani_cli_fail (arguments[0], error);

  return MANI_EXIT_DONE;
}

const ManiCommand mani_command_new = {
  .name = "new",
  .arguments = "PROJECT",
  .summary = N_ ("Makes an empty project; a file that is there is left alone."),
  .min_arguments = 1,
  .max_arguments = 1,
  .options = options,
  .run = run,
};
