/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The JSON Schema says of a project file what the field tables and the reader say: its members are
 * compared with the tables, and an independent validator (python3-jsonschema) is given projects. */

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "mani-test-folder.h"
#include "random-project.h"
#include "store-fixture.h"

static JsonObject *schema;

static JsonObject *
get_definition (const char *name)
{
  return json_object_get_object_member (json_object_get_object_member (schema, "$defs"), name);
}

static gboolean
is_reference (JsonObject *property, const char *name)
{
  g_autofree char *reference = g_strconcat ("#/$defs/", name, NULL);

  return g_strcmp0 (json_object_get_string_member_with_default (property, "$ref", NULL),
                    reference) == 0;
}

static gboolean
is_type (JsonObject *property, const char *name)
{
  return g_strcmp0 (json_object_get_string_member_with_default (property, "type", NULL), name) == 0;
}

static void
assert_words (JsonArray *words, const char *const *expected)
{
  g_assert_nonnull (words);
  g_assert_cmpuint (json_array_get_length (words), ==, g_strv_length ((GStrv) expected));
  for (guint i = 0; expected[i] != NULL; i++)
    g_assert_cmpstr (json_array_get_string_element (words, i), ==, expected[i]);
}

static void
check_property (const ManiField *row, JsonObject *property)
{
  switch (row->kind)
    {
    case MANI_FIELD_STRING:
      g_assert_true (is_type (property, "string") || is_reference (property, "id") ||
                     is_reference (property, "color"));
      break;

    case MANI_FIELD_REF:
      g_assert_true (row->refers_to != NULL ? is_reference (property, "reference")
                                            : is_type (property, "string"));
      break;

    case MANI_FIELD_TEXT:
      g_assert_true (is_reference (property, "text"));
      break;

    case MANI_FIELD_STRINGS:
      g_assert_true (is_reference (property, "strings"));
      break;

    case MANI_FIELD_WORD:
      assert_words (json_object_get_array_member (property, "enum"), row->words);
      break;

    case MANI_FIELD_FLAG:
      g_assert_true (is_type (property, "boolean"));
      g_assert_true (json_object_get_boolean_member (property, "default") ==
                     ((row->flags & MANI_FIELD_ON) != 0));
      break;

    case MANI_FIELD_TIME:
      g_assert_true (is_reference (property, "time"));
      break;

    case MANI_FIELD_NUMBER:
      g_assert_true (is_type (property, "number"));
      break;

    case MANI_FIELD_RANGES:
      g_assert_true (is_reference (property, "ranges"));
      break;

    case MANI_FIELD_BLOCKS:
      g_assert_true (is_reference (property, "blocks"));
      break;

    case MANI_FIELD_OFFSETS:
      g_assert_true (is_reference (property, "offsets"));
      break;

    case MANI_FIELD_MAP:
      g_assert_true (is_reference (property, "map"));
      break;

    default:
      g_assert_not_reached ();
    }
}

/* Each row of a table is a property at the same place, and the other way round. */
static void
test_members_are_those_of_the_tables (void)
{
  for (guint kind = 0; kind < MANI_N_KINDS; kind++)
    {
      const ManiRecordType *type = mani_kind_get_record_type (kind);
      JsonObject *definition = get_definition (type->name);
      JsonObject *properties = json_object_get_object_member (definition, "properties");
      JsonArray *required = json_object_get_array_member (definition, "required");
      g_autoptr (GList) names = json_object_get_members (properties);
      guint n_required = 0;
      guint i = 0;

      g_assert_cmpuint (g_list_length (names), ==, type->n_fields);
      for (GList *name = names; name != NULL; name = name->next, i++)
        {
          g_test_message ("%s %s", type->name, type->fields[i].name);
          g_assert_cmpstr (name->data, ==, type->fields[i].name);
          check_property (&type->fields[i], json_object_get_object_member (properties, name->data));
          if ((type->fields[i].flags & MANI_FIELD_REQUIRED) != 0)
            g_assert_cmpstr (json_array_get_string_element (required, n_required++), ==,
                             type->fields[i].name);
        }
      g_assert_cmpuint (json_array_get_length (required), ==, n_required);
    }
}

static void
test_document_has_all_kinds (void)
{
  JsonObject *properties = json_object_get_object_member (schema, "properties");

  for (guint kind = 0; kind < MANI_N_KINDS; kind++)
    {
      JsonObject *member = json_object_get_object_member (properties, mani_kind_get_member (kind));

      if (kind != MANI_KIND_PROJECT)
        member = json_object_get_object_member (member, "items");
      g_assert_true (is_reference (member, mani_kind_get_record_type (kind)->name));
    }
}

static void
test_blocks_have_all_words (void)
{
  JsonObject *block = json_object_get_object_member (get_definition ("blocks"), "items");
  JsonArray *items = json_object_get_array_member (block, "prefixItems");

  assert_words (json_object_get_array_member (json_array_get_object_element (items, 2), "enum"),
                mani_block_kind_words);
}

static void
write_file (const char *folder, const char *sub, guint number, const char *bytes)
{
  g_autofree char *name = g_strdup_printf ("%s/%02u", sub, number);
  g_autofree char *path = mani_test_folder_write (folder, name, bytes);
}

