/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fonts, colours, spaces and margins. A view has its own CSS provider, under a class of its own, as
 * per-widget providers are gone from newer GTK. */

#include "mani-article-view-private.h"

#include "mani-compat.h"

/* Faces made for reading on screens come first; the last one is always there. */
#define READING_FACE "Source Serif 4, Source Serif Pro, Literata, Noto Serif, serif"

#define NARROW 500       /* pixels: narrower pages have narrow margins */
#define NARROW_MARGIN 20 /* pixels */
#define WIDE_MARGIN 32
#define MAX_COLUMN 40 /* font sizes: scripts with wide characters are not set wider */
#define SAMPLE 2000   /* characters from which the average width is taken */

/* A preference may hold anything; as quoted names it is CSS. */
static char *
quote_families (const char *face)
{
  g_auto (GStrv) families = g_strsplit (face, ",", -1);

  for (char **family = families; *family != NULL; family++)
    {
      g_autofree char *name = g_strdelimit (*family, "\"\\\n\r\f", ' ');

      *family = g_strdup_printf ("\"%s\"", g_strstrip (name));
    }

  return g_strjoinv (", ", families);
}

static void
update_css (ManiArticleView *self)
{
  char size[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *background = gdk_rgba_to_string (&self->palette->background);
  g_autofree char *text = gdk_rgba_to_string (&self->palette->text);
  g_autofree char *selection = gdk_rgba_to_string (&self->palette->selection);
  g_autofree char *face = quote_families (self->face != NULL ? self->face : READING_FACE);
  g_autofree char *css = NULL;

  g_ascii_formatd (size, sizeof size, "%.2f", self->size);
  css = g_strdup_printf ("textview.%1$s, textview.%1$s text {"
                         " background-color: %2$s; color: %3$s; caret-color: %3$s; }"
                         "textview.%1$s text selection { background-color: %4$s; color: %3$s; }"
                         "textview.%1$s { font-family: %5$s; font-size: %6$spt; }",
                         self->css_class, background, text, selection, face, size);
  mani_compat_load_css (self->css, css);
}

static void
style_changed_cb (ManiArticleView *self)
{
  mani_article_view_update_look (self);
}

void
mani_article_view_init_look (ManiArticleView *self)
{
  static guint serial;

  self->css = gtk_css_provider_new ();
  self->css_class = g_strdup_printf ("mani-article-%u", ++serial);
  gtk_widget_add_css_class (GTK_WIDGET (self), self->css_class);
  gtk_style_context_add_provider_for_display (gtk_widget_get_display (GTK_WIDGET (self)),
                                              GTK_STYLE_PROVIDER (self->css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (style_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (style_changed_cb), self, G_CONNECT_SWAPPED);
  mani_article_view_update_look (self);
}

void
mani_article_view_dispose_look (ManiArticleView *self)
{
  if (self->css == NULL)
    return;
  gtk_style_context_remove_provider_for_display (gtk_widget_get_display (GTK_WIDGET (self)),
                                                 GTK_STYLE_PROVIDER (self->css));
  g_clear_object (&self->css);
  g_clear_pointer (&self->css_class, g_free);
}

void
mani_article_view_update_look (ManiArticleView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  const ManiMarkPalette *before = self->palette;

  self->palette = mani_mark_palette_get (adw_style_manager_get_dark (manager),
                                         adw_style_manager_get_high_contrast (manager));
  mani_mark_painter_set_palette (self->painter, self->palette);
  mani_article_styles_set_palette (gtk_text_buffer_get_tag_table (self->buffer), self->palette);
  update_css (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->palette != before)
    g_object_notify_by_pspec (G_OBJECT (self), mani_article_view_properties[PROP_PALETTE]);
}

/* The average advance of the article's own characters: scripts and faces differ. */
static double
measure_characters (ManiArticleView *self)
{
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *sample = NULL;
  glong n;
  int width;

  if (self->shown != NULL)
    sample = mani_article_dup_slice (self->shown, 0,
                                     MIN (SAMPLE, mani_article_get_length (self->shown)));
  if (sample != NULL)
    g_strdelimit (sample, "\r\n\t", ' ');
  n = sample != NULL ? g_utf8_strlen (sample, -1) : 0;
  if (n < 200)
    {
      g_free (sample);
      sample = g_strdup ("The quick reader marks what she wants to find again, and moves on. ");
      n = g_utf8_strlen (sample, -1);
    }

  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), sample);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_get_size (layout, &width, NULL);

  return (double) width / PANGO_SCALE / n;
}

void
mani_article_view_update_metrics (ManiArticleView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  PangoFontDescription *font = pango_context_get_font_description (context);
  double height = (double) pango_font_metrics_get_height (metrics) / PANGO_SCALE;
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;
  gboolean has_empty_lines = self->plan != NULL && mani_style_plan_has_empty_lines (self->plan);
  int leading;
  int gap;

  pango_font_metrics_unref (metrics);
  if (!pango_font_description_get_size_is_absolute (font))
    size *= pango_cairo_context_get_resolution (context) / 72.0;

  leading = MAX (4, (int) (self->line_height * size - height + 0.5));
  gap = has_empty_lines ? 0 : (int) (size * 0.7);
  self->line = height;
  self->character = measure_characters (self);
  self->column = MIN (self->measure * self->character, MAX_COLUMN * size);

  gtk_text_view_set_pixels_inside_wrap (view, leading);
  gtk_text_view_set_pixels_below_lines (view, leading);
  gtk_text_view_set_pixels_above_lines (view, gap);
  mani_article_styles_set_metrics (
      gtk_text_buffer_get_tag_table (self->buffer), size,
      self->width > 0 ? MIN (self->column, self->width - 2 * NARROW_MARGIN) : self->column, leading,
      gap);
  mani_mark_painter_set_metrics (self->painter, leading, size);
  if (self->width > 0)
    mani_article_view_update_margins (self, self->width, gtk_widget_get_height (GTK_WIDGET (self)));
}

void
mani_article_view_update_margins (ManiArticleView *self, int width, int height)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  int least = width < NARROW ? NARROW_MARGIN : WIDE_MARGIN;
  int margin = MAX (least, (width - self->column) / 2);

  if (gtk_text_view_get_left_margin (view) != margin)
    {
      gtk_text_view_set_left_margin (view, margin);
      gtk_text_view_set_right_margin (view, margin);
    }
  /* The last line can be read in the middle of the page. */
  gtk_text_view_set_bottom_margin (view, MAX (48, height / 3));
}
