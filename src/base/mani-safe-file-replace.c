/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Replacing files; mani-safe-file.h says how and why. */

#include "mani-error.h"
#include "mani-safe-file-private.h"
#include "mani-safe-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PIECE ((gsize) 1 << 20)
#define MAX_NAMES 100

/* What a producer writes to: the temporary file. */
typedef struct
{
  const ManiIo *io;
  const char *path;
  int fd;
  ManiHasher *hasher;
  guint64 n;
  int code; /* errno of the write that failed, or 0 */
} Sink;

/* What was written, to be found again. */
typedef struct
{
  guint64 n;
  ManiHash sha256;
  struct stat status;
} Written;

/* One replacement under way. Descriptors are -1 and names NULL while there is nothing to clean up.
 */
typedef struct
{
  const ManiIo *io;
  const char *path;
  ManiSafeFileFlags flags;
  int folder;
  char *name;
  int old_fd;
  struct stat old;
  gboolean is_backed_up; /* NAME~ is the old file already */
  char *temporary;
  char *link;
} Replacement;

static gboolean
refuse_change (GError **error, const char *path)
{
  return mani_safe_file_refuse (error, path, MANI_ERROR_CONFLICT,
                                _ ("the file was changed by another program since it was read"));
}

/* Follows symbolic links, opens the folder and fills folder and name. @exists says whether
 * something is there under that name. */
static gboolean
find_place (Replacement *self, gboolean *exists, GError **error)
{
  g_autofree char *wanted_folder = g_path_get_dirname (self->path);
  char *resolved = self->io->realpath (self->path, NULL);
  g_autofree char *folder = NULL;
  struct stat status;

  if (resolved != NULL)
    {
      folder = g_path_get_dirname (resolved);
      self->name = g_path_get_basename (resolved);
      free (resolved);
    }
  else if (errno == ENOENT)
    {
      folder = g_steal_pointer (&wanted_folder);
      self->name = g_path_get_basename (self->path);
    }
  else
    {
      return mani_safe_file_fail (error, self->path, errno, _ ("the file cannot be found"));
    }

  /* The backup's name is one longer */
  if (strlen (self->name) >= NAME_MAX)
    return mani_safe_file_fail (error, self->path, ENAMETOOLONG, _ ("the file cannot be written"));

  self->folder = mani_io_open (self->io, AT_FDCWD, folder, O_RDONLY | O_DIRECTORY, 0);
  if (self->folder < 0)
    return mani_safe_file_fail (error, self->path, errno, _ ("its folder cannot be opened"));

  if (self->io->fstatat (self->folder, self->name, &status, AT_SYMLINK_NOFOLLOW) == 0)
    *exists = TRUE;
  else if (errno == ENOENT)
    *exists = FALSE;
  else
    return mani_safe_file_fail (error, self->path, errno, _ ("the file cannot be examined"));

  if (*exists && S_ISLNK (status.st_mode))
    return mani_safe_file_refuse (error, self->path, MANI_ERROR_NOT_FOUND,
                                  _ ("this is a symbolic link to something that does not exist"));

  return TRUE;
}

