/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tests of key matching, with keys as xkb's layouts have them (/usr/share/X11/xkb/symbols). */

#include "mani-key-match.h"

/* Hardware codes: evdev's plus 8. */
enum
{
  KEY_1 = 10,     /* AE01 */
  KEY_2 = 11,     /* AE02 */
  KEY_MINUS = 20, /* AE11 */
  KEY_Q = 24,     /* AD01 */
  KEY_E = 26,     /* AD03 */
  KEY_A = 38,     /* AC01 */
  KEY_H = 43,     /* AC06 */
  KEY_Z = 52,     /* AB01 */
  KEY_N = 57,     /* AB06 */
  KEY_DOT = 60,   /* AB09 */
};

typedef struct
{
  const char *layout;
  guint keycode;
  const char *keysym;
  const char *by_value;
  const char *by_place;
} Case;

static const Case cases[] = {
  { "us", KEY_1, "1", "1", "1" },
  { "us", KEY_2, "at", "@", "2" },
  { "us", KEY_E, "e", "e", "e" },
  { "us", KEY_E, "E", "e", "e" },
  { "us", KEY_DOT, "period", ".", "." },
  { "us", KEY_MINUS, "minus", "-", "-" },
  { "fr", KEY_1, "ampersand", "&", "1" },
  { "fr", KEY_2, "eacute", "é", "2" },
  { "fr", KEY_2, "2", "2", "2" },
  { "fr", KEY_Q, "a", "a", "q" },
  { "fr", KEY_A, "q", "q", "a" },
  { "fr", KEY_Z, "w", "w", "z" },
  { "fr", KEY_DOT, "colon", ":", "." },
  { "ru", KEY_1, "1", "1", "1" },
  { "ru", KEY_E, "Cyrillic_u", "у", "e" },
  { "ru", KEY_E, "Cyrillic_U", "у", "e" },
  { "ru", KEY_N, "Cyrillic_te", "т", "n" },
  { "ru", KEY_H, "Cyrillic_er", "р", "h" },
  { "ru", KEY_DOT, "Cyrillic_yu", "ю", "." },
  { "am", KEY_1, "Armenian_fe", "ֆ", "1" },
  { "am", KEY_1, "Armenian_FE", "ֆ", "1" },
  { "am", KEY_2, "Armenian_dza", "ձ", "2" },
  { "am", KEY_E, "Armenian_ben", "բ", "e" },
  { "am", KEY_H, "Armenian_nu", "ն", "h" },
  { "am", KEY_N, "Armenian_lyun", "լ", "n" },
  { "am", KEY_DOT, "Armenian_sha", "շ", "." },
};

static void
test_layout (gconstpointer data)
{
  const Case *c = data;
  guint keyval = gdk_keyval_from_name (c->keysym);

  g_assert_cmpuint (keyval, !=, GDK_KEY_VoidSymbol);
  g_assert_cmphex (mani_key_match_by_value (keyval), ==, g_utf8_get_char (c->by_value));
  g_assert_cmphex (mani_key_match_by_place (c->keycode), ==, g_utf8_get_char (c->by_place));
}

static void
test_no_character (void)
{
  static const guint keyvals[] = { GDK_KEY_Shift_L, GDK_KEY_F3, GDK_KEY_Left, GDK_KEY_VoidSymbol };

  for (guint i = 0; i < G_N_ELEMENTS (keyvals); i++)
    g_assert_cmphex (mani_key_match_by_value (keyvals[i]), ==, 0);
}

/* Escape, BackSpace, Tab, Return, Control, Shift at both sides, Alt, space, F1, and none. */
static void
test_no_place (void)
{
  static const guint keycodes[] = { 0, 9, 22, 23, 36, 37, 50, 62, 64, 65, 67, 1000 };

  for (guint i = 0; i < G_N_ELEMENTS (keycodes); i++)
    g_assert_cmphex (mani_key_match_by_place (keycodes[i]), ==, 0);
}

/* Every place has a character of its own. */
static void
test_places_differ (void)
{
  gboolean seen[128] = { FALSE };
  guint n = 0;

  for (guint keycode = 0; keycode < 256; keycode++)
    {
      gunichar character = mani_key_match_by_place (keycode);

      if (character == 0)
        continue;
      g_assert_cmpuint (character, <, G_N_ELEMENTS (seen));
      g_assert_false (seen[character]);
      seen[character] = TRUE;
      n++;
    }
  for (char character = 'a'; character <= 'z'; character++)
    g_assert_true (seen[(guint) character]);
  for (char character = '0'; character <= '9'; character++)
    g_assert_true (seen[(guint) character]);
  /* The four rows of the main block: 12 + 12 + 12 + 11 keys. */
  g_assert_cmpuint (n, ==, 47);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/app/key-match/%s/%s", cases[i].layout, cases[i].keysym);

      g_test_add_data_func (path, &cases[i], test_layout);
    }
  g_test_add_func ("/app/key-match/keys-without-character", test_no_character);
  g_test_add_func ("/app/key-match/keys-outside-the-main-block", test_no_place);
  g_test_add_func ("/app/key-match/places-differ", test_places_differ);

  return g_test_run ();
}
