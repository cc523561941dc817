/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The reports, read by other programs: the HTML as XML by GLib, the Markdown by cmark. Nothing of
 * the project becomes markup, every word of the text is there, every mark covers its words. */

#include "formats-fixture.h"

#include "mani-html-style.h"
#include "mani-report.h"

#include <cmark.h>
#include <string.h>

static char *
without_space (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));

  return g_string_free (out, FALSE);
}

static const char *
get_text (ManiProject *project, const char *article)
{
  return mani_article_get_text (mani_project_lookup (project, MANI_KIND_ARTICLE, article));
}

/* HTML */

typedef struct
{
  GHashTable *ids;
  GPtrArray *targets; /* of links within the page */
  GHashTable *marks;  /* title of a mark -> GString of the words under it */
  GHashTable *texts;  /* id of an article -> GString of its paragraphs */
  GPtrArray *open;    /* names of elements */
  GPtrArray *titles;  /* of the marks that are open, NULL for other elements */
  char *article;
  gboolean is_in_section;
  gboolean has_policy;
  guint n_links_out;
} Html;

static gboolean
is_open (Html *self, const char *name)
{
  for (guint i = 0; i < self->open->len; i++)
    if (strcmp (self->open->pdata[i], name) == 0)
      return TRUE;

  return FALSE;
}

static void
check_attribute (Html *self, const char *element, const char *name, const char *value)
{
  g_assert_false (g_str_has_prefix (name, "on"));
  g_assert_cmpstr (name, !=, "src");
  if (strcmp (name, "id") == 0)
    g_assert_true (g_hash_table_add (self->ids, g_strdup (value)));
  if (strcmp (name, "href") != 0)
    return;
  if (*value == '#')
    g_ptr_array_add (self->targets, g_strdup (value + 1));
  else
    {
      g_assert_true (g_str_has_prefix (value, "https://"));
      self->n_links_out++;
    }
}

static void
start_element (GMarkupParseContext *context,
               const char *element,
               const char **names,
               const char **values,
               gpointer data,
               GError **error)
{
  static const char *const known[] = { "html", "head", "meta",       "title",   "style", "body",
                                       "main", "nav",  "article",    "section", "h1",    "h2",
                                       "h3",   "h4",   "h5",         "h6",      "p",     "ul",
                                       "ol",   "li",   "blockquote", "pre",     "mark",  "span",
                                       "sup",  "a",    "em",         "strong",  "code",  "div",
                                       "bdi",  NULL };
  Html *self = data;
  char *title = NULL;

  g_assert_true (g_strv_contains (known, element));
  for (guint i = 0; names[i] != NULL; i++)
    {
      check_attribute (self, element, names[i], values[i]);
      if (strcmp (element, "mark") == 0 && strcmp (names[i], "title") == 0)
        title = g_strdup (values[i]);
      if (strcmp (element, "article") == 0 && strcmp (names[i], "id") == 0)
        {
          g_free (self->article);
          self->article = g_strdup (values[i] + strlen ("t-"));
        }
      if (strcmp (names[i], "content") == 0 &&
          strcmp (values[i], "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
                             "form-action 'none'") == 0)
        self->has_policy = TRUE;
      /* What is said about an article is not its text. */
      if (strcmp (names[i], "class") == 0 &&
          (g_str_has_prefix (values[i], "origin") || strcmp (values[i], "legend") == 0))
        self->is_in_section = TRUE;
    }
  if (strcmp (element, "section") == 0)
    self->is_in_section = TRUE;
  g_ptr_array_add (self->open, g_strdup (element));
  g_ptr_array_add (self->titles, title);
}

static void
end_element (GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
  Html *self = data;

  g_ptr_array_set_size (self->open, self->open->len - 1);
  g_free (self->titles->pdata[self->titles->len - 1]);
  g_ptr_array_set_size (self->titles, self->titles->len - 1);
  if (strcmp (element, "section") == 0 || strcmp (element, "ul") == 0 || strcmp (element, "p") == 0)
    self->is_in_section = is_open (self, "section");
}

static GString *
get_string (GHashTable *strings, const char *key)
{
  GString *string = g_hash_table_lookup (strings, key);

  if (string == NULL)
    {
      string = g_string_new (NULL);
      g_hash_table_insert (strings, g_strdup (key), string);
    }

  return string;
}

