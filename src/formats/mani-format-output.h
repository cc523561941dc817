/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a format writes: files with names, handed on piece by piece. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _ManiFormatOutput ManiFormatOutput;

/**
 * ManiFormatOutputFunc:
 * @name: the file's name, relative, its folders parted by "/"; never absolute and without ".."
 * @bytes: its next @n_bytes bytes; 0 of them for a file that is just begun
 *
 * Takes the pieces in order. The file of one name is done when the next name comes, or the writer
 * returns.
 */
typedef gboolean (*ManiFormatOutputFunc) (const char *name,
                                          const char *bytes,
                                          gsize n_bytes,
                                          gpointer data,
                                          GError **error);

/* @func gets the pieces. */
ManiFormatOutput *mani_format_output_new (ManiFormatOutputFunc func, gpointer data);
/* Keeps the files in memory. */
ManiFormatOutput *mani_format_output_new_memory (void);
void mani_format_output_free (ManiFormatOutput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiFormatOutput, mani_format_output_free)

/* For writers. Errors are those of the function that gets the pieces. */

/* Begins a file. */
gboolean mani_format_output_begin (ManiFormatOutput *self, const char *name, GError **error);
/* The end of the file that is being written; text is appended here. Borrowed until the next
 * mani_format_output_begin() or _flush(). */
GString *mani_format_output_get_text (ManiFormatOutput *self);
/* To be called now and then (after each annotation): hands on what has gathered, if it is much. */
gboolean mani_format_output_flush (ManiFormatOutput *self, GError **error);
/* A whole file at once. */
gboolean mani_format_output_add (ManiFormatOutput *self,
                                 const char *name,
                                 const char *bytes,
                                 gsize n_bytes,
                                 GError **error);
/* (transfer full): a file name for an article (or something else that has a title): "Title.suffix",
 * safe in every file system, not yet in use in this output. */
char *mani_format_output_make_name (ManiFormatOutput *self, const char *title, const char *suffix);

/* For those who let write */

/* Hands on the rest; mani_format_write() does it. */
gboolean mani_format_output_end (ManiFormatOutput *self, GError **error);
/* Files that were begun. */
guint mani_format_output_get_n_files (ManiFormatOutput *self);
const char *mani_format_output_get_name (ManiFormatOutput *self, guint i);
/* Of an output in memory, after mani_format_write(): (transfer none). */
GBytes *mani_format_output_get_bytes (ManiFormatOutput *self, guint i);

G_END_DECLS
