/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The HTML report under way: the text with its marks (mani-format-html.c) and what stands below it
 * (mani-format-html-below.c). */

#pragma once

#include "mani-format-output.h"
#include "mani-report.h"

G_BEGIN_DECLS

typedef struct
{
  const ManiExport *what;
  ManiFormatOutput *output;
  GPtrArray *colors;   /* class number -> colour */
  GHashTable *classes; /* colour, and label for its line -> class number + 1 */

  /* Of the article */
  ManiReport *report;
  guint8 *shown; /* mark -> whether it stands in the text */
} ManiHtmlPage;

GString *mani_html_page_get_out (ManiHtmlPage *self);

void mani_html_page_append_label_name (GString *out, const ManiReportMark *mark);
/* The `id` that links lead to, where the mark is first seen. */
void mani_html_page_append_anchor (ManiHtmlPage *self,
                                   GString *out,
                                   const ManiReportMark *mark,
                                   guint number);
/* Of a mark that has a note. */
void mani_html_page_append_note_number (ManiHtmlPage *self, GString *out, guint number);

/* Below the text: each appends nothing where there is nothing. */
void mani_html_page_append_rest (ManiHtmlPage *self);
void mani_html_page_append_notes (ManiHtmlPage *self);
void mani_html_page_append_relations (ManiHtmlPage *self);
gboolean mani_html_page_write_index (ManiHtmlPage *self, GError **error);

G_END_DECLS
