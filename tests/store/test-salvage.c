/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can still be read of damaged files: whatever is whole, and never more harm than that. */

#include "mani-salvage.h"

#include "mani-error.h"
#include "mani-project-writer.h"

#include <string.h>

#include "random-project.h"
#include "store-fixture.h"

static const ManiKind kinds[] = { MANI_KIND_LABEL, MANI_KIND_ENTITY, MANI_KIND_ARTICLE,
                                  MANI_KIND_ANNOTATION, MANI_KIND_RELATION };

/* The bytes in a block of their own size, so that a step beyond the end is seen. */
static ManiSalvage *
salvage_bytes (const char *bytes, gsize n)
{
  g_autofree char *exact = g_memdup2 (bytes, n);

  return mani_salvage_new (exact, n, "test");
}

/* What is salvaged is a project like any other: written, it is read as just that, and intact. */
static void
assert_sound (ManiProject *project)
{
  g_autofree char *bytes = store_write_bytes (project);
  g_autoptr (ManiReadReport) report = mani_read_report_new ();
  g_autoptr (ManiProject) again = store_read_bytes (bytes, report);
  g_autoptr (ManiSnapshot) one = mani_project_snapshot (project);
  g_autoptr (ManiSnapshot) other = mani_project_snapshot (again);

  g_assert_true (mani_read_report_is_intact (report));
  g_assert_cmpuint (report->n[MANI_FINDING_WRONG_TEXT], ==, 0);
  g_assert_true (mani_snapshot_equal (one, other));
}

static void
assert_lines (ManiSalvage *salvage)
{
  const char *const *lines = mani_salvage_get_lines (salvage);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_true (g_str_has_prefix (lines[i], "test:"));
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
    }
}

/* (transfer full): NULL when there is nothing. */
static ManiProject *
make_project (ManiSalvage *salvage)
{
  g_autoptr (GError) error = NULL;
  ManiProject *project = mani_salvage_make_project (salvage, &error);

  assert_lines (salvage);
  if (project != NULL)
    assert_sound (project);
  else
    g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);

  return project;
}

/* Just the records of the sample whose bytes end within the first @n. */
static void
assert_has_whole_records (ManiProject *project, gsize n)
{
  static const struct
  {
    ManiKind kind;
    const char *id;
    const char *end; /* what a record's last line holds */
  } records[] = {
    { MANI_KIND_LABEL, "place", "\"key\":\"2\",\"entity\":\"place\"}" },
    { MANI_KIND_LABEL, "person", "\"key\":\"1\",\"entity\":\"person\"}" },
    { MANI_KIND_ENTITY, "baku", "\"longitude\":49.88}" },
    { MANI_KIND_ARTICLE, "b", "\"Hajiyev said.\"\n]}" },
    { MANI_KIND_ARTICLE, "a", "\"title\":\"No text\"}" },
    { MANI_KIND_ANNOTATION, "n2", "\"label\":\"place\",\"entity\":\"baku\"}" },
    { MANI_KIND_ANNOTATION, "n1", "\"confidence\":0.9}" },
    { MANI_KIND_ANNOTATION, "n3", "\"tags\":[\"whole\"]}" },
    { MANI_KIND_RELATION, "r", "\"directed\":false}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (records); i++)
    {
      const char *end = strstr (SAMPLE, records[i].end);
      gboolean is_whole;

      g_assert_nonnull (end);
      is_whole = (gsize) (end - SAMPLE) + strlen (records[i].end) <= n;
      g_assert_true (is_whole == (project != NULL && mani_project_lookup (project, records[i].kind,
                                                                          records[i].id) != NULL));
    }
}

static void
test_each_cut_keeps_what_is_whole (void)
{
  gsize n = strlen (SAMPLE);

  for (gsize cut = 0; cut <= n; cut++)
    {
      g_autoptr (ManiSalvage) salvage = salvage_bytes (SAMPLE, cut);
      g_autoptr (ManiProject) project = make_project (salvage);

      assert_has_whole_records (project, cut);
    }
}

static void
test_what_is_whole_is_the_same (void)
{
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (ManiProject) project = random_project_new (6, RANDOM_STRAYS | RANDOM_UNKNOWN);
      g_autofree char *bytes = store_write_bytes (project);
      g_autoptr (ManiSalvage) salvage = salvage_bytes (bytes, strlen (bytes));
      g_autoptr (ManiProject) salvaged = make_project (salvage);
      g_autofree char *again = store_write_bytes (salvaged);

      g_assert_null (mani_salvage_get_lines (salvage)[0]);
      store_assert_same_bytes (again, bytes);
    }
}

/* The line that byte @at is in. */
static guint
line_of (const char *bytes, gsize at)
{
  guint line = 0;

  for (gsize i = 0; i < at; i++)
    line += bytes[i] == '\n';

  return line;
}

static guint
count_records (ManiSalvage *salvage)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    n += mani_salvage_get_n (salvage, kinds[i]);

  return n;
}

