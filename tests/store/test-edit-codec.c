/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Edits as JSON: random ones of every kind do the same to an equal project; some by hand. */

#include "mani-edit-codec.h"

#include "random-edits.h"
#include "store-fixture.h"

#define STEPS 3000

static char *
write_edit (ManiEdit *edit)
{
  GString *out = g_string_new (NULL);

  mani_edit_codec_write (out, edit);

  return g_string_free (out, FALSE);
}

static ManiEdit *
read_edit (const char *json, ManiProject *project, GError **error)
{
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (json, strlen (json), "test", NULL);

  return mani_edit_codec_read (reader, project, error);
}

/* Passes the edit on to @other as JSON. (transfer full): the inverse there */
static ManiEdit *
pass_on (ManiEdit *edit, ManiProject *other)
{
  g_autofree char *json = write_edit (edit);
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiEdit) read = read_edit (json, other, &error);
  ManiEdit *inverse;

  g_assert_no_error (error);
  g_assert_cmpstr (mani_edit_get_name (read), ==, mani_edit_get_name (edit));
  g_assert_cmpuint (mani_edit_get_length (read), ==, mani_edit_get_length (edit));
  again = write_edit (read);
  g_assert_cmpstr (again, ==, json);
  inverse = mani_project_apply (other, read, &error);
  g_assert_no_error (error);

  return inverse;
}

static void
assert_equal_projects (ManiProject *a, ManiProject *b)
{
  g_autoptr (ManiSnapshot) one = mani_project_snapshot (a);
  g_autoptr (ManiSnapshot) other = mani_project_snapshot (b);

  g_assert_true (mani_snapshot_equal (one, other));
}

static void
test_random (void)
{
  g_autoptr (ManiProject) project = store_read_bytes (SAMPLE, NULL);
  g_autoptr (ManiProject) other = store_read_bytes (SAMPLE, NULL);
  guint n_done[G_N_ELEMENTS (edit_kinds)] = { 0 };

  for (guint i = 0; i < STEPS; i++)
    {
      /* Things to work on first. */
      guint number = i < 40 ? random_below (20) : random_below (G_N_ELEMENTS (edit_kinds));
      const Kind *kind = &edit_kinds[number];
      g_autoptr (ManiEdit) edit = mani_edit_new (kind->name);
      g_autoptr (ManiEdit) inverse = NULL;
      g_autoptr (ManiEdit) other_inverse = NULL;

      kind->make (project, edit, kind->what, kind->act);
      if (mani_edit_get_length (edit) == 0)
        continue;
      inverse = mani_project_apply (project, edit, NULL);
      if (inverse == NULL)
        continue;
      n_done[number]++;
      other_inverse = pass_on (edit, other);
      assert_equal_projects (project, other);

      /* Undoing is an edit like any other, and so is doing it again. */
      if (random_chance (30))
        {
          g_autoptr (ManiEdit) redo = mani_project_apply (project, inverse, NULL);
          g_autoptr (ManiEdit) other_redo = pass_on (inverse, other);

          g_assert_nonnull (redo);
          assert_equal_projects (project, other);
          if (random_chance (50))
            {
              g_autoptr (ManiEdit) undo = mani_project_apply (project, redo, NULL);
              g_autoptr (ManiEdit) other_undo = pass_on (redo, other);

              g_assert_nonnull (undo);
              assert_equal_projects (project, other);
            }
        }
    }

  for (guint k = 0; k < G_N_ELEMENTS (edit_kinds); k++)
    {
      g_test_message ("%s: %u", edit_kinds[k].name, n_done[k]);
      g_assert_cmpuint (n_done[k], >, 0);
    }
}

/* Only what differs is written, whatever else the record holds. */
static void
test_difference (void)
{
  g_autoptr (ManiProject) project = store_read_bytes (SAMPLE, NULL);
  ManiRecord *before = mani_project_lookup (project, MANI_KIND_ARTICLE, "b");
  g_autoptr (ManiRecordBuilder) builder = mani_record_builder_new_from (before);
  g_autoptr (ManiRecord) after = NULL;
  g_autoptr (ManiEdit) edit = mani_edit_new ("Done");
  g_autofree char *json = NULL;

  mani_record_builder_set_word (builder, MANI_ARTICLE_STATUS, 2);
  mani_record_builder_clear (builder, MANI_ARTICLE_BLOCKS);
  mani_record_builder_set_unknown (builder, "\"x\":[1.0 ]");
  after = mani_record_builder_end (builder, NULL);
  mani_edit_append (edit, &(ManiChange){ before, after, 1 });
  mani_edit_keep (edit, mani_project_lookup (project, MANI_KIND_ANNOTATION, "n3"));
  mani_edit_remove (edit, mani_project_lookup (project, MANI_KIND_RELATION, "r"));
  json = write_edit (edit);

  g_assert_cmpstr (json, ==,
                   "{\"name\":\"Done\",\"changes\":["
                   "{\"set\":\"article\",\"id\":\"b\",\"at\":1,\"fields\":{\"status\":\"done\","
                   "\"blocks\":null,\"*\":{\"x\":[1.0 ]}}},"
                   "{\"set\":\"annotation\",\"id\":\"n3\"},"
                   "{\"remove\":\"relation\",\"id\":\"r\"}]}");
}

