/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every registered format: a project with everything in it goes out and comes in again. Into the
 * same project it changes nothing; into a project that has only the articles it gives the same, but
 * for the losses that were named. Samples and damaged files are tried as well. A new format needs
 * no line here. */

#include "formats-fixture.h"

#include "mani-codec.h"

#include <string.h>

/* When one of these is lost, annotations are. */
#define DROPPING                                                                         \
  (MANI_CONCEPT_OVERLAP | MANI_CONCEPT_NESTED | MANI_CONCEPT_STACKED |                   \
   MANI_CONCEPT_DISCONTINUOUS | MANI_CONCEPT_EMPTY_RANGES | MANI_CONCEPT_WHOLE_ARTICLE | \
   MANI_CONCEPT_ORPHANS | MANI_CONCEPT_UNLABELLED | MANI_CONCEPT_EXACT_TEXT)

typedef struct
{
  const ManiFormat *format;
  gboolean in_folder;
} Case;

/* What formats can hold at all, in words that know no ids. */

typedef struct
{
  ManiProject *project;
  guint lost;
  GPtrArray *lines;
} Telling;

static gboolean
is_kept (const Telling *telling, guint concepts)
{
  return (telling->lost & concepts) == 0;
}

static void
tell_field (GString *line, ManiRecord *record, guint field)
{
  g_string_append_printf (line, " %s=", mani_record_get_record_type (record)->fields[field].name);
  mani_codec_write_field (line, record, field);
}

static char *
tell_label_name (const Telling *telling, const char *id)
{
  ManiLabel *label =
      id != NULL ? mani_project_lookup (telling->project, MANI_KIND_LABEL, id) : NULL;
  GString *name = g_string_new (NULL);

  for (; label != NULL;
       label = mani_label_get_parent (label) != NULL && is_kept (telling, MANI_CONCEPT_LABEL_TREE)
                   ? mani_project_lookup (telling->project, MANI_KIND_LABEL,
                                          mani_label_get_parent (label))
                   : NULL)
    {
      g_string_prepend_c (name, '/');
      g_string_prepend (name, mani_label_get_name (label));
    }

  return g_string_free (name, FALSE);
}

static char *
tell_annotation (const Telling *telling, ManiAnnotation *annotation)
{
  static const struct
  {
    guint field;
    guint concept;
  } fields[] = {
    { MANI_ANNOTATION_NOTE, MANI_CONCEPT_NOTES },
    { MANI_ANNOTATION_TAGS, MANI_CONCEPT_TAGS },
    { MANI_ANNOTATION_COLOR, MANI_CONCEPT_COLORS },
    { MANI_ANNOTATION_ATTRIBUTES, MANI_CONCEPT_ATTRIBUTES },
    { MANI_ANNOTATION_STATUS, MANI_CONCEPT_STATUS },
    { MANI_ANNOTATION_ORIGIN, MANI_CONCEPT_ORIGIN },
    { MANI_ANNOTATION_CONFIDENCE, MANI_CONCEPT_CONFIDENCE },
    { MANI_ANNOTATION_CREATOR, MANI_CONCEPT_PROVENANCE },
    { MANI_ANNOTATION_CREATED, MANI_CONCEPT_PROVENANCE },
    { MANI_ANNOTATION_MODIFIED, MANI_CONCEPT_PROVENANCE },
  };
  ManiRecord *record = MANI_RECORD (annotation);
  GString *line = g_string_new ("annotation");
  guint64 told = (1ull << MANI_ANNOTATION_ID) | (1ull << MANI_ANNOTATION_LABEL) |
                 (1ull << MANI_ANNOTATION_ENTITY);
  ManiEntity *entity = mani_annotation_get_entity (annotation) != NULL
                           ? mani_project_lookup (telling->project, MANI_KIND_ENTITY,
                                                  mani_annotation_get_entity (annotation))
                           : NULL;

  if (is_kept (telling, MANI_CONCEPT_LABELS))
    {
      g_autofree char *label = tell_label_name (telling, mani_annotation_get_label (annotation));

      g_string_append_printf (line, " label=%s", label);
    }
  if (is_kept (telling, MANI_CONCEPT_ENTITIES))
    g_string_append_printf (line, " entity=%s",
                            entity != NULL ? mani_entity_get_name (entity) : "");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      told |= 1ull << fields[i].field;
      if (is_kept (telling, fields[i].concept))
        tell_field (line, record, fields[i].field);
    }
  /* The place, and whatever fields there will be. */
  for (guint i = 0; i < mani_annotation_record_type.n_fields; i++)
    if ((told & (1ull << i)) == 0)
      tell_field (line, record, i);
  if (is_kept (telling, MANI_CONCEPT_UNKNOWN) && mani_record_get_unknown (record) != NULL)
    g_string_append_printf (line, " %s", mani_record_get_unknown (record));

  return g_string_free (line, FALSE);
}

