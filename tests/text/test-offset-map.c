/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Offset maps against counting one character after the other. */

#include "mani-offset-map.h"

#include "text-samples.h"

/* Walks the text with GLib and compares every offset, those inside characters included. */
static void
assert_agrees_with_walk (const char *text, gsize n_bytes)
{
  g_autoptr (ManiOffsetMap) map = mani_offset_map_new (text, n_bytes);
  const char *p = text;
  guint n_chars = 0, n_utf16 = 0;

  while (p < text + n_bytes)
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);
      guint units = c >= 0x10000 ? 2 : 1;

      g_assert_cmpuint (mani_offset_map_char_to_byte (map, n_chars), ==, p - text);
      g_assert_cmpuint (mani_offset_map_char_to_utf16 (map, n_chars), ==, n_utf16);
      for (const char *q = p; q < next; q++)
        g_assert_cmpuint (mani_offset_map_byte_to_char (map, q - text), ==, n_chars);
      for (guint i = 0; i < units; i++)
        g_assert_cmpuint (mani_offset_map_utf16_to_char (map, n_utf16 + i), ==, n_chars);

      p = next;
      n_chars++;
      n_utf16 += units;
    }

  g_assert_cmpuint (mani_offset_map_get_n_bytes (map), ==, n_bytes);
  g_assert_cmpuint (mani_offset_map_get_n_chars (map), ==, n_chars);
  g_assert_cmpuint (mani_offset_map_get_n_utf16 (map), ==, n_utf16);
  g_assert_cmpuint (mani_offset_map_char_to_byte (map, n_chars), ==, n_bytes);
  g_assert_cmpuint (mani_offset_map_byte_to_char (map, n_bytes), ==, n_chars);
  g_assert_cmpuint (mani_offset_map_char_to_utf16 (map, n_chars), ==, n_utf16);
  g_assert_cmpuint (mani_offset_map_utf16_to_char (map, n_utf16), ==, n_chars);
}

static void
test_empty (void)
{
  assert_agrees_with_walk ("", 0);
}

static void
test_by_hand (void)
{
  /* a, e with acute (2 bytes), euro (3), violin key (4), b */
  const char *text = "a\303\251\342\202\254\360\235\204\236b";
  g_autoptr (ManiOffsetMap) map = mani_offset_map_new (text, 11);
  g_autofree char *slice = mani_offset_map_dup_slice (map, 2, 4);
  g_autofree char *nothing = mani_offset_map_dup_slice (map, 5, 5);

  g_assert_true (mani_offset_map_get_text (map) == text);
  g_assert_cmpuint (mani_offset_map_get_n_chars (map), ==, 5);
  g_assert_cmpuint (mani_offset_map_get_n_utf16 (map), ==, 6);
  g_assert_cmpuint (mani_offset_map_char_to_byte (map, 3), ==, 6);
  g_assert_cmpuint (mani_offset_map_byte_to_char (map, 9), ==, 3);
  g_assert_cmpuint (mani_offset_map_byte_to_char (map, 10), ==, 4);
  g_assert_cmpuint (mani_offset_map_char_to_utf16 (map, 4), ==, 5);
  g_assert_cmpuint (mani_offset_map_utf16_to_char (map, 4), ==, 3);
  g_assert_cmpstr (slice, ==, "\342\202\254\360\235\204\236");
  g_assert_cmpstr (nothing, ==, "");
}

/* Lengths around the stretches the map is made of, in characters of one to four bytes. */
static void
test_every_length (void)
{
  const char *const units[] = { "x", "\303\251", "\342\202\254", "\360\235\204\236" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    for (guint n = 500; n < 530; n++)
      {
        g_autoptr (GString) text = g_string_new (NULL);

        for (guint j = 0; j < n; j++)
          g_string_append (text, units[i]);
        assert_agrees_with_walk (text->str, text->len);
        g_string_append (text, "x\303\251");
        assert_agrees_with_walk (text->str, text->len);
        g_string_prepend_c (text, 'y');
        assert_agrees_with_walk (text->str, text->len);
      }
}

static void
test_random (void)
{
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *text = text_samples_random (g_test_rand_int_range (0, 3000));

      assert_agrees_with_walk (text, strlen (text));
    }
}

/* Text that is not ended by a NUL, in a block of exactly its size: reading beyond it would show. */
static void
test_reads_nothing_beyond (void)
{
  for (guint n = 1; n < 1100; n += 7)
    {
      g_autofree char *source = text_samples_random (n);
      gsize n_bytes = strlen (source);
      g_autofree char *text = g_memdup2 (source, n_bytes);

      if (n_bytes > 0)
        assert_agrees_with_walk (text, n_bytes);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/offset-map/empty", test_empty);
  g_test_add_func ("/text/offset-map/counted-by-hand", test_by_hand);
  g_test_add_func ("/text/offset-map/every-length-around-a-stretch", test_every_length);
  g_test_add_func ("/text/offset-map/random-texts", test_random);
  g_test_add_func ("/text/offset-map/reads-nothing-beyond", test_reads_nothing_beyond);

  return g_test_run ();
}
