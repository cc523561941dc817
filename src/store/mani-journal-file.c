/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal's reader. */

#include "mani-journal-file.h"

#include "mani-codec.h"
#include "mani-edit-codec.h"
#include "mani-journal-private.h"
#include "mani-project-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* One record as it lies in the file. */
typedef struct
{
  guint64 sequence;
  const char *payload;
  gsize n;
} Frame;

/* @n digits as the writer writes them, lower case. */
static gboolean
parse_hex (const char *digits, guint n, guint64 *value)
{
  *value = 0;
  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isxdigit (digits[i]) || g_ascii_isupper (digits[i]))
        return FALSE;
      *value = *value << 4 | (guint64) g_ascii_xdigit_value (digits[i]);
    }

  return TRUE;
}

/* The record at the start of the @n bytes at @data; FALSE when none stands there whole. */
static gboolean
take_frame (const char *data, gsize n, Frame *frame)
{
  char prefix[MANI_JOURNAL_PREFIX_BYTES + 1];
  guint64 size;

  if (n < MANI_JOURNAL_PREFIX_BYTES || !parse_hex (data, 8, &size) ||
      !parse_hex (data + 9, 16, &frame->sequence) || size >= n - MANI_JOURNAL_PREFIX_BYTES)
    return FALSE;
  frame->payload = data + MANI_JOURNAL_PREFIX_BYTES;
  frame->n = size;
  mani_journal_write_prefix (prefix, frame->sequence, frame->payload, frame->n);

  return memcmp (prefix, data, MANI_JOURNAL_PREFIX_BYTES) == 0 && frame->payload[size] == '\n';
}

/* Whether the @n bytes at @data, at the end of a file, are the beginning of a record: the program
 * was killed while it wrote, and had promised nothing yet. */
static gboolean
is_torn (const char *data, gsize n)
{
  guint64 size;

  for (guint i = 0; i < MIN (n, MANI_JOURNAL_PREFIX_BYTES); i++)
    if (i == 8 || i == 25 || i == 42 ? data[i] != ' ' : !g_ascii_isxdigit (data[i]))
      return FALSE;

  return n < MANI_JOURNAL_PREFIX_BYTES ||
         (parse_hex (data, 8, &size) && size >= n - MANI_JOURNAL_PREFIX_BYTES);
}

static gsize
frame_size (const Frame *frame)
{
  return MANI_JOURNAL_PREFIX_BYTES + frame->n + 1;
}

/* The header */

typedef struct
{
  ManiJournalFile *file;
  ManiJsonReader *reader;
  gint64 format;
  GError **error;
} Reading;

static gboolean
take_string (Reading *self, char **value)
{
  if (!mani_json_reader_expect (self->reader, MANI_JSON_STRING, self->error))
    return FALSE;
  g_free (*value);
  *value = g_strdup (mani_json_reader_get_string (self->reader, NULL));

  return TRUE;
}

static gboolean
take_time (ManiJsonReader *reader, gint64 *time, GError **error)
{
  if (!mani_json_reader_expect (reader, MANI_JSON_STRING, error))
    return FALSE;
  if (!mani_codec_parse_time (mani_json_reader_get_string (reader, NULL), time))
    *time = 0;

  return TRUE;
}

static gboolean
take_uri (Reading *self)
{
  g_autofree char *uri = NULL;

  if (!take_string (self, &uri))
    return FALSE;
  g_free (self->file->file);
  self->file->file = g_filename_from_uri (uri, NULL, NULL);

  return TRUE;
}

static gboolean
take_base (Reading *self)
{
  const char *base;

  if (!mani_json_reader_expect (self->reader, MANI_JSON_STRING, self->error))
    return FALSE;
  base = mani_json_reader_get_string (self->reader, NULL);
  if (strlen (base) != MANI_HASH_LENGTH)
    {
      mani_json_reader_set_error (self->reader, self->error, MANI_ERROR_INVALID,
                                  _ ("this is not the hash of a file"));
      return FALSE;
    }
  memcpy (self->file->base, base, sizeof self->file->base);

  return TRUE;
}

