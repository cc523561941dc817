/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of cells: comma-separated values (RFC 4180: CR LF, quotation marks doubled) and
 * tab-separated ones (LF; tab, newline, carriage return and backslash as \t \n \r \\). Reading CSV
 * takes ",", ";" and tabs, whichever the first row has, and any line end.
 *
 * A spreadsheet runs a cell that begins with = + - @ or a control character as a formula
 * (CWE-1236), quoted or not. So such a cell, unless it is a plain number, gets a "'" before it, and
 * a reader takes that one away: a cell that begins with "'=" gets another one. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writing */

typedef struct
{
  GString *text;
  gboolean is_tsv;
  gboolean has_cells; /* in the row */
} ManiCsvWriter;

void mani_csv_append (ManiCsvWriter *self, const char *cell); /* NULL is an empty one */
void mani_csv_end_row (ManiCsvWriter *self);

/* (transfer full): values of a list in one cell: "a|b", a "|" or "\" in them after a "\"; and such
 * a cell taken apart. */
char *mani_csv_join (const char *const *values);
GStrv mani_csv_split (const char *cell);

/* Reading */

typedef struct _ManiCsvReader ManiCsvReader;

/* Borrows @data (UTF-8) and @name. */
ManiCsvReader *
mani_csv_reader_new (const char *data, gsize n_bytes, const char *name, gboolean is_tsv);
void mani_csv_reader_free (ManiCsvReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiCsvReader, mani_csv_reader_free)

/* Goes to the next row that is not empty; FALSE at the end, or with @error: MANI_ERROR_INVALID with
 * the place. */
gboolean mani_csv_reader_next (ManiCsvReader *self, GError **error);
guint mani_csv_reader_get_n (ManiCsvReader *self);
/* Of the present row, borrowed until the next one; NULL past its end. */
const char *mani_csv_reader_get (ManiCsvReader *self, guint i);
guint mani_csv_reader_get_line (ManiCsvReader *self);
/* Where a cell of the present row begins. */
void mani_csv_reader_get_place (ManiCsvReader *self, guint i, guint *line, guint *column);
char mani_csv_reader_get_separator (ManiCsvReader *self);
/* "NAME:LINE:COLUMN: message", about a cell of the present row; returns FALSE. */
gboolean
mani_csv_reader_fail (ManiCsvReader *self, guint cell, GError **error, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

G_END_DECLS
