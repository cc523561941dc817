/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Decoding: what the file says of itself first, then what its bytes can only be, then a guess. */

#include "mani-decode.h"

#include "mani-error.h"

#include <glib/gi18n.h>
#include <string.h>
#include <uchardet.h>

/* How much uchardet gets to see, from the line of the first byte that is not ASCII. */
#define GUESS_BYTES (512 * 1024)

/* One control character in so many bytes, and it is no text. */
#define BYTES_FOR_A_CONTROL 20

static const char *const charsets[] = {
  "UTF-8",        "UTF-16LE",     "UTF-16BE",     "WINDOWS-1252", "ISO-8859-1",   "ISO-8859-15",
  "WINDOWS-1250", "ISO-8859-2",   "WINDOWS-1251", "KOI8-R",       "KOI8-U",       "ISO-8859-5",
  "IBM866",       "MAC-CYRILLIC", "WINDOWS-1253", "ISO-8859-7",   "WINDOWS-1254", "ISO-8859-9",
  "ARMSCII-8",    "WINDOWS-1255", "ISO-8859-8",   "WINDOWS-1256", "ISO-8859-6",   "WINDOWS-1257",
  "ISO-8859-13",  "ISO-8859-4",   "WINDOWS-1258", "WINDOWS-874",  "CP932",        "EUC-JP",
  "ISO-2022-JP",  "GB18030",      "BIG5-HKSCS",   "EUC-TW",       "CP949",        "ISO-8859-3",
  "ISO-8859-10",  "ISO-8859-14",  "ISO-8859-16",  "MACINTOSH",    "IBM437",       "IBM850",
  "IBM852",       "UTF-32LE",     "UTF-32BE",     NULL,
};

/* What uchardet may say, and the superset that files so labelled are really in: the labels of the
 * WHATWG Encoding Standard, section 4.2. */
static const struct
{
  const char *guess;
  const char *charset;
} supersets[] = {
  { "ASCII", "WINDOWS-1252" },
  { "ISO-8859-1", "WINDOWS-1252" },
  { "ISO-8859-9", "WINDOWS-1254" },
  { "ISO-8859-11", "WINDOWS-874" },
  { "TIS-620", "WINDOWS-874" },
  { "SHIFT_JIS", "CP932" },
  { "EUC-KR", "CP949" },
  { "UHC", "CP949" },
  { "GB2312", "GB18030" },
  { "EUC-CN", "GB18030" },
  { "HZ-GB-2312", "GB18030" },
  { "BIG5", "BIG5-HKSCS" },
};

#define MAGIC(bytes, what)          \
  {                                 \
    bytes, sizeof (bytes) - 1, what \
  }

/* How files begin that are often taken for a text by mistake. */
static const struct
{
  const char *bytes;
  gsize n_bytes;
  const char *what;
} magics[] = {
  MAGIC ("\211PNG\r\n\032\n", N_ ("this is a PNG picture, not text")),
  MAGIC ("\377\330\377", N_ ("this is a JPEG picture, not text")),
  MAGIC ("GIF87a", N_ ("this is a GIF picture, not text")),
  MAGIC ("GIF89a", N_ ("this is a GIF picture, not text")),
  MAGIC ("II*\0", N_ ("this is a TIFF picture, not text")),
  MAGIC ("MM\0*", N_ ("this is a TIFF picture, not text")),
  MAGIC ("PK\003\004", N_ ("this is a ZIP archive, or a document packed as one, not text")),
  MAGIC ("PK\005\006", N_ ("this is a ZIP archive, or a document packed as one, not text")),
  MAGIC ("%PDF-", N_ ("this is a PDF document, not text")),
  MAGIC ("\320\317\021\340\241\261\032\341", N_ ("this is an old Office document, not text")),
  MAGIC ("\037\213", N_ ("this is compressed data, not text")),
  MAGIC ("BZh", N_ ("this is compressed data, not text")),
  MAGIC ("\3757zXZ\0", N_ ("this is compressed data, not text")),
  MAGIC ("(\265/\375", N_ ("this is compressed data, not text")),
  MAGIC ("7z\274\257\047\034", N_ ("this is compressed data, not text")),
  MAGIC ("Rar!\032\007", N_ ("this is compressed data, not text")),
  MAGIC ("\177ELF", N_ ("this is a program, not text")),
  MAGIC ("SQLite format 3\0", N_ ("this is a database, not text")),
  MAGIC ("OggS\0", N_ ("this is sound or film, not text")),
  MAGIC ("ID3\002", N_ ("this is sound or film, not text")),
  MAGIC ("ID3\003", N_ ("this is sound or film, not text")),
  MAGIC ("ID3\004", N_ ("this is sound or film, not text")),
};

