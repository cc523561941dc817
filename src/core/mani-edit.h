/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An edit: a list of changes with a name that people read, done whole or not at all.
 *
 * A change is a record before and a record after: before only, it is taken away; after only, it is
 * new; both, it is replaced (same id). Undoing is the inverse edit, which mani_project_apply()
 * returns. A bulk action is one edit. */

#pragma once

#include "mani-kind.h"

G_BEGIN_DECLS

/* For a new record: at the end. For a replaced one: where it is. */
#define MANI_EDIT_KEEP_PLACE G_MAXUINT

typedef struct
{
  ManiRecord *before; /* or NULL */
  ManiRecord *after;  /* or NULL */
  guint position;     /* of `after`, in tables of the user's order */
} ManiChange;

typedef struct _ManiEdit ManiEdit;

/* @name: translated, title case, as in "Undo NAME": "Tag 14 Passages as Person". */
ManiEdit *mani_edit_new (const char *name);
ManiEdit *mani_edit_ref (ManiEdit *edit);
void mani_edit_unref (ManiEdit *edit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiEdit, mani_edit_unref)

const char *mani_edit_get_name (ManiEdit *edit);
void mani_edit_set_name (ManiEdit *edit, const char *name);
guint mani_edit_get_length (ManiEdit *edit);
const ManiChange *mani_edit_get (ManiEdit *edit, guint i);

/* The edit holds its own references. */
void mani_edit_add (ManiEdit *edit, gpointer after);
void mani_edit_add_at (ManiEdit *edit, gpointer after, guint position);
void mani_edit_remove (ManiEdit *edit, gpointer before);
void mani_edit_replace (ManiEdit *edit, gpointer before, gpointer after);
/* @record goes to @position, counted without it. */
void mani_edit_move (ManiEdit *edit, gpointer record, guint position);
/* @record stays as it is: to be said of an annotation whose article gets another text. */
void mani_edit_keep (ManiEdit *edit, gpointer record);
void mani_edit_append (ManiEdit *edit, const ManiChange *change);

G_END_DECLS
