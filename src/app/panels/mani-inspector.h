/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said of the annotation that is selected, or of several at once, and where it is changed:
 * label, person or place, status, tags and note; the rest unfolds below. What several do not have
 * in common is shown as such. Each change is one undo step; text is taken over when its field is
 * left. Hidden while nothing is chosen.
 *
 * To add a property that people edit: a row in ui/mani-inspector.ui, and its fill and commit
 * functions here; or, if it is seldom needed, a group in mani-inspector-details.c.
 *
 * Properties: `editor` (ManiEditor). */

#pragma once

#include "mani-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_INSPECTOR (mani_inspector_get_type ())
G_DECLARE_FINAL_TYPE (ManiInspector, mani_inspector, MANI, INSPECTOR, GtkWidget)

/* Puts the caret into the note. */
void mani_inspector_edit_note (ManiInspector *inspector);
/* And into the tags. */
void mani_inspector_edit_tags (ManiInspector *inspector);
/* What is being written is taken over. */
void mani_inspector_commit (ManiInspector *inspector);

G_END_DECLS
