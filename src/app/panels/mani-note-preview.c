/* SPDX-License-Identifier: GPL-3.0-or-later */

/* cmark's tree walked by its iterator, so that depth costs no stack. */

#include "mani-note-preview.h"

#include <cmark.h>
#include <string.h>

typedef struct
{
  GString *markup;
  GArray *numbers; /* of int: of each list, what its next item is; 0: bullets */
  gboolean is_first_in_item;
} Walk;

static void
append_text (Walk *walk, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);

  g_string_append (walk->markup, escaped);
}

/* A block begins on a line of its own. */
static void
break_line (Walk *walk, gboolean is_apart)
{
  if (walk->markup->len > 0 && !walk->is_first_in_item)
    g_string_append (walk->markup, is_apart ? "\n\n" : "\n");
  walk->is_first_in_item = FALSE;
}

static void
begin_item (Walk *walk)
{
  int *number =
      walk->numbers->len > 0 ? &g_array_index (walk->numbers, int, walk->numbers->len - 1) : NULL;

  break_line (walk, FALSE);
  for (guint i = 1; i < walk->numbers->len; i++)
    g_string_append (walk->markup, "    ");
  if (number != NULL && *number > 0)
    g_string_append_printf (walk->markup, "%d. ", (*number)++);
  else
    g_string_append (walk->markup, "• ");
  walk->is_first_in_item = TRUE;
}

static void
enter (Walk *walk, cmark_node *node)
{
  int number;

  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_PARAGRAPH:
      break_line (walk, walk->numbers->len == 0);
      break;

    case CMARK_NODE_HEADING:
      break_line (walk, TRUE);
      g_string_append (walk->markup, "<b>");
      break;

    case CMARK_NODE_LIST:
      number = cmark_node_get_list_type (node) == CMARK_ORDERED_LIST
                   ? cmark_node_get_list_start (node)
                   : 0;
      g_array_append_val (walk->numbers, number);
      break;

    case CMARK_NODE_ITEM:
      begin_item (walk);
      break;

    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_HTML_BLOCK:
      {
        g_autofree char *text = g_strchomp (g_strdup (cmark_node_get_literal (node)));

        break_line (walk, TRUE);
        g_string_append (walk->markup, "<tt>");
        append_text (walk, text);
        g_string_append (walk->markup, "</tt>");
      }
      break;

    case CMARK_NODE_THEMATIC_BREAK:
      break_line (walk, TRUE);
      g_string_append (walk->markup, "⁂");
      break;

    case CMARK_NODE_TEXT:
    case CMARK_NODE_HTML_INLINE:
      append_text (walk, cmark_node_get_literal (node));
      break;

    case CMARK_NODE_CODE:
      g_string_append (walk->markup, "<tt>");
      append_text (walk, cmark_node_get_literal (node));
      g_string_append (walk->markup, "</tt>");
      break;

    case CMARK_NODE_SOFTBREAK:
      g_string_append_c (walk->markup, ' ');
      break;

    case CMARK_NODE_LINEBREAK:
      g_string_append_c (walk->markup, '\n');
      break;

    case CMARK_NODE_EMPH:
      g_string_append (walk->markup, "<i>");
      break;

    case CMARK_NODE_STRONG:
      g_string_append (walk->markup, "<b>");
      break;

    case CMARK_NODE_LINK:
      g_string_append (walk->markup, "<a href=\"");
      append_text (walk, cmark_node_get_url (node));
      g_string_append (walk->markup, "\">");
      break;

    default:
      break;
    }
}

static void
leave (Walk *walk, cmark_node *node)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_HEADING:
    case CMARK_NODE_STRONG:
      g_string_append (walk->markup, "</b>");
      break;

    case CMARK_NODE_EMPH:
      g_string_append (walk->markup, "</i>");
      break;

    case CMARK_NODE_LINK:
      g_string_append (walk->markup, "</a>");
      break;

    case CMARK_NODE_LIST:
      g_array_set_size (walk->numbers, walk->numbers->len - 1);
      break;

    case CMARK_NODE_ITEM:
      walk->is_first_in_item = FALSE;
      break;

    default:
      break;
    }
}

char *
mani_note_preview_dup_markup (const char *markdown)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (int));
  Walk walk = { g_string_new (NULL), numbers, FALSE };
  cmark_node *document = cmark_parse_document (markdown, strlen (markdown), CMARK_OPT_DEFAULT);
  cmark_iter *iter = cmark_iter_new (document);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    if (event == CMARK_EVENT_ENTER)
      enter (&walk, cmark_iter_get_node (iter));
    else
      leave (&walk, cmark_iter_get_node (iter));
  cmark_iter_free (iter);
  cmark_node_free (document);

  return g_string_free (walk.markup, FALSE);
}
