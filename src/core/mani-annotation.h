/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An annotation: a passage, or several that belong together, or a whole article, with what a reader
 * says of it.
 *
 * Ranges are code points of the article's text, half-open, ascending, not overlapping. One range is
 * a span, several a discontinuous passage, none the whole article. A range may be empty. The
 * quotation is kept only when the text does not give it: an annotation without ranges but with a
 * quotation, or with the position that its source states, is an orphan, which could not be placed
 * and waits with its context.
 *
 * To add a property: a row in mani-annotation.c, a constant here at the same place (see
 * mani-field.h). */

#pragma once

#include "mani-article.h"
#include "mani-record.h"

G_BEGIN_DECLS

typedef enum
{
  MANI_ANNOTATION_ID = MANI_RECORD_ID,
  MANI_ANNOTATION_ARTICLE, /* REF: article */
  MANI_ANNOTATION_RANGES,
  MANI_ANNOTATION_QUOTE,      /* STRING: only when the text does not give it */
  MANI_ANNOTATION_PREFIX,     /* STRING: an orphan's context */
  MANI_ANNOTATION_SUFFIX,     /* STRING */
  MANI_ANNOTATION_POSITION,   /* RANGES: an orphan's, as its source states it: code points of a text
                                 that is not here, or is another one here */
  MANI_ANNOTATION_LABEL,      /* REF: label */
  MANI_ANNOTATION_COLOR,      /* STRING: #rrggbb */
  MANI_ANNOTATION_TAGS,       /* STRINGS */
  MANI_ANNOTATION_NOTE,       /* STRING: Markdown */
  MANI_ANNOTATION_ENTITY,     /* REF: entity */
  MANI_ANNOTATION_ATTRIBUTES, /* MAP */
  MANI_ANNOTATION_STATUS,     /* WORD: ManiAnnotationStatus */
  MANI_ANNOTATION_ORIGIN,     /* WORD: ManiAnnotationOrigin */
  MANI_ANNOTATION_CONFIDENCE, /* NUMBER: 0 to 1 */
  MANI_ANNOTATION_CREATOR,    /* REF: no record, a name */
  MANI_ANNOTATION_CREATED,    /* TIME */
  MANI_ANNOTATION_MODIFIED,   /* TIME */
  MANI_ANNOTATION_N_FIELDS,
} ManiAnnotationField;

typedef enum
{
  MANI_ANNOTATION_UNVERIFIED,
  MANI_ANNOTATION_CONFIRMED,
  MANI_ANNOTATION_DISPUTED,
  MANI_ANNOTATION_UNIDENTIFIABLE,
} ManiAnnotationStatus;

typedef enum
{
  MANI_ANNOTATION_BY_PERSON,
  MANI_ANNOTATION_BY_IMPORT,
  MANI_ANNOTATION_BY_SUGGESTION,
} ManiAnnotationOrigin;

extern const ManiRecordType mani_annotation_record_type;

#define MANI_TYPE_ANNOTATION (mani_annotation_get_type ())
G_DECLARE_FINAL_TYPE (ManiAnnotation, mani_annotation, MANI, ANNOTATION, ManiRecord)

const char *mani_annotation_get_article (ManiAnnotation *annotation);
const ManiRange *mani_annotation_get_ranges (ManiAnnotation *annotation, guint *n);
/* For telling others: its ranges, or when it has none, the position that its source states. */
const ManiRange *mani_annotation_get_position (ManiAnnotation *annotation, guint *n);
/* From the first range's start to the last one's end; 0 to 0 when it has none. */
ManiRange mani_annotation_get_extent (ManiAnnotation *annotation);
const char *mani_annotation_get_label (ManiAnnotation *annotation);
const char *mani_annotation_get_color (ManiAnnotation *annotation);
const char *const *mani_annotation_get_tags (ManiAnnotation *annotation);
const char *mani_annotation_get_note (ManiAnnotation *annotation);
const char *mani_annotation_get_entity (ManiAnnotation *annotation);
const char *mani_annotation_get_creator (ManiAnnotation *annotation);
ManiAnnotationStatus mani_annotation_get_status (ManiAnnotation *annotation);
gint64 mani_annotation_get_created (ManiAnnotation *annotation);
gint64 mani_annotation_get_modified (ManiAnnotation *annotation);

gboolean mani_annotation_is_orphan (ManiAnnotation *annotation);
gboolean mani_annotation_is_whole_article (ManiAnnotation *annotation);

/* The passage's words: its own quotation if it keeps one, else the text of its ranges, parted by "
 * … " where there are several; NULL for a whole article, and for an orphan whose words are not
 * known. @article may be NULL when unknown. */
char *mani_annotation_dup_quote (ManiAnnotation *annotation, ManiArticle *article);
/* The same, over 200 characters shortened in the middle with "…": as the project file has it. Of an
 * orphan whose words are not known, its position, said for people. */
char *mani_annotation_dup_short_quote (ManiAnnotation *annotation, ManiArticle *article);
/* Whether @quote is what the text of these ranges, which must lie in it, gives: whole or shortened.
 * Such a quotation is not kept. */
gboolean mani_annotation_is_quote (const char *quote,
                                   ManiArticle *article,
                                   const ManiRange *ranges,
                                   guint n_ranges);

/* Order of the annotations of one article: start, end, id. */
int mani_annotation_compare (ManiAnnotation *a, ManiAnnotation *b);

G_END_DECLS
