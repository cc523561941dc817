/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the bytes of a project file to a project, in two passes. */

#include "mani-project-reader.h"

#include "mani-codec.h"
#include "mani-hash.h"
#include "mani-project-writer.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Records between two looks at the cancellable. */
#define STEP 1024
#define STEP_BYTES (1024 * 1024)

/* Where something begins, counted as errors count. */
typedef struct
{
  guint line;
  guint column;
} Place;

/* A member of the document; @start is NULL while none was met. */
typedef struct
{
  const char *start;
  gsize n;
  Place place;
} Member;

typedef struct
{
  const char *data;
  gsize n;
  const char *name;
  ManiReadReport *report;
  ManiReaderHooks hooks;
  GCancellable *cancellable;

  Member members[MANI_N_KINDS];
  Member digest;         /* its value's bytes, of any kind */
  const char *digest_at; /* its name */
  GString *unknown;      /* members as they stand, a comma and a newline between */

  ManiProjectInfo *info;
  GPtrArray *records;
  GArray *places;       /* of each record */
  GHashTable *articles; /* id -> ManiArticle, borrowed */
  gsize n_read;         /* bytes, for progress */
} Reading;

/* Place and message, as the guard writes them. */
static void
fail (Reading *self, Place place, ManiError code, GError **error, const char *format, ...)
    G_GNUC_PRINTF (5, 6);

static void
fail (Reading *self, Place place, ManiError code, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, MANI_ERROR, code, "%s:%u:%u: %s", self->name, place.line, place.column,
               message);
}

static Place
place_of (ManiJsonReader *reader)
{
  guint line = mani_json_reader_get_line (reader);

  return (Place){ line, mani_json_reader_get_column (reader) };
}

/* The first pass */

static gboolean
read_version (Reading *self, ManiJsonReader *reader, GError **error)
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
take_member (ManiJsonReader *reader, Member *member, GError **error)
{
  if (!mani_json_reader_skip (reader, &member->start, &member->n, error))
    return FALSE;
  member->place = place_of (reader);

  return TRUE;
}

