/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal's writer. Who appends only ever waits for a write into the page cache; all that may
 * take long (flushing, writing a new file after a failure) is done by work(), in the thread or for
 * mani_journal_flush(). */

#include "mani-journal-private.h"

#include "mani-codec.h"
#include "mani-edit-codec.h"
#include "mani-json-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define IDLE_DELAY G_USEC_PER_SEC
#define LONGEST_DELAY (3 * G_USEC_PER_SEC)
#define RETRY_DELAY (5 * G_USEC_PER_SEC)

#define MAX_NAMES_TRIED 100

const char *const mani_journal_directions[] = { "do", "undo", "redo", NULL };

/* A file that is written no more; it goes when what it holds is on the disk elsewhere. */
typedef struct
{
  int fd;     /* or -1 */
  char *path; /* NULL when it has gone */
} Retired;

struct _ManiJournal
{
  const ManiIo *io;
  char *folder;
  char *project;

  GMutex work_lock; /* held by who works; taken first */

  GMutex lock; /* of all that follows; never held over anything slow */
  GCond wake;
  GThread *thread;
  gboolean is_ending;
  gint64 idle_delay;
  gint64 longest_delay;
  gint64 retry_delay;

  GBytes *header;    /* NULL until there is a base */
  guint64 base;      /* the number of the header */
  GPtrArray *frames; /* of GBytes: number base + 1 and on */

  ManiHash saved; /* the file that may be in its place by now; "" for none */
  guint64 saved_sequence;

  int fd;           /* of the file that is written, or -1 */
  char *path;       /* of it */
  gboolean is_new;  /* its name is not on the disk yet */
  guint64 written;  /* the last number that it holds */
  guint64 synced;   /* the last number on the disk, here or in a retired file */
  GArray *retired;  /* of Retired */
  gboolean is_lost; /* there should be a file, and it cannot be had */

  gint64 first_waiting; /* since when something is not on the disk; 0 when all is */
  gint64 last_append;
  gint64 retry_at;

  GError *trouble;
  GMainContext *context;
  ManiJournalTroubleFunc changed;
  gpointer changed_data;
  GSource *telling;
};

/* Frames */

void
mani_journal_write_prefix (char prefix[MANI_JOURNAL_PREFIX_BYTES + 1],
                           guint64 sequence,
                           const char *payload,
                           gsize n)
{
  g_autoptr (ManiHasher) hasher = mani_hasher_new ();
  ManiHash hash;

  g_snprintf (prefix, MANI_JOURNAL_PREFIX_BYTES + 1, "%08x %016" G_GINT64_MODIFIER "x ", (guint) n,
              sequence);
  mani_hasher_update (hasher, prefix, MANI_JOURNAL_SUMMED_BYTES);
  mani_hasher_update (hasher, payload, n);
  mani_hasher_finish (hasher, hash);
  memcpy (prefix + MANI_JOURNAL_SUMMED_BYTES, hash, 16);
  prefix[MANI_JOURNAL_PREFIX_BYTES - 1] = ' ';
  prefix[MANI_JOURNAL_PREFIX_BYTES] = '\0';
}

GBytes *
mani_journal_frame (guint64 sequence, const char *payload, gsize n)
{
  char prefix[MANI_JOURNAL_PREFIX_BYTES + 1];
  GString *frame = g_string_sized_new (MANI_JOURNAL_PREFIX_BYTES + n + 2);

  mani_journal_write_prefix (prefix, sequence, payload, n);
  g_string_append_len (frame, prefix, MANI_JOURNAL_PREFIX_BYTES);
  g_string_append_len (frame, payload, n);
  g_string_append_c (frame, '\n');

  return g_string_free_to_bytes (frame);
}

char *
mani_journal_dup_name_prefix (const char *project)
{
  /* The id is what some file says: it must not lead out of the folder. */
  g_autofree char *escaped = g_uri_escape_string (project, NULL, FALSE);

  return g_strconcat (escaped, "-", NULL);
}

char *
mani_journal_dup_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "manicule", "journal", NULL);
}

