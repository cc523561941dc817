/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The project that the tests of formats share. */

#include "formats-fixture.h"

#include "mani-codec.h"

#include <string.h>

#define HARBOUR                                                                                     \
  "The ferry that stopped \U0001f6f3\ufe0f at the wrong island\n"                                   \
  "For eleven years the night boat from Port Sorrel called at Great Anvil.\n"                       \
  "The cafe\u0301 owner \U0001f469\u200d\U0001f469\u200d\U0001f467 waved, and a \U0001d11e was "    \
  "heard.\n\n"                                                                                      \
  "\u201cNobody told us the light was out,\u201d said Brandt, \u201cbecause nobody at the Harbour " \
  "Board of Port Sorrel had asked.\u201d\n"                                                         \
  "=SUM(A1) & <b>\"x\"</b> | `code` * [link](javascript:alert) \\ end\u2028last line"

#define LETTER                                                                               \
  "\u0631\u0633\u0627\u0644\u0629 \u0645\u0646 \u0627\u0644\u0645\u064a\u0646\u0627\u0621\n" \
  "\u05e9\u05dc\u05d5\u05dd Port Sorrel \u0531\u0566\u0563\n"

ManiRange
formats_fixture_find (const char *text, const char *quote)
{
  const char *at = strstr (text, quote);
  guint start;

  g_assert_nonnull (at);
  start = g_utf8_strlen (text, at - text);

  return (ManiRange){ start, start + g_utf8_strlen (quote, -1) };
}

gpointer
formats_fixture_record (const ManiRecordType *type, const char *json)
{
  g_autofree char *real = g_strdup (json);
  g_autoptr (ManiJsonReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  gpointer record;

  g_strdelimit (real, "'", '"');
  reader = mani_json_reader_new (real, strlen (real), "fixture", NULL);
  record = mani_codec_read (reader, type, &error);
  g_assert_no_error (error);

  return record;
}

static void
add_article (GPtrArray *records, const char *json, const char *text)
{
  g_autoptr (ManiRecord) bare = formats_fixture_record (&mani_article_record_type, json);
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (bare);
  g_autoptr (GError) error = NULL;

  mani_article_builder_set_text (builder, text, -1);
  if (strchr (text, '\n') != NULL)
    {
      ManiBlock heading = { 0, g_utf8_strlen (text, strcspn (text, "\n")), MANI_BLOCK_HEADING1 };

      mani_record_builder_set_blocks (builder, MANI_ARTICLE_BLOCKS, &heading, 1);
    }
  g_ptr_array_add (records, mani_record_builder_end (builder, &error));
  g_assert_no_error (error);
}

/* @quotes: parted by "~"; their places in @text become the ranges. */
static void
add_annotation (GPtrArray *records, const char *text, const char *quotes, const char *json)
{
  g_autoptr (ManiRecord) bare = formats_fixture_record (&mani_annotation_record_type, json);
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (bare);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) parts = g_strsplit (quotes, "~", -1);
  ManiRange ranges[4];
  guint n = 0;

  for (; parts[n] != NULL; n++)
    ranges[n] = formats_fixture_find (text, parts[n]);
  if (n > 0)
    mani_record_builder_set_ranges (builder, MANI_ANNOTATION_RANGES, ranges, n);
  g_ptr_array_add (records, mani_record_builder_end (builder, &error));
  g_assert_no_error (error);
}