static void
test_unknown_taken_away (void)
{
  g_autoptr (ManiProject) project = store_read_bytes (SAMPLE, NULL);
  ManiRecord *now = mani_project_lookup (project, MANI_KIND_ENTITY, "baku");
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiEdit) edit =
      read_edit ("{\"name\":\"\",\"changes\":["
                 "{\"set\":\"entity\",\"id\":\"baku\",\"fields\":{\"*\":{\"later\": 1 }}},"
                 "{\"set\":\"entity\",\"id\":\"baku\",\"fields\":{\"*\":{},\"aliases\":null}}]}",
                 project, &error);
  ManiRecord *after;

  g_assert_no_error (error);
  g_assert_true (mani_edit_get (edit, 0)->before == now);
  after = mani_edit_get (edit, 0)->after;
  g_assert_cmpstr (mani_record_get_unknown (after), ==, "\"later\": 1 ");
  g_assert_true (mani_edit_get (edit, 1)->before == after);
  after = mani_edit_get (edit, 1)->after;
  g_assert_null (mani_record_get_unknown (after));
  g_assert_false (mani_record_has (after, MANI_ENTITY_ALIASES));
  g_assert_true (mani_record_has (after, MANI_ENTITY_LONGITUDE));
}

static const struct
{
  const char *name;
  const char *changes;
  int code;
} refused[] = {
  { "no-act", "{}", MANI_ERROR_INVALID },
  { "other-act", "{\"put\":\"label\",\"id\":\"person\"}", MANI_ERROR_INVALID },
  { "other-kind", "{\"remove\":\"tag\",\"id\":\"person\"}", MANI_ERROR_INVALID },
  { "no-id", "{\"remove\":\"label\"}", MANI_ERROR_INVALID },
  { "id-of-nothing", "{\"remove\":\"label\",\"id\":\"nobody\"}", MANI_ERROR_NOT_FOUND },
  { "id-of-another-kind", "{\"remove\":\"label\",\"id\":\"baku\"}", MANI_ERROR_NOT_FOUND },
  { "removed-before", "{\"remove\":\"relation\",\"id\":\"r\"},{\"set\":\"relation\",\"id\":\"r\"}",
    MANI_ERROR_NOT_FOUND },
  { "more-members", "{\"remove\":\"relation\",\"id\":\"r\",\"x\":1}", MANI_ERROR_INVALID },
  { "negative-place", "{\"set\":\"label\",\"id\":\"person\",\"at\":-1}", MANI_ERROR_INVALID },
  { "place-between", "{\"set\":\"label\",\"id\":\"person\",\"at\":1.5}", MANI_ERROR_INVALID },
  { "no-record", "{\"add\":\"label\",\"at\":1}", MANI_ERROR_INVALID },
  { "record-without-id", "{\"add\":\"label\",\"record\":{\"name\":\"x\"}}", MANI_ERROR_INVALID },
  { "other-field", "{\"set\":\"label\",\"id\":\"person\",\"fields\":{\"size\":1}}",
    MANI_ERROR_INVALID },
  { "other-value", "{\"set\":\"label\",\"id\":\"person\",\"fields\":{\"name\":1}}",
    MANI_ERROR_INVALID },
  { "required-field-gone", "{\"set\":\"label\",\"id\":\"person\",\"fields\":{\"name\":null}}",
    MANI_ERROR_INVALID },
  { "unknown-no-object", "{\"set\":\"label\",\"id\":\"person\",\"fields\":{\"*\":[1]}}",
    MANI_ERROR_INVALID },
  { "no-object", "[]", MANI_ERROR_INVALID },
  { "cut", "{\"set\":\"label\",\"id\":\"per", MANI_ERROR_INVALID },
};

static void
test_refused (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (ManiProject) project = store_read_bytes (SAMPLE, NULL);
  g_autofree char *json = g_strdup_printf ("{\"name\":\"x\",\"changes\":[%s]}", refused[i].changes);
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiEdit) edit = read_edit (json, project, &error);

  g_assert_null (edit);
  g_assert_error (error, MANI_ERROR, refused[i].code);
  g_assert_true (g_str_has_prefix (error->message, "test:1:"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/edit-codec/random-edits-do-the-same-again", test_random);
  g_test_add_func ("/store/edit-codec/only-what-differs-is-written", test_difference);
  g_test_add_func ("/store/edit-codec/unknown-members-come-and-go", test_unknown_taken_away);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *name = g_strdup_printf ("/store/edit-codec/refused/%s", refused[i].name);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_refused);
    }

  return g_test_run ();
}
