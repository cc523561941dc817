/* SPDX-License-Identifier: GPL-3.0-or-later */

/* manicule-cli add-labels: labels from a set, a file or another project. */

#include "mani-cli.h"

#include "mani-label-set.h"
#include "mani-label-transfer.h"

#include <glib/gi18n.h>

static gboolean update;

static const GOptionEntry options[] = {
  { "update", 'u', 0, G_OPTION_ARG_NONE, &update,
    N_ ("Labels that are there get what the new ones say"), NULL },
  { NULL },
};

static int
run (char **arguments)
{
  g_autoptr (ManiEditor) editor = NULL;
  g_autoptr (GPtrArray) labels = NULL;
  g_autoptr (ManiEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  ManiLabelsReport report;
  int status;

  labels = mani_label_transfer_find (arguments[1], &error);
  if (labels == NULL)
    return mani_cli_fail (arguments[1], error);
  editor = mani_cli_open (arguments[0], TRUE);
  if (editor == NULL)
    return MANI_EXIT_FAILED;

  edit = mani_operation_add_labels (mani_editor_get_project (editor), labels, update, &report);
  status = mani_cli_apply (editor, edit);
  if (status == MANI_EXIT_DONE && report.n_keys > 0)
    {
      g_autofree char *said = g_strdup_printf (
          ngettext ("%u label comes without its key, which is taken",
                    "%u labels come without their keys, which are taken", report.n_keys),
          report.n_keys);

      g_printerr ("manicule-cli: %s: %s\n", arguments[0], said);
    }

  return status;
}

const ManiCommand mani_command_add_labels = {
  .name = "add-labels",
  .arguments = "PROJECT SET|FILE",
  .summary = N_ ("Adds the labels of a ready set, a file or another project."),
  .min_arguments = 2,
  .max_arguments = 2,
  .options = options,
  .run = run,
};
