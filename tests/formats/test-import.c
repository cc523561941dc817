/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How what a file brings becomes one edit: what is recognised, what is new, what cannot be placed.
 */

#include "formats-fixture.h"

#include "mani-history.h"

#include <string.h>

#define TEXT "The night boat left Port Sorrel. \U0001f6f3 Nobody saw the night boat again.\n"

static ManiProject *
make_project (const char *text)
{
  g_autoptr (ManiProjectInfo) info = mani_project_info_new ("Test");
  g_autoptr (GPtrArray) records = mani_label_new_defaults ();
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_article_record_type);
  g_autoptr (GError) error = NULL;
  ManiProject *project;

  mani_record_builder_set_string (builder, MANI_ARTICLE_ID, "ferryarticle0000");
  mani_record_builder_set_string (builder, MANI_ARTICLE_TITLE, "Ferry");
  mani_record_builder_set_string (builder, MANI_ARTICLE_SOURCE, "https://ferry.example/");
  mani_article_builder_set_text (builder, text, -1);
  g_ptr_array_add (records, mani_record_builder_end (builder, NULL));
  project = mani_project_new_from_records (info, records, NULL, NULL, &error);
  g_assert_no_error (error);

  return project;
}

static ManiImport *
import_text (ManiProject *project, const char *name, const char *text, guint *n)
{
  g_autoptr (ManiImportInput) input = formats_fixture_input_text (name, text);
  const ManiFormat *format = mani_formats_sniff (text, strlen (text), name);
  ManiImport *import;
  guint n_changes;

  g_assert_nonnull (format);
  n_changes = formats_fixture_import (project, format, input, &import);
  if (n != NULL)
    *n = n_changes;

  return import;
}

/* The annotation at @i of the only (first) article. */
static ManiAnnotation *
get_annotation (ManiProject *project, guint i)
{
  ManiRecord *article = mani_table_get (mani_project_get_table (project, MANI_KIND_ARTICLE), 0);
  ManiAnnotation *annotation =
      mani_table_get (mani_project_get_annotations (project, mani_record_get_id (article)), i);

  g_assert_nonnull (annotation);

  return annotation;
}

static const char *
get_label_name (ManiProject *project, ManiAnnotation *annotation)
{
  ManiLabel *label =
      mani_project_lookup (project, MANI_KIND_LABEL, mani_annotation_get_label (annotation));

  return label != NULL ? mani_label_get_name (label) : NULL;
}

static void
assert_range (ManiAnnotation *annotation, guint start, guint end)
{
  guint n;
  const ManiRange *ranges = mani_annotation_get_ranges (annotation, &n);

  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (ranges[0].start, ==, start);
  g_assert_cmpuint (ranges[0].end, ==, end);
}

static gboolean
has_line (ManiImport *import, const char *part)
{
  const char *const *lines = mani_import_get_lines (import);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], part) != NULL)
      return TRUE;

  return FALSE;
}

static void
test_one_step_to_undo (void)
{
  g_autoptr (ManiProject) source = formats_fixture_new ();
  g_autoptr (ManiProject) project = formats_fixture_new_bare (source);
  g_autoptr (ManiHistory) history = mani_history_new (project);
  g_autoptr (ManiFormatOutput) output = formats_fixture_write (source, &mani_format_w3c, FALSE);
  g_autoptr (ManiImportInput) input = formats_fixture_input (output);
  g_autoptr (ManiImport) import = mani_format_read (&mani_format_w3c, input, NULL);
  g_autoptr (ManiSnapshot) before = mani_project_snapshot (project);
  g_autoptr (ManiSnapshot) after = NULL;
  g_autoptr (ManiSnapshot) undone = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiEdit) edit = mani_import_make_edit (import, project, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (mani_edit_get_name (edit), ==, "Import 19 Annotations");
  g_assert_true (mani_history_apply (history, edit, &error));
  after = mani_project_snapshot (project);
  g_assert_false (mani_snapshot_equal (before, after));
  g_assert_cmpuint (mani_import_get_n_found (import, MANI_KIND_ANNOTATION), ==, 19);
  g_assert_cmpuint (mani_import_get_count (import, MANI_KIND_ANNOTATION, MANI_IMPORT_ADDED), ==,
                    19);
  g_assert_cmpuint (mani_import_get_count (import, MANI_KIND_ANNOTATION, MANI_IMPORT_ORPHANED), ==,
                    3);
  g_assert_cmpuint (mani_import_get_count (import, MANI_KIND_RELATION, MANI_IMPORT_ADDED), ==, 2);
  g_assert_cmpuint (mani_import_get_count (import, MANI_KIND_LABEL, MANI_IMPORT_ADDED), ==, 5);

  g_assert_true (mani_history_undo (history, &error));
  undone = mani_project_snapshot (project);
  g_assert_true (mani_snapshot_equal (before, undone));
}

