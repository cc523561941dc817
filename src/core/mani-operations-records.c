/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The operations on articles and entities. */

#include "mani-operations.h"

#include "mani-operations-private.h"

#include <glib/gi18n.h>
#include <string.h>

static char *
dup_title (ManiArticle *article)
{
  g_autofree char *title = mani_article_dup_title (article);

  return mani_operation_dup_words (title);
}

ManiEdit *
mani_operation_add_articles (ManiProject *project, GPtrArray *articles)
{
  ManiEdit *edit = mani_edit_new (NULL);
  guint n = articles->len;
  g_autofree char *title = n == 1 ? dup_title (articles->pdata[0]) : NULL;

  for (guint i = 0; i < n; i++)
    mani_edit_add (edit, articles->pdata[i]);
  if (title != NULL)
    return mani_operation_named (edit, g_strdup_printf (_ ("Add Article “%s”"), title));

  return mani_operation_named (
      edit, g_strdup_printf (ngettext ("Add %u Article", "Add %u Articles", n), n));
}

ManiEdit *
mani_operation_remove_articles (ManiProject *project, GPtrArray *articles)
{
  ManiEdit *edit = mani_edit_new (NULL);
  guint n = articles->len;
  g_autoptr (GPtrArray) annotations = g_ptr_array_new ();
  g_autofree char *title = n == 1 ? dup_title (articles->pdata[0]) : NULL;

  for (guint i = 0; i < n; i++)
    {
      ManiTable *table =
          mani_project_get_annotations (project, mani_record_get_id (articles->pdata[i]));

      for (guint j = 0; j < mani_table_get_length (table); j++)
        g_ptr_array_add (annotations, mani_table_get (table, j));
    }
  mani_operation_append_removal (project, edit, annotations);
  for (guint i = 0; i < n; i++)
    mani_edit_remove (edit, articles->pdata[i]);

  if (title != NULL)
    return mani_operation_named (edit, g_strdup_printf (_ ("Remove Article “%s”"), title));

  return mani_operation_named (
      edit, g_strdup_printf (ngettext ("Remove %u Article", "Remove %u Articles", n), n));
}

static void
redirect_entity (ManiProject *project, ManiEdit *edit, ManiEntity *gone, const char *to)
{
  mani_operation_append_redirection (project, edit, MANI_ANNOTATION_ENTITY,
                                     mani_record_get_id (MANI_RECORD (gone)), to);
  mani_edit_remove (edit, gone);
}

ManiEdit *
mani_operation_remove_entities (ManiProject *project, GPtrArray *entities)
{
  ManiEdit *edit = mani_edit_new (NULL);
  guint n = entities->len;

  for (guint i = 0; i < n; i++)
    redirect_entity (project, edit, entities->pdata[i], NULL);
  if (n == 1)
    return mani_operation_named (
        edit, g_strdup_printf (_ ("Remove “%s”"), mani_entity_get_name (entities->pdata[0])));

  return mani_operation_named (
      edit, g_strdup_printf (
                ngettext ("Remove %u Person or Place", "Remove %u People and Places", n), n));
}

ManiEdit *
mani_operation_remove_entity (ManiProject *project, ManiEntity *entity)
{
  g_autoptr (GPtrArray) entities = g_ptr_array_new ();

  g_ptr_array_add (entities, entity);
  return mani_operation_remove_entities (project, entities);
}

static void
add_once (GPtrArray *strings, const char *string)
{
  if (!g_ptr_array_find_with_equal_func (strings, string, g_str_equal, NULL))
    g_ptr_array_add (strings, (gpointer) string);
}

/* The strings of both, those of @keep first; @name of @gone too when it is not NULL. */
static void
join_strings (ManiRecordBuilder *builder,
              guint field,
              ManiRecord *keep,
              const char *name,
              ManiRecord *gone)
{
  g_autoptr (GPtrArray) strings = g_ptr_array_new ();
  const char *const *values = mani_record_get_strings (keep, field);

  for (guint i = 0; values[i] != NULL; i++)
    add_once (strings, values[i]);
  if (name != NULL)
    add_once (strings, name);
  values = mani_record_get_strings (gone, field);
  for (guint i = 0; values[i] != NULL; i++)
    if (name == NULL || strcmp (values[i], mani_entity_get_name (MANI_ENTITY (keep))) != 0)
      add_once (strings, values[i]);
  g_ptr_array_add (strings, NULL);
  mani_record_builder_set_strings (builder, field, (const char *const *) strings->pdata);
}

