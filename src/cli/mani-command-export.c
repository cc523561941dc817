/* SPDX-License-Identifier: GPL-3.0-or-later */

/* manicule-cli export: takes annotations away. */

#include "mani-cli.h"

#include "mani-operations.h"

#include <glib/gi18n.h>

static char *format_id;
static char *path;
static char **articles;
static char **labels;
static gboolean strict;

static const GOptionEntry options[] = {
  { "format", 'f', 0, G_OPTION_ARG_STRING, &format_id,
    N_ ("The format (see “manicule-cli formats”)"), N_ ("ID") },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path,
    N_ ("The file, or the folder of a format of several files; else standard output"),
    N_ ("PATH") },
  { "article", 'a', 0, G_OPTION_ARG_STRING_ARRAY, &articles,
    N_ ("Only this article (its number or id); may be given again"), N_ ("A") },
  { "label", 'l', 0, G_OPTION_ARG_STRING_ARRAY, &labels,
    N_ ("Only this label (its name or id); may be given again"), N_ ("L") },
  { "strict", 0, 0, G_OPTION_ARG_NONE, &strict, N_ ("Write nothing when anything would be lost"),
    NULL },
  { NULL },
};

/* Names to ids; NULL for none given. FALSE when one is not there. */
static gboolean
find_ids (ManiProject *project, char **names, gboolean are_labels, GStrv *ids, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  *ids = NULL;
  if (names == NULL)
    return TRUE;
  for (guint i = 0; names[i] != NULL; i++)
    {
      gpointer record = are_labels ? (gpointer) mani_label_find (project, names[i], error)
                                   : (gpointer) mani_article_find (project, names[i], error);

      if (record == NULL)
        return FALSE;
      g_strv_builder_add (builder, mani_record_get_id (MANI_RECORD (record)));
    }
  *ids = g_strv_builder_end (builder);

  return TRUE;
}

static int
run (char **arguments)
{
  const ManiFormat *format = NULL;
  g_autoptr (ManiEditor) editor = NULL;
  g_autoptr (ManiExport) what = NULL;
  g_autoptr (ManiSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) article_ids = NULL;
  g_auto (GStrv) label_ids = NULL;
  ManiExportScope scope = { 0 };

  if (format_id == NULL && path == NULL)
    return mani_cli_fail_usage (_ ("--format ID was expected, or --output with a file whose name "
                                   "says the format"));
  format = mani_cli_find_format (format_id, path, TRUE);
  if (format == NULL)
    return MANI_EXIT_USAGE;
  editor = mani_cli_open (arguments[0], FALSE);
  if (editor == NULL)
    return MANI_EXIT_FAILED;

  if (!find_ids (mani_editor_get_project (editor), articles, FALSE, &article_ids, &error) ||
      !find_ids (mani_editor_get_project (editor), labels, TRUE, &label_ids, &error))
    return mani_cli_fail (arguments[0], error);
  scope.articles = (const char *const *) article_ids;
  scope.labels = (const char *const *) label_ids;
  scope.in_folder = path != NULL && g_file_test (path, G_FILE_TEST_IS_DIR);
  snapshot = mani_project_snapshot (mani_editor_get_project (editor));
  what = mani_export_new (snapshot, &scope);

  return mani_cli_export (arguments[0], format, what, path, strict);
}

const ManiCommand mani_command_export = {
  .name = "export",
  .arguments = "PROJECT (--format ID | --output FILE)",
  .summary = N_ ("Writes annotations in a format of other programs, or as a report."),
  .description = N_ ("What the format does not hold is listed on the standard error."),
  .min_arguments = 1,
  .max_arguments = 1,
  .options = options,
  .run = run,
};
