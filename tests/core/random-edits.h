/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Random edits of every kind: each row of `edit_kinds` makes edits of one. */

#pragma once

#include "mani-operations.h"

#include "random-records.h"

#include <string.h>

/* What the edit has made of @record so far; NULL where it goes. */
static inline gpointer
as_edited (ManiEdit *edit, gpointer record)
{
  ManiKind kind = mani_kind_of (record);

  for (guint i = mani_edit_get_length (edit); i > 0; i--)
    {
      const ManiChange *change = mani_edit_get (edit, i - 1);
      ManiRecord *its = change->before != NULL ? change->before : change->after;

      if (mani_kind_of (its) == kind &&
          strcmp (mani_record_get_id (its), mani_record_get_id (record)) == 0)
        return change->after;
    }

  return record;
}

static inline guint
random_position (ManiProject *project, ManiKind kind)
{
  return random_below (mani_table_get_length (mani_project_get_table (project, kind)) + 3);
}

typedef enum
{
  ADD,
  ADD_AT,
  REPLACE,
  REPLACE_AND_MOVE,
  MOVE,
  REMOVE,
} Act;

/* Labels, entities, articles, relations, the project. */
static inline void
act_on_record (ManiProject *project, ManiEdit *edit, ManiKind kind, Act act)
{
  ManiTable *table = kind != MANI_KIND_PROJECT ? mani_project_get_table (project, kind) : NULL;
  ManiRecord *before = NULL;
  g_autoptr (ManiRecord) after = NULL;
  guint position = act == ADD_AT || act == REPLACE_AND_MOVE || act == MOVE
                       ? random_position (project, kind)
                       : MANI_EDIT_KEEP_PLACE;

  if (act >= REPLACE)
    {
      before =
          table != NULL ? random_in_table (table) : MANI_RECORD (mani_project_get_info (project));
      /* One in use would be refused; that is to be met, but not most of the time. */
      for (guint i = 0; act == REMOVE && before != NULL && i < 5; i++)
        if (mani_project_count_uses (project, kind, mani_record_get_id (before)) > 0)
          before = random_in_table (table);
      before = before != NULL ? as_edited (edit, before) : NULL;
      if (before == NULL)
        return;
    }
  if (act == MOVE)
    after = g_object_ref (before);
  else if (act != REMOVE)
    {
      after = random_record (project, kind, before);
      if (after == NULL)
        return;
    }
  mani_edit_append (edit, &(ManiChange){ before, after, position });
}

static inline void
act_on_annotation (ManiProject *project, ManiEdit *edit, guint n_ranges, Act act)
{
  ManiTable *articles = mani_project_get_table (project, MANI_KIND_ARTICLE);
  ManiArticle *article = random_in_table (articles);
  ManiRecord *before = NULL;
  g_autoptr (ManiRecord) after = NULL;
  guint n;

  article = article != NULL ? as_edited (edit, article) : NULL;
  if (article == NULL)
    return;
  if (act == ADD)
    after = random_new_annotation (project, article, n_ranges);
  else
    {
      for (guint i = 0; i < 10 && before == NULL; i++)
        {
          before = random_annotation (project);
          if (before == NULL)
            return;
          mani_annotation_get_ranges (MANI_ANNOTATION (before), &n);
          if (act == REMOVE && MIN (n, 2) != MIN (n_ranges, 2))
            before = NULL;
        }
      before = before != NULL ? as_edited (edit, before) : NULL;
      if (before == NULL)
        return;
    }
  if (act == REPLACE)
    {
      ManiArticle *own = mani_project_lookup (
          project, MANI_KIND_ARTICLE, mani_annotation_get_article (MANI_ANNOTATION (before)));

      if (random_chance (80) && own != NULL && as_edited (edit, own) != NULL)
        article = as_edited (edit, own);
      after = random_changed_annotation (project, before, article, n_ranges);
    }
  mani_edit_append (edit, &(ManiChange){ before, after, MANI_EDIT_KEEP_PLACE });
}

