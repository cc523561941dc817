/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the HTML report looks. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends the style sheet: the page, and a class "c0", "c1", ... for each of @colors ("#rrggbb"):
 * its fill, an edge that stands out three to one from a light and from a dark page
 * (WCAG 2.2, 1.4.11), and a kind of line, so that marks differ by more than their colour. */
void mani_html_style_append (GString *out, const char *const *colors, guint n);

G_END_DECLS
