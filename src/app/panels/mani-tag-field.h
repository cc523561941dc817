/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tags as chips, each with a button that takes it away, and an entry with the project's words to
 * complete what is typed. It changes nothing itself: it asks by signals, and is shown again.
 *
 * Signals: `add` (string), `remove` (string). */

#pragma once

#include "mani-project.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_TAG_FIELD (mani_tag_field_get_type ())
G_DECLARE_FINAL_TYPE (ManiTagField, mani_tag_field, MANI, TAG_FIELD, GtkWidget)

GtkWidget *mani_tag_field_new (void);
/* @tags: what all have; @some: (nullable): what only some of several have. */
void mani_tag_field_show (ManiTagField *self,
                          ManiProject *project,
                          const char *const *tags,
                          const char *const *some);
/* What is typed asks to be added. */
void mani_tag_field_commit (ManiTagField *self);
/* What is typed goes. */
void mani_tag_field_reset (ManiTagField *self);

G_END_DECLS
