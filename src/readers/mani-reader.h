/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening articles: from a file or bytes of whatever kind to a ready ManiArticle.
 *
 * One const table of readers (mani-reader.c) stands behind one function. What a reader gives is the
 * same for all: the text, blocks for its structure, title, byline, date, language and source as far
 * as they can be seen, and the origin: `file`, `encoding`, `bom`, `newline`, `reader`. A reader
 * that knows the structure of its input (Markdown) puts every paragraph on one line of the text,
 * without mark-up and without empty lines; one that does not (plain text) leaves the text exactly
 * as it is.
 *
 * Nothing is fetched, and no file but the one that is asked for is opened.
 *
 * How to add a reader:
 *  1. Write mani-reader-ID.c with its `const ManiReader mani_reader_ID`; its read() fills the
 *     ManiDraft it is given (mani-draft-private.h) and does nothing else.
 *  2. Declare it there at the end, and put it into the table in mani-reader.c, before plain text,
 *     which takes all that nobody else wants.
 *  3. Put samples into tests/readers, and the file into po/POTFILES.
 * File choosers, drag and drop, and the command line then know it. */

#pragma once

#include "mani-article.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file may have so many bytes, and so may a text. */
#define MANI_READER_MAX_BYTES (64 * 1024 * 1024)

typedef struct _ManiDraft ManiDraft;

/**
 * ManiReaderOptions: what a person can say about a file
 * @charset: the encoding, as iconv takes it, or NULL to find out
 * @reader: id of the reader to take, or NULL to choose by name and bytes
 * @source: where the article is from (URI or path), or NULL: for a file, its path
 * @called: what errors call bytes that go by no name, translated, or NULL: the pasted text
 */
typedef struct
{
  const char *charset;
  const char *reader;
  const char *source;
  const char *called;
} ManiReaderOptions;

/**
 * ManiReaderReport: what a person should know about how a file was read
 * @reader: id of the reader that read it
 * @charset: the encoding it was read in, or NULL where the format has none; lives for ever
 * @sure: FALSE when @charset is a guess: offer to choose another one and read again
 * @notes: (element-type utf8): a line each, translated; NULL when there is nothing to say
 *
 * Starts as { 0 } and is cleared with mani_reader_report_clear().
 */
typedef struct
{
  const char *reader;
  const char *charset;
  gboolean sure;
  GPtrArray *notes;
} ManiReaderReport;

void mani_reader_report_clear (ManiReaderReport *report);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ManiReaderReport, mani_reader_report_clear)

/**
 * ManiReaderInput: what a reader is given
 * @name: what the file is called, for errors; never NULL
 * @bytes: what is in it
 * @charset: the encoding, if someone says so, or NULL
 */
typedef struct
{
  const char *name;
  GBytes *bytes;
  const char *charset;
} ManiReaderInput;

/**
 * ManiReader: a row of the table
 * @id: short, lower case: "markdown"
 * @name: as people call it; N_(), translate it with _()
 * @suffixes: of file names, lower case, without the dot; NULL-terminated
 * @media_types: NULL-terminated
 * @sniff: (nullable): whether the first bytes show that it is this and nothing else
 * @read: fills @draft; an error names the input and the place. Any thread
 */
typedef struct
{
  const char *id;
  const char *name;
  const char *const *suffixes;
  const char *const *media_types;
  gboolean (*sniff) (const guint8 *bytes, gsize n_bytes);
  gboolean (*read) (const ManiReaderInput *input, ManiDraft *draft, GError **error);
} ManiReader;

/* The readers in the order of the table; NULL after the last. */
const ManiReader *mani_readers_get (guint i);
/* By id; NULL when there is none of that id. */
const ManiReader *mani_readers_lookup (const char *id);
/* The reader for a file of this @name (or NULL) with these @bytes (or NULL): by the name's ending,
 * else by the bytes, else plain text. */
const ManiReader *mani_readers_find_for (const char *name, GBytes *bytes);

/**
 * mani_reader_read_bytes:
 * @name: (nullable): the name, path or URI that the bytes go by; its last part is kept as the
 *   origin's `file`. NULL for what was pasted or piped
 * @bytes: what is in it
 * @options: (nullable)
 * @report: (nullable): is filled, also on an error, and to be cleared
 *
 * The same bytes, name and options always give the same article, but for its id and the time it was
 * added.
 *
 * Errors: MANI_ERROR_INVALID when there is no text in it or it is not what its format says;
 * MANI_ERROR_UNSUPPORTED for bytes that are no text, an unknown encoding or reader;
 * MANI_ERROR_TOO_LARGE over #MANI_READER_MAX_BYTES.
 *
 * Returns: (transfer full): the article, or NULL
 */
ManiArticle *mani_reader_read_bytes (const char *name,
                                     GBytes *bytes,
                                     const ManiReaderOptions *options,
                                     ManiReaderReport *report,
                                     GError **error);

/* The same for the regular file at @path. Errors besides: MANI_ERROR_NOT_FOUND, MANI_ERROR_IO. */
ManiArticle *mani_reader_read_file (const char *path,
                                    const ManiReaderOptions *options,
                                    ManiReaderReport *report,
                                    GError **error);

/* The same in a thread. */
void mani_reader_read_file_async (const char *path,
                                  const ManiReaderOptions *options,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
ManiArticle *
mani_reader_read_file_finish (GAsyncResult *result, ManiReaderReport *report, GError **error);

G_END_DECLS
