/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The labels of a project as a tree, and what is still free for a new one: a name, a colour, a key.
 *
 * The order of siblings is their order in the project's table of labels. Parents are ids; NULL is
 * the top. */

#pragma once

#include "mani-project.h"

G_BEGIN_DECLS

/* (transfer container) (element-type ManiLabel): in their order. */
GPtrArray *mani_label_list_children (ManiProject *project, const char *parent);
/* Among its siblings. */
guint mani_label_get_position (ManiProject *project, ManiLabel *label);
/* Whether @label is the one of id @ancestor or below it. */
gboolean mani_label_is_within (ManiProject *project, ManiLabel *label, const char *ancestor);
/* "Parent/Child". In a path that is to be taken apart again a "/" or "\" of a name stands after a
 * "\": see mani_label_dup_escaped_path(). */
char *mani_label_dup_path (ManiProject *project, ManiLabel *label);
char *mani_label_dup_escaped_path (ManiProject *project, ManiLabel *label);
/* The child of that name, or NULL. */
ManiLabel *mani_label_find_child (ManiProject *project, const char *parent, const char *name);

/* Moves of one step, among labels of the same use. */
typedef enum
{
  MANI_LABEL_UP,   /* before the sibling before it */
  MANI_LABEL_DOWN, /* behind the sibling behind it */
  MANI_LABEL_IN,   /* below the sibling before it, at the end */
  MANI_LABEL_OUT,  /* behind its parent */
} ManiLabelStep;

/* Where @label comes to stand with that step, as mani_operation_move_label() takes it: @parent is
 * borrowed, @position counted without it. FALSE where there is no such step. */
gboolean mani_label_find_step (ManiProject *project,
                               ManiLabel *label,
                               ManiLabelStep step,
                               const char **parent,
                               guint *position);

typedef enum
{
  MANI_LABEL_BEFORE,
  MANI_LABEL_BEHIND,
  MANI_LABEL_BELOW, /* as its last child */
} ManiLabelPlace;

/* The same for a place beside or below @target; FALSE for one that is @label or below it. */
gboolean mani_label_find_place (ManiProject *project,
                                ManiLabel *label,
                                ManiLabel *target,
                                ManiLabelPlace place,
                                const char **parent,
                                guint *position);

/* @name, with a number behind it when a child of @parent has that name. */
char *mani_label_dup_free_name (ManiProject *project, const char *parent, const char *name);
/* The first colour of the palette that the fewest labels have. */
const char *mani_label_get_free_color (ManiProject *project);
/* The first of the digits 1 to 9 that no label has; NULL when all are taken. */
const char *mani_label_get_free_key (ManiProject *project);

G_END_DECLS
