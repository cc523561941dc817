/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How far the reading is, and what a project has of an article already. */

#pragma once

#include "mani-project.h"

G_BEGIN_DECLS

/* Articles by status. */
typedef struct
{
  guint n_new;
  guint n_reading;
  guint n_done;
} ManiProgress;

/* Of all articles, or of those of @group when it is not NULL. */
ManiProgress mani_progress_of (ManiProject *project, const char *group);

/* The first article of the same text as @article, which itself need not be of the project;
 * borrowed, or NULL. One whose text is not here is none, whatever SHA-256 it
 * states. */
ManiArticle *mani_progress_find_same (ManiProject *project, ManiArticle *article);

G_END_DECLS
