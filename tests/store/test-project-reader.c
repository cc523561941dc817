/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is read from any layout, what is refused and where, and what is found. */

#include "mani-project-reader.h"

#include <string.h>

#include "mani-json-reader.h"
#include "random-project.h"
#include "store-fixture.h"

#define HEAD "{\"manicule\":1,\n\"project\":{\"id\":\"p\"},\n"
#define ARTICLE "\"articles\":[{\"id\":\"a\",\"text\":[\"one two\"]}],\n"

/* Layouts */

typedef enum
{
  LAYOUT_MINIFIED,
  LAYOUT_INDENTED,
  LAYOUT_SHUFFLED,
} Layout;

static void append_value (GString *out, ManiJsonReader *reader, Layout layout, guint depth);

static void
append_break (GString *out, Layout layout, guint depth)
{
  if (layout != LAYOUT_INDENTED)
    return;
  g_string_append (out, g_test_rand_bit () ? "\n" : "\r\n");
  for (guint i = 0; i < depth; i++)
    g_string_append (out, g_test_rand_bit () ? "  " : "\t");
}

/* What is inside an object or a list: its items, joined. */
static void
append_items (GString *out, GPtrArray *items, Layout layout, guint depth)
{
  for (guint i = 0; i < items->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_break (out, layout, depth + 1);
      g_string_append (out, items->pdata[i]);
    }
  append_break (out, layout, depth);
}

static void
append_object (GString *out, ManiJsonReader *reader, Layout layout, guint depth)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (g_free);

  while (mani_json_reader_next (reader, NULL) == MANI_JSON_NAME)
    {
      gsize n;
      const char *name = mani_json_reader_get_raw (reader, &n);
      GString *member = g_string_new_len (name, n);

      g_string_append (member, layout == LAYOUT_INDENTED ? " : " : ":");
      append_value (member, reader, layout, depth + 1);
      g_ptr_array_add (members, g_string_free (member, FALSE));
    }

  for (guint i = members->len; layout == LAYOUT_SHUFFLED && i > 1; i--)
    {
      guint other = g_test_rand_int_range (0, i);
      gpointer member = members->pdata[i - 1];

      members->pdata[i - 1] = members->pdata[other];
      members->pdata[other] = member;
    }
  g_string_append_c (out, '{');
  append_items (out, members, layout, depth);
  g_string_append_c (out, '}');
}

static void
append_list (GString *out, ManiJsonReader *reader, Layout layout, guint depth)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  while (mani_json_reader_peek (reader, NULL) != MANI_JSON_ARRAY_END)
    {
      GString *value = g_string_new (NULL);

      append_value (value, reader, layout, depth + 1);
      g_ptr_array_add (values, g_string_free (value, FALSE));
    }
  mani_json_reader_next (reader, NULL);
  g_string_append_c (out, '[');
  append_items (out, values, layout, depth);
  g_string_append_c (out, ']');
}

static void
append_value (GString *out, ManiJsonReader *reader, Layout layout, guint depth)
{
  ManiJsonToken token = mani_json_reader_next (reader, NULL);
  const char *raw;
  gsize n;

  if (token == MANI_JSON_OBJECT_START)
    {
      append_object (out, reader, layout, depth);
    }
  else if (token == MANI_JSON_ARRAY_START)
    {
      append_list (out, reader, layout, depth);
    }
  else
    {
      raw = mani_json_reader_get_raw (reader, &n);
      g_string_append_len (out, raw, n);
    }
}

static char *
lay_out (const char *json, Layout layout)
{
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (json, strlen (json), "test", NULL);
  GString *out = g_string_new (NULL);

  append_value (out, reader, layout, 0);

  return g_string_free (out, FALSE);
}

static void
test_any_layout (gconstpointer layout)
{
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (ManiProject) project = random_project_new (6, RANDOM_STRAYS);
      g_autofree char *bytes = store_write_bytes (project);
      g_autofree char *other = lay_out (bytes, GPOINTER_TO_INT (layout));
      g_autoptr (ManiReadReport) report = mani_read_report_new ();
      g_autoptr (ManiProject) read = store_read_bytes (other, report);
      g_autoptr (ManiSnapshot) one = mani_project_snapshot (project);
      g_autoptr (ManiSnapshot) another = mani_project_snapshot (read);
      g_autofree char *again = store_write_bytes (read);

      g_assert_true (mani_snapshot_equal (one, another));
      store_assert_same_bytes (again, bytes);
      g_assert_false (mani_read_report_is_intact (report));
    }
}

