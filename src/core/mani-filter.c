/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Criteria, held ready: cheap ones are asked first, the text's words last. */

#include "mani-filter.h"

#include "mani-fold.h"

#include <string.h>

struct _ManiFilter
{
  gatomicrefcount references;
  char **articles;
  char **labels;
  char **entities;
  char **creators;
  char **tags;
  guint statuses;
  guint origins;
  char **words; /* folded */
};

/* Where what an annotation refers to is found: a project or a snapshot. */
typedef struct
{
  ManiProject *project;
  ManiSnapshot *snapshot;
} Source;

static gpointer
look (const Source *source, ManiKind kind, const char *id)
{
  if (source->project != NULL)
    return mani_project_lookup (source->project, kind, id);

  return mani_snapshot_lookup (source->snapshot, kind, id);
}

static char **
dup_list (const char *const *list)
{
  return list != NULL && list[0] != NULL ? g_strdupv ((GStrv) list) : NULL;
}

static char **
dup_words (const char *text)
{
  g_autofree char *folded = mani_fold_string (text != NULL ? text : "", MANI_FOLD_ALL);
  g_auto (GStrv) words = g_strsplit (g_strstrip (folded), " ", -1);

  return dup_list (words[0] != NULL && *words[0] != '\0' ? (const char *const *) words : NULL);
}

ManiFilter *
mani_filter_new (const ManiCriteria *criteria)
{
  ManiFilter *self = g_new0 (ManiFilter, 1);

  g_atomic_ref_count_init (&self->references);
  self->articles = dup_list (criteria->articles);
  self->labels = dup_list (criteria->labels);
  self->entities = dup_list (criteria->entities);
  self->creators = dup_list (criteria->creators);
  self->tags = dup_list (criteria->tags);
  self->statuses = criteria->statuses;
  self->origins = criteria->origins;
  self->words = dup_words (criteria->text);

  return self;
}

ManiFilter *
mani_filter_ref (ManiFilter *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
mani_filter_unref (ManiFilter *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_strfreev (self->articles);
  g_strfreev (self->labels);
  g_strfreev (self->entities);
  g_strfreev (self->creators);
  g_strfreev (self->tags);
  g_strfreev (self->words);
  g_free (self);
}

gboolean
mani_filter_is_empty (ManiFilter *self)
{
  return self->articles == NULL && self->labels == NULL && self->entities == NULL &&
         self->creators == NULL && self->tags == NULL && self->statuses == 0 &&
         self->origins == 0 && self->words == NULL;
}

/* Whether @list (NULL: anything) has the value of @field; absent is "". */
static gboolean
has_field (char **list, ManiAnnotation *annotation, guint field)
{
  const char *value =
      list != NULL ? mani_record_get_string (MANI_RECORD (annotation), field) : NULL;

  return list == NULL || g_strv_contains ((const char *const *) list, value != NULL ? value : "");
}

static gboolean
has_bit (guint bits, ManiAnnotation *annotation, guint field)
{
  return bits == 0 || (bits >> mani_record_get_word (MANI_RECORD (annotation), field) & 1) != 0;
}

static gboolean
has_label (char **labels, const Source *source, ManiAnnotation *annotation)
{
  const char *id = mani_annotation_get_label (annotation);

  if (labels == NULL)
    return TRUE;
  if (id == NULL)
    return g_strv_contains ((const char *const *) labels, "");

  while (id != NULL)
    {
      ManiLabel *label;

      if (g_strv_contains ((const char *const *) labels, id))
        return TRUE;
      label = look (source, MANI_KIND_LABEL, id);
      id = label != NULL ? mani_label_get_parent (label) : NULL;
    }

  return FALSE;
}

static gboolean
has_tags (char **tags, ManiAnnotation *annotation)
{
  const char *const *its = mani_annotation_get_tags (annotation);

  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    if (*tags[i] == '\0' ? its[0] != NULL : !g_strv_contains (its, tags[i]))
      return FALSE;

  return TRUE;
}

/* Strikes out the words that @text has; returns how many are left. */
static guint
strike (const char *const *words, gboolean *found, const char *text)
{
  g_autofree char *folded = mani_fold_string (text, MANI_FOLD_ALL);
  guint left = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      found[i] = found[i] || strstr (folded, words[i]) != NULL;
      left += !found[i];
    }

  return left;
}

