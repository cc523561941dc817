/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the operations share: how an edit's name speaks of a passage, and going through what uses a
 * record. */

#pragma once

#include "mani-operations.h"

G_BEGIN_DECLS

/* Gives @edit the name, takes @name, returns @edit. */
ManiEdit *mani_operation_named (ManiEdit *edit, char *name);

/* @now, or the present in whole seconds. */
gint64 mani_operation_time (gint64 now);

/* @text as one line of at most 40 characters, cut with "…". */
char *mani_operation_dup_words (const char *text);
/* So the passage's words; of a whole article, its title. */
char *mani_operation_dup_quote (ManiProject *project, ManiAnnotation *annotation);
/* The label's name, or @id when there is none; "" for NULL. */
const char *mani_operation_get_label_name (ManiProject *project, const char *id);

typedef void (*ManiAnnotationFunc) (ManiAnnotation *annotation, gpointer data);

/* All annotations: by article, then those of unknown articles; each by start, end, id. */
void mani_operation_each_annotation (ManiProject *project, ManiAnnotationFunc func, gpointer data);

/* Appends the removal of the annotations and of the relations that hang on them. */
void mani_operation_append_removal (ManiProject *project, ManiEdit *edit, GPtrArray *annotations);

G_END_DECLS
