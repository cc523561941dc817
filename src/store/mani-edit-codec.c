/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Edits, change by change. */

#include "mani-edit-codec.h"

#include "mani-codec.h"
#include "mani-json-writer.h"

#include <glib/gi18n.h>
#include <string.h>

static void
write_act (GString *out, const char *act, ManiRecord *record)
{
  g_string_append_printf (out, "{\"%s\":\"%s\"", act, mani_record_get_record_type (record)->name);
}

static void
write_id (GString *out, ManiRecord *record)
{
  g_string_append (out, ",\"id\":");
  mani_json_append_string (out, mani_record_get_id (record), -1);
}

static void
write_position (GString *out, guint position)
{
  if (position != MANI_EDIT_KEEP_PLACE)
    g_string_append_printf (out, ",\"at\":%u", position);
}

static void
write_change (GString *out, const ManiChange *change)
{
  if (change->after == NULL)
    {
      write_act (out, "remove", change->before);
      write_id (out, change->before);
    }
  else if (change->before == NULL)
    {
      write_act (out, "add", change->after);
      write_position (out, change->position);
      g_string_append (out, ",\"record\":");
      mani_codec_write (out, change->after);
    }
  else
    {
      write_act (out, "set", change->after);
      write_id (out, change->after);
      write_position (out, change->position);
      if (change->before != change->after)
        {
          g_string_append (out, ",\"fields\":");
          mani_codec_write_difference (out, change->before, change->after);
        }
    }
  g_string_append_c (out, '}');
}

void
mani_edit_codec_write (GString *out, ManiEdit *edit)
{
  g_string_append (out, "{\"name\":");
  mani_json_append_string (out, mani_edit_get_name (edit), -1);
  g_string_append (out, ",\"changes\":[");
  for (guint i = 0; i < mani_edit_get_length (edit); i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      write_change (out, mani_edit_get (edit, i));
    }
  g_string_append (out, "]}");
}

/* Reading */

typedef struct
{
  ManiJsonReader *reader;
  ManiProject *project;
  ManiEdit *edit;
  /* What the edit has made so far of what it touches: id -> record; NULL where it has gone. */
  GHashTable *touched[MANI_N_KINDS];
  GError **error;
} Reading;

static gboolean
fail (Reading *self)
{
  mani_json_reader_set_error (self->reader, self->error, MANI_ERROR_INVALID,
                              _ ("this is not an edit as the journal writes it"));
  return FALSE;
}

/* Takes the next token, which has to be the name @name. */
static gboolean
take_name (Reading *self, const char *name)
{
  return mani_json_reader_expect (self->reader, MANI_JSON_NAME, self->error) &&
         (strcmp (mani_json_reader_get_string (self->reader, NULL), name) == 0 || fail (self));
}

/* Takes a string member; (transfer full), or NULL. */
static char *
take_string (Reading *self, const char *name)
{
  if (!take_name (self, name) ||
      !mani_json_reader_expect (self->reader, MANI_JSON_STRING, self->error))
    return NULL;

  return g_strdup (mani_json_reader_get_string (self->reader, NULL));
}

/* Whether the token that was taken is this name. */
static gboolean
is_name (Reading *self, ManiJsonToken token, const char *name)
{
  return token == MANI_JSON_NAME &&
         strcmp (mani_json_reader_get_string (self->reader, NULL), name) == 0;
}

/* With @token taken: the value of "at", if that is it, and the token after it. */
static gboolean
take_position (Reading *self, ManiJsonToken *token, guint *position)
{
  gint64 value;

  *position = MANI_EDIT_KEEP_PLACE;
  if (!is_name (self, *token, "at"))
    return TRUE;
  if (!mani_json_reader_expect (self->reader, MANI_JSON_NUMBER, self->error))
    return FALSE;
  if (!mani_json_reader_get_int64 (self->reader, &value) || value < 0 ||
      value >= MANI_EDIT_KEEP_PLACE)
    return fail (self);
  *position = value;
  *token = mani_json_reader_next (self->reader, self->error);

  return *token != MANI_JSON_ERROR;
}

static gboolean
end_change (Reading *self, ManiJsonToken token)
{
  if (token == MANI_JSON_ERROR)
    return FALSE;

  return token == MANI_JSON_OBJECT_END || fail (self);
}

/* The record as the edit has it by now. Borrowed. */
static ManiRecord *
find (Reading *self, ManiKind kind, const char *id)
{
  gpointer record;

  if (!g_hash_table_lookup_extended (self->touched[kind], id, NULL, &record))
    record = mani_project_lookup (self->project, kind, id);
  if (record == NULL)
    {
      g_autofree char *shown = mani_error_excerpt (id);

      mani_json_reader_set_error (self->reader, self->error, MANI_ERROR_NOT_FOUND,
                                  /* Translators: a kind of record, such as label; its id */
                                  _ ("there is no %s “%s” to be changed"),
                                  mani_kind_get_record_type (kind)->name, shown);
    }

  return record;
}

