/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The two halves of the loss report: what is counted (mani-loss-count.c), and how it is said
 * (mani-loss-report.c). */

#pragma once

#include "mani-loss-report.h"

G_BEGIN_DECLS

/**
 * ManiLossWanted:
 * @concepts: those that count
 * @article_fields: bits 1 << #ManiArticleField: of MANI_CONCEPT_ARTICLE_META, those that count
 * @unmarked_fields: the same, for articles without an annotation
 */
typedef struct
{
  guint concepts;
  guint64 article_fields;
  guint64 unmarked_fields;
} ManiLossWanted;

/* All fields of articles that MANI_CONCEPT_ARTICLE_META means. */
extern const guint64 mani_loss_article_fields;

/* Counts in one pass over the records, and adds what there is to @self. */
void
mani_loss_report_count (ManiLossReport *self, const ManiExport *what, const ManiLossWanted *wanted);

/* Of the concepts that are made of parts. @parts: bits 1 << field of the record that is meant; the
 * bit of the id stands for the record as a whole, which nothing names. */
void mani_loss_report_add_parts (ManiLossReport *self,
                                 ManiConcept concept,
                                 guint count,
                                 guint64 parts,
                                 const char *example);

G_END_DECLS
