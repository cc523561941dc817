/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The operations on one field of an article, an entity, a label or the project, each named by a
 * table; and what is done to several articles at once. */

#include "mani-operations.h"

#include "mani-operations-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* The name of the edit that changes a field; %s is the record's name. */
static const struct
{
  const ManiRecordType *type;
  guint field;
  const char *name;
} names[] = {
  { &mani_article_record_type, MANI_ARTICLE_TITLE, N_ ("Rename Article “%s”") },
  { &mani_article_record_type, MANI_ARTICLE_BYLINE, N_ ("Change Byline of “%s”") },
  { &mani_article_record_type, MANI_ARTICLE_DATE, N_ ("Change Date of “%s”") },
  { &mani_article_record_type, MANI_ARTICLE_LANGUAGE, N_ ("Change Language of “%s”") },
  { &mani_article_record_type, MANI_ARTICLE_SOURCE, N_ ("Change Source of “%s”") },
  { &mani_article_record_type, MANI_ARTICLE_TAGS, N_ ("Change Tags of Article “%s”") },
  { &mani_article_record_type, MANI_ARTICLE_NOTE, N_ ("Change Note on Article “%s”") },
  { &mani_article_record_type, MANI_ARTICLE_META, N_ ("Change Details of “%s”") },
  { &mani_entity_record_type, MANI_ENTITY_NAME, N_ ("Rename “%s”") },
  { &mani_entity_record_type, MANI_ENTITY_KIND, N_ ("Change Kind of “%s”") },
  { &mani_entity_record_type, MANI_ENTITY_ALIASES, N_ ("Change Other Names of “%s”") },
  { &mani_entity_record_type, MANI_ENTITY_SAME_AS, N_ ("Change Links of “%s”") },
  { &mani_entity_record_type, MANI_ENTITY_DATES, N_ ("Change Dates of “%s”") },
  { &mani_entity_record_type, MANI_ENTITY_COUNTRY, N_ ("Change Country of “%s”") },
  { &mani_entity_record_type, MANI_ENTITY_NOTE, N_ ("Change Note on “%s”") },
  { &mani_entity_record_type, MANI_ENTITY_META, N_ ("Change Details of “%s”") },
  { &mani_label_record_type, MANI_LABEL_DESCRIPTION, N_ ("Describe Label “%s”") },
  { &mani_project_info_record_type, MANI_PROJECT_TITLE, N_ ("Rename Project") },
  { &mani_project_info_record_type, MANI_PROJECT_CREATOR, N_ ("Change Author of Project") },
  { &mani_project_info_record_type, MANI_PROJECT_NOTE, N_ ("Change Note on Project") },
};

static char *
dup_name (ManiRecord *record)
{
  if (MANI_IS_ARTICLE (record))
    {
      g_autofree char *title = mani_article_dup_title (MANI_ARTICLE (record));

      return mani_operation_dup_words (title);
    }
  if (MANI_IS_ENTITY (record))
    return g_strdup (mani_entity_get_name (MANI_ENTITY (record)));
  if (MANI_IS_LABEL (record))
    return g_strdup (mani_label_get_name (MANI_LABEL (record)));

  return g_strdup ("");
}

/* What @builder makes of @before, as an edit. */
static ManiEdit *
end_change (ManiRecord *before, guint field, ManiRecordBuilder *builder, GError **error)
{
  g_autoptr (ManiRecord) after = mani_record_builder_end (builder, error);
  g_autofree char *name = dup_name (before);
  ManiEdit *edit;

  if (after == NULL)
    return NULL;

  edit = mani_edit_new (NULL);
  mani_operation_append_change (edit, before, after);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (names[i].type == mani_record_get_record_type (before) && names[i].field == field)
      {
        g_auto (GStrv) parts = g_strsplit (_ (names[i].name), "%s", 2);

        return mani_operation_named (edit, g_strjoinv (name, parts));
      }

  g_return_val_if_reached (edit);
}

ManiEdit *
mani_operation_set_string (gpointer record, guint field, const char *value, GError **error)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (record);
  g_autofree char *stripped = value != NULL ? g_strstrip (g_strdup (value)) : NULL;

  if ((stripped == NULL || *stripped == '\0') &&
      (mani_record_get_record_type (record)->fields[field].flags & MANI_FIELD_REQUIRED) != 0)
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID, _ ("a name cannot be empty"));
      return NULL;
    }
  mani_record_builder_set_string (builder, field, stripped);

  return end_change (record, field, builder, error);
}

