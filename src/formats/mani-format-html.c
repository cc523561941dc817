/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A report to read: one HTML file, well-formed as XML too, that needs nothing beside it and runs
 * nothing. Each article with its marks in the text, its notes as footnotes, and an index of people
 * and places.
 *
 * What stands below the text is written in mani-format-html-below.c.
 *
 * Where marks cross, the text is cut into runs that carry all of theirs, one inside the other.
 * Whatever comes from the project is escaped; links are kept only when they lead to a web page or a
 * mail address; the content security policy forbids everything but the style in the file. */

#include "mani-formats.h"

#include "mani-format-html-private.h"
#include "mani-html-style.h"
#include "mani-html-text.h"

#include <glib/gi18n.h>
#include <string.h>

GString *
mani_html_page_get_out (ManiHtmlPage *self)
{
  return mani_format_output_get_text (self->output);
}

static const char *
get_color (ManiAnnotation *annotation, ManiLabel *label)
{
  const char *own = annotation != NULL ? mani_annotation_get_color (annotation) : NULL;

  if (own != NULL)
    return own;

  return label != NULL ? mani_label_get_color (label) : "#9a9996";
}

/* Every label has a class of its own, and every other colour. */
static guint
get_class (ManiHtmlPage *self, ManiAnnotation *annotation, ManiLabel *label)
{
  const char *color = get_color (annotation, label);
  g_autofree char *key = g_strdup_printf (
      "%s %s", color, label != NULL ? mani_record_get_id (MANI_RECORD (label)) : "");
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->classes, key));

  if (number > 0)
    return number - 1;
  g_ptr_array_add (self->colors, (gpointer) color);
  g_hash_table_insert (self->classes, g_steal_pointer (&key), GUINT_TO_POINTER (self->colors->len));

  return self->colors->len - 1;
}

static void
collect_colors (ManiHtmlPage *self)
{
  guint n_labels;
  ManiLabel *const *labels = mani_export_get_labels (self->what, &n_labels);

  for (guint i = 0; i < n_labels; i++)
    get_class (self, NULL, labels[i]);
  for (guint i = 0; i < mani_export_get_n_articles (self->what); i++)
    {
      guint n;
      ManiAnnotation *const *annotations = mani_export_get_annotations (self->what, i, &n);

      for (guint k = 0; k < n; k++)
        get_class (self, annotations[k],
                   mani_export_find_label (self->what, mani_annotation_get_label (annotations[k])));
    }
}

void
mani_html_page_append_label_name (GString *out, const ManiReportMark *mark)
{
  mani_html_append_text (
      out, mark->label != NULL ? mani_label_get_name (mark->label) : _ ("Highlight"), -1);
}

/* What a mark says when the pointer rests on it. */
static void
append_title (GString *out, const ManiReportMark *mark)
{
  const char *const *tags = mani_annotation_get_tags (mark->annotation);

  g_string_append (out, " title=\"");
  mani_html_page_append_label_name (out, mark);
  if (mark->entity != NULL)
    {
      g_string_append (out, " · ");
      mani_html_append_text (out, mani_entity_get_name (mark->entity), -1);
    }
  for (guint i = 0; tags[i] != NULL; i++)
    {
      g_string_append (out, i == 0 ? " · " : ", ");
      mani_html_append_text (out, tags[i], -1);
    }
  g_string_append_c (out, '"');
}

static gboolean
contains (const GArray *numbers, guint number)
{
  for (guint i = 0; i < numbers->len; i++)
    if (g_array_index (numbers, guint, i) == number)
      return TRUE;

  return FALSE;
}

/* The anchor that the index leads to stands where a mark is first seen. */
void
mani_html_page_append_anchor (ManiHtmlPage *self,
                              GString *out,
                              const ManiReportMark *mark,
                              guint number)
{
  if (self->shown[number])
    return;
  self->shown[number] = TRUE;
  g_string_append (out, " id=\"a-");
  mani_html_append_text (out, mani_record_get_id (MANI_RECORD (mark->annotation)), -1);
  g_string_append_c (out, '"');
}

static void
begin_mark (ManiHtmlPage *self, GString *out, const ManiReportRun *run, guint depth)
{
  guint number = g_array_index (run->marks, guint, depth);
  const ManiReportMark *mark = mani_report_get_mark (self->report, number);

  g_string_append_printf (out, "<mark class=\"c%u",
                          get_class (self, mark->annotation, mark->label));
  if (run->marks->len - depth > 1)
    g_string_append_printf (out, " h%u", MIN (run->marks->len - depth - 1, 3));
  if (contains (run->starts, number))
    g_string_append (out, " b");
  if (contains (run->ends, number))
    g_string_append (out, " z");
  g_string_append_c (out, '"');
  mani_html_page_append_anchor (self, out, mark, number);
  append_title (out, mark);
  g_string_append_c (out, '>');
}