/* Each byte is changed in every way, or in each @step-th. */
static void
check_flips (const char *original, gsize step, gboolean costs_one)
{
  static const guchar flips[] = { 0x01, 0x80, 0xff, 0x20, 0x04 };
  g_autofree char *bytes = g_strdup (original);
  gsize n = strlen (bytes);
  g_autoptr (ManiSalvage) intact = salvage_bytes (bytes, n);
  guint n_records = count_records (intact);

  for (gsize i = 0; i < n; i++)
    for (gsize flip = i % step; flip < G_N_ELEMENTS (flips); flip += step)
      {
        char old = bytes[i];
        g_autoptr (ManiSalvage) salvage = NULL;
        g_autoptr (ManiProject) project = NULL;
        /* A line's end touches the record before it and the one behind. */
        guint n_touched = old == '\n' ? 2 : 1;

        bytes[i] ^= flips[flip];
        salvage = salvage_bytes (bytes, n);
        project = make_project (salvage);
        g_assert_nonnull (project);
        if (costs_one && count_records (salvage) + n_touched < n_records)
          g_error ("byte %zu in line %u changed by 0x%02x: %u of %u records are left", i,
                   line_of (original, i) + 1, flips[flip], count_records (salvage), n_records);
        bytes[i] = old;
      }
}

static void
test_each_flip_costs_one_record (void)
{
  check_flips (SAMPLE, 1, TRUE);
}

static void
test_each_flip_of_a_random_project (void)
{
  g_autoptr (ManiProject) project = random_project_new (3, RANDOM_STRAYS);
  g_autofree char *bytes = store_write_bytes (project);

  check_flips (bytes, 5, FALSE);
}

static void
test_bytes_that_are_no_text_cost_no_article (void)
{
  g_autofree char *bytes = g_strdup (SAMPLE);
  g_autoptr (ManiSalvage) salvage = NULL;
  g_autoptr (ManiProject) project = NULL;
  ManiArticle *article;

  /* "Hajiyev said." with a bit too many in the H, and a zero for the j. */
  strstr (bytes, "\"Hajiyev said.\"\n")[1] ^= (char) 0x80;
  strstr (bytes, "ajiyev said.\"\n")[1] = '\x01';
  salvage = salvage_bytes (bytes, strlen (SAMPLE));
  project = make_project (salvage);
  article = mani_project_lookup (project, MANI_KIND_ARTICLE, "b");
  g_assert_nonnull (article);
  g_assert_cmpstr (mani_article_get_text (article), ==,
                   "Baku\n\n\xef\xbf\xbd"
                   "a\xef\xbf\xbdiyev said.");
  g_assert_cmpuint (count_records (salvage), ==, 9);
  g_assert_nonnull (strstr (mani_salvage_get_lines (salvage)[0], "test:14:2: "));
  g_assert_null (mani_salvage_get_lines (salvage)[1]);
}