/* Trouble; with the lock. */

static gboolean
tell_cb (gpointer data)
{
  ManiJournal *self = data;

  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->telling, g_source_unref);
  g_mutex_unlock (&self->lock);
  if (self->changed != NULL)
    self->changed (self->changed_data);

  return G_SOURCE_REMOVE;
}

/* Takes @trouble; NULL when all is well. */
static void
set_trouble (ManiJournal *self, GError *trouble)
{
  gboolean is_same = trouble == NULL || self->trouble == NULL
                         ? trouble == self->trouble
                         : strcmp (trouble->message, self->trouble->message) == 0;

  g_clear_error (&self->trouble);
  self->trouble = trouble;
  if (is_same || self->changed == NULL || self->telling != NULL)
    return;
  self->telling = g_idle_source_new ();
  g_source_set_priority (self->telling, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->telling, tell_cb, self, NULL);
  g_source_attach (self->telling, self->context);
}

/* Files */

static GError *
error_from_errno (const char *path, int code)
{
  g_autofree char *shown = g_filename_display_name (path);
  GError *error = NULL;

  mani_set_error_from_errno (
      &error, code, shown, "%s",
      _ ("the latest changes cannot be kept safe; save them, here or elsewhere"));

  return error;
}

static gboolean
write_frame (ManiJournal *self, int fd, GBytes *frame)
{
  gsize n;
  const void *data = g_bytes_get_data (frame, &n);

  return mani_io_write_all (self->io, fd, data, n);
}

/* FALSE when somebody who found it empty has removed it or is about to. Where a file system knows
 * no locks, nothing is locked and no error made of it. */
static gboolean
lock_file (ManiJournal *self, int fd)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  struct stat status;

  if (fcntl (fd, F_OFD_SETLK, &lock) != 0 && (errno == EAGAIN || errno == EACCES))
    return FALSE;

  return self->io->fstat (fd, &status) != 0 || status.st_nlink > 0;
}

/* A new file with the header; -1 and @error when there can be none. */
static int
create_file (ManiJournal *self, GBytes *header, char **path, GError **error)
{
  g_autofree char *prefix = mani_journal_dup_name_prefix (self->project);
  int fd = -1;
  int code = EEXIST;

  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    {
      g_propagate_error (error, error_from_errno (self->folder, errno));
      return -1;
    }
  for (guint i = 0; i < MAX_NAMES_TRIED && fd < 0 && code == EEXIST; i++)
    {
      g_autofree char *name =
          g_strdup_printf ("%s%08x" MANI_JOURNAL_SUFFIX, prefix, g_random_int ());

      g_free (*path);
      *path = g_build_filename (self->folder, name, NULL);
      fd = mani_io_open (self->io, AT_FDCWD, *path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL, 0600);
      code = errno;
      if (fd >= 0 && !lock_file (self, fd))
        {
          mani_io_close (self->io, fd);
          fd = -1;
          code = EEXIST;
        }
    }
  if (fd >= 0)
    {
      if (write_frame (self, fd, header))
        return fd;
      code = errno;
      mani_io_close (self->io, fd);
      self->io->unlinkat (AT_FDCWD, *path, 0);
    }
  g_propagate_error (error, error_from_errno (*path, code));
  g_clear_pointer (path, g_free);

  return -1;
}

static gboolean
sync_folder (ManiJournal *self)
{
  int fd = mani_io_open (self->io, AT_FDCWD, self->folder, O_RDONLY | O_DIRECTORY, 0);
  gboolean is_synced;
  int code;

  if (fd < 0)
    return FALSE;
  is_synced = mani_io_sync (self->io, fd);
  code = errno;
  mani_io_close (self->io, fd);
  errno = code;

  /* Some file systems have nothing to flush there. */
  return is_synced || code == EINVAL || code == ENOTSUP || code == ENOSYS;
}

