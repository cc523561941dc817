/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Interned strings: one copy of each spelling, counted, gone with its last use. Two interned
 * strings are equal exactly when they are the same pointer. Any thread.
 *
 * (GRefString's interning does not do: it gives out strings that another thread is freeing, and a
 * long string that is only counted takes an interned one of the same bytes out of its table.) */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The one copy of @text, with a reference of its own. */
char *mani_intern (const char *text);
/* One reference more. */
char *mani_intern_ref (char *interned);
void mani_intern_unref (char *interned);

G_END_DECLS
