/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables of the sets. */

#include "mani-label-set.h"

#include "mani-catalog.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const char *id;
  const char *name;
  const char *description; /* or NULL */
  const char *color;
  const char *key;    /* or NULL */
  const char *parent; /* or NULL */
  ManiLabelUse use;
  ManiEntityKind entity;
} SetLabel;

struct _ManiLabelSet
{
  const char *id;
  const char *name;
  const char *description;
  const SetLabel *labels;
  guint n_labels;
  gboolean has_codes; /* names are not translated */
};

#define PASSAGE MANI_LABEL_FOR_PASSAGES
#define RELATION MANI_LABEL_FOR_RELATIONS

static const SetLabel people_and_places[] = {
  { "person", N_ ("Person"), NULL, "#0072b2", "1", NULL, PASSAGE, MANI_ENTITY_PERSON },
  { "place", N_ ("Place"), NULL, "#009e73", "2", NULL, PASSAGE, MANI_ENTITY_PLACE },
  { "organisation", N_ ("Organisation"), NULL, "#cc79a7", "3", NULL, PASSAGE,
    MANI_ENTITY_ORGANISATION },
  { "date", N_ ("Date"), NULL, "#56b4e9", "4", NULL, PASSAGE, 0 },
  { "quote", N_ ("Quote"), NULL, "#e69f00", "5", NULL, PASSAGE, 0 },
  { "claim", N_ ("Claim"), NULL, "#d55e00", "6", NULL, PASSAGE, 0 },
};

static const SetLabel quotations_and_claims[] = {
  { "quotation", N_ ("Quotation"), N_ ("What somebody is quoted as saying or writing"), "#e69f00",
    "1", NULL, PASSAGE, 0 },
  { "direct-quotation", N_ ("Direct"), N_ ("In the speaker’s own words, in quotation marks"),
    "#cc6677", NULL, "quotation", PASSAGE, 0 },
  { "indirect-quotation", N_ ("Indirect"), N_ ("In the words of the author"), "#999933", NULL,
    "quotation", PASSAGE, 0 },
  { "speaker", N_ ("Speaker"), N_ ("Whose words or view it is"), "#0072b2", "2", NULL, PASSAGE,
    MANI_ENTITY_PERSON },
  { "claim", N_ ("Claim"), N_ ("A statement that can be true or false"), "#d55e00", "3", NULL,
    PASSAGE, 0 },
  { "evidence", N_ ("Evidence"),
    N_ ("What a claim is backed with: a document, a figure, a witness"), "#009e73", "4", NULL,
    PASSAGE, 0 },
  { "opinion", N_ ("Opinion"), N_ ("A judgement, a forecast, a demand"), "#cc79a7", "5", NULL,
    PASSAGE, 0 },
  { "question", N_ ("Open Question"), N_ ("What has still to be checked or asked"), "#56b4e9", "6",
    NULL, PASSAGE, 0 },
  { "says", N_ ("Says"), N_ ("From the speaker to the quotation or claim"), "#6699cc", NULL, NULL,
    RELATION, 0 },
  { "supports", N_ ("Supports"), N_ ("From the evidence to the claim"), "#117733", NULL, NULL,
    RELATION, 0 },
  { "contradicts", N_ ("Contradicts"), N_ ("From a claim or evidence to a claim"), "#aa4499", NULL,
    NULL, RELATION, 0 },
};

static const SetLabel interview_coding[] = {
  { "background", N_ ("Background"), N_ ("Who the person is: age, work, family, origin"), "#0072b2",
    "1", NULL, PASSAGE, 0 },
  { "experience", N_ ("Experience"), N_ ("What happened to the person or what they did"), "#009e73",
    "2", NULL, PASSAGE, 0 },
  { "feeling", N_ ("Feeling"), N_ ("How it felt, then or now"), "#cc79a7", "3", NULL, PASSAGE, 0 },
  { "view", N_ ("View"), N_ ("What the person thinks or judges"), "#d55e00", "4", NULL, PASSAGE,
    0 },
  { "reason", N_ ("Reason"), N_ ("Why, as the person explains it"), "#e69f00", "5", NULL, PASSAGE,
    0 },
  { "wish", N_ ("Wish"), N_ ("What should be or come"), "#56b4e9", "6", NULL, PASSAGE, 0 },
  { "own-words", N_ ("Own Words"),
    N_ ("A turn of phrase that deserves a code of its own (in vivo)"), "#999933", "7", NULL,
    PASSAGE, 0 },
  { "interviewer", N_ ("Interviewer"), N_ ("A question or remark of the interviewer"), "#44aa99",
    "8", NULL, PASSAGE, 0 },
  { "to-check", N_ ("To Check"), N_ ("Unclear, or to be asked again"), "#aa4499", "9", NULL,
    PASSAGE, 0 },
};

