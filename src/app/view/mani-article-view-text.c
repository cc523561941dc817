/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the text comes into the buffer, and how a jump lands.
 *
 * Text is set in one call, without undo: that is the fastest way, also for 10 MB. GTK then lays it
 * out bit by bit, and until that is done a plain scroll lands in the wrong place, as lines that are
 * not laid out yet count as nothing. So a jump into such a text sets only a window around the
 * target, scrolls inside it, and then inserts what precedes and follows in one call each; the
 * target is on the screen with the next frame, the whole text is there with the one after it.
 *
 * While GTK lays out lines above the screen it moves the page so that its top line stays. But it
 * learns of the new height only with the next frame, and cuts the move off at the old one; so until
 * all is laid out the adjustment is told an estimated height (raise_upper()). */

#include "mani-article-view-private.h"

#include <string.h>

/* Characters to either side of a jump's target that are set first. */
#define WINDOW_RADIUS 60000
/* Characters at the start of which the styles are applied with the text; the rest follows. */
#define FIRST_STYLES 30000
/* How long styles are applied at a time, in microseconds. */
#define STYLE_SLICE 4000
/* Frames. */
#define MAX_TRIES 8

/* No less than the whole text will be high, as a rule. */
static double
estimate_height (ManiArticleView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  double line = self->line + gtk_text_view_get_pixels_inside_wrap (view);
  double n_lines =
      self->n_paragraphs + 1.25 * mani_article_get_length (self->shown) /
                               MAX (1, MIN (self->column, self->width) / self->character);

  return n_lines * line + self->n_paragraphs * gtk_text_view_get_pixels_above_lines (view);
}

static void
raise_upper (ManiArticleView *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));
  double height;

  if (self->is_valid || self->shown == NULL || self->width == 0)
    return;
  height = estimate_height (self) + 2 * gtk_adjustment_get_page_size (adjustment);
  if (gtk_adjustment_get_upper (adjustment) < height)
    gtk_adjustment_set_upper (adjustment, height);
}

static void
adjustment_changed_cb (ManiArticleView *self)
{
  raise_upper (self);
}

void
mani_article_view_watch_adjustment (ManiArticleView *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));

  if (adjustment == self->adjustment)
    return;
  if (self->adjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustment, self);
  g_set_object (&self->adjustment, adjustment);
  if (adjustment != NULL)
    g_signal_connect_swapped (adjustment, "changed", G_CALLBACK (adjustment_changed_cb), self);
}

static gboolean
valid_cb (gpointer data)
{
  ManiArticleView *self = data;

  self->valid_source = 0;
  self->is_valid = TRUE;
  /* The adjustment gets the true height. Not by queue_allocate(): the scrolled window, told of it,
   * would queue a resize while its ancestors are being allocated, and the window stay blank. */
  gtk_widget_queue_resize (GTK_WIDGET (self));
  /* A jump that could not land before can now. */
  if (self->jump.is_active)
    mani_article_view_continue_jump (self);

  return G_SOURCE_REMOVE;
}

void
mani_article_view_invalidate (ManiArticleView *self)
{
  mani_mark_painter_drop_layout (self->painter);
  self->is_valid = FALSE;
  g_clear_handle_id (&self->valid_source, g_source_remove);
  /* GTK lays out at a higher priority, so this runs when it has finished. */
  self->valid_source = g_idle_add_full (G_PRIORITY_LOW, valid_cb, self, NULL);
}