ManiProject *
formats_fixture_new (void)
{
  g_autoptr (ManiRecord) info = formats_fixture_record (
      &mani_project_info_record_type,
      "{'id':'harbouraffairtst','title':'Harbour affair','creator':'R. Eader',"
      "'created':'2026-11-24T02:10:00Z'}");
  g_autoptr (GPtrArray) records = mani_label_new_defaults ();
  g_autoptr (GError) error = NULL;
  ManiProject *project;

  static const char *const labels[] = {
    "{'id':'lblnautical00000','name':'Nautical; | term','description':'Ships, \\n and more',"
    "'color':'#123456','key':'n','parent':'quote'}",
    "{'id':'lblsays000000000','name':'says','color':'#abcdef','use':'relation'}",
    "{'id':'lblmood000000000','name':'Mood','use':'article','x-new':{'a':[1,2]}}",
    "{'id':'lblunused0000000','name':'Unused','parent':'lblnautical00000'}",
    /* The same name at another place of the tree. */
    "{'id':'lblsecond0000000','name':'Mood','parent':'claim','color':'#654321'}",
  };
  static const char *const entities[] = {
    "{'id':'entbrandt0000000','kind':'person','name':'Ilse Brandt','aliases':['Brandt','Captain'],"
    "'sameAs':['https://www.wikidata.org/entity/Q1','https://viaf.org/viaf/1'],'dates':'1950?',"
    "'note':'*Captain* of the boat','meta':{'rank':'captain'}}",
    "{'id':'entsorrel0000000','kind':'place','name':'Port Sorrel','sameAs':"
    "['https://www.geonames.org/2'],'latitude':-41.167,'longitude':146.55,'precision':500,"
    "'country':'AU'}",
    "{'id':'entanvil00000000','kind':'place','name':'Great \\\"Anvil\\\"','latitude':0.1,"
    "'longitude':0}",
    "{'id':'entunused0000000','kind':'organisation','name':'Nobody & Sons'}",
    "{'id':'entthing00000000','name':'The light'}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    g_ptr_array_add (records, formats_fixture_record (&mani_label_record_type, labels[i]));
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    g_ptr_array_add (records, formats_fixture_record (&mani_entity_record_type, entities[i]));

  add_article (records,
               "{'id':'artharbour000000','title':'The ferry: a <story>, \\\"quoted\\\"',"
               "'byline':'M. Adeyemi','date':'2021-09-06','language':'en',"
               "'source':'https://harbour.example/ferry?a=1&b=2','origin':{'file':'ferry.txt'},"
               "'tags':['ferry','two words'],'note':'Read *twice*','status':'reading',"
               "'meta':{'section':'News'},'added':'2026-11-24T02:11:00Z'}",
               HARBOUR);
  add_article (records,
               "{'id':'artletter0000000','title':'\\u0631\\u0633\\u0627\\u0644\\u0629',"
               "'language':'ar','source':'letters/letter 1.txt'}",
               LETTER);
  add_article (records, "{'id':'artempty00000000'}", "");

  add_annotation (records, HARBOUR, "Port Sorrel",
                  "{'id':'annsorrel1000000','article':'artharbour000000','label':'place',"
                  "'entity':'entsorrel0000000','status':'confirmed','confidence':0.9,"
                  "'creator':'R. Eader','created':'2026-11-24T02:12:00Z',"
                  "'modified':'2026-11-24T02:12:00.25Z'}");
  add_annotation (records, HARBOUR, "Great Anvil",
                  "{'id':'annanvil00000000','article':'artharbour000000','label':'place',"
                  "'entity':'entanvil00000000','status':'disputed'}");
  add_annotation (
      records, HARBOUR, "Brandt",
      "{'id':'annbrandt0000000','article':'artharbour000000','label':'person',"
      "'entity':'entbrandt0000000','note':'Speaks for the *crew*;\\n\\ncheck | \\\"log\\\"',"
      "'tags':['captain','=cmd','a;b|c'],'attributes':{'line':'3','=key':'-1'},"
      "'origin':'import'}");
  /* Nested in the next, and crossing the one after. */
  add_annotation (records, HARBOUR, "the light was out",
                  "{'id':'annlight00000000','article':'artharbour000000',"
                  "'label':'lblnautical00000','entity':'entthing00000000','note':'=HYPERLINK(1)'}");
  add_annotation (
      records, HARBOUR, "\u201cNobody told us the light was out,\u201d",
      "{'id':'annquote00000000','article':'artharbour000000','label':'quote','color':'#ff00aa'}");
  add_annotation (records, HARBOUR, "light was out,\u201d said Brandt",
                  "{'id':'anncross00000000','article':'artharbour000000','label':'claim'}");
  /* Stacked on the first but one, discontinuous, empty, bare. */
  add_annotation (records, HARBOUR, "Great Anvil",
                  "{'id':'annstack00000000','article':'artharbour000000',"
                  "'label':'lblsecond0000000','origin':'suggestion'}");
  add_annotation (records, HARBOUR, "Nobody~Harbour Board",
                  "{'id':'annparts00000000','article':'artharbour000000','label':'organisation',"
                  "'tags':['in parts']}");
  add_annotation (records, HARBOUR, "\U0001f469\u200d\U0001f469\u200d\U0001f467",
                  "{'id':'annfamily0000000','article':'artharbour000000'}");
  add_annotation (records, HARBOUR, "cafe\u0301",
                  "{'id':'anncafe000000000','article':'artharbour000000','label':'place',"
                  "'x-score':[1.5,{'deep':null}]}");
  g_ptr_array_add (records,
                   formats_fixture_record (&mani_annotation_record_type,
                                           "{'id':'annpoint00000000','article':'artharbour000000',"
                                           "'ranges':[[27,27]],'note':'something is missing'}"));
  g_ptr_array_add (records,
                   formats_fixture_record (&mani_annotation_record_type,
                                           "{'id':'annwhole00000000','article':'artharbour000000',"
                                           "'label':'lblmood000000000','note':'gloomy'}"));
  g_ptr_array_add (records,
                   formats_fixture_record (
                       &mani_annotation_record_type,
                       "{'id':'annorphan0000000','article':'artharbour000000','label':'person',"
                       "'quote':'Xylophon quartz wizards jump',"
                       "'prefix':'before it ','suffix':' after it'}"));
  add_annotation (records, HARBOUR, "=SUM(A1) & <b>\"x\"</b> | `code` * [link]",
                  "{'id':'annhostile000000','article':'artharbour000000','label':'quote',"
                  "'note':'<script>alert(1)</script> [x](javascript:alert(1)) `'}");
  add_annotation (records, LETTER, "\u0627\u0644\u0645\u064a\u0646\u0627\u0621",
                  "{'id':'annharb000000000','article':'artletter0000000','label':'place',"
                  "'note':'\\u0627\\u0644\\u0645\\u064a\\u0646\\u0627\\u0621 = harbour'}");
  add_annotation (records, LETTER, "Port Sorrel",
                  "{'id':'annsorrel2000000','article':'artletter0000000','label':'place',"
                  "'entity':'entsorrel0000000'}");
  g_ptr_array_add (records,
                   formats_fixture_record (&mani_annotation_record_type,
                                           "{'id':'annempty00000000','article':'artempty00000000',"
                                           "'tags':['nothing']}"));
  /* Of a text that is not here: words and place as somebody states them. */
  g_ptr_array_add (records, formats_fixture_record (
                                &mani_annotation_record_type,
                                "{'id':'annstated1000000','article':'artempty00000000',"
                                "'label':'person','quote':'half \\u2026 past','prefix':'it was ',"
                                "'position':[[5,9],[20,24]]}"));
  g_ptr_array_add (records,
                   formats_fixture_record (&mani_annotation_record_type,
                                           "{'id':'annstated2000000','article':'artempty00000000',"
                                           "'label':'place','position':[[100,105]]}"));

  g_ptr_array_add (
      records, formats_fixture_record (&mani_relation_record_type,
                                       "{'id':'relsays000000000','from':'annbrandt0000000',"
                                       "'to':'annquote00000000','label':'lblsays000000000',"
                                       "'attributes':{'how':'loud'},'note':'in _public_',"
                                       "'creator':'R. Eader','created':'2026-11-24T02:13:00Z'}"));
  g_ptr_array_add (records,
                   formats_fixture_record (&mani_relation_record_type,
                                           "{'id':'relnear000000000','from':'annsorrel1000000',"
                                           "'to':'annsorrel2000000','directed':false}"));

  project = mani_project_new_from_records (MANI_PROJECT_INFO (info), records, NULL, NULL, &error);
  g_assert_no_error (error);

  return project;
}

ManiProject *
formats_fixture_new_bare (ManiProject *project)
{
  ManiTable *articles = mani_project_get_table (project, MANI_KIND_ARTICLE);
  g_autoptr (ManiProjectInfo) info = mani_project_info_new (NULL);
  g_autoptr (GPtrArray) records = mani_label_new_defaults ();
  g_autoptr (GError) error = NULL;
  ManiProject *bare;

  for (guint i = 0; i < mani_table_get_length (articles); i++)
    {
      static const guint kept[] = { MANI_ARTICLE_ID,     MANI_ARTICLE_ORIGIN, MANI_ARTICLE_ADDED,
                                    MANI_ARTICLE_SHA256, MANI_ARTICLE_BLOCKS, MANI_ARTICLE_TEXT };
      g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_article_record_type);

      for (guint k = 0; k < G_N_ELEMENTS (kept); k++)
        mani_record_builder_copy (builder, mani_table_get (articles, i), kept[k]);
      g_ptr_array_add (records, mani_record_builder_end (builder, &error));
      g_assert_no_error (error);
    }

  bare = mani_project_new_from_records (info, records, NULL, NULL, &error);
  g_assert_no_error (error);

  return bare;
}

