/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Counts what a format does not hold, in one pass over the records. */

#include "mani-loss-report.h"

#include "mani-codec.h"
#include "mani-format.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ManiLossReport
{
  GArray *losses;
};

typedef struct
{
  guint concepts; /* those that count */
  guint count[MANI_N_CONCEPTS];
  char *example[MANI_N_CONCEPTS];
} Tally;

static void
clear_loss (gpointer data)
{
  ManiLoss *loss = data;

  g_free (loss->example);
  g_free (loss->line);
}

static guint
number_of (ManiConcept concept)
{
  return g_bit_nth_lsf (concept, -1);
}

/* Whether to look at all. */
static gboolean
counts (const Tally *tally, guint concepts)
{
  return (tally->concepts & concepts) != 0;
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

  if ((tally->concepts & concept) == 0)
    return;
  if (tally->count[i]++ == 0)
    tally->example[i] = g_strdup (example);
}

static void
add_annotation (Tally *tally, ManiConcept concept, ManiAnnotation *annotation, ManiArticle *article)
{
  g_autofree char *quote = NULL;

  if ((tally->concepts & concept) == 0)
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

typedef struct
{
  guint32 start;
  guint32 end;
  guint annotation;
} Piece;

static int
compare_pieces (gconstpointer a, gconstpointer b)
{
  const Piece *one = a;
  const Piece *other = b;

  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  if (one->end != other->end)
    return one->end > other->end ? -1 : 1;

  return one->annotation < other->annotation ? -1 : one->annotation > other->annotation;
}

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
count_passages (Tally *tally, ManiArticle *article, ManiAnnotation *const *annotations, guint n)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree guint8 *seen = g_new0 (guint8, n + 1);
  guint32 furthest = 0;

  for (guint i = 0; i < n; i++)
    {
      guint n_ranges;
      const ManiRange *ranges = mani_annotation_get_ranges (annotations[i], &n_ranges);

      for (guint k = 0; k < n_ranges; k++)
        if (ranges[k].start < ranges[k].end)
          {
            Piece piece = { ranges[k].start, ranges[k].end, i };

            g_array_append_val (pieces, piece);
          }
    }
  g_array_sort (pieces, compare_pieces);

  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);
      const Piece *before = i > 0 ? piece - 1 : NULL;
      guint8 *flags = &seen[piece->annotation];

      while (open->len > 0 && g_array_index (open, guint32, 0) <= piece->start)
        pop_end (open);

      if (before != NULL && before->start == piece->start && before->end == piece->end)
        {
          if ((*flags & 1) == 0)
            add_annotation (tally, MANI_CONCEPT_STACKED, annotations[piece->annotation], article);
          *flags |= 1;
        }
      else if (furthest >= piece->end)
        {
          if ((*flags & 2) == 0)
            add_annotation (tally, MANI_CONCEPT_NESTED, annotations[piece->annotation], article);
          *flags |= 2;
        }
      if (open->len > 0 && g_array_index (open, guint32, 0) < piece->end && (*flags & 4) == 0)
        {
          add_annotation (tally, MANI_CONCEPT_OVERLAP, annotations[piece->annotation], article);
          *flags |= 4;
        }

      push_end (open, piece->end);
      furthest = MAX (furthest, piece->end);
    }
}

/* Records beside annotations */

static void
count_labels (Tally *tally, const ManiExport *what)
{
  g_autoptr (GPtrArray) defaults = mani_label_new_defaults ();
  guint n;
  ManiLabel *const *labels = mani_export_get_labels (what, &n);

  for (guint i = 0; i < n; i++)
    {
      ManiRecord *label = MANI_RECORD (labels[i]);
      const char *name = mani_label_get_name (labels[i]);
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
      if (mani_record_has (label, MANI_LABEL_DESCRIPTION) ||
          mani_record_has (label, MANI_LABEL_KEY) || mani_record_has (label, MANI_LABEL_USE) ||
          mani_record_has (label, MANI_LABEL_ENTITY) ||
          mani_export_count_label (what, mani_record_get_id (label)) == 0)
        add (tally, MANI_CONCEPT_LABEL_SET, name);
      if (mani_record_get_unknown (label) != NULL)
        add (tally, MANI_CONCEPT_UNKNOWN, name);
    }
}

