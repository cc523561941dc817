/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A search through a whole project, as a GListModel of #ManiSearchHit that fills while a thread
 * searches: mani_search_run() for the window.
 *
 * What a search finds comes in batches: the first at once, the others every 50 ms, each appended
 * with one `items-changed` whose cost does not depend on how much there is. What an earlier search
 * has found stays until the first batch of the next, or its end; what an earlier search finds later
 * is dropped. Hits are made when they are asked for, a new object each time.
 *
 * The hits are those of the snapshot that was searched; start again when the project has changed.
 *
 * Properties (read only, notified, silent when equal):
 *   query       string: what was looked for last; "" at first
 *   is-running  boolean
 *   n-hits      uint: how many are in the list
 *   n-articles  uint: how many articles they are in
 *
 * Main thread only (or the thread of the main context that was its default when it started). */

#pragma once

#include "mani-search-hit.h"

G_BEGIN_DECLS

#define MANI_TYPE_SEARCH (mani_search_get_type ())
G_DECLARE_FINAL_TYPE (ManiSearch, mani_search, MANI, SEARCH, GObject)

ManiSearch *mani_search_new (void);

/* Ends the search that is running and starts another; an empty @query empties the list. */
void mani_search_start (ManiSearch *search,
                        ManiSnapshot *snapshot,
                        const char *query,
                        const ManiSearchOptions *options);
/* Ends the search that is running; what it has found so far stays. */
void mani_search_stop (ManiSearch *search);

const char *mani_search_get_query (ManiSearch *search);
gboolean mani_search_is_running (ManiSearch *search);
guint mani_search_get_n_hits (ManiSearch *search);
guint mani_search_get_n_articles (ManiSearch *search);

G_END_DECLS
