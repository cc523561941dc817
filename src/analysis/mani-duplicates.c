/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sketches of texts, and the pairs that have hashes in common. */

#include "mani-duplicates.h"

#include "mani-fold.h"

#include <stdlib.h>
#include <string.h>

#define WORDS 4
#define SKETCH 256

/* Shingles that so many articles have tell nothing. */
#define MAX_HOLDERS 100

/* The least hashes of a text, ascending, each once. */
typedef struct
{
  guint n;
  guint64 hashes[SKETCH];
} Sketch;

/* Sebastiano Vigna, splitmix64: spreads a hash over all bits. */
static guint64
mix (guint64 x)
{
  x ^= x >> 30;
  x *= G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x ^= x >> 27;
  x *= G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return x ^ x >> 31;
}

static int
compare_hashes (const void *a, const void *b)
{
  guint64 one = *(const guint64 *) a;
  guint64 other = *(const guint64 *) b;

  return one < other ? -1 : one > other;
}

/* Keeps the least of @hashes, each once. */
static void
keep_least (GArray *hashes)
{
  guint64 *all = (guint64 *) (gpointer) hashes->data;
  guint n = 0;

  if (hashes->len == 0)
    return;
  qsort (all, hashes->len, sizeof *all, compare_hashes);
  for (guint i = 0; i < hashes->len && n < SKETCH; i++)
    if (n == 0 || all[n - 1] != all[i])
      all[n++] = all[i];
  g_array_set_size (hashes, n);
}

static void
add_shingle (GArray *hashes, const guint64 *words, guint n_words, guint64 *limit)
{
  guint64 hash = 0;

  for (guint i = 0; i < n_words; i++)
    hash = mix (hash * 31 + words[i]);
  if (hash > *limit)
    return;
  g_array_append_val (hashes, hash);
  /* Now and then all that cannot be among the least is thrown away. */
  if (hashes->len == 8 * SKETCH)
    {
      keep_least (hashes);
      if (hashes->len == SKETCH)
        *limit = g_array_index (hashes, guint64, SKETCH - 1);
    }
}

static Sketch *
sketch_new (const char *text)
{
  g_autofree char *folded = mani_fold_string (text, MANI_FOLD_ALL);
  g_autoptr (GArray) hashes = g_array_new (FALSE, FALSE, sizeof (guint64));
  Sketch *sketch = g_new0 (Sketch, 1);
  guint64 words[WORDS] = { 0 };
  guint64 limit = G_MAXUINT64;
  guint64 word = 0;
  guint n_words = 0;

  for (const char *p = folded;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        {
          word = (word ^ c) * G_GUINT64_CONSTANT (0x100000001b3) + 1;
          continue;
        }
      if (word != 0)
        {
          memmove (words, words + 1, (WORDS - 1) * sizeof *words);
          words[WORDS - 1] = word;
          word = 0;
          if (++n_words >= WORDS)
            add_shingle (hashes, words, WORDS, &limit);
        }
      if (c == 0)
        break;
    }
  /* A text of fewer words is one shingle. */
  if (n_words > 0 && n_words < WORDS)
    add_shingle (hashes, words + WORDS - n_words, n_words, &limit);

  keep_least (hashes);
  sketch->n = hashes->len;
  if (hashes->len > 0)
    memcpy (sketch->hashes, hashes->data, hashes->len * sizeof (guint64));

  return sketch;
}

/* Of the least hashes of both together, the share that both have. */
static double
compare_sketches (const Sketch *a, const Sketch *b)
{
  guint i = 0;
  guint j = 0;
  guint n = 0;
  guint n_common = 0;

  while (n < SKETCH && (i < a->n || j < b->n))
    {
      if (j == b->n || (i < a->n && a->hashes[i] < b->hashes[j]))
        i++;
      else if (i == a->n || b->hashes[j] < a->hashes[i])
        j++;
      else
        {
          n_common++;
          i++;
          j++;
        }
      n++;
    }

  return n > 0 ? (double) n_common / n : 0;
}

double
mani_duplicates_compare (const char *a, const char *b)
{
  g_autofree Sketch *one = sketch_new (a);
  g_autofree Sketch *other = sketch_new (b);

  return compare_sketches (one, other);
}

/* A hash and the article that has it. */
typedef struct
{
  guint64 hash;
  guint article;
} Holder;

static int
compare_holders (const void *a, const void *b)
{
  const Holder *one = a;
  const Holder *other = b;

  if (one->hash != other->hash)
    return one->hash < other->hash ? -1 : 1;

  return one->article < other->article ? -1 : one->article > other->article;
}

