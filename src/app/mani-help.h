/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The manual: one page of HTML that needs nothing else, shown by the browser of the desktop, also
 * from within a sandbox, whose other files a browser does not see.
 *
 * It lies as LANGUAGE/manicule/index.html in the folder of manuals, or in that which the variable
 * MANI_HELP_DIR names. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* In the first of the person's languages that there is, else in English; NULL when it is not
 * installed. */
char *mani_help_dup_uri (void);

G_END_DECLS
