/* SPDX-License-Identifier: GPL-3.0-or-later */

/* gtk_text_view_get_iter_location() costs about 4 us, so each character is asked for at most once,
 * and only when a stretch begins or ends there (or, in bidirectional text, covers it). */

#include "mani-mark-shape.h"

#include "mani-direction.h"

#include <string.h>

#define UNKNOWN G_MININT32

struct _ManiMarkShape
{
  GtkTextView *view;
  guint offset; /* of the paragraph, in the buffer */
  guint length;
  int height;
  gboolean is_bidi;
  gboolean is_rtl;
  GArray *lines; /* ManiDisplayLine */
  gint32 *left;  /* of each character, UNKNOWN until asked for */
  gint32 *right;
};

static void
measure (ManiMarkShape *self, guint offset)
{
  GtkTextIter iter;
  GdkRectangle location;

  if (self->left[offset] != UNKNOWN)
    return;

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (self->view), &iter,
                                      self->offset + offset);
  gtk_text_view_get_iter_location (self->view, &iter, &location);
  /* The width is negative where text runs from right to left. */
  self->left[offset] = MIN (location.x, location.x + location.width);
  self->right[offset] = MAX (location.x, location.x + location.width);
}

static void
find_direction (ManiMarkShape *self, const char *text)
{
  ManiDirection direction = mani_direction_of_paragraph (text, strlen (text), &self->is_bidi);

  self->is_rtl = direction == MANI_DIRECTION_RTL;
  /* Where nothing is strong, GTK takes the direction from elsewhere. */
  if (direction == MANI_DIRECTION_NONE)
    {
      self->is_bidi = TRUE;
      self->is_rtl = gtk_widget_get_direction (GTK_WIDGET (self->view)) == GTK_TEXT_DIR_RTL;
    }
}

/* Characters of another font can be lower or higher than the first one: the last one counts too. */
static void
add_height (ManiMarkShape *self, ManiDisplayLine *line, int top)
{
  GtkTextIter iter;
  GdkRectangle location;
  int bottom;

  if (line->visible_end <= line->start + 1)
    return;
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (self->view), &iter,
                                      self->offset + line->visible_end - 1);
  gtk_text_view_get_iter_location (self->view, &iter, &location);
  bottom = MAX (line->y + line->height, location.y - top + location.height);
  line->y = MIN (line->y, location.y - top);
  line->height = bottom - line->y;
}

static void
find_lines (ManiMarkShape *self, const GtkTextIter *paragraph, const char *text, int top)
{
  GtkTextIter iter = *paragraph;
  const char *p = text;
  guint start = 0;

  for (;;)
    {
      ManiDisplayLine line = { .start = start, .visible_end = start };
      GdkRectangle location;
      GtkTextIter next = iter;
      guint i;

      gtk_text_view_get_iter_location (self->view, &iter, &location);
      line.y = location.y - top;
      line.height = location.height;

      /* To where the next display line starts, which may be in the next paragraph. */
      line.end = self->length;
      if (gtk_text_view_forward_display_line (self->view, &next))
        {
          guint offset = gtk_text_iter_get_offset (&next) - self->offset;

          if (offset > start && offset < self->length)
            line.end = offset;
        }

      for (i = start; i < line.end; i++)
        {
          gunichar c = g_utf8_get_char (p);

          if (!g_unichar_isspace (c))
            line.visible_end = i + 1;
          p = g_utf8_next_char (p);
        }
      add_height (self, &line, top);
      g_array_append_val (self->lines, line);
      if (line.end >= self->length)
        break;
      start = line.end;
      gtk_text_iter_set_line_offset (&iter, start);
    }
}

ManiMarkShape *
mani_mark_shape_new (GtkTextView *view, const GtkTextIter *paragraph)
{
  ManiMarkShape *self = g_new0 (ManiMarkShape, 1);
  GtkTextIter end = *paragraph;
  g_autofree char *text = NULL;
  int top;

  self->view = view;
  self->offset = gtk_text_iter_get_offset (paragraph);
  self->lines = g_array_new (FALSE, FALSE, sizeof (ManiDisplayLine));
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  self->length = gtk_text_iter_get_offset (&end) - self->offset;
  self->left = g_new (gint32, self->length + 1);
  self->right = g_new (gint32, self->length + 1);
  for (guint i = 0; i <= self->length; i++)
    self->left[i] = UNKNOWN;

  gtk_text_view_get_line_yrange (view, paragraph, &top, &self->height);
  text = gtk_text_iter_get_slice (paragraph, &end);
  find_direction (self, text);
  find_lines (self, paragraph, text, top);

  return self;
}