static gboolean
take_unknown (Reading *self, ManiJsonReader *reader, GError **error)
{
  gsize n;
  const char *raw = mani_json_reader_get_raw (reader, &n);
  const char *value;

  if (self->report != NULL)
    {
      g_autofree char *name = mani_error_excerpt (mani_json_reader_get_string (reader, NULL));
      Place place = place_of (reader);

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
find_members (Reading *self, GError **error)
{
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (self->data, self->n, self->name, NULL);
  gboolean is_project = FALSE;
  ManiJsonToken token = mani_json_reader_next (reader, error);
  Place start;

  if (token == MANI_JSON_ERROR)
    return FALSE;
  start = place_of (reader);
  if (token != MANI_JSON_OBJECT_START)
    {
      fail (self, start, MANI_ERROR_INVALID, error,
            _ ("this is no Manicule project: an object was expected"));
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
          _ ("this is no Manicule project: it has no member “manicule”"));
  else if (self->members[MANI_KIND_PROJECT].start == NULL)
    fail (self, start, MANI_ERROR_INVALID, error, _ ("the member “project” is missing"));
  else
    return TRUE;

  return FALSE;
}

/* The digest */

/* Where the line begins whose first word is @at; NULL when @at is not the first. */
static const char *
find_line_start (Reading *self, const char *at)
{
  while (at > self->data && (at[-1] == ' ' || at[-1] == '\t' || at[-1] == '\r'))
    at--;

  return at > self->data && at[-1] == '\n' ? at : NULL;
}

/* What the digest's value should be; NULL when it does not stand on a line of its own. */
static char *
make_digest (Reading *self)
{
  ManiHash sha256;
  const char *line = find_line_start (self, self->digest_at);

  if (line == NULL)
    return NULL;
  mani_hash_bytes (self->data, line - self->data, sha256);

  return g_strdup_printf ("\"sha256:%s\"", sha256);
}

/* Whether only white space and the document's brace follow the digest. */
static gboolean
is_last (Reading *self)
{
  const char *end = self->digest.start + self->digest.n;

  for (; end < self->data + self->n; end++)
    if (strchr (" \t\r\n}", *end) == NULL)
      return FALSE;

  return TRUE;
}

static void
check_digest (Reading *self)
{
  g_autofree char *expected = NULL;

  if (self->report == NULL)
    return;

  if (self->digest.start != NULL && is_last (self))
    expected = make_digest (self);
  if (self->digest.start == NULL)
    mani_read_report_add (self->report, MANI_FINDING_NO_DIGEST,
                          _ ("%s: the digest is missing, so the file may have been changed"),
                          self->name);
  else if (expected == NULL || strlen (expected) != self->digest.n ||
           memcmp (expected, self->digest.start, self->digest.n) != 0)
    mani_read_report_add (self->report, MANI_FINDING_WRONG_DIGEST,
                          _ ("%s:%u:%u: the digest does not fit: the file was changed after "
                             "Manicule wrote it"),
                          self->name, self->digest.place.line, self->digest.place.column);
}

/* The second pass */

/* The bytes of @member from @start to @end have been read. */
static gboolean
note_progress (Reading *self, const Member *member, gsize start, gsize end, GError **error)
{
  self->n_read += end - start;
  if (self->hooks.progress != NULL)
    self->hooks.progress (self->n_read, self->n, self->hooks.data);
  if (self->hooks.done != NULL)
    self->hooks.done (member->start - self->data + start, end - start, self->hooks.data);

  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

/* The text's SHA-256 against the one that stands with it. */
static void
check_text (Reading *self, ManiArticle *article, Place place)
{
  const char *stated = mani_article_get_sha256 (article);
  ManiHash sha256;

  if (self->report == NULL)
    return;
  if (stated == NULL && mani_article_get_n_bytes (article) == 0)
    return;

  mani_hash_bytes (mani_article_get_text (article), mani_article_get_n_bytes (article), sha256);
  if (stated == NULL || strcmp (sha256, stated) != 0)
    mani_read_report_add (self->report, MANI_FINDING_WRONG_TEXT,
                          /* Translators: file, line, column, id of an article */
                          _ ("%s:%u:%u: article “%s”: its text does not have the SHA-256 that is "
                             "stated for it"),
                          self->name, place.line, place.column,
                          mani_record_get_id (MANI_RECORD (article)));
}

/* Whether the ranges can be looked up at all; where not, the model will say why. */
static gboolean
are_inside (const ManiRange *ranges, guint n, ManiArticle *article)
{
  for (guint i = 0; i < n; i++)
    if (ranges[i].start > ranges[i].end || ranges[i].end > mani_article_get_length (article))
      return FALSE;

  return TRUE;
}

/* A quotation that the text gives is not kept. */
static void
settle_quote (Reading *self, ManiRecordBuilder *builder, Place place)
{
  const char *quote = mani_record_builder_get_string (builder, MANI_ANNOTATION_QUOTE);
  const char *id = mani_record_builder_get_string (builder, MANI_ANNOTATION_ARTICLE);
  guint n;
  const ManiRange *ranges = mani_record_builder_get_ranges (builder, MANI_ANNOTATION_RANGES, &n);
  ManiArticle *article;

  if (quote == NULL || id == NULL || n == 0)
    return;
  article = g_hash_table_lookup (self->articles, id);
  if (article == NULL || !are_inside (ranges, n, article))
    return;

  if (mani_annotation_is_quote (quote, article, ranges, n))
    {
      mani_record_builder_clear (builder, MANI_ANNOTATION_QUOTE);
    }
  else if (self->report != NULL)
    {
      const char *annotation = mani_record_builder_get_string (builder, MANI_RECORD_ID);
      g_autofree char *shown = mani_error_excerpt (annotation);
      g_autofree char *words = mani_error_excerpt (quote);

      mani_read_report_add (
          self->report, MANI_FINDING_WRONG_QUOTE,
          /* Translators: file, line, column, id of an annotation, its quotation, two offsets */
          _ ("%s:%u:%u: annotation “%s”: “%s” is not what the text has from %u to %u"), self->name,
          place.line, place.column, shown, words, ranges[0].start, ranges[n - 1].end);
    }
}

/* One record of @kind; @reader has taken its opening brace, at @place. */
static gpointer
read_record (Reading *self,
             ManiJsonReader *reader,
             ManiRecordBuilder *builder,
             ManiKind kind,
             Place place,
             GError **error)
{
  g_autoptr (GError) local = NULL;
  gpointer record;

  if (!mani_codec_read_members (reader, builder, error))
    return NULL;
  if (kind == MANI_KIND_ANNOTATION)
    settle_quote (self, builder, place);

  record = mani_record_builder_end (builder, &local);
  if (record == NULL)
    {
      fail (self, place, local->code, error, "%s: %s", mani_kind_get_record_type (kind)->name,
            local->message);
      return NULL;
    }

  if (kind == MANI_KIND_ARTICLE)
    {
      check_text (self, record, place);
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
open_member (Reading *self, const Member *member)
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
read_info (Reading *self, GError **error)
{
  const Member *member = &self->members[MANI_KIND_PROJECT];
  g_autoptr (ManiJsonReader) reader = open_member (self, member);
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_project_info_record_type);

  if (!mani_json_reader_expect (reader, MANI_JSON_OBJECT_START, error))
    return FALSE;
  self->info = read_record (self, reader, builder, MANI_KIND_PROJECT, member->place, error);

  return self->info != NULL;
}

/* All records of one kind. */
static gboolean
read_section (Reading *self, ManiKind kind, GError **error)
{
  const Member *member = &self->members[kind];
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
      Place place = place_of (reader);
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
read_records (Reading *self, GError **error)
{
  if (!read_info (self, error))
    return FALSE;
  for (guint kind = MANI_KIND_LABEL; kind < MANI_N_KINDS; kind++)
    if (!read_section (self, kind, error))
      return FALSE;

  return TRUE;
}

/* A reference that leads nowhere. */
static void
report_stray (Reading *self, ManiRecord *record, guint field, Place place)
{
  const ManiRecordType *type = mani_record_get_record_type (record);
  g_autofree char *id = mani_error_excerpt (mani_record_get_string (record, field));

  mani_read_report_add (
      self->report, MANI_FINDING_UNRESOLVED,
      /* Translators: file, line, column, a kind of record, its id, a member’s name, an id */
      _ ("%s:%u:%u: %s “%s”: the %s “%s” is not there; the reference is kept"), self->name,
      place.line, place.column, type->name, mani_record_get_id (record), type->fields[field].name,
      id);
}

/* All of them, in the file's order. */
static void
report_unresolved (Reading *self, ManiProject *project)
{
  g_autoptr (GPtrArray) unresolved = mani_project_get_unresolved (project);
  g_autoptr (GHashTable) set = g_hash_table_new (NULL, NULL);

  if (unresolved->len == 0 || self->report == NULL)
    return;
  for (guint i = 0; i < unresolved->len; i++)
    g_hash_table_add (set, unresolved->pdata[i]);

  for (guint i = 0; i < self->records->len; i++)
    {
      ManiRecord *record = self->records->pdata[i];
      guint n_fields = mani_record_get_record_type (record)->n_fields;
      ManiKind target;

      if (!g_hash_table_contains (set, record))
        continue;
      for (guint field = 0; field < n_fields; field++)
        if (mani_kind_get_reference (mani_kind_of (record), field, &target) &&
            mani_record_has (record, field) &&
            mani_project_lookup (project, target, mani_record_get_string (record, field)) == NULL)
          report_stray (self, record, field, g_array_index (self->places, Place, i));
    }
}

static ManiProject *
make_project (Reading *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  guint failed = G_MAXUINT;
  ManiProject *project = mani_project_new_from_records (
      self->info, self->records, self->unknown != NULL ? self->unknown->str : NULL, &failed,
      &local);

  if (project == NULL)
    {
      Place place = self->members[MANI_KIND_PROJECT].place;

      if (failed < self->places->len)
        place = g_array_index (self->places, Place, failed);
      fail (self, place, MANI_ERROR_INVALID, error, "%s", local->message);
      return NULL;
    }
  report_unresolved (self, project);

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
  Reading self = {
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
  self.places = g_array_new (FALSE, FALSE, sizeof (Place));
  self.articles = g_hash_table_new (g_str_hash, g_str_equal);

  if (find_members (&self, error))
    {
      check_digest (&self);
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
