/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A reading under way, for the files that make it up: the passes (mani-project-reader.c) and what
 * is found on the way (mani-project-reader-findings.c). */

#pragma once

#include "mani-project-reader.h"

G_BEGIN_DECLS

/* Where something begins, counted as errors count. */
typedef struct
{
  guint line;
  guint column;
} ManiPlace;

/* A member of the document; @start is NULL while none was met. */
typedef struct
{
  const char *start;
  gsize n;
  ManiPlace place;
} ManiMember;

typedef struct
{
  const char *data;
  gsize n;
  const char *name;
  ManiReadReport *report;
  ManiReaderHooks hooks;
  GCancellable *cancellable;

  ManiMember members[MANI_N_KINDS];
  ManiMember digest;     /* its value's bytes, of any kind */
  const char *digest_at; /* its name */
  GString *unknown;      /* members as they stand, a comma and a newline between */

  ManiProjectInfo *info;
  GPtrArray *records;
  GArray *places;       /* of each record */
  GHashTable *articles; /* id -> ManiArticle, borrowed */
  gsize n_read;         /* bytes, for progress */
} ManiReading;

/* Each adds to the report, if there is one, what it finds. */
void mani_reading_check_digest (ManiReading *self);
void mani_reading_check_text (ManiReading *self, ManiArticle *article, ManiPlace place);
/* Takes a quotation that the text gives out of @builder. */
void mani_reading_settle_quote (ManiReading *self, ManiRecordBuilder *builder, ManiPlace place);
void mani_reading_report_unresolved (ManiReading *self, ManiProject *project);

G_END_DECLS
