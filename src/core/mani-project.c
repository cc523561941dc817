/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The project's tables and the one door. An edit is first checked as a whole against the state that
 * it would leave (mani-overlay.c), then done, then told. */

#include "mani-project.h"

#include "mani-intern.h"
#include "mani-project-private.h"
#include "mani-snapshot-private.h"
#include "mani-table-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* From so many changes on, a table of annotations is merged with them in one pass. */
#define MANY_CHANGES 16

enum
{
  PROP_0,
  PROP_INFO,
  PROP_GENERATION,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiProject, mani_project, G_TYPE_OBJECT)

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (mani_record_get_id ((ManiRecord *) a), mani_record_get_id ((ManiRecord *) b));
}

static void
mani_project_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ManiProject *self = MANI_PROJECT (object);

  switch (id)
    {
    case PROP_INFO:
      g_value_set_object (value, self->info);
      break;

    case PROP_GENERATION:
      g_value_set_uint64 (value, self->generation);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mani_project_finalize (GObject *object)
{
  ManiProject *self = MANI_PROJECT (object);

  for (guint i = 0; i < MANI_N_KINDS; i++)
    {
      g_clear_pointer (&self->by_id[i], g_hash_table_unref);
      for (guint by = 0; by < MANI_N_KINDS; by++)
        g_clear_pointer (&self->uses[i][by], g_hash_table_unref);
      g_clear_pointer (&self->strangers[i], g_hash_table_unref);
      g_clear_object (&self->tables[i]);
    }
  for (guint i = 0; i < MANI_N_VOCABULARIES; i++)
    g_clear_pointer (&self->words[i], g_hash_table_unref);
  g_clear_pointer (&self->names, mani_name_index_free);
  g_clear_pointer (&self->annotations, g_hash_table_unref);
  g_clear_object (&self->info);
  g_clear_pointer (&self->unknown, g_free);
  g_clear_pointer (&self->last_inverse, mani_edit_unref);

  G_OBJECT_CLASS (mani_project_parent_class)->finalize (object);
}

static void
mani_project_class_init (ManiProjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = mani_project_get_property;
  object_class->finalize = mani_project_finalize;

  /**
   * ManiProject:info:
   *
   * What the project says of itself; changes by an edit, like everything.
   */
  properties[PROP_INFO] = g_param_spec_object ("info", NULL, NULL, MANI_TYPE_PROJECT_INFO,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * ManiProject:generation:
   *
   * Counts the edits. Notified last of all, after each.
   */
  properties[PROP_GENERATION] = g_param_spec_uint64 ("generation", NULL, NULL, 0, G_MAXUINT64, 0,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mani_project_init (ManiProject *self)
{
  ManiKind target;

  for (guint i = 0; i < MANI_N_KINDS; i++)
    {
      self->by_id[i] = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint field = 0; field < mani_kind_get_record_type (i)->n_fields; field++)
        if (mani_kind_get_reference (i, field, &target) && self->uses[target][i] == NULL)
          self->uses[target][i] = g_hash_table_new (NULL, NULL);
      self->strangers[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    }
  for (guint i = 0; i < MANI_N_VOCABULARIES; i++)
    self->words[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->tables[MANI_KIND_LABEL] = mani_table_new (MANI_TYPE_LABEL, NULL);
  self->tables[MANI_KIND_ENTITY] = mani_table_new (MANI_TYPE_ENTITY, NULL);
  self->tables[MANI_KIND_ARTICLE] = mani_table_new (MANI_TYPE_ARTICLE, NULL);
  self->tables[MANI_KIND_RELATION] = mani_table_new (MANI_TYPE_RELATION, compare_ids);
  self->annotations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

ManiProject *
mani_project_new (const char *title)
{
  g_autoptr (GPtrArray) labels = mani_label_new_defaults ();

  return mani_project_new_with_labels (title, labels);
}

ManiProject *
mani_project_new_with_labels (const char *title, GPtrArray *labels)
{
  g_autoptr (ManiProjectInfo) info = mani_project_info_new (title);

  return mani_project_new_from_records (info, labels, NULL, NULL, NULL);
}

/* How often each record is referred to, and what words are used. */
static void
count_references (ManiProject *self, ManiRecord *record, int by)
{
  ManiKind kind = mani_kind_of (record);
  guint n_fields = mani_kind_get_record_type (kind)->n_fields;
  ManiKind target;

  mani_vocabulary_count (self, kind, record, by);

  for (guint i = 0; i < n_fields; i++)
    if (mani_kind_get_reference (kind, i, &target) && mani_record_has (record, i))
      {
        const char *id = mani_record_get_string (record, i);
        GHashTable *counts = self->uses[target][kind];
        guint uses = GPOINTER_TO_UINT (g_hash_table_lookup (counts, id)) + by;

        if (uses == 0)
          g_hash_table_remove (counts, id);
        else
          g_hash_table_insert (counts, (gpointer) id, GUINT_TO_POINTER (uses));
      }
}

/* What the indexes know: @before goes, @after comes. */
static void
index_record (ManiProject *self, ManiKind kind, ManiRecord *before, ManiRecord *after)
{
  if (after != NULL)
    {
      count_references (self, after, 1);
      g_hash_table_replace (self->by_id[kind], (gpointer) mani_record_get_id (after), after);
    }
  if (before != NULL)
    {
      if (after == NULL)
        g_hash_table_remove (self->by_id[kind], mani_record_get_id (before));
      count_references (self, before, -1);
    }

  if (kind == MANI_KIND_ENTITY && self->names != NULL)
    {
      if (before != NULL)
        mani_name_index_remove (self->names, MANI_ENTITY (before));
      if (after != NULL)
        mani_name_index_add (self->names, MANI_ENTITY (after));
    }
}

/* Whatever is referred to and not there. */
static void
note_strangers (ManiProject *self)
{
  for (guint kind = 0; kind < MANI_N_KINDS; kind++)
    for (guint by = 0; by < MANI_N_KINDS; by++)
      {
        GHashTableIter iter;
        gpointer id;

        if (self->uses[kind][by] == NULL)
          continue;
        g_hash_table_iter_init (&iter, self->uses[kind][by]);
        while (g_hash_table_iter_next (&iter, &id, NULL))
          if (!g_hash_table_contains (self->by_id[kind], id))
            g_hash_table_add (self->strangers[kind], g_strdup (id));
      }
}

ManiProject *
mani_project_new_from_records (ManiProjectInfo *info,
                               GPtrArray *records,
                               const char *unknown,
                               guint *failed,
                               GError **error)
{
  g_autoptr (ManiProject) self = g_object_new (MANI_TYPE_PROJECT, NULL);
  GPtrArray *groups[MANI_N_KINDS] = { NULL };
  /* By the articles' interned ids. */
  g_autoptr (GHashTable) by_article =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  GHashTableIter iter;
  gpointer article;
  gpointer group;
  gboolean is_sound = TRUE;
  ManiRecord *culprit = NULL;
  ManiArticle *last = NULL;
  const char *last_id = NULL;

  g_return_val_if_fail (MANI_IS_PROJECT_INFO (info), NULL);

  self->info = g_object_ref (info);
  self->unknown = g_strdup (unknown);
  for (guint i = 0; i < MANI_N_KINDS; i++)
    groups[i] = g_ptr_array_new ();

  for (guint i = 0; i < records->len && is_sound; i++)
    {
      ManiRecord *record = records->pdata[i];
      ManiKind kind = mani_kind_of (record);

      if (!g_hash_table_insert (self->by_id[kind], (gpointer) mani_record_get_id (record), record))
        {
          g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID,
                       /* Translators: a kind of record (label, annotation), then its id */
                       _ ("%s “%s”: the id is there twice"), mani_kind_get_record_type (kind)->name,
                       mani_record_get_id (record));
          is_sound = FALSE;
          culprit = record;
          break;
        }
      count_references (self, record, 1);
      if (kind != MANI_KIND_ANNOTATION)
        {
          g_ptr_array_add (groups[kind], record);
          continue;
        }
      article = (gpointer) mani_annotation_get_article (MANI_ANNOTATION (record));
      group = g_hash_table_lookup (by_article, article);
      if (group == NULL)
        {
          group = g_ptr_array_new ();
          g_hash_table_insert (by_article, article, group);
        }
      g_ptr_array_add (group, record);
    }
  note_strangers (self);

  for (guint i = 0; i < records->len && is_sound; i++)
    {
      const char *id;

      if (!MANI_IS_ANNOTATION (records->pdata[i]))
        continue;
      id = mani_annotation_get_article (records->pdata[i]);
      if (id != last_id)
        last = mani_project_lookup (self, MANI_KIND_ARTICLE, id);
      last_id = id;
      is_sound = last == NULL || mani_project_check_ranges (records->pdata[i], last, error);
      culprit = is_sound ? NULL : records->pdata[i];
    }

  for (guint i = 0; i < MANI_N_KINDS; i++)
    {
      if (self->tables[i] != NULL)
        mani_table_fill (self->tables[i], groups[i]);
      g_ptr_array_unref (groups[i]);
    }
  g_hash_table_iter_init (&iter, by_article);
  while (g_hash_table_iter_next (&iter, &article, &group))
    mani_table_fill (mani_project_get_annotations (self, article), group);

  is_sound = is_sound && mani_project_check_labels (self, NULL, &culprit, error);
  if (failed != NULL && (culprit == NULL || !g_ptr_array_find (records, culprit, failed)))
    *failed = G_MAXUINT;

  return is_sound ? g_steal_pointer (&self) : NULL;
}

ManiProjectInfo *
mani_project_get_info (ManiProject *self)
{
  return self->info;
}

ManiTable *
mani_project_get_table (ManiProject *self, ManiKind kind)
{
  g_return_val_if_fail (self->tables[kind] != NULL, NULL);

  return self->tables[kind];
}

ManiTable *
mani_project_get_annotations (ManiProject *self, const char *article)
{
  ManiTable *table = g_hash_table_lookup (self->annotations, article);

  if (table == NULL)
    {
      table = mani_table_new (MANI_TYPE_ANNOTATION, (GCompareFunc) mani_annotation_compare);
      g_hash_table_insert (self->annotations, g_strdup (article), table);
    }

  return table;
}

guint
mani_project_get_n_annotations (ManiProject *self)
{
  return g_hash_table_size (self->by_id[MANI_KIND_ANNOTATION]);
}

gpointer
mani_project_lookup (ManiProject *self, ManiKind kind, const char *id)
{
  if (id == NULL)
    return NULL;
  if (kind == MANI_KIND_PROJECT)
    return strcmp (mani_record_get_id (MANI_RECORD (self->info)), id) == 0 ? self->info : NULL;

  return g_hash_table_lookup (self->by_id[kind], id);
}

guint
mani_project_count_uses (ManiProject *self, ManiKind kind, const char *id)
{
  guint uses = 0;

  for (guint by = 0; by < MANI_N_KINDS; by++)
    if (self->uses[kind][by] != NULL)
      uses += mani_project_count_uses_by (self, kind, id, by);

  return uses;
}

guint
mani_project_count_uses_by (ManiProject *self, ManiKind kind, const char *id, ManiKind by)
{
  char *interned;
  guint uses;

  if (self->uses[kind][by] == NULL)
    return 0;

  interned = mani_intern (id);
  uses = GPOINTER_TO_UINT (g_hash_table_lookup (self->uses[kind][by], interned));
  mani_intern_unref (interned);

  return uses;
}

GPtrArray *
mani_project_get_unresolved (ManiProject *self)
{
  GPtrArray *unresolved = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_strangers = 0;

  for (guint kind = 0; kind < MANI_N_KINDS; kind++)
    n_strangers += g_hash_table_size (self->strangers[kind]);

  for (guint kind = 0; n_strangers > 0 && kind < MANI_N_KINDS; kind++)
    {
      guint n_fields = mani_kind_get_record_type (kind)->n_fields;
      GHashTableIter iter;
      gpointer record;

      g_hash_table_iter_init (&iter, self->by_id[kind]);
      while (g_hash_table_iter_next (&iter, NULL, &record))
        for (guint i = 0; i < n_fields; i++)
          {
            ManiKind target;

            if (mani_kind_get_reference (kind, i, &target) && mani_record_has (record, i) &&
                mani_project_lookup (self, target, mani_record_get_string (record, i)) == NULL)
              {
                g_ptr_array_add (unresolved, g_object_ref (record));
                break;
              }
          }
    }

  return unresolved;
}

ManiNameIndex *
mani_project_get_names (ManiProject *self)
{
  if (self->names == NULL)
    self->names = mani_name_index_new (self->tables[MANI_KIND_ENTITY]);

  return self->names;
}

static ManiTable *
table_of (ManiProject *self, ManiRecord *record)
{
  if (MANI_IS_ANNOTATION (record))
    return mani_project_get_annotations (self,
                                         mani_annotation_get_article (MANI_ANNOTATION (record)));

  return self->tables[mani_kind_of (record)];
}

/* One change in a table of the user's order; its inverse. */
static ManiChange
change_in_order (ManiProject *self, ManiKind kind, const ManiChange *change)
{
  ManiTable *table = self->tables[kind];
  ManiRecord *before = NULL;
  ManiChange inverse = { change->after, NULL, MANI_EDIT_KEEP_PLACE };
  guint position = change->position;

  if (change->before != NULL)
    {
      guint place = 0;

      before = mani_project_lookup (self, kind, mani_record_get_id (change->before));
      mani_table_find (table, before, &place);
      inverse.after = before;
      inverse.position = place;
      position = position == MANI_EDIT_KEEP_PLACE
                     ? place
                     : MIN (position, mani_table_get_length (table) - 1);
      g_object_ref (before);
      if (change->after == before && position == place)
        return inverse;
      mani_table_remove (table, place);
    }
  if (change->after != NULL)
    mani_table_insert (table, change->after, position);
  index_record (self, kind, before, change->after);

  return inverse;
}

static void
add_to_group (GHashTable *groups, ManiTable *table, ManiRecord *record)
{
  GPtrArray *group = g_hash_table_lookup (groups, table);

  if (group == NULL)
    {
      group = g_ptr_array_new ();
      g_hash_table_insert (groups, table, group);
    }
  g_ptr_array_add (group, record);
}

/* All changes in sorted tables, in one pass a table when there are many. */
static void
change_sorted (ManiProject *self, ManiEdit *changes, GHashTable *touched)
{
  guint n = mani_edit_get_length (changes);
  g_autoptr (GHashTable) removed =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) added =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer table;

  for (guint i = 0; i < n; i++)
    {
      const ManiChange *change = mani_edit_get (changes, i);

      /* Named only to say that it stays. */
      if (change->before == change->after)
        continue;
      if (change->before != NULL)
        {
          table = table_of (self, change->before);
          g_hash_table_add (touched, table);
          add_to_group (removed, table, change->before);
        }
      if (change->after != NULL)
        {
          table = table_of (self, change->after);
          g_hash_table_add (touched, table);
          add_to_group (added, table, change->after);
        }
      index_record (self, mani_kind_of (change->before != NULL ? change->before : change->after),
                    change->before, change->after);
    }

  g_hash_table_iter_init (&iter, touched);
  while (g_hash_table_iter_next (&iter, &table, NULL))
    {
      GPtrArray *out = g_hash_table_lookup (removed, table);
      GPtrArray *in = g_hash_table_lookup (added, table);

      out = out != NULL ? out : none;
      in = in != NULL ? in : none;
      if (out->len + in->len > MANY_CHANGES)
        {
          mani_table_change (table, out, in);
          continue;
        }
      for (guint i = 0; i < out->len; i++)
        {
          guint position;

          if (mani_table_find (table, out->pdata[i], &position))
            mani_table_remove (table, position);
        }
      for (guint i = 0; i < in->len; i++)
        mani_table_insert (table, in->pdata[i], 0);
    }
}

ManiEdit *
mani_project_apply (ManiProject *self, ManiEdit *edit, GError **error)
{
  g_autoptr (ManiOverlay) overlay = NULL;
  g_autoptr (ManiEdit) inverse = NULL;
  g_autoptr (ManiEdit) sorted = NULL;
  g_autoptr (GHashTable) touched = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) undone = g_array_new (FALSE, FALSE, sizeof (ManiChange));
  ManiProjectInfo *old_info = self->info;
  GHashTableIter iter;
  gpointer table;

  g_return_val_if_fail (MANI_IS_PROJECT (self), NULL);
  g_return_val_if_fail (!self->is_telling, NULL);

  overlay = mani_overlay_new (self, edit, error);
  if (overlay == NULL)
    return NULL;

  inverse = mani_edit_new (mani_edit_get_name (edit));
  sorted = mani_overlay_get_sorted (overlay);
  for (guint i = 0; i < mani_edit_get_length (sorted); i++)
    {
      const ManiChange *change = mani_edit_get (sorted, i);

      mani_edit_append (inverse,
                        &(ManiChange){ change->after, change->before, MANI_EDIT_KEEP_PLACE });
    }
  change_sorted (self, sorted, touched);

  for (guint i = 0; i < mani_edit_get_length (edit); i++)
    {
      const ManiChange *change = mani_edit_get (edit, i);
      ManiKind kind = mani_kind_of (change->before != NULL ? change->before : change->after);
      ManiChange back;

      if (kind == MANI_KIND_PROJECT)
        {
          back = (ManiChange){ change->after, MANI_RECORD (self->info), MANI_EDIT_KEEP_PLACE };
          self->info = MANI_PROJECT_INFO (g_object_ref (change->after));
        }
      else if (kind == MANI_KIND_ANNOTATION || kind == MANI_KIND_RELATION)
        continue;
      else
        {
          back = change_in_order (self, kind, change);
          g_hash_table_add (touched, self->tables[kind]);
        }
      g_array_append_val (undone, back);
    }
  for (guint i = undone->len; i > 0; i--)
    {
      ManiChange *back = &g_array_index (undone, ManiChange, i - 1);

      mani_edit_append (inverse, back);
      if (back->after != NULL)
        g_object_unref (back->after);
    }

  self->generation++;
  g_clear_pointer (&self->last_inverse, mani_edit_unref);
  self->last_inverse = mani_edit_ref (inverse);
  self->is_telling = TRUE;
  g_hash_table_iter_init (&iter, touched);
  while (g_hash_table_iter_next (&iter, &table, NULL))
    mani_table_flush (table);
  if (self->info != old_info)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INFO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GENERATION]);
  self->is_telling = FALSE;

  return g_steal_pointer (&inverse);
}

guint64
mani_project_get_generation (ManiProject *self)
{
  return self->generation;
}

ManiEdit *
mani_project_get_last_inverse (ManiProject *self)
{
  return self->last_inverse;
}

static int
compare_strays (gconstpointer a, gconstpointer b)
{
  const ManiRecords *one = *(const ManiRecords *const *) a;
  const ManiRecords *other = *(const ManiRecords *const *) b;

  return strcmp (mani_annotation_get_article (MANI_ANNOTATION (one->records[0])),
                 mani_annotation_get_article (MANI_ANNOTATION (other->records[0])));
}

ManiSnapshot *
mani_project_snapshot (ManiProject *self)
{
  ManiRecords *records[MANI_N_KINDS] = { NULL };
  GPtrArray *annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) mani_records_unref);
  GPtrArray *strays = g_ptr_array_new_with_free_func ((GDestroyNotify) mani_records_unref);
  ManiTable *articles = self->tables[MANI_KIND_ARTICLE];
  GHashTableIter iter;
  gpointer id;
  gpointer table;

  for (guint i = 0; i < MANI_N_KINDS; i++)
    if (self->tables[i] != NULL)
      records[i] = mani_table_snapshot (self->tables[i]);
  for (guint i = 0; i < mani_table_get_length (articles); i++)
    {
      const char *article = mani_record_get_id (mani_table_get (articles, i));

      g_ptr_array_add (annotations,
                       mani_table_snapshot (mani_project_get_annotations (self, article)));
    }
  g_hash_table_iter_init (&iter, self->annotations);
  while (g_hash_table_iter_next (&iter, &id, &table))
    if (mani_table_get_length (table) > 0 &&
        mani_project_lookup (self, MANI_KIND_ARTICLE, id) == NULL)
      g_ptr_array_add (strays, mani_table_snapshot (table));
  g_ptr_array_sort (strays, compare_strays);

  return mani_snapshot_new (self->info, self->unknown, records, annotations, strays);
}
