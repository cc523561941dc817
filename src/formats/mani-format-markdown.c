/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A report to read, as Markdown (CommonMark, with the footnotes that most programs know): each
 * article with its marks in the text, its notes as footnotes, and an index of people and places.
 *
 * A passage is bold, with its label in ‹› at its end; where passages cross or nest, all that is
 * covered is bold and each label stands where its own passage ends. The text and everything else
 * that comes from the project is escaped: it shows as it is written and marks nothing up. */

#include "mani-formats.h"

#include "mani-report.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Marks nothing up at the start of a line, given what stands there. */
static gboolean
begins_block (const char *text)
{
  gsize n_digits = strspn (text, "0123456789");

  if (*text != '\0' && strchr ("#+-=:", *text) != NULL)
    return TRUE;

  return n_digits > 0 && (text[n_digits] == '.' || text[n_digits] == ')');
}

/* @is_start: whether a line begins with it */
static void
append_escaped (GString *out, const char *text, gsize n_bytes, gboolean is_start)
{
  const char *end = text + n_bytes;

  if (is_start)
    while (text < end && g_ascii_isspace (*text))
      text++;
  if (is_start && text < end && begins_block (text))
    {
      gsize n_digits = strspn (text, "0123456789");

      g_string_append_len (out, text, n_digits);
      g_string_append_c (out, '\\');
      text += n_digits;
      g_string_append_c (out, *text++);
    }
  /* After a footnote's number it would make a link of it. */
  if (text < end && (*text == '(' || *text == ':') && out->len > 0 && out->str[out->len - 1] == ']')
    g_string_append_c (out, '\\');
  for (const char *p = text; p < end; p++)
    {
      if (*p == '\n' || *p == '\t' || *p == '\r')
        {
          g_string_append_c (out, ' ');
          continue;
        }
      if (strchr ("\\`*_[]<>&|~$^", *p) != NULL && *p != '\0')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
}

static void
append_text (GString *out, const char *text)
{
  append_escaped (out, text, strlen (text), FALSE);
}

static void
append_line (GString *out, const char *text)
{
  append_escaped (out, text, strlen (text), TRUE);
}

/* The page */

typedef struct
{
  ManiFormatOutput *output;
  const ManiExport *what;
  guint n_notes; /* of the articles before */

  /* Of the article */
  ManiReport *report;
  guint8 *shown;

  /* Of the paragraph */
  gboolean is_bold;
  gboolean is_start; /* nothing stands in it yet */
} Page;

static void
append_note_number (Page *self, GString *out, const ManiReportMark *mark)
{
  if (mark->note > 0)
    g_string_append_printf (out, "[^%u]", self->n_notes + mark->note);
}

static void
append_label (GString *out, const ManiReportMark *mark)
{
  append_text (out, mark->label != NULL ? mani_label_get_name (mark->label) : _ ("Highlight"));
}

static gboolean
is_space (gunichar c)
{
  return c == 0 || g_unichar_isspace (c);
}

static gboolean
is_mark (gunichar c)
{
  return g_unichar_ispunct (c);
}

/* Whether "**" opens between these two (CommonMark, section 6.2: left-flanking). */
static gboolean
can_open (gunichar before, gunichar after)
{
  return !is_space (after) && (!is_mark (after) || is_space (before) || is_mark (before));
}

static void
append_run (Page *self, GString *out, const ManiReportRun *run)
{
  ManiArticle *article = mani_report_get_article (self->report);
  const ManiOffsetMap *map = mani_article_get_offset_map (article);
  const char *text = mani_article_get_text (article);
  const char *start = text + mani_offset_map_char_to_byte (map, run->start);
  const char *end = text + mani_offset_map_char_to_byte (map, run->end);
  const char *first = start;
  const char *last = end;

  while (first < last && g_ascii_isspace (*first))
    first++;
  while (last > first && g_ascii_isspace (last[-1]))
    last--;

  if (run->marks->len > 0 && !self->is_bold && first < last)
    {
      const char *before;

      append_escaped (out, start, first - start, self->is_start);
      start = first;
      before = g_utf8_find_prev_char (out->str, out->str + out->len);
      if (can_open (self->is_start || before == NULL ? 0 : g_utf8_get_char (before),
                    g_utf8_get_char (first)))
        {
          g_string_append (out, "**");
          self->is_bold = TRUE;
        }
    }
  else if (run->marks->len == 0 && self->is_bold)
    {
      g_string_append (out, "**");
      self->is_bold = FALSE;
    }
  append_escaped (out, start, end - start, self->is_start && !self->is_bold);
  self->is_start = self->is_start && first == last;

  for (guint i = 0; i < run->marks->len; i++)
    self->shown[g_array_index (run->marks, guint, i)] = TRUE;
  for (guint i = run->ends->len; i > 0; i--)
    {
      guint number = g_array_index (run->ends, guint, i - 1);
      const ManiReportMark *mark = mani_report_get_mark (self->report, number);

      /* "**" does not close after a space. */
      while (self->is_bold && out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate (out, out->len - 1);
      if (self->is_bold)
        g_string_append (out, "**");
      self->is_bold = FALSE;
      self->is_start = FALSE;
      self->shown[number] = TRUE;
      g_string_append (out, " ‹");
      append_label (out, mark);
      g_string_append (out, "›");
      append_note_number (self, out, mark);
    }
}

static void
begin_paragraph (GString *out, const ManiReportParagraph *paragraph)
{
  const char *number;
  guint level;

  switch (paragraph->kind)
    {
    case MANI_BLOCK_HEADING1:
    case MANI_BLOCK_HEADING2:
    case MANI_BLOCK_HEADING3:
    case MANI_BLOCK_HEADING4:
    case MANI_BLOCK_HEADING5:
    case MANI_BLOCK_HEADING6:
      for (guint i = 0; i < paragraph->level; i++)
        g_string_append_c (out, '#');
      g_string_append_c (out, ' ');
      break;

    case MANI_BLOCK_LIST_ITEM:
      /* Its text is shown as it is, and one marker is enough. */
      if (paragraph->has_marker)
        break;
      number = mani_article_read_item_number (paragraph->value);
      level = MIN (mani_article_read_item_level (paragraph->value), MANI_REPORT_MAX_ITEM_LEVEL);
      for (guint i = 1; i < level; i++)
        g_string_append (out, "    ");
      if (number != NULL && g_ascii_isdigit (*number))
        g_string_append_printf (out, "%u. ", (guint) g_ascii_strtoull (number, NULL, 10));
      else
        g_string_append (out, "- ");
      break;

    case MANI_BLOCK_QUOTATION:
      g_string_append (out, "> ");
      break;

    case MANI_BLOCK_PARAGRAPH:
    case MANI_BLOCK_CAPTION:
    case MANI_BLOCK_TABLE:
    case MANI_BLOCK_FOOTNOTE:
    case MANI_BLOCK_EMPHASIS:
    case MANI_BLOCK_STRONG:
    case MANI_BLOCK_CODE:
    case MANI_BLOCK_LINK:
    case MANI_BLOCK_N_KINDS:
    default:
      break;
    }
}

static gboolean
write_paragraphs (Page *self, GError **error)
{
  gboolean has_title = mani_report_begins_with_title (self->report);

  for (guint i = 0; i < mani_report_get_n_paragraphs (self->report); i++)
    {
      const ManiReportParagraph *paragraph = mani_report_get_paragraph (self->report, i);
      const GArray *runs = mani_report_get_runs (self->report, i);
      GString *out = mani_format_output_get_text (self->output);

      /* The heading above says it already, unless there are marks in it. */
      if (i == 0 && has_title && runs->len == 1 &&
          g_array_index (runs, ManiReportRun, 0).marks->len == 0)
        continue;
      begin_paragraph (out, paragraph);
      self->is_start = TRUE;
      self->is_bold = FALSE;
      for (guint k = 0; k < runs->len; k++)
        {
          append_run (self, out, &g_array_index (runs, ManiReportRun, k));
          if (!mani_format_output_flush (self->output, error))
            return FALSE;
        }
      g_string_append (out, self->is_bold ? "**\n\n" : "\n\n");
    }

  return TRUE;
}

/* "words · Label · Entity · tags" */
static void
append_description (Page *self, GString *out, guint number)
{
  const ManiReportMark *mark = mani_report_get_mark (self->report, number);
  const char *const *tags = mani_annotation_get_tags (mark->annotation);
  g_autofree char *words = mani_report_dup_words (self->report, number);

  if (words != NULL && *words != '\0')
    {
      append_text (out, words);
      g_string_append (out, " · ");
    }
  append_label (out, mark);
  if (mark->entity != NULL)
    {
      g_string_append (out, " · ");
      append_text (out, mani_entity_get_name (mark->entity));
    }
  for (guint i = 0; tags[i] != NULL; i++)
    {
      g_string_append (out, i == 0 ? " · " : ", ");
      append_text (out, tags[i]);
    }
}

static void
append_heading (GString *out, const char *heading)
{
  g_string_append (out, "## ");
  append_text (out, heading);
  g_string_append (out, "\n\n");
}

static void
append_rest (Page *self, GString *out)
{
  gboolean has_any = FALSE;

  for (guint i = 0; i < mani_report_get_n_marks (self->report); i++)
    {
      if (self->shown[i])
        continue;
      if (!has_any)
        append_heading (out, _ ("On the whole article, or without a place in it"));
      has_any = TRUE;
      g_string_append (out, "- ");
      append_description (self, out, i);
      append_note_number (self, out, mani_report_get_mark (self->report, i));
      g_string_append_c (out, '\n');
    }
  if (has_any)
    g_string_append_c (out, '\n');
}

static void
append_relations (Page *self, GString *out)
{
  guint n;
  ManiRelation *const *relations = mani_export_get_relations (self->what, &n);
  const char *article = mani_record_get_id (MANI_RECORD (mani_report_get_article (self->report)));
  gboolean has_any = FALSE;

  for (guint i = 0; i < n; i++)
    {
      ManiAnnotation *ends[] = {
        mani_export_find_annotation (self->what, mani_relation_get_from (relations[i])),
        mani_export_find_annotation (self->what, mani_relation_get_to (relations[i])),
      };
      ManiLabel *label =
          mani_export_find_label (self->what, mani_relation_get_label (relations[i]));

      /* Where it begins. */
      if (strcmp (mani_annotation_get_article (ends[0]), article) != 0)
        continue;
      if (!has_any)
        append_heading (out, _ ("Relations"));
      has_any = TRUE;
      g_string_append (out, "- ");
      for (guint k = 0; k < 2; k++)
        {
          g_autofree char *words = mani_annotation_dup_short_quote (
              ends[k],
              mani_export_find_article (self->what, mani_annotation_get_article (ends[k])));

          append_text (out, words != NULL && *words != '\0' ? words : "·");
          if (k == 1)
            continue;
          if (label != NULL)
            {
              g_string_append (out, " — ");
              append_text (out, mani_label_get_name (label));
            }
          g_string_append (out, mani_relation_is_directed (relations[i]) ? " → " : " ↔ ");
        }
      g_string_append_c (out, '\n');
    }
  if (has_any)
    g_string_append_c (out, '\n');
}

static void
append_index (Page *self, GString *out)
{
  const GArray *entries = mani_report_get_index (self->report);

  for (guint i = 0; i < entries->len; i++)
    {
      const ManiReportEntry *entry = &g_array_index (entries, ManiReportEntry, i);
      double latitude;
      double longitude;

      if (i == 0 || entry[-1].kind != entry->kind)
        append_heading (out, mani_report_get_kind_title (entry->kind));
      g_string_append (out, "- ");
      append_line (out, entry->name);
      g_string_append_printf (out, " (%u)", entry->marks->len);
      if (entry->entity != NULL && mani_entity_get_place (entry->entity, &latitude, &longitude))
        g_string_append_printf (out, " · %.3f° %s, %.3f° %s", fabs (latitude),
                                latitude < 0 ? "S" : "N", fabs (longitude),
                                longitude < 0 ? "W" : "E");
      if (entry->entity != NULL && mani_entity_get_note (entry->entity) != NULL)
        {
          g_string_append (out, " · ");
          append_text (out, mani_entity_get_note (entry->entity));
        }
      g_string_append_c (out, '\n');
      if (i + 1 == entries->len || entry[1].kind != entry->kind)
        g_string_append_c (out, '\n');
    }
}

/* What is noted on comes first, so that programs without footnotes do not take a note of one word
 * for the address of a link. Further paragraphs are set in. */
static void
append_notes (Page *self, GString *out)
{
  const GArray *notes = mani_report_get_notes (self->report);

  for (guint i = 0; i < notes->len; i++)
    {
      guint number = g_array_index (notes, guint, i);
      const char *note =
          mani_annotation_get_note (mani_report_get_mark (self->report, number)->annotation);
      g_auto (GStrv) lines = g_strsplit (note, "\n", -1);
      gboolean is_first = TRUE;

      g_string_append_printf (out, "[^%u]: ", self->n_notes + i + 1);
      append_description (self, out, number);
      g_string_append (out, " — ");
      for (guint k = 0; lines[k] != NULL; k++)
        {
          if (*g_strstrip (lines[k]) == '\0')
            continue;
          if (!is_first)
            g_string_append (out, "\n\n    ");
          if (is_first)
            append_text (out, lines[k]);
          else
            append_line (out, lines[k]);
          is_first = FALSE;
        }
      g_string_append (out, "\n\n");
    }
  self->n_notes += notes->len;
}

static gboolean
write_article (Page *self, guint i, GError **error)
{
  g_autoptr (ManiReport) report = mani_report_new (self->what, i);
  g_autofree guint8 *shown = g_new0 (guint8, mani_report_get_n_marks (report) + 1);
  g_autofree char *title = mani_article_dup_title (mani_report_get_article (report));
  g_autofree char *origin = mani_report_dup_origin (mani_report_get_article (report));
  GString *out = mani_format_output_get_text (self->output);

  self->report = report;
  self->shown = shown;

  g_string_append (out, "# ");
  append_text (out, title);
  g_string_append (out, "\n\n");
  if (origin != NULL)
    {
      append_line (out, origin);
      g_string_append (out, "\n\n");
    }
  if (!write_paragraphs (self, error))
    return FALSE;
  append_rest (self, out);
  append_relations (self, out);
  append_index (self, out);
  append_notes (self, out);

  return mani_format_output_flush (self->output, error);
}

static gboolean
write_markdown (const ManiExport *what, ManiFormatOutput *output, GError **error)
{
  Page self = { output, what };

  if (!mani_format_output_begin (output, "report.md", error))
    return FALSE;
  for (guint i = 0; i < mani_export_get_n_articles (what); i++)
    if (!write_article (&self, i, error))
      return FALSE;

  return TRUE;
}

const ManiFormat mani_format_markdown = {
  .id = "markdown",
  .name = N_ ("Report to read (Markdown)"),
  .suffix = "md",
  .media_type = "text/markdown",
  .holds = MANI_CONCEPT_OVERLAP | MANI_CONCEPT_NESTED | MANI_CONCEPT_STACKED |
           MANI_CONCEPT_DISCONTINUOUS | MANI_CONCEPT_EMPTY_RANGES | MANI_CONCEPT_WHOLE_ARTICLE |
           MANI_CONCEPT_ORPHANS | MANI_CONCEPT_UNLABELLED | MANI_CONCEPT_LABELS |
           MANI_CONCEPT_NOTES | MANI_CONCEPT_ENTITIES | MANI_CONCEPT_RELATIONS |
           MANI_CONCEPT_EXACT_TEXT,
  .article_fields = (1ull << MANI_ARTICLE_TITLE) | (1ull << MANI_ARTICLE_BYLINE) |
                    (1ull << MANI_ARTICLE_DATE) | (1ull << MANI_ARTICLE_SOURCE),
  .write = write_markdown,
};