static void
count_entities (Tally *tally, const ManiExport *what)
{
  static const guint details[] = { MANI_ENTITY_ALIASES, MANI_ENTITY_DATES, MANI_ENTITY_PRECISION,
                                   MANI_ENTITY_COUNTRY, MANI_ENTITY_NOTE,  MANI_ENTITY_META };
  guint n;
  ManiEntity *const *entities = mani_export_get_entities (what, &n);

  for (guint i = 0; i < n; i++)
    {
      ManiRecord *entity = MANI_RECORD (entities[i]);
      const char *name = mani_entity_get_name (entities[i]);
      gboolean has_details = mani_export_count_entity (what, mani_record_get_id (entity)) == 0 ||
                             g_strv_length ((GStrv) mani_entity_get_same_as (entities[i])) > 1;

      for (guint k = 0; k < G_N_ELEMENTS (details); k++)
        has_details = has_details || mani_record_has (entity, details[k]);
      if (has_details && !counts (tally, MANI_CONCEPT_ENTITIES))
        add (tally, MANI_CONCEPT_ENTITY_DETAILS, name);
      if (mani_record_get_unknown (entity) != NULL)
        add (tally, MANI_CONCEPT_UNKNOWN, name);
    }
}

static void
count_article (Tally *tally, ManiArticle *article)
{
  static const guint meta[] = { MANI_ARTICLE_TITLE,    MANI_ARTICLE_BYLINE, MANI_ARTICLE_DATE,
                                MANI_ARTICLE_LANGUAGE, MANI_ARTICLE_SOURCE, MANI_ARTICLE_TAGS,
                                MANI_ARTICLE_NOTE,     MANI_ARTICLE_STATUS, MANI_ARTICLE_META };
  ManiRecord *record = MANI_RECORD (article);
  g_autofree char *title = mani_article_dup_title (article);
  gboolean has_meta = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (meta); i++)
    has_meta = has_meta || mani_record_has (record, meta[i]);
  if (has_meta)
    add (tally, MANI_CONCEPT_ARTICLE_META, title);
  if (mani_article_get_n_bytes (article) > 0)
    add (tally, MANI_CONCEPT_EXACT_TEXT, title);
  if (mani_record_get_unknown (record) != NULL)
    add (tally, MANI_CONCEPT_UNKNOWN, title);
}

static void
count_relations (Tally *tally, const ManiExport *what)
{
  static const guint details[] = { MANI_RELATION_ATTRIBUTES, MANI_RELATION_NOTE,
                                   MANI_RELATION_CREATOR, MANI_RELATION_CREATED };
  guint n;
  ManiRelation *const *relations = mani_export_get_relations (what, &n);

  for (guint i = 0; i < n; i++)
    {
      ManiRecord *relation = MANI_RECORD (relations[i]);
      ManiLabel *label = mani_export_find_label (what, mani_relation_get_label (relations[i]));
      const char *name = label != NULL ? mani_label_get_name (label) : NULL;
      gboolean has_details = !mani_relation_is_directed (relations[i]);

      add (tally, MANI_CONCEPT_RELATIONS, name);
      for (guint k = 0; k < G_N_ELEMENTS (details); k++)
        has_details = has_details || mani_record_has (relation, details[k]);
      if (has_details && !counts (tally, MANI_CONCEPT_RELATIONS))
        add (tally, MANI_CONCEPT_RELATION_DETAILS, name);
      if (mani_record_get_unknown (relation) != NULL)
        add (tally, MANI_CONCEPT_UNKNOWN, name);
    }
}

