/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window program. */

#include "mani-application.h"
#include "mani-config.h"
#include "mani-locale.h"

#include <glib/gi18n.h>

/* Answers without a display, and without a window. */
static int
handle_local_options_cb (GApplication *application, GVariantDict *options, gpointer data)
{
  if (!g_variant_dict_contains (options, "version"))
    return -1;
  g_print ("manicule %s\n", MANI_VERSION);

  return 0;
}

int
main (int argc, char *argv[])
{
  g_autoptr (ManiApplication) application = NULL;

  mani_locale_init ();
  g_set_application_name ("Manicule");
  application = mani_application_new ();
  g_application_set_option_context_parameter_string (G_APPLICATION (application), _ ("[FILE…]"));
  g_application_add_main_option (G_APPLICATION (application), "version", 0, G_OPTION_FLAG_NONE,
                                 G_OPTION_ARG_NONE, _ ("Show the version and exit"), NULL);
  g_signal_connect (application, "handle-local-options", G_CALLBACK (handle_local_options_cb),
                    NULL);

  return g_application_run (G_APPLICATION (application), argc, argv);
}
