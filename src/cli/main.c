/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The command line program. */

#include "mani-command.h"
#include "mani-config.h"

#include <glib/gi18n.h>
#include <locale.h>

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  /* Figures are the same in every language. */
  setlocale (LC_NUMERIC, "C");
  bindtextdomain (GETTEXT_PACKAGE, MANI_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  return mani_commands_run (argc, argv);
}
