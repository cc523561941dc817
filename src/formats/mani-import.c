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

/* What makes a record that has no id the same as another one. */
static char *
make_key (ManiRecord *record)
{
  const char *const *uris;

  switch (mani_kind_of (record))
    {
    case MANI_KIND_LABEL:
      return g_strdup_printf ("%s\n%s", mani_label_get_name (MANI_LABEL (record)),
                              mani_record_get_string (record, MANI_LABEL_PARENT)
                                  ? mani_record_get_string (record, MANI_LABEL_PARENT)
                                  : "");

    case MANI_KIND_ENTITY:
      uris = mani_entity_get_same_as (MANI_ENTITY (record));
      if (uris[0] != NULL)
        return g_strdup (uris[0]);
      return g_strdup_printf ("%u\n%s", mani_entity_get_kind (MANI_ENTITY (record)),
                              mani_entity_get_name (MANI_ENTITY (record)));

    case MANI_KIND_ARTICLE:
      {
        const char *sha256 = mani_article_get_sha256 (MANI_ARTICLE (record));
        const char *source = mani_record_get_string (record, MANI_ARTICLE_SOURCE);
        const char *title = mani_record_get_string (record, MANI_ARTICLE_TITLE);

        return g_strdup_printf ("%s\n%s\n%s", sha256 != NULL ? sha256 : "",
                                source != NULL ? source : "", title != NULL ? title : "");
      }

    default:
      g_assert_not_reached ();
    }
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
  /* What is only named later is this one. */
  if (kind != MANI_KIND_RELATION)
    {
      char *key = make_key (record);

      if (g_hash_table_contains (self->named[kind], key))
        g_free (key);
      else
        g_hash_table_insert (self->named[kind], key, (gpointer) id);
    }
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

/* The id of what was added first of what is the same as @record. */
static const char *
ensure (ManiImport *self, ManiRecord *record)
{
  g_autofree char *key = make_key (record);
  ManiKind kind = mani_kind_of (record);
  const char *id = g_hash_table_lookup (self->named[kind], key);

  if (id != NULL)
    return id;

  mani_import_add (self, record);
  id = mani_record_get_id (record);
  g_hash_table_add (self->made[kind], (gpointer) id);

  return id;
}

const char *
mani_import_ensure (ManiImport *self, ManiRecordBuilder *builder)
{
  return mani_import_take (self, builder, NULL, NULL);
}

const char *
mani_import_take (ManiImport *self, ManiRecordBuilder *builder, const char *id, GError **error)
{
  g_autoptr (ManiRecord) record = NULL;

  if (id != NULL)
    mani_record_builder_set_string (builder, MANI_RECORD_ID, id);
  record = mani_record_builder_end (builder, error);
  if (record == NULL)
    return NULL;
  if (id == NULL)
    return ensure (self, record);

  mani_import_add (self, record);
  return g_intern_string (id);
}

const char *
mani_import_ensure_label (ManiImport *self, const char *name)
{
  const char *names[] = { name, NULL };

  return mani_import_ensure_label_path (self, names);
}

const char *
mani_import_ensure_label_path (ManiImport *self, const char *const *names)
{
  const char *id = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_label_record_type);

      mani_record_builder_set_string (builder, MANI_LABEL_NAME, names[i]);
      mani_record_builder_set_string (builder, MANI_LABEL_PARENT, id);
      id = mani_import_ensure (self, builder);
    }

  return id;
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

static void
add_line (ManiImport *self, const char *format, va_list args)
{
  if (self->lines->len < MAX_LINES)
    g_ptr_array_add (self->lines, g_strdup_vprintf (format, args));
}

void
mani_import_skip (ManiImport *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  add_line (self, format, args);
  va_end (args);
  self->n_skipped++;
}

void
mani_import_tell (ManiImport *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  add_line (self, format, args);
  va_end (args);
}

guint
mani_import_get_n_skipped (ManiImport *self)
{
  return self->n_skipped;
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
