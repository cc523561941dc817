/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The project: labels, entities, articles, their annotations and relations.
 *
 * One door: mani_project_apply() is the only way to change a project. Window, command line and
 * importers all pass through it. It checks the whole edit first, so an edit that fails has changed
 * nothing.
 *
 * What it promises of its state, after any edit: ids are unique within a kind; a label's name is
 * unique among its siblings and labels form a tree; ranges lie within the text of their article;
 * the text of an article that has annotations does not change; a reference that an edit makes leads
 * to a record that is there. A file may bring references that lead nowhere (an annotation of an
 * unknown article): they are kept, and listed by mani_project_get_unresolved().
 *
 * Annotations lie in one table per article, by start, end and id; those of an unknown article in a
 * table under its id. News goes up by `items-changed` of the tables and `notify::info`, then by
 * `notify::generation` for who follows more than one table (mani_project_get_last_inverse() tells
 * what the edit did); all come after the whole edit is done.
 *
 * GObject of the main thread; give a #ManiSnapshot to other threads. */

#pragma once

#include "mani-annotation.h"
#include "mani-article.h"
#include "mani-edit.h"
#include "mani-entity.h"
#include "mani-label.h"
#include "mani-project-info.h"
#include "mani-relation.h"
#include "mani-snapshot.h"
#include "mani-table.h"

G_BEGIN_DECLS

#define MANI_TYPE_PROJECT (mani_project_get_type ())
G_DECLARE_FINAL_TYPE (ManiProject, mani_project, MANI, PROJECT, GObject)

/* A new project with the default labels. @title may be NULL. */
ManiProject *mani_project_new (const char *title);
/* With these (element-type ManiLabel), which form a tree and have ids of their own: those of a set
 * (mani-label-set.h). */
ManiProject *mani_project_new_with_labels (const char *title, GPtrArray *labels);

/**
 * mani_project_new_from_records:
 * @info: what it says of itself
 * @records: (element-type ManiRecord): all others, of any kind; those of the user's order in that
 * order
 * @unknown: (nullable): members of the file that no part of the program knows, as they stood
 * @failed: (out) (optional): on an error, the number among @records of the one that it is about, or
 *   G_MAXUINT
 *
 * Errors: MANI_ERROR_INVALID for what the promises above forbid, but for references that lead
 * nowhere.
 *
 * Returns: (transfer full): the project, or NULL
 */
ManiProject *mani_project_new_from_records (ManiProjectInfo *info,
                                            GPtrArray *records,
                                            const char *unknown,
                                            guint *failed,
                                            GError **error);

ManiProjectInfo *mani_project_get_info (ManiProject *project); /* borrowed */

/* Labels, entities, articles (in the user's order) or relations (by id). Borrowed. */
ManiTable *mani_project_get_table (ManiProject *project, ManiKind kind);
/* The annotations of an article, by its id; made when first asked for. Borrowed. */
ManiTable *mani_project_get_annotations (ManiProject *project, const char *article);
guint mani_project_get_n_annotations (ManiProject *project);

/* Borrowed, or NULL. */
gpointer mani_project_lookup (ManiProject *project, ManiKind kind, const char *id);
/* How many records refer to this one. */
guint mani_project_count_uses (ManiProject *project, ManiKind kind, const char *id);
/* How many records of the kind @by do: the mentions of an entity, the children of a label. */
guint mani_project_count_uses_by (ManiProject *project, ManiKind kind, const char *id, ManiKind by);
/* (transfer full) (element-type ManiRecord): records that refer to what is not there. */
GPtrArray *mani_project_get_unresolved (ManiProject *project);

/**
 * mani_project_apply:
 *
 * Checks, applies and emits.
 *
 * Errors: MANI_ERROR_CONFLICT when a change does not fit the present state (a `before` that is not
 * what the project holds, an id that is taken, something still in use); MANI_ERROR_NOT_FOUND for a
 * reference to what is not there; MANI_ERROR_INVALID for a range outside the text or a tree that is
 * none.
 *
 * Returns: (transfer full): the inverse edit, of the same name; or NULL, with nothing changed
 */
ManiEdit *mani_project_apply (ManiProject *project, ManiEdit *edit, GError **error);

/* Counts the edits; the same number means the same state. Property `generation` (uint64). */
guint64 mani_project_get_generation (ManiProject *project);
/* Borrowed: the inverse of the edit that led to the present generation: the `after` of its changes
 * is what was, the `before` what came. NULL at first. */
ManiEdit *mani_project_get_last_inverse (ManiProject *project);

/* (transfer full): for threads; costs one reference an article. */
ManiSnapshot *mani_project_snapshot (ManiProject *project);

G_END_DECLS
