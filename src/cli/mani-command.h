/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The commands of manicule-cli.
 *
 * To add a command: one file mani-command-NAME.c with its `const ManiCommand mani_command_NAME`,
 * one line here, one in the table of mani-commands.c, and its section in data/man/manicule-cli.1.
 * `--help` needs nothing more. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Exit statuses. */
#define MANI_EXIT_DONE 0
#define MANI_EXIT_FAILED 1
#define MANI_EXIT_USAGE 2
#define MANI_EXIT_LOSS 3

/**
 * ManiCommand:
 * @name: as it is typed
 * @arguments: as the usage shows them, options left out: "PROJECT FILE..."
 * @summary: one sentence; N_()
 * @description: (nullable): a few sentences more, below the options; N_()
 * @min_arguments: how many there must be
 * @max_arguments: how many there may be; G_MAXUINT for any number
 * @options: (nullable): ended by an empty one; their places are static variables of the command's
 * file
 * @run: does it; @arguments are what options left over, NULL-terminated. Returns an exit status
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  const char *description;
  guint min_arguments;
  guint max_arguments;
  const GOptionEntry *options;
  int (*run) (char **arguments);
} ManiCommand;

extern const ManiCommand mani_command_add;
extern const ManiCommand mani_command_add_labels;
extern const ManiCommand mani_command_annotate;
extern const ManiCommand mani_command_annotations;
extern const ManiCommand mani_command_articles;
extern const ManiCommand mani_command_check;
extern const ManiCommand mani_command_convert;
extern const ManiCommand mani_command_export;
extern const ManiCommand mani_command_formats;
extern const ManiCommand mani_command_import;
extern const ManiCommand mani_command_label_sets;
extern const ManiCommand mani_command_labels;
extern const ManiCommand mani_command_merge;
extern const ManiCommand mani_command_new;
extern const ManiCommand mani_command_read;
extern const ManiCommand mani_command_recover;
extern const ManiCommand mani_command_text;

/* NULL after the last. */
const ManiCommand *mani_commands_get (guint i);
/* The whole program: finds the command, reads its options, runs it. */
int mani_commands_run (int argc, char **argv);

G_END_DECLS
