/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From what a reader has gathered to one edit of a project. */

#include "mani-import-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Fields that say where an annotation is or who wrote it down when, not what it says. */
#define NOT_CONTENT                                                       \
  ((1ull << MANI_ANNOTATION_ID) | (1ull << MANI_ANNOTATION_ARTICLE) |     \
   (1ull << MANI_ANNOTATION_RANGES) | (1ull << MANI_ANNOTATION_CREATED) | \
   (1ull << MANI_ANNOTATION_MODIFIED) | (1ull << MANI_ANNOTATION_ORIGIN))

gboolean
mani_import_is_compatible (ManiImport *self,
                           ManiRecord *record,
                           ManiRecord *existing,
                           guint64 skipped)
{
  const ManiRecordType *type = mani_record_get_record_type (record);
  guint64 told = self->told[mani_kind_of (record)];

  for (guint i = 0; i < type->n_fields; i++)
    {
      if ((skipped & (1ull << i)) != 0)
        continue;
      if (mani_record_has (record, i) || (told & (1ull << i)) != 0)
        if (!mani_record_field_equal (record, existing, i))
          return FALSE;
    }

  return TRUE;
}

/* @existing brought up to date with @record, which stands in the project's ids. */
static gpointer
merge (ManiImport *self, ManiRecord *existing, ManiRecord *record)
{
  const ManiRecordType *type = mani_record_get_record_type (record);
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (existing);
  guint64 told = self->told[mani_kind_of (record)];
  gpointer merged;

  for (guint i = 1; i < type->n_fields; i++)
    if (mani_record_has (record, i) || (told & (1ull << i)) != 0)
      mani_record_builder_copy (builder, record, i);
  if (mani_record_get_unknown (record) != NULL)
    mani_record_builder_set_unknown (builder, mani_record_get_unknown (record));
  merged = mani_record_builder_end (builder, NULL);

  return merged != NULL ? merged : g_object_ref (existing);
}

/* A reference of the file in the project's ids; one that leads nowhere falls away. */
static void
map_reference (ManiImportMaker *maker,
               ManiRecordBuilder *builder,
               guint field,
               ManiKind kind,
               const char *id)
{
  if (id != NULL)
    mani_record_builder_set_string (builder, field, mani_import_maker_map (maker, kind, id));
}

/* Annotations */

typedef struct
{
  ManiImportMaker *maker;
  GHashTable *units;  /* project article id -> ManiImportUnits */
  GHashTable *places; /* "article place" -> GPtrArray of the project's annotations there */
  GHashTable *known;  /* project article ids whose annotations are in places */
  GHashTable *taken;  /* annotations of the project that one of the file is already */
} AnnotationTaker;

static const char *
find_article (AnnotationTaker *self, const ManiImportAnnotation *found)
{
  return mani_import_maker_map (self->maker, MANI_KIND_ARTICLE,
                                mani_annotation_get_article (found->annotation));
}

static void
find_out_units (AnnotationTaker *self)
{
  ManiImport *import = self->maker->import;
  GHashTableIter iter;
  gpointer id;
  gpointer units;

  if (import->offsets != MANI_OFFSETS_UNKNOWN)
    return;

  for (guint i = 0; i < import->annotations->len; i++)
    {
      const ManiImportAnnotation *found =
          &g_array_index (import->annotations, ManiImportAnnotation, i);
      const char *article = find_article (self, found);

      if (article == NULL)
        continue;
      units = g_hash_table_lookup (self->units, article);
      if (units == NULL)
        {
          units = g_new0 (ManiImportUnits, 1);
          g_hash_table_insert (self->units, (gpointer) article, units);
        }
      mani_import_count_units (found, mani_import_maker_get_article (self->maker, article), units);
    }

  g_hash_table_iter_init (&iter, self->units);
  while (g_hash_table_iter_next (&iter, &id, &units))
    {
      ManiOffsets unit = mani_import_choose_unit (units);
      g_autofree char *title =
          mani_article_dup_title (mani_import_maker_get_article (self->maker, id));

      if (unit == MANI_OFFSETS_UTF16)
        mani_import_tell (import, _ ("“%s”: positions were found to count UTF-16 units"), title);
      else if (unit == MANI_OFFSETS_BYTES)
        mani_import_tell (import, _ ("“%s”: positions were found to count bytes"), title);
    }
}

