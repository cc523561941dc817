/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Plain text: what is plain to see is seen, and what is not is left alone. */

#include "reader-checks.h"

typedef struct
{
  const char *text;
  const char *title;
  const char *date;
  const char *byline;
} HeadCase;

static void
test_head (void)
{
  static const HeadCase cases[] = {
    { "The ferry\n\n" LONG_PARAGRAPH "\n", "The ferry", NULL, NULL },
    { "The ferry\n\n6 September 2021\n\n" LONG_PARAGRAPH "\n", "The ferry", "2021-09-06", NULL },
    { "The ferry\nBy Mina Adeyemi\n6 September 2021\n\n" LONG_PARAGRAPH "\n", "The ferry",
      "2021-09-06", "Mina Adeyemi" },
    { "The ferry\n\nHarbour Gazette, 6 September 2021 · by M. Adeyemi\n\n" LONG_PARAGRAPH "\n",
      "The ferry", "2021-09-06", "M. Adeyemi" },
    { "The ferry\n\nHarbour Gazette, September 6, 2021\n\n" LONG_PARAGRAPH "\n", "The ferry",
      "2021-09-06", "Harbour Gazette" },
    { "The ferry\n\nMina Adeyemi and Jan van der Berg\n2021-09-06\n\n" LONG_PARAGRAPH "\n",
      "The ferry", "2021-09-06", "Mina Adeyemi and Jan van der Berg" },
    { "6 September 2021\n\nThe ferry\n\n" LONG_PARAGRAPH "\n", "The ferry", "2021-09-06", NULL },
    { "Die Fähre\n\nVon Ilse Brandt | 6. September 2021, 10:30 Uhr\n\n" LONG_PARAGRAPH "\n",
      "Die Fähre", "2021-09-06", "Ilse Brandt" },
    { "Le bac\n\nPar Hélène Ménard – Publié le 6 septembre 2021\n\n" LONG_PARAGRAPH "\n", "Le bac",
      "2021-09-06", "Hélène Ménard" },
    { "Паром\n\nАвтор: Иван Петров\n6 сентября 2021 г.\n\n" LONG_PARAGRAPH "\n", "Паром",
      "2021-09-06", "Иван Петров" },
    { "Լաստանավ\n\nՀեղինակ՝ Անի Սարգսյան\n6 սեպտեմբերի 2021\n\n" LONG_PARAGRAPH "\n", "Լաստանավ",
      "2021-09-06", "Անի Սարգսյան" },
    { "Was it the light?\n\n" LONG_PARAGRAPH "\n", "Was it the light?", NULL, NULL },
    { "Chapter 37. Sunset.\n\n" LONG_PARAGRAPH "\n", "Chapter 37. Sunset.", NULL, NULL },
    { "Windows-1251\n" LONG_PARAGRAPH "\n", "Windows-1251", NULL, NULL },
    { "The ferry\n=========\nby Ilse Brandt\n\nIt sailed.\n", "The ferry", NULL, "Ilse Brandt" },
    { "The ferry\n---------\n\n2021-09-06\n\nIt sailed.\n", "The ferry", "2021-09-06", NULL },
    { "The ferry\n\n06/09/2021\n\n" LONG_PARAGRAPH "\n", "The ferry", "06/09/2021", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ManiArticle) article = read_string ("a.txt", cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (mani_article_get_text (article), ==, cases[i].text);
      g_assert_cmpstr (get_field (article, MANI_ARTICLE_TITLE), ==, cases[i].title);
      g_assert_cmpstr (get_field (article, MANI_ARTICLE_DATE), ==, cases[i].date);
      g_assert_cmpstr (get_field (article, MANI_ARTICLE_BYLINE), ==, cases[i].byline);
      check_blocks (article, &(ExpectedBlock){ MANI_BLOCK_HEADING1, NULL, cases[i].title }, 1);
    }
}

static void
test_indented_title (void)
{
  g_autoptr (ManiArticle) article = read_string ("a.txt", "\n\n  The ferry  \n\n" LONG_PARAGRAPH);

  g_assert_cmpstr (get_field (article, MANI_ARTICLE_TITLE), ==, "The ferry");
  check_blocks (article, &(ExpectedBlock){ MANI_BLOCK_HEADING1, NULL, "  The ferry" }, 1);
}

/* None of these has a title, a date or a byline, nor any block. */
static void
test_doubtful (void)
{
  static const char *const texts[] = {
    "One line.",
    "One line",
    "The ferry\n\nIt sailed.\n",
    LONG_PARAGRAPH "\n",
    "It was late.\n\n" LONG_PARAGRAPH "\n",
    "Dear Anna,\n\n" LONG_PARAGRAPH "\n",
    "Said the captain:\n\n" LONG_PARAGRAPH "\n",
    "and then it sailed\n\n" LONG_PARAGRAPH "\n",
    "— No light\n\n" LONG_PARAGRAPH "\n",
    "https://example.org/ferry\n\n" LONG_PARAGRAPH "\n",
    "こう考えた。\n\n" LONG_PARAGRAPH "\n",
    /* Hard-wrapped */
    "The ferry that sails at night to the great\nisland was late, as it had been\nall year, and "
    "nobody knew.\n",
    "The ferry that sails at night to the great\nisland was late\n\n" LONG_PARAGRAPH "\n",
    /* A verse */
    "I heard the bell\nacross the sound\n\nand no one else\nwas to be found\n",
    /* A bare name, and a sentence with a date, are no byline and no date */
    "on board\n\nMina Adeyemi\n\n" LONG_PARAGRAPH "\n",
    LONG_PARAGRAPH "\n\nMina Adeyemi\n6 September 2021\n",
    /* A dash that is none of a list, a year that is no number of one */
    LONG_PARAGRAPH "\n\n- and so on\n\n" LONG_PARAGRAPH "\n",
    LONG_PARAGRAPH "\n\n1941. The year of the storm.\n1942. The year after.\n",
    LONG_PARAGRAPH "\n\n3. third of what?\n\n" LONG_PARAGRAPH "\n",
    LONG_PARAGRAPH "\n\n* * *\n\n" LONG_PARAGRAPH "\n",
    /* No headings: a caption, a cry, an attribution, a short answer, a line at the end */
    LONG_PARAGRAPH "\n\nThe quay. Photo: Harbour Board\n\n" LONG_PARAGRAPH "\n",
    LONG_PARAGRAPH "\n\nNO LIGHT!\n\n" LONG_PARAGRAPH "\n",
    LONG_PARAGRAPH "\n\n“Nobody told us”\n\n" LONG_PARAGRAPH "\n",
    LONG_PARAGRAPH "\n\nIt was late\n\nNobody came\n\n" LONG_PARAGRAPH "\n",
    LONG_PARAGRAPH "\n\nIlse Brandt\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (ManiArticle) article = read_string ("a.txt", texts[i]);

      g_test_message ("%s", texts[i]);
      g_assert_cmpstr (mani_article_get_text (article), ==, texts[i]);
      g_assert_cmpstr (get_field (article, MANI_ARTICLE_TITLE), ==, NULL);
      g_assert_cmpstr (get_field (article, MANI_ARTICLE_DATE), ==, NULL);
      g_assert_cmpstr (get_field (article, MANI_ARTICLE_BYLINE), ==, NULL);
      check_blocks (article, NULL, 0);
    }
}

static void
test_headings (void)
{
  static const ExpectedBlock expected[] = {
    { MANI_BLOCK_HEADING2, NULL, "What the log says" },
    { MANI_BLOCK_HEADING2, NULL, "   THE HARBOUR BOARD" },
    { MANI_BLOCK_HEADING1, NULL, "Underlined" },
    { MANI_BLOCK_HEADING2, NULL, "Underlined twice, but less" },
    { MANI_BLOCK_HEADING2, NULL, "2. Methods" },
    { MANI_BLOCK_HEADING3, NULL, "2.1 Sources" },
    { MANI_BLOCK_HEADING2, NULL, "Глава IV" },
    { MANI_BLOCK_HEADING2, NULL, "Հարցեր և պատասխաններ" },
  };
  g_autoptr (ManiArticle) article = read_string (
      "a.txt", LONG_PARAGRAPH
      "\n\nWhat the log says\n\n" LONG_PARAGRAPH "\n\n   THE HARBOUR BOARD   \n" LONG_PARAGRAPH
      "\n\nUnderlined\n==========\n\nShort.\n\n"
      "Underlined twice, but less\n"
      "--------------------------\n\nShort.\n\n"
      "2. Methods\n\n" LONG_PARAGRAPH "\n\n2.1 Sources\n\n" LONG_PARAGRAPH
      "\n\nГлава IV\n\n" LONG_PARAGRAPH "\n\nՀարցեր և պատասխաններ\n\n" LONG_PARAGRAPH "\n");

  check_blocks (article, expected, G_N_ELEMENTS (expected));
}

static void
test_lists (void)
{
  static const ExpectedBlock expected[] = {
    { MANI_BLOCK_LIST_ITEM, "1", "  • one bullet" },
    { MANI_BLOCK_LIST_ITEM, "1", "- first" },
    { MANI_BLOCK_LIST_ITEM, "2", "  - inner" },
    { MANI_BLOCK_LIST_ITEM, "2", "  - inner too,\n    which goes on" },
    { MANI_BLOCK_LIST_ITEM, "3 1.", "      1. deepest" },
    { MANI_BLOCK_LIST_ITEM, "1", "- second" },
    { MANI_BLOCK_LIST_ITEM, "1 3.", "3. third" },
    { MANI_BLOCK_LIST_ITEM, "1 4.", "4. fourth" },
    { MANI_BLOCK_LIST_ITEM, "1", "* star" },
    { MANI_BLOCK_LIST_ITEM, "1", "* star, apart" },
  };
  g_autoptr (ManiArticle) article =
      read_string ("a.txt", LONG_PARAGRAPH "\n\n  • one bullet\n\nIn the middle:\n"
                                           "- first\n"
                                           "  - inner\n"
                                           "  - inner too,\n"
                                           "    which goes on\n"
                                           "      1. deepest\n"
                                           "- second\n"
                                           "and the paragraph again.\n\n"
                                           "3. third\n"
                                           "4. fourth\n"
                                           "9. no more\n\n"
                                           "* star\n\n"
                                           "* star, apart\n");

  check_blocks (article, expected, G_N_ELEMENTS (expected));
}

static void
test_right_to_left (void)
{
  static const ExpectedBlock expected[] = {
    { MANI_BLOCK_HEADING1, NULL, "رسالة من الميناء" },
    { MANI_BLOCK_LIST_ITEM, "1", "• المنارة" },
    { MANI_BLOCK_LIST_ITEM, "1", "• الرصيف" },
  };
  g_autoptr (ManiArticle) article =
      read_string ("a.txt", "رسالة من الميناء\n\n٦ سبتمبر ٢٠٢١\n\n"
                            "كتبت إليكم هذه الرسالة من الميناء القديم، حيث لا ضوء في المنارة منذ "
                            "العاصفة الكبيرة، ولا أحد يعرف متى تعود.\n\n• المنارة\n• الرصيف\n");

  g_assert_cmpstr (get_field (article, MANI_ARTICLE_DATE), ==, "2021-09-06");
  check_blocks (article, expected, G_N_ELEMENTS (expected));
}

/* Read by hand in /articles/text/karabakh-peacekeepers.txt. */
static void
test_news_sample (void)
{
  static const ExpectedBlock expected[] = {
    { MANI_BLOCK_HEADING1, NULL,
      "Azerbaijan discusses legitimacy of Russian peacekeepers’ presence in Karabakh" },
    { MANI_BLOCK_LIST_ITEM, "1",
      "  • Are new military operations possible in Karabakh? Commentary from Baku" },
    { MANI_BLOCK_LIST_ITEM, "1",
      "  • Biden-Zelensky meeting: what have the US and Ukrainian presidents achieved" },
    { MANI_BLOCK_LIST_ITEM, "1",
      "  • Echo of the second Karabakh war: why Baku got the opportunity to blockade the south of "
      "Armenia" },
  };
  g_autoptr (ManiArticle) article = read_sample ("text/karabakh-peacekeepers.txt");

  if (article == NULL)
    return;
  g_assert_cmpstr (get_field (article, MANI_ARTICLE_TITLE), ==, expected[0].text);
  g_assert_cmpstr (get_field (article, MANI_ARTICLE_DATE), ==, "2021-09-06");
  g_assert_cmpstr (get_field (article, MANI_ARTICLE_BYLINE), ==, "JAMnews, Baku-Yerevan");
  check_blocks (article, expected, G_N_ELEMENTS (expected));
}

typedef struct
{
  const char *file;
  const char *title;
  const char *language;
  const char *phrase; /* in its text */
} Sample;

static void
test_other_samples (void)
{
  static const Sample samples[] = {
    { "text/de-iso-8859-1.txt", NULL, NULL, "Standard für die Informationstechnik zur\n" },
    { "text/fr-utf-16be-bom.txt", NULL, NULL, "character encoding capable of\n" },
    { "text/ko-utf-16le-bom.txt", NULL, "ko", "유니코드 문자 인코딩 방식의" },
    { "text/ja-utf-16le-nobom.txt", NULL, "ja", "基本多言語面" },
    { "text/kusamakura-shift_jis.txt", "一", "ja", "山路を登りながら" },
    { "text/ru-koi8-r.txt", NULL, NULL, "КОИ-8 (код обмена информацией" },
    { "text/ru-windows-1251.txt", "Windows-1251", NULL, "набор символов и кодировка" },
    { "text/moby-23-utf8-bom.txt", "Chapter 23. The Lee Shore.", NULL,
      "one Bulkington was spoken of" },
    { "text/moby-37-crlf.txt", "Chapter 37. Sunset.", NULL, "GAZING OUT.\n\nI leave a white" },
    { "text/tolstoy-cp1251-cr.txt", NULL, NULL, "Все смешалось в доме Облонских" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (ManiArticle) article = read_sample (samples[i].file);
      const char *text;

      if (article == NULL)
        return;
      g_test_message ("%s", samples[i].file);
      text = mani_article_get_text (article);
      g_assert_nonnull (strstr (text, samples[i].phrase));
      g_assert_null (strstr (text, "\r"));
      g_assert_null (strstr (text, "\357\277\275"));
      g_assert_cmpstr (get_field (article, MANI_ARTICLE_TITLE), ==, samples[i].title);
      g_assert_cmpstr (get_field (article, MANI_ARTICLE_LANGUAGE), ==, samples[i].language);
      g_assert_null (get_field (article, MANI_ARTICLE_DATE));
      g_assert_null (get_field (article, MANI_ARTICLE_BYLINE));
      if (samples[i].title != NULL)
        check_blocks (article, &(ExpectedBlock){ MANI_BLOCK_HEADING1, NULL, samples[i].title }, 1);
      else
        check_blocks (article, NULL, 0);
    }
}

/* Random lines of what means something to the reader, and of what does not. */
static void
test_random (void)
{
  static const char *const pieces[] = {
    "- ",
    "* ",
    "• ",
    "1. ",
    "2. ",
    "99) ",
    "   ",
    "\t",
    "\n",
    "\n",
    "\n\n",
    "=====",
    "-----",
    "A",
    "word ",
    "CAPITALS ",
    "6 September 2021",
    "By Ilse Brandt",
    " · ",
    ", ",
    ".",
    "“",
    "”",
    "Chapter 3",
    "é",
    "😀",
    "👨‍👩‍👧",
    "e\314\201",
    "ո",
    "ש",
    "ع",
    "中",
    "\xe2\x80\xa8",
    LONG_PARAGRAPH,
  };

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GString) text = g_string_new ("x");
      guint n = g_test_rand_int_range (0, 60);

      for (guint k = 0; k < n; k++)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      {
        g_autoptr (ManiArticle) article = read_string ("a.txt", text->str);

        g_assert_cmpstr (mani_article_get_text (article), ==, text->str);
        check_promises (article);
      }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/readers/text/sees-title-date-and-byline", test_head);
  g_test_add_func ("/readers/text/blocks-start-with-their-line", test_indented_title);
  g_test_add_func ("/readers/text/leaves-what-is-doubtful", test_doubtful);
  g_test_add_func ("/readers/text/sees-headings", test_headings);
  g_test_add_func ("/readers/text/sees-lists", test_lists);
  g_test_add_func ("/readers/text/reads-right-to-left", test_right_to_left);
  g_test_add_func ("/readers/text/reads-the-news-sample", test_news_sample);
  g_test_add_func ("/readers/text/reads-the-other-samples", test_other_samples);
  g_test_add_func ("/readers/text/keeps-its-promises-with-any-text", test_random);

  return g_test_run ();
}