/* Whether @name in the folder is another link of the old file. */
static gboolean
look_for_link (Replacement *self, const char *name, gboolean *is_link, GError **error)
{
  struct stat status;

  if (self->io->fstatat (self->folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0)
    *is_link = status.st_dev == self->old.st_dev && status.st_ino == self->old.st_ino;
  else if (errno == ENOENT)
    *is_link = FALSE;
  else
    return mani_safe_file_fail (error, self->path, errno, _ ("the backup cannot be examined"));

  return TRUE;
}

/* Refuses a file that has other names. Those that an interrupted replacement left do not count. */
static gboolean
check_links (Replacement *self, GError **error)
{
  g_autofree char *backup = g_strconcat (self->name, "~", NULL);
  g_autofree char *link = mani_safe_file_hidden_name (self->name, MANI_SAFE_FILE_LINK);
  gboolean is_left = FALSE;
  guint others = (guint) self->old.st_nlink - 1;

  if (!look_for_link (self, backup, &self->is_backed_up, error) ||
      !look_for_link (self, link, &is_left, error))
    return FALSE;

  others -= (self->is_backed_up ? 1 : 0) + (is_left ? 1 : 0);
  if (others == 0 || (self->flags & MANI_SAFE_FILE_BREAK_LINKS))
    return TRUE;

  return mani_safe_file_refuse (
      error, self->path, MANI_ERROR_UNSUPPORTED,
      _ ("the file has further names (hard links), and saving would part them; save it "
         "under another name"));
}

/* Hands over the old file, from its start, as one state of it: a ManiProduceFunc. */
static gboolean
produce_old (ManiWriteFunc write, gpointer sink, gpointer data, GError **error)
{
  Replacement *self = data;
  g_autofree char *buffer = g_malloc (PIECE);
  struct stat after;
  gssize got;

  if (self->io->lseek (self->old_fd, 0, SEEK_SET) != 0)
    return mani_safe_file_fail (error, self->path, errno, _ ("the file cannot be read"));

  while ((got = mani_io_read (self->io, self->old_fd, buffer, PIECE)) > 0)
    if (!write (buffer, (gsize) got, sink, error))
      return FALSE;

  if (got < 0)
    return mani_safe_file_fail (error, self->path, errno, _ ("the file cannot be read"));

  if (self->io->fstat (self->old_fd, &after) != 0)
    return mani_safe_file_fail (error, self->path, errno, _ ("the file cannot be examined"));

  return mani_safe_file_is_untouched (&self->old, &after) || refuse_change (error, self->path);
}

static gboolean
hash_piece (const void *data, gsize n, gpointer sink, GError **error)
{
  mani_hasher_update (sink, data, n);
  return TRUE;
}

static gboolean
hash_old (Replacement *self, ManiHash sha256, GError **error)
{
  g_autoptr (ManiHasher) hasher = mani_hasher_new ();

  if (!produce_old (hash_piece, hasher, self, error))
    return FALSE;

  mani_hasher_finish (hasher, sha256);
  return TRUE;
}

/* Opens the old file and checks that it may be replaced. */
static gboolean
check_old (Replacement *self, const ManiFileStamp *expected, GError **error)
{
  ManiHash sha256;

  self->old_fd =
      mani_safe_file_open_regular (self->io, self->folder, self->name, self->path, error);
  if (self->old_fd < 0)
    return FALSE;

  if (self->io->faccessat (self->folder, self->name, W_OK, AT_EACCESS) != 0)
    return mani_safe_file_fail (error, self->path, errno, _ ("the file cannot be written"));

  if (self->io->fstat (self->old_fd, &self->old) != 0)
    return mani_safe_file_fail (error, self->path, errno, _ ("the file cannot be examined"));

  if (!check_links (self, error))
    return FALSE;

  if (expected == NULL)
    return TRUE;

  if ((guint64) self->old.st_size != expected->size)
    return refuse_change (error, self->path);

  if (!hash_old (self, sha256, error))
    return FALSE;

  return strcmp (sha256, expected->sha256) == 0 || refuse_change (error, self->path);
}

/* Creates a file with a name of its own in the folder, kept in self->temporary; -1 on failure. */
static int
create_temporary (Replacement *self, mode_t mode, GError **error)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  for (guint i = 0; i < MAX_NAMES; i++)
    {
      char random[MANI_SAFE_FILE_RANDOM_LENGTH + 1] = "";
      g_autofree char *suffix = NULL;
      g_autofree char *name = NULL;
      int fd;

      for (guint j = 0; j < MANI_SAFE_FILE_RANDOM_LENGTH; j++)
        random[j] = letters[g_random_int_range (0, sizeof letters - 1)];

      suffix = g_strconcat (MANI_SAFE_FILE_TEMPORARY, random, NULL);
      name = mani_safe_file_hidden_name (self->name, suffix);
      fd = mani_io_open (self->io, self->folder, name, O_RDWR | O_CREAT | O_EXCL, mode);
      if (fd >= 0)
        {
          self->temporary = g_steal_pointer (&name);
          return fd;
        }

      if (errno != EEXIST)
        break;
    }

  mani_safe_file_fail (error, self->path, errno, _ ("its folder cannot be written"));
  return -1;
}