ManiProject *
formats_fixture_new_large (guint n)
{
  g_autoptr (ManiProjectInfo) info = mani_project_info_new ("Large");
  g_autoptr (GPtrArray) records = mani_label_new_defaults ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  ManiProject *project;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "the Caf\u00e9 of number %06u%s", i, i % 8 == 7 ? ".\n" : ", ");
  add_article (records, "{'id':'a','title':'Numbers'}", text->str);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ManiRecordBuilder) builder =
          mani_record_builder_new (&mani_annotation_record_type);
      g_autofree char *id = g_strdup_printf ("annotation%06u", i);
      guint start = i * 26 + 4;
      ManiRange range = { start, start + 4 };

      mani_record_builder_set_string (builder, MANI_ANNOTATION_ID, id);
      mani_record_builder_set_string (builder, MANI_ANNOTATION_ARTICLE, "a");
      mani_record_builder_set_ranges (builder, MANI_ANNOTATION_RANGES, &range, 1);
      mani_record_builder_set_string (builder, MANI_ANNOTATION_LABEL,
                                      i % 2 == 0 ? "place" : "organisation");
      if (i % 4 == 0)
        mani_record_builder_set_string (builder, MANI_ANNOTATION_NOTE, "A note of some words");
      mani_record_builder_set_time (builder, MANI_ANNOTATION_CREATED,
                                    G_GINT64_CONSTANT (1637719800000000));
      g_ptr_array_add (records, mani_record_builder_end (builder, &error));
      g_assert_no_error (error);
    }

  project = mani_project_new_from_records (info, records, NULL, NULL, &error);
  g_assert_no_error (error);

  return project;
}

