/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A merge in three steps: each record on its own; then what the results break among each other is
 * put right until nothing is broken; then the edit. Where an article was to get another text and
 * something would now stand in the wrong place, it keeps its text and all is merged anew. */

#include "mani-merge.h"

#include "mani-codec.h"
#include "mani-merge-private.h"

#include <glib/gi18n.h>
#include <string.h>

static void
clear_entry (gpointer data)
{
  g_clear_object (&((ManiMergeEntry *) data)->result);
}

static void
free_conflict (gpointer data)
{
  ManiMergeConflict *conflict = data;

  g_clear_object (&conflict->base);
  g_clear_object (&conflict->ours);
  g_clear_object (&conflict->theirs);
  g_free (conflict->id);
  g_free (conflict);
}

void
mani_merge_add_conflict (ManiMerge *self, const ManiMergeEntry *entry, int field)
{
  const char *id = mani_record_get_id (entry->ours != NULL ? entry->ours : entry->theirs);
  ManiMergeConflict *conflict;

  if (!g_hash_table_add (self->listed, g_strdup_printf ("%d %s %d", entry->kind, id, field)))
    return;

  conflict = g_new0 (ManiMergeConflict, 1);
  conflict->kind = entry->kind;
  conflict->id = g_strdup (id);
  conflict->field = field;
  g_set_object (&conflict->base, entry->base);
  g_set_object (&conflict->ours, entry->ours);
  g_set_object (&conflict->theirs, entry->theirs);
  g_ptr_array_add (self->conflicts, conflict);
}

ManiMergeEntry *
mani_merge_find (ManiMerge *self, ManiKind kind, const char *id)
{
  guint number = id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id[kind], id)) : 0;

  return number > 0 ? &g_array_index (self->entries[kind], ManiMergeEntry, number - 1) : NULL;
}

/* The three sides */

typedef enum
{
  BASE,
  OURS,
  THEIRS,
} Side;

static void
enter (ManiMerge *self, Side side, ManiRecord *record)
{
  ManiKind kind = mani_kind_of (record);
  ManiMergeEntry *entry = mani_merge_find (self, kind, mani_record_get_id (record));

  if (entry == NULL)
    {
      GArray *entries = self->entries[kind];

      g_array_set_size (entries, entries->len + 1);
      entry = &g_array_index (entries, ManiMergeEntry, entries->len - 1);
      entry->kind = kind;
      g_hash_table_insert (self->by_id[kind], (gpointer) mani_record_get_id (record),
                           GUINT_TO_POINTER (entries->len));
    }
  if (side == BASE)
    entry->base = record;
  else if (side == OURS)
    entry->ours = record;
  else
    entry->theirs = record;
}

static void
enter_all (ManiMerge *self, Side side, const ManiRecords *records)
{
  for (guint i = 0; i < records->n; i++)
    {
      ManiRecord *record = records->records[i];

      /* What only the base has is gone on both sides. */
      if (side != BASE ||
          mani_merge_find (self, mani_kind_of (record), mani_record_get_id (record)))
        enter (self, side, record);
    }
}

static void
enter_snapshot (ManiMerge *self, Side side, ManiSnapshot *snapshot)
{
  static const ManiKind kinds[] = { MANI_KIND_LABEL, MANI_KIND_ENTITY, MANI_KIND_ARTICLE,
                                    MANI_KIND_RELATION };
  guint n_articles = mani_snapshot_get_records (snapshot, MANI_KIND_ARTICLE)->n;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    enter_all (self, side, mani_snapshot_get_records (snapshot, kinds[i]));
  for (guint i = 0; i < n_articles; i++)
    enter_all (self, side, mani_snapshot_get_annotations (snapshot, i));
  for (guint i = 0; i < mani_snapshot_get_n_stray_groups (snapshot); i++)
    enter_all (self, side, mani_snapshot_get_stray_annotations (snapshot, i));
}

