/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each record type: its fields by name, its rules, its getters, the words of a passage. */

#include "mani-annotation.h"
#include "mani-article.h"
#include "mani-codec.h"
#include "mani-entity.h"
#include "mani-kind.h"
#include "mani-label.h"
#include "mani-project-info.h"
#include "mani-relation.h"

#include "core-fixture.h"

#include <math.h>
#include <string.h>

static gpointer
read_record (ManiKind kind, const char *json, GError **error)
{
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (json, strlen (json), "F", NULL);

  return mani_codec_read (reader, mani_kind_get_record_type (kind), error);
}

/* The members of the file, in its order: this is the format, so it is written out here. */
static void
test_fields (void)
{
  static const char *const fields[MANI_N_KINDS] = {
    [MANI_KIND_PROJECT] = "project: id title creator created note",
    [MANI_KIND_LABEL] = "label: id name description color key parent>label use entity",
    [MANI_KIND_ENTITY] = "entity: id kind name aliases sameAs dates latitude longitude precision "
                         "country note meta",
    [MANI_KIND_ARTICLE] = "article: id title byline date language source pages origin tags note "
                          "status meta added sha256 blocks text",
    [MANI_KIND_ANNOTATION] = "annotation: id article>article ranges quote prefix suffix position "
                             "label>label color tags note entity>entity attributes status origin "
                             "confidence creator created modified",
    [MANI_KIND_RELATION] = "relation: id from>annotation to>annotation label>label directed "
                           "attributes note creator created",
  };
  static const char *const members[MANI_N_KINDS] = { "project",  "labels",      "entities",
                                                     "articles", "annotations", "relations" };

  for (guint kind = 0; kind < MANI_N_KINDS; kind++)
    {
      const ManiRecordType *type = mani_kind_get_record_type (kind);
      g_autoptr (GString) found = g_string_new (type->name);

      g_string_append_c (found, ':');
      for (guint i = 0; i < type->n_fields; i++)
        {
          ManiKind target;

          g_string_append_printf (found, " %s", type->fields[i].name);
          if (mani_kind_get_reference (kind, i, &target))
            {
              g_string_append_printf (found, ">%s", mani_kind_get_record_type (target)->name);
              g_assert_cmpint (type->fields[i].kind, ==, MANI_FIELD_REF);
            }
          if (type->fields[i].kind == MANI_FIELD_WORD || type->fields[i].kind == MANI_FIELD_BLOCKS)
            g_assert_nonnull (type->fields[i].words);
        }
      g_assert_cmpstr (found->str, ==, fields[kind]);
      g_assert_cmpstr (mani_kind_get_member (kind), ==, members[kind]);
      g_assert_cmpuint (type->fields[0].flags & MANI_FIELD_REQUIRED, !=, 0);
    }
}

