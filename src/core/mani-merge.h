/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Merging two versions of a project that come from one: by record and field, never by line.
 *
 * What one side alone changed is taken. What both changed is merged as far as it can be told apart:
 * different fields of a record, different members of its lists and maps, and of two times the
 * later. For the rest there is no answer: a conflict is listed, and ours stands. Fields that only
 * make sense together (where an annotation stands; a text with its blocks; coordinates) are merged
 * as one.
 *
 * The result keeps a project's promises. What would break them is a conflict too: a record that one
 * side removed and the other still uses stays; a reference to what is not there is not taken over;
 * an annotation whose place belongs to another text than the article ends up with is not taken
 * over; a label whose name is taken at its place gets a number behind its name.
 *
 * Order: that of the side that changed it, ours when both did; what the other side added stands
 * behind what it stood behind there.
 *
 * Members of the file that no part of the program knows stay ours. */

#pragma once

#include "mani-edit.h"
#include "mani-snapshot.h"

G_BEGIN_DECLS

/* The conflict is about the record as a whole: there on one side only, or made on both. */
#define MANI_MERGE_WHOLE_RECORD (-1)

/**
 * ManiMergeConflict:
 * @field: number of a field, of the first of those that belong together, the number of fields for
 *   the members that no field knows, or MANI_MERGE_WHOLE_RECORD
 * @base: (nullable): the record on each side, NULL where it is not
 */
typedef struct
{
  ManiKind kind;
  char *id;
  int field;
  ManiRecord *base;
  ManiRecord *ours;
  ManiRecord *theirs;
} ManiMergeConflict;

typedef struct _ManiMerge ManiMerge;

/* Any thread. */
ManiMerge *mani_merge_new (ManiSnapshot *base, ManiSnapshot *ours, ManiSnapshot *theirs);
void mani_merge_free (ManiMerge *merge);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiMerge, mani_merge_free)

/* Borrowed: what has to be done to a project that holds @ours; accepted by mani_project_apply(). */
ManiEdit *mani_merge_get_edit (ManiMerge *merge);

guint mani_merge_get_n_conflicts (ManiMerge *merge);
const ManiMergeConflict *mani_merge_get_conflict (ManiMerge *merge, guint i);

/* (transfer full): the conflict in words: "label “place”, name: ours is “Place”, theirs “Site”" */
char *mani_merge_conflict_dup_text (const ManiMergeConflict *conflict);

G_END_DECLS