static ManiOffsets
get_unit (AnnotationTaker *self, const char *article)
{
  const ManiImportUnits *units = g_hash_table_lookup (self->units, article);

  if (self->maker->import->offsets != MANI_OFFSETS_UNKNOWN)
    return self->maker->import->offsets;

  return units != NULL ? mani_import_choose_unit (units) : MANI_OFFSETS_CODE_POINTS;
}

static char *
make_place (ManiAnnotation *annotation)
{
  GString *place = g_string_new (mani_annotation_get_article (annotation));
  guint n;
  const ManiRange *ranges = mani_annotation_get_ranges (annotation, &n);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (place, " %u-%u", ranges[i].start, ranges[i].end);
  if (mani_annotation_is_orphan (annotation))
    g_string_append_printf (
        place, "\n%s", mani_record_get_string (MANI_RECORD (annotation), MANI_ANNOTATION_QUOTE));

  return g_string_free (place, FALSE);
}

static void
know_article (AnnotationTaker *self, const char *article)
{
  ManiTable *table;

  if (!g_hash_table_add (self->known, (gpointer) g_intern_string (article)))
    return;

  table = mani_project_get_annotations (self->maker->project, article);
  for (guint i = 0; i < mani_table_get_length (table); i++)
    {
      ManiAnnotation *annotation = mani_table_get (table, i);
      char *place = make_place (annotation);
      GPtrArray *there = g_hash_table_lookup (self->places, place);

      if (there == NULL)
        {
          there = g_ptr_array_new ();
          g_hash_table_insert (self->places, place, there);
        }
      else
        g_free (place);
      g_ptr_array_add (there, annotation);
    }
}

/* The annotation of the project that says the same at the same place and is not taken yet. */
static ManiRecord *
find_same (AnnotationTaker *self, ManiAnnotation *annotation)
{
  g_autofree char *place = make_place (annotation);
  GPtrArray *there;

  know_article (self, mani_annotation_get_article (annotation));
  there = g_hash_table_lookup (self->places, place);
  for (guint i = 0; there != NULL && i < there->len; i++)
    if (!g_hash_table_contains (self->taken, there->pdata[i]) &&
        mani_import_is_compatible (self->maker->import, MANI_RECORD (annotation), there->pdata[i],
                                   NOT_CONTENT))
      return there->pdata[i];

  return NULL;
}

static void
set_place (ManiRecordBuilder *builder, ManiRecord *from)
{
  static const guint fields[] = { MANI_ANNOTATION_ARTICLE, MANI_ANNOTATION_RANGES,
                                  MANI_ANNOTATION_QUOTE,   MANI_ANNOTATION_PREFIX,
                                  MANI_ANNOTATION_SUFFIX,  MANI_ANNOTATION_POSITION };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    mani_record_builder_copy (builder, from, fields[i]);
}

static gboolean
has_position (const ManiImportAnnotation *found)
{
  for (guint i = 0; i < found->n_anchors; i++)
    if (found->anchors[i].has_position)
      return TRUE;

  return FALSE;
}

/* @existing, which the file has as @id, brought up to date. */
static void
update_annotation (AnnotationTaker *self, const char *id, ManiRecord *existing, ManiRecord *placed)
{
  ManiImport *import = self->maker->import;
  ManiRecord *latest = mani_import_maker_get_latest (self->maker, existing);
  g_autoptr (ManiRecord) merged = merge (import, latest, placed);
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (merged);
  g_autoptr (ManiRecord) after = NULL;
  gboolean is_lost = mani_annotation_is_orphan (MANI_ANNOTATION (placed)) &&
                     mani_record_has (latest, MANI_ANNOTATION_RANGES);
  gboolean has_changed;

  set_place (builder, is_lost ? latest : placed);
  after = mani_record_builder_end (builder, NULL);
  g_hash_table_add (self->taken, existing);
  has_changed = mani_import_maker_replace (self->maker, existing, after);
  mani_import_maker_set (self->maker, MANI_KIND_ANNOTATION, id, mani_record_get_id (existing),
                         has_changed ? MANI_IMPORT_UPDATED : MANI_IMPORT_SAME);
  if (has_changed && mani_annotation_is_orphan (MANI_ANNOTATION (after)))
    import->counts[MANI_KIND_ANNOTATION][MANI_IMPORT_ORPHANED]++;
}

