/* SPDX-License-Identifier: GPL-3.0-or-later */

/* manicule-cli recover: what a damaged project file and its earlier versions hold, as a new file.
 */

#include "mani-cli.h"

#include "mani-backups.h"
#include "mani-lock.h"
#include "mani-project-file.h"
#include "mani-project-reader.h"
#include "mani-salvage.h"

#include <glib/gi18n.h>
#include <string.h>

#define DIGEST "\n\"digest\":\"sha256:"

static char *output;

static const GOptionEntry options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
    N_ ("The file to write, which must not be there; needed"), N_ ("FILE") },
  { NULL },
};

/* The digest that stands at the end of a file; NULL when none does. */
static char *
dup_digest (GBytes *bytes)
{
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n);
  const char *found = NULL;
  const char *next = data;

  while (next != NULL &&
         (next = memmem (next, n - (gsize) (next - data), DIGEST, strlen (DIGEST))) != NULL)
    found = ++next;
  if (found == NULL || n - (gsize) (found - data) < strlen (DIGEST) - 1 + MANI_HASH_LENGTH)
    return NULL;

  return g_strndup (found + strlen (DIGEST) - 1, MANI_HASH_LENGTH);
}

/* (transfer full): the project in @bytes, if they are as Manicule wrote them; else NULL. */
static ManiProject *
read_intact (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (ManiReadReport) report = mani_read_report_new ();
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n);
  g_autoptr (ManiProject) project =
      mani_project_reader_read (data, n, name, report, NULL, NULL, error);

  if (project == NULL || mani_read_report_is_intact (report))
    return g_steal_pointer (&project);
  g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID, "%s",
               report->lines->len > 0 ? (const char *) report->lines->pdata[0] : name);

  return NULL;
}

/* Other versions of the file */

/* An earlier version, whole. */
typedef struct
{
  ManiProject *project;
  char *path;
  gboolean is_exact; /* it is what the damaged file was */
} Version;

static void
version_clear (Version *version)
{
  g_clear_object (&version->project);
  g_free (version->path);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Version, version_clear)

/* Takes the file at @path if it is whole, and either nothing was taken yet or it is just the one
 * with this digest. @sha256: what it must be, or NULL. */
static void
try_version (Version *version, const char *path, const char *sha256, const char *digest)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ManiProject) project = NULL;
  g_autofree char *found = NULL;
  ManiFileStamp stamp;
  gboolean is_exact;

  if (version->is_exact ||
      !mani_safe_file_read (mani_io_get_default (), path, MANI_PROJECT_FILE_MAX_BYTES, &bytes,
                            &stamp, NULL) ||
      (sha256 != NULL && strcmp (sha256, stamp.sha256) != 0))
    return;

  found = dup_digest (bytes);
  is_exact = digest != NULL && g_strcmp0 (found, digest) == 0;
  if (version->project != NULL && !is_exact)
    return;
  project = read_intact (bytes, path, NULL);
  if (project == NULL)
    return;

  version_clear (version);
  *version = (Version){ g_steal_pointer (&project), g_strdup (path), is_exact };
}

static gboolean
has_hash (GPtrArray *backups, const char *sha256)
{
  for (guint i = 0; i < backups->len; i++)
    if (strcmp (((ManiBackup *) backups->pdata[i])->sha256, sha256) == 0)
      return TRUE;

  return FALSE;
}

/* The newest whole version, by what is known of each and never by a file's time: `NAME~` when it
 * was never kept as an earlier version, for then another program has written it since; else the
 * newest of those that were. */
static void
find_version (Version *version, const char *path, const char *id, const char *digest)
{
  g_autofree char *beside = g_strconcat (path, "~", NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ManiProject) previous = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  ManiFileStamp stamp;

  if (mani_safe_file_read (mani_io_get_default (), beside, MANI_PROJECT_FILE_MAX_BYTES, &bytes,
                           &stamp, NULL))
    previous = read_intact (bytes, beside, NULL);
  if (previous != NULL && id == NULL)
    id = mani_record_get_id (MANI_RECORD (mani_project_get_info (previous)));

  folder = id != NULL ? mani_backups_dup_folder (id) : NULL;
  backups = folder != NULL ? mani_backups_list (folder) : g_ptr_array_new ();
  if (previous != NULL && !has_hash (backups, stamp.sha256))
    try_version (version, beside, NULL, digest);
  for (guint i = 0; i < backups->len; i++)
    {
      const ManiBackup *backup = backups->pdata[i];

      try_version (version, backup->path, backup->sha256, digest);
    }
  if (previous != NULL)
    try_version (version, beside, NULL, digest);
}

