/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Replacing a file while every system call fails in turn, once and for ever, and while the power
 * fails after every one. */

#include "mani-error.h"
#include "mani-safe-file.h"
#include "mani-test-folder.h"
#include "mani-test-io.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* No run makes more calls than this; the loop ends when none was left to fail. */
#define MAX_CALLS 200

static const char old_text[] = "the old text";

/* Longer than two sectors, so that a power cut can tear it */
#define NEW_LENGTH 1200

static const int codes[] = { EIO,   ENOSPC, EDQUOT, EACCES,
                             EROFS, EINTR,  ENOENT, MANI_TEST_SHORT_WRITE };

/* A way of replacing that is tried. */
typedef struct
{
  const char *name;
  gboolean is_new;
  gboolean without_links;
  gboolean interrupted;
  gboolean in_pieces;
} Scene;

static const Scene scenes[] = {
  { "replace" },
  { "new-file", .is_new = TRUE },
  { "copied-backup", .without_links = TRUE },
  { "interrupted-backup", .interrupted = TRUE },
  { "in-pieces", .in_pieces = TRUE },
  { "new-file-in-pieces", .is_new = TRUE, .in_pieces = TRUE },
};

static int
linkat_on_fat (int from_folder, const char *from, int to_folder, const char *to, int flags)
{
  errno = EPERM;
  return -1;
}

static ManiIo
io_of (const Scene *scene)
{
  ManiIo io = *mani_test_io_get ();

  if (scene->without_links)
    io.linkat = linkat_on_fat;

  return io;
}

static char *
new_text (void)
{
  char *text = g_strnfill (NEW_LENGTH, 'n');

  text[NEW_LENGTH - 1] = '\n';
  return text;
}

/* In three, of which one is empty. */
static gboolean
produce_pieces (ManiWriteFunc write, gpointer sink, gpointer data, GError **error)
{
  const char *text = data;

  return write (text, 500, sink, error) && write (text, 0, sink, error) &&
         write (text + 500, NEW_LENGTH - 500, sink, error);
}

static gboolean
replace (const Scene *scene,
         const char *path,
         char *text,
         const ManiFileStamp *expected,
         ManiFileStamp *stamp,
         GError **error)
{
  ManiIo io = io_of (scene);

  if (scene->in_pieces)
    return mani_safe_file_replace_in_pieces (&io, path, produce_pieces, text, expected,
                                             MANI_SAFE_FILE_DEFAULT, stamp, error);

  return mani_safe_file_replace (&io, path, text, NEW_LENGTH, expected, MANI_SAFE_FILE_DEFAULT,
                                 stamp, error);
}

/* A folder as it is before a replacement: doc and doc~, or nothing. */
static char *
set_scene (const Scene *scene, char **path, ManiFileStamp *stamp)
{
  char *folder = mani_test_folder_new ();
  g_autofree char *backup = g_build_filename (folder, "doc~", NULL);
  g_autoptr (GBytes) contents = NULL;
  g_autoptr (GError) error = NULL;

  *path = g_build_filename (folder, "doc", NULL);
  memset (stamp, 0, sizeof *stamp);
  if (scene->is_new)
    return folder;

  g_free (*path);
  *path = mani_test_folder_write (folder, "doc", old_text);
  g_assert_cmpint (g_chmod (*path, 0640), ==, 0);
  if (scene->interrupted)
    g_assert_cmpint (link (*path, backup), ==, 0);
  else
    g_free (mani_test_folder_write (folder, "doc~", "older"));

  mani_safe_file_read (mani_io_get_default (), *path, 1000, &contents, stamp, &error);
  g_assert_no_error (error);
  return folder;
}

