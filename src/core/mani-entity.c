/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The entity's field table and rules. */

#include "mani-entity.h"

#include <glib/gi18n.h>
#include <math.h>

struct _ManiEntity
{
  ManiRecord parent_instance;
};

const char *const mani_entity_kind_words[] = { "none", "person", "place", "organisation", NULL };

static const ManiField fields[MANI_ENTITY_N_FIELDS] = {
  [MANI_ENTITY_ID] = { "id", MANI_FIELD_STRING, MANI_FIELD_REQUIRED },
  [MANI_ENTITY_KIND] = { "kind", MANI_FIELD_WORD, 0, mani_entity_kind_words },
  [MANI_ENTITY_NAME] = { "name", MANI_FIELD_STRING, MANI_FIELD_REQUIRED | MANI_FIELD_SEARCHABLE },
  [MANI_ENTITY_ALIASES] = { "aliases", MANI_FIELD_STRINGS,
                            MANI_FIELD_SEARCHABLE | MANI_FIELD_MERGEABLE },
  [MANI_ENTITY_SAME_AS] = { "sameAs", MANI_FIELD_STRINGS, MANI_FIELD_MERGEABLE },
  [MANI_ENTITY_DATES] = { "dates", MANI_FIELD_STRING },
  [MANI_ENTITY_LATITUDE] = { "latitude", MANI_FIELD_NUMBER },
  [MANI_ENTITY_LONGITUDE] = { "longitude", MANI_FIELD_NUMBER },
  [MANI_ENTITY_PRECISION] = { "precision", MANI_FIELD_NUMBER },
  [MANI_ENTITY_COUNTRY] = { "country", MANI_FIELD_STRING },
  [MANI_ENTITY_NOTE] = { "note", MANI_FIELD_STRING, MANI_FIELD_SEARCHABLE },
  [MANI_ENTITY_META] = { "meta", MANI_FIELD_MAP, MANI_FIELD_MERGEABLE },
};

static gboolean
check_number (ManiRecord *record, guint field, double least, double most, GError **error)
{
  double number = mani_record_get_number (record, field);

  if (isnan (number) || (number >= least && number <= most))
    return TRUE;

  g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID,
               _ ("%s is %g, a number from %g to %g was expected"), fields[field].name, number,
               least, most);
  return FALSE;
}

static gboolean
check (ManiRecord *record, GError **error)
{
  if (mani_record_has (record, MANI_ENTITY_LATITUDE) !=
      mani_record_has (record, MANI_ENTITY_LONGITUDE))
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID,
                   _ ("latitude and longitude were expected together"));
      return FALSE;
    }

  return check_number (record, MANI_ENTITY_LATITUDE, -90, 90, error) &&
         check_number (record, MANI_ENTITY_LONGITUDE, -180, 180, error) &&
         check_number (record, MANI_ENTITY_PRECISION, 0, 2.1e7, error);
}

const ManiRecordType mani_entity_record_type = {
  .name = "entity",
  .fields = fields,
  .n_fields = MANI_ENTITY_N_FIELDS,
  .get_type = mani_entity_get_type,
  .check = check,
};

G_DEFINE_FINAL_TYPE (ManiEntity, mani_entity, MANI_TYPE_RECORD)

static void
mani_entity_class_init (ManiEntityClass *klass)
{
  ((ManiRecordClass *) klass)->type = &mani_entity_record_type;
}

static void
mani_entity_init (ManiEntity *self)
{
}

const char *
mani_entity_get_name (ManiEntity *self)
{
  return mani_record_get_string (MANI_RECORD (self), MANI_ENTITY_NAME);
}

ManiEntityKind
mani_entity_get_kind (ManiEntity *self)
{
  return mani_record_get_word (MANI_RECORD (self), MANI_ENTITY_KIND);
}

const char *const *
mani_entity_get_aliases (ManiEntity *self)
{
  return mani_record_get_strings (MANI_RECORD (self), MANI_ENTITY_ALIASES);
}

const char *const *
mani_entity_get_same_as (ManiEntity *self)
{
  return mani_record_get_strings (MANI_RECORD (self), MANI_ENTITY_SAME_AS);
}

const char *
mani_entity_get_note (ManiEntity *self)
{
  return mani_record_get_string (MANI_RECORD (self), MANI_ENTITY_NOTE);
}

gboolean
mani_entity_get_place (ManiEntity *self, double *latitude, double *longitude)
{
  *latitude = mani_record_get_number (MANI_RECORD (self), MANI_ENTITY_LATITUDE);
  *longitude = mani_record_get_number (MANI_RECORD (self), MANI_ENTITY_LONGITUDE);

  return mani_record_has (MANI_RECORD (self), MANI_ENTITY_LATITUDE);
}
