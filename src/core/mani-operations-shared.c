/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What all operations share. */

#include "mani-operations-private.h"

#include "mani-breaks.h"

#include <string.h>

/* Characters of a passage in an edit's name. */
#define MAX_WORDS 40

ManiEdit *
mani_operation_named (ManiEdit *edit, char *name)
{
  mani_edit_set_name (edit, name);
  g_free (name);

  return edit;
}

gint64
mani_operation_time (gint64 now)
{
  return now != 0 ? now : g_get_real_time () / G_USEC_PER_SEC * G_USEC_PER_SEC;
}

char *
mani_operation_dup_words (const char *text)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (ManiOffsetMap) map = NULL;
  guint n = 0;

  /* Some more than are shown, to see where a character ends that is made of several. */
  for (const char *p = text; *p != '\0' && n < 2 * MAX_WORDS; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          if (words->len == 0 || words->str[words->len - 1] == ' ')
            continue;
          c = ' ';
        }
      g_string_append_unichar (words, c);
      n++;
    }
  g_strchomp (words->str);
  words->len = strlen (words->str);

  map = mani_offset_map_new (words->str, words->len);
  if (mani_offset_map_get_n_chars (map) > MAX_WORDS)
    {
      guint cut = mani_breaks_previous (words->str, map, MANI_BREAK_GRAPHEME, MAX_WORDS);

      words->str[mani_offset_map_char_to_byte (map, cut)] = '\0';
      return g_strconcat (g_strchomp (words->str), "…", NULL);
    }

  return g_strdup (words->str);
}

char *
mani_operation_dup_quote (ManiProject *project, ManiAnnotation *annotation)
{
  ManiArticle *article =
      mani_project_lookup (project, MANI_KIND_ARTICLE, mani_annotation_get_article (annotation));
  const char *own = mani_record_get_string (MANI_RECORD (annotation), MANI_ANNOTATION_QUOTE);
  g_autofree char *words = NULL;
  guint n;
  const ManiRange *ranges = mani_annotation_get_ranges (annotation, &n);

  if (own != NULL)
    return mani_operation_dup_words (own);
  if (article == NULL)
    return g_strdup (mani_annotation_get_article (annotation));
  if (n == 0)
    words = mani_article_dup_title (article);
  else
    {
      g_autoptr (GString) pieces = g_string_new (NULL);
      guint length = mani_article_get_length (article);

      /* A passage may be a whole book: no more than the name needs, white space reckoned in. */
      for (guint i = 0; i < n && pieces->len < 8 * MAX_WORDS && ranges[i].end <= length; i++)
        {
          guint end = MIN (ranges[i].end, ranges[i].start + 8 * MAX_WORDS);
          g_autofree char *piece = mani_article_dup_slice (article, ranges[i].start, end);

          g_string_append (pieces, i > 0 ? " … " : "");
          g_string_append (pieces, piece);
        }
      words = g_string_free (g_steal_pointer (&pieces), FALSE);
    }

  return mani_operation_dup_words (words);
}

const char *
mani_operation_get_label_name (ManiProject *project, const char *id)
{
  ManiLabel *label = mani_project_lookup (project, MANI_KIND_LABEL, id);

  if (label != NULL)
    return mani_label_get_name (label);

  return id != NULL ? id : "";
}

void
mani_operation_each_annotation (ManiProject *project, ManiAnnotationFunc func, gpointer data)
{
  g_autoptr (ManiSnapshot) snapshot = mani_project_snapshot (project);
  guint n_articles = mani_snapshot_get_records (snapshot, MANI_KIND_ARTICLE)->n;
  guint n_groups = n_articles + mani_snapshot_get_n_stray_groups (snapshot);

  for (guint i = 0; i < n_groups; i++)
    {
      const ManiRecords *group =
          i < n_articles ? mani_snapshot_get_annotations (snapshot, i)
                         : mani_snapshot_get_stray_annotations (snapshot, i - n_articles);

      for (guint j = 0; j < group->n; j++)
        func (MANI_ANNOTATION (group->records[j]), data);
    }
}

char *
mani_operation_dup_only_quote (ManiProject *project, GPtrArray *annotations)
{
  return annotations->len == 1 ? mani_operation_dup_quote (project, annotations->pdata[0]) : NULL;
}

void
mani_operation_append_change (ManiEdit *edit, gpointer before, gpointer after)
{
  if (!mani_record_equal (before, after))
    mani_edit_replace (edit, before, after);
}

void
mani_operation_change_all (ManiEdit *edit,
                           GPtrArray *annotations,
                           ManiChangeFunc change,
                           gconstpointer value,
                           gint64 now)
{
  now = mani_operation_time (now);
  for (guint i = 0; i < annotations->len; i++)
    {
      ManiRecord *before = annotations->pdata[i];
      g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (before);
      g_autoptr (ManiRecord) same = NULL;
      g_autoptr (ManiRecord) after = NULL;

      change (builder, before, value);
      same = mani_record_builder_end (builder, NULL);
      if (mani_record_equal (before, same))
        continue;
      g_clear_pointer (&builder, mani_record_builder_free);
      builder = mani_record_builder_new_from (same);
      mani_record_builder_set_time (builder, MANI_ANNOTATION_MODIFIED, now);
      after = mani_record_builder_end (builder, NULL);
      mani_edit_replace (edit, before, after);
    }
}

