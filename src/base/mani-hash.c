/* SPDX-License-Identifier: GPL-3.0-or-later */

/* SHA-256 in hexadecimal: blocks and padding around the processor's instructions, or GChecksum. */

#include "mani-hash.h"

#include "mani-hash-private.h"

#include <string.h>

/* GChecksum counts in gssize; larger data go in pieces. */
#define PIECE ((gsize) 1 << 30)

struct _ManiHasher
{
  /* Without instructions for it: this does all */
  GChecksum *checksum;

  ManiHashCompress compress;
  guint32 state[8];
  guint64 n_bytes;
  guchar block[MANI_HASH_BLOCK]; /* the first n_bytes % MANI_HASH_BLOCK are waiting */
};

/* FIPS 180-4, 5.3.3 */
static const guint32 first_state[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };

static void
init (ManiHasher *self)
{
  static ManiHashCompress compress = NULL;
  static gsize is_asked = 0;

  /* Once: in a virtual machine the question takes as long as hashing 50 KB. */
  if (g_once_init_enter (&is_asked))
    {
      compress = mani_hash_get_compress ();
      g_once_init_leave (&is_asked, 1);
    }
  self->compress = compress;
  self->checksum = self->compress == NULL ? g_checksum_new (G_CHECKSUM_SHA256) : NULL;
  self->n_bytes = 0;
  memcpy (self->state, first_state, sizeof self->state);
}

static void
update_checksum (GChecksum *checksum, const guchar *bytes, gsize n)
{
  for (gsize done = 0; done < n; done += PIECE)
    g_checksum_update (checksum, bytes + done, (gssize) MIN (n - done, PIECE));
}

static void
update (ManiHasher *self, const guchar *bytes, gsize n)
{
  gsize waiting = self->n_bytes % MANI_HASH_BLOCK;

  if (n == 0)
    return;

  self->n_bytes += n;
  if (waiting > 0)
    {
      gsize taken = MIN (n, MANI_HASH_BLOCK - waiting);

      memcpy (self->block + waiting, bytes, taken);
      if (waiting + taken < MANI_HASH_BLOCK)
        return;

      self->compress (self->state, self->block, 1);
      bytes += taken;
      n -= taken;
    }

  self->compress (self->state, bytes, n / MANI_HASH_BLOCK);
  memcpy (self->block, bytes + n - n % MANI_HASH_BLOCK, n % MANI_HASH_BLOCK);
}

/* A 1, zeros, and the length in bits at the end of a block (FIPS 180-4, 5.1.1) */
static void
pad (ManiHasher *self)
{
  static const guchar padding[MANI_HASH_BLOCK] = { 0x80 };
  guint64 n_bits = GUINT64_TO_BE (self->n_bytes * 8);
  gsize waiting = self->n_bytes % MANI_HASH_BLOCK;
  gsize room = MANI_HASH_BLOCK - sizeof n_bits;

  update (self, padding, waiting < room ? room - waiting : MANI_HASH_BLOCK + room - waiting);
  update (self, (const guchar *) &n_bits, sizeof n_bits);
}

static void
finish (ManiHasher *self, ManiHash hash)
{
  static const char digits[] = "0123456789abcdef";

  if (self->checksum != NULL)
    {
      memcpy (hash, g_checksum_get_string (self->checksum), MANI_HASH_LENGTH + 1);
      g_clear_pointer (&self->checksum, g_checksum_free);
      return;
    }

  pad (self);
  for (guint i = 0; i < MANI_HASH_LENGTH; i++)
    hash[i] = digits[(self->state[i / 8] >> (28 - 4 * (i % 8))) & 0xf];

  hash[MANI_HASH_LENGTH] = '\0';
}

void
mani_hash_bytes (const void *data, gsize n, ManiHash hash)
{
  ManiHasher self;

  g_return_if_fail (data != NULL || n == 0);

  init (&self);
  mani_hasher_update (&self, data, n);
  finish (&self, hash);
}

ManiHasher *
mani_hasher_new (void)
{
  ManiHasher *self = g_new (ManiHasher, 1);

  init (self);
  return self;
}

void
mani_hasher_free (ManiHasher *self)
{
  g_clear_pointer (&self->checksum, g_checksum_free);
  g_free (self);
}

void
mani_hasher_update (ManiHasher *self, const void *data, gsize n)
{
  g_return_if_fail (data != NULL || n == 0);

  if (self->checksum != NULL)
    update_checksum (self->checksum, data, n);
  else
    update (self, data, n);
}

void
mani_hasher_finish (ManiHasher *self, ManiHash hash)
{
  finish (self, hash);
}
