/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dates as articles print them: English, German, French, Spanish, Italian, Russian, Ukrainian,
 * Armenian, Arabic and Hebrew month names, ISO 8601, 6.9.2021, 2021年9月6日. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * mani_date_read:
 * @text: @n_bytes of valid UTF-8
 *
 * Reads @text if the whole of it is a date, with or without a weekday, a time of day and words such
 * as "published on". All digits that Unicode knows are read.
 *
 * Returns: (transfer full): the date as ISO 8601 ("2021-09-06", "2021-09" when there is no day); as
 *   it is printed when day and month cannot be told apart (06/09/2021); NULL when it is no date
 */
char *mani_date_read (const char *text, gsize n_bytes);

/* Whether @date is a full ISO 8601 date, "2021-09-06". */
gboolean mani_date_is_full (const char *date);

G_END_DECLS
