/* SPDX-License-Identifier: GPL-3.0-or-later */

/* manicule-cli new: an empty project with the default labels or others. */

#include "mani-cli.h"

#include "mani-label-transfer.h"

#include <glib/gi18n.h>

static char *title;
static char *set;

static const GOptionEntry options[] = {
  { "title", 't', 0, G_OPTION_ARG_STRING, &title, N_ ("The project’s title"), N_ ("T") },
  { "labels", 'l', 0, G_OPTION_ARG_STRING, &set,
    N_ ("Labels: a ready set (see label-sets), a CSV or JSON file, or another project"),
    N_ ("SET|FILE") },
  { NULL },
};

static int
run (char **arguments)
{
  g_autoptr (GPtrArray) labels = NULL;
  g_autoptr (ManiProject) project = NULL;
  g_autoptr (ManiEditor) editor = NULL;
  g_autoptr (GError) error = NULL;

  if (*arguments[0] == '\0')
    return mani_cli_fail_usage (_ ("the name of a file was expected"));
  labels = set != NULL ? mani_label_transfer_find (set, &error) : mani_label_new_defaults ();
  if (labels == NULL)
    return mani_cli_fail (set, error);
  project = mani_project_new_with_labels (title, labels);
  editor = mani_editor_new (project);
  if (!mani_editor_save_as (editor, arguments[0], FALSE, &error))
    return mani_cli_fail (arguments[0], error);
  mani_cli_tell_trouble (editor);

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
