/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An article: a text that is read and annotated, with what is known about it.
 *
 * The text is UTF-8 as it came, not normalised, its newlines "\n"; it never changes under its
 * annotations. Its SHA-256 is kept with it. Blocks say what stretches of it are (a heading, a list
 * item, a link): structure without mark-up in the text.
 *
 * To add a property: a row in mani-article.c, a constant here at the same place (see mani-field.h).
 */

#pragma once

#include "mani-offset-map.h"
#include "mani-record.h"

G_BEGIN_DECLS

typedef enum
{
  MANI_ARTICLE_ID = MANI_RECORD_ID,
  MANI_ARTICLE_TITLE,
  MANI_ARTICLE_BYLINE,
  MANI_ARTICLE_DATE,     /* STRING: ISO 8601 where it could be read, else as printed */
  MANI_ARTICLE_LANGUAGE, /* STRING: BCP 47 */
  MANI_ARTICLE_SOURCE,   /* STRING: URI or path */
  MANI_ARTICLE_PAGES,    /* OFFSETS: where each page starts */
  MANI_ARTICLE_ORIGIN,   /* MAP: file, encoding, bom, newline */
  MANI_ARTICLE_TAGS,     /* STRINGS */
  MANI_ARTICLE_NOTE,     /* STRING: Markdown */
  MANI_ARTICLE_STATUS,   /* WORD: ManiArticleStatus */
  MANI_ARTICLE_META,     /* MAP */
  MANI_ARTICLE_ADDED,    /* TIME */
  MANI_ARTICLE_SHA256,   /* STRING: hex, of the text's bytes; given by mani_article_builder_set_text
                          */
  MANI_ARTICLE_BLOCKS,   /* BLOCKS: ManiBlockKind */
  MANI_ARTICLE_TEXT,     /* TEXT */
  MANI_ARTICLE_N_FIELDS,
} ManiArticleField;

typedef enum
{
  MANI_ARTICLE_NEW,
  MANI_ARTICLE_READING,
  MANI_ARTICLE_DONE,
} ManiArticleStatus;

/* What a block is. Paragraphs need no block: any line of the text that nothing else covers is one.
 * Blocks nest and may cover several lines: a quotation its paragraphs, a list item those of the
 * items within it. Those that are more than a few words start where a line starts. The bullet or
 * number of a list item is painted, unless the text of the block starts with one ("•", "-", "1.").
 */
typedef enum
{
  MANI_BLOCK_PARAGRAPH,
  MANI_BLOCK_HEADING1,
  MANI_BLOCK_HEADING2,
  MANI_BLOCK_HEADING3,
  MANI_BLOCK_HEADING4,
  MANI_BLOCK_HEADING5,
  MANI_BLOCK_HEADING6,
  MANI_BLOCK_LIST_ITEM, /* value: its level, "1" and up, then " 3." when numbered */
  MANI_BLOCK_QUOTATION,
  MANI_BLOCK_CAPTION,
  MANI_BLOCK_TABLE,
  MANI_BLOCK_FOOTNOTE,
  MANI_BLOCK_EMPHASIS,
  MANI_BLOCK_STRONG,
  MANI_BLOCK_CODE,
  MANI_BLOCK_LINK, /* value: where to */
  MANI_BLOCK_N_KINDS,
} ManiBlockKind;

extern const char *const mani_block_kind_words[];
extern const ManiRecordType mani_article_record_type;

#define MANI_TYPE_ARTICLE (mani_article_get_type ())
G_DECLARE_FINAL_TYPE (ManiArticle, mani_article, MANI, ARTICLE, ManiRecord)

/* Never NULL: the file's name, or the first words of the text, when it has none. */
char *mani_article_dup_title (ManiArticle *article);
const char *mani_article_get_text (ManiArticle *article); /* never NULL */
gsize mani_article_get_n_bytes (ManiArticle *article);
guint mani_article_get_length (ManiArticle *article); /* code points */
const char *mani_article_get_sha256 (ManiArticle *article);
const ManiBlock *mani_article_get_blocks (ManiArticle *article, guint *n);
ManiArticleStatus mani_article_get_status (ManiArticle *article);
/* The name of the group that it stands in, or NULL. A group is a value of `meta`: an article is in
 * one at most (tags are for what it is about, and there may be many), it merges like any other
 * value, and other programs that read the file see a name and a value. */
#define MANI_ARTICLE_META_GROUP "group"
const char *mani_article_get_group (ManiArticle *article);

/* Made when first asked for and kept with the article; any thread. */
const ManiOffsetMap *mani_article_get_offset_map (ManiArticle *article);
/* The text between two offsets in code points, which must lie in it. */
char *mani_article_dup_slice (ManiArticle *article, guint start, guint end);

/* What the @value (nullable) of a list item says: its level, from 1 on, and its number as it is
 * shown, borrowed, or NULL for a bullet. */
guint mani_article_read_item_level (const char *value);
const char *mani_article_read_item_number (const char *value);
/* Whether the @text of a list item, of @n_bytes, starts with a bullet or number of its own. */
gboolean mani_article_shows_marker (const char *text, gsize n_bytes);

/* Sets the text and its SHA-256. */
void mani_article_builder_set_text (ManiRecordBuilder *builder, const char *text, gssize n_bytes);

G_END_DECLS
