/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A label: what a passage, a relation or an article can be tagged as.
 *
 * Labels form a tree by their parents. A name is unique among siblings.
 *
 * To add a property: a row in mani-label.c, a constant here at the same place (see mani-field.h).
 */

#pragma once

#include "mani-record.h"

G_BEGIN_DECLS

typedef enum
{
  MANI_LABEL_ID = MANI_RECORD_ID,
  MANI_LABEL_NAME,
  MANI_LABEL_DESCRIPTION,
  MANI_LABEL_COLOR,  /* STRING: #rrggbb, lower case */
  MANI_LABEL_KEY,    /* STRING: one character that marks with it */
  MANI_LABEL_PARENT, /* REF: label */
  MANI_LABEL_USE,    /* WORD: ManiLabelUse */
  MANI_LABEL_ENTITY, /* WORD: ManiEntityKind of what it names */
  MANI_LABEL_N_FIELDS,
} ManiLabelField;

typedef enum
{
  MANI_LABEL_FOR_PASSAGES,
  MANI_LABEL_FOR_RELATIONS,
  MANI_LABEL_FOR_ARTICLES,
} ManiLabelUse;

extern const ManiRecordType mani_label_record_type;

#define MANI_TYPE_LABEL (mani_label_get_type ())
G_DECLARE_FINAL_TYPE (ManiLabel, mani_label, MANI, LABEL, ManiRecord)

const char *mani_label_get_name (ManiLabel *label);
const char *mani_label_get_description (ManiLabel *label);
/* Never NULL: a grey when it has none. */
const char *mani_label_get_color (ManiLabel *label);
const char *mani_label_get_key (ManiLabel *label);
const char *mani_label_get_parent (ManiLabel *label);
ManiLabelUse mani_label_get_use (ManiLabel *label);
guint mani_label_get_entity_kind (ManiLabel *label);

/* "#rrggbb"? */
gboolean mani_label_is_color (const char *text);

/* Colours for labels, NULL-terminated: those of Okabe and Ito ("Color Universal Design", 2008) and
 * then of Paul Tol ("Colour Schemes", 2021) that stand out, at 2:1 or more, from a white page and
 * from a dark one. */
extern const char *const mani_label_palette[];

/* Letters that are commands of the article view: no keys for labels. */
#define MANI_LABEL_RESERVED_KEYS "hnaersz"

/**
 * mani_label_check_key:
 *
 * Whether a person can give @key to a label: one digit, or one letter (lower case, where there is
 * one) that is no command. Files may bring others.
 *
 * Errors: MANI_ERROR_INVALID
 */
gboolean mani_label_check_key (const char *key, GError **error);

/**
 * mani_label_new_defaults:
 *
 * The labels that a new project starts with, the first of the ready sets (mani-label-set.h):
 * person, place, organisation, date, quote, claim, with readable ids, Okabe-Ito colours and the
 * keys 1 to 6, named in the language that is chosen there.
 *
 * Returns: (transfer full) (element-type ManiLabel)
 */
GPtrArray *mani_label_new_defaults (void);

G_END_DECLS
