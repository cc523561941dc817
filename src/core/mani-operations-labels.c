/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The operations on labels. */

#include "mani-operations.h"

#include "mani-label-tree.h"
#include "mani-operations-private.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
check_name (ManiProject *project,
            const char *parent,
            const char *name,
            ManiLabel *self,
            GError **error)
{
  ManiLabel *other = mani_label_find_child (project, parent, name);

  if (*name == '\0')
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID, _ ("a label needs a name"));
      return FALSE;
    }
  if (other != NULL && other != self)
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_CONFLICT,
                   _ ("there is another label of the name “%s” at the same place"), name);
      return FALSE;
    }

  return TRUE;
}

/* The labels within @label but for itself, as they stand. */
static GPtrArray *
list_below (ManiProject *project, ManiLabel *label)
{
  ManiTable *labels = mani_project_get_table (project, MANI_KIND_LABEL);
  const char *id = mani_record_get_id (MANI_RECORD (label));
  GPtrArray *below = g_ptr_array_new ();

  for (guint i = 0; i < mani_table_get_length (labels); i++)
    {
      ManiLabel *other = mani_table_get (labels, i);

      if (other != label && mani_label_is_within (project, other, id))
        g_ptr_array_add (below, other);
    }

  return below;
}

/* How many labels stand before the child of @parent that is to have @position among its siblings,
 * @moved (nullable) and what is below it not counted: before the sibling that stands there now,
 * else after all that is within @parent. */
static guint
find_place (ManiProject *project, ManiLabel *moved, const char *parent, guint position)
{
  ManiTable *labels = mani_project_get_table (project, MANI_KIND_LABEL);
  guint place = 0;
  guint siblings = 0;
  guint others = 0;

  for (guint i = 0; i < mani_table_get_length (labels); i++)
    {
      ManiLabel *label = mani_table_get (labels, i);

      if (moved != NULL &&
          mani_label_is_within (project, label, mani_record_get_id (MANI_RECORD (moved))))
        continue;
      if (g_strcmp0 (mani_label_get_parent (label), parent) == 0 && siblings++ == position)
        return others;
      others++;
      if (parent == NULL || mani_label_is_within (project, label, parent))
        place = others;
    }

  return place;
}

ManiEdit *
mani_operation_add_label (ManiProject *project,
                          const char *name,
                          const char *parent,
                          guint position,
                          GError **error)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_label_record_type);
  g_autoptr (ManiRecord) label = NULL;
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  ManiLabel *above = mani_project_lookup (project, MANI_KIND_LABEL, parent);
  ManiEdit *edit;

  if (!check_name (project, parent, stripped, NULL, error))
    return NULL;

  mani_record_builder_set_string (builder, MANI_LABEL_NAME, stripped);
  mani_record_builder_set_string (builder, MANI_LABEL_COLOR, mani_label_get_free_color (project));
  mani_record_builder_set_string (builder, MANI_LABEL_PARENT, parent);
  if (above != NULL)
    {
      mani_record_builder_copy (builder, MANI_RECORD (above), MANI_LABEL_USE);
      mani_record_builder_copy (builder, MANI_RECORD (above), MANI_LABEL_ENTITY);
    }
  label = mani_record_builder_end (builder, error);
  if (label == NULL)
    return NULL;

  edit = mani_edit_new (NULL);
  mani_edit_add_at (edit, label, find_place (project, NULL, parent, position));

  return mani_operation_named (edit, g_strdup_printf (_ ("Add Label “%s”"), stripped));
}

ManiEdit *
mani_operation_rename_label (ManiProject *project,
                             ManiLabel *label,
                             const char *name,
                             GError **error)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (MANI_RECORD (label));
  g_autoptr (ManiRecord) after = NULL;
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  ManiEdit *edit;

  if (!check_name (project, mani_label_get_parent (label), stripped, label, error))
    return NULL;
  mani_record_builder_set_string (builder, MANI_LABEL_NAME, stripped);
  after = mani_record_builder_end (builder, error);
  if (after == NULL)
    return NULL;

  edit = mani_edit_new (NULL);
  mani_operation_append_change (edit, label, after);

  return mani_operation_named (edit, g_strdup_printf (_ ("Rename Label “%s” to “%s”"),
                                                      mani_label_get_name (label), stripped));
}

