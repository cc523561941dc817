/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The project file, from its first brace to its digest. */

#include "mani-project-writer.h"

#include "mani-annotation.h"
#include "mani-article.h"
#include "mani-codec.h"
#include "mani-hash.h"

/* Records between two looks at the cancellable. */
#define STEP 1024

/* Bytes that are written at once; as many more as the last record has. */
#define PIECE ((gsize) 1 << 18)

/* Bytes that a record is likely to take besides a text. */
#define RECORD_BYTES 256

typedef struct
{
  GString *out;       /* what is not written yet */
  ManiHasher *hasher; /* of what is written */
  ManiWriteFunc write;
  gpointer sink;
  gboolean is_first; /* in its section */
  GFileProgressCallback progress;
  gpointer progress_data;
  GCancellable *cancellable;
  GError **error;
  guint n_done;
  guint n_records;
} Writing;

static gboolean
flush (Writing *self)
{
  gboolean done;

  mani_hasher_update (self->hasher, self->out->str, self->out->len);
  done = self->write (self->out->str, self->out->len, self->sink, self->error);
  g_string_truncate (self->out, 0);

  return done;
}

/* Between two records; FALSE when there will be no more. */
static gboolean
note_record (Writing *self)
{
  if (self->out->len >= PIECE && !flush (self))
    return FALSE;

  if (self->n_done++ % STEP != 0)
    return TRUE;
  if (self->progress != NULL)
    self->progress (self->n_done - 1, self->n_records, self->progress_data);

  return !g_cancellable_set_error_if_cancelled (self->cancellable, self->error);
}

static void
open_section (Writing *self, ManiKind kind)
{
  g_string_append_c (self->out, '"');
  g_string_append (self->out, mani_kind_get_member (kind));
  g_string_append (self->out, "\":[");
  self->is_first = TRUE;
}

static void
close_section (Writing *self)
{
  g_string_append (self->out, "\n],\n");
}

/* A record begins on a line of its own, after a comma unless it is the first. */
static void
begin_record (Writing *self)
{
  g_string_append (self->out, self->is_first ? "\n" : ",\n");
  self->is_first = FALSE;
}

static gboolean
write_section (Writing *self, ManiSnapshot *snapshot, ManiKind kind)
{
  const ManiRecords *records = mani_snapshot_get_records (snapshot, kind);

  open_section (self, kind);
  for (guint i = 0; i < records->n; i++)
    {
      if (!note_record (self))
        return FALSE;
      begin_record (self);
      mani_codec_write (self->out, records->records[i]);
    }
  close_section (self);

  return TRUE;
}

/* @article: (nullable): the one they belong to */
static gboolean
write_annotations (Writing *self, const ManiRecords *annotations, ManiArticle *article)
{
  for (guint i = 0; i < annotations->n; i++)
    {
      ManiRecord *annotation = annotations->records[i];
      g_autofree char *quote = NULL;

      if (!note_record (self))
        return FALSE;
      /* A quotation that an annotation keeps is not in any text: it is written whole. */
      if (mani_record_has (annotation, MANI_ANNOTATION_RANGES) &&
          !mani_record_has (annotation, MANI_ANNOTATION_QUOTE))
        quote = mani_annotation_dup_short_quote (MANI_ANNOTATION (annotation), article);
      begin_record (self);
      mani_codec_write_with (self->out, annotation, MANI_ANNOTATION_QUOTE,
                             quote != NULL && *quote != '\0' ? quote : NULL);
    }

  return TRUE;
}

static gboolean
write_all_annotations (Writing *self, ManiSnapshot *snapshot)
{
  const ManiRecords *articles = mani_snapshot_get_records (snapshot, MANI_KIND_ARTICLE);

  open_section (self, MANI_KIND_ANNOTATION);
  for (guint i = 0; i < articles->n; i++)
    if (!write_annotations (self, mani_snapshot_get_annotations (snapshot, i),
                            MANI_ARTICLE (articles->records[i])))
      return FALSE;
  for (guint i = 0; i < mani_snapshot_get_n_stray_groups (snapshot); i++)
    if (!write_annotations (self, mani_snapshot_get_stray_annotations (snapshot, i), NULL))
      return FALSE;
  close_section (self);

  return TRUE;
}

