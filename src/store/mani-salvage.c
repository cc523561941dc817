/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A walk over the bytes that takes records where it meets them, and goes on behind what it cannot
 * read. */

#include "mani-salvage.h"

#include "mani-codec.h"
#include "mani-error.h"
#include "mani-hash.h"
#include "mani-project-reader-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Records that are left out because they do not fit the others, before all is given up. */
#define MAX_MISFITS 1000

/* Before the first section, or between two. */
#define NO_KIND (-1)

struct _ManiSalvage
{
  char *name;
  ManiProjectInfo *info;
  GPtrArray *records;
  GHashTable *ids[MANI_N_KINDS]; /* of the records, borrowed */
  GString *unknown;              /* members as they stand, a comma and a newline between */
  GHashTable *unknown_names;
  GPtrArray *lines; /* NULL-terminated when it is shown */
  guint n_lines;
};

/* The walk. */
typedef struct
{
  ManiSalvage *salvage;
  const char *data;
  gsize n;
  gsize pos;
  int kind;      /* of the section that is open */
  int last_kind; /* of the last one that was */
  gboolean in_junk;
  gsize named[MANI_N_KINDS]; /* behind the last place that looks like a section's name, or 0 */
  GHashTable *articles;      /* id -> ManiArticle, borrowed */

  /* Where counting has come to. */
  gsize counted;
  ManiPlace place;
} Walk;

static void
add_line (ManiSalvage *self, char *line)
{
  if (self->n_lines++ < MANI_READ_REPORT_MAX_LINES)
    g_ptr_array_add (self->lines, line);
  else
    g_free (line);
}

/* Of a place that lies at or behind the last one that was asked for. */
static ManiPlace
place_of (Walk *self, gsize pos)
{
  for (; self->counted < pos; self->counted++)
    {
      guchar byte = (guchar) self->data[self->counted];

      if (byte == '\n')
        self->place = (ManiPlace){ self->place.line + 1, 1 };
      else if ((byte & 0xc0) != 0x80)
        self->place.column++;
    }

  return self->place;
}

static gsize
end_of_line (Walk *self, gsize pos)
{
  const char *end = memchr (self->data + pos, '\n', self->n - pos);

  return end != NULL ? (gsize) (end - self->data) : self->n;
}

