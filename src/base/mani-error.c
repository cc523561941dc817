/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The error domain and the translation of errno into it. */

#include "mani-error.h"

#include <errno.h>

/* Characters of an excerpt. */
#define EXCERPT 60

G_DEFINE_QUARK (mani_error_quark, mani_error)

static ManiError
code_from_errno (int code)
{
  switch (code)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return MANI_ERROR_NO_SPACE;

    case EROFS:
    case EACCES:
    case EPERM:
      return MANI_ERROR_READ_ONLY;

    case ENOENT:
    case ENOTDIR:
      return MANI_ERROR_NOT_FOUND;

    default:
      return MANI_ERROR_IO;
    }
}

char *
mani_error_excerpt (const char *text)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= EXCERPT)
    return g_strdup (text);

  start = g_utf8_substring (text, 0, EXCERPT);
  return g_strconcat (start, "…", NULL);
}

void
mani_set_error_from_errno (GError **error, int code, const char *path, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  g_set_error (error, MANI_ERROR, code_from_errno (code), "%s: %s: %s", path, message,
               g_strerror (code));
}
