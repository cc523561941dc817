/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The annotations of the current article, in step with the view, with those that could not be found
 * in its text in a section of their own, and an inspector for the selected one.
 *
 * Properties: `editor` (ManiEditor). */

#pragma once

#include "mani-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_ANNOTATIONS_PANEL (mani_annotations_panel_get_type ())
G_DECLARE_FINAL_TYPE (ManiAnnotationsPanel,
                      mani_annotations_panel,
                      MANI,
                      ANNOTATIONS_PANEL,
                      GtkWidget)

G_END_DECLS