/* A ManiWriteFunc. */
static gboolean
write_piece (const void *data, gsize n, gpointer sink, GError **error)
{
  Sink *self = sink;

  if (self->code == 0 && !mani_io_write_all (self->io, self->fd, data, n))
    self->code = errno;
  if (self->code != 0)
    return mani_safe_file_fail (error, self->path, self->code, _ ("the file cannot be written"));

  mani_hasher_update (self->hasher, data, n);
  self->n += n;
  return TRUE;
}

static gboolean
write_pieces (Replacement *self,
              int fd,
              ManiProduceFunc produce,
              gpointer data,
              Written *written,
              GError **error)
{
  g_autoptr (ManiHasher) hasher = mani_hasher_new ();
  Sink sink = { .io = self->io, .path = self->path, .fd = fd, .hasher = hasher };

  if (!produce (write_piece, &sink, data, error))
    return FALSE;

  /* A producer that did not heed it */
  if (sink.code != 0)
    return mani_safe_file_fail (error, self->path, sink.code, _ ("the file cannot be written"));

  written->n = sink.n;
  mani_hasher_finish (hasher, written->sha256);
  return TRUE;
}

/* Writes and syncs @fd and closes it in any case. */
static gboolean
fill_temporary (Replacement *self,
                int fd,
                ManiProduceFunc produce,
                gpointer data,
                gboolean like_old,
                Written *written,
                GError **error)
{
  gboolean done = write_pieces (self, fd, produce, data, written, error);

  if (done && like_old)
    done = mani_safe_file_copy_access (self->io, self->old_fd, &self->old, fd, self->path, error);
  if (done && !mani_io_sync (self->io, fd))
    done = mani_safe_file_fail (error, self->path, errno,
                                _ ("the file cannot be written to the disk"));

  if (!mani_io_close (self->io, fd) && done)
    done = mani_safe_file_fail (error, self->path, errno, _ ("the file cannot be written"));

  return done;
}

/* Whether @fd reads as what was written and nothing more. */
static gboolean
verify_bytes (Replacement *self, int fd, const Written *written, GError **error)
{
  g_autoptr (ManiHasher) hasher = mani_hasher_new ();
  g_autofree char *buffer = g_malloc (PIECE);
  ManiHash sha256;
  guint64 n = 0;
  gssize got = 0;

  while (n <= written->n && (got = mani_io_read (self->io, fd, buffer, PIECE)) > 0)
    {
      mani_hasher_update (hasher, buffer, (gsize) got);
      n += (guint64) got;
    }

  if (got < 0)
    return mani_safe_file_fail (error, self->path, errno,
                                _ ("the temporary file cannot be read back"));

  mani_hasher_finish (hasher, sha256);
  if (n != written->n || strcmp (sha256, written->sha256) != 0)
    return mani_safe_file_refuse (error, self->path, MANI_ERROR_IO,
                                  _ ("what was written to the disk does not read back as it was"));

  return TRUE;
}

/* Fills written->status. */
static gboolean
verify_temporary (Replacement *self, gboolean like_old, Written *written, GError **error)
{
  int fd = mani_io_open (self->io, self->folder, self->temporary, O_RDONLY | O_NOFOLLOW, 0);
  gboolean done;

  if (fd < 0)
    return mani_safe_file_fail (error, self->path, errno,
                                _ ("the temporary file cannot be read back"));

  if (self->io->fstat (fd, &written->status) != 0)
    done =
        mani_safe_file_fail (error, self->path, errno, _ ("the temporary file cannot be examined"));
  else if (like_old &&
           (written->status.st_mode & ~self->old.st_mode & MANI_SAFE_FILE_PERMISSIONS) != 0)
    done = mani_safe_file_refuse (error, self->path, MANI_ERROR_IO,
                                  _ ("the file system would give more people access to the file"));
  else
    done = verify_bytes (self, fd, written, error);

  mani_io_close (self->io, fd);
  return done;
}

