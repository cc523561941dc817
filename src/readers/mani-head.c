/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tells title, date line and byline from the article itself. In doubt a line belongs to the
 * article: a missing date does less harm than a wrong one. */

#include "mani-head-private.h"

#include "mani-date-private.h"

#include <string.h>

#define MAX_TITLE 150 /* characters */
#define MAX_UNDERLINED 80
#define MAX_HEAD_LINE 120 /* characters */
#define MAX_HEAD_LINES 6  /* after the title */
#define MIN_BODY 80       /* characters in some line or paragraph after a title */
#define MAX_NAME_WORDS 10

/* Words after which a name stands; lower case. */
static const char *const byline_words[] = {
  "by",          "written by", "author", "authors", "text by", "text",   "story by",
  "reported by", "von",        "autor",  "autorin", "par",     "auteur", "autrice",
  "por",         "di",         "автор",  "авторы",  "текст",   "автори", "հեղինակ",
  "հեղինակներ",  "بقلم",       "كتب",    "מאת",     NULL,
};

/* Words within names and between them that are not capitalised. */
static const char *const name_particles[] = {
  "and", "und", "et",    "y",   "e",   "и",   "та",  "և",   "ու",  "of", "the", "for", "in",
  "de",  "del", "della", "der", "den", "des", "di",  "da",  "do",  "du", "la",  "le",  "les",
  "van", "von", "zu",    "al",  "el",  "bin", "ibn", "für", "для", "в",  NULL,
};

GArray *
mani_lines_new (const char *text)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (ManiLine));
  guint32 offset = 0;

  while (*text != '\0')
    {
      ManiLine line = { .text = text, .start = offset, .end = offset };
      const char *p = text;

      for (; *p != '\0' && *p != '\n'; p = g_utf8_next_char (p), offset++)
        if (!g_unichar_isspace (g_utf8_get_char (p)))
          {
            if (line.n_bytes == 0)
              {
                line.indent = offset - line.start;
                line.text = p;
                line.start = offset;
              }
            line.end = offset + 1;
            line.n_bytes = g_utf8_next_char (p) - line.text;
          }
      if (*p == '\n')
        {
          p++;
          offset++;
        }
      text = p;
      g_array_append_val (lines, line);
    }

  return lines;
}

guint
mani_line_get_start (const ManiLine *line)
{
  return line->start - line->indent;
}

/* Whether the character closes a quotation or a bracket. */
static gboolean
is_closing (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
      return TRUE;

    default:
      return c == '"' || c == '\'' || c == 0x201c;
    }
}

gboolean
mani_line_is_closed (const ManiLine *line)
{
  static const char closed[] = ".,:;…。、，：；։՝،؛۔।";
  const char *p = line->text + line->n_bytes;
  gunichar c = 0;

  while (p > line->text)
    {
      p = g_utf8_prev_char (p);
      c = g_utf8_get_char (p);
      if (!is_closing (c))
        break;
    }

  return c != 0 && g_utf8_strchr (closed, -1, c) != NULL;
}

gboolean
mani_line_starts_as_heading (const ManiLine *line)
{
  gunichar c = line->n_bytes > 0 ? g_utf8_get_char (line->text) : 0;

  if (g_unichar_type (c) == G_UNICODE_INITIAL_PUNCTUATION || c == '"' || c == 0x00bf || c == 0x00a1)
    {
      const char *next = g_utf8_next_char (line->text);

      c = next < line->text + line->n_bytes ? g_utf8_get_char (next) : 0;
    }

  return g_unichar_isalnum (c) && !g_unichar_islower (c);
}