static gsize
next_line (Walk *self, gsize pos)
{
  return MIN (end_of_line (self, pos) + 1, self->n);
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static gsize
skip_space (Walk *self, gsize pos)
{
  while (pos < self->n && is_space (self->data[pos]))
    pos++;

  return pos;
}

/* Records */

/* The article, with the hash that its text has. */
static ManiRecord *
settle_hash (ManiRecord *record)
{
  ManiArticle *article = MANI_ARTICLE (record);
  ManiHash sha256;
  g_autoptr (ManiRecordBuilder) builder = NULL;
  ManiRecord *settled;

  if (mani_article_get_n_bytes (article) == 0)
    return record;
  mani_hash_bytes (mani_article_get_text (article), mani_article_get_n_bytes (article), sha256);
  if (g_strcmp0 (sha256, mani_article_get_sha256 (article)) == 0)
    return record;

  builder = mani_record_builder_new_from (record);
  mani_record_builder_set_string (builder, MANI_ARTICLE_SHA256, sha256);
  settled = mani_record_builder_end (builder, NULL);
  if (settled == NULL)
    return record;
  g_object_unref (record);

  return settled;
}

/* One record of @kind from @data, at @place. @n_used: how many bytes it takes. */
static ManiRecord *
read_record (Walk *self,
             const char *data,
             gsize n,
             int kind,
             ManiPlace place,
             gsize *n_used,
             GError **error)
{
  g_autoptr (ManiJsonReader) reader =
      mani_json_reader_new_within (data, n, place.line, place.column, self->salvage->name, NULL);
  g_autoptr (ManiRecordBuilder) builder =
      mani_record_builder_new (mani_kind_get_record_type ((ManiKind) kind));
  g_autoptr (GError) local = NULL;
  ManiRecord *record;

  if (!mani_json_reader_expect (reader, MANI_JSON_OBJECT_START, error) ||
      !mani_codec_read_members (reader, builder, error))
    return NULL;

  *n_used = mani_json_reader_get_position (reader) + 1;
  record = mani_record_builder_end (builder, &local);
  if (record == NULL)
    g_set_error (error, local->domain, local->code, "%s:%u:%u: %s", self->salvage->name, place.line,
                 place.column, local->message);

  return record != NULL && kind == MANI_KIND_ARTICLE ? settle_hash (record) : record;
}

/* Where the lines end that a record takes which cannot be read: an article's text follows it, a
 * string a line, and a line that closes it. */
static gsize
end_of_lines (Walk *self, gsize pos)
{
  gboolean has_text;

  pos = next_line (self, pos);
  has_text = pos < self->n && self->data[pos] == '"';
  if (!has_text || self->kind != MANI_KIND_ARTICLE)
    return pos;

  while (pos < self->n && self->data[pos] == '"')
    {
      /* The name of a section, should the closing lines be gone. */
      gsize end = end_of_line (self, pos);

      if (end > pos && self->data[end - 1] == '[')
        return pos;
      pos = next_line (self, pos);
    }
  if (pos + 1 < self->n && self->data[pos] == ']' && self->data[pos + 1] == '}')
    pos = next_line (self, pos);

  return pos;
}

/* (transfer full): a copy of the @n bytes at @data in which nothing stands that JSON forbids as
 * such; NULL when nothing does. */
static char *
clean (const char *data, gsize n, gsize *n_clean)
{
  GString *text = g_string_sized_new (n);
  gboolean in_string = FALSE;
  gboolean is_escaped = FALSE;
  gboolean is_changed = FALSE;

  for (gsize i = 0; i < n;)
    {
      guchar byte = (guchar) data[i];
      gunichar c = byte < 0x80 ? byte : g_utf8_get_char_validated (data + i, (gssize) (n - i));
      gsize length = c >= (gunichar) -2 ? 1 : (gsize) g_unichar_to_utf8 (c, NULL);
      gboolean is_bad =
          c >= (gunichar) -2 ||
          (in_string ? byte < 0x20 : byte >= 0x80 || (byte < 0x20 && !is_space (data[i])));

      if (is_bad)
        g_string_append (text, in_string ? "\xef\xbf\xbd" : " ");
      else
        g_string_append_len (text, data + i, (gssize) length);
      if (!is_bad && byte == '"' && !is_escaped)
        in_string = !in_string;
      /* A string never goes on behind the line. */
      if (byte == '\n')
        in_string = FALSE;
      is_escaped = in_string && !is_escaped && byte == '\\';
      is_changed = is_changed || is_bad;
      i += length;
    }

  *n_clean = text->len;

  return g_string_free (text, !is_changed);
}

/* FALSE when it is there already. */
static gboolean
add_id (ManiSalvage *self, int kind, ManiRecord *record)
{
  gpointer id = (gpointer) mani_record_get_id (record);

  return !g_hash_table_contains (self->ids[kind], id) && g_hash_table_add (self->ids[kind], id);
}

static void
take_record (Walk *self, ManiRecord *record, int kind)
{
  ManiSalvage *salvage = self->salvage;

  if (kind == MANI_KIND_PROJECT)
    {
      if (salvage->info == NULL)
        salvage->info = MANI_PROJECT_INFO (g_object_ref (record));
      g_object_unref (record);
      return;
    }
  if (!add_id (salvage, kind, record))
    {
      ManiPlace place = place_of (self, self->pos);

      add_line (salvage,
                g_strdup_printf (
                    /* Translators: file, line, column, a kind of record, its id */
                    _ ("%s:%u:%u: left out, for the id is there already: %s “%s”"), salvage->name,
                    place.line, place.column, mani_kind_get_record_type ((ManiKind) kind)->name,
                    mani_record_get_id (record)));
      g_object_unref (record);
      return;
    }

  g_ptr_array_add (salvage->records, record);
}

/* A record of @kind, which an opening brace begins. */
static void
walk_record (Walk *self, int kind)
{
  ManiPlace place = place_of (self, self->pos);
  const char *data = self->data + self->pos;
  gsize n_used = 0;
  g_autoptr (GError) error = NULL;
  g_autofree char *cleaned = NULL;
  ManiRecord *record = read_record (self, data, self->n - self->pos, kind, place, &n_used, &error);
  gsize end = self->pos + n_used;

  if (record == NULL)
    {
      gsize n_clean;

      end = end_of_lines (self, self->pos);
      cleaned = clean (data, end - self->pos, &n_clean);
      if (cleaned != NULL)
        record = read_record (self, cleaned, n_clean, kind, place, &n_used, NULL);
      add_line (self->salvage,
                record != NULL
                    ? g_strdup_printf (
                          /* Translators: an error, then a kind of record and its id */
                          _ ("%s; kept with a sign for what is damaged: %s “%s”"), error->message,
                          mani_kind_get_record_type ((ManiKind) kind)->name,
                          mani_record_get_id (record))
                    : g_strdup_printf (
                          /* Translators: an error, then a kind of record and where it begins */
                          _ ("%s; left out: %s in line %u"), error->message,
                          mani_kind_get_record_type ((ManiKind) kind)->name, place.line));
    }
  if (record != NULL)
    take_record (self, record, kind);
  self->pos = MAX (end, self->pos + 1);
}

/* Members of the document */

static int
find_kind (const char *name)
{
  for (int i = 0; i < MANI_N_KINDS; i++)
    if (strcmp (mani_kind_get_member ((ManiKind) i), name) == 0)
      return i;

  return NO_KIND;
}

/* Looks where each section has its name at the start of a line, for the last time. */
static void
find_names (Walk *self)
{
  for (int kind = 0; kind < MANI_N_KINDS; kind++)
    {
      g_autofree char *name = g_strdup_printf ("\n\"%s\":", mani_kind_get_member ((ManiKind) kind));
      gsize n_name = strlen (name);
      const char *end = self->data + self->n;
      const char *found = self->data;

      while ((found = memmem (found, (gsize) (end - found), name, n_name)) != NULL)
        self->named[kind] = (gsize) (++found - self->data);
    }
}

/* The section that comes after the last one, unless it is still to come under its own name. */
static int
guess_kind (Walk *self)
{
  int kind = self->last_kind + 1;

  return kind < MANI_N_KINDS && self->named[kind] < self->pos ? kind : NO_KIND;
}

static void
open_section (Walk *self, int kind)
{
  self->kind = kind;
  self->last_kind = kind;
}

static void
tell_junk (Walk *self)
{
  ManiPlace place;

  if (self->in_junk)
    return;
  self->in_junk = TRUE;
  place = place_of (self, self->pos);
  add_line (self->salvage,
            g_strdup_printf (_ ("%s:%u:%u: what stands here cannot be read, and is left out"),
                             self->salvage->name, place.line, place.column));
}

/* To the next line; when this one ends as the head of a section does, that is open now. */
static void
walk_junk_line (Walk *self)
{
  gsize end = end_of_line (self, self->pos);
  gsize last = end;

  tell_junk (self);
  while (last > self->pos && is_space (self->data[last - 1]))
    last--;
  if (last > self->pos && self->data[last - 1] == '[' && self->kind == NO_KIND)
    {
      int kind = guess_kind (self);

      if (kind != NO_KIND)
        open_section (self, kind);
    }
  self->pos = MIN (end + 1, self->n);
}

/* A member called @name that no part of the program knows, whose value begins at @value. */
static void
walk_unknown (Walk *self, const char *name, gsize value)
{
  ManiSalvage *salvage = self->salvage;
  int kind = self->kind == NO_KIND ? guess_kind (self) : NO_KIND;
  g_autoptr (ManiJsonReader) reader = NULL;
  gsize start = self->pos;
  gsize first = skip_space (self, MIN (value + 1, self->n));
  const char *raw;
  gsize n;

  /* The name of a section with a letter changed. */
  if (kind > MANI_KIND_PROJECT && first < self->n && self->data[value] == '[' &&
      self->data[first] == '{')
    {
      tell_junk (self);
      open_section (self, kind);
      self->pos = value + 1;
      return;
    }
  if (salvage->info == NULL && kind == MANI_KIND_PROJECT && value < self->n &&
      self->data[value] == '{')
    {
      tell_junk (self);
      self->last_kind = MANI_KIND_PROJECT;
      self->pos = value;
      walk_record (self, MANI_KIND_PROJECT);
      return;
    }

  reader = mani_json_reader_new (self->data + value, self->n - value, salvage->name, NULL);
  if (!mani_json_reader_skip (reader, &raw, &n, NULL) ||
      !g_utf8_validate (self->data + start, (gssize) (raw + n - self->data - start), NULL))
    {
      walk_junk_line (self);
      return;
    }
  if (strcmp (name, "manicule") != 0 && strcmp (name, "digest") != 0 &&
      g_hash_table_add (salvage->unknown_names, g_strdup (name)))
    {
      if (salvage->unknown->len > 0)
        g_string_append (salvage->unknown, ",\n");
      g_string_append_len (salvage->unknown, self->data + start,
                           (gssize) (raw + n - self->data - start));
    }
  self->pos = (gsize) (raw + n - self->data);
}

/* A string: the name of a member, or what is left of something. */
static void
walk_string (Walk *self)
{
  gsize start = self->pos;
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new_within (
      self->data + start, end_of_line (self, start) - start, 1, 1, self->salvage->name, NULL);
  g_autofree char *name = NULL;
  gsize n;
  gsize value;
  int kind;

  if (mani_json_reader_next (reader, NULL) != MANI_JSON_STRING)
    {
      walk_junk_line (self);
      return;
    }
  name = g_strdup (mani_json_reader_get_string (reader, NULL));
  mani_json_reader_get_raw (reader, &n);
  value = skip_space (self, start + n);
  if (value >= self->n || self->data[value] != ':')
    {
      walk_junk_line (self);
      return;
    }

  value = skip_space (self, value + 1);
  kind = find_kind (name);
  if (kind == NO_KIND)
    {
      walk_unknown (self, name, value);
      return;
    }

  self->in_junk = FALSE;
  self->pos = value;
  if (kind != MANI_KIND_PROJECT)
    {
      open_section (self, kind);
      if (value < self->n && self->data[value] == '[')
        self->pos++;
      return;
    }
  self->last_kind = kind;
  if (value < self->n && self->data[value] == '{')
    walk_record (self, kind);
}

static void
walk (Walk *self)
{
  gboolean is_open = FALSE;

  while ((self->pos = skip_space (self, self->pos)) < self->n)
    {
      char c = self->data[self->pos];

      if (c == '{' && self->kind == NO_KIND && self->last_kind <= MANI_KIND_PROJECT && !is_open)
        {
          is_open = TRUE;
          self->pos++;
        }
      else if (c == '{')
        {
          self->in_junk = FALSE;
          /* A record behind the end of a section: a bracket too many. */
          walk_record (self,
                       self->kind != NO_KIND ? self->kind : MAX (self->last_kind, MANI_KIND_LABEL));
        }
      else if (c == '"')
        {
          walk_string (self);
        }
      else if (c == ']')
        {
          self->kind = NO_KIND;
          self->pos++;
        }
      else if (c == ',' || c == '}')
        {
          self->pos++;
        }
      else
        {
          tell_junk (self);
          self->pos++;
        }
    }
}

ManiSalvage *
mani_salvage_new (const char *data, gsize n, const char *name)
{
  ManiSalvage *self = g_new0 (ManiSalvage, 1);
  Walk whole = {
    .salvage = self, .data = n > 0 ? data : "", .n = n, .kind = NO_KIND, .last_kind = -1
  };

  g_return_val_if_fail (data != NULL || n == 0, NULL);

  self->name = g_strdup (name);
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
  self->unknown = g_string_new (NULL);
  self->unknown_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->lines = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < MANI_N_KINDS; i++)
    self->ids[i] = g_hash_table_new (g_str_hash, g_str_equal);

  whole.place = (ManiPlace){ 1, 1 };
  find_names (&whole);
  walk (&whole);

  return self;
}

