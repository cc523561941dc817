/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The annotation's field table and rules, and the words of its passage. */

#include "mani-annotation.h"

#include "mani-label.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Characters of a quotation that the file keeps, half from its start and half from its end. */
#define SHORT_QUOTE 200

struct _ManiAnnotation
{
  ManiRecord parent_instance;
};

static const char *const status_words[] = { "unverified", "confirmed", "disputed", "unidentifiable",
                                            NULL };
static const char *const origin_words[] = { "person", "import", "suggestion", NULL };

static const ManiField fields[MANI_ANNOTATION_N_FIELDS] = {
  [MANI_ANNOTATION_ID] = { "id", MANI_FIELD_STRING, MANI_FIELD_REQUIRED },
  [MANI_ANNOTATION_ARTICLE] = { "article", MANI_FIELD_REF, MANI_FIELD_REQUIRED, NULL, "article" },
  [MANI_ANNOTATION_RANGES] = { "ranges", MANI_FIELD_RANGES },
  [MANI_ANNOTATION_QUOTE] = { "quote", MANI_FIELD_STRING, MANI_FIELD_SEARCHABLE },
  [MANI_ANNOTATION_PREFIX] = { "prefix", MANI_FIELD_STRING },
  [MANI_ANNOTATION_SUFFIX] = { "suffix", MANI_FIELD_STRING },
  [MANI_ANNOTATION_POSITION] = { "position", MANI_FIELD_RANGES },
  [MANI_ANNOTATION_LABEL] = { "label", MANI_FIELD_REF, 0, NULL, "label" },
  [MANI_ANNOTATION_COLOR] = { "color", MANI_FIELD_STRING },
  [MANI_ANNOTATION_TAGS] = { "tags", MANI_FIELD_STRINGS,
                             MANI_FIELD_SEARCHABLE | MANI_FIELD_MERGEABLE },
  [MANI_ANNOTATION_NOTE] = { "note", MANI_FIELD_STRING, MANI_FIELD_SEARCHABLE },
  [MANI_ANNOTATION_ENTITY] = { "entity", MANI_FIELD_REF, 0, NULL, "entity" },
  [MANI_ANNOTATION_ATTRIBUTES] = { "attributes", MANI_FIELD_MAP, MANI_FIELD_MERGEABLE },
  [MANI_ANNOTATION_STATUS] = { "status", MANI_FIELD_WORD, 0, status_words },
  [MANI_ANNOTATION_ORIGIN] = { "origin", MANI_FIELD_WORD, 0, origin_words },
  [MANI_ANNOTATION_CONFIDENCE] = { "confidence", MANI_FIELD_NUMBER },
  [MANI_ANNOTATION_CREATOR] = { "creator", MANI_FIELD_REF },
  [MANI_ANNOTATION_CREATED] = { "created", MANI_FIELD_TIME },
  [MANI_ANNOTATION_MODIFIED] = { "modified", MANI_FIELD_TIME },
};

static gboolean
check_ranges (const ManiRange *ranges, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      if (ranges[i].start > ranges[i].end)
        {
          g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID,
                       _ ("a range from %u to %u ends before it starts"), ranges[i].start,
                       ranges[i].end);
          return FALSE;
        }
      if (i > 0 && ranges[i].start < ranges[i - 1].end)
        {
          g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID,
                       _ ("ranges were expected in ascending order and not to overlap, %u to %u "
                          "was found after %u to %u"),
                       ranges[i].start, ranges[i].end, ranges[i - 1].start, ranges[i - 1].end);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check (ManiRecord *record, GError **error)
{
  const char *color = mani_record_get_string (record, MANI_ANNOTATION_COLOR);
  double confidence = mani_record_get_number (record, MANI_ANNOTATION_CONFIDENCE);
  guint n;
  const ManiRange *ranges = mani_annotation_get_ranges (MANI_ANNOTATION (record), &n);

  if (!check_ranges (ranges, n, error))
    return FALSE;
  ranges = mani_record_get_ranges (record, MANI_ANNOTATION_POSITION, &n);
  if (!check_ranges (ranges, n, error))
    return FALSE;
  if (color != NULL && !mani_label_is_color (color))
    {
      g_autofree char *found = mani_error_excerpt (color);

      g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID,
                   _ ("“%s” is no colour: six hexadecimal digits after “#” were expected"), found);
      return FALSE;
    }
  if (!isnan (confidence) && (confidence < 0 || confidence > 1))
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID,
                   _ ("%s is %g, a number from %g to %g was expected"), "confidence", confidence,
                   0.0, 1.0);
      return FALSE;
    }

  return TRUE;
}

