/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the text room costs, against what the C library, GLib, Pango and grep take for what is
 * nearest to the same. */

#include "mani-anchor.h"
#include "mani-breaks.h"
#include "mani-decode.h"
#include "mani-find.h"
#include "mani-test-bench.h"
#include "mani-test-folder.h"

#include <pango/pango.h>
#include <string.h>

#define SIZE (10 * 1000 * 1000)
#define LOOKUPS 1000
#define ARTICLE 10000
#define ROUNDS 5

/* One is English with typographic quotation marks, one Armenian, one nothing but ASCII. */
static const char english[] =
    "The ministry said on Tuesday that the talks, which began in June, would go on \u201cas long as "
    "needed\u201d; neither side\u2019s delegation wished to comment. Observers had doubts. ";
static const char armenian[] =
    "\u0535\u0580\u0565\u057e\u0561\u0576\u0568 \u0540\u0561\u0575\u0561\u057d\u057f\u0561\u0576\u056b "
    "\u0574\u0561\u0575\u0580\u0561\u0584\u0561\u0572\u0561\u0584\u0576 \u0567\u0589 ";
static const char ascii[] =
    "The ministry said on Tuesday that the talks, which began in June, would go on \"as long as "
    "needed\"; neither side's delegation wished to comment. Observers had doubts. ";

static char *
repeat (const char *passage, gsize n_bytes)
{
  GString *text = g_string_sized_new (n_bytes + 1000);

  for (guint i = 0; text->len < n_bytes; i++)
    g_string_append_printf (text, "%s%u.%s", passage, i, i % 4 == 3 ? "\n" : " ");

  return g_string_free (text, FALSE);
}

static void
copy_cb (gpointer data, gpointer user_data)
{
  memcpy (user_data, data, strlen (data));
}

static void
length_cb (gpointer data, gpointer user_data)
{
  *(glong *) user_data = g_utf8_strlen (data, -1);
}

static void
map_cb (gpointer data, gpointer user_data)
{
  mani_offset_map_free (mani_offset_map_new (data, strlen (data)));
}

static void
bench_build (const char *name, const char *passage, GFunc reference)
{
  g_autofree char *text = repeat (passage, SIZE);
  g_autofree char *other = g_malloc0 (strlen (text) + 1);
  double value = mani_test_bench_time (map_cb, text, NULL, ROUNDS);

  mani_test_bench_report (name, value, "s", mani_test_bench_time (reference, text, other, ROUNDS));
}

static void
look_up_cb (gpointer data, gpointer user_data)
{
  const ManiOffsetMap *map = user_data;
  guint n_chars = mani_offset_map_get_n_chars (map);
  gsize sum = 0;

  for (guint i = 0; i < LOOKUPS; i++)
    sum += mani_offset_map_char_to_byte (map, (guint64) i * n_chars / LOOKUPS);
  g_assert_cmpuint (sum, >, 0);
}

/* The same by counting, a hundredth as often. */
static void
count_cb (gpointer data, gpointer user_data)
{
  guint n_chars = mani_offset_map_get_n_chars (user_data);
  gsize sum = 0;

  for (guint i = 0; i < LOOKUPS / 100; i++)
    sum += g_utf8_offset_to_pointer (data, (guint64) i * 100 * n_chars / LOOKUPS) - (char *) data;
  g_assert_cmpuint (sum, >, 0);
}

static void
bench_look_up (void)
{
  g_autofree char *text = repeat (english, SIZE);
  g_autoptr (ManiOffsetMap) map = mani_offset_map_new (text, strlen (text));

  mani_test_bench_report ("offset-1000-lookups",
                          mani_test_bench_time (look_up_cb, text, map, ROUNDS), "s",
                          mani_test_bench_time (count_cb, text, map, ROUNDS) * 100);
}

static void
search_cb (gpointer data, gpointer user_data)
{
  const char *text = data, *end = text + strlen (text);
  guint n_hits = 0;

  while (text < end)
    {
      const char *next =
          end - text > ARTICLE ? memchr (text + ARTICLE, '\n', end - text - ARTICLE) : end;
      g_autoptr (GArray) hits = NULL;

      if (next == NULL)
        next = end;
      hits = mani_find_all (text, next - text, NULL, user_data, MANI_FOLD_ALL, MANI_FIND_NONE, 0);
      n_hits += hits->len;
      text = next;
    }
  g_assert_cmpuint (n_hits, >, 0);
}

static void
grep_cb (gpointer data, gpointer user_data)
{
  const char *arguments[] = { "grep", "-i", "-c", user_data, data, NULL };
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (atoi (out), >, 0);
}

/* Articles of 10 KB, and a word that is in few of them. */
static void
bench_search (const char *name, const char *passage, const char *needle)
{
  g_autofree char *text = repeat (passage, 10 * SIZE);
  char *folder = mani_test_folder_new ();
  g_autofree char *path = mani_test_folder_write (folder, "articles.txt", text);
  double value = mani_test_bench_time (search_cb, text, (gpointer) needle, 3);

  mani_test_bench_report (name, value, "s",
                          mani_test_bench_time (grep_cb, path, (gpointer) needle, 3));
  mani_test_folder_remove (folder);
}

