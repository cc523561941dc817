/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Markdown (CommonMark, by cmark). Structure becomes blocks, the text stays plain: a paragraph is a
 * line, images are their alternative text, raw HTML is what is left without its tags. Of the common
 * extensions, pipe tables, ~~struck~~ text and pandoc's ::: fences are read too.
 *
 * The tree is walked with cmark's iterator, never recursively: however deep it nests, the stack
 * does not grow. Blocks are made of the outer MAX_DEPTH levels only. */

#include "mani-draft-private.h"
#include "mani-front-matter-private.h"

#include <cmark.h>
#include <glib/gi18n.h>
#include <string.h>

#define MAX_DEPTH 32

typedef struct
{
  ManiDraft *draft;
  GArray *starts;               /* guint: where each open node that will be a block starts */
  guint list_level;             /* open lists */
  guint numbers[MAX_DEPTH + 1]; /* of the next item at each list level; 0: it has bullets */

  gboolean has_title;
  gboolean title_is_first; /* a heading of a lower level: the next first-level one is better */

  /* In a pipe table */
  gboolean in_table;
  gboolean in_row;        /* a bar or a character of the row has been seen */
  gboolean in_cell;       /* a character of the cell has been seen */
  guint n_tabs;           /* cells ended since the last character */
  gboolean space;         /* white space seen since then */
  cmark_node *delimiters; /* the row below the header */
} Walk;

static void
open_block (Walk *walk)
{
  g_array_append_val (walk->starts, walk->draft->length);
}

static guint
close_block (Walk *walk)
{
  guint start = g_array_index (walk->starts, guint, walk->starts->len - 1);

  g_array_set_size (walk->starts, walk->starts->len - 1);

  return start;
}

static void
add_block (Walk *walk, guint start, ManiBlockKind kind, const char *value)
{
  if (walk->starts->len <= MAX_DEPTH)
    mani_draft_add_block (walk->draft, start, mani_draft_get_end (walk->draft, start), kind, value);
}

/* The tabs or the white space that the last cells ended with. */
static void
flush_cells (Walk *walk)
{
  if (!walk->in_table)
    return;
  if (walk->n_tabs == 0 && walk->space)
    mani_draft_append (walk->draft, " ", 1);
  for (; walk->n_tabs > 0; walk->n_tabs--)
    mani_draft_append (walk->draft, "\t", 1);
  walk->space = FALSE;
  walk->in_row = walk->in_cell = TRUE;
}

static void
start_row (Walk *walk)
{
  walk->in_row = walk->in_cell = FALSE;
  walk->n_tabs = 0;
  walk->space = FALSE;
}

/* Text of a table row: bars become tabs, but for the one that the row starts with. */
static void
append_cells (Walk *walk, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p == '|')
        {
          walk->n_tabs += walk->in_row;
          walk->in_row = TRUE;
          walk->in_cell = walk->space = FALSE;
        }
      else if (*p == ' ')
        walk->space = walk->in_cell;
      else
        {
          flush_cells (walk);
          mani_draft_append (walk->draft, p, g_utf8_next_char (p) - p);
        }
    }
}

/* The ~~ that opens or closes struck text at or after @text. */
static const char *
find_strike (const char *text, gboolean opening)
{
  for (const char *p = text; (p = strstr (p, "~~")) != NULL; p += 2)
    if (p[2] != '~' && (opening ? p[2] != '\0' && p[2] != ' ' : p > text && p[-1] != ' '))
      return p;

  return NULL;
}

static void
append_text (Walk *walk, const char *text)
{
  const char *opening, *closing;

  if (walk->in_table)
    {
      append_cells (walk, text);
      return;
    }
  while ((opening = find_strike (text, TRUE)) != NULL &&
         (closing = find_strike (opening + 2, FALSE)) != NULL)
    {
      mani_draft_append (walk->draft, text, opening - text);
      mani_draft_append (walk->draft, opening + 2, closing - opening - 2);
      text = closing + 2;
    }
  mani_draft_append (walk->draft, text, -1);
}

/* Whether @text is the row below a table's header: |:--|:-:| */
static gboolean
is_delimiter_row (const char *text)
{
  return strchr (text, '|') != NULL && strchr (text, '-') != NULL &&
         strspn (text, "|:- ") == strlen (text);
}