void
mani_salvage_free (ManiSalvage *self)
{
  for (guint i = 0; i < MANI_N_KINDS; i++)
    g_hash_table_unref (self->ids[i]);
  g_clear_object (&self->info);
  g_ptr_array_unref (self->records);
  g_string_free (self->unknown, TRUE);
  g_hash_table_unref (self->unknown_names);
  g_ptr_array_unref (self->lines);
  g_free (self->name);
  g_free (self);
}

guint
mani_salvage_get_n (ManiSalvage *self, ManiKind kind)
{
  return kind == MANI_KIND_PROJECT ? self->info != NULL : g_hash_table_size (self->ids[kind]);
}

const char *const *
mani_salvage_get_lines (ManiSalvage *self)
{
  guint n = self->lines->len;

  g_ptr_array_add (self->lines, NULL);
  g_ptr_array_set_size (self->lines, (int) n);

  return (const char *const *) self->lines->pdata;
}

const char *
mani_salvage_get_project_id (ManiSalvage *self)
{
  return self->info != NULL ? mani_record_get_id (MANI_RECORD (self->info)) : NULL;
}

/* Putting together */

static guint
add_missing (ManiSalvage *self, const ManiRecords *records)
{
  guint n = 0;

  for (guint i = 0; i < records->n; i++)
    {
      ManiRecord *record = records->records[i];

      if (add_id (self, mani_kind_of (record), record))
        {
          g_ptr_array_add (self->records, g_object_ref (record));
          n++;
        }
    }

  return n;
}

