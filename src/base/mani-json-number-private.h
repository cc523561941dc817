/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The values of numbers that have the grammar of JSON. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The nearest double; infinite when out of range. */
double mani_json_number_to_double (const guchar *number, gsize n_bytes);

/* FALSE when the number is not an integer of 64 bits. */
gboolean mani_json_number_to_int64 (const guchar *number, gsize n_bytes, gint64 *value);

G_END_DECLS
