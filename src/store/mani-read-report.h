/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What reading a project file brought to light that is no reason to refuse it.
 *
 * Each finding is counted, and told in a line for people: "FILE:LINE:COLUMN: what is there",
 * without a full stop. Of a great many findings only the first MANI_READ_REPORT_MAX_LINES have a
 * line.
 *
 * To add a kind of finding: a word in ManiFinding; where it is found, mani_read_report_add(). */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MANI_READ_REPORT_MAX_LINES 1000

/**
 * ManiFinding:
 * @MANI_FINDING_NO_DIGEST: the file has no digest, so nobody can tell whether it is as it was
 * written
 * @MANI_FINDING_WRONG_DIGEST: the digest is not that of the bytes before its line: something
 * changed them
 * @MANI_FINDING_WRONG_TEXT: an article's text does not have the SHA-256 that the article states, or
 * it states none
 * @MANI_FINDING_WRONG_QUOTE: an annotation's quotation is not what the text has at its ranges; both
 * are kept
 * @MANI_FINDING_UNRESOLVED: a record refers to one that is not there (an annotation of an unknown
 * article or label); it is kept
 * @MANI_FINDING_UNKNOWN_MEMBER: a member that this version does not know, kept as it stands: no
 * damage, only told
 */
typedef enum
{
  MANI_FINDING_NO_DIGEST,
  MANI_FINDING_WRONG_DIGEST,
  MANI_FINDING_WRONG_TEXT,
  MANI_FINDING_WRONG_QUOTE,
  MANI_FINDING_UNRESOLVED,
  MANI_FINDING_UNKNOWN_MEMBER,
} ManiFinding;

#define MANI_N_FINDINGS 6

/**
 * ManiReadReport:
 * @n: how many there are of each finding
 * @lines: (element-type utf8): for people
 */
typedef struct
{
  guint n[MANI_N_FINDINGS];
  GPtrArray *lines;
} ManiReadReport;

ManiReadReport *mani_read_report_new (void);
void mani_read_report_free (ManiReadReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiReadReport, mani_read_report_free)

/* @format makes the line. */
void mani_read_report_add (ManiReadReport *report, ManiFinding finding, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* The bytes are those that were written: the project may count as saved. */
gboolean mani_read_report_is_intact (ManiReadReport *report);

/* Nothing was found but unknown members. */
gboolean mani_read_report_is_sound (ManiReadReport *report);

G_END_DECLS