/* A record of each kind with all its members is written as it was read. */
static void
test_round_trips (void)
{
  static const struct
  {
    ManiKind kind;
    const char *json;
  } cases[] = {
    { MANI_KIND_PROJECT, "{\"id\":\"p\",\"title\":\"T\",\"creator\":\"Ada\",\"created\":"
                         "\"2026-11-24T02:10:00Z\",\"note\":\"N\",\"x\":1}" },
    { MANI_KIND_LABEL, "{\"id\":\"l\",\"name\":\"N\",\"description\":\"D\",\"color\":\"#0072b2\","
                       "\"key\":\"\u0561\",\"parent\":\"p\",\"use\":\"relation\",\"entity\":"
                       "\"place\"}" },
    { MANI_KIND_ENTITY, "{\"id\":\"e\",\"kind\":\"organisation\",\"name\":\"N\",\"aliases\":"
                        "[\"A\"],\"sameAs\":[\"https://w.org/\"],\"dates\":\"1900-\",\"latitude\":"
                        "-90,\"longitude\":180,\"precision\":0.5,\"country\":\"AM\",\"note\":"
                        "\"N\",\"meta\":{\"a\":\"b\"}}" },
    /* sha256 of "ab\n" by sha256sum(1) */
    { MANI_KIND_ARTICLE,
      "{\"id\":\"a\",\"title\":\"T\",\"byline\":\"B\",\"date\":\"2021-09-06\",\"language\":\"hy\","
      "\"source\":\"https://x.org\",\"pages\":[0,3],\"origin\":{\"file\":\"f\"},\"tags\":[\"t\"],"
      "\"note\":\"N\",\"status\":\"reading\",\"meta\":{\"m\":\"\"},\"added\":"
      "\"2026-11-24T02:10:00Z\",\"sha256\":"
      "\"a63d8014dba891345b30174df2b2a57efbb65b4f9f09b98f245d1b3192277ece\",\"blocks\":"
      "[[0,2,\"heading1\"],[0,3,\"list-item\",\"1\"]],\"text\":[\n\"ab\\n\"\n]}" },
    { MANI_KIND_ANNOTATION,
      "{\"id\":\"n\",\"article\":\"a\",\"ranges\":[[0,1],[1,1],[2,3]],\"quote\":\"Q\",\"prefix\":"
      "\"P\",\"suffix\":\"S\",\"position\":[[4,9]],\"label\":\"l\",\"color\":\"#abcdef\","
      "\"tags\":[\"t\",\"u\"],"
      "\"note\":\"N\",\"entity\":\"e\",\"attributes\":{\"k\":\"v\"},\"status\":\"disputed\","
      "\"origin\":\"suggestion\",\"confidence\":0.25,\"creator\":\"Ada\",\"created\":"
      "\"2026-11-24T02:10:00Z\",\"modified\":\"2026-11-24T02:10:01Z\",\"x\":{}}" },
    { MANI_KIND_RELATION, "{\"id\":\"r\",\"from\":\"n\",\"to\":\"m\",\"label\":\"l\",\"directed\":"
                          "false,\"attributes\":{\"k\":\"v\"},\"note\":\"N\",\"creator\":\"Ada\","
                          "\"created\":\"2026-11-24T02:10:00Z\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      ManiRecord *record = read_record (cases[i].kind, cases[i].json, &error);
      g_autoptr (GString) out = g_string_new (NULL);

      g_assert_no_error (error);
      g_assert_cmpint (mani_kind_of (record), ==, cases[i].kind);
      for (guint j = 0; j < mani_kind_get_record_type (cases[i].kind)->n_fields; j++)
        g_assert_true (mani_record_has (record, j));
      mani_codec_write (out, record);
      g_assert_cmpstr (out->str, ==, cases[i].json);
      g_assert_finalize_object (record);
    }
}

static void
test_rules (void)
{
  static const struct
  {
    ManiKind kind;
    const char *json;
    const char *why;
  } cases[] = {
    { MANI_KIND_ANNOTATION, "{\"id\":\"n\"}", "annotation: “article” is missing" },
    { MANI_KIND_ANNOTATION, "{\"id\":\"n\",\"article\":\"a\",\"ranges\":[[4,2]]}",
      "a range from 4 to 2 ends before it starts" },
    { MANI_KIND_ANNOTATION, "{\"id\":\"n\",\"article\":\"a\",\"ranges\":[[0,4],[3,6]]}",
      "3 to 6 was found after 0 to 4" },
    { MANI_KIND_ANNOTATION, "{\"id\":\"n\",\"article\":\"a\",\"ranges\":[[5,6],[0,4]]}",
      "0 to 4 was found after 5 to 6" },
    { MANI_KIND_ANNOTATION, "{\"id\":\"n\",\"article\":\"a\",\"color\":\"#ABCDEF\"}",
      "“#ABCDEF” is no colour" },
    { MANI_KIND_ANNOTATION, "{\"id\":\"n\",\"article\":\"a\",\"color\":\"red\"}",
      "“red” is no colour" },
    { MANI_KIND_ANNOTATION, "{\"id\":\"n\",\"article\":\"a\",\"confidence\":1.5}",
      "confidence is 1.5, a number from 0 to 1 was expected" },
    { MANI_KIND_ANNOTATION, "{\"id\":\"n\",\"article\":\"a\",\"confidence\":-0.1}",
      "confidence is -0.1" },
    { MANI_KIND_LABEL, "{\"id\":\"l\"}", "label: “name” is missing" },
    { MANI_KIND_LABEL, "{\"id\":\"l\",\"name\":\"\"}", "label: “name” is missing" },
    { MANI_KIND_LABEL, "{\"id\":\"l\",\"name\":\"N\",\"color\":\"#12345g\"}", "is no colour" },
    { MANI_KIND_LABEL, "{\"id\":\"l\",\"name\":\"N\",\"key\":\"12\"}", "“12” is no key" },
    { MANI_KIND_ENTITY, "{\"id\":\"e\"}", "entity: “name” is missing" },
    { MANI_KIND_ENTITY, "{\"id\":\"e\",\"name\":\"N\",\"latitude\":1}",
      "latitude and longitude were expected together" },
    { MANI_KIND_ENTITY, "{\"id\":\"e\",\"name\":\"N\",\"latitude\":91,\"longitude\":0}",
      "latitude is 91, a number from -90 to 90 was expected" },
    { MANI_KIND_ENTITY, "{\"id\":\"e\",\"name\":\"N\",\"latitude\":0,\"longitude\":-180.5}",
      "longitude is -180.5" },
    { MANI_KIND_ENTITY, "{\"id\":\"e\",\"name\":\"N\",\"precision\":-1}", "precision is -1" },
    { MANI_KIND_ARTICLE, "{\"id\":\"a\",\"text\":[\"ab\"],\"blocks\":[[0,3,\"code\"]]}",
      "blocks: from 0 to 3 was found, a place within the text’s 2 characters was expected" },
    { MANI_KIND_ARTICLE, "{\"id\":\"a\",\"text\":[\"ab\"],\"blocks\":[[2,1,\"code\"]]}",
      "blocks: from 2 to 1" },
    { MANI_KIND_ARTICLE, "{\"id\":\"a\",\"text\":[\"ab\"],\"pages\":[1,0]}", "pages: from 1 to 0" },
    { MANI_KIND_ARTICLE, "{\"id\":\"a\",\"text\":[\"ab\"],\"pages\":[3]}", "pages: from 0 to 3" },
    { MANI_KIND_ANNOTATION, "{\"id\":\"n\",\"article\":\"a\",\"position\":[[4,2]]}",
      "a range from 4 to 2" },
    { MANI_KIND_RELATION, "{\"id\":\"r\",\"from\":\"a\"}", "relation: “to” is missing" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_record (cases[i].kind, cases[i].json, &error));
      g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);
      if (strstr (error->message, cases[i].why) == NULL)
        g_error ("“%s” has no “%s”", error->message, cases[i].why);
    }
}