gboolean
mani_line_is_chapter (const ManiLine *line)
{
  static const char *const words[] = {
    "chapter", "part",     "book",  "section",  "letter",   "act",    "scene",
    "kapitel", "teil",     "buch",  "brief",    "chapitre", "partie", "livre",
    "lettre",  "capítulo", "parte", "capitolo", "глава",    "часть",  "книга",
    "письмо",  "розділ",   "գլուխ", "մաս",      NULL,
  };
  const char *end = line->text + line->n_bytes;
  const char *space = memchr (line->text, ' ', line->n_bytes);
  const char *p;
  g_autofree char *word = NULL;

  if (space == NULL || line->end - line->start > MAX_HEAD_LINE)
    return FALSE;
  word = g_utf8_strdown (line->text, space - line->text);
  if (!g_strv_contains (words, word))
    return FALSE;

  for (p = space + 1; p < end && g_unichar_isdigit (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    ;
  if (p == space + 1)
    p += strspn (p, "IVXLC");

  return p > space + 1 && (p >= end || !g_unichar_isalnum (g_utf8_get_char (p)));
}

guint
mani_line_read_underline (const ManiLine *lines, guint n_lines, guint i)
{
  const ManiLine *line = &lines[i];
  guint length = line->end - line->start;
  char sign;

  if (i + 1 >= n_lines || length > MAX_UNDERLINED || lines[i + 1].n_bytes < 3 ||
      lines[i + 1].indent != line->indent)
    return 0;
  sign = *lines[i + 1].text;
  if (sign != '=' && sign != '-')
    return 0;
  for (guint n = 0; n < lines[i + 1].n_bytes; n++)
    if (lines[i + 1].text[n] != sign)
      return 0;
  if (lines[i + 1].n_bytes + 3 < length || lines[i + 1].n_bytes > length + 10)
    return 0;

  return sign == '=' ? 1 : 2;
}

/* Whether @text may be one or more names: every word capitalised but for particles, no mark that
 * ends a sentence. */
static gboolean
looks_like_names (const char *text, gsize n_bytes)
{
  g_autofree char *line = g_strndup (text, n_bytes);
  g_auto (GStrv) words = g_strsplit_set (g_strstrip (line), " \t,/&;()-", -1);
  guint n_words = 0;

  if (strstr (line, "://") != NULL || strpbrk (line, ":?!\"<>") != NULL)
    return FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      gunichar c = g_utf8_get_char (words[i]);

      if (c == 0 || g_strv_contains (name_particles, words[i]))
        continue;
      if (!g_unichar_isalpha (c) || g_unichar_islower (c))
        return FALSE;
      n_words++;
    }

  return n_words > 0 && n_words <= MAX_NAME_WORDS;
}

/* What follows "by" and the like; NULL when @text does not start so or no name follows. */
static char *
dup_after_byline_word (const char *text, gsize n_bytes)
{
  g_autofree char *line = g_strndup (text, n_bytes);
  g_autofree char *lower = g_utf8_strdown (line, -1);

  if (strlen (lower) != n_bytes)
    return NULL;
  for (guint i = 0; byline_words[i] != NULL; i++)
    {
      gsize n = strlen (byline_words[i]);
      const char *rest = line + n;

      if (!g_str_has_prefix (lower, byline_words[i]))
        continue;
      if (*rest == ':')
        rest++;
      else if (g_str_has_prefix (rest, "՝"))
        rest += strlen ("՝");
      if (*rest == ' ' && looks_like_names (rest, strlen (rest)))
        return g_strdup (g_strstrip ((char *) rest));
    }

  return NULL;
}

typedef struct
{
  char *date;
  char *author; /* after "by" */
  char *names;  /* without */
} HeadLine;

static void
head_line_clear (HeadLine *line)
{
  g_free (line->date);
  g_free (line->author);
  g_free (line->names);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeadLine, head_line_clear)

static gboolean read_head_part (const char *text, gsize n_bytes, HeadLine *found);

/* "Harbour Gazette, 6 September 2021": names or an author, a comma, a date. */
static gboolean
read_before_date (const char *text, gsize n_bytes, HeadLine *found)
{
  const char *end = text + n_bytes;
  const char *comma = text;

  while ((comma = memchr (comma, ',', end - comma)) != NULL)
    {
      found->date = mani_date_read (comma + 1, end - comma - 1);
      if (found->date != NULL)
        return read_head_part (text, comma - text, found);
      comma++;
    }

  return FALSE;
}

/* One part of a head line, of those parted by dots, bars and dashes. */
static gboolean
read_head_part (const char *text, gsize n_bytes, HeadLine *found)
{
  while (n_bytes > 0 && *text == ' ')
    {
      text++;
      n_bytes--;
    }
  while (n_bytes > 0 && text[n_bytes - 1] == ' ')
    n_bytes--;

  if (found->date == NULL)
    {
      found->date = mani_date_read (text, n_bytes);
      if (found->date != NULL)
        return TRUE;
      if (read_before_date (text, n_bytes, found))
        return TRUE;
      g_clear_pointer (&found->date, g_free);
    }
  if (found->author == NULL)
    {
      found->author = dup_after_byline_word (text, n_bytes);
      if (found->author != NULL)
        return TRUE;
    }
  if (found->names == NULL && looks_like_names (text, n_bytes))
    {
      found->names = g_strndup (text, n_bytes);
      return TRUE;
    }

  return FALSE;
}

/* Where the next separator of a head line starts, and what follows it. */
static const char *
find_separator (const char *text, const char *end, const char **after)
{
  static const char *const separators[] = { " · ", " • ", " | ", " – ", " — " };
  const char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      const char *found = g_strstr_len (text, end - text, separators[i]);

      if (found != NULL && (first == NULL || found < first))
        {
          first = found;
          *after = found + strlen (separators[i]);
        }
    }

  return first;
}

/* TRUE when every part of the line is a date, an author or names. */
static gboolean
read_head_line (const ManiLine *line, HeadLine *found)
{
  const char *text = line->text, *end = text + line->n_bytes;

  if (line->end - line->start > MAX_HEAD_LINE)
    return FALSE;

  while (TRUE)
    {
      const char *after = end;
      const char *separator = find_separator (text, end, &after);

      if (!read_head_part (text, (separator != NULL ? separator : end) - text, found))
        return FALSE;
      if (separator == NULL)
        return TRUE;
      text = after;
    }
}