void
mani_html_page_append_note_number (ManiHtmlPage *self, GString *out, guint number)
{
  const ManiReportMark *mark = mani_report_get_mark (self->report, number);
  const char *id = mani_record_get_id (MANI_RECORD (mark->annotation));

  if (mark->note == 0)
    return;
  g_string_append (out, "<sup><a id=\"r-");
  mani_html_append_text (out, id, -1);
  g_string_append (out, "\" href=\"#n-");
  mani_html_append_text (out, id, -1);
  g_string_append_printf (out, "\">%u</a></sup>", mark->note);
}

static void
append_run (ManiHtmlPage *self, GString *out, const ManiReportRun *run)
{
  static const struct
  {
    ManiBlockKind kind;
    const char *name;
  } styles[] = { { MANI_BLOCK_EMPHASIS, "em" },
                 { MANI_BLOCK_STRONG, "strong" },
                 { MANI_BLOCK_CODE, "code" } };
  ManiArticle *article = mani_report_get_article (self->report);
  const ManiOffsetMap *map = mani_article_get_offset_map (article);
  const char *text = mani_article_get_text (article);
  gsize start = mani_offset_map_char_to_byte (map, run->start);
  gsize end = mani_offset_map_char_to_byte (map, run->end);
  gboolean is_link =
      (run->styles & (1u << MANI_BLOCK_LINK)) != 0 && mani_html_is_safe_link (run->link);

  for (guint i = 0; i < run->marks->len; i++)
    begin_mark (self, out, run, i);
  if (is_link)
    mani_html_begin_link (out, run->link);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    if ((run->styles & (1u << styles[i].kind)) != 0)
      g_string_append_printf (out, "<%s>", styles[i].name);
  mani_html_append_text (out, text + start, end - start);
  for (guint i = G_N_ELEMENTS (styles); i > 0; i--)
    if ((run->styles & (1u << styles[i - 1].kind)) != 0)
      g_string_append_printf (out, "</%s>", styles[i - 1].name);
  if (is_link)
    g_string_append (out, "</a>");
  for (guint i = 0; i < run->marks->len; i++)
    g_string_append (out, "</mark>");

  for (guint i = 0; i < run->ends->len; i++)
    {
      guint number = g_array_index (run->ends, guint, i);
      const ManiReportMark *mark = mani_report_get_mark (self->report, number);

      if (!contains (run->marks, number))
        {
          g_string_append_printf (out, "<span class=\"point c%u\"",
                                  get_class (self, mark->annotation, mark->label));
          mani_html_page_append_anchor (self, out, mark, number);
          append_title (out, mark);
          g_string_append (out, "></span>");
        }
      mani_html_page_append_note_number (self, out, number);
    }
}

/* The element that a paragraph is, and the one around it and its like; either may be "". */
static void
get_elements (const ManiReportParagraph *paragraph, const char **around, const char **element)
{
  static const struct
  {
    const char *around;
    const char *element;
  } elements[MANI_BLOCK_N_KINDS] = {
    [MANI_BLOCK_PARAGRAPH] = { "", "p" },
    [MANI_BLOCK_LIST_ITEM] = { "ul", "li" },
    [MANI_BLOCK_QUOTATION] = { "blockquote", "p" },
    [MANI_BLOCK_CAPTION] = { "", "p class=\"caption\"" },
    [MANI_BLOCK_TABLE] = { "", "p class=\"table\"" },
    [MANI_BLOCK_FOOTNOTE] = { "", "p class=\"footnote\"" },
    [MANI_BLOCK_CODE] = { "", "pre" },
  };

  static const char *const headings[] = { NULL, "h1", "h2", "h3", "h4", "h5", "h6" };

  if (paragraph->level > 0)
    {
      *around = "";
      *element = headings[paragraph->level];
      return;
    }

  *around = elements[paragraph->kind].around != NULL ? elements[paragraph->kind].around : "";
  *element = elements[paragraph->kind].element != NULL ? elements[paragraph->kind].element : "p";
}

