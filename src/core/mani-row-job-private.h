/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A new list of rows under way: gathered in sorted runs, which are merged two by two until one is
 * left, put in a sequence, and compared with the rows that are shown. It can be left at any time
 * and taken up again. Main thread only. */

#pragma once

#include "mani-row-list.h"

G_BEGIN_DECLS

/* Of the main loop at a time, in microseconds. */
#define MANI_ROW_SLICE 3000

/* Rows by their id: as many tables as it takes that none is ever long in growing. */
typedef struct _ManiRowIndex ManiRowIndex;

/* Both nullable, in a struct that has none. */
typedef struct
{
  GSequence *sequence; /* of ManiRow, owned by it */
  ManiRowIndex *by_id;
} ManiRows;

/* Rows that are needed no more: where there are many they are freed in slices. */
typedef struct
{
  GSequence *sequence; /* of ManiRow */
  GPtrArray *loose;    /* of ManiRow */
} ManiRowRemains;

typedef struct _ManiRowJob ManiRowJob;

/* @shown: those that the new ones are compared with; it lives longer than the job, and no row may
 * come or go. */
ManiRowJob *mani_row_job_new (ManiRowList *list, GSequence *shown);
/* What it has made and not given away becomes @remains. */
void mani_row_job_free (ManiRowJob *job, ManiRowRemains *remains);
/* For the time of a slice, but @n_at_least steps, of which a row takes five; TRUE when it is
 * done. */
gboolean mani_row_job_work (ManiRowJob *job, guint n_at_least);
/* Of one that is done: @n_start rows at the start, and @n_end at the end, show the same as those
 * that are shown. */
void mani_row_job_take (ManiRowJob *job, ManiRows *rows, guint *n_start, guint *n_end);

/* In no sequence. */
ManiRow *mani_row_new (ManiRowList *list, gpointer item);
void mani_row_free (ManiRow *row);
/* By the list's order, for a sequence. */
int mani_row_compare (gconstpointer one, gconstpointer other, gpointer list);

ManiRowIndex *mani_row_index_new (void);
void mani_row_index_free (ManiRowIndex *index);
/* As long as it is in there, the row lives. */
void mani_row_index_add (ManiRowIndex *index, ManiRow *row);
void mani_row_index_remove (ManiRowIndex *index, ManiRow *row);
/* (nullable) */
ManiRow *mani_row_index_find (ManiRowIndex *index, const char *id);

void mani_rows_init (ManiRows *rows);
void mani_rows_clear (ManiRows *rows);

void mani_row_remains_init (ManiRowRemains *remains);
void mani_row_remains_clear (ManiRowRemains *remains);
/* The rows from @begin to before @end, which may be many. */
void mani_row_remains_take (ManiRowRemains *remains, GSequenceIter *begin, GSequenceIter *end);
/* For the time of a slice; TRUE when nothing is left. */
gboolean mani_row_remains_free_some (ManiRowRemains *remains);

G_END_DECLS