/* The text node that is the second line of @paragraph, when it makes a table of it. */
static cmark_node *
find_delimiters (cmark_node *paragraph)
{
  cmark_node *node = cmark_node_first_child (paragraph);
  gboolean has_bar = FALSE;

  for (; node != NULL && cmark_node_get_type (node) != CMARK_NODE_SOFTBREAK;
       node = cmark_node_next (node))
    {
      const char *text = cmark_node_get_literal (node);

      has_bar = has_bar || (cmark_node_get_type (node) == CMARK_NODE_TEXT && text != NULL &&
                            strchr (text, '|') != NULL);
    }
  node = node != NULL ? cmark_node_next (node) : NULL;

  return has_bar && node != NULL && cmark_node_get_type (node) == CMARK_NODE_TEXT &&
                 is_delimiter_row (cmark_node_get_literal (node)) &&
                 (cmark_node_next (node) == NULL ||
                  cmark_node_get_type (cmark_node_next (node)) == CMARK_NODE_SOFTBREAK)
             ? node
             : NULL;
}

static gboolean
is_tag (const char *tag, const char *name)
{
  gsize n = strlen (name);

  tag += *tag == '/';
  return g_ascii_strncasecmp (tag, name, n) == 0 && !g_ascii_isalnum (tag[n]);
}

/* Whether text before and after the tag are apart. @tag: what follows '<'. */
static gboolean
breaks_line (const char *tag)
{
  static const char *const names[] = {
    "p",  "br",  "div",     "li",     "ul",         "ol",         "tr",      "table",
    "h1", "h2",  "h3",      "h4",     "h5",         "h6",         "dt",      "dd",
    "hr", "pre", "section", "figure", "figcaption", "blockquote", "summary", "details",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (is_tag (tag, names[i]))
      return TRUE;

  return FALSE;
}

/* The character that an entity at @p stands for, of those that people write; moves on behind it. */
static gboolean
read_entity (const char **p, gunichar *c)
{
  static const struct
  {
    const char *name;
    gunichar c;
  } entities[] = { { "&amp;", '&' },  { "&lt;", '<' },      { "&gt;", '>' },
                   { "&quot;", '"' }, { "&nbsp;", 0x00a0 }, { "&apos;", '\'' } };
  char *end;

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    if (g_str_has_prefix (*p, entities[i].name))
      {
        *c = entities[i].c;
        *p += strlen (entities[i].name);
        return TRUE;
      }
  if ((*p)[0] == '&' && (*p)[1] == '#')
    {
      gboolean hex = (*p)[2] == 'x' || (*p)[2] == 'X';
      guint64 value = g_ascii_strtoull (*p + 2 + hex, &end, hex ? 16 : 10);

      if (*end == ';' && value > 0 && value <= 0x10ffff && g_unichar_validate (value))
        {
          *c = value;
          *p = end + 1;
          return TRUE;
        }
    }

  return FALSE;
}

/* What is left of a block of HTML without tags, comments, scripts and styles. */
static void
append_html (Walk *walk, const char *html)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *p = html;

  while (*p != '\0')
    {
      gunichar c;

      if (g_str_has_prefix (p, "<!--"))
        {
          p = strstr (p, "-->");
          if (p == NULL)
            break;
          p += 3;
        }
      else if (*p == '<' && (g_ascii_isalpha (p[1]) || strchr ("/!?", p[1]) != NULL))
        {
          const char *hidden = is_tag (p + 1, "script")  ? "</script"
                               : is_tag (p + 1, "style") ? "</style"
                                                         : NULL;

          if (breaks_line (p + 1))
            g_string_append_c (text, '\n');
          if (p[1] != '/' && hidden != NULL)
            {
              while (*p != '\0' && g_ascii_strncasecmp (p, hidden, strlen (hidden)) != 0)
                p++;
            }
          p += strcspn (p, ">");
          p += *p == '>';
        }
      else if (*p == '&' && read_entity (&p, &c))
        g_string_append_unichar (text, c);
      else
        {
          g_string_append_c (text, *p == '\n' ? ' ' : *p);
          p++;
        }
    }

  for (p = text->str; *p != '\0';)
    {
      gsize n = strcspn (p, "\n");
      g_autofree char *line = g_strstrip (g_strndup (p, n));

      if (*line != '\0')
        {
          mani_draft_start_line (walk->draft);
          mani_draft_append (walk->draft, line, -1);
        }
      p += n + (p[n] == '\n');
    }
}