static const char *
find_magic (const char *bytes, gsize n_bytes)
{
  for (guint i = 0; i < G_N_ELEMENTS (magics); i++)
    if (n_bytes >= magics[i].n_bytes && memcmp (bytes, magics[i].bytes, magics[i].n_bytes) == 0)
      return magics[i].what;

  return NULL;
}

static gboolean
begins_with (const char *bytes, gsize n_bytes, const char *start, gsize n_start)
{
  return n_bytes >= n_start && memcmp (bytes, start, n_start) == 0;
}

/* Our own name for an encoding, or the one given, in capitals, kept for good. */
static const char *
intern_charset (const char *name)
{
  g_autofree char *upper = g_ascii_strup (name, -1);

  for (guint i = 0; charsets[i] != NULL; i++)
    if (g_str_equal (charsets[i], upper))
      return charsets[i];

  return g_intern_string (upper);
}

/* UTF-8 in @n_result bytes, which may have NULs in it; NULL, with the place in @failed_at, if the
 * bytes are not in @charset. */
static char *
convert (const char *bytes, gsize n_bytes, const char *charset, gsize *n_result, gsize *failed_at)
{
  g_autofree char *result = NULL;
  gsize n_read = 0;

  if (g_str_equal (charset, "UTF-8"))
    {
      g_autoptr (GString) whole = g_string_sized_new (n_bytes);

      /* g_utf8_validate() stops at a NUL, which is valid here. */
      while (n_read < n_bytes)
        {
          const char *end;

          g_utf8_validate (bytes + n_read, n_bytes - n_read, &end);
          n_read = end - bytes;
          if (n_read < n_bytes && bytes[n_read] != '\0')
            {
              *failed_at = n_read;
              return NULL;
            }
          n_read += n_read < n_bytes;
        }

      g_string_append_len (whole, bytes, n_bytes);
      *n_result = n_bytes;
      return g_string_free (g_steal_pointer (&whole), FALSE);
    }

  result = g_convert (bytes, n_bytes, "UTF-8", charset, &n_read, n_result, NULL);
  *failed_at = n_read;

  return result != NULL && n_read == n_bytes ? g_steal_pointer (&result) : NULL;
}

/* UTF-16 with lone surrogates, and a last byte too many, as U+FFFD. */
static char *
decode_utf16 (const char *bytes, gsize n_bytes, gboolean big_endian, gsize *n_result)
{
  const guint8 *p = (const guint8 *) bytes;
  GString *result = g_string_sized_new (n_bytes);
  gunichar high = 0;

  for (gsize i = 0; i + 1 < n_bytes; i += 2)
    {
      gunichar unit = big_endian ? p[i] << 8 | p[i + 1] : p[i + 1] << 8 | p[i];

      if (high != 0 && (unit & 0xfc00) == 0xdc00)
        {
          g_string_append_unichar (result, 0x10000 + ((high & 0x3ff) << 10) + (unit & 0x3ff));
          high = 0;
          continue;
        }
      if (high != 0)
        g_string_append_unichar (result, 0xfffd);
      high = (unit & 0xfc00) == 0xd800 ? unit : 0;
      if (high == 0)
        g_string_append_unichar (result, (unit & 0xfc00) == 0xdc00 ? 0xfffd : unit);
    }
  if (high != 0 || n_bytes % 2 != 0)
    g_string_append_unichar (result, 0xfffd);

  *n_result = result->len;

  return g_string_free (result, FALSE);
}

