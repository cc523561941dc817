/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words that the records of a project have in common beside their references: tags, creators,
 * names of attributes, groups; for completing what somebody types and for choosing a filter. The
 * project counts them with each edit, so that to list them costs nothing but the list.
 *
 * To add a vocabulary: a constant here and its lines in count_words(). */

#pragma once

#include "mani-project.h"

G_BEGIN_DECLS

typedef enum
{
  MANI_VOCABULARY_TAGS,       /* of annotations and articles */
  MANI_VOCABULARY_CREATORS,   /* of annotations and relations */
  MANI_VOCABULARY_ATTRIBUTES, /* names of annotations' attributes */
  MANI_VOCABULARY_GROUPS,     /* of articles */
} ManiVocabulary;

#define MANI_N_VOCABULARIES 4

/**
 * ManiWord:
 * @word: borrowed until the project's next edit
 * @n: how many records have it
 */
typedef struct
{
  const char *word;
  guint n;
} ManiWord;

/**
 * mani_vocabulary_list:
 * @typed: (nullable): what somebody typed so far; NULL or "" for all words
 * @max: how many at most; 0 for all
 *
 * The words that @typed fits, capitals, accents and the like not counting, best first: those that
 * are it, that begin with it, in which a word begins with it, that have it somewhere; then those
 * that most records have; then by the alphabet.
 *
 * Returns: (transfer full) (element-type ManiWord)
 */
GArray *mani_vocabulary_list (ManiProject *project,
                              ManiVocabulary vocabulary,
                              const char *typed,
                              guint max);

G_END_DECLS