/* The first heading is the title; of several, the first of the first level. */
static void
take_title (Walk *walk, guint start, int level)
{
  ManiDraft *draft = walk->draft;
  const char *title;

  if (start == draft->length || (walk->has_title && !(walk->title_is_first && level == 1)))
    return;
  if (!walk->has_title && level > 1 && start > 0)
    return;

  title = g_utf8_offset_to_pointer (draft->text->str, start);
  mani_draft_set_words (draft, MANI_ARTICLE_TITLE, title);
  walk->has_title = TRUE;
  walk->title_is_first = level > 1;
}

static void
enter (Walk *walk, cmark_node *node)
{
  ManiDraft *draft = walk->draft;
  const char *text = cmark_node_get_literal (node);
  guint start;

  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_LIST:
      walk->list_level++;
      if (walk->list_level <= MAX_DEPTH)
        walk->numbers[walk->list_level] = cmark_node_get_list_type (node) == CMARK_ORDERED_LIST
                                              ? cmark_node_get_list_start (node) + 1
                                              : 0;
      break;

    case CMARK_NODE_BLOCK_QUOTE:
    case CMARK_NODE_ITEM:
      mani_draft_start_line (draft);
      open_block (walk);
      break;

    case CMARK_NODE_PARAGRAPH:
      mani_draft_start_line (draft);
      open_block (walk);
      walk->delimiters = find_delimiters (node);
      walk->in_table = walk->delimiters != NULL;
      start_row (walk);
      break;

    case CMARK_NODE_HEADING:
      mani_draft_start_line (draft);
      open_block (walk);
      break;

    case CMARK_NODE_CODE_BLOCK:
      mani_draft_start_line (draft);
      start = draft->length;
      mani_draft_append (draft, text, -1);
      add_block (walk, start, MANI_BLOCK_CODE, NULL);
      mani_draft_start_line (draft);
      break;

    case CMARK_NODE_HTML_BLOCK:
      append_html (walk, text);
      mani_draft_start_line (draft);
      break;

    case CMARK_NODE_THEMATIC_BREAK:
      mani_draft_start_line (draft);
      mani_draft_append (draft, "* * *\n", -1);
      break;

    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
    case CMARK_NODE_LINK:
      flush_cells (walk);
      open_block (walk);
      break;

    case CMARK_NODE_TEXT:
      if (node != walk->delimiters)
        append_text (walk, text);
      break;

    case CMARK_NODE_CODE:
      flush_cells (walk);
      start = draft->length;
      mani_draft_append (draft, text, -1);
      add_block (walk, start, MANI_BLOCK_CODE, NULL);
      break;

    case CMARK_NODE_HTML_INLINE:
      if (*text == '<' && is_tag (text + 1, "br"))
        mani_draft_append (draft, walk->in_table ? " " : "\n", 1);
      break;

    case CMARK_NODE_SOFTBREAK:
      if (!walk->in_table)
        mani_draft_append (draft, " ", 1);
      else if (cmark_node_next (node) != walk->delimiters)
        {
          mani_draft_start_line (draft);
          start_row (walk);
        }
      break;

    case CMARK_NODE_LINEBREAK:
      if (cmark_node_get_type (cmark_node_parent (node)) == CMARK_NODE_HEADING)
        mani_draft_append (draft, " ", 1);
      else
        mani_draft_append (draft, "\n", 1);
      start_row (walk);
      break;

    default: /* the document; an image, whose text comes by itself; what only programs insert */
      break;
    }
}

/* The number of an item and its level: "2", "2 3." */
static void
close_item (Walk *walk, guint start)
{
  char value[32];
  guint level = MIN (walk->list_level, MAX_DEPTH);

  if (walk->numbers[level] > 0)
    g_snprintf (value, sizeof value, "%u %u.", level, walk->numbers[level]++ - 1);
  else
    g_snprintf (value, sizeof value, "%u", level);
  add_block (walk, start, MANI_BLOCK_LIST_ITEM, value);
}

