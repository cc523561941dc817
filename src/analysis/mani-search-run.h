/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Searching a whole project for words, at once: what #ManiSearch does in a thread, and what tests
 * and the command line call.
 *
 * What is searched is what the field tables flag as MANI_FIELD_SEARCHABLE: a record's new field is
 * searched as soon as its row has the flag. To search a further kind of record, add a flag and a
 * line in mani_search_run(). */

#pragma once

#include "mani-article.h"
#include "mani-find.h"
#include "mani-snapshot.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ManiSearchWhere:
 * @MANI_SEARCH_TEXTS: texts of articles
 * @MANI_SEARCH_ARTICLES: what else is known of articles: titles, bylines, sources, tags, notes
 * @MANI_SEARCH_ANNOTATIONS: notes, tags, and quotations that an annotation keeps
 * @MANI_SEARCH_ENTITIES: names, aliases, notes
 */
typedef enum
{
  MANI_SEARCH_TEXTS = 1 << 0,
  MANI_SEARCH_ARTICLES = 1 << 1,
  MANI_SEARCH_ANNOTATIONS = 1 << 2,
  MANI_SEARCH_ENTITIES = 1 << 3,
  MANI_SEARCH_EVERYWHERE = (1 << 4) - 1,
} ManiSearchWhere;

/**
 * ManiSearchOptions:
 * @where: what is searched
 * @fold: what is looked past
 * @find: whether whole words only
 * @max: how many matches at most; 0 for all
 */
typedef struct
{
  ManiSearchWhere where;
  ManiFoldFlags fold;
  ManiFindFlags find;
  guint max;
} ManiSearchOptions;

#define MANI_SEARCH_OPTIONS_DEFAULT \
  ((ManiSearchOptions){ MANI_SEARCH_EVERYWHERE, MANI_FOLD_ALL, MANI_FIND_NONE, 0 })

/**
 * ManiSearchMatch:
 * @record: what has the words: an article, an annotation, an entity
 * @article: (nullable): the article that it is, or is in; NULL for an entity and for an annotation
 *   of an unknown article
 * @field: which of the record's fields
 * @item: which string of a list (MANI_FIELD_STRINGS), else 0
 * @range: where in that string
 *
 * Both records are borrowed from the snapshot.
 */
typedef struct
{
  ManiRecord *record;
  ManiArticle *article;
  guint field;
  guint item;
  ManiRange range;
} ManiSearchMatch;

/* The string that @match is in. Borrowed from its record. @n_bytes: (out). */
const char *mani_search_match_get_string (const ManiSearchMatch *match, gsize *n_bytes);

/* Gets what one article and its annotations gave, or the annotations of an unknown article, or the
 * entities; in the thread that searches. */
typedef void (*ManiSearchFound) (const ManiSearchMatch *matches, guint n, gpointer user_data);

/**
 * mani_search_run:
 * @query: the words; empty, or only what @options look past, is found nowhere
 * @n_matches: (out) (optional): how many there were
 *
 * Order: articles as the user has them, each with its fields as the table has them, its text last,
 * then its annotations; annotations of unknown articles; entities. Any thread.
 *
 * Errors: G_IO_ERROR_CANCELLED.
 *
 * Returns: FALSE on an error
 */
gboolean mani_search_run (ManiSnapshot *snapshot,
                          const char *query,
                          const ManiSearchOptions *options,
                          ManiSearchFound found,
                          gpointer user_data,
                          guint *n_matches,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
