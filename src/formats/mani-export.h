/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is to be written: a snapshot of a project, and which part of it is meant. It has filtered
 * already: a format writes all that it gets here, and nothing else.
 *
 * Immutable; any thread. */

#pragma once

#include "mani-annotation.h"
#include "mani-article.h"
#include "mani-entity.h"
#include "mani-label.h"
#include "mani-relation.h"
#include "mani-snapshot.h"

G_BEGIN_DECLS

/**
 * ManiExportScope:
 * @articles: (nullable): ids of the articles meant; NULL: all
 * @labels: (nullable): ids of the labels meant, with those below them; NULL: all annotations, also
 *   those without a label
 * @annotations: (nullable): ids of the annotations meant, within the two above; NULL: all
 * @in_folder: whether there is a folder to write to, and so room for more than one file
 */
typedef struct
{
  const char *const *articles;
  const char *const *labels;
  const char *const *annotations;
  gboolean in_folder;
} ManiExportScope;

typedef struct _ManiExport ManiExport;

/* A URN of 45 characters: "urn:uuid:", a UUID, a NUL. */
#define MANI_URN_SIZE 46
typedef char ManiUrn[MANI_URN_SIZE];

/* Takes a reference to @snapshot; @scope is copied, NULL means everything into one file. */
ManiExport *mani_export_new (ManiSnapshot *snapshot, const ManiExportScope *scope);
void mani_export_free (ManiExport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiExport, mani_export_free)

ManiProjectInfo *mani_export_get_info (const ManiExport *self);
gboolean mani_export_is_in_folder (const ManiExport *self);

/* Articles in the user's order. */
guint mani_export_get_n_articles (const ManiExport *self);
ManiArticle *mani_export_get_article (const ManiExport *self, guint i);

/* The annotations of the article @i, by start, end and id; those without ranges (of the whole
 * article, and orphans) come first, with the places at 0. */
ManiAnnotation *const *mani_export_get_annotations (const ManiExport *self, guint i, guint *n);
guint mani_export_get_n_annotations (const ManiExport *self);

/* Relations of which both ends are meant, by id. */
ManiRelation *const *mani_export_get_relations (const ManiExport *self, guint *n);

/* The labels, in the user's order: all, or when labels are chosen, those, what they stand below,
 * and those of the relations. */
ManiLabel *const *mani_export_get_labels (const ManiExport *self, guint *n);
/* The entities, in the user's order: all, or when something is chosen, those that are named. */
ManiEntity *const *mani_export_get_entities (const ManiExport *self, guint *n);

/* Among what is meant: borrowed, or NULL, also when @id is NULL. */
ManiLabel *mani_export_find_label (const ManiExport *self, const char *id);
ManiEntity *mani_export_find_entity (const ManiExport *self, const char *id);
ManiArticle *mani_export_find_article (const ManiExport *self, const char *id);
ManiAnnotation *mani_export_find_annotation (const ManiExport *self, const char *id);
/* How many of the annotations (and relations) have this label, or name this entity. */
guint mani_export_count_label (const ManiExport *self, const char *id);
guint mani_export_count_entity (const ManiExport *self, const char *id);

/* (transfer container): the names that a label stands below, the topmost first, NULL-terminated. */
const char **mani_export_list_label_parents (const ManiExport *self, ManiLabel *label);

/* How many annotations are left out since their article is not in the project. */
guint mani_export_get_n_strays (const ManiExport *self);

/* The UUID (version 5, RFC 4122) of a record: made from the project's id and the record's, and so
 * the same every time. NULL for the project itself. */
void mani_export_get_urn (const ManiExport *self, const char *id, ManiUrn urn);

/* Up to @n code points before (after) the range, not beginning (ending) inside a grapheme. */
char *mani_export_dup_prefix (ManiArticle *article, guint start, guint n);
char *mani_export_dup_suffix (ManiArticle *article, guint end, guint n);

G_END_DECLS
