/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the bytes of a project file to a project, in two passes. */

#include "mani-project-reader.h"

#include "mani-codec.h"
#include "mani-project-reader-private.h"
#include "mani-project-writer.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Records between two looks at the cancellable. */
#define STEP 1024
#define STEP_BYTES (1024 * 1024)

/* Place and message, as the guard writes them. */
static void
fail (ManiReading *self, ManiPlace place, ManiError code, GError **error, const char *format, ...)
    G_GNUC_PRINTF (5, 6);

static void
fail (ManiReading *self, ManiPlace place, ManiError code, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, MANI_ERROR, code, "%s:%u:%u: %s", self->name, place.line, place.column,
               message);
}

static ManiPlace
place_of (ManiJsonReader *reader)
{
  guint line = mani_json_reader_get_line (reader);

  return (ManiPlace){ line, mani_json_reader_get_column (reader) };
}

/* The first pass */

static gboolean
read_version (ManiReading *self, ManiJsonReader *reader, GError **error)
{
  double version;

  if (!mani_json_reader_expect (reader, MANI_JSON_NUMBER, error))
    return FALSE;
  version = floor (mani_json_reader_get_double (reader));
  if (version > MANI_PROJECT_FORMAT)
    {
      mani_json_reader_set_error (
          reader, error, MANI_ERROR_UNSUPPORTED,
          /* Translators: two numbers of versions of the file format */
          _ ("the project is of format %.0f, written by a newer version of Manicule; this one reads "
             "format %d"),
          version, MANI_PROJECT_FORMAT);
      return FALSE;
    }
  if (version < 1)
    {
      mani_json_reader_set_error (reader, error, MANI_ERROR_INVALID,
                                  _ ("“manicule” was expected to be the number of a format, from 1 "
                                     "on"));
      return FALSE;
    }

  return TRUE;
}

static gboolean
take_member (ManiJsonReader *reader, ManiMember *member, GError **error)
{
  if (!mani_json_reader_skip (reader, &member->start, &member->n, error))
    return FALSE;
  member->place = place_of (reader);

  return TRUE;
}

static gboolean
take_unknown (ManiReading *self, ManiJsonReader *reader, GError **error)
{
  gsize n;
  const char *raw = mani_json_reader_get_raw (reader, &n);
  const char *value;

  if (self->report != NULL)
    {
      g_autofree char *name = mani_error_excerpt (mani_json_reader_get_string (reader, NULL));
      ManiPlace place = place_of (reader);

      mani_read_report_add (self->report, MANI_FINDING_UNKNOWN_MEMBER,
                            /* Translators: file, line, column, name of a member */
                            _ ("%s:%u:%u: “%s” is not known to this version of Manicule; it is "
                               "kept as it stands"),
                            self->name, place.line, place.column, name);
    }

  if (self->unknown == NULL)
    self->unknown = g_string_new (NULL);
  else
    g_string_append (self->unknown, ",\n");
  if (!mani_json_reader_skip (reader, &value, &n, error))
    return FALSE;
  g_string_append_len (self->unknown, raw, value + n - raw);

  return TRUE;
}

static int
find_kind (const char *member)
{
  for (int i = 0; i < MANI_N_KINDS; i++)
    if (strcmp (mani_kind_get_member (i), member) == 0)
      return i;

  return -1;
}

