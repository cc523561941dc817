/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a reader has gathered; shared by the collecting half and the half that makes the edit. */

#pragma once

#include "mani-import.h"

G_BEGIN_DECLS

/* One anchor of an annotation, owned. */
typedef struct
{
  char *exact;
  char *prefix;
  char *suffix;
  gboolean has_position;
  guint start;
  guint end;
} ManiImportAnchor;

typedef struct
{
  ManiAnnotation *annotation; /* in the ids of the file, without a place */
  ManiImportAnchor *anchors;
  guint n_anchors;
  gboolean has_id;
} ManiImportAnnotation;

struct _ManiImport
{
  char *title;
  char *article; /* where annotations go whose article is not named */
  ManiOffsets offsets;
  guint64 told[MANI_N_KINDS];

  GPtrArray *records[MANI_N_KINDS]; /* of ManiRecord; none for annotations */
  GHashTable *by_id[MANI_N_KINDS];  /* id -> record */
  GHashTable *made[MANI_N_KINDS];  /* ids that were made up here, since the file gave only a name */
  GHashTable *named[MANI_N_KINDS]; /* name -> id, for mani_import_ensure_...() */
  GArray *annotations;             /* ManiImportAnnotation */
  GPtrArray *lines;                /* NULL-terminated once the edit is made */
  guint n_skipped;                 /* of the lines, those that name a loss */
  guint n_positions_lost;
  guint counts[MANI_N_KINDS][MANI_IMPORT_N_OUTCOMES];
};

/* The making of the edit */

typedef struct
{
  ManiImport *import;
  ManiProject *project;
  ManiEdit *edit;
  GHashTable *ids[MANI_N_KINDS]; /* id in the file -> id in the project, interned */
  GHashTable *added;             /* id -> ManiArticle: new articles, with or without a text */
  GHashTable *latest;            /* record of the project -> what the edit makes of it so far */
} ManiImportMaker;

/* The id that the project has, or is about to have, for what the file calls @id; NULL for what is
 * in neither. Interned. */
const char *mani_import_maker_map (ManiImportMaker *maker, ManiKind kind, const char *id);
void mani_import_maker_set (ManiImportMaker *maker,
                            ManiKind kind,
                            const char *id,
                            const char *project_id,
                            ManiImportOutcome outcome);

/* What the edit makes of a record of the project so far: the record itself at first. */
gpointer mani_import_maker_get_latest (ManiImportMaker *maker, ManiRecord *record);
/* Makes @after of it, if that is something else; says so. */
gboolean mani_import_maker_replace (ManiImportMaker *maker, ManiRecord *record, ManiRecord *after);

void mani_import_maker_take_labels (ManiImportMaker *maker);
void mani_import_maker_take_entities (ManiImportMaker *maker);
void mani_import_maker_take_articles (ManiImportMaker *maker);
/* Counts the quotations at their positions, to find out the unit of each article. */
void mani_import_maker_take_annotations (ManiImportMaker *maker);
void mani_import_maker_take_relations (ManiImportMaker *maker);

/* The article as it will be: of the project, or new. */
ManiArticle *mani_import_maker_get_article (ManiImportMaker *maker, const char *project_id);

/* Whether @record (of the file) may be @existing: whatever it says, @existing says, and what the
 * file would tell and does not, @existing does not say either. @skipped: bits of fields that are
 * not looked at. */
gboolean mani_import_is_compatible (ManiImport *self,
                                    ManiRecord *record,
                                    ManiRecord *existing,
                                    guint64 skipped);

/* Places */

typedef struct
{
  guint total;
  guint hits[3]; /* by ManiOffsets */
} ManiImportUnits;

/* Counts in which units the positions of @found hold its quotations. */
void mani_import_count_units (const ManiImportAnnotation *found,
                              ManiArticle *article,
                              ManiImportUnits *units);
ManiOffsets mani_import_choose_unit (const ManiImportUnits *units);
/* Sets ranges, or quotation and context when there is no place. */
void mani_import_place (const ManiImportAnnotation *found,
                        ManiArticle *article,
                        ManiOffsets offsets,
                        ManiRecordBuilder *builder);

G_END_DECLS
