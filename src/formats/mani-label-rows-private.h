/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Labels as the lines of a file say them, whatever the file is: rows of the same columns, which
 * become labels in one way. mani-label-file.c reads and writes the files. */

#pragma once

#include "mani-label.h"

G_BEGIN_DECLS

typedef enum
{
  MANI_LABEL_ROW_NAME,
  MANI_LABEL_ROW_PATH,
  MANI_LABEL_ROW_PARENT,
  MANI_LABEL_ROW_DESCRIPTION,
  MANI_LABEL_ROW_COLOR,
  MANI_LABEL_ROW_KEY,
  MANI_LABEL_ROW_USE,
  MANI_LABEL_ROW_ENTITY,
  MANI_LABEL_ROW_ID,
  MANI_LABEL_ROW_N,
} ManiLabelColumn;

/* As they are written. */
extern const char *const mani_label_row_columns[MANI_LABEL_ROW_N];

/* What a label is made of, and where it stood. */
typedef struct
{
  char *values[MANI_LABEL_ROW_N];
  guint line;
  guint column;
  guint lines[MANI_LABEL_ROW_N]; /* of the values; 0 where there is none */
  guint columns[MANI_LABEL_ROW_N];
} ManiLabelRow;

/* For a pointer array. */
void mani_label_row_free (gpointer row);
/* The column of that name, however it is written; -1 for none. */
int mani_label_row_find_column (const char *name);
/* Copies @value, without the white space around it; what is only white space is not there. @line
 * and @place are where it stood, from 1. */
void mani_label_row_set (ManiLabelRow *row,
                         ManiLabelColumn column,
                         const char *value,
                         guint line,
                         guint place);

/* (transfer full): "Parent/Child", escaped, of the first @n names (element-type utf8). */
char *mani_label_path_join (GPtrArray *names, guint n);

/**
 * mani_label_rows_make:
 * @rows: (element-type ManiLabelRow)
 * @name: the file's name, for errors
 *
 * Errors: MANI_ERROR_INVALID, with the place
 *
 * Returns: (transfer full) (element-type ManiLabel): parents before children; or NULL
 */
GPtrArray *mani_label_rows_make (GPtrArray *rows, const char *name, GError **error);

G_END_DECLS
