/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Counts what a format does not hold, in one pass over the records. */

#include "mani-loss-report-private.h"

#include "mani-piece.h"

#define BIT(field) (G_GUINT64_CONSTANT (1) << (field))

const guint64 mani_loss_article_fields =
    BIT (MANI_ARTICLE_TITLE) | BIT (MANI_ARTICLE_BYLINE) | BIT (MANI_ARTICLE_DATE) |
    BIT (MANI_ARTICLE_LANGUAGE) | BIT (MANI_ARTICLE_SOURCE) | BIT (MANI_ARTICLE_TAGS) |
    BIT (MANI_ARTICLE_NOTE) | BIT (MANI_ARTICLE_STATUS) | BIT (MANI_ARTICLE_META);

typedef struct
{
  const ManiLossWanted *wanted;
  guint count[MANI_N_CONCEPTS];
  guint64 parts[MANI_N_CONCEPTS];
  char *example[MANI_N_CONCEPTS];
} Tally;

static guint
number_of (ManiConcept concept)
{
  return g_bit_nth_lsf (concept, -1);
}

/* Whether to look at all. */
static gboolean
counts (const Tally *tally, guint concepts)
{
  return (tally->wanted->concepts & concepts) != 0;
}

static gboolean
is_first (const Tally *tally, ManiConcept concept)
{
  return tally->count[number_of (concept)] == 0;
}

static void
add (Tally *tally, ManiConcept concept, const char *example)
{
  guint i = number_of (concept);

  if (!counts (tally, concept))
    return;
  if (tally->count[i]++ == 0)
    tally->example[i] = g_strdup (example);
}

/* @parts: what is lost of it; 0 is nothing. */
static void
add_parts (Tally *tally, ManiConcept concept, guint64 parts, const char *example)
{
  if (parts == 0)
    return;
  add (tally, concept, example);
  tally->parts[number_of (concept)] |= parts;
}

/* Those of @fields that @record has. */
static guint64
find_parts (ManiRecord *record, guint64 fields)
{
  guint64 parts = 0;

  for (guint i = 0; i < mani_record_get_record_type (record)->n_fields; i++)
    if ((fields & BIT (i)) != 0 && mani_record_has (record, i))
      parts |= BIT (i);

  return parts;
}

static void
add_annotation (Tally *tally, ManiConcept concept, ManiAnnotation *annotation, ManiArticle *article)
{
  g_autofree char *quote = NULL;

  if (!counts (tally, concept))
    return;
  if (is_first (tally, concept))
    {
      quote = mani_annotation_dup_short_quote (annotation, article);
      if (quote == NULL || *quote == '\0')
        {
          g_free (quote);
          quote = mani_article_dup_title (article);
        }
    }
  add (tally, concept, quote);
}

static void
count_annotation (Tally *tally, ManiAnnotation *annotation, ManiArticle *article)
{
  static const struct
  {
    guint field;
    ManiConcept concept;
  } held[] = {
    { MANI_ANNOTATION_LABEL, MANI_CONCEPT_LABELS },
    { MANI_ANNOTATION_NOTE, MANI_CONCEPT_NOTES },
    { MANI_ANNOTATION_TAGS, MANI_CONCEPT_TAGS },
    { MANI_ANNOTATION_ENTITY, MANI_CONCEPT_ENTITIES },
    { MANI_ANNOTATION_COLOR, MANI_CONCEPT_COLORS },
    { MANI_ANNOTATION_ATTRIBUTES, MANI_CONCEPT_ATTRIBUTES },
    { MANI_ANNOTATION_STATUS, MANI_CONCEPT_STATUS },
    { MANI_ANNOTATION_ORIGIN, MANI_CONCEPT_ORIGIN },
    { MANI_ANNOTATION_CONFIDENCE, MANI_CONCEPT_CONFIDENCE },
    { MANI_ANNOTATION_POSITION, MANI_CONCEPT_POSITIONS },
  };
  ManiRecord *record = MANI_RECORD (annotation);
  guint n;
  const ManiRange *ranges = mani_annotation_get_ranges (annotation, &n);

  for (guint i = 0; i < G_N_ELEMENTS (held); i++)
    if (mani_record_has (record, held[i].field))
      add_annotation (tally, held[i].concept, annotation, article);
  if (!mani_record_has (record, MANI_ANNOTATION_LABEL))
    add_annotation (tally, MANI_CONCEPT_UNLABELLED, annotation, article);
  if (mani_record_has (record, MANI_ANNOTATION_CREATOR) ||
      mani_record_has (record, MANI_ANNOTATION_CREATED) ||
      mani_record_has (record, MANI_ANNOTATION_MODIFIED))
    add_annotation (tally, MANI_CONCEPT_PROVENANCE, annotation, article);
  if (mani_record_get_unknown (record) != NULL)
    add_annotation (tally, MANI_CONCEPT_UNKNOWN, annotation, article);

  if (mani_annotation_is_orphan (annotation))
    add_annotation (tally, MANI_CONCEPT_ORPHANS, annotation, article);
  else if (n == 0)
    add_annotation (tally, MANI_CONCEPT_WHOLE_ARTICLE, annotation, article);
  if (n > 1)
    add_annotation (tally, MANI_CONCEPT_DISCONTINUOUS, annotation, article);
  for (guint i = 0; i < n; i++)
    if (ranges[i].start == ranges[i].end)
      {
        add_annotation (tally, MANI_CONCEPT_EMPTY_RANGES, annotation, article);
        break;
      }
}

