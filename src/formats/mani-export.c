/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The part of a snapshot that is to be written, gathered once. */

#include "mani-export.h"

#include "mani-breaks.h"

#include <stdio.h>
#include <string.h>

typedef struct
{
  ManiArticle *article;
  ManiAnnotation **annotations;
  guint n_annotations;
  gboolean is_copy; /* else they are the snapshot's own array */
} Part;

struct _ManiExport
{
  ManiSnapshot *snapshot;
  gboolean in_folder;
  GArray *parts;
  GPtrArray *relations;
  GPtrArray *labels;
  GPtrArray *entities;
  GHashTable *articles;    /* id -> article */
  GHashTable *annotations; /* id -> annotation */
  GHashTable *label_uses;  /* id -> count */
  GHashTable *entity_uses;
  GHashTable *labels_by_id;
  GHashTable *entities_by_id;
  guint n_annotations;
  guint n_strays;
  guint8 namespace[16];
};

static void
clear_part (gpointer data)
{
  Part *part = data;

  if (part->is_copy)
    g_free (part->annotations);
}

static GHashTable *
make_set (const char *const *ids)
{
  GHashTable *set;

  if (ids == NULL)
    return NULL;

  set = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (set, (gpointer) ids[i]);

  return set;
}

/* Adds the labels that stand below those of the set. */
static void
add_labels_below (GHashTable *set, const ManiRecords *labels)
{
  gboolean has_grown = set != NULL;

  while (has_grown)
    {
      has_grown = FALSE;
      for (guint i = 0; i < labels->n; i++)
        {
          const char *parent = mani_label_get_parent (MANI_LABEL (labels->records[i]));

          if (parent != NULL && g_hash_table_contains (set, parent) &&
              g_hash_table_add (set, (gpointer) mani_record_get_id (labels->records[i])))
            has_grown = TRUE;
        }
    }
}

static void
count_use (GHashTable *uses, const char *id)
{
  guint n;

  if (id == NULL)
    return;

  n = GPOINTER_TO_UINT (g_hash_table_lookup (uses, id));
  g_hash_table_insert (uses, (gpointer) id, GUINT_TO_POINTER (n + 1));
}

static void
gather_annotations (ManiExport *self,
                    GHashTable *articles,
                    GHashTable *labels,
                    GHashTable *annotations)
{
  const ManiRecords *all = mani_snapshot_get_records (self->snapshot, MANI_KIND_ARTICLE);

  for (guint i = 0; i < all->n; i++)
    {
      const ManiRecords *records = mani_snapshot_get_annotations (self->snapshot, i);
      Part part = { MANI_ARTICLE (all->records[i]), (ManiAnnotation **) records->records,
                    records->n };

      if (articles != NULL &&
          !g_hash_table_contains (articles, mani_record_get_id (all->records[i])))
        continue;
      if (labels != NULL || annotations != NULL)
        {
          part.annotations = g_new (ManiAnnotation *, MAX (records->n, 1));
          part.n_annotations = 0;
          part.is_copy = TRUE;
          for (guint k = 0; k < records->n; k++)
            {
              ManiAnnotation *annotation = MANI_ANNOTATION (records->records[k]);
              const char *label = mani_annotation_get_label (annotation);

              if (labels != NULL && (label == NULL || !g_hash_table_contains (labels, label)))
                continue;
              if (annotations != NULL &&
                  !g_hash_table_contains (annotations, mani_record_get_id (records->records[k])))
                continue;
              part.annotations[part.n_annotations++] = annotation;
            }
        }
      g_array_append_val (self->parts, part);
      g_hash_table_insert (self->articles, (gpointer) mani_record_get_id (all->records[i]),
                           part.article);
      self->n_annotations += part.n_annotations;

      for (guint k = 0; k < part.n_annotations; k++)
        {
          ManiAnnotation *annotation = part.annotations[k];

          g_hash_table_insert (self->annotations,
                               (gpointer) mani_record_get_id (MANI_RECORD (annotation)),
                               annotation);
          count_use (self->label_uses, mani_annotation_get_label (annotation));
          count_use (self->entity_uses, mani_annotation_get_entity (annotation));
        }
    }
}

static void
gather_relations (ManiExport *self)
{
  const ManiRecords *all = mani_snapshot_get_records (self->snapshot, MANI_KIND_RELATION);

  for (guint i = 0; i < all->n; i++)
    {
      ManiRelation *relation = MANI_RELATION (all->records[i]);

      if (!g_hash_table_contains (self->annotations, mani_relation_get_from (relation)) ||
          !g_hash_table_contains (self->annotations, mani_relation_get_to (relation)))
        continue;
      g_ptr_array_add (self->relations, relation);
      count_use (self->label_uses, mani_relation_get_label (relation));
    }
}

