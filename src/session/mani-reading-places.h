/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where somebody was reading: the article that was open last and the place in each. It is this
 * machine's memory and no part of the project: a small file a project in
 * $XDG_STATE_HOME/manicule/places, named after the project's id. It is safe to lose: one that
 * cannot be read is as good as none, and is written anew. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* So many articles are remembered, those that were read last. */
#define MANI_READING_PLACES_MAX 2000

typedef struct _ManiReadingPlaces ManiReadingPlaces;

/* @folder: (nullable): where the files are, for tests; NULL for the place said above. */
ManiReadingPlaces *mani_reading_places_new (const char *folder, const char *project);
void mani_reading_places_free (ManiReadingPlaces *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiReadingPlaces, mani_reading_places_free)

/* The id of the article that was set last, or NULL. */
const char *mani_reading_places_get_article (ManiReadingPlaces *self);
/* The offset, in code points, of what was at the top; 0 when nothing is known. It may lie outside a
 * text that has changed since. */
guint mani_reading_places_get (ManiReadingPlaces *self, const char *article);
void mani_reading_places_set (ManiReadingPlaces *self, const char *article, guint offset);

/* Writes the file when something has changed. Errors: those of mani_safe_file_replace() */
gboolean mani_reading_places_save (ManiReadingPlaces *self, GError **error);

G_END_DECLS
