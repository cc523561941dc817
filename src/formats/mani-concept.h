/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a format can or cannot hold. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ManiConcept:
 * @MANI_CONCEPT_OVERLAP: passages that cross each other
 * @MANI_CONCEPT_NESTED: passages inside other passages
 * @MANI_CONCEPT_STACKED: several annotations of one passage
 * @MANI_CONCEPT_DISCONTINUOUS: annotations of several ranges
 * @MANI_CONCEPT_EMPTY_RANGES: places between two characters
 * @MANI_CONCEPT_WHOLE_ARTICLE: annotations of a whole article
 * @MANI_CONCEPT_ORPHANS: annotations that could not be placed, with quotation and context
 * @MANI_CONCEPT_UNLABELLED: bare highlights
 * @MANI_CONCEPT_LABELS: an annotation's label
 * @MANI_CONCEPT_NOTES: an annotation's note
 * @MANI_CONCEPT_TAGS: an annotation's tags
 * @MANI_CONCEPT_ENTITIES: an annotation's entity: its name, kind, first URI and coordinates
 * @MANI_CONCEPT_ENTITY_DETAILS: an entity's other fields, and entities that nothing names
 * @MANI_CONCEPT_COLORS: an annotation's own colour
 * @MANI_CONCEPT_ATTRIBUTES: an annotation's attributes
 * @MANI_CONCEPT_STATUS: an annotation's status
 * @MANI_CONCEPT_ORIGIN: whether an annotation was made by a person, an import or a suggestion
 * @MANI_CONCEPT_CONFIDENCE: an annotation's confidence
 * @MANI_CONCEPT_PROVENANCE: who made and changed an annotation, and when
 * @MANI_CONCEPT_RELATIONS: a relation: its ends and its label
 * @MANI_CONCEPT_RELATION_DETAILS: a relation's other fields, direction included
 * @MANI_CONCEPT_LABEL_SET: a label's description, key and use, and labels that nothing has
 * @MANI_CONCEPT_LABEL_TREE: what a label stands below
 * @MANI_CONCEPT_LABEL_COLORS: a label's colour
 * @MANI_CONCEPT_ARTICLE_META: an article's title, byline, date, language, source, tags, note,
 *   status and further data
 * @MANI_CONCEPT_EXACT_TEXT: the article's text to the letter, or offsets into it
 * @MANI_CONCEPT_UNKNOWN: members that a newer version or another program has put into a record
 * @MANI_CONCEPT_POSITIONS: of annotations that could not be placed, where their source says that
 *   they stand
 * @MANI_CONCEPT_STRAYS: annotations of articles that the project does not have; no format holds
 *   them
 */
typedef enum
{
  MANI_CONCEPT_OVERLAP = 1 << 0,
  MANI_CONCEPT_NESTED = 1 << 1,
  MANI_CONCEPT_STACKED = 1 << 2,
  MANI_CONCEPT_DISCONTINUOUS = 1 << 3,
  MANI_CONCEPT_EMPTY_RANGES = 1 << 4,
  MANI_CONCEPT_WHOLE_ARTICLE = 1 << 5,
  MANI_CONCEPT_ORPHANS = 1 << 6,
  MANI_CONCEPT_UNLABELLED = 1 << 7,
  MANI_CONCEPT_LABELS = 1 << 8,
  MANI_CONCEPT_NOTES = 1 << 9,
  MANI_CONCEPT_TAGS = 1 << 10,
  MANI_CONCEPT_ENTITIES = 1 << 11,
  MANI_CONCEPT_ENTITY_DETAILS = 1 << 12,
  MANI_CONCEPT_COLORS = 1 << 13,
  MANI_CONCEPT_ATTRIBUTES = 1 << 14,
  MANI_CONCEPT_STATUS = 1 << 15,
  MANI_CONCEPT_ORIGIN = 1 << 16,
  MANI_CONCEPT_CONFIDENCE = 1 << 17,
  MANI_CONCEPT_PROVENANCE = 1 << 18,
  MANI_CONCEPT_RELATIONS = 1 << 19,
  MANI_CONCEPT_RELATION_DETAILS = 1 << 20,
  MANI_CONCEPT_LABEL_SET = 1 << 21,
  MANI_CONCEPT_LABEL_TREE = 1 << 22,
  MANI_CONCEPT_LABEL_COLORS = 1 << 23,
  MANI_CONCEPT_ARTICLE_META = 1 << 24,
  MANI_CONCEPT_EXACT_TEXT = 1 << 25,
  MANI_CONCEPT_UNKNOWN = 1 << 26,
  MANI_CONCEPT_POSITIONS = 1 << 27,
  MANI_CONCEPT_STRAYS = 1 << 28,
} ManiConcept;

#define MANI_N_CONCEPTS 29
/* All that a format can hold. */
#define MANI_CONCEPT_ALL ((1u << 28) - 1)

G_END_DECLS
