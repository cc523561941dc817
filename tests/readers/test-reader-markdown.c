/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Markdown: structure becomes blocks, the text stays plain. */

#include "reader-checks.h"

static void
test_structure (void)
{
  static const ExpectedBlock expected[] = {
    { MANI_BLOCK_HEADING1, NULL, "The ferry that stopped" },
    { MANI_BLOCK_EMPHASIS, NULL, "ferry" },
    { MANI_BLOCK_STRONG, NULL, "very bold" },
    { MANI_BLOCK_CODE, NULL, "a < b" },
    { MANI_BLOCK_LINK, "https://example.org/a", "a link" },
    { MANI_BLOCK_HEADING2, NULL, "Under" },
    { MANI_BLOCK_QUOTATION, NULL, "Nobody told us.\nNobody at all." },
    { MANI_BLOCK_LIST_ITEM, "1", "one\ninner\nlast" },
    { MANI_BLOCK_LIST_ITEM, "2", "inner" },
    { MANI_BLOCK_LIST_ITEM, "2", "last" },
    { MANI_BLOCK_LIST_ITEM, "1", "two" },
    { MANI_BLOCK_LIST_ITEM, "1 7.", "seven\nmore of seven" },
    { MANI_BLOCK_LIST_ITEM, "1 8.", "eight" },
    { MANI_BLOCK_CODE, NULL, "if (a)\n\n  b ();" },
    { MANI_BLOCK_HEADING6, NULL, "Deepest" },
  };
  g_autoptr (ManiArticle) article = read_string ("a.md", "The *ferry* that stopped\n"
                                                         "===\n"
                                                         "\n"
                                                         "A paragraph that is **very bold**\n"
                                                         "and `a < b` with [a link]\n"
                                                         "and ![a *picture*](p.png \"Title\").\\\n"
                                                         "New line &amp; caf&eacute;.\n"
                                                         "\n"
                                                         "## Under ##\n"
                                                         "\n"
                                                         "> Nobody told us.\n"
                                                         ">\n"
                                                         "> Nobody at all.\n"
                                                         "\n"
                                                         "- one\n"
                                                         "  + inner\n"
                                                         "  + last\n"
                                                         "- two\n"
                                                         "\n"
                                                         "7. seven\n"
                                                         "\n"
                                                         "   more of seven\n"
                                                         "8. eight\n"
                                                         "\n"
                                                         "```c\n"
                                                         "if (a)\n"
                                                         "\n"
                                                         "  b ();\n"
                                                         "```\n"
                                                         "***\n"
                                                         "###### Deepest\n"
                                                         "\n"
                                                         "[a link]: https://example.org/a\n");
  ExpectedBlock all[G_N_ELEMENTS (expected) + 1];

  /* The emphasis in the picture's words counts too. */
  memcpy (all, expected, sizeof expected);
  memmove (all + 6, all + 5, (G_N_ELEMENTS (expected) - 5) * sizeof *all);
  all[5] = (ExpectedBlock){ MANI_BLOCK_EMPHASIS, NULL, "picture" };

  g_assert_cmpstr (mani_article_get_text (article), ==,
                   "The ferry that stopped\n"
                   "A paragraph that is very bold and a < b with a link and a picture.\n"
                   "New line & café.\n"
                   "Under\n"
                   "Nobody told us.\n"
                   "Nobody at all.\n"
                   "one\n"
                   "inner\n"
                   "last\n"
                   "two\n"
                   "seven\n"
                   "more of seven\n"
                   "eight\n"
                   "if (a)\n"
                   "\n"
                   "  b ();\n"
                   "* * *\n"
                   "Deepest\n");
  g_assert_cmpstr (get_field (article, MANI_ARTICLE_TITLE), ==, "The ferry that stopped");
  check_blocks (article, all, G_N_ELEMENTS (all));
}

typedef struct
{
  const char *markdown;
  const char *text;
} TextCase;

