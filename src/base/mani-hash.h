/* SPDX-License-Identifier: GPL-3.0-or-later */

/* SHA-256 as the program writes it everywhere: 64 lower-case hexadecimal digits (FIPS 180-4). Uses
 * the processor's own instructions for it where there are any: every save and load of a project
 * hashes all of it, and GChecksum alone would take longer than the disk. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Digits in a hash, without the final NUL. */
#define MANI_HASH_LENGTH 64

typedef char ManiHash[MANI_HASH_LENGTH + 1];

/* Writes the hash of @n bytes at @data, and a NUL, into @hash. @data may be NULL when @n is 0. */
void mani_hash_bytes (const void *data, gsize n, ManiHash hash);

/* Hashes what arrives in pieces. For one thread. */
typedef struct _ManiHasher ManiHasher;

ManiHasher *mani_hasher_new (void);
void mani_hasher_free (ManiHasher *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiHasher, mani_hasher_free)

void mani_hasher_update (ManiHasher *self, const void *data, gsize n);

/* Writes the hash of all that was given, and a NUL, into @hash; @self takes no more afterwards. */
void mani_hasher_finish (ManiHasher *self, ManiHash hash);

G_END_DECLS