/* Passages in and across each other */

/* A heap of ends, the smallest on top. */
static void
push_end (GArray *heap, guint32 end)
{
  guint32 *ends;
  guint i = heap->len;

  g_array_append_val (heap, end);
  ends = (guint32 *) heap->data;
  for (; i > 0 && ends[(i - 1) / 2] > end; i = (i - 1) / 2)
    ends[i] = ends[(i - 1) / 2];
  ends[i] = end;
}

static void
pop_end (GArray *heap)
{
  guint32 *ends = (guint32 *) heap->data;
  guint n = heap->len - 1;
  guint32 last = ends[n];
  guint i = 0;

  for (guint child = 1; child < n; child = 2 * i + 1)
    {
      if (child + 1 < n && ends[child + 1] < ends[child])
        child++;
      if (ends[child] >= last)
        break;
      ends[i] = ends[child];
      i = child;
    }
  ends[i] = last;
  g_array_set_size (heap, n);
}

/* In order of start, the longer first: a piece is nested when one before it ends no earlier, and
 * crosses when the earliest end that lies behind its start lies before its own. */
static void
count_passages (Tally *tally, const ManiExport *what, guint article)
{
  g_autoptr (GArray) pieces = mani_pieces_new (what, article);
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint n;
  ManiAnnotation *const *annotations = mani_export_get_annotations (what, article, &n);
  g_autofree guint *seen = g_new0 (guint, n + 1); /* annotation -> concepts that it counts for */
  const ManiPiece *before = NULL;
  guint32 furthest = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const ManiPiece *piece = &g_array_index (pieces, ManiPiece, i);
      guint found = 0;

      if (piece->start == piece->end)
        continue;
      while (open->len > 0 && g_array_index (open, guint32, 0) <= piece->start)
        pop_end (open);

      if (before != NULL && before->start == piece->start && before->end == piece->end)
        found |= MANI_CONCEPT_STACKED;
      else if (furthest >= piece->end)
        found |= MANI_CONCEPT_NESTED;
      if (open->len > 0 && g_array_index (open, guint32, 0) < piece->end)
        found |= MANI_CONCEPT_OVERLAP;

      for (guint left = found & ~seen[piece->annotation]; left != 0; left &= left - 1)
        add_annotation (tally, left & -left, annotations[piece->annotation],
                        mani_export_get_article (what, article));
      seen[piece->annotation] |= found;

      push_end (open, piece->end);
      furthest = MAX (furthest, piece->end);
      before = piece;
    }
}

/* Records beside annotations */

static void
count_labels (Tally *tally, const ManiExport *what)
{
  static const guint64 details = BIT (MANI_LABEL_DESCRIPTION) | BIT (MANI_LABEL_KEY) |
                                 BIT (MANI_LABEL_USE) | BIT (MANI_LABEL_ENTITY);
  g_autoptr (GPtrArray) defaults = mani_label_new_defaults ();
  guint n;
  ManiLabel *const *labels = mani_export_get_labels (what, &n);

  for (guint i = 0; i < n; i++)
    {
      ManiRecord *label = MANI_RECORD (labels[i]);
      const char *name = mani_label_get_name (labels[i]);
      guint64 parts = find_parts (label, details);
      gboolean is_default = FALSE;

      /* Every new project has these by itself. */
      for (guint k = 0; k < defaults->len && !is_default; k++)
        is_default = mani_record_equal (label, defaults->pdata[k]);
      if (is_default)
        continue;
      if (mani_record_has (label, MANI_LABEL_COLOR))
        add (tally, MANI_CONCEPT_LABEL_COLORS, name);
      if (mani_record_has (label, MANI_LABEL_PARENT))
        add (tally, MANI_CONCEPT_LABEL_TREE, name);
      if (mani_export_count_label (what, mani_record_get_id (label)) == 0)
        parts |= BIT (MANI_LABEL_ID);
      add_parts (tally, MANI_CONCEPT_LABEL_SET, parts, name);
      if (mani_record_get_unknown (label) != NULL)
        add (tally, MANI_CONCEPT_UNKNOWN, name);
    }
}

