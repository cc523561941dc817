/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Random records that fit a project, and random changes of them. */

#pragma once

#include "mani-project.h"

#include "text-samples.h"

static inline guint
random_below (guint n)
{
  return n > 1 ? (guint) g_test_rand_int_range (0, n) : 0;
}

static inline gboolean
random_chance (guint percent)
{
  return random_below (100) < percent;
}

/* "PREFIXn", never the same twice in a run. */
static inline char *
random_new_name (const char *prefix)
{
  static guint n;

  return g_strdup_printf ("%s%u", prefix, ++n);
}

/* A record of the table, or NULL. */
static inline gpointer
random_in_table (ManiTable *table)
{
  return mani_table_get (table, random_below (mani_table_get_length (table)));
}

static inline const char *
random_id (ManiProject *project, ManiKind kind)
{
  ManiRecord *record = random_in_table (mani_project_get_table (project, kind));

  return record != NULL ? mani_record_get_id (record) : NULL;
}

/* An annotation of any article, or NULL. */
static inline gpointer
random_annotation (ManiProject *project)
{
  for (guint i = 0; i < 8; i++)
    {
      const char *article = random_id (project, MANI_KIND_ARTICLE);
      gpointer found = article != NULL
                           ? random_in_table (mani_project_get_annotations (project, article))
                           : NULL;

      if (found != NULL)
        return found;
    }

  return NULL;
}

static inline int
compare_offsets (const void *a, const void *b)
{
  const guint32 *one = a;
  const guint32 *other = b;

  return *one < *other ? -1 : *one > *other;
}

/* @n ranges within @length, ascending, some of them empty, some touching. */
static inline void
random_ranges (ManiRecordBuilder *builder, guint n, guint length)
{
  guint32 offsets[16];
  ManiRange ranges[8];

  g_assert_cmpuint (n, <=, G_N_ELEMENTS (ranges));
  for (guint i = 0; i < 2 * n; i++)
    offsets[i] = random_below (length + 1);
  qsort (offsets, 2 * n, sizeof *offsets, compare_offsets);
  for (guint i = 0; i < n; i++)
    ranges[i] = (ManiRange){ offsets[2 * i], offsets[2 * i + 1] };
  mani_record_builder_set_ranges (builder, MANI_ANNOTATION_RANGES, ranges, n);
}

static inline void
random_tags (ManiRecordBuilder *builder, guint field)
{
  g_autofree char *one = text_samples_random (2);
  g_autofree char *other = text_samples_random (1);
  const char *tags[] = { one, other, NULL };

  mani_record_builder_set_strings (builder, field, random_chance (70) ? tags : NULL);
}

static inline void
random_map (ManiRecordBuilder *builder, guint field)
{
  g_autofree char *name = g_strdup_printf ("name%u", random_below (5));
  g_autofree char *value = text_samples_random (3);

  mani_record_builder_set_in_map (builder, field, name, random_chance (80) ? value : NULL);
}

/* Changes something of an annotation that is not where it stands; its note is always another. */
static inline void
random_annotation_values (ManiRecordBuilder *builder, ManiProject *project)
{
  g_autofree char *note = random_new_name ("note ");

  mani_record_builder_set_string (builder, MANI_ANNOTATION_NOTE, note);
  if (random_chance (50))
    mani_record_builder_set_string (builder, MANI_ANNOTATION_LABEL,
                                    random_chance (70) ? random_id (project, MANI_KIND_LABEL)
                                                       : NULL);
  if (random_chance (30))
    mani_record_builder_set_string (builder, MANI_ANNOTATION_ENTITY,
                                    random_chance (70) ? random_id (project, MANI_KIND_ENTITY)
                                                       : NULL);
  if (random_chance (20))
    random_tags (builder, MANI_ANNOTATION_TAGS);
  if (random_chance (20))
    random_map (builder, MANI_ANNOTATION_ATTRIBUTES);
  if (random_chance (20))
    mani_record_builder_set_word (builder, MANI_ANNOTATION_STATUS, random_below (4));
  if (random_chance (20))
    mani_record_builder_set_number (builder, MANI_ANNOTATION_CONFIDENCE,
                                    g_test_rand_double_range (0, 1));
  if (random_chance (20))
    mani_record_builder_set_time (builder, MANI_ANNOTATION_MODIFIED,
                                  G_USEC_PER_SEC * (gint64) g_test_rand_int ());
  if (random_chance (10))
    mani_record_builder_set_unknown (builder, "\"x:new\":{\"a\" : [1.0, null]}");
}

