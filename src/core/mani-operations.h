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
/* Whoever had been named by nothing else, and of whom nothing is known but a name and a kind, goes
 * with the last mention: here, and where annotations or articles are removed. */
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

/* Without what is only white space around it. Errors: MANI_ERROR_INVALID for an empty one. */
ManiEdit *mani_operation_add_tag (ManiProject *project,
                                  GPtrArray *annotations,
                                  const char *tag,
                                  gint64 now,
                                  GError **error);
ManiEdit *mani_operation_remove_tag (ManiProject *project,
                                     GPtrArray *annotations,
                                     const char *tag,
                                     gint64 now);
/* "#rrggbb"; NULL: the label's own. */
ManiEdit *mani_operation_set_color (ManiProject *project,
                                    GPtrArray *annotations,
                                    const char *color,
                                    gint64 now);
/* @value NULL takes it away. Errors: MANI_ERROR_INVALID for an empty name. */
ManiEdit *mani_operation_set_attribute (ManiProject *project,
                                        GPtrArray *annotations,
                                        const char *name,
                                        const char *value,
                                        gint64 now,
                                        GError **error);

/* With the relations that hang on them. */
ManiEdit *mani_operation_remove_annotations (ManiProject *project, GPtrArray *annotations);

/* Of all annotations and articles: @tag becomes @name, also where that is another tag; NULL takes
 * it away. Errors: MANI_ERROR_INVALID for an empty one. */
ManiEdit *mani_operation_rename_tag (ManiProject *project,
                                     const char *tag,
                                     const char *name,
                                     gint64 now,
                                     GError **error);

/* Relations */

/* From annotation to annotation; @label, @creator nullable. */
ManiEdit *mani_operation_relate (ManiProject *project,
                                 ManiAnnotation *from,
                                 ManiAnnotation *to,
                                 const char *label,
                                 const char *creator,
                                 gint64 now);

ManiEdit *mani_operation_remove_relation (ManiProject *project, ManiRelation *relation);
/* @label nullable; @is_reversed: from becomes to. */
ManiEdit *mani_operation_set_relation (ManiProject *project,
                                       ManiRelation *relation,
                                       const char *label,
                                       gboolean is_directed,
                                       gboolean is_reversed);

/* Fields of an article, an entity, a label or the project, one at a time. The field is of the kind
 * that the function sets and has a row in the table of mani-operations-fields.c. White space around
 * a value falls away; of a list, what is empty or there twice; NULL takes the value away.
 * Errors: MANI_ERROR_INVALID for a name that must not be empty. */
ManiEdit *
mani_operation_set_string (gpointer record, guint field, const char *value, GError **error);
ManiEdit *mani_operation_set_strings (gpointer record, guint field, const char *const *values);
ManiEdit *mani_operation_set_in_map (gpointer record,
                                     guint field,
                                     const char *name,
                                     const char *value,
                                     GError **error);

/* Articles (element-type ManiArticle) */

ManiEdit *mani_operation_add_articles (ManiProject *project, GPtrArray *articles);
/* With their annotations and what hangs on those. */
ManiEdit *mani_operation_remove_articles (ManiProject *project, GPtrArray *articles);
/* They come to stand together, in the order they have now, with @position others before them. */
ManiEdit *mani_operation_move_articles (ManiProject *project, GPtrArray *articles, guint position);
/* So, and into the group, or with NULL out of any. */
ManiEdit *mani_operation_place_articles (ManiProject *project,
                                         GPtrArray *articles,
                                         const char *group,
                                         guint position);
ManiEdit *mani_operation_set_article_status (GPtrArray *articles, ManiArticleStatus status);
/* NULL or "" takes them out of their groups. */
ManiEdit *mani_operation_set_group (GPtrArray *articles, const char *group);
/* Of all articles of the group; NULL or "" dissolves it. */
ManiEdit *mani_operation_rename_group (ManiProject *project, const char *group, const char *name);

