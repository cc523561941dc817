/* SPDX-License-Identifier: GPL-3.0-or-later */

/* SHA-256 as the program writes it everywhere: 64 lower-case hexadecimal digits (FIPS 180-4). To
 * hash what arrives in pieces, use a GChecksum of G_CHECKSUM_SHA256 and mani_hash_finish(). */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Digits in a hash, without the final NUL. */
#define MANI_HASH_LENGTH 64

typedef char ManiHash[MANI_HASH_LENGTH + 1];

/* Writes the hash of @n bytes at @data, and a NUL, into @hash. @data may be NULL when @n is 0. */
void mani_hash_bytes (const void *data, gsize n, ManiHash hash);

/* Writes the hash of what @checksum has been fed, and a NUL, into @hash; @checksum takes no more
 * afterwards. */
void mani_hash_finish (GChecksum *checksum, ManiHash hash);

G_END_DECLS
