/* SPDX-License-Identifier: GPL-3.0-or-later */

/* manicule-cli add: files become articles of a project, all or none. */

#include "mani-cli.h"

#include "mani-operations.h"
#include "mani-reader.h"

#include <glib/gi18n.h>

static char *charset;

static const GOptionEntry options[] = {
  { "charset", 0, 0, G_OPTION_ARG_STRING, &charset,
    N_ ("The files’ encoding, where it is not to be found out"), N_ ("NAME") },
  { NULL },
};

static int
run (char **arguments)
{
  g_autoptr (ManiEditor) editor = mani_cli_open (arguments[0], TRUE);
  g_autoptr (GPtrArray) articles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (ManiEdit) edit = NULL;
  guint n = g_strv_length (arguments + 1);

  if (editor == NULL)
    return MANI_EXIT_FAILED;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      ManiArticle *article;

      mani_cli_progress (arguments[1 + i], i, n);
      article = mani_cli_read_article (arguments[1 + i], charset, &error);
      if (article == NULL)
        return mani_cli_fail (arguments[1 + i], error);
      g_ptr_array_add (articles, article);
    }
  mani_cli_progress (NULL, 0, 0);
  edit = mani_operation_add_articles (mani_editor_get_project (editor), articles);

  return mani_cli_apply (editor, edit);
}

const ManiCommand mani_command_add = {
  .name = "add",
  .arguments = "PROJECT FILE...",
  .summary = N_ ("Adds files to a project as articles."),
  .min_arguments = 2,
  .max_arguments = G_MAXUINT,
  .options = options,
  .run = run,
};
