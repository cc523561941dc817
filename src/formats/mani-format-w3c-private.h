/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the W3C format's writer and reader share. */

#pragma once

#include "mani-format.h"

G_BEGIN_DECLS

gboolean mani_format_w3c_read (const ManiImportInput *input, ManiImport *import, GError **error);

G_END_DECLS