void
mani_mark_shape_free (ManiMarkShape *self)
{
  g_array_unref (self->lines);
  g_free (self->left);
  g_free (self->right);
  g_free (self);
}

int
mani_mark_shape_get_height (ManiMarkShape *self)
{
  return self->height;
}

guint
mani_mark_shape_get_length (ManiMarkShape *self)
{
  return self->length;
}

gboolean
mani_mark_shape_is_bidi (ManiMarkShape *self)
{
  return self->is_bidi;
}

gboolean
mani_mark_shape_is_rtl (ManiMarkShape *self)
{
  return self->is_rtl;
}

const ManiDisplayLine *
mani_mark_shape_get_lines (ManiMarkShape *self, guint *n)
{
  *n = self->lines->len;
  return (const ManiDisplayLine *) (void *) self->lines->data;
}

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  return ((const ManiRun *) a)->x - ((const ManiRun *) b)->x;
}

/* The runs of characters that lie side by side, whatever their order in the text. */
static void
get_bidi_runs (ManiMarkShape *self, guint line, guint start, guint end, GArray *runs)
{
  guint first = runs->len;
  guint kept = first;

  for (guint i = start; i < end; i++)
    {
      ManiRun *last = runs->len > first ? &g_array_index (runs, ManiRun, runs->len - 1) : NULL;

      measure (self, i);
      if (last != NULL && self->left[i] <= last->x + last->width && self->right[i] >= last->x)
        {
          int right = MAX (last->x + last->width, self->right[i]);

          last->x = MIN (last->x, self->left[i]);
          last->width = right - last->x;
        }
      else
        {
          ManiRun run = { self->left[i], self->right[i] - self->left[i], line };

          g_array_append_val (runs, run);
        }
    }

  if (runs->len - first < 2)
    return;
  qsort (&g_array_index (runs, ManiRun, first), runs->len - first, sizeof (ManiRun), compare_runs);
  for (guint i = first + 1; i < runs->len; i++)
    {
      ManiRun *last = &g_array_index (runs, ManiRun, kept);
      ManiRun *run = &g_array_index (runs, ManiRun, i);

      if (run->x <= last->x + last->width)
        last->width = MAX (last->x + last->width, run->x + run->width) - last->x;
      else
        g_array_index (runs, ManiRun, ++kept) = *run;
    }
  g_array_set_size (runs, kept + 1);
}

static guint
find_line (ManiMarkShape *self, guint offset)
{
  guint low = 0;
  guint high = self->lines->len - 1;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->lines, ManiDisplayLine, middle).end <= offset)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* Where the characters before @offset end, in a line that runs from left to right: where the next
 * one begins, which is right for clusters too. */
static int
get_right (ManiMarkShape *self, const ManiDisplayLine *line, guint offset)
{
  if (offset < line->end || offset == self->length)
    {
      measure (self, offset);
      return self->left[offset];
    }
  measure (self, offset - 1);

  return self->right[offset - 1];
}

void
mani_mark_shape_get_runs (ManiMarkShape *self, guint start, guint end, GArray *runs)
{
  end = MIN (end, self->length);
  for (guint i = find_line (self, start); i < self->lines->len; i++)
    {
      const ManiDisplayLine *line = &g_array_index (self->lines, ManiDisplayLine, i);
      guint from = MAX (start, line->start);
      guint to = MIN (end, line->visible_end);

      if (line->start >= end)
        break;
      if (from >= to)
        continue;
      if (self->is_bidi)
        get_bidi_runs (self, i, from, to, runs);
      else
        {
          ManiRun run = { .line = i };

          measure (self, from);
          run.x = self->left[from];
          run.width = get_right (self, line, to) - run.x;
          g_array_append_val (runs, run);
        }
    }
}

int
mani_mark_shape_get_x (ManiMarkShape *self, guint offset, guint *line)
{
  GtkTextIter iter;
  GdkRectangle location;

  offset = MIN (offset, self->length);
  *line = find_line (self, offset);
  /* The location's x is where the character begins, on its right side if it runs to the left. */
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (self->view), &iter,
                                      self->offset + offset);
  gtk_text_view_get_iter_location (self->view, &iter, &location);

  return location.x;
}