static void
tell_all_fields (GString *line, const Telling *telling, ManiRecord *record, guint64 skipped)
{
  for (guint i = 1; i < mani_record_get_record_type (record)->n_fields; i++)
    if ((skipped & (1ull << i)) == 0)
      tell_field (line, record, i);
  if (is_kept (telling, MANI_CONCEPT_UNKNOWN) && mani_record_get_unknown (record) != NULL)
    g_string_append_printf (line, " %s", mani_record_get_unknown (record));
}

/* Whether something that is kept has the label. */
static gboolean
is_named (const Telling *telling, ManiRecord *label)
{
  if (!is_kept (telling, MANI_CONCEPT_RELATIONS) &&
      mani_label_get_use (MANI_LABEL (label)) == MANI_LABEL_FOR_RELATIONS)
    return FALSE;

  return mani_project_count_uses (telling->project, MANI_KIND_LABEL, mani_record_get_id (label)) >
         0;
}

static void
tell_labels (Telling *telling)
{
  ManiTable *labels = mani_project_get_table (telling->project, MANI_KIND_LABEL);

  for (guint i = 0; i < mani_table_get_length (labels); i++)
    {
      ManiRecord *label = mani_table_get (labels, i);
      g_autofree char *name = tell_label_name (telling, mani_record_get_id (label));
      GString *line;

      if (!is_kept (telling, MANI_CONCEPT_LABEL_SET) && !is_named (telling, label))
        continue;
      line = g_string_new ("label ");
      g_string_append (line, name);
      if (is_kept (telling, MANI_CONCEPT_LABEL_COLORS))
        tell_field (line, label, MANI_LABEL_COLOR);
      if (is_kept (telling, MANI_CONCEPT_LABEL_SET))
        tell_all_fields (line, telling, label,
                         (1ull << MANI_LABEL_COLOR) | (1ull << MANI_LABEL_PARENT));
      g_ptr_array_add (telling->lines, g_string_free (line, FALSE));
    }
}

static void
tell_entities (Telling *telling)
{
  ManiTable *entities = mani_project_get_table (telling->project, MANI_KIND_ENTITY);

  for (guint i = 0; i < mani_table_get_length (entities); i++)
    {
      ManiRecord *entity = mani_table_get (entities, i);
      const char *const *uris = mani_entity_get_same_as (MANI_ENTITY (entity));
      GString *line;

      if (!is_kept (telling, MANI_CONCEPT_ENTITIES))
        continue;
      if (!is_kept (telling, MANI_CONCEPT_ENTITY_DETAILS) &&
          mani_project_count_uses (telling->project, MANI_KIND_ENTITY,
                                   mani_record_get_id (entity)) == 0)
        continue;
      line = g_string_new ("entity");
      tell_field (line, entity, MANI_ENTITY_NAME);
      tell_field (line, entity, MANI_ENTITY_KIND);
      tell_field (line, entity, MANI_ENTITY_LATITUDE);
      tell_field (line, entity, MANI_ENTITY_LONGITUDE);
      g_string_append_printf (line, " %s", uris[0] != NULL ? uris[0] : "");
      if (is_kept (telling, MANI_CONCEPT_ENTITY_DETAILS))
        tell_all_fields (line, telling, entity, 0);
      g_ptr_array_add (telling->lines, g_string_free (line, FALSE));
    }
}

