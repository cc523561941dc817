/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reading the current article again in another encoding, with a look at what its text would be. */

#pragma once

#include "mani-editor.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define MANI_TYPE_ENCODING_DIALOG (mani_encoding_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ManiEncodingDialog, mani_encoding_dialog, MANI, ENCODING_DIALOG, AdwWindow)

void mani_encoding_dialog_present (GtkWindow *parent, ManiEditor *editor);

/* Whether the file that the article was read from is known, and had an encoding. */
gboolean mani_encoding_dialog_can_read_again (ManiArticle *article);

G_END_DECLS
