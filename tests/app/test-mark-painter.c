/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the painter paints, read back pixel by pixel. It paints below the text, so there is no text
 * in the way. */

#include "mani-mark-painter.h"

#include "view-fixture.h"

#include <adwaita.h>
#include <string.h>

/*                          0         1         2         3         4         5 */
/*                          012345678901234567890123456789012345678901234567890123456 */
static const char text[] = "A quotation that holds a name in it, and some more words.\n"
                           "Another paragraph.\n";

typedef struct
{
  ManiProject *project;
  ManiArticle *article;
  GtkWidget *view;
  GtkWidget *window;
  ManiBufferMap *map;
  ManiStylePlan *plan;
  ManiMarkPainter *painter;
  cairo_surface_t *surface;
  GtkTextTagTable *tags;
} Canvas;

static void
open_canvas (Canvas *canvas)
{
  GtkTextBuffer *buffer;

  canvas->project = fixture_project (text, &canvas->article);
  canvas->map = mani_buffer_map_new (mani_article_get_offset_map (canvas->article));
  canvas->plan = mani_style_plan_new (canvas->article, canvas->map);
  canvas->tags = mani_article_styles_new_tags ();
  buffer = gtk_text_buffer_new (canvas->tags);
  gtk_text_buffer_set_text (buffer, text, -1);
  canvas->view = gtk_text_view_new_with_buffer (buffer);
  g_object_unref (buffer);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (canvas->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_pixels_inside_wrap (GTK_TEXT_VIEW (canvas->view), 12);
  gtk_text_view_set_pixels_below_lines (GTK_TEXT_VIEW (canvas->view), 12);
  gtk_text_view_set_pixels_above_lines (GTK_TEXT_VIEW (canvas->view), 12);
  canvas->painter = mani_mark_painter_new (GTK_TEXT_VIEW (canvas->view));
  mani_mark_painter_set_text (canvas->painter, canvas->map, canvas->plan);
  mani_mark_painter_set_marks (
      canvas->painter, canvas->project,
      mani_project_get_annotations (canvas->project,
                                    mani_record_get_id (MANI_RECORD (canvas->article))));
  mani_mark_painter_set_metrics (canvas->painter, 12, 16);
  canvas->surface = NULL;
  canvas->window = fixture_window (canvas->view, 700, 300);
  fixture_wait (200);
}

static void
close_canvas (Canvas *canvas)
{
  g_clear_pointer (&canvas->surface, cairo_surface_destroy);
  mani_mark_painter_free (canvas->painter);
  gtk_window_destroy (GTK_WINDOW (canvas->window));
  mani_style_plan_free (canvas->plan);
  mani_buffer_map_free (canvas->map);
  g_object_unref (canvas->tags);
  fixture_wait (20);
  g_assert_finalize_object (canvas->project);
}

static void
paint (Canvas *canvas)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  cairo_t *cr;

  g_clear_pointer (&canvas->surface, cairo_surface_destroy);
  canvas->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 700, 300);
  mani_mark_painter_snapshot (canvas->painter, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node != NULL)
    {
      cr = cairo_create (canvas->surface);
      gsk_render_node_draw (node, cr);
      cairo_destroy (cr);
      gsk_render_node_unref (node);
    }
  cairo_surface_flush (canvas->surface);
}

static guint32
get_pixel (Canvas *canvas, int x, int y)
{
  const guchar *data = cairo_image_surface_get_data (canvas->surface);
  int stride = cairo_image_surface_get_stride (canvas->surface);
  guint32 pixel;

  g_assert_true (x >= 0 && x < 700 && y >= 0 && y < 300);
  memcpy (&pixel, data + y * stride + x * 4, 4);

  return pixel;
}

static GdkRectangle
locate (Canvas *canvas, guint offset)
{
  GtkTextIter iter;
  GdkRectangle location;

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (GTK_TEXT_VIEW (canvas->view)),
                                      &iter, offset);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (canvas->view), &iter, &location);

  return location;
}

/* In the upper half of the character, where there are no underlines. */
static guint32
get_fill (Canvas *canvas, guint offset)
{
  GdkRectangle location = locate (canvas, offset);

  return get_pixel (canvas, location.x + location.width / 2, location.y + 4);
}

