/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a list of annotations is to show besides what fits some words: a button with labels, tags,
 * people, status and creators to choose from.
 *
 * To add a criterion of one choice out of some: a drop-down in ui/mani-annotation-filter.ui and a
 * row in the table of mani-annotation-filter.c.
 *
 * Properties: `editor` (ManiEditor). Signals: `changed` (another filter). */

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

/* (transfer full): NULL when it lets everything through. @words: (nullable): that fit, too. */
ManiFilter *mani_annotation_filter_dup (ManiAnnotationFilter *self, const char *words);
/* Whether anything is chosen. */
gboolean mani_annotation_filter_is_on (ManiAnnotationFilter *self);
/* FALSE when there was nothing to clear. */
gboolean mani_annotation_filter_clear (ManiAnnotationFilter *self);

G_END_DECLS
