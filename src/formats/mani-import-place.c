/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From what a file says of a passage to ranges in an article's text. */

#include "mani-import-private.h"

#include <string.h>

/* A position of the file in code points; FALSE when it lies outside the text. */
static gboolean
convert (ManiArticle *article, ManiOffsets offsets, guint start, guint end, ManiRange *range)
{
  const ManiOffsetMap *map = mani_article_get_offset_map (article);

  if (start > end)
    return FALSE;

  switch (offsets)
    {
    case MANI_OFFSETS_UTF16:
      if (end > mani_offset_map_get_n_utf16 (map))
        return FALSE;
      range->start = mani_offset_map_utf16_to_char (map, start);
      range->end = mani_offset_map_utf16_to_char (map, end);
      return TRUE;

    case MANI_OFFSETS_BYTES:
      if (end > mani_offset_map_get_n_bytes (map))
        return FALSE;
      range->start = mani_offset_map_byte_to_char (map, start);
      range->end = mani_offset_map_byte_to_char (map, end);
      return TRUE;

    case MANI_OFFSETS_CODE_POINTS:
    case MANI_OFFSETS_UNKNOWN:
    default:
      if (end > mani_offset_map_get_n_chars (map))
        return FALSE;
      range->start = start;
      range->end = end;
      return TRUE;
    }
}

void
mani_import_count_units (const ManiImportAnnotation *found,
                         ManiArticle *article,
                         ManiImportUnits *units)
{
  const ManiOffsetMap *map = mani_article_get_offset_map (article);
  const char *text = mani_article_get_text (article);

  for (guint i = 0; i < found->n_anchors; i++)
    {
      const ManiImportAnchor *anchor = &found->anchors[i];

      if (anchor->exact == NULL || *anchor->exact == '\0' || !anchor->has_position)
        continue;
      units->total++;
      for (guint unit = 0; unit < G_N_ELEMENTS (units->hits); unit++)
        {
          ManiRange range;

          if (convert (article, unit, anchor->start, anchor->end, &range) &&
              strncmp (text + mani_offset_map_char_to_byte (map, range.start), anchor->exact,
                       strlen (anchor->exact)) == 0)
            units->hits[unit]++;
        }
    }
}

ManiOffsets
mani_import_choose_unit (const ManiImportUnits *units)
{
  ManiOffsets best = MANI_OFFSETS_CODE_POINTS;

  for (guint unit = 0; unit < G_N_ELEMENTS (units->hits); unit++)
    if (units->hits[unit] > units->hits[best])
      best = unit;

  return best;
}

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  const ManiRange *one = a;
  const ManiRange *other = b;

  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;

  return one->end < other->end ? -1 : one->end > other->end;
}

/* Ascending, and one where they overlap. Returns how many are left. */
static guint
tidy (GArray *ranges)
{
  ManiRange *range = (ManiRange *) ranges->data;
  guint n = 0;

  g_array_sort (ranges, compare_ranges);
  for (guint i = 0; i < ranges->len; i++)
    {
      gboolean is_same =
          n > 0 && range[i].start == range[n - 1].start && range[i].end == range[n - 1].end;

      if (n > 0 && (is_same || range[i].start < range[n - 1].end))
        range[n - 1].end = MAX (range[n - 1].end, range[i].end);
      else
        range[n++] = range[i];
    }

  return n;
}

/* Words and place as the file states them. Other units than code points mean nothing without the
 * text that they count. */
static void
set_orphan (const ManiImportAnnotation *found, ManiOffsets offsets, ManiRecordBuilder *builder)
{
  g_autoptr (GString) quote = g_string_new (NULL);
  g_autoptr (GArray) position = g_array_new (FALSE, FALSE, sizeof (ManiRange));
  gboolean has_words = FALSE;

  for (guint i = 0; i < found->n_anchors; i++)
    {
      const ManiImportAnchor *anchor = &found->anchors[i];
      gboolean is_known = anchor->exact != NULL && *anchor->exact != '\0';
      ManiRange range = { anchor->start, anchor->end };

      has_words = has_words || is_known;
      if (i > 0)
        g_string_append (quote, " … ");
      g_string_append (quote, is_known ? anchor->exact : "…");
      if (anchor->has_position && anchor->start <= anchor->end)
        g_array_append_val (position, range);
    }
  if (position->len == found->n_anchors &&
      (offsets == MANI_OFFSETS_CODE_POINTS || offsets == MANI_OFFSETS_UNKNOWN))
    mani_record_builder_set_ranges (builder, MANI_ANNOTATION_POSITION, (ManiRange *) position->data,
                                    tidy (position));
  else
    has_words = TRUE;
  if (has_words)
    mani_record_builder_set_string (builder, MANI_ANNOTATION_QUOTE, quote->str);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_PREFIX, found->anchors[0].prefix);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_SUFFIX,
                                  found->anchors[found->n_anchors - 1].suffix);
}

void
mani_import_place (const ManiImportAnnotation *found,
                   ManiArticle *article,
                   ManiOffsets offsets,
                   ManiRecordBuilder *builder)
{
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (ManiRange));

  mani_record_builder_clear (builder, MANI_ANNOTATION_RANGES);
  mani_record_builder_clear (builder, MANI_ANNOTATION_QUOTE);
  mani_record_builder_clear (builder, MANI_ANNOTATION_PREFIX);
  mani_record_builder_clear (builder, MANI_ANNOTATION_SUFFIX);
  mani_record_builder_clear (builder, MANI_ANNOTATION_POSITION);
  if (found->n_anchors == 0)
    return;

  for (guint i = 0; i < found->n_anchors; i++)
    {
      const ManiImportAnchor *from = &found->anchors[i];
      ManiAnchor anchor = { from->exact, from->prefix, from->suffix };
      ManiRange range;

      anchor.has_position =
          from->has_position && convert (article, offsets, from->start, from->end, &range);
      if (anchor.has_position)
        {
          anchor.start = range.start;
          anchor.end = range.end;
        }
      if ((anchor.exact == NULL || *anchor.exact == '\0') && !anchor.has_position)
        break;
      if (!mani_anchor_find (mani_article_get_text (article), mani_article_get_offset_map (article),
                             &anchor, &range, NULL))
        break;
      g_array_append_val (ranges, range);
    }

  if (ranges->len == found->n_anchors)
    {
      guint n = tidy (ranges);

      mani_record_builder_set_ranges (builder, MANI_ANNOTATION_RANGES, (ManiRange *) ranges->data,
                                      n);
    }
  else
    set_orphan (found, offsets, builder);
}
