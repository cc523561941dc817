/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Notes in Markdown as Pango markup: what reads as what, and that any note is markup that parses.
 */

#include "mani-note-preview.h"

#include <pango/pango.h>

static const struct
{
  const char *name;
  const char *markdown;
  const char *markup;
} cases[] = {
  { "empty", "", "" },
  { "plain", "A note", "A note" },
  { "emphasis", "**bold** and _more_", "<b>bold</b> and <i>more</i>" },
  { "paragraphs", "One\n\nTwo\nthree", "One\n\nTwo three" },
  { "heading", "# Title\n\nText", "<b>Title</b>\n\nText" },
  { "list", "Text\n\n- a\n- b", "Text\n• a\n• b" },
  { "numbers", "3. a\n4. b", "3. a\n4. b" },
  { "link", "[x](https://example.org/?a=1&b=2)",
    "<a href=\"https://example.org/?a=1&amp;b=2\">x</a>" },
  { "escaped", "a < b & <b>c</b>", "a &lt; b &amp; &lt;b&gt;c&lt;/b&gt;" },
  { "code", "`a<b`", "<tt>a&lt;b</tt>" },
};

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *markup = mani_note_preview_dup_markup (cases[i].markdown);

  g_assert_cmpstr (markup, ==, cases[i].markup);
}

/* Whatever somebody writes, a label can show it: only Pango's own tags, all closed. */
static void
test_parses (void)
{
  static const char *const pieces[] = { "*",  "_",  "**", "`",   "[",  "](", ")", "<b>", "</b>",
                                        "& ", "\n", "- ", "1. ", "# ", "> ", "a", "é",   "<" };

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GString) note = g_string_new (NULL);
      g_autofree char *markup = NULL;
      g_autofree char *plain = NULL;
      g_autoptr (GRegex) links = g_regex_new ("</?a( href=\"[^\"]*\")?>", 0, 0, NULL);
      g_autoptr (GError) error = NULL;

      for (guint j = g_test_rand_int_range (1, 30); j > 0; j--)
        g_string_append (note, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      markup = mani_note_preview_dup_markup (note->str);
      /* Links are the label's, not Pango's. */
      plain = g_regex_replace (links, markup, -1, 0, "", 0, NULL);
      pango_parse_markup (plain, -1, 0, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/app/note-preview/%s", cases[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/app/note-preview/any-note-parses", test_parses);

  return g_test_run ();
}