static inline ManiRecord *
random_new_annotation (ManiProject *project, ManiArticle *article, guint n_ranges)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_annotation_record_type);
  g_autofree char *id = random_new_name ("n");

  mani_record_builder_set_string (builder, MANI_ANNOTATION_ID, id);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE,
                                  mani_record_get_id (MANI_RECORD (article)));
  random_annotation_values (builder, project);
  random_ranges (builder, n_ranges, mani_article_get_length (article));

  return mani_record_builder_end (builder, NULL);
}

/* @before with other values and, by chance, another place of @article. */
static inline ManiRecord *
random_changed_annotation (ManiProject *project,
                           gpointer before,
                           ManiArticle *article,
                           guint n_ranges)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (before);

  random_annotation_values (builder, project);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE,
                                  mani_record_get_id (MANI_RECORD (article)));
  random_ranges (builder, n_ranges, mani_article_get_length (article));

  return mani_record_builder_end (builder, NULL);
}

/* A record of @kind (no annotation): @before changed, or a new one; NULL for a relation when there
 * are no annotations. An article keeps its text. */
static inline ManiRecord *
random_record (ManiProject *project, ManiKind kind, ManiRecord *before)
{
  g_autoptr (ManiRecordBuilder) builder =
      before != NULL ? mani_record_builder_new_from (before)
                     : mani_record_builder_new (mani_kind_get_record_type (kind));
  g_autofree char *name = random_new_name ("name ");
  g_autofree char *id = random_new_name ("i");
  g_autofree char *text = NULL;
  ManiRecord *from = kind == MANI_KIND_RELATION ? random_annotation (project) : NULL;
  ManiRecord *to = kind == MANI_KIND_RELATION ? random_annotation (project) : NULL;

  if (kind == MANI_KIND_RELATION && (from == NULL || to == NULL))
    return NULL;
  if (before == NULL)
    mani_record_builder_set_string (builder, MANI_RECORD_ID, id);
  switch (kind)
    {
    case MANI_KIND_PROJECT:
      mani_record_builder_set_string (builder, MANI_PROJECT_TITLE, name);
      break;

    case MANI_KIND_LABEL:
      mani_record_builder_set_string (builder, MANI_LABEL_NAME, name);
      if (random_chance (50))
        mani_record_builder_set_string (builder, MANI_LABEL_PARENT,
                                        random_chance (70) ? random_id (project, MANI_KIND_LABEL)
                                                           : NULL);
      break;

    case MANI_KIND_ENTITY:
      mani_record_builder_set_string (builder, MANI_ENTITY_NAME, name);
      random_tags (builder, MANI_ENTITY_ALIASES);
      random_map (builder, MANI_ENTITY_META);
      break;

    case MANI_KIND_ARTICLE:
      mani_record_builder_set_string (builder, MANI_ARTICLE_TITLE, name);
      random_map (builder, MANI_ARTICLE_META);
      if (before == NULL)
        {
          text = text_samples_random (random_below (60));
          mani_article_builder_set_text (builder, text, -1);
        }
      break;

    case MANI_KIND_RELATION:
      mani_record_builder_set_string (builder, MANI_RELATION_NOTE, name);
      if (before == NULL || random_chance (50))
        mani_record_builder_set_string (builder, MANI_RELATION_FROM, mani_record_get_id (from));
      if (before == NULL || random_chance (50))
        mani_record_builder_set_string (builder, MANI_RELATION_TO, mani_record_get_id (to));
      mani_record_builder_set_flag (builder, MANI_RELATION_DIRECTED, random_chance (50));
      break;

    case MANI_KIND_ANNOTATION:
    default:
      g_assert_not_reached ();
    }

  return mani_record_builder_end (builder, NULL);
}
