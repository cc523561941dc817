/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which character a key stands for as a command: by its value, and by its place on the keyboard.
 *
 * A person with a French layout presses the key marked 1 without Shift, which types “&”; one with a
 * Russian layout presses the key where e is on a Latin keyboard, which types “у”. Both mean the
 * command, when their own character is none. Pure functions. */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* The character, lower case, that the key types; 0 for none. */
gunichar mani_key_match_by_value (guint keyval);
/* The character that stands at this place on a US keyboard; 0 for none. @keycode is the hardware
 * code as X11 and Wayland give it (evdev's plus 8). */
gunichar mani_key_match_by_place (guint keycode);

G_END_DECLS
