/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of readers, the choice among them, and the way from a file to an article. */

#include "mani-reader.h"

#include "mani-draft-private.h"
#include "mani-safe-file.h"

#include <glib/gi18n.h>
#include <string.h>

/* Plain text comes last: it takes what nobody else wants. */
static const ManiReader *const readers[] = {
  &mani_reader_markdown,
  &mani_reader_text,
};

void
mani_reader_report_clear (ManiReaderReport *report)
{
  g_clear_pointer (&report->notes, g_ptr_array_unref);
  memset (report, 0, sizeof *report);
}

const ManiReader *
mani_readers_get (guint i)
{
  return i < G_N_ELEMENTS (readers) ? readers[i] : NULL;
}

const ManiReader *
mani_readers_lookup (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (strcmp (readers[i]->id, id) == 0)
      return readers[i];

  return NULL;
}

/* What follows the last slash: a name of a path or URI, without a query. */
static char *
dup_last_part (const char *name)
{
  gsize n = strstr (name, "://") != NULL ? strcspn (name, "?#") : strlen (name);
  g_autofree char *path = g_strndup (name, n);
  const char *slash;

  while (n > 1 && path[n - 1] == '/')
    path[--n] = '\0';
  slash = strrchr (path, '/');

  return g_strdup (slash != NULL && slash[1] != '\0' ? slash + 1 : path);
}

const ManiReader *
mani_readers_find_for (const char *name, GBytes *bytes)
{
  if (name != NULL)
    {
      g_autofree char *part = dup_last_part (name);
      const char *dot = strrchr (part, '.');
      g_autofree char *suffix = dot != NULL ? g_ascii_strdown (dot + 1, -1) : NULL;

      for (guint i = 0; suffix != NULL && i < G_N_ELEMENTS (readers); i++)
        if (g_strv_contains (readers[i]->suffixes, suffix))
          return readers[i];
    }
  if (bytes != NULL)
    {
      gsize n;
      const guint8 *data = g_bytes_get_data (bytes, &n);

      for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
        if (readers[i]->sniff != NULL && readers[i]->sniff (data, n))
          return readers[i];
    }

  return &mani_reader_text;
}

/* For errors. */
static const char *
get_name (const char *name, const ManiReaderOptions *options)
{
  if (name != NULL)
    return name;

  return options->called != NULL ? options->called : _ ("the pasted text");
}

static ManiArticle *
read_bytes (const ManiReader *reader,
            const char *name,
            GBytes *bytes,
            const ManiReaderOptions *options,
            ManiReaderReport *report,
            GError **error)
{
  ManiReaderInput input = {
    .name = get_name (name, options),
    .bytes = bytes,
    .charset = options->charset,
  };
  g_autoptr (ManiDraft) draft = mani_draft_new (report);

  if (g_bytes_get_size (bytes) == 0)
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_INVALID, _ ("%s: it is empty"), input.name);
      return NULL;
    }
  if (g_bytes_get_size (bytes) > MANI_READER_MAX_BYTES)
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_TOO_LARGE,
                   _ ("%s: it has more than %u MB, the most that can be opened"), input.name,
                   MANI_READER_MAX_BYTES / (1024 * 1024));
      return NULL;
    }

  if (name != NULL)
    {
      g_autofree char *file = dup_last_part (name);

      mani_draft_set_origin (draft, "file", file);
    }
  mani_draft_set_origin (draft, "reader", reader->id);
  if (options->source != NULL)
    mani_record_builder_set_string (draft->article, MANI_ARTICLE_SOURCE, options->source);
  if (!reader->read (&input, draft, error))
    return NULL;

  return mani_draft_end (draft, input.name, error);
}

ManiArticle *
mani_reader_read_bytes (const char *name,
                        GBytes *bytes,
                        const ManiReaderOptions *options,
                        ManiReaderReport *report,
                        GError **error)
{
  static const ManiReaderOptions no_options = { 0 };
  g_auto (ManiReaderReport) own_report = { 0 };
  const ManiReader *reader;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (options == NULL)
    options = &no_options;
  if (report == NULL)
    report = &own_report;
  *report = (ManiReaderReport){ .sure = TRUE };

  if (options->reader != NULL)
    reader = mani_readers_lookup (options->reader);
  else
    reader = mani_readers_find_for (name, bytes);
  if (reader == NULL)
    {
      g_set_error (error, MANI_ERROR, MANI_ERROR_UNSUPPORTED,
                   /* Translators: a file’s name and a short word, such as markdown */
                   _ ("%s: there is no reader “%s”"), get_name (name, options), options->reader);
      return NULL;
    }
  report->reader = reader->id;

  return read_bytes (reader, name, bytes, options, report, error);
}

ManiArticle *
mani_reader_read_file (const char *path,
                       const ManiReaderOptions *options,
                       ManiReaderReport *report,
                       GError **error)
{
  ManiReaderOptions full = options != NULL ? *options : (ManiReaderOptions){ 0 };
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  g_autofree char *source = g_filename_display_name (whole);
  g_autoptr (GBytes) bytes = NULL;

  if (report != NULL)
    *report = (ManiReaderReport){ 0 };
  if (!mani_safe_file_read (mani_io_get_default (), path, MANI_READER_MAX_BYTES, &bytes, NULL,
                            error))
    return NULL;
  if (full.source == NULL)
    full.source = source;

  return mani_reader_read_bytes (name, bytes, &full, report, error);
}

typedef struct
{
  char *path;
  char *charset;
  char *reader;
  char *source;
  ManiReaderReport report;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_free (job->charset);
  g_free (job->reader);
  g_free (job->source);
  mani_reader_report_clear (&job->report);
  g_free (job);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  ManiReaderOptions options = { job->charset, job->reader, job->source };
  GError *error = NULL;
  ManiArticle *article = mani_reader_read_file (job->path, &options, &job->report, &error);

  if (article != NULL)
    g_task_return_pointer (task, article, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
mani_reader_read_file_async (const char *path,
                             const ManiReaderOptions *options,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_return_if_fail (path != NULL);

  job->path = g_strdup (path);
  if (options != NULL)
    {
      job->charset = g_strdup (options->charset);
      job->reader = g_strdup (options->reader);
      job->source = g_strdup (options->source);
    }
  g_task_set_source_tag (task, mani_reader_read_file_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, read_in_thread);
}

ManiArticle *
mani_reader_read_file_finish (GAsyncResult *result, ManiReaderReport *report, GError **error)
{
  Job *job;

  g_return_val_if_fail (g_async_result_is_tagged (result, mani_reader_read_file_async), NULL);

  job = g_task_get_task_data (G_TASK (result));
  if (report != NULL)
    {
      *report = job->report;
      job->report = (ManiReaderReport){ 0 };
    }

  return g_task_propagate_pointer (G_TASK (result), error);
}
