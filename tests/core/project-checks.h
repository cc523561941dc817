/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a project promises, checked the slow way: everything by walking all that it holds. */

#pragma once

#include "mani-codec.h"
#include "mani-project.h"

#include <string.h>

/* A list kept in step by nothing but `items-changed`. */
typedef struct
{
  GListModel *model;
  GPtrArray *items;
  guint n_emissions;
  gboolean is_minimal; /* the last emission had something new at both its edges */
} Mirror;

static inline void
mirror_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Mirror *self = data;
  g_autoptr (GPtrArray) old = g_ptr_array_new_with_free_func (g_object_unref);

  g_assert_cmpuint (position + removed, <=, self->items->len);
  g_assert_cmpuint (removed + added, >, 0);
  for (guint i = 0; i < removed; i++)
    g_ptr_array_add (old, g_object_ref (self->items->pdata[position + i]));
  if (removed > 0)
    g_ptr_array_remove_range (self->items, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->items, position + i, g_list_model_get_item (model, position + i));

  self->n_emissions++;
  self->is_minimal = removed == 0 || added == 0 ||
                     (old->pdata[0] != self->items->pdata[position] &&
                      old->pdata[removed - 1] != self->items->pdata[position + added - 1]);
}

static inline Mirror *
mirror_new (gpointer model)
{
  Mirror *self = g_new0 (Mirror, 1);

  self->model = g_object_ref (model);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->is_minimal = TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    g_ptr_array_add (self->items, g_list_model_get_item (model, i));
  g_signal_connect (model, "items-changed", G_CALLBACK (mirror_cb), self);

  return self;
}

static inline void
mirror_free (Mirror *self)
{
  g_signal_handlers_disconnect_by_data (self->model, self);
  g_object_unref (self->model);
  g_ptr_array_unref (self->items);
  g_free (self);
}

static inline void
mirror_check (Mirror *self)
{
  g_assert_cmpuint (g_list_model_get_n_items (self->model), ==, self->items->len);
  for (guint i = 0; i < self->items->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->model, i);

      g_assert_true (item == self->items->pdata[i]);
    }
}

/* Whether a range of @annotation overlaps [start, end), as mani-table.h has it. */
static inline gboolean
overlaps_by_scan (ManiAnnotation *annotation, guint start, guint end)
{
  guint n;
  const ManiRange *ranges = mani_annotation_get_ranges (annotation, &n);

  for (guint i = 0; i < n; i++)
    {
      guint s = ranges[i].start;
      guint e = ranges[i].end;

      if (s == e)
        {
          if (start <= s && s <= end)
            return TRUE;
        }
      else if (start == end)
        {
          if (s <= start && start < e)
            return TRUE;
        }
      else if (MAX (s, start) < MIN (e, end))
        return TRUE;
    }

  return FALSE;
}

static inline void
check_query (ManiTable *table, guint start, guint end)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (guint));
  guint next = 0;

  mani_table_query (table, start, end, hits);
  for (guint i = 0; i < mani_table_get_length (table); i++)
    if (overlaps_by_scan (mani_table_get (table, i), start, end))
      {
        g_assert_cmpuint (next, <, hits->len);
        g_assert_cmpuint (g_array_index (hits, guint, next), ==, i);
        next++;
      }
  g_assert_cmpuint (next, ==, hits->len);
}

/* Counts each reference of @record in @uses ("kind id" -> number). */
static inline void
count_uses (GHashTable *uses, ManiRecord *record)
{
  ManiKind kind = mani_kind_of (record);

  for (guint i = 0; i < mani_kind_get_record_type (kind)->n_fields; i++)
    {
      ManiKind target;

      if (mani_kind_get_reference (kind, i, &target) && mani_record_has (record, i))
        {
          char *key = g_strdup_printf ("%d %s", target, mani_record_get_string (record, i));
          guint n = GPOINTER_TO_UINT (g_hash_table_lookup (uses, key));

          g_hash_table_replace (uses, key, GUINT_TO_POINTER (n + 1));
        }
    }
}

static inline void
check_record (ManiProject *project, GHashTable *uses, ManiRecord *record)
{
  g_assert_true (
      mani_project_lookup (project, mani_kind_of (record), mani_record_get_id (record)) == record);
  count_uses (uses, record);
}

static inline void
check_annotations (ManiProject *project, GHashTable *uses, const ManiRecords *records)
{
  for (guint i = 0; i < records->n; i++)
    {
      ManiAnnotation *annotation = MANI_ANNOTATION (records->records[i]);
      ManiArticle *article = mani_project_lookup (project, MANI_KIND_ARTICLE,
                                                  mani_annotation_get_article (annotation));

      check_record (project, uses, records->records[i]);
      g_assert_cmpstr (mani_annotation_get_article (annotation), ==,
                       mani_annotation_get_article (MANI_ANNOTATION (records->records[0])));
      if (i > 0)
        g_assert_cmpint (
            mani_annotation_compare (MANI_ANNOTATION (records->records[i - 1]), annotation), <, 0);
      if (article != NULL)
        g_assert_cmpuint (mani_annotation_get_extent (annotation).end, <=,
                          g_utf8_strlen (mani_article_get_text (article), -1));
    }
}