/* @chosen: ids, or NULL for all records; all that is in use counts as chosen. */
static void
gather_named (ManiExport *self,
              ManiKind kind,
              GHashTable *chosen,
              GHashTable *uses,
              GPtrArray *records,
              GHashTable *by_id)
{
  const ManiRecords *all = mani_snapshot_get_records (self->snapshot, kind);
  g_autoptr (GHashTable) wanted = NULL;

  if (chosen != NULL)
    {
      GHashTableIter iter;
      gpointer id;

      wanted = g_hash_table_new (g_str_hash, g_str_equal);
      g_hash_table_iter_init (&iter, chosen);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        g_hash_table_add (wanted, id);
      g_hash_table_iter_init (&iter, uses);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        g_hash_table_add (wanted, id);
      for (guint i = 0; kind == MANI_KIND_LABEL && i < all->n; i++)
        {
          ManiLabel *label = MANI_LABEL (all->records[i]);

          if (!g_hash_table_contains (wanted, mani_record_get_id (MANI_RECORD (label))))
            continue;
          for (guint depth = 0; label != NULL && depth < 1000; depth++)
            {
              g_hash_table_add (wanted, (gpointer) mani_record_get_id (MANI_RECORD (label)));
              label = mani_snapshot_lookup (self->snapshot, MANI_KIND_LABEL,
                                            mani_label_get_parent (label));
            }
        }
    }

  for (guint i = 0; i < all->n; i++)
    {
      const char *id = mani_record_get_id (all->records[i]);

      if (wanted != NULL && !g_hash_table_contains (wanted, id))
        continue;
      g_ptr_array_add (records, all->records[i]);
      g_hash_table_insert (by_id, (gpointer) id, all->records[i]);
    }
}

/* Version 5 of RFC 4122: the first 16 bytes of a SHA-1 over a namespace and a name. */
static void
make_uuid (const guint8 namespace[16], const char *name, guint8 uuid[16])
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize n = sizeof digest;

  g_checksum_update (checksum, namespace, 16);
  g_checksum_update (checksum, (const guchar *) name, -1);
  g_checksum_get_digest (checksum, digest, &n);
  memcpy (uuid, digest, 16);
  uuid[6] = (uuid[6] & 0x0f) | 0x50;
  uuid[8] = (uuid[8] & 0x3f) | 0x80;
}

ManiExport *
mani_export_new (ManiSnapshot *snapshot, const ManiExportScope *scope)
{
  static const ManiExportScope everything = { 0 };
  /* The namespace for URLs of RFC 4122, appendix C. */
  static const guint8 urls[16] = { 0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1,
                                   0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8 };
  ManiExport *self = g_new0 (ManiExport, 1);
  g_autoptr (GHashTable) articles = NULL;
  g_autoptr (GHashTable) labels = NULL;
  g_autoptr (GHashTable) annotations = NULL;
  g_autoptr (GHashTable) none = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *project = NULL;
  gboolean has_choice;

  if (scope == NULL)
    scope = &everything;
  articles = make_set (scope->articles);
  labels = make_set (scope->labels);
  annotations = make_set (scope->annotations);
  has_choice = articles != NULL || labels != NULL || annotations != NULL;
  add_labels_below (labels, mani_snapshot_get_records (snapshot, MANI_KIND_LABEL));

  self->snapshot = mani_snapshot_ref (snapshot);
  self->in_folder = scope->in_folder;
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (self->parts, clear_part);
  self->relations = g_ptr_array_new ();
  self->labels = g_ptr_array_new ();
  self->entities = g_ptr_array_new ();
  self->articles = g_hash_table_new (g_str_hash, g_str_equal);
  self->annotations = g_hash_table_new (g_str_hash, g_str_equal);
  self->label_uses = g_hash_table_new (g_str_hash, g_str_equal);
  self->entity_uses = g_hash_table_new (g_str_hash, g_str_equal);
  self->labels_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->entities_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  project = g_strconcat (
      "urn:manicule:", mani_record_get_id (MANI_RECORD (mani_snapshot_get_info (snapshot))), NULL);
  make_uuid (urls, project, self->namespace);

  gather_annotations (self, articles, labels, annotations);
  gather_relations (self);
  gather_named (self, MANI_KIND_LABEL, labels, self->label_uses, self->labels, self->labels_by_id);
  gather_named (self, MANI_KIND_ENTITY, has_choice ? none : NULL, self->entity_uses, self->entities,
                self->entities_by_id);
  for (guint i = 0; !has_choice && i < mani_snapshot_get_n_stray_groups (snapshot); i++)
    self->n_strays += mani_snapshot_get_stray_annotations (snapshot, i)->n;

  return self;
}

