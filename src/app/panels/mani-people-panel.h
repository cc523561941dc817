/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The people, places and organisations of the project, with how often each is mentioned; below them
 * the mentions of the one that is chosen. Renaming, the kind, merging and removing are here.
 *
 * The list is made when the panel is seen first, and not before the frame that shows it.
 *
 * Properties: `editor` (ManiEditor). */

#pragma once

#include "mani-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_PEOPLE_PANEL (mani_people_panel_get_type ())
G_DECLARE_FINAL_TYPE (ManiPeoplePanel, mani_people_panel, MANI, PEOPLE_PANEL, GtkWidget)

/* The only one that is chosen, borrowed, or NULL. */
ManiEntity *mani_people_panel_get_chosen (ManiPeoplePanel *panel);
/* The keys go to its entry. */
void mani_people_panel_open (ManiPeoplePanel *panel);
/* Chooses it, and shows it whatever is filtered. */
void mani_people_panel_choose (ManiPeoplePanel *panel, ManiEntity *entity);

G_END_DECLS
