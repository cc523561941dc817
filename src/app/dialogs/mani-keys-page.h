/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of the preferences on which keys are changed: a row for each command. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MANI_TYPE_KEYS_PAGE (mani_keys_page_get_type ())
G_DECLARE_FINAL_TYPE (ManiKeysPage, mani_keys_page, MANI, KEYS_PAGE, AdwPreferencesPage)

G_END_DECLS
