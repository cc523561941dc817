/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one error domain. What can be expected to go wrong (bad input, a full disk, an edit that does
 * not fit) is a GError of MANI_ERROR whose message is for people: translated, it names the file and
 * the place (line and column, record, offset) and what was expected, and ends without a full stop.
 * A programmer's error is g_return_if_fail or g_assert, never a GError. A cancelled operation fails
 * with G_IO_ERROR_CANCELLED. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MANI_ERROR (mani_error_quark ())

/**
 * ManiError:
 * @MANI_ERROR_INVALID: the input is not what its format says: malformed, cut, flipped, out of range
 * @MANI_ERROR_UNSUPPORTED: well formed, but of a kind or version this program does not know
 * @MANI_ERROR_TOO_LARGE: over a limit of size, depth or number
 * @MANI_ERROR_NOT_FOUND: a name, id, quotation or file that is not there
 * @MANI_ERROR_AMBIGUOUS: a name or quotation that fits more than one
 * @MANI_ERROR_CONFLICT: an edit or a save that does not fit the present state
 * @MANI_ERROR_BUSY: the project is open elsewhere
 * @MANI_ERROR_READ_ONLY: the place cannot be written
 * @MANI_ERROR_NO_SPACE: the disk or a quota is full
 * @MANI_ERROR_IO: any other failing of the system beneath
 * @MANI_ERROR_LOSS: the format cannot represent something and losing it was forbidden
 */
typedef enum
{
  MANI_ERROR_INVALID,
  MANI_ERROR_UNSUPPORTED,
  MANI_ERROR_TOO_LARGE,
  MANI_ERROR_NOT_FOUND,
  MANI_ERROR_AMBIGUOUS,
  MANI_ERROR_CONFLICT,
  MANI_ERROR_BUSY,
  MANI_ERROR_READ_ONLY,
  MANI_ERROR_NO_SPACE,
  MANI_ERROR_IO,
  MANI_ERROR_LOSS,
} ManiError;

GQuark mani_error_quark (void);

/* (transfer full): foreign @text as a message may hold it: up to 60 characters, then "…". (A
 * precision such as %.60s would cut a character in two.) */
char *mani_error_excerpt (const char *text);

/* An error for a failed system call: @code is its errno, @path the file it was about. The code
 * becomes MANI_ERROR_NO_SPACE, _READ_ONLY, _NOT_FOUND or _IO. */
void mani_set_error_from_errno (GError **error, int code, const char *path, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

G_END_DECLS