/* The edit holds the records. */
static void
add_change (Reading *self, ManiKind kind, const ManiChange *change)
{
  ManiRecord *its = change->before != NULL ? change->before : change->after;

  mani_edit_append (self->edit, change);
  g_hash_table_insert (self->touched[kind], g_strdup (mani_record_get_id (its)), change->after);
}

static gboolean
read_addition (Reading *self, ManiKind kind)
{
  ManiJsonToken token = mani_json_reader_next (self->reader, self->error);
  g_autoptr (ManiRecord) after = NULL;
  guint position;

  if (token == MANI_JSON_ERROR || !take_position (self, &token, &position))
    return FALSE;
  if (!is_name (self, token, "record"))
    return fail (self);
  after = mani_codec_read (self->reader, mani_kind_get_record_type (kind), self->error);
  if (after == NULL)
    return FALSE;
  add_change (self, kind, &(ManiChange){ NULL, after, position });

  return end_change (self, mani_json_reader_next (self->reader, self->error));
}

static gboolean
read_removal (Reading *self, ManiKind kind)
{
  g_autofree char *id = take_string (self, "id");
  ManiRecord *before = id != NULL ? find (self, kind, id) : NULL;

  if (before == NULL)
    return FALSE;
  add_change (self, kind, &(ManiChange){ before, NULL, MANI_EDIT_KEEP_PLACE });

  return end_change (self, mani_json_reader_next (self->reader, self->error));
}

static gboolean
read_replacement (Reading *self, ManiKind kind)
{
  g_autofree char *id = take_string (self, "id");
  ManiRecord *before = id != NULL ? find (self, kind, id) : NULL;
  g_autoptr (ManiRecord) after = NULL;
  ManiJsonToken token;
  guint position;

  if (before == NULL)
    return FALSE;
  token = mani_json_reader_next (self->reader, self->error);
  if (token == MANI_JSON_ERROR || !take_position (self, &token, &position))
    return FALSE;
  if (is_name (self, token, "fields"))
    {
      after = mani_codec_read_difference (self->reader, before, self->error);
      if (after == NULL)
        return FALSE;
      token = mani_json_reader_next (self->reader, self->error);
    }
  add_change (self, kind, &(ManiChange){ before, after != NULL ? after : before, position });

  return end_change (self, token);
}

static const struct
{
  const char *name;
  gboolean (*read) (Reading *self, ManiKind kind);
} acts[] = {
  { "add", read_addition },
  { "remove", read_removal },
  { "set", read_replacement },
};

static gboolean
read_change (Reading *self)
{
  guint act = 0;

  if (!mani_json_reader_expect (self->reader, MANI_JSON_NAME, self->error))
    return FALSE;
  while (act < G_N_ELEMENTS (acts) && !is_name (self, MANI_JSON_NAME, acts[act].name))
    act++;
  if (act == G_N_ELEMENTS (acts))
    return fail (self);
  if (!mani_json_reader_expect (self->reader, MANI_JSON_STRING, self->error))
    return FALSE;
  for (guint kind = 0; kind < MANI_N_KINDS; kind++)
    if (strcmp (mani_json_reader_get_string (self->reader, NULL),
                mani_kind_get_record_type (kind)->name) == 0)
      return acts[act].read (self, kind);

  return fail (self);
}

static gboolean
read_edit (Reading *self)
{
  g_autofree char *name = NULL;
  ManiJsonToken token;

  if (!mani_json_reader_expect (self->reader, MANI_JSON_OBJECT_START, self->error))
    return FALSE;
  name = take_string (self, "name");
  if (name == NULL)
    return FALSE;
  self->edit = mani_edit_new (name);
  if (!take_name (self, "changes") ||
      !mani_json_reader_expect (self->reader, MANI_JSON_ARRAY_START, self->error))
    return FALSE;

  while ((token = mani_json_reader_next (self->reader, self->error)) == MANI_JSON_OBJECT_START)
    if (!read_change (self))
      return FALSE;
  if (token == MANI_JSON_ERROR)
    return FALSE;
  if (token != MANI_JSON_ARRAY_END)
    return fail (self);

  return end_change (self, mani_json_reader_next (self->reader, self->error));
}

ManiEdit *
mani_edit_codec_read (ManiJsonReader *reader, ManiProject *project, GError **error)
{
  Reading self = { .reader = reader, .project = project, .error = error };
  gboolean is_read;

  for (guint i = 0; i < MANI_N_KINDS; i++)
    self.touched[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  is_read = read_edit (&self);
  for (guint i = 0; i < MANI_N_KINDS; i++)
    g_hash_table_unref (self.touched[i]);
  if (!is_read)
    g_clear_pointer (&self.edit, mani_edit_unref);

  return self.edit;
}
