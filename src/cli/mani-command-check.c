/* SPDX-License-Identifier: GPL-3.0-or-later */

/* manicule-cli check: whether a project file is sound. */

#include "mani-cli.h"

#include "mani-project-file.h"
#include "mani-project-reader.h"

#include <glib/gi18n.h>
#include <string.h>

static ManiProject *
load (const char *path, ManiReadReport **report, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  const char *data;
  gsize n;

  if (strcmp (path, "-") != 0)
    return mani_project_file_load (mani_io_get_default (), path, NULL, NULL, NULL, NULL, report,
                                   error);

  bytes = mani_transfer_read_standard_input (error);
  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &n);
  *report = mani_read_report_new ();

  return mani_project_reader_read (data, n, path, *report, NULL, NULL, error);
}

static int
run (char **arguments)
{
  g_autoptr (ManiReadReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiProject) project = load (arguments[0], &report, &error);

  if (project == NULL)
    return mani_cli_fail (arguments[0], error);
  for (guint i = 0; i < report->lines->len; i++)
    g_printerr ("manicule-cli: %s\n", (const char *) report->lines->pdata[i]);

  return mani_read_report_is_sound (report) ? MANI_EXIT_DONE : MANI_EXIT_FAILED;
}

const ManiCommand mani_command_check = {
  .name = "check",
  .arguments = "PROJECT",
  .summary = N_ ("Says what is damaged in a project file, and where."),
  .min_arguments = 1,
  .max_arguments = 1,
  .run = run,
};
