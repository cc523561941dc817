/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A small popover that asks for a person, a place or an organisation by typing: what the project
 * has is offered best first, a new one in the last rows. Enter takes the row that is chosen, at
 * first the best; Up and Down choose another; Esc leaves all as it was. It changes nothing itself.
 *
 * Linking, merging and the inspector use it. */

#pragma once

#include "mani-project.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_ENTITY_POPOVER (mani_entity_popover_get_type ())
G_DECLARE_FINAL_TYPE (ManiEntityPopover, mani_entity_popover, MANI, ENTITY_POPOVER, GtkPopover)

/**
 * ManiEntityQuestion:
 * @title: what is asked: "Link to"
 * @typed: (nullable): what stands there at first, selected
 * @kind: those come first, and a new one is of it; MANI_ENTITY_NONE: anything
 * @among: (nullable) (element-type ManiEntity): only these, in this order where they fit alike
 * @except: (nullable): not this one
 * @can_make: a new one can be had
 * @can_clear: nobody can be had
 */
typedef struct
{
  const char *title;
  const char *typed;
  ManiEntityKind kind;
  GPtrArray *among;
  ManiEntity *except;
  gboolean can_make;
  gboolean can_clear;
} ManiEntityQuestion;

/* @entity, or a new one of that @name and @kind, or nobody when both are NULL. */
typedef void (*ManiEntityAnswer) (ManiEntity *entity,
                                  const char *name,
                                  ManiEntityKind kind,
                                  gpointer data);

GtkWidget *mani_entity_popover_new (void);
/* @popover has a parent already, @place is in its coordinates (nullable). @answer is called once,
 * if there is one. */
void mani_entity_popover_ask (ManiEntityPopover *popover,
                              ManiProject *project,
                              const ManiEntityQuestion *question,
                              const GdkRectangle *place,
                              ManiEntityAnswer answer,
                              gpointer data);

/* How a kind is shown. The colour is that of the first label that names it, or NULL. */
const char *mani_entity_kind_get_title (ManiEntityKind kind);
const char *mani_entity_kind_get_icon (ManiEntityKind kind);
const char *mani_entity_kind_get_color (ManiProject *project, ManiEntityKind kind);

G_END_DECLS
