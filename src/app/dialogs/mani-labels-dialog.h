/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The labels of a project as a tree: added, renamed, described, recoloured, moved, merged, deleted,
 * and brought from files and to them. Each change is an edit of the editor, so that undo takes it
 * back here and in the window.
 *
 * Its verbs, the actions `labels.*`, are in mani-labels-dialog-verbs.c. */

#pragma once

#include "mani-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define MANI_TYPE_LABELS_DIALOG (mani_labels_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ManiLabelsDialog, mani_labels_dialog, MANI, LABELS_DIALOG, AdwWindow)

void mani_labels_dialog_present (GtkWindow *parent, ManiEditor *editor);
/* The same with that label open. */
void mani_labels_dialog_present_label (GtkWindow *parent, ManiEditor *editor, ManiLabel *label);

G_END_DECLS
