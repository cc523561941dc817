/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A relation as one of its two annotations has it: where it leads, its label and direction, which
 * its menu changes, and a button that removes it. Activated, it shows the other annotation.
 *
 * Main thread only. */

#pragma once

#include "mani-editor.h"
#include "mani-relation.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define MANI_TYPE_RELATION_ROW (mani_relation_row_get_type ())
G_DECLARE_FINAL_TYPE (ManiRelationRow, mani_relation_row, MANI, RELATION_ROW, AdwActionRow)

/* @is_from: of the annotation that it comes from. Both are kept. The row does not follow the
 * relation. */
GtkWidget *mani_relation_row_new (ManiEditor *editor, ManiRelation *relation, gboolean is_from);

G_END_DECLS