static inline void
act_on_many_annotations (ManiProject *project, ManiEdit *edit, guint n_ranges, Act act)
{
  ManiTable *articles = mani_project_get_table (project, MANI_KIND_ARTICLE);
  ManiArticle *article = random_in_table (articles);
  ManiTable *table = NULL;
  g_autoptr (GPtrArray) removed = g_ptr_array_new ();

  if (article == NULL)
    return;
  if (act == ADD)
    {
      guint n = 17 + random_below (10);

      for (guint i = 0; i < n; i++)
        {
          g_autoptr (ManiRecord) after = random_new_annotation (project, article, random_below (4));

          mani_edit_add (edit, after);
        }
      return;
    }

  for (guint i = 0; i < mani_table_get_length (articles); i++)
    {
      table = mani_project_get_annotations (project, mani_record_get_id (MANI_RECORD (article)));
      if (mani_table_get_length (table) >= 17)
        break;
      article = mani_table_get (articles, i);
    }
  if (mani_table_get_length (table) < 17)
    return;
  for (guint i = 0; i < mani_table_get_length (table); i++)
    {
      ManiRecord *before = mani_table_get (table, i);

      if (i >= 17 && random_chance (50))
        continue;
      if (act == REPLACE)
        {
          g_autoptr (ManiRecord) after =
              random_changed_annotation (project, before, article, random_below (4));

          mani_edit_replace (edit, before, after);
        }
      else
        g_ptr_array_add (removed, before);
    }
  if (act == REMOVE)
    {
      g_autoptr (ManiEdit) removal = mani_operation_remove_annotations (project, removed);

      for (guint i = 0; i < mani_edit_get_length (removal); i++)
        mani_edit_append (edit, mani_edit_get (removal, i));
    }
}

static inline void
act_on_many_relations (ManiProject *project, ManiEdit *edit, guint unused, Act act)
{
  ManiTable *table = mani_project_get_table (project, MANI_KIND_RELATION);

  for (guint i = 0; i < 17 + random_below (10); i++)
    if (act == ADD)
      act_on_record (project, edit, MANI_KIND_RELATION, ADD);
    else if (i < mani_table_get_length (table))
      mani_edit_remove (edit, mani_table_get (table, i));
}

/* An article and all that hangs on it; the labels or entities that are used. */
static inline void
cascade (ManiProject *project, ManiEdit *edit, ManiKind kind, Act act)
{
  ManiTable *table = mani_project_get_table (project, kind);
  gpointer record = random_in_table (table);
  gpointer other = random_in_table (table);
  g_autoptr (GPtrArray) articles = g_ptr_array_new ();
  g_autoptr (ManiEdit) made = NULL;

  if (record == NULL || mani_table_get_length (table) < 3)
    return;
  switch (kind)
    {
    case MANI_KIND_ARTICLE:
      g_ptr_array_add (articles, record);
      made = mani_operation_remove_articles (project, articles);
      break;

    case MANI_KIND_LABEL:
      if (other == record)
        return;
      made = mani_operation_remove_label (project, record,
                                          random_chance (50) ? mani_record_get_id (other) : NULL);
      break;

    case MANI_KIND_ENTITY:
      if (other == record)
        made = mani_operation_remove_entity (project, record);
      else
        made = mani_operation_merge_entities (project, other, record);
      break;

    case MANI_KIND_PROJECT:
    case MANI_KIND_ANNOTATION:
    case MANI_KIND_RELATION:
    default:
      g_assert_not_reached ();
    }
  for (guint i = 0; i < mani_edit_get_length (made); i++)
    mani_edit_append (edit, mani_edit_get (made, i));
}

