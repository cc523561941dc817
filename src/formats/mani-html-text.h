/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Text of a project as part of an HTML file that is well-formed XML too: nothing of it is markup,
 * and no link leads but to a web page or a mail address. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* As text and inside attributes in quotation marks alike. @n_bytes: -1 up to the NUL. */
void mani_html_append_text (GString *out, const char *text, gssize n_bytes);

/* ` NAME="VALUE"` */
void mani_html_append_attribute (GString *out, const char *name, const char *value);

/* @link: (nullable) */
gboolean mani_html_is_safe_link (const char *link);

/* The start of an `a`. What an address must not hold stands in it as bytes in hexadecimal (RFC
 * 3987). */
void mani_html_begin_link (GString *out, const char *link);

G_END_DECLS
