/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The edits that people speak of: mark a passage, relabel, write a note, take a label away.
 *
 * Each function builds an edit with the name that people read ("Tag 14 Passages as Person") and
 * changes nothing: hand the edit to mani_history_apply() or mani_project_apply(), which may refuse
 * it. What an edit would not change is left out, so an edit may be empty; to apply that does
 * nothing. Window, command line and importers all use these, so that the same act has the same
 * name and the same consequences everywhere.
 *
 * Records handed in are those that the project holds now. Ids may be NULL where it says so. `now`
 * is in microseconds, as everywhere; 0 is the present, in whole seconds.
 *
 * To add one: a function here and its name, as a whole translated phrase in title case, with
 * ngettext() where it counts. */

#pragma once

#include "mani-project.h"

G_BEGIN_DECLS

/**
 * ManiPassage:
 * @ranges: code points, ascending, not overlapping
 * @n_ranges: 0 is the whole article
 */
typedef struct
{
  const ManiRange *ranges;
  guint n_ranges;
} ManiPassage;

/**
 * ManiMark:
 * @label: (nullable): id of a label; NULL is a bare highlight
 * @note: (nullable): Markdown
 * @tags: (nullable): NULL-terminated
 * @entity: (nullable): id of an entity
 * @creator: (nullable): a name
 * @origin: who made it
 * @now: see above
 *
 * What a passage is marked with.
 */
typedef struct
{
  const char *label;
  const char *note;
  const char *const *tags;
  const char *entity;
  const char *creator;
  ManiAnnotationOrigin origin;
  gint64 now;
} ManiMark;

/* One new annotation for each passage.
 * Errors: MANI_ERROR_INVALID for ranges that are no passage (descending, overlapping).
 * Returns: (transfer full): or NULL */
ManiEdit *mani_operation_mark (ManiProject *project,
                               const char *article,
                               const ManiPassage *passages,
                               guint n_passages,
                               const ManiMark *mark,
                               GError **error);

/* Of annotations (element-type ManiAnnotation). Each sets `modified` to @now. Transfer full. */
ManiEdit *mani_operation_relabel (ManiProject *project,
                                  GPtrArray *annotations,
                                  const char *label, /* (nullable) */
                                  gint64 now);
ManiEdit *mani_operation_set_note (ManiProject *project,
                                   ManiAnnotation *annotation,
                                   const char *note, /* (nullable) */
                                   gint64 now);
ManiEdit *mani_operation_set_status (ManiProject *project,
                                     GPtrArray *annotations,
                                     ManiAnnotationStatus status,
                                     gint64 now);
ManiEdit *mani_operation_set_entity (ManiProject *project,
                                     GPtrArray *annotations,
                                     const char *entity, /* (nullable) */
                                     gint64 now);
/* Links them to the entity of that @name, as mani_operation_need_entity() finds or makes it.
 * Errors: as there; then NULL */
ManiEdit *mani_operation_link (ManiProject *project,
                               GPtrArray *annotations,
                               const char *name,
                               ManiEntityKind kind,
                               gint64 now,
                               GError **error);
ManiEdit *mani_operation_set_tags (ManiProject *project,
                                   GPtrArray *annotations,
                                   const char *const *tags, /* (nullable) */
                                   gint64 now);
/* A quotation that the annotation keeps goes with its old place when it gets ranges.
 * Errors: as mani_operation_mark(); then NULL */
ManiEdit *mani_operation_set_ranges (ManiProject *project,
                                     ManiAnnotation *annotation,
                                     const ManiRange *ranges,
                                     guint n_ranges,
                                     gint64 now,
                                     GError **error);

/* With the relations that hang on them. */
ManiEdit *mani_operation_remove_annotations (ManiProject *project, GPtrArray *annotations);

/* From annotation to annotation; @label, @creator nullable. */
ManiEdit *mani_operation_relate (ManiProject *project,
                                 ManiAnnotation *from,
                                 ManiAnnotation *to,
                                 const char *label,
                                 const char *creator,
                                 gint64 now);

/* (element-type ManiArticle) */
ManiEdit *mani_operation_add_articles (ManiProject *project, GPtrArray *articles);
/* With their annotations and what hangs on those. */
ManiEdit *mani_operation_remove_articles (ManiProject *project, GPtrArray *articles);

/* What has the label gets @replacement, or none when that is NULL. The labels below it move up to
 * its parent; one whose name is taken there gets a number behind its name. */
ManiEdit *
mani_operation_remove_label (ManiProject *project, ManiLabel *label, const char *replacement);

/* Annotations that name it name nobody. */
ManiEdit *mani_operation_remove_entity (ManiProject *project, ManiEntity *entity);
/* What names @gone names @keep. @keep gets the name of @gone as an alias, its aliases, its URIs,
 * and each other thing that only @gone knows; two notes stand one after the other. */
ManiEdit *mani_operation_merge_entities (ManiProject *project, ManiEntity *keep, ManiEntity *gone);

/* Any record replaced by another of its id; @name: translated, title case. */
ManiEdit *mani_operation_set_record (gpointer before, gpointer after, const char *name);

/**
 * mani_operation_need_entity:
 * @edit: where the entity goes when it is new
 * @kind: entities of another kind are not meant; MANI_ENTITY_NONE: of any
 *
 * Finds the entity of that name, capitals, width, accents and white space not counting, among those
 * of the project and of @edit; names go before aliases. When there is none, adds one to @edit. Goes
 * through all entities: keep the answer for a name that comes often.
 *
 * Errors: MANI_ERROR_AMBIGUOUS when the name fits two; MANI_ERROR_INVALID when there is nothing to
 * see in it
 *
 * Returns: its id, which lives as long as @edit and the project's record; NULL on an error
 */
const char *mani_operation_need_entity (ManiProject *project,
                                        ManiEdit *edit,
                                        const char *name,
                                        ManiEntityKind kind,
                                        GError **error);

/* Borrowed; a label by its id, its name or its path ("Parent/Child").
 * Errors: MANI_ERROR_NOT_FOUND; MANI_ERROR_AMBIGUOUS for a name that fits two */
ManiLabel *mani_label_find (ManiProject *project, const char *id_or_name, GError **error);

/* Borrowed; an article by its id or its number, counted from 1.
 * Errors: MANI_ERROR_NOT_FOUND */
ManiArticle *mani_article_find (ManiProject *project, const char *id_or_number, GError **error);

G_END_DECLS