static inline void
check_labels (ManiProject *project)
{
  ManiTable *labels = mani_project_get_table (project, MANI_KIND_LABEL);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < mani_table_get_length (labels); i++)
    {
      ManiLabel *label = mani_table_get (labels, i);
      const char *parent = mani_label_get_parent (label);
      guint depth = 0;

      g_assert_true (
          g_hash_table_add (names, g_strdup_printf ("%s/%s", parent != NULL ? parent : "",
                                                    mani_label_get_name (label))));
      while (label != NULL && depth++ < 100)
        label = mani_project_lookup (project, MANI_KIND_LABEL, mani_label_get_parent (label));
      g_assert_cmpuint (depth, <, 100);
    }
}

/* All promises at once; @n_queries: so many queries of each table of annotations. */
static inline void
check_project (ManiProject *project, guint n_queries)
{
  static const ManiKind kinds[] = { MANI_KIND_LABEL, MANI_KIND_ENTITY, MANI_KIND_ARTICLE,
                                    MANI_KIND_RELATION };
  g_autoptr (ManiSnapshot) snapshot = mani_project_snapshot (project);
  g_autoptr (GHashTable) uses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ManiTable *articles = mani_project_get_table (project, MANI_KIND_ARTICLE);
  guint n_annotations = 0;
  GHashTableIter iter;
  gpointer key;
  gpointer n;

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      const ManiRecords *records = mani_snapshot_get_records (snapshot, kinds[k]);

      for (guint i = 0; i < records->n; i++)
        {
          check_record (project, uses, records->records[i]);
          if (kinds[k] == MANI_KIND_RELATION && i > 0)
            g_assert_cmpstr (mani_record_get_id (records->records[i - 1]), <,
                             mani_record_get_id (records->records[i]));
        }
    }
  for (guint i = 0; i < mani_table_get_length (articles); i++)
    {
      const ManiRecords *records = mani_snapshot_get_annotations (snapshot, i);
      ManiArticle *article = mani_table_get (articles, i);
      ManiTable *table =
          mani_project_get_annotations (project, mani_record_get_id (MANI_RECORD (article)));
      guint length = mani_article_get_length (article);

      check_annotations (project, uses, records);
      n_annotations += records->n;
      for (guint j = 0; j < n_queries; j++)
        {
          guint start = g_test_rand_int_range (0, length + 1);

          check_query (table, start, g_test_rand_int_range (start, MIN (length, start + 9) + 1));
        }
      check_query (table, 0, 0);
      check_query (table, length, length);
    }
  for (guint i = 0; i < mani_snapshot_get_n_stray_groups (snapshot); i++)
    {
      const ManiRecords *records = mani_snapshot_get_stray_annotations (snapshot, i);

      check_annotations (project, uses, records);
      n_annotations += records->n;
    }
  g_assert_cmpuint (mani_project_get_n_annotations (project), ==, n_annotations);
  g_assert_cmpuint (mani_snapshot_get_n_annotations (snapshot), ==, n_annotations);

  g_hash_table_iter_init (&iter, uses);
  while (g_hash_table_iter_next (&iter, &key, &n))
    g_assert_cmpuint (
        mani_project_count_uses (project, g_ascii_digit_value (*(char *) key), (char *) key + 2),
        ==, GPOINTER_TO_UINT (n));
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint i = 0; i < mani_table_get_length (mani_project_get_table (project, kinds[k])); i++)
      {
        const char *id =
            mani_record_get_id (mani_table_get (mani_project_get_table (project, kinds[k]), i));
        g_autofree char *use = g_strdup_printf ("%d %s", kinds[k], id);

        g_assert_cmpuint (mani_project_count_uses (project, kinds[k], id), ==,
                          GPOINTER_TO_UINT (g_hash_table_lookup (uses, use)));
      }
  check_labels (project);
}

/* All that a snapshot holds, as JSON. */
static inline char *
dump_snapshot (ManiSnapshot *snapshot)
{
  static const ManiKind kinds[] = { MANI_KIND_LABEL, MANI_KIND_ENTITY, MANI_KIND_ARTICLE,
                                    MANI_KIND_RELATION };
  GString *out = g_string_new (NULL);
  guint n_articles = mani_snapshot_get_records (snapshot, MANI_KIND_ARTICLE)->n;

  mani_codec_write (out, MANI_RECORD (mani_snapshot_get_info (snapshot)));
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      const ManiRecords *records = mani_snapshot_get_records (snapshot, kinds[k]);

      for (guint i = 0; i < records->n; i++)
        {
          g_string_append_c (out, '\n');
          mani_codec_write (out, records->records[i]);
        }
    }
  for (guint i = 0; i < n_articles + mani_snapshot_get_n_stray_groups (snapshot); i++)
    {
      const ManiRecords *records =
          i < n_articles ? mani_snapshot_get_annotations (snapshot, i)
                         : mani_snapshot_get_stray_annotations (snapshot, i - n_articles);

      for (guint j = 0; j < records->n; j++)
        {
          g_string_append_c (out, '\n');
          mani_codec_write (out, records->records[j]);
        }
    }

  return g_string_free (out, FALSE);
}