static gboolean
apply_styles_cb (gpointer data)
{
  ManiArticleView *self = data;

  /* A window of a text has what it needs. */
  if (self->jump.is_active && self->jump.step == JUMP_WINDOW)
    return G_SOURCE_CONTINUE;

  if (mani_style_plan_apply_some (self->plan, self->buffer, &self->next_style,
                                  g_get_monotonic_time () + STYLE_SLICE))
    return G_SOURCE_CONTINUE;

  self->style_source = 0;
  mani_article_view_invalidate (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

static void
apply_styles (ManiArticleView *self)
{
  self->next_style = 0;
  g_clear_handle_id (&self->style_source, g_source_remove);
  /* After the frame, before GTK goes on laying out. */
  self->style_source = g_idle_add_full (GDK_PRIORITY_REDRAW + 1, apply_styles_cb, self, NULL);
}

/* Sets the buffer to what the map's window says. */
static void
set_text (ManiArticleView *self, ManiRange window)
{
  g_autofree char *to_free = NULL;
  const char *text;
  gsize n_bytes;
  ManiRange first = window;

  mani_buffer_map_set_window (self->map, window);
  text = mani_buffer_map_get_display_text (self->map, window, &n_bytes, &to_free);
  gtk_text_buffer_set_text (self->buffer, text, n_bytes);
  if (mani_article_get_length (self->shown) == window.end - window.start)
    first.end = MIN (window.end, FIRST_STYLES);
  mani_style_plan_apply (self->plan, self->buffer, first);
}

static void
insert_at (ManiArticleView *self, gboolean at_start, ManiRange range)
{
  g_autofree char *to_free = NULL;
  const char *text;
  gsize n_bytes;
  GtkTextIter iter;

  if (range.start == range.end)
    return;
  text = mani_buffer_map_get_display_text (self->map, range, &n_bytes, &to_free);
  if (at_start)
    gtk_text_buffer_get_start_iter (self->buffer, &iter);
  else
    gtk_text_buffer_get_end_iter (self->buffer, &iter);
  gtk_text_buffer_insert (self->buffer, &iter, text, n_bytes);
}

/* The rest of the text around the window. */
static void
fill (ManiArticleView *self)
{
  ManiRange window = mani_buffer_map_get_window (self->map);
  guint length = mani_article_get_length (self->shown);

  self->block_selection++;
  insert_at (self, FALSE, (ManiRange){ window.end, length });
  insert_at (self, TRUE, (ManiRange){ 0, window.start });
  mani_buffer_map_set_window (self->map, (ManiRange){ 0, length });
  self->block_selection--;
  apply_styles (self);
  mani_article_view_invalidate (self);
}

void
mani_article_view_unload (ManiArticleView *self)
{
  self->jump.step = JUMP_START;
  mani_article_view_stop_jump (self);
  mani_article_view_stop_hold (self);
  g_clear_handle_id (&self->style_source, g_source_remove);
  g_clear_handle_id (&self->valid_source, g_source_remove);
  mani_mark_painter_set_text (self->painter, NULL, NULL);
  g_clear_pointer (&self->plan, mani_style_plan_free);
  g_clear_pointer (&self->map, mani_buffer_map_free);
  g_clear_object (&self->shown);
}

static guint
count_paragraphs (ManiArticle *article)
{
  const char *text = mani_article_get_text (article);
  const char *end = text + mani_article_get_n_bytes (article);
  guint n = 1;

  for (const char *p = text; (p = memchr (p, '\n', end - p)) != NULL; p++)
    n++;

  return n;
}

void
mani_article_view_load (ManiArticleView *self)
{
  GtkTextIter start;

  mani_article_view_unload (self);
  self->block_selection++;
  if (self->article == NULL)
    gtk_text_buffer_set_text (self->buffer, "", 0);
  else
    {
      self->shown = g_object_ref (self->article);
      self->map = mani_buffer_map_new (mani_article_get_offset_map (self->shown));
      self->plan = mani_style_plan_new (self->shown, self->map);
      self->n_paragraphs = count_paragraphs (self->shown);
      mani_mark_painter_set_text (self->painter, self->map, self->plan);
      mani_article_view_update_metrics (self);
      set_text (self, (ManiRange){ 0, mani_article_get_length (self->shown) });
      apply_styles (self);
    }
  gtk_text_buffer_get_start_iter (self->buffer, &start);
  gtk_text_buffer_place_cursor (self->buffer, &start);
  gtk_adjustment_set_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self)), 0);
  self->block_selection--;
  mani_article_view_invalidate (self);
  mani_article_view_settle_selection (self);
}

static void
get_target (ManiArticleView *self, GtkTextIter *iter)
{
  gtk_text_buffer_get_iter_at_offset (
      self->buffer, iter, mani_buffer_map_to_buffer (self->map, self->jump.range.start));
}

