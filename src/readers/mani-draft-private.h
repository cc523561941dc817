/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An article in the making: what a reader fills. It counts code points while text is appended and
 * keeps the promises that an article's text and blocks have to keep, whatever the input says: valid
 * UTF-8, no control characters but tab and newline, blocks within the text and in order.
 *
 * Made and freed by mani-reader.c. */

#pragma once

#include "mani-reader.h"

G_BEGIN_DECLS

struct _ManiDraft
{
  ManiRecordBuilder *article; /* for fields that have no function here */
  ManiReaderReport *report;
  GString *text;
  guint length;   /* of @text in code points */
  GArray *blocks; /* of ManiBlock, which own their values */
  guint64 words;  /* a bit for each field that mani_draft_set_words() has set */
};

ManiDraft *mani_draft_new (ManiReaderReport *report);
void mani_draft_free (ManiDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ManiDraft, mani_draft_free)

/* Appends @n_bytes (-1: to the NUL) of valid UTF-8; control characters but tab and newline fall
 * away. */
void mani_draft_append (ManiDraft *draft, const char *text, gssize n_bytes);
/* Makes sure that what comes next starts a line. */
void mani_draft_start_line (ManiDraft *draft);
/* Where the text ends, line ends at its end not counted, but not before @start. */
guint mani_draft_get_end (ManiDraft *draft, guint start);

/* Blocks may be added in any order. An empty one is left out; one that reaches beyond the text is
 * the reader's mistake. */
void mani_draft_add_block (ManiDraft *draft,
                           guint start,
                           guint end,
                           ManiBlockKind kind,
                           const char *value);

/* Title, byline and the like: white space becomes single spaces, the length is bounded, NULL and
 * "" leave the field as it is. */
void mani_draft_set_words (ManiDraft *draft, ManiArticleField field, const char *words);
gboolean mani_draft_has_words (ManiDraft *draft, ManiArticleField field);
/* One member of the origin. */
void mani_draft_set_origin (ManiDraft *draft, const char *name, const char *value);
/* @note: translated, names the file. */
void mani_draft_add_note (ManiDraft *draft, char *note);

/* The text of a file that is nothing but text, by mani_decode(); sets origin and report.
 * (transfer full) */
char *mani_draft_decode (ManiDraft *draft, const ManiReaderInput *input, GError **error);

/* (transfer full): the article; the draft is empty afterwards. */
ManiArticle *mani_draft_end (ManiDraft *draft, const char *name, GError **error);

extern const ManiReader mani_reader_markdown;
extern const ManiReader mani_reader_text;

G_END_DECLS
