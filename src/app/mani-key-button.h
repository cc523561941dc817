/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A label's key as a button: opened, the next key that is pressed becomes the label's.
 *
 * A key of another label is said to be its, and taken from it when it is pressed again; a key that
 * no label can have is refused with the reason; Backspace takes the key away. What is chosen goes
 * by the action `labels.key` with the label's id and the key, "" for none ("(ss)"). */

#pragma once

#include "mani-project.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MANI_TYPE_KEY_BUTTON (mani_key_button_get_type ())
G_DECLARE_FINAL_TYPE (ManiKeyButton, mani_key_button, MANI, KEY_BUTTON, GtkWidget)

void mani_key_button_set_label (ManiKeyButton *button, ManiProject *project, ManiLabel *label);
void mani_key_button_open (ManiKeyButton *button);

/* The character that a key means as a label's: what it types when that can be a key, else what
 * stands at its place on a US keyboard when that is a digit; 0 for a key that is no character. */
gunichar mani_key_button_read (guint keyval, guint keycode);

G_END_DECLS
