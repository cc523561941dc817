/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ready sets of labels, to choose from when a project is made, and how labels from elsewhere (a
 * set, a file, another project) come into a project.
 *
 * To add a set: a table of its labels and a line in mani-label-set.c. Ids are readable and unique
 * in the set; names and descriptions are translated when the labels are made, but for codes that
 * other programs know. */

#pragma once

#include "mani-project.h"

G_BEGIN_DECLS

typedef struct _ManiLabelSet ManiLabelSet;

/* NULL after the last; 0 is what a new project has by itself. */
const ManiLabelSet *mani_label_set_get (guint i);
/* By its id, or NULL. */
const ManiLabelSet *mani_label_set_find (const char *id);

const char *mani_label_set_get_id (const ManiLabelSet *set);
/* Translated. */
const char *mani_label_set_get_name (const ManiLabelSet *set);
const char *mani_label_set_get_description (const ManiLabelSet *set);
/* (transfer full) (element-type ManiLabel): parents before children; named in the language that is
 * chosen. */
GPtrArray *mani_label_set_new_labels (const ManiLabelSet *set);

/* In what language labels are named that are made from now on, in the whole program: one of
 * mani_label_set_list_languages(), or NULL or "" for that of the interface. Main thread. */
void mani_label_set_choose_language (const char *language);
/* Those that the program speaks, such as "de"; English first. */
GStrv mani_label_set_list_languages (void);
/* The language's name in itself. */
char *mani_label_set_dup_language_name (const char *language);

/**
 * ManiLabelsReport:
 * @n_added: labels that are new
 * @n_updated: labels that were there and are changed
 * @n_kept: labels that were there and stay as they are
 * @n_keys: labels whose key was another's, or is a command's, and that come without one
 *
 * What became of labels that were brought into a project.
 */
typedef struct
{
  guint n_added;
  guint n_updated;
  guint n_kept;
  guint n_keys;
} ManiLabelsReport;

/**
 * mani_operation_add_labels:
 * @labels: (element-type ManiLabel): parents before children; a parent is the id of one of them
 * @update: a label that is there gets the description, colour, key, use and entity kind that the
 *   one from elsewhere has; else it stays as it is
 * @report: (out) (optional)
 *
 * Labels are the same when they have the same path: the same name below the same. New ones without
 * a colour get the next free one. Nobody loses a key.
 */
ManiEdit *mani_operation_add_labels (ManiProject *project,
                                     GPtrArray *labels,
                                     gboolean update,
                                     ManiLabelsReport *report);

/**
 * mani_operation_start_with_labels:
 * @labels: (element-type ManiLabel): as above; none is a project without labels
 * @name: what they are called: that of a set
 *
 * Nothing is left of the labels that the project has. For a project that is new.
 *
 * Errors: MANI_ERROR_CONFLICT when something has a label
 */
ManiEdit *mani_operation_start_with_labels (ManiProject *project,
                                            GPtrArray *labels,
                                            const char *name,
                                            GError **error);

/* Whether the labels of @project are just these (element-type ManiLabel). */
gboolean mani_label_set_is_in (GPtrArray *labels, ManiProject *project);

G_END_DECLS