static void
take_text (GMarkupParseContext *context,
           const char *text,
           gsize n_bytes,
           gpointer data,
           GError **error)
{
  Html *self = data;
  g_autofree char *piece = g_strndup (text, n_bytes);

  if (is_open (self, "sup"))
    return;
  for (guint i = 0; i < self->titles->len; i++)
    if (self->titles->pdata[i] != NULL)
      g_string_append (get_string (self->marks, self->titles->pdata[i]), piece);
  if (self->article != NULL && !self->is_in_section && !is_open (self, "h1"))
    g_string_append (get_string (self->texts, self->article), piece);
}

static void
free_string (gpointer data)
{
  g_string_free (data, TRUE);
}

static void
html_init (Html *self, const char *text)
{
  static const GMarkupParser parser = { start_element, end_element, take_text };
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autoptr (GError) error = NULL;

  *self = (Html){ NULL };
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->targets = g_ptr_array_new_with_free_func (g_free);
  self->marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_string);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_string);
  self->open = g_ptr_array_new_with_free_func (g_free);
  self->titles = g_ptr_array_new ();

  context = g_markup_parse_context_new (&parser, 0, self, NULL);
  g_markup_parse_context_parse (context, text, strlen (text), &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
}

static void
html_clear (Html *self)
{
  g_hash_table_unref (self->ids);
  g_ptr_array_unref (self->targets);
  g_hash_table_unref (self->marks);
  g_hash_table_unref (self->texts);
  g_ptr_array_unref (self->open);
  g_ptr_array_unref (self->titles);
  g_free (self->article);
}

static void
test_html_is_safe_and_whole (void)
{
  g_autoptr (ManiProject) project = formats_fixture_new ();
  g_autoptr (ManiFormatOutput) output = formats_fixture_write (project, &mani_format_html, FALSE);
  static const char *const articles[] = { "artharbour000000", "artletter0000000" };
  Html html;

  html_init (&html, formats_fixture_get_text (output, 0));
  g_assert_true (html.has_policy);

  /* Every link within the page leads somewhere. */
  g_assert_cmpuint (html.targets->len, >, 10);
  for (guint i = 0; i < html.targets->len; i++)
    g_assert_true (g_hash_table_contains (html.ids, html.targets->pdata[i]));
  /* Every annotation has its anchor. */
  for (guint i = 0; i < G_N_ELEMENTS (articles); i++)
    {
      ManiTable *annotations = mani_project_get_annotations (project, articles[i]);
      GString *text = g_hash_table_lookup (html.texts, articles[i]);
      g_autofree char *want = without_space (get_text (project, articles[i]));
      g_autofree char *have = NULL;

      g_assert_nonnull (text);
      have = without_space (text->str);
      /* The letter's first line is not its title; nor is the other one's. */
      g_assert_cmpstr (have, ==, want);
      for (guint k = 0; k < mani_table_get_length (annotations); k++)
        {
          g_autofree char *anchor =
              g_strconcat ("a-", mani_record_get_id (mani_table_get (annotations, k)), NULL);

          g_assert_true (g_hash_table_contains (html.ids, anchor));
        }
    }
  html_clear (&html);
}

static void
test_html_marks_cover_their_words (void)
{
  static const struct
  {
    const char *title;
    const char *words;
  } cases[] = {
    { "Claim", "light was out,\u201d said Brandt" },
    { "Nautical; | term \u00b7 The light", "the light was out" },
    { "Person \u00b7 Ilse Brandt \u00b7 captain, =cmd, a;b|c", "Brandt" },
    { "Organisation \u00b7 in parts", "NobodyHarbour Board" },
    { "Mood", "Great Anvil" },
    { "Place \u00b7 Great \"Anvil\"", "Great Anvil" },
    { "Quote", "\u201cNobody told us the light was out,\u201d"
               "=SUM(A1) & <b>\"x\"</b> | `code` * [link]" },
  };
  g_autoptr (ManiProject) project = formats_fixture_new ();
  g_autoptr (ManiFormatOutput) output = formats_fixture_write (project, &mani_format_html, FALSE);
  Html html;

  html_init (&html, formats_fixture_get_text (output, 0));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GString *words = g_hash_table_lookup (html.marks, cases[i].title);

      g_assert_nonnull (words);
      g_assert_cmpstr (words->str, ==, cases[i].words);
    }
  html_clear (&html);
}

