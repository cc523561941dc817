/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Front matter is read line by line: a key at the margin, its value on the line or indented below
 * it. */

#include "mani-front-matter-private.h"

#include "mani-date-private.h"

#include <string.h>

#define MAX_LINES 500

typedef struct
{
  ManiDraft *draft;
  GPtrArray *tags;
} Front;

/* The line at @p without its end; moves on behind it. NULL after the last. */
static char *
take_line (const char **p)
{
  gsize n = strcspn (*p, "\n");
  char *line;

  if (**p == '\0')
    return NULL;
  line = g_strndup (*p, n);
  *p += n + ((*p)[n] == '\n');

  return g_strchomp (line);
}

static gboolean
is_fence (const char *line)
{
  return strcmp (line, "---") == 0;
}

static gboolean
is_end (const char *line)
{
  return is_fence (line) || strcmp (line, "...") == 0;
}

/* How many bytes of @line are a key and its colon: "date:" -> 5; 0 when it starts with none. */
static gsize
get_key_length (const char *line)
{
  gsize n = 0;

  while (g_ascii_isalnum (line[n]) || line[n] == '_' || line[n] == '-' || (line[n] == '.' && n > 0))
    n++;

  return n > 0 && line[n] == ':' && (line[n + 1] == ' ' || line[n + 1] == '\0') ? n + 1 : 0;
}

/* The front matter's end when @text starts with one: every line must be a key, below a key, or a
 * comment; a rule and a paragraph are Markdown. */
static const char *
find_end (const char *text)
{
  const char *p = text;
  g_autofree char *first = take_line (&p);
  gboolean has_key = FALSE;

  if (first == NULL || !is_fence (first))
    return NULL;
  for (guint i = 0; i < MAX_LINES; i++)
    {
      g_autofree char *line = take_line (&p);

      if (line == NULL)
        return NULL;
      if (is_end (line))
        return has_key ? p : NULL;
      if (get_key_length (line) > 0)
        has_key = TRUE;
      else if (*line != '\0' && *line != '#' &&
               !(has_key && (*line == ' ' || *line == '\t' || *line == '-' || *line == ']')))
        return NULL;
    }

  return NULL;
}

/* The text of a "quoted" scalar. */
static char *
unquote_double (const char *quoted)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *p = quoted + 1; *p != '\0' && *p != '"'; p++)
    {
      if (*p != '\\' || p[1] == '\0')
        {
          g_string_append_c (text, *p);
          continue;
        }
      p++;
      if (*p == 'n' || *p == 't')
        g_string_append_c (text, ' ');
      else if (*p == 'u' && strspn (p + 1, "0123456789abcdefABCDEF") >= 4)
        {
          g_autofree char *digits = g_strndup (p + 1, 4);
          gunichar c = g_ascii_strtoull (digits, NULL, 16);

          if (c != 0 && g_unichar_validate (c))
            g_string_append_unichar (text, c);
          p += 4;
        }
      else
        g_string_append_c (text, *p);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
unquote_single (const char *quoted)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (const char *p = quoted + 1; *p != '\0'; p++)
    {
      if (*p == '\'' && *++p != '\'')
        break;
      g_string_append_c (text, *p);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A scalar of one line, quotes and comment taken away. */
static char *
dup_scalar (const char *value)
{
  const char *comment;

  value += strspn (value, " \t");
  if (*value == '"')
    return unquote_double (value);
  if (*value == '\'')
    return unquote_single (value);

  comment = *value == '#' ? value : strstr (value, " #");

  return g_strchomp (comment != NULL ? g_strndup (value, comment - value) : g_strdup (value));
}

/* One of a list of authors or tags: "Ilse Brandt", or "name: Ilse Brandt". */
static void
add_item (GPtrArray *values, const char *item)
{
  g_autofree char *value = NULL;

  item += strspn (item, " \t");
  if (g_str_has_prefix (item, "name:"))
    item += strlen ("name:");
  else if (get_key_length (item) > 0)
    return;
  value = dup_scalar (item);
  if (*value != '\0')
    g_ptr_array_add (values, g_steal_pointer (&value));
}

/* [a, "b, c", d] */
static void
add_inline_items (GPtrArray *values, const char *list)
{
  const char *p = list + 1;

  while (*p != '\0' && *p != ']')
    {
      const char *start = p + strspn (p, " \t");
      g_autofree char *item = NULL;

      p = start;
      if (*p == '"' || *p == '\'')
        for (p++; *p != '\0' && *p != *start; p++)
          ;
      p += strcspn (p, ",]");
      item = g_strndup (start, p - start);
      add_item (values, item);
      if (*p == ',')
        p++;
    }
}

/* The values of a key: what stands on its line (@value) and on the lines below it, which are moved
 * over. */
static GPtrArray *
take_values (const char *value, const char **p)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) block = NULL;

  value += strspn (value, " \t");
  if (*value == '|' || *value == '>')
    block = g_string_new (NULL);
  else if (*value == '[')
    add_inline_items (values, value);
  else if (*value != '\0' && *value != '#' && *value != '&' && *value != '{')
    add_item (values, value);

  while (TRUE)
    {
      const char *next = *p;
      g_autofree char *line = take_line (&next);
      const char *text;

      if (line == NULL || is_end (line) || get_key_length (line) > 0)
        break;
      *p = next;
      text = line + strspn (line, " \t");
      if (block != NULL)
        g_string_append_printf (block, "%s%s", block->len > 0 ? " " : "", text);
      else if (*text == '-' && (text[1] == ' ' || text[1] == '\t'))
        add_item (values, text + 1);
    }
  if (block != NULL && block->len > 0)
    g_ptr_array_add (values, g_string_free (g_steal_pointer (&block), FALSE));

  return values;
}

