/* SPDX-License-Identifier: GPL-3.0-or-later */

/* SHA-256 against the examples of FIPS 180-2, appendix B, and against GChecksum, whole and in
 * pieces. */

#include "mani-hash-private.h"
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
assert_is_checksum (const ManiHash hash, const guchar *data, gsize n)
{
  g_autofree char *checksum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data, n);

  g_assert_cmpstr (hash, ==, checksum);
}

/* Around one, two and three blocks, where the padding changes */
static void
test_lengths (void)
{
  guchar data[256];
  ManiHash hash;

  for (guint i = 0; i < sizeof data; i++)
    data[i] = (guchar) (i * 37 + 11);

  for (gsize n = 0; n <= sizeof data; n++)
    {
      mani_hash_bytes (data, n, hash);
      assert_is_checksum (hash, data, n);
    }
}

static void
test_pieces (void)
{
  guchar data[5000];

  for (guint i = 0; i < sizeof data; i++)
    data[i] = (guchar) g_test_rand_int ();

  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (ManiHasher) hasher = mani_hasher_new ();
      gsize done = 0;
      ManiHash hash;

      while (done < sizeof data)
        {
          gsize n = (gsize) g_test_rand_int_range (0, 200);

          n = MIN (n, sizeof data - done);

          mani_hasher_update (hasher, data + done, n);
          done += n;
        }

      mani_hasher_finish (hasher, hash);
      assert_is_checksum (hash, data, sizeof data);
    }
}

static void
test_instructions (void)
{
  if (mani_hash_get_compress () == NULL)
    g_test_skip ("this processor has no instructions for SHA-256");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/hash/agrees-with-the-standard", test_examples);
  g_test_add_func ("/base/hash/every-length-agrees-with-glib", test_lengths);
  g_test_add_func ("/base/hash/pieces-hash-as-the-whole", test_pieces);
  g_test_add_func ("/base/hash/uses-the-processor", test_instructions);

  return g_test_run ();
}
