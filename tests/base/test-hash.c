/* SPDX-License-Identifier: GPL-3.0-or-later */

/* SHA-256 against the examples of FIPS 180-2, appendix B, whole and in pieces. */

#include "mani-hash.h"

static void
test_examples (void)
{
  g_autofree char *million = g_strnfill (1000000, 'a');
  ManiHash hash;

  mani_hash_bytes (NULL, 0, hash);
  g_assert_cmpstr (hash, ==, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

  mani_hash_bytes ("abc", 3, hash);
  g_assert_cmpstr (hash, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

  mani_hash_bytes (million, 1000000, hash);
  g_assert_cmpstr (hash, ==, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void
test_pieces (void)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  ManiHash hash;

  g_checksum_update (checksum, (const guchar *) "a", 1);
  g_checksum_update (checksum, (const guchar *) "bc", 2);
  mani_hash_finish (checksum, hash);
  g_assert_cmpstr (hash, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/hash/agrees-with-the-standard", test_examples);
  g_test_add_func ("/base/hash/pieces-hash-as-the-whole", test_pieces);

  return g_test_run ();
}
