/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes an object of the fields alone and lets the codec read that. */

#include "mani-json-fields.h"

#include "mani-codec.h"

#include <string.h>

static guint
find_field (const ManiRecordType *type, const char *name)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (strcmp (type->fields[i].name, name) == 0)
      return i;

  return type->n_fields;
}

gboolean
mani_json_fields_read (const char *raw,
                       gsize n_raw,
                       const char *prefix,
                       ManiRecordBuilder *builder,
                       ManiJsonOtherFunc other,
                       gpointer data,
                       char **message)
{
  const ManiRecordType *type = mani_record_builder_get_record_type (builder);
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (raw, n_raw, "", NULL);
  g_autoptr (ManiJsonReader) bare_reader = NULL;
  g_autoptr (GString) bare = g_string_new ("{");
  g_autoptr (ManiRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  guint64 found = 0;

  mani_json_reader_expect (reader, MANI_JSON_OBJECT_START, NULL);
  while (mani_json_reader_next (reader, NULL) == MANI_JSON_NAME)
    {
      g_autofree char *name = g_strdup (mani_json_reader_get_string (reader, NULL));
      guint field = g_str_has_prefix (name, prefix) ? find_field (type, name + strlen (prefix))
                                                    : type->n_fields;
      const char *value;
      gsize n;

      if (!mani_json_reader_skip (reader, &value, &n, NULL))
        break;
      if (field < type->n_fields)
        {
          g_string_append_printf (bare, "%s\"%s\":", bare->len > 1 ? "," : "",
                                  type->fields[field].name);
          g_string_append_len (bare, value, n);
          found |= 1ull << field;
        }
      else if (other != NULL)
        other (name, value, n, data);
    }

  /* The codec insists on what is required. */
  for (guint i = 0; i < type->n_fields; i++)
    if ((type->fields[i].flags & MANI_FIELD_REQUIRED) != 0 && (found & (1ull << i)) == 0)
      g_string_append_printf (bare, "%s\"%s\":\"x\"", bare->len > 1 ? "," : "",
                              type->fields[i].name);
  g_string_append_c (bare, '}');
  bare_reader = mani_json_reader_new (bare->str, bare->len, "", NULL);
  record = mani_codec_read (bare_reader, type, &error);
  if (record == NULL)
    {
      /* Without the place, which is one in the object made here. */
      const char *rest = strstr (error->message, ": ");

      *message = g_strdup (rest != NULL ? rest + 2 : error->message);
      return FALSE;
    }
  for (guint i = 0; i < type->n_fields; i++)
    if ((found & (1ull << i)) != 0)
      mani_record_builder_copy (builder, record, i);

  return TRUE;
}

char *
mani_json_fields_dup_string (const char *raw, gsize n_raw)
{
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (raw, n_raw, "", NULL);

  if (mani_json_reader_next (reader, NULL) != MANI_JSON_STRING)
    return NULL;

  return g_strdup (mani_json_reader_get_string (reader, NULL));
}
