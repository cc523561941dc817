/* SPDX-License-Identifier: GPL-3.0-or-later */

/* manicule-cli articles: the articles of a project. */

#include "mani-cli.h"

#include <glib/gi18n.h>

static gboolean json;

static const GOptionEntry options[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("One JSON object a line instead of a table"),
    NULL },
  { NULL },
};

static int
run (char **arguments)
{
  static const char *const columns[] = { "number", "id",       "title",      "byline",
                                         "date",   "language", "characters", "annotations",
                                         "status", "source",   NULL };
  static const char *const states[] = { "new", "reading", "done" };
  g_autoptr (ManiEditor) editor = mani_cli_open (arguments[0], FALSE);
  g_autoptr (ManiListing) listing = NULL;
  ManiProject *project;
  ManiTable *articles;

  if (editor == NULL)
    return MANI_EXIT_FAILED;
  project = mani_editor_get_project (editor);
  articles = mani_project_get_table (project, MANI_KIND_ARTICLE);
  listing = mani_listing_new (columns, json);
  for (guint i = 0; i < mani_table_get_length (articles); i++)
    {
      ManiArticle *article = mani_table_get (articles, i);
      ManiRecord *record = MANI_RECORD (article);
      g_autofree char *title = mani_article_dup_title (article);

      mani_listing_add_number (listing, i + 1);
      mani_listing_add (listing, mani_record_get_id (record));
      mani_listing_add (listing, title);
      mani_listing_add (listing, mani_record_get_string (record, MANI_ARTICLE_BYLINE));
      mani_listing_add (listing, mani_record_get_string (record, MANI_ARTICLE_DATE));
      mani_listing_add (listing, mani_record_get_string (record, MANI_ARTICLE_LANGUAGE));
      mani_listing_add_number (listing, mani_article_get_length (article));
      mani_listing_add_number (listing, mani_table_get_length (mani_project_get_annotations (
                                            project, mani_record_get_id (record))));
      mani_listing_add (listing, states[mani_article_get_status (article)]);
      mani_listing_add (listing, mani_record_get_string (record, MANI_ARTICLE_SOURCE));
      mani_listing_end_row (listing);
    }

  return MANI_EXIT_DONE;
}

const ManiCommand mani_command_articles = {
  .name = "articles",
  .arguments = "PROJECT",
  .summary = N_ ("Lists the articles of a project."),
  .min_arguments = 1,
  .max_arguments = 1,
  .options = options,
  .run = run,
};
