/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The command line program. */

#include "mani-command.h"
#include "mani-locale.h"

#include <locale.h>

int
main (int argc, char *argv[])
{
  mani_locale_init ();
  /* Figures are the same in every language. */
  setlocale (LC_NUMERIC, "C");

  return mani_commands_run (argc, argv);
}
