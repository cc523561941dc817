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

typedef void (*ManiChangeFunc) (ManiRecordBuilder *builder,
                                ManiRecord *before,
                                gconstpointer value);

/* Appends each of @annotations as @change makes it of itself, modified at @now; but for those that
 * it leaves as they are. */
void mani_operation_change_all (ManiEdit *edit,
                                GPtrArray *annotations,
                                ManiChangeFunc change,
                                gconstpointer value,
                                gint64 now);
/* Appends @after for @before when it is another. */
void mani_operation_append_change (ManiEdit *edit, gpointer before, gpointer after);
/* The words of the only annotation, or NULL when there are several. */
char *mani_operation_dup_only_quote (ManiProject *project, GPtrArray *annotations);

/* Appends all annotations whose @field is @from with @to (nullable) in its place. */
void mani_operation_append_redirection (ManiProject *project,
                                        ManiEdit *edit,
                                        guint field,
                                        const char *from,
                                        const char *to);

/* Appends moves of the records of @block (of one table of the user's order), so that they stand
 * together, in the order of @block, with @position records before them that are not of the block.
 * What an earlier change of the edit moves is not reckoned in. */
void
mani_operation_append_move (ManiEdit *edit, ManiTable *table, GPtrArray *block, guint position);

/* Appends the removal of each person or place that has no mention left after @edit and of which
 * nothing is known but the name and the kind: it was there for its mentions. To be called when the
 * edit holds all its changes of annotations. */
void mani_operation_append_forgotten (ManiProject *project, ManiEdit *edit);

/* Appends the removal of the annotations, of the relations that hang on them, and of whom only they
 * have named, as above. */
void mani_operation_append_removal (ManiProject *project, ManiEdit *edit, GPtrArray *annotations);

G_END_DECLS