static gboolean
take_whole (Reading *self)
{
  const char *raw;
  gsize n;

  if (!mani_json_reader_skip (self->reader, &raw, &n, self->error))
    return FALSE;
  g_clear_pointer (&self->file->whole, g_bytes_unref);
  self->file->whole = g_bytes_new (raw, n);

  return TRUE;
}

static gboolean
take_member (Reading *self, const char *name)
{
  if (strcmp (name, "manicule-journal") == 0)
    return mani_json_reader_expect (self->reader, MANI_JSON_NUMBER, self->error) &&
           mani_json_reader_get_int64 (self->reader, &self->format);
  if (strcmp (name, "project") == 0)
    return take_string (self, &self->file->project);
  if (strcmp (name, "title") == 0)
    return take_string (self, &self->file->title);
  if (strcmp (name, "uri") == 0)
    return take_uri (self);
  if (strcmp (name, "created") == 0)
    return take_time (self->reader, &self->file->created, self->error);
  if (strcmp (name, "base") == 0)
    return take_base (self);
  if (strcmp (name, "whole") == 0)
    return take_whole (self);

  return mani_json_reader_skip (self->reader, NULL, NULL, self->error);
}

static gboolean
read_header (ManiJournalFile *file, const Frame *frame, GError **error)
{
  g_autofree char *shown = g_filename_display_name (file->path);
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (frame->payload, frame->n, shown, NULL);
  Reading self = { file, reader, 0, error };
  ManiJsonToken token;

  if (!mani_json_reader_expect (reader, MANI_JSON_OBJECT_START, error))
    return FALSE;
  while ((token = mani_json_reader_next (reader, error)) == MANI_JSON_NAME)
    {
      g_autofree char *name = g_strdup (mani_json_reader_get_string (reader, NULL));

      if (!take_member (&self, name))
        return FALSE;
    }
  if (token == MANI_JSON_ERROR)
    return FALSE;
  if (self.format > MANI_JOURNAL_FORMAT)
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_UNSUPPORTED,
                   _ ("%s: the journal was written by a newer version of Manicule"), shown);
      return FALSE;
    }

  return self.format == MANI_JOURNAL_FORMAT && file->project != NULL &&
         (file->base[0] != '\0') != (file->whole != NULL);
}

/* Edits */

static int
find_direction (const char *word)
{
  return mani_words_find (mani_journal_directions, word);
}

/* Members in the order in which they are written. */
static gboolean
read_entry (const Frame *frame, ManiJournalEntry *entry)
{
  g_autoptr (ManiJsonReader) reader =
      mani_json_reader_new (frame->payload, frame->n, "journal", NULL);
  ManiJsonToken token;
  guint n_found = 0;

  if (!mani_json_reader_expect (reader, MANI_JSON_OBJECT_START, NULL))
    return FALSE;
  *entry = (ManiJournalEntry){ .sequence = frame->sequence };
  while ((token = mani_json_reader_next (reader, NULL)) == MANI_JSON_NAME)
    {
      const char *name = mani_json_reader_get_string (reader, NULL);

      if (strcmp (name, "direction") == 0)
        {
          int direction;

          if (!mani_json_reader_expect (reader, MANI_JSON_STRING, NULL))
            return FALSE;
          direction = find_direction (mani_json_reader_get_string (reader, NULL));
          if (direction < 0)
            return FALSE;
          entry->direction = (ManiHistoryDirection) direction;
          n_found++;
        }
      else if (strcmp (name, "time") == 0)
        {
          if (!take_time (reader, &entry->time, NULL))
            return FALSE;
        }
      else if (strcmp (name, "edit") == 0)
        {
          if (!mani_json_reader_skip (reader, &entry->edit, &entry->n_bytes, NULL))
            return FALSE;
          n_found++;
        }
      else if (!mani_json_reader_skip (reader, NULL, NULL, NULL))
        return FALSE;
    }

  return token == MANI_JSON_OBJECT_END && n_found == 2;
}

