/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The style sheet of the report: a serif face and a comfortable measure for the text, light and
 * dark, and print. */

#include "mani-html-style.h"

#include "mani-label.h"

#include <math.h>

/* Underlines, so that marks differ by more than their colour. */
static const char *const line_styles[] = { "solid", "dashed", "dotted", "double" };

static const char style[] =
    ":root{color-scheme:light dark;--page:#fff;--ink:#2e3436;--faint:#6b6f72;--line:#dcdcda;"
    "--chip:#f6f5f4}"
    "*{box-sizing:border-box}"
    "body{margin:0;background:var(--page);color:var(--ink);"
    "font:1.125rem/1.72 Charter,\"Bitstream Charter\",\"Source Serif 4\",\"Noto Serif\","
    "\"DejaVu Serif\",Georgia,serif}"
    "main{max-width:38rem;margin:0 auto;padding:3rem 1.25rem 5rem}"
    "article+article{margin-top:5rem;border-top:1px solid var(--line);padding-top:3rem}"
    "h1,h2,h3,h4,h5,h6,.sans,nav,footer,.legend,.index,.about,.notes h2{"
    "font-family:Cantarell,Inter,\"Segoe UI\",system-ui,sans-serif}"
    "h1{font-size:1.9rem;line-height:1.34;margin:0 0 .4rem}h1 mark{padding:0}"
    "h2{font-size:1.3rem;line-height:1.3;margin:2.4rem 0 .6rem}"
    "h3,h4,h5,h6{font-size:1.08rem;line-height:1.3;margin:1.8rem 0 .4rem}"
    "p{margin:0 0 1.05rem;overflow-wrap:anywhere}"
    ".origin{color:var(--faint);font-size:.88rem;margin:0 0 1.4rem}"
    "a{color:inherit;text-decoration-color:var(--faint);text-underline-offset:.18em}"
    "blockquote{margin:0 0 1.05rem;padding-inline-start:1.1rem;"
    "border-inline-start:3px solid var(--line)}"
    "blockquote p:last-child{margin-bottom:0}"
    "pre,code{font-family:\"Source Code Pro\",\"DejaVu Sans Mono\",monospace;font-size:.88em}"
    "pre,.table{white-space:pre-wrap}"
    "li.own{list-style:none}"
    ".caption,.footnote{font-size:.88rem;color:var(--faint)}"
    ".legend{list-style:none;display:flex;flex-wrap:wrap;gap:.4rem;padding:0;margin:0 0 2rem;"
    "font-size:.85rem;line-height:1.4}"
    ".legend li{border:1px solid var(--line);border-radius:1rem;padding:.15rem .7rem;"
    "background:var(--chip)}"
    ".dot{display:inline-block;width:.62em;height:.62em;border-radius:50%;background:var(--c);"
    "margin-inline-end:.45em}"
    ".count{color:var(--faint);margin-inline-start:.45em;font-variant-numeric:tabular-nums}"
    "mark{color:inherit;background:var(--f);border-bottom:2px var(--s) var(--e);"
    "padding:.08em 0 .04em;border-radius:0;-webkit-box-decoration-break:clone;"
    "box-decoration-break:clone}"
    "mark.b{border-start-start-radius:3px}mark.z{border-start-end-radius:3px}"
    "mark.h1{padding-bottom:.26em}mark.h2{padding-bottom:.48em}mark.h3{padding-bottom:.7em}"
    "mark:target{outline:2px solid var(--e);outline-offset:1px}"
    ".point{border-inline-start:2px solid var(--e);margin:0 1px}"
    "sup{font:600 .68em/1 Cantarell,Inter,system-ui,sans-serif;margin-inline-start:.12em}"
    "sup a{text-decoration:none;color:var(--faint)}"
    ".notes,.index,.about{border-top:1px solid var(--line);margin-top:2.6rem;font-size:.95rem}"
    ".notes h2,.index h2,.about h2{font-size:1.05rem;margin:1.1rem 0 .6rem}"
    ".notes ol,.about ul{padding-inline-start:1.5rem;margin:0}"
    ".notes li,.about li{margin-bottom:.8rem}"
    ".note{white-space:pre-wrap;overflow-wrap:anywhere}"
    ".of{color:var(--faint);font-size:.86em}"
    ".index h3{font-size:.92rem;margin:1.2rem 0 .3rem}"
    ".index ul{list-style:none;padding:0;margin:0;columns:2;column-gap:2rem;font-size:.9rem;"
    "line-height:1.5}"
    ".index li{break-inside:avoid;margin-bottom:.35rem}"
    ".index .more{display:block;color:var(--faint);font-size:.92em}"
    "footer{max-width:38rem;margin:0 auto;padding:0 1.25rem 3rem;color:var(--faint);"
    "font-size:.8rem}"
    "nav{font-size:.92rem;margin-bottom:3rem}nav ol{padding-inline-start:1.4rem}"
    "@media (max-width:32rem){.index ul{columns:1}}"
    "@media (prefers-color-scheme:dark){:root{--page:#1e1e1e;--ink:#e6e6e4;--faint:#a2a6a8;"
    "--line:#3c3c3c;--chip:#2a2a2a}}"
    "@media print{main{max-width:none;padding:0}body{font-size:11pt}mark{print-color-adjust:exact;"
    "-webkit-print-color-adjust:exact}}";

