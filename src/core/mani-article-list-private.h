/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list's inside, for its own files: mani-article-list.c has the list, -moves.c plans moves. */

#pragma once

#include "mani-article-item-private.h"
#include "mani-article-list.h"

G_BEGIN_DECLS

struct _ManiArticleList
{
  GObject parent_instance;
  ManiProject *project;
  GHashTable *items;    /* id -> ManiArticleItem */
  GHashTable *headings; /* group -> ManiArticleItem; those that were once */
  GPtrArray *all;       /* of the items, in the order */
  GPtrArray *shown;     /* of items and headings; owned */
  char *text;
  char *folded; /* of `text`; NULL for all */
  int status;
  ManiArticleOrder order;
  gboolean is_descending;
};

G_END_DECLS