static guint32
to_pixel (GdkRGBA color)
{
  return 0xff000000 | (guint32) (color.red * 255 + 0.5f) << 16 |
         (guint32) (color.green * 255 + 0.5f) << 8 | (guint32) (color.blue * 255 + 0.5f);
}

static void
assert_near (guint32 pixel, guint32 expected)
{
  for (guint shift = 0; shift < 32; shift += 8)
    g_assert_cmpint (ABS ((int) (pixel >> shift & 0xff) - (int) (expected >> shift & 0xff)), <=, 1);
}

static GdkRGBA
get_color (Canvas *canvas, const char *label)
{
  ManiLabel *record = mani_project_lookup (canvas->project, MANI_KIND_LABEL, label);
  GdkRGBA color;

  g_assert_true (gdk_rgba_parse (&color, mani_label_get_color (record)));

  return color;
}

/* Whether a line of @label is in the rows below the character. */
static gboolean
has_line (Canvas *canvas, guint offset, const char *label, int from, int to)
{
  GdkRectangle location = locate (canvas, offset);
  GdkRGBA color = get_color (canvas, label);
  guint32 line =
      to_pixel (mani_mark_palette_get_line (mani_mark_palette_get (FALSE, FALSE), &color));

  for (int y = from; y < to; y++)
    for (int x = location.x; x < location.x + location.width; x++)
      if (get_pixel (canvas, x, location.y + location.height + y) == line)
        return TRUE;

  return FALSE;
}

static void
test_nested_marks (void)
{
  const ManiMarkPalette *palette = mani_mark_palette_get (FALSE, FALSE);
  Canvas canvas;
  g_autoptr (ManiAnnotation) outer = NULL;
  g_autoptr (ManiAnnotation) inner = NULL;
  GdkRGBA colors[2];

  open_canvas (&canvas);
  colors[0] = get_color (&canvas, "place");
  colors[1] = get_color (&canvas, "person");

  paint (&canvas);
  g_assert_cmphex (get_fill (&canvas, 26), ==, 0);

  outer = fixture_mark (canvas.project, canvas.article, "place", 2, 35);
  inner = fixture_mark (canvas.project, canvas.article, "person", 25, 29);
  mani_mark_painter_drop_marks (canvas.painter);
  paint (&canvas);

  g_assert_cmphex (get_fill (&canvas, 0), ==, 0);
  assert_near (get_fill (&canvas, 3),
               to_pixel (mani_mark_palette_get_fill (palette, colors, 1, FALSE)));
  assert_near (get_fill (&canvas, 26),
               to_pixel (mani_mark_palette_get_fill (palette, colors, 2, FALSE)));
  assert_near (get_fill (&canvas, 34),
               to_pixel (mani_mark_palette_get_fill (palette, colors, 1, FALSE)));
  g_assert_cmphex (get_fill (&canvas, 36), ==, 0);
  g_assert_cmphex (get_fill (&canvas, 60), ==, 0);

  /* The inner line touches the words, the outer one runs below it, and both are seen. */
  g_assert_true (has_line (&canvas, 27, "person", -2, 1));
  g_assert_false (has_line (&canvas, 27, "place", -2, 1));
  g_assert_true (has_line (&canvas, 26, "place", 1, 5) || has_line (&canvas, 27, "place", 1, 5));
  g_assert_false (has_line (&canvas, 5, "person", -2, 8));

  close_canvas (&canvas);
}

static void
test_edits_show (void)
{
  Canvas canvas;
  g_autoptr (ManiAnnotation) mark = NULL;
  g_autoptr (ManiEdit) edit = mani_edit_new ("Remove");
  g_autoptr (ManiEdit) undo = NULL;

  open_canvas (&canvas);
  mark = fixture_mark (canvas.project, canvas.article, "person", 2, 11);
  mani_mark_painter_drop_marks (canvas.painter);
  paint (&canvas);
  g_assert_cmphex (get_fill (&canvas, 4), !=, 0);

  mani_edit_remove (edit, mark);
  undo = mani_project_apply (canvas.project, edit, NULL);
  mani_mark_painter_drop_marks (canvas.painter);
  paint (&canvas);
  g_assert_cmphex (get_fill (&canvas, 4), ==, 0);

  close_canvas (&canvas);
}

