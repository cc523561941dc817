/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Walks over the articles. */

#include "mani-progress.h"

ManiProgress
mani_progress_of (ManiProject *project, const char *group)
{
  ManiTable *articles = mani_project_get_table (project, MANI_KIND_ARTICLE);
  ManiProgress progress = { 0 };

  for (guint i = 0; i < mani_table_get_length (articles); i++)
    {
      ManiArticle *article = mani_table_get (articles, i);

      if (group != NULL && g_strcmp0 (mani_article_get_group (article), group) != 0)
        continue;
      switch (mani_article_get_status (article))
        {
        case MANI_ARTICLE_READING:
          progress.n_reading++;
          break;

        case MANI_ARTICLE_DONE:
          progress.n_done++;
          break;

        case MANI_ARTICLE_NEW:
        default:
          progress.n_new++;
          break;
        }
    }

  return progress;
}

ManiArticle *
mani_progress_find_same (ManiProject *project, ManiArticle *article)
{
  ManiTable *articles = mani_project_get_table (project, MANI_KIND_ARTICLE);
  const char *sha256 = mani_article_get_sha256 (article);

  for (guint i = 0; i < mani_table_get_length (articles); i++)
    {
      ManiArticle *other = mani_table_get (articles, i);

      if (g_strcmp0 (mani_record_get_id (MANI_RECORD (other)),
                     mani_record_get_id (MANI_RECORD (article))) != 0 &&
          mani_article_get_n_bytes (other) > 0 &&
          g_strcmp0 (mani_article_get_sha256 (other), sha256) == 0)
        return other;
    }

  return NULL;
}
