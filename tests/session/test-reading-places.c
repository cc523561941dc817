/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where somebody was reading: kept, bounded, and no harm when the file is lost or damaged. */

#include "mani-reading-places.h"

#include "mani-editor.h"
#include "mani-error.h"

#include "mani-test-folder.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  ManiReadingPlaces *places;
} Desk;

static void
set_up (Desk *desk, gconstpointer data)
{
  desk->folder = mani_test_folder_new ();
  desk->places = mani_reading_places_new (desk->folder, "p");
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  mani_reading_places_free (desk->places);
  mani_test_folder_remove (desk->folder);
}

static void
save_and_read (Desk *desk)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (mani_reading_places_save (desk->places, &error));
  g_assert_no_error (error);
  mani_reading_places_free (desk->places);
  desk->places = mani_reading_places_new (desk->folder, "p");
}

static void
test_kept (Desk *desk, gconstpointer data)
{
  g_autofree char *path = g_build_filename (desk->folder, "p.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (ManiReadingPlaces) other = NULL;

  g_assert_null (mani_reading_places_get_article (desk->places));
  g_assert_cmpuint (mani_reading_places_get (desk->places, "a"), ==, 0);
  mani_reading_places_set (desk->places, "a", 5);
  mani_reading_places_set (desk->places, "b\"", 4294967295u);
  mani_reading_places_set (desk->places, "a", 7);
  save_and_read (desk);
  g_assert_cmpstr (mani_reading_places_get_article (desk->places), ==, "a");
  g_assert_cmpuint (mani_reading_places_get (desk->places, "a"), ==, 7);
  g_assert_cmpuint (mani_reading_places_get (desk->places, "b\""), ==, 4294967295u);
  text = mani_test_folder_read (path);
  g_assert_cmpstr (text, ==,
                   "{\"manicule-places\":1,\"places\":[\n[\"a\",7],\n[\"b\\\"\",4294967295]\n]}\n");

  /* Of another project, nothing. */
  other = mani_reading_places_new (desk->folder, "q");
  g_assert_null (mani_reading_places_get_article (other));
}

static void
test_written_when_changed (Desk *desk, gconstpointer data)
{
  g_autofree char *path = g_build_filename (desk->folder, "p.json", NULL);

  g_assert_true (mani_reading_places_save (desk->places, NULL));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  mani_reading_places_set (desk->places, "a", 1);
  save_and_read (desk);
  g_assert_cmpint (g_unlink (path), ==, 0);
  mani_reading_places_set (desk->places, "a", 1);
  g_assert_true (mani_reading_places_save (desk->places, NULL));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_bounded (Desk *desk, gconstpointer data)
{
  for (guint i = 0; i <= MANI_READING_PLACES_MAX; i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", i);

      mani_reading_places_set (desk->places, id, i + 1);
      /* One that is read again and again is not forgotten. */
      if (i == MANI_READING_PLACES_MAX - 1)
        mani_reading_places_set (desk->places, "0", 9);
    }
  save_and_read (desk);
  g_assert_cmpuint (mani_reading_places_get (desk->places, "0"), ==, 9);
  g_assert_cmpuint (mani_reading_places_get (desk->places, "1"), ==, 0);
  g_assert_cmpuint (mani_reading_places_get (desk->places, "2"), ==, 3);
  g_assert_cmpuint (mani_reading_places_get (desk->places, "2000"), ==, 2001);
}

static void
test_damaged (Desk *desk, gconstpointer data)
{
  static const char *const texts[] = {
    "",
    "x",
    "[]",
    "{\"places\":1}",
    "{\"places\":[[\"a\"]]}",
    "{\"places\":[[\"a\",-1]]}",
    "{\"places\":[[\"a\",1e30]]}",
    "{\"places\":[[1,1]]}",
    "{\"places\":[[\"a\",1.5]]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *path = mani_test_folder_write (desk->folder, "p.json", texts[i]);

      mani_reading_places_free (desk->places);
      desk->places = mani_reading_places_new (desk->folder, "p");
      g_assert_null (mani_reading_places_get_article (desk->places));
      mani_reading_places_set (desk->places, "a", 3);
      save_and_read (desk);
      g_assert_cmpuint (mani_reading_places_get (desk->places, "a"), ==, 3);
    }
  /* What stands before the damage is had. */
  g_free (mani_test_folder_write (desk->folder, "p.json",
                                  "{\"new\":{},\"places\":[[\"a\",1],[\"a\",2],[\"b\""));
  mani_reading_places_free (desk->places);
  desk->places = mani_reading_places_new (desk->folder, "p");
  g_assert_cmpuint (mani_reading_places_get (desk->places, "a"), ==, 1);
}

static void
test_no_place_to_write (Desk *desk, gconstpointer data)
{
  g_autofree char *path = mani_test_folder_write (desk->folder, "file", "x");
  g_autofree char *below = g_build_filename (path, "below", NULL);
  g_autoptr (ManiReadingPlaces) places = mani_reading_places_new (below, "p");
  g_autoptr (GError) error = NULL;

  mani_reading_places_set (places, "a", 1);
  g_assert_false (mani_reading_places_save (places, &error));
  g_assert_true (error->domain == MANI_ERROR);
}

static void
test_id_leads_nowhere_else (Desk *desk, gconstpointer data)
{
  g_autofree char *below = g_build_filename (desk->folder, "places", NULL);
  g_autofree char *outside = g_build_filename (desk->folder, "x.json", NULL);
  g_autoptr (ManiReadingPlaces) places = mani_reading_places_new (below, "../x");
  g_autoptr (ManiReadingPlaces) again = NULL;
  g_autoptr (GError) error = NULL;

  mani_reading_places_set (places, "a", 4);
  g_assert_true (mani_reading_places_save (places, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (outside, G_FILE_TEST_EXISTS));
  again = mani_reading_places_new (below, "../x");
  g_assert_cmpuint (mani_reading_places_get (again, "a"), ==, 4);
}

static void
test_of_an_editor (Desk *desk, gconstpointer data)
{
  g_autofree char *path = g_build_filename (desk->folder, "p.manicule", NULL);
  g_autoptr (ManiProject) project = mani_project_new (NULL);
  ManiEditor *editor = mani_editor_new (project);
  const char *id = mani_record_get_id (MANI_RECORD (mani_project_get_info (project)));
  g_autofree char *file = g_strdup_printf ("%s.json", id);
  g_autofree char *state =
      g_build_filename (g_get_user_state_dir (), "manicule", "places", file, NULL);
  g_autoptr (GError) error = NULL;

  /* A project without a file leaves nothing behind. */
  mani_reading_places_set (mani_editor_get_reading_places (editor), "a", 12);
  mani_editor_close (editor);
  g_assert_false (g_file_test (state, G_FILE_TEST_EXISTS));
  g_assert_finalize_object (editor);

  editor = mani_editor_new (project);
  g_assert_true (mani_editor_save_as (editor, path, FALSE, &error));
  mani_reading_places_set (mani_editor_get_reading_places (editor), "a", 12);
  g_assert_finalize_object (editor);
  editor = mani_editor_open (path, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mani_reading_places_get (mani_editor_get_reading_places (editor), "a"), ==, 12);
  g_assert_finalize_object (editor);
}

int
main (int argc, char **argv)
{
  char *state = mani_test_folder_new ();
  int status;

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) \
  g_test_add ("/session/reading-places/" name, Desk, NULL, set_up, func, tear_down)
  ADD ("kept", test_kept);
  ADD ("written-when-changed", test_written_when_changed);
  ADD ("bounded", test_bounded);
  ADD ("damaged-is-none", test_damaged);
  ADD ("no-place-to-write", test_no_place_to_write);
  ADD ("id-leads-nowhere-else", test_id_leads_nowhere_else);
  ADD ("of-an-editor", test_of_an_editor);
#undef ADD

  status = g_test_run ();
  mani_test_folder_remove (state);

  return status;
}
