/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A note in Markdown as it reads, for a label: Pango markup. Links stay links; what is HTML in it
 * is shown as it stands. Pure function. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *mani_note_preview_dup_markup (const char *markdown);

G_END_DECLS
