/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Gathers what a reader finds. */

#include "mani-import-private.h"

#include "mani-hash.h"

#include <string.h>

/* More lines than that help nobody. */
#define MAX_LINES 1000

static void
clear_annotation (gpointer data)
{
  ManiImportAnnotation *found = data;

  g_object_unref (found->annotation);
  for (guint i = 0; i < found->n_anchors; i++)
    {
      g_free (found->anchors[i].exact);
      g_free (found->anchors[i].prefix);
      g_free (found->anchors[i].suffix);
    }
  g_free (found->anchors);
}

ManiImport *
mani_import_new (void)
{
  ManiImport *self = g_new0 (ManiImport, 1);

  for (guint i = 0; i < MANI_N_KINDS; i++)
    {
      self->records[i] = g_ptr_array_new_with_free_func (g_object_unref);
      self->by_id[i] = g_hash_table_new (g_str_hash, g_str_equal);
      self->made[i] = g_hash_table_new (g_str_hash, g_str_equal);
      self->named[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    }
  self->annotations = g_array_new (FALSE, FALSE, sizeof (ManiImportAnnotation));
  g_array_set_clear_func (self->annotations, clear_annotation);
  self->lines = g_ptr_array_new_with_free_func (g_free);

  return self;
}

void
mani_import_free (ManiImport *self)
{
  for (guint i = 0; i < MANI_N_KINDS; i++)
    {
      g_hash_table_unref (self->named[i]);
      g_hash_table_unref (self->made[i]);
      g_hash_table_unref (self->by_id[i]);
      g_ptr_array_unref (self->records[i]);
    }
  g_array_unref (self->annotations);
  g_ptr_array_unref (self->lines);
  g_free (self->title);
  g_free (self->article);
  g_free (self);
}

void
mani_import_set_offsets (ManiImport *self, ManiOffsets offsets)
{
  self->offsets = offsets;
}

void
mani_import_set_told (ManiImport *self, ManiKind kind, guint64 fields)
{
  self->told[kind] = fields;
}

void
mani_import_set_title (ManiImport *self, const char *title)
{
  g_free (self->title);
  self->title = g_strdup (title);
}

void
mani_import_set_article (ManiImport *self, const char *id)
{
  g_free (self->article);
  self->article = g_strdup (id);
}

void
mani_import_add (ManiImport *self, gpointer record)
{
  ManiKind kind = mani_kind_of (record);
  const char *id = mani_record_get_id (record);

  g_return_if_fail (kind != MANI_KIND_ANNOTATION && kind != MANI_KIND_PROJECT);

  if (g_hash_table_contains (self->by_id[kind], id))
    return;
  g_ptr_array_add (self->records[kind], g_object_ref (record));
  g_hash_table_insert (self->by_id[kind], (gpointer) id, record);
}

gpointer
mani_import_lookup (ManiImport *self, ManiKind kind, const char *id)
{
  return g_hash_table_lookup (self->by_id[kind], id);
}

void
mani_import_add_annotation (ManiImport *self,
                            ManiAnnotation *annotation,
                            const ManiAnchor *anchors,
                            guint n_anchors,
                            gboolean has_id)
{
  ManiImportAnnotation found = { annotation, NULL, n_anchors, has_id };

  if (has_id && g_hash_table_contains (self->by_id[MANI_KIND_ANNOTATION],
                                       mani_record_get_id (MANI_RECORD (annotation))))
    return;

  g_object_ref (annotation);
  found.anchors = g_new0 (ManiImportAnchor, n_anchors);
  for (guint i = 0; i < n_anchors; i++)
    found.anchors[i] = (ManiImportAnchor){
      g_strdup (anchors[i].exact),
      g_strdup (anchors[i].prefix),
      g_strdup (anchors[i].suffix),
      anchors[i].has_position,
      anchors[i].start,
      anchors[i].end,
    };
  g_array_append_val (self->annotations, found);
  g_hash_table_insert (self->by_id[MANI_KIND_ANNOTATION],
                       (gpointer) mani_record_get_id (MANI_RECORD (annotation)), annotation);
}

/* Adds what @builder makes, under a made-up id; it is known as @name from now on. */
static const char *
add_made (ManiImport *self, ManiKind kind, const char *name, ManiRecordBuilder *builder)
{
  g_autoptr (ManiRecord) record = mani_record_builder_end (builder, NULL);
  const char *id;

  g_assert (record != NULL);
  mani_import_add (self, record);
  id = mani_record_get_id (record);
  g_hash_table_add (self->made[kind], (gpointer) id);
  g_hash_table_insert (self->named[kind], g_strdup (name), (gpointer) id);

  return id;
}

/* The record that the file itself brings under this name. */
static const char *
find_named (ManiImport *self, ManiKind kind, guint field, const char *name)
{
  for (guint i = 0; i < self->records[kind]->len; i++)
    {
      ManiRecord *record = self->records[kind]->pdata[i];

      if (g_strcmp0 (mani_record_get_string (record, field), name) == 0)
        {
          g_hash_table_insert (self->named[kind], g_strdup (name),
                               (gpointer) mani_record_get_id (record));
          return mani_record_get_id (record);
        }
    }

  return NULL;
}

const char *
mani_import_ensure_label (ManiImport *self, const char *name)
{
  const char *id = g_hash_table_lookup (self->named[MANI_KIND_LABEL], name);
  g_autoptr (ManiRecordBuilder) builder = NULL;

  g_return_val_if_fail (*name != '\0', NULL);

  if (id == NULL)
    id = find_named (self, MANI_KIND_LABEL, MANI_LABEL_NAME, name);
  if (id != NULL)
    return id;

  builder = mani_record_builder_new (&mani_label_record_type);
  mani_record_builder_set_string (builder, MANI_LABEL_NAME, name);

  return add_made (self, MANI_KIND_LABEL, name, builder);
}

const char *
mani_import_ensure_entity (ManiImport *self, const char *name, ManiEntityKind kind, const char *uri)
{
  g_autofree char *key =
      uri != NULL ? g_strdup (uri) : g_strdup_printf ("%s\n%s", mani_entity_kind_words[kind], name);
  const char *id = g_hash_table_lookup (self->named[MANI_KIND_ENTITY], key);
  const char *uris[] = { uri, NULL };
  g_autoptr (ManiRecordBuilder) builder = NULL;

  if (id != NULL)
    return id;

  builder = mani_record_builder_new (&mani_entity_record_type);
  mani_record_builder_set_string (builder, MANI_ENTITY_NAME, name != NULL && *name ? name : uri);
  mani_record_builder_set_word (builder, MANI_ENTITY_KIND, kind);
  mani_record_builder_set_strings (builder, MANI_ENTITY_SAME_AS, uris);

  return add_made (self, MANI_KIND_ENTITY, key, builder);
}

const char *
mani_import_ensure_article (ManiImport *self, const char *source, const char *title)
{
  g_autofree char *key = NULL;
  const char *id;
  g_autoptr (ManiRecordBuilder) builder = NULL;

  if (source == NULL && title == NULL)
    return "";

  key = g_strdup_printf ("%s\n%s", source != NULL ? source : "", title != NULL ? title : "");
  id = g_hash_table_lookup (self->named[MANI_KIND_ARTICLE], key);
  if (id != NULL)
    return id;

  builder = mani_record_builder_new (&mani_article_record_type);
  mani_record_builder_set_string (builder, MANI_ARTICLE_SOURCE, source);
  mani_record_builder_set_string (builder, MANI_ARTICLE_TITLE, title);

  return add_made (self, MANI_KIND_ARTICLE, key, builder);
}

char *
mani_import_make_id (const char *scope, const char *id)
{
  static const char digits[] = "abcdefghijklmnopqrstuvwxyz234567";
  g_autofree char *name = NULL;
  ManiHash hash;
  char made[17];

  if (scope == NULL && strlen (id) >= 16 && mani_record_is_id (id))
    return g_strdup (id);

  /* Five bits a character: hexadecimal digits are four, so 20 of them give 16. */
  name = g_strdup_printf ("%s\n%s", scope != NULL ? scope : "", id);
  mani_hash_bytes (name, strlen (name), hash);
  for (guint i = 0; i < 16; i++)
    {
      guint bits = 0;

      for (guint k = 0; k < 5; k++)
        {
          guint bit = i * 5 + k;

          bits = bits * 2 + ((g_ascii_xdigit_value (hash[bit / 4]) >> (3 - bit % 4)) & 1);
        }
      made[i] = digits[bits];
    }
  made[16] = '\0';

  return g_strdup (made);
}

void
mani_import_add_line (ManiImport *self, char *line)
{
  if (self->lines->len < MAX_LINES)
    g_ptr_array_add (self->lines, line);
  else
    g_free (line);
}

void
mani_import_skip (ManiImport *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  mani_import_add_line (self, g_strdup_vprintf (format, args));
  va_end (args);
}

guint
mani_import_get_count (ManiImport *self, ManiKind kind, ManiImportOutcome outcome)
{
  return self->counts[kind][outcome];
}

guint
mani_import_get_n_found (ManiImport *self, ManiKind kind)
{
  return kind == MANI_KIND_ANNOTATION ? self->annotations->len : self->records[kind]->len;
}

const char *const *
mani_import_get_lines (ManiImport *self)
{
  if (self->lines->len == 0 || self->lines->pdata[self->lines->len - 1] != NULL)
    g_ptr_array_add (self->lines, NULL);

  return (const char *const *) self->lines->pdata;
}
