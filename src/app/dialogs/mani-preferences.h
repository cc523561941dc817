/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The preferences: each row is bound to a setting, and each window follows the settings, so that a
 * change shows at once everywhere.
 *
 * To add one: a key of the schema, a row in ui/mani-preferences.ui, a line in bind_rows(). */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MANI_TYPE_PREFERENCES (mani_preferences_get_type ())
G_DECLARE_FINAL_TYPE (ManiPreferences, mani_preferences, MANI, PREFERENCES, AdwWindow)

GtkWidget *mani_preferences_new (void);

G_END_DECLS
