/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A lock file, its lock, and the moment between opening the one and getting the other. */

#include "mani-lock.h"

#include "mani-error.h"
#include "mani-safe-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The holder may remove the file between our opening it and our locking it; then we begin anew. */
#define MAX_ATTEMPTS 100

/* Bytes of a lock file that are looked at. */
#define MAX_CONTENT 1024

struct _ManiLock
{
  char *path;
  int fd;
};

/* `.NAME.lock` beside the file itself, of which @path may be another name. */
static char *
make_lock_path (const char *path)
{
  g_autofree char *real = realpath (path, NULL);
  g_autofree char *folder = g_path_get_dirname (real != NULL ? real : path);
  g_autofree char *name = g_path_get_basename (real != NULL ? real : path);
  g_autofree char *lock = g_strdup_printf (".%s.lock", name);

  return g_build_filename (folder, lock, NULL);
}

static gboolean
set_lock (int fd, short kind)
{
  struct flock lock = { .l_type = kind, .l_whence = SEEK_SET };
  int result;

  do
    result = fcntl (fd, F_OFD_SETLK, &lock);
  while (result != 0 && errno == EINTR);

  return result == 0;
}

static gboolean
knows_no_locks (int code)
{
  return code == ENOLCK || code == EINVAL || code == EOPNOTSUPP || code == ENOSYS;
}

/* Whether @fd is still what @path leads to. */
static gboolean
is_current (int fd, const char *path)
{
  struct stat ours;
  struct stat there;

  return fstat (fd, &ours) == 0 && lstat (path, &there) == 0 && ours.st_dev == there.st_dev &&
         ours.st_ino == there.st_ino;
}

/* One line of what the holder wrote, as it may be shown. */
static char *
take_word (char **lines, guint n)
{
  if (n >= g_strv_length (lines) || *lines[n] == '\0' || !g_utf8_validate (lines[n], -1, NULL))
    return g_strdup ("?");
  for (char *p = lines[n]; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = '?';

  return g_strdup (lines[n]);
}

static void
fail_busy (const char *path, int fd, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  char content[MAX_CONTENT + 1];
  gssize n = pread (fd, content, MAX_CONTENT, 0);
  g_auto (GStrv) lines = NULL;
  g_autofree char *process = NULL;
  g_autofree char *user = NULL;
  g_autofree char *host = NULL;

  content[MAX (n, 0)] = '\0';
  lines = g_strsplit (content, "\n", 4);
  process = take_word (lines, 0);
  user = take_word (lines, 1);
  host = take_word (lines, 2);
  g_set_error (error, MANI_ERROR, MANI_ERROR_BUSY,
               /* Translators: a file, a user’s name, a number of a process, a computer’s name */
               _ ("%s: the project is open elsewhere, by %s in process %s on %s"), shown, user,
               process, host);
}

/* So that others can name us; who cannot read it shows question marks. */
static void
write_holder (int fd)
{
  g_autofree char *content =
      g_strdup_printf ("%d\n%s\n%s\n", (int) getpid (), g_get_user_name (), g_get_host_name ());
  gssize n = strlen (content);

  if (ftruncate (fd, 0) != 0 || pwrite (fd, content, n, 0) != n)
    g_debug ("lock: the holder's name could not be written: %s", g_strerror (errno));
}

/* The lock file of another user, which we may read only: it tells whether it is held. When it is
 * not, it goes. FALSE when it is in the way. */
static gboolean
clear_foreign (const char *path, const char *lock_path, GError **error)
{
  int fd = open (lock_path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  gboolean is_clear = TRUE;

  if (fd < 0 && errno == ENOENT)
    return TRUE;
  if (fd < 0 || (!set_lock (fd, F_RDLCK) && (errno == EAGAIN || errno == EACCES)))
    {
      fail_busy (path, fd, error);
      is_clear = FALSE;
    }
  else if (unlink (lock_path) != 0 && errno != ENOENT)
    {
      g_autofree char *shown = g_filename_display_name (lock_path);

      mani_set_error_from_errno (error, errno, shown, "%s",
                                 _ ("another user’s lock file cannot be removed"));
      is_clear = FALSE;
    }
  if (fd >= 0)
    close (fd);

  return is_clear;
}

/* One attempt. Returns the descriptor, or -1 with @error set, or -1 without: to be tried again. */
static int
try_acquire (const char *path, const char *lock_path, GError **error)
{
  int fd = open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0644);
  int code = errno;
  gboolean is_locked;

  if (fd < 0 && code == EACCES && access (lock_path, F_OK) == 0)
    {
      clear_foreign (path, lock_path, error);
      return -1;
    }
  if (fd < 0)
    {
      g_autofree char *folder = g_path_get_dirname (lock_path);
      g_autofree char *shown = g_filename_display_name (folder);

      if (code == ENOENT && !g_file_test (folder, G_FILE_TEST_IS_DIR))
        g_set_error (error, MANI_ERROR, MANI_ERROR_NOT_FOUND, _ ("%s: there is no such folder"),
                     shown);
      else
        mani_set_error_from_errno (error, code, shown, "%s",
                                   _ ("nothing can be written in this folder"));
      return -1;
    }

  is_locked = set_lock (fd, F_WRLCK);
  if (!is_locked && !knows_no_locks (errno))
    {
      fail_busy (path, fd, error);
      close (fd);
      return -1;
    }
  if (!is_current (fd, lock_path))
    {
      close (fd);
      return -1;
    }

  /* Nobody else can be saving the file now */
  if (is_locked)
    mani_safe_file_remove_leftovers (path);

  return fd;
}

ManiLock *
mani_lock_acquire (const char *path, GError **error)
{
  g_autofree char *lock_path = NULL;
  g_autoptr (GError) local = NULL;
  int fd = -1;
  ManiLock *self;

  g_return_val_if_fail (path != NULL, NULL);

  lock_path = make_lock_path (path);
  for (guint i = 0; i < MAX_ATTEMPTS && fd < 0 && local == NULL; i++)
    fd = try_acquire (path, lock_path, &local);
  if (fd < 0)
    {
      if (local == NULL)
        {
          g_autofree char *shown = g_filename_display_name (path);

          g_set_error (&local, MANI_ERROR, MANI_ERROR_BUSY,
                       _ ("%s: the project is being opened and closed elsewhere"), shown);
        }
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  write_holder (fd);
  self = g_new (ManiLock, 1);
  self->path = g_steal_pointer (&lock_path);
  self->fd = fd;

  return self;
}

void
mani_lock_release (ManiLock *self)
{
  if (self == NULL)
    return;

  /* Removed while it is still ours: whoever opened it meanwhile sees that it is gone. */
  if (is_current (self->fd, self->path))
    unlink (self->path);
  close (self->fd);
  g_free (self->path);
  g_free (self);
}
