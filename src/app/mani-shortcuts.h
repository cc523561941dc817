/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window of keyboard shortcuts, made of what keys do at this moment. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Modal for @parent; to be presented. */
GtkWidget *mani_shortcuts_new (GtkWindow *parent);

G_END_DECLS
