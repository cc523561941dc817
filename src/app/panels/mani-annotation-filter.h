/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a list of annotations is to show: an entry for words, a menu of labels, tags, people, status
 * and creators behind a button, and how many of how many are shown while a filter is on.
 *
 * To add a criterion of one choice out of some: a drop-down in ui/mani-annotation-filter.ui and a
 * row in the table of mani-annotation-filter.c.
 *
 * Properties: `editor` (ManiEditor). Signals: `changed` (another filter), `left` (the person goes
 * on to the list). */

#pragma once

#include "mani-editor.h"
#include "mani-filter.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_ANNOTATION_FILTER (mani_annotation_filter_get_type ())
G_DECLARE_FINAL_TYPE (ManiAnnotationFilter,
                      mani_annotation_filter,
                      MANI,
                      ANNOTATION_FILTER,
                      GtkWidget)

/* (transfer full): NULL while it lets everything through. */
ManiFilter *mani_annotation_filter_dup (ManiAnnotationFilter *self);
gboolean mani_annotation_filter_is_on (ManiAnnotationFilter *self);
/* FALSE when there was nothing to clear. */
gboolean mani_annotation_filter_clear (ManiAnnotationFilter *self);
/* For the line that says how many. @n_chosen: how many of them are selected. */
void mani_annotation_filter_set_counts (ManiAnnotationFilter *self,
                                        guint n_shown,
                                        guint n_all,
                                        guint n_chosen);

G_END_DECLS
