/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Taking annotations away: a format of the registry, all articles or the current one, what is lost,
 * and where to. */

#pragma once

#include "mani-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define MANI_TYPE_EXPORT_DIALOG (mani_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ManiExportDialog, mani_export_dialog, MANI, EXPORT_DIALOG, AdwWindow)

void mani_export_dialog_present (GtkWindow *parent, ManiEditor *editor);
/* With only the annotations that the editor has chosen. */
void mani_export_dialog_present_chosen (GtkWindow *parent, ManiEditor *editor);

G_END_DECLS
