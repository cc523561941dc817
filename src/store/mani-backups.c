/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Earlier versions: names that say all, which are kept, and bytes in and out. */

#include "mani-backups.h"

#include "mani-error.h"
#include "mani-lock.h"
#include "mani-project-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define PIECE ((gsize) 1 << 20)
#define SUFFIX ".manicule"
#define TIME_FORMAT "%Y%m%dT%H%M%SZ"
#define TIME_LENGTH 16
#define SEQUENCE_DIGITS 10
#define SEQUENCE_MAX G_GUINT64_CONSTANT (9999999999)

/* A lock among the backups: numbers are given, and leftovers removed, by one at a time. */
#define LOCK_NAME "backups"
#define LOCK_TRIES 500
#define LOCK_PAUSE (20 * 1000)

void
mani_backup_free (ManiBackup *self)
{
  g_free (self->path);
  g_free (self);
}

char *
mani_backups_dup_folder (const char *project)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (mani_record_is_id (project), NULL);

  /* "." and ".." are ids, and none of them may lead elsewhere or be hidden. */
  name = project[0] == '.' ? g_strconcat ("%2E", project + 1, NULL) : g_strdup (project);

  return g_build_filename (g_get_user_state_dir (), "manicule", "backups", name, NULL);
}

/* Names */

static char *
dup_path (const char *folder, const ManiBackup *backup)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (backup->time);
  g_autofree char *written = time != NULL ? g_date_time_format (time, TIME_FORMAT) : NULL;
  g_autofree char *name = NULL;

  if (written == NULL || strlen (written) != TIME_LENGTH)
    {
      g_free (written);
      written = g_strdup ("19700101T000000Z");
    }
  name = g_strdup_printf ("%0*" G_GUINT64_FORMAT "-%s-%u-%s" SUFFIX, SEQUENCE_DIGITS,
                          backup->sequence, written, backup->n_annotations, backup->sha256);

  return g_build_filename (folder, name, NULL);
}

/* Takes @n digits, or as many as there are up to the next "-". */
static gboolean
take_number (const char **p, gsize n, guint64 max, guint64 *value)
{
  const char *start = *p;

  *value = 0;
  for (; g_ascii_isdigit (**p) && (gsize) (*p - start) < n; (*p)++)
    *value = *value * 10 + (guint64) g_ascii_digit_value (**p);

  return *p > start && *value <= max;
}

static gboolean
take_character (const char **p, char character)
{
  return *(*p)++ == character;
}

static gboolean
take_time (const char **p, gint64 *value)
{
  guint64 date;
  guint64 clock;
  g_autoptr (GDateTime) time = NULL;

  if (!take_number (p, 8, 99999999, &date) || !take_character (p, 'T') ||
      !take_number (p, 6, 999999, &clock) || !take_character (p, 'Z'))
    return FALSE;

  time = g_date_time_new_utc ((int) (date / 10000), (int) (date / 100 % 100), (int) (date % 100),
                              (int) (clock / 10000), (int) (clock / 100 % 100),
                              (double) (clock % 100));
  if (time == NULL)
    return FALSE;
  *value = g_date_time_to_unix (time);

  return TRUE;
}

static gboolean
take_hash (const char **p, ManiHash hash)
{
  for (gsize i = 0; i < MANI_HASH_LENGTH; i++)
    if (!g_ascii_isxdigit ((*p)[i]) || g_ascii_isupper ((*p)[i]))
      return FALSE;

  memcpy (hash, *p, MANI_HASH_LENGTH);
  hash[MANI_HASH_LENGTH] = '\0';
  *p += MANI_HASH_LENGTH;

  return TRUE;
}

/* (transfer full): NULL when the file is not a backup. */
static ManiBackup *
backup_new_for_file (const char *folder, const char *name)
{
  g_autoptr (ManiBackup) self = g_new0 (ManiBackup, 1);
  const char *p = name;
  guint64 n_annotations;
  GStatBuf status;

  if (!take_number (&p, SEQUENCE_DIGITS, SEQUENCE_MAX, &self->sequence) ||
      !take_character (&p, '-') || !take_time (&p, &self->time) || !take_character (&p, '-') ||
      !take_number (&p, SEQUENCE_DIGITS, G_MAXUINT, &n_annotations) || !take_character (&p, '-') ||
      !take_hash (&p, self->sha256) || strcmp (p, SUFFIX) != 0)
    return NULL;

  self->path = g_build_filename (folder, name, NULL);
  if (g_lstat (self->path, &status) != 0 || !S_ISREG (status.st_mode))
    return NULL;
  self->size = (guint64) status.st_size;
  self->n_annotations = (guint) n_annotations;

  return g_steal_pointer (&self);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const ManiBackup *one = *(ManiBackup *const *) a;
  const ManiBackup *other = *(ManiBackup *const *) b;

  if (one->sequence != other->sequence)
    return one->sequence > other->sequence ? -1 : 1;

  /* Two programs may take the same number at once. */
  return strcmp (other->path, one->path);
}