static void
add_annotation (AnnotationTaker *self, const char *id, ManiRecord *placed)
{
  ManiImport *import = self->maker->import;
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (placed);
  g_autoptr (ManiRecord) after = NULL;

  if ((import->told[MANI_KIND_ANNOTATION] & (1ull << MANI_ANNOTATION_ORIGIN)) == 0 &&
      !mani_record_has (placed, MANI_ANNOTATION_ORIGIN))
    mani_record_builder_set_word (builder, MANI_ANNOTATION_ORIGIN, MANI_ANNOTATION_BY_IMPORT);
  after = mani_record_builder_end (builder, NULL);
  mani_edit_add (self->maker->edit, after);
  mani_import_maker_set (self->maker, MANI_KIND_ANNOTATION, id, id, MANI_IMPORT_ADDED);
  if (mani_annotation_is_orphan (MANI_ANNOTATION (after)))
    import->counts[MANI_KIND_ANNOTATION][MANI_IMPORT_ORPHANED]++;
}

static void
take_annotation (AnnotationTaker *self, const ManiImportAnnotation *found)
{
  ManiImportMaker *maker = self->maker;
  ManiImport *import = maker->import;
  ManiRecord *record = MANI_RECORD (found->annotation);
  const char *id = mani_record_get_id (record);
  const char *article = find_article (self, found);
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (record);
  g_autoptr (ManiRecord) placed = NULL;
  g_autoptr (GError) error = NULL;
  ManiRecord *existing = NULL;

  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE, article);
  map_reference (maker, builder, MANI_ANNOTATION_LABEL, MANI_KIND_LABEL,
                 mani_annotation_get_label (found->annotation));
  map_reference (maker, builder, MANI_ANNOTATION_ENTITY, MANI_KIND_ENTITY,
                 mani_annotation_get_entity (found->annotation));
  mani_import_place (found, mani_import_maker_get_article (maker, article),
                     get_unit (self, article), builder);
  placed = mani_record_builder_end (builder, &error);
  if (placed == NULL)
    {
      mani_import_skip (import, _ ("An annotation is left out: %s"), error->message);
      return;
    }
  if (mani_annotation_is_orphan (MANI_ANNOTATION (placed)) &&
      !mani_record_has (placed, MANI_ANNOTATION_POSITION) && has_position (found))
    import->n_positions_lost++;

  if (found->has_id)
    existing = mani_project_lookup (maker->project, MANI_KIND_ANNOTATION, id);
  else
    existing = find_same (self, MANI_ANNOTATION (placed));

  if (existing != NULL)
    update_annotation (self, id, existing, placed);
  else
    add_annotation (self, id, placed);
}

void
mani_import_maker_take_annotations (ManiImportMaker *maker)
{
  AnnotationTaker self = { maker };
  GArray *annotations = maker->import->annotations;

  self.units = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self.places =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self.known = g_hash_table_new (g_str_hash, g_str_equal);
  self.taken = g_hash_table_new (NULL, NULL);

  find_out_units (&self);
  for (guint i = 0; i < annotations->len; i++)
    take_annotation (&self, &g_array_index (annotations, ManiImportAnnotation, i));

  g_hash_table_unref (self.units);
  g_hash_table_unref (self.places);
  g_hash_table_unref (self.known);
  g_hash_table_unref (self.taken);
}

/* Relations */

static char *
make_ends (ManiRelation *relation)
{
  return g_strdup_printf ("%s %s", mani_relation_get_from (relation),
                          mani_relation_get_to (relation));
}

