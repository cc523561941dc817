/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The operations that an inspector does to one annotation or to several at once. */

#include "mani-operations.h"

#include "mani-operations-private.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
is_tag (const char *tag, GError **error)
{
  if (*tag != '\0')
    return TRUE;

  g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID, _ ("a tag needs a name"));
  return FALSE;
}

/* @tags with @to in the place of @from, each tag once; @from NULL: with @to at the end; @to NULL:
 * without @from. Borrowed strings. */
static GPtrArray *
replace_tag (const char *const *tags, const char *from, const char *to)
{
  GPtrArray *result = g_ptr_array_new ();

  for (guint i = 0; tags[i] != NULL; i++)
    {
      const char *tag = g_strcmp0 (tags[i], from) == 0 ? to : tags[i];

      if (tag != NULL && !g_ptr_array_find_with_equal_func (result, tag, g_str_equal, NULL))
        g_ptr_array_add (result, (gpointer) tag);
    }
  if (from == NULL && !g_ptr_array_find_with_equal_func (result, to, g_str_equal, NULL))
    g_ptr_array_add (result, (gpointer) to);
  g_ptr_array_add (result, NULL);

  return result;
}

/* From one tag to another; either may be NULL. */
typedef struct
{
  const char *from;
  const char *to;
} TagChange;

static void
change_tag (ManiRecordBuilder *builder, ManiRecord *before, gconstpointer data)
{
  const TagChange *change = data;
  g_autoptr (GPtrArray) tags =
      replace_tag (mani_annotation_get_tags (MANI_ANNOTATION (before)), change->from, change->to);

  mani_record_builder_set_strings (builder, MANI_ANNOTATION_TAGS,
                                   (const char *const *) tags->pdata);
}

ManiEdit *
mani_operation_add_tag (ManiProject *project,
                        GPtrArray *annotations,
                        const char *tag,
                        gint64 now,
                        GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (tag));
  g_autofree char *quote = mani_operation_dup_only_quote (project, annotations);
  guint n = annotations->len;
  ManiEdit *edit;

  if (!is_tag (stripped, error))
    return NULL;

  edit = mani_edit_new (NULL);
  mani_operation_change_all (edit, annotations, change_tag, &(TagChange){ NULL, stripped }, now);
  if (quote != NULL)
    /* Translators: a tag (a word that people give to annotations), the words of a passage */
    return mani_operation_named (edit,
                                 g_strdup_printf (_ ("Add Tag “%s” to “%s”"), stripped, quote));

  return mani_operation_named (edit,
                               g_strdup_printf (ngettext ("Add Tag “%s” to %u Annotation",
                                                          "Add Tag “%s” to %u Annotations", n),
                                                stripped, n));
}

ManiEdit *
mani_operation_remove_tag (ManiProject *project,
                           GPtrArray *annotations,
                           const char *tag,
                           gint64 now)
{
  g_autofree char *quote = mani_operation_dup_only_quote (project, annotations);
  guint n = annotations->len;
  ManiEdit *edit = mani_edit_new (NULL);

  mani_operation_change_all (edit, annotations, change_tag, &(TagChange){ tag, NULL }, now);
  if (quote != NULL)
    return mani_operation_named (edit,
                                 g_strdup_printf (_ ("Remove Tag “%s” from “%s”"), tag, quote));

  return mani_operation_named (edit,
                               g_strdup_printf (ngettext ("Remove Tag “%s” from %u Annotation",
                                                          "Remove Tag “%s” from %u Annotations", n),
                                                tag, n));
}

typedef struct
{
  const char *tag;
  GPtrArray *annotations;
} Tagged;

static void
collect_tagged (ManiAnnotation *annotation, gpointer data)
{
  Tagged *tagged = data;

  if (g_strv_contains (mani_annotation_get_tags (annotation), tagged->tag))
    g_ptr_array_add (tagged->annotations, annotation);
}

ManiEdit *
mani_operation_rename_tag (ManiProject *project,
                           const char *tag,
                           const char *name,
                           gint64 now,
                           GError **error)
{
  ManiTable *articles = mani_project_get_table (project, MANI_KIND_ARTICLE);
  g_autoptr (GPtrArray) annotations = g_ptr_array_new ();
  g_autofree char *stripped = name != NULL ? g_strstrip (g_strdup (name)) : NULL;
  ManiEdit *edit;

  if (stripped != NULL && !is_tag (stripped, error))
    return NULL;

  edit = mani_edit_new (NULL);
  mani_operation_each_annotation (project, collect_tagged, &(Tagged){ tag, annotations });
  mani_operation_change_all (edit, annotations, change_tag, &(TagChange){ tag, stripped }, now);
  for (guint i = 0; i < mani_table_get_length (articles); i++)
    {
      ManiRecord *article = mani_table_get (articles, i);
      const char *const *tags = mani_record_get_strings (article, MANI_ARTICLE_TAGS);
      g_autoptr (ManiRecordBuilder) builder = NULL;
      g_autoptr (GPtrArray) changed = NULL;
      g_autoptr (ManiRecord) after = NULL;

      if (!g_strv_contains (tags, tag))
        continue;
      changed = replace_tag (tags, tag, stripped);
      builder = mani_record_builder_new_from (article);
      mani_record_builder_set_strings (builder, MANI_ARTICLE_TAGS,
                                       (const char *const *) changed->pdata);
      after = mani_record_builder_end (builder, NULL);
      mani_operation_append_change (edit, article, after);
    }

  if (stripped == NULL)
    return mani_operation_named (edit, g_strdup_printf (_ ("Remove Tag “%s”"), tag));

  return mani_operation_named (edit,
                               g_strdup_printf (_ ("Rename Tag “%s” to “%s”"), tag, stripped));
}

