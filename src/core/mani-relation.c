/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The relation's field table. */

#include "mani-relation.h"

struct _ManiRelation
{
  ManiRecord parent_instance;
};

static const ManiField fields[MANI_RELATION_N_FIELDS] = {
  [MANI_RELATION_ID] = { "id", MANI_FIELD_STRING, MANI_FIELD_REQUIRED },
  [MANI_RELATION_FROM] = { "from", MANI_FIELD_REF, MANI_FIELD_REQUIRED, NULL, "annotation" },
  [MANI_RELATION_TO] = { "to", MANI_FIELD_REF, MANI_FIELD_REQUIRED, NULL, "annotation" },
  [MANI_RELATION_LABEL] = { "label", MANI_FIELD_REF, 0, NULL, "label" },
  [MANI_RELATION_DIRECTED] = { "directed", MANI_FIELD_FLAG, MANI_FIELD_ON },
  [MANI_RELATION_ATTRIBUTES] = { "attributes", MANI_FIELD_MAP, MANI_FIELD_MERGEABLE },
  [MANI_RELATION_NOTE] = { "note", MANI_FIELD_STRING, MANI_FIELD_SEARCHABLE },
  [MANI_RELATION_CREATOR] = { "creator", MANI_FIELD_REF },
  [MANI_RELATION_CREATED] = { "created", MANI_FIELD_TIME },
};

const ManiRecordType mani_relation_record_type = {
  .name = "relation",
  .fields = fields,
  .n_fields = MANI_RELATION_N_FIELDS,
  .get_type = mani_relation_get_type,
};

G_DEFINE_FINAL_TYPE (ManiRelation, mani_relation, MANI_TYPE_RECORD)

static void
mani_relation_class_init (ManiRelationClass *klass)
{
  ((ManiRecordClass *) klass)->type = &mani_relation_record_type;
}

static void
mani_relation_init (ManiRelation *self)
{
}

const char *
mani_relation_get_from (ManiRelation *self)
{
  return mani_record_get_string (MANI_RECORD (self), MANI_RELATION_FROM);
}

const char *
mani_relation_get_to (ManiRelation *self)
{
  return mani_record_get_string (MANI_RECORD (self), MANI_RELATION_TO);
}

const char *
mani_relation_get_label (ManiRelation *self)
{
  return mani_record_get_string (MANI_RECORD (self), MANI_RELATION_LABEL);
}

gboolean
mani_relation_is_directed (ManiRelation *self)
{
  return mani_record_get_flag (MANI_RECORD (self), MANI_RELATION_DIRECTED);
}