static char *
describe (ManiConcept concept, guint n)
{
  const char *format;

  switch (concept)
    {
    case MANI_CONCEPT_OVERLAP:
      format = ngettext ("%u passage that crosses another one is left out",
                         "%u passages that cross others are left out", n);
      break;

    case MANI_CONCEPT_NESTED:
      format = ngettext ("%u passage inside another one is left out",
                         "%u passages inside others are left out", n);
      break;

    case MANI_CONCEPT_STACKED:
      format = ngettext ("%u further annotation of the same passage is left out",
                         "%u further annotations of the same passages are left out", n);
      break;

    case MANI_CONCEPT_DISCONTINUOUS:
      format = ngettext ("%u passage of several parts is not kept as one",
                         "%u passages of several parts are not kept as one", n);
      break;

    case MANI_CONCEPT_EMPTY_RANGES:
      format = ngettext ("%u annotation of a place between two characters is left out",
                         "%u annotations of a place between two characters are left out", n);
      break;

    case MANI_CONCEPT_WHOLE_ARTICLE:
      format = ngettext ("%u annotation of a whole article is left out",
                         "%u annotations of whole articles are left out", n);
      break;

    case MANI_CONCEPT_ORPHANS:
      format = ngettext ("%u annotation without a place in the text is left out",
                         "%u annotations without a place in the text are left out", n);
      break;

    case MANI_CONCEPT_UNLABELLED:
      format = ngettext ("%u annotation without a label is left out",
                         "%u annotations without a label are left out", n);
      break;

    case MANI_CONCEPT_LABELS:
      format = ngettext ("the label of %u annotation is left out",
                         "the labels of %u annotations are left out", n);
      break;

    case MANI_CONCEPT_NOTES:
      format = ngettext ("%u note is left out", "%u notes are left out", n);
      break;

    case MANI_CONCEPT_TAGS:
      format = ngettext ("the tags of %u annotation are left out",
                         "the tags of %u annotations are left out", n);
      break;

    case MANI_CONCEPT_ENTITIES:
      format = ngettext ("whom or what %u annotation names is left out",
                         "whom or what %u annotations name is left out", n);
      break;

    case MANI_CONCEPT_ENTITY_DETAILS:
      format = ngettext ("part of what is known of %u person, place or thing is left out",
                         "part of what is known of %u persons, places and things is left out", n);
      break;

    case MANI_CONCEPT_COLORS:
      format = ngettext ("the colour of %u annotation is left out",
                         "the colours of %u annotations are left out", n);
      break;

    case MANI_CONCEPT_ATTRIBUTES:
      format = ngettext ("the attributes of %u annotation are left out",
                         "the attributes of %u annotations are left out", n);
      break;

    case MANI_CONCEPT_STATUS:
      format = ngettext ("the status of %u annotation is left out",
                         "the status of %u annotations is left out", n);
      break;

    case MANI_CONCEPT_ORIGIN:
      format = ngettext ("where %u annotation comes from is left out",
                         "where %u annotations come from is left out", n);
      break;

    case MANI_CONCEPT_CONFIDENCE:
      format = ngettext ("how sure %u annotation is, is left out",
                         "how sure %u annotations are, is left out", n);
      break;

    case MANI_CONCEPT_PROVENANCE:
      format = ngettext ("who made %u annotation and when is left out",
                         "who made %u annotations and when is left out", n);
      break;

    case MANI_CONCEPT_RELATIONS:
      format = ngettext ("%u relation is left out", "%u relations are left out", n);
      break;

    case MANI_CONCEPT_RELATION_DETAILS:
      format = ngettext ("part of what %u relation says is left out",
                         "part of what %u relations say is left out", n);
      break;

    case MANI_CONCEPT_LABEL_SET:
      format = ngettext ("the description, key or use of %u label, or a label that nothing has, is "
                         "left out",
                         "the descriptions, keys or uses of %u labels, or labels that nothing has, "
                         "are left out",
                         n);
      break;

    case MANI_CONCEPT_LABEL_TREE:
      format = ngettext ("what %u label stands below is left out",
                         "what %u labels stand below is left out", n);
      break;

    case MANI_CONCEPT_LABEL_COLORS:
      format = ngettext ("the colour of %u label is left out",
                         "the colours of %u labels are left out", n);
      break;

    case MANI_CONCEPT_ARTICLE_META:
      format = ngettext ("part of what is known of %u article is left out",
                         "part of what is known of %u articles is left out", n);
      break;

    case MANI_CONCEPT_EXACT_TEXT:
      format = ngettext ("the text of %u article cannot be told again to the letter",
                         "the texts of %u articles cannot be told again to the letter", n);
      break;

    case MANI_CONCEPT_UNKNOWN:
      format = ngettext ("what another program has noted on %u record is left out",
                         "what other programs have noted on %u records is left out", n);
      break;

    case MANI_CONCEPT_STRAYS:
      format = ngettext ("%u annotation of an article that is not in the project is left out",
                         "%u annotations of articles that are not in the project are left out", n);
      break;

    default:
      g_assert_not_reached ();
    }

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, n);
#pragma GCC diagnostic pop
}

