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
  guint counts[MANI_N_KINDS][MANI_IMPORT_N_OUTCOMES];
};

void mani_import_add_line (ManiImport *self, char *line); /* takes it */

G_END_DECLS
