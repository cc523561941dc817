/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes the scalars of JSON (RFC 8259) to the end of a string. The same value always gives the
 * same bytes, whatever the locale; the caller writes brackets, colons, commas and white space. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends @text in quotes. @n_bytes is -1 when @text ends with a NUL. Escaped are only the
 * quotation mark, the backslash and the control characters under U+0020, with the short form where
 * there is one; all else stands as it is. @text is valid UTF-8. */
void mani_json_append_string (GString *json, const char *text, gssize n_bytes);

/* Appends the fewest digits that give exactly @value again: 1, 0.1, 123456789012345680000, 1e21,
 * 1e-7; -0 stays what it is. @value is finite. */
void mani_json_append_double (GString *json, double value);

void mani_json_append_int64 (GString *json, gint64 value);

G_END_DECLS