void
mani_loss_report_add (ManiLossReport *self,
                      ManiConcept concept,
                      guint count,
                      const char *example,
                      const char *line)
{
  ManiLoss loss = { concept, count };

  if (count == 0)
    return;
  loss.example = g_strdup (example);
  loss.line = line != NULL ? g_strdup (line) : describe (concept, count);
  g_array_append_val (self->losses, loss);
}

static void
add_lost (ManiLossReport *self, const ManiExport *what, guint lost)
{
  Tally tally = { .concepts = lost };

  for (guint i = 0; i < mani_export_get_n_articles (what); i++)
    {
      ManiArticle *article = mani_export_get_article (what, i);
      guint n;
      ManiAnnotation *const *annotations = mani_export_get_annotations (what, i, &n);

      count_article (&tally, article);
      for (guint k = 0; k < n; k++)
        count_annotation (&tally, annotations[k], article);
      if (counts (&tally, MANI_CONCEPT_OVERLAP | MANI_CONCEPT_NESTED | MANI_CONCEPT_STACKED))
        count_passages (&tally, article, annotations, n);
    }
  count_labels (&tally, what);
  count_entities (&tally, what);
  count_relations (&tally, what);
  for (guint i = mani_export_get_n_strays (what); i > 0; i--)
    add (&tally, MANI_CONCEPT_STRAYS, NULL);

  for (guint i = 0; i < MANI_N_CONCEPTS; i++)
    {
      mani_loss_report_add (self, 1u << i, tally.count[i], tally.example[i], NULL);
      g_free (tally.example[i]);
    }
}

void
mani_loss_report_add_concept (ManiLossReport *self, const ManiExport *what, ManiConcept concept)
{
  add_lost (self, what, concept);
}

ManiLossReport *
mani_loss_report_new (const ManiFormat *format, const ManiExport *what)
{
  ManiLossReport *self = g_new0 (ManiLossReport, 1);

  self->losses = g_array_new (FALSE, FALSE, sizeof (ManiLoss));
  g_array_set_clear_func (self->losses, clear_loss);
  add_lost (self, what, (MANI_CONCEPT_ALL | MANI_CONCEPT_STRAYS) & ~format->holds);
  if (format->losses != NULL)
    format->losses (what, self);

  return self;
}

void
mani_loss_report_free (ManiLossReport *self)
{
  g_array_unref (self->losses);
  g_free (self);
}

guint
mani_loss_report_get_length (const ManiLossReport *self)
{
  return self->losses->len;
}

const ManiLoss *
mani_loss_report_get (const ManiLossReport *self, guint i)
{
  g_return_val_if_fail (i < self->losses->len, NULL);

  return &g_array_index (self->losses, ManiLoss, i);
}

char *
mani_loss_report_dup_line (const ManiLossReport *self, guint i)
{
  const ManiLoss *loss = mani_loss_report_get (self, i);

  if (loss->example == NULL)
    return g_strdup (loss->line);

  /* Translators: what is lost, then the first of them, a quotation or a name */
  return g_strdup_printf (_ ("%s (“%s”)"), loss->line, loss->example);
}
