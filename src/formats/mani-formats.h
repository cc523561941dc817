/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The formats there are: one line each here and one in the table of mani-formats.c. */

#pragma once

#include "mani-format.h"

G_BEGIN_DECLS

extern const ManiFormat mani_format_w3c;
extern const ManiFormat mani_format_csv;
extern const ManiFormat mani_format_tsv;
extern const ManiFormat mani_format_json;
extern const ManiFormat mani_format_markdown;
extern const ManiFormat mani_format_html;

G_END_DECLS
