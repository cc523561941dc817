/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a project file may hold that is not as it was written, and yet breaks no rule: looked for,
 * and told. */

#include "mani-project-reader-private.h"

#include "mani-hash.h"

#include <glib/gi18n.h>
#include <string.h>

/* Where the line begins whose first word is @at; NULL when @at is not the first. */
static const char *
find_line_start (ManiReading *self, const char *at)
{
  while (at > self->data && (at[-1] == ' ' || at[-1] == '\t' || at[-1] == '\r'))
    at--;

  return at > self->data && at[-1] == '\n' ? at : NULL;
}

/* What the digest's value should be; NULL when it does not stand on a line of its own. */
static char *
make_digest (ManiReading *self)
{
  ManiHash sha256;
  const char *line = find_line_start (self, self->digest_at);

  if (line == NULL)
    return NULL;
  mani_hash_bytes (self->data, line - self->data, sha256);

  return g_strdup_printf ("\"sha256:%s\"", sha256);
}

/* Whether only white space and the document's brace follow the digest. */
static gboolean
is_last (ManiReading *self)
{
  const char *end = self->digest.start + self->digest.n;

  for (; end < self->data + self->n; end++)
    if (strchr (" \t\r\n}", *end) == NULL)
      return FALSE;

  return TRUE;
}

void
mani_reading_check_digest (ManiReading *self)
{
  g_autofree char *expected = NULL;

  if (self->report == NULL)
    return;

  if (self->digest.start != NULL && is_last (self))
    expected = make_digest (self);
  if (self->digest.start == NULL)
    mani_read_report_add (self->report, MANI_FINDING_NO_DIGEST,
                          _ ("%s: the digest is missing, so the file may have been changed"),
                          self->name);
  else if (expected == NULL || strlen (expected) != self->digest.n ||
           memcmp (expected, self->digest.start, self->digest.n) != 0)
    mani_read_report_add (self->report, MANI_FINDING_WRONG_DIGEST,
                          _ ("%s:%u:%u: the digest does not fit: the file was changed after "
                             "Manicule wrote it"),
                          self->name, self->digest.place.line, self->digest.place.column);
}

/* The text's SHA-256 against the one that stands with it. */
void
mani_reading_check_text (ManiReading *self, ManiArticle *article, ManiPlace place)
{
  const char *stated = mani_article_get_sha256 (article);
  ManiHash sha256;

  if (self->report == NULL)
    return;
  /* An article whose text is not here may state what its text would have. */
  if (mani_article_get_n_bytes (article) == 0)
    return;

  mani_hash_bytes (mani_article_get_text (article), mani_article_get_n_bytes (article), sha256);
  if (stated == NULL || strcmp (sha256, stated) != 0)
    mani_read_report_add (self->report, MANI_FINDING_WRONG_TEXT,
                          /* Translators: file, line, column, id of an article */
                          _ ("%s:%u:%u: article “%s”: its text does not have the SHA-256 that is "
                             "stated for it"),
                          self->name, place.line, place.column,
                          mani_record_get_id (MANI_RECORD (article)));
}

/* Whether the ranges can be looked up at all; where not, the model will say why. */
static gboolean
are_inside (const ManiRange *ranges, guint n, ManiArticle *article)
{
  for (guint i = 0; i < n; i++)
    if (ranges[i].start > ranges[i].end || ranges[i].end > mani_article_get_length (article))
      return FALSE;

  return TRUE;
}

/* A quotation that the text gives is not kept. */
void
mani_reading_settle_quote (ManiReading *self, ManiRecordBuilder *builder, ManiPlace place)
{
  const char *quote = mani_record_builder_get_string (builder, MANI_ANNOTATION_QUOTE);
  const char *id = mani_record_builder_get_string (builder, MANI_ANNOTATION_ARTICLE);
  guint n;
  const ManiRange *ranges = mani_record_builder_get_ranges (builder, MANI_ANNOTATION_RANGES, &n);
  ManiArticle *article;

  if (quote == NULL || id == NULL || n == 0)
    return;
  article = g_hash_table_lookup (self->articles, id);
  if (article == NULL || !are_inside (ranges, n, article))
    return;

  if (mani_annotation_is_quote (quote, article, ranges, n))
    {
      mani_record_builder_clear (builder, MANI_ANNOTATION_QUOTE);
    }
  else if (self->report != NULL)
    {
      const char *annotation = mani_record_builder_get_string (builder, MANI_RECORD_ID);
      g_autofree char *shown = mani_error_excerpt (annotation);
      g_autofree char *words = mani_error_excerpt (quote);

      mani_read_report_add (
          self->report, MANI_FINDING_WRONG_QUOTE,
          /* Translators: file, line, column, id of an annotation, its quotation, two offsets */
          _ ("%s:%u:%u: annotation “%s”: “%s” is not what the text has from %u to %u"), self->name,
          place.line, place.column, shown, words, ranges[0].start, ranges[n - 1].end);
    }
}

/* A reference that leads nowhere. */
static void
report_stray (ManiReading *self, ManiRecord *record, guint field, ManiPlace place)
{
  const ManiRecordType *type = mani_record_get_record_type (record);
  g_autofree char *id = mani_error_excerpt (mani_record_get_string (record, field));

  mani_read_report_add (
      self->report, MANI_FINDING_UNRESOLVED,
      /* Translators: file, line, column, a kind of record, its id, a member’s name, an id */
      _ ("%s:%u:%u: %s “%s”: the %s “%s” is not there; the reference is kept"), self->name,
      place.line, place.column, type->name, mani_record_get_id (record), type->fields[field].name,
      id);
}

/* All of them, in the file's order. */
void
mani_reading_report_unresolved (ManiReading *self, ManiProject *project)
{
  g_autoptr (GPtrArray) unresolved = mani_project_get_unresolved (project);
  g_autoptr (GHashTable) set = g_hash_table_new (NULL, NULL);

  if (unresolved->len == 0 || self->report == NULL)
    return;
  for (guint i = 0; i < unresolved->len; i++)
    g_hash_table_add (set, unresolved->pdata[i]);

  for (guint i = 0; i < self->records->len; i++)
    {
      ManiRecord *record = self->records->pdata[i];
      guint n_fields = mani_record_get_record_type (record)->n_fields;
      ManiKind target;

      if (!g_hash_table_contains (set, record))
        continue;
      for (guint field = 0; field < n_fields; field++)
        if (mani_kind_get_reference (mani_kind_of (record), field, &target) &&
            mani_record_has (record, field) &&
            mani_project_lookup (project, target, mani_record_get_string (record, field)) == NULL)
          report_stray (self, record, field, g_array_index (self->places, ManiPlace, i));
    }
}
