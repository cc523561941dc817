/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The article's field table, its rules, and the offset map that goes with its text. */

#include "mani-article.h"

#include "mani-breaks.h"
#include "mani-hash.h"

#include <glib/gi18n.h>
#include <string.h>

/* Characters of the text that stand for a title. */
#define TITLE_LENGTH 60

struct _ManiArticle
{
  ManiRecord parent_instance;
  ManiOffsetMap *map; /* made when first asked for */
};

static const char *const status_words[] = { "new", "reading", "done", NULL };

const char *const mani_block_kind_words[] = {
  "paragraph", "heading1",  "heading2",  "heading3", "heading4", "heading5",
  "heading6",  "list-item", "quotation", "caption",  "table",    "footnote",
  "emphasis",  "strong",    "code",      "link",     NULL,
};
G_STATIC_ASSERT (G_N_ELEMENTS (mani_block_kind_words) == MANI_BLOCK_N_KINDS + 1);

static const ManiField fields[MANI_ARTICLE_N_FIELDS] = {
  [MANI_ARTICLE_ID] = { "id", MANI_FIELD_STRING, MANI_FIELD_REQUIRED },
  [MANI_ARTICLE_TITLE] = { "title", MANI_FIELD_STRING, MANI_FIELD_SEARCHABLE },
  [MANI_ARTICLE_BYLINE] = { "byline", MANI_FIELD_STRING, MANI_FIELD_SEARCHABLE },
  [MANI_ARTICLE_DATE] = { "date", MANI_FIELD_STRING },
  [MANI_ARTICLE_LANGUAGE] = { "language", MANI_FIELD_STRING },
  [MANI_ARTICLE_SOURCE] = { "source", MANI_FIELD_STRING, MANI_FIELD_SEARCHABLE },
  [MANI_ARTICLE_PAGES] = { "pages", MANI_FIELD_OFFSETS },
  [MANI_ARTICLE_ORIGIN] = { "origin", MANI_FIELD_MAP },
  [MANI_ARTICLE_TAGS] = { "tags", MANI_FIELD_STRINGS,
                          MANI_FIELD_SEARCHABLE | MANI_FIELD_MERGEABLE },
  [MANI_ARTICLE_NOTE] = { "note", MANI_FIELD_STRING, MANI_FIELD_SEARCHABLE },
  [MANI_ARTICLE_STATUS] = { "status", MANI_FIELD_WORD, 0, status_words },
  [MANI_ARTICLE_META] = { "meta", MANI_FIELD_MAP, MANI_FIELD_MERGEABLE },
  [MANI_ARTICLE_ADDED] = { "added", MANI_FIELD_TIME },
  [MANI_ARTICLE_SHA256] = { "sha256", MANI_FIELD_STRING },
  [MANI_ARTICLE_BLOCKS] = { "blocks", MANI_FIELD_BLOCKS, 0, mani_block_kind_words },
  [MANI_ARTICLE_TEXT] = { "text", MANI_FIELD_TEXT, MANI_FIELD_SEARCHABLE },
};

static gboolean
check_inside (ManiArticle *self, const char *what, guint start, guint end, GError **error)
{
  guint length = mani_article_get_length (self);

  if (start <= end && end <= length)
    return TRUE;

  g_set_error (
      error, MANI_ERROR, MANI_ERROR_INVALID,
      /* Translators: a member's name, two offsets, the length of the text */
      _ ("%s: from %u to %u was found, a place within the text’s %u characters was expected"), what,
      start, end, length);
  return FALSE;
}

static gboolean
check (ManiRecord *record, GError **error)
{
  ManiArticle *self = MANI_ARTICLE (record);
  guint n;
  const ManiBlock *blocks = mani_article_get_blocks (self, &n);
  const guint32 *pages;

  for (guint i = 0; i < n; i++)
    if (!check_inside (self, "blocks", blocks[i].start, blocks[i].end, error))
      return FALSE;

  pages = mani_record_get_offsets (record, MANI_ARTICLE_PAGES, &n);
  for (guint i = 0; i < n; i++)
    if (!check_inside (self, "pages", i > 0 ? pages[i - 1] : 0, pages[i], error))
      return FALSE;

  return TRUE;
}

const ManiRecordType mani_article_record_type = {
  .name = "article",
  .fields = fields,
  .n_fields = MANI_ARTICLE_N_FIELDS,
  .get_type = mani_article_get_type,
  .check = check,
};

G_DEFINE_FINAL_TYPE (ManiArticle, mani_article, MANI_TYPE_RECORD)

static void
mani_article_finalize (GObject *object)
{
  ManiArticle *self = MANI_ARTICLE (object);

  g_clear_pointer (&self->map, mani_offset_map_free);

  G_OBJECT_CLASS (mani_article_parent_class)->finalize (object);
}