void
mani_export_free (ManiExport *self)
{
  g_array_unref (self->parts);
  g_ptr_array_unref (self->relations);
  g_ptr_array_unref (self->labels);
  g_ptr_array_unref (self->entities);
  g_hash_table_unref (self->articles);
  g_hash_table_unref (self->annotations);
  g_hash_table_unref (self->label_uses);
  g_hash_table_unref (self->entity_uses);
  g_hash_table_unref (self->labels_by_id);
  g_hash_table_unref (self->entities_by_id);
  mani_snapshot_unref (self->snapshot);
  g_free (self);
}

ManiProjectInfo *
mani_export_get_info (const ManiExport *self)
{
  return mani_snapshot_get_info (self->snapshot);
}

gboolean
mani_export_is_in_folder (const ManiExport *self)
{
  return self->in_folder;
}

guint
mani_export_get_n_articles (const ManiExport *self)
{
  return self->parts->len;
}

ManiArticle *
mani_export_get_article (const ManiExport *self, guint i)
{
  return g_array_index (self->parts, Part, i).article;
}

ManiAnnotation *const *
mani_export_get_annotations (const ManiExport *self, guint i, guint *n)
{
  *n = g_array_index (self->parts, Part, i).n_annotations;
  return g_array_index (self->parts, Part, i).annotations;
}

guint
mani_export_get_n_annotations (const ManiExport *self)
{
  return self->n_annotations;
}

ManiRelation *const *
mani_export_get_relations (const ManiExport *self, guint *n)
{
  *n = self->relations->len;
  return (ManiRelation *const *) self->relations->pdata;
}

ManiLabel *const *
mani_export_get_labels (const ManiExport *self, guint *n)
{
  *n = self->labels->len;
  return (ManiLabel *const *) self->labels->pdata;
}

ManiEntity *const *
mani_export_get_entities (const ManiExport *self, guint *n)
{
  *n = self->entities->len;
  return (ManiEntity *const *) self->entities->pdata;
}

ManiLabel *
mani_export_find_label (const ManiExport *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->labels_by_id, id) : NULL;
}

ManiEntity *
mani_export_find_entity (const ManiExport *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->entities_by_id, id) : NULL;
}

ManiArticle *
mani_export_find_article (const ManiExport *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->articles, id) : NULL;
}

ManiAnnotation *
mani_export_find_annotation (const ManiExport *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->annotations, id) : NULL;
}

guint
mani_export_count_label (const ManiExport *self, const char *id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->label_uses, id));
}

guint
mani_export_count_entity (const ManiExport *self, const char *id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->entity_uses, id));
}

const char **
mani_export_list_label_parents (const ManiExport *self, ManiLabel *label)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_ptr_array_add (names, NULL);
  while (names->len < 100 &&
         (label = mani_export_find_label (self, mani_label_get_parent (label))) != NULL)
    g_ptr_array_insert (names, 0, (gpointer) mani_label_get_name (label));

  return (const char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

guint
mani_export_get_n_strays (const ManiExport *self)
{
  return self->n_strays;
}

void
mani_export_get_urn (const ManiExport *self, const char *id, ManiUrn urn)
{
  guint8 uuid[16];

  make_uuid (self->namespace, id != NULL ? id : "", uuid);
  g_snprintf (urn, MANI_URN_SIZE,
              "urn:uuid:%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
              uuid[0], uuid[1], uuid[2], uuid[3], uuid[4], uuid[5], uuid[6], uuid[7], uuid[8],
              uuid[9], uuid[10], uuid[11], uuid[12], uuid[13], uuid[14], uuid[15]);
}

/* Whether a text can be cut here; looks closer only where something might combine. */
static gboolean
is_cut (ManiArticle *article, guint offset)
{
  const ManiOffsetMap *map = mani_article_get_offset_map (article);
  const char *text = mani_article_get_text (article);
  const char *at = text + mani_offset_map_char_to_byte (map, offset);

  if (at == text || *at == '\0' || g_utf8_get_char (at) < 0x300)
    return TRUE;

  return mani_breaks_is_grapheme_boundary (text, map, offset);
}

char *
mani_export_dup_prefix (ManiArticle *article, guint start, guint n)
{
  guint from = start > n ? start - n : 0;

  while (from < start && !is_cut (article, from))
    from++;

  return mani_article_dup_slice (article, from, start);
}

char *
mani_export_dup_suffix (ManiArticle *article, guint end, guint n)
{
  guint length = mani_article_get_length (article);
  guint to = length - end > n ? end + n : length;

  while (to > end && !is_cut (article, to))
    to--;

  return mani_article_dup_slice (article, end, to);
}