static void
test_html_title_is_said_once (void)
{
  g_autoptr (ManiProjectInfo) info = mani_project_info_new (NULL);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (ManiProject) project = NULL;
  g_autoptr (ManiFormatOutput) output = NULL;
  const char *text;

  g_ptr_array_add (records, formats_fixture_record (
                                &mani_article_record_type,
                                "{'id':'a','title':'A boat','source':'/home/someone/boat.txt',"
                                "'text':['A boat\\n','It left.\\n','- one\\n','- two\\n'],"
                                "'blocks':[[18,21,'list-item','1'],[24,27,'list-item','2 1.']]}"));
  g_ptr_array_add (records, formats_fixture_record (&mani_annotation_record_type,
                                                    "{'id':'n','article':'a','ranges':[[2,6]]}"));
  project = mani_project_new_from_records (info, records, NULL, NULL, NULL);
  output = formats_fixture_write (project, &mani_format_html, FALSE);
  text = formats_fixture_get_text (output, 0);

  g_assert_nonnull (strstr (text, "<title>A boat</title>"));
  g_assert_nonnull (strstr (text, "<h1 dir=\"auto\">A <mark"));
  g_assert_null (strstr (text, "<p dir=\"auto\">A boat"));
  /* Where the file lay stays at home. */
  g_assert_null (strstr (text, "someone"));
  g_assert_nonnull (strstr (text, "boat.txt"));
  /* The list's own marker is not there twice. */
  g_assert_null (strstr (text, "- one"));
  g_assert_nonnull (strstr (text, ">one</li>"));
}

/* The articles that a report is made of here: one, of the lines of @text, with @blocks. */
static ManiProject *
new_project (const char *text, const char *blocks)
{
  g_autoptr (ManiProjectInfo) info = mani_project_info_new (NULL);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *article =
      g_strdup_printf ("{'id':'a','title':'t','text':['%s'],'blocks':[%s]}", text, blocks);

  g_ptr_array_add (records, formats_fixture_record (&mani_article_record_type, article));

  return mani_project_new_from_records (info, records, NULL, NULL, NULL);
}

static void
test_headings_leave_no_level_out (void)
{
  /* Two of the third level, one under them of the fifth, one above of the first */
  g_autoptr (ManiProject) project =
      new_project ("b\\nc\\nd\\ne\\nf\\nt\\n",
                   "[0,1,'heading3'],[2,3,'heading3'],[4,5,'heading5'],[6,7,'heading1'],"
                   "[8,9,'heading6']");
  g_autoptr (ManiProject) titled =
      new_project ("t\\nb\\nc\\n", "[0,1,'heading1'],[2,3,'heading2'],[4,5,'heading4']");
  static const struct
  {
    const char *html;
    const char *markdown;
  } wants[] = {
    { "<h2 dir=\"auto\">b</h2>\n<h2 dir=\"auto\">c</h2>\n<h3 dir=\"auto\">d</h3>\n"
      "<h2 dir=\"auto\">e</h2>\n<h3 dir=\"auto\">f</h3>\n<p dir=\"auto\">t</p>\n",
      "# t\n\n## b\n\n## c\n\n### d\n\n## e\n\n### f\n\nt\n" },
    /* The title is the heading above the others already. */
    { "<h1 dir=\"auto\">t</h1>\n<h2 dir=\"auto\">b</h2>\n<h3 dir=\"auto\">c</h3>\n",
      "# t\n\n## b\n\n### c\n" },
  };
  ManiProject *projects[] = { project, titled };

  for (guint i = 0; i < G_N_ELEMENTS (wants); i++)
    {
      g_autoptr (ManiFormatOutput) html =
          formats_fixture_write (projects[i], &mani_format_html, FALSE);
      g_autoptr (ManiFormatOutput) markdown =
          formats_fixture_write (projects[i], &mani_format_markdown, FALSE);

      g_assert_nonnull (strstr (formats_fixture_get_text (html, 0), wants[i].html));
      g_assert_true (g_str_has_prefix (formats_fixture_get_text (markdown, 0), wants[i].markdown));
    }
}