static void
test_same_id_is_brought_up_to_date (void)
{
  g_autoptr (ManiProject) project = make_project (TEXT);
  g_autoptr (ManiImport) first = NULL;
  g_autoptr (ManiImport) second = NULL;
  guint n;

  first = import_text (project, "x.jsonl",
                       "{\"id\":\"abcdefghijklmnop\",\"article\":\"ferryarticle0000\","
                       "\"ranges\":[[4,14]],\"quote\":\"night boat\",\"label\":\"place\","
                       "\"note\":\"one\",\"tags\":[\"old\"]}\n",
                       &n);
  g_assert_cmpuint (n, ==, 1);
  /* Another note, no tags, another place: and what the file would tell and does not is gone. */
  second = import_text (project, "x.jsonl",
                        "{\"id\":\"abcdefghijklmnop\",\"article\":\"ferryarticle0000\","
                        "\"ranges\":[[20,31]],\"quote\":\"Port Sorrel\",\"label\":\"place\","
                        "\"note\":\"two\"}\n",
                        &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (mani_project_get_n_annotations (project), ==, 1);
  g_assert_cmpuint (mani_import_get_count (second, MANI_KIND_ANNOTATION, MANI_IMPORT_UPDATED), ==,
                    1);
  assert_range (get_annotation (project, 0), 20, 31);
  g_assert_cmpstr (mani_annotation_get_note (get_annotation (project, 0)), ==, "two");
  g_assert_null (mani_annotation_get_tags (get_annotation (project, 0))[0]);
}

static void
test_a_column_that_is_not_there_changes_nothing (void)
{
  g_autoptr (ManiProject) project = make_project (TEXT);
  g_autoptr (ManiImport) first = NULL;
  g_autoptr (ManiImport) second = NULL;

  first = import_text (project, "x.csv",
                       "annotation_id,document_id,start,end,offset_unit,quote,note,tags\n"
                       "abcdefghijklmnop,ferryarticle0000,4,14,codepoint,night boat,one,a|b\n",
                       NULL);
  second = import_text (project, "x.csv",
                        "annotation_id,document_id,start,end,offset_unit,quote,tags\n"
                        "abcdefghijklmnop,ferryarticle0000,4,14,codepoint,night boat,\n",
                        NULL);
  /* The note stays, since the second file has no notes; the tags go, since it has none of them. */
  g_assert_cmpstr (mani_annotation_get_note (get_annotation (project, 0)), ==, "one");
  g_assert_null (mani_annotation_get_tags (get_annotation (project, 0))[0]);
  g_assert_cmpuint (mani_import_get_count (second, MANI_KIND_ANNOTATION, MANI_IMPORT_UPDATED), ==,
                    1);
}

static void
test_without_ids_the_same_is_the_same (void)
{
  static const char csv[] = "quote,start,end,label,note\n"
                            "night boat,4,14,Ship,\n"
                            "night boat,4,14,Ship,\n"
                            "Nobody,35,41,person,who?\n";
  g_autoptr (ManiProject) project = make_project (TEXT);
  g_autoptr (ManiImport) first = import_text (project, "x.csv", csv, NULL);
  g_autoptr (ManiImport) second = NULL;
  guint n;

  /* Two rows that say the same are two annotations, and stay two. */
  g_assert_cmpuint (mani_project_get_n_annotations (project), ==, 3);
  second = import_text (project, "x.csv", csv, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (mani_import_get_count (second, MANI_KIND_ANNOTATION, MANI_IMPORT_SAME), ==, 3);
  g_assert_cmpuint (
      mani_record_get_word (MANI_RECORD (get_annotation (project, 0)), MANI_ANNOTATION_ORIGIN), ==,
      MANI_ANNOTATION_BY_IMPORT);
}

static void
test_labels_by_id_then_name (void)
{
  g_autoptr (ManiProject) project = make_project (TEXT);
  g_autoptr (ManiImport) import = import_text (project, "x.csv",
                                               "quote,start,end,label\n"
                                               "night boat,4,14,Place\n"
                                               "Nobody,35,41,person\n"
                                               "left,15,19,Verb\n"
                                               "Port,20,24,Noun\n",
                                               NULL);
  ManiTable *labels = mani_project_get_table (project, MANI_KIND_LABEL);
  ManiLabel *verb = mani_table_get (labels, 6);
  ManiLabel *noun = mani_table_get (labels, 7);

  g_assert_cmpuint (mani_table_get_length (labels), ==, 6 + 2);
  g_assert_cmpstr (mani_annotation_get_label (get_annotation (project, 0)), ==, "place");
  /* "person" is no name here, but an id. */
  g_assert_cmpstr (mani_annotation_get_label (get_annotation (project, 3)), ==, "person");
  g_assert_cmpstr (mani_label_get_name (verb), ==, "Verb");
  /* A colour each, not one of those in use. */
  for (guint i = 0; i < 6; i++)
    {
      const char *used = mani_label_get_color (mani_table_get (labels, i));

      g_assert_cmpstr (mani_label_get_color (verb), !=, used);
      g_assert_cmpstr (mani_label_get_color (noun), !=, used);
    }
  g_assert_cmpstr (mani_label_get_color (verb), !=, mani_label_get_color (noun));
  g_assert_cmpuint (mani_import_get_count (import, MANI_KIND_LABEL, MANI_IMPORT_SAME), ==, 2);
}

static void
test_label_paths_and_keys (void)
{
  g_autoptr (ManiProject) project = make_project (TEXT);
  g_autoptr (ManiImport) import = import_text (
      project, "x.jsonld",
      "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationPage\","
      "\"x:labels\":["
      "{\"id\":\"theirplace000000\",\"name\":\"Place\",\"description\":\"Where\"},"
      "{\"id\":\"theirtown0000000\",\"name\":\"Town\",\"key\":\"2\",\"parent\":"
      "\"theirplace000000\"},"
      "{\"id\":\"theirlake0000000\",\"name\":\"Lake\",\"key\":\"k\",\"parent\":\"nowhere\"}],"
      "\"items\":[]}",
      NULL);
  ManiLabel *place = mani_project_lookup (project, MANI_KIND_LABEL, "place");
  ManiLabel *town = mani_project_lookup (project, MANI_KIND_LABEL, "theirtown0000000");
  ManiLabel *lake = mani_project_lookup (project, MANI_KIND_LABEL, "theirlake0000000");

  /* By name: kept, with what it did not say yet. */
  g_assert_null (mani_project_lookup (project, MANI_KIND_LABEL, "theirplace000000"));
  g_assert_cmpstr (mani_label_get_description (place), ==, "Where");
  g_assert_cmpstr (mani_label_get_parent (town), ==, "place");
  /* "2" is Place's own key. */
  g_assert_null (mani_label_get_key (town));
  g_assert_cmpstr (mani_label_get_key (lake), ==, "k");
  g_assert_null (mani_label_get_parent (lake));
  g_assert_cmpuint (mani_import_get_count (import, MANI_KIND_LABEL, MANI_IMPORT_UPDATED), ==, 1);
}

static void
test_circle_of_labels (void)
{
  g_autoptr (ManiProject) project = make_project (TEXT);
  g_autoptr (ManiImport) import = import_text (
      project, "x.jsonld",
      "{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"type\":\"AnnotationPage\","
      "\"x:labels\":[{\"id\":\"aaaaaaaaaaaaaaaa\",\"name\":\"A\",\"parent\":\"bbbbbbbbbbbbbbbb\"},"
      "{\"id\":\"bbbbbbbbbbbbbbbb\",\"name\":\"B\",\"parent\":\"aaaaaaaaaaaaaaaa\"}],"
      "\"items\":[]}",
      NULL);

  g_assert_nonnull (mani_project_lookup (project, MANI_KIND_LABEL, "aaaaaaaaaaaaaaaa"));
  g_assert_nonnull (mani_project_lookup (project, MANI_KIND_LABEL, "bbbbbbbbbbbbbbbb"));
  g_assert_cmpuint (mani_import_get_count (import, MANI_KIND_LABEL, MANI_IMPORT_ADDED), ==, 2);
}

static void
test_entities_by_uri_then_name (void)
{
  static const char csv[] = "quote,start,end,entity_label,entity_kind,entity_uri\n"
                            "Port Sorrel,20,31,Port Sorrel,place,https://geo.example/2\n"
                            "Port,20,24,The port,,https://geo.example/2\n"
                            "Sorrel,25,31,Port Sorrel,place,\n"
                            "night boat,4,14,Port Sorrel,place,https://geo.example/3\n";
  g_autoptr (ManiProject) project = make_project (TEXT);
  g_autoptr (ManiImport) import = import_text (project, "x.csv", csv, NULL);
  g_autoptr (ManiImport) again = NULL;
  ManiTable *entities = mani_project_get_table (project, MANI_KIND_ENTITY);
  guint n;

  /* The second is the first by its URI, the third by its name; the fourth is another. */
  g_assert_cmpuint (mani_table_get_length (entities), ==, 2);
  again = import_text (project, "x.csv", csv, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (mani_table_get_length (entities), ==, 2);
}

static void
assert_position (ManiAnnotation *annotation, guint start, guint end)
{
  guint n;
  const ManiRange *position = mani_annotation_get_position (annotation, &n);

  g_assert_true (mani_annotation_is_orphan (annotation));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (position->start, ==, start);
  g_assert_cmpuint (position->end, ==, end);
}

static void
test_what_cannot_be_placed_waits (void)
{
  g_autoptr (ManiProject) project = make_project (TEXT);
  g_autoptr (ManiImport) import =
      import_text (project, "x.csv",
                   "quote,start,end,prefix,suffix,label\n"
                   "a whole different sentence,4,14,before ,behind,Place\n"
                   ",900,910,,,Place\n"
                   ",14,14,,,\n",
                   NULL);
  ManiAnnotation *orphan = NULL;
  guint n_orphans = 0;

  g_assert_cmpuint (mani_project_get_n_annotations (project), ==, 3);
  for (guint i = 0; i < 3; i++)
    if (mani_annotation_is_orphan (get_annotation (project, i)))
      {
        n_orphans++;
        if (g_strcmp0 (mani_record_get_string (MANI_RECORD (get_annotation (project, i)),
                                               MANI_ANNOTATION_QUOTE),
                       "a whole different sentence") == 0)
          orphan = get_annotation (project, i);
        else
          assert_position (get_annotation (project, i), 900, 910);
      }
  g_assert_cmpuint (n_orphans, ==, 2);
  g_assert_nonnull (orphan);
  g_assert_cmpstr (mani_record_get_string (MANI_RECORD (orphan), MANI_ANNOTATION_PREFIX), ==,
                   "before ");
  g_assert_cmpstr (mani_record_get_string (MANI_RECORD (orphan), MANI_ANNOTATION_SUFFIX), ==,
                   "behind");
  assert_position (orphan, 4, 14);
  g_assert_cmpstr (mani_annotation_get_label (orphan), ==, "place");
  g_assert_cmpuint (mani_import_get_count (import, MANI_KIND_ANNOTATION, MANI_IMPORT_ORPHANED), ==,
                    2);
  g_assert_cmpuint (mani_import_get_n_skipped (import), ==, 0);
}

/* A file without the article's text: what it states of text and places is kept, and no more. */
static void
test_stated_places_are_kept (void)
{
  static const char sha256[] = "34fef8297f864b659aae82db2ba3c41fa49bd01e1b956e25de53e415be51add7";
  static const char *const shas[] = { sha256, "" };

  for (guint i = 0; i < G_N_ELEMENTS (shas); i++)
    {
      g_autoptr (ManiProject) project = mani_project_new (NULL);
      g_autofree char *file = g_strdup_printf ("document,document_sha256,quote,start,end\n"
                                               "Elsewhere,%s,Baku,7,11\n",
                                               shas[i]);
      g_autoptr (ManiImport) import = import_text (project, "x.csv", file, NULL);
      ManiArticle *article = mani_project_lookup (
          project, MANI_KIND_ARTICLE, mani_annotation_get_article (get_annotation (project, 0)));

      assert_position (get_annotation (project, 0), 7, 11);
      g_assert_cmpstr (mani_article_get_sha256 (article), ==, *shas[i] != '\0' ? shas[i] : NULL);
      g_assert_cmpuint (mani_import_get_n_skipped (import), ==, 0);
      g_assert_true (has_line (import, "The text of the article “Elsewhere” is not here"));
    }
}

/* Bytes of a text that nobody has are no place; that they are lost is said. */
static void
test_other_units_are_lost_without_text (void)
{
  g_autoptr (ManiProject) project = mani_project_new (NULL);
  g_autoptr (ManiImport) import = import_text (
      project, "x.csv", "document,quote,start,end,offset_unit\nElsewhere,Baku,7,11,byte\n", NULL);
  guint n;

  mani_annotation_get_position (get_annotation (project, 0), &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_true (mani_annotation_is_orphan (get_annotation (project, 0)));
  g_assert_cmpuint (mani_import_get_n_skipped (import), ==, 1);
  g_assert_true (has_line (import, "The position of 1 annotation is left out"));
}

static void
test_moved_text_is_found (void)
{
  g_autoptr (ManiProject) project = make_project ("A new first line.\n" TEXT);
  g_autoptr (ManiImport) import = import_text (project, "x.csv",
                                               "quote,start,end,prefix,suffix\n"
                                               "night boat,53,63,saw the , again\n",
                                               NULL);

  /* 18 for the new line; before the second boat stand 49 characters, the ship being one. */
  assert_range (get_annotation (project, 0), 18 + 50, 18 + 60);
  g_assert_cmpuint (mani_import_get_count (import, MANI_KIND_ANNOTATION, MANI_IMPORT_ORPHANED), ==,
                    0);
}

static void
test_units_are_found_out (void)
{
  /* "Nobody" stands at 35 in code points, at 36 in UTF-16 units, at 38 in bytes. */
  static const struct
  {
    guint start;
    const char *line;
  } cases[] = { { 35, NULL }, { 36, "UTF-16" }, { 38, "bytes" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ManiProject) project = make_project (TEXT);
      g_autofree char *csv =
          g_strdup_printf ("quote,start,end\nNobody,%u,%u\n", cases[i].start, cases[i].start + 6);
      g_autoptr (ManiImport) import = import_text (project, "x.csv", csv, NULL);

      assert_range (get_annotation (project, 0), 35, 41);
      if (cases[i].line != NULL)
        g_assert_true (has_line (import, cases[i].line));
      else
        g_assert_null (mani_import_get_lines (import)[0]);
    }
}

static void
test_unit_that_is_said (void)
{
  g_autoptr (ManiProject) project = make_project (TEXT);
  g_autoptr (ManiImport) import =
      import_text (project, "x.csv", "quote,start,end,offset_unit\n,38,44,byte\n", NULL);

  assert_range (get_annotation (project, 0), 35, 41);
}

static void
test_articles_by_source_title_and_words (void)
{
  static const char *const headers[] = {
    "document_source\nhttps://ferry.example/",
    "document\nFerry",
    "page\n7",
    "document\nElsewhere",
  };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr (ManiProject) source = formats_fixture_new ();
      g_autoptr (ManiProject) project = formats_fixture_new_bare (source);
      g_auto (GStrv) parts = g_strsplit (headers[i], "\n", 2);
      g_autofree char *csv = NULL;
      g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_article_record_type);
      g_autoptr (ManiRecord) article = NULL;
      g_autoptr (ManiEdit) edit = mani_edit_new ("Add");
      g_autoptr (ManiEdit) inverse = NULL;
      g_autoptr (ManiImport) import = NULL;

      mani_record_builder_set_string (builder, MANI_ARTICLE_ID, "ferryarticle0000");
      mani_record_builder_set_string (builder, MANI_ARTICLE_TITLE, "Ferry");
      mani_record_builder_set_string (builder, MANI_ARTICLE_SOURCE, "https://ferry.example/");
      mani_article_builder_set_text (builder, TEXT, -1);
      article = mani_record_builder_end (builder, NULL);
      mani_edit_add (edit, article);
      inverse = mani_project_apply (project, edit, NULL);

      csv = g_strdup_printf ("quote,start,end,%s\nNobody saw,35,45,%s\n", parts[0], parts[1]);
      import = import_text (project, "x.csv", csv, NULL);
      g_assert_cmpuint (
          mani_table_get_length (mani_project_get_annotations (project, "ferryarticle0000")), ==,
          1);
    }
}

static void
test_article_that_is_not_there (void)
{
  g_autoptr (ManiProject) project = mani_project_new (NULL);
  g_autoptr (ManiImport) import =
      import_text (project, "x.csv", "quote,start,end,document\nNobody,35,41,Ferry\n", NULL);
  ManiTable *articles = mani_project_get_table (project, MANI_KIND_ARTICLE);

  g_assert_cmpuint (mani_table_get_length (articles), ==, 1);
  g_assert_cmpstr (mani_record_get_string (mani_table_get (articles, 0), MANI_ARTICLE_TITLE), ==,
                   "Ferry");
  g_assert_true (mani_annotation_is_orphan (get_annotation (project, 0)));
  g_assert_true (has_line (import, "Ferry"));
}

static void
test_article_that_is_given (void)
{
  g_autoptr (ManiProject) source = formats_fixture_new ();
  g_autoptr (ManiProject) project = formats_fixture_new_bare (source);
  g_autoptr (ManiImportInput) input =
      formats_fixture_input_text ("x.csv", "quote\nno such words\n");
  g_autoptr (ManiImport) import = mani_format_read (&mani_format_csv, input, NULL);
  g_autoptr (ManiEdit) edit = NULL;
  g_autoptr (ManiEdit) inverse = NULL;
  g_autoptr (GError) error = NULL;

  mani_import_set_article (import, "artletter0000000");
  edit = mani_import_make_edit (import, project, &error);
  inverse = mani_project_apply (project, edit, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (
      mani_table_get_length (mani_project_get_annotations (project, "artletter0000000")), ==, 1);
}

static void
test_foreign_web_annotations (void)
{
  g_autofree char *path =
      g_build_filename (g_test_get_dir (G_TEST_DIST), "data", "w3c", "list.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (ManiProject) project = make_project (TEXT);
  g_autoptr (ManiImport) import = NULL;
  g_autoptr (ManiImport) again = NULL;
  ManiAnnotation *boat;
  ManiAnnotation *parts;
  ManiRelation *relation;
  const ManiRange *ranges;
  guint n;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  import = import_text (project, "list.json", text, NULL);

  boat = get_annotation (project, 0);
  assert_range (boat, 4, 14);
  /* The first tag is the label, the next a tag; comments are one note, HTML taken out of them. */
  g_assert_cmpstr (get_label_name (project, boat), ==, "Ship");
  g_assert_cmpstr (mani_annotation_get_tags (boat)[0], ==, "night boat");
  g_assert_cmpstr (mani_annotation_get_note (boat), ==, "Ada:\nWho steers?\n\nNobody & no one");
  g_assert_cmpstr (mani_annotation_get_creator (boat), ==, "u-17");
  /* 2024-01-05T13:19:14.716Z */
  g_assert_cmpint (mani_annotation_get_created (boat), ==, G_GINT64_CONSTANT (1704460754716000));

  parts = get_annotation (project, 1);
  ranges = mani_annotation_get_ranges (parts, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (ranges[1].start, ==, 25);

  relation = mani_table_get (mani_project_get_table (project, MANI_KIND_RELATION), 0);
  g_assert_cmpstr (mani_relation_get_from (relation), ==, mani_record_get_id (MANI_RECORD (boat)));
  g_assert_cmpstr (mani_relation_get_to (relation), ==, mani_record_get_id (MANI_RECORD (parts)));

  again = import_text (project, "list.json", text, &n);
  g_assert_cmpuint (n, ==, 0);
}

static void
test_web_annotation_shapes (void)
{
  static const struct
  {
    const char *file;
    guint n_annotations;
    guint n_articles;
    const char *line;
  } cases[] = {
    { "one.jsonld", 1, 1, NULL },
    { "collection.jsonld", 2, 2, NULL },
    /* Two targets are two; the map's selector and the photo are no text. */
    { "graph.jsonld", 3, 3, "SvgSelector" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path =
          g_build_filename (g_test_get_dir (G_TEST_DIST), "data", "w3c", cases[i].file, NULL);
      g_autofree char *text = NULL;
      g_autoptr (ManiProject) project = mani_project_new (NULL);
      g_autoptr (ManiImport) import = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      import = import_text (project, cases[i].file, text, NULL);
      g_assert_cmpuint (mani_project_get_n_annotations (project), ==, cases[i].n_annotations);
      g_assert_cmpuint (mani_table_get_length (mani_project_get_table (project, MANI_KIND_ARTICLE)),
                        ==, cases[i].n_articles);
      if (cases[i].line != NULL)
        g_assert_true (has_line (import, cases[i].line));
      if (i == 1)
        g_assert_cmpstr (mani_project_info_get_title (mani_project_get_info (project)), ==,
                         "Ferry notes");
      if (i == 2)
        {
          ManiEntity *entity =
              mani_table_get (mani_project_get_table (project, MANI_KIND_ENTITY), 0);
          double latitude;
          double longitude;

          g_assert_cmpstr (mani_entity_get_name (entity), ==, "Port Sorrel");
          g_assert_cmpuint (mani_entity_get_kind (entity), ==, MANI_ENTITY_PLACE);
          g_assert_true (mani_entity_get_place (entity, &latitude, &longitude));
          g_assert_cmpfloat (latitude, ==, -41.167);
        }
    }
}

/* The files of other programs, when they are at hand. */
static void
test_shared_samples (void)
{
  static const struct
  {
    const char *file;
    guint n_annotations;
    guint n_relations;
  } cases[] = {
    { "recogito-js.annotations.w3c.json", 3, 1 },
    { "text-annotator.annotations.w3c.json", 5, 0 },
  };
  const char *samples = g_getenv ("MANI_TEST_SAMPLES");
  g_autofree char *correct = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  correct =
      g_build_filename (samples != NULL ? samples : "", "w3c-web-annotation", "w3c-correct", NULL);
  dir = g_dir_open (correct, 0, NULL);
  if (dir == NULL)
    {
      g_test_skip ("the samples are not there");
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (samples, "w3c-web-annotation", cases[i].file, NULL);
      g_autofree char *text = NULL;
      g_autoptr (ManiProject) project = mani_project_new (NULL);
      g_autoptr (ManiImport) import = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      import = import_text (project, cases[i].file, text, NULL);
      g_assert_cmpuint (mani_project_get_n_annotations (project), ==, cases[i].n_annotations);
      g_assert_cmpuint (
          mani_table_get_length (mani_project_get_table (project, MANI_KIND_RELATION)), ==,
          cases[i].n_relations);
    }

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (correct, name, NULL);
      g_autofree char *text = NULL;
      g_autoptr (ManiProject) project = mani_project_new (NULL);
      g_autoptr (ManiImport) import = NULL;

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      import = import_text (project, name, text, NULL);
      g_test_message ("%s: %u", name, mani_project_get_n_annotations (project));
    }
}

static void
test_ids_are_made_once (void)
{
  g_autofree char *kept = mani_import_make_id (NULL, "abcdefghijklmnop");
  g_autofree char *one = mani_import_make_id ("a.ann", "T1");
  g_autofree char *same = mani_import_make_id ("a.ann", "T1");
  g_autofree char *other = mani_import_make_id ("b.ann", "T1");
  g_autofree char *iri = mani_import_make_id (NULL, "http://notes.example/anno1");

  g_assert_cmpstr (kept, ==, "abcdefghijklmnop");
  g_assert_cmpstr (one, ==, same);
  g_assert_cmpstr (one, !=, other);
  g_assert_true (mani_record_is_id (one));
  g_assert_true (mani_record_is_id (iri));
  g_assert_cmpuint (strlen (one), ==, 16);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/import/one-step-to-undo", test_one_step_to_undo);
  g_test_add_func ("/formats/import/same-id-is-brought-up-to-date",
                   test_same_id_is_brought_up_to_date);
  g_test_add_func ("/formats/import/a-column-that-is-not-there-changes-nothing",
                   test_a_column_that_is_not_there_changes_nothing);
  g_test_add_func ("/formats/import/without-ids-the-same-is-the-same",
                   test_without_ids_the_same_is_the_same);
  g_test_add_func ("/formats/import/labels-by-id-then-name", test_labels_by_id_then_name);
  g_test_add_func ("/formats/import/label-paths-and-keys", test_label_paths_and_keys);
  g_test_add_func ("/formats/import/circle-of-labels", test_circle_of_labels);
  g_test_add_func ("/formats/import/entities-by-uri-then-name", test_entities_by_uri_then_name);
  g_test_add_func ("/formats/import/what-cannot-be-placed-waits", test_what_cannot_be_placed_waits);
  g_test_add_func ("/formats/import/stated-places-are-kept", test_stated_places_are_kept);
  g_test_add_func ("/formats/import/other-units-are-lost-without-text",
                   test_other_units_are_lost_without_text);
  g_test_add_func ("/formats/import/moved-text-is-found", test_moved_text_is_found);
  g_test_add_func ("/formats/import/units-are-found-out", test_units_are_found_out);
  g_test_add_func ("/formats/import/unit-that-is-said", test_unit_that_is_said);
  g_test_add_func ("/formats/import/articles-by-source-title-and-words",
                   test_articles_by_source_title_and_words);
  g_test_add_func ("/formats/import/article-that-is-not-there", test_article_that_is_not_there);
  g_test_add_func ("/formats/import/article-that-is-given", test_article_that_is_given);
  g_test_add_func ("/formats/import/foreign-web-annotations", test_foreign_web_annotations);
  g_test_add_func ("/formats/import/web-annotation-shapes", test_web_annotation_shapes);
  g_test_add_func ("/formats/import/shared-samples", test_shared_samples);
  g_test_add_func ("/formats/import/ids-are-made-once", test_ids_are_made_once);

  return g_test_run ();
}