guint
mani_salvage_complete (ManiSalvage *self, ManiSnapshot *whole)
{
  static const ManiKind kinds[] = { MANI_KIND_LABEL, MANI_KIND_ENTITY, MANI_KIND_ARTICLE,
                                    MANI_KIND_RELATION };
  guint n_articles = mani_snapshot_get_records (whole, MANI_KIND_ARTICLE)->n;
  guint n = 0;

  if (self->info == NULL)
    self->info = g_object_ref (mani_snapshot_get_info (whole));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    n += add_missing (self, mani_snapshot_get_records (whole, kinds[i]));
  for (guint i = 0; i < n_articles; i++)
    n += add_missing (self, mani_snapshot_get_annotations (whole, i));
  for (guint i = 0; i < mani_snapshot_get_n_stray_groups (whole); i++)
    n += add_missing (self, mani_snapshot_get_stray_annotations (whole, i));

  return n;
}

/* @annotation and its article put in tune: a quotation that the text gives is not kept, and what
 * lies outside it waits without a place. */
static ManiRecord *
settle_annotation (ManiSalvage *self, ManiRecord *annotation, GHashTable *articles)
{
  const char *id = mani_annotation_get_article (MANI_ANNOTATION (annotation));
  ManiArticle *article = g_hash_table_lookup (articles, id);
  ManiReading reading = { .name = self->name, .articles = articles };
  g_autoptr (ManiRecordBuilder) builder = NULL;
  const ManiRange *ranges;
  ManiRecord *settled;
  guint n;

  ranges = mani_annotation_get_ranges (MANI_ANNOTATION (annotation), &n);
  if (article == NULL || n == 0)
    return annotation;

  builder = mani_record_builder_new_from (annotation);
  if (ranges[n - 1].end > mani_article_get_length (article))
    {
      mani_record_builder_set_ranges (builder, MANI_ANNOTATION_POSITION, ranges, n);
      mani_record_builder_clear (builder, MANI_ANNOTATION_RANGES);
    }
  else if (mani_record_has (annotation, MANI_ANNOTATION_QUOTE))
    {
      mani_reading_settle_quote (&reading, builder, (ManiPlace){ 0 });
    }
  else
    {
      return annotation;
    }

  settled = mani_record_builder_end (builder, NULL);
  if (settled == NULL)
    return annotation;
  g_object_unref (annotation);

  return settled;
}

