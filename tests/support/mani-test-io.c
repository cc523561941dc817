/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A ManiIo that counts calls, makes them fail, lets others come between, and keeps a record from
 * which the states after a power cut are built. */

#include "mani-test-io.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

#define MAX_STATES 1000000

/* What a call is to a fault. */
typedef enum
{
  CALL_PLAIN,
  CALL_SPACE, /* may need room on the disk */
  CALL_WRITE, /* so too, and may be short */
  CALL_UNLINK,
} CallKind;

typedef enum
{
  CHANGE_NAME,   /* @to now names @inode */
  CHANGE_RENAME, /* so does @to, and @from no longer */
  CHANGE_UNLINK, /* @from no longer names @inode */
  CHANGE_WRITE,
  CHANGE_SYNC_FILE,
  CHANGE_SYNC_FOLDER,
} ChangeKind;

/* One recorded call. Inodes are numbers of our own, since the system's are used again. */
typedef struct
{
  ChangeKind kind;
  guint inode;
  char *from;
  char *to;
  gsize offset;
  GBytes *data;
} Change;

/* An open descriptor of the recorded folder's files. */
typedef struct
{
  guint inode;
  gsize offset;
  gboolean append;
} Descriptor;

static struct
{
  guint countdown;
  int code;
  gboolean for_ever;
  gboolean fired;
  gboolean failed_unlink;

  const char *hook_name;
  guint hook_countdown;
  ManiTestIoHook hook;
  gpointer hook_data;

  char *folder;
  struct stat folder_status;
  guint last_inode;
  GHashTable *start;       /* name -> inode */
  GHashTable *start_bytes; /* inode -> GBytes */
  GHashTable *names;       /* name -> inode, as seen by the program */
  GHashTable *sizes;       /* inode -> size, as seen by the program */
  GHashTable *descriptors; /* fd -> Descriptor */
  GPtrArray *changes;
} state;

static gboolean
meets (CallKind kind, int code)
{
  switch (code)
    {
    case MANI_TEST_SHORT_WRITE:
      return kind == CALL_WRITE;

    case ENOSPC:
    case EDQUOT:
      return kind == CALL_SPACE || kind == CALL_WRITE;

    default:
      return TRUE;
    }
}

/* Whether this call is to fail; errno is set. Also the place where others come between. */
static gboolean
is_fault (const char *name, CallKind kind)
{
  if (state.hook != NULL && strcmp (name, state.hook_name) == 0 && --state.hook_countdown == 0)
    {
      ManiTestIoHook hook = g_steal_pointer (&state.hook);

      hook (state.hook_data);
    }

  if (state.countdown == 0 || !meets (kind, state.code))
    return FALSE;

  if (state.countdown > 1)
    {
      state.countdown--;
      return FALSE;
    }

  if (!state.for_ever)
    state.countdown = 0;

  state.fired = TRUE;
  if (kind == CALL_UNLINK)
    state.failed_unlink = TRUE;

  errno = state.code;
  return TRUE;
}

static void
change_free (Change *change)
{
  g_free (change->from);
  g_free (change->to);
  g_clear_pointer (&change->data, g_bytes_unref);
  g_free (change);
}

/* The name a call means in the recorded folder, or NULL when it means something else. */
static const char *
recorded_name (int folder, const char *name)
{
  struct stat status;
  gsize length;

  if (state.folder == NULL)
    return NULL;

  length = strlen (state.folder);
  if (g_path_is_absolute (name))
    return strncmp (name, state.folder, length) == 0 && name[length] == '/' &&
                   strchr (name + length + 1, '/') == NULL
               ? name + length + 1
               : NULL;

  return folder >= 0 && fstat (folder, &status) == 0 &&
                 status.st_dev == state.folder_status.st_dev &&
                 status.st_ino == state.folder_status.st_ino
             ? name
             : NULL;
}

static void
record (ChangeKind kind, guint inode, const char *from, const char *to)
{
  Change *change = g_new0 (Change, 1);

  change->kind = kind;
  change->inode = inode;
  change->from = g_strdup (from);
  change->to = g_strdup (to);
  g_ptr_array_add (state.changes, change);
}