/* A project's own record is the same record whatever its id; the id stays ours. */
static void
merge_info (ManiMerge *self, ManiSnapshot *base, ManiSnapshot *ours, ManiSnapshot *theirs)
{
  ManiMergeEntry entry = { MANI_KIND_PROJECT, MANI_RECORD (mani_snapshot_get_info (base)),
                           MANI_RECORD (mani_snapshot_get_info (ours)),
                           MANI_RECORD (mani_snapshot_get_info (theirs)) };

  entry.result = mani_merge_record (self, &entry, 1 << MANI_RECORD_ID);
  if (!mani_record_equal (entry.ours, entry.result))
    mani_edit_replace (self->edit, entry.ours, entry.result);
  g_object_unref (entry.result);
}

/* Each record on its own */

static gboolean
equal (ManiRecord *a, ManiRecord *b)
{
  return a == b || (a != NULL && b != NULL && mani_record_equal (a, b));
}

void
mani_merge_set_result (ManiMergeEntry *entry, ManiRecord *result)
{
  g_set_object (&entry->result, result);
}

/* Whether theirs gave the article another text. */
static gboolean
has_new_text (ManiMerge *self, const char *id)
{
  const ManiMergeEntry *article = mani_merge_find (self, MANI_KIND_ARTICLE, id);

  return article->base == NULL ||
         !mani_record_field_equal (article->base, article->theirs, MANI_ARTICLE_TEXT);
}

static void
merge_entry (ManiMerge *self, ManiMergeEntry *entry)
{
  guint64 keep = 0;
  const char *article = NULL;

  if (equal (entry->ours, entry->theirs) || equal (entry->base, entry->theirs))
    {
      mani_merge_set_result (entry, entry->ours);
      return;
    }

  /* Where it stands, said of another text, is no use. */
  if (entry->kind == MANI_KIND_ANNOTATION && entry->theirs != NULL)
    article = mani_record_get_string (entry->theirs, MANI_ANNOTATION_ARTICLE);
  if (article != NULL && g_hash_table_contains (self->foreign_texts, article))
    {
      guint64 unit = mani_merge_get_unit (MANI_KIND_ANNOTATION, MANI_ANNOTATION_RANGES);

      for (guint64 left = unit; left != 0; left &= left - 1)
        if (entry->base == NULL || entry->ours == NULL ||
            !mani_record_field_equal (entry->base, entry->theirs, __builtin_ctzll (left)))
          keep = unit;
    }

  if (equal (entry->base, entry->ours) && keep == 0)
    mani_merge_set_result (entry, entry->theirs);
  else if (entry->base == NULL || entry->ours == NULL || entry->theirs == NULL)
    {
      mani_merge_add_conflict (self, entry, MANI_MERGE_WHOLE_RECORD);
      mani_merge_set_result (entry, entry->ours);
    }
  else
    {
      g_autoptr (ManiRecord) merged = mani_merge_record (self, entry, keep);

      /* Otherwise the conflict is the text, and is listed with the article. */
      if (keep != 0 && !has_new_text (self, article))
        mani_merge_add_conflict (self, entry, MANI_ANNOTATION_RANGES);
      mani_merge_set_result (entry, equal (merged, entry->ours) ? entry->ours : merged);
    }
}

static void
merge_entries (ManiMerge *self, ManiKind kind)
{
  for (guint i = 0; i < self->entries[kind]->len; i++)
    merge_entry (self, &g_array_index (self->entries[kind], ManiMergeEntry, i));
}

static gboolean
has_text_of (ManiRecord *article, ManiRecord *other)
{
  return other != NULL && mani_record_field_equal (article, other, MANI_ARTICLE_TEXT);
}

/* Notes the articles whose text we changed: what theirs says of places in them is of no use. */
static void
note_foreign_texts (ManiMerge *self)
{
  GArray *articles = self->entries[MANI_KIND_ARTICLE];

  for (guint i = 0; i < articles->len; i++)
    {
      const ManiMergeEntry *article = &g_array_index (articles, ManiMergeEntry, i);

      if (article->ours != NULL && article->theirs != NULL &&
          !has_text_of (article->ours, article->theirs) &&
          !has_text_of (article->ours, article->base))
        g_hash_table_add (self->foreign_texts, (gpointer) mani_record_get_id (article->ours));
    }
}

/* Notes the articles that got their text from theirs, but hold something that stands where it stood
 * in ours. FALSE when there are none. */
