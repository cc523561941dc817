/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A project with everything in it that a record can hold, and short ways to write and read it. */

#pragma once

#include "mani-formats.h"

G_BEGIN_DECLS

/* Three articles (emoji, combining marks, right to left, an empty one); annotations that nest,
 * cross, stack, consist of several parts, are empty, whole-article, orphaned, bare; labels in a
 * tree; entities; relations; notes, tags and names full of what formats need to escape. */
ManiProject *formats_fixture_new (void);

/* A new project with the articles of @project as they were opened: text, blocks and ids, nothing
 * else, and the default labels. */
ManiProject *formats_fixture_new_bare (ManiProject *project);

/* One record from JSON, in which ' stands for ". */
gpointer formats_fixture_record (const ManiRecordType *type, const char *json);

/* Where @quote stands in @text, counted naively. */
ManiRange formats_fixture_find (const char *text, const char *quote);

/* A project of one article "a" with @text and @n annotations, each of one of its words. */
ManiProject *formats_fixture_new_large (guint n);

/* Writes the whole project; the output is in memory. */
ManiFormatOutput *
formats_fixture_write (ManiProject *project, const ManiFormat *format, gboolean in_folder);
/* The text of a file of an output. */
const char *formats_fixture_get_text (ManiFormatOutput *output, guint i);
/* What is in @output, to be read. */
ManiImportInput *formats_fixture_input (ManiFormatOutput *output);
/* One file of @text. */
ManiImportInput *formats_fixture_input_text (const char *name, const char *text);

/* Reads @input, makes the edit, applies it. @import (out) (optional). Returns the changes made. */
guint formats_fixture_import (ManiProject *project,
                              const ManiFormat *format,
                              const ManiImportInput *input,
                              ManiImport **import);

G_END_DECLS
