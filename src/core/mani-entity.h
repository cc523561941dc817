/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An entity: a person, a place, an organisation or something else that passages name.
 *
 * To add a property: a row in mani-entity.c, a constant here at the same place (see mani-field.h).
 */

#pragma once

#include "mani-record.h"

G_BEGIN_DECLS

typedef enum
{
  MANI_ENTITY_ID = MANI_RECORD_ID,
  MANI_ENTITY_KIND, /* WORD: ManiEntityKind */
  MANI_ENTITY_NAME,
  MANI_ENTITY_ALIASES,   /* STRINGS */
  MANI_ENTITY_SAME_AS,   /* STRINGS: URIs of the same thing elsewhere */
  MANI_ENTITY_DATES,     /* STRING: as people write them */
  MANI_ENTITY_LATITUDE,  /* NUMBER: degrees, WGS84 */
  MANI_ENTITY_LONGITUDE, /* NUMBER: degrees, WGS84 */
  MANI_ENTITY_PRECISION, /* NUMBER: metres, radius */
  MANI_ENTITY_COUNTRY,   /* STRING: ISO 3166-1 alpha-2 or a name */
  MANI_ENTITY_NOTE,      /* STRING: Markdown */
  MANI_ENTITY_META,      /* MAP */
  MANI_ENTITY_N_FIELDS,
} ManiEntityField;

typedef enum
{
  MANI_ENTITY_NONE,
  MANI_ENTITY_PERSON,
  MANI_ENTITY_PLACE,
  MANI_ENTITY_ORGANISATION,
} ManiEntityKind;

extern const char *const mani_entity_kind_words[];
extern const ManiRecordType mani_entity_record_type;

#define MANI_TYPE_ENTITY (mani_entity_get_type ())
G_DECLARE_FINAL_TYPE (ManiEntity, mani_entity, MANI, ENTITY, ManiRecord)

const char *mani_entity_get_name (ManiEntity *entity);
ManiEntityKind mani_entity_get_kind (ManiEntity *entity);
const char *const *mani_entity_get_aliases (ManiEntity *entity);
const char *const *mani_entity_get_same_as (ManiEntity *entity);
const char *mani_entity_get_note (ManiEntity *entity);
/* FALSE when it has no coordinates. */
gboolean mani_entity_get_place (ManiEntity *entity, double *latitude, double *longitude);

G_END_DECLS