static gboolean
note_misplaced (ManiMerge *self)
{
  guint64 unit = mani_merge_get_unit (MANI_KIND_ANNOTATION, MANI_ANNOTATION_RANGES);
  GArray *annotations = self->entries[MANI_KIND_ANNOTATION];
  guint n = g_hash_table_size (self->foreign_texts);

  for (guint i = 0; i < annotations->len; i++)
    {
      const ManiMergeEntry *entry = &g_array_index (annotations, ManiMergeEntry, i);
      const ManiMergeEntry *article;
      gboolean is_placed = entry->theirs != NULL;

      if (entry->result == NULL)
        continue;
      article = mani_merge_find (self, MANI_KIND_ARTICLE,
                                 mani_record_get_string (entry->result, MANI_ANNOTATION_ARTICLE));
      if (article == NULL || article->ours == NULL || article->result == NULL ||
          has_text_of (article->ours, article->result))
        continue;
      for (guint64 left = unit; left != 0 && is_placed; left &= left - 1)
        is_placed = mani_record_field_equal (entry->result, entry->theirs, __builtin_ctzll (left));
      if (!is_placed)
        g_hash_table_add (self->foreign_texts, (gpointer) mani_record_get_id (article->ours));
    }

  return g_hash_table_size (self->foreign_texts) > n;
}

static void
merge_articles (ManiMerge *self)
{
  GArray *articles = self->entries[MANI_KIND_ARTICLE];

  for (guint i = 0; i < articles->len; i++)
    {
      ManiMergeEntry *article = &g_array_index (articles, ManiMergeEntry, i);
      g_autoptr (ManiRecord) merged = NULL;

      if (article->base == NULL || article->ours == NULL || article->theirs == NULL ||
          !g_hash_table_contains (self->foreign_texts, mani_record_get_id (article->ours)))
        {
          merge_entry (self, article);
          continue;
        }
      merged = mani_merge_record (self, article,
                                  mani_merge_get_unit (MANI_KIND_ARTICLE, MANI_ARTICLE_TEXT));
      if (!mani_record_field_equal (article->base, article->theirs, MANI_ARTICLE_TEXT))
        mani_merge_add_conflict (self, article, MANI_ARTICLE_TEXT);
      mani_merge_set_result (article, equal (merged, article->ours) ? article->ours : merged);
    }
}

/* The edit */

/* Whether the article that @annotation stands in gets another text. */
static gboolean
gets_text (ManiMerge *self, ManiRecord *annotation)
{
  ManiMergeEntry *article = mani_merge_find (
      self, MANI_KIND_ARTICLE, mani_record_get_string (annotation, MANI_ANNOTATION_ARTICLE));

  return article != NULL && article->ours != NULL && article->result != NULL &&
         !mani_record_field_equal (article->ours, article->result, MANI_ARTICLE_TEXT);
}

static void
append_unordered (ManiMerge *self, ManiKind kind)
{
  for (guint i = 0; i < self->entries[kind]->len; i++)
    {
      ManiMergeEntry *entry = &g_array_index (self->entries[kind], ManiMergeEntry, i);

      if (entry->result != entry->ours)
        mani_edit_append (self->edit,
                          &(ManiChange){ entry->ours, entry->result, MANI_EDIT_KEEP_PLACE });
      else if (kind == MANI_KIND_ANNOTATION && entry->ours != NULL && gets_text (self, entry->ours))
        mani_edit_keep (self->edit, entry->ours);
    }
}