const ManiRecordType mani_annotation_record_type = {
  .name = "annotation",
  .fields = fields,
  .n_fields = MANI_ANNOTATION_N_FIELDS,
  .get_type = mani_annotation_get_type,
  .check = check,
};

G_DEFINE_FINAL_TYPE (ManiAnnotation, mani_annotation, MANI_TYPE_RECORD)

static void
mani_annotation_class_init (ManiAnnotationClass *klass)
{
  ((ManiRecordClass *) klass)->type = &mani_annotation_record_type;
}

static void
mani_annotation_init (ManiAnnotation *self)
{
}

const char *
mani_annotation_get_article (ManiAnnotation *self)
{
  return mani_record_get_string (MANI_RECORD (self), MANI_ANNOTATION_ARTICLE);
}

const ManiRange *
mani_annotation_get_ranges (ManiAnnotation *self, guint *n)
{
  return mani_record_get_ranges (MANI_RECORD (self), MANI_ANNOTATION_RANGES, n);
}

const ManiRange *
mani_annotation_get_position (ManiAnnotation *self, guint *n)
{
  const ManiRange *ranges = mani_annotation_get_ranges (self, n);

  return *n > 0 ? ranges : mani_record_get_ranges (MANI_RECORD (self), MANI_ANNOTATION_POSITION, n);
}

ManiRange
mani_annotation_get_extent (ManiAnnotation *self)
{
  guint n;
  const ManiRange *ranges = mani_annotation_get_ranges (self, &n);

  if (n == 0)
    return (ManiRange){ 0, 0 };

  return (ManiRange){ ranges[0].start, ranges[n - 1].end };
}

const char *
mani_annotation_get_label (ManiAnnotation *self)
{
  return mani_record_get_string (MANI_RECORD (self), MANI_ANNOTATION_LABEL);
}

const char *
mani_annotation_get_color (ManiAnnotation *self)
{
  return mani_record_get_string (MANI_RECORD (self), MANI_ANNOTATION_COLOR);
}

const char *const *
mani_annotation_get_tags (ManiAnnotation *self)
{
  return mani_record_get_strings (MANI_RECORD (self), MANI_ANNOTATION_TAGS);
}

const char *
mani_annotation_get_note (ManiAnnotation *self)
{
  return mani_record_get_string (MANI_RECORD (self), MANI_ANNOTATION_NOTE);
}

const char *
mani_annotation_get_entity (ManiAnnotation *self)
{
  return mani_record_get_string (MANI_RECORD (self), MANI_ANNOTATION_ENTITY);
}

const char *
mani_annotation_get_creator (ManiAnnotation *self)
{
  return mani_record_get_string (MANI_RECORD (self), MANI_ANNOTATION_CREATOR);
}

ManiAnnotationStatus
mani_annotation_get_status (ManiAnnotation *self)
{
  return mani_record_get_word (MANI_RECORD (self), MANI_ANNOTATION_STATUS);
}

gint64
mani_annotation_get_created (ManiAnnotation *self)
{
  return mani_record_get_time (MANI_RECORD (self), MANI_ANNOTATION_CREATED);
}

gint64
mani_annotation_get_modified (ManiAnnotation *self)
{
  return mani_record_get_time (MANI_RECORD (self), MANI_ANNOTATION_MODIFIED);
}

gboolean
mani_annotation_is_orphan (ManiAnnotation *self)
{
  return !mani_record_has (MANI_RECORD (self), MANI_ANNOTATION_RANGES) &&
         (mani_record_has (MANI_RECORD (self), MANI_ANNOTATION_QUOTE) ||
          mani_record_has (MANI_RECORD (self), MANI_ANNOTATION_POSITION));
}