static guint
lookup (GHashTable *table, const char *name)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (table, name));
}

static void
assign (GHashTable *table, const char *name, guint inode)
{
  g_hash_table_insert (table, g_strdup (name), GUINT_TO_POINTER (inode));
}

static char *
test_realpath (const char *path, char *resolved)
{
  return is_fault ("realpath", CALL_PLAIN) ? NULL : realpath (path, resolved);
}

static int
test_openat (int folder, const char *name, int flags, mode_t mode)
{
  const char *recorded;
  Descriptor *descriptor;
  guint inode;
  int fd;

  if (is_fault ("openat", flags & O_CREAT ? CALL_SPACE : CALL_PLAIN))
    return -1;

  fd = openat (folder, name, flags, mode);
  recorded = fd >= 0 ? recorded_name (folder, name) : NULL;
  if (recorded == NULL)
    return fd;

  inode = lookup (state.names, recorded);
  if (inode == 0)
    {
      inode = ++state.last_inode;
      assign (state.names, recorded, inode);
      record (CHANGE_NAME, inode, NULL, recorded);
    }

  /* Nothing that is tested truncates a file; the record does not know it */
  g_assert_false (flags & O_TRUNC);

  descriptor = g_new0 (Descriptor, 1);
  descriptor->inode = inode;
  descriptor->append = (flags & O_APPEND) != 0;
  g_hash_table_insert (state.descriptors, GINT_TO_POINTER (fd), descriptor);
  return fd;
}

static Descriptor *
descriptor_of (int fd)
{
  return state.folder != NULL ? g_hash_table_lookup (state.descriptors, GINT_TO_POINTER (fd))
                              : NULL;
}

static int
test_close (int fd)
{
  gboolean fault = is_fault ("close", CALL_SPACE);
  int code = errno;

  if (state.folder != NULL)
    g_hash_table_remove (state.descriptors, GINT_TO_POINTER (fd));

  if (close (fd) != 0)
    return -1;

  errno = code;
  return fault ? -1 : 0;
}

static ssize_t
test_read (int fd, void *buffer, size_t n)
{
  ssize_t got;

  if (is_fault ("read", CALL_PLAIN))
    return -1;

  got = read (fd, buffer, n);
  if (got > 0 && descriptor_of (fd) != NULL)
    descriptor_of (fd)->offset += (gsize) got;

  return got;
}

static void
record_write (Descriptor *descriptor, const void *data, gsize n)
{
  gpointer key = GUINT_TO_POINTER (descriptor->inode);
  gsize size = GPOINTER_TO_SIZE (g_hash_table_lookup (state.sizes, key));
  gsize offset = descriptor->append ? size : descriptor->offset;
  Change *change;

  record (CHANGE_WRITE, descriptor->inode, NULL, NULL);
  change = g_ptr_array_index (state.changes, state.changes->len - 1);
  change->offset = offset;
  change->data = g_bytes_new (data, n);

  descriptor->offset = offset + n;
  g_hash_table_insert (state.sizes, key, GSIZE_TO_POINTER (MAX (size, offset + n)));
}

static ssize_t
test_write (int fd, const void *buffer, size_t n)
{
  ssize_t written;

  if (is_fault ("write", CALL_WRITE))
    {
      if (state.code != MANI_TEST_SHORT_WRITE)
        return -1;

      n = MIN (n, 1);
    }

  written = write (fd, buffer, n);
  if (written > 0 && descriptor_of (fd) != NULL)
    record_write (descriptor_of (fd), buffer, (gsize) written);

  return written;
}

static off_t
test_lseek (int fd, off_t offset, int whence)
{
  off_t result;

  if (is_fault ("lseek", CALL_PLAIN))
    return -1;

  result = lseek (fd, offset, whence);
  if (result >= 0 && descriptor_of (fd) != NULL)
    descriptor_of (fd)->offset = (gsize) result;

  return result;
}

static int
test_fstat (int fd, struct stat *status)
{
  return is_fault ("fstat", CALL_PLAIN) ? -1 : fstat (fd, status);
}

static int
test_fstatat (int folder, const char *name, struct stat *status, int flags)
{
  return is_fault ("fstatat", CALL_PLAIN) ? -1 : fstatat (folder, name, status, flags);
}

