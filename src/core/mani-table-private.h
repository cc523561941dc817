/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How a project changes its tables. Changes collect until mani_table_flush(), which emits one
 * `items-changed` for all of them. */

#pragma once

#include "mani-table.h"

G_BEGIN_DECLS

/* @compare NULL: the user's order. */
ManiTable *mani_table_new (GType item_type, GCompareFunc compare);

/* Fills an empty table; takes the references. A sorted table sorts them. */
void mani_table_fill (ManiTable *self, GPtrArray *records);

/* @position counts in a table of the user's order only; G_MAXUINT is the end. Returns where it
 * went. */
guint mani_table_insert (ManiTable *self, ManiRecord *record, guint position);
void mani_table_remove (ManiTable *self, guint position);
/* Many at once, in a sorted table: all of @removed out, all of @added in, in one pass. */
void mani_table_change (ManiTable *self, GPtrArray *removed, GPtrArray *added);
void mani_table_flush (ManiTable *self);

G_END_DECLS