/* A bullet or number that is part of the text is the only one that is shown. */
static void
test_own_markers_stand_alone (void)
{
  g_autoptr (ManiProject) project =
      new_project ("- one\\n2. two\\n\u2022 three\\nfour\\n",
                   "[0,5,'list-item','1'],[6,12,'list-item','1 2.'],[13,20,'list-item','1'],"
                   "[21,25,'list-item','1']");
  g_autoptr (ManiFormatOutput) html = formats_fixture_write (project, &mani_format_html, FALSE);
  g_autoptr (ManiFormatOutput) markdown =
      formats_fixture_write (project, &mani_format_markdown, FALSE);
  const char *page = formats_fixture_get_text (html, 0);
  const char *text = formats_fixture_get_text (markdown, 0);

#define OWN "<li dir=\"auto\" class=\"own\" style=\"margin-inline-start:0.0rem\">"
  g_assert_nonnull (strstr (page, OWN "- one</li>"));
  g_assert_nonnull (strstr (page, OWN "2. two</li>"));
  g_assert_nonnull (strstr (page, OWN "\u2022 three</li>"));
#undef OWN
  g_assert_nonnull (strstr (page, "<li dir=\"auto\" style=\"margin-inline-start:0.0rem\">four"));
  g_assert_nonnull (strstr (text, "\n\u2022 three\n"));
  g_assert_nonnull (strstr (text, "\n- four\n"));
  g_assert_null (strstr (text, "- \\-"));
  g_assert_null (strstr (text, "2. 2"));
}

static void
test_html_links_are_addresses (void)
{
  static const struct
  {
    const char *link;
    const char *want;
  } cases[] = {
    { "https://example.org/?a=1&b=<2>#c", "href=\"https://example.org/?a=1&amp;b=%3C2%3E#c\"" },
    { "https://example.org/a%20b c|d", "href=\"https://example.org/a%20b%20c%7Cd\"" },
    { "https://[::1]:80/\u00fc\u0531", "href=\"https://[::1]:80/\u00fc\u0531\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *blocks = g_strdup_printf ("[0,1,'link','%s']", cases[i].link);
      g_autoptr (ManiProject) project = new_project ("b\\n", blocks);
      g_autoptr (ManiFormatOutput) output =
          formats_fixture_write (project, &mani_format_html, FALSE);

      g_assert_nonnull (strstr (formats_fixture_get_text (output, 0), cases[i].want));
    }
}

/* The contrast of two colours (WCAG 2.2), worked out here on its own. */
static double
luminance (guint color)
{
  double parts[3];

  for (guint i = 0; i < 3; i++)
    {
      double value = ((color >> (16 - 8 * i)) & 0xff) / 255.0;

      parts[i] = value <= 0.04045 ? value / 12.92 : __builtin_pow ((value + 0.055) / 1.055, 2.4);
    }

  return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}

static double
contrast (guint one, guint other)
{
  double first = luminance (one) + 0.05;
  double second = luminance (other) + 0.05;

  return first > second ? first / second : second / first;
}

static void
test_edges_stand_out (void)
{
  static const char *const colors[] = { "#0072b2", "#009e73", "#cc79a7", "#56b4e9", "#e69f00",
                                        "#d55e00", "#f0e442", "#ffffff", "#000000", "#9a9996" };
  g_autoptr (GString) css = g_string_new (NULL);

  mani_html_style_append (css, colors, G_N_ELEMENTS (colors));
  for (guint i = 0; i < G_N_ELEMENTS (colors); i++)
    {
      g_autofree char *class = g_strdup_printf (".c%u{", i);
      const char *light = strstr (css->str, class);
      const char *dark = strstr (light + 1, class);
      guint light_edge = g_ascii_strtoull (strstr (light, "--e:#") + 5, NULL, 16);
      guint dark_edge = g_ascii_strtoull (strstr (dark, "--e:#") + 5, NULL, 16);

      g_assert_cmpfloat (contrast (light_edge, 0xffffff), >=, 3);
      g_assert_cmpfloat (contrast (dark_edge, 0x1e1e1e), >=, 3);
    }
}

/* Markdown */

/* All words in the paragraphs; no other markup than strong, headings, lists and quotations. */
static char *
read_markdown (const char *markdown)
{
  cmark_node *root = cmark_parse_document (markdown, strlen (markdown), CMARK_OPT_DEFAULT);
  cmark_iter *iter = cmark_iter_new (root);
  cmark_event_type event;
  GString *text = g_string_new (NULL);

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);
      cmark_node_type type = cmark_node_get_type (node);

      g_assert_cmpint (type, !=, CMARK_NODE_LINK);
      g_assert_cmpint (type, !=, CMARK_NODE_IMAGE);
      g_assert_cmpint (type, !=, CMARK_NODE_HTML_BLOCK);
      g_assert_cmpint (type, !=, CMARK_NODE_HTML_INLINE);
      g_assert_cmpint (type, !=, CMARK_NODE_CODE);
      g_assert_cmpint (type, !=, CMARK_NODE_EMPH);
      g_assert_cmpint (type, !=, CMARK_NODE_THEMATIC_BREAK);
      if (type == CMARK_NODE_TEXT && event == CMARK_EVENT_ENTER)
        g_string_append (text, cmark_node_get_literal (node));
      else if (event == CMARK_EVENT_EXIT)
        g_string_append_c (text, '\n');
    }
  cmark_iter_free (iter);
  cmark_node_free (root);

  return g_string_free (text, FALSE);
}

