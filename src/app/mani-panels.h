/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The panels at the end side of the window.
 *
 * To add a panel: one class in panels/ with an `editor` property, its template in ui/, one line in
 * the table of mani-panels.c. The window makes each when it is first wanted, with its editor. */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;  /* of its page */
  const char *title; /* N_() */
  GType (*get_type) (void);
} ManiPanel;

/* NULL after the last. */
const ManiPanel *mani_panels_get (guint i);

G_END_DECLS
