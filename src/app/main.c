/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window program. */

#include "mani-application.h"
#include "mani-config.h"

#include <glib/gi18n.h>
#include <locale.h>

int
main (int argc, char *argv[])
{
  g_autoptr (ManiApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, MANI_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_set_application_name ("Manicule");
  application = mani_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}
