/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The YAML front matter of a Markdown file: the simple part of it that people write (scalars,
 * lists, block scalars). It is not a YAML parser: what it does not understand it leaves out. */

#pragma once

#include "mani-draft-private.h"

G_BEGIN_DECLS

/* Reads the front matter that @text starts with into the fields of @draft: title, author, date,
 * language, source, tags; other scalars become members of its meta. Returns the first byte after
 * it; @text when it starts with none. */
const char *mani_front_matter_read (ManiDraft *draft, const char *text);

G_END_DECLS