/* Putting together */

static void
tell_lines (const char *path, ManiSalvage *salvage)
{
  const char *const *lines = mani_salvage_get_lines (salvage);

  for (guint i = 0; lines[i] != NULL; i++)
    mani_cli_tell (path, lines[i]);
}

/* What can be had of the damaged @bytes of @path. */
static ManiProject *
recover (const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *digest = dup_digest (bytes);
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n);
  g_autoptr (ManiSalvage) salvage = mani_salvage_new (data, n, path);
  g_auto (Version) version = { 0 };
  g_autofree char *message = NULL;
  ManiProject *project;
  guint n_lost = g_strv_length ((GStrv) mani_salvage_get_lines (salvage));

  find_version (&version, path, mani_salvage_get_project_id (salvage), digest);
  if (version.is_exact)
    {
      message =
          g_strdup_printf (_ ("an earlier version is just what the file was: %s"), version.path);
      mani_cli_tell (path, message);
      return g_object_ref (version.project);
    }

  /* A file that was cut has lost what cannot be told from it. */
  if (version.project != NULL && (n_lost > 0 || digest == NULL))
    {
      g_autoptr (ManiSnapshot) whole = mani_project_snapshot (version.project);
      guint n_added = mani_salvage_complete (salvage, whole);

      message = g_strdup_printf (
          /* Translators: a number of records, then a file */
          ngettext ("%u record that cannot be read comes from an earlier version: %s",
                    "%u records that cannot be read come from an earlier version: %s", n_added),
          n_added, version.path);
    }
  project = mani_salvage_make_project (salvage, error);
  tell_lines (path, salvage);
  if (project != NULL && message != NULL)
    mani_cli_tell (path, message);

  return project;
}

/* The project in the file at @path, whole if it can be. */
static ManiProject *
read_or_recover (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) local = NULL;
  ManiProject *project;

  if (!mani_safe_file_read (mani_io_get_default (), path, MANI_PROJECT_FILE_MAX_BYTES, &bytes, NULL,
                            &local))
    {
      if (!g_error_matches (local, MANI_ERROR, MANI_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      bytes = g_bytes_new (NULL, 0);
    }
  else
    {
      project = read_intact (bytes, path, &local);
      if (project != NULL)
        {
          mani_cli_tell (path, _ ("the file is whole"));
          return project;
        }
      if (g_error_matches (local, MANI_ERROR, MANI_ERROR_UNSUPPORTED))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
    }

  mani_cli_tell (path, local->message);

  return recover (path, bytes, error);
}

static int
run (char **arguments)
{
  const char *path = arguments[0];
  g_autoptr (ManiProject) project = NULL;
  g_autoptr (ManiSnapshot) snapshot = NULL;
  g_autoptr (ManiLock) lock = NULL;
  g_autoptr (GError) error = NULL;

  if (output == NULL || *output == '\0')
    return mani_cli_fail_usage (_ ("--output FILE was expected"));
  if (g_file_test (output, G_FILE_TEST_EXISTS))
    {
      mani_cli_tell (output, _ ("there is a file of this name already"));
      return MANI_EXIT_FAILED;
    }
  project = read_or_recover (path, &error);
  if (project == NULL)
    return mani_cli_fail (path, error);

  snapshot = mani_project_snapshot (project);
  lock = mani_lock_acquire (output, &error);
  if (lock == NULL ||
      !mani_project_file_save (mani_io_get_default (), output, snapshot, NULL,
                               MANI_SAFE_FILE_DEFAULT, NULL, NULL, NULL, NULL, &error))
    return mani_cli_fail (output, error);

  return MANI_EXIT_DONE;
}

const ManiCommand mani_command_recover = {
  .name = "recover",
  .arguments = "PROJECT",
  .summary = N_ ("Writes what can be had of a damaged project file and its earlier versions."),
  .description = N_ (
      "PROJECT itself is left alone. Where an earlier version is just what the file was, that is "
      "written; else what can still be read of the file, and what cannot, from the newest whole "
      "version. The standard error lists what is left out."),
  .min_arguments = 1,
  .max_arguments = 1,
  .options = options,
  .run = run,
};
