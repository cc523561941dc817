/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The project's inside, for the file that checks edits. */

#pragma once

#include "mani-name-index-private.h"
#include "mani-project.h"
#include "mani-vocabulary.h"

G_BEGIN_DECLS

struct _ManiProject
{
  GObject parent_instance;
  ManiProjectInfo *info;
  char *unknown;
  ManiTable *tables[MANI_N_KINDS]; /* NULL for the project itself and for annotations */
  GHashTable *annotations;         /* article id -> ManiTable */
  GHashTable *by_id[MANI_N_KINDS]; /* id -> record, borrowed from the tables */
  /* By the kind that is referred to and the kind that refers: interned id -> number of references
   * to it. The key is one that a record refers by, so it lives as long as it is counted. NULL where
   * the one kind has no field for the other. */
  GHashTable *uses[MANI_N_KINDS][MANI_N_KINDS];
  ManiNameIndex *names; /* of the entities; NULL until somebody asks */
  /* Ids that the file referred to and did not hold: to refer to those is no error of an edit. */
  GHashTable *strangers[MANI_N_KINDS];
  GHashTable *words[MANI_N_VOCABULARIES]; /* word -> guint: records that have it */
  guint64 generation;
  ManiEdit *last_inverse;
  gboolean is_telling;
};

/* Counts the words of a record that comes (@by 1) or goes (-1). */
void mani_vocabulary_count (ManiProject *project, ManiKind kind, ManiRecord *record, int by);
/* Borrowed; made when there is none yet. */
ManiNameIndex *mani_project_get_names (ManiProject *project);

/**
 * ManiOverlay:
 *
 * The state that an edit would leave, as a layer over the project: made only when that state is
 * sound.
 */
typedef struct _ManiOverlay ManiOverlay;

ManiOverlay *mani_overlay_new (ManiProject *project, ManiEdit *edit, GError **error);
void mani_overlay_free (ManiOverlay *overlay);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiOverlay, mani_overlay_free)

/* (transfer full): what the edit comes to in sorted tables: one change a record, `before` as the
 * project holds it. */
ManiEdit *mani_overlay_get_sorted (ManiOverlay *overlay);

/* The promises of a project for one record, and for the labels together; @overlay NULL: as it is
 * now. @culprit (may be NULL): the label that the error is about. */
gboolean mani_project_check_record (ManiProject *project,
                                    ManiOverlay *overlay,
                                    ManiRecord *record,
                                    GError **error);
gboolean
mani_project_check_ranges (ManiAnnotation *annotation, ManiArticle *article, GError **error);
gboolean mani_project_check_labels (ManiProject *project,
                                    ManiOverlay *overlay,
                                    ManiRecord **culprit,
                                    GError **error);

G_END_DECLS
