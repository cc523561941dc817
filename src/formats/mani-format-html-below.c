/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands below an article in the HTML report: annotations without a place in the text, notes,
 * relations, and the index of people and places. */

#include "mani-format-html-private.h"

#include "mani-html-text.h"

#include <glib/gi18n.h>
#include <math.h>

/* "words · Label · Entity", faint. */
static void
append_description (ManiHtmlPage *self, GString *out, guint number)
{
  const ManiReportMark *mark = mani_report_get_mark (self->report, number);
  g_autofree char *words = mani_report_dup_words (self->report, number);

  g_string_append (out, "<span class=\"of\" dir=\"auto\">");
  if (words != NULL && *words != '\0')
    {
      mani_html_append_text (out, words, -1);
      g_string_append (out, " · ");
    }
  mani_html_page_append_label_name (out, mark);
  if (mark->entity != NULL)
    {
      g_string_append (out, " · ");
      mani_html_append_text (out, mani_entity_get_name (mark->entity), -1);
    }
  g_string_append (out, "</span>");
}

void
mani_html_page_append_notes (ManiHtmlPage *self)
{
  GString *out = mani_html_page_get_out (self);
  const GArray *notes = mani_report_get_notes (self->report);

  if (notes->len == 0)
    return;

  g_string_append (out, "<section class=\"notes\">\n<h2>");
  mani_html_append_text (out, _ ("Notes"), -1);
  g_string_append (out, "</h2>\n<ol>\n");
  for (guint i = 0; i < notes->len; i++)
    {
      guint number = g_array_index (notes, guint, i);
      ManiAnnotation *annotation = mani_report_get_mark (self->report, number)->annotation;
      const char *id = mani_record_get_id (MANI_RECORD (annotation));

      g_string_append (out, "<li id=\"n-");
      mani_html_append_text (out, id, -1);
      g_string_append (out, "\"><div class=\"note\" dir=\"auto\">");
      mani_html_append_text (out, mani_annotation_get_note (annotation), -1);
      g_string_append (out, "</div><a href=\"#a-");
      mani_html_append_text (out, id, -1);
      g_string_append (out, "\">");
      append_description (self, out, number);
      g_string_append (out, "</a></li>\n");
    }
  g_string_append (out, "</ol>\n</section>\n");
}

/* What does not stand in the text: of the whole article, and what has no place. */
void
mani_html_page_append_rest (ManiHtmlPage *self)
{
  GString *out = mani_html_page_get_out (self);
  gboolean has_any = FALSE;

  for (guint i = 0; i < mani_report_get_n_marks (self->report); i++)
    {
      const ManiReportMark *mark = mani_report_get_mark (self->report, i);
      const char *const *tags = mani_annotation_get_tags (mark->annotation);

      if (self->shown[i])
        continue;
      if (!has_any)
        {
          g_string_append (out, "<section class=\"about\">\n<h2>");
          mani_html_append_text (out, _ ("On the whole article, or without a place in it"), -1);
          g_string_append (out, "</h2>\n<ul>\n");
        }
      has_any = TRUE;
      g_string_append (out, "<li");
      mani_html_page_append_anchor (self, out, mark, i);
      g_string_append_c (out, '>');
      append_description (self, out, i);
      for (guint k = 0; tags[k] != NULL; k++)
        {
          g_string_append (out, k == 0 ? " <span class=\"of\">· " : ", ");
          mani_html_append_text (out, tags[k], -1);
        }
      if (tags[0] != NULL)
        g_string_append (out, "</span>");
      mani_html_page_append_note_number (self, out, i);
      g_string_append (out, "</li>\n");
    }
  if (has_any)
    g_string_append (out, "</ul>\n</section>\n");
}

