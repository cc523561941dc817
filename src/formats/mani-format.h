/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The formats that annotations are taken away in, and come in from: a const table behind one
 * registry.
 *
 * To add a format: one file, one registry line, samples, no new test code.
 * 1. `mani-format-ID.c` defines `const ManiFormat mani_format_ID` with its functions; a format that
 *    only reads or only writes leaves the other one NULL. Its name goes into meson.build and, for
 *    its translated strings, into po/POTFILES.
 * 2. One line each in mani-formats.h and in the table of mani-formats.c.
 * 3. Samples of the format in tests/data/ID/: every file there (or folder, for a format of several
 *    files) must be read without an error, and every file whose name begins with "bad-" must be
 *    refused with an error that names file and line. The generic test writes a rich project, reads
 *    it back and compares; it fails when something is lost that `holds` claims.
 *
 * A writer takes what it writes from the #ManiExport alone, which has filtered already; it never
 * looks at the project. A reader puts what it finds into the #ManiImport as records, in the ids of
 * the file; placing, matching and making one edit of it is done there. Both may run in any thread.
 */

#pragma once

#include "mani-export.h"
#include "mani-format-output.h"
#include "mani-import.h"
#include "mani-loss-report.h"

G_BEGIN_DECLS

/**
 * ManiFormatFlags:
 * @MANI_FORMAT_SEVERAL_FILES: always gives several files, and needs a folder
 * @MANI_FORMAT_FOLDER_TOO: gives one file, and more beside it when it is given a folder
 * @MANI_FORMAT_ANNOTATIONS_ONLY: an article is told with each of its annotations, and so one that
 *   has none is not told at all
 */
typedef enum
{
  MANI_FORMAT_PLAIN = 0,
  MANI_FORMAT_SEVERAL_FILES = 1 << 0,
  MANI_FORMAT_FOLDER_TOO = 1 << 1,
  MANI_FORMAT_ANNOTATIONS_ONLY = 1 << 2,
} ManiFormatFlags;

/**
 * ManiFormat:
 * @id: as the command line has it: "w3c"
 * @name: for people; N_()
 * @suffix: of its files, without the dot: "jsonld"
 * @media_type: "text/csv"
 * @flags: see #ManiFormatFlags
 * @holds: bits of #ManiConcept that survive the way out and in again, natively or by our own
 *   convention; for a format that is not read: that the file shows. All else is named as lost
 * @article_fields: bits 1 << #ManiArticleField that it shows although it does not hold
 *   MANI_CONCEPT_ARTICLE_META
 * @write: (nullable): writes all of @what
 * @losses: (nullable): adds to the report what @holds cannot say
 * @read: (nullable): reads @input into @import; on an error nothing of @import is used
 * @sniff: (nullable): whether @data (the file's start, at most 64 KiB, not ended by a NUL) looks
 *   like this format; the first format of the table that says so has it
 */
struct _ManiFormat
{
  const char *id;
  const char *name;
  const char *suffix;
  const char *media_type;
  ManiFormatFlags flags;
  guint holds;
  guint64 article_fields;
  gboolean (*write) (const ManiExport *what, ManiFormatOutput *output, GError **error);
  void (*losses) (const ManiExport *what, ManiLossReport *report);
  gboolean (*read) (const ManiImportInput *input, ManiImport *import, GError **error);
  gboolean (*sniff) (const char *data, gsize n_bytes, const char *file_name);
};

guint mani_formats_get_n (void);
const ManiFormat *mani_formats_get (guint i);
/* NULL when there is none of this id. */
const ManiFormat *mani_formats_find (const char *id);
/* The format that @data seems to be in, else the readable one that has @file_name's suffix, or
 * NULL. @file_name may be NULL. */
const ManiFormat *mani_formats_sniff (const char *data, gsize n_bytes, const char *file_name);
/* By @file_name's suffix alone, for writing; or NULL. */
const ManiFormat *mani_formats_find_for_name (const char *file_name);

gboolean mani_format_can_write (const ManiFormat *format);
gboolean mani_format_can_read (const ManiFormat *format);

/* Writes @what. Errors: those of @output; MANI_ERROR_UNSUPPORTED for a format that is only read. */
gboolean mani_format_write (const ManiFormat *format,
                            const ManiExport *what,
                            ManiFormatOutput *output,
                            GError **error);

/**
 * mani_format_read:
 *
 * Reads @input. Errors: MANI_ERROR_INVALID or MANI_ERROR_TOO_LARGE with file, line and column;
 * MANI_ERROR_UNSUPPORTED for a format that is only written.
 *
 * Returns: (transfer full): what was found, or NULL
 */
ManiImport *
mani_format_read (const ManiFormat *format, const ManiImportInput *input, GError **error);

G_END_DECLS