static void
mani_article_class_init (ManiArticleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mani_article_finalize;
  ((ManiRecordClass *) klass)->type = &mani_article_record_type;
}

static void
mani_article_init (ManiArticle *self)
{
}

char *
mani_article_dup_title (ManiArticle *self)
{
  const char *title = mani_record_get_string (MANI_RECORD (self), MANI_ARTICLE_TITLE);
  const char *file = mani_record_get_in_map (MANI_RECORD (self), MANI_ARTICLE_ORIGIN, "file");
  const char *text = mani_article_get_text (self);
  g_autofree char *words = NULL;
  g_autoptr (ManiOffsetMap) map = NULL;

  if (title != NULL)
    return g_strdup (title);
  if (file != NULL)
    return g_strdup (file);

  while (g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  words = g_strndup (text, strcspn (text, "\n"));
  if (*words == '\0')
    return g_strdup (_ ("Untitled article"));
  map = mani_offset_map_new (words, strlen (words));
  if (mani_offset_map_get_n_chars (map) > TITLE_LENGTH)
    {
      guint cut = mani_breaks_previous (words, map, MANI_BREAK_GRAPHEME, TITLE_LENGTH + 1);

      words[mani_offset_map_char_to_byte (map, cut)] = '\0';
    }

  return g_steal_pointer (&words);
}

const char *
mani_article_get_text (ManiArticle *self)
{
  const char *text = mani_record_get_string (MANI_RECORD (self), MANI_ARTICLE_TEXT);

  return text != NULL ? text : "";
}

gsize
mani_article_get_n_bytes (ManiArticle *self)
{
  return mani_record_get_text_length (MANI_RECORD (self), MANI_ARTICLE_TEXT);
}

guint
mani_article_get_length (ManiArticle *self)
{
  return mani_offset_map_get_n_chars (mani_article_get_offset_map (self));
}

const char *
mani_article_get_sha256 (ManiArticle *self)
{
  return mani_record_get_string (MANI_RECORD (self), MANI_ARTICLE_SHA256);
}

const ManiBlock *
mani_article_get_blocks (ManiArticle *self, guint *n)
{
  return mani_record_get_blocks (MANI_RECORD (self), MANI_ARTICLE_BLOCKS, n);
}

ManiArticleStatus
mani_article_get_status (ManiArticle *self)
{
  return mani_record_get_word (MANI_RECORD (self), MANI_ARTICLE_STATUS);
}

const char *
mani_article_get_group (ManiArticle *self)
{
  return mani_record_get_in_map (MANI_RECORD (self), MANI_ARTICLE_META, MANI_ARTICLE_META_GROUP);
}

const ManiOffsetMap *
mani_article_get_offset_map (ManiArticle *self)
{
  if (g_once_init_enter (&self->map))
    g_once_init_leave (&self->map, mani_offset_map_new (mani_article_get_text (self),
                                                        mani_article_get_n_bytes (self)));

  return self->map;
}

char *
mani_article_dup_slice (ManiArticle *self, guint start, guint end)
{
  return mani_offset_map_dup_slice (mani_article_get_offset_map (self), start, end);
}

guint
mani_article_read_item_level (const char *value)
{
  guint64 level = value != NULL ? g_ascii_strtoull (value, NULL, 10) : 1;

  return CLAMP (level, 1, G_MAXUINT);
}

const char *
mani_article_read_item_number (const char *value)
{
  const char *space = value != NULL ? strchr (value, ' ') : NULL;

  return space != NULL && space[1] != '\0' ? space + 1 : NULL;
}

gboolean
mani_article_shows_marker (const char *text, gsize n_bytes)
{
  const char *p = text;
  const char *end = text + n_bytes;

  while (p < end && (*p == ' ' || *p == '\t'))
    p++;
  if (p >= end)
    return FALSE;
  if (g_ascii_isdigit (*p))
    {
      while (p < end && g_ascii_isdigit (*p))
        p++;
      return p < end && (*p == '.' || *p == ')');
    }
  if (*p == '-' || *p == '*' || *p == '+')
    return p + 1 < end && (p[1] == ' ' || p[1] == '\t');

  switch (g_utf8_get_char_validated (p, end - p))
    {
    case 0x2022: /* bullet */
    case 0x2023:
    case 0x2043:
    case 0x25aa:
    case 0x25cf:
    case 0x25e6:
    case 0xb7:
      return TRUE;

    default:
      return FALSE;
    }
}

void
mani_article_builder_set_text (ManiRecordBuilder *builder, const char *text, gssize n_bytes)
{
  ManiHash sha256;

  if (n_bytes < 0)
    n_bytes = strlen (text);
  mani_hash_bytes (text, n_bytes, sha256);
  mani_record_builder_set_text (builder, MANI_ARTICLE_TEXT, text, n_bytes);
  mani_record_builder_set_string (builder, MANI_ARTICLE_SHA256, sha256);
}
