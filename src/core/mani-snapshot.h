/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a project held at one moment: immutable, for any thread, reference-counted. Writers,
 * exporters, searches and comparisons work on snapshots. */

#pragma once

#include "mani-kind.h"
#include "mani-project-info.h"
#include "mani-table.h"

G_BEGIN_DECLS

typedef struct _ManiSnapshot ManiSnapshot;

ManiSnapshot *mani_snapshot_ref (ManiSnapshot *snapshot);
void mani_snapshot_unref (ManiSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiSnapshot, mani_snapshot_unref)

ManiProjectInfo *mani_snapshot_get_info (ManiSnapshot *snapshot);
const char *mani_snapshot_get_unknown (ManiSnapshot *snapshot); /* or NULL */

/* Labels, entities, articles or relations. Borrowed. */
const ManiRecords *mani_snapshot_get_records (ManiSnapshot *snapshot, ManiKind kind);
/* The annotations of the article at this position among the articles. Never NULL. Borrowed. */
const ManiRecords *mani_snapshot_get_annotations (ManiSnapshot *snapshot, guint article);
/* Those of unknown articles, by article id: groups 0 to n-1. */
guint mani_snapshot_get_n_stray_groups (ManiSnapshot *snapshot);
const ManiRecords *mani_snapshot_get_stray_annotations (ManiSnapshot *snapshot, guint group);
guint mani_snapshot_get_n_annotations (ManiSnapshot *snapshot);

/* Any record but an annotation, by id: borrowed, or NULL. Made on first use; any thread. */
gpointer mani_snapshot_lookup (ManiSnapshot *snapshot, ManiKind kind, const char *id);

/* Equal in every record and its place. */
gboolean mani_snapshot_equal (ManiSnapshot *a, ManiSnapshot *b);

G_END_DECLS
