/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The single keys of the article view: a label's key, and the commands of the article in the keymap
 * (mani-keymap.h). They live in a controller on the view, never in application accelerators, which
 * would fire while one types a note. */

#pragma once

#include "mani-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * mani_article_keys_new:
 * @get_editor: gives the editor whose labels count, or NULL; called at each key with @data
 *
 * Keys activate the window's actions on the widget that the controller is added to.
 */
GtkEventController *mani_article_keys_new (ManiEditor *(*get_editor) (gpointer data),
                                           gpointer data);

G_END_DECLS