ManiEdit *
mani_operation_set_label_color (ManiProject *project,
                                ManiLabel *label,
                                const char *color,
                                GError **error)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (MANI_RECORD (label));
  g_autoptr (ManiRecord) after = NULL;
  ManiEdit *edit;

  mani_record_builder_set_string (builder, MANI_LABEL_COLOR, color);
  after = mani_record_builder_end (builder, error);
  if (after == NULL)
    return NULL;

  edit = mani_edit_new (NULL);
  mani_operation_append_change (edit, label, after);

  return mani_operation_named (
      edit, g_strdup_printf (_ ("Change Colour of Label “%s”"), mani_label_get_name (label)));
}

/* @label with another key, whatever it is. */
static ManiRecord *
with_key (ManiLabel *label, const char *key)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (MANI_RECORD (label));

  mani_record_builder_set_string (builder, MANI_LABEL_KEY, key);

  return mani_record_builder_end (builder, NULL);
}

ManiEdit *
mani_operation_set_label_key (ManiProject *project,
                              ManiLabel *label,
                              const char *key,
                              GError **error)
{
  ManiTable *labels = mani_project_get_table (project, MANI_KIND_LABEL);
  g_autoptr (ManiRecord) after = NULL;
  g_autofree char *small = NULL;
  ManiEdit *edit;

  if (key != NULL && *key != '\0')
    {
      gunichar c = g_utf8_get_char (key);

      /* Shift is not held when the key is pressed. */
      small = *g_utf8_next_char (key) == '\0'
                  ? g_ucs4_to_utf8 ((gunichar[]){ g_unichar_tolower (c) }, 1, NULL, NULL, NULL)
                  : g_strdup (key);
      if (!mani_label_check_key (small, error))
        return NULL;
    }

  edit = mani_edit_new (NULL);
  after = with_key (label, small);
  for (guint i = 0; small != NULL && i < mani_table_get_length (labels); i++)
    {
      ManiLabel *other = mani_table_get (labels, i);
      g_autoptr (ManiRecord) without = NULL;

      if (other == label || g_strcmp0 (mani_label_get_key (other), small) != 0)
        continue;
      without = with_key (other, NULL);
      mani_edit_replace (edit, other, without);
    }
  mani_operation_append_change (edit, label, after);

  if (small == NULL)
    return mani_operation_named (
        edit, g_strdup_printf (_ ("Take Key from Label “%s”"), mani_label_get_name (label)));

  return mani_operation_named (
      /* Translators: a character on the keyboard, the name of a label */
      edit,
      g_strdup_printf (_ ("Give Key “%s” to Label “%s”"), small, mani_label_get_name (label)));
}

ManiEdit *
mani_operation_set_label_use (ManiProject *project, ManiLabel *label, ManiLabelUse use)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (MANI_RECORD (label));
  g_autoptr (ManiRecord) after = NULL;
  ManiEdit *edit = mani_edit_new (NULL);

  mani_record_builder_set_word (builder, MANI_LABEL_USE, use);
  after = mani_record_builder_end (builder, NULL);
  mani_operation_append_change (edit, label, after);

  return mani_operation_named (
      edit, g_strdup_printf (_ ("Change Use of Label “%s”"), mani_label_get_name (label)));
}

ManiEdit *
mani_operation_set_label_entity_kind (ManiProject *project, ManiLabel *label, ManiEntityKind kind)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (MANI_RECORD (label));
  g_autoptr (ManiRecord) after = NULL;
  ManiEdit *edit = mani_edit_new (NULL);

  mani_record_builder_set_word (builder, MANI_LABEL_ENTITY, kind);
  after = mani_record_builder_end (builder, NULL);
  mani_operation_append_change (edit, label, after);

  return mani_operation_named (
      edit, g_strdup_printf (_ ("Change What Label “%s” Names"), mani_label_get_name (label)));
}