static void
change_color (ManiRecordBuilder *builder, ManiRecord *before, gconstpointer color)
{
  mani_record_builder_set_string (builder, MANI_ANNOTATION_COLOR, color);
}

ManiEdit *
mani_operation_set_color (ManiProject *project,
                          GPtrArray *annotations,
                          const char *color,
                          gint64 now)
{
  g_autofree char *quote = mani_operation_dup_only_quote (project, annotations);
  guint n = annotations->len;
  ManiEdit *edit = mani_edit_new (NULL);

  g_return_val_if_fail (color == NULL || mani_label_is_color (color), edit);

  mani_operation_change_all (edit, annotations, change_color, color, now);
  if (quote != NULL)
    return mani_operation_named (edit, g_strdup_printf (_ ("Change Colour of “%s”"), quote));

  return mani_operation_named (
      edit,
      g_strdup_printf (
          ngettext ("Change Colour of %u Annotation", "Change Colour of %u Annotations", n), n));
}

typedef struct
{
  const char *name;
  const char *value;
} Attribute;

static void
change_attribute (ManiRecordBuilder *builder, ManiRecord *before, gconstpointer data)
{
  const Attribute *attribute = data;

  mani_record_builder_set_in_map (builder, MANI_ANNOTATION_ATTRIBUTES, attribute->name,
                                  attribute->value);
}

ManiEdit *
mani_operation_set_attribute (ManiProject *project,
                              GPtrArray *annotations,
                              const char *name,
                              const char *value,
                              gint64 now,
                              GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (name));
  g_autofree char *quote = mani_operation_dup_only_quote (project, annotations);
  guint n = annotations->len;
  ManiEdit *edit;

  if (*stripped == '\0')
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID, _ ("an attribute needs a name"));
      return NULL;
    }

  edit = mani_edit_new (NULL);
  mani_operation_change_all (edit, annotations, change_attribute, &(Attribute){ stripped, value },
                             now);
  if (value != NULL && quote != NULL)
    /* Translators: an attribute is a name with a value: “certainty”, the words of a passage */
    return mani_operation_named (
        edit, g_strdup_printf (_ ("Set Attribute “%s” of “%s”"), stripped, quote));
  if (value != NULL)
    return mani_operation_named (
        edit, g_strdup_printf (ngettext ("Set Attribute “%s” of %u Annotation",
                                         "Set Attribute “%s” of %u Annotations", n),
                               stripped, n));
  if (quote != NULL)
    return mani_operation_named (
        edit, g_strdup_printf (_ ("Remove Attribute “%s” from “%s”"), stripped, quote));

  return mani_operation_named (
      edit, g_strdup_printf (ngettext ("Remove Attribute “%s” from %u Annotation",
                                       "Remove Attribute “%s” from %u Annotations", n),
                             stripped, n));
}

/* The words of both ends. */
static void
dup_ends (ManiProject *project, ManiRelation *relation, char **from, char **to)
{
  const char *ids[] = { mani_relation_get_from (relation), mani_relation_get_to (relation) };
  char **words[] = { from, to };

  for (guint i = 0; i < 2; i++)
    {
      ManiAnnotation *end = mani_project_lookup (project, MANI_KIND_ANNOTATION, ids[i]);

      *words[i] = end != NULL ? mani_operation_dup_quote (project, end) : g_strdup (ids[i]);
    }
}

ManiEdit *
mani_operation_remove_relation (ManiProject *project, ManiRelation *relation)
{
  ManiEdit *edit = mani_edit_new (NULL);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  dup_ends (project, relation, &from, &to);
  mani_edit_remove (edit, relation);

  return mani_operation_named (edit,
                               g_strdup_printf (_ ("Remove Relation of “%s” to “%s”"), from, to));
}

ManiEdit *
mani_operation_set_relation (ManiProject *project,
                             ManiRelation *relation,
                             const char *label,
                             gboolean is_directed,
                             gboolean is_reversed)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (MANI_RECORD (relation));
  g_autoptr (ManiRecord) after = NULL;
  ManiEdit *edit = mani_edit_new (NULL);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  dup_ends (project, relation, &from, &to);
  mani_record_builder_set_string (builder, MANI_RELATION_LABEL, label);
  mani_record_builder_set_flag (builder, MANI_RELATION_DIRECTED, is_directed);
  if (is_reversed)
    {
      mani_record_builder_set_string (builder, MANI_RELATION_FROM, mani_relation_get_to (relation));
      mani_record_builder_set_string (builder, MANI_RELATION_TO, mani_relation_get_from (relation));
    }
  after = mani_record_builder_end (builder, NULL);
  mani_operation_append_change (edit, relation, after);

  return mani_operation_named (edit,
                               g_strdup_printf (_ ("Change Relation of “%s” to “%s”"), from, to));
}