ManiFormatOutput *
formats_fixture_write (ManiProject *project, const ManiFormat *format, gboolean in_folder)
{
  g_autoptr (ManiSnapshot) snapshot = mani_project_snapshot (project);
  g_autoptr (ManiExport) what =
      mani_export_new (snapshot, &(ManiExportScope){ .in_folder = in_folder });
  ManiFormatOutput *output = mani_format_output_new_memory ();
  g_autoptr (GError) error = NULL;

  mani_format_write (format, what, output, &error);
  g_assert_no_error (error);

  return output;
}

const char *
formats_fixture_get_text (ManiFormatOutput *output, guint i)
{
  GBytes *bytes = mani_format_output_get_bytes (output, i);
  gsize n;
  const char *text = g_bytes_get_data (bytes, &n);

  /* A GString's bytes: there is a NUL behind them. */
  g_assert_cmpuint (strlen (text), ==, n);

  return text;
}

ManiImportInput *
formats_fixture_input (ManiFormatOutput *output)
{
  ManiImportInput *input = mani_import_input_new ();

  for (guint i = 0; i < mani_format_output_get_n_files (output); i++)
    mani_import_input_add (input, mani_format_output_get_name (output, i),
                           mani_format_output_get_bytes (output, i));

  return input;
}

ManiImportInput *
formats_fixture_input_text (const char *name, const char *text)
{
  ManiImportInput *input = mani_import_input_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  mani_import_input_add (input, name, bytes);

  return input;
}

guint
formats_fixture_import (ManiProject *project,
                        const ManiFormat *format,
                        const ManiImportInput *input,
                        ManiImport **import)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiImport) found = mani_format_read (format, input, &error);
  g_autoptr (ManiEdit) edit = NULL;
  g_autoptr (ManiEdit) inverse = NULL;
  guint n;

  g_assert_no_error (error);
  edit = mani_import_make_edit (found, project, &error);
  g_assert_no_error (error);
  n = mani_edit_get_length (edit);
  for (guint i = 0; i < MIN (n, 5); i++)
    {
      const ManiChange *change = mani_edit_get (edit, i);
      g_autoptr (GString) text = g_string_new (NULL);

      if (change->before != NULL)
        mani_codec_write (text, change->before);
      g_string_append (text, " -> ");
      if (change->after != NULL)
        mani_codec_write (text, change->after);
      g_test_message ("%s", text->str);
    }
  if (n > 0)
    inverse = mani_project_apply (project, edit, &error);
  g_assert_no_error (error);
  if (import != NULL)
    *import = g_steal_pointer (&found);

  return n;
}
