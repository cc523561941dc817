/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The compression function of SHA-256 in the processor's own instructions. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes in a block. */
#define MANI_HASH_BLOCK 64

/* Takes @n_blocks blocks at @data into @state, the eight words of FIPS 180-4. */
typedef void (*ManiHashCompress) (guint32 state[8], const guchar *data, gsize n_blocks);

/* NULL where this processor has no such instructions. */
ManiHashCompress mani_hash_get_compress (void);

G_END_DECLS
