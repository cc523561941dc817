/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a project says of itself: one record, edited and undone like every other.
 *
 * To add a property: a row in mani-project-info.c, a constant here at the same place (see
 * mani-field.h). */

#pragma once

#include "mani-record.h"

G_BEGIN_DECLS

typedef enum
{
  MANI_PROJECT_ID = MANI_RECORD_ID,
  MANI_PROJECT_TITLE,
  MANI_PROJECT_CREATOR, /* REF: no record, a name */
  MANI_PROJECT_CREATED, /* TIME */
  MANI_PROJECT_NOTE,    /* STRING: Markdown */
  MANI_PROJECT_N_FIELDS,
} ManiProjectField;

extern const ManiRecordType mani_project_info_record_type;

#define MANI_TYPE_PROJECT_INFO (mani_project_info_get_type ())
G_DECLARE_FINAL_TYPE (ManiProjectInfo, mani_project_info, MANI, PROJECT_INFO, ManiRecord)

/* With a new id, created now. */
ManiProjectInfo *mani_project_info_new (const char *title);
const char *mani_project_info_get_title (ManiProjectInfo *info); /* or NULL */

G_END_DECLS