/* UTF-8 with what is not as U+FFFD. */
static char *
decode_damaged_utf8 (const char *bytes, gsize n_bytes, gsize *n_result)
{
  GString *result = g_string_sized_new (n_bytes);
  gsize i = 0;

  while (i < n_bytes)
    {
      const char *end;

      g_utf8_validate (bytes + i, n_bytes - i, &end);
      g_string_append_len (result, bytes + i, end - (bytes + i));
      i = end - bytes;
      if (i >= n_bytes)
        break;
      if (bytes[i] != '\0')
        g_string_append_unichar (result, 0xfffd);
      i++;
    }

  *n_result = result->len;

  return g_string_free (result, FALSE);
}

/* Whether the bytes are UTF-8 but for some damage: four characters beyond ASCII for each byte that
 * is wrong. */
static gboolean
is_damaged_utf8 (const char *bytes, gsize n_bytes)
{
  gsize n_good = 0, n_bad = 0, i = 0;

  while (i < n_bytes)
    {
      const char *end;

      g_utf8_validate (bytes + i, n_bytes - i, &end);
      for (const char *p = bytes + i; p < end; p++)
        n_good += ((guint8) *p >= 0xc0);
      i = end - bytes;
      n_bad += i < n_bytes && bytes[i] != '\0';
      i++;
    }

  return n_good > 4 * n_bad;
}

/* Latin text in any case: what windows-1252 leaves undefined falls away. */
static char *
decode_latin (const char *bytes, gsize n_bytes, gsize *n_result)
{
  g_autofree char *defined = g_malloc (n_bytes + 1);
  gsize n = 0, failed_at;

  for (gsize i = 0; i < n_bytes; i++)
    if (bytes[i] == '\0' || strchr ("\201\215\217\220\235", bytes[i]) == NULL)
      defined[n++] = bytes[i];

  return convert (defined, n, "WINDOWS-1252", n_result, &failed_at);
}

/* How much like UTF-16 of the given order the bytes look: 0 if they cannot be. Counted are units
 * that every text has: spaces, line ends, the punctuation of East Asia, Latin letters; one in fifty
 * must be such a one, and no more than one in fifty be none that a text has. */
static gsize
score_utf16 (const char *bytes, gsize n_bytes, gboolean big_endian)
{
  gsize n_decoded, n_common = 0, n_chars = 0, n_odd = 0;
  g_autofree char *decoded = decode_utf16 (bytes, n_bytes, big_endian, &n_decoded);

  for (const char *p = decoded; p < decoded + n_decoded; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      n_chars++;
      if (c == '\n' || c == '\r' || c == '\t' || (c >= ' ' && c < 0x7f) || c == 0x3000 ||
          c == 0x3001 || c == 0x3002)
        n_common++;
      else if (c == 0xfffd || g_unichar_iscntrl (c) || !g_unichar_isdefined (c) ||
               g_unichar_type (c) == G_UNICODE_PRIVATE_USE)
        n_odd++;
    }

  return n_odd * 50 > n_chars || n_common * 50 < n_chars ? 0 : n_common;
}

/* NULL if they are not UTF-16. */
static const char *
guess_utf16 (const char *bytes, gsize n_bytes)
{
  gsize n_sample = MIN (n_bytes, 64 * 1024);
  gsize little, big;

  if (n_bytes % 2 != 0 || memchr (bytes, '\0', n_bytes) == NULL)
    return NULL;

  little = score_utf16 (bytes, n_sample, FALSE);
  big = score_utf16 (bytes, n_sample, TRUE);
  if (little == big)
    return NULL;

  return little > big ? "UTF-16LE" : "UTF-16BE";
}

