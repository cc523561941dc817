/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The earlier versions of the project: when each was saved, how much it holds; to be brought back
 * or opened as a copy. */

#pragma once

#include "mani-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define MANI_TYPE_VERSIONS_DIALOG (mani_versions_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ManiVersionsDialog, mani_versions_dialog, MANI, VERSIONS_DIALOG, AdwWindow)

void mani_versions_dialog_present (GtkWindow *parent, ManiEditor *editor);

G_END_DECLS