gboolean
mani_annotation_is_whole_article (ManiAnnotation *self)
{
  return !mani_record_has (MANI_RECORD (self), MANI_ANNOTATION_RANGES) &&
         !mani_annotation_is_orphan (self);
}

static char *
dup_ranges (ManiArticle *article, const ManiRange *ranges, guint n)
{
  GString *quote;

  if (n == 1)
    return mani_article_dup_slice (article, ranges[0].start, ranges[0].end);

  quote = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *piece = mani_article_dup_slice (article, ranges[i].start, ranges[i].end);

      if (i > 0)
        g_string_append (quote, " … ");
      g_string_append (quote, piece);
    }

  return g_string_free (quote, FALSE);
}

char *
mani_annotation_dup_quote (ManiAnnotation *self, ManiArticle *article)
{
  const char *own = mani_record_get_string (MANI_RECORD (self), MANI_ANNOTATION_QUOTE);
  guint n;
  const ManiRange *ranges = mani_annotation_get_ranges (self, &n);

  if (own != NULL)
    return g_strdup (own);
  if (n == 0 || article == NULL)
    return NULL;

  return dup_ranges (article, ranges, n);
}

/* Takes @quote. Cuts between code points, not between characters as people see them: where those
 * end is told anew by each version of Unicode, and a file's quotation has to stay recognisable. */
static char *
shorten (char *quote)
{
  glong n;
  g_autofree char *whole = quote;
  g_autofree char *start = NULL;

  /* So many bytes cannot be too many characters. */
  if (quote == NULL || strlen (quote) <= SHORT_QUOTE)
    return g_steal_pointer (&whole);
  n = g_utf8_strlen (quote, -1);
  if (n <= SHORT_QUOTE)
    return g_steal_pointer (&whole);

  start = g_utf8_substring (quote, 0, SHORT_QUOTE / 2);
  return g_strconcat (start, "…", g_utf8_offset_to_pointer (quote, n - (SHORT_QUOTE / 2 - 1)),
                      NULL);
}

char *
mani_annotation_dup_short_quote (ManiAnnotation *self, ManiArticle *article)
{
  char *quote = mani_annotation_dup_quote (self, article);
  guint n;
  const ManiRange *position;

  if (quote != NULL || !mani_annotation_is_orphan (self))
    return shorten (quote);

  position = mani_annotation_get_position (self, &n);
  /* Translators: what is known of a passage whose words are not */
  return g_strdup_printf (_ ("characters %u to %u"), position[0].start, position[n - 1].end);
}

gboolean
mani_annotation_is_quote (const char *quote,
                          ManiArticle *article,
                          const ManiRange *ranges,
                          guint n_ranges)
{
  g_autofree char *whole = NULL;

  if (n_ranges == 0)
    return FALSE;
  if (n_ranges == 1)
    {
      const ManiOffsetMap *map = mani_article_get_offset_map (article);
      gsize start = mani_offset_map_char_to_byte (map, ranges->start);
      gsize n_bytes = mani_offset_map_char_to_byte (map, ranges->end) - start;

      /* By far the most, and without a copy. */
      if (strncmp (mani_article_get_text (article) + start, quote, n_bytes) == 0 &&
          quote[n_bytes] == '\0')
        return TRUE;
    }

  whole = dup_ranges (article, ranges, n_ranges);
  if (strcmp (whole, quote) == 0)
    return TRUE;
  whole = shorten (g_steal_pointer (&whole));

  return strcmp (whole, quote) == 0;
}

int
mani_annotation_compare (ManiAnnotation *a, ManiAnnotation *b)
{
  ManiRange one = mani_annotation_get_extent (a);
  ManiRange other = mani_annotation_get_extent (b);

  if (one.start != other.start)
    return one.start < other.start ? -1 : 1;
  if (one.end != other.end)
    return one.end < other.end ? -1 : 1;

  return strcmp (mani_record_get_id (MANI_RECORD (a)), mani_record_get_id (MANI_RECORD (b)));
}
