/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes through every reader of articles: an error that names the file, or an article that
 * keeps its promises: valid UTF-8 without control characters, blocks within it and in order, and
 * the same again from the same bytes. */

#include "mani-reader.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t n_bytes);

static void
check_blocks (ManiArticle *article)
{
  guint n, length = mani_article_get_length (article);
  const ManiBlock *blocks = mani_article_get_blocks (article, &n);

  for (guint i = 0; i < n; i++)
    {
      g_assert (blocks[i].start < blocks[i].end);
      g_assert (blocks[i].end <= length);
      g_assert (i == 0 || blocks[i - 1].start <= blocks[i].start);
      g_assert (blocks[i].value == NULL || g_utf8_validate (blocks[i].value, -1, NULL));
    }
}

static void
check_strings (ManiArticle *article)
{
  ManiRecord *record = MANI_RECORD (article);
  const char *text = mani_article_get_text (article);
  const char *const *meta = mani_record_get_strings (record, MANI_ARTICLE_META);
  const char *const *tags = mani_record_get_strings (record, MANI_ARTICLE_TAGS);

  g_assert (strlen (text) == mani_article_get_n_bytes (article));
  g_assert (g_utf8_validate (text, -1, NULL));
  for (const char *p = text; *p != '\0'; p++)
    g_assert ((guchar) *p >= 0x20 || *p == '\n' || *p == '\t');

  for (guint field = MANI_ARTICLE_TITLE; field <= MANI_ARTICLE_SOURCE; field++)
    {
      const char *words = mani_record_get_string (record, field);

      g_assert (words == NULL || g_utf8_validate (words, -1, NULL));
    }
  for (guint i = 0; meta[i] != NULL; i++)
    g_assert (g_utf8_validate (meta[i], -1, NULL));
  for (guint i = 0; tags[i] != NULL; i++)
    g_assert (g_utf8_validate (tags[i], -1, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t n_bytes)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, n_bytes);

  for (guint i = 0; mani_readers_get (i) != NULL; i++)
    {
      ManiReaderOptions options = { .reader = mani_readers_get (i)->id };
      g_auto (ManiReaderReport) report = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (ManiArticle) article =
          mani_reader_read_bytes ("input", bytes, &options, &report, &error);
      g_autoptr (ManiArticle) again = NULL;

      if (article == NULL)
        {
          g_assert (error->domain == MANI_ERROR);
          g_assert (strstr (error->message, "input") != NULL);
          continue;
        }
      check_strings (article);
      check_blocks (article);

      again = mani_reader_read_bytes ("input", bytes, &options, NULL, NULL);
      for (guint field = 1; field < MANI_ARTICLE_N_FIELDS; field++)
        g_assert (field == MANI_ARTICLE_ADDED ||
                  mani_record_field_equal (MANI_RECORD (article), MANI_RECORD (again), field));
    }

  return 0;
}
