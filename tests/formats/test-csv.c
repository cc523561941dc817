/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cells: written as RFC 4180 has them, guarded against being formulas, and read back exactly. */

#include "mani-csv.h"

#include "mani-error.h"

#include <string.h>

static char *
write_one (const char *cell, gboolean is_tsv)
{
  ManiCsvWriter writer = { g_string_new (NULL), is_tsv };

  mani_csv_append (&writer, cell);
  mani_csv_end_row (&writer);

  return g_string_free (writer.text, FALSE);
}

static void
test_cells_as_written (void)
{
  static const struct
  {
    const char *cell;
    const char *csv;
    const char *tsv;
  } cases[] = {
    { "plain", "plain\r\n", "plain\n" },
    { "a,b", "\"a,b\"\r\n", "a,b\n" },
    { "say \"no\"", "\"say \"\"no\"\"\"\r\n", "say \"no\"\n" },
    { "two\nlines", "\"two\nlines\"\r\n", "two\\nlines\n" },
    { "a\tb\\c", "a\tb\\c\r\n", "a\\tb\\\\c\n" },
    { "=1+1", "'=1+1\r\n", "'=1+1\n" },
    { "+1a", "'+1a\r\n", "'+1a\n" },
    { "@cmd", "'@cmd\r\n", "'@cmd\n" },
    { "\xef\xbc\x9d"
      "1",
      "'\xef\xbc\x9d"
      "1\r\n",
      "'\xef\xbc\x9d"
      "1\n" },
    { "=A(\"x\",1)", "\"'=A(\"\"x\"\",1)\"\r\n", "'=A(\"x\",1)\n" },
    { "\tx", "'\tx\r\n", "'\\tx\n" },
    { "'=1", "''=1\r\n", "''=1\n" },
    { "'quoted'", "'quoted'\r\n", "'quoted'\n" },
    /* Numbers are numbers. */
    { "-41.167", "-41.167\r\n", "-41.167\n" },
    { "-", "'-\r\n", "'-\n" },
    { "-1+2", "'-1+2\r\n", "'-1+2\n" },
    { "", "\r\n", "\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *csv = write_one (cases[i].cell, FALSE);
      g_autofree char *tsv = write_one (cases[i].cell, TRUE);

      g_assert_cmpstr (csv, ==, cases[i].csv);
      g_assert_cmpstr (tsv, ==, cases[i].tsv);
    }
}

static void
test_random_cells_come_back (void)
{
  static const char *const pieces[] = { "=",   "'", "\"", ",", ";", "\n", "\r", "\t", "\\",
                                        "\\n", "|", "-",  "1", "é", " ",  "+",  "@",  "a" };

  for (guint run = 0; run < 20000; run++)
    {
      gboolean is_tsv = run % 2 == 1;
      ManiCsvWriter writer = { g_string_new (NULL), is_tsv };
      g_autoptr (ManiCsvReader) reader = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      char *cells[3];

      for (guint i = 0; i < 3; i++)
        {
          GString *cell = g_string_new (i == 0 ? "x" : NULL);

          for (int n = g_test_rand_int_range (0, 6); n > 0; n--)
            g_string_append (cell, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
          cells[i] = g_string_free (cell, FALSE);
          mani_csv_append (&writer, cells[i]);
        }
      mani_csv_end_row (&writer);
      text = g_string_free (writer.text, FALSE);

      /* A header, so that the separator is known. */
      {
        g_autofree char *whole = g_strconcat (is_tsv ? "" : "a,b,c\r\n", text, NULL);

        reader = mani_csv_reader_new (whole, strlen (whole), "x", is_tsv);
        if (!is_tsv)
          g_assert_true (mani_csv_reader_next (reader, &error));
        g_assert_true (mani_csv_reader_next (reader, &error));
        g_assert_no_error (error);
        g_assert_cmpuint (mani_csv_reader_get_n (reader), ==, 3);
        for (guint i = 0; i < 3; i++)
          g_assert_cmpstr (mani_csv_reader_get (reader, i), ==, cells[i]);
        g_assert_false (mani_csv_reader_next (reader, &error));
        g_assert_no_error (error);
      }
      for (guint i = 0; i < 3; i++)
        g_free (cells[i]);
    }
}

static void
test_lists_come_back (void)
{
  static const char *const values[] = { "a|b", "c\\", "", "d\\|e", NULL };
  static const char *const none[] = { NULL };
  g_autofree char *cell = mani_csv_join (values);
  g_autofree char *empty = mani_csv_join (none);
  g_auto (GStrv) back = mani_csv_split (cell);
  g_auto (GStrv) nothing = mani_csv_split (empty);

  g_assert_cmpstr (cell, ==, "a\\|b|c\\\\||d\\\\\\|e");
  g_assert_cmpstrv (back, values);
  g_assert_cmpuint (g_strv_length (nothing), ==, 0);
}

static void
test_any_separator_and_line_end (void)
{
  static const char *const texts[] = {
    "a,b\n1,\"x;y\"\n",
    "a;b\r\n1;\"x;y\"\r\n",
    "a\tb\r1\t\"x;y\"",
    "\xef\xbb\xbf\"a\";\"b\"\n\n1;\"x;y\"",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (ManiCsvReader) reader =
          mani_csv_reader_new (texts[i], strlen (texts[i]), "x", FALSE);
      g_autoptr (GError) error = NULL;

      g_assert_true (mani_csv_reader_next (reader, &error));
      g_assert_cmpuint (mani_csv_reader_get_n (reader), ==, 2);
      g_assert_cmpstr (mani_csv_reader_get (reader, 0), ==, "a");
      g_assert_true (mani_csv_reader_next (reader, &error));
      g_assert_cmpstr (mani_csv_reader_get (reader, 0), ==, "1");
      g_assert_cmpstr (mani_csv_reader_get (reader, 1), ==, "x;y");
      g_assert_null (mani_csv_reader_get (reader, 2));
      g_assert_false (mani_csv_reader_next (reader, &error));
      g_assert_no_error (error);
    }
}

static void
test_errors_name_the_cell (void)
{
  static const char text[] = "a,b\n\"two\nlines\",é,\"open\n";
  g_autoptr (ManiCsvReader) reader = mani_csv_reader_new (text, strlen (text), "file", FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_true (mani_csv_reader_next (reader, &error));
  g_assert_false (mani_csv_reader_next (reader, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);
  /* Line 3 is `lines",é,"open`: the third cell begins at its 10th character. */
  g_assert_true (g_str_has_prefix (error->message, "file:3:10: "));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/cells/as-written", test_cells_as_written);
  g_test_add_func ("/formats/cells/random-ones-come-back", test_random_cells_come_back);
  g_test_add_func ("/formats/cells/lists-come-back", test_lists_come_back);
  g_test_add_func ("/formats/cells/any-separator-and-line-end", test_any_separator_and_line_end);
  g_test_add_func ("/formats/cells/errors-name-the-cell", test_errors_name_the_cell);

  return g_test_run ();
}