/* Whether the target's first line is on the screen, clear of its edges. */
static gboolean
has_landed (ManiArticleView *self, gboolean is_strict)
{
  GtkTextIter iter;
  GdkRectangle visible;
  GdkRectangle location;
  int edge = is_strict ? 0 : MIN (48, gtk_widget_get_height (GTK_WIDGET (self)) / 8);

  get_target (self, &iter);
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &visible);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &iter, &location);

  return location.height > 0 && location.y >= visible.y + (visible.y > 0 ? edge : 0) &&
         location.y + location.height <= visible.y + visible.height - edge;
}

/* Whether the reader stands at the target already: what they have just marked must not leap away.
 */
static gboolean
is_at_cursor (ManiArticleView *self)
{
  GtkTextIter iter;
  guint cursor;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, gtk_text_buffer_get_insert (self->buffer));
  cursor = gtk_text_iter_get_offset (&iter);

  return cursor >= mani_buffer_map_to_buffer (self->map, self->jump.range.start) &&
         cursor <= mani_buffer_map_to_buffer_end (self->map, self->jump.range.end);
}

static void
place_selection (ManiArticleView *self)
{
  GtkTextIter start;
  GtkTextIter end;

  self->block_selection++;
  get_target (self, &start);
  end = start;
  if (self->jump.select)
    gtk_text_buffer_get_iter_at_offset (
        self->buffer, &end, mani_buffer_map_to_buffer_end (self->map, self->jump.range.end));
  gtk_text_buffer_select_range (self->buffer, &end, &start);
  self->block_selection--;
}

/* How far down the page the target is to be. */
static double
get_alignment (ManiArticleView *self)
{
  return self->jump.is_to_top ? 0 : 0.3;
}

/* GTK lays out what is near the target before the next frame, and scrolls if it can. */
static void
scroll (ManiArticleView *self)
{
  GtkTextIter iter;

  get_target (self, &iter);
  gtk_text_buffer_move_mark_by_name (self->buffer, "mani-target", &iter);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self),
                                gtk_text_buffer_get_mark (self->buffer, "mani-target"), 0, TRUE, 0,
                                get_alignment (self));
}

/* Where the page should be. */
static double
get_wanted_value (ManiArticleView *self)
{
  GtkTextIter iter;
  GdkRectangle location;

  get_target (self, &iter);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &iter, &location);

  return MAX (location.y - (int) (get_alignment (self) * gtk_widget_get_height (GTK_WIDGET (self))),
              0);
}

static gboolean
is_in_place (ManiArticleView *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));

  return has_landed (self, TRUE) &&
         ABS (gtk_adjustment_get_value (adjustment) - get_wanted_value (self)) < 2 * self->line;
}

/* What GTK has laid out it takes into account for scrolling only with the next frame; this scrolls
 * at once. */
static void
scroll_now (ManiArticleView *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));
  double page = gtk_widget_get_height (GTK_WIDGET (self));
  double value = get_wanted_value (self);

  gtk_adjustment_set_upper (adjustment, MAX (gtk_adjustment_get_upper (adjustment), value + page));
  /* Ends the animation that GTK may have begun. */
  gtk_adjustment_set_value (adjustment, value);
}

/* Whether the target's line is the first of the page, or the page is the last of the text. */
static gboolean
is_at_top (ManiArticleView *self)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));
  double value = gtk_adjustment_get_value (adjustment);

  return ABS (value - get_wanted_value (self)) < 1 ||
         value + gtk_adjustment_get_page_size (adjustment) >=
             gtk_adjustment_get_upper (adjustment) - 1;
}

static gboolean
jump_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  ManiArticleView *self = MANI_ARTICLE_VIEW (widget);

  self->jump.source = 0;
  mani_article_view_continue_jump (self);

  return G_SOURCE_REMOVE;
}

static void
continue_soon (ManiArticleView *self)
{
  if (self->jump.source == 0)
    self->jump.source = gtk_widget_add_tick_callback (GTK_WIDGET (self), jump_cb, NULL, NULL);
}