GPtrArray *
mani_backups_list (const char *folder)
{
  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) mani_backup_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      ManiBackup *backup = backup_new_for_file (folder, name);

      if (backup != NULL)
        g_ptr_array_add (backups, backup);
    }
  g_ptr_array_sort (backups, compare_newest_first);

  return backups;
}

/* Which are kept */

#define SECONDS_A_DAY 86400

static gint64
day_of (const ManiBackup *backup)
{
  gint64 day = backup->time / SECONDS_A_DAY;

  return backup->time % SECONDS_A_DAY < 0 ? day - 1 : day;
}

GPtrArray *
mani_backups_find_surplus (GPtrArray *backups, guint64 max_bytes)
{
  GPtrArray *surplus = g_ptr_array_new ();
  g_autoptr (GHashTable) days = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint64 n_bytes = 0;
  gboolean is_full = FALSE;
  guint n_kept = 0;

  for (guint i = 0; i < backups->len; i++)
    {
      ManiBackup *backup = backups->pdata[i];
      gint64 day = day_of (backup);
      gboolean is_new_day =
          !g_hash_table_contains (days, &day) && g_hash_table_size (days) < MANI_BACKUPS_DAYS;
      gboolean is_wanted = i < MANI_BACKUPS_LAST || is_new_day;

      /* What is too large for the rest ends the list: nothing older is better than it. */
      if (is_wanted && backup->size > max_bytes - n_bytes)
        is_full = TRUE;
      if (n_kept < MANI_BACKUPS_AT_LEAST || (is_wanted && !is_full))
        {
          n_bytes = MIN (max_bytes, n_bytes + backup->size);
          n_kept++;
          if (is_new_day)
            g_hash_table_add (days, g_memdup2 (&day, sizeof day));
        }
      else
        {
          g_ptr_array_add (surplus, backup);
        }
    }

  return surplus;
}

static void
remove_surplus (const ManiIo *io, const char *folder)
{
  g_autoptr (GPtrArray) backups = mani_backups_list (folder);
  g_autoptr (GPtrArray) surplus = mani_backups_find_surplus (backups, MANI_BACKUPS_MAX_BYTES);

  /* What cannot be removed is tried again the next time. */
  for (guint i = 0; i < surplus->len; i++)
    io->unlinkat (AT_FDCWD, ((ManiBackup *) surplus->pdata[i])->path, 0);
}

/* Bytes in */

typedef struct
{
  const ManiIo *io;
  const char *path;
  const ManiFileStamp *stamp;
  int fd;
} Copying;

static gboolean
copy_file (ManiWriteFunc write, gpointer sink, gpointer data, GError **error)
{
  Copying *self = data;
  g_autofree char *piece = g_malloc (PIECE);
  g_autoptr (ManiHasher) hasher = mani_hasher_new ();
  guint64 n_done = 0;
  ManiHash sha256;
  gssize n;

  while ((n = mani_io_read (self->io, self->fd, piece, PIECE)) > 0)
    {
      n_done += (guint64) n;
      if (n_done > self->stamp->size)
        break;
      mani_hasher_update (hasher, piece, (gsize) n);
      if (!write (piece, (gsize) n, sink, error))
        return FALSE;
    }
  if (n < 0)
    {
      mani_set_error_from_errno (error, errno, self->path, "%s", _ ("the file cannot be read"));
      return FALSE;
    }

  mani_hasher_finish (hasher, sha256);
  if (n_done == self->stamp->size && strcmp (sha256, self->stamp->sha256) == 0)
    return TRUE;
  g_set_error (error, MANI_ERROR, MANI_ERROR_CONFLICT,
               _ ("%s: the file was changed while a copy of it was made"), self->path);

  return FALSE;
}

static gboolean
copy_to (Copying *copying, const char *path, GError **error)
{
  gboolean done;

  copying->fd = mani_io_open (copying->io, AT_FDCWD, copying->path, O_RDONLY, 0);
  if (copying->fd < 0)
    {
      mani_set_error_from_errno (error, errno, copying->path, "%s", _ ("the file cannot be read"));
      return FALSE;
    }

  done = mani_safe_file_replace_in_pieces (copying->io, path, copy_file, copying, NULL,
                                           MANI_SAFE_FILE_NO_BACKUP | MANI_SAFE_FILE_PRIVATE, NULL,
                                           error);
  mani_io_close (copying->io, copying->fd);

  return done;
}

/* Waits for another program that is keeping a version of the same project. */
static ManiLock *
wait_for_lock (const char *folder, GError **error)
{
  g_autofree char *beside = g_build_filename (folder, LOCK_NAME, NULL);

  for (guint i = 0; i < LOCK_TRIES; i++)
    {
      g_autoptr (GError) local = NULL;
      ManiLock *lock = mani_lock_acquire (beside, &local);

      if (lock != NULL)
        return lock;
      if (i == LOCK_TRIES - 1 || !g_error_matches (local, MANI_ERROR, MANI_ERROR_BUSY))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          break;
        }
      g_usleep (LOCK_PAUSE);
    }

  return NULL;
}