void
mani_import_maker_take_relations (ManiImportMaker *maker)
{
  ManiTable *table = mani_project_get_table (maker->project, MANI_KIND_RELATION);
  GPtrArray *records = maker->import->records[MANI_KIND_RELATION];
  g_autoptr (GHashTable) by_ends = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; records->len > 0 && i < mani_table_get_length (table); i++)
    g_hash_table_insert (by_ends, make_ends (mani_table_get (table, i)), mani_table_get (table, i));

  for (guint i = 0; i < records->len; i++)
    {
      ManiRecord *record = records->pdata[i];
      ManiRelation *relation = MANI_RELATION (record);
      const char *id = mani_record_get_id (record);
      const char *from =
          mani_import_maker_map (maker, MANI_KIND_ANNOTATION, mani_relation_get_from (relation));
      const char *to =
          mani_import_maker_map (maker, MANI_KIND_ANNOTATION, mani_relation_get_to (relation));
      g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (record);
      g_autoptr (ManiRecord) mapped = NULL;
      g_autoptr (ManiRecord) after = NULL;
      g_autofree char *ends = NULL;
      ManiRecord *existing;

      if (from == NULL || to == NULL)
        {
          mani_import_skip (maker->import,
                            _ ("A relation is left out, since one of its ends is not there"));
          continue;
        }
      mani_record_builder_set_string (builder, MANI_RELATION_FROM, from);
      mani_record_builder_set_string (builder, MANI_RELATION_TO, to);
      map_reference (maker, builder, MANI_RELATION_LABEL, MANI_KIND_LABEL,
                     mani_relation_get_label (relation));
      mapped = mani_record_builder_end (builder, NULL);

      ends = make_ends (MANI_RELATION (mapped));
      existing = mani_project_lookup (maker->project, MANI_KIND_RELATION, id);
      if (existing == NULL)
        {
          existing = g_hash_table_lookup (by_ends, ends);
          if (existing != NULL && !mani_import_is_compatible (maker->import, mapped, existing,
                                                              1ull << MANI_RELATION_ID))
            existing = NULL;
        }
      if (existing == NULL)
        {
          mani_edit_add (maker->edit, mapped);
          mani_import_maker_set (maker, MANI_KIND_RELATION, id, id, MANI_IMPORT_ADDED);
          continue;
        }
      after = merge (maker->import, mani_import_maker_get_latest (maker, existing), mapped);
      mani_import_maker_set (maker, MANI_KIND_RELATION, id, mani_record_get_id (existing),
                             mani_import_maker_replace (maker, existing, after)
                                 ? MANI_IMPORT_UPDATED
                                 : MANI_IMPORT_SAME);
    }
}

/* The whole */

static void
take_title (ManiImportMaker *maker)
{
  ManiProjectInfo *info = mani_project_get_info (maker->project);
  g_autoptr (ManiRecordBuilder) builder = NULL;
  g_autoptr (ManiRecord) after = NULL;

  if (maker->import->title == NULL || mani_project_info_get_title (info) != NULL)
    return;
  builder = mani_record_builder_new_from (MANI_RECORD (info));
  mani_record_builder_set_string (builder, MANI_PROJECT_TITLE, maker->import->title);
  after = mani_record_builder_end (builder, NULL);
  if (after != NULL)
    mani_edit_replace (maker->edit, info, after);
}

ManiEdit *
mani_import_make_edit (ManiImport *self, ManiProject *project, GError **error)
{
  g_autofree char *name = NULL;
  ManiImportMaker maker = { self, project };
  guint n = self->annotations->len;

  g_return_val_if_fail (MANI_IS_PROJECT (project), NULL);

  name = g_strdup_printf (
      /* Translators: the name of a step that can be undone */
      ngettext ("Import %u Annotation", "Import %u Annotations", n), n);
  maker.edit = mani_edit_new (name);
  maker.added = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  maker.latest = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  for (guint i = 0; i < MANI_N_KINDS; i++)
    maker.ids[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  take_title (&maker);
  mani_import_maker_take_labels (&maker);
  mani_import_maker_take_entities (&maker);
  mani_import_maker_take_articles (&maker);
  mani_import_maker_take_annotations (&maker);
  mani_import_maker_take_relations (&maker);

  for (guint i = 0; i < MANI_N_KINDS; i++)
    g_hash_table_unref (maker.ids[i]);
  g_hash_table_unref (maker.added);
  g_hash_table_unref (maker.latest);
  if (self->n_positions_lost > 0)
    mani_import_skip (self,
                      ngettext ("The position of %u annotation is left out, since it does not "
                                "count characters, or not of all its parts",
                                "The positions of %u annotations are left out, since they do not "
                                "count characters, or not of all their parts",
                                self->n_positions_lost),
                      self->n_positions_lost);

  return maker.edit;
}