/* Takes a window of the text, scrolls inside it. */
static void
start_in_window (ManiArticleView *self)
{
  ManiRange window =
      mani_buffer_map_get_window_around (self->map, self->jump.range.start, WINDOW_RADIUS);
  ManiRange present = mani_buffer_map_get_window (self->map);

  self->block_selection++;
  if (window.start != present.start || window.end != present.end)
    {
      set_text (self, window);
      mani_article_view_invalidate (self);
    }
  self->block_selection--;
  place_selection (self);
  scroll (self);
  self->jump.step = JUMP_WINDOW;
}

void
mani_article_view_continue_jump (ManiArticleView *self)
{
  ManiJump *jump = &self->jump;

  if (!jump->is_active || self->map == NULL || self->width == 0)
    return;

  switch (jump->step)
    {
    case JUMP_START:
      if (self->is_valid)
        {
          place_selection (self);
          scroll_now (self);
          jump->step = JUMP_FILLED;
        }
      else
        start_in_window (self);
      continue_soon (self);
      break;

    case JUMP_WINDOW:
      /* GTK has laid out the lines near the target; the page may still slip while it does so. */
      if (is_in_place (self) || ++jump->tries >= MAX_TRIES)
        {
          fill (self);
          jump->step = JUMP_FILLED;
          jump->tries = 0;
        }
      else
        scroll_now (self);
      continue_soon (self);
      break;

    case JUMP_FILLED:
    default:
      if (has_landed (self, TRUE) && (!jump->is_to_top || is_at_top (self)))
        {
          jump->is_active = FALSE;
          mani_article_view_settle_selection (self);
        }
      else if (++jump->tries < MAX_TRIES)
        {
          scroll_now (self);
          continue_soon (self);
        }
      else
        /* When all is laid out, it is sure to land: valid_cb() goes on. */
        *jump = (ManiJump){ .is_active = !self->is_valid,
                            .select = jump->select,
                            .is_to_top = jump->is_to_top,
                            .range = jump->range,
                            .step = JUMP_START };
      break;
    }
}

void
mani_article_view_stop_jump (ManiArticleView *self)
{
  if (self->jump.source != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->jump.source);
  self->jump.source = 0;
  if (self->jump.is_active && self->jump.step == JUMP_WINDOW)
    fill (self);
  self->jump.is_active = FALSE;
}

static void
begin_jump (ManiArticleView *self, ManiJump jump)
{
  guint length = mani_article_get_length (self->shown);

  mani_article_view_stop_jump (self);
  mani_article_view_stop_hold (self);
  jump.is_active = TRUE;
  jump.range.start = MIN (jump.range.start, length);
  jump.range.end = CLAMP (jump.range.end, jump.range.start, length);
  self->jump = jump;
}

void
mani_article_view_show_range (ManiArticleView *self, ManiRange range, gboolean select)
{
  g_return_if_fail (MANI_IS_ARTICLE_VIEW (self));

  if (self->map == NULL)
    return;

  begin_jump (self, (ManiJump){ .select = select, .range = range });
  /* What is not laid out counts as nothing: anything would seem to be on the screen. */
  if (self->is_valid && self->width > 0 && has_landed (self, is_at_cursor (self)))
    {
      place_selection (self);
      self->jump.is_active = FALSE;
      mani_article_view_settle_selection (self);
      return;
    }
  mani_article_view_continue_jump (self);
}

guint
mani_article_view_get_top (ManiArticleView *self)
{
  g_return_val_if_fail (MANI_IS_ARTICLE_VIEW (self), 0);

  return mani_article_view_get_visible_range (self).start;
}

void
mani_article_view_show_top (ManiArticleView *self, guint offset)
{
  g_return_if_fail (MANI_IS_ARTICLE_VIEW (self));

  if (self->map == NULL)
    return;
  begin_jump (self, (ManiJump){ .is_to_top = TRUE, .range = { offset, offset } });
  mani_article_view_continue_jump (self);
}

gboolean
mani_article_view_is_jumping (ManiArticleView *self)
{
  return self->jump.is_active;
}
