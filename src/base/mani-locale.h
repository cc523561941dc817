/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The language of the interface. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sets the locale that the environment names, and finds the catalogues of messages: in the folder
 * that the variable MANI_LOCALE_DIR names, so that programs speak every language from the build
 * folder too, else where they are installed. To be called once, first of all. */
void mani_locale_init (void);

G_END_DECLS