static void
test_annotation (void)
{
  g_autoptr (ManiAnnotation) span = make_annotation ("n", "a", 9, 16, "place");
  g_autoptr (ManiAnnotation) whole =
      read_record (MANI_KIND_ANNOTATION, "{\"id\":\"w\",\"article\":\"a\"}", NULL);
  g_autoptr (ManiAnnotation) orphan =
      read_record (MANI_KIND_ANNOTATION, "{\"id\":\"o\",\"article\":\"a\",\"quote\":\"Q\"}", NULL);
  g_autoptr (ManiAnnotation) several =
      read_record (MANI_KIND_ANNOTATION,
                   "{\"id\":\"s\",\"article\":\"a\",\"ranges\":[[0,4],[9,16],[23,28]]}", NULL);
  g_autoptr (ManiArticle) article = make_article ("a", NULL, FIXTURE_TEXT);
  g_autofree char *quote = mani_annotation_dup_quote (span, article);
  g_autofree char *quotes = mani_annotation_dup_quote (several, article);
  g_autofree char *own = mani_annotation_dup_quote (orphan, article);
  g_autoptr (ManiAnnotation) stated = read_record (
      MANI_KIND_ANNOTATION, "{\"id\":\"p\",\"article\":\"a\",\"position\":[[4,9],[12,20]]}", NULL);
  g_autofree char *said = mani_annotation_dup_short_quote (stated, article);

  g_assert_cmpstr (quote, ==, "Yerevan");
  g_assert_cmpstr (quotes, ==, "Baku … Yerevan … \U0001d11eBaku");
  g_assert_cmpstr (own, ==, "Q");
  g_assert_null (mani_annotation_dup_quote (whole, article));
  /* Only where it stood is known: an orphan that says so to people. */
  g_assert_true (mani_annotation_is_orphan (stated));
  g_assert_false (mani_annotation_is_whole_article (stated));
  g_assert_null (mani_annotation_dup_quote (stated, article));
  g_assert_cmpstr (said, ==, "characters 4 to 20");
  g_assert_null (mani_annotation_dup_quote (span, NULL));

  g_assert_cmpuint (mani_annotation_get_extent (several).start, ==, 0);
  g_assert_cmpuint (mani_annotation_get_extent (several).end, ==, 28);
  g_assert_cmpuint (mani_annotation_get_extent (whole).end, ==, 0);
  g_assert_true (mani_annotation_is_whole_article (whole));
  g_assert_false (mani_annotation_is_orphan (whole));
  g_assert_true (mani_annotation_is_orphan (orphan));
  g_assert_false (mani_annotation_is_whole_article (orphan));
  g_assert_false (mani_annotation_is_orphan (span) || mani_annotation_is_whole_article (span));
  g_assert_cmpint (mani_annotation_get_status (span), ==, MANI_ANNOTATION_UNVERIFIED);
  g_assert_null (mani_annotation_get_tags (span)[0]);
  g_assert_cmpint (mani_annotation_get_created (span), ==, 0);
}