ManiEdit *
mani_operation_move_label (ManiProject *project,
                           ManiLabel *label,
                           const char *parent,
                           guint position,
                           GError **error)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (MANI_RECORD (label));
  g_autoptr (GPtrArray) block = list_below (project, label);
  g_autoptr (ManiRecord) after = NULL;
  const char *id = mani_record_get_id (MANI_RECORD (label));
  ManiLabel *above = mani_project_lookup (project, MANI_KIND_LABEL, parent);
  gboolean is_nested = g_strcmp0 (mani_label_get_parent (label), parent) != 0;
  ManiEdit *edit;

  if (above != NULL && mani_label_is_within (project, above, id))
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID,
                   _ ("the label “%s” cannot stand below itself"), mani_label_get_name (label));
      return NULL;
    }
  if (!check_name (project, parent, mani_label_get_name (label), label, error))
    return NULL;

  edit = mani_edit_new (NULL);
  g_ptr_array_insert (block, 0, label);
  mani_operation_append_move (edit, mani_project_get_table (project, MANI_KIND_LABEL), block,
                              find_place (project, label, parent, position));
  if (is_nested)
    {
      mani_record_builder_set_string (builder, MANI_LABEL_PARENT, parent);
      after = mani_record_builder_end (builder, NULL);
      mani_edit_replace (edit, label, after);
    }

  if (is_nested && above != NULL)
    return mani_operation_named (edit, g_strdup_printf (_ ("Move Label “%s” into “%s”"),
                                                        mani_label_get_name (label),
                                                        mani_label_get_name (above)));

  return mani_operation_named (
      edit, g_strdup_printf (_ ("Move Label “%s”"), mani_label_get_name (label)));
}

/* Relations of that label get @to (nullable). */
static void
relabel_relations (ManiProject *project, ManiEdit *edit, const char *from, const char *to)
{
  ManiTable *relations = mani_project_get_table (project, MANI_KIND_RELATION);

  if (mani_project_count_uses_by (project, MANI_KIND_LABEL, from, MANI_KIND_RELATION) == 0)
    return;
  for (guint i = 0; i < mani_table_get_length (relations); i++)
    {
      ManiRecord *relation = mani_table_get (relations, i);
      g_autoptr (ManiRecordBuilder) builder = NULL;
      g_autoptr (ManiRecord) after = NULL;

      if (g_strcmp0 (mani_relation_get_label (MANI_RELATION (relation)), from) != 0)
        continue;
      builder = mani_record_builder_new_from (relation);
      mani_record_builder_set_string (builder, MANI_RELATION_LABEL, to);
      after = mani_record_builder_end (builder, NULL);
      mani_edit_replace (edit, relation, after);
    }
}

static gboolean
is_name_taken (ManiProject *project, ManiLabel *gone, const char *parent, const char *name)
{
  g_autoptr (GPtrArray) children = mani_label_list_children (project, parent);

  for (guint i = 0; i < children->len; i++)
    if (children->pdata[i] != gone && strcmp (mani_label_get_name (children->pdata[i]), name) == 0)
      return TRUE;

  return FALSE;
}

/* @child, a child of @gone that goes, moves below @parent; with a number behind its name when that
 * is taken there. @moved: the names that it may not have either, as they go there too. */
static void
adopt (ManiProject *project,
       ManiEdit *edit,
       ManiLabel *gone,
       ManiRecord *child,
       const char *parent,
       GHashTable *moved)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (child);
  g_autoptr (ManiRecord) after = NULL;
  const char *own = mani_label_get_name (MANI_LABEL (child));
  const char *id = mani_record_get_id (MANI_RECORD (gone));
  g_autofree char *name = g_strdup (own);

  for (guint number = 2; is_name_taken (project, gone, parent, name) ||
                         (number > 2 && is_name_taken (project, NULL, id, name)) ||
                         g_hash_table_contains (moved, name);
       number++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", own, number);
    }
  mani_record_builder_set_string (builder, MANI_LABEL_PARENT, parent);
  mani_record_builder_set_string (builder, MANI_LABEL_NAME, name);
  after = mani_record_builder_end (builder, NULL);
  mani_edit_replace (edit, child, after);
  g_hash_table_add (moved, g_steal_pointer (&name));
}

/* The labels below @gone move up to its parent; when @keep is not NULL, they move to it, but for
 * the one that @keep itself is or stands below. */
static void
adopt_children (ManiProject *project, ManiEdit *edit, ManiLabel *gone, ManiLabel *keep)
{
  const char *id = mani_record_get_id (MANI_RECORD (gone));
  g_autoptr (GPtrArray) children = mani_label_list_children (project, id);
  g_autoptr (GHashTable) up = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) over = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < children->len; i++)
    {
      ManiRecord *child = children->pdata[i];

      if (keep == NULL || mani_label_is_within (project, keep, mani_record_get_id (child)))
        adopt (project, edit, gone, child, mani_label_get_parent (gone), up);
      else
        adopt (project, edit, gone, child, mani_record_get_id (MANI_RECORD (keep)), over);
    }
}

