/* SPDX-License-Identifier: GPL-3.0-or-later */

/* manicule-cli add: files become articles of a project, all or none. */

#include "mani-cli.h"

#include "mani-operations.h"
#include "mani-progress.h"
#include "mani-reader.h"

#include <glib/gi18n.h>

static char *charset;

static const GOptionEntry options[] = {
  { "charset", 0, 0, G_OPTION_ARG_STRING, &charset,
    N_ ("The files’ encoding, where it is not to be found out"), N_ ("NAME") },
  { NULL },
};

/* Whether the text is there already, in the project or among @articles; says where. */
static gboolean
is_known (ManiProject *project, GPtrArray *articles, ManiArticle *article, const char *file)
{
  ManiArticle *same = mani_progress_find_same (project, article);
  g_autofree char *line = NULL;

  for (guint i = 0; same == NULL && i < articles->len; i++)
    if (g_strcmp0 (mani_article_get_sha256 (articles->pdata[i]),
                   mani_article_get_sha256 (article)) == 0)
      same = articles->pdata[i];
  if (same != NULL)
    {
      g_autofree char *title = mani_article_dup_title (same);

      line =
          g_strdup_printf (_ ("this text is there already, as “%s”; it is not added again"), title);
      mani_cli_tell (file, line);
    }

  return same != NULL;
}

static int
run (char **arguments)
{
  g_autoptr (ManiEditor) editor = mani_cli_open (arguments[0], TRUE);
  g_autoptr (GPtrArray) articles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (ManiEdit) edit = NULL;
  guint n = g_strv_length (arguments + 1);
  ManiProject *project;

  if (editor == NULL)
    return MANI_EXIT_FAILED;

  project = mani_editor_get_project (editor);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ManiArticle) article = NULL;
      g_autoptr (GError) error = NULL;

      mani_cli_progress (arguments[1 + i], i, n);
      article = mani_cli_read_article (arguments[1 + i], charset, &error);
      if (article == NULL)
        return mani_cli_fail (arguments[1 + i], error);
      if (!is_known (project, articles, article, arguments[1 + i]))
        g_ptr_array_add (articles, g_steal_pointer (&article));
    }
  mani_cli_progress (NULL, 0, 0);
  if (articles->len == 0)
    return MANI_EXIT_DONE;
  edit = mani_operation_add_articles (project, articles);

  return mani_cli_apply (editor, edit);
}

const ManiCommand mani_command_add = {
  .name = "add",
  .arguments = "PROJECT FILE...",
  .summary = N_ ("Adds files to a project as articles."),
  .description =
      N_ ("All files are added, or none when one cannot be read. A text that the project "
          "has already is not added again; the standard error says so."),
  .min_arguments = 2,
  .max_arguments = G_MAXUINT,
  .options = options,
  .run = run,
};