static gboolean
has_words (char **words, const Source *source, ManiAnnotation *annotation)
{
  const ManiRecordType *type = &mani_annotation_record_type;
  ManiRecord *record = MANI_RECORD (annotation);
  const char *const *wanted = (const char *const *) words;
  g_autofree gboolean *found = NULL;
  g_autofree char *quote = NULL;

  if (words == NULL)
    return TRUE;

  found = g_new0 (gboolean, g_strv_length (words));
  for (guint i = 0; i < type->n_fields; i++)
    {
      if ((type->fields[i].flags & MANI_FIELD_SEARCHABLE) == 0 || !mani_record_has (record, i))
        continue;
      if (type->fields[i].kind == MANI_FIELD_STRINGS)
        {
          g_autofree char *joined = g_strjoinv (" ", (GStrv) mani_record_get_strings (record, i));

          if (strike (wanted, found, joined) == 0)
            return TRUE;
        }
      else if (strike (wanted, found, mani_record_get_string (record, i)) == 0)
        return TRUE;
    }
  if (mani_record_has (record, MANI_ANNOTATION_QUOTE))
    return FALSE;

  quote = mani_annotation_dup_quote (
      annotation, look (source, MANI_KIND_ARTICLE, mani_annotation_get_article (annotation)));

  return quote != NULL && strike (wanted, found, quote) == 0;
}

static gboolean
matches (ManiFilter *self, const Source *source, ManiAnnotation *annotation)
{
  return has_bit (self->statuses, annotation, MANI_ANNOTATION_STATUS) &&
         has_bit (self->origins, annotation, MANI_ANNOTATION_ORIGIN) &&
         has_field (self->articles, annotation, MANI_ANNOTATION_ARTICLE) &&
         has_field (self->entities, annotation, MANI_ANNOTATION_ENTITY) &&
         has_field (self->creators, annotation, MANI_ANNOTATION_CREATOR) &&
         has_label (self->labels, source, annotation) && has_tags (self->tags, annotation) &&
         has_words (self->words, source, annotation);
}

gboolean
mani_filter_matches (ManiFilter *self, ManiProject *project, ManiAnnotation *annotation)
{
  return matches (self, &(Source){ .project = project }, annotation);
}

gboolean
mani_filter_matches_in_snapshot (ManiFilter *self,
                                 ManiSnapshot *snapshot,
                                 ManiAnnotation *annotation)
{
  return matches (self, &(Source){ .snapshot = snapshot }, annotation);
}

GPtrArray *
mani_filter_list (ManiFilter *self, ManiProject *project)
{
  ManiTable *articles = mani_project_get_table (project, MANI_KIND_ARTICLE);
  GPtrArray *annotations = g_ptr_array_new ();

  for (guint i = 0; i < mani_table_get_length (articles); i++)
    {
      ManiTable *table =
          mani_project_get_annotations (project, mani_record_get_id (mani_table_get (articles, i)));

      for (guint j = 0; j < mani_table_get_length (table); j++)
        if (mani_filter_matches (self, project, mani_table_get (table, j)))
          g_ptr_array_add (annotations, mani_table_get (table, j));
    }

  return annotations;
}

/* The first match of @table from @position on, that one included, to the end or the start. */
static ManiAnnotation *
scan (ManiFilter *self, ManiProject *project, ManiTable *table, gint64 position, int by)
{
  for (; position >= 0 && position < mani_table_get_length (table); position += by)
    if (mani_filter_matches (self, project, mani_table_get (table, position)))
      return mani_table_get (table, position);

  return NULL;
}

ManiAnnotation *
mani_filter_step (ManiFilter *self, ManiProject *project, ManiAnnotation *from, int by)
{
  ManiTable *articles = mani_project_get_table (project, MANI_KIND_ARTICLE);
  guint n = mani_table_get_length (articles);
  guint article = by < 0 ? n - 1 : 0;
  guint place = 0;
  gboolean is_placed = FALSE;

  if (n == 0)
    return NULL;
  by = by < 0 ? -1 : 1;
  if (from != NULL)
    {
      ManiRecord *its =
          mani_project_lookup (project, MANI_KIND_ARTICLE, mani_annotation_get_article (from));

      is_placed = its != NULL && mani_table_find (articles, its, &article) &&
                  mani_table_find (mani_project_get_annotations (project, mani_record_get_id (its)),
                                   MANI_RECORD (from), &place);
      if (!is_placed)
        article = by < 0 ? n - 1 : 0;
    }

  /* Once round, the article that it begins in twice: what lies behind, and at last what lies
   * before.
   */
  for (guint i = 0; i <= n; i++)
    {
      guint now = by < 0 ? (article + n - i % n) % n : (article + i) % n;
      ManiTable *table = mani_project_get_annotations (
          project, mani_record_get_id (mani_table_get (articles, now)));
      gint64 start = by < 0 ? (gint64) mani_table_get_length (table) - 1 : 0;
      ManiAnnotation *found =
          scan (self, project, table, i == 0 && is_placed ? (gint64) place + by : start, by);

      if (found != NULL)
        return found;
    }

  return NULL;
}
