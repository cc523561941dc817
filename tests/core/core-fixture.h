/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A small project that tests of the core share, and short ways to make records. */

#pragma once

#include "mani-history.h"
#include "mani-operations.h"

/* "Baku and Yerevan talk.\nBaku waits.\n", the violin key before the second line */
#define FIXTURE_TEXT "Baku and Yerevan talk.\n\U0001d11eBaku waits.\n"
#define FIXTURE_NOW G_GINT64_CONSTANT (1637719800000000) /* 2021-11-24T02:10:00Z */

static inline ManiArticle *
make_article (const char *id, const char *title, const char *text)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_article_record_type);
  g_autoptr (GError) error = NULL;
  ManiArticle *article;

  mani_record_builder_set_string (builder, MANI_ARTICLE_ID, id);
  mani_record_builder_set_string (builder, MANI_ARTICLE_TITLE, title);
  mani_article_builder_set_text (builder, text, -1);
  article = mani_record_builder_end (builder, &error);
  g_assert_no_error (error);

  return article;
}

static inline ManiAnnotation *
make_annotation (const char *id, const char *article, guint start, guint end, const char *label)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_annotation_record_type);
  g_autoptr (GError) error = NULL;
  ManiAnnotation *annotation;

  mani_record_builder_set_string (builder, MANI_ANNOTATION_ID, id);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE, article);
  mani_record_builder_set_ranges (builder, MANI_ANNOTATION_RANGES, &(ManiRange){ start, end }, 1);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_LABEL, label);
  annotation = mani_record_builder_end (builder, &error);
  g_assert_no_error (error);

  return annotation;
}

static inline ManiAnnotation *
make_orphan (const char *id, const char *article, const char *quote)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_annotation_record_type);
  g_autoptr (GError) error = NULL;
  ManiAnnotation *annotation;

  mani_record_builder_set_string (builder, MANI_ANNOTATION_ID, id);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE, article);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_QUOTE, quote);
  annotation = mani_record_builder_end (builder, &error);
  g_assert_no_error (error);

  return annotation;
}

static inline ManiLabel *
make_label (const char *id, const char *name, const char *parent)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_label_record_type);
  g_autoptr (GError) error = NULL;
  ManiLabel *label;

  mani_record_builder_set_string (builder, MANI_LABEL_ID, id);
  mani_record_builder_set_string (builder, MANI_LABEL_NAME, name);
  mani_record_builder_set_string (builder, MANI_LABEL_PARENT, parent);
  label = mani_record_builder_end (builder, &error);
  g_assert_no_error (error);

  return label;
}

static inline ManiEntity *
make_entity (const char *id, const char *name, ManiEntityKind kind, const char *const *aliases)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_entity_record_type);
  g_autoptr (GError) error = NULL;
  ManiEntity *entity;

  mani_record_builder_set_string (builder, MANI_ENTITY_ID, id);
  mani_record_builder_set_word (builder, MANI_ENTITY_KIND, kind);
  mani_record_builder_set_string (builder, MANI_ENTITY_NAME, name);
  mani_record_builder_set_strings (builder, MANI_ENTITY_ALIASES, aliases);
  entity = mani_record_builder_end (builder, &error);
  g_assert_no_error (error);

  return entity;
}

static inline ManiRelation *
make_relation (const char *id, const char *from, const char *to, const char *label)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_relation_record_type);
  g_autoptr (GError) error = NULL;
  ManiRelation *relation;

  mani_record_builder_set_string (builder, MANI_RELATION_ID, id);
  mani_record_builder_set_string (builder, MANI_RELATION_FROM, from);
  mani_record_builder_set_string (builder, MANI_RELATION_TO, to);
  mani_record_builder_set_string (builder, MANI_RELATION_LABEL, label);
  relation = mani_record_builder_end (builder, &error);
  g_assert_no_error (error);

  return relation;
}

/* Applies one added record; takes it. */
static inline void
add_record (ManiProject *project, gpointer record)
{
  g_autoptr (ManiEdit) edit = mani_edit_new ("Add");
  g_autoptr (ManiEdit) inverse = NULL;
  g_autoptr (GError) error = NULL;

  mani_edit_add (edit, record);
  inverse = mani_project_apply (project, edit, &error);
  g_assert_no_error (error);
  g_object_unref (record);
}

/* The default labels; article "a" of FIXTURE_TEXT, titled "News", and an empty article "b";
 * annotations "a1" (0 to 4, place), "a2" (9 to 16, place), "a3" (24 to 28, bare) of "a"; relation
 * "r" from a1 to a2. */
static inline ManiProject *
make_project (void)
{
  ManiProject *project = mani_project_new ("Test");

  add_record (project, make_article ("a", "News", FIXTURE_TEXT));
  add_record (project, make_article ("b", NULL, ""));
  add_record (project, make_annotation ("a1", "a", 0, 4, "place"));
  add_record (project, make_annotation ("a2", "a", 9, 16, "place"));
  add_record (project, make_annotation ("a3", "a", 24, 28, NULL));
  add_record (project, make_relation ("r", "a1", "a2", NULL));

  return project;
}
