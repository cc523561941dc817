/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An annotation in a list: label and entity, the words of the passage, the note's first
 * line, its status and tags. */

#pragma once

#include "mani-project.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_ANNOTATION_ROW (mani_annotation_row_get_type ())
G_DECLARE_FINAL_TYPE (ManiAnnotationRow, mani_annotation_row, MANI, ANNOTATION_ROW, GtkWidget)

GtkWidget *mani_annotation_row_new (void);
void
mani_annotation_row_show (ManiAnnotationRow *row, ManiProject *project, ManiAnnotation *annotation);
/* @article: (nullable): the title above the first row of an article.
 * @is_first_orphan: a heading says what orphans are. */
void mani_annotation_row_set_headings (ManiAnnotationRow *row,
                                       const char *article,
                                       gboolean is_first_orphan);

/* What a screen reader says of the annotation: “Person: Hikmet Hajiyev, note: … (Confirmed ·
 * baku)”. */
char *mani_annotation_row_describe (ManiProject *project, ManiAnnotation *annotation);

G_END_DECLS
