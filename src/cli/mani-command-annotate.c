/* SPDX-License-Identifier: GPL-3.0-or-later */

/* manicule-cli annotate: marks passages of an article. */

#include "mani-cli.h"

#include "mani-find.h"
#include "mani-operations.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static char *range;
static char *quote;
static gboolean all;
static gboolean whole;
static char *label_name;
static char *note;
static char **tags;
static char *entity_name;

static const GOptionEntry options[] = {
  { "range", 'r', 0, G_OPTION_ARG_STRING, &range, N_ ("From and to, in code points"),
    N_ ("START:END") },
  { "quote", 'q', 0, G_OPTION_ARG_STRING, &quote, N_ ("The passage that has these words"),
    N_ ("TEXT") },
  { "all", 0, 0, G_OPTION_ARG_NONE, &all, N_ ("Each such passage, as whole words"), NULL },
  { "whole", 0, 0, G_OPTION_ARG_NONE, &whole, N_ ("The article as a whole"), NULL },
  { "label", 'l', 0, G_OPTION_ARG_STRING, &label_name, N_ ("A label, by name or id"), N_ ("L") },
  { "note", 'n', 0, G_OPTION_ARG_STRING, &note, N_ ("A note"), N_ ("TEXT") },
  { "tag", 't', 0, G_OPTION_ARG_STRING_ARRAY, &tags, N_ ("A tag; may be given again"),
    N_ ("WORD") },
  { "entity", 'e', 0, G_OPTION_ARG_STRING, &entity_name,
    N_ ("Who or what it names; made when it is new"), N_ ("NAME") },
  { NULL },
};

static gboolean
parse_range (ManiArticle *article, ManiRange *result, GError **error)
{
  guint length = mani_article_get_length (article);
  int n = 0;

  if (sscanf (range, "%9u:%9u%n", &result->start, &result->end, &n) != 2 || range[n] != '\0' ||
      result->start > result->end || result->end > length)
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID,
                   _ ("--range: “%s” was found, START:END within the text’s %u characters was "
                      "expected"),
                   range, length);
      return FALSE;
    }

  return TRUE;
}

/* Ranges of the words; all hits that are whole words, or the only hit there is. */
static GArray *
find_quote (ManiArticle *article, GError **error)
{
  g_autoptr (GArray) hits =
      mani_find_all (mani_article_get_text (article), mani_article_get_n_bytes (article),
                     mani_article_get_offset_map (article), quote, MANI_FOLD_NONE,
                     all ? MANI_FIND_WHOLE_WORDS : MANI_FIND_NONE, 0);

  if (hits->len == 0)
    g_set_error (error, MANI_ERROR, MANI_ERROR_NOT_FOUND, _ ("“%s” is not in the article"), quote);
  else if (!all && hits->len > 1)
    g_set_error (error, MANI_ERROR, MANI_ERROR_AMBIGUOUS,
                 ngettext ("“%s” is there %u time; give --all, or more words",
                           "“%s” is there %u times; give --all, or more words", hits->len),
                 quote, hits->len);
  else
    return g_steal_pointer (&hits);

  return NULL;
}

static ManiEdit *
make_edit (ManiEditor *editor, const char *article_name, GError **error)
{
  ManiProject *project = mani_editor_get_project (editor);
  ManiArticle *article = mani_article_find (project, article_name, error);
  g_autoptr (ManiEdit) entities = mani_edit_new ("");
  g_autoptr (ManiEdit) edit = NULL;
  g_autoptr (GArray) hits = NULL;
  g_autofree ManiPassage *passages = NULL;
  ManiMark mark = { .note = note, .tags = (const char *const *) tags };
  ManiLabel *label = NULL;
  ManiRange one;
  guint n;

  if (article == NULL)
    return NULL;
  if (label_name != NULL)
    {
      label = mani_label_find (project, label_name, error);
      if (label == NULL)
        return NULL;
      mark.label = mani_record_get_id (MANI_RECORD (label));
    }
  if (entity_name != NULL)
    {
      mark.entity = mani_operation_need_entity (
          project, entities, entity_name,
          label != NULL ? mani_label_get_entity_kind (label) : MANI_ENTITY_NONE, error);
      if (mark.entity == NULL)
        return NULL;
    }

  if (quote != NULL)
    {
      hits = find_quote (article, error);
      if (hits == NULL)
        return NULL;
    }
  else if (range != NULL)
    {
      if (!parse_range (article, &one, error))
        return NULL;
      hits = g_array_new (FALSE, FALSE, sizeof (ManiRange));
      g_array_append_val (hits, one);
    }

  n = hits != NULL ? hits->len : 1;
  passages = g_new0 (ManiPassage, n);
  for (guint i = 0; hits != NULL && i < n; i++)
    passages[i] = (ManiPassage){ &g_array_index (hits, ManiRange, i), 1 };
  edit = mani_operation_mark (project, mani_record_get_id (MANI_RECORD (article)), passages, n,
                              &mark, error);
  for (guint i = 0; edit != NULL && i < mani_edit_get_length (entities); i++)
    mani_edit_append (edit, mani_edit_get (entities, i));

  return g_steal_pointer (&edit);
}

static int
run (char **arguments)
{
  g_autoptr (ManiEditor) editor = NULL;
  g_autoptr (ManiEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  if ((range != NULL) + (quote != NULL) + whole != 1 || (all && quote == NULL))
    {
      g_printerr ("manicule-cli: %s\n",
                  _ ("one of --range START:END, --quote TEXT [--all] and --whole was expected"));
      return MANI_EXIT_USAGE;
    }
  editor = mani_cli_open (arguments[0], TRUE);
  if (editor == NULL)
    return MANI_EXIT_FAILED;
  edit = make_edit (editor, arguments[1], &error);
  if (edit == NULL)
    return mani_cli_fail (arguments[0], error);

  return mani_cli_apply (editor, edit);
}

const ManiCommand mani_command_annotate = {
  .name = "annotate",
  .arguments = "PROJECT ARTICLE",
  .summary = N_ ("Marks passages of an article, or the whole of it."),
  .min_arguments = 2,
  .max_arguments = 2,
  .options = options,
  .run = run,
};
