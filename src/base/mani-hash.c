/* SPDX-License-Identifier: GPL-3.0-or-later */

/* SHA-256 in hexadecimal, over GChecksum. */

#include "mani-hash.h"

#include <string.h>

/* GChecksum counts in gssize; larger data go in pieces. */
#define PIECE ((gsize) 1 << 30)

void
mani_hash_bytes (const void *data, gsize n, ManiHash hash)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const guchar *bytes = data;

  g_return_if_fail (data != NULL || n == 0);

  for (gsize done = 0; done < n; done += PIECE)
    g_checksum_update (checksum, bytes + done, (gssize) MIN (n - done, PIECE));

  mani_hash_finish (checksum, hash);
}

void
mani_hash_finish (GChecksum *checksum, ManiHash hash)
{
  const char *digits = g_checksum_get_string (checksum);

  g_return_if_fail (strlen (digits) == MANI_HASH_LENGTH);

  memcpy (hash, digits, MANI_HASH_LENGTH + 1);
}
