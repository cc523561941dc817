/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which entities go by a name, capitals, width, accents and white space not counting. A project
 * makes it when it is first asked for and keeps it up to date. */

#pragma once

#include "mani-entity.h"
#include "mani-table.h"

G_BEGIN_DECLS

typedef struct _ManiNameIndex ManiNameIndex;

/* Borrows the entities, which leave it before they go. */
ManiNameIndex *mani_name_index_new (ManiTable *entities);
void mani_name_index_free (ManiNameIndex *self);
void mani_name_index_add (ManiNameIndex *self, ManiEntity *entity);
void mani_name_index_remove (ManiNameIndex *self, ManiEntity *entity);

/* (nullable) (element-type ManiEntity): each once, in no order; until the next change. @folded: as
 * mani_name_index_fold() makes it. */
const GPtrArray *mani_name_index_find (ManiNameIndex *self, const char *folded);
char *mani_name_index_fold (const char *name);

G_END_DECLS
