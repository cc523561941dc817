/* SPDX-License-Identifier: GPL-3.0-or-later */

/* manicule-cli formats: the formats that annotations are taken away in and come in from. */

#include "mani-cli.h"

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
  static const char *const columns[] = {
    "id", "name", "suffix", "media_type", "read", "write", NULL
  };
  g_autoptr (ManiListing) listing = mani_listing_new (columns, json);

  for (guint i = 0; i < mani_formats_get_n (); i++)
    {
      const ManiFormat *format = mani_formats_get (i);

      mani_listing_add (listing, format->id);
      mani_listing_add (listing, _ (format->name));
      mani_listing_add (listing, format->suffix);
      mani_listing_add (listing, format->media_type);
      mani_listing_add (listing, mani_format_can_read (format) ? "yes" : "no");
      mani_listing_add (listing, mani_format_can_write (format) ? "yes" : "no");
      mani_listing_end_row (listing);
    }

  return MANI_EXIT_DONE;
}

const ManiCommand mani_command_formats = {
  .name = "formats",
  .arguments = "",
  .summary = N_ ("Lists the formats that annotations are exported to and imported from."),
  .min_arguments = 0,
  .max_arguments = 0,
  .options = options,
  .run = run,
};