static void
count_entities (Tally *tally, const ManiExport *what)
{
  static const guint64 details = BIT (MANI_ENTITY_ALIASES) | BIT (MANI_ENTITY_DATES) |
                                 BIT (MANI_ENTITY_PRECISION) | BIT (MANI_ENTITY_COUNTRY) |
                                 BIT (MANI_ENTITY_NOTE) | BIT (MANI_ENTITY_META);
  guint n;
  ManiEntity *const *entities = mani_export_get_entities (what, &n);

  for (guint i = 0; i < n; i++)
    {
      ManiRecord *entity = MANI_RECORD (entities[i]);
      const char *name = mani_entity_get_name (entities[i]);
      guint64 parts = find_parts (entity, details);

      if (g_strv_length ((GStrv) mani_entity_get_same_as (entities[i])) > 1)
        parts |= BIT (MANI_ENTITY_SAME_AS);
      if (mani_export_count_entity (what, mani_record_get_id (entity)) == 0)
        parts |= BIT (MANI_ENTITY_ID);
      if (!counts (tally, MANI_CONCEPT_ENTITIES))
        add_parts (tally, MANI_CONCEPT_ENTITY_DETAILS, parts, name);
      if (mani_record_get_unknown (entity) != NULL)
        add (tally, MANI_CONCEPT_UNKNOWN, name);
    }
}

static void
count_article (Tally *tally, ManiArticle *article, guint n_annotations)
{
  ManiRecord *record = MANI_RECORD (article);
  g_autofree char *title = mani_article_dup_title (article);

  add_parts (tally, MANI_CONCEPT_ARTICLE_META,
             find_parts (record, n_annotations > 0 ? tally->wanted->article_fields
                                                   : tally->wanted->unmarked_fields),
             title);
  if (mani_article_get_n_bytes (article) > 0)
    add (tally, MANI_CONCEPT_EXACT_TEXT, title);
  if (mani_record_get_unknown (record) != NULL)
    add (tally, MANI_CONCEPT_UNKNOWN, title);
}

static void
count_relations (Tally *tally, const ManiExport *what)
{
  static const guint64 details = BIT (MANI_RELATION_ATTRIBUTES) | BIT (MANI_RELATION_NOTE) |
                                 BIT (MANI_RELATION_CREATOR) | BIT (MANI_RELATION_CREATED);
  guint n;
  ManiRelation *const *relations = mani_export_get_relations (what, &n);

  for (guint i = 0; i < n; i++)
    {
      ManiRecord *relation = MANI_RECORD (relations[i]);
      ManiLabel *label = mani_export_find_label (what, mani_relation_get_label (relations[i]));
      const char *name = label != NULL ? mani_label_get_name (label) : NULL;
      guint64 parts = find_parts (relation, details);

      if (!mani_relation_is_directed (relations[i]))
        parts |= BIT (MANI_RELATION_DIRECTED);
      add (tally, MANI_CONCEPT_RELATIONS, name);
      if (!counts (tally, MANI_CONCEPT_RELATIONS))
        add_parts (tally, MANI_CONCEPT_RELATION_DETAILS, parts, name);
      if (mani_record_get_unknown (relation) != NULL)
        add (tally, MANI_CONCEPT_UNKNOWN, name);
    }
}

void
mani_loss_report_count (ManiLossReport *self, const ManiExport *what, const ManiLossWanted *wanted)
{
  Tally tally = { wanted };

  for (guint i = 0; i < mani_export_get_n_articles (what); i++)
    {
      ManiArticle *article = mani_export_get_article (what, i);
      guint n;
      ManiAnnotation *const *annotations = mani_export_get_annotations (what, i, &n);

      count_article (&tally, article, n);
      for (guint k = 0; k < n; k++)
        count_annotation (&tally, annotations[k], article);
      if (counts (&tally, MANI_CONCEPT_OVERLAP | MANI_CONCEPT_NESTED | MANI_CONCEPT_STACKED))
        count_passages (&tally, what, i);
    }
  count_labels (&tally, what);
  count_entities (&tally, what);
  count_relations (&tally, what);
  for (guint i = mani_export_get_n_strays (what); i > 0; i--)
    add (&tally, MANI_CONCEPT_STRAYS, NULL);

  for (guint i = 0; i < MANI_N_CONCEPTS; i++)
    {
      if (tally.parts[i] != 0)
        mani_loss_report_add_parts (self, 1u << i, tally.count[i], tally.parts[i],
                                    tally.example[i]);
      else
        mani_loss_report_add (self, 1u << i, tally.count[i], tally.example[i], NULL);
      g_free (tally.example[i]);
    }
}
