/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Says what is lost. */

#include "mani-loss-report-private.h"

#include "mani-format.h"

#include <glib/gi18n.h>

/* For xgettext: the two forms of a message that is looked up later. */
#define N_PLURAL(one, many) one, many

struct _ManiLossReport
{
  GArray *losses;
};

static const struct
{
  ManiConcept concept;
  const char *one;
  const char *many;
} lines[] = {
  { MANI_CONCEPT_OVERLAP, N_PLURAL ("%u passage that crosses another one is left out",
                                    "%u passages that cross others are left out") },
  { MANI_CONCEPT_NESTED, N_PLURAL ("%u passage inside another one is left out",
                                   "%u passages inside others are left out") },
  { MANI_CONCEPT_STACKED, N_PLURAL ("%u further annotation of the same passage is left out",
                                    "%u further annotations of the same passages are left out") },
  { MANI_CONCEPT_DISCONTINUOUS, N_PLURAL ("%u passage of several parts is not kept as one",
                                          "%u passages of several parts are not kept as one") },
  { MANI_CONCEPT_EMPTY_RANGES,
    N_PLURAL ("%u annotation of a place between two characters is left out",
              "%u annotations of a place between two characters are left out") },
  { MANI_CONCEPT_WHOLE_ARTICLE, N_PLURAL ("%u annotation of a whole article is left out",
                                          "%u annotations of whole articles are left out") },
  { MANI_CONCEPT_ORPHANS, N_PLURAL ("%u annotation without a place in the text is left out",
                                    "%u annotations without a place in the text are left out") },
  { MANI_CONCEPT_UNLABELLED, N_PLURAL ("%u annotation without a label is left out",
                                       "%u annotations without a label are left out") },
  { MANI_CONCEPT_LABELS, N_PLURAL ("the label of %u annotation is left out",
                                   "the labels of %u annotations are left out") },
  { MANI_CONCEPT_NOTES, N_PLURAL ("%u note is left out", "%u notes are left out") },
  { MANI_CONCEPT_TAGS, N_PLURAL ("the tags of %u annotation are left out",
                                 "the tags of %u annotations are left out") },
  { MANI_CONCEPT_ENTITIES, N_PLURAL ("whom or what %u annotation names is left out",
                                     "whom or what %u annotations name is left out") },
  /* Translators: %s: a list of what it is, such as “title, note” */
  { MANI_CONCEPT_ENTITY_DETAILS,
    N_PLURAL ("of %u person, place or thing this is left out: %s",
              "of %u persons, places and things this is left out: %s") },
  { MANI_CONCEPT_COLORS, N_PLURAL ("the colour of %u annotation is left out",
                                   "the colours of %u annotations are left out") },
  { MANI_CONCEPT_ATTRIBUTES, N_PLURAL ("the attributes of %u annotation are left out",
                                       "the attributes of %u annotations are left out") },
  { MANI_CONCEPT_STATUS, N_PLURAL ("the status of %u annotation is left out",
                                   "the status of %u annotations is left out") },
  { MANI_CONCEPT_ORIGIN, N_PLURAL ("where %u annotation comes from is left out",
                                   "where %u annotations come from is left out") },
  { MANI_CONCEPT_CONFIDENCE, N_PLURAL ("how sure %u annotation is, is left out",
                                       "how sure %u annotations are, is left out") },
  { MANI_CONCEPT_PROVENANCE, N_PLURAL ("who made %u annotation and when is left out",
                                       "who made %u annotations and when is left out") },
  { MANI_CONCEPT_RELATIONS, N_PLURAL ("%u relation is left out", "%u relations are left out") },
  /* Translators: %s: a list of what it is, such as “title, note” */
  { MANI_CONCEPT_RELATION_DETAILS,
    N_PLURAL ("of %u relation this is left out: %s", "of %u relations this is left out: %s") },
  /* Translators: %s: a list of what it is, such as “title, note” */
  { MANI_CONCEPT_LABEL_SET,
    N_PLURAL ("of %u label this is left out: %s", "of %u labels this is left out: %s") },
  { MANI_CONCEPT_LABEL_TREE,
    N_PLURAL ("what %u label stands below is left out", "what %u labels stand below is left out") },
  { MANI_CONCEPT_LABEL_COLORS,
    N_PLURAL ("the colour of %u label is left out", "the colours of %u labels are left out") },
  /* Translators: %s: a list of what it is, such as “title, note” */
  { MANI_CONCEPT_ARTICLE_META,
    N_PLURAL ("of %u article this is left out: %s", "of %u articles this is left out: %s") },
  { MANI_CONCEPT_EXACT_TEXT,
    N_PLURAL ("the text of %u article cannot be told again to the letter",
              "the texts of %u articles cannot be told again to the letter") },
  { MANI_CONCEPT_UNKNOWN, N_PLURAL ("what another program has noted on %u record is left out",
                                    "what other programs have noted on %u records is left out") },
  { MANI_CONCEPT_POSITIONS,
    N_PLURAL ("where %u annotation without a place in the text is said to stand is left out",
              "where %u annotations without a place in the text are said to stand is left out") },
  { MANI_CONCEPT_STRAYS,
    N_PLURAL ("%u annotation of an article that is not in the project is left out",
              "%u annotations of articles that are not in the project are left out") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (lines) == MANI_N_CONCEPTS);

/* What concepts consist of that are lost in parts. */
static const struct
{
  ManiConcept concept;
  guint field;
  const char *name;
} parts[] = {
  /* Translators: these are members of a list: “of 2 articles this is left out: title, note” */
  { MANI_CONCEPT_ARTICLE_META, MANI_ARTICLE_TITLE, N_ ("title") },
  { MANI_CONCEPT_ARTICLE_META, MANI_ARTICLE_BYLINE, N_ ("byline") },
  { MANI_CONCEPT_ARTICLE_META, MANI_ARTICLE_DATE, N_ ("date") },
  { MANI_CONCEPT_ARTICLE_META, MANI_ARTICLE_LANGUAGE, N_ ("language") },
  { MANI_CONCEPT_ARTICLE_META, MANI_ARTICLE_SOURCE, N_ ("source") },
  { MANI_CONCEPT_ARTICLE_META, MANI_ARTICLE_TAGS, N_ ("tags") },
  { MANI_CONCEPT_ARTICLE_META, MANI_ARTICLE_NOTE, N_ ("note") },
  { MANI_CONCEPT_ARTICLE_META, MANI_ARTICLE_STATUS, N_ ("reading status") },
  { MANI_CONCEPT_ARTICLE_META, MANI_ARTICLE_META, N_ ("group and further details") },
  { MANI_CONCEPT_ENTITY_DETAILS, MANI_ENTITY_ID, N_ ("all of it where nothing names it") },
  { MANI_CONCEPT_ENTITY_DETAILS, MANI_ENTITY_ALIASES, N_ ("other names") },
  { MANI_CONCEPT_ENTITY_DETAILS, MANI_ENTITY_SAME_AS, N_ ("further addresses") },
  { MANI_CONCEPT_ENTITY_DETAILS, MANI_ENTITY_DATES, N_ ("dates") },
  { MANI_CONCEPT_ENTITY_DETAILS, MANI_ENTITY_PRECISION, N_ ("precision of the place") },
  { MANI_CONCEPT_ENTITY_DETAILS, MANI_ENTITY_COUNTRY, N_ ("country") },
  { MANI_CONCEPT_ENTITY_DETAILS, MANI_ENTITY_NOTE, N_ ("note") },
  { MANI_CONCEPT_ENTITY_DETAILS, MANI_ENTITY_META, N_ ("further details") },
  { MANI_CONCEPT_RELATION_DETAILS, MANI_RELATION_DIRECTED, N_ ("that it has no direction") },
  { MANI_CONCEPT_RELATION_DETAILS, MANI_RELATION_ATTRIBUTES, N_ ("attributes") },
  { MANI_CONCEPT_RELATION_DETAILS, MANI_RELATION_NOTE, N_ ("note") },
  { MANI_CONCEPT_RELATION_DETAILS, MANI_RELATION_CREATOR, N_ ("who made it") },
  { MANI_CONCEPT_RELATION_DETAILS, MANI_RELATION_CREATED, N_ ("when it was made") },
  { MANI_CONCEPT_LABEL_SET, MANI_LABEL_ID, N_ ("all of it where nothing has it") },
  { MANI_CONCEPT_LABEL_SET, MANI_LABEL_DESCRIPTION, N_ ("description") },
  { MANI_CONCEPT_LABEL_SET, MANI_LABEL_KEY, N_ ("key") },
  { MANI_CONCEPT_LABEL_SET, MANI_LABEL_USE, N_ ("what it is for") },
  { MANI_CONCEPT_LABEL_SET, MANI_LABEL_ENTITY, N_ ("whom or what it names") },
};

static void
clear_loss (gpointer data)
{
  ManiLoss *loss = data;

  g_free (loss->example);
  g_free (loss->line);
}

/* @list: (nullable): of what it is made, for lines that say it. */
static char *
describe (ManiConcept concept, guint n, const char *list)
{
  guint i = 0;

  while (lines[i].concept != concept)
    i++;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (ngettext (lines[i].one, lines[i].many, n), n, list);
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
  loss.line = line != NULL ? g_strdup (line) : describe (concept, count, NULL);
  g_array_append_val (self->losses, loss);
}

void
mani_loss_report_add_parts (ManiLossReport *self,
                            ManiConcept concept,
                            guint count,
                            guint64 lost,
                            const char *example)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *line = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i].concept == concept && (lost & (G_GUINT64_CONSTANT (1) << parts[i].field)) != 0)
      {
        if (list->len > 0)
          g_string_append (list, ", ");
        g_string_append (list, _ (parts[i].name));
      }
  line = describe (concept, count, list->str);
  mani_loss_report_add (self, concept, count, example, line);
}

