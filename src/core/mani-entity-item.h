/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A row of #ManiEntityList: an entity as the project now has it, and how often it is mentioned. It
 * stays the same object while the entity is there.
 *
 * Properties, each notified when it changes: `entity` (ManiEntity), `mentions` (uint). */

#pragma once

#include "mani-entity.h"

G_BEGIN_DECLS

#define MANI_TYPE_ENTITY_ITEM (mani_entity_item_get_type ())
G_DECLARE_FINAL_TYPE (ManiEntityItem, mani_entity_item, MANI, ENTITY_ITEM, GObject)

/* Borrowed. */
ManiEntity *mani_entity_item_get_entity (ManiEntityItem *item);
guint mani_entity_item_get_mentions (ManiEntityItem *item);

/**
 * ManiEntityFit:
 * @MANI_ENTITY_FITS_NAME: it is the name, capitals, accents and the like not counting
 * @MANI_ENTITY_FITS_ALIAS: so an alias
 * @MANI_ENTITY_FITS_START: the name or an alias begins with it
 * @MANI_ENTITY_FITS_WORDS: each of its words begins a word of the name, or of one alias
 * @MANI_ENTITY_FITS_INSIDE: it stands somewhere in the name or an alias
 * @MANI_ENTITY_FITS_NOT: none of these
 *
 * How well what somebody typed fits an entity, best first.
 */
typedef enum
{
  MANI_ENTITY_FITS_NAME,
  MANI_ENTITY_FITS_ALIAS,
  MANI_ENTITY_FITS_START,
  MANI_ENTITY_FITS_WORDS,
  MANI_ENTITY_FITS_INSIDE,
  MANI_ENTITY_FITS_NOT,
} ManiEntityFit;

/* @folded: what was typed, folded and without white space around it, as mani_entity_fold() gives
 * it; "" fits every entity as MANI_ENTITY_FITS_START. */
ManiEntityFit mani_entity_item_fit (ManiEntityItem *item, const char *folded);
char *mani_entity_fold (const char *typed);

G_END_DECLS