/* A corrected text, with every annotation in a new place. */
static inline void
retext (ManiProject *project, ManiEdit *edit, guint unused, Act act)
{
  ManiRecord *before = random_in_table (mani_project_get_table (project, MANI_KIND_ARTICLE));
  g_autoptr (ManiRecordBuilder) builder = NULL;
  g_autoptr (ManiRecord) after = NULL;
  g_autofree char *text = text_samples_random (random_below (60));
  ManiTable *table;

  if (before == NULL)
    return;
  builder = mani_record_builder_new_from (before);
  mani_record_builder_clear (builder, MANI_ARTICLE_BLOCKS);
  mani_record_builder_clear (builder, MANI_ARTICLE_PAGES);
  mani_article_builder_set_text (builder, text, -1);
  after = mani_record_builder_end (builder, NULL);
  mani_edit_replace (edit, before, after);
  table = mani_project_get_annotations (project, mani_record_get_id (before));
  for (guint i = 0; i < mani_table_get_length (table); i++)
    {
      g_autoptr (ManiRecord) moved = random_changed_annotation (
          project, mani_table_get (table, i), MANI_ARTICLE (after), random_below (3));

      mani_edit_replace (edit, mani_table_get (table, i), moved);
    }
}

/* Several changes of several records. */
static inline void
mix (ManiProject *project, ManiEdit *edit, guint unused, Act unused_too)
{
  static const ManiKind kinds[] = { MANI_KIND_PROJECT, MANI_KIND_LABEL, MANI_KIND_ENTITY,
                                    MANI_KIND_ARTICLE, MANI_KIND_RELATION };

  for (guint i = 0; i < 2 + random_below (5); i++)
    if (random_chance (50))
      act_on_annotation (project, edit, random_below (4), random_chance (50) ? ADD : REPLACE);
    else
      {
        ManiKind kind = kinds[random_below (G_N_ELEMENTS (kinds))];
        Act act = kind == MANI_KIND_PROJECT ? REPLACE : (Act) random_below (REMOVE);

        act_on_record (project, edit, kind, act);
      }
}

/* Several changes of one record. */
static inline void
change_twice (ManiProject *project, ManiEdit *edit, ManiKind kind, Act act)
{
  ManiRecord *before = kind == MANI_KIND_ANNOTATION
                           ? random_annotation (project)
                           : random_in_table (mani_project_get_table (project, kind));
  ManiArticle *article = random_in_table (mani_project_get_table (project, MANI_KIND_ARTICLE));
  g_autoptr (ManiRecord) second = NULL;
  g_autoptr (ManiRecord) third = NULL;

  if (before == NULL)
    return;
  if (kind == MANI_KIND_ANNOTATION)
    {
      second = random_changed_annotation (project, before, article, random_below (4));
      third = random_changed_annotation (project, second, article, random_below (4));
    }
  else
    {
      second = random_record (project, kind, before);
      if (second == NULL)
        return;
      third = random_record (project, kind, second);
    }
  if (second == NULL || third == NULL)
    return;

  switch (random_below (5))
    {
    case 0:
      mani_edit_replace (edit, before, second);
      mani_edit_replace (edit, second, third);
      break;

    case 1:
      mani_edit_remove (edit, before);
      mani_edit_add_at (edit, second, random_below (5));
      break;

    case 2:
      mani_edit_move (edit, before, random_below (5));
      mani_edit_replace (edit, before, second);
      mani_edit_move (edit, second, random_below (5));
      break;

    case 3:
      mani_edit_remove (edit, before);
      mani_edit_add (edit, second);
      mani_edit_remove (edit, second);
      mani_edit_add_at (edit, third, random_below (5));
      break;

    default:
      mani_edit_append (edit, &(ManiChange){ before, second, random_below (5) });
      mani_edit_append (edit, &(ManiChange){ second, third, random_below (5) });
      break;
    }
}

typedef void (*Maker) (ManiProject *project, ManiEdit *edit, guint what, Act act);

typedef struct
{
  const char *name;
  Maker make;
  guint what;
  Act act;
  gboolean is_wide; /* several changes may cancel out */
} Kind;

