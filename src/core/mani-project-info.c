/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The field table of a project's own record. */

#include "mani-project-info.h"

struct _ManiProjectInfo
{
  ManiRecord parent_instance;
};

static const ManiField fields[MANI_PROJECT_N_FIELDS] = {
  [MANI_PROJECT_ID] = { "id", MANI_FIELD_STRING, MANI_FIELD_REQUIRED },
  [MANI_PROJECT_TITLE] = { "title", MANI_FIELD_STRING, MANI_FIELD_SEARCHABLE },
  [MANI_PROJECT_CREATOR] = { "creator", MANI_FIELD_REF },
  [MANI_PROJECT_CREATED] = { "created", MANI_FIELD_TIME },
  [MANI_PROJECT_NOTE] = { "note", MANI_FIELD_STRING, MANI_FIELD_SEARCHABLE },
};

const ManiRecordType mani_project_info_record_type = {
  .name = "project",
  .fields = fields,
  .n_fields = MANI_PROJECT_N_FIELDS,
  .get_type = mani_project_info_get_type,
};

G_DEFINE_FINAL_TYPE (ManiProjectInfo, mani_project_info, MANI_TYPE_RECORD)

static void
mani_project_info_class_init (ManiProjectInfoClass *klass)
{
  ((ManiRecordClass *) klass)->type = &mani_project_info_record_type;
}

static void
mani_project_info_init (ManiProjectInfo *self)
{
}

ManiProjectInfo *
mani_project_info_new (const char *title)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_project_info_record_type);

  mani_record_builder_set_string (builder, MANI_PROJECT_TITLE, title);
  mani_record_builder_set_time (builder, MANI_PROJECT_CREATED,
                                g_get_real_time () / G_USEC_PER_SEC * G_USEC_PER_SEC);

  return mani_record_builder_end (builder, NULL);
}

const char *
mani_project_info_get_title (ManiProjectInfo *self)
{
  return mani_record_get_string (MANI_RECORD (self), MANI_PROJECT_TITLE);
}