/* Labels. A name is without white space around it, not empty, and no sibling's: else
 * MANI_ERROR_INVALID or MANI_ERROR_CONFLICT, and NULL. Positions count among the siblings; any that
 * is too high is the end. See mani-label-tree.h for what is free. */

/* Below @parent (nullable), with the next colour of the palette, without a key; the first change of
 * the edit has it. */
ManiEdit *mani_operation_add_label (ManiProject *project,
                                    const char *name,
                                    const char *parent,
                                    guint position,
                                    GError **error);
ManiEdit *mani_operation_rename_label (ManiProject *project,
                                       ManiLabel *label,
                                       const char *name,
                                       GError **error);
/* "#rrggbb", or NULL for none. Errors: MANI_ERROR_INVALID */
ManiEdit *mani_operation_set_label_color (ManiProject *project,
                                          ManiLabel *label,
                                          const char *color,
                                          GError **error);
/* Whatever label has that key loses it. NULL or "" takes the key away; a capital is its small
 * letter. Errors: those of mani_label_check_key() */
ManiEdit *mani_operation_set_label_key (ManiProject *project,
                                        ManiLabel *label,
                                        const char *key,
                                        GError **error);
ManiEdit *mani_operation_set_label_use (ManiProject *project, ManiLabel *label, ManiLabelUse use);
ManiEdit *
mani_operation_set_label_entity_kind (ManiProject *project, ManiLabel *label, ManiEntityKind kind);
/* With the labels below it. @position is counted without it.
 * Errors: MANI_ERROR_INVALID for a parent that is below it; as for names */
ManiEdit *mani_operation_move_label (ManiProject *project,
                                     ManiLabel *label,
                                     const char *parent,
                                     guint position,
                                     GError **error);
/* What has the label gets @replacement, or none when that is NULL. The labels below it move up to
 * its parent; one whose name is taken there gets a number behind its name. */
ManiEdit *
mani_operation_remove_label (ManiProject *project, ManiLabel *label, const char *replacement);
/* Its annotations go too, with the relations that hang on them; the labels below it move up. */
ManiEdit *mani_operation_remove_label_with_annotations (ManiProject *project, ManiLabel *label);
/* What has @gone, or stands below it, comes to @keep, which gets each thing that only @gone has. If
 * @keep stands below @gone, it first moves up, with what lies between. */
ManiEdit *mani_operation_merge_labels (ManiProject *project, ManiLabel *keep, ManiLabel *gone);

/* Entities */

ManiEdit *mani_operation_set_entity_kind (ManiEntity *entity, ManiEntityKind kind);
/* (element-type ManiEntity) */
ManiEdit *mani_operation_set_entities_kind (GPtrArray *entities, ManiEntityKind kind);
/* Annotations that name it name nobody. */
ManiEdit *mani_operation_remove_entity (ManiProject *project, ManiEntity *entity);
/* What names @gone names @keep. @keep gets the name of @gone as an alias, its aliases, its URIs,
 * and each other thing that only @gone knows; two notes stand one after the other. */
ManiEdit *mani_operation_merge_entities (ManiProject *project, ManiEntity *keep, ManiEntity *gone);
/* So one after another (element-type ManiEntity); @keep itself may be among them, and stays. */
ManiEdit *
mani_operation_merge_several (ManiProject *project, ManiEntity *keep, GPtrArray *entities);
ManiEdit *mani_operation_remove_entities (ManiProject *project, GPtrArray *entities);

/* Any record replaced by another of its id; @name: translated, title case. */
ManiEdit *mani_operation_set_record (gpointer before, gpointer after, const char *name);

/**
 * mani_operation_need_entity:
 * @edit: where the entity goes when it is new
 * @kind: entities of another kind are not meant; MANI_ENTITY_NONE: of any
 *
 * Finds the entity of that name, capitals, width, accents and white space not counting, among those
 * of the project and of @edit; names go before aliases. When there is none, adds one to @edit.
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
