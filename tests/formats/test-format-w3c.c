/* SPDX-License-Identifier: GPL-3.0-or-later */

/* W3C Web Annotations: what is written is what the model says, read by json-glib. */

#include "formats-fixture.h"

#include <json-glib/json-glib.h>
#include <string.h>

static JsonParser *
parse (const char *text)
{
  JsonParser *parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);

  return parser;
}

static JsonObject *
find_item (JsonParser *parser, const char *id)
{
  JsonObject *page = json_node_get_object (json_parser_get_root (parser));
  JsonArray *items = json_object_get_array_member (page, "items");

  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);

      if (strcmp (json_object_get_string_member (item, "x:id"), id) == 0)
        return item;
    }
  g_assert_not_reached ();
}

static JsonObject *
get_selector (JsonObject *target, const char *type)
{
  JsonArray *selectors = json_object_get_array_member (target, "selector");

  for (guint i = 0; i < json_array_get_length (selectors); i++)
    {
      JsonObject *selector = json_array_get_object_element (selectors, i);

      if (strcmp (json_object_get_string_member (selector, "type"), type) == 0)
        return selector;
    }
  g_assert_not_reached ();
}

/* The slice that the position selects must be the quotation, between prefix and suffix. */
static void
check_target (JsonObject *target, const char *text)
{
  JsonObject *position = get_selector (target, "TextPositionSelector");
  JsonObject *quote = get_selector (target, "TextQuoteSelector");
  gint64 start = json_object_get_int_member (position, "start");
  gint64 end = json_object_get_int_member (position, "end");
  g_autofree char *slice = g_utf8_substring (text, start, end);
  g_autofree char *before = g_utf8_substring (text, 0, start);

  g_assert_cmpstr (slice, ==, json_object_get_string_member (quote, "exact"));
  g_assert_true (g_str_has_suffix (before, json_object_get_string_member (quote, "prefix")));
  g_assert_true (g_str_has_prefix (g_utf8_offset_to_pointer (text, end),
                                   json_object_get_string_member (quote, "suffix")));
}

static void
test_selectors_agree_with_the_text (void)
{
  g_autoptr (ManiProject) project = formats_fixture_new ();
  g_autoptr (ManiFormatOutput) output = formats_fixture_write (project, &mani_format_w3c, FALSE);
  g_autoptr (JsonParser) parser = parse (formats_fixture_get_text (output, 0));
  JsonObject *page = json_node_get_object (json_parser_get_root (parser));
  JsonArray *items = json_object_get_array_member (page, "items");
  guint n_targets = 0;
  guint n_stated = 0;

  g_assert_cmpstr (json_object_get_string_member (page, "type"), ==, "AnnotationPage");
  g_assert_cmpuint (json_array_get_length (items), ==, 19 + 2);
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);
      JsonNode *target = json_object_get_member (item, "target");
      g_autoptr (JsonArray) targets = NULL;

      g_assert_true (g_str_has_prefix (json_object_get_string_member (item, "id"), "urn:uuid:"));
      if (JSON_NODE_HOLDS_ARRAY (target))
        targets = json_array_ref (json_node_get_array (target));
      else
        {
          targets = json_array_new ();
          json_array_add_object_element (targets, json_object_ref (json_node_get_object (target)));
        }
      for (guint k = 0; k < json_array_get_length (targets); k++)
        {
          JsonObject *one = json_array_get_object_element (targets, k);
          const char *article;

          if (!json_object_has_member (one, "selector") ||
              JSON_NODE_HOLDS_OBJECT (json_object_get_member (one, "selector")))
            continue;
          article =
              json_object_get_string_member (json_object_get_object_member (one, "source"), "x:id");
          /* There is no text to agree with. */
          if (strcmp (article, "artempty00000000") == 0)
            {
              n_stated++;
              continue;
            }
          check_target (one, mani_article_get_text (
                                 mani_project_lookup (project, MANI_KIND_ARTICLE, article)));
          n_targets++;
        }
    }
  /* 19 annotations: 2 of whole articles, 1 orphan without a position and 2 with one, of which one
   * has two parts, 13 of one range, 1 of two. */
  g_assert_cmpuint (n_targets, ==, 13 + 2);
  g_assert_cmpuint (n_stated, ==, 2 + 1);
}

