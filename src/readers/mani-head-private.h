/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines of a plain text, and its head: what stands before the article itself and says what it is
 * called, when it appeared and who wrote it. */

#pragma once

#include "mani-draft-private.h"

G_BEGIN_DECLS

/**
 * ManiLine: a line without the white space around it
 * @text: borrowed from the text, not NUL-terminated
 * @n_bytes: 0 for a blank line
 * @start, @end: where it is, in code points
 * @indent: how many characters of white space stand before it
 */
typedef struct
{
  const char *text;
  guint32 n_bytes;
  guint32 start;
  guint32 end;
  guint32 indent;
} ManiLine;

/* (transfer full) (element-type ManiLine): @text must outlive it. */
GArray *mani_lines_new (const char *text);

/* Where it starts with its indent: where its block starts. */
guint mani_line_get_start (const ManiLine *line);

/* Whether @line ends as a sentence or a clause does ('.', ',', ':', ';' in any script, quotation
 * marks and brackets after it not counted; '?' and '!' end headings too). */
gboolean mani_line_is_closed (const ManiLine *line);
/* Whether @line starts with a lower-case letter, a mark or a dash rather than as a heading does. */
gboolean mani_line_starts_as_heading (const ManiLine *line);
/* "Chapter 3. The Lee Shore.", "Глава IV" */
gboolean mani_line_is_chapter (const ManiLine *line);

/* "=====" or "-----" below line @i, about as long as that: 1 or 2, else 0. */
guint mani_line_read_underline (const ManiLine *lines, guint n_lines, guint i);

/* Sets title, date and byline of @draft as far as they are plain to see, and marks the title as a
 * heading. Returns the number of the first line that is not of the head. */
guint mani_head_read (ManiDraft *draft, const ManiLine *lines, guint n_lines);

G_END_DECLS