static void
tell_articles (Telling *telling)
{
  ManiTable *articles = mani_project_get_table (telling->project, MANI_KIND_ARTICLE);

  for (guint i = 0; i < mani_table_get_length (articles); i++)
    {
      ManiRecord *article = mani_table_get (articles, i);
      GString *line = g_string_new ("article ");
      ManiTable *annotations =
          mani_project_get_annotations (telling->project, mani_record_get_id (article));

      g_string_append (line, mani_record_get_id (article));
      if (is_kept (telling, MANI_CONCEPT_ARTICLE_META))
        tell_all_fields (line, telling, article, 0);
      g_ptr_array_add (telling->lines, g_string_free (line, FALSE));
      for (guint k = 0; k < mani_table_get_length (annotations); k++)
        g_ptr_array_add (telling->lines,
                         tell_annotation (telling, mani_table_get (annotations, k)));
    }
}

static void
tell_relations (Telling *telling)
{
  ManiTable *relations = mani_project_get_table (telling->project, MANI_KIND_RELATION);

  for (guint i = 0; i < mani_table_get_length (relations); i++)
    {
      ManiRecord *relation = mani_table_get (relations, i);
      g_autofree char *label =
          tell_label_name (telling, mani_relation_get_label (MANI_RELATION (relation)));
      g_autofree char *from = tell_annotation (
          telling, mani_project_lookup (telling->project, MANI_KIND_ANNOTATION,
                                        mani_relation_get_from (MANI_RELATION (relation))));
      g_autofree char *to = tell_annotation (
          telling, mani_project_lookup (telling->project, MANI_KIND_ANNOTATION,
                                        mani_relation_get_to (MANI_RELATION (relation))));
      GString *line;

      if (!is_kept (telling, MANI_CONCEPT_RELATIONS))
        continue;
      line = g_string_new ("relation ");
      g_string_append_printf (line, "%s FROM %s TO %s", label, from, to);
      if (is_kept (telling, MANI_CONCEPT_RELATION_DETAILS))
        tell_all_fields (line, telling, relation,
                         (1ull << MANI_RELATION_FROM) | (1ull << MANI_RELATION_TO) |
                             (1ull << MANI_RELATION_LABEL));
      g_ptr_array_add (telling->lines, g_string_free (line, FALSE));
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
tell (ManiProject *project, guint lost)
{
  Telling telling = { project, lost, g_ptr_array_new_with_free_func (g_free) };

  tell_labels (&telling);
  tell_entities (&telling);
  tell_articles (&telling);
  tell_relations (&telling);
  g_ptr_array_sort (telling.lines, compare_lines);

  return telling.lines;
}

static guint
get_lost (ManiProject *project, const Case *one)
{
  g_autoptr (ManiSnapshot) snapshot = mani_project_snapshot (project);
  g_autoptr (ManiExport) what =
      mani_export_new (snapshot, &(ManiExportScope){ .in_folder = one->in_folder });
  g_autoptr (ManiLossReport) report = mani_loss_report_new (one->format, what);
  guint lost = 0;

  for (guint i = 0; i < mani_loss_report_get_length (report); i++)
    {
      g_autofree char *line = mani_loss_report_dup_line (report, i);

      g_test_message ("%s", line);
      lost |= mani_loss_report_get (report, i)->concept;
    }

  return lost;
}

/* @have must be @want; when @may_lack, it may have less. */
static void
compare (GPtrArray *want, GPtrArray *have, gboolean may_lack)
{
  guint i = 0;
  guint k = 0;

  while (i < want->len || k < have->len)
    {
      const char *wanted = i < want->len ? want->pdata[i] : NULL;
      const char *got = k < have->len ? have->pdata[k] : NULL;

      if (wanted != NULL && got != NULL && strcmp (wanted, got) == 0)
        {
          i++;
          k++;
        }
      else if (may_lack && wanted != NULL && (got == NULL || strcmp (wanted, got) < 0))
        i++;
      else
        g_assert_cmpstr (got, ==, wanted);
    }
}

static void
test_same_project (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (ManiProject) project = formats_fixture_new ();
  g_autoptr (ManiSnapshot) before = mani_project_snapshot (project);
  g_autoptr (ManiSnapshot) after = NULL;
  g_autoptr (ManiFormatOutput) output =
      formats_fixture_write (project, one->format, one->in_folder);
  g_autoptr (ManiImportInput) input = formats_fixture_input (output);

  g_assert_cmpuint (formats_fixture_import (project, one->format, input, NULL), ==, 0);
  after = mani_project_snapshot (project);
  g_assert_true (mani_snapshot_equal (before, after));
}

static void
test_other_project (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (ManiProject) project = formats_fixture_new ();
  g_autoptr (ManiProject) bare = formats_fixture_new_bare (project);
  g_autoptr (ManiFormatOutput) output =
      formats_fixture_write (project, one->format, one->in_folder);
  g_autoptr (ManiImportInput) input = formats_fixture_input (output);
  guint lost = get_lost (project, one);
  g_autoptr (GPtrArray) want = tell (project, lost);
  g_autoptr (GPtrArray) have = NULL;

  g_assert_cmpuint (formats_fixture_import (bare, one->format, input, NULL), >, 0);
  have = tell (bare, lost);
  compare (want, have, (lost & DROPPING) != 0);

  /* And once more: it is all there. */
  g_assert_cmpuint (formats_fixture_import (bare, one->format, input, NULL), ==, 0);
}

/* Never a crash, and an error names the file. */
static void
test_cut (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (ManiProject) project = formats_fixture_new ();
  g_autoptr (ManiFormatOutput) output =
      formats_fixture_write (project, one->format, one->in_folder);

  for (guint file = 0; file < mani_format_output_get_n_files (output); file++)
    {
      GBytes *whole = mani_format_output_get_bytes (output, file);
      gsize n = g_bytes_get_size (whole);

      for (guint i = 0; i < 300; i++)
        {
          g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0, n * i / 300);
          g_autoptr (ManiImportInput) input = mani_import_input_new ();
          g_autoptr (ManiImport) import = NULL;
          g_autoptr (GError) error = NULL;

          mani_import_input_add (input, mani_format_output_get_name (output, file), cut);
          import = mani_format_read (one->format, input, &error);
          g_assert_true ((import == NULL) == (error != NULL));
          if (error != NULL)
            g_assert_nonnull (strstr (error->message, mani_format_output_get_name (output, file)));
        }
    }
}

static void
test_samples (gconstpointer data)
{
  const ManiFormat *format = data;
  g_autofree char *folder =
      g_build_filename (g_test_get_dir (G_TEST_DIST), "data", format->id, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *contents = NULL;
      g_autofree char *place = g_strdup_printf ("%s:", name);
      g_autoptr (ManiImportInput) input = mani_import_input_new ();
      g_autoptr (ManiImport) import = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      const ManiFormat *by_name = mani_formats_find_for_name (name);
      gsize n_bytes;

      /* Others may keep their data in a folder of the same name. */
      if (by_name != NULL && by_name != format)
        continue;
      g_file_get_contents (path, &contents, &n_bytes, &error);
      g_assert_no_error (error);
      bytes = g_bytes_new_take (g_steal_pointer (&contents), n_bytes);
      mani_import_input_add (input, name, bytes);
      import = mani_format_read (format, input, &error);
      g_test_message ("%s: %s", name, error != NULL ? error->message : "read");
      n++;
      if (g_str_has_prefix (name, "bad-"))
        {
          g_assert_nonnull (error);
          g_assert_true (error->domain == MANI_ERROR);
          g_assert_true (g_str_has_prefix (error->message, place));
          g_assert_true (g_ascii_isdigit (error->message[strlen (place)]));
        }
      else
        {
          g_autoptr (ManiProject) project = mani_project_new (NULL);
          g_autoptr (ManiEdit) edit = NULL;
          g_autoptr (ManiEdit) inverse = NULL;

          g_assert_no_error (error);
          g_assert_true (mani_formats_sniff (g_bytes_get_data (bytes, NULL), n_bytes, name) ==
                         format);
          edit = mani_import_make_edit (import, project, &error);
          g_assert_no_error (error);
          inverse = mani_project_apply (project, edit, &error);
          g_assert_no_error (error);
        }
    }
  if (n == 0)
    g_test_skip ("no samples");
}

static void
test_same_bytes (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (ManiProject) project = formats_fixture_new ();
  g_autoptr (ManiProject) again = formats_fixture_new ();
  g_autoptr (ManiFormatOutput) first = formats_fixture_write (project, one->format, one->in_folder);
  g_autoptr (ManiFormatOutput) second = formats_fixture_write (again, one->format, one->in_folder);

  g_assert_cmpuint (mani_format_output_get_n_files (first), >, 0);
  g_assert_cmpuint (mani_format_output_get_n_files (first), ==,
                    mani_format_output_get_n_files (second));
  for (guint i = 0; i < mani_format_output_get_n_files (first); i++)
    {
      const char *text = formats_fixture_get_text (first, i);

      g_assert_cmpstr (text, ==, formats_fixture_get_text (second, i));
      g_assert_true (g_utf8_validate (text, -1, NULL));
      if (one->format->read != NULL && i == 0)
        g_assert_true (mani_formats_sniff (text, strlen (text), NULL) == one->format);
    }
}

/* What the table of formats.md, section 0.5, marks as native may not be named as lost. */
static void
test_holds_what_it_should (void)
{
  static const struct
  {
    const char *id;
    guint concepts;
  } natives[] = {
    { "w3c", MANI_CONCEPT_ALL },
    { "csv", MANI_CONCEPT_ALL & ~MANI_CONCEPT_UNKNOWN },
    { "tsv", MANI_CONCEPT_ALL & ~MANI_CONCEPT_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (natives); i++)
    {
      const ManiFormat *format = mani_formats_find (natives[i].id);
      g_autoptr (ManiProject) project = formats_fixture_new ();
      Case one = { format, TRUE };

      g_assert_nonnull (format);
      g_assert_cmphex (get_lost (project, &one) & natives[i].concepts, ==, 0);
    }
}

static void
add_case (const ManiFormat *format,
          gboolean in_folder,
          const char *what,
          void (*test) (gconstpointer))
{
  g_autofree char *path =
      g_strdup_printf ("/formats/%s%s/%s", format->id, in_folder ? "-in-folder" : "", what);
  Case *one = g_new0 (Case, 1);

  one->format = format;
  one->in_folder = in_folder;
  g_test_add_data_func_full (path, one, test, g_free);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < mani_formats_get_n (); i++)
    {
      const ManiFormat *format = mani_formats_get (i);
      g_autofree char *samples = g_strdup_printf ("/formats/%s/samples", format->id);

      for (guint in_folder = 0; in_folder < 2; in_folder++)
        {
          if (in_folder == 0
                  ? (format->flags & MANI_FORMAT_SEVERAL_FILES) != 0
                  : (format->flags & (MANI_FORMAT_SEVERAL_FILES | MANI_FORMAT_FOLDER_TOO)) == 0)
            continue;
          if (format->write == NULL)
            continue;
          add_case (format, in_folder, "same-project-same-bytes", test_same_bytes);
          if (format->read == NULL)
            continue;
          add_case (format, in_folder, "out-and-in-changes-nothing", test_same_project);
          add_case (format, in_folder, "another-project-gets-all-but-the-losses",
                    test_other_project);
          add_case (format, in_folder, "a-cut-file-is-an-error", test_cut);
        }
      if (format->read != NULL)
        g_test_add_data_func (samples, format, test_samples);
    }
  g_test_add_func ("/formats/all/hold-what-they-should", test_holds_what_it_should);

  return g_test_run ();
}