static void
test_zeros_at_the_end (void)
{
  gsize n = strlen (SAMPLE);
  g_autofree char *bytes = g_malloc0 (n + 8192);

  /* Behind the file, in place of its end, and of all of it. */
  memcpy (bytes, SAMPLE, n);
  for (gsize zeros = 1; zeros <= 8192; zeros += 4095)
    {
      g_autoptr (ManiSalvage) salvage = salvage_bytes (bytes, n + zeros);
      g_autoptr (ManiProject) project = make_project (salvage);

      g_assert_cmpuint (count_records (salvage), ==, 9);
      g_assert_cmpuint (g_strv_length ((GStrv) mani_salvage_get_lines (salvage)), ==, 1);
    }
  for (gsize kept = 0; kept <= n; kept += 7)
    {
      g_autoptr (ManiSalvage) salvage = NULL;
      g_autoptr (ManiProject) project = NULL;

      memset (bytes, 0, n + 8192);
      memcpy (bytes, SAMPLE, kept);
      salvage = salvage_bytes (bytes, kept + 4096);
      project = make_project (salvage);
      assert_has_whole_records (project, kept);
    }
}

static void
test_a_hole_in_the_middle (void)
{
  g_autofree char *bytes = g_strdup (SAMPLE);
  char *start = strstr (bytes, "{\"id\":\"n1\"");
  g_autoptr (ManiSalvage) salvage = NULL;
  g_autoptr (ManiProject) project = NULL;

  memset (start + 10, 0, 30);
  salvage = salvage_bytes (bytes, strlen (SAMPLE));
  project = make_project (salvage);
  g_assert_cmpuint (count_records (salvage), ==, 8);
  g_assert_null (mani_project_lookup (project, MANI_KIND_ANNOTATION, "n1"));
}

static void
test_nothing_is_an_error (void)
{
  static const char *const inputs[] = { "",
                                        "\n",
                                        "{",
                                        "{}",
                                        "Dear diary\n",
                                        "[1,2]",
                                        "\xff\xfe",
                                        "{\"manicule\":1,",
                                        "\"",
                                        "{\"manicule\":1,\n\"x\":[" };

  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      g_autoptr (ManiSalvage) salvage = salvage_bytes (inputs[i], strlen (inputs[i]));
      g_autoptr (ManiProject) project = make_project (salvage);

      g_assert_null (project);
    }
}

static void
test_what_does_not_fit_is_left_out (void)
{
  static const char bytes[] =
      "{\"manicule\":1,\n\"project\":{\"id\":\"p\"},\n\"labels\":[\n"
      "{\"id\":\"x\",\"name\":\"X\"},\n{\"id\":\"x\",\"name\":\"Again\"},\n"
      "{\"id\":\"y\",\"name\":\"X\"},\n{\"id\":\"z\",\"name\":\"Z\"}\n],\n"
      "\"articles\":[\n{\"id\":\"a\",\"sha256\":\"0\",\"text\":[\n\"Baku\\n\"\n]}\n],\n"
      "\"annotations\":[\n{\"id\":\"n\",\"article\":\"a\",\"ranges\":[[2,40]],\"quote\":\"ku to "
      "Ganja\",\"label\":\"z\"}\n]}";
  g_autoptr (ManiSalvage) salvage = salvage_bytes (bytes, strlen (bytes));
  g_autoptr (ManiProject) project = make_project (salvage);
  const char *const *lines = mani_salvage_get_lines (salvage);
  ManiAnnotation *annotation;

  g_assert_cmpuint (mani_salvage_get_n (salvage, MANI_KIND_LABEL), ==, 2);
  g_assert_nonnull (mani_project_lookup (project, MANI_KIND_LABEL, "z"));
  g_assert_cmpuint (g_strv_length ((GStrv) lines), ==, 2);
  g_assert_true (g_str_has_prefix (lines[0], "test:5:1: "));

  /* Its words are kept, and where they should stand. */
  annotation = mani_project_lookup (project, MANI_KIND_ANNOTATION, "n");
  g_assert_true (mani_annotation_is_orphan (annotation));
}

