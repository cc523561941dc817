/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Plain text. It stays exactly as it is; blocks say where a heading or a list item is plain to see.
 * A line that may be something else is a paragraph.
 *
 * A block starts where its line starts, so that of a list item holds its bullet or number, too. */

#include "mani-draft-private.h"
#include "mani-head-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_HEADING 60    /* characters */
#define MIN_PARAGRAPH 120 /* characters, of the paragraphs around a heading */
#define MAX_WRAPPED 100   /* characters: lines of hard-wrapped text are not longer */
#define MAX_LEVELS 8

typedef enum
{
  MARKER_NONE,
  MARKER_BULLET, /* nothing but a bullet */
  MARKER_DASH,   /* - * +, which may mean something else */
  MARKER_NUMBER,
} MarkerKind;

typedef struct
{
  MarkerKind kind;
  gunichar sign; /* the bullet, or what follows the number */
  int number;
} Marker;

/* The marker that a line starts with; something must follow it. */
static Marker
read_marker (const ManiLine *line)
{
  static const char bullets[] = "•‣⁃▪●◦·";
  const char *p = line->text, *end = line->text + line->n_bytes;
  Marker marker = { MARKER_NONE, 0, 0 };
  guint n_digits = 0;
  MarkerKind kind;

  if (line->n_bytes < 3)
    return marker;

  marker.sign = g_utf8_get_char (p);
  if (g_utf8_strchr (bullets, -1, marker.sign) != NULL)
    kind = MARKER_BULLET;
  else if (strchr ("-*+", *p) != NULL)
    kind = MARKER_DASH;
  else
    {
      for (; p < end && g_ascii_isdigit (*p) && n_digits < 3; p++, n_digits++)
        marker.number = marker.number * 10 + g_ascii_digit_value (*p);
      if (n_digits == 0 || p == end || (*p != '.' && *p != ')'))
        return marker;
      marker.sign = *p;
      kind = MARKER_NUMBER;
    }
  p = g_utf8_next_char (p);

  if (p == end || !g_unichar_isspace (g_utf8_get_char (p)))
    return marker;
  while (g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  if (g_unichar_isalnum (g_utf8_get_char (p)) || g_unichar_ispunct (g_utf8_get_char (p)))
    marker.kind = kind;

  /* "* * *" parts sections */
  for (; p < end; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      return marker;
  marker.kind = MARKER_NONE;

  return marker;
}

typedef struct
{
  guint line;
  guint end; /* offset */
  guint level;
  Marker marker;
} Item;

/* Whether @next carries on a list of @first: a numbered one counts on. */
static gboolean
carries_on (const Marker *first, const Marker *previous, const Marker *next)
{
  if (next->kind != first->kind)
    return FALSE;
  if (next->kind == MARKER_NUMBER)
    return next->sign == previous->sign && next->number == previous->number + 1;

  return next->kind == MARKER_BULLET || next->sign == first->sign;
}

/* The level of an item that is indented so, in a list whose outer items are at @indents. 0: it does
 * not belong to the list. */
static guint
find_level (guint *indents, guint *n_indents, guint indent)
{
  guint n = *n_indents;

  while (n > 0 && indents[n - 1] > indent)
    n--;
  if (n == 0)
    return 0;
  if (indents[n - 1] < indent)
    {
      if (n == MAX_LEVELS)
        return 0;
      indents[n++] = indent;
    }
  *n_indents = n;

  return n;
}

/* Collects the items of the list that starts at line @i; returns the line after it. */
static guint
collect_items (const ManiLine *lines, guint n_lines, guint i, GArray *items)
{
  guint indents[MAX_LEVELS] = { lines[i].indent };
  Item at_level[MAX_LEVELS + 1] = { 0 }; /* the last item of each level */
  Marker first_of_level[MAX_LEVELS + 1] = { 0 };
  guint n_indents = 1;
  guint end = i;

  while (i < n_lines)
    {
      Item item = { .line = i, .marker = read_marker (&lines[i]) };

      if (item.marker.kind != MARKER_NONE)
        {
          guint n = n_indents;

          item.level = find_level (indents, &n, lines[i].indent);
          if (item.level == 0)
            break;
          if (item.level > n_indents || at_level[item.level].level == 0)
            first_of_level[item.level] = item.marker;
          else if (!carries_on (&first_of_level[item.level], &at_level[item.level].marker,
                                &item.marker))
            break;
          n_indents = n;
          for (guint deeper = item.level + 1; deeper <= MAX_LEVELS; deeper++)
            at_level[deeper].level = 0;
          item.end = lines[i].end;
          at_level[item.level] = item;
          g_array_append_val (items, item);
          end = ++i;
        }
      else if (lines[i].n_bytes > 0 && lines[i].indent > indents[n_indents - 1] && i == end &&
               items->len > 0)
        {
          /* A further line of the item, indented */
          g_array_index (items, Item, items->len - 1).end = lines[i].end;
          end = ++i;
        }
      else if (lines[i].n_bytes == 0)
        i++;
      else
        break;
    }

  return end;
}

/* Whether the items are plain to see as a list. */
static gboolean
is_list (const GArray *items)
{
  const Item *first = &g_array_index (items, Item, 0);

  return first->marker.kind == MARKER_BULLET || items->len > 1;
}

static void
add_items (ManiDraft *draft, const ManiLine *lines, const GArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);
      char value[32];

      if (item->marker.kind == MARKER_NUMBER)
        g_snprintf (value, sizeof value, "%u %d.", item->level, item->marker.number);
      else
        g_snprintf (value, sizeof value, "%u", item->level);
      mani_draft_add_block (draft, mani_line_get_start (&lines[item->line]), item->end,
                            MANI_BLOCK_LIST_ITEM, value);
    }
}

