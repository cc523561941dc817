/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What single characters fold to, as #ManiFoldFlags has it. */

#pragma once

#include "mani-fold.h"

G_BEGIN_DECLS

/* One character folds to at most so many: four by decomposition, each up to three by its case. */
#define MANI_FOLD_MAX 18

/* Writes to @result, of MANI_FOLD_MAX, what @c folds to; not yet in canonical order, and white
 * space as it is. Returns how many there are. */
guint mani_fold_char (gunichar c, ManiFoldFlags flags, gunichar *result);

/* What is no code point in an entry. */
enum
{
  MANI_FOLD_ENTRY_DROPPED = 0x110000,
  MANI_FOLD_ENTRY_WHITE,
  MANI_FOLD_ENTRY_SEVERAL, /* more than one, or a combining mark: mani_fold_char() knows */
};

/* The same, faster: the one starter that @c folds to, or one of the above. */
guint32 mani_fold_get_entry (gunichar c, ManiFoldFlags flags);

G_END_DECLS
