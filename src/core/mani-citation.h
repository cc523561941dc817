/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A quotation with where it is from, to paste into a text of one's own:
 *
 *   “Baku waits.” — A. Author, “The News”, 2021-09-06, https://example.org/news, paragraph 2
 *
 * What is not known is left out. Paragraphs are counted from 1 as a reader counts them: lines with
 * something on them that are no headings. Pure functions. */

#pragma once

#include "mani-annotation.h"
#include "mani-project.h"

G_BEGIN_DECLS

/* Of a whole article, only where it is from. White space in the quotation is single spaces.
 * @article may be NULL when it is unknown; then the quotation alone. */
char *mani_citation_dup (ManiAnnotation *annotation, ManiArticle *article);

/* Of several (element-type ManiAnnotation), in their order, with an empty line between. */
char *mani_citation_dup_all (ManiProject *project, GPtrArray *annotations);

/* The paragraph at @offset; 0 in a heading and where there is none. */
guint mani_citation_get_paragraph (ManiArticle *article, guint offset);

G_END_DECLS
