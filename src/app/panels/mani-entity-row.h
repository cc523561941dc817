/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A person, a place or an organisation in a list: kind, name, aliases, how often it is mentioned.
 * It follows its item. */

#pragma once

#include "mani-entity-item.h"
#include "mani-project.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_ENTITY_ROW (mani_entity_row_get_type ())
G_DECLARE_FINAL_TYPE (ManiEntityRow, mani_entity_row, MANI, ENTITY_ROW, GtkWidget)

GtkWidget *mani_entity_row_new (void);
/* @project and @item NULL: shows nothing. */
void mani_entity_row_show (ManiEntityRow *row, ManiProject *project, ManiEntityItem *item);

/* What a screen reader says: “Ilse Brandt, Person, 3 mentions”. */
char *mani_entity_row_describe (ManiEntityItem *item);

G_END_DECLS