static void
test_plain_text (void)
{
  static const TextCase cases[] = {
    { "~~gone~~ and ~~not ~~this, a ~~ b", "gone and ~~not ~~this, a ~~ b\n" },
    { "<div class=\"x\">One<br>Two &amp; three</div>\n", "One\nTwo & three\n" },
    { "<script>alert (1)</script>\n\nText\n", "Text\n" },
    { "<style>\np { color: red }\n</style>\nText\n", "Text\n" },
    { "A <b>bold</b> word<br/>and more", "A bold word\nand more\n" },
    { "<!-- not\nthis -->\n\nbut this", "but this\n" },
    { "<p>never closed", "never closed\n" },
    { "<table><tr><td>a</td><td>b</td></tr></table>", "ab\n" },
    { "::: {.note}\nInside\n:::\n\nOutside", "Inside\nOutside\n" },
    { "```\n::: kept\n```\n", "::: kept\n" },
    { "| L | C |\n|:--|--:|\n| a | *b* |\n|   | d |\n", "L\tC\na\tb\n\td\n" },
    { "L | C\n--|--\na b |  c", "L\tC\na b\tc\n" },
    { "| not | a table |\nbut two lines", "| not | a table | but two lines\n" },
    { "a\0b", "a\n" },
    { "bell&#7;here &#0;", "bellhere \357\277\275\n" },
    { "*unclosed **emphasis", "*unclosed **emphasis\n" },
    { "[no link](", "[no link](\n" },
    { "<https://example.org/>", "https://example.org/\n" },
    { "-\n- \n- x", "x\n" },
    { "> \n> \n\nx", "x\n" },
    { "---\n\nA rule is not front matter\n\n---\n", "* * *\nA rule is not front matter\n* * *\n" },
    { "---\nnot: *closed*\n", "* * *\nnot: closed\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ManiArticle) article = read_string ("a.md", cases[i].markdown);

      g_test_message ("%s", cases[i].markdown);
      g_assert_cmpstr (mani_article_get_text (article), ==, cases[i].text);
      check_promises (article);
    }
}

static void
test_table (void)
{
  static const ExpectedBlock expected[] = {
    { MANI_BLOCK_TABLE, NULL, "Boat\tCalls\nNight boat\tPort Sorrel" },
    { MANI_BLOCK_STRONG, NULL, "Night boat" },
  };
  g_autoptr (ManiArticle) article = read_string (
      "a.md", "| Boat | Calls |\n| ---- | :---: |\n| **Night boat** | Port Sorrel |\n\nAfter.\n");

  check_blocks (article, expected, G_N_ELEMENTS (expected));
}

static void
test_title (void)
{
  static const struct
  {
    const char *markdown;
    const char *title;
  } cases[] = {
    { "# One\n\n# Two\n", "One" },
    { "Text first\n\n# One\n", "One" },
    { "## Small\n\n# Big\n\n# Bigger\n", "Big" },
    { "## Small\n\n## Other\n", "Small" },
    { "Text first\n\n## Small\n", NULL },
    { "Text only\n", NULL },
    { "# Two\nlines\n\nx", "Two" },
    { "Two\nlines\n===\n", "Two lines" },
    { "---\ntitle: Given\n---\n# Other\n", "Given" },
    { "#\n\n# One\n", "One" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ManiArticle) article = read_string ("a.md", cases[i].markdown);

      g_test_message ("%s", cases[i].markdown);
      g_assert_cmpstr (get_field (article, MANI_ARTICLE_TITLE), ==, cases[i].title);
    }
}

static void
test_front_matter (void)
{
  g_autoptr (ManiArticle) article =
      read_string ("a.md", "---\n"
                           "# a comment\n"
                           "title: \"The ferry: \\\"wrong\\\" island\"  # and another\n"
                           "author:\n"
                           "  - name: Mina Adeyemi\n"
                           "    email: mina@example.org\n"
                           "  - 'Tomás O''Hara'\n"
                           "date: 2021-09-06T10:00:00Z\n"
                           "lang: en_GB\n"
                           "url: https://example.org/ferry\n"
                           "tags: [ferry, \"port, harbour\", light]\n"
                           "description: >\n"
                           "  A night boat\n"
                           "  goes astray\n"
                           "draft:\n"
                           "---\n"
                           "\n"
                           "It sailed.\n");
  const char *const *tags = mani_record_get_strings (MANI_RECORD (article), MANI_ARTICLE_TAGS);

  g_assert_cmpstr (mani_article_get_text (article), ==, "It sailed.\n");
  g_assert_cmpstr (get_field (article, MANI_ARTICLE_TITLE), ==, "The ferry: \"wrong\" island");
  g_assert_cmpstr (get_field (article, MANI_ARTICLE_BYLINE), ==, "Mina Adeyemi, Tomás O'Hara");
  g_assert_cmpstr (get_field (article, MANI_ARTICLE_DATE), ==, "2021-09-06");
  g_assert_cmpstr (get_field (article, MANI_ARTICLE_LANGUAGE), ==, "en-GB");
  g_assert_cmpstr (get_field (article, MANI_ARTICLE_SOURCE), ==, "https://example.org/ferry");
  g_assert_cmpuint (g_strv_length ((char **) tags), ==, 3);
  g_assert_cmpstr (tags[0], ==, "ferry");
  g_assert_cmpstr (tags[1], ==, "port, harbour");
  g_assert_cmpstr (tags[2], ==, "light");
  g_assert_cmpstr (mani_record_get_in_map (MANI_RECORD (article), MANI_ARTICLE_META, "description"),
                   ==, "A night boat goes astray");
  g_assert_null (mani_record_get_in_map (MANI_RECORD (article), MANI_ARTICLE_META, "draft"));
}

static void
test_odd_front_matter (void)
{
  static const char *const texts[] = {
    "---\ntitle: [\n---\nx",
    "---\ntitle: \"open\n---\nx",
    "---\ntitle: 'open\n---\nx",
    "---\ntags: [a, 'b\n---\nx",
    "---\na: |\n---\nx",
    "---\ntitle: \"\\\n---\nx",
    "---\ntitle: \"\\u12\"\n---\nx",
    "---\ntitle: \"\\u00eш and on\n---\nx",
    "---\nlang: not a language\n---\nx",
    "---\na:\n-\n- \n---\nx",
    "---\ntitle: &anchor x\nother: *anchor\n---\nx",
    "---\na: {b: c}\n---\nx",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (ManiArticle) article = read_string ("a.md", texts[i]);

      g_test_message ("%s", texts[i]);
      g_assert_cmpstr (mani_article_get_text (article), ==, "x\n");
      g_assert_null (get_field (article, MANI_ARTICLE_LANGUAGE));
      check_promises (article);
    }
}

/* Far deeper than any stack would bear. */
static void
test_deep (void)
{
  static const char *const pieces[] = { ">", "> ", "- ",  "1. ",     "*a ",
                                        "[", "![", "<b>", "**a _b ", "a ~~" };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) markdown = g_string_new (NULL);
      guint n;

      for (guint k = 0; k < 20000; k++)
        g_string_append (markdown, pieces[i]);
      g_string_append (markdown, "x\n");
      {
        g_autoptr (ManiArticle) article = read_string ("a.md", markdown->str);

        g_test_message ("%s", pieces[i]);
        g_assert_nonnull (strchr (mani_article_get_text (article), 'x'));
        mani_article_get_blocks (article, &n);
        g_assert_cmpuint (n, <=, 100);
        check_promises (article);
      }
    }
}