static void
test_says_what_the_annotation_says (void)
{
  g_autoptr (ManiProject) project = formats_fixture_new ();
  g_autoptr (ManiFormatOutput) output = formats_fixture_write (project, &mani_format_w3c, FALSE);
  g_autoptr (JsonParser) parser = parse (formats_fixture_get_text (output, 0));
  JsonObject *sorrel = find_item (parser, "annsorrel1000000");
  JsonObject *brandt = find_item (parser, "annbrandt0000000");
  JsonObject *says = find_item (parser, "relsays000000000");
  JsonArray *body = json_object_get_array_member (sorrel, "body");
  JsonObject *one = json_array_get_object_element (body, 0);
  JsonArray *point;
  JsonArray *ends = json_object_get_array_member (says, "target");
  JsonObject *source =
      json_object_get_object_member (json_object_get_object_member (sorrel, "target"), "source");

  g_assert_cmpstr (json_object_get_string_member (sorrel, "motivation"), ==, "tagging");
  g_assert_cmpstr (json_object_get_string_member (sorrel, "created"), ==, "2026-11-24T02:12:00Z");
  g_assert_cmpstr (
      json_object_get_string_member (json_object_get_object_member (sorrel, "creator"), "name"), ==,
      "R. Eader");
  g_assert_cmpstr (json_object_get_string_member (one, "purpose"), ==, "tagging");
  g_assert_cmpstr (json_object_get_string_member (one, "value"), ==, "Place");
  one = json_array_get_object_element (body, 1);
  g_assert_cmpstr (json_object_get_string_member (one, "purpose"), ==, "identifying");
  g_assert_cmpstr (json_object_get_string_member (one, "source"), ==, "https://www.geonames.org/2");
  one = json_array_get_object_element (body, 2);
  g_assert_cmpstr (json_object_get_string_member (one, "purpose"), ==, "georeferencing");
  point =
      json_object_get_array_member (json_object_get_object_member (one, "geometry"), "coordinates");
  g_assert_cmpfloat (json_array_get_double_element (point, 0), ==, 146.55);
  g_assert_cmpfloat (json_array_get_double_element (point, 1), ==, -41.167);

  g_assert_cmpstr (json_object_get_string_member (source, "id"), ==,
                   "https://harbour.example/ferry?a=1&b=2");
  g_assert_cmpstr (json_object_get_string_member (source, "language"), ==, "en");

  body = json_object_get_array_member (brandt, "body");
  /* Label, three tags, note, entity. */
  g_assert_cmpuint (json_array_get_length (body), ==, 6);
  one = json_array_get_object_element (body, 4);
  g_assert_cmpstr (json_object_get_string_member (one, "purpose"), ==, "commenting");
  g_assert_cmpstr (json_object_get_string_member (one, "format"), ==, "text/markdown");

  g_assert_cmpstr (json_object_get_string_member (says, "motivation"), ==, "linking");
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (ends, 0), "id"),
                   ==, json_object_get_string_member (brandt, "id"));
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (ends, 1), "id"), ==
                   , json_object_get_string_member (find_item (parser, "annquote00000000"), "id"));
}

static void
test_context_cuts_no_grapheme (void)
{
  g_autoptr (ManiArticle) article = formats_fixture_record (
      &mani_article_record_type,
      "{'id':'a','text':['\\ud83d\\udc69\\u200d\\ud83d\\udc69\\u200d\\ud83d\\udc67 e\\u0301 "
      "word e\\u0301']}");
  g_autofree char *whole = mani_export_dup_prefix (article, 9, 32);
  g_autofree char *family_left_out = mani_export_dup_prefix (article, 9, 6);
  g_autofree char *accent_left_out = mani_export_dup_prefix (article, 9, 2);
  g_autofree char *accent_at_the_end = mani_export_dup_suffix (article, 9, 6);

  /* Five code points of the family, a space, e, the accent, a space: 9; "word", a space: 14. */
  g_assert_cmpuint (g_utf8_strlen (whole, -1), ==, 9);
  g_assert_cmpstr (family_left_out, ==, " e\u0301 ");
  g_assert_cmpstr (accent_left_out, ==, " ");
  g_assert_cmpstr (accent_at_the_end, ==, "word ");
}

static void
test_same_project_same_bytes (void)
{
  g_autoptr (ManiProject) project = formats_fixture_new ();
  g_autoptr (ManiProject) again = formats_fixture_new ();
  g_autoptr (ManiFormatOutput) one = formats_fixture_write (project, &mani_format_w3c, FALSE);
  g_autoptr (ManiFormatOutput) other = formats_fixture_write (again, &mani_format_w3c, FALSE);

  g_assert_cmpstr (formats_fixture_get_text (one, 0), ==, formats_fixture_get_text (other, 0));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/w3c/selectors-agree-with-the-text",
                   test_selectors_agree_with_the_text);
  g_test_add_func ("/formats/w3c/says-what-the-annotation-says",
                   test_says_what_the_annotation_says);
  g_test_add_func ("/formats/w3c/context-cuts-no-grapheme", test_context_cuts_no_grapheme);
  g_test_add_func ("/formats/w3c/same-project-same-bytes", test_same_project_same_bytes);

  return g_test_run ();
}
