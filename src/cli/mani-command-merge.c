/* SPDX-License-Identifier: GPL-3.0-or-later */

/* manicule-cli merge: two versions of a project that come from one, by record; made so that git can
 * call it. */

#include "mani-cli.h"

#include "mani-backups.h"
#include "mani-lock.h"
#include "mani-merge.h"
#include "mani-project-file.h"
#include "mani-project-writer.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

static char *output;
static char *called;

static const GOptionEntry options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
    N_ ("The file to write, which may be OURS; needed"), N_ ("FILE") },
  { "name", 'n', 0, G_OPTION_ARG_FILENAME, &called, N_ ("What messages call the project"),
    N_ ("NAME") },
  { NULL },
};

/* A version of the project, and the file that it is from. */
typedef struct
{
  const char *path;
  ManiProject *project;
  ManiFileStamp stamp;
} Version;

static void
version_clear (Version *version)
{
  g_clear_object (&version->project);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Version, version_clear)

static gboolean
load (Version *version)
{
  g_autoptr (ManiReadReport) report = NULL;
  g_autoptr (GError) error = NULL;

  version->project = mani_project_file_load (mani_io_get_default (), version->path, NULL, NULL,
                                             NULL, &version->stamp, &report, &error);
  if (version->project == NULL)
    mani_cli_fail (version->path, error);
  for (guint i = 0; report != NULL && i < report->lines->len; i++)
    mani_cli_tell (version->path, report->lines->pdata[i]);

  return version->project != NULL;
}

/* Where both sides made the file git hands an empty one over for what they have in common. */
static gboolean
load_base (Version *base, ManiProject *ours)
{
  g_autoptr (GPtrArray) none = NULL;
  GStatBuf status;

  if (g_stat (base->path, &status) != 0 || !S_ISREG (status.st_mode) || status.st_size > 0)
    return load (base);

  none = g_ptr_array_new ();
  base->project =
      mani_project_new_from_records (mani_project_get_info (ours), none, NULL, NULL, NULL);

  return TRUE;
}

static const char *
get_id (ManiProject *project)
{
  return mani_record_get_id (MANI_RECORD (mani_project_get_info (project)));
}

static gboolean
is_same_project (const Version *version, ManiProject *ours)
{
  if (strcmp (get_id (version->project), get_id (ours)) == 0)
    return TRUE;
  mani_cli_tell (version->path,
                 _ ("this is another project, not a version of the same one: their ids differ"));

  return FALSE;
}

/* Brings what @theirs changed since @base into @ours; lists the conflicts and counts them. */
static gboolean
merge (ManiProject *base, ManiProject *ours, ManiProject *theirs, guint *n_conflicts)
{
  g_autoptr (ManiSnapshot) from = mani_project_snapshot (base);
  g_autoptr (ManiSnapshot) to = mani_project_snapshot (ours);
  g_autoptr (ManiSnapshot) other = mani_project_snapshot (theirs);
  g_autoptr (ManiMerge) merge = mani_merge_new (from, to, other);
  g_autoptr (ManiEdit) inverse = NULL;
  g_autoptr (GError) error = NULL;

  inverse = mani_project_apply (ours, mani_merge_get_edit (merge), &error);
  if (inverse == NULL)
    {
      mani_cli_fail (called, error);
      return FALSE;
    }

  *n_conflicts = mani_merge_get_n_conflicts (merge);
  for (guint i = 0; i < *n_conflicts; i++)
    {
      g_autofree char *text = mani_merge_conflict_dup_text (mani_merge_get_conflict (merge, i));

      mani_cli_tell (called, text);
    }

  return TRUE;
}

static gboolean
is_file_of (const char *path, const ManiFileStamp *stamp)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 && status.st_dev == stamp->device &&
         status.st_ino == stamp->inode;
}

/* Another file than OURS is never replaced. The version before is not kept beside it: it is one of
 * three that whoever calls has, and git would be left with a file of a name that it does not know.
 */
static gboolean
save (ManiProject *project, const ManiFileStamp *ours)
{
  g_autoptr (ManiSnapshot) snapshot = mani_project_snapshot (project);
  g_autoptr (ManiLock) lock = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) backup_error = NULL;
  ManiFileStamp stamp;

  if (strcmp (output, "-") == 0)
    {
      bytes = mani_project_writer_write (snapshot, NULL, NULL, NULL, NULL);
      mani_cli_print (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      return TRUE;
    }

  lock = mani_lock_acquire (output, &error);
  if (lock == NULL ||
      !mani_project_file_save (mani_io_get_default (), output, snapshot,
                               is_file_of (output, ours) ? ours : NULL, MANI_SAFE_FILE_NO_BACKUP,
                               NULL, NULL, NULL, &stamp, &error))
    mani_cli_fail (output, error);
  else if (!mani_backups_keep_version (mani_io_get_default (), output, snapshot, &stamp,
                                       &backup_error))
    mani_cli_tell (output, backup_error->message);

  return error == NULL;
}

static int
run (char **arguments)
{
  g_auto (Version) base = { .path = arguments[0] };
  g_auto (Version) ours = { .path = arguments[1] };
  g_auto (Version) theirs = { .path = arguments[2] };
  guint n_conflicts = 0;

  if (output == NULL || *output == '\0')
    return mani_cli_fail_usage (_ ("--output FILE was expected"));
  if (called == NULL)
    called = g_strdup (ours.path);
  if (!load (&ours) || !load_base (&base, ours.project) || !load (&theirs) ||
      !is_same_project (&base, ours.project) || !is_same_project (&theirs, ours.project) ||
      !merge (base.project, ours.project, theirs.project, &n_conflicts) ||
      !save (ours.project, &ours.stamp))
    return MANI_EXIT_FAILED;

  return n_conflicts == 0 ? MANI_EXIT_DONE : MANI_EXIT_FAILED;
}

const ManiCommand mani_command_merge = {
  .name = "merge",
  .arguments = "BASE OURS THEIRS",
  .summary = N_ ("Merges two versions of a project that come from one, by record."),
  .description =
      N_ ("What both versions changed in different ways is a conflict: each is listed on the "
          "standard error, what OURS has stands, the result is written, and the status is 1. An "
          "empty BASE means that the versions have nothing in common. The manual page says how "
          "git is made to merge projects so."),
  .min_arguments = 3,
  .max_arguments = 3,
  .options = options,
  .run = run,
};