static void
test_parts_apart_are_joined (void)
{
  Canvas canvas;
  const ManiRange ranges[] = { { 2, 6 }, { 23, 29 } };
  g_autoptr (ManiAnnotation) mark = NULL;
  g_autoptr (ManiEdit) edit = mani_edit_new ("Mark");
  g_autoptr (ManiEdit) undo = NULL;

  open_canvas (&canvas);
  mark = fixture_annotation (canvas.article, "person", ranges, 2);
  mani_edit_add (edit, mark);
  undo = mani_project_apply (canvas.project, edit, NULL);
  mani_mark_painter_drop_marks (canvas.painter);
  paint (&canvas);

  g_assert_cmphex (get_fill (&canvas, 3), !=, 0);
  g_assert_cmphex (get_fill (&canvas, 12), ==, 0);
  g_assert_cmphex (get_fill (&canvas, 25), !=, 0);
  g_assert_true (has_line (&canvas, 3, "person", -2, 2));
  /* Dots, thinner than the line. */
  g_assert_true (has_line (&canvas, 12, "person", -2, 1) ||
                 has_line (&canvas, 13, "person", -2, 1));
  g_assert_false (has_line (&canvas, 31, "person", -2, 2));

  close_canvas (&canvas);
}

static void
test_empty_range_is_a_tick (void)
{
  Canvas canvas;
  g_autoptr (ManiAnnotation) mark = NULL;
  GdkRectangle location;

  open_canvas (&canvas);
  mark = fixture_mark (canvas.project, canvas.article, "person", 23, 23);
  mani_mark_painter_drop_marks (canvas.painter);
  paint (&canvas);

  location = locate (&canvas, 23);
  for (int y = 2; y < location.height - 2; y++)
    g_assert_cmphex (get_pixel (&canvas, location.x, location.y + y), !=, 0);
  g_assert_cmphex (get_pixel (&canvas, location.x + 6, location.y + location.height / 2), ==, 0);

  close_canvas (&canvas);
}

static void
test_selected_hovered_and_found (void)
{
  const ManiMarkPalette *palette = mani_mark_palette_get (FALSE, FALSE);
  Canvas canvas;
  g_autoptr (ManiAnnotation) mark = NULL;
  GdkRGBA color;
  GdkRectangle location;
  const ManiRange hit = { 41, 45 };

  open_canvas (&canvas);
  color = get_color (&canvas, "person");
  mark = fixture_mark (canvas.project, canvas.article, "person", 2, 11);
  mani_mark_painter_drop_marks (canvas.painter);
  mani_mark_painter_set_hovered (canvas.painter, mark);
  mani_mark_painter_set_selected (canvas.painter, mark);
  mani_mark_painter_set_find_hits (canvas.painter, &hit, 1, 0);
  paint (&canvas);

  assert_near (get_fill (&canvas, 5),
               to_pixel (mani_mark_palette_get_fill (palette, &color, 1, TRUE)));
  location = locate (&canvas, 5);
  assert_near (get_pixel (&canvas, location.x, location.y - 2), to_pixel (palette->accent));
  assert_near (get_fill (&canvas, 42), to_pixel (palette->find));
  location = locate (&canvas, 42);
  assert_near (get_pixel (&canvas, location.x, location.y - 1), to_pixel (palette->find_line));

  mani_mark_painter_set_hovered (canvas.painter, NULL);
  mani_mark_painter_set_selected (canvas.painter, NULL);
  mani_mark_painter_set_find_hits (canvas.painter, NULL, 0, -1);
  paint (&canvas);
  assert_near (get_fill (&canvas, 5),
               to_pixel (mani_mark_palette_get_fill (palette, &color, 1, FALSE)));
  location = locate (&canvas, 5);
  g_assert_cmphex (get_pixel (&canvas, location.x, location.y - 2), ==, 0);
  g_assert_cmphex (get_fill (&canvas, 42), ==, 0);

  close_canvas (&canvas);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/app/mark-painter/nested-marks-are-both-seen", test_nested_marks);
  g_test_add_func ("/app/mark-painter/edits-show", test_edits_show);
  g_test_add_func ("/app/mark-painter/parts-apart-are-joined", test_parts_apart_are_joined);
  g_test_add_func ("/app/mark-painter/empty-range-is-a-tick", test_empty_range_is_a_tick);
  g_test_add_func ("/app/mark-painter/selected-hovered-and-found", test_selected_hovered_and_found);

  return g_test_run ();
}
