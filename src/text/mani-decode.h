/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From the bytes of a plain text file to text: UTF-8 that is valid, has \n for its line ends and no
 * control characters but tab and newline. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ManiDecodeOrigin:
 * @charset: name of the encoding the bytes were read in, as iconv takes it; lives for ever
 * @newline: "lf", "crlf", "cr" or "mixed"; "lf" if there was none
 * @had_bom: whether there was a byte order mark
 * @sure: FALSE if @charset is a guess that a person should be able to correct
 *
 * What was lost on the way from the file to the text.
 */
typedef struct
{
  const char *charset;
  const char *newline;
  gboolean had_bom;
  gboolean sure;
} ManiDecodeOrigin;

/**
 * mani_decode:
 * @bytes: @n_bytes bytes of a file; may hold NULs and be anything
 * @charset: (nullable): the encoding, if someone says so; NULL to find out: a byte order mark,
 * valid UTF-8, UTF-16 that shows itself by its zeros, else what uchardet takes it for
 * @name: the file's name, for errors
 * @origin: (out) (optional):
 *
 * Line ends (CR LF, CR, and the rare NEL, VT and FF) become \n; other control characters (C0, DEL,
 * C1) fall away. Bytes that a guessed encoding cannot mean become U+FFFD or fall away; in an
 * encoding that was asked for they are an error that names the byte.
 *
 * Returns: (transfer full): the text, or NULL with MANI_ERROR_UNSUPPORTED if the bytes are no text
 *   (a picture, an archive, a program) or the charset is unknown, MANI_ERROR_INVALID if they are
 * not in @charset
 */
char *mani_decode (const char *bytes,
                   gsize n_bytes,
                   const char *charset,
                   const char *name,
                   ManiDecodeOrigin *origin,
                   GError **error);

/* The encodings to offer in a chooser: names that iconv takes, the most likely ones first, ended by
 * NULL. */
const char *const *mani_decode_list_charsets (void);

G_END_DECLS