/* Tjong Kim Sang and De Meulder, "Introduction to the CoNLL-2003 Shared Task", 2003. */
static const SetLabel named_entities[] = {
  { "PER", "PER", N_ ("Persons, real or invented"), "#0072b2", "1", NULL, PASSAGE,
    MANI_ENTITY_PERSON },
  { "LOC", "LOC", N_ ("Places: countries, towns, rivers, buildings"), "#009e73", "2", NULL, PASSAGE,
    MANI_ENTITY_PLACE },
  { "ORG", "ORG", N_ ("Organisations: companies, offices, parties, teams"), "#cc79a7", "3", NULL,
    PASSAGE, MANI_ENTITY_ORGANISATION },
  { "MISC", "MISC", N_ ("Other names: events, works, peoples, languages"), "#e69f00", "4", NULL,
    PASSAGE, 0 },
};

/* OntoNotes Release 5.0, "Named Entity" guidelines, 2012. */
static const SetLabel ontonotes[] = {
  { "PERSON", "PERSON", N_ ("People, real or invented"), "#0072b2", "1", NULL, PASSAGE,
    MANI_ENTITY_PERSON },
  { "NORP", "NORP", N_ ("Nationalities, religious and political groups"), "#56b4e9", "2", NULL,
    PASSAGE, 0 },
  { "FAC", "FAC", N_ ("Buildings, airports, roads, bridges"), "#44aa99", "3", NULL, PASSAGE,
    MANI_ENTITY_PLACE },
  { "ORG", "ORG", N_ ("Companies, offices, institutions"), "#cc79a7", "4", NULL, PASSAGE,
    MANI_ENTITY_ORGANISATION },
  { "GPE", "GPE", N_ ("Countries, towns, states"), "#009e73", "5", NULL, PASSAGE,
    MANI_ENTITY_PLACE },
  { "LOC", "LOC", N_ ("Other places: mountains, waters, regions"), "#117733", "6", NULL, PASSAGE,
    MANI_ENTITY_PLACE },
  { "PRODUCT", "PRODUCT", N_ ("Things: vehicles, weapons, foods; no services"), "#d55e00", "7",
    NULL, PASSAGE, 0 },
  { "EVENT", "EVENT", N_ ("Wars, battles, storms, matches that have a name"), "#e69f00", "8", NULL,
    PASSAGE, 0 },
  { "WORK_OF_ART", "WORK_OF_ART", N_ ("Titles of books, songs, films"), "#aa4499", "9", NULL,
    PASSAGE, 0 },
  { "LAW", "LAW", N_ ("Laws and treaties that have a name"), "#cc6677", "0", NULL, PASSAGE, 0 },
  { "LANGUAGE", "LANGUAGE", N_ ("Languages that have a name"), "#6699cc", NULL, NULL, PASSAGE, 0 },
  { "DATE", "DATE", N_ ("Days and longer times, absolute or not"), "#999933", NULL, NULL, PASSAGE,
    0 },
  { "TIME", "TIME", N_ ("Times shorter than a day"), "#8c6d31", NULL, NULL, PASSAGE, 0 },
  { "PERCENT", "PERCENT", N_ ("Percentages, with their sign or word"), "#5254a3", NULL, NULL,
    PASSAGE, 0 },
  { "MONEY", "MONEY", N_ ("Amounts of money, with their unit"), "#6b8e23", NULL, NULL, PASSAGE, 0 },
  { "QUANTITY", "QUANTITY", N_ ("Measures: weight, distance"), "#b22222", NULL, NULL, PASSAGE, 0 },
  { "ORDINAL", "ORDINAL", N_ ("“first”, “second”"), "#9370db", NULL, NULL, PASSAGE, 0 },
  { "CARDINAL", "CARDINAL", N_ ("Numbers of no other kind"), "#708090", NULL, NULL, PASSAGE, 0 },
};