ManiEdit *
mani_operation_remove_label (ManiProject *project, ManiLabel *label, const char *replacement)
{
  const char *id = mani_record_get_id (MANI_RECORD (label));
  ManiEdit *edit = mani_edit_new (NULL);

  g_return_val_if_fail (g_strcmp0 (id, replacement) != 0, edit);

  mani_operation_append_redirection (project, edit, MANI_ANNOTATION_LABEL, id, replacement);
  relabel_relations (project, edit, id, replacement);
  adopt_children (project, edit, label, NULL);
  mani_edit_remove (edit, label);

  if (replacement == NULL)
    return mani_operation_named (
        edit, g_strdup_printf (_ ("Remove Label “%s”"), mani_label_get_name (label)));

  return mani_operation_named (
      edit, g_strdup_printf (_ ("Replace Label “%s” by “%s”"), mani_label_get_name (label),
                             mani_operation_get_label_name (project, replacement)));
}

typedef struct
{
  const char *label;
  GPtrArray *annotations;
} Having;

static void
collect (ManiAnnotation *annotation, gpointer data)
{
  Having *having = data;

  if (g_strcmp0 (mani_annotation_get_label (annotation), having->label) == 0)
    g_ptr_array_add (having->annotations, annotation);
}

ManiEdit *
mani_operation_remove_label_with_annotations (ManiProject *project, ManiLabel *label)
{
  const char *id = mani_record_get_id (MANI_RECORD (label));
  g_autoptr (GPtrArray) annotations = g_ptr_array_new ();
  g_autoptr (ManiEdit) relabelled = mani_edit_new (NULL);
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);
  ManiEdit *edit = mani_edit_new (NULL);
  guint n;

  mani_operation_each_annotation (project, collect, &(Having){ id, annotations });
  mani_operation_append_removal (project, edit, annotations);
  for (guint i = 0; i < mani_edit_get_length (edit); i++)
    g_hash_table_add (gone, (gpointer) mani_record_get_id (mani_edit_get (edit, i)->before));
  /* A relation that goes with its annotation needs no other label. */
  relabel_relations (project, relabelled, id, NULL);
  for (guint i = 0; i < mani_edit_get_length (relabelled); i++)
    {
      const ManiChange *change = mani_edit_get (relabelled, i);

      if (!g_hash_table_contains (gone, mani_record_get_id (change->before)))
        mani_edit_append (edit, change);
    }
  adopt_children (project, edit, label, NULL);
  mani_edit_remove (edit, label);

  n = annotations->len;
  return mani_operation_named (
      edit, g_strdup_printf (ngettext ("Remove Label “%s” and %u Annotation",
                                       "Remove Label “%s” and %u Annotations", n),
                             mani_label_get_name (label), n));
}

ManiEdit *
mani_operation_merge_labels (ManiProject *project, ManiLabel *keep, ManiLabel *gone)
{
  static const guint fields[] = { MANI_LABEL_DESCRIPTION, MANI_LABEL_KEY, MANI_LABEL_ENTITY };
  const char *keep_id = mani_record_get_id (MANI_RECORD (keep));
  const char *gone_id = mani_record_get_id (MANI_RECORD (gone));
  g_autoptr (ManiRecordBuilder) builder = NULL;
  g_autoptr (ManiRecord) merged = NULL;
  ManiRecord *now = MANI_RECORD (keep);
  ManiEdit *edit = mani_edit_new (NULL);

  g_return_val_if_fail (keep != gone, edit);

  mani_operation_append_redirection (project, edit, MANI_ANNOTATION_LABEL, gone_id, keep_id);
  relabel_relations (project, edit, gone_id, keep_id);
  adopt_children (project, edit, gone, keep);
  mani_edit_remove (edit, gone);

  /* It may have moved up. */
  for (guint i = 0; i < mani_edit_get_length (edit); i++)
    if (mani_edit_get (edit, i)->before == now)
      {
        now = mani_edit_get (edit, i)->after;
        break;
      }
  builder = mani_record_builder_new_from (now);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!mani_record_has (now, fields[i]))
      mani_record_builder_copy (builder, MANI_RECORD (gone), fields[i]);
  merged = mani_record_builder_end (builder, NULL);
  mani_operation_append_change (edit, now, merged);

  return mani_operation_named (edit, g_strdup_printf (_ ("Merge Label “%s” into “%s”"),
                                                      mani_label_get_name (gone),
                                                      mani_label_get_name (keep)));
}
