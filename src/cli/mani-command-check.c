/* SPDX-License-Identifier: GPL-3.0-or-later */

/* manicule-cli check: whether a project file is sound. */

#include "mani-cli.h"

#include "mani-backups.h"
#include "mani-project-file.h"
#include "mani-project-reader.h"
#include "mani-salvage.h"

#include <glib/gi18n.h>
#include <string.h>

/* From standard input the bytes are kept, for they come once. */
static ManiProject *
load (const char *path, GBytes **bytes, ManiReadReport **report, GError **error)
{
  const char *data;
  gsize n;

  if (strcmp (path, "-") != 0)
    return mani_project_file_load (mani_io_get_default (), path, NULL, NULL, NULL, NULL, report,
                                   error);

  *bytes = mani_transfer_read_standard_input (error);
  if (*bytes == NULL)
    return NULL;
  data = g_bytes_get_data (*bytes, &n);
  *report = mani_read_report_new ();

  return mani_project_reader_read (data, n, path, *report, NULL, NULL, error);
}

/* The earlier versions of the project with this id. */
static void
tell_versions (const char *path, const char *id)
{
  g_autofree char *folder = mani_backups_dup_folder (id);
  g_autoptr (GPtrArray) backups = mani_backups_list (folder);

  for (guint i = 0; i < backups->len; i++)
    {
      const ManiBackup *backup = backups->pdata[i];
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (backup->time);
      g_autofree char *when = g_date_time_format (time, "%Y-%m-%d %H:%M:%S");
      g_autofree char *line = g_strdup_printf (
          /* Translators: when it was saved, how many annotations it has, the SHA-256 of the file */
          ngettext ("earlier version of %s, %u annotation, SHA-256 %s",
                    "earlier version of %s, %u annotations, SHA-256 %s", backup->n_annotations),
          when, backup->n_annotations, backup->sha256);

      mani_cli_tell (path, line);
    }
}

/* What can still be had of a file that is no sound project. */
static void
tell_salvage (const char *path, GBytes *bytes)
{
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n);
  g_autoptr (ManiSalvage) salvage = mani_salvage_new (data, n, path);
  g_autoptr (ManiProject) project = mani_salvage_make_project (salvage, NULL);
  g_autofree char *line = NULL;

  if (project == NULL)
    return;
  line = g_strdup_printf (
      _ ("“manicule-cli recover” can still read: labels: %u; people, places, organisations: %u; "
         "articles: %u; annotations: %u; relations: %u"),
      mani_salvage_get_n (salvage, MANI_KIND_LABEL), mani_salvage_get_n (salvage, MANI_KIND_ENTITY),
      mani_salvage_get_n (salvage, MANI_KIND_ARTICLE),
      mani_salvage_get_n (salvage, MANI_KIND_ANNOTATION),
      mani_salvage_get_n (salvage, MANI_KIND_RELATION));
  mani_cli_tell (path, line);
  if (mani_salvage_get_project_id (salvage) != NULL)
    tell_versions (path, mani_salvage_get_project_id (salvage));
}

static int
run (char **arguments)
{
  const char *path = arguments[0];
  g_autoptr (ManiReadReport) report = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiProject) project = load (path, &bytes, &report, &error);

  if (project == NULL)
    {
      mani_cli_fail (path, error);
      if (error->code != MANI_ERROR_UNSUPPORTED &&
          (bytes != NULL || mani_safe_file_read (mani_io_get_default (), path,
                                                 MANI_PROJECT_FILE_MAX_BYTES, &bytes, NULL, NULL)))
        tell_salvage (path, bytes);
      return MANI_EXIT_FAILED;
    }
  for (guint i = 0; i < report->lines->len; i++)
    g_printerr ("manicule-cli: %s\n", (const char *) report->lines->pdata[i]);
  if (!mani_read_report_is_intact (report))
    tell_versions (path, mani_record_get_id (MANI_RECORD (mani_project_get_info (project))));

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
