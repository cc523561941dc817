/* SPDX-License-Identifier: GPL-3.0-or-later */

/* manicule-cli text: the text of an article. */

#include "mani-cli.h"

#include "mani-operations.h"

#include <glib/gi18n.h>

static int
run (char **arguments)
{
  g_autoptr (ManiEditor) editor = mani_cli_open (arguments[0], FALSE);
  g_autoptr (GError) error = NULL;
  ManiArticle *article;

  if (editor == NULL)
    return MANI_EXIT_FAILED;
  article = mani_article_find (mani_editor_get_project (editor), arguments[1], &error);
  if (article == NULL)
    return mani_cli_fail (arguments[0], error);
  mani_cli_print (mani_article_get_text (article), mani_article_get_n_bytes (article));

  return MANI_EXIT_DONE;
}

const ManiCommand mani_command_text = {
  .name = "text",
  .arguments = "PROJECT ARTICLE",
  .summary = N_ ("Prints the text of an article, given by its number or id."),
  .min_arguments = 2,
  .max_arguments = 2,
  .run = run,
};