static const ManiLabelSet sets[] = {
  { "people-and-places", N_ ("People and Places"),
    N_ ("Persons, places, organisations, dates; quotes and claims"), people_and_places,
    G_N_ELEMENTS (people_and_places) },
  { "quotations-and-claims", N_ ("Quotations and Claims"),
    N_ ("Who says what, what is claimed, and what supports or contradicts it"),
    quotations_and_claims, G_N_ELEMENTS (quotations_and_claims) },
  { "interview-coding", N_ ("Interview Coding"),
    N_ ("Codes to begin with for interviews and other talk"), interview_coding,
    G_N_ELEMENTS (interview_coding) },
  { "named-entities", N_ ("Named Entities"),
    N_ ("The four classes of CoNLL-2003, for data that programs learn from"), named_entities,
    G_N_ELEMENTS (named_entities), TRUE },
  { "ontonotes", N_ ("Named Entities (OntoNotes)"),
    N_ ("The eighteen classes of OntoNotes 5, for data that programs learn from"), ontonotes,
    G_N_ELEMENTS (ontonotes), TRUE },
};

/* The language of the labels made from now on; NULL for that of the interface. */
static ManiCatalog *catalog;
static gboolean is_english;

static ManiCatalog *
open_catalog (const char *language)
{
  const char *domain = textdomain (NULL);

  return mani_catalog_open (bindtextdomain (domain, NULL), language, domain);
}

void
mani_label_set_choose_language (const char *language)
{
  g_clear_pointer (&catalog, mani_catalog_free);
  is_english = g_strcmp0 (language, "en") == 0;
  if (language != NULL && *language != '\0' && !is_english)
    catalog = open_catalog (language);
}

GStrv
mani_label_set_list_languages (void)
{
  g_auto (GStrv) translated =
      mani_catalog_list_languages (bindtextdomain (textdomain (NULL), NULL), textdomain (NULL));
  g_autoptr (GStrvBuilder) languages = g_strv_builder_new ();

  g_strv_builder_add (languages, "en");
  for (guint i = 0; translated[i] != NULL; i++)
    if (strcmp (translated[i], "en") != 0)
      g_strv_builder_add (languages, translated[i]);

  return g_strv_builder_end (languages);
}

char *
mani_label_set_dup_language_name (const char *language)
{
  /* Translators: your language’s name in your language, such as “Deutsch” or “Français” */
  const char *name = NC_ ("this language", "English");
  g_autoptr (ManiCatalog) of_language = NULL;

  if (strcmp (language, "en") == 0)
    return g_strdup (name);
  of_language = open_catalog (language);
  if (of_language != NULL)
    {
      const char *own = mani_catalog_lookup (of_language, "this language", name);

      if (own != name)
        return g_strdup (own);
    }

  return g_strdup (language);
}

static const char *
translate (const char *message)
{
  if (is_english)
    return message;
  return catalog != NULL ? mani_catalog_lookup (catalog, NULL, message) : _ (message);
}

const ManiLabelSet *
mani_label_set_get (guint i)
{
  return i < G_N_ELEMENTS (sets) ? &sets[i] : NULL;
}

const ManiLabelSet *
mani_label_set_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    if (strcmp (sets[i].id, id) == 0)
      return &sets[i];

  return NULL;
}

const char *
mani_label_set_get_id (const ManiLabelSet *self)
{
  return self->id;
}

const char *
mani_label_set_get_name (const ManiLabelSet *self)
{
  return _ (self->name);
}

const char *
mani_label_set_get_description (const ManiLabelSet *self)
{
  return _ (self->description);
}

GPtrArray *
mani_label_set_new_labels (const ManiLabelSet *self)
{
  GPtrArray *labels = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->n_labels; i++)
    {
      const SetLabel *row = &self->labels[i];
      g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_label_record_type);

      mani_record_builder_set_string (builder, MANI_LABEL_ID, row->id);
      mani_record_builder_set_string (builder, MANI_LABEL_NAME,
                                      self->has_codes ? row->name : translate (row->name));
      mani_record_builder_set_string (builder, MANI_LABEL_DESCRIPTION,
                                      row->description != NULL ? translate (row->description)
                                                               : NULL);
      mani_record_builder_set_string (builder, MANI_LABEL_COLOR, row->color);
      mani_record_builder_set_string (builder, MANI_LABEL_KEY, row->key);
      mani_record_builder_set_string (builder, MANI_LABEL_PARENT, row->parent);
      mani_record_builder_set_word (builder, MANI_LABEL_USE, row->use);
      mani_record_builder_set_word (builder, MANI_LABEL_ENTITY, row->entity);
      g_ptr_array_add (labels, mani_record_builder_end (builder, NULL));
    }

  return labels;
}

GPtrArray *
mani_label_new_defaults (void)
{
  return mani_label_set_new_labels (mani_label_set_get (0));
}
