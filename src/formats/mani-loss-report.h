/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is lost when something is written in a format: made before writing, from what the format
 * says it holds and what is there. Empty when nothing is lost. */

#pragma once

#include "mani-concept.h"
#include "mani-export.h"

G_BEGIN_DECLS

typedef struct _ManiFormat ManiFormat;
typedef struct _ManiLossReport ManiLossReport;

/**
 * ManiLoss:
 * @concept: what is lost
 * @count: how many times: of annotations, labels, entities, articles or relations
 * @example: (nullable): the first one: a quotation, shortened, or a name
 * @line: a line for people, translated, without a full stop: "3 notes are left out"
 */
typedef struct
{
  ManiConcept concept;
  guint count;
  char *example;
  char *line;
} ManiLoss;

/* (transfer full): nothing is kept of @format and @what. */
ManiLossReport *mani_loss_report_new (const ManiFormat *format, const ManiExport *what);
void mani_loss_report_free (ManiLossReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiLossReport, mani_loss_report_free)

guint mani_loss_report_get_length (const ManiLossReport *self);
/* Borrowed; @i is less than the length. */
const ManiLoss *mani_loss_report_get (const ManiLossReport *self, guint i);
/* (transfer full): one loss as it is shown: its line, then its example in brackets. */
char *mani_loss_report_dup_line (const ManiLossReport *self, guint i);

/* For ManiFormat.losses: adds a loss. @line may be NULL: then it is the concept's own line. Nothing
 * happens when @count is 0. */
void mani_loss_report_add (ManiLossReport *self,
                           ManiConcept concept,
                           guint count,
                           const char *example,
                           const char *line);
/* For ManiFormat.losses: names which of @fields (bits 1 << #ManiArticleField) articles have and the
 * format leaves out; of articles without an annotation, of @unmarked_fields. */
void mani_loss_report_add_article_fields (ManiLossReport *self,
                                          const ManiExport *what,
                                          guint64 fields,
                                          guint64 unmarked_fields);
/* For ManiFormat.losses: counts @concept as if the format did not hold it, and adds it. */
void
mani_loss_report_add_concept (ManiLossReport *self, const ManiExport *what, ManiConcept concept);

G_END_DECLS