static gboolean
write_temporary (Replacement *self,
                 ManiProduceFunc produce,
                 gpointer data,
                 gboolean like_old,
                 Written *written,
                 GError **error)
{
  gboolean is_private = like_old || (self->flags & MANI_SAFE_FILE_PRIVATE) != 0;
  int fd = create_temporary (self, is_private ? 0600 : 0666, error);

  return fd >= 0 && fill_temporary (self, fd, produce, data, like_old, written, error) &&
         verify_temporary (self, like_old, written, error);
}

/* For file systems without hard links (FAT, some network ones): the backup is a copy. */
static gboolean
copy_backup (Replacement *self, const char *backup, GError **error)
{
  g_autofree char *new_file = g_steal_pointer (&self->temporary);
  Written written;
  gboolean done = write_temporary (self, produce_old, self, TRUE, &written, error);

  if (done && self->io->renameat2 (self->folder, self->temporary, self->folder, backup, 0) != 0)
    done = mani_safe_file_fail (error, self->path, errno, _ ("the backup cannot be written"));

  if (!done && self->temporary != NULL)
    self->io->unlinkat (self->folder, self->temporary, 0);

  g_free (self->temporary);
  self->temporary = g_steal_pointer (&new_file);
  return done;
}

/* Keeps the old file as NAME~. There is a whole NAME~, the one before or this one, at every moment.
 */
static gboolean
keep_backup (Replacement *self, GError **error)
{
  g_autofree char *backup = g_strconcat (self->name, "~", NULL);
  g_autofree char *link = mani_safe_file_hidden_name (self->name, MANI_SAFE_FILE_LINK);
  int result;

  /* Left by a replacement that ended before its rename; renaming one link of a file onto another
   * would do nothing */
  if (self->is_backed_up)
    return TRUE;

  result = self->io->linkat (self->folder, self->name, self->folder, link, 0);
  if (result != 0 && errno == EEXIST)
    {
      if (self->io->unlinkat (self->folder, link, 0) != 0)
        return mani_safe_file_fail (error, self->path, errno, _ ("the backup cannot be written"));

      result = self->io->linkat (self->folder, self->name, self->folder, link, 0);
    }

  if (result != 0)
    {
      if (mani_safe_file_is_refusal (errno) || errno == EMLINK)
        return copy_backup (self, backup, error);

      return mani_safe_file_fail (error, self->path, errno, _ ("the backup cannot be written"));
    }

  self->link = g_steal_pointer (&link);
  if (self->io->renameat2 (self->folder, self->link, self->folder, backup, 0) != 0)
    return mani_safe_file_fail (error, self->path, errno, _ ("the backup cannot be written"));

  g_clear_pointer (&self->link, g_free);
  return TRUE;
}

/* The last look. @is_same compares what is there now with what was checked. */
static gboolean
look_again (Replacement *self,
            gboolean (*is_same) (const struct stat *, const struct stat *),
            GError **error)
{
  struct stat now;

  if (self->io->fstatat (self->folder, self->name, &now, AT_SYMLINK_NOFOLLOW) != 0)
    {
      if (errno == ENOENT)
        return refuse_change (error, self->path);

      return mani_safe_file_fail (error, self->path, errno, _ ("the file cannot be examined"));
    }

  return is_same (&self->old, &now) || refuse_change (error, self->path);
}

static gboolean
refuse_existing (Replacement *self, GError **error)
{
  return mani_safe_file_refuse (error, self->path, MANI_ERROR_CONFLICT,
                                _ ("there is a file of this name already"));
}

/* Gives the temporary file its name, where nothing is. */
static gboolean
publish_new (Replacement *self, GError **error)
{
  struct stat status;
  int result = self->io->renameat2 (self->folder, self->temporary, self->folder, self->name,
                                    RENAME_NOREPLACE);

  /* Not every file system can */
  if (result != 0 && mani_safe_file_is_unsupported (errno))
    {
      if (self->io->fstatat (self->folder, self->name, &status, AT_SYMLINK_NOFOLLOW) == 0)
        return refuse_existing (self, error);

      result = self->io->renameat2 (self->folder, self->temporary, self->folder, self->name, 0);
    }

  if (result == 0)
    return TRUE;

  if (errno == EEXIST)
    return refuse_existing (self, error);

  return mani_safe_file_fail (error, self->path, errno, _ ("the file cannot be given its name"));
}