static void
test_random (void)
{
  static const char *const pieces[] = {
    "- ",        "* ",
    "1. ",       "> ",
    "# ",        "    ",
    "\t",        "\n",
    "\n",        "\n\n",
    "===",       "---\n",
    "*",         "**",
    "_",         "`",
    "```\n",     "~~",
    "[",         "](",
    ")",         "![",
    "<b>",       "</b>",
    "<div>",     "<!--",
    "-->",       "<script>",
    "|",         "|--|--|\n",
    ":::\n",     "&amp;",
    "&#x1F600;", "&#0;",
    "\\",        "word ",
    "é",         "😀",
    "e\314\201", "ש",
    "中",        "\xe2\x80\xa8",
    "\xc2\xa0",  "https://a.b/c ",
    "[a]: b\n",  "key: value\n",
  };

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint n = g_test_rand_int_range (0, 60);

      for (guint k = 0; k < n; k++)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      g_string_append (text, "\n\nx");
      {
        g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
        g_autoptr (ManiArticle) article = mani_reader_read_bytes ("a.md", bytes, NULL, NULL, NULL);

        /* A comment or a script that is never closed takes all with it. */
        if (article != NULL)
          check_promises (article);
        else
          g_assert_true (strstr (text->str, "<!--") != NULL || strstr (text->str, "<s") != NULL);
      }
    }
}

