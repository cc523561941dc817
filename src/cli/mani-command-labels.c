/* SPDX-License-Identifier: GPL-3.0-or-later */

/* manicule-cli labels: the labels of a project. */

#include "mani-cli.h"

#include "mani-codec.h"

#include <glib/gi18n.h>

static gboolean json;

static const GOptionEntry options[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("One JSON object a line instead of a table"),
    NULL },
  { NULL },
};

static int
run (char **arguments)
{
  static const char *const columns[] = { "id",  "name",   "key",  "color",       "parent",
                                         "use", "entity", "uses", "description", NULL };
  g_autoptr (ManiEditor) editor = mani_cli_open (arguments[0], FALSE);
  g_autoptr (ManiListing) listing = NULL;
  ManiProject *project;
  ManiTable *labels;

  if (editor == NULL)
    return MANI_EXIT_FAILED;
  project = mani_editor_get_project (editor);
  labels = mani_project_get_table (project, MANI_KIND_LABEL);
  listing = mani_listing_new (columns, json);
  for (guint i = 0; i < mani_table_get_length (labels); i++)
    {
      static const char *const uses[] = { "passage", "relation", "article" };
      ManiLabel *label = mani_table_get (labels, i);
      const char *id = mani_record_get_id (MANI_RECORD (label));

      mani_listing_add (listing, id);
      mani_listing_add (listing, mani_label_get_name (label));
      mani_listing_add (listing, mani_label_get_key (label));
      mani_listing_add (listing, mani_label_get_color (label));
      mani_listing_add (listing, mani_label_get_parent (label));
      mani_listing_add (listing, uses[mani_label_get_use (label)]);
      mani_listing_add (listing, mani_entity_kind_words[mani_label_get_entity_kind (label)]);
      mani_listing_add_number (
          listing, mani_project_count_uses_by (project, MANI_KIND_LABEL, id, MANI_KIND_ANNOTATION));
      mani_listing_add (listing, mani_label_get_description (label));
      mani_listing_end_row (listing);
    }

  return MANI_EXIT_DONE;
}

const ManiCommand mani_command_labels = {
  .name = "labels",
  .arguments = "PROJECT",
  .summary = N_ ("Lists the labels of a project."),
  .min_arguments = 1,
  .max_arguments = 1,
  .options = options,
  .run = run,
};