typedef struct
{
  double red;
  double green;
  double blue;
} Color;

static Color
parse_color (const char *text)
{
  Color color = { 0.6, 0.6, 0.59 };

  if (mani_label_is_color (text))
    {
      guint value = g_ascii_strtoull (text + 1, NULL, 16);

      color.red = (value >> 16) / 255.0;
      color.green = ((value >> 8) & 0xff) / 255.0;
      color.blue = (value & 0xff) / 255.0;
    }

  return color;
}

static double
linear (double value)
{
  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

/* Relative luminance (WCAG 2.2). */
static double
luminance (Color color)
{
  return 0.2126 * linear (color.red) + 0.7152 * linear (color.green) + 0.0722 * linear (color.blue);
}

static double
contrast (Color one, Color other)
{
  double first = luminance (one) + 0.05;
  double second = luminance (other) + 0.05;

  return first > second ? first / second : second / first;
}

/* The colour, moved towards @goal until a line of it stands out from @page three to one. */
static Color
make_edge (Color color, Color page, double goal)
{
  for (guint i = 0; i < 20 && contrast (color, page) < 3.1; i++)
    {
      color.red += (goal - color.red) * 0.08;
      color.green += (goal - color.green) * 0.08;
      color.blue += (goal - color.blue) * 0.08;
    }

  return color;
}

static void
append_hex (GString *out, const char *name, Color color)
{
  g_string_append_printf (out, "--%s:#%02x%02x%02x;", name, (guint) (color.red * 255 + 0.5),
                          (guint) (color.green * 255 + 0.5), (guint) (color.blue * 255 + 0.5));
}

static void
append_fill (GString *out, Color color, guint percent)
{
  g_string_append_printf (out, "--f:rgba(%u,%u,%u,.%02u);", (guint) (color.red * 255 + 0.5),
                          (guint) (color.green * 255 + 0.5), (guint) (color.blue * 255 + 0.5),
                          percent);
}

void
mani_html_style_append (GString *out, const char *const *colors, guint n)
{
  g_string_append (out, style);
  for (guint dark = 0; dark < 2; dark++)
    {
      if (dark)
        g_string_append (out, "@media (prefers-color-scheme:dark){");
      for (guint i = 0; i < n; i++)
        {
          static const Color pages[] = { { 1, 1, 1 }, { 0.118, 0.118, 0.118 } };
          Color color = parse_color (colors[i]);

          g_string_append_printf (out, ".c%u{", i);
          if (!dark)
            {
              append_hex (out, "c", color);
              g_string_append_printf (out, "--s:%s;", line_styles[i % G_N_ELEMENTS (line_styles)]);
            }
          append_hex (out, "e", make_edge (color, pages[dark], dark ? 1 : 0));
          append_fill (out, color, dark ? 28 : 20);
          g_string_append_c (out, '}');
        }
      if (dark)
        g_string_append_c (out, '}');
    }
}