/* Whether the line says of itself that it is of the head. */
static gboolean
is_head_line (const ManiLine *line)
{
  g_auto (HeadLine) found = { 0 };

  return read_head_line (line, &found) && (found.date != NULL || found.author != NULL);
}

static guint
skip_blank (const ManiLine *lines, guint n_lines, guint i)
{
  while (i < n_lines && lines[i].n_bytes == 0)
    i++;

  return i;
}

/* Whether an article follows: without one, a short line is no title but all there is. */
static gboolean
has_body (const ManiLine *lines, guint n_lines, guint i)
{
  guint length = 0;

  for (; i < n_lines; i++)
    {
      length = lines[i].n_bytes > 0 ? length + lines[i].end - lines[i].start : 0;
      if (length >= MIN_BODY)
        return TRUE;
    }

  return FALSE;
}

/* Whether line @i, the first, is a title: it stands for itself and is no sentence. */
static gboolean
is_title (const ManiLine *lines, guint n_lines, guint i)
{
  const ManiLine *line = &lines[i];
  guint length = line->end - line->start;
  guint next = i + 1;

  if (mani_line_read_underline (lines, n_lines, i) > 0)
    return TRUE;
  if (length > MAX_TITLE || !mani_line_starts_as_heading (line) ||
      g_strstr_len (line->text, line->n_bytes, "://") != NULL ||
      (mani_line_is_closed (line) && !mani_line_is_chapter (line)) ||
      !has_body (lines, n_lines, next))
    return FALSE;

  /* What follows without a blank line must be of the head, or a paragraph that is one line. */
  while (next < n_lines && lines[next].n_bytes > 0 && is_head_line (&lines[next]))
    next++;

  return next == n_lines || lines[next].n_bytes == 0 ||
         (lines[next].end - lines[next].start > MAX_TITLE &&
          lines[next].end - lines[next].start > 2 * length);
}

static void
take_head_line (ManiDraft *draft, const HeadLine *found, gboolean *has_date, gboolean *has_byline)
{
  const char *byline = found->author != NULL ? found->author : found->names;

  if (found->date != NULL && !*has_date)
    {
      mani_draft_set_words (draft, MANI_ARTICLE_DATE, found->date);
      *has_date = TRUE;
    }
  if (byline != NULL && !*has_byline)
    {
      mani_draft_set_words (draft, MANI_ARTICLE_BYLINE, byline);
      *has_byline = TRUE;
    }
}

/* Names without a "by" are a byline only beside a date, and if more than one word. */
static gboolean
is_plain_byline (const ManiLine *lines,
                 guint n_lines,
                 guint i,
                 const HeadLine *found,
                 gboolean after_date)
{
  guint next = skip_blank (lines, n_lines, i + 1);
  g_auto (HeadLine) next_found = { 0 };

  if (strpbrk (found->names, " ,") == NULL || mani_line_is_closed (&lines[i]))
    return FALSE;
  if (after_date)
    return TRUE;

  return next < n_lines && read_head_line (&lines[next], &next_found) && next_found.date != NULL;
}

guint
mani_head_read (ManiDraft *draft, const ManiLine *lines, guint n_lines)
{
  guint i = skip_blank (lines, n_lines, 0);
  gboolean has_title = FALSE, has_date = FALSE, has_byline = FALSE;
  guint end = i;

  for (guint n = 0; i < n_lines && n <= MAX_HEAD_LINES; n++)
    {
      g_auto (HeadLine) found = { 0 };
      gboolean is_head = read_head_line (&lines[i], &found);
      gboolean says_so =
          is_head && (found.author != NULL ||
                      (found.date != NULL && (has_title || mani_date_is_full (found.date))));

      if (says_so && (has_title || has_body (lines, n_lines, i + 1)))
        take_head_line (draft, &found, &has_date, &has_byline);
      else if (!has_title && is_title (lines, n_lines, i))
        {
          g_autofree char *title = g_strndup (lines[i].text, lines[i].n_bytes);

          mani_draft_set_words (draft, MANI_ARTICLE_TITLE, title);
          mani_draft_add_block (draft, mani_line_get_start (&lines[i]), lines[i].end,
                                MANI_BLOCK_HEADING1, NULL);
          has_title = TRUE;
          i += mani_line_read_underline (lines, n_lines, i) > 0;
        }
      else if (is_head && !has_byline && has_title &&
               is_plain_byline (lines, n_lines, i, &found, has_date))
        take_head_line (draft, &found, &has_date, &has_byline);
      else
        break;

      end = i + 1;
      i = skip_blank (lines, n_lines, end);
    }

  return end;
}