static gboolean
write_digest (Writing *self)
{
  ManiHash sha256;

  if (!flush (self))
    return FALSE;

  mani_hasher_finish (self->hasher, sha256);
  g_string_append_printf (self->out, "\"digest\":\"sha256:%s\"\n}", sha256);

  return self->write (self->out->str, self->out->len, self->sink, self->error);
}

static gboolean
write_project (Writing *self, ManiSnapshot *snapshot)
{
  const char *unknown = mani_snapshot_get_unknown (snapshot);

  g_string_append_printf (self->out, "{\"manicule\":%d,\n\"%s\":", MANI_PROJECT_FORMAT,
                          mani_kind_get_member (MANI_KIND_PROJECT));
  mani_codec_write (self->out, MANI_RECORD (mani_snapshot_get_info (snapshot)));
  g_string_append (self->out, ",\n");

  if (!write_section (self, snapshot, MANI_KIND_LABEL) ||
      !write_section (self, snapshot, MANI_KIND_ENTITY) ||
      !write_section (self, snapshot, MANI_KIND_ARTICLE) ||
      !write_all_annotations (self, snapshot) ||
      !write_section (self, snapshot, MANI_KIND_RELATION))
    return FALSE;

  if (unknown != NULL)
    {
      g_string_append (self->out, unknown);
      g_string_append (self->out, ",\n");
    }
  if (g_cancellable_set_error_if_cancelled (self->cancellable, self->error) || !write_digest (self))
    return FALSE;
  if (self->progress != NULL)
    self->progress (self->n_records, self->n_records, self->progress_data);

  return TRUE;
}

static guint
count_records (ManiSnapshot *snapshot)
{
  static const ManiKind counted[] = { MANI_KIND_LABEL, MANI_KIND_ENTITY, MANI_KIND_ARTICLE,
                                      MANI_KIND_RELATION };
  guint n = mani_snapshot_get_n_annotations (snapshot);

  for (guint i = 0; i < G_N_ELEMENTS (counted); i++)
    n += mani_snapshot_get_records (snapshot, counted[i])->n;

  return n;
}

gboolean
mani_project_writer_write_to (ManiSnapshot *snapshot,
                              ManiWriteFunc write,
                              gpointer sink,
                              GFileProgressCallback progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (ManiHasher) hasher = mani_hasher_new ();
  Writing self = { .hasher = hasher,
                   .write = write,
                   .sink = sink,
                   .progress = progress,
                   .progress_data = progress_data,
                   .cancellable = cancellable,
                   .error = error };
  gboolean done;

  g_return_val_if_fail (snapshot != NULL && write != NULL, FALSE);

  self.n_records = count_records (snapshot);
  self.out = g_string_sized_new (PIECE);
  done = write_project (&self, snapshot);
  g_string_free (self.out, TRUE);

  return done;
}

/* Room for the whole from the start: growing would copy it several times. */
static gsize
guess_size (ManiSnapshot *snapshot)
{
  const ManiRecords *articles = mani_snapshot_get_records (snapshot, MANI_KIND_ARTICLE);
  gsize size = (gsize) count_records (snapshot) * RECORD_BYTES;

  for (guint i = 0; i < articles->n; i++)
    size += mani_article_get_n_bytes (MANI_ARTICLE (articles->records[i]));

  return size;
}

static gboolean
append_piece (const void *data, gsize n, gpointer sink, GError **error)
{
  g_string_append_len (sink, data, (gssize) n);

  return TRUE;
}

GBytes *
mani_project_writer_write (ManiSnapshot *snapshot,
                           GFileProgressCallback progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GError **error)
{
  GString *whole;

  g_return_val_if_fail (snapshot != NULL, NULL);

  whole = g_string_sized_new (guess_size (snapshot));
  if (!mani_project_writer_write_to (snapshot, append_piece, whole, progress, progress_data,
                                     cancellable, error))
    {
      g_string_free (whole, TRUE);
      return NULL;
    }

  return g_string_free_to_bytes (whole);
}
