/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is known of the current article, or of the project, as rows to change: each is one undo step
 * when it is left.
 *
 * To add a property: a row in a table of mani-properties-dialog.c. */

#pragma once

#include "mani-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define MANI_TYPE_PROPERTIES_DIALOG (mani_properties_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ManiPropertiesDialog,
                      mani_properties_dialog,
                      MANI,
                      PROPERTIES_DIALOG,
                      AdwWindow)

/* There is a current article. */
void mani_properties_dialog_present_article (GtkWindow *parent, ManiEditor *editor);
void mani_properties_dialog_present_project (GtkWindow *parent, ManiEditor *editor);

G_END_DECLS
