/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The people, places and things of a project as a list to show: a GListModel of #ManiEntityItem
 * with the mentions counted, in an order, and of a kind or with some words only.
 *
 * It follows the project as a #ManiRowList does: after an edit each row that the edit touched is
 * told by `notify` of its item; `items-changed` comes only for rows that come, go or move.
 *
 * Properties (notified, silent when equal): `project` (ManiProject), `kind` (uint: only of this
 * ManiEntityKind; MANI_ENTITY_NONE: of all), `text` (string or NULL: only what it fits), `order`
 * (uint: ManiEntityOrder). Main thread only. */

#pragma once

#include "mani-entity-item.h"
#include "mani-project.h"
#include "mani-row-list.h"

G_BEGIN_DECLS

typedef enum
{
  MANI_ENTITY_ORDER_NAME,
  MANI_ENTITY_ORDER_MENTIONS, /* the most first, then by name */
} ManiEntityOrder;

#define MANI_TYPE_ENTITY_LIST (mani_entity_list_get_type ())
G_DECLARE_FINAL_TYPE (ManiEntityList, mani_entity_list, MANI, ENTITY_LIST, ManiRowList)

ManiEntityList *mani_entity_list_new (ManiProject *project);
void mani_entity_list_set_kind (ManiEntityList *list, ManiEntityKind kind);
void mani_entity_list_set_text (ManiEntityList *list, const char *text);
void mani_entity_list_set_order (ManiEntityList *list, ManiEntityOrder order);

/* Of all entities, whatever is shown: borrowed, or NULL. */
ManiEntityItem *mani_entity_list_find (ManiEntityList *list, const char *id);

/**
 * mani_entity_list_list_candidates:
 * @typed: what somebody typed so far
 * @kind: what the label names; MANI_ENTITY_NONE: anything
 * @max: how many at most, a few dozen
 *
 * Whom it may mean, of all entities, best first: those of @kind or of none before those of another;
 * then as #ManiEntityFit has it; then the most mentioned; then by name.
 *
 * Returns: (transfer full) (element-type ManiEntityItem)
 */
GPtrArray *mani_entity_list_list_candidates (ManiEntityList *list,
                                             const char *typed,
                                             ManiEntityKind kind,
                                             guint max);

G_END_DECLS
