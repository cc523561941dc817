/* SPDX-License-Identifier: GPL-3.0-or-later */

/* manicule-cli read: what a file would be as an article. */

#include "mani-cli.h"

#include "mani-codec.h"

#include <glib/gi18n.h>

static gboolean json;
static char *charset;

static const GOptionEntry options[] = {
  { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("The whole article as JSON, in one line"), NULL },
  { "charset", 0, 0, G_OPTION_ARG_STRING, &charset,
    N_ ("The file’s encoding, where it is not to be found out"), N_ ("NAME") },
  { NULL },
};

static int
run (char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ManiArticle) article = mani_cli_read_article (arguments[0], charset, &error);
  g_autoptr (GString) out = NULL;

  if (article == NULL)
    return mani_cli_fail (arguments[0], error);
  if (!json)
    {
      mani_cli_print (mani_article_get_text (article), mani_article_get_n_bytes (article));
      return MANI_EXIT_DONE;
    }

  out = g_string_new (NULL);
  mani_codec_write (out, MANI_RECORD (article));
  /* The codec sets a text as lines; in JSON Lines an object is one line. */
  for (char *p = out->str; *p != '\0'; p++)
    if (*p == '\n')
      *p = ' ';
  g_string_append_c (out, '\n');
  mani_cli_print (out->str, out->len);

  return MANI_EXIT_DONE;
}

const ManiCommand mani_command_read = {
  .name = "read",
  .arguments = "FILE",
  .summary = N_ ("Prints the text that a file has as an article."),
  .min_arguments = 1,
  .max_arguments = 1,
  .options = options,
  .run = run,
};
