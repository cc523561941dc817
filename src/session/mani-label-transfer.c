/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files on the one side, labels on the other. */

#include "mani-label-transfer.h"

#include "mani-json-reader.h"
#include "mani-label-file.h"
#include "mani-label-set.h"
#include "mani-project-reader.h"
#include "mani-safe-file.h"
#include "mani-transfer.h"

#include <glib/gi18n.h>
#include <string.h>

/* A project's file has "manicule" for its first member. */
static gboolean
is_project (const char *data, gsize n)
{
  g_autoptr (ManiJsonReader) reader = mani_json_reader_new (data, n, "", NULL);

  return mani_json_reader_next (reader, NULL) == MANI_JSON_OBJECT_START &&
         mani_json_reader_next (reader, NULL) == MANI_JSON_NAME &&
         strcmp (mani_json_reader_get_string (reader, NULL), "manicule") == 0;
}

static void
add_below (ManiTable *table, const char *parent, GPtrArray *labels)
{
  for (guint i = 0; i < mani_table_get_length (table); i++)
    {
      ManiLabel *label = mani_table_get (table, i);

      if (g_strcmp0 (mani_label_get_parent (label), parent) != 0)
        continue;
      g_ptr_array_add (labels, g_object_ref (label));
      add_below (table, mani_record_get_id (MANI_RECORD (label)), labels);
    }
}

/* Parents before children, siblings in their order. One whose parent is not there is left out by
 * this and stands at the end, at the top. */
static GPtrArray *
list_labels (ManiProject *project)
{
  ManiTable *table = mani_project_get_table (project, MANI_KIND_LABEL);
  GPtrArray *labels = g_ptr_array_new_with_free_func (g_object_unref);

  add_below (table, NULL, labels);
  for (guint i = 0; i < mani_table_get_length (table); i++)
    {
      ManiRecord *label = mani_table_get (table, i);
      const char *parent = mani_label_get_parent (MANI_LABEL (label));
      g_autoptr (ManiRecordBuilder) builder = NULL;

      if (parent == NULL || mani_project_lookup (project, MANI_KIND_LABEL, parent) != NULL)
        continue;
      builder = mani_record_builder_new_from (label);
      mani_record_builder_clear (builder, MANI_LABEL_PARENT);
      g_ptr_array_add (labels, mani_record_builder_end (builder, NULL));
      add_below (table, mani_record_get_id (label), labels);
    }

  return labels;
}

GPtrArray *
mani_label_transfer_read (const char *path, GError **error)
{
  gboolean is_standard = strcmp (path, "-") == 0;
  const char *name = is_standard ? _ ("standard input") : path;
  g_autoptr (ManiProject) project = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *data;
  gsize n;

  if (is_standard)
    bytes = mani_transfer_read_standard_input (error);
  else if (!mani_safe_file_read (mani_io_get_default (), path, G_MAXUINT32, &bytes, NULL, error))
    return NULL;
  if (bytes == NULL)
    return NULL;

  data = g_bytes_get_data (bytes, &n);
  if (data == NULL)
    data = "";
  if (!is_project (data, n))
    return mani_label_file_read (data, n, name, error);

  project = mani_project_reader_read (data, n, name, NULL, NULL, NULL, error);

  return project != NULL ? list_labels (project) : NULL;
}

static void
fail_unknown (const char *set_or_path, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);
  const ManiLabelSet *set;

  for (guint i = 0; (set = mani_label_set_get (i)) != NULL; i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", mani_label_set_get_id (set));
  g_set_error (error, MANI_ERROR, MANI_ERROR_NOT_FOUND,
               /* Translators: what was given, then the ids of all sets */
               _ ("%s: there is no such file, and no such set of labels; the sets are: %s"),
               set_or_path, known->str);
}

GPtrArray *
mani_label_transfer_find (const char *set_or_path, GError **error)
{
  const ManiLabelSet *set = mani_label_set_find (set_or_path);

  if (set != NULL)
    return mani_label_set_new_labels (set);
  if (strcmp (set_or_path, "-") == 0 || g_file_test (set_or_path, G_FILE_TEST_EXISTS))
    return mani_label_transfer_read (set_or_path, error);
  fail_unknown (set_or_path, error);

  return NULL;
}

gboolean
mani_label_transfer_write (ManiProject *project,
                           const char *path,
                           gboolean overwrite,
                           GError **error)
{
  g_autoptr (GPtrArray) labels = list_labels (project);
  g_autoptr (GBytes) bytes = mani_label_file_write (labels, mani_label_file_kind_of (path));

  return mani_transfer_write_file (path, bytes, overwrite, error);
}
