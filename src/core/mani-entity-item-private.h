/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the list of entities changes its items. */

#pragma once

#include "mani-entity-item.h"

G_BEGIN_DECLS

ManiEntityItem *mani_entity_item_new (ManiEntity *entity, guint mentions);
/* Notifies of what is another. */
void mani_entity_item_set (ManiEntityItem *item, ManiEntity *entity, guint mentions);
ManiEntityKind mani_entity_item_get_kind (ManiEntityItem *item);
/* Borrowed: the name's, for strcmp(). */
const char *mani_entity_item_get_collation_key (ManiEntityItem *item);

G_END_DECLS