ManiMerge *
mani_merge_new (ManiSnapshot *base, ManiSnapshot *ours, ManiSnapshot *theirs)
{
  static const ManiKind ordered[] = { MANI_KIND_LABEL, MANI_KIND_ENTITY, MANI_KIND_ARTICLE };
  ManiMerge *self = g_new0 (ManiMerge, 1);

  self->edit = mani_edit_new (_ ("Merge Versions"));
  self->conflicts = g_ptr_array_new_with_free_func (free_conflict);
  self->listed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->foreign_texts = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < MANI_N_KINDS; i++)
    {
      self->entries[i] = g_array_new (FALSE, TRUE, sizeof (ManiMergeEntry));
      g_array_set_clear_func (self->entries[i], clear_entry);
      self->by_id[i] = g_hash_table_new (g_str_hash, g_str_equal);
      self->strangers[i] = g_hash_table_new (g_str_hash, g_str_equal);
    }
  enter_snapshot (self, OURS, ours);
  enter_snapshot (self, THEIRS, theirs);
  enter_snapshot (self, BASE, base);

  mani_merge_note_strangers (self);
  note_foreign_texts (self);
  do
    {
      g_ptr_array_set_size (self->conflicts, 0);
      g_hash_table_remove_all (self->listed);
      merge_entries (self, MANI_KIND_LABEL);
      merge_entries (self, MANI_KIND_ENTITY);
      merge_articles (self);
      merge_entries (self, MANI_KIND_ANNOTATION);
      merge_entries (self, MANI_KIND_RELATION);
      mani_merge_settle (self);
    }
  while (note_misplaced (self));

  merge_info (self, base, ours, theirs);
  for (guint i = 0; i < G_N_ELEMENTS (ordered); i++)
    mani_merge_order (self, ordered[i], mani_snapshot_get_records (base, ordered[i]),
                      mani_snapshot_get_records (ours, ordered[i]),
                      mani_snapshot_get_records (theirs, ordered[i]));
  append_unordered (self, MANI_KIND_ANNOTATION);
  append_unordered (self, MANI_KIND_RELATION);

  for (guint i = 0; i < MANI_N_KINDS; i++)
    {
      g_clear_pointer (&self->entries[i], g_array_unref);
      g_clear_pointer (&self->by_id[i], g_hash_table_unref);
      g_clear_pointer (&self->strangers[i], g_hash_table_unref);
    }
  g_clear_pointer (&self->foreign_texts, g_hash_table_unref);
  g_clear_pointer (&self->listed, g_hash_table_unref);

  return self;
}

void
mani_merge_free (ManiMerge *self)
{
  mani_edit_unref (self->edit);
  g_ptr_array_unref (self->conflicts);
  g_free (self);
}

ManiEdit *
mani_merge_get_edit (ManiMerge *self)
{
  return self->edit;
}

guint
mani_merge_get_n_conflicts (ManiMerge *self)
{
  return self->conflicts->len;
}

const ManiMergeConflict *
mani_merge_get_conflict (ManiMerge *self, guint i)
{
  return self->conflicts->pdata[i];
}

static char *
dup_value (ManiRecord *record, guint field)
{
  g_autofree char *text = record != NULL ? mani_codec_dup_field_text (record, field) : NULL;

  if (text == NULL || *text == '\0')
    return g_strdup (_ ("nothing"));
  if (g_utf8_strlen (text, -1) > 80)
    {
      g_autofree char *start = g_utf8_substring (text, 0, 79);

      return g_strdup_printf ("“%s…”", start);
    }

  return g_strdup_printf ("“%s”", text);
}

char *
mani_merge_conflict_dup_text (const ManiMergeConflict *conflict)
{
  const ManiRecordType *type = mani_kind_get_record_type (conflict->kind);
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;

  if (conflict->field == (int) type->n_fields)
    /* Translators: a kind of record (label, annotation), its id */
    return g_strdup_printf (_ ("%s “%s”: both changed members that are not known here"), type->name,
                            conflict->id);
  if (conflict->field == MANI_MERGE_WHOLE_RECORD)
    {
      if (conflict->ours == NULL)
        return g_strdup_printf (_ ("%s “%s”: we removed what they changed or use"), type->name,
                                conflict->id);
      if (conflict->theirs == NULL)
        return g_strdup_printf (_ ("%s “%s”: they removed what we changed or use"), type->name,
                                conflict->id);

      return g_strdup_printf (_ ("%s “%s”: both have it, and not the same"), type->name,
                              conflict->id);
    }

  ours = dup_value (conflict->ours, conflict->field);
  theirs = dup_value (conflict->theirs, conflict->field);

  /* Translators: a kind of record, its id, a member's name, two values in quotation marks */
  return g_strdup_printf (_ ("%s “%s”, %s: ours is %s, theirs %s"), type->name, conflict->id,
                          type->fields[conflict->field].name, ours, theirs);
}