void
mani_html_page_append_relations (ManiHtmlPage *self)
{
  GString *out = mani_html_page_get_out (self);
  guint n;
  ManiRelation *const *relations = mani_export_get_relations (self->what, &n);
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean has_any = FALSE;

  for (guint i = 0; n > 0 && i < mani_report_get_n_marks (self->report); i++)
    g_hash_table_insert (numbers,
                         (gpointer) mani_record_get_id (
                             MANI_RECORD (mani_report_get_mark (self->report, i)->annotation)),
                         GUINT_TO_POINTER (i + 1));

  for (guint i = 0; i < n; i++)
    {
      const char *ends[] = { mani_relation_get_from (relations[i]),
                             mani_relation_get_to (relations[i]) };
      ManiLabel *label =
          mani_export_find_label (self->what, mani_relation_get_label (relations[i]));

      if (!g_hash_table_contains (numbers, ends[0]) || !g_hash_table_contains (numbers, ends[1]))
        continue;
      if (!has_any)
        {
          g_string_append (out, "<section class=\"about\">\n<h2>");
          mani_html_append_text (out, _ ("Relations"), -1);
          g_string_append (out, "</h2>\n<ul>\n");
        }
      has_any = TRUE;
      g_string_append (out, "<li>");
      for (guint k = 0; k < 2; k++)
        {
          guint number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, ends[k])) - 1;
          g_autofree char *words = mani_report_dup_words (self->report, number);

          g_string_append (out, "<a href=\"#a-");
          mani_html_append_text (out, ends[k], -1);
          g_string_append (out, "\" dir=\"auto\">");
          mani_html_append_text (out, words != NULL && *words != '\0' ? words : "·", -1);
          g_string_append (out, "</a>");
          if (k == 1)
            continue;
          g_string_append (out, " <span class=\"of\">");
          mani_html_append_text (out, label != NULL ? mani_label_get_name (label) : "", -1);
          g_string_append (out,
                           mani_relation_is_directed (relations[i]) ? " → </span>" : " ↔ </span>");
        }
      g_string_append (out, "</li>\n");
    }
  if (has_any)
    g_string_append (out, "</ul>\n</section>\n");
}

static void
append_entry (ManiHtmlPage *self, GString *out, const ManiReportEntry *entry)
{
  const char *uri = entry->entity != NULL ? mani_entity_get_same_as (entry->entity)[0] : NULL;
  double latitude;
  double longitude;

  g_string_append (out, "<li><bdi>");
  if (mani_html_is_safe_link (uri))
    mani_html_begin_link (out, uri);
  mani_html_append_text (out, entry->name, -1);
  g_string_append (out, mani_html_is_safe_link (uri) ? "</a></bdi>" : "</bdi>");
  g_string_append_printf (out, "<span class=\"count\">(%u)</span> <span class=\"of\">",
                          entry->marks->len);
  for (guint i = 0; i < entry->marks->len; i++)
    {
      guint number = g_array_index (entry->marks, guint, i);

      g_string_append (out, i == 0 ? "<a href=\"#a-" : " <a href=\"#a-");
      mani_html_append_text (out,
                             mani_record_get_id (MANI_RECORD (
                                 mani_report_get_mark (self->report, number)->annotation)),
                             -1);
      g_string_append_printf (out, "\">%u</a>", i + 1);
    }
  g_string_append (out, "</span>");
  if (entry->entity != NULL && mani_entity_get_place (entry->entity, &latitude, &longitude))
    g_string_append_printf (out, "<span class=\"more\">%.3f° %s, %.3f° %s</span>", fabs (latitude),
                            latitude < 0 ? "S" : "N", fabs (longitude), longitude < 0 ? "W" : "E");
  if (entry->entity != NULL && mani_entity_get_note (entry->entity) != NULL)
    {
      g_string_append (out, "<span class=\"more note\" dir=\"auto\">");
      mani_html_append_text (out, mani_entity_get_note (entry->entity), -1);
      g_string_append (out, "</span>");
    }
  g_string_append (out, "</li>\n");
}

gboolean
mani_html_page_write_index (ManiHtmlPage *self, GError **error)
{
  const GArray *entries = mani_report_get_index (self->report);

  if (entries->len == 0)
    return TRUE;

  g_string_append (mani_html_page_get_out (self), "<section class=\"index\">\n<h2>");
  mani_html_append_text (mani_html_page_get_out (self), _ ("Index"), -1);
  g_string_append (mani_html_page_get_out (self), "</h2>\n");
  for (guint i = 0; i < entries->len; i++)
    {
      const ManiReportEntry *entry = &g_array_index (entries, ManiReportEntry, i);
      gboolean is_first = i == 0 || entry[-1].kind != entry->kind;
      gboolean is_last = i + 1 == entries->len || entry[1].kind != entry->kind;

      if (is_first)
        {
          g_string_append (mani_html_page_get_out (self), "<h3>");
          mani_html_append_text (mani_html_page_get_out (self),
                                 mani_report_get_kind_title (entry->kind), -1);
          g_string_append (mani_html_page_get_out (self), "</h3>\n<ul>\n");
        }
      append_entry (self, mani_html_page_get_out (self), entry);
      if (is_last)
        g_string_append (mani_html_page_get_out (self), "</ul>\n");
      if (!mani_format_output_flush (self->output, error))
        return FALSE;
    }
  g_string_append (mani_html_page_get_out (self), "</section>\n");

  return TRUE;
}
