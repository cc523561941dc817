/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The messages of one language, from a compiled catalogue of gettext (a .mo file), whatever the
 * language of the interface is. Not for the interface itself: that is gettext's.
 *
 * The form of the file: GNU gettext manual, "The Format of GNU MO Files". A file that is damaged
 * gives no messages; it cannot do harm. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ManiCatalog ManiCatalog;

/**
 * mani_catalog_open:
 * @folder: where catalogues lie, as LANGUAGE/LC_MESSAGES/DOMAIN.mo
 * @language: such as "de" or "pt_BR"
 *
 * Returns: (nullable): NULL when there is none, or it is no catalogue
 */
ManiCatalog *mani_catalog_open (const char *folder, const char *language, const char *domain);
void mani_catalog_free (ManiCatalog *self);

/* The translation of @message, or @message itself. @context: or NULL. Valid as long as @self and
 * @message. */
const char *mani_catalog_lookup (const ManiCatalog *self, const char *context, const char *message);

/* The languages that @folder has catalogues of @domain for, sorted. */
GStrv mani_catalog_list_languages (const char *folder, const char *domain);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiCatalog, mani_catalog_free)

G_END_DECLS