static gboolean
publish_over_old (Replacement *self, GError **error)
{
  if (!look_again (self, mani_safe_file_is_untouched, error))
    return FALSE;

  if (!(self->flags & MANI_SAFE_FILE_NO_BACKUP) && !keep_backup (self, error))
    return FALSE;

  /* Making the backup took a moment, and changed the time of the last status change */
  if (!look_again (self, mani_safe_file_is_same_state, error))
    return FALSE;

  if (self->io->renameat2 (self->folder, self->temporary, self->folder, self->name, 0) != 0)
    return mani_safe_file_fail (error, self->path, errno, _ ("the file cannot be given its name"));

  return TRUE;
}

static gboolean
replace (Replacement *self,
         ManiProduceFunc produce,
         gpointer data,
         const ManiFileStamp *expected,
         ManiFileStamp *new_stamp,
         GError **error)
{
  gboolean exists = FALSE;
  Written written;

  if (!find_place (self, &exists, error))
    return FALSE;

  if (exists && expected == NULL && !(self->flags & MANI_SAFE_FILE_OVERWRITE))
    return refuse_existing (self, error);

  if (!exists && expected != NULL)
    return mani_safe_file_refuse (error, self->path, MANI_ERROR_CONFLICT,
                                  _ ("the file is no longer there"));

  if (exists && !check_old (self, expected, error))
    return FALSE;

  if (!write_temporary (self, produce, data, exists, &written, error))
    return FALSE;

  if (!(exists ? publish_over_old (self, error) : publish_new (self, error)))
    return FALSE;

  g_clear_pointer (&self->temporary, g_free);

  if (new_stamp != NULL)
    mani_safe_file_fill_stamp (new_stamp, &written.status, written.sha256);

  /* Some network file systems know no fsync of a folder; there is nothing better to do there */
  if (!mani_io_sync (self->io, self->folder) && !mani_safe_file_is_unsupported (errno))
    return mani_safe_file_fail (
        error, self->path, errno,
        _ ("the file was written, but its folder cannot be written to the disk"));

  return TRUE;
}

gboolean
mani_safe_file_replace_in_pieces (const ManiIo *io,
                                  const char *path,
                                  ManiProduceFunc produce,
                                  gpointer data,
                                  const ManiFileStamp *expected,
                                  ManiSafeFileFlags flags,
                                  ManiFileStamp *new_stamp,
                                  GError **error)
{
  Replacement self = { .io = io, .path = path, .flags = flags, .folder = -1, .old_fd = -1 };
  gboolean done;

  g_return_val_if_fail (io != NULL && path != NULL, FALSE);
  g_return_val_if_fail (produce != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  done = replace (&self, produce, data, expected, new_stamp, error);

  if (self.temporary != NULL)
    io->unlinkat (self.folder, self.temporary, 0);
  if (self.link != NULL)
    io->unlinkat (self.folder, self.link, 0);
  if (self.old_fd >= 0)
    mani_io_close (io, self.old_fd);
  if (self.folder >= 0)
    mani_io_close (io, self.folder);

  g_free (self.temporary);
  g_free (self.link);
  g_free (self.name);
  return done;
}

typedef struct
{
  const void *data;
  gsize n;
} Whole;

static gboolean
produce_whole (ManiWriteFunc write, gpointer sink, gpointer data, GError **error)
{
  Whole *self = data;

  return write (self->data, self->n, sink, error);
}

gboolean
mani_safe_file_replace (const ManiIo *io,
                        const char *path,
                        const void *data,
                        gsize n,
                        const ManiFileStamp *expected,
                        ManiSafeFileFlags flags,
                        ManiFileStamp *new_stamp,
                        GError **error)
{
  Whole whole = { data, n };

  g_return_val_if_fail (data != NULL || n == 0, FALSE);

  return mani_safe_file_replace_in_pieces (io, path, produce_whole, &whole, expected, flags,
                                           new_stamp, error);
}