ManiEdit *
mani_operation_set_strings (gpointer record, guint field, const char *const *values)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (record);
  g_autoptr (GPtrArray) once = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      g_autofree char *stripped = g_strstrip (g_strdup (values[i]));

      if (*stripped != '\0' &&
          !g_ptr_array_find_with_equal_func (once, stripped, g_str_equal, NULL))
        g_ptr_array_add (once, g_steal_pointer (&stripped));
    }
  g_ptr_array_add (once, NULL);
  mani_record_builder_set_strings (builder, field, (const char *const *) once->pdata);

  return end_change (record, field, builder, NULL);
}

ManiEdit *
mani_operation_set_in_map (gpointer record,
                           guint field,
                           const char *name,
                           const char *value,
                           GError **error)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (record);
  g_autofree char *stripped = g_strstrip (g_strdup (name));

  if (*stripped == '\0')
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID, _ ("a detail needs a name"));
      return NULL;
    }
  mani_record_builder_set_in_map (builder, field, stripped, value);

  return end_change (record, field, builder, error);
}

ManiEdit *
mani_operation_set_entity_kind (ManiEntity *entity, ManiEntityKind kind)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (MANI_RECORD (entity));

  mani_record_builder_set_word (builder, MANI_ENTITY_KIND, kind);

  return end_change (MANI_RECORD (entity), MANI_ENTITY_KIND, builder, NULL);
}

ManiEdit *
mani_operation_set_entities_kind (GPtrArray *entities, ManiEntityKind kind)
{
  ManiEdit *edit;
  guint n = entities->len;

  if (n == 1)
    return mani_operation_set_entity_kind (entities->pdata[0], kind);

  edit = mani_edit_new (NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (entities->pdata[i]);
      g_autoptr (ManiRecord) after = NULL;

      mani_record_builder_set_word (builder, MANI_ENTITY_KIND, kind);
      after = mani_record_builder_end (builder, NULL);
      mani_operation_append_change (edit, entities->pdata[i], after);
    }

  return mani_operation_named (
      edit, g_strdup_printf (ngettext ("Set the Kind of %u Person or Place",
                                       "Set the Kind of %u People and Places", n),
                             n));
}

/* The name of the only article, or NULL when there are several. */
static char *
dup_only_title (GPtrArray *articles)
{
  return articles->len == 1 ? dup_name (articles->pdata[0]) : NULL;
}

ManiEdit *
mani_operation_set_article_status (GPtrArray *articles, ManiArticleStatus status)
{
  ManiEdit *edit = mani_edit_new (NULL);
  g_autofree char *title = dup_only_title (articles);
  guint n = articles->len;
  const char *one;
  const char *many;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (articles->pdata[i]);
      g_autoptr (ManiRecord) after = NULL;

      mani_record_builder_set_word (builder, MANI_ARTICLE_STATUS, status);
      after = mani_record_builder_end (builder, NULL);
      mani_operation_append_change (edit, articles->pdata[i], after);
    }

  switch (status)
    {
    case MANI_ARTICLE_READING:
      one = _ ("Mark Article “%s” as Being Read");
      many = ngettext ("Mark %u Article as Being Read", "Mark %u Articles as Being Read", n);
      break;

    case MANI_ARTICLE_DONE:
      one = _ ("Mark Article “%s” as Done");
      many = ngettext ("Mark %u Article as Done", "Mark %u Articles as Done", n);
      break;

    case MANI_ARTICLE_NEW:
    default:
      one = _ ("Mark Article “%s” as New");
      many = ngettext ("Mark %u Article as New", "Mark %u Articles as New", n);
      break;
    }

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return mani_operation_named (edit, title != NULL ? g_strdup_printf (one, title)
                                                   : g_strdup_printf (many, n));
#pragma GCC diagnostic pop
}

