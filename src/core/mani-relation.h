/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A relation: one annotation is related to another.
 *
 * To add a property: a row in mani-relation.c, a constant here at the same place (see
 * mani-field.h). */

#pragma once

#include "mani-record.h"

G_BEGIN_DECLS

typedef enum
{
  MANI_RELATION_ID = MANI_RECORD_ID,
  MANI_RELATION_FROM,       /* REF: annotation */
  MANI_RELATION_TO,         /* REF: annotation */
  MANI_RELATION_LABEL,      /* REF: label */
  MANI_RELATION_DIRECTED,   /* FLAG, on unless it says otherwise */
  MANI_RELATION_ATTRIBUTES, /* MAP */
  MANI_RELATION_NOTE,       /* STRING: Markdown */
  MANI_RELATION_CREATOR,    /* REF: no record, a name */
  MANI_RELATION_CREATED,    /* TIME */
  MANI_RELATION_N_FIELDS,
} ManiRelationField;

extern const ManiRecordType mani_relation_record_type;

#define MANI_TYPE_RELATION (mani_relation_get_type ())
G_DECLARE_FINAL_TYPE (ManiRelation, mani_relation, MANI, RELATION, ManiRecord)

const char *mani_relation_get_from (ManiRelation *relation);
const char *mani_relation_get_to (ManiRelation *relation);
const char *mani_relation_get_label (ManiRelation *relation);
gboolean mani_relation_is_directed (ManiRelation *relation);

G_END_DECLS
