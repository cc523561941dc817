/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Annotations as a list to show, of one article or of all: a GListModel of #ManiAnnotation with
 * those that a filter lets through, in an order.
 *
 * It follows the project as a #ManiRowList does; when the order of articles or labels changes it is
 * made anew. Annotations of unknown articles are left out. To list the annotations of one article
 * as they stand, without a filter, the project's own table costs nothing.
 *
 * Main thread only.
 *
 * To add an order: a constant, its lines in set_key() and in tests/core/test-annotation-list.c. */

#pragma once

#include "mani-filter.h"
#include "mani-project.h"
#include "mani-row-list.h"

G_BEGIN_DECLS

/* What comes equal stands by article, start, end and id. What has no label, entity or creator comes
 * last, and orphans, which could not be placed in their text, after all others. */
typedef enum
{
  MANI_ANNOTATION_ORDER_PLACE,
  MANI_ANNOTATION_ORDER_TEXT,   /* by the alphabet */
  MANI_ANNOTATION_ORDER_LABEL,  /* as the labels stand */
  MANI_ANNOTATION_ORDER_ENTITY, /* by its name */
  MANI_ANNOTATION_ORDER_STATUS,
  MANI_ANNOTATION_ORDER_CREATOR,
  MANI_ANNOTATION_ORDER_CREATED,
  MANI_ANNOTATION_ORDER_MODIFIED, /* else when it was created */
} ManiAnnotationOrder;

#define MANI_TYPE_ANNOTATION_LIST (mani_annotation_list_get_type ())
G_DECLARE_FINAL_TYPE (ManiAnnotationList, mani_annotation_list, MANI, ANNOTATION_LIST, ManiRowList)

/* By place. @article: (nullable): an id; NULL for all. @filter: (nullable) */
ManiAnnotationList *
mani_annotation_list_new (ManiProject *project, const char *article, ManiFilter *filter);
/* @article: (nullable): an id; NULL for all. */
void mani_annotation_list_set_article (ManiAnnotationList *list, const char *article);
/* @filter: (nullable) */
void mani_annotation_list_set_filter (ManiAnnotationList *list, ManiFilter *filter);
void mani_annotation_list_set_order (ManiAnnotationList *list,
                                     ManiAnnotationOrder order,
                                     gboolean is_descending);

G_END_DECLS
