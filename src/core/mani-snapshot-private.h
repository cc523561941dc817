/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a project makes its snapshots. */

#pragma once

#include "mani-snapshot.h"

G_BEGIN_DECLS

/* Takes @records[kind] for each kind with a table (NULL for the others), @annotations (one an
 * article, in their order) and @strays: arrays of ManiRecords with mani_records_unref(). */
ManiSnapshot *mani_snapshot_new (ManiProjectInfo *info,
                                 const char *unknown,
                                 ManiRecords *records[MANI_N_KINDS],
                                 GPtrArray *annotations,
                                 GPtrArray *strays);

G_END_DECLS
