/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Gives a command another key: the next one that is pressed. Who has that key now is said before it
 * is taken from them. */

#pragma once

#include "mani-keymap.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define MANI_TYPE_KEY_DIALOG (mani_key_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ManiKeyDialog, mani_key_dialog, MANI, KEY_DIALOG, AdwWindow)

void mani_key_dialog_present (GtkWindow *parent, const ManiCommand *command);

G_END_DECLS