ManiEdit *
mani_operation_set_group (GPtrArray *articles, const char *group)
{
  ManiEdit *edit = mani_edit_new (NULL);
  g_autofree char *title = dup_only_title (articles);
  g_autofree char *stripped = group != NULL ? g_strstrip (g_strdup (group)) : g_strdup ("");
  guint n = articles->len;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (articles->pdata[i]);
      g_autoptr (ManiRecord) after = NULL;

      mani_record_builder_set_in_map (builder, MANI_ARTICLE_META, MANI_ARTICLE_META_GROUP,
                                      *stripped != '\0' ? stripped : NULL);
      after = mani_record_builder_end (builder, NULL);
      mani_operation_append_change (edit, articles->pdata[i], after);
    }

  if (*stripped != '\0' && title != NULL)
    return mani_operation_named (
        edit, g_strdup_printf (_ ("Move Article “%s” to Group “%s”"), title, stripped));
  if (*stripped != '\0')
    return mani_operation_named (edit,
                                 g_strdup_printf (ngettext ("Move %u Article to Group “%s”",
                                                            "Move %u Articles to Group “%s”", n),
                                                  n, stripped));
  if (title != NULL)
    return mani_operation_named (edit,
                                 g_strdup_printf (_ ("Take Article “%s” out of Its Group"), title));

  return mani_operation_named (
      edit, g_strdup_printf (ngettext ("Take %u Article out of Its Group",
                                       "Take %u Articles out of Their Groups", n),
                             n));
}

ManiEdit *
mani_operation_rename_group (ManiProject *project, const char *group, const char *name)
{
  ManiTable *table = mani_project_get_table (project, MANI_KIND_ARTICLE);
  g_autoptr (GPtrArray) articles = g_ptr_array_new ();
  g_autofree char *stripped = name != NULL ? g_strstrip (g_strdup (name)) : g_strdup ("");
  ManiEdit *edit;

  for (guint i = 0; i < mani_table_get_length (table); i++)
    if (g_strcmp0 (mani_article_get_group (mani_table_get (table, i)), group) == 0)
      g_ptr_array_add (articles, mani_table_get (table, i));
  edit = mani_operation_set_group (articles, stripped);

  if (*stripped == '\0')
    return mani_operation_named (edit, g_strdup_printf (_ ("Dissolve Group “%s”"), group));

  return mani_operation_named (edit,
                               g_strdup_printf (_ ("Rename Group “%s” to “%s”"), group, stripped));
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer places)
{
  guint one = GPOINTER_TO_UINT (g_hash_table_lookup (places, *(const gconstpointer *) a));
  guint other = GPOINTER_TO_UINT (g_hash_table_lookup (places, *(const gconstpointer *) b));

  return one < other ? -1 : one > other;
}

ManiEdit *
mani_operation_move_articles (ManiProject *project, GPtrArray *articles, guint position)
{
  ManiTable *table = mani_project_get_table (project, MANI_KIND_ARTICLE);
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) block = g_ptr_array_new ();
  g_autofree char *title = dup_only_title (articles);
  guint n = articles->len;
  ManiEdit *edit = mani_edit_new (NULL);

  for (guint i = 0; i < mani_table_get_length (table); i++)
    g_hash_table_insert (places, mani_table_get (table, i), GUINT_TO_POINTER (i));
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (block, articles->pdata[i]);
  g_ptr_array_sort_with_data (block, compare_places, places);
  mani_operation_append_move (edit, table, block, position);

  if (title != NULL)
    return mani_operation_named (edit, g_strdup_printf (_ ("Move Article “%s”"), title));

  return mani_operation_named (
      edit, g_strdup_printf (ngettext ("Move %u Article", "Move %u Articles", n), n));
}

ManiEdit *
mani_operation_place_articles (ManiProject *project,
                               GPtrArray *articles,
                               const char *group,
                               guint position)
{
  g_autoptr (ManiEdit) moves = mani_operation_move_articles (project, articles, position);
  g_autoptr (ManiEdit) changes = mani_operation_set_group (articles, group);
  g_autoptr (GHashTable) changed = g_hash_table_new (NULL, NULL);
  ManiEdit *edit;

  if (mani_edit_get_length (changes) == 0)
    return g_steal_pointer (&moves);

  edit = mani_edit_new (mani_edit_get_name (changes));
  for (guint i = 0; i < mani_edit_get_length (changes); i++)
    {
      const ManiChange *change = mani_edit_get (changes, i);

      g_hash_table_insert (changed, change->before, change->after);
    }
  /* Each once: where it is, as it becomes. */
  for (guint i = 0; i < mani_edit_get_length (moves); i++)
    {
      ManiChange change = *mani_edit_get (moves, i);
      gpointer after = g_hash_table_lookup (changed, change.before);

      if (after != NULL)
        change.after = after;
      mani_edit_append (edit, &change);
      g_hash_table_remove (changed, change.before);
    }
  for (guint i = 0; i < mani_edit_get_length (changes); i++)
    if (g_hash_table_contains (changed, mani_edit_get (changes, i)->before))
      mani_edit_append (edit, mani_edit_get (changes, i));

  return edit;
}