static gboolean
find_members (ManiReading *self, GError **error)
{
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (self->data, self->n, self->name, NULL);
  gboolean is_project = FALSE;
  g_autoptr (GError) local = NULL;
  ManiJsonToken token = mani_json_reader_next (reader, &local);
  ManiPlace start = place_of (reader);

  /* What an editor puts before a project is another matter than a picture or a letter. */
  if (token == MANI_JSON_ERROR && self->n >= 3 && memcmp (self->data, "\xef\xbb\xbf", 3) == 0)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (token != MANI_JSON_OBJECT_START)
    {
      fail (self, start, MANI_ERROR_INVALID, error,
            _ ("this is not a Manicule project: it does not begin with “{”"));
      return FALSE;
    }

  while ((token = mani_json_reader_next (reader, error)) == MANI_JSON_NAME)
    {
      const char *name = mani_json_reader_get_string (reader, NULL);
      int kind = find_kind (name);
      gboolean is_taken;

      if (strcmp (name, "manicule") == 0)
        {
          is_project = TRUE;
          is_taken = read_version (self, reader, error);
        }
      else if (strcmp (name, "digest") == 0)
        {
          self->digest_at = self->data + mani_json_reader_get_position (reader);
          is_taken = take_member (reader, &self->digest, error);
        }
      else if (kind >= 0)
        {
          is_taken = take_member (reader, &self->members[kind], error);
        }
      else
        {
          is_taken = take_unknown (self, reader, error);
        }
      if (!is_taken)
        return FALSE;
    }
  if (token == MANI_JSON_ERROR || !mani_json_reader_expect (reader, MANI_JSON_END, error))
    return FALSE;

  if (!is_project)
    fail (self, start, MANI_ERROR_INVALID, error,
          _ ("this is not a Manicule project: it has no member “manicule”"));
  else if (self->members[MANI_KIND_PROJECT].start == NULL)
    fail (self, start, MANI_ERROR_INVALID, error, _ ("the member “project” is missing"));
  else
    return TRUE;

  return FALSE;
}

/* The second pass */

/* The bytes of @member from @start to @end have been read. */
static gboolean
note_progress (ManiReading *self, const ManiMember *member, gsize start, gsize end, GError **error)
{
  self->n_read += end - start;
  if (self->hooks.progress != NULL)
    self->hooks.progress (self->n_read, self->n, self->hooks.data);
  if (self->hooks.done != NULL)
    self->hooks.done (member->start - self->data + start, end - start, self->hooks.data);

  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/* One record of @kind; @reader has taken its opening brace, at @place. */
static gpointer
read_record (ManiReading *self,
             ManiJsonReader *reader,
             ManiRecordBuilder *builder,
             ManiKind kind,
             ManiPlace place,
             GError **error)
{
  g_autoptr (GError) local = NULL;
  gpointer record;

  if (!mani_codec_read_members (reader, builder, error))
    return NULL;
  if (kind == MANI_KIND_ANNOTATION)
    mani_reading_settle_quote (self, builder, place);

  record = mani_record_builder_end (builder, &local);
  if (record == NULL)
    {
      fail (self, place, local->code, error, "%s: %s", mani_kind_get_record_type (kind)->name,
            local->message);
      return NULL;
    }

  if (kind == MANI_KIND_ARTICLE)
    {
      mani_reading_check_text (self, record, place);
      g_hash_table_insert (self->articles, (gpointer) mani_record_get_id (record), record);
    }
  if (mani_record_get_unknown (record) != NULL && self->report != NULL)
    mani_read_report_add (self->report, MANI_FINDING_UNKNOWN_MEMBER,
                          /* Translators: file, line, column, a kind of record, its id */
                          _ ("%s:%u:%u: %s “%s” has members that are not known to this version of "
                             "Manicule; they are kept as they stand"),
                          self->name, place.line, place.column,
                          mani_kind_get_record_type (kind)->name, mani_record_get_id (record));

  return record;
}

static ManiJsonReader *
open_member (ManiReading *self, const ManiMember *member)
{
  return mani_json_reader_new_within (member->start, member->n, member->place.line,
                                      member->place.column, self->name, NULL);
}

/* An object was expected where the current token is. */
static gboolean
fail_object (ManiJsonReader *reader, ManiKind kind, GError **error)
{
  mani_json_reader_set_error (reader, error, MANI_ERROR_INVALID, _ ("%s: an object was expected"),
                              mani_kind_get_record_type (kind)->name);
  return FALSE;
}

static gboolean
read_info (ManiReading *self, GError **error)
{
  const ManiMember *member = &self->members[MANI_KIND_PROJECT];
  g_autoptr (ManiJsonReader) reader = open_member (self, member);
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_project_info_record_type);

  if (!mani_json_reader_expect (reader, MANI_JSON_OBJECT_START, error))
    return FALSE;
  self->info = read_record (self, reader, builder, MANI_KIND_PROJECT, member->place, error);

  return self->info != NULL;
}