static void
settle_annotations (ManiSalvage *self)
{
  g_autoptr (GHashTable) articles = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTable *ids = self->ids[MANI_KIND_ANNOTATION];

  for (guint i = 0; i < self->records->len; i++)
    if (MANI_IS_ARTICLE (self->records->pdata[i]))
      g_hash_table_insert (articles, (gpointer) mani_record_get_id (self->records->pdata[i]),
                           self->records->pdata[i]);

  /* The table borrows the ids of records that are about to go. */
  g_hash_table_remove_all (ids);
  for (guint i = 0; i < self->records->len; i++)
    if (MANI_IS_ANNOTATION (self->records->pdata[i]))
      {
        self->records->pdata[i] = settle_annotation (self, self->records->pdata[i], articles);
        g_hash_table_add (ids, (gpointer) mani_record_get_id (self->records->pdata[i]));
      }
}

ManiProject *
mani_salvage_make_project (ManiSalvage *self, GError **error)
{
  g_autoptr (ManiProjectInfo) info = NULL;
  g_autoptr (GError) local = NULL;
  ManiProject *project = NULL;

  if (self->info == NULL && self->records->len == 0)
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID,
                   _ ("%s: nothing of a project can be read in it"), self->name);
      return NULL;
    }

  settle_annotations (self);
  info = self->info != NULL ? g_object_ref (self->info) : mani_project_info_new (NULL);
  for (guint i = 0; i < MAX_MISFITS && project == NULL; i++)
    {
      guint failed = G_MAXUINT;

      g_clear_error (&local);
      project = mani_project_new_from_records (
          info, self->records, self->unknown->len > 0 ? self->unknown->str : NULL, &failed, &local);
      if (project != NULL || failed >= self->records->len)
        break;
      add_line (self,
                /* Translators: a file, then why something is left out */
                g_strdup_printf (_ ("%s: left out: %s"), self->name, local->message));
      g_hash_table_remove (self->ids[mani_kind_of (self->records->pdata[failed])],
                           mani_record_get_id (self->records->pdata[failed]));
      g_ptr_array_remove_index (self->records, failed);
    }
  if (project == NULL)
    g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID, "%s: %s", self->name,
                 local != NULL ? local->message : _ ("nothing of a project can be read in it"));

  return project;
}