/* At each level, as it stands: white space, escapes, numbers that no double holds. */
static void
test_unknown_members_stay (void)
{
#define ODD "\"\\u00fc\\/\" : { \"a\" :\t[ 1.0,1E2, 12345678901234567890 ] }"
  const char *json =
      "{\"manicule\":1," ODD ",\"project\":{\"id\":\"p\"," ODD "},"
      "\"labels\":[{\"id\":\"l\",\"name\":\"L\"," ODD "}],"
      "\"entities\":[{" ODD ",\"id\":\"e\",\"name\":\"E\"}],"
      "\"articles\":[{\"id\":\"a\"," ODD ",\"text\":[\"one two\"]}],"
      "\"annotations\":[{\"id\":\"n\",\"article\":\"a\",\"x\":0," ODD ",\"y\":\"\"}],"
      "\"relations\":[{\"id\":\"r\",\"from\":\"n\",\"to\":\"n\"," ODD "}],\"z\":[ ]}";
  g_autoptr (ManiReadReport) report = mani_read_report_new ();
  g_autoptr (ManiProject) project = store_read_bytes (json, report);
  g_autofree char *written = store_write_bytes (project);

  g_assert_nonnull (strstr (written, "{\"id\":\"p\"," ODD "}"));
  g_assert_nonnull (strstr (written, "{\"id\":\"l\",\"name\":\"L\"," ODD "}"));
  g_assert_nonnull (strstr (written, "{\"id\":\"e\",\"name\":\"E\"," ODD "}"));
  g_assert_nonnull (strstr (written, "\"one two\"\n]," ODD "}"));
  g_assert_nonnull (
      strstr (written, "{\"id\":\"n\",\"article\":\"a\",\"x\":0," ODD ",\"y\":\"\"}"));
  g_assert_nonnull (strstr (written, "{\"id\":\"r\",\"from\":\"n\",\"to\":\"n\"," ODD "}"));
  g_assert_nonnull (strstr (written, "\n],\n" ODD ",\n\"z\":[ ],\n\"digest\""));

  /* Two of the document, six records. */
  g_assert_cmpuint (report->n[MANI_FINDING_UNKNOWN_MEMBER], ==, 8);
#undef ODD
}

/* Errors */

typedef struct
{
  const char *json;
  int code;
  const char *message;
} BadCase;