/* What copies that never ended have left; for whoever holds the lock. */
static void
remove_leftovers (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (name[0] == '.' && strstr (name, SUFFIX "-") != NULL)
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_unlink (path);
      }
}

/* The version with the bytes of @stamp, or NULL. */
static const ManiBackup *
find_same (GPtrArray *backups, const ManiFileStamp *stamp)
{
  for (guint i = 0; i < backups->len; i++)
    {
      const ManiBackup *backup = backups->pdata[i];

      if (strcmp (backup->sha256, stamp->sha256) == 0 && backup->size == stamp->size)
        return backup;
    }

  return NULL;
}

gboolean
mani_backups_keep (const ManiIo *io,
                   const char *folder,
                   const char *path,
                   const ManiFileStamp *stamp,
                   guint n_annotations,
                   gint64 time,
                   GError **error)
{
  Copying copying = { .io = io, .path = path, .stamp = stamp };
  g_autoptr (ManiLock) lock = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  ManiBackup backup = { .time = time, .n_annotations = n_annotations };
  const ManiBackup *same;
  g_autofree char *target = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      mani_set_error_from_errno (error, errno, folder, "%s", _ ("the folder cannot be made"));
      return FALSE;
    }

  lock = wait_for_lock (folder, error);
  if (lock == NULL)
    return FALSE;

  remove_leftovers (folder);
  backups = mani_backups_list (folder);
  same = find_same (backups, stamp);
  if (backups->len > 0 && same == backups->pdata[0])
    return TRUE;

  memcpy (backup.sha256, stamp->sha256, sizeof backup.sha256);
  backup.sequence = backups->len > 0 ? ((ManiBackup *) backups->pdata[0])->sequence + 1 : 1;
  backup.sequence = MIN (backup.sequence, SEQUENCE_MAX);
  target = dup_path (folder, &backup);
  if (same != NULL)
    {
      if (io->renameat2 (AT_FDCWD, same->path, AT_FDCWD, target, RENAME_NOREPLACE) == 0)
        return TRUE;
      mani_set_error_from_errno (error, errno, same->path, "%s", _ ("the file cannot be renamed"));
      return FALSE;
    }

  if (!copy_to (&copying, target, error))
    return FALSE;
  remove_surplus (io, folder);

  return TRUE;
}

gboolean
mani_backups_keep_version (const ManiIo *io,
                           const char *path,
                           ManiSnapshot *snapshot,
                           const ManiFileStamp *stamp,
                           GError **error)
{
  ManiRecord *info = MANI_RECORD (mani_snapshot_get_info (snapshot));
  g_autofree char *folder = mani_backups_dup_folder (mani_record_get_id (info));

  return mani_backups_keep (io, folder, path, stamp, mani_snapshot_get_n_annotations (snapshot),
                            g_get_real_time () / G_USEC_PER_SEC, error);
}

/* Bytes out */

GBytes *
mani_backups_read (const ManiIo *io, const char *folder, const char *sha256, GError **error)
{
  g_autoptr (GPtrArray) backups = mani_backups_list (folder);
  g_autoptr (GError) local = NULL;

  for (guint i = 0; i < backups->len; i++)
    {
      const ManiBackup *backup = backups->pdata[i];
      g_autoptr (GBytes) bytes = NULL;
      ManiFileStamp stamp;

      if (strcmp (backup->sha256, sha256) != 0)
        continue;
      g_clear_error (&local);
      if (!mani_safe_file_read (io, backup->path, MANI_PROJECT_FILE_MAX_BYTES, &bytes, &stamp,
                                &local))
        continue;
      if (strcmp (stamp.sha256, sha256) == 0)
        return g_steal_pointer (&bytes);
      g_set_error (&local, MANI_ERROR, MANI_ERROR_INVALID,
                   _ ("%s: the earlier version is damaged: its SHA-256 is another"), backup->path);
    }

  if (local == NULL)
    g_set_error (error, MANI_ERROR, MANI_ERROR_NOT_FOUND,
                 /* Translators: a folder, the SHA-256 of a file */
                 _ ("%s: there is no earlier version with the SHA-256 %s"), folder, sha256);
  else
    g_propagate_error (error, g_steal_pointer (&local));

  return NULL;
}

gboolean
mani_backups_forget (const char *folder, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_unlink (path) != 0 && errno != ENOENT)
        {
          mani_set_error_from_errno (error, errno, path, "%s", _ ("the file cannot be removed"));
          return FALSE;
        }
    }
  if (g_rmdir (folder) == 0 || errno == ENOENT)
    return TRUE;
  mani_set_error_from_errno (error, errno, folder, "%s", _ ("the folder cannot be removed"));

  return FALSE;
}
