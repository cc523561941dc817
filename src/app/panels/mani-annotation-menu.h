/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with the annotations that are chosen, as a menu: the same at the list and
 * wherever else they are shown. */

#pragma once

#include "mani-project.h"

G_BEGIN_DECLS

/* (transfer full): with the labels of @project; the verbs are actions of the window. */
GMenuModel *mani_annotation_menu_new (ManiProject *project);

/* A text as a menu's label: an underscore is no mnemonic; a long one is cut. */
char *mani_annotation_menu_dup_label (const char *text);

G_END_DECLS
