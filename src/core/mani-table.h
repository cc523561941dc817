/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A list of records of one kind, as a GListModel: a project's labels, entities, articles or
 * relations, or the annotations of one article.
 *
 * What it holds lies in one array that a snapshot shares: taking a snapshot copies a reference, and
 * the first change after it copies the array (copy on write). Only a project changes its tables,
 * through mani_project_apply(); everybody else reads, and hears of changes by `items-changed`, once
 * an edit and no wider than what it touched.
 *
 * A table either has the order its user gave it, or is sorted by a comparison. */

#pragma once

#include "mani-record.h"
#include "mani-span-index.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ManiRecords:
 *
 * An array of records that several threads may share and read; reference-counted.
 */
typedef struct
{
  gatomicrefcount references;
  guint n;
  guint allocated;
  ManiRecord **records;
} ManiRecords;

ManiRecords *mani_records_ref (ManiRecords *records);
void mani_records_unref (ManiRecords *records);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiRecords, mani_records_unref)

#define MANI_TYPE_TABLE (mani_table_get_type ())
G_DECLARE_FINAL_TYPE (ManiTable, mani_table, MANI, TABLE, GObject)

guint mani_table_get_length (ManiTable *table);
/* Borrowed; NULL past the end. */
gpointer mani_table_get (ManiTable *table, guint position);
/* Where @record stands; FALSE when it does not. Logarithmic in a sorted table, else linear. */
gboolean mani_table_find (ManiTable *table, ManiRecord *record, guint *position);
/* (transfer full): what it holds now. */
ManiRecords *mani_table_snapshot (ManiTable *table);

/* For a table of the annotations of an article: appends to @hits (of guint) the positions of those
 * of which a range overlaps [@start, @end), or covers @start when both are equal; ascending. An
 * empty range overlaps what holds or touches it. The index behind it is made by the first
 * query and then kept in step. */
void mani_table_query (ManiTable *table, guint start, guint end, GArray *hits);

G_END_DECLS
