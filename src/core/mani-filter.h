/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which annotations are meant: criteria that all have to hold. Immutable, reference-counted, for
 * any thread; the window's lists, exports and the command line share it.
 *
 * To add a criterion: a member of #ManiCriteria, its lines in mani_filter_new(),
 * mani_filter_unref(), mani_filter_is_empty() and matches(), and a case in
 * tests/core/test-filter.c. */

#pragma once

#include "mani-project.h"
#include "mani-snapshot.h"

G_BEGIN_DECLS

/**
 * ManiCriteria:
 * @articles: ids; an annotation of one of them
 * @labels: ids; an annotation that has one of them or a label below it. "" stands for no label
 * @entities: ids; "" stands for no entity
 * @creators: names; "" stands for no creator
 * @tags: an annotation that has all of them; "" stands for no tag
 * @statuses: a bit for each status that is meant: 1 << MANI_ANNOTATION_DISPUTED
 * @origins: a bit for each origin that is meant
 * @text: words, each of which is in the passage or in a searchable field (note, tags), capitals,
 *   accents and the like not counting
 *
 * What is NULL, empty or 0 asks for nothing. Lists are NULL-terminated.
 */
typedef struct
{
  const char *const *articles;
  const char *const *labels;
  const char *const *entities;
  const char *const *creators;
  const char *const *tags;
  guint statuses;
  guint origins;
  const char *text;
} ManiCriteria;

typedef struct _ManiFilter ManiFilter;

/* Copies @criteria. */
ManiFilter *mani_filter_new (const ManiCriteria *criteria);
ManiFilter *mani_filter_ref (ManiFilter *filter);
void mani_filter_unref (ManiFilter *filter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiFilter, mani_filter_unref)

/* Whether it lets everything through. */
gboolean mani_filter_is_empty (ManiFilter *filter);

/* @project or @snapshot: where the labels and articles are that @annotation refers to. */
gboolean mani_filter_matches (ManiFilter *filter, ManiProject *project, ManiAnnotation *annotation);
gboolean mani_filter_matches_in_snapshot (ManiFilter *filter,
                                          ManiSnapshot *snapshot,
                                          ManiAnnotation *annotation);

/* (transfer container) (element-type ManiAnnotation): those of @project that it lets through: by
 * article, then start, end, id; but not those of unknown articles. */
GPtrArray *mani_filter_list (ManiFilter *filter, ManiProject *project);
/* The next or, with -1, the previous one after @from (nullable: from the first or last on), which
 * itself need not be let through; goes round. Borrowed; NULL when there is none. */
ManiAnnotation *
mani_filter_step (ManiFilter *filter, ManiProject *project, ManiAnnotation *from, int by);

G_END_DECLS
