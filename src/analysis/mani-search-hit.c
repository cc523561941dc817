/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cutting the context of a hit out of its string. */

#include "mani-search-hit.h"

#include "mani-annotation.h"
#include "mani-breaks.h"

#include <string.h>

struct _ManiSearchHit
{
  GObject parent_instance;
  ManiSearchMatch match;
  gboolean is_first;
  char *before;
  char *words;
  char *after;
};

G_DEFINE_FINAL_TYPE (ManiSearchHit, mani_search_hit, G_TYPE_OBJECT)

static void
mani_search_hit_finalize (GObject *object)
{
  ManiSearchHit *self = MANI_SEARCH_HIT (object);

  g_object_unref (self->match.record);
  g_clear_object (&self->match.article);
  g_free (self->before);
  g_free (self->words);
  g_free (self->after);

  G_OBJECT_CLASS (mani_search_hit_parent_class)->finalize (object);
}

static void
mani_search_hit_class_init (ManiSearchHitClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mani_search_hit_finalize;
}

static void
mani_search_hit_init (ManiSearchHit *self)
{
}

/* The characters from @start to @end, a run of white space being one space. */
static char *
flatten (const char *text, const ManiOffsetMap *map, guint start, guint end)
{
  const char *p = text + mani_offset_map_char_to_byte (map, start);
  const char *limit = text + mani_offset_map_char_to_byte (map, end);
  GString *line = g_string_sized_new (limit - p);
  gboolean was_space = FALSE;

  for (; p < limit; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_space = g_unichar_isspace (c) || g_unichar_iscntrl (c);

      if (!is_space)
        g_string_append_unichar (line, c);
      else if (!was_space)
        g_string_append_c (line, ' ');
      was_space = is_space;
    }

  return g_string_free (line, FALSE);
}

/* Where the context before @start begins. */
static guint
find_context_start (const char *text, const ManiOffsetMap *map, guint start)
{
  guint least, word, end;

  if (start <= MANI_SEARCH_CONTEXT)
    return 0;

  least = start - MANI_SEARCH_CONTEXT;
  if (mani_breaks_word_at (text, map, least, &word, &end) && word < least)
    least = end < start ? end : least;
  if (!mani_breaks_is_grapheme_boundary (text, map, least))
    least = mani_breaks_next (text, map, MANI_BREAK_GRAPHEME, least);

  return MIN (least, start);
}

/* Where the context behind @end ends. */
static guint
find_context_end (const char *text, const ManiOffsetMap *map, guint end)
{
  guint length = mani_offset_map_get_n_chars (map);
  guint most, start, word_end;

  if (length - end <= MANI_SEARCH_CONTEXT)
    return length;

  most = end + MANI_SEARCH_CONTEXT;
  if (mani_breaks_word_at (text, map, most, &start, &word_end) && word_end > most)
    most = start > end ? start : most;
  if (!mani_breaks_is_grapheme_boundary (text, map, most))
    most = mani_breaks_previous (text, map, MANI_BREAK_GRAPHEME, most);

  return MAX (most, end);
}

static void
cut_out (ManiSearchHit *self)
{
  ManiRange range = self->match.range;
  gsize n_bytes;
  const char *text = mani_search_match_get_string (&self->match, &n_bytes);
  g_autoptr (ManiOffsetMap) own_map = NULL;
  const ManiOffsetMap *map;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint start, end;

  if (mani_search_hit_get_field (self)->kind == MANI_FIELD_TEXT)
    map = mani_article_get_offset_map (MANI_ARTICLE (self->match.record));
  else
    map = own_map = mani_offset_map_new (text, n_bytes);

  start = find_context_start (text, map, range.start);
  end = find_context_end (text, map, range.end);
  before = flatten (text, map, start, range.start);
  after = flatten (text, map, range.end, end);

  self->words = flatten (text, map, range.start, range.end);
  self->before = g_strconcat (start > 0 ? "…" : "", g_strchug (before), NULL);
  self->after =
      g_strconcat (g_strchomp (after), end < mani_offset_map_get_n_chars (map) ? "…" : "", NULL);
}

ManiSearchHit *
mani_search_hit_new (const ManiSearchMatch *match, gboolean is_first)
{
  ManiSearchHit *self = g_object_new (MANI_TYPE_SEARCH_HIT, NULL);

  self->match = *match;
  g_object_ref (self->match.record);
  if (self->match.article != NULL)
    g_object_ref (self->match.article);
  self->is_first = is_first;
  cut_out (self);

  return self;
}

const ManiSearchMatch *
mani_search_hit_get_match (ManiSearchHit *self)
{
  return &self->match;
}

const ManiField *
mani_search_hit_get_field (ManiSearchHit *self)
{
  return &mani_record_get_record_type (self->match.record)->fields[self->match.field];
}

gboolean
mani_search_hit_is_first (ManiSearchHit *self)
{
  return self->is_first;
}

gboolean
mani_search_hit_get_place (ManiSearchHit *self, ManiRange *place)
{
  *place = (ManiRange){ 0, 0 };

  if (self->match.article == NULL)
    return FALSE;
  if (mani_search_hit_get_field (self)->kind == MANI_FIELD_TEXT)
    {
      *place = self->match.range;
      return TRUE;
    }
  if (MANI_IS_ANNOTATION (self->match.record))
    {
      ManiAnnotation *annotation = MANI_ANNOTATION (self->match.record);

      *place = mani_annotation_get_extent (annotation);
      return !mani_annotation_is_orphan (annotation) &&
             !mani_annotation_is_whole_article (annotation);
    }

  return FALSE;
}

const char *
mani_search_hit_get_before (ManiSearchHit *self)
{
  return self->before;
}

const char *
mani_search_hit_get_words (ManiSearchHit *self)
{
  return self->words;
}

const char *
mani_search_hit_get_after (ManiSearchHit *self)
{
  return self->after;
}