/* Lines without a blank one between them. */
typedef struct
{
  guint end;        /* the line after the last */
  guint length;     /* in characters */
  gboolean wrapped; /* one paragraph; else every line is a paragraph of its own */
} Group;

static Group
read_group (const ManiLine *lines, guint n_lines, guint i)
{
  Group group = { i, 0, TRUE };

  for (; group.end < n_lines && lines[group.end].n_bytes > 0; group.end++)
    {
      guint length = lines[group.end].end - lines[group.end].start;

      group.wrapped = group.wrapped && length <= MAX_WRAPPED;
      group.length += length;
    }

  return group;
}

static gboolean
is_upper_case (const ManiLine *line)
{
  guint n_upper = 0;

  for (const char *p = line->text; p < line->text + line->n_bytes; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_islower (c))
        return FALSE;
      if (g_unichar_isupper (c))
        n_upper++;
    }

  return n_upper >= 4;
}

/* "2. Methods", "2.1 Sources": how deep, and the text after the number. */
static guint
read_section_number (const ManiLine *line, const char **rest)
{
  const char *p = line->text, *end = p + line->n_bytes;
  guint depth = 0;

  while (p < end && g_ascii_isdigit (*p))
    {
      while (p < end && g_ascii_isdigit (*p))
        p++;
      depth++;
      if (p == end || *p != '.')
        break;
      p++;
    }
  if (depth == 0 || p == end || *p != ' ')
    return 0;
  *rest = p + 1;

  return depth;
}

/* Whether the one line of a paragraph, between paragraphs of these lengths, is a heading; its
 * level, or 0. */
