/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding the page. */

#include "mani-help.h"

#include "mani-config.h"

static char *
dup_uri_in (const char *folder, const char *language)
{
  g_autofree char *path = g_build_filename (folder, language, "manicule", "index.html", NULL);

  return g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_filename_to_uri (path, NULL, NULL) : NULL;
}

char *
mani_help_dup_uri (void)
{
  const char *folder = g_getenv ("MANI_HELP_DIR");
  const char *const *languages = g_get_language_names ();

  if (folder == NULL)
    folder = MANI_HELP_DIR;
  /* The last one is C. */
  for (guint i = 0; languages[i] != NULL; i++)
    {
      char *uri = dup_uri_in (folder, languages[i]);

      if (uri != NULL)
        return uri;
    }

  return dup_uri_in (folder, "C");
}
