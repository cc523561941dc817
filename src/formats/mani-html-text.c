/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Escaping for HTML. */

#include "mani-html-text.h"

#include <string.h>

void
mani_html_append_text (GString *out, const char *text, gssize n_bytes)
{
  const char *end = text + (n_bytes < 0 ? (gssize) strlen (text) : n_bytes);

  for (const char *p = text; p < end; p++)
    switch (*p)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;

      case '<':
        g_string_append (out, "&lt;");
        break;

      case '>':
        g_string_append (out, "&gt;");
        break;

      case '"':
        g_string_append (out, "&quot;");
        break;

      case '\'':
        g_string_append (out, "&#39;");
        break;

      case '\n':
      case '\t':
        g_string_append_c (out, *p);
        break;

      default:
        /* XML has no other control characters. */
        if ((guchar) *p < 0x20 || *p == 0x7f)
          g_string_append (out, "\ufffd");
        else
          g_string_append_c (out, *p);
      }
}

void
mani_html_append_attribute (GString *out, const char *name, const char *value)
{
  g_string_append_printf (out, " %s=\"", name);
  mani_html_append_text (out, value, -1);
  g_string_append_c (out, '"');
}

gboolean
mani_html_is_safe_link (const char *link)
{
  g_autofree char *scheme = link != NULL ? g_uri_parse_scheme (link) : NULL;

  return scheme != NULL &&
         (g_ascii_strcasecmp (scheme, "https") == 0 || g_ascii_strcasecmp (scheme, "http") == 0 ||
          g_ascii_strcasecmp (scheme, "mailto") == 0);
}

void
mani_html_begin_link (GString *out, const char *link)
{
  g_autofree char *escaped = g_uri_escape_string (link, "!#$%&'()*+,/:;=?@[]", TRUE);

  g_string_append (out, "<a rel=\"noreferrer\"");
  mani_html_append_attribute (out, "href", escaped);
  g_string_append_c (out, '>');
}
