/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each format writes, and where it can, reads, a project of 100,000 annotations, beside json-glib
 * generating and parsing the same annotations as a W3C page. Prints lines of name, value, unit,
 * reference, ratio. */

#include "mani-formats.h"

#include <json-glib/json-glib.h>
#include <string.h>

#define N_ANNOTATIONS 100000
#define N_RUNS 3

static ManiProject *
make_project (gboolean with_annotations)
{
  g_autoptr (ManiProjectInfo) info = mani_project_info_new ("Bench");
  g_autoptr (GPtrArray) records = mani_label_new_defaults ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new (&mani_article_record_type);

  for (guint i = 0; i < N_ANNOTATIONS; i++)
    g_string_append_printf (text, "the Caf\u00e9 of number %06u%s", i, i % 8 == 7 ? ".\n" : ", ");
  mani_record_builder_set_string (builder, MANI_ARTICLE_ID, "benchmarkarticle");
  mani_record_builder_set_string (builder, MANI_ARTICLE_TITLE, "Numbers");
  mani_article_builder_set_text (builder, text->str, text->len);
  g_ptr_array_add (records, mani_record_builder_end (builder, NULL));

  for (guint i = 0; with_annotations && i < N_ANNOTATIONS; i++)
    {
      g_autoptr (ManiRecordBuilder) one = mani_record_builder_new (&mani_annotation_record_type);
      g_autofree char *id = g_strdup_printf ("annotation%06u", i);
      /* 26 characters each: "the Café of number 000000" and two more. */
      ManiRange range = { i * 26 + 4, i * 26 + 8 };

      mani_record_builder_set_string (one, MANI_ANNOTATION_ID, id);
      mani_record_builder_set_string (one, MANI_ANNOTATION_ARTICLE, "benchmarkarticle");
      mani_record_builder_set_ranges (one, MANI_ANNOTATION_RANGES, &range, 1);
      mani_record_builder_set_string (one, MANI_ANNOTATION_LABEL, i % 2 == 0 ? "place" : "quote");
      mani_record_builder_set_time (one, MANI_ANNOTATION_CREATED,
                                    G_GINT64_CONSTANT (1637719800000000));
      if (i % 4 == 0)
        mani_record_builder_set_string (one, MANI_ANNOTATION_NOTE, "A note of some words");
      g_ptr_array_add (records, mani_record_builder_end (one, NULL));
    }

  return mani_project_new_from_records (info, records, NULL, NULL, NULL);
}

static double
rate_of (gint64 microseconds)
{
  return N_ANNOTATIONS * 1000.0 / MAX (microseconds, 1);
}

static void
report (const char *name, const char *what, gint64 ours, gint64 theirs)
{
  g_print ("%s %s\t%.0f\tthousand annotations/s\t%.0f\t%.2f\n", name, what, rate_of (ours),
           rate_of (theirs), (double) theirs / MAX (ours, 1));
}

static ManiFormatOutput *
write_all (const ManiFormat *format, const ManiExport *what, gint64 *best)
{
  ManiFormatOutput *output = NULL;

  *best = G_MAXINT64;
  for (guint run = 0; run < N_RUNS; run++)
    {
      gint64 start = g_get_monotonic_time ();

      g_clear_pointer (&output, mani_format_output_free);
      output = mani_format_output_new_memory ();
      mani_format_write (format, what, output, NULL);
      *best = MIN (*best, g_get_monotonic_time () - start);
    }

  return output;
}

static gint64
time_reading (const ManiFormat *format, ManiFormatOutput *output)
{
  gint64 best = G_MAXINT64;

  for (guint run = 0; run < N_RUNS; run++)
    {
      g_autoptr (ManiProject) project = make_project (FALSE);
      g_autoptr (ManiImportInput) input = mani_import_input_new ();
      g_autoptr (ManiImport) import = NULL;
      g_autoptr (ManiEdit) edit = NULL;
      g_autoptr (GError) error = NULL;
      gint64 start;

      mani_import_input_add (input, mani_format_output_get_name (output, 0),
                             mani_format_output_get_bytes (output, 0));
      start = g_get_monotonic_time ();
      import = mani_format_read (format, input, &error);
      g_assert_no_error (error);
      edit = mani_import_make_edit (import, project, &error);
      best = MIN (best, g_get_monotonic_time () - start);
      g_assert_cmpuint (mani_edit_get_length (edit), >=, N_ANNOTATIONS);
    }

  return best;
}

int
main (void)
{
  g_autoptr (ManiProject) project = make_project (TRUE);
  g_autoptr (ManiSnapshot) snapshot = mani_project_snapshot (project);
  g_autoptr (ManiExport) what = mani_export_new (snapshot, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  gint64 generating = G_MAXINT64;
  gint64 parsing = G_MAXINT64;
  gint64 unused;
  g_autoptr (ManiFormatOutput) page = write_all (&mani_format_w3c, what, &unused);
  GBytes *bytes = mani_format_output_get_bytes (page, 0);

  for (guint run = 0; run < N_RUNS; run++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autofree char *json = NULL;

      json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                  NULL);
      parsing = MIN (parsing, g_get_monotonic_time () - start);
      json_generator_set_root (generator, json_parser_get_root (parser));
      start = g_get_monotonic_time ();
      json = json_generator_to_data (generator, NULL);
      generating = MIN (generating, g_get_monotonic_time () - start);
    }

  for (guint i = 0; i < mani_formats_get_n (); i++)
    {
      const ManiFormat *format = mani_formats_get (i);
      g_autoptr (ManiFormatOutput) output = NULL;
      gint64 writing;

      if (!mani_format_can_write (format))
        continue;
      output = write_all (format, what, &writing);
      report (format->id, "write", writing, generating);
      if (mani_format_can_read (format))
        report (format->id, "read", time_reading (format, output), parsing);
    }

  return 0;
}