/* Replaces one reference by another wherever it stands in a field. */
typedef struct
{
  ManiEdit *edit;
  guint field;
  const char *from;
  const char *to; /* or NULL */
} Redirection;

static void
redirect (ManiAnnotation *annotation, gpointer data)
{
  const Redirection *redirection = data;
  ManiRecord *record = MANI_RECORD (annotation);
  g_autoptr (ManiRecordBuilder) builder = NULL;
  g_autoptr (ManiRecord) after = NULL;

  if (g_strcmp0 (mani_record_get_string (record, redirection->field), redirection->from) != 0)
    return;
  builder = mani_record_builder_new_from (record);
  mani_record_builder_set_string (builder, redirection->field, redirection->to);
  after = mani_record_builder_end (builder, NULL);
  mani_edit_replace (redirection->edit, record, after);
}

void
mani_operation_append_redirection (ManiProject *project,
                                   ManiEdit *edit,
                                   guint field,
                                   const char *from,
                                   const char *to)
{
  Redirection redirection = { edit, field, from, to };
  ManiKind kind;

  mani_kind_get_reference (MANI_KIND_ANNOTATION, field, &kind);
  if (mani_project_count_uses_by (project, kind, from, MANI_KIND_ANNOTATION) > 0)
    mani_operation_each_annotation (project, redirect, &redirection);
}

void
mani_operation_append_move (ManiEdit *edit, ManiTable *table, GPtrArray *block, guint position)
{
  g_autoptr (GHashTable) moving = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  gpointer previous = NULL;
  guint others = 0;

  for (guint i = 0; i < block->len; i++)
    g_hash_table_add (moving, block->pdata[i]);
  for (guint i = 0; i < mani_table_get_length (table); i++)
    {
      gpointer record = mani_table_get (table, i);

      g_ptr_array_add (order, record);
      if (!g_hash_table_contains (moving, record) && others++ < position)
        previous = record;
    }

  for (guint i = 0; i < block->len; i++)
    {
      guint from = 0;
      guint to = 0;

      g_ptr_array_find (order, block->pdata[i], &from);
      g_ptr_array_remove_index (order, from);
      if (previous != NULL && g_ptr_array_find (order, previous, &to))
        to++;
      g_ptr_array_insert (order, to, block->pdata[i]);
      previous = block->pdata[i];
      if (from != to)
        mani_edit_move (edit, block->pdata[i], to);
    }
}

static gboolean
is_only_a_name (ManiRecord *entity)
{
  for (guint i = MANI_ENTITY_NAME + 1; i < MANI_ENTITY_N_FIELDS; i++)
    if (mani_record_has (entity, i))
      return FALSE;

  return mani_record_get_unknown (entity) == NULL;
}

/* The entity of an annotation, or NULL. */
static const char *
get_entity (ManiRecord *record)
{
  return record != NULL && MANI_IS_ANNOTATION (record)
             ? mani_annotation_get_entity (MANI_ANNOTATION (record))
             : NULL;
}

static void
count (GHashTable *counts, const char *entity, int by)
{
  if (entity != NULL)
    g_hash_table_insert (
        counts, (gpointer) entity,
        GINT_TO_POINTER (GPOINTER_TO_INT (g_hash_table_lookup (counts, entity)) + by));
}

void
mani_operation_append_forgotten (ManiProject *project, ManiEdit *edit)
{
  g_autoptr (GHashTable) lost = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = mani_edit_get_length (edit);

  for (guint i = 0; i < n; i++)
    {
      count (lost, get_entity (mani_edit_get (edit, i)->before), 1);
      count (lost, get_entity (mani_edit_get (edit, i)->after), -1);
    }
  for (guint i = 0; i < n && g_hash_table_size (lost) > 0; i++)
    {
      const char *id = get_entity (mani_edit_get (edit, i)->before);
      ManiRecord *entity = mani_project_lookup (project, MANI_KIND_ENTITY, id);
      int n_lost = id != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (lost, id)) : 0;

      if (n_lost > 0 && entity != NULL && is_only_a_name (entity) &&
          mani_project_count_uses (project, MANI_KIND_ENTITY, id) == (guint) n_lost)
        mani_edit_remove (edit, entity);
      if (id != NULL)
        g_hash_table_remove (lost, id);
    }
}

void
mani_operation_append_removal (ManiProject *project, ManiEdit *edit, GPtrArray *annotations)
{
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);
  ManiTable *relations = mani_project_get_table (project, MANI_KIND_RELATION);

  for (guint i = 0; i < annotations->len; i++)
    g_hash_table_add (gone, (gpointer) mani_record_get_id (annotations->pdata[i]));
  for (guint i = 0; i < mani_table_get_length (relations); i++)
    {
      ManiRelation *relation = mani_table_get (relations, i);

      if (g_hash_table_contains (gone, mani_relation_get_from (relation)) ||
          g_hash_table_contains (gone, mani_relation_get_to (relation)))
        mani_edit_remove (edit, relation);
    }
  for (guint i = 0; i < annotations->len; i++)
    mani_edit_remove (edit, annotations->pdata[i]);
  mani_operation_append_forgotten (project, edit);
}
