/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The label's field table, its rules and the labels a new project starts with. */

#include "mani-label.h"

#include "mani-entity.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ManiLabel
{
  ManiRecord parent_instance;
};

static const char *const use_words[] = { "passage", "relation", "article", NULL };

static const ManiField fields[MANI_LABEL_N_FIELDS] = {
  [MANI_LABEL_ID] = { "id", MANI_FIELD_STRING, MANI_FIELD_REQUIRED },
  [MANI_LABEL_NAME] = { "name", MANI_FIELD_STRING, MANI_FIELD_REQUIRED | MANI_FIELD_SEARCHABLE },
  [MANI_LABEL_DESCRIPTION] = { "description", MANI_FIELD_STRING, MANI_FIELD_SEARCHABLE },
  [MANI_LABEL_COLOR] = { "color", MANI_FIELD_STRING },
  [MANI_LABEL_KEY] = { "key", MANI_FIELD_STRING },
  [MANI_LABEL_PARENT] = { "parent", MANI_FIELD_REF, 0, NULL, "label" },
  [MANI_LABEL_USE] = { "use", MANI_FIELD_WORD, 0, use_words },
  [MANI_LABEL_ENTITY] = { "entity", MANI_FIELD_WORD, 0, mani_entity_kind_words },
};

static gboolean
check (ManiRecord *record, GError **error)
{
  const char *color = mani_record_get_string (record, MANI_LABEL_COLOR);
  const char *key = mani_record_get_string (record, MANI_LABEL_KEY);

  if (color != NULL && !mani_label_is_color (color))
    {
      g_autofree char *found = mani_error_excerpt (color);

      g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID,
                   _ ("“%s” is no colour: six hexadecimal digits after “#” were expected"), found);
      return FALSE;
    }
  if (key != NULL && g_utf8_strlen (key, -1) != 1)
    {
      g_autofree char *found = mani_error_excerpt (key);

      g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID,
                   _ ("“%s” is no key: one character was expected"), found);
      return FALSE;
    }

  return TRUE;
}

const ManiRecordType mani_label_record_type = {
  .name = "label",
  .fields = fields,
  .n_fields = MANI_LABEL_N_FIELDS,
  .get_type = mani_label_get_type,
  .check = check,
};

G_DEFINE_FINAL_TYPE (ManiLabel, mani_label, MANI_TYPE_RECORD)

static void
mani_label_class_init (ManiLabelClass *klass)
{
  ((ManiRecordClass *) klass)->type = &mani_label_record_type;
}

static void
mani_label_init (ManiLabel *self)
{
}

const char *
mani_label_get_name (ManiLabel *self)
{
  return mani_record_get_string (MANI_RECORD (self), MANI_LABEL_NAME);
}

const char *
mani_label_get_description (ManiLabel *self)
{
  return mani_record_get_string (MANI_RECORD (self), MANI_LABEL_DESCRIPTION);
}

const char *
mani_label_get_color (ManiLabel *self)
{
  const char *color = mani_record_get_string (MANI_RECORD (self), MANI_LABEL_COLOR);

  return color != NULL ? color : "#9a9996";
}

const char *
mani_label_get_key (ManiLabel *self)
{
  return mani_record_get_string (MANI_RECORD (self), MANI_LABEL_KEY);
}

const char *
mani_label_get_parent (ManiLabel *self)
{
  return mani_record_get_string (MANI_RECORD (self), MANI_LABEL_PARENT);
}

ManiLabelUse
mani_label_get_use (ManiLabel *self)
{
  return mani_record_get_word (MANI_RECORD (self), MANI_LABEL_USE);
}

guint
mani_label_get_entity_kind (ManiLabel *self)
{
  return mani_record_get_word (MANI_RECORD (self), MANI_LABEL_ENTITY);
}

gboolean
mani_label_is_color (const char *text)
{
  if (strlen (text) != 7 || text[0] != '#')
    return FALSE;
  for (guint i = 1; i < 7; i++)
    if (!g_ascii_isxdigit (text[i]) || g_ascii_isupper (text[i]))
      return FALSE;

  return TRUE;
}

const char *const mani_label_palette[] = {
  "#0072b2", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#d55e00", "#999933",
  "#aa4499", "#44aa99", "#cc6677", "#117733", "#6699cc", NULL,
};

gboolean
mani_label_check_key (const char *key, GError **error)
{
  gunichar c = g_utf8_get_char (key);
  g_autofree char *found = NULL;

  if (*key == '\0' || *g_utf8_next_char (key) != '\0' ||
      !(g_unichar_isdigit (c) || g_unichar_isalpha (c)) || g_unichar_tolower (c) != c)
    {
      found = mani_error_excerpt (key);
      g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID,
                   _ ("“%s” is no key for a label: a digit or a small letter was expected"), found);
      return FALSE;
    }
  if (c < 128 && strchr (MANI_LABEL_RESERVED_KEYS, c) != NULL)
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID,
                   _ ("“%s” is no key for a label: it is the key of a command"), key);
      return FALSE;
    }

  return TRUE;
}