/* With the lock: the file is written no more. */
static void
retire_file (ManiJournal *self)
{
  Retired retired = { self->fd, g_steal_pointer (&self->path) };

  if (retired.path != NULL)
    g_array_append_val (self->retired, retired);
  self->fd = -1;
}

/* With the lock: nothing that they hold is wanted any more. A thread may be flushing one: it is
 * closed later. */
static void
unlink_retired (ManiJournal *self)
{
  for (guint i = 0; i < self->retired->len; i++)
    {
      Retired *one = &g_array_index (self->retired, Retired, i);

      if (one->path != NULL && self->io->unlinkat (AT_FDCWD, one->path, 0) == 0)
        g_clear_pointer (&one->path, g_free);
    }
}

static void
lose_file (ManiJournal *self, GError *trouble)
{
  retire_file (self);
  self->is_lost = TRUE;
  self->retry_at = g_get_monotonic_time ();
  set_trouble (self, trouble);
}

/* With the lock, after the record of that number: which file may be in its place. */
static gboolean
write_mark (ManiJournal *self, int fd, guint64 sequence)
{
  g_autofree char *payload = NULL;
  g_autoptr (GBytes) frame = NULL;

  if (self->saved[0] == '\0')
    return TRUE;
  payload = g_strdup_printf ("{\"saved\":\"%s\",\"sequence\":%" G_GUINT64_FORMAT "}", self->saved,
                             self->saved_sequence);
  frame = mani_journal_frame (sequence, payload, strlen (payload));

  return write_frame (self, fd, frame);
}

/* With the lock: what the file does not hold yet. */
static void
write_frames (ManiJournal *self)
{
  guint64 last = self->base + self->frames->len;

  while (self->fd >= 0 && self->written < last)
    {
      if (write_frame (self, self->fd, self->frames->pdata[self->written - self->base]))
        self->written++;
      else
        lose_file (self, error_from_errno (self->path, errno));
    }
}

/* With the lock: a new file for all frames. Only where there are few. */
static void
begin_file (ManiJournal *self)
{
  GError *error = NULL;

  self->fd = create_file (self, self->header, &self->path, &error);
  if (self->fd < 0)
    {
      lose_file (self, error);
      return;
    }
  self->is_new = TRUE;
  self->written = self->base;
  if (write_mark (self, self->fd, self->base))
    write_frames (self);
  else
    lose_file (self, error_from_errno (self->path, errno));
}

/* Work; with the work lock. */

/* A new file for all frames, however many, without keeping anybody waiting. */
static void
recreate_file (ManiJournal *self)
{
  g_autoptr (GPtrArray) frames = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GBytes) header = NULL;
  g_autofree char *path = NULL;
  GError *error = NULL;
  int fd;

  g_mutex_lock (&self->lock);
  header = g_bytes_ref (self->header);
  for (guint i = 0; i < self->frames->len; i++)
    g_ptr_array_add (frames, g_bytes_ref (self->frames->pdata[i]));
  g_mutex_unlock (&self->lock);

  fd = create_file (self, header, &path, &error);
  for (guint i = 0; fd >= 0 && error == NULL && i < frames->len; i++)
    if (!write_frame (self, fd, frames->pdata[i]))
      error = error_from_errno (path, errno);

  g_mutex_lock (&self->lock);
  if (error == NULL && self->header == header && self->is_lost)
    {
      self->fd = fd;
      self->path = g_steal_pointer (&path);
      self->is_new = TRUE;
      self->is_lost = FALSE;
      self->written = self->base + frames->len;
      if (write_mark (self, fd, self->written))
        write_frames (self);
      else
        lose_file (self, error_from_errno (self->path, errno));
    }
  else
    {
      if (fd >= 0)
        {
          mani_io_close (self->io, fd);
          self->io->unlinkat (AT_FDCWD, path, 0);
        }
      if (error != NULL)
        set_trouble (self, error);
      self->retry_at = g_get_monotonic_time () + (error != NULL ? self->retry_delay : 0);
    }
  g_mutex_unlock (&self->lock);
}