static gboolean
read_save (const Frame *frame, ManiJournalSave *save)
{
  g_autoptr (ManiJsonReader) reader =
      mani_json_reader_new (frame->payload, frame->n, "journal", NULL);
  ManiJsonToken token;
  gint64 sequence = -1;

  *save = (ManiJournalSave){ "", 0 };
  if (!mani_json_reader_expect (reader, MANI_JSON_OBJECT_START, NULL))
    return FALSE;
  while ((token = mani_json_reader_next (reader, NULL)) == MANI_JSON_NAME)
    {
      const char *name = mani_json_reader_get_string (reader, NULL);
      const char *base;

      if (strcmp (name, "saved") == 0)
        {
          if (!mani_json_reader_expect (reader, MANI_JSON_STRING, NULL))
            return FALSE;
          base = mani_json_reader_get_string (reader, NULL);
          if (strlen (base) != MANI_HASH_LENGTH)
            return FALSE;
          memcpy (save->base, base, sizeof save->base);
        }
      else if (strcmp (name, "sequence") == 0)
        {
          if (!mani_json_reader_expect (reader, MANI_JSON_NUMBER, NULL) ||
              !mani_json_reader_get_int64 (reader, &sequence))
            return FALSE;
        }
      else if (!mani_json_reader_skip (reader, NULL, NULL, NULL))
        return FALSE;
    }
  save->sequence = (guint64) sequence;

  return token == MANI_JSON_OBJECT_END && save->base[0] != '\0' && sequence >= 0;
}

/* Takes the record that follows the one of number @sequence. */
static gboolean
read_record (ManiJournalFile *self, const Frame *frame, guint64 *sequence)
{
  ManiJournalEntry entry;
  ManiJournalSave save;

  if (frame->sequence == *sequence && read_save (frame, &save))
    {
      g_array_append_val (self->saves, save);
      return TRUE;
    }
  if (frame->sequence != *sequence + 1 || !read_entry (frame, &entry))
    return FALSE;
  g_array_append_val (self->entries, entry);
  *sequence = frame->sequence;

  return TRUE;
}

ManiJournalFile *
mani_journal_file_parse (GBytes *bytes, const char *path, GError **error)
{
  g_autoptr (ManiJournalFile) self = g_new0 (ManiJournalFile, 1);
  g_autoptr (GError) local = NULL;
  Frame frame;
  gsize n;
  const char *data = g_bytes_get_data (bytes, &n);
  guint64 sequence;

  self->references = 1;
  self->path = g_strdup (path);
  self->bytes = g_bytes_ref (bytes);
  self->entries = g_array_new (FALSE, FALSE, sizeof (ManiJournalEntry));
  self->saves = g_array_new (FALSE, FALSE, sizeof (ManiJournalSave));
  self->others = g_ptr_array_new_with_free_func (g_free);
  if (!take_frame (data, n, &frame) || !read_header (self, &frame, &local))
    {
      g_autofree char *shown = g_filename_display_name (path);

      if (local != NULL && local->code == MANI_ERROR_UNSUPPORTED)
        g_propagate_error (error, g_steal_pointer (&local));
      else
        g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID,
                     _ ("%s: the journal is damaged at its beginning"), shown);
      return NULL;
    }

  self->sequence = sequence = frame.sequence;
  data += frame_size (&frame);
  n -= frame_size (&frame);
  while (take_frame (data, n, &frame) && read_record (self, &frame, &sequence))
    {
      data += frame_size (&frame);
      n -= frame_size (&frame);
    }
  self->n_left = n;

  return g_steal_pointer (&self);
}

ManiJournalFile *
mani_journal_file_read (const ManiIo *io, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (!mani_safe_file_read (io, path, MANI_PROJECT_FILE_MAX_BYTES, &bytes, NULL, error))
    return NULL;

  return mani_journal_file_parse (bytes, path, error);
}

ManiJournalFile *
mani_journal_file_ref (ManiJournalFile *self)
{
  self->references++;
  return self;
}