static const BadCase bad_cases[] = {
  { "", MANI_ERROR_INVALID, "test: the file is empty, a Manicule project was expected" },
  { " \r\n\t", MANI_ERROR_INVALID,
    "test: the file holds nothing but white space, a Manicule project was expected" },
  { "[]", MANI_ERROR_INVALID,
    "test:1:1: this is not a Manicule project: it does not begin with “{”" },
  { "\x89PNG", MANI_ERROR_INVALID,
    "test:1:1: this is not a Manicule project: it does not begin with “{”" },
  { "Dear diary", MANI_ERROR_INVALID,
    "test:1:1: this is not a Manicule project: it does not begin with “{”" },
  { "\n {}", MANI_ERROR_INVALID,
    "test:2:2: this is not a Manicule project: it has no member “manicule”" },
  { "{\"manicule\":\"1\"}", MANI_ERROR_INVALID, "test:1:13: expected a number" },
  { "{\"manicule\":0}", MANI_ERROR_INVALID,
    "test:1:13: “manicule” was expected to be the number of a format, from 1 on" },
  { "{\"manicule\":1}", MANI_ERROR_INVALID, "test:1:1: the member “project” is missing" },
  { "{\"manicule\":1,\"project\":7}", MANI_ERROR_INVALID, "test:1:25: expected an object" },
  { "{\"manicule\":1,\"project\":{}}", MANI_ERROR_INVALID, "test:1:26: project: “id” is missing" },
  { HEAD "\"labels\":{}}", MANI_ERROR_INVALID, "test:3:10: expected an array" },
  { HEAD "\"labels\":[1]}", MANI_ERROR_INVALID, "test:3:11: label: an object was expected" },
  { HEAD "\"labels\":[\n{\"id\":\"l\"}]}", MANI_ERROR_INVALID,
    "test:4:1: label: “name” is missing" },
  { HEAD "\"labels\":[\n{\"id\":\"ä\",\"name\":\"L\"}]}", MANI_ERROR_INVALID,
    "test:4:1: label: “ä” is no id: 1 to 64 letters, digits, “-”, “_”, “.” or “:” were expected" },
  { HEAD "\"labels\":[{\"id\":\"l\",\"name\":\"L\"},\n {\"name\":\"M\",\"id\":\"l\"}]}",
    MANI_ERROR_INVALID, "test:4:2: label “l”: the id is there twice" },
  { HEAD "\"labels\":[{\"id\":\"l\",\"name\":\"L\"},\n\n{\"id\":\"m\",\"name\":\"L\"}]}",
    MANI_ERROR_INVALID,
    "test:5:1: label “m”: there is another label of the name “L” at the same place" },
  { HEAD
    "\"labels\":[{\"id\":\"k\",\"name\":\"K\"},\n{\"id\":\"l\",\"name\":\"L\",\"parent\":\"m\"}"
    ",\n{\"id\":\"m\",\"name\":\"M\",\"parent\":\"l\"}]}",
    MANI_ERROR_INVALID, "test:4:1: label “l”: a label cannot stand below itself" },
  { HEAD "\"labels\":[{\"id\":\"l\",\"name\":\"L\",\"use\":\"any\"}]}", MANI_ERROR_INVALID,
    "test:3:38: “any” was found for “use”, one of these was expected: passage, relation, article" },
  { HEAD "\"entities\":[\n{\"id\":\"e\",\"name\":\"E\",\"latitude\":91,\"longitude\":0}]}",
    MANI_ERROR_INVALID, "test:4:1: entity: latitude is 91, a number from -90 to 90 was expected" },
  { HEAD "\"articles\":[\n{\"id\":\"a\",\"text\":\"one\"}]}", MANI_ERROR_INVALID,
    "test:4:18: “text” was expected to be a list of strings, the lines of the text" },
  { HEAD "\"articles\":[\n{\"id\":\"a\",\"text\":[\"one\"],\"blocks\":[[0,4,\"code\"]]}]}",
    MANI_ERROR_INVALID,
    "test:4:1: article: blocks: from 0 to 4 was found, a place within the text’s 3 characters was "
    "expected" },
  { HEAD ARTICLE "\"annotations\":[\n{\"id\":\"n\",\"article\":\"a\",\"ranges\":[[3,1]]}]}",
    MANI_ERROR_INVALID, "test:5:1: annotation: a range from 3 to 1 ends before it starts" },
  { HEAD ARTICLE "\"annotations\":[\n{\"id\":\"n\",\"article\":\"a\",\"ranges\":[[3,4],[0,1]]}]}",
    MANI_ERROR_INVALID,
    "test:5:1: annotation: ranges were expected in ascending order and not to overlap, 0 to 1 was "
    "found after 3 to 4" },
  { HEAD ARTICLE "\"annotations\":[\n{\"id\":\"n\",\"article\":\"a\",\"ranges\":[[0,2],[1,3]]}]}",
    MANI_ERROR_INVALID,
    "test:5:1: annotation: ranges were expected in ascending order and not to overlap, 1 to 3 was "
    "found after 0 to 2" },
  { HEAD ARTICLE "\"annotations\":[\n{\"id\":\"n\",\"article\":\"a\",\"ranges\":[[7,8]]}]}",
    MANI_ERROR_INVALID,
    "test:5:1: annotation “n”: a range ends at 8, but the text of its article has 7 characters" },
  /* Annotations that come before their article are held to the same. */
  { HEAD
    "\"annotations\":[\n{\"id\":\"n\",\"article\":\"a\",\"ranges\":[[0,8]],\"quote\":\"x\"}],\n" ARTICLE
    "\"z\":1}",
    MANI_ERROR_INVALID,
    "test:4:1: annotation “n”: a range ends at 8, but the text of its article has 7 characters" },
  { HEAD ARTICLE "\"annotations\":[\n{\"id\":\"n\",\"article\":\"a\",\"ranges\":[[-1,2]]}]}",
    MANI_ERROR_INVALID, "test:5:36: “ranges” was expected to be offsets from 0 to 2147483647" },
  { HEAD ARTICLE "\"annotations\":[\n{\"id\":\"n\",\"article\":\"a\",\"ranges\":[[0,1.5]]}]}",
    MANI_ERROR_INVALID, "test:5:38: “ranges” was expected to be offsets from 0 to 2147483647" },
  { HEAD ARTICLE
    "\"annotations\":[\n{\"id\":\"n\",\"article\":\"a\",\"ranges\":[[0,2147483648]]}]}",
    MANI_ERROR_INVALID, "test:5:38: “ranges” was expected to be offsets from 0 to 2147483647" },
  { HEAD ARTICLE "\"annotations\":[\n{\"id\":\"n\",\"ranges\":[[0,1]]}]}", MANI_ERROR_INVALID,
    "test:5:1: annotation: “article” is missing" },
  { HEAD "\"relations\":[{\"id\":\"r\",\"from\":\"n\"}]}", MANI_ERROR_INVALID,
    "test:3:14: relation: “to” is missing" },
  { HEAD "\"project\":{\"id\":\"q\"}}", MANI_ERROR_INVALID,
    "test:3:1: the object has a member of this name already: \"project\"" },
  { HEAD "\"labels\":[{\"id\":\"l\",\"name\":\"L\",\"n\\u0061me\":\"M\"}]}", MANI_ERROR_INVALID,
    "test:3:32: the object has a member of this name already: \"n\\u0061me\"" },
  { HEAD "\"x\":01}", MANI_ERROR_INVALID, "test:3:5: a number must not begin with 0" },
  { HEAD "\"x\":1e400}", MANI_ERROR_INVALID, "test:3:5: the number is out of range: 1e400" },
  { HEAD "\"x\":\"\\ud800\"}", MANI_ERROR_INVALID,
    "test:3:6: “\\ud800” is half of a surrogate pair" },
  { HEAD "\"x\":\"\xed\xa0\x80\"}", MANI_ERROR_INVALID,
    "test:3:6: the byte 0xED is not valid UTF-8 here" },
  { HEAD "\"x\":\"\xff\"}", MANI_ERROR_INVALID, "test:3:6: the byte 0xFF is not valid UTF-8 here" },
  { HEAD "\"x\":\"\\u0000\"}", MANI_ERROR_INVALID,
    "test:3:6: the character U+0000 is not allowed" },
  { HEAD "\"x\":1}\n{}", MANI_ERROR_INVALID,
    "test:4:1: expected nothing more after the value, not “{”" },
  { HEAD "\"x\":1 /* */}", MANI_ERROR_INVALID, "test:3:7: JSON has no comments" },
  { "\xef\xbb\xbf{\"manicule\":1}", MANI_ERROR_INVALID,
    "test:1:1: JSON must not begin with a byte order mark (U+FEFF)" },
  { "{\"manicule\":2}", MANI_ERROR_UNSUPPORTED,
    "test:1:13: the project is of format 2, written by a newer version of Manicule; this one reads "
    "format 1" },
  /* Whatever a newer format makes of the rest. */
  { "{\"project\":7,\"labels\":{},\n\"manicule\":12.5}", MANI_ERROR_UNSUPPORTED,
    "test:2:12: the project is of format 12, written by a newer version of Manicule; this one "
    "reads format 1" },
};