static void
drop_retired (ManiJournal *self, GArray *retired)
{
  for (guint i = 0; i < retired->len; i++)
    {
      Retired *one = &g_array_index (retired, Retired, i);

      if (one->fd >= 0)
        mani_io_close (self->io, one->fd);
      if (one->path != NULL)
        self->io->unlinkat (AT_FDCWD, one->path, 0);
      g_free (one->path);
    }
  g_array_unref (retired);
}

/* Brings the file to the disk; then what it takes the place of can go. */
static void
sync_file (ManiJournal *self)
{
  GArray *retired = NULL;
  gboolean is_synced = TRUE;
  guint64 written;
  gboolean is_new;
  int code;
  int fd;

  g_mutex_lock (&self->lock);
  fd = self->fd;
  written = self->written;
  is_new = self->is_new;
  self->first_waiting = 0;
  g_mutex_unlock (&self->lock);

  /* Only here and with the work lock are descriptors closed: it is still that file. */
  if (fd >= 0)
    is_synced = mani_io_sync_data (self->io, fd) && (!is_new || sync_folder (self));
  code = errno;

  g_mutex_lock (&self->lock);
  if (!is_synced && self->fd == fd)
    lose_file (self, error_from_errno (self->path, code));
  else if (is_synced && self->fd == fd && !self->is_lost)
    {
      if (fd >= 0)
        {
          self->synced = written;
          self->is_new = FALSE;
        }
      retired = g_steal_pointer (&self->retired);
      self->retired = g_array_new (FALSE, FALSE, sizeof (Retired));
      set_trouble (self, NULL);
    }
  g_mutex_unlock (&self->lock);

  if (retired != NULL)
    drop_retired (self, retired);
}

/* Whether the disk holds all edits up to @wanted. */
static gboolean
work (ManiJournal *self, guint64 wanted)
{
  gboolean is_lost;

  g_mutex_lock (&self->lock);
  is_lost = self->is_lost;
  g_mutex_unlock (&self->lock);
  if (is_lost)
    recreate_file (self);
  sync_file (self);

  g_mutex_lock (&self->lock);
  is_lost = self->is_lost || self->synced < wanted;
  g_mutex_unlock (&self->lock);

  return !is_lost;
}

/* With the lock: when there is something to do, or G_MAXINT64. */
static gint64
get_due (ManiJournal *self)
{
  if (self->is_lost)
    return self->retry_at;
  if (self->first_waiting == 0)
    return G_MAXINT64;

  return MIN (self->last_append + self->idle_delay, self->first_waiting + self->longest_delay);
}

static gpointer
run_thread (gpointer data)
{
  ManiJournal *self = data;

  g_mutex_lock (&self->lock);
  while (!self->is_ending)
    {
      gint64 due = get_due (self);

      if (due == G_MAXINT64)
        g_cond_wait (&self->wake, &self->lock);
      else if (due > g_get_monotonic_time ())
        g_cond_wait_until (&self->wake, &self->lock, due);
      else
        {
          g_mutex_unlock (&self->lock);
          g_mutex_lock (&self->work_lock);
          work (self, 0);
          g_mutex_unlock (&self->work_lock);
          g_mutex_lock (&self->lock);
        }
    }
  g_mutex_unlock (&self->lock);

  return NULL;
}

/* With the lock: something waits for the disk. */
static void
wake_thread (ManiJournal *self)
{
  self->last_append = g_get_monotonic_time ();
  if (self->first_waiting == 0)
    self->first_waiting = self->last_append;
  if (self->is_lost)
    self->retry_at = self->last_append;
  if (self->thread == NULL && self->idle_delay != G_MAXINT64)
    self->thread = g_thread_new ("journal", run_thread, self);
  g_cond_signal (&self->wake);
}

/* For its owner */

ManiJournal *
mani_journal_new (const ManiIo *io, const char *folder, const char *project)
{
  ManiJournal *self = g_new0 (ManiJournal, 1);

  self->io = io;
  self->folder = g_strdup (folder);
  self->project = g_strdup (project);
  g_mutex_init (&self->work_lock);
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  self->idle_delay = IDLE_DELAY;
  self->longest_delay = LONGEST_DELAY;
  self->retry_delay = RETRY_DELAY;
  self->frames = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->retired = g_array_new (FALSE, FALSE, sizeof (Retired));
  self->fd = -1;

  return self;
}