void
mani_journal_file_unref (ManiJournalFile *self)
{
  if (--self->references > 0)
    return;

  g_free (self->path);
  g_free (self->project);
  g_free (self->title);
  g_free (self->file);
  g_clear_pointer (&self->whole, g_bytes_unref);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_pointer (&self->saves, g_array_unref);
  g_clear_pointer (&self->others, g_ptr_array_unref);
  g_free (self);
}

gboolean
mani_journal_file_fits (const ManiJournalFile *self, const char *base, guint *first)
{
  *first = 0;
  if (strcmp (self->base, base) == 0)
    return TRUE;

  for (guint i = self->saves->len; i > 0; i--)
    {
      const ManiJournalSave *save = &g_array_index (self->saves, ManiJournalSave, i - 1);

      if (strcmp (save->base, base) != 0)
        continue;
      if (save->sequence > self->sequence)
        *first = MIN (save->sequence - self->sequence, self->entries->len);
      return TRUE;
    }

  return FALSE;
}

static gboolean
is_same_entry (const ManiJournalEntry *a, const ManiJournalEntry *b)
{
  return a->sequence == b->sequence && a->direction == b->direction && a->time == b->time &&
         a->n_bytes == b->n_bytes && memcmp (a->edit, b->edit, a->n_bytes) == 0;
}

gboolean
mani_journal_file_contains (const ManiJournalFile *self,
                            guint first,
                            const ManiJournalFile *other,
                            guint other_first)
{
  if (other->entries->len - other_first > self->entries->len - first)
    return FALSE;
  for (guint i = 0; other_first + i < other->entries->len; i++)
    if (!is_same_entry (&g_array_index (self->entries, ManiJournalEntry, first + i),
                        &g_array_index (other->entries, ManiJournalEntry, other_first + i)))
      return FALSE;

  return TRUE;
}

gint64
mani_journal_file_get_time (const ManiJournalFile *self)
{
  for (guint i = self->entries->len; i > 0; i--)
    if (g_array_index (self->entries, ManiJournalEntry, i - 1).time != 0)
      return g_array_index (self->entries, ManiJournalEntry, i - 1).time;

  return self->created;
}

/* Finding */

gboolean
mani_journal_file_is_in_use (const char *path)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  gboolean is_in_use;

  if (fd < 0)
    return FALSE;
  is_in_use = fcntl (fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  close (fd);

  return is_in_use;
}

static gboolean
lock (int fd)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  return fcntl (fd, F_OFD_SETLK, &lock) == 0 || (errno != EAGAIN && errno != EACCES);
}

/* Removes what nobody writes, and cannot begin to write meanwhile: a writer that gets the lock
 * after us sees that its file has gone. With @size, only a file that still has so many bytes. */
static gboolean
remove_unused (const ManiIo *io, const char *path, const gsize *size, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  int fd = mani_io_open (io, AT_FDCWD, path, O_RDWR | O_NOFOLLOW | O_NONBLOCK, 0);
  struct stat status;
  gboolean is_free;
  int code = 0;

  if (fd < 0 && errno == ENOENT)
    return TRUE;
  is_free = fd < 0 || lock (fd);
  if (is_free && (size == NULL ||
                  (fd >= 0 && io->fstat (fd, &status) == 0 && (gsize) status.st_size == *size)))
    if (io->unlinkat (AT_FDCWD, path, 0) != 0 && errno != ENOENT)
      code = errno;
  if (fd >= 0)
    mani_io_close (io, fd);

  if (!is_free)
    g_set_error (error, MANI_ERROR, MANI_ERROR_BUSY, _ ("%s: the journal is in use"), shown);
  else if (code != 0)
    mani_set_error_from_errno (error, code, shown, "%s", _ ("the journal cannot be removed"));

  return is_free && code == 0;
}

gboolean
mani_journal_file_remove (const ManiIo *io, const char *path, GError **error)
{
  return remove_unused (io, path, NULL, error);
}

/* Whether the file was begun and never got to an edit; then it goes. @bytes NULL: it cannot be
 * read.
 */