static void
leave (Walk *walk, cmark_node *node)
{
  guint start;

  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_LIST:
      walk->list_level--;
      break;

    case CMARK_NODE_BLOCK_QUOTE:
      add_block (walk, close_block (walk), MANI_BLOCK_QUOTATION, NULL);
      break;

    case CMARK_NODE_ITEM:
      close_item (walk, close_block (walk));
      break;

    case CMARK_NODE_PARAGRAPH:
      start = close_block (walk);
      if (walk->in_table)
        add_block (walk, start, MANI_BLOCK_TABLE, NULL);
      walk->in_table = FALSE;
      start_row (walk);
      mani_draft_start_line (walk->draft);
      break;

    case CMARK_NODE_HEADING:
      start = close_block (walk);
      add_block (walk, start, MANI_BLOCK_HEADING1 + cmark_node_get_heading_level (node) - 1, NULL);
      take_title (walk, start, cmark_node_get_heading_level (node));
      mani_draft_start_line (walk->draft);
      break;

    case CMARK_NODE_EMPH:
      add_block (walk, close_block (walk), MANI_BLOCK_EMPHASIS, NULL);
      break;

    case CMARK_NODE_STRONG:
      add_block (walk, close_block (walk), MANI_BLOCK_STRONG, NULL);
      break;

    case CMARK_NODE_LINK:
      start = close_block (walk);
      if (*cmark_node_get_url (node) != '\0')
        add_block (walk, start, MANI_BLOCK_LINK, cmark_node_get_url (node));
      break;

    default:
      break;
    }
}

/* Whether the line is a fence of pandoc's divs: "::: {.note}", ":::" */
static gboolean
is_div_fence (const char *line, gsize n)
{
  return n >= 3 && strncmp (line, ":::", 3) == 0;
}

static gboolean
is_code_fence (const char *line, gsize n)
{
  while (n > 0 && *line == ' ')
    {
      line++;
      n--;
    }

  return n >= 3 && (strncmp (line, "```", 3) == 0 || strncmp (line, "~~~", 3) == 0);
}

/* Feeds @text to the parser, div fences as blank lines. */
static void
feed (cmark_parser *parser, const char *text)
{
  gboolean in_code = FALSE;
  const char *kept = text, *p = text;

  while (*p != '\0')
    {
      gsize n = strcspn (p, "\n");

      if (is_code_fence (p, n))
        in_code = !in_code;
      else if (!in_code && is_div_fence (p, n))
        {
          cmark_parser_feed (parser, kept, p - kept);
          kept = p + n;
        }
      p += n + (p[n] == '\n');
    }
  cmark_parser_feed (parser, kept, p - kept);
}

static gboolean
read_markdown (const ManiReaderInput *input, ManiDraft *draft, GError **error)
{
  g_autofree char *text = mani_draft_decode (draft, input, error);
  Walk walk = { .draft = draft };
  cmark_parser *parser;
  cmark_node *document;
  cmark_iter *iter;
  cmark_event_type event;

  if (text == NULL)
    return FALSE;

  parser = cmark_parser_new (CMARK_OPT_DEFAULT);
  feed (parser, mani_front_matter_read (draft, text));
  document = cmark_parser_finish (parser);
  cmark_parser_free (parser);
  cmark_consolidate_text_nodes (document);

  walk.starts = g_array_new (FALSE, FALSE, sizeof (guint));
  walk.has_title = mani_draft_has_words (draft, MANI_ARTICLE_TITLE);
  iter = cmark_iter_new (document);
  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    if (event == CMARK_EVENT_ENTER)
      enter (&walk, cmark_iter_get_node (iter));
    else
      leave (&walk, cmark_iter_get_node (iter));
  cmark_iter_free (iter);
  cmark_node_free (document);
  g_array_unref (walk.starts);

  return TRUE;
}

const ManiReader mani_reader_markdown = {
  .id = "markdown",
  .name = N_ ("Markdown"),
  .suffixes = (const char *const[]){ "md", "markdown", "mdown", "mkd", "mkdn", "mdwn", NULL },
  .media_types = (const char *const[]){ "text/markdown", "text/x-markdown", NULL },
  .read = read_markdown,
};
