/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The parts of a merge: of one record, of an order, and what holds them together. */

#pragma once

#include "mani-annotation.h"
#include "mani-article.h"
#include "mani-entity.h"
#include "mani-label.h"
#include "mani-merge.h"
#include "mani-relation.h"

G_BEGIN_DECLS

/* One record's three versions and what becomes of it; each NULL where it is not. */
typedef struct
{
  ManiKind kind;
  ManiRecord *base;
  ManiRecord *ours;
  ManiRecord *theirs;
  ManiRecord *result; /* owned */
} ManiMergeEntry;

struct _ManiMerge
{
  ManiEdit *edit;
  GPtrArray *conflicts;
  GHashTable *listed; /* "kind id field" of each conflict */

  /* While merging: */
  GArray *entries[MANI_N_KINDS];       /* ours in their order, then what only theirs has */
  GHashTable *by_id[MANI_N_KINDS];     /* id -> number of the entry + 1 */
  GHashTable *strangers[MANI_N_KINDS]; /* ids that ours refers to and does not hold */
  GHashTable *foreign_texts;           /* ids of articles that do not end up with their text */
};

/* Which fields belong together with @field: a bit each, its own included. */
guint64 mani_merge_get_unit (ManiKind kind, guint field);

/* Merges the fields of a record that all three sides have. @keep: a bit for each field that stays
 * ours. Lists its conflicts.
 * Returns: (transfer full): ours where the fields do not go together */
ManiRecord *mani_merge_record (ManiMerge *merge, const ManiMergeEntry *entry, guint64 keep);

/* Appends to the edit what leads from ours to the results in a table of the user's order; @base and
 * @theirs: the records on those sides, in their order. */
void mani_merge_order (ManiMerge *merge,
                       ManiKind kind,
                       const ManiRecords *base,
                       const ManiRecords *ours,
                       const ManiRecords *theirs);

/* Lists the ids that ours refers to and does not hold. */
void mani_merge_note_strangers (ManiMerge *merge);
/* Puts right what the results break among each other, until nothing is broken. */
void mani_merge_settle (ManiMerge *merge);

void mani_merge_set_result (ManiMergeEntry *entry, ManiRecord *result);
void mani_merge_add_conflict (ManiMerge *merge, const ManiMergeEntry *entry, int field);

/* Or NULL. */
ManiMergeEntry *mani_merge_find (ManiMerge *merge, ManiKind kind, const char *id);

G_END_DECLS