void
mani_journal_set_delays (ManiJournal *self, gint64 idle, gint64 longest, gint64 retry)
{
  g_mutex_lock (&self->lock);
  self->idle_delay = idle;
  self->longest_delay = longest;
  self->retry_delay = retry;
  g_mutex_unlock (&self->lock);
}

void
mani_journal_free (ManiJournal *self)
{
  if (self == NULL)
    return;

  g_mutex_lock (&self->lock);
  self->is_ending = TRUE;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
  if (self->thread != NULL)
    g_thread_join (self->thread);

  if (self->telling != NULL)
    {
      g_source_destroy (self->telling);
      g_source_unref (self->telling);
    }
  retire_file (self);
  for (guint i = 0; i < self->retired->len; i++)
    {
      Retired *one = &g_array_index (self->retired, Retired, i);

      if (one->fd >= 0)
        mani_io_close (self->io, one->fd);
      g_free (one->path);
    }
  g_array_unref (self->retired);
  g_ptr_array_unref (self->frames);
  g_clear_pointer (&self->header, g_bytes_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_error (&self->trouble);
  g_cond_clear (&self->wake);
  g_mutex_clear (&self->lock);
  g_mutex_clear (&self->work_lock);
  g_free (self->folder);
  g_free (self->project);
  g_free (self);
}

static void
append_member (GString *out, const char *name, const char *value)
{
  if (value == NULL)
    return;
  g_string_append_printf (out, ",\"%s\":", name);
  mani_json_append_string (out, value, -1);
}

static GBytes *
make_header (ManiJournal *self,
             guint64 sequence,
             const char *base,
             const char *path,
             GBytes *whole,
             const char *title)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *uri = path != NULL ? g_filename_to_uri (path, NULL, NULL) : NULL;
  g_autofree char *created = mani_codec_format_time (g_get_real_time ());
  gsize n;
  const char *data;

  g_string_append_printf (out, "{\"manicule-journal\":%d", MANI_JOURNAL_FORMAT);
  append_member (out, "project", self->project);
  append_member (out, "title", title);
  append_member (out, "uri", uri);
  append_member (out, "created", created);
  append_member (out, "base", base);
  if (whole != NULL && base == NULL)
    {
      data = g_bytes_get_data (whole, &n);
      g_string_append (out, ",\"whole\":");
      g_string_append_len (out, data, n);
    }
  g_string_append_c (out, '}');

  return mani_journal_frame (sequence, out->str, out->len);
}

void
mani_journal_set_base (ManiJournal *self,
                       guint64 sequence,
                       const char *base,
                       const char *path,
                       GBytes *whole,
                       const char *title)
{
  GBytes *header = make_header (self, sequence, base, path, whole, title);
  gboolean had_file;

  g_mutex_lock (&self->lock);
  had_file = self->fd >= 0 || self->is_lost || self->retired->len > 0;
  if (self->header != NULL)
    g_bytes_unref (self->header);
  self->header = header;
  if (sequence > self->base)
    g_ptr_array_remove_range (self->frames, 0, MIN (sequence - self->base, self->frames->len));
  self->base = sequence;
  self->synced = MAX (self->synced, sequence);
  self->written = sequence;
  self->saved[0] = '\0';
  retire_file (self);
  self->is_lost = FALSE;
  if (self->frames->len > 0)
    begin_file (self);
  else
    unlink_retired (self);
  if (had_file)
    wake_thread (self);
  g_mutex_unlock (&self->lock);
}

void
mani_journal_announce_save (ManiJournal *self, guint64 sequence, const char *base)
{
  g_mutex_lock (&self->lock);
  g_strlcpy (self->saved, base, sizeof self->saved);
  self->saved_sequence = sequence;
  if (self->fd >= 0 && !write_mark (self, self->fd, self->written))
    lose_file (self, error_from_errno (self->path, errno));
  g_mutex_unlock (&self->lock);
  mani_journal_flush (self, NULL);
}

