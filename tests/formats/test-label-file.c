/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Labels as CSV and JSON: what is read, what is refused and where, and that what is written is read
 * again. */

#include "mani-label-file.h"

#include "mani-error.h"
#include "mani-label-set.h"
#include "mani-label-tree.h"

#include <string.h>

static GPtrArray *
read_labels (const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *labels = mani_label_file_read (text, strlen (text), "set", &error);

  g_assert_no_error (error);
  g_assert_nonnull (labels);

  return labels;
}

/* The labels as a project has them: "path color key use entity", a line each. */
static char *
describe (GPtrArray *labels)
{
  g_autoptr (ManiProject) project = mani_project_new_with_labels (NULL, labels);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_nonnull (project);
  for (guint i = 0; i < labels->len; i++)
    {
      ManiRecord *label = labels->pdata[i];
      g_autofree char *path = mani_label_dup_escaped_path (project, MANI_LABEL (label));
      const char *color = mani_record_get_string (label, MANI_LABEL_COLOR);
      const char *key = mani_label_get_key (MANI_LABEL (label));
      const char *description = mani_label_get_description (MANI_LABEL (label));

      g_string_append_printf (text, "%s|%s|%s|%u|%u|%s\n", path, color != NULL ? color : "",
                              key != NULL ? key : "", mani_record_get_word (label, MANI_LABEL_USE),
                              mani_record_get_word (label, MANI_LABEL_ENTITY),
                              description != NULL ? description : "");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_read (const char *text, const char *expected)
{
  g_autoptr (GPtrArray) labels = read_labels (text);
  g_autofree char *found = describe (labels);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_csv (void)
{
  assert_read ("name,parent,description,color,key,use,entity\r\n"
               "Place,,\"Towns, rivers\",#009E73,2,,place\r\n"
               "City,Place,,#123456,,Passage,\r\n"
               "says,,,,,relation,\r\n",
               "Place|#009e73|2|0|2|Towns, rivers\n"
               "Place/City|#123456||0|0|\n"
               "says|||1|0|\n");
  /* A spreadsheet with semicolons and other columns, the names of columns in any case. */
  assert_read ("ID;Name;Colour;count\n7;Person;#0072b2;12\n", "Person|#0072b2||0|0|\n");
  assert_read ("\xef\xbb\xbfname\nÉtat\n\n", "État|||0|0|\n");
  /* A parent without a line of its own is made; one that comes later is no second one. */
  assert_read ("path,color\nA/B/C,\nA,#111111\nA/B\\/D,\n",
               "A|#111111||0|0|\nA/B|||0|0|\nA/B/C|||0|0|\nA/B\\/D|||0|0|\n");
  assert_read ("name,path\nB,A/B\n", "A|||0|0|\nA/B|||0|0|\n");
  assert_read ("name\n", "");
}

static void
test_json (void)
{
  assert_read ("[{\"name\":\"Place\",\"color\":\"#009e73\",\"extra\":[1,{}]},"
               "{\"name\":\"City\",\"parent\":\"Place\",\"key\":null}]",
               "Place|#009e73||0|0|\nPlace/City|||0|0|\n");
  /* As a project file has them: parents by id, also further below. */
  assert_read ("{\"labels\":[{\"id\":\"c\",\"name\":\"City\",\"parent\":\"p\"},\n"
               "{\"id\":\"p\",\"name\":\"Place\",\"entity\":\"place\"}],\"more\":0}",
               "Place|||0|2|\nPlace/City|||0|0|\n");
  assert_read (" [ ] ", "");
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "", "set: there is nothing in the file" },
    { "title,color\nx,y\n", "set:1:1: a header line with a column “name” or “path” was expected" },
    { "name,name\n", "set:1:6: the column “name” is there twice" },
    { "name,color\nA,red\n",
      "set:2:3: “red” is no colour: six hexadecimal digits after “#” were expected" },
    { "name,color\n\nA,\n,#123456\n", "set:4:1: a label needs a name" },
    { "name\nA\nB\nA\n", "set:4:1: the label “A” is there already, in line 2" },
    { "name,key\nA,12\n",
      "set:2:3: “12” is no key for a label: a digit or a small letter was expected" },
    { "name,key\nA,n\n", "set:2:3: “n” is no key for a label: it is the key of a command" },
    { "name,key\nA,1\nB,1\n", "set:3:3: the key “1” is there already, in line 2" },
    { "name,use\nA,text\n",
      "set:2:3: “text” is no use: one of passage, relation, article was expected" },
    { "name,entity\nA,thing\n",
      "set:2:3: “thing” is no entity: one of none, person, place, organisation was expected" },
    { "path\nA//B\n", "set:2:1: “A//B” is no path: a name is empty" },
    { "name,path\nC,A/B\n", "set:2:3: the path does not end with the name “C”" },
    { "name,parent\nC,/\n", "set:2:3: “/” is no path: a name is empty" },
    { "[{\"name\":\"A\"},\n {\"color\":\"#123456\"}]", "set:2:2: a label needs a name" },
    { "[{\"name\":\"A\",\n \"color\":\"blue\"}]",
      "set:2:10: “blue” is no colour: six hexadecimal digits after “#” were expected" },
    { "{\"label\":[]}",
      "set:1:1: an array of labels, or an object with a member “labels”, was expected" },
    { "[{\"id\":\"a\",\"name\":\"A\",\"parent\":\"b\"},{\"id\":\"b\",\"name\":\"B\",\"parent\":"
      "\"a\"}]",
      "set:1:32: a label cannot stand below itself" },
    { "[{\"id\":\"a\",\"name\":\"A\"},{\"id\":\"a\",\"name\":\"B\"}]",
      "set:1:30: the id “a” is there twice" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mani_label_file_read (cases[i].text, strlen (cases[i].text), "set", &error));
      g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_json_syntax (void)
{
  static const char *const texts[] = { "[",
                                       "[1]",
                                       "[{\"name\":1}]",
                                       "[{\"name\":\"A\"}] x",
                                       "{",
                                       "{\"labels\":{}}",
                                       "[{\"name\":\"A\"},]" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (mani_label_file_read (texts[i], strlen (texts[i]), "set", &error));
      g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, "set:1:"));
    }
}

static void
test_written (void)
{
  g_autoptr (GPtrArray) labels =
      read_labels ("name,parent,description,color,key,use,entity\n"
                   "A,,\"=1 \"\"x\"\"\",#009e73,2,relation,person\nB/C,A,,,,,\n");
  g_autoptr (GBytes) csv = mani_label_file_write (labels, MANI_LABEL_FILE_CSV);
  g_autoptr (GBytes) json = mani_label_file_write (labels, MANI_LABEL_FILE_JSON);

  /* A formula is no formula; see mani-csv.h. */
  g_assert_cmpmem (g_bytes_get_data (csv, NULL), g_bytes_get_size (csv),
                   "name,parent,description,color,key,use,entity\r\n"
                   "A,,\"'=1 \"\"x\"\"\",#009e73,2,relation,person\r\n"
                   "B/C,A,,,,,\r\n",
                   strlen ("name,parent,description,color,key,use,entity\r\n"
                           "A,,\"'=1 \"\"x\"\"\",#009e73,2,relation,person\r\n"
                           "B/C,A,,,,,\r\n"));
  g_assert_cmpmem (g_bytes_get_data (json, NULL), g_bytes_get_size (json),
                   "{\"labels\":[\n"
                   "{\"name\":\"A\",\"description\":\"=1 \\\"x\\\"\",\"color\":\"#009e73\","
                   "\"key\":\"2\",\"use\":\"relation\",\"entity\":\"person\"},\n"
                   "{\"name\":\"B/C\",\"parent\":\"A\"}\n"
                   "]}\n",
                   strlen ("{\"labels\":[\n"
                           "{\"name\":\"A\",\"description\":\"=1 \\\"x\\\"\",\"color\":\"#009e73\","
                           "\"key\":\"2\",\"use\":\"relation\",\"entity\":\"person\"},\n"
                           "{\"name\":\"B/C\",\"parent\":\"A\"}\n"
                           "]}\n"));
  g_assert_cmpuint (mani_label_file_kind_of ("a.JSON"), ==, MANI_LABEL_FILE_JSON);
  g_assert_cmpuint (mani_label_file_kind_of ("a.csv"), ==, MANI_LABEL_FILE_CSV);
}

static void
test_round_trip (void)
{
  const ManiLabelSet *set;

  for (guint i = 0; (set = mani_label_set_get (i)) != NULL; i++)
    {
      g_autoptr (GPtrArray) labels = mani_label_set_new_labels (set);
      g_autofree char *expected = describe (labels);

      for (guint kind = MANI_LABEL_FILE_CSV; kind <= MANI_LABEL_FILE_JSON; kind++)
        {
          g_autoptr (GBytes) bytes = mani_label_file_write (labels, kind);
          g_autofree char *text =
              g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

          assert_read (text, expected);
        }
    }
}

/* Whatever the bytes, labels that fit together or an error. */
static void
test_noise (void)
{
  static const char alphabet[] = "name,path\nA/B\\#\"12[]{}:idparentcolor;\t ";

  for (guint i = 0; i < 20000; i++)
    {
      char text[60];
      gsize n = g_test_rand_int_range (0, sizeof text - 12);
      gsize head = g_test_rand_bit () ? g_strlcpy (text, "path,name\n", sizeof text) : 0;
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) labels = NULL;

      for (gsize j = head; j < head + n; j++)
        text[j] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
      labels = mani_label_file_read (text, head + n, "set", &error);
      g_assert_true ((labels == NULL) == (error != NULL));
      if (labels != NULL)
        g_free (describe (labels));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/formats/label-file/csv", test_csv);
  g_test_add_func ("/formats/label-file/json", test_json);
  g_test_add_func ("/formats/label-file/what-is-wrong-is-said-with-its-place", test_refusals);
  g_test_add_func ("/formats/label-file/json-is-strict", test_json_syntax);
  g_test_add_func ("/formats/label-file/written", test_written);
  g_test_add_func ("/formats/label-file/round-trip", test_round_trip);
  g_test_add_func ("/formats/label-file/noise", test_noise);

  return g_test_run ();
}
