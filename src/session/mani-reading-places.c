/* SPDX-License-Identifier: GPL-3.0-or-later */

/* {"manicule-places":1,"places":[["ID",OFFSET],...]}, what was read last first. */

#include "mani-reading-places.h"

#include "mani-json-reader.h"
#include "mani-json-writer.h"
#include "mani-safe-file.h"

#include <errno.h>
#include <glib/gi18n.h>

#define MAX_BYTES (1024 * 1024)

struct _ManiReadingPlaces
{
  char *path;
  GQueue order;      /* of Place, what was read last first */
  GHashTable *by_id; /* id -> its link in `order` */
  gboolean is_changed;
};

typedef struct
{
  char *article;
  guint offset;
} Place;

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->article);
  g_free (place);
}

static void
add_last (ManiReadingPlaces *self, const char *article, guint offset)
{
  Place *place;

  if (g_hash_table_contains (self->by_id, article) || self->order.length >= MANI_READING_PLACES_MAX)
    return;
  place = g_new (Place, 1);
  *place = (Place){ g_strdup (article), offset };
  g_queue_push_tail (&self->order, place);
  g_hash_table_insert (self->by_id, place->article, self->order.tail);
}

static gboolean
read_places (ManiReadingPlaces *self, ManiJsonReader *reader)
{
  if (!mani_json_reader_expect (reader, MANI_JSON_ARRAY_START, NULL))
    return FALSE;
  while (mani_json_reader_next (reader, NULL) == MANI_JSON_ARRAY_START)
    {
      g_autofree char *article = NULL;
      gint64 offset;

      if (!mani_json_reader_expect (reader, MANI_JSON_STRING, NULL))
        return FALSE;
      article = g_strdup (mani_json_reader_get_string (reader, NULL));
      if (!mani_json_reader_expect (reader, MANI_JSON_NUMBER, NULL) ||
          !mani_json_reader_get_int64 (reader, &offset) || offset < 0 || offset > G_MAXUINT ||
          !mani_json_reader_expect (reader, MANI_JSON_ARRAY_END, NULL))
        return FALSE;
      add_last (self, article, offset);
    }

  return TRUE;
}

/* Whatever can be had of the file. */
static void
read_file (ManiReadingPlaces *self)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ManiJsonReader) reader = NULL;
  const char *data;
  gsize n;

  if (!mani_safe_file_read (mani_io_get_default (), self->path, MAX_BYTES, &bytes, NULL, NULL))
    return;
  data = g_bytes_get_data (bytes, &n);
  if (n == 0)
    return;

  reader = mani_json_reader_new (data, n, self->path, NULL);
  if (!mani_json_reader_expect (reader, MANI_JSON_OBJECT_START, NULL))
    return;
  while (mani_json_reader_next (reader, NULL) == MANI_JSON_NAME)
    {
      gboolean is_places = g_str_equal (mani_json_reader_get_string (reader, NULL), "places");

      if (is_places ? !read_places (self, reader)
                    : !mani_json_reader_skip (reader, NULL, NULL, NULL))
        return;
    }
}

ManiReadingPlaces *
mani_reading_places_new (const char *folder, const char *project)
{
  ManiReadingPlaces *self = g_new0 (ManiReadingPlaces, 1);
  /* The id is what some file says: it must not lead out of the folder. */
  g_autofree char *escaped = g_uri_escape_string (project, NULL, FALSE);
  g_autofree char *name = g_strconcat (escaped, ".json", NULL);

  self->path = folder != NULL
                   ? g_build_filename (folder, name, NULL)
                   : g_build_filename (g_get_user_state_dir (), "manicule", "places", name, NULL);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_queue_init (&self->order);
  read_file (self);

  return self;
}

void
mani_reading_places_free (ManiReadingPlaces *self)
{
  g_hash_table_unref (self->by_id);
  g_queue_clear_full (&self->order, place_free);
  g_free (self->path);
  g_free (self);
}

const char *
mani_reading_places_get_article (ManiReadingPlaces *self)
{
  return self->order.head != NULL ? ((Place *) self->order.head->data)->article : NULL;
}

guint
mani_reading_places_get (ManiReadingPlaces *self, const char *article)
{
  GList *link = g_hash_table_lookup (self->by_id, article);

  return link != NULL ? ((Place *) link->data)->offset : 0;
}

void
mani_reading_places_set (ManiReadingPlaces *self, const char *article, guint offset)
{
  GList *link = g_hash_table_lookup (self->by_id, article);
  Place *place;

  if (link != NULL && link == self->order.head && ((Place *) link->data)->offset == offset)
    return;

  self->is_changed = TRUE;
  if (link != NULL)
    {
      ((Place *) link->data)->offset = offset;
      g_queue_unlink (&self->order, link);
      g_queue_push_head_link (&self->order, link);
      return;
    }

  if (self->order.length >= MANI_READING_PLACES_MAX)
    {
      place = g_queue_pop_tail (&self->order);
      g_hash_table_remove (self->by_id, place->article);
      place_free (place);
    }
  place = g_new (Place, 1);
  *place = (Place){ g_strdup (article), offset };
  g_queue_push_head (&self->order, place);
  g_hash_table_insert (self->by_id, place->article, self->order.head);
}

gboolean
mani_reading_places_save (ManiReadingPlaces *self, GError **error)
{
  g_autoptr (GString) json = g_string_new ("{\"manicule-places\":1,\"places\":[\n");
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (!self->is_changed)
    return TRUE;
  for (GList *link = self->order.head; link != NULL; link = link->next)
    {
      const Place *place = link->data;

      g_string_append_c (json, '[');
      mani_json_append_string (json, place->article, -1);
      g_string_append_printf (json, ",%u]%s\n", place->offset, link->next != NULL ? "," : "");
    }
  g_string_append (json, "]}\n");

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      mani_set_error_from_errno (error, errno, folder, "%s", _ ("the folder cannot be made"));
      return FALSE;
    }
  if (!mani_safe_file_replace (mani_io_get_default (), self->path, json->str, json->len, NULL,
                               MANI_SAFE_FILE_OVERWRITE | MANI_SAFE_FILE_NO_BACKUP |
                                   MANI_SAFE_FILE_PRIVATE,
                               NULL, error))
    return FALSE;
  self->is_changed = FALSE;

  return TRUE;
}
