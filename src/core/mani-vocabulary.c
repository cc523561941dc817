/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Counting words and looking them up. */

#include "mani-vocabulary.h"

#include "mani-fold.h"
#include "mani-project-private.h"

#include <string.h>

static void
count_word (GHashTable *words, const char *word, int by)
{
  guint *n = word != NULL ? g_hash_table_lookup (words, word) : NULL;

  if (word == NULL)
    return;
  if (n == NULL)
    {
      n = g_new0 (guint, 1);
      g_hash_table_insert (words, g_strdup (word), n);
    }
  *n += by;
  if (*n == 0)
    g_hash_table_remove (words, word);
}

static void
count_each (GHashTable *words, const char *const *list, guint step, int by)
{
  for (guint i = 0; list[i] != NULL; i += step)
    {
      gboolean is_first = TRUE;

      /* A record counts once for a word that it has twice. */
      for (guint j = 0; j < i && is_first; j += step)
        is_first = strcmp (list[j], list[i]) != 0;
      if (is_first)
        count_word (words, list[i], by);
    }
}

void
mani_vocabulary_count (ManiProject *project, ManiKind kind, ManiRecord *record, int by)
{
  GHashTable **words = project->words;

  switch (kind)
    {
    case MANI_KIND_ANNOTATION:
      count_word (words[MANI_VOCABULARY_CREATORS],
                  mani_record_get_string (record, MANI_ANNOTATION_CREATOR), by);
      count_each (words[MANI_VOCABULARY_TAGS],
                  mani_record_get_strings (record, MANI_ANNOTATION_TAGS), 1, by);
      count_each (words[MANI_VOCABULARY_ATTRIBUTES],
                  mani_record_get_strings (record, MANI_ANNOTATION_ATTRIBUTES), 2, by);
      break;

    case MANI_KIND_ARTICLE:
      count_each (words[MANI_VOCABULARY_TAGS], mani_record_get_strings (record, MANI_ARTICLE_TAGS),
                  1, by);
      count_word (words[MANI_VOCABULARY_GROUPS], mani_article_get_group (MANI_ARTICLE (record)),
                  by);
      break;

    case MANI_KIND_RELATION:
      count_word (words[MANI_VOCABULARY_CREATORS],
                  mani_record_get_string (record, MANI_RELATION_CREATOR), by);
      break;

    case MANI_KIND_PROJECT:
    case MANI_KIND_LABEL:
    case MANI_KIND_ENTITY:
    default:
      break;
    }
}

/* A word of the vocabulary and how well it fits. */
typedef struct
{
  ManiWord word;
  guint rank;
} Found;

/* 0 for the word itself, then worse; G_MAXUINT when it does not fit. */
static guint
rank_word (const char *word, const char *typed)
{
  g_autofree char *folded = mani_fold_string (word, MANI_FOLD_ALL);
  guint rank = G_MAXUINT;

  if (strcmp (folded, typed) == 0)
    return 0;
  if (g_str_has_prefix (folded, typed))
    return 1;
  for (const char *p = strstr (folded, typed); p != NULL && rank > 2; p = strstr (p + 1, typed))
    rank = g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p))) ? 3 : 2;

  return rank;
}

static int
compare_found_cb (gconstpointer a, gconstpointer b)
{
  const Found *one = a;
  const Found *other = b;
  int by_alphabet;

  if (one->rank != other->rank)
    return one->rank < other->rank ? -1 : 1;
  if (one->word.n != other->word.n)
    return one->word.n > other->word.n ? -1 : 1;
  by_alphabet = g_utf8_collate (one->word.word, other->word.word);

  return by_alphabet != 0 ? by_alphabet : strcmp (one->word.word, other->word.word);
}

GArray *
mani_vocabulary_list (ManiProject *project, ManiVocabulary vocabulary, const char *typed, guint max)
{
  g_autofree char *folded =
      g_strstrip (mani_fold_string (typed != NULL ? typed : "", MANI_FOLD_ALL));
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  GArray *words = g_array_new (FALSE, FALSE, sizeof (ManiWord));
  GHashTableIter iter;
  gpointer word;
  gpointer n;

  g_hash_table_iter_init (&iter, project->words[vocabulary]);
  while (g_hash_table_iter_next (&iter, &word, &n))
    {
      Found one = { { word, *(guint *) n }, *folded != '\0' ? rank_word (word, folded) : 1 };

      if (one.rank != G_MAXUINT)
        g_array_append_val (found, one);
    }
  g_array_sort (found, compare_found_cb);
  for (guint i = 0; i < found->len && (max == 0 || i < max); i++)
    g_array_append_val (words, g_array_index (found, Found, i).word);

  return words;
}