/* All records of one kind. */
static gboolean
read_section (ManiReading *self, ManiKind kind, GError **error)
{
  const ManiMember *member = &self->members[kind];
  g_autoptr (ManiJsonReader) reader = NULL;
  g_autoptr (ManiRecordBuilder) builder =
      mani_record_builder_new (mani_kind_get_record_type (kind));
  gsize n_done = 0;
  guint n_since = 0;
  ManiJsonToken token;

  if (member->start == NULL)
    return TRUE;

  reader = open_member (self, member);
  if (!mani_json_reader_expect (reader, MANI_JSON_ARRAY_START, error))
    return FALSE;
  while ((token = mani_json_reader_next (reader, error)) == MANI_JSON_OBJECT_START)
    {
      gsize position = mani_json_reader_get_position (reader);
      ManiPlace place = place_of (reader);
      gpointer record;

      if (n_since++ >= STEP || position - n_done > STEP_BYTES)
        {
          if (!note_progress (self, member, n_done, position, error))
            return FALSE;
          n_done = position;
          n_since = 0;
        }
      record = read_record (self, reader, builder, kind, place, error);
      if (record == NULL)
        return FALSE;
      g_ptr_array_add (self->records, record);
      g_array_append_val (self->places, place);
    }
  if (token == MANI_JSON_ERROR)
    return FALSE;
  if (token != MANI_JSON_ARRAY_END)
    return fail_object (reader, kind, error);

  return note_progress (self, member, n_done, member->n, error);
}

static gboolean
read_records (ManiReading *self, GError **error)
{
  if (!read_info (self, error))
    return FALSE;
  for (guint kind = MANI_KIND_LABEL; kind < MANI_N_KINDS; kind++)
    if (!read_section (self, kind, error))
      return FALSE;

  return TRUE;
}

static ManiProject *
make_project (ManiReading *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  guint failed = G_MAXUINT;
  ManiProject *project = mani_project_new_from_records (
      self->info, self->records, self->unknown != NULL ? self->unknown->str : NULL, &failed,
      &local);

  if (project == NULL)
    {
      ManiPlace place = self->members[MANI_KIND_PROJECT].place;

      if (failed < self->places->len)
        place = g_array_index (self->places, ManiPlace, failed);
      fail (self, place, MANI_ERROR_INVALID, error, "%s", local->message);
      return NULL;
    }
  mani_reading_report_unresolved (self, project);

  return project;
}

static gboolean
is_blank (const char *data, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (strchr (" \t\r\n", data[i]) == NULL || data[i] == '\0')
      return FALSE;

  return TRUE;
}

ManiProject *
mani_project_reader_read (const char *data,
                          gsize n,
                          const char *name,
                          ManiReadReport *report,
                          const ManiReaderHooks *hooks,
                          GCancellable *cancellable,
                          GError **error)
{
  ManiReading self = {
    .data = data,
    .n = n,
    .name = name,
    .report = report,
    .cancellable = cancellable,
  };
  ManiProject *project = NULL;

  g_return_val_if_fail (data != NULL || n == 0, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (is_blank (data, n))
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID,
                   n == 0 ? _ ("%s: the file is empty, a Manicule project was expected")
                          : _ ("%s: the file holds nothing but white space, a Manicule project was "
                               "expected"),
                   name);
      return NULL;
    }

  if (hooks != NULL)
    self.hooks = *hooks;
  self.records = g_ptr_array_new_with_free_func (g_object_unref);
  self.places = g_array_new (FALSE, FALSE, sizeof (ManiPlace));
  self.articles = g_hash_table_new (g_str_hash, g_str_equal);

  if (find_members (&self, error))
    {
      mani_reading_check_digest (&self);
      if (read_records (&self, error))
        project = make_project (&self, error);
    }

  g_hash_table_unref (self.articles);
  g_array_unref (self.places);
  g_ptr_array_unref (self.records);
  g_clear_object (&self.info);
  if (self.unknown != NULL)
    g_string_free (self.unknown, TRUE);

  return project;
}
