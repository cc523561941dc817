/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said of the selected annotation, and where it is changed: label, person or place, status,
 * tags, note. Each change is one undo step; text is taken over when its field is left. Hidden while
 * nothing is selected.
 *
 * To add a property that people edit: a row in ui/mani-inspector.ui, and one in the table of
 * mani-inspector.c.
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
/* And into these. */
void mani_inspector_edit_tags (ManiInspector *inspector);
void mani_inspector_edit_entity (ManiInspector *inspector);
/* What is being written is taken over. */
void mani_inspector_commit (ManiInspector *inspector);

G_END_DECLS
