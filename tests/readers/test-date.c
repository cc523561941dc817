/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Dates as they are printed, worked out by hand. */

#include "mani-date-private.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *date; /* NULL: none */
} Case;

static void
check (const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *date = mani_date_read (cases[i].text, strlen (cases[i].text));

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpstr (date, ==, cases[i].date);
    }
}

static void
test_languages (void)
{
  static const Case cases[] = {
    { "Sept 6 2021", "2021-09-06" },
    { "6 September 2021", "2021-09-06" },
    { "September 6, 2021", "2021-09-06" },
    { "Monday, September 6th, 2021", "2021-09-06" },
    { "the 6th of September 2021", "2021-09-06" },
    { "SEPT. 6, 2021", "2021-09-06" },
    { "6. September 2021", "2021-09-06" },
    { "Montag, den 6. September 2021, 10:30 Uhr", "2021-09-06" },
    { "3. März 1849", "1849-03-03" },
    { "6 septembre 2021", "2021-09-06" },
    { "Publié le 1er février 2021", "2021-02-01" },
    { "14 août 1914", "1914-08-14" },
    { "6 сентября 2021 г.", "2021-09-06" },
    { "1 мая 1905 года", "1905-05-01" },
    { "6-го марта 1921", "1921-03-06" },
    { "2021 թ. սեպտեմբերի 6", "2021-09-06" },
    { "6 սեպտեմբերի, 2021", "2021-09-06" },
    { "9 մայիսի 1992", "1992-05-09" },
    { "6 de septiembre de 2021", "2021-09-06" },
    { "1° settembre 1939", "1939-09-01" },
    { "6 вересня 2021 року", "2021-09-06" },
    { "6 سبتمبر 2021", "2021-09-06" },
    { "٦ سبتمبر ٢٠٢١", "2021-09-06" },
    { "6 בספטמבר 2021", "2021-09-06" },
    { "September 2021", "2021-09" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_numbers (void)
{
  static const Case cases[] = {
    { "2021-09-06", "2021-09-06" },
    { "2021-09-06T10:30:00Z", "2021-09-06" },
    { "2021-09-06 10:30:00.123+02:00", "2021-09-06" },
    { "2021/9/6", "2021-09-06" },
    { "2021.09.06", "2021-09-06" },
    { "06.09.2021", "2021-09-06" },
    { "6. 9. 2021", "2021-09-06" },
    { "13/9/2021", "2021-09-13" },
    { "9/13/2021", "2021-09-13" },
    { "7/7/2021", "2021-07-07" },
    { "2021年9月6日", "2021-09-06" },
    { "  2021-09-06  ", "2021-09-06" },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_doubt (void)
{
  static const Case cases[] = {
    /* Day or month first? */
    { "06/09/2021", "06/09/2021" },
    { "6-9-2021", "6-9-2021" },
    /* Not the whole line is a date */
    { "On September 6, 2021 the ferry sailed", NULL },
    { "6 September 2021: a diary", NULL },
    { "According to the statement of November 10, 2020", NULL },
    /* No such day */
    { "31 June 2021", NULL },
    { "2021-02-29", NULL },
    { "0/0/2021", NULL },
    { "45/46/2021", NULL },
    /* Too little, too much */
    { "", NULL },
    { "2021", NULL },
    { "May", NULL },
    { "6 September", NULL },
    { "6.9.21", NULL },
    { "10:30", NULL },
    { "6 7 September 2021", NULL },
    { "6 May September 2021", NULL },
    { "1.2.3.2021", NULL },
    { "2021 9 6", NULL },
    { "+1 555 2021", NULL },
    { "12345-09-06", NULL },
    { "September 0021", NULL },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_part_of_a_text (void)
{
  g_autofree char *date = mani_date_read ("6 September 20215", 16);

  g_assert_cmpstr (date, ==, "2021-09-06");
}

static void
test_full (void)
{
  g_assert_true (mani_date_is_full ("2021-09-06"));
  g_assert_false (mani_date_is_full ("2021-09"));
  g_assert_false (mani_date_is_full ("06/09/2021"));
  g_assert_false (mani_date_is_full ("2021-09-061"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/readers/date/reads-month-names-of-many-languages", test_languages);
  g_test_add_func ("/readers/date/reads-numbers", test_numbers);
  g_test_add_func ("/readers/date/leaves-what-is-doubtful", test_doubt);
  g_test_add_func ("/readers/date/reads-no-further-than-told", test_part_of_a_text);
  g_test_add_func ("/readers/date/knows-a-full-date", test_full);

  return g_test_run ();
}