static const Kind edit_kinds[] = {
  { "project-replace", act_on_record, MANI_KIND_PROJECT, REPLACE },
  { "label-add", act_on_record, MANI_KIND_LABEL, ADD },
  { "label-add-at", act_on_record, MANI_KIND_LABEL, ADD_AT },
  { "label-replace", act_on_record, MANI_KIND_LABEL, REPLACE },
  { "label-replace-and-move", act_on_record, MANI_KIND_LABEL, REPLACE_AND_MOVE },
  { "label-move", act_on_record, MANI_KIND_LABEL, MOVE },
  { "label-remove", act_on_record, MANI_KIND_LABEL, REMOVE },
  { "label-cascade", cascade, MANI_KIND_LABEL },
  { "label-twice", change_twice, MANI_KIND_LABEL, 0, TRUE },
  { "entity-add", act_on_record, MANI_KIND_ENTITY, ADD },
  { "entity-add-at", act_on_record, MANI_KIND_ENTITY, ADD_AT },
  { "entity-replace", act_on_record, MANI_KIND_ENTITY, REPLACE },
  { "entity-replace-and-move", act_on_record, MANI_KIND_ENTITY, REPLACE_AND_MOVE },
  { "entity-move", act_on_record, MANI_KIND_ENTITY, MOVE },
  { "entity-remove", act_on_record, MANI_KIND_ENTITY, REMOVE },
  { "entity-cascade", cascade, MANI_KIND_ENTITY },
  { "entity-twice", change_twice, MANI_KIND_ENTITY, 0, TRUE },
  { "article-add", act_on_record, MANI_KIND_ARTICLE, ADD },
  { "article-add-at", act_on_record, MANI_KIND_ARTICLE, ADD_AT },
  { "article-replace", act_on_record, MANI_KIND_ARTICLE, REPLACE },
  { "article-replace-and-move", act_on_record, MANI_KIND_ARTICLE, REPLACE_AND_MOVE },
  { "article-move", act_on_record, MANI_KIND_ARTICLE, MOVE },
  { "article-remove", act_on_record, MANI_KIND_ARTICLE, REMOVE },
  { "article-cascade", cascade, MANI_KIND_ARTICLE },
  { "article-twice", change_twice, MANI_KIND_ARTICLE, 0, TRUE },
  { "article-retext", retext },
  { "annotation-0-add", act_on_annotation, 0, ADD },
  { "annotation-0-replace", act_on_annotation, 0, REPLACE },
  { "annotation-0-remove", act_on_annotation, 0, REMOVE },
  { "annotation-1-add", act_on_annotation, 1, ADD },
  { "annotation-1-replace", act_on_annotation, 1, REPLACE },
  { "annotation-1-remove", act_on_annotation, 1, REMOVE },
  { "annotation-3-add", act_on_annotation, 3, ADD },
  { "annotation-3-replace", act_on_annotation, 3, REPLACE },
  { "annotation-3-remove", act_on_annotation, 3, REMOVE },
  { "annotation-twice", change_twice, MANI_KIND_ANNOTATION, 0, TRUE },
  { "annotations-add", act_on_many_annotations, 0, ADD },
  { "annotations-replace", act_on_many_annotations, 0, REPLACE },
  { "annotations-remove", act_on_many_annotations, 0, REMOVE },
  { "relation-add", act_on_record, MANI_KIND_RELATION, ADD },
  { "relation-replace", act_on_record, MANI_KIND_RELATION, REPLACE },
  { "relation-remove", act_on_record, MANI_KIND_RELATION, REMOVE },
  { "relation-twice", change_twice, MANI_KIND_RELATION, 0, TRUE },
  { "relations-add", act_on_many_relations, 0, ADD },
  { "relations-remove", act_on_many_relations, 0, REMOVE },
  { "mixed", mix, 0, 0, TRUE },
};