void
mani_loss_report_add_concept (ManiLossReport *self, const ManiExport *what, ManiConcept concept)
{
  ManiLossWanted wanted = { concept, mani_loss_article_fields, mani_loss_article_fields };

  mani_loss_report_count (self, what, &wanted);
}

void
mani_loss_report_add_article_fields (ManiLossReport *self,
                                     const ManiExport *what,
                                     guint64 fields,
                                     guint64 unmarked_fields)
{
  ManiLossWanted wanted = { MANI_CONCEPT_ARTICLE_META, fields & mani_loss_article_fields,
                            unmarked_fields & mani_loss_article_fields };

  mani_loss_report_count (self, what, &wanted);
}

ManiLossReport *
mani_loss_report_new (const ManiFormat *format, const ManiExport *what)
{
  ManiLossReport *self = g_new0 (ManiLossReport, 1);
  ManiLossWanted wanted = { (MANI_CONCEPT_ALL | MANI_CONCEPT_STRAYS) & ~format->holds };

  wanted.article_fields = mani_loss_article_fields & ~format->article_fields;
  wanted.unmarked_fields = (format->flags & MANI_FORMAT_ANNOTATIONS_ONLY) != 0
                               ? mani_loss_article_fields
                               : wanted.article_fields;
  self->losses = g_array_new (FALSE, FALSE, sizeof (ManiLoss));
  g_array_set_clear_func (self->losses, clear_loss);
  mani_loss_report_count (self, what, &wanted);
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