/* The pairs that have a hash in common, as first << 32 | other. */
static GHashTable *
list_candidates (GPtrArray *sketches)
{
  GHashTable *pairs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) holders = g_array_new (FALSE, FALSE, sizeof (Holder));
  const Holder *all;
  guint end;

  for (guint i = 0; i < sketches->len; i++)
    {
      const Sketch *sketch = sketches->pdata[i];

      for (guint j = 0; sketch != NULL && j < sketch->n; j++)
        {
          Holder holder = { sketch->hashes[j], i };

          g_array_append_val (holders, holder);
        }
    }
  if (holders->len == 0)
    return pairs;
  qsort (holders->data, holders->len, sizeof (Holder), compare_holders);
  all = (const Holder *) (gpointer) holders->data;

  for (guint start = 0; start < holders->len; start = end)
    {
      for (end = start + 1; end < holders->len && all[end].hash == all[start].hash; end++)
        ;
      if (end - start > MAX_HOLDERS)
        continue;
      for (guint i = start; i < end; i++)
        for (guint j = i + 1; j < end; j++)
          {
            gint64 pair = (gint64) all[i].article << 32 | all[j].article;

            if (!g_hash_table_contains (pairs, &pair))
              g_hash_table_add (pairs, g_memdup2 (&pair, sizeof pair));
          }
    }

  return pairs;
}

/* A pair by the places of its articles. */
typedef struct
{
  guint first;
  guint other;
  double likeness;
  gboolean is_exact;
} Pair;

static int
compare_pairs_cb (gconstpointer a, gconstpointer b)
{
  const Pair *one = a;
  const Pair *other = b;

  if (one->is_exact != other->is_exact)
    return one->is_exact ? -1 : 1;
  if (one->likeness != other->likeness)
    return one->likeness > other->likeness ? -1 : 1;
  if (one->first != other->first)
    return one->first < other->first ? -1 : 1;

  return one->other < other->other ? -1 : one->other > other->other;
}

GArray *
mani_duplicates_find (ManiSnapshot *snapshot,
                      double likeness,
                      GCancellable *cancellable,
                      GError **error)
{
  const ManiRecords *articles = mani_snapshot_get_records (snapshot, MANI_KIND_ARTICLE);
  g_autoptr (GPtrArray) sketches = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) by_hash = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) candidates = NULL;
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  GArray *duplicates;
  GHashTableIter iter;
  gpointer key;

  for (guint i = 0; i < articles->n; i++)
    {
      ManiArticle *article = MANI_ARTICLE (articles->records[i]);
      const char *sha256 = mani_article_get_sha256 (article);
      gpointer first;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      g_ptr_array_add (sketches, NULL);
      if (mani_article_get_n_bytes (article) == 0)
        continue;
      if (sha256 != NULL && g_hash_table_lookup_extended (by_hash, sha256, NULL, &first))
        {
          Pair pair = { GPOINTER_TO_UINT (first), i, 1, TRUE };

          g_array_append_val (pairs, pair);
          continue;
        }
      if (sha256 != NULL)
        g_hash_table_insert (by_hash, (gpointer) sha256, GUINT_TO_POINTER (i));
      sketches->pdata[i] = sketch_new (mani_article_get_text (article));
    }

  candidates = list_candidates (sketches);
  g_hash_table_iter_init (&iter, candidates);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      gint64 both = *(const gint64 *) key;
      Pair pair = { both >> 32, both & G_MAXUINT32 };

      pair.likeness = compare_sketches (sketches->pdata[pair.first], sketches->pdata[pair.other]);
      if (pair.likeness >= likeness)
        g_array_append_val (pairs, pair);
    }
  g_array_sort (pairs, compare_pairs_cb);

  duplicates = g_array_new (FALSE, FALSE, sizeof (ManiDuplicate));
  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);
      ManiDuplicate duplicate = { MANI_ARTICLE (articles->records[pair->first]),
                                  MANI_ARTICLE (articles->records[pair->other]), pair->likeness,
                                  pair->is_exact };

      g_array_append_val (duplicates, duplicate);
    }

  return duplicates;
}

typedef struct
{
  ManiSnapshot *snapshot;
  double likeness;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  mani_snapshot_unref (job->snapshot);
  g_free (job);
}

static void
clear_duplicate (gpointer data)
{
  ManiDuplicate *duplicate = data;

  g_clear_object (&duplicate->first);
  g_clear_object (&duplicate->other);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  GArray *duplicates = mani_duplicates_find (job->snapshot, job->likeness, cancellable, &error);

  if (duplicates == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  for (guint i = 0; i < duplicates->len; i++)
    {
      ManiDuplicate *duplicate = &g_array_index (duplicates, ManiDuplicate, i);

      g_object_ref (duplicate->first);
      g_object_ref (duplicate->other);
    }
  g_array_set_clear_func (duplicates, clear_duplicate);
  g_task_return_pointer (task, duplicates, (GDestroyNotify) g_array_unref);
}

void
mani_duplicates_find_async (ManiSnapshot *snapshot,
                            double likeness,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new (Job, 1);

  *job = (Job){ mani_snapshot_ref (snapshot), likeness };
  g_task_set_source_tag (task, mani_duplicates_find_async);
  g_task_set_check_cancellable (task, TRUE);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run);
}

GArray *
mani_duplicates_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