static void
test_annotation_order (void)
{
  /* start, then end, then id */
  g_autoptr (GPtrArray) sorted = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (sorted, make_annotation ("z", "a", 0, 0, NULL));
  g_ptr_array_add (sorted, make_annotation ("a", "a", 0, 9, NULL));
  g_ptr_array_add (sorted, make_annotation ("b", "a", 0, 9, NULL));
  g_ptr_array_add (sorted, make_annotation ("a", "a", 1, 2, NULL));
  g_ptr_array_add (sorted, make_annotation ("a", "a", 4000000000u, 4000000001u, NULL));
  for (guint i = 0; i < sorted->len; i++)
    for (guint j = 0; j < sorted->len; j++)
      {
        int order = mani_annotation_compare (sorted->pdata[i], sorted->pdata[j]);

        g_assert_cmpint (CLAMP (order, -1, 1), ==, i < j ? -1 : i > j);
      }
}

static void
test_short_quotes (void)
{
  static const guint lengths[] = { 199, 200, 201, 500 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (ManiArticle) article = NULL;
      g_autoptr (ManiAnnotation) annotation = NULL;
      g_autofree char *quote = NULL;

      for (guint j = 0; j < lengths[i]; j++)
        g_string_append_unichar (text, 0x4e00 + j);
      article = make_article ("a", NULL, text->str);
      annotation = make_annotation ("n", "a", 0, lengths[i], NULL);
      quote = mani_annotation_dup_short_quote (annotation, article);
      if (lengths[i] <= 200)
        g_assert_cmpstr (quote, ==, text->str);
      else
        {
          /* 100, the sign, 99: 200 in all */
          g_assert_cmpint (g_utf8_strlen (quote, -1), ==, 200);
          g_assert_cmpuint (g_utf8_get_char (g_utf8_offset_to_pointer (quote, 99)), ==,
                            0x4e00 + 99);
          g_assert_cmpuint (g_utf8_get_char (g_utf8_offset_to_pointer (quote, 100)), ==, 0x2026);
          g_assert_cmpuint (g_utf8_get_char (g_utf8_offset_to_pointer (quote, 101)), ==,
                            0x4e00 + lengths[i] - 99);
        }
    }
}

