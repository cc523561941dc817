/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A label goes: what becomes of that which has it.
 *
 * Nothing is asked where nothing has the label. Whatever is answered is one undo step. */

#pragma once

#include "mani-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define MANI_TYPE_LABEL_END_DIALOG (mani_label_end_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ManiLabelEndDialog, mani_label_end_dialog, MANI, LABEL_END_DIALOG, AdwWindow)

/* The label has gone, by an edit of this name; @data is kept until then, or until the person
 * cancels. */
typedef void (*ManiLabelEnded) (const char *name, gpointer data);

void mani_label_end_dialog_remove (GtkWindow *parent,
                                   ManiEditor *editor,
                                   ManiLabel *label,
                                   ManiLabelEnded ended,
                                   GObject *data);
/* Into another of the same use, which is asked for; needs one. */
void mani_label_end_dialog_merge (GtkWindow *parent,
                                  ManiEditor *editor,
                                  ManiLabel *label,
                                  ManiLabelEnded ended,
                                  GObject *data);
/* Whether there is another label of the same use. */
gboolean mani_label_end_dialog_can_merge (ManiProject *project, ManiLabel *label);

G_END_DECLS