static void
test_bad (gconstpointer data)
{
  const BadCase *bad = data;
  g_autoptr (ManiReadReport) report = mani_read_report_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (
      mani_project_reader_read (bad->json, strlen (bad->json), "test", report, NULL, NULL, &error));
  g_assert_error (error, MANI_ERROR, bad->code);
  g_assert_cmpstr (error->message, ==, bad->message);
}

/* Errors of later parts of the file count lines and columns from its start. */
static void
test_place_in_a_long_file (void)
{
  g_autoptr (GString) json = g_string_new (HEAD "\"articles\":[{\"id\":\"a\",\"text\":[\n");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (json, "\"Երևան, a line of a text\\n\",\n");
  g_string_append (json, "\"\"]}],\n\"éé\":1,\"annotations\":[{\"id\":\"n\"}]}");

  g_assert_null (mani_project_reader_read (json->str, json->len, "test", NULL, NULL, NULL, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_INVALID);
  /* Lines: 2 of HEAD, the article's, 5000, its end, the annotation's; before it 7 characters
   * and 15.
   */
  g_assert_cmpstr (error->message, ==, "test:5005:23: annotation: “article” is missing");
}

/* Findings */

typedef struct
{
  const char *json;
  guint n[MANI_N_FINDINGS];
  const char *line; /* the last */
} FindingCase;

#define ANNOTATION(rest)                                     \
  HEAD "\"labels\":[{\"id\":\"l\",\"name\":\"L\"}]," ARTICLE \
       "\"annotations\":[\n{\"id\":\"n\",\"article\":\"a\"," rest "}]}"

/* `printf 'one two' | sha256sum` */
#define SHA256_OF_ONE_TWO "8ab63e29a4ba14e4e1688f9c15e5af90895421358c945b0431f85d66977bd3d2"

static const FindingCase finding_cases[] = {
  { SAMPLE, { [MANI_FINDING_UNKNOWN_MEMBER] = 2 }, NULL },
  /* An editor's newline behind the last brace harms nothing. */
  { SAMPLE "\n", { [MANI_FINDING_UNKNOWN_MEMBER] = 2 }, NULL },
  { HEAD "\"x\":1}",
    { [MANI_FINDING_NO_DIGEST] = 1, [MANI_FINDING_UNKNOWN_MEMBER] = 1 },
    "test: the digest is missing, so the file may have been changed" },
  { HEAD "\"digest\":\"sha256:00\"}",
    { [MANI_FINDING_WRONG_DIGEST] = 1 },
    "test:3:10: the digest does not fit: the file was changed after Manicule wrote it" },
  { HEAD "\"digest\":{}}",
    { [MANI_FINDING_WRONG_DIGEST] = 1 },
    "test:3:10: the digest does not fit: the file was changed after Manicule wrote it" },
  /* Whatever stands behind the digest, no digest covers. */
  { SAMPLE_LINES "\"digest\":\"sha256:" SAMPLE_SHA256 "\",\n\"last\":0}",
    { [MANI_FINDING_WRONG_DIGEST] = 1, [MANI_FINDING_UNKNOWN_MEMBER] = 3 },
    NULL },
  { ANNOTATION ("\"ranges\":[[0,3]],\"quote\":\"one\""),
    { [MANI_FINDING_NO_DIGEST] = 1, [MANI_FINDING_WRONG_TEXT] = 1 },
    NULL },
  { ANNOTATION ("\"ranges\":[[0,3]],\"quote\":\"two\""),
    { [MANI_FINDING_NO_DIGEST] = 1, [MANI_FINDING_WRONG_TEXT] = 1, [MANI_FINDING_WRONG_QUOTE] = 1 },
    "test:5:1: annotation “n”: “two” is not what the text has from 0 to 3" },
  { ANNOTATION ("\"ranges\":[[0,0]],\"quote\":\"one\""),
    { [MANI_FINDING_NO_DIGEST] = 1, [MANI_FINDING_WRONG_TEXT] = 1, [MANI_FINDING_WRONG_QUOTE] = 1 },
    "test:5:1: annotation “n”: “one” is not what the text has from 0 to 0" },
  { ANNOTATION ("\"label\":\"m\",\"entity\":\"e\""),
    { [MANI_FINDING_NO_DIGEST] = 1, [MANI_FINDING_WRONG_TEXT] = 1, [MANI_FINDING_UNRESOLVED] = 2 },
    "test:5:1: annotation “n”: the entity “e” is not there; the reference is kept" },
  { HEAD "\"annotations\":[{\"id\":\"n\",\"article\":\"b\",\"ranges\":[[7,9]],\"quote\":\"x\"}]}",
    { [MANI_FINDING_NO_DIGEST] = 1, [MANI_FINDING_UNRESOLVED] = 1 },
    "test:3:16: annotation “n”: the article “b” is not there; the reference is kept" },
  { HEAD "\"articles\":[{\"id\":\"a\",\"sha256\":\"" SHA256_OF_ONE_TWO
         "\",\"text\":[\"one two\"]}]}",
    { [MANI_FINDING_NO_DIGEST] = 1 },
    NULL },
  { HEAD "\"articles\":[{\"id\":\"a\",\"sha256\":\"" SHA256_OF_ONE_TWO
         "\",\"text\":[\"one twp\"]}]}",
    { [MANI_FINDING_NO_DIGEST] = 1, [MANI_FINDING_WRONG_TEXT] = 1 },
    NULL },
};

static void
test_finding (gconstpointer data)
{
  const FindingCase *expected = data;
  g_autoptr (ManiReadReport) report = mani_read_report_new ();
  g_autoptr (ManiProject) project = store_read_bytes (expected->json, report);
  guint n = 0;

  for (guint i = 0; i < MANI_N_FINDINGS; i++)
    {
      g_assert_cmpuint (report->n[i], ==, expected->n[i]);
      n += report->n[i];
    }
  g_assert_cmpuint (report->lines->len, ==, n);
  if (expected->line != NULL)
    g_assert_true (
        g_ptr_array_find_with_equal_func (report->lines, expected->line, g_str_equal, NULL));
}

/* The stored words win as a sign of damage: both are kept, and written again. */
static void
test_wrong_quote_is_kept (void)
{
  g_autoptr (ManiProject) project =
      store_read_bytes (ANNOTATION ("\"ranges\":[[0,3]],\"quote\":\"two\""), NULL);
  ManiRecord *annotation = mani_project_lookup (project, MANI_KIND_ANNOTATION, "n");
  g_autofree char *written = store_write_bytes (project);

  g_assert_cmpstr (mani_record_get_string (annotation, MANI_ANNOTATION_QUOTE), ==, "two");
  g_assert_cmpuint (mani_annotation_get_extent (MANI_ANNOTATION (annotation)).end, ==, 3);
  g_assert_nonnull (strstr (written, "\"ranges\":[[0,3]],\"quote\":\"two\"}"));
}

static void
test_right_quote_is_not_kept (void)
{
  static const char *const cases[] = {
    ANNOTATION ("\"ranges\":[[0,3]],\"quote\":\"one\""),
    ANNOTATION ("\"quote\":\"o\\u006ee\",\"ranges\":[[0,3]]"),
    ANNOTATION ("\"ranges\":[[0,3],[4,7]],\"quote\":\"one … two\""),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ManiProject) project = store_read_bytes (cases[i], NULL);
      ManiRecord *annotation = mani_project_lookup (project, MANI_KIND_ANNOTATION, "n");

      g_assert_false (mani_record_has (annotation, MANI_ANNOTATION_QUOTE));
    }
}