static char *
join (GPtrArray *values)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < values->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (values, i));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A language tag: letters, digits and hyphens, as BCP 47 has them; "en_GB" is taken too. */
static void
set_language (ManiDraft *draft, const char *value)
{
  g_autofree char *tag = g_strdelimit (g_strdup (value), "_", '-');

  if (strlen (tag) >= 2 && strlen (tag) <= 35 && g_ascii_isalpha (*tag) &&
      strspn (tag, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
          strlen (tag))
    mani_draft_set_words (draft, MANI_ARTICLE_LANGUAGE, tag);
}

static void
set_member (Front *front, const char *key, GPtrArray *values)
{
  /* Keys that site generators, pandoc and note-taking programs use. */
  static const struct
  {
    const char *key;
    ManiArticleField field;
  } known[] = {
    { "title", MANI_ARTICLE_TITLE },       { "author", MANI_ARTICLE_BYLINE },
    { "authors", MANI_ARTICLE_BYLINE },    { "byline", MANI_ARTICLE_BYLINE },
    { "date", MANI_ARTICLE_DATE },         { "published", MANI_ARTICLE_DATE },
    { "pubdate", MANI_ARTICLE_DATE },      { "lang", MANI_ARTICLE_LANGUAGE },
    { "language", MANI_ARTICLE_LANGUAGE }, { "source", MANI_ARTICLE_SOURCE },
    { "url", MANI_ARTICLE_SOURCE },        { "canonical-url", MANI_ARTICLE_SOURCE },
    { "link", MANI_ARTICLE_SOURCE },       { "tags", MANI_ARTICLE_TAGS },
    { "keywords", MANI_ARTICLE_TAGS },
  };
  g_autofree char *value = join (values);
  ManiArticleField field = MANI_ARTICLE_META;

  if (*value == '\0')
    return;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (known[i].key, key) == 0)
      field = known[i].field;

  if (field == MANI_ARTICLE_META)
    mani_record_builder_set_in_map (front->draft->article, field, key, value);
  else if (field == MANI_ARTICLE_LANGUAGE)
    set_language (front->draft, value);
  else if (field == MANI_ARTICLE_TAGS)
    {
      for (guint i = 0; i < values->len; i++)
        g_ptr_array_add (front->tags, g_strdup (g_ptr_array_index (values, i)));
    }
  else if (field == MANI_ARTICLE_DATE)
    {
      g_autofree char *date = mani_date_read (value, strlen (value));

      mani_draft_set_words (front->draft, field, date != NULL ? date : value);
    }
  else
    mani_draft_set_words (front->draft, field, value);
}

const char *
mani_front_matter_read (ManiDraft *draft, const char *text)
{
  const char *end = find_end (text);
  const char *p = text;
  g_autofree char *fence = NULL;
  Front front = { draft, NULL };

  if (end == NULL)
    return text;

  fence = take_line (&p);
  front.tags = g_ptr_array_new_with_free_func (g_free);
  while (p < end)
    {
      g_autofree char *line = take_line (&p);
      gsize n = get_key_length (line);

      if (n > 0)
        {
          g_autofree char *key = g_strdelimit (g_ascii_strdown (line, n - 1), "_", '-');
          g_autoptr (GPtrArray) values = take_values (line + n, &p);

          set_member (&front, key, values);
        }
    }
  if (front.tags->len > 0)
    {
      g_ptr_array_add (front.tags, NULL);
      mani_record_builder_set_strings (draft->article, MANI_ARTICLE_TAGS,
                                       (const char *const *) front.tags->pdata);
    }
  g_ptr_array_unref (front.tags);

  return end;
}