static void
test_what_is_lost_comes_from_another_version (void)
{
  g_autoptr (ManiProject) whole = store_read_bytes (SAMPLE, NULL);
  g_autoptr (ManiSnapshot) snapshot = mani_project_snapshot (whole);
  gsize cut = (gsize) (strstr (SAMPLE, "{\"id\":\"n1\"") - SAMPLE) + 5;
  g_autoptr (ManiSalvage) salvage = salvage_bytes (SAMPLE, cut);
  g_autoptr (ManiProject) project = NULL;

  g_assert_cmpuint (count_records (salvage), ==, 6);
  g_assert_cmpstr (mani_salvage_get_project_id (salvage), ==, "p");
  g_assert_cmpuint (mani_salvage_complete (salvage, snapshot), ==, 3);
  project = make_project (salvage);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpuint (mani_salvage_get_n (salvage, kinds[i]), ==,
                      i == 1 || i == 4 ? 1
                      : i == 3         ? 3
                                       : 2);

  /* Of nothing all is taken. */
  g_clear_object (&project);
  mani_salvage_free (salvage);
  salvage = salvage_bytes ("", 0);
  g_assert_cmpuint (mani_salvage_complete (salvage, snapshot), ==, 9);
  project = make_project (salvage);
  g_assert_cmpstr (mani_salvage_get_project_id (salvage), ==, "p");
}

static void
test_other_layouts (void)
{
  /* All in one line, cut in the last annotation. */
  g_auto (GStrv) parts = g_strsplit (SAMPLE, "\n", -1);
  g_autofree char *line = g_strjoinv ("", parts);
  gsize cut = (gsize) (strstr (line, "{\"id\":\"n3\"") - line) + 5;
  g_autoptr (ManiSalvage) salvage = salvage_bytes (line, cut);
  g_autoptr (ManiProject) project = make_project (salvage);

  g_assert_cmpuint (count_records (salvage), ==, 7);
}

static void
test_a_great_deal_of_nonsense (void)
{
  static const char *const pieces[] = { "[",           "{",        "\"",
                                        "{\"id\":[\n", "{\"a\":{", "\"x\":[{\n",
                                        "\\",          ",\n{",     "\"labels\":[{\"id\":\n",
                                        "]",           "}\n",      "\"a\":1,",
                                        "\"a\":1\n" };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) bytes = g_string_new ("{\"manicule\":1,\n\"project\":{\"id\":\"p\"},\n");
      g_autoptr (ManiSalvage) salvage = NULL;
      g_autoptr (ManiProject) project = NULL;

      while (bytes->len < 1000000)
        g_string_append (bytes, pieces[i]);
      salvage = salvage_bytes (bytes->str, bytes->len);
      project = make_project (salvage);
      g_assert_nonnull (project);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/salvage/each-cut-keeps-what-is-whole",
                   test_each_cut_keeps_what_is_whole);
  g_test_add_func ("/store/salvage/what-is-whole-is-the-same", test_what_is_whole_is_the_same);
  g_test_add_func ("/store/salvage/each-flip-costs-one-record", test_each_flip_costs_one_record);
  g_test_add_func ("/store/salvage/each-flip-of-a-random-project",
                   test_each_flip_of_a_random_project);
  g_test_add_func ("/store/salvage/bytes-that-are-no-text-cost-no-article",
                   test_bytes_that_are_no_text_cost_no_article);
  g_test_add_func ("/store/salvage/zeros-at-the-end", test_zeros_at_the_end);
  g_test_add_func ("/store/salvage/a-hole-in-the-middle", test_a_hole_in_the_middle);
  g_test_add_func ("/store/salvage/nothing-is-an-error", test_nothing_is_an_error);
  g_test_add_func ("/store/salvage/what-does-not-fit-is-left-out",
                   test_what_does_not_fit_is_left_out);
  g_test_add_func ("/store/salvage/what-is-lost-comes-from-another-version",
                   test_what_is_lost_comes_from_another_version);
  g_test_add_func ("/store/salvage/other-layouts", test_other_layouts);
  g_test_add_func ("/store/salvage/a-great-deal-of-nonsense", test_a_great_deal_of_nonsense);

  return g_test_run ();
}
