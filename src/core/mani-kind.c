/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of kinds. */

#include "mani-kind.h"

#include "mani-annotation.h"
#include "mani-article.h"
#include "mani-entity.h"
#include "mani-label.h"
#include "mani-project-info.h"
#include "mani-relation.h"

#include <string.h>

static const struct
{
  const ManiRecordType *type;
  const char *member;
} kinds[MANI_N_KINDS] = {
  [MANI_KIND_PROJECT] = { &mani_project_info_record_type, "project" },
  [MANI_KIND_LABEL] = { &mani_label_record_type, "labels" },
  [MANI_KIND_ENTITY] = { &mani_entity_record_type, "entities" },
  [MANI_KIND_ARTICLE] = { &mani_article_record_type, "articles" },
  [MANI_KIND_ANNOTATION] = { &mani_annotation_record_type, "annotations" },
  [MANI_KIND_RELATION] = { &mani_relation_record_type, "relations" },
};

const ManiRecordType *
mani_kind_get_record_type (ManiKind kind)
{
  return kinds[kind].type;
}

const char *
mani_kind_get_member (ManiKind kind)
{
  return kinds[kind].member;
}

ManiKind
mani_kind_of (ManiRecord *record)
{
  const ManiRecordType *type = mani_record_get_record_type (record);

  for (guint i = 0; i < MANI_N_KINDS; i++)
    if (kinds[i].type == type)
      return i;

  g_assert_not_reached ();
}

static int
find_target (ManiKind kind, guint field)
{
  const char *name = kinds[kind].type->fields[field].refers_to;

  for (int i = 0; name != NULL && i < MANI_N_KINDS; i++)
    if (strcmp (kinds[i].type->name, name) == 0)
      return i;

  return -1;
}

gboolean
mani_kind_get_reference (ManiKind kind, guint field, ManiKind *target)
{
  /* Asked for every field of every record of a project: found once. */
  static gint8 targets[MANI_N_KINDS][MANI_RECORD_MAX_FIELDS];
  static gsize is_filled = 0;

  if (g_once_init_enter (&is_filled))
    {
      for (guint i = 0; i < MANI_N_KINDS; i++)
        for (guint j = 0; j < kinds[i].type->n_fields; j++)
          targets[i][j] = find_target (i, j);
      g_once_init_leave (&is_filled, 1);
    }

  if (targets[kind][field] < 0)
    return FALSE;
  *target = targets[kind][field];

  return TRUE;
}