static void
test_article_sample (void)
{
  static const ExpectedBlock first[] = {
    { MANI_BLOCK_HEADING1, NULL, "Twenty Years of Pandoc" },
    { MANI_BLOCK_LINK, "https://github.com/EvanLi/Github-Ranking/blob/master/Top100/Haskell.md",
      "most popular program written in Haskell" },
    { MANI_BLOCK_LINK, "https://quarto.org", "Quarto" },
    { MANI_BLOCK_LINK, "https://jupyter.org", "Jupyter Notebook" },
    { MANI_BLOCK_EMPHASIS, NULL, "John MacFarlane" },
    { MANI_BLOCK_EMPHASIS, NULL, "August 2, 2026" },
    { MANI_BLOCK_HEADING2, NULL, "Prehistory" },
  };
  static const char *const phrases[] = {
    "On August 3, 2006, I uploaded the first version of pandoc to my website,",
    "People often ask: Why is pandoc written in Haskell?",
    "Happy 20th birthday, pandoc!",
  };
  g_autoptr (ManiArticle) article = read_sample ("md/twenty-years-of-pandoc.md");
  const ManiBlock *blocks;
  const char *text;
  guint n;

  if (article == NULL)
    return;
  g_assert_cmpstr (get_field (article, MANI_ARTICLE_TITLE), ==, "Twenty Years of Pandoc");
  text = mani_article_get_text (article);
  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
    {
      text = strstr (text, phrases[i]);
      g_assert_nonnull (text);
    }
  text = mani_article_get_text (article);
  g_assert_null (strstr (text, "github.com/EvanLi"));
  g_assert_null (strstr (text, "](http"));
  g_assert_null (strstr (text, ":::"));

  blocks = mani_article_get_blocks (article, &n);
  g_assert_cmpuint (n, >, G_N_ELEMENTS (first));
  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    {
      g_autofree char *words = mani_article_dup_slice (article, blocks[i].start, blocks[i].end);

      g_assert_cmpstr (words, ==, first[i].text);
      g_assert_cmpuint (blocks[i].kind, ==, first[i].kind);
      g_assert_cmpstr (blocks[i].value, ==, first[i].value);
    }
  check_promises (article);
}

static void
test_extensions_sample (void)
{
  static const ExpectedBlock expected[] = {
    { MANI_BLOCK_HEADING1, NULL, "Title" },
    { MANI_BLOCK_STRONG, NULL, "bold" },
    { MANI_BLOCK_EMPHASIS, NULL, "italic" },
    { MANI_BLOCK_CODE, NULL, "inline" },
    { MANI_BLOCK_LIST_ITEM, "1", "one" },
    { MANI_BLOCK_LIST_ITEM, "1", "two" },
    { MANI_BLOCK_LIST_ITEM, "1 3.", "third" },
    { MANI_BLOCK_LIST_ITEM, "1 4.", "fourth" },
    { MANI_BLOCK_QUOTATION, NULL, "a quote" },
    { MANI_BLOCK_CODE, NULL, "System.out.println(\"hi\");" },
    { MANI_BLOCK_LINK, "https://example.com", "link" },
    { MANI_BLOCK_TABLE, NULL, "L\tC\tR\na\tb\tc" },
    { MANI_BLOCK_CODE, NULL, "config.json" },
  };
  g_autoptr (ManiArticle) article = read_sample ("md/testMARKDOWN.md");

  if (article == NULL)
    return;
  g_assert_nonnull (strstr (mani_article_get_text (article),
                            "Some bold and italic and struck text with inline code.\n"));
  g_assert_nonnull (strstr (mani_article_get_text (article), "\nCafé naïve résumé\n"));
  check_blocks (article, expected, G_N_ELEMENTS (expected));
}

static void
test_readme_sample (void)
{
  static const char *const phrases[] = {
    "CommonMark is a rationalized version of Markdown syntax",
    "Running tests against the spec",
    "python3 test/spec_tests.py --program",
    "Kārlis Gaņģis was especially helpful",
  };
  g_autoptr (ManiArticle) article = read_sample ("md/commonmark-README.md");
  const char *text;

  if (article == NULL)
    return;
  g_assert_cmpstr (get_field (article, MANI_ARTICLE_TITLE), ==, "CommonMark");
  text = mani_article_get_text (article);
  g_assert_null (strstr (text, "[the spec]:"));
  g_assert_null (strstr (text, "======"));
  g_assert_null (strstr (text, "```json"));
  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
    {
      text = strstr (text, phrases[i]);
      g_assert_nonnull (text);
    }
  check_promises (article);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/readers/markdown/structure-becomes-blocks", test_structure);
  g_test_add_func ("/readers/markdown/text-stays-plain", test_plain_text);
  g_test_add_func ("/readers/markdown/reads-tables", test_table);
  g_test_add_func ("/readers/markdown/first-heading-is-title", test_title);
  g_test_add_func ("/readers/markdown/reads-front-matter", test_front_matter);
  g_test_add_func ("/readers/markdown/bears-odd-front-matter", test_odd_front_matter);
  g_test_add_func ("/readers/markdown/bears-deep-nesting", test_deep);
  g_test_add_func ("/readers/markdown/keeps-its-promises-with-any-text", test_random);
  g_test_add_func ("/readers/markdown/reads-the-article-sample", test_article_sample);
  g_test_add_func ("/readers/markdown/reads-the-extensions-sample", test_extensions_sample);
  g_test_add_func ("/readers/markdown/reads-the-readme-sample", test_readme_sample);

  return g_test_run ();
}