/* Checks the folder after one try, and that the next one works. */
static void
check_after_fault (const Scene *scene,
                   const char *folder,
                   const char *path,
                   const char *text,
                   gboolean done,
                   const ManiFileStamp *before,
                   ManiFileStamp *stamp)
{
  g_autofree char *backup_path = g_build_filename (folder, "doc~", NULL);
  g_autofree char *is = mani_test_folder_read (path);
  g_autofree char *backup = mani_test_folder_read (backup_path);
  g_autofree char *names = mani_test_folder_list (folder);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  /* Only the fsync of the folder may fail with the new file in place, and then the stamp says so */
  gboolean in_place = done || stamp->inode != before->inode;
  GStatBuf status;

  g_assert_cmpstr (is, ==, in_place ? text : scene->is_new ? NULL : old_text);

  if (scene->is_new)
    g_assert_null (backup);
  else if (in_place || g_strcmp0 (backup, "older") != 0)
    g_assert_cmpstr (backup, ==, old_text);

  if (!mani_test_io_failed_unlink ())
    g_assert_cmpstr (names, ==, scene->is_new ? (in_place ? "doc" : "") : "doc doc~");

  if (!scene->is_new)
    {
      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpuint (status.st_mode & 0777 & ~0640, ==, 0);
    }

  mani_test_io_fail (0, 0, FALSE);
  mani_safe_file_replace (mani_io_get_default (), path, "after", 5,
                          in_place || !scene->is_new ? stamp : NULL, MANI_SAFE_FILE_DEFAULT, stamp,
                          &error);
  g_assert_no_error (error);
  after = mani_test_folder_read (path);
  g_assert_cmpstr (after, ==, "after");
}

/* Makes the nth call fail; FALSE when there was no nth call. */
static gboolean
fail_once (const Scene *scene, guint nth, int code, gboolean for_ever)
{
  g_autofree char *path = NULL;
  g_autofree char *text = new_text ();
  g_autoptr (GError) error = NULL;
  ManiFileStamp before, stamp;
  char *folder = set_scene (scene, &path, &before);
  gboolean done, fired;

  stamp = before;
  mani_test_io_fail (nth, code, for_ever);
  done = replace (scene, path, text, scene->is_new ? NULL : &stamp, &stamp, &error);
  fired = mani_test_io_fired ();

  if (done)
    g_assert_no_error (error);
  else
    g_assert_true (error != NULL && error->domain == MANI_ERROR);

  check_after_fault (scene, folder, path, text, done, &before, &stamp);
  mani_test_folder_remove (folder);
  return fired;
}

static void
test_faults (gconstpointer data)
{
  const Scene *scene = data;

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    for (guint for_ever = 0; for_ever <= 1; for_ever++)
      {
        guint nth = 1;

        while (fail_once (scene, nth, codes[i], for_ever))
          g_assert_cmpuint (nth++, <, MAX_CALLS);

        g_test_message ("%s: %u calls failed", g_strerror (codes[i]), nth - 1);
        if (codes[i] == MANI_TEST_SHORT_WRITE)
          g_assert_cmpuint (nth - 1, >=, 1);
        else
          g_assert_cmpuint (nth - 1, >=, codes[i] == ENOSPC || codes[i] == EDQUOT ? 5 : 10);
      }
}

static void
fail_this_call_cb (gpointer data)
{
  mani_test_io_fail (1, EIO, FALSE);
}

static void
test_failed_sync (void)
{
  g_autofree char *path = NULL;
  ManiFileStamp stamp;
  char *folder = set_scene (&scenes[0], &path, &stamp);
  g_autofree char *is = NULL;
  g_autofree char *names = NULL;
  g_autoptr (GError) error = NULL;

  /* A second fsync of the same descriptor would succeed, and lie */
  mani_test_io_before ("fsync", 1, fail_this_call_cb, NULL);
  g_assert_false (mani_safe_file_replace (mani_test_io_get (), path, "new", 3, &stamp,
                                          MANI_SAFE_FILE_DEFAULT, NULL, &error));
  g_assert_true (mani_test_io_fired ());
  g_assert_error (error, MANI_ERROR, MANI_ERROR_IO);
  is = mani_test_folder_read (path);
  g_assert_cmpstr (is, ==, old_text);
  names = mani_test_folder_list (folder);
  g_assert_cmpstr (names, ==, "doc doc~");
  mani_test_folder_remove (folder);
}