static void
test_article (void)
{
  g_autoptr (ManiArticle) article = make_article ("a", "T", FIXTURE_TEXT);
  g_autoptr (ManiArticle) empty = make_article ("b", NULL, "");
  g_autofree char *slice = mani_article_dup_slice (article, 23, 28);

  g_assert_cmpuint (mani_article_get_length (article), ==, 36);
  g_assert_cmpuint (mani_article_get_n_bytes (article), ==, 39);
  g_assert_cmpstr (slice, ==, "\U0001d11eBaku");
  g_assert_cmpuint (strlen (mani_article_get_sha256 (article)), ==, 64);
  g_assert_cmpstr (mani_article_get_text (empty), ==, "");
  g_assert_cmpuint (mani_article_get_length (empty), ==, 0);
  /* sha256sum </dev/null */
  g_assert_cmpstr (mani_article_get_sha256 (empty), ==,
                   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  g_assert_cmpint (mani_article_get_status (empty), ==, MANI_ARTICLE_NEW);
}

static void
test_article_titles (void)
{
  static const struct
  {
    const char *json;
    const char *title;
  } cases[] = {
    { "{\"id\":\"a\",\"title\":\"T\",\"text\":[\"x\"]}", "T" },
    { "{\"id\":\"a\",\"origin\":{\"file\":\"news.txt\"},\"text\":[\"x\"]}", "news.txt" },
    { "{\"id\":\"a\",\"text\":[\"\\n\",\" \u2028 First line\\n\",\"second\"]}", "First line" },
    { "{\"id\":\"a\",\"text\":[\"1234567890123456789012345678901234567890123456789012345678901\"]}",
      "123456789012345678901234567890123456789012345678901234567890" },
    /* the 60th and 61st character are one: an e and its accent */
    { "{\"id\":\"a\",\"text\":[\"12345678901234567890123456789012345678901234567890123456789e"
      "\u0301x\"]}",
      "12345678901234567890123456789012345678901234567890123456789" },
    { "{\"id\":\"a\",\"text\":[\" \\n \"]}", "Untitled article" },
    { "{\"id\":\"a\"}", "Untitled article" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ManiArticle) article = read_record (MANI_KIND_ARTICLE, cases[i].json, &error);
      g_autofree char *title = NULL;

      g_assert_no_error (error);
      title = mani_article_dup_title (article);
      g_assert_cmpstr (title, ==, cases[i].title);
    }
}

static gpointer
ask_for_map (gpointer article)
{
  return (gpointer) mani_article_get_offset_map (article);
}

static void
test_article_map_from_threads (void)
{
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (ManiArticle) article = make_article ("a", NULL, FIXTURE_TEXT);
      GThread *threads[4];
      gpointer maps[4];

      for (guint j = 0; j < 4; j++)
        threads[j] = g_thread_new ("map", ask_for_map, article);
      for (guint j = 0; j < 4; j++)
        maps[j] = g_thread_join (threads[j]);
      for (guint j = 0; j < 4; j++)
        g_assert_true (maps[j] == maps[0]);
    }
}

