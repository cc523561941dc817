/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The columns of our tables, which the writer and the reader share. */

#pragma once

#include "mani-csv.h"
#include "mani-format.h"

G_BEGIN_DECLS

/* What a column of the table of annotations is, beside a field of the annotation. */
typedef enum
{
  MANI_CSV_FIELD,         /* `field` of the annotation */
  MANI_CSV_ARTICLE_FIELD, /* `field` of its article */
  MANI_CSV_ENTITY_FIELD,  /* `field` of its entity */
  MANI_CSV_START,
  MANI_CSV_END,
  MANI_CSV_OFFSET_UNIT,
  MANI_CSV_QUOTE,
  MANI_CSV_PREFIX,
  MANI_CSV_SUFFIX,
  MANI_CSV_ARTICLE_TITLE,
  MANI_CSV_LABEL,
  MANI_CSV_LABEL_COLOR,
  MANI_CSV_LABEL_PARENTS,
  MANI_CSV_UNKNOWN,
} ManiCsvKind;

typedef struct
{
  const char *name;
  ManiCsvKind kind;
  guint field;
  const char *alias; /* that readers take as well, or NULL */
} ManiCsvColumn;

/* (transfer full) (element-type ManiCsvColumn): the columns of the table of annotations: those
 * known by name, and a column of its own name for every other field. */
GArray *mani_csv_get_columns (void);

/* Whether a table of records has a column for the field: not for a text and what goes with it. */
gboolean mani_csv_has_column (const ManiRecordType *type, guint field);
/* The cell of a field; NULL when absent. */
char *mani_csv_dup_field (ManiRecord *record, guint field);
/* FALSE with a message (without the place) when @cell is no value of the field. */
gboolean
mani_csv_set_field (ManiRecordBuilder *builder, guint field, const char *cell, char **message);

/* A table of a file that is being read. */
typedef struct
{
  ManiImport *import;
  ManiCsvReader *reader;
  const char *name;
  GArray *columns; /* ManiCsvColumn of each column of the file */
  gboolean is_own; /* the ids are ours */
} ManiCsvTable;

/* -1 when there is none. */
int mani_csv_table_find_column (ManiCsvTable *self, ManiCsvKind kind, guint field);
/* Of the present row: mani_csv_set_field() with the place in its error. */
gboolean mani_csv_table_set_field (ManiCsvTable *self,
                                   ManiRecordBuilder *builder,
                                   guint field,
                                   guint column,
                                   GError **error);
/* The present row, which has a cell for each column. */
gboolean mani_csv_table_read_annotation (ManiCsvTable *self, GError **error);

gboolean mani_format_csv_read (const ManiImportInput *input, ManiImport *import, GError **error);
gboolean mani_format_tsv_read (const ManiImportInput *input, ManiImport *import, GError **error);

G_END_DECLS
