/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The annotations of the current article, or of the whole project, filtered and in an order, in
 * step with what the editor has chosen; those that could not be found in the text in a section of
 * their own; and an inspector for what is chosen.
 *
 * Actions: `annotations.order` (one of "place", "created", "modified", "label", "text", "entity",
 * "status", "creator"), `annotations.descending`, `annotations.whole-project`; verbs for what is
 * chosen are the window's.
 *
 * Properties: `editor` (ManiEditor), `order` (string), `descending`, `whole-project` (boolean). */

#pragma once

#include "mani-editor.h"
#include "mani-inspector.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_ANNOTATIONS_PANEL (mani_annotations_panel_get_type ())
G_DECLARE_FINAL_TYPE (ManiAnnotationsPanel,
                      mani_annotations_panel,
                      MANI,
                      ANNOTATIONS_PANEL,
                      GtkWidget)

/* Puts the caret into the filter's entry. */
void mani_annotations_panel_filter (ManiAnnotationsPanel *panel);
/* Borrowed: the one below the list. */
ManiInspector *mani_annotations_panel_get_inspector (ManiAnnotationsPanel *panel);
/* Ends the filter; FALSE when none was on. */
gboolean mani_annotations_panel_show_all (ManiAnnotationsPanel *panel);

G_END_DECLS
