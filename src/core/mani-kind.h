/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The kinds of record that a project holds, and what each is called. */

#pragma once

#include "mani-record.h"

G_BEGIN_DECLS

typedef enum
{
  MANI_KIND_PROJECT,
  MANI_KIND_LABEL,
  MANI_KIND_ENTITY,
  MANI_KIND_ARTICLE,
  MANI_KIND_ANNOTATION,
  MANI_KIND_RELATION,
} ManiKind;

#define MANI_N_KINDS 6

const ManiRecordType *mani_kind_get_record_type (ManiKind kind);
/* The member of the project file that holds them: "labels". */
const char *mani_kind_get_member (ManiKind kind);
ManiKind mani_kind_of (ManiRecord *record);
/* The kind whose ids @field of records of @kind holds; FALSE when it refers to none. */
gboolean mani_kind_get_reference (ManiKind kind, guint field, ManiKind *target);

G_END_DECLS