static int
test_faccessat (int folder, const char *name, int mode, int flags)
{
  return is_fault ("faccessat", CALL_PLAIN) ? -1 : faccessat (folder, name, mode, flags);
}

static int
test_fchmod (int fd, mode_t mode)
{
  return is_fault ("fchmod", CALL_PLAIN) ? -1 : fchmod (fd, mode);
}

static int
test_fchown (int fd, uid_t owner, gid_t group)
{
  return is_fault ("fchown", CALL_PLAIN) ? -1 : fchown (fd, owner, group);
}

static ssize_t
test_fgetxattr (int fd, const char *name, void *value, size_t size)
{
  return is_fault ("fgetxattr", CALL_PLAIN) ? -1 : fgetxattr (fd, name, value, size);
}

static int
test_fsetxattr (int fd, const char *name, const void *value, size_t size, int flags)
{
  return is_fault ("fsetxattr", CALL_SPACE) ? -1 : fsetxattr (fd, name, value, size, flags);
}

static int
test_fremovexattr (int fd, const char *name)
{
  return is_fault ("fremovexattr", CALL_PLAIN) ? -1 : fremovexattr (fd, name);
}

static int
sync_recorded (int fd, int result)
{
  struct stat status;

  if (result != 0 || state.folder == NULL)
    return result;

  if (descriptor_of (fd) != NULL)
    record (CHANGE_SYNC_FILE, descriptor_of (fd)->inode, NULL, NULL);
  else if (fstat (fd, &status) == 0 && status.st_dev == state.folder_status.st_dev &&
           status.st_ino == state.folder_status.st_ino)
    record (CHANGE_SYNC_FOLDER, 0, NULL, NULL);

  return result;
}

static int
test_fsync (int fd)
{
  return is_fault ("fsync", CALL_SPACE) ? -1 : sync_recorded (fd, fsync (fd));
}

static int
test_fdatasync (int fd)
{
  return is_fault ("fdatasync", CALL_SPACE) ? -1 : sync_recorded (fd, fdatasync (fd));
}

static int
test_linkat (int from_folder, const char *from, int to_folder, const char *to, int flags)
{
  const char *recorded;

  if (is_fault ("linkat", CALL_SPACE) || linkat (from_folder, from, to_folder, to, flags) != 0)
    return -1;

  recorded = recorded_name (to_folder, to);
  if (recorded != NULL)
    {
      guint inode = lookup (state.names, recorded_name (from_folder, from));

      assign (state.names, recorded, inode);
      record (CHANGE_NAME, inode, NULL, recorded);
    }

  return 0;
}

static int
test_renameat2 (int from_folder,
                const char *from,
                int to_folder,
                const char *to,
                unsigned int flags)
{
  const char *recorded;

  if (is_fault ("renameat2", CALL_SPACE) ||
      renameat2 (from_folder, from, to_folder, to, flags) != 0)
    return -1;

  recorded = recorded_name (to_folder, to);
  if (recorded != NULL)
    {
      guint inode = lookup (state.names, recorded_name (from_folder, from));

      /* Renaming one link of a file onto another does nothing */
      if (lookup (state.names, recorded) == inode)
        return 0;

      assign (state.names, recorded, inode);
      g_hash_table_remove (state.names, recorded_name (from_folder, from));
      record (CHANGE_RENAME, inode, recorded_name (from_folder, from), recorded);
    }

  return 0;
}

static int
test_unlinkat (int folder, const char *name, int flags)
{
  const char *recorded;

  if (is_fault ("unlinkat", CALL_UNLINK) || unlinkat (folder, name, flags) != 0)
    return -1;

  recorded = recorded_name (folder, name);
  if (recorded != NULL)
    {
      record (CHANGE_UNLINK, lookup (state.names, recorded), recorded, NULL);
      g_hash_table_remove (state.names, recorded);
    }

  return 0;
}