static guint
read_heading (const ManiLine *line, guint length_before, guint length_after)
{
  guint length = line->end - line->start;
  const char *rest = line->text;
  guint depth;

  if (mani_line_is_chapter (line) && length_after >= MIN_PARAGRAPH)
    return 2;
  if (length > MAX_HEADING || !mani_line_starts_as_heading (line) || mani_line_is_closed (line) ||
      length_after < MIN_PARAGRAPH)
    return 0;

  depth = read_section_number (line, &rest);
  if (g_strstr_len (rest, line->text + line->n_bytes - rest, ". ") != NULL ||
      g_strstr_len (rest, line->text + line->n_bytes - rest, ": ") != NULL ||
      line->text[line->n_bytes - 1] == '!' || !g_unichar_isalnum (g_utf8_get_char (line->text)))
    return 0;
  if (depth > 0)
    return g_unichar_islower (g_utf8_get_char (rest)) ? 0 : MIN (1 + depth, 6);
  if (is_upper_case (line))
    return 2;

  return length_before >= MIN_PARAGRAPH && g_unichar_isalpha (g_utf8_get_char (line->text)) ? 2 : 0;
}

static void
add_heading (ManiDraft *draft, const ManiLine *line, guint level)
{
  mani_draft_add_block (draft, mani_line_get_start (line), line->end,
                        MANI_BLOCK_HEADING1 + level - 1, NULL);
}

/* Adds the list that starts at line @i, if one is plain to see; returns the line after it, else
 * @i. */
static guint
read_list (ManiDraft *draft, const ManiLine *lines, guint n_lines, guint i, GArray *items)
{
  guint end;

  if (read_marker (&lines[i]).kind == MARKER_NONE)
    return i;
  g_array_set_size (items, 0);
  end = collect_items (lines, n_lines, i, items);
  if (!is_list (items))
    return i;
  add_items (draft, lines, items);

  return end;
}

/* How long the paragraph is that starts at or after line @i. */
static guint
get_next_length (const ManiLine *lines, guint n_lines, guint i, const Group *group)
{
  Group next = *group;

  if (i == group->end)
    {
      while (i < n_lines && lines[i].n_bytes == 0)
        i++;
      if (i == n_lines)
        return 0;
      next = read_group (lines, n_lines, i);
    }

  return next.wrapped ? next.length : lines[i].end - lines[i].start;
}

/* The blocks of the article itself, from line @i on. */
static void
find_blocks (ManiDraft *draft, const ManiLine *lines, guint n_lines, guint i)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (Item));
  Group group = { i, 0, FALSE };
  guint group_start = i;
  guint length_before = 0;

  while (i < n_lines)
    {
      guint length, level, after_list;

      if (lines[i].n_bytes == 0)
        {
          i++;
          continue;
        }
      if (i >= group.end)
        {
          group = read_group (lines, n_lines, i);
          group_start = i;
        }

      level = i == group_start ? mani_line_read_underline (lines, n_lines, i) : 0;
      if (level > 0)
        {
          add_heading (draft, &lines[i], level);
          i += 2;
          length_before = MIN_PARAGRAPH;
          continue;
        }
      after_list = read_list (draft, lines, n_lines, i, items);
      if (after_list > i)
        {
          i = after_list;
          length_before = 0;
          continue;
        }

      length = lines[i].end - lines[i].start;
      i++;
      if (group.wrapped && group.end > group_start + 1)
        {
          length_before = group.length;
          continue;
        }
      level =
          read_heading (&lines[i - 1], length_before, get_next_length (lines, n_lines, i, &group));
      if (level > 0)
        add_heading (draft, &lines[i - 1], level);
      length_before = length;
    }
}

static gboolean
read_text (const ManiReaderInput *input, ManiDraft *draft, GError **error)
{
  g_autofree char *text = mani_draft_decode (draft, input, error);
  g_autoptr (GArray) lines = NULL;
  const ManiLine *first;

  if (text == NULL)
    return FALSE;
  mani_draft_append (draft, text, -1);

  lines = mani_lines_new (draft->text->str);
  first = (const ManiLine *) (gconstpointer) lines->data;
  find_blocks (draft, first, lines->len, mani_head_read (draft, first, lines->len));

  return TRUE;
}

const ManiReader mani_reader_text = {
  .id = "text",
  .name = N_ ("Plain text"),
  .suffixes = (const char *const[]){ "txt", "text", "asc", NULL },
  .media_types = (const char *const[]){ "text/plain", NULL },
  .read = read_text,
};