/* NULL if there is no idea. */
static const char *
guess_with_uchardet (const char *bytes, gsize n_bytes)
{
  uchardet_t detector = uchardet_new ();
  const char *name, *result = NULL;
  gsize start = 0;

  while (start < n_bytes && (bytes[start] & 0x80) == 0 && bytes[start] != '\033')
    start++;
  while (start > 0 && bytes[start - 1] != '\n')
    start--;
  /* Not the line's own first byte: in the middle of a file no two bytes are a byte order mark. */
  start -= start > 0;

  if (uchardet_handle_data (detector, bytes + start, MIN (n_bytes - start, GUESS_BYTES)) == 0)
    {
      uchardet_data_end (detector);
      name = uchardet_get_charset (detector);
      if (name != NULL && *name != '\0')
        result = intern_charset (name);
      for (guint i = 0; result != NULL && i < G_N_ELEMENTS (supersets); i++)
        if (g_str_equal (supersets[i].guess, result))
          result = supersets[i].charset;
    }
  uchardet_delete (detector);

  return result;
}

static char *
decode_asked (const char *bytes,
              gsize n_bytes,
              const char *charset,
              const char *name,
              gsize *n_result,
              ManiDecodeOrigin *origin,
              GError **error)
{
  g_autofree char *result = NULL;
  GIConv converter = g_iconv_open ("UTF-8", charset);
  gsize failed_at = 0;

  if (converter == (GIConv) -1)
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_UNSUPPORTED,
                   _ ("%s: unknown character encoding “%s”"), name, charset);
      return NULL;
    }
  g_iconv_close (converter);

  origin->charset = intern_charset (charset);
  origin->sure = TRUE;
  result = convert (bytes, n_bytes, origin->charset, n_result, &failed_at);
  if (result == NULL)
    g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID,
                 _ ("%s: byte %zu is not valid in the encoding %s"), name, failed_at + 1,
                 origin->charset);

  return g_steal_pointer (&result);
}

static char *
decode_with_bom (const char *bytes, gsize n_bytes, gsize *n_result, ManiDecodeOrigin *origin)
{
  g_autofree char *result = NULL;
  gsize failed_at;

  origin->sure = TRUE;

  if (begins_with (bytes, n_bytes, "\357\273\277", 3))
    {
      origin->charset = "UTF-8";
      return decode_damaged_utf8 (bytes, n_bytes, n_result);
    }

  /* That of UTF-32 begins as that of UTF-16 does. */
  if (n_bytes % 4 == 0 && begins_with (bytes, n_bytes, "\377\376\0\0", 4))
    origin->charset = "UTF-32LE";
  else if (n_bytes % 4 == 0 && begins_with (bytes, n_bytes, "\0\0\376\377", 4))
    origin->charset = "UTF-32BE";
  if (origin->charset != NULL)
    result = convert (bytes, n_bytes, origin->charset, n_result, &failed_at);
  if (result != NULL)
    return g_steal_pointer (&result);

  if (begins_with (bytes, n_bytes, "\377\376", 2))
    origin->charset = "UTF-16LE";
  else if (begins_with (bytes, n_bytes, "\376\377", 2))
    origin->charset = "UTF-16BE";
  else
    return NULL;

  return decode_utf16 (bytes, n_bytes, g_str_equal (origin->charset, "UTF-16BE"), n_result);
}