guint64
mani_journal_append (ManiJournal *self, ManiHistoryDirection direction, ManiEdit *edit)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *time = mani_codec_format_time (g_get_real_time ());
  guint64 sequence;

  g_return_val_if_fail (self->header != NULL, 0);

  g_string_append_printf (out, "{\"direction\":\"%s\",\"time\":\"%s\",\"edit\":",
                          mani_journal_directions[direction], time);
  mani_edit_codec_write (out, edit);
  g_string_append_c (out, '}');

  g_mutex_lock (&self->lock);
  sequence = self->base + self->frames->len + 1;
  g_ptr_array_add (self->frames, mani_journal_frame (sequence, out->str, out->len));
  if (self->fd >= 0)
    write_frames (self);
  else if (!self->is_lost)
    begin_file (self);
  wake_thread (self);
  g_mutex_unlock (&self->lock);

  return sequence;
}

static guint64
get_number (ManiJournal *self, const guint64 *number)
{
  guint64 value;

  g_mutex_lock (&self->lock);
  value = *number;
  g_mutex_unlock (&self->lock);

  return value;
}

guint64
mani_journal_get_last (ManiJournal *self)
{
  guint64 last;

  g_mutex_lock (&self->lock);
  last = self->base + self->frames->len;
  g_mutex_unlock (&self->lock);

  return last;
}

guint64
mani_journal_get_written (ManiJournal *self)
{
  return get_number (self, &self->written);
}

guint64
mani_journal_get_synced (ManiJournal *self)
{
  return get_number (self, &self->synced);
}

gboolean
mani_journal_flush (ManiJournal *self, GError **error)
{
  guint64 wanted = mani_journal_get_last (self);
  gboolean is_done;
  GError *trouble;

  g_mutex_lock (&self->work_lock);
  is_done = work (self, wanted);
  /* The first attempt may have met the trouble that the second goes round. */
  if (!is_done)
    is_done = work (self, wanted);
  g_mutex_unlock (&self->work_lock);
  if (is_done)
    return TRUE;

  /* The thread may have got the better of it by now. */
  trouble = mani_journal_dup_trouble (self);
  if (trouble == NULL)
    return TRUE;
  g_propagate_error (error, trouble);

  return FALSE;
}

void
mani_journal_hurry (ManiJournal *self)
{
  g_mutex_lock (&self->lock);
  if (self->first_waiting != 0)
    self->first_waiting -= self->longest_delay;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

void
mani_journal_remove (ManiJournal *self)
{
  GArray *retired;

  g_mutex_lock (&self->work_lock);
  g_mutex_lock (&self->lock);
  retire_file (self);
  retired = self->retired;
  self->retired = g_array_new (FALSE, FALSE, sizeof (Retired));
  self->base += self->frames->len;
  g_ptr_array_set_size (self->frames, 0);
  g_clear_pointer (&self->header, g_bytes_unref);
  self->written = self->base;
  self->synced = self->base;
  self->first_waiting = 0;
  self->is_lost = FALSE;
  set_trouble (self, NULL);
  g_mutex_unlock (&self->lock);
  drop_retired (self, retired);
  g_mutex_unlock (&self->work_lock);
}

GError *
mani_journal_dup_trouble (ManiJournal *self)
{
  GError *trouble;

  g_mutex_lock (&self->lock);
  trouble = self->trouble != NULL ? g_error_copy (self->trouble) : NULL;
  g_mutex_unlock (&self->lock);

  return trouble;
}

void
mani_journal_set_trouble_func (ManiJournal *self, ManiJournalTroubleFunc changed, gpointer data)
{
  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->context, g_main_context_unref);
  self->context = g_main_context_ref_thread_default ();
  self->changed = changed;
  self->changed_data = data;
  g_mutex_unlock (&self->lock);
}
