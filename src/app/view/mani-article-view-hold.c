/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The place where one reads stays where it is on the screen while size, face, measure or spacing
 * change: the caret's line if it is on the screen, else the first paragraph
 * that begins there.
 *
 * GTK keeps the paragraph at the top, but not the line in it, and not when it is the caret's line
 * that one looks at. The new heights come bit by bit, so the page is put right with each frame
 * until it has stood still for a few. */

#include "mani-article-view-private.h"

/* Frames. */
#define STILL 6
#define MAX_FRAMES 60

static gboolean
get_y (ManiArticleView *self, GtkTextIter *iter, double *y)
{
  GdkRectangle visible;
  GdkRectangle location;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &visible);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), iter, &location);
  *y = location.y - visible.y;

  return *y >= 0 && *y + location.height <= visible.height;
}

static void
choose_place (ManiArticleView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  ManiHold *hold = &self->hold;
  GdkRectangle visible;
  GtkTextIter iter;
  GtkTextIter first;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, gtk_text_buffer_get_insert (self->buffer));
  if (!get_y (self, &iter, &hold->y))
    {
      gtk_text_view_get_visible_rect (view, &visible);
      gtk_text_view_get_iter_at_location (view, &first, 0, visible.y);
      iter = first;
      /* A paragraph that reaches above the screen may count with its old height for a while. */
      if ((!gtk_text_iter_starts_line (&iter) && !gtk_text_iter_forward_line (&iter)) ||
          !get_y (self, &iter, &hold->y))
        {
          iter = first;
          get_y (self, &iter, &hold->y);
        }
    }
  hold->offset = gtk_text_iter_get_offset (&iter);
}

void
mani_article_view_keep_place (ManiArticleView *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));
  ManiHold *hold = &self->hold;
  GtkTextIter iter;
  double value;
  double page;
  double y;

  if (!hold->is_active)
    return;
  gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, hold->offset);
  get_y (self, &iter, &y);
  value = gtk_adjustment_get_value (adjustment) + y - hold->y;
  if (ABS (y - hold->y) < 1 || (value <= 0 && gtk_adjustment_get_value (adjustment) <= 0))
    {
      hold->n_still++;
      return;
    }
  hold->n_still = 0;
  page = gtk_widget_get_height (GTK_WIDGET (self));
  if (!self->is_valid)
    gtk_adjustment_set_upper (adjustment,
                              MAX (gtk_adjustment_get_upper (adjustment), value + page));
  gtk_adjustment_set_value (adjustment, value);
}

void
mani_article_view_stop_hold (ManiArticleView *self)
{
  ManiHold *hold = &self->hold;

  if (hold->source != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), hold->source);
  hold->source = 0;
  hold->is_active = FALSE;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  ManiArticleView *self = MANI_ARTICLE_VIEW (widget);
  ManiHold *hold = &self->hold;

  mani_article_view_keep_place (self);
  if (hold->n_still < STILL && ++hold->n_frames < MAX_FRAMES)
    return G_SOURCE_CONTINUE;

  hold->source = 0;
  hold->is_active = FALSE;
  hold->value = gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self)));

  return G_SOURCE_REMOVE;
}

void
mani_article_view_hold (ManiArticleView *self)
{
  ManiHold *hold = &self->hold;
  double value;
  double y;
  GtkTextIter iter;

  if (self->map == NULL || self->width == 0 || self->jump.is_active)
    return;

  if (!hold->is_active)
    {
      /* Nobody has moved since the last time: the same place, or steps forth and back would drift.
       */
      value = gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self)));
      gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, hold->offset);
      if (hold->value != value || !get_y (self, &iter, &y) || ABS (y - hold->y) >= 1)
        choose_place (self);
    }
  hold->is_active = TRUE;
  hold->n_still = 0;
  hold->n_frames = 0;
  if (hold->source == 0)
    hold->source = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}