static void
test_failed_folder_sync (void)
{
  g_autofree char *path = NULL;
  ManiFileStamp before, stamp;
  char *folder = set_scene (&scenes[0], &path, &before);
  g_autofree char *is = NULL;
  g_autoptr (GError) error = NULL;

  stamp = before;
  mani_test_io_before ("fsync", 2, fail_this_call_cb, NULL);
  g_assert_false (mani_safe_file_replace (mani_test_io_get (), path, "new", 3, &stamp,
                                          MANI_SAFE_FILE_DEFAULT, &stamp, &error));
  g_assert_error (error, MANI_ERROR, MANI_ERROR_IO);
  is = mani_test_folder_read (path);
  g_assert_cmpstr (is, ==, "new");
  g_assert_cmpuint (stamp.size, ==, 3);
  g_assert_true (mani_safe_file_looks_unchanged (mani_test_io_get (), path, &stamp));
  mani_test_folder_remove (folder);
}

/* What power cuts left. */
typedef struct
{
  const Scene *scene;
  const char *text;
  guint old;
  guint new;
  guint torn_temporary;
} Cuts;

static gboolean
is_text (GBytes *bytes, const char *text)
{
  return bytes != NULL && g_bytes_get_size (bytes) == strlen (text) &&
         memcmp (g_bytes_get_data (bytes, NULL), text, strlen (text)) == 0;
}

static void
check_cut_cb (GHashTable *files, gpointer data)
{
  Cuts *cuts = data;
  GBytes *doc = g_hash_table_lookup (files, "doc");
  GBytes *backup = g_hash_table_lookup (files, "doc~");
  GHashTableIter iter;
  gpointer name, bytes;

  if (is_text (doc, cuts->text))
    cuts->new ++;
  else if (cuts->scene->is_new ? doc == NULL : is_text (doc, old_text))
    cuts->old++;
  else
    g_assert_not_reached ();

  if (!cuts->scene->is_new)
    g_assert_true (is_text (backup, "older") || is_text (backup, old_text));

  g_hash_table_iter_init (&iter, files);
  while (g_hash_table_iter_next (&iter, &name, &bytes))
    if (g_str_has_prefix (name, ".doc.manicule-") && !is_text (bytes, cuts->text))
      cuts->torn_temporary++;
}

static void
test_power_cuts (gconstpointer data)
{
  const Scene *scene = data;
  g_autofree char *path = NULL;
  g_autofree char *text = new_text ();
  g_autoptr (GError) error = NULL;
  Cuts cuts = { .scene = scene, .text = text };
  ManiFileStamp stamp;
  char *folder = set_scene (scene, &path, &stamp);
  guint states = 0;

  mani_test_io_record (folder);
  replace (scene, path, text, scene->is_new ? NULL : &stamp, NULL, &error);
  g_assert_no_error (error);

  for (guint i = 0; i <= mani_test_io_recorded (); i++)
    states += mani_test_io_each_cut (i, 512, check_cut_cb, &cuts);

  g_test_message ("%u states: old %u, new %u", states, cuts.old, cuts.new);
  g_assert_cmpuint (cuts.old, >, 5);
  g_assert_cmpuint (cuts.new, >, 1);
  g_assert_cmpuint (cuts.torn_temporary, >, 1);

  /* Success was reported: the new file is there in every state */
  cuts.old = 0;
  mani_test_io_each_cut (mani_test_io_recorded (), 512, check_cut_cb, &cuts);
  g_assert_cmpuint (cuts.old, ==, 0);

  mani_test_io_stop ();
  mani_test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  /* Thousands of fsyncs; the faults are made above any disk */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    {
      g_autofree char *faults =
          g_strdup_printf ("/base/safe-file/faults/every-call/%s", scenes[i].name);
      g_autofree char *cuts =
          g_strdup_printf ("/base/safe-file/faults/power-cut/%s", scenes[i].name);

      g_test_add_data_func (faults, &scenes[i], test_faults);
      g_test_add_data_func (cuts, &scenes[i], test_power_cuts);
    }

  g_test_add_func ("/base/safe-file/faults/failed-sync-is-not-saved", test_failed_sync);
  g_test_add_func ("/base/safe-file/faults/failed-folder-sync-is-told", test_failed_folder_sync);

  return g_test_run ();
}
