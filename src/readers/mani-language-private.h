/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The language of a text as far as its script says it for certain: the scripts that, today, one
 * language is written in. Between languages that share a script nothing is guessed. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A BCP 47 tag that lives for ever, or NULL. Latin letters (names, titles) do not count against a
 * script as long as they are the fewer. */
const char *mani_language_from_script (const char *text);

G_END_DECLS