#define HEAD "{\"manicule\":1,\"project\":{\"id\":\"p\"},"

static const char *const bad[] = {
  "[]",
  "{\"project\":{\"id\":\"p\"}}",
  "{\"manicule\":2,\"project\":{\"id\":\"p\"}}",
  "{\"manicule\":1}",
  "{\"manicule\":1,\"project\":{}}",
  HEAD "\"labels\":{}}",
  HEAD "\"labels\":[{\"id\":\"l\"}]}",
  HEAD "\"labels\":[{\"id\":\"l l\",\"name\":\"L\"}]}",
  HEAD "\"labels\":[{\"id\":\"l\",\"name\":\"L\",\"color\":\"#FF0000\"}]}",
  HEAD "\"labels\":[{\"id\":\"l\",\"name\":\"L\",\"key\":\"12\"}]}",
  HEAD "\"labels\":[{\"id\":\"l\",\"name\":\"L\",\"use\":\"any\"}]}",
  HEAD "\"entities\":[{\"id\":\"e\",\"name\":\"E\",\"latitude\":1}]}",
  HEAD "\"entities\":[{\"id\":\"e\",\"name\":\"E\",\"latitude\":91,\"longitude\":1}]}",
  HEAD "\"articles\":[{\"id\":\"a\",\"text\":\"one\"}]}",
  HEAD "\"articles\":[{\"id\":\"a\",\"meta\":{\"x\":1}}]}",
  HEAD "\"articles\":[{\"id\":\"a\",\"blocks\":[[0,0,\"heading7\"]]}]}",
  HEAD "\"articles\":[{\"id\":\"a\",\"blocks\":[[0,0]]}]}",
  HEAD "\"annotations\":[{\"id\":\"n\"}]}",
  HEAD "\"annotations\":[{\"id\":\"n\",\"article\":\"a\",\"ranges\":[[0,1,2]]}]}",
  HEAD "\"annotations\":[{\"id\":\"n\",\"article\":\"a\",\"ranges\":[[-1,2]]}]}",
  HEAD "\"annotations\":[{\"id\":\"n\",\"article\":\"a\",\"confidence\":1.1}]}",
  HEAD "\"annotations\":[{\"id\":\"n\",\"article\":\"a\",\"created\":\"yesterday\"}]}",
  HEAD "\"relations\":[{\"id\":\"r\",\"from\":\"n\",\"to\":\"n\",\"directed\":1}]}",
};

/* What the schema refuses the reader refuses too. */
static void
test_reader_refuses_the_same (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
          mani_project_reader_read (bad[i], strlen (bad[i]), "test", NULL, NULL, NULL, &error));
      g_assert_nonnull (error);
    }
}

static void
test_validator (void)
{
  char *folder = mani_test_folder_new ();
  g_autofree char *good_folder = g_build_filename (folder, "good", NULL);
  g_autofree char *bad_folder = g_build_filename (folder, "bad", NULL);
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "store", "check-schema.py", NULL);
  const char *argv[] = { "/usr/bin/python3", script, SCHEMA, folder, NULL };
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_assert_cmpint (g_mkdir (good_folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (bad_folder, 0700), ==, 0);
  write_file (folder, "good", 99, SAMPLE);
  for (guint i = 0; i < 50; i++)
    {
      g_autoptr (ManiProject) project = random_project_new (6, RANDOM_STRAYS | RANDOM_UNKNOWN);
      g_autofree char *bytes = store_write_bytes (project);

      write_file (folder, "good", i, bytes);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    write_file (folder, "bad", i, bad[i]);
  if (g_file_test (SAMPLE_PROJECT, G_FILE_TEST_EXISTS))
    {
      g_autofree char *bytes = NULL;

      g_assert_true (g_file_get_contents (SAMPLE_PROJECT, &bytes, NULL, NULL));
      write_file (folder, "good", 98, bytes);
    }

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL,
                     &status, &error))
    g_test_skip ("there is no /usr/bin/python3");
  else if (g_spawn_check_wait_status (status, &error))
    g_assert_cmpstr (output, ==, "");
  else if (g_error_matches (error, G_SPAWN_EXIT_ERROR, 77))
    g_test_skip ("python3-jsonschema is not installed");
  else
    g_error ("%s: %s", error->message, output);

  mani_test_folder_remove (folder);
}

int
main (int argc, char *argv[])
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);

  json_parser_load_from_file (parser, SCHEMA, &error);
  g_assert_no_error (error);
  schema = json_node_get_object (json_parser_get_root (parser));

  g_test_add_func ("/store/schema/members-are-those-of-the-tables",
                   test_members_are_those_of_the_tables);
  g_test_add_func ("/store/schema/document-has-all-kinds", test_document_has_all_kinds);
  g_test_add_func ("/store/schema/blocks-have-all-words", test_blocks_have_all_words);
  g_test_add_func ("/store/schema/reader-refuses-the-same", test_reader_refuses_the_same);
  g_test_add_func ("/store/schema/validator-agrees", test_validator);

  return g_test_run ();
}