static const ManiIo test_io = {
  .realpath = test_realpath,
  .openat = test_openat,
  .close = test_close,
  .read = test_read,
  .write = test_write,
  .lseek = test_lseek,
  .fstat = test_fstat,
  .fstatat = test_fstatat,
  .faccessat = test_faccessat,
  .fchmod = test_fchmod,
  .fchown = test_fchown,
  .fgetxattr = test_fgetxattr,
  .fsetxattr = test_fsetxattr,
  .fremovexattr = test_fremovexattr,
  .fsync = test_fsync,
  .fdatasync = test_fdatasync,
  .linkat = test_linkat,
  .renameat2 = test_renameat2,
  .unlinkat = test_unlinkat,
};

const ManiIo *
mani_test_io_get (void)
{
  return &test_io;
}

void
mani_test_io_fail (guint nth, int code, gboolean for_ever)
{
  state.countdown = nth;
  state.code = code;
  state.for_ever = for_ever;
  state.fired = FALSE;
  state.failed_unlink = FALSE;
}

gboolean
mani_test_io_fired (void)
{
  return state.fired;
}

gboolean
mani_test_io_failed_unlink (void)
{
  return state.failed_unlink;
}

void
mani_test_io_before (const char *name, guint nth, ManiTestIoHook hook, gpointer data)
{
  state.hook_name = name;
  state.hook_countdown = nth;
  state.hook = name != NULL ? hook : NULL;
  state.hook_data = data;
}

static GHashTable *
new_names (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
mani_test_io_record (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &error);
  const char *name;

  g_assert_no_error (error);
  g_assert_null (state.folder);
  g_assert_cmpint (stat (path, &state.folder_status), ==, 0);

  state.last_inode = 0;
  state.start = new_names ();
  state.names = new_names ();
  state.start_bytes = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_bytes_unref);
  state.sizes = g_hash_table_new (NULL, NULL);
  state.descriptors = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  state.changes = g_ptr_array_new_with_free_func ((GDestroyNotify) change_free);

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      gpointer inode = GUINT_TO_POINTER (++state.last_inode);
      char *bytes;
      gsize n;

      g_file_get_contents (file, &bytes, &n, &error);
      g_assert_no_error (error);

      assign (state.start, name, state.last_inode);
      assign (state.names, name, state.last_inode);
      g_hash_table_insert (state.start_bytes, inode, g_bytes_new_take (bytes, n));
      g_hash_table_insert (state.sizes, inode, GSIZE_TO_POINTER (n));
    }

  state.folder = realpath (path, NULL);
  g_assert_nonnull (state.folder);
}

void
mani_test_io_stop (void)
{
  g_assert_nonnull (state.folder);

  free (g_steal_pointer (&state.folder));
  g_clear_pointer (&state.start, g_hash_table_unref);
  g_clear_pointer (&state.start_bytes, g_hash_table_unref);
  g_clear_pointer (&state.names, g_hash_table_unref);
  g_clear_pointer (&state.sizes, g_hash_table_unref);
  g_clear_pointer (&state.descriptors, g_hash_table_unref);
  g_clear_pointer (&state.changes, g_ptr_array_unref);
}

guint
mani_test_io_recorded (void)
{
  return state.changes->len;
}

static void
apply_name (GHashTable *names, const Change *change)
{
  if (change->kind != CHANGE_NAME && lookup (names, change->from) == change->inode)
    g_hash_table_remove (names, change->from);

  if (change->kind != CHANGE_UNLINK)
    assign (names, change->to, change->inode);
}

/* What may have become of a write: 0 nothing, 1 all of it, 2 its length in zeros, then 1, 2, ...
 * sectors of it. */
static guint
fates_of (const Change *change, gsize sector)
{
  gsize n = change->data != NULL ? g_bytes_get_size (change->data) : 0;

  return change->kind == CHANGE_WRITE ? 3 + (guint) ((n - 1) / sector) : 2;
}

static void
apply_write (GHashTable *bytes, const Change *change, guint fate, gsize sector)
{
  gpointer key = GUINT_TO_POINTER (change->inode);
  GBytes *before = g_hash_table_lookup (bytes, key);
  gsize size = before != NULL ? g_bytes_get_size (before) : 0;
  gsize n = g_bytes_get_size (change->data);
  g_autofree char *after = NULL;
  gsize kept;

  if (fate == 0)
    return;

  kept = fate <= 2 ? n : sector * (fate - 2);
  after = g_malloc0 (MAX (size, change->offset + kept));
  if (size > 0)
    memcpy (after, g_bytes_get_data (before, NULL), size);
  if (fate == 2)
    memset (after + change->offset, 0, kept);
  else
    memcpy (after + change->offset, g_bytes_get_data (change->data, NULL), kept);

  size = MAX (size, change->offset + kept);
  g_hash_table_insert (bytes, key, g_bytes_new_take (g_steal_pointer (&after), size));
}

