/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table of commands, and how a command line becomes a call. */

#include "mani-command.h"

#include "mani-config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static const ManiCommand *const commands[] = {
  &mani_command_new,     &mani_command_add,         &mani_command_articles,   &mani_command_labels,
  &mani_command_text,    &mani_command_annotations, &mani_command_annotate,   &mani_command_check,
  &mani_command_formats, &mani_command_export,      &mani_command_import,     &mani_command_convert,
  &mani_command_read,    &mani_command_label_sets,  &mani_command_add_labels, &mani_command_merge,
  &mani_command_recover,
};

const ManiCommand *
mani_commands_get (guint i)
{
  return i < G_N_ELEMENTS (commands) ? commands[i] : NULL;
}

static void
print_help (void)
{
  g_print ("%s\n\n%s\n", _ ("Usage: manicule-cli COMMAND [OPTION…] ARGUMENT…"), _ ("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-12s %s\n", commands[i]->name, _ (commands[i]->summary));
  g_print (
      "\n%s\n%s\n",
      _ ("PROJECT is a file whose name ends in .manicule; ARTICLE is an id, or the number that "
         "“articles” prints; “-” is the standard input or output."),
      _ ("“manicule-cli COMMAND --help” tells more."));
}

static int
fail_usage (const char *message, gboolean has_command)
{
  g_printerr ("manicule-cli: %s\n", message);
  g_printerr ("%s\n", has_command ? _ ("“manicule-cli COMMAND --help” tells more.")
                                  : _ ("“manicule-cli --help” tells more."));

  return MANI_EXIT_USAGE;
}

/* What could not be written, to a full disk for instance, has not been done. */
static int
end_output (int status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;

  g_printerr ("manicule-cli: %s: %s\n", _ ("the standard output cannot be written"),
              g_strerror (errno));

  return status == MANI_EXIT_DONE ? MANI_EXIT_FAILED : status;
}

static int
run (const ManiCommand *command, char **argv)
{
  g_autofree char *summary = g_strdup_printf ("%s %s", command->name, command->arguments);
  g_autoptr (GOptionContext) context = g_option_context_new (command->arguments);
  g_autoptr (GError) error = NULL;
  guint n;

  g_option_context_set_summary (context, _ (command->summary));
  if (command->description != NULL)
    g_option_context_set_description (context, _ (command->description));
  if (command->options != NULL)
    g_option_context_add_main_entries (context, command->options, GETTEXT_PACKAGE);
  /* The usage line begins with this. */
  g_set_prgname (NULL);
  g_free (argv[0]);
  argv[0] = g_strdup_printf ("manicule-cli %s", command->name);
  if (!g_option_context_parse_strv (context, &argv, &error))
    return fail_usage (error->message, TRUE);

  /* GLib leaves the mark that ends the options behind when a word stands before it. */
  n = g_strv_length (argv) - 1;
  for (guint i = 1; i <= n; i++)
    if (strcmp (argv[i], "--") == 0)
      {
        g_free (argv[i]);
        memmove (argv + i, argv + i + 1, (n - i + 1) * sizeof *argv);
        n--;
        break;
      }
  if (n < command->min_arguments || n > command->max_arguments)
    {
      g_autofree char *usage = g_strdup_printf (_ ("usage: manicule-cli %s"), summary);

      return fail_usage (usage, TRUE);
    }

  return end_output (command->run (argv + 1));
}

int
mani_commands_run (int argc, char **argv)
{
  g_auto (GStrv) rest = NULL;

  if (argc < 2)
    return fail_usage (_ ("a command was expected"), FALSE);
  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 ||
      strcmp (argv[1], "help") == 0)
    {
      print_help ();
      return MANI_EXIT_DONE;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      g_print ("manicule-cli %s\n", MANI_VERSION);
      return MANI_EXIT_DONE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i]->name, argv[1]) == 0)
      {
        rest = g_strdupv (argv + 1);
        return run (commands[i], rest);
      }

  {
    g_autofree char *message = g_strdup_printf (_ ("there is no command “%s”"), argv[1]);

    return fail_usage (message, FALSE);
  }
}
