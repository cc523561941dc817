/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What one needs less often of what is chosen, in rows that unfold: colour and attributes; the
 * passages, relations and history of one annotation. Each change is one undo step. Rows are made
 * when they are unfolded.
 *
 * To add a group: a row in the table of mani-inspector-details.c, and the function that fills it.
 */

#pragma once

#include "mani-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_INSPECTOR_DETAILS (mani_inspector_details_get_type ())
G_DECLARE_FINAL_TYPE (ManiInspectorDetails,
                      mani_inspector_details,
                      MANI,
                      INSPECTOR_DETAILS,
                      GtkWidget)

/* Shows what the @editor (nullable) has chosen now. */
void mani_inspector_details_show (ManiInspectorDetails *self, ManiEditor *editor);

G_END_DECLS
