/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The single keys of the article view: a label's key, and commands of one character, Tab, Delete,
 * Return and Escape. They live in a controller on the view, never in application accelerators,
 * which would fire while one types a note.
 *
 * To add a key: a line in the table of mani-article-keys.c, and one in ui/mani-shortcuts.ui.
 * Characters of that table are reserved: labels get others. */

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

/* Whether a label must not have this key. */
gboolean mani_article_keys_is_reserved (gunichar character);

G_END_DECLS
