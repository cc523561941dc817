/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Decoding: real files in every encoding, and small cases by hand. */

#include "mani-decode.h"

#include "mani-error.h"
#include "mani-fold.h"
#include "text-samples.h"

#define BYTES(literal) literal, sizeof (literal) - 1

static void
assert_decodes (const char *bytes,
                gsize n_bytes,
                const char *charset,
                const char *expected,
                const char *expected_charset,
                const char *newline,
                gboolean had_bom,
                gboolean sure)
{
  g_autoptr (GError) error = NULL;
  ManiDecodeOrigin origin = { 0 };
  g_autofree char *text = mani_decode (bytes, n_bytes, charset, "f.txt", &origin, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpstr (origin.charset, ==, expected_charset);
  g_assert_cmpstr (origin.newline, ==, newline);
  g_assert_cmpint (origin.had_bom, ==, had_bom);
  g_assert_cmpint (origin.sure, ==, sure);
}

static void
assert_fails (const char *bytes, gsize n_bytes, const char *charset, int code, const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = mani_decode (bytes, n_bytes, charset, "f.txt", NULL, &error);

  g_assert_error (error, MANI_ERROR, code);
  g_assert_null (text);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_utf8 (void)
{
  assert_decodes ("", 0, NULL, "", "UTF-8", "lf", FALSE, TRUE);
  assert_decodes (BYTES ("a\nb\n"), NULL, "a\nb\n", "UTF-8", "lf", FALSE, TRUE);
  assert_decodes (BYTES ("\303\251\360\237\221\215"), NULL, "\u00e9\U0001f44d", "UTF-8", "lf",
                  FALSE, TRUE);
  assert_decodes (BYTES ("\357\273\277\303\251"), NULL, "\u00e9", "UTF-8", "lf", TRUE, TRUE);
  assert_decodes (BYTES ("\357\273\277"), NULL, "", "UTF-8", "lf", TRUE, TRUE);
  assert_decodes (BYTES ("x\357\273\277"), NULL, "x\ufeff", "UTF-8", "lf", FALSE, TRUE);
  /* cut inside a character, and a mark that promises what is not kept */
  assert_decodes (BYTES ("\303\251\303\251\303\251\303\251\303\251\303"), NULL,
                  "\u00e9\u00e9\u00e9\u00e9\u00e9\ufffd", "UTF-8", "lf", FALSE, FALSE);
  assert_decodes (BYTES ("\357\273\277a\377b"), NULL, "a\ufffdb", "UTF-8", "lf", TRUE, TRUE);
}

static void
test_newlines (void)
{
  assert_decodes (BYTES ("a\r\nb\r\n"), NULL, "a\nb\n", "UTF-8", "crlf", FALSE, TRUE);
  assert_decodes (BYTES ("a\rb\r"), NULL, "a\nb\n", "UTF-8", "cr", FALSE, TRUE);
  assert_decodes (BYTES ("a\r\nb\nc"), NULL, "a\nb\nc", "UTF-8", "mixed", FALSE, TRUE);
  assert_decodes (BYTES ("a\r\r\nb"), NULL, "a\n\nb", "UTF-8", "mixed", FALSE, TRUE);
  assert_decodes (BYTES ("a\fb\vc\302\205d\342\200\250e"), NULL, "a\nb\nc\nd\u2028e", "UTF-8", "lf",
                  FALSE, TRUE);
}

static void
test_controls_fall_away (void)
{
  assert_decodes (
      BYTES ("A text with a\0 NUL, a \177 DEL and \302\200 a C1 in it, and of some length.\tx"),
      NULL, "A text with a NUL, a  DEL and  a C1 in it, and of some length.\tx", "UTF-8", "lf",
      FALSE, TRUE);
}

static void
test_utf16 (void)
{
  assert_decodes (BYTES ("\377\376a\0\351\0"), NULL, "a\u00e9", "UTF-16LE", "lf", TRUE, TRUE);
  assert_decodes (BYTES ("\376\377\0a\0\r\0\n"), NULL, "a\n", "UTF-16BE", "crlf", TRUE, TRUE);
  assert_decodes (BYTES ("\377\376=\330M\334"), NULL, "\U0001f44d", "UTF-16LE", "lf", TRUE, TRUE);
  /* lone surrogates, and half a unit at the end */
  assert_decodes (BYTES ("\376\377\330=\0a\334M\0"), NULL, "\ufffda\ufffd\ufffd", "UTF-16BE", "lf",
                  TRUE, TRUE);
  assert_decodes (BYTES ("h\0e\0l\0l\0o\0"), NULL, "hello", "UTF-16LE", "lf", FALSE, FALSE);
  assert_decodes (BYTES ("\0h\0e\0l\0l\0o"), NULL, "hello", "UTF-16BE", "lf", FALSE, FALSE);
  assert_decodes (BYTES ("\377\376\0\0a\0\0\0"), NULL, "a", "UTF-32LE", "lf", TRUE, TRUE);
  assert_decodes (BYTES ("\0\0\376\377\0\0\0a"), NULL, "a", "UTF-32BE", "lf", TRUE, TRUE);
}

static void
test_asked_for (void)
{
  assert_decodes (BYTES ("\xc1\xc2"), "KOI8-R", "\u0430\u0431", "KOI8-R", "lf", FALSE, TRUE);
  assert_decodes (BYTES ("\xc1\xc2"), "windows-1252", "\u00c1\u00c2", "WINDOWS-1252", "lf", FALSE,
                  TRUE);
  assert_decodes (BYTES ("\377\376a\0"), "UTF-16LE", "a", "UTF-16LE", "lf", TRUE, TRUE);
  assert_decodes (BYTES ("\xb2\xb3"), "ARMSCII-8", "\u0531\u0561", "ARMSCII-8", "lf", FALSE, TRUE);

  assert_fails (BYTES ("abc\377"), "UTF-8", MANI_ERROR_INVALID,
                "f.txt: byte 4 is not valid in the encoding UTF-8");
  assert_fails (BYTES ("abc\303"), "UTF-8", MANI_ERROR_INVALID,
                "f.txt: byte 4 is not valid in the encoding UTF-8");
  assert_fails (BYTES ("a\201b"), "WINDOWS-1252", MANI_ERROR_INVALID,
                "f.txt: byte 2 is not valid in the encoding WINDOWS-1252");
  assert_fails (BYTES ("a\0b"), "UTF-16LE", MANI_ERROR_INVALID,
                "f.txt: byte 3 is not valid in the encoding UTF-16LE");
  assert_fails (BYTES ("abc"), "klingon", MANI_ERROR_UNSUPPORTED,
                "f.txt: unknown character encoding “klingon”");
}

static void
test_c1_of_latin (void)
{
  assert_decodes (BYTES ("caf\351 \201 au lait, deux fois"), "ISO-8859-1",
                  "caf\u00e9  au lait, deux fois", "ISO-8859-1", "lf", FALSE, TRUE);
}

static void
test_binary (void)
{
  char noise[4096];
  const char *message = "f.txt: this is binary data, not text";

  assert_fails (BYTES ("\211PNG\r\n\032\n\0\0\0\rIHDR"), NULL, MANI_ERROR_UNSUPPORTED,
                "f.txt: this is a PNG picture, not text");
  assert_fails (BYTES ("PK\003\004\024\0\0\0"), NULL, MANI_ERROR_UNSUPPORTED,
                "f.txt: this is a ZIP archive, or a document packed as one, not text");
  assert_fails (BYTES ("%PDF-1.7\n"), "UTF-8", MANI_ERROR_UNSUPPORTED,
                "f.txt: this is a PDF document, not text");
  assert_fails (BYTES ("a\0b\0\0\001"), "UTF-8", MANI_ERROR_UNSUPPORTED, message);
  assert_fails (BYTES ("\0\0\0\0"), NULL, MANI_ERROR_UNSUPPORTED, message);

  for (guint i = 0; i < 50; i++)
    {
      for (guint j = 0; j < sizeof noise; j++)
        noise[j] = g_test_rand_int ();
      noise[0] = 'x';
      assert_fails (noise, sizeof noise, NULL, MANI_ERROR_UNSUPPORTED, message);
    }
}

/* Whatever the bytes: valid text without control characters, or an error. */
static void
test_random_bytes (void)
{
  for (guint i = 0; i < 3000; i++)
    {
      guint8 bytes[64];
      guint n = g_test_rand_int_range (0, sizeof bytes);
      const char *const *charsets = mani_decode_list_charsets ();
      const char *charset = i % 2 == 0 ? NULL : charsets[i % g_strv_length ((GStrv) charsets)];
      ManiDecodeOrigin origin = { 0 };
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      for (guint j = 0; j < n; j++)
        bytes[j] = g_test_rand_int_range (0, i % 3 == 0 ? 256 : 128) | (j % 5 == 0 ? 0x20 : 0);

      text = mani_decode ((char *) bytes, n, charset, "f.txt", &origin, &error);
      if (text == NULL)
        {
          g_assert_true (error->code == MANI_ERROR_INVALID ||
                         error->code == MANI_ERROR_UNSUPPORTED);
          continue;
        }
      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_nonnull (origin.charset);
      for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
        {
          gunichar c = g_utf8_get_char (p);

          g_assert_true (c == '\t' || c == '\n' || !g_unichar_iscntrl (c));
        }
    }
}

/* Every encoding offered is one that can be had. */
static void
test_list (void)
{
  const char *const *charsets = mani_decode_list_charsets ();

  g_assert_cmpstr (charsets[0], ==, "UTF-8");
  for (guint i = 0; charsets[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      ManiDecodeOrigin origin;
      g_autofree char *text = mani_decode ("", 0, charsets[i], "f.txt", &origin, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, "");
      g_assert_true (origin.charset == charsets[i]);
    }
}

/* What is in the files is described where they come from; the phrases must be there, line
 * ends apart. */
static const struct
{
  const char *file;
  const char *charset;
  const char *newline;
  gboolean had_bom;
  gboolean sure;
  const char *first, *second;
} samples[] = {
  { "de-iso-8859-1.txt", "WINDOWS-1252", NULL, FALSE, FALSE,
    "von der ISO zuletzt 1998 aktualisierter Standard für die Informationstechnik",
    "mit führendem Nullbit" },
  { "fr-utf-16be-bom.txt", "UTF-16BE", NULL, TRUE, TRUE,
    "UTF-16 (16-bit Unicode Transformation Format) is a character encoding",
    "could not encode enough characters to be truly universal" },
  { "ja-utf-16le-nobom.txt", "UTF-16LE", NULL, FALSE, FALSE, "符号化形式および符号化スキーム",
    "基本多言語面" },
  { "karabakh-peacekeepers.txt", "UTF-8", NULL, FALSE, TRUE, "JAMnews, Baku-Yerevan",
    "to be more vigilant" },
  { "ko-utf-16le-bom.txt", "UTF-16LE", NULL, TRUE, TRUE, "유니코드 문자 인코딩 방식의",
    "32비트로 인코딩이 된다" },
  { "kusamakura-shift_jis.txt", "CP932", NULL, FALSE, FALSE, "山路を登りながら",
    "智に働けば角が立つ" },
  { "moby-23-utf8-bom.txt", "UTF-8", NULL, TRUE, TRUE, "Chapter 23. The Lee Shore.",
    "Know ye now, Bulkington?" },
  { "moby-37-crlf.txt", "UTF-8", "crlf", FALSE, TRUE, "I leave a white and turbid wake",
    "by ever-brimming goblet’s rim" },
  { "ru-koi8-r.txt", "KOI8-R", NULL, FALSE, FALSE, "КОИ-8 (код обмена информацией",
    "постепенно выходит из употребления" },
  { "ru-windows-1251.txt", "WINDOWS-1251", NULL, FALSE, FALSE, "набор символов и кодировка",
    "Первоначальный вариант кодировки" },
  { "tolstoy-cp1251-cr.txt", "WINDOWS-1251", "cr", FALSE, FALSE,
    "Все счастливые семьи похожи друг на друга", "Все смешалось в доме Облонских" },
};

static void
test_samples (void)
{
  const char *folder = g_getenv ("MANI_TEST_SAMPLES");

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autofree char *path = g_build_filename (folder != NULL ? folder : "", "articles", "text",
                                                samples[i].file, NULL);
      g_autofree char *bytes = NULL;
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *folded = NULL;
      g_autofree char *first = NULL;
      g_autofree char *second = NULL;
      ManiDecodeOrigin origin;
      gsize n_bytes;

      if (!g_file_get_contents (path, &bytes, &n_bytes, NULL))
        {
          g_test_skip ("the samples are not there");
          return;
        }

      text = mani_decode (bytes, n_bytes, NULL, samples[i].file, &origin, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (origin.charset, ==, samples[i].charset);
      g_assert_cmpint (origin.had_bom, ==, samples[i].had_bom);
      g_assert_cmpint (origin.sure, ==, samples[i].sure);
      if (samples[i].newline != NULL)
        g_assert_cmpstr (origin.newline, ==, samples[i].newline);
      folded = mani_fold_string (text, MANI_FOLD_SPACE);
      first = mani_fold_string (samples[i].first, MANI_FOLD_SPACE);
      second = mani_fold_string (samples[i].second, MANI_FOLD_SPACE);
      g_test_message ("%s", samples[i].file);
      g_assert_nonnull (strstr (folded, first));
      g_assert_nonnull (strstr (folded, second));
      g_assert_null (strstr (text, "\ufffd"));
      g_assert_null (strstr (text, "\ufeff"));
      g_assert_null (strchr (text, '\r'));
    }
}

static void
test_hostile_sample (void)
{
  const char *folder = g_getenv ("MANI_TEST_SAMPLES");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : "", "articles", "hostile",
                                            "not-really-utf8.txt", NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *text = NULL;
  ManiDecodeOrigin origin;
  g_autoptr (GError) error = NULL;
  gsize n_bytes;

  if (!g_file_get_contents (path, &bytes, &n_bytes, NULL))
    {
      g_test_skip ("the samples are not there");
      return;
    }

  text = mani_decode (bytes, n_bytes, NULL, "not-really-utf8.txt", &origin, &error);
  g_assert_no_error (error);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_false (origin.sure);
  g_assert_true (g_str_has_prefix (text, "Good line one.\n"));
  g_assert_true (g_str_has_suffix (text, "Last good line.\n"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text/decode/utf-8", test_utf8);
  g_test_add_func ("/text/decode/newlines", test_newlines);
  g_test_add_func ("/text/decode/control-characters-fall-away", test_controls_fall_away);
  g_test_add_func ("/text/decode/utf-16", test_utf16);
  g_test_add_func ("/text/decode/encoding-asked-for", test_asked_for);
  g_test_add_func ("/text/decode/c1-falls-away", test_c1_of_latin);
  g_test_add_func ("/text/decode/binary-data-is-refused", test_binary);
  g_test_add_func ("/text/decode/random-bytes", test_random_bytes);
  g_test_add_func ("/text/decode/listed-encodings-exist", test_list);
  g_test_add_func ("/text/decode/samples", test_samples);
  g_test_add_func ("/text/decode/hostile-sample", test_hostile_sample);

  return g_test_run ();
}
