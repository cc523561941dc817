/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the journal's writer and reader share; for these and their tests. */

#pragma once

#include "mani-journal.h"

G_BEGIN_DECLS

#define MANI_JOURNAL_SUFFIX ".journal"

/* Bytes before the payload, and those of which the checksum follows. */
#define MANI_JOURNAL_PREFIX_BYTES 43
#define MANI_JOURNAL_SUMMED_BYTES 26

/* The words of ManiHistoryDirection. */
extern const char *const mani_journal_directions[];

/* (transfer full): a whole record. */
GBytes *mani_journal_frame (guint64 sequence, const char *payload, gsize n);

/* Writes what stands before the payload. */
void mani_journal_write_prefix (char prefix[MANI_JOURNAL_PREFIX_BYTES + 1],
                                guint64 sequence,
                                const char *payload,
                                gsize n);

/* The first part of the names of the journals of a project. */
char *mani_journal_dup_name_prefix (const char *project);

G_END_DECLS