static char *
decode_guessed (const char *bytes, gsize n_bytes, gsize *n_result, ManiDecodeOrigin *origin)
{
  g_autofree char *result = decode_with_bom (bytes, n_bytes, n_result, origin);
  gsize failed_at;

  if (result != NULL)
    return g_steal_pointer (&result);

  origin->sure = FALSE;
  origin->charset = guess_utf16 (bytes, n_bytes);
  if (origin->charset != NULL)
    return decode_utf16 (bytes, n_bytes, g_str_equal (origin->charset, "UTF-16BE"), n_result);

  /* ISO-2022 is written in ASCII, with escapes. */
  if (memmem (bytes, n_bytes, "\033$", 2) != NULL)
    {
      origin->charset = guess_with_uchardet (bytes, n_bytes);
      if (origin->charset != NULL && g_str_has_prefix (origin->charset, "ISO-2022"))
        result = convert (bytes, n_bytes, origin->charset, n_result, &failed_at);
      if (result != NULL)
        return g_steal_pointer (&result);
    }

  origin->charset = "UTF-8";
  result = convert (bytes, n_bytes, origin->charset, n_result, &failed_at);
  if (result != NULL)
    {
      origin->sure = TRUE;
      return g_steal_pointer (&result);
    }
  if (is_damaged_utf8 (bytes, n_bytes))
    return decode_damaged_utf8 (bytes, n_bytes, n_result);

  origin->charset = guess_with_uchardet (bytes, n_bytes);
  if (origin->charset != NULL)
    result = convert (bytes, n_bytes, origin->charset, n_result, &failed_at);
  if (result != NULL)
    return g_steal_pointer (&result);

  origin->charset = "WINDOWS-1252";

  return decode_latin (bytes, n_bytes, n_result);
}

/* Makes the line ends one and drops the byte order mark and control characters, in place. Returns
 * how many of the latter there were. */
static gsize
clean (char *text, gsize *n_bytes, ManiDecodeOrigin *origin)
{
  const char *p = text, *end = text + *n_bytes;
  gsize n_lf = 0, n_cr = 0, n_crlf = 0, n_controls = 0;
  char *out = text;

  if (begins_with (p, *n_bytes, "\357\273\277", 3))
    {
      origin->had_bom = TRUE;
      p += 3;
    }

  while (p < end)
    {
      guint8 c = *p++;

      if (c == 0xc2 && p < end && (guint8) *p < 0xa0)
        {
          /* C1; of these NEL ends a line */
          if ((guint8) *p == 0x85)
            *out++ = '\n';
          else
            n_controls++;
          p++;
        }
      else if ((c >= ' ' && c != 0x7f) || c == '\t')
        *out++ = c;
      else if (c == '\n')
        {
          n_lf++;
          *out++ = '\n';
        }
      else if (c == '\r')
        {
          gboolean is_crlf = p < end && *p == '\n';

          n_crlf += is_crlf;
          n_cr += !is_crlf;
          p += is_crlf;
          *out++ = '\n';
        }
      else if (c == '\v' || c == '\f')
        *out++ = '\n';
      else
        n_controls++;
    }
  *out = '\0';
  *n_bytes = out - text;

  if ((n_lf > 0) + (n_cr > 0) + (n_crlf > 0) > 1)
    origin->newline = "mixed";
  else
    origin->newline = n_crlf > 0 ? "crlf" : n_cr > 0 ? "cr" : "lf";

  return n_controls;
}

char *
mani_decode (const char *bytes,
             gsize n_bytes,
             const char *charset,
             const char *name,
             ManiDecodeOrigin *origin,
             GError **error)
{
  g_autofree char *text = NULL;
  ManiDecodeOrigin found = { 0 };
  const char *what;
  gsize n_text = 0, n_cleaned;

  g_return_val_if_fail (bytes != NULL || n_bytes == 0, NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (bytes == NULL)
    bytes = "";

  what = find_magic (bytes, n_bytes);
  if (what != NULL)
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_UNSUPPORTED, "%s: %s", name, _ (what));
      return NULL;
    }

  if (charset != NULL)
    text = decode_asked (bytes, n_bytes, charset, name, &n_text, &found, error);
  else
    text = decode_guessed (bytes, n_bytes, &n_text, &found);
  if (text == NULL)
    return NULL;

  n_cleaned = n_text;
  if (clean (text, &n_cleaned, &found) * BYTES_FOR_A_CONTROL > n_text ||
      !g_utf8_validate (text, n_cleaned, NULL))
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_UNSUPPORTED,
                   _ ("%s: this is binary data, not text"), name);
      return NULL;
    }

  if (origin != NULL)
    *origin = found;

  return g_steal_pointer (&text);
}

const char *const *
mani_decode_list_charsets (void)
{
  return charsets;
}