static gboolean
remove_begun (const ManiIo *io, const char *path, GBytes *bytes, ManiJournalFile *file)
{
  gsize size;
  const char *data;
  gsize n_left;

  if (bytes == NULL || (file != NULL && file->entries->len > 0))
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  n_left = file != NULL ? file->n_left : size;
  if (!is_torn (data + size - n_left, n_left))
    return FALSE;
  remove_unused (io, path, &size, NULL);

  return TRUE;
}

/* The last one first; the path decides between those of one moment. */
static int
compare_files (gconstpointer a, gconstpointer b)
{
  const ManiJournalFile *one = *(ManiJournalFile *const *) a;
  const ManiJournalFile *other = *(ManiJournalFile *const *) b;
  gint64 time = mani_journal_file_get_time (one);
  gint64 other_time = mani_journal_file_get_time (other);

  return time != other_time ? (time < other_time ? 1 : -1) : strcmp (one->path, other->path);
}

GPtrArray *
mani_journal_file_list (const ManiIo *io,
                        const char *folder,
                        const char *project,
                        GStrv *unreadable)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) mani_journal_file_unref);
  g_autoptr (GStrvBuilder) others = g_strv_builder_new ();
  g_autofree char *prefix = project != NULL ? mani_journal_dup_name_prefix (project) : NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (ManiJournalFile) file = NULL;
      g_autoptr (GBytes) bytes = NULL;

      if (!g_str_has_suffix (name, MANI_JOURNAL_SUFFIX) ||
          (prefix != NULL && !g_str_has_prefix (name, prefix)) ||
          mani_journal_file_is_in_use (path))
        continue;
      if (mani_safe_file_read (io, path, MANI_PROJECT_FILE_MAX_BYTES, &bytes, NULL, NULL))
        file = mani_journal_file_parse (bytes, path, NULL);
      if (remove_begun (io, path, bytes, file))
        continue;
      if (file == NULL)
        g_strv_builder_add (others, path);
      else if (file->entries->len > 0 &&
               (project != NULL ? strcmp (file->project, project) == 0 : file->whole != NULL))
        g_ptr_array_add (files, g_steal_pointer (&file));
    }
  g_ptr_array_sort (files, compare_files);
  if (unreadable != NULL)
    *unreadable = g_strv_builder_end (others);

  return files;
}

/* Doing it again. Of the steps that the history had when the journal was begun it knows nothing:
 * undoing one of those is a new edit here. How many of its own steps are on top of the two stacks,
 * as they were on top then, is counted. */

static gboolean
replay_entry (const ManiJournalEntry *entry,
              ManiProject *project,
              ManiHistory *history,
              guint *n_undo,
              guint *n_redo,
              const char *name,
              GError **error)
{
  g_autoptr (ManiJsonReader) reader = NULL;
  g_autoptr (ManiEdit) edit = NULL;

  if (entry->direction == MANI_HISTORY_UNDO && *n_undo > 0)
    {
      (*n_undo)--;
      (*n_redo)++;
      return mani_history_undo (history, error);
    }
  if (entry->direction == MANI_HISTORY_REDO && *n_redo > 0)
    {
      (*n_undo)++;
      (*n_redo)--;
      return mani_history_redo (history, error);
    }

  reader = mani_json_reader_new (entry->edit, entry->n_bytes, name, NULL);
  edit = mani_edit_codec_read (reader, project, error);
  if (edit == NULL || !mani_history_apply (history, edit, error))
    return FALSE;
  *n_undo = entry->direction == MANI_HISTORY_UNDO ? 0 : *n_undo + 1;
  *n_redo = 0;

  return TRUE;
}

gboolean
mani_journal_file_replay (const ManiJournalFile *self,
                          guint first,
                          ManiProject *project,
                          ManiHistory *history,
                          guint *n_done,
                          GError **error)
{
  g_autofree char *shown = g_filename_display_name (self->path);
  guint n_undo = 0;
  guint n_redo = 0;

  *n_done = 0;
  for (guint i = first; i < self->entries->len; i++, (*n_done)++)
    if (!replay_entry (&g_array_index (self->entries, ManiJournalEntry, i), project, history,
                       &n_undo, &n_redo, shown, error))
      return FALSE;

  return TRUE;
}
