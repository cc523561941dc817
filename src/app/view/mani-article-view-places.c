/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What others ask the view: what is selected, what is at a place, where a range is. */

#include "mani-article-view-private.h"

#include "mani-breaks.h"

gboolean
mani_article_view_get_selection (ManiArticleView *self, ManiRange *range)
{
  GtkTextIter start;
  GtkTextIter end;
  guint from;
  guint to;

  g_return_val_if_fail (MANI_IS_ARTICLE_VIEW (self), FALSE);

  *range = (ManiRange){ 0, 0 };
  if (self->map == NULL)
    return FALSE;

  gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end);
  from = mani_buffer_map_to_document (self->map, gtk_text_iter_get_offset (&start));
  to = mani_buffer_map_to_document (self->map, gtk_text_iter_get_offset (&end));
  if (from < to)
    mani_breaks_snap_graphemes (mani_article_get_text (self->shown),
                                mani_article_get_offset_map (self->shown), &from, &to);
  *range = (ManiRange){ from, to };

  return from < to;
}

static void
get_iters (ManiArticleView *self, ManiRange range, GtkTextIter *start, GtkTextIter *end)
{
  gtk_text_buffer_get_iter_at_offset (self->buffer, start,
                                      mani_buffer_map_to_buffer (self->map, range.start));
  if (range.start == range.end)
    *end = *start;
  else
    gtk_text_buffer_get_iter_at_offset (self->buffer, end,
                                        mani_buffer_map_to_buffer_end (self->map, range.end));
}

void
mani_article_view_set_selection (ManiArticleView *self, const ManiRange *range)
{
  ManiRange present;
  gboolean has_selection;
  GtkTextIter start;
  GtkTextIter end;

  g_return_if_fail (MANI_IS_ARTICLE_VIEW (self));

  if (self->map == NULL)
    return;

  /* What is so already stays, with the caret at its end or its start. */
  has_selection = mani_article_view_get_selection (self, &present);
  if (range == NULL || range->start == range->end
          ? !has_selection
          : has_selection && range->start == present.start && range->end == present.end)
    {
      mani_article_view_settle_selection (self);
      return;
    }

  if (range != NULL)
    get_iters (self, *range, &start, &end);
  else
    {
      gtk_text_buffer_get_iter_at_mark (self->buffer, &end,
                                        gtk_text_buffer_get_insert (self->buffer));
      start = end;
    }
  gtk_text_buffer_select_range (self->buffer, &end, &start);
  self->is_shift_held = FALSE;
  mani_article_view_settle_selection (self);
}

guint
mani_article_view_get_caret (ManiArticleView *self)
{
  GtkTextIter iter;

  g_return_val_if_fail (MANI_IS_ARTICLE_VIEW (self), 0);

  if (self->map == NULL)
    return 0;
  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, gtk_text_buffer_get_insert (self->buffer));

  return mani_buffer_map_to_document (self->map, gtk_text_iter_get_offset (&iter));
}

ManiRange
mani_article_view_get_visible_range (ManiArticleView *self)
{
  GdkRectangle visible;
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (MANI_IS_ARTICLE_VIEW (self), (ManiRange){ 0 });

  if (self->map == NULL)
    return (ManiRange){ 0, 0 };
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &visible);
  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), &start, 0, visible.y);
  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), &end, visible.width,
                                      visible.y + visible.height - 1);

  return (ManiRange){ mani_buffer_map_to_document (self->map, gtk_text_iter_get_offset (&start)),
                      mani_buffer_map_to_document (self->map, gtk_text_iter_get_offset (&end)) };
}

gboolean
mani_article_view_get_offset_at (ManiArticleView *self, double x, double y, guint *offset)
{
  GtkTextIter iter;
  GdkRectangle location;
  int buffer_x;
  int buffer_y;

  g_return_val_if_fail (MANI_IS_ARTICLE_VIEW (self), FALSE);

  if (self->map == NULL)
    return FALSE;
  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, x, y,
                                         &buffer_x, &buffer_y);
  /* The character, where get_iter_at_location() gives the nearest place for a caret. */
  if (!gtk_text_view_get_iter_at_position (GTK_TEXT_VIEW (self), &iter, NULL, buffer_x, buffer_y))
    return FALSE;
  /* The place found may be after the last character of a line, or in the space between lines. */
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &iter, &location);
  if (buffer_y < location.y - 4 ||
      buffer_y > location.y + location.height +
                     gtk_text_view_get_pixels_inside_wrap (GTK_TEXT_VIEW (self)))
    return FALSE;
  *offset = mani_buffer_map_to_document (self->map, gtk_text_iter_get_offset (&iter));

  return TRUE;
}

static guint
get_width (ManiAnnotation *annotation)
{
  ManiRange extent = mani_annotation_get_extent (annotation);

  return extent.end - extent.start;
}

static int
compare_widths (gconstpointer a, gconstpointer b)
{
  guint width_a = get_width (*(ManiAnnotation *const *) a);
  guint width_b = get_width (*(ManiAnnotation *const *) b);

  return width_a < width_b ? -1 : width_a > width_b;
}

GPtrArray *
mani_article_view_get_annotations_at (ManiArticleView *self, guint offset)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (guint));
  GPtrArray *stack = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (MANI_IS_ARTICLE_VIEW (self), stack);

  if (self->annotations == NULL)
    return stack;
  mani_table_query (self->annotations, offset, offset, hits);
  for (guint i = 0; i < hits->len; i++)
    g_ptr_array_add (
        stack, g_object_ref (mani_table_get (self->annotations, g_array_index (hits, guint, i))));
  g_ptr_array_sort (stack, compare_widths);

  return stack;
}

gboolean
mani_article_view_walk_at (ManiArticleView *self, guint offset)
{
  g_autoptr (GPtrArray) stack = mani_article_view_get_annotations_at (self, offset);
  guint next = 0;

  for (guint i = 0; i < stack->len; i++)
    if (stack->pdata[i] == self->selected)
      next = (i + 1) % stack->len;
  mani_article_view_set_selected (self, stack->len > 0 ? stack->pdata[next] : NULL);

  return stack->len > 0;
}

gboolean
mani_article_view_get_range_rectangle (ManiArticleView *self,
                                       ManiRange range,
                                       GdkRectangle *rectangle)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  ManiRange shown = mani_article_view_get_visible_range (self);
  gboolean found = FALSE;
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (MANI_IS_ARTICLE_VIEW (self), FALSE);

  *rectangle = (GdkRectangle){ 0 };
  if (self->map == NULL || range.end < shown.start || range.start > shown.end)
    return FALSE;
  range.start = MAX (range.start, shown.start);
  range.end = MAX (range.start, MIN (range.end, shown.end));
  get_iters (self, range, &start, &end);

  /* At most a screen of characters, each by itself, as text may run both ways. */
  do
    {
      GdkRectangle location;

      gtk_text_view_get_iter_location (view, &start, &location);
      if (location.width < 0)
        {
          location.x += location.width;
          location.width = -location.width;
        }
      gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, location.x, location.y,
                                             &location.x, &location.y);
      if (found)
        gdk_rectangle_union (rectangle, &location, rectangle);
      else
        *rectangle = location;
      found = TRUE;
    }
  while (gtk_text_iter_forward_char (&start) && gtk_text_iter_compare (&start, &end) < 0);

  return found;
}