static void
test_markdown_marks_nothing_up (void)
{
  static const char *const said[] = {
    "=SUM(A1) & <b>\"x\"</b> | `code` * [link]",
    "<script>alert(1)</script> [x](javascript:alert(1)) `",
    "\u2039Nautical; | term\u203a",
    "\u2039Place\u203a",
    "\u0627\u0644\u0645\u064a\u0646\u0627\u0621 = harbour",
    "*Captain* of the boat",
    "The ferry: a <story>, \"quoted\"",
  };
  g_autoptr (ManiProject) project = formats_fixture_new ();
  g_autoptr (ManiFormatOutput) output =
      formats_fixture_write (project, &mani_format_markdown, FALSE);
  g_autofree char *text = read_markdown (formats_fixture_get_text (output, 0));

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    g_assert_nonnull (strstr (text, said[i]));
}

static void
test_markdown_random_lines (void)
{
  static const char *const pieces[] = { "*",      "_",  "`",      "[",    "]",   "(",    ")",
                                        "<",      ">",  "#",      "+",    "-",   ".",    "!",
                                        "|",      "&",  "~",      "1",    "2)",  "a",    "b",
                                        " ",      "\\", "=",      "amp;", "://", "http", ":",
                                        "\u201c", "\t", "\u00e9", "{",    "}" };

  for (guint run = 0; run < 2000; run++)
    {
      g_autoptr (ManiProjectInfo) info = mani_project_info_new (NULL);
      g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_article_record_type);
      g_autoptr (ManiProject) project = NULL;
      g_autoptr (ManiFormatOutput) output = NULL;
      g_autoptr (GString) line = g_string_new (NULL);
      g_autofree char *read = NULL;
      g_autofree char *want = NULL;
      g_autofree char *have = NULL;

      for (int n = g_test_rand_int_range (1, 12); n > 0; n--)
        g_string_append (line, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      mani_record_builder_set_string (builder, MANI_ARTICLE_ID, "a");
      mani_record_builder_set_string (builder, MANI_ARTICLE_TITLE, "T");
      mani_article_builder_set_text (builder, line->str, -1);
      g_ptr_array_add (records, mani_record_builder_end (builder, NULL));
      project = mani_project_new_from_records (info, records, NULL, NULL, NULL);
      output = formats_fixture_write (project, &mani_format_markdown, FALSE);

      read = read_markdown (formats_fixture_get_text (output, 0));
      want = without_space (line->str);
      have = without_space (read);
      g_assert_cmpstr (have + 1, ==, want);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/html/is-safe-and-whole", test_html_is_safe_and_whole);
  g_test_add_func ("/formats/html/marks-cover-their-words", test_html_marks_cover_their_words);
  g_test_add_func ("/formats/html/title-is-said-once", test_html_title_is_said_once);
  g_test_add_func ("/formats/reports/own-markers-stand-alone", test_own_markers_stand_alone);
  g_test_add_func ("/formats/html/links-are-addresses", test_html_links_are_addresses);
  g_test_add_func ("/formats/reports/headings-leave-no-level-out",
                   test_headings_leave_no_level_out);
  g_test_add_func ("/formats/html/edges-stand-out", test_edges_stand_out);
  g_test_add_func ("/formats/markdown/marks-nothing-up", test_markdown_marks_nothing_up);
  g_test_add_func ("/formats/markdown/random-lines-stay-text", test_markdown_random_lines);

  return g_test_run ();
}
