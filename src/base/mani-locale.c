/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The language of the interface. */

#include "mani-locale.h"

#include "mani-config.h"

#include <libintl.h>
#include <locale.h>

void
mani_locale_init (void)
{
  const char *folder = g_getenv ("MANI_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : MANI_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
