/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is meant by an export, what is lost, and files in pieces. */

#include "formats-fixture.h"

#include <string.h>

static ManiExport *
make_export (const ManiExportScope *scope)
{
  g_autoptr (ManiProject) project = formats_fixture_new ();
  g_autoptr (ManiSnapshot) snapshot = mani_project_snapshot (project);

  return mani_export_new (snapshot, scope);
}

static void
test_everything (void)
{
  g_autoptr (ManiExport) what = make_export (NULL);
  guint n;

  g_assert_cmpuint (mani_export_get_n_articles (what), ==, 3);
  g_assert_cmpuint (mani_export_get_n_annotations (what), ==, 19);
  mani_export_get_labels (what, &n);
  g_assert_cmpuint (n, ==, 6 + 5);
  mani_export_get_entities (what, &n);
  g_assert_cmpuint (n, ==, 5);
  mani_export_get_relations (what, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (mani_export_count_label (what, "place"), ==, 6);
  g_assert_cmpuint (mani_export_count_entity (what, "entsorrel0000000"), ==, 2);
  g_assert_null (mani_export_find_label (what, NULL));
  g_assert_null (mani_export_find_label (what, "nothing"));
}

static void
test_one_article (void)
{
  static const char *const articles[] = { "artletter0000000", NULL };
  g_autoptr (ManiExport) what = make_export (&(ManiExportScope){ .articles = articles });
  guint n;

  g_assert_cmpuint (mani_export_get_n_articles (what), ==, 1);
  g_assert_cmpuint (mani_export_get_n_annotations (what), ==, 2);
  /* Its one entity; no relation has both ends here. */
  mani_export_get_entities (what, &n);
  g_assert_cmpuint (n, ==, 1);
  mani_export_get_relations (what, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_nonnull (mani_export_find_article (what, "artletter0000000"));
  g_assert_null (mani_export_find_article (what, "artharbour000000"));
}

static void
test_label_with_those_below (void)
{
  static const char *const labels[] = { "quote", NULL };
  g_autoptr (ManiExport) what = make_export (&(ManiExportScope){ .labels = labels });
  guint n;
  ManiLabel *const *found;

  /* annquote, annhostile, and annlight under "Nautical", which is below "Quote". */
  g_assert_cmpuint (mani_export_get_n_annotations (what), ==, 3);
  g_assert_nonnull (mani_export_find_annotation (what, "annlight00000000"));
  g_assert_null (mani_export_find_annotation (what, "anncross00000000"));
  found = mani_export_get_labels (what, &n);
  /* "Quote", "Nautical", and "Unused" below that. */
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpstr (mani_label_get_name (found[0]), ==, "Quote");
  g_assert_cmpuint (mani_export_get_n_articles (what), ==, 3);
}

static void
test_labels_come_with_their_parents (void)
{
  static const char *const labels[] = { "lblsecond0000000", NULL };
  g_autoptr (ManiExport) what = make_export (&(ManiExportScope){ .labels = labels });
  g_autofree const char **parents =
      mani_export_list_label_parents (what, mani_export_find_label (what, "lblsecond0000000"));

  g_assert_nonnull (mani_export_find_label (what, "claim"));
  g_assert_cmpuint (g_strv_length ((GStrv) parents), ==, 1);
  g_assert_cmpstr (parents[0], ==, "Claim");
}

static void
test_chosen_annotations (void)
{
  static const char *const annotations[] = { "annbrandt0000000", "annquote00000000", NULL };
  g_autoptr (ManiExport) what = make_export (&(ManiExportScope){ .annotations = annotations });
  guint n;

  g_assert_cmpuint (mani_export_get_n_annotations (what), ==, 2);
  mani_export_get_relations (what, &n);
  g_assert_cmpuint (n, ==, 1);
}

static void
test_urns_are_version_five (void)
{
  g_autoptr (ManiExport) what = make_export (NULL);
  ManiUrn urn;

  /* Python: uuid5 (uuid5 (NAMESPACE_URL, "urn:manicule:harbouraffairtst"), ...) */
  mani_export_get_urn (what, NULL, urn);
  g_assert_cmpstr (urn, ==, "urn:uuid:b6ed7059-2605-565a-9a06-d2f209b25a83");
  mani_export_get_urn (what, "annbrandt0000000", urn);
  g_assert_cmpstr (urn, ==, "urn:uuid:190a6dec-6c59-5d6e-bb1a-f074ff0920f4");
}

/* Losses */

static const ManiLoss *
find_loss (ManiLossReport *report, ManiConcept concept)
{
  for (guint i = 0; i < mani_loss_report_get_length (report); i++)
    if (mani_loss_report_get (report, i)->concept == concept)
      return mani_loss_report_get (report, i);

  return NULL;
}

static void
test_losses_are_counted (void)
{
  /* Worked out from the fixture by hand. */
  static const struct
  {
    ManiConcept concept;
    guint count;
    const char *example;
  } cases[] = {
    /* "light was out,” said Brandt" crosses "“Nobody … out,”" and "the light was out"; the second
     * and later one counts. */
    { MANI_CONCEPT_OVERLAP, 1, "light was out,\u201d said Brandt" },
    /* "Nobody" and "the light was out" in the quotation, "Brandt" in the claim. */
    { MANI_CONCEPT_NESTED, 3, "Nobody \u2026 Harbour Board" },
    { MANI_CONCEPT_STACKED, 1, "Great Anvil" },
    { MANI_CONCEPT_DISCONTINUOUS, 1, "Nobody \u2026 Harbour Board" },
    { MANI_CONCEPT_EMPTY_RANGES, 1, "The ferry: a <story>, \"quoted\"" },
    { MANI_CONCEPT_WHOLE_ARTICLE, 2, "The ferry: a <story>, \"quoted\"" },
    { MANI_CONCEPT_ORPHANS, 3, "Xylophon quartz wizards jump" },
    { MANI_CONCEPT_UNLABELLED, 3, NULL },
    { MANI_CONCEPT_LABELS, 16, NULL },
    { MANI_CONCEPT_NOTES, 6, NULL },
    { MANI_CONCEPT_TAGS, 3, NULL },
    { MANI_CONCEPT_ENTITIES, 5, NULL },
    { MANI_CONCEPT_COLORS, 1, NULL },
    { MANI_CONCEPT_ATTRIBUTES, 1, "Brandt" },
    { MANI_CONCEPT_STATUS, 2, NULL },
    { MANI_CONCEPT_ORIGIN, 2, NULL },
    { MANI_CONCEPT_CONFIDENCE, 1, "Port Sorrel" },
    { MANI_CONCEPT_PROVENANCE, 1, "Port Sorrel" },
    { MANI_CONCEPT_RELATIONS, 2, NULL },
    /* "Nautical", "says" and the first "Mood" say more than a name; "Unused" is not in use. */
    { MANI_CONCEPT_LABEL_SET, 4, "Nautical; | term" },
    { MANI_CONCEPT_LABEL_TREE, 3, "Nautical; | term" },
    { MANI_CONCEPT_LABEL_COLORS, 3, "Nautical; | term" },
    { MANI_CONCEPT_ARTICLE_META, 2, NULL },
    { MANI_CONCEPT_EXACT_TEXT, 2, NULL },
    { MANI_CONCEPT_UNKNOWN, 2, NULL },
    { MANI_CONCEPT_POSITIONS, 2, "half \u2026 past" },
  };
  static const ManiFormat nothing = { .id = "nothing", .name = "Nothing" };
  g_autoptr (ManiExport) what = make_export (NULL);
  g_autoptr (ManiLossReport) report = mani_loss_report_new (&nothing, what);

  g_assert_cmpuint (mani_loss_report_get_length (report), ==, G_N_ELEMENTS (cases));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const ManiLoss *loss = find_loss (report, cases[i].concept);
      g_autofree char *line = mani_loss_report_dup_line (report, i);

      g_test_message ("%s", line);
      g_assert_nonnull (loss);
      g_assert_cmpuint (loss->count, ==, cases[i].count);
      if (cases[i].example != NULL)
        g_assert_cmpstr (loss->example, ==, cases[i].example);
      g_assert_nonnull (loss->line);
    }
}

/* Which parts, in words; what a format shows all the same is not among them. */
static void
test_parts_are_named (void)
{
  static const ManiFormat some = { .id = "some",
                                   .name = "Some",
                                   .holds = MANI_CONCEPT_ENTITIES | MANI_CONCEPT_RELATIONS,
                                   .article_fields = 1ull << MANI_ARTICLE_TITLE };
  g_autoptr (ManiExport) what = make_export (NULL);
  g_autoptr (ManiLossReport) report = mani_loss_report_new (&some, what);

  g_assert_cmpstr (find_loss (report, MANI_CONCEPT_ARTICLE_META)->line, ==,
                   "of 2 articles this is left out: byline, date, language, source, tags, note, "
                   "reading status, group and further details");
  g_assert_cmpstr (find_loss (report, MANI_CONCEPT_ENTITY_DETAILS)->line, ==,
                   "of 3 persons, places and things this is left out: all of it where nothing "
                   "names it, other names, further addresses, dates, precision of the place, "
                   "country, note, further details");
  g_assert_cmpstr (find_loss (report, MANI_CONCEPT_RELATION_DETAILS)->line, ==,
                   "of 2 relations this is left out: that it has no direction, attributes, note, "
                   "who made it, when it was made");
  g_assert_cmpstr (find_loss (report, MANI_CONCEPT_LABEL_SET)->line, ==,
                   "of 4 labels this is left out: all of it where nothing has it, description, "
                   "key, what it is for");
}

static void
test_nothing_lost_no_line (void)
{
  static const ManiFormat all = { .id = "all", .name = "All", .holds = MANI_CONCEPT_ALL };
  g_autoptr (ManiExport) what = make_export (NULL);
  g_autoptr (ManiLossReport) report = mani_loss_report_new (&all, what);

  g_assert_cmpuint (mani_loss_report_get_length (report), ==, 0);
}

static void
test_default_labels_are_no_loss (void)
{
  static const ManiFormat names = { .id = "names", .name = "Names", .holds = MANI_CONCEPT_LABELS };
  g_autoptr (ManiProject) project = mani_project_new (NULL);
  g_autoptr (ManiSnapshot) snapshot = mani_project_snapshot (project);
  g_autoptr (ManiExport) what = mani_export_new (snapshot, NULL);
  g_autoptr (ManiLossReport) report = mani_loss_report_new (&names, what);

  g_assert_cmpuint (mani_loss_report_get_length (report), ==, 0);
}

/* Crossing and nesting as a comparison of all pairs has them. */
static void
test_passages_agree_with_all_pairs (void)
{
  for (guint run = 0; run < 300; run++)
    {
      g_autoptr (ManiProjectInfo) info = mani_project_info_new (NULL);
      g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (ManiProject) project = NULL;
      g_autoptr (ManiSnapshot) snapshot = NULL;
      g_autoptr (ManiExport) what = NULL;
      g_autoptr (ManiLossReport) report = NULL;
      static const ManiFormat nothing = { .id = "nothing", .name = "Nothing" };
      ManiRange ranges[8];
      guint n = g_test_rand_int_range (1, 9);
      guint n_overlap = 0;
      gboolean has_nested = FALSE;

      g_ptr_array_add (records,
                       formats_fixture_record (&mani_article_record_type,
                                               "{'id':'a','text':['abcdefghijklmnopqrst']}"));
      for (guint i = 0; i < n; i++)
        {
          g_autofree char *json = NULL;

          ranges[i].start = g_test_rand_int_range (0, 19);
          ranges[i].end = g_test_rand_int_range (ranges[i].start + 1, 21);
          json = g_strdup_printf ("{'id':'n%u','article':'a','ranges':[[%u,%u]]}", i,
                                  ranges[i].start, ranges[i].end);
          g_ptr_array_add (records, formats_fixture_record (&mani_annotation_record_type, json));
        }
      for (guint i = 0; i < n; i++)
        {
          gboolean crosses = FALSE;

          for (guint k = 0; k < n; k++)
            {
              /* i begins inside k and ends behind it. */
              crosses =
                  crosses || (ranges[k].start < ranges[i].start &&
                              ranges[i].start < ranges[k].end && ranges[k].end < ranges[i].end);
              has_nested =
                  has_nested ||
                  (i != k && ranges[k].start <= ranges[i].start && ranges[i].end <= ranges[k].end &&
                   (ranges[k].start != ranges[i].start || ranges[k].end != ranges[i].end));
            }
          n_overlap += crosses;
        }

      project = mani_project_new_from_records (info, records, NULL, NULL, NULL);
      snapshot = mani_project_snapshot (project);
      what = mani_export_new (snapshot, NULL);
      report = mani_loss_report_new (&nothing, what);
      if (n_overlap == 0)
        g_assert_null (find_loss (report, MANI_CONCEPT_OVERLAP));
      else
        g_assert_cmpuint (find_loss (report, MANI_CONCEPT_OVERLAP)->count, ==, n_overlap);
      g_assert_true ((find_loss (report, MANI_CONCEPT_NESTED) != NULL) == has_nested);
    }
}

/* Output */

static gboolean
gather (const char *name, const char *bytes, gsize n_bytes, gpointer data, GError **error)
{
  g_string_append_printf (data, "[%s:", name);
  g_string_append_len (data, bytes, n_bytes);
  g_string_append_c (data, ']');

  return TRUE;
}

static gboolean
refuse (const char *name, const char *bytes, gsize n_bytes, gpointer data, GError **error)
{
  g_set_error (error, MANI_ERROR, MANI_ERROR_NO_SPACE, "%s: full", name);

  return FALSE;
}

static void
test_pieces_in_order (void)
{
  g_autoptr (GString) got = g_string_new (NULL);
  g_autoptr (ManiFormatOutput) output = mani_format_output_new (gather, got);
  g_autoptr (GError) error = NULL;

  g_assert_true (mani_format_output_begin (output, "a.txt", &error));
  g_string_append (mani_format_output_get_text (output), "one");
  g_assert_true (mani_format_output_flush (output, &error));
  g_assert_true (mani_format_output_add (output, "b/c.txt", "two", 3, &error));
  g_assert_true (mani_format_output_end (output, &error));
  g_assert_cmpstr (got->str, ==, "[a.txt:][a.txt:one][b/c.txt:][b/c.txt:two]");
}

static void
test_what_the_receiver_refuses_ends_it (void)
{
  g_autoptr (ManiExport) what = make_export (NULL);

  for (guint i = 0; i < mani_formats_get_n (); i++)
    {
      g_autoptr (ManiFormatOutput) output = mani_format_output_new (refuse, NULL);
      g_autoptr (GError) error = NULL;

      if (!mani_format_can_write (mani_formats_get (i)))
        continue;
      g_assert_false (mani_format_write (mani_formats_get (i), what, output, &error));
      g_assert_error (error, MANI_ERROR, MANI_ERROR_NO_SPACE);
    }
}

static void
test_names_are_safe_and_differ (void)
{
  g_autoptr (ManiFormatOutput) output = mani_format_output_new_memory ();
  g_autofree char *one = mani_format_output_make_name (output, "The ferry: a/b\\..\\c?", "txt");
  g_autofree char *two = mani_format_output_make_name (output, "the ferry a b c", "txt");
  g_autofree char *arabic = mani_format_output_make_name (output, "\u0631\u0633\u0627", "ann");
  g_autofree char *none = mani_format_output_make_name (output, "../..", "txt");

  g_assert_cmpstr (one, ==, "The-ferry-a-b-c.txt");
  g_assert_cmpstr (two, ==, "the-ferry-a-b-c-2.txt");
  g_assert_cmpstr (arabic, ==, "\u0631\u0633\u0627.ann");
  g_assert_cmpstr (none, ==, "article.txt");
}

static void
test_registry (void)
{
  for (guint i = 0; i < mani_formats_get_n (); i++)
    {
      const ManiFormat *format = mani_formats_get (i);

      g_assert_true (mani_formats_find (format->id) == format);
      g_assert_true (format->write != NULL || format->read != NULL);
      g_assert_cmphex (format->holds & ~MANI_CONCEPT_ALL, ==, 0);
    }
  g_assert_null (mani_formats_find ("nothing"));
  g_assert_null (mani_formats_sniff ("hello", 5, "letter.txt"));
  g_assert_true (mani_formats_sniff ("", 0, "FERRY.CSV") == &mani_format_csv);
  g_assert_true (mani_formats_find_for_name ("a.b.jsonld") == &mani_format_w3c);
  g_assert_null (mani_formats_find_for_name ("csv"));
  g_assert_null (mani_formats_find_for_name (".csv"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/export/everything", test_everything);
  g_test_add_func ("/formats/export/one-article", test_one_article);
  g_test_add_func ("/formats/export/a-label-with-those-below-it", test_label_with_those_below);
  g_test_add_func ("/formats/export/labels-come-with-their-parents",
                   test_labels_come_with_their_parents);
  g_test_add_func ("/formats/export/chosen-annotations", test_chosen_annotations);
  g_test_add_func ("/formats/export/urns-are-version-five", test_urns_are_version_five);
  g_test_add_func ("/formats/losses/are-counted", test_losses_are_counted);
  g_test_add_func ("/formats/losses/parts-are-named", test_parts_are_named);
  g_test_add_func ("/formats/losses/none-no-line", test_nothing_lost_no_line);
  g_test_add_func ("/formats/losses/default-labels-are-none", test_default_labels_are_no_loss);
  g_test_add_func ("/formats/losses/passages-agree-with-all-pairs",
                   test_passages_agree_with_all_pairs);
  g_test_add_func ("/formats/output/pieces-in-order", test_pieces_in_order);
  g_test_add_func ("/formats/output/what-the-receiver-refuses-ends-it",
                   test_what_the_receiver_refuses_ends_it);
  g_test_add_func ("/formats/output/names-are-safe-and-differ", test_names_are_safe_and_differ);
  g_test_add_func ("/formats/registry/finds-what-is-in-it", test_registry);

  return g_test_run ();
}
