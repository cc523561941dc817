/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What may be meant by what somebody types, as rows below an entry: Up and Down walk, Enter in the
 * entry takes the one walked to, a click any. Hidden while there is nothing to suggest. The entry
 * keeps the focus.
 *
 * Signals: `chosen` (uint: which). */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_SUGGESTIONS (mani_suggestions_get_type ())
G_DECLARE_FINAL_TYPE (ManiSuggestions, mani_suggestions, MANI, SUGGESTIONS, GtkWidget)

/* How many are shown at most. */
#define MANI_MAX_SUGGESTIONS 6

GtkWidget *mani_suggestions_new (void);
/* @words: (nullable) (element-type utf8): best first */
void mani_suggestions_show (ManiSuggestions *self, GPtrArray *words);
/* To the next; the first when none is walked to. */
void mani_suggestions_walk (ManiSuggestions *self, int by);
/* Looks at a key of @entry before it does; Enter on a row emits `chosen`. */
void mani_suggestions_follow (ManiSuggestions *self, GtkWidget *entry);

G_END_DECLS
