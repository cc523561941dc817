/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What commands share: opening and saving projects, errors, listings, progress. */

#pragma once

#include "mani-command.h"
#include "mani-editor.h"
#include "mani-transfer.h"

G_BEGIN_DECLS

/* Prints "manicule-cli: FILE: what and where", with FILE as @file has it, and returns
 * MANI_EXIT_FAILED. */
int mani_cli_fail (const char *file, const GError *error);

/* Prints "manicule-cli: @message" and returns MANI_EXIT_USAGE. */
int mani_cli_fail_usage (const char *message);

/* Prints "manicule-cli: FILE: @message": what is worth saying and no failure. */
void mani_cli_tell (const char *file, const char *message);

/* The project at @path; "-" is standard input, which cannot be written. What the reader found worth
 * saying goes to standard error. NULL when it failed, which has then been said. */
ManiEditor *mani_cli_open (const char *path, gboolean for_writing);

/* After a project was saved: what went wrong all the same. */
void mani_cli_tell_trouble (ManiEditor *editor);

/* Applies @edit and saves. Returns an exit status. */
int mani_cli_apply (ManiEditor *editor, ManiEdit *edit);

/* The file at @path as an article; "-" is standard input. What is to be said of it goes to standard
 * error.
 * @charset may be NULL. */
ManiArticle *mani_cli_read_article (const char *path, const char *charset, GError **error);

/* Writes @what to @path, or to standard output when that is NULL or "-", and tells what is lost.
 * @source is the project, for messages. Returns an exit status. */
int mani_cli_export (const char *source,
                     const ManiFormat *format,
                     const ManiExport *what,
                     const char *path,
                     gboolean strict);

/* Says on standard error what was left out or guessed in an import. */
void mani_cli_tell_import (ManiImport *import);

/* A listing: tab-separated with a header line, or JSON Lines. */
typedef struct _ManiListing ManiListing;

/* @columns: NULL-terminated. */
ManiListing *mani_listing_new (const char *const *columns, gboolean json);
/* Prints what is left. */
void mani_listing_free (ManiListing *listing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiListing, mani_listing_free)

/* The row's next cell. NULL is empty, and in JSON left out. */
void mani_listing_add (ManiListing *listing, const char *value);
void mani_listing_add_number (ManiListing *listing, gint64 value);
/* Parted by commas; a comma in one of @values stands as "\\,". */
void mani_listing_add_list (ManiListing *listing, const char *const *values);
void mani_listing_end_row (ManiListing *listing);

/* While standard error is a terminal: "@what: @done of @total", in one line that is written over;
 * at the end nothing is left of it. */
void mani_cli_progress (const char *what, guint done, guint total);

/* Standard output gets @text as it is. */
void mani_cli_print (const char *text, gsize n_bytes);

/* The format with this id, else the one that @file's name calls for, one of both not NULL; NULL
 * when there is none that can be read (written), which has then been said. */
const ManiFormat *mani_cli_find_format (const char *id, const char *file, gboolean to_write);

G_END_DECLS
