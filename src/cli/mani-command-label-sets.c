/* SPDX-License-Identifier: GPL-3.0-or-later */

/* manicule-cli label-sets: the ready sets of labels. */

#include "mani-cli.h"

#include "mani-label-set.h"

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
  static const char *const columns[] = { "id", "name", "labels", "description", NULL };
  g_autoptr (ManiListing) listing = mani_listing_new (columns, json);
  const ManiLabelSet *set;

  for (guint i = 0; (set = mani_label_set_get (i)) != NULL; i++)
    {
      g_autoptr (GPtrArray) labels = mani_label_set_new_labels (set);

      mani_listing_add (listing, mani_label_set_get_id (set));
      mani_listing_add (listing, mani_label_set_get_name (set));
      mani_listing_add_number (listing, labels->len);
      mani_listing_add (listing, mani_label_set_get_description (set));
      mani_listing_end_row (listing);
    }

  return MANI_EXIT_DONE;
}

const ManiCommand mani_command_label_sets = {
  .name = "label-sets",
  .arguments = "",
  .summary = N_ ("Lists the ready sets of labels."),
  .options = options,
  .run = run,
};