static void
test_lines_are_bounded (void)
{
  g_autoptr (GString) json = g_string_new (HEAD "\"annotations\":[");
  g_autoptr (ManiReadReport) report = mani_read_report_new ();
  g_autoptr (ManiProject) project = NULL;

  for (guint i = 0; i < MANI_READ_REPORT_MAX_LINES + 500; i++)
    g_string_append_printf (json, "%s{\"id\":\"n%u\",\"article\":\"a\"}", i > 0 ? ",\n" : "", i);
  g_string_append (json, "]}");
  project = store_read_bytes (json->str, report);

  g_assert_cmpuint (report->n[MANI_FINDING_UNRESOLVED], ==, MANI_READ_REPORT_MAX_LINES + 500);
  g_assert_cmpuint (report->lines->len, ==, MANI_READ_REPORT_MAX_LINES);
}

/* Hooks */

typedef struct
{
  gsize n_bytes;
  goffset last;
  gsize done;
  guint n_calls;
  GCancellable *cancellable;
} Watch;

static void
progress_cb (goffset done, goffset total, gpointer data)
{
  Watch *watch = data;

  g_assert_cmpint (done, >=, watch->last);
  g_assert_cmpint (done, <=, total);
  g_assert_cmpuint (total, ==, watch->n_bytes);
  watch->last = done;
  watch->n_calls++;
  if (watch->cancellable != NULL)
    g_cancellable_cancel (watch->cancellable);
}

