/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The small toolbar below a selection, for the mouse: the first labels, a bare highlight. It takes
 * no focus.
 *
 * Properties: `editor` (ManiEditor). */

#pragma once

#include "mani-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_MARK_TOOLBAR (mani_mark_toolbar_get_type ())
G_DECLARE_FINAL_TYPE (ManiMarkToolbar, mani_mark_toolbar, MANI, MARK_TOOLBAR, GtkWidget)

G_END_DECLS
