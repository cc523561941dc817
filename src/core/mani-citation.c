/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The paragraphs of an article are found once for all quotations from it. */

#include "mani-citation.h"

#include <glib/gi18n.h>
#include <string.h>

/* A line with something on it. */
typedef struct
{
  guint start;
  guint number; /* of the paragraph; 0 for a heading */
} Line;

static gboolean
is_heading_at (ManiArticle *article, guint offset)
{
  guint n;
  const ManiBlock *blocks = mani_article_get_blocks (article, &n);

  for (guint i = 0; i < n; i++)
    if (blocks[i].kind >= MANI_BLOCK_HEADING1 && blocks[i].kind <= MANI_BLOCK_HEADING6 &&
        blocks[i].start <= offset && offset < blocks[i].end)
      return TRUE;

  return FALSE;
}

static GArray *
list_lines (ManiArticle *article)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  guint offset = 0;
  guint number = 0;
  gboolean is_empty = TRUE;

  for (const char *p = mani_article_get_text (article); *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p == '\n')
        is_empty = TRUE;
      else if (is_empty && !g_unichar_isspace (g_utf8_get_char (p)))
        {
          Line line = { offset, is_heading_at (article, offset) ? 0 : ++number };

          g_array_append_val (lines, line);
          is_empty = FALSE;
        }
      offset++;
    }

  return lines;
}

/* Of the last line that begins at or before @offset; an offset in the white space before the first
 * is in it. */
static guint
find_paragraph (GArray *lines, guint offset)
{
  guint low = 0;
  guint high = lines->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (lines, Line, middle).start <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  if (lines->len == 0)
    return 0;

  return g_array_index (lines, Line, low > 0 ? low - 1 : 0).number;
}

guint
mani_citation_get_paragraph (ManiArticle *article, guint offset)
{
  g_autoptr (GArray) lines = list_lines (article);

  return find_paragraph (lines, offset);
}

static char *
dup_single_spaced (const char *text)
{
  g_autoptr (GString) spaced = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c))
        g_string_append_unichar (spaced, c);
      else if (spaced->len > 0 && spaced->str[spaced->len - 1] != ' ')
        g_string_append_c (spaced, ' ');
    }
  if (spaced->len > 0 && spaced->str[spaced->len - 1] == ' ')
    g_string_truncate (spaced, spaced->len - 1);

  return g_string_free (g_steal_pointer (&spaced), FALSE);
}

static char *
dup_reference (ManiAnnotation *annotation, ManiArticle *article, GArray *lines)
{
  ManiRecord *record = MANI_RECORD (article);
  const char *byline = mani_record_get_string (record, MANI_ARTICLE_BYLINE);
  const char *date = mani_record_get_string (record, MANI_ARTICLE_DATE);
  const char *source = mani_record_get_string (record, MANI_ARTICLE_SOURCE);
  g_autofree char *plain_title = mani_article_dup_title (article);
  /* Translators: the title of an article in a reference, in your quotation marks */
  g_autofree char *title = g_strdup_printf (C_ ("reference", "“%s”"), plain_title);
  g_autofree char *place = NULL;
  const char *parts[6];
  guint n_parts = 0;
  guint n_ranges;
  const ManiRange *ranges = mani_annotation_get_ranges (annotation, &n_ranges);
  guint paragraph = n_ranges > 0 ? find_paragraph (lines, ranges[0].start) : 0;

  if (byline != NULL)
    parts[n_parts++] = byline;
  parts[n_parts++] = title;
  if (date != NULL)
    parts[n_parts++] = date;
  if (source != NULL)
    parts[n_parts++] = source;
  if (paragraph > 0)
    {
      /* Translators: where in an article a quotation stands */
      place = g_strdup_printf (C_ ("reference", "paragraph %u"), paragraph);
      parts[n_parts++] = place;
    }
  parts[n_parts] = NULL;

  /* Translators: what stands between author, title, date, source and paragraph in a reference */
  return g_strjoinv (C_ ("reference", ", "), (GStrv) parts);
}

static char *
dup_citation (ManiAnnotation *annotation, ManiArticle *article, GArray *lines)
{
  g_autofree char *passage = mani_annotation_dup_quote (annotation, article);
  g_autofree char *spaced = NULL;
  g_autofree char *quote = NULL;
  g_autofree char *reference = article != NULL ? dup_reference (annotation, article, lines) : NULL;

  if (passage == NULL)
    return reference != NULL ? g_steal_pointer (&reference) : g_strdup ("");

  spaced = dup_single_spaced (passage);
  /* Translators: the words of a quotation, in your quotation marks */
  quote = g_strdup_printf (C_ ("quotation", "“%s”"), spaced);
  if (reference == NULL)
    return g_steal_pointer (&quote);

  /* Translators: a quotation, then where it is from */
  return g_strdup_printf (C_ ("quotation", "%s — %s"), quote, reference);
}

char *
mani_citation_dup (ManiAnnotation *annotation, ManiArticle *article)
{
  g_autoptr (GArray) lines = article != NULL ? list_lines (article) : NULL;

  return dup_citation (annotation, article, lines);
}

char *
mani_citation_dup_all (ManiProject *project, GPtrArray *annotations)
{
  g_autoptr (GHashTable) lines_of =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < annotations->len; i++)
    {
      ManiAnnotation *annotation = annotations->pdata[i];
      ManiArticle *article = mani_project_lookup (project, MANI_KIND_ARTICLE,
                                                  mani_annotation_get_article (annotation));
      GArray *lines = article != NULL ? g_hash_table_lookup (lines_of, article) : NULL;
      g_autofree char *citation = NULL;

      if (article != NULL && lines == NULL)
        {
          lines = list_lines (article);
          g_hash_table_insert (lines_of, article, lines);
        }
      citation = dup_citation (annotation, article, lines);
      g_string_append_printf (text, "%s%s\n", i > 0 ? "\n" : "", citation);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