static void
test_label_and_entity (void)
{
  g_autoptr (ManiLabel) label = make_label ("l", "L", NULL);
  g_autoptr (ManiEntity) entity = make_entity ("e", "E", MANI_ENTITY_PLACE, NULL);
  g_autoptr (ManiEntity) placed = read_record (
      MANI_KIND_ENTITY, "{\"id\":\"p\",\"name\":\"P\",\"latitude\":0,\"longitude\":-1.5}", NULL);
  g_autoptr (ManiRelation) relation = make_relation ("r", "a", "b", NULL);
  double latitude;
  double longitude;

  g_assert_true (mani_label_is_color (mani_label_get_color (label)));
  g_assert_false (mani_label_is_color ("#12345"));
  g_assert_false (mani_label_is_color ("0072b2#"));
  g_assert_false (mani_label_is_color (""));
  g_assert_cmpint (mani_label_get_use (label), ==, MANI_LABEL_FOR_PASSAGES);
  g_assert_null (mani_label_get_parent (label));
  g_assert_false (mani_entity_get_place (entity, &latitude, &longitude));
  g_assert_true (isnan (latitude));
  g_assert_true (mani_entity_get_place (placed, &latitude, &longitude));
  g_assert_cmpfloat (latitude, ==, 0);
  g_assert_cmpfloat (longitude, ==, -1.5);
  g_assert_true (mani_relation_is_directed (relation));
}

static void
test_default_labels (void)
{
  g_autoptr (GPtrArray) labels = mani_label_new_defaults ();
  guint kinds[4] = { 0 };

  g_assert_cmpuint (labels->len, ==, 6);
  for (guint i = 0; i < labels->len; i++)
    {
      g_assert_true (mani_label_is_color (mani_label_get_color (labels->pdata[i])));
      kinds[mani_label_get_entity_kind (labels->pdata[i])]++;
      for (guint j = 0; j < i; j++)
        g_assert_cmpstr (mani_label_get_color (labels->pdata[i]), !=,
                         mani_label_get_color (labels->pdata[j]));
    }
  g_assert_cmpuint (kinds[MANI_ENTITY_PERSON], ==, 1);
  g_assert_cmpuint (kinds[MANI_ENTITY_PLACE], ==, 1);
  g_assert_cmpuint (kinds[MANI_ENTITY_ORGANISATION], ==, 1);
}

/* An annotation as most are: an id of 16, an article, one range, a label, a creator, a time. With
 * 8 bytes in its table, 12 in the index of spans and at most 20 / 0.47 in the hash table of ids it
 * has to stay under 260. */
static void
test_annotation_is_small (void)
{
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_annotation_record_type);
  g_autoptr (ManiRecord) annotation = NULL;

  mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE, "abcdefghijklmnop");
  mani_record_builder_set_ranges (builder, MANI_ANNOTATION_RANGES, &(ManiRange){ 1, 2 }, 1);
  mani_record_builder_set_string (builder, MANI_ANNOTATION_LABEL, "place");
  mani_record_builder_set_string (builder, MANI_ANNOTATION_CREATOR, "Ada");
  mani_record_builder_set_time (builder, MANI_ANNOTATION_CREATED, FIXTURE_NOW);
  annotation = mani_record_builder_end (builder, NULL);
  g_test_message ("%" G_GSIZE_FORMAT " bytes", mani_record_get_size (annotation));
  g_assert_cmpuint (mani_record_get_size (annotation), <=, 144);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/core/records/fields-are-the-format", test_fields);
  g_test_add_func ("/core/records/written-as-read", test_round_trips);
  g_test_add_func ("/core/records/rules", test_rules);
  g_test_add_func ("/core/annotation/passages-and-quotes", test_annotation);
  g_test_add_func ("/core/annotation/order", test_annotation_order);
  g_test_add_func ("/core/annotation/long-quotes-lose-their-middle", test_short_quotes);
  g_test_add_func ("/core/annotation/is-small", test_annotation_is_small);
  g_test_add_func ("/core/article/text", test_article);
  g_test_add_func ("/core/article/titles", test_article_titles);
  g_test_add_func ("/core/article/one-map-for-all-threads", test_article_map_from_threads);
  g_test_add_func ("/core/label-and-entity/getters", test_label_and_entity);
  g_test_add_func ("/core/label/defaults", test_default_labels);

  return g_test_run ();
}