static void
done_cb (gsize start, gsize n, gpointer data)
{
  Watch *watch = data;

  g_assert_cmpuint (start, >=, watch->done);
  g_assert_cmpuint (start + n, <=, watch->n_bytes);
  watch->done = start + n;
}

static void
test_progress_and_cancelling (void)
{
  g_autoptr (ManiProject) project = random_project_new (60, RANDOM_PLAIN);
  g_autofree char *bytes = store_write_bytes (project);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Watch watch = { .n_bytes = strlen (bytes) };
  ManiReaderHooks hooks = { progress_cb, done_cb, &watch };
  g_autoptr (ManiProject) read =
      mani_project_reader_read (bytes, watch.n_bytes, "test", NULL, &hooks, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (read);
  g_assert_cmpuint (watch.n_calls, >=, 5);

  watch = (Watch){ .n_bytes = strlen (bytes), .cancellable = cancellable };
  g_assert_null (
      mani_project_reader_read (bytes, watch.n_bytes, "test", NULL, &hooks, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (watch.n_calls, ==, 1);
}

/* What the reader says it will not look at again may change: the result is the same. */
static void
wipe_cb (gsize start, gsize n, gpointer data)
{
  memset ((char *) data + start, 0, n);
}

static void
test_done_bytes_are_not_read_again (void)
{
  g_autoptr (ManiProject) project = random_project_new (60, RANDOM_STRAYS | RANDOM_UNKNOWN);
  g_autoptr (ManiSnapshot) snapshot = mani_project_snapshot (project);
  g_autofree char *bytes = store_write_bytes (project);
  g_autofree char *copy = g_strdup (bytes);
  g_autoptr (ManiReadReport) report = mani_read_report_new ();
  g_autoptr (ManiReadReport) other = mani_read_report_new ();
  g_autoptr (GError) error = NULL;
  ManiReaderHooks hooks = { NULL, wipe_cb, copy };
  g_autoptr (ManiProject) read = store_read_bytes (bytes, report);
  g_autoptr (ManiProject) wiped =
      mani_project_reader_read (copy, strlen (bytes), "test", other, &hooks, NULL, &error);
  g_autoptr (ManiSnapshot) result = NULL;

  g_assert_no_error (error);
  result = mani_project_snapshot (wiped);
  g_assert_true (mani_snapshot_equal (snapshot, result));
  g_assert_cmpuint (report->lines->len, ==, other->lines->len);
  for (guint i = 0; i < report->lines->len; i++)
    g_assert_cmpstr (report->lines->pdata[i], ==, other->lines->pdata[i]);
}

static void
add_cases (const char *path, gsize n, const void *cases, gsize size, GTestDataFunc test)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s/%zu", path, i);

      g_test_add_data_func (name, (const char *) cases + i * size, test);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/store/project-reader/minified-reads-the-same",
                        GINT_TO_POINTER (LAYOUT_MINIFIED), test_any_layout);
  g_test_add_data_func ("/store/project-reader/indented-reads-the-same",
                        GINT_TO_POINTER (LAYOUT_INDENTED), test_any_layout);
  g_test_add_data_func ("/store/project-reader/shuffled-reads-the-same",
                        GINT_TO_POINTER (LAYOUT_SHUFFLED), test_any_layout);
  g_test_add_func ("/store/project-reader/unknown-members-stay", test_unknown_members_stay);
  add_cases ("/store/project-reader/refused-with-its-place", G_N_ELEMENTS (bad_cases), bad_cases,
             sizeof *bad_cases, test_bad);
  g_test_add_func ("/store/project-reader/place-in-a-long-file", test_place_in_a_long_file);
  add_cases ("/store/project-reader/found-and-told", G_N_ELEMENTS (finding_cases), finding_cases,
             sizeof *finding_cases, test_finding);
  g_test_add_func ("/store/project-reader/wrong-quote-is-kept", test_wrong_quote_is_kept);
  g_test_add_func ("/store/project-reader/right-quote-is-not-kept", test_right_quote_is_not_kept);
  g_test_add_func ("/store/project-reader/lines-are-bounded", test_lines_are_bounded);
  g_test_add_func ("/store/project-reader/progress-and-cancelling", test_progress_and_cancelling);
  g_test_add_func ("/store/project-reader/done-bytes-are-not-read-again",
                   test_done_bytes_are_not_read_again);

  return g_test_run ();
}
