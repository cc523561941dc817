/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of all readers share: reading a string, and saying what an article should be. */

#pragma once

#include "mani-reader.h"

#include <string.h>

/* A block by what it says and covers; NULL kind ends a list. */
typedef struct
{
  ManiBlockKind kind;
  const char *value;
  const char *text;
} ExpectedBlock;

static inline const char *
get_field (ManiArticle *article, ManiArticleField field)
{
  return mani_record_get_string (MANI_RECORD (article), field);
}

static inline const char *
get_origin (ManiArticle *article, const char *name)
{
  return mani_record_get_in_map (MANI_RECORD (article), MANI_ARTICLE_ORIGIN, name);
}

static inline ManiArticle *
read_string (const char *name, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  ManiArticle *article = mani_reader_read_bytes (name, bytes, NULL, NULL, &error);

  g_assert_no_error (error);

  return article;
}

/* NULL when the samples are not there; the test is skipped then. */
static inline ManiArticle *
read_sample (const char *name)
{
  const char *samples = g_getenv ("MANI_TEST_SAMPLES");
  g_autofree char *path = g_build_filename (samples != NULL ? samples : "", "articles", name, NULL);
  g_autoptr (GError) error = NULL;
  ManiArticle *article;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the samples are not here");
      return NULL;
    }
  article = mani_reader_read_file (path, NULL, NULL, &error);
  g_assert_no_error (error);

  return article;
}

/* What every reader promises: a text that is valid and clean, and blocks that lie in it in order.
 */
static inline void
check_promises (ManiArticle *article)
{
  const char *text = mani_article_get_text (article);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  guint n, length = g_utf8_strlen (text, -1);
  const ManiBlock *blocks = mani_article_get_blocks (article, &n);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpstr (mani_article_get_sha256 (article), ==, sha256);
  g_assert_cmpint (mani_record_get_time (MANI_RECORD (article), MANI_ARTICLE_ADDED), >, 0);
  for (const char *p = text; *p != '\0'; p++)
    g_assert_true ((guchar) *p >= 0x20 || *p == '\n' || *p == '\t');
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (blocks[i].start, <, blocks[i].end);
      g_assert_cmpuint (blocks[i].end, <=, length);
      g_assert_cmpuint (blocks[i].kind, <, MANI_BLOCK_N_KINDS);
      if (i > 0)
        {
          g_assert_cmpuint (blocks[i - 1].start, <=, blocks[i].start);
          if (blocks[i - 1].start == blocks[i].start)
            g_assert_cmpuint (blocks[i - 1].end, >=, blocks[i].end);
        }
    }
}

static inline void
check_blocks (ManiArticle *article, const ExpectedBlock *expected, guint n_expected)
{
  guint n;
  const ManiBlock *blocks = mani_article_get_blocks (article, &n);

  for (guint i = 0; i < MIN (n, n_expected); i++)
    {
      g_autofree char *text = mani_article_dup_slice (article, blocks[i].start, blocks[i].end);

      g_assert_cmpstr (text, ==, expected[i].text);
      g_assert_cmpstr (mani_block_kind_words[blocks[i].kind], ==,
                       mani_block_kind_words[expected[i].kind]);
      g_assert_cmpstr (blocks[i].value, ==, expected[i].value);
    }
  g_assert_cmpuint (n, ==, n_expected);
  check_promises (article);
}

#define LONG_PARAGRAPH                                                                              \
  "For eleven years the night boat called at the great island and nowhere else, and nobody in the " \
  "harbour could remember that it had ever been otherwise, in summer or in winter, in fog or "      \
  "snow."