static GHashTable *
copy_names (GHashTable *names)
{
  GHashTable *copy = new_names ();
  GHashTableIter iter;
  gpointer name, inode;

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, &inode))
    g_hash_table_insert (copy, g_strdup (name), inode);

  return copy;
}

static GHashTable *
copy_bytes (GHashTable *bytes)
{
  GHashTable *copy = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_bytes_unref);
  GHashTableIter iter;
  gpointer inode, value;

  g_hash_table_iter_init (&iter, bytes);
  while (g_hash_table_iter_next (&iter, &inode, &value))
    g_hash_table_insert (copy, inode, g_bytes_ref (value));

  return copy;
}

/* Takes what @sync makes sure of out of @pending and applies it. */
static void
settle (const Change *sync, GPtrArray *pending, GHashTable *names, GHashTable *bytes)
{
  for (guint i = 0; i < pending->len;)
    {
      const Change *change = g_ptr_array_index (pending, i);
      gboolean is_write = change->kind == CHANGE_WRITE;

      if (sync->kind == CHANGE_SYNC_FOLDER && !is_write)
        apply_name (names, change);
      else if (sync->kind == CHANGE_SYNC_FILE && is_write && change->inode == sync->inode)
        apply_write (bytes, change, 1, 1);
      else
        {
          i++;
          continue;
        }

      g_ptr_array_remove_index (pending, i);
    }
}

/* One state: each pending change has the fate given. */
static void
play_cut (GPtrArray *pending,
          const guint *fates,
          GHashTable *sure_names,
          GHashTable *sure_bytes,
          gsize sector,
          ManiTestIoCut cut,
          gpointer data)
{
  g_autoptr (GHashTable) names = copy_names (sure_names);
  g_autoptr (GHashTable) bytes = copy_bytes (sure_bytes);
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, NULL);
  GHashTableIter iter;
  gpointer name, inode;

  for (guint i = 0; i < pending->len; i++)
    {
      const Change *change = g_ptr_array_index (pending, i);

      if (change->kind == CHANGE_WRITE)
        apply_write (bytes, change, fates[i], sector);
      else if (fates[i] != 0)
        apply_name (names, change);
    }

  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, &inode))
    {
      GBytes *value = g_hash_table_lookup (bytes, inode);

      g_hash_table_insert (files, name, value != NULL ? value : nothing);
    }

  cut (files, data);
}

guint
mani_test_io_each_cut (guint n, gsize sector, ManiTestIoCut cut, gpointer data)
{
  g_autoptr (GHashTable) names = copy_names (state.start);
  g_autoptr (GHashTable) bytes = copy_bytes (state.start_bytes);
  g_autoptr (GPtrArray) pending = g_ptr_array_new ();
  g_autofree guint *fates = NULL;
  guint states = 0;
  guint i;

  g_assert_cmpuint (n, <=, state.changes->len);

  for (i = 0; i < n; i++)
    {
      Change *change = g_ptr_array_index (state.changes, i);

      if (change->kind == CHANGE_SYNC_FILE || change->kind == CHANGE_SYNC_FOLDER)
        settle (change, pending, names, bytes);
      else
        g_ptr_array_add (pending, change);
    }

  /* Counts through all combinations, each fate a digit */
  fates = g_new0 (guint, pending->len + 1);
  do
    {
      play_cut (pending, fates, names, bytes, sector, cut, data);
      g_assert_cmpuint (++states, <=, MAX_STATES);

      for (i = 0; i < pending->len; i++)
        {
          fates[i] = (fates[i] + 1) % fates_of (g_ptr_array_index (pending, i), sector);
          if (fates[i] != 0)
            break;
        }
    }
  while (i < pending->len);

  return states;
}
