/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A damaged file is refused, or said to be damaged: it never passes for sound. */

#include "mani-project-reader.h"

#include <string.h>

#include "random-project.h"
#include "store-fixture.h"

typedef enum
{
  OUTCOME_REFUSED,
  OUTCOME_CHANGED, /* opens, but not as what was written */
  OUTCOME_SOUND,
} Outcome;

static Outcome
try_bytes (const char *bytes, gsize n)
{
  g_autoptr (ManiReadReport) report = mani_read_report_new ();
  g_autoptr (GError) error = NULL;
  /* In a block of its own size, so that a step beyond its end is seen. */
  g_autofree char *exact = g_memdup2 (bytes, n);
  g_autoptr (ManiProject) project =
      mani_project_reader_read (exact, n, "test", report, NULL, NULL, &error);

  if (project == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == MANI_ERROR);
      g_assert_true (g_str_has_prefix (error->message, "test:"));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return OUTCOME_REFUSED;
    }

  g_assert_no_error (error);
  return mani_read_report_is_intact (report) ? OUTCOME_SOUND : OUTCOME_CHANGED;
}

static void
check_each_cut (const char *bytes)
{
  gsize n = strlen (bytes);

  for (gsize cut = 0; cut < n; cut++)
    g_assert_cmpint (try_bytes (bytes, cut), ==, OUTCOME_REFUSED);
  g_assert_cmpint (try_bytes (bytes, n), ==, OUTCOME_SOUND);
}

static void
test_each_cut_is_refused (void)
{
  check_each_cut (SAMPLE);
}

static void
test_each_cut_of_a_random_project (void)
{
  g_autoptr (ManiProject) project = random_project_new (4, RANDOM_STRAYS | RANDOM_UNKNOWN);
  g_autofree char *bytes = store_write_bytes (project);

  check_each_cut (bytes);
}

static void
test_no_flip_is_sound (void)
{
  static const guchar flips[] = { 0x01, 0x80, 0xff, 0x20, 0x04 };
  g_autofree char *bytes = g_strdup (SAMPLE);
  gsize n = strlen (bytes);
  guint n_changed = 0;

  for (gsize i = 0; i < n; i++)
    for (gsize flip = 0; flip < G_N_ELEMENTS (flips); flip++)
      {
        char old = bytes[i];
        Outcome outcome;

        bytes[i] ^= flips[flip];
        outcome = try_bytes (bytes, n);
        if (outcome == OUTCOME_SOUND)
          g_error ("byte %zu changed by 0x%02x was not seen", i, flips[flip]);
        n_changed += outcome == OUTCOME_CHANGED;
        bytes[i] = old;
      }

  /* Many changes leave a project that can be read: a letter of a title. */
  g_assert_cmpuint (n_changed, >, 100);
  g_assert_cmpint (try_bytes (bytes, n), ==, OUTCOME_SOUND);
}

static void
test_no_lost_or_doubled_line_is_sound (void)
{
  g_auto (GStrv) lines = g_strsplit (SAMPLE, "\n", -1);
  guint n = g_strv_length (lines);

  for (guint i = 0; i < n; i++)
    for (guint times = 0; times <= 2; times += 2)
      {
        g_autoptr (GString) changed = g_string_new (NULL);

        for (guint j = 0; j < n; j++)
          for (guint copy = 0; copy < (i == j ? times : 1); copy++)
            {
              if (changed->len > 0)
                g_string_append_c (changed, '\n');
              g_string_append (changed, lines[j]);
            }
        g_assert_cmpint (try_bytes (changed->str, changed->len), !=, OUTCOME_SOUND);
      }
}

static void
test_zeros_are_refused (void)
{
  g_autofree char *bytes = g_malloc0 (8192);
  gsize n = strlen (SAMPLE);

  g_assert_cmpint (try_bytes (bytes, 4096), ==, OUTCOME_REFUSED);

  /* A tail of them, as a power cut leaves it: behind the file, and in place of its end. */
  memcpy (bytes, SAMPLE, n);
  for (gsize tail = 1; tail < 4096; tail += 511)
    g_assert_cmpint (try_bytes (bytes, n + tail), ==, OUTCOME_REFUSED);
  memset (bytes + n - 500, 0, 500);
  g_assert_cmpint (try_bytes (bytes, n), ==, OUTCOME_REFUSED);
}

static void
check_brackets (const char *before, char bracket)
{
  g_autoptr (GString) bytes = g_string_new (before);
  gsize start = bytes->len;

  g_string_set_size (bytes, start + 1000000);
  memset (bytes->str + start, bracket, 1000000);
  g_assert_cmpint (try_bytes (bytes->str, bytes->len), ==, OUTCOME_REFUSED);
}

static void
test_a_million_brackets (void)
{
  static const char *const places[] = {
    "",
    "{\"manicule\":",
    "{\"manicule\":1,\"project\":",
    "{\"manicule\":1,\"project\":{\"id\":\"p\"},\"x\":",
    "{\"manicule\":1,\"project\":{\"id\":\"p\"},\"annotations\":[{\"id\":\"n\",\"ranges\":",
    "{\"manicule\":1,\"project\":{\"id\":\"p\"},\"digest\":",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      check_brackets (places[i], '[');
      check_brackets (places[i], '{');
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/project-damage/each-cut-is-refused", test_each_cut_is_refused);
  g_test_add_func ("/store/project-damage/each-cut-of-a-random-project",
                   test_each_cut_of_a_random_project);
  g_test_add_func ("/store/project-damage/no-flip-is-sound", test_no_flip_is_sound);
  g_test_add_func ("/store/project-damage/no-lost-or-doubled-line-is-sound",
                   test_no_lost_or_doubled_line_is_sound);
  g_test_add_func ("/store/project-damage/zeros-are-refused", test_zeros_are_refused);
  g_test_add_func ("/store/project-damage/a-million-brackets", test_a_million_brackets);

  return g_test_run ();
}
