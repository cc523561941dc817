/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a report on one article shows, apart from how it is written down: its paragraphs cut into
 * runs that have the same marks and styles throughout, its notes by number, and an index of whom
 * and what it names. Formats that are read by people share it. */

#pragma once

#include "mani-export.h"

G_BEGIN_DECLS

/**
 * ManiReportMark:
 * @label: (nullable):
 * @entity: (nullable):
 * @note: number of its note in the article, from 1; 0 when it has none
 *
 * An annotation with what it refers to.
 */
typedef struct
{
  ManiAnnotation *annotation;
  ManiLabel *label;
  ManiEntity *entity;
  guint note;
} ManiReportMark;

/**
 * ManiReportRun:
 * @marks: (element-type guint): numbers of the marks that cover it, the outermost first
 * @starts: (element-type guint): of those, the ones that begin here
 * @ends: (element-type guint): the ones that end here; also places between two characters, which
 * lie behind the run
 * @styles: bits 1 << #ManiBlockKind of emphasis, strong, code and link
 * @link: (nullable): where to
 */
typedef struct
{
  guint start;
  guint end;
  GArray *marks;
  GArray *starts;
  GArray *ends;
  guint styles;
  const char *link;
} ManiReportRun;

/* List items stand no deeper in a report. */
#define MANI_REPORT_MAX_ITEM_LEVEL 9

/**
 * ManiReportParagraph:
 * @kind: of the block that it is
 * @has_marker: a list item whose text brings its own bullet or number
 * @value: (nullable): of the block
 * @level: of a heading, from 2, where 1 is the article's title, to 6; 0 when it is none. The levels
 *   that the article leaves out are closed up: no heading is more than one below the last
 *
 * A line of the text, or several that a block holds together.
 */
typedef struct
{
  guint start;
  guint end;
  ManiBlockKind kind;
  const char *value;
  guint level;
  gboolean has_marker;
} ManiReportParagraph;

/**
 * ManiReportEntry:
 * @name: as it is shown
 * @entity: (nullable): when it is one
 * @marks: (element-type guint): its mentions, in the order of the text
 *
 * A line of the index: an entity, or the words of passages whose label names people, places or
 * organisations.
 */
typedef struct
{
  char *name;
  ManiEntityKind kind;
  ManiEntity *entity;
  GArray *marks;
} ManiReportEntry;

typedef struct _ManiReport ManiReport;

ManiReport *mani_report_new (const ManiExport *what, guint article);
void mani_report_free (ManiReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiReport, mani_report_free)

ManiArticle *mani_report_get_article (ManiReport *self);
/* All annotations of the article, placed or not. */
guint mani_report_get_n_marks (ManiReport *self);
const ManiReportMark *mani_report_get_mark (ManiReport *self, guint i);
/* The words that stand for it: its quotation, shortened; NULL for the whole article. */
char *mani_report_dup_words (ManiReport *self, guint mark);
/* (element-type guint): numbers of the marks that have notes, in the order of their numbers. */
const GArray *mani_report_get_notes (ManiReport *self);

/* Whether the first paragraph is the article's own title. */
gboolean mani_report_begins_with_title (ManiReport *self);
/* Paragraphs in order; blank lines are left out. */
guint mani_report_get_n_paragraphs (ManiReport *self);
const ManiReportParagraph *mani_report_get_paragraph (ManiReport *self, guint i);
/* (element-type ManiReportRun): the runs of a paragraph, to be asked for in order. Borrowed until
 * the next call. */
const GArray *mani_report_get_runs (ManiReport *self, guint paragraph);

/* (element-type ManiReportEntry): sorted by kind, then name. */
const GArray *mani_report_get_index (ManiReport *self);

/* The heading of the index over entities of this kind: "People". */
const char *mani_report_get_kind_title (ManiEntityKind kind);

/* "M. Adeyemi · 6 September 2021 · https://…": what is known, or NULL. */
char *mani_report_dup_origin (ManiArticle *article);

G_END_DECLS