static ManiRecord *
merge_entities (ManiRecord *keep, ManiRecord *gone)
{
  static const guint simple[] = { MANI_ENTITY_KIND, MANI_ENTITY_DATES, MANI_ENTITY_COUNTRY };
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (keep);
  const char *name = mani_entity_get_name (MANI_ENTITY (gone));
  const char *const *meta = mani_record_get_strings (gone, MANI_ENTITY_META);
  const char *note = mani_entity_get_note (MANI_ENTITY (keep));
  const char *other_note = mani_entity_get_note (MANI_ENTITY (gone));

  if (strcmp (name, mani_entity_get_name (MANI_ENTITY (keep))) == 0)
    name = NULL;
  join_strings (builder, MANI_ENTITY_ALIASES, keep, name, gone);
  join_strings (builder, MANI_ENTITY_SAME_AS, keep, NULL, gone);

  for (guint i = 0; i < G_N_ELEMENTS (simple); i++)
    if (!mani_record_has (keep, simple[i]))
      mani_record_builder_copy (builder, gone, simple[i]);
  if (!mani_record_has (keep, MANI_ENTITY_LATITUDE))
    for (guint i = MANI_ENTITY_LATITUDE; i <= MANI_ENTITY_PRECISION; i++)
      mani_record_builder_copy (builder, gone, i);
  for (guint i = 0; meta[i] != NULL; i += 2)
    if (mani_record_get_in_map (keep, MANI_ENTITY_META, meta[i]) == NULL)
      mani_record_builder_set_in_map (builder, MANI_ENTITY_META, meta[i], meta[i + 1]);
  if (mani_record_get_unknown (keep) == NULL)
    mani_record_builder_set_unknown (builder, mani_record_get_unknown (gone));

  if (note == NULL)
    mani_record_builder_set_string (builder, MANI_ENTITY_NOTE, other_note);
  else if (other_note != NULL && strcmp (note, other_note) != 0)
    {
      g_autofree char *both = g_strconcat (note, "\n\n", other_note, NULL);

      mani_record_builder_set_string (builder, MANI_ENTITY_NOTE, both);
    }

  return mani_record_builder_end (builder, NULL);
}

ManiEdit *
mani_operation_merge_several (ManiProject *project, ManiEntity *keep, GPtrArray *entities)
{
  ManiEdit *edit = mani_edit_new (NULL);
  g_autoptr (ManiRecord) merged = g_object_ref (MANI_RECORD (keep));
  ManiEntity *last = NULL;
  guint n = 0;

  for (guint i = 0; i < entities->len; i++)
    if (entities->pdata[i] != keep)
      {
        ManiRecord *more = merge_entities (merged, entities->pdata[i]);

        g_set_object (&merged, more);
        g_object_unref (more);
        last = entities->pdata[i];
        n++;
      }
  if (!mani_record_equal (merged, MANI_RECORD (keep)))
    mani_edit_replace (edit, keep, merged);
  for (guint i = 0; i < entities->len; i++)
    if (entities->pdata[i] != keep)
      redirect_entity (project, edit, entities->pdata[i], mani_record_get_id (MANI_RECORD (keep)));

  if (n == 1)
    return mani_operation_named (edit, g_strdup_printf (_ ("Merge “%s” into “%s”"),
                                                        mani_entity_get_name (last),
                                                        mani_entity_get_name (keep)));

  /* Translators: how many people or places, and the one that they become */
  return mani_operation_named (
      edit, g_strdup_printf (ngettext ("Merge %u into “%s”", "Merge %u into “%s”", n), n,
                             mani_entity_get_name (keep)));
}

ManiEdit *
mani_operation_merge_entities (ManiProject *project, ManiEntity *keep, ManiEntity *gone)
{
  g_autoptr (GPtrArray) entities = g_ptr_array_new ();

  g_return_val_if_fail (keep != gone, mani_edit_new (NULL));

  g_ptr_array_add (entities, gone);
  return mani_operation_merge_several (project, keep, entities);
}

ManiEdit *
mani_operation_set_record (gpointer before, gpointer after, const char *name)
{
  ManiEdit *edit = mani_edit_new (name);

  if (!mani_record_equal (before, after))
    mani_edit_replace (edit, before, after);

  return edit;
}
