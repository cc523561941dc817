/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What becomes of errno, and of foreign text in a message. */

#include "mani-error.h"

#include <errno.h>
#include <string.h>

static void
test_errno (void)
{
  static const struct
  {
    int from;
    ManiError code;
  } cases[] = {
    { ENOSPC, MANI_ERROR_NO_SPACE }, { EDQUOT, MANI_ERROR_NO_SPACE },
    { EROFS, MANI_ERROR_READ_ONLY }, { EACCES, MANI_ERROR_READ_ONLY },
    { EPERM, MANI_ERROR_READ_ONLY }, { ENOENT, MANI_ERROR_NOT_FOUND },
    { EIO, MANI_ERROR_IO },          { EMFILE, MANI_ERROR_IO },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *expected =
          g_strdup_printf ("a/file: step 7: %s", g_strerror (cases[i].from));

      mani_set_error_from_errno (&error, cases[i].from, "a/file", "step %d", 7);
      g_assert_error (error, MANI_ERROR, (int) cases[i].code);
      g_assert_cmpstr (error->message, ==, expected);
    }
}

static void
test_excerpt_ends_between_characters (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *whole = NULL;
  g_autofree char *cut = NULL;

  for (guint i = 0; i < 60; i++)
    g_string_append (text, "ո");
  whole = mani_error_excerpt (text->str);
  g_assert_cmpstr (whole, ==, text->str);

  g_string_append (text, "x");
  cut = mani_error_excerpt (text->str);
  g_assert_true (g_str_has_suffix (cut, "ո…"));
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, 61);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/error/errno-becomes-a-code", test_errno);
  g_test_add_func ("/base/error/excerpt-ends-between-characters",
                   test_excerpt_ends_between_characters);

  return g_test_run ();
}
