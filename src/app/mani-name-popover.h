/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A small popover that asks for a name, at the thing that gets it: renaming in a list, a new
 * group. Enter takes it over, Esc leaves all as it was. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_NAME_POPOVER (mani_name_popover_get_type ())
G_DECLARE_FINAL_TYPE (ManiNamePopover, mani_name_popover, MANI, NAME_POPOVER, GtkPopover)

/* @name has no white space around it and is not empty. */
typedef void (*ManiNameAnswer) (const char *name, gpointer data);

GtkWidget *mani_name_popover_new (void);

/**
 * mani_name_popover_ask:
 * @popover: has a parent already
 * @title: what is asked for
 * @place: (nullable): in the parent's coordinates
 * @name: (nullable): what stands there at first, selected
 * @answer: called once, if a name is given
 */
void mani_name_popover_ask (ManiNamePopover *popover,
                            const char *title,
                            const GdkRectangle *place,
                            const char *name,
                            ManiNameAnswer answer,
                            gpointer data);

G_END_DECLS