static void
begin_item (GString *out, const ManiReportParagraph *paragraph)
{
  guint level = MIN (mani_article_read_item_level (paragraph->value), MANI_REPORT_MAX_ITEM_LEVEL);
  const char *number = mani_article_read_item_number (paragraph->value);

  g_string_append_printf (out, "<li dir=\"auto\"%s style=\"margin-inline-start:%.1frem\">",
                          number != NULL || paragraph->has_marker ? " class=\"own\"" : "",
                          (level - 1) * 1.5);
  if (number != NULL && !paragraph->has_marker)
    {
      mani_html_append_text (out, number, -1);
      g_string_append_c (out, ' ');
    }
}

static gboolean
write_paragraphs (ManiHtmlPage *self, guint first, GError **error)
{
  const char *open = "";

  for (guint i = first; i < mani_report_get_n_paragraphs (self->report); i++)
    {
      const ManiReportParagraph *paragraph = mani_report_get_paragraph (self->report, i);
      const GArray *runs = mani_report_get_runs (self->report, i);
      GString *out = mani_html_page_get_out (self);
      const char *around;
      const char *element;

      get_elements (paragraph, &around, &element);
      if (strcmp (open, around) != 0)
        {
          if (*open != '\0')
            g_string_append_printf (out, "</%s>\n", open);
          if (*around != '\0')
            g_string_append_printf (out, "<%s>\n", around);
          open = around;
        }
      if (paragraph->kind == MANI_BLOCK_LIST_ITEM)
        begin_item (out, paragraph);
      else
        g_string_append_printf (out, "<%s dir=\"auto\">", element);
      for (guint k = 0; k < runs->len; k++)
        {
          append_run (self, out, &g_array_index (runs, ManiReportRun, k));
          if (!mani_format_output_flush (self->output, error))
            return FALSE;
        }
      g_string_append_printf (out, "</%.*s>\n", (int) strcspn (element, " "), element);
    }
  if (*open != '\0')
    g_string_append_printf (mani_html_page_get_out (self), "</%s>\n", open);

  return TRUE;
}

static void
append_legend (ManiHtmlPage *self)
{
  GString *out = mani_html_page_get_out (self);
  guint n_labels;
  ManiLabel *const *labels = mani_export_get_labels (self->what, &n_labels);
  g_autofree guint *counts = g_new0 (guint, n_labels + 1);
  guint n = 0;

  for (guint i = 0; i < mani_report_get_n_marks (self->report); i++)
    for (guint k = 0; k < n_labels; k++)
      if (mani_report_get_mark (self->report, i)->label == labels[k])
        {
          counts[k]++;
          n++;
          break;
        }
  if (n == 0)
    return;

  g_string_append (out, "<ul class=\"legend\">");
  for (guint k = 0; k < n_labels; k++)
    if (counts[k] > 0)
      {
        g_string_append_printf (out, "<li class=\"c%u\"><span class=\"dot\"></span>",
                                get_class (self, NULL, labels[k]));
        mani_html_append_text (out, mani_label_get_name (labels[k]), -1);
        g_string_append_printf (out, "<span class=\"count\">%u</span></li>", counts[k]);
      }
  g_string_append (out, "</ul>\n");
}

static gboolean
write_article (ManiHtmlPage *self, guint i, GError **error)
{
  g_autoptr (ManiReport) report = mani_report_new (self->what, i);
  g_autofree guint8 *shown = g_new0 (guint8, mani_report_get_n_marks (report) + 1);
  ManiArticle *article = mani_report_get_article (report);
  const char *language = mani_record_get_string (MANI_RECORD (article), MANI_ARTICLE_LANGUAGE);
  g_autofree char *title = mani_article_dup_title (article);
  g_autofree char *origin = mani_report_dup_origin (article);
  GString *out = mani_html_page_get_out (self);
  gboolean has_title;

  self->report = report;
  self->shown = shown;

  g_string_append (out, "<article id=\"t-");
  mani_html_append_text (out, mani_record_get_id (MANI_RECORD (article)), -1);
  g_string_append_c (out, '"');
  if (language != NULL)
    mani_html_append_attribute (out, "lang", language);
  g_string_append (out, ">\n<h1 dir=\"auto\">");

  /* The text often begins with its own title: then that line, with its marks, is the heading. */
  has_title = mani_report_begins_with_title (report);
  if (has_title)
    {
      const GArray *runs = mani_report_get_runs (report, 0);

      for (guint k = 0; k < runs->len; k++)
        append_run (self, out, &g_array_index (runs, ManiReportRun, k));
    }
  else
    mani_html_append_text (out, title, -1);
  g_string_append (out, "</h1>\n");
  if (origin != NULL)
    {
      g_string_append (out, "<p class=\"origin sans\" dir=\"auto\">");
      mani_html_append_text (out, origin, -1);
      g_string_append (out, "</p>\n");
    }
  append_legend (self);
  if (!write_paragraphs (self, has_title ? 1 : 0, error))
    return FALSE;
  mani_html_page_append_rest (self);
  mani_html_page_append_notes (self);
  mani_html_page_append_relations (self);
  if (!mani_html_page_write_index (self, error))
    return FALSE;
  g_string_append (mani_html_page_get_out (self), "</article>\n");

  return mani_format_output_flush (self->output, error);
}