static void
find_hits_cb (gpointer data, gpointer user_data)
{
  g_autoptr (GArray) hits = mani_find_all (data, strlen (data), user_data, "observers",
                                           MANI_FOLD_ALL, MANI_FIND_WHOLE_WORDS, 5000);

  g_assert_cmpuint (hits->len, ==, 5000);
}

static void
strstr_cb (gpointer data, gpointer user_data)
{
  const char *p = data;
  guint n = 0;

  while (n < 5000 && (p = strstr (p, "Observers")) != NULL)
    {
      n++;
      p++;
    }
  g_assert_cmpuint (n, ==, 5000);
}

static void
bench_hits (void)
{
  g_autofree char *text = repeat (english, SIZE);
  g_autoptr (ManiOffsetMap) map = mani_offset_map_new (text, strlen (text));

  mani_test_bench_report ("find-5000-hits", mani_test_bench_time (find_hits_cb, text, map, ROUNDS),
                          "s", mani_test_bench_time (strstr_cb, text, map, ROUNDS));
}

static void
words_cb (gpointer data, gpointer user_data)
{
  guint n_chars = mani_offset_map_get_n_chars (user_data);
  guint start, end;

  for (guint i = 0; i < LOOKUPS; i++)
    mani_breaks_word_at (data, user_data, (guint64) i * n_chars / LOOKUPS, &start, &end);
}

/* A paragraph of the text, analysed as often. */
static void
pango_cb (gpointer data, gpointer user_data)
{
  const char *text = data;
  gsize n_bytes = strchr (text, '\n') - text;
  guint n_attrs = g_utf8_strlen (text, n_bytes) + 1;
  g_autofree PangoLogAttr *attrs = g_new0 (PangoLogAttr, n_attrs);

  for (guint i = 0; i < LOOKUPS; i++)
    pango_get_log_attrs (text, n_bytes, -1, NULL, attrs, n_attrs);
}

static void
bench_words (void)
{
  g_autofree char *text = repeat (english, SIZE);
  g_autoptr (ManiOffsetMap) map = mani_offset_map_new (text, strlen (text));
  double value;

  value = mani_test_bench_time (words_cb, text, map, ROUNDS);
  mani_test_bench_report ("word-at-1000-times", value, "s",
                          mani_test_bench_time (pango_cb, text, map, ROUNDS));

  /* The same in one line of 10 MB */
  g_strdelimit (text, "\n", ' ');
  mani_test_bench_report ("word-at-1000-times-one-line",
                          mani_test_bench_time (words_cb, text, map, ROUNDS), "s", value);
}

static void
anchor_cb (gpointer data, gpointer user_data)
{
  const ManiOffsetMap *map = user_data;
  ManiAnchorMatch how;
  ManiRange range;

  g_assert_true (mani_anchor_find (mani_offset_map_get_text (map), map, data, &range, &how));
}

static void
bench_anchor (void)
{
  g_autofree char *text = repeat (english, SIZE);
  g_autofree char *other = g_malloc (strlen (text) + 1);
  g_autoptr (ManiOffsetMap) map = mani_offset_map_new (text, strlen (text));
  ManiAnchor exact = { .exact = "wished to comment. Observers had doubts. 50000." };
  ManiAnchor fuzzy = {
    .exact = "neither sides delegation wanted to comment. The observers had their doubts. 50000"
  };
  double reference = mani_test_bench_time (length_cb, text, other, ROUNDS);

  mani_test_bench_report ("anchor-exact", mani_test_bench_time (anchor_cb, &exact, map, ROUNDS),
                          "s", reference);
  mani_test_bench_report ("anchor-fuzzy", mani_test_bench_time (anchor_cb, &fuzzy, map, ROUNDS),
                          "s", reference);
}

static void
decode_cb (gpointer data, gpointer user_data)
{
  const char *text = data;

  g_free (mani_decode (text, strlen (text), user_data, "bench", NULL, NULL));
}

static void
convert_cb (gpointer data, gpointer user_data)
{
  g_free (g_convert (data, -1, "UTF-8", user_data, NULL, NULL, NULL));
}

static void
bench_decode (void)
{
  g_autofree char *text = repeat (english, SIZE);
  g_autofree char *latin = g_convert (text, -1, "WINDOWS-1252", "UTF-8", NULL, NULL, NULL);
  char name[] = "WINDOWS-1252";

  mani_test_bench_report ("decode-guessed", mani_test_bench_time (decode_cb, latin, NULL, ROUNDS),
                          "s", mani_test_bench_time (convert_cb, latin, name, ROUNDS));
}

int
main (void)
{
  bench_build ("offset-map-ascii", ascii, copy_cb);
  bench_build ("offset-map-english", english, length_cb);
  bench_build ("offset-map-armenian", armenian, length_cb);
  bench_look_up ();
  bench_search ("find-100-mb-english", english, "99999");
  bench_search ("find-100-mb-ascii", ascii, "99999");
  bench_hits ();
  bench_words ();
  bench_anchor ();
  bench_decode ();

  return 0;
}
