/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a journal: refused, or read to the first record that is none, and done again as far
 * as that goes; then it can be undone to the start. After a '!' each line is a payload that gets
 * its frame here: no chance hits upon a checksum. */

#include "mani-journal-file.h"
#include "mani-journal-private.h"
#include "mani-project-reader.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t n_bytes);

static GBytes *
frame_lines (const char *data, gsize n)
{
  GString *out = g_string_new (NULL);
  guint64 sequence = 0;

  for (const char *line = data; line < data + n;)
    {
      const char *end = memchr (line, '\n', data + n - line);
      g_autoptr (GBytes) frame = NULL;

      end = end != NULL ? end : data + n;
      frame = mani_journal_frame (sequence++, line, end - line);
      g_string_append_len (out, g_bytes_get_data (frame, NULL), g_bytes_get_size (frame));
      line = end + 1;
    }

  return g_string_free_to_bytes (out);
}

static void
replay (ManiJournalFile *file)
{
  g_autoptr (ManiProject) project = NULL;
  g_autoptr (ManiHistory) history = NULL;
  g_autoptr (ManiSnapshot) start = NULL;
  g_autoptr (ManiSnapshot) now = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  if (file->whole != NULL)
    project =
        mani_project_reader_read (g_bytes_get_data (file->whole, NULL),
                                  g_bytes_get_size (file->whole), "input", NULL, NULL, NULL, NULL);
  if (project == NULL)
    project = mani_project_new (NULL);
  start = mani_project_snapshot (project);
  history = mani_history_new (project);
  if (mani_journal_file_replay (file, 0, project, history, &n, &error))
    g_assert (n == file->entries->len);
  else
    g_assert (error != NULL && n < file->entries->len);

  while (mani_history_undo (history, NULL))
    ;
  now = mani_project_snapshot (project);
  g_assert (mani_snapshot_equal (start, now));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t n_bytes)
{
  g_autoptr (GBytes) bytes = n_bytes > 0 && data[0] == '!'
                                 ? frame_lines ((const char *) data + 1, n_bytes - 1)
                                 : g_bytes_new (data, n_bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiJournalFile) file = mani_journal_file_parse (bytes, "/input", &error);

  g_assert ((file == NULL) == (error != NULL));
  if (file == NULL)
    {
      g_assert (error->domain == MANI_ERROR);
      g_assert (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  g_assert (file->n_left < g_bytes_get_size (bytes));
  replay (file);

  return 0;
}