static void
append_head (ManiHtmlPage *self)
{
  GString *out = mani_html_page_get_out (self);
  const char *project = mani_project_info_get_title (mani_export_get_info (self->what));
  g_autofree char *title = NULL;

  if (mani_export_get_n_articles (self->what) == 1)
    title = mani_article_dup_title (mani_export_get_article (self->what, 0));
  else
    title = g_strdup (project != NULL ? project : _ ("Annotated articles"));

  g_string_append (out, "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n"
                        "<meta charset=\"utf-8\"/>\n"
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                        "'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action "
                        "'none'\"/>\n"
                        "<meta name=\"viewport\" content=\"width=device-width\"/>\n"
                        "<meta name=\"generator\" content=\"Manicule\"/>\n<title>");
  mani_html_append_text (out, title, -1);
  g_string_append (out, "</title>\n<style>");
  mani_html_style_append (out, (const char *const *) self->colors->pdata, self->colors->len);
  g_string_append (out, "</style>\n</head>\n<body>\n<main>\n");

  if (mani_export_get_n_articles (self->what) == 1)
    return;
  g_string_append (out, "<nav>\n<h1 dir=\"auto\">");
  mani_html_append_text (out, title, -1);
  g_string_append (out, "</h1>\n<ol>\n");
  for (guint i = 0; i < mani_export_get_n_articles (self->what); i++)
    {
      ManiArticle *article = mani_export_get_article (self->what, i);
      g_autofree char *name = mani_article_dup_title (article);
      guint n;

      mani_export_get_annotations (self->what, i, &n);
      g_string_append (out, "<li><a href=\"#t-");
      mani_html_append_text (out, mani_record_get_id (MANI_RECORD (article)), -1);
      g_string_append (out, "\" dir=\"auto\">");
      mani_html_append_text (out, name, -1);
      g_string_append_printf (out, "</a><span class=\"count\">%u</span></li>\n", n);
    }
  g_string_append (out, "</ol>\n</nav>\n");
}

static gboolean
write_html (const ManiExport *what, ManiFormatOutput *output, GError **error)
{
  ManiHtmlPage self = { what, output };
  gboolean is_done;

  if (!mani_format_output_begin (output, "report.html", error))
    return FALSE;

  self.colors = g_ptr_array_new ();
  self.classes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  collect_colors (&self);
  append_head (&self);
  is_done = mani_format_output_flush (output, error);
  for (guint i = 0; i < mani_export_get_n_articles (what) && is_done; i++)
    is_done = write_article (&self, i, error);
  g_string_append (mani_html_page_get_out (&self), "</main>\n</body>\n</html>\n");
  g_ptr_array_unref (self.colors);
  g_hash_table_unref (self.classes);

  return is_done;
}

const ManiFormat mani_format_html = {
  .id = "html",
  .name = N_ ("Report to read (HTML)"),
  .suffix = "html",
  .media_type = "text/html",
  .holds = MANI_CONCEPT_OVERLAP | MANI_CONCEPT_NESTED | MANI_CONCEPT_STACKED |
           MANI_CONCEPT_DISCONTINUOUS | MANI_CONCEPT_EMPTY_RANGES | MANI_CONCEPT_WHOLE_ARTICLE |
           MANI_CONCEPT_ORPHANS | MANI_CONCEPT_UNLABELLED | MANI_CONCEPT_LABELS |
           MANI_CONCEPT_NOTES | MANI_CONCEPT_TAGS | MANI_CONCEPT_ENTITIES | MANI_CONCEPT_COLORS |
           MANI_CONCEPT_RELATIONS | MANI_CONCEPT_LABEL_COLORS | MANI_CONCEPT_EXACT_TEXT,
  .article_fields = (1ull << MANI_ARTICLE_TITLE) | (1ull << MANI_ARTICLE_BYLINE) |
                    (1ull << MANI_ARTICLE_DATE) | (1ull << MANI_ARTICLE_SOURCE) |
                    (1ull << MANI_ARTICLE_LANGUAGE),
  .write = write_html,
};
