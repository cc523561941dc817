/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One paragraph's marks as render nodes, relative to its top.
 *
 * Fills do not lie on top of one another: the paragraph is cut where marks begin and end, and each
 * piece gets the one colour that all marks on it give together, which keeps its text legible. */

#include "mani-mark-lanes.h"
#include "mani-mark-painter-private.h"

/* A range of an annotation in the paragraph, or a gap between two. Offsets are the paragraph's. */
typedef struct
{
  ManiAnnotation *annotation;
  ManiMarkLook look;
  guint start;
  guint end;
  guint lane;
  gboolean is_gap;
  gboolean is_empty; /* by itself, not because it was clipped */
  gboolean begins;   /* here, not in an earlier paragraph */
  gboolean ends;
} Part;

static void
add_part (GArray *parts, ManiMarkParagraph *paragraph, const Part *model, ManiRange range)
{
  Part part = *model;

  part.is_empty = !part.is_gap && range.start == range.end;
  if (range.start > paragraph->end || range.end < paragraph->start)
    return;
  part.begins = range.start >= paragraph->start;
  part.ends = range.end <= paragraph->end;
  part.start = MAX (range.start, paragraph->start) - paragraph->start;
  part.end = MIN (range.end, paragraph->end) - paragraph->start;
  if (part.start < part.end || part.is_empty)
    g_array_append_val (parts, part);
}

static void
add_parts (ManiMarkPainter *self,
           ManiMarkParagraph *paragraph,
           ManiAnnotation *annotation,
           guint lane,
           GArray *parts)
{
  guint n;
  const ManiRange *ranges = mani_annotation_get_ranges (annotation, &n);
  Part part = { .annotation = annotation, .lane = lane };

  part.look = mani_mark_painter_find_look (self, annotation);
  for (guint i = 0; i < n; i++)
    {
      part.is_gap = FALSE;
      add_part (parts, paragraph, &part, ranges[i]);
      part.is_gap = TRUE;
      if (i + 1 < n)
        add_part (parts, paragraph, &part, (ManiRange){ ranges[i].end, ranges[i + 1].start });
    }
}

/* The annotations of the paragraph with their lanes, as parts by annotation. */
static GArray *
collect_parts (ManiMarkPainter *self, ManiMarkParagraph *paragraph)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree ManiRange *extents = NULL;
  g_autofree guint *lanes = NULL;
  guint last_lane = CLAMP ((self->leading - 1) / MANI_STROKE_STEP, 0, 3);

  if (self->annotations == NULL)
    return parts;

  mani_table_query (self->annotations, paragraph->start, paragraph->end, hits);
  extents = g_new (ManiRange, hits->len + 1);
  lanes = g_new (guint, hits->len + 1);
  for (guint i = 0; i < hits->len; i++)
    {
      ManiAnnotation *annotation =
          mani_table_get (self->annotations, g_array_index (hits, guint, i));
      ManiRange extent = mani_annotation_get_extent (annotation);

      extents[i].start = CLAMP (extent.start, paragraph->start, paragraph->end);
      extents[i].end = CLAMP (extent.end, paragraph->start, paragraph->end);
    }
  mani_mark_lanes_assign (extents, hits->len, lanes);

  for (guint i = 0; i < hits->len; i++)
    add_parts (self, paragraph, mani_table_get (self->annotations, g_array_index (hits, guint, i)),
               MIN (lanes[i], last_lane), parts);

  return parts;
}

static void
append_runs (ManiMarkShape *shape,
             guint start,
             guint end,
             const GdkRGBA *color,
             GArray *runs,
             GtkSnapshot *snapshot)
{
  guint n_lines;
  const ManiDisplayLine *lines = mani_mark_shape_get_lines (shape, &n_lines);

  g_array_set_size (runs, 0);
  mani_mark_shape_get_runs (shape, start, end, runs);
  for (guint i = 0; i < runs->len; i++)
    {
      const ManiRun *run = &g_array_index (runs, ManiRun, i);
      const ManiDisplayLine *line = &lines[run->line];

      gtk_snapshot_append_color (
          snapshot, color, &GRAPHENE_RECT_INIT (run->x, line->y, run->width, line->height + 1));
    }
}

static int
compare_guints (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a;
  guint y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const Part *x = *(const Part *const *) a;
  const Part *y = *(const Part *const *) b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  return x->end != y->end ? (x->end > y->end ? -1 : 1) : 0;
}

/* @only: (nullable): only pieces that it covers, and those strongly */
static void
append_fills (ManiMarkPainter *self,
              ManiMarkParagraph *paragraph,
              GArray *parts,
              ManiAnnotation *only,
              GtkSnapshot *snapshot)
{
  g_autoptr (GPtrArray) filled = g_ptr_array_new ();
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (ManiRun));
  g_autoptr (GArray) colors = g_array_new (FALSE, FALSE, sizeof (GdkRGBA));
  g_autoptr (GPtrArray) active = g_ptr_array_new ();
  guint next = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      Part *part = &g_array_index (parts, Part, i);

      if (part->is_gap || part->is_empty)
        continue;
      g_ptr_array_add (filled, part);
      g_array_append_val (cuts, part->start);
      g_array_append_val (cuts, part->end);
    }
  g_ptr_array_sort (filled, compare_parts);
  g_array_sort (cuts, compare_guints);

  for (guint i = 0; i + 1 < cuts->len; i++)
    {
      guint start = g_array_index (cuts, guint, i);
      guint end = g_array_index (cuts, guint, i + 1);
      gboolean is_wanted = only == NULL;
      GdkRGBA fill;

      if (start == end)
        continue;
      for (guint j = active->len; j > 0; j--)
        if (((Part *) active->pdata[j - 1])->end <= start)
          g_ptr_array_remove_index (active, j - 1);
      for (; next < filled->len && ((Part *) filled->pdata[next])->start <= start; next++)
        g_ptr_array_add (active, filled->pdata[next]);
      if (active->len == 0)
        continue;

      g_array_set_size (colors, 0);
      for (guint j = 0; j < active->len; j++)
        {
          const Part *part = active->pdata[j];

          g_array_append_val (colors, part->look.color);
          is_wanted = is_wanted || part->annotation == only;
        }
      if (!is_wanted)
        continue;
      fill = mani_mark_palette_get_fill (self->palette, (const GdkRGBA *) (void *) colors->data,
                                         colors->len, only != NULL);
      append_runs (paragraph->shape, start, end, &fill, runs, snapshot);
    }
}

static void
append_lines (ManiMarkPainter *self,
              ManiMarkParagraph *paragraph,
              GArray *parts,
              GtkSnapshot *snapshot)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (ManiRun));
  guint n_lines;
  const ManiDisplayLine *lines = mani_mark_shape_get_lines (paragraph->shape, &n_lines);

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);

      if (part->is_empty)
        {
          guint line;
          int x = mani_mark_shape_get_x (paragraph->shape, part->start, &line);

          mani_stroke_tick (snapshot, &part->look.line, x, lines[line].y - 1,
                            lines[line].height + 2);
          continue;
        }

      g_array_set_size (runs, 0);
      mani_mark_shape_get_runs (paragraph->shape, part->start, part->end, runs);
      for (guint j = 0; j < runs->len; j++)
        {
          const ManiRun *run = &g_array_index (runs, ManiRun, j);
          int y = lines[run->line].y + lines[run->line].height - 1 + part->lane * MANI_STROKE_STEP;

          if (part->is_gap)
            mani_stroke_connector (snapshot, &part->look.line, run->x, y, run->width);
          else /* a pixel short, so that neighbours show as two */
            mani_stroke_underline (snapshot, part->look.style, &part->look.line, run->x, y,
                                   run->width - 1);
        }
    }
}

static void
append_number (ManiMarkPainter *self,
               const char *number,
               gboolean is_rtl,
               int x,
               int y,
               GtkSnapshot *snapshot)
{
  /* The full stop goes where the paragraph's direction has it, not the window's. */
  g_autofree char *text = g_strconcat (is_rtl ? "\xe2\x80\x8f" : "\xe2\x80\x8e", number, NULL);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->view), text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (is_rtl ? x : x - width, y));
  gtk_snapshot_append_layout (snapshot, layout, &self->palette->dim);
  gtk_snapshot_restore (snapshot);
}

static void
append_bullet (ManiMarkPainter *self, guint level, int x, int y, GtkSnapshot *snapshot)
{
  float size = MAX (5, (int) (self->unit * 0.3));
  graphene_rect_t rect = GRAPHENE_RECT_INIT (x - size / 2, y - (int) (size / 2), size, size);
  float widths[4] = { 1, 1, 1, 1 };
  GdkRGBA colors[4] = { self->palette->dim, self->palette->dim, self->palette->dim,
                        self->palette->dim };
  GskRoundedRect outline;

  /* Discs, circles, squares, as HTML has them. */
  gsk_rounded_rect_init_from_rect (&outline, &rect, level >= 3 ? 0 : size / 2);
  if (level == 2)
    gtk_snapshot_append_border (snapshot, &outline, widths, colors);
  else
    {
      gtk_snapshot_push_rounded_clip (snapshot, &outline);
      gtk_snapshot_append_color (snapshot, &self->palette->dim, &rect);
      gtk_snapshot_pop (snapshot);
    }
}

/* Bars of quotations, bullets and numbers of lists. */
static void
append_ornament (ManiMarkPainter *self, ManiMarkParagraph *paragraph, GtkSnapshot *snapshot)
{
  ManiParagraphOrnament ornament;
  guint n_lines;
  const ManiDisplayLine *lines = mani_mark_shape_get_lines (paragraph->shape, &n_lines);
  int indent = self->unit * MANI_STYLE_INDENT / 100;
  gboolean is_rtl = mani_mark_shape_is_rtl (paragraph->shape);
  int height = mani_mark_shape_get_height (paragraph->shape);
  int left;
  int right;

  mani_style_plan_get_ornament (self->plan, paragraph->start, paragraph->end, &ornament);
  mani_mark_painter_get_column (self, &left, &right);

  for (guint i = 0; i < ornament.n_bars; i++)
    {
      int x = is_rtl ? right - indent * (int) i - 3 : left + indent * (int) i;
      int top = i + 1 >= ornament.first_bar ? lines[0].y - 3 : 0;
      GdkRGBA color = self->palette->dim;

      color.alpha = 0.35f;
      gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (x, top, 3, height - top));
    }

  if (ornament.has_mark)
    {
      int in = indent * (int) (ornament.level + ornament.n_bars);
      int gap = self->unit / 2;

      if (ornament.number != NULL)
        append_number (self, ornament.number, is_rtl,
                       is_rtl ? right - in + gap / 2 : left + in - gap / 2, lines[0].y, snapshot);
      else
        append_bullet (self, ornament.level, is_rtl ? right - in + gap : left + in - gap - gap / 2,
                       lines[0].y + lines[0].height * 56 / 100, snapshot);
    }
}

static void
collect_spans (ManiMarkParagraph *paragraph, GArray *parts)
{
  guint n_lines;
  const ManiDisplayLine *lines = mani_mark_shape_get_lines (paragraph->shape, &n_lines);
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (ManiRun));

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      ManiMarkSpan *last =
          paragraph->spans->len > 0
              ? &g_array_index (paragraph->spans, ManiMarkSpan, paragraph->spans->len - 1)
              : NULL;
      const ManiDisplayLine *first_line;
      const ManiDisplayLine *last_line;

      g_array_set_size (runs, 0);
      if (part->is_empty)
        continue;
      mani_mark_shape_get_runs (paragraph->shape, part->start, part->end, runs);
      if (runs->len == 0)
        continue;
      first_line = &lines[g_array_index (runs, ManiRun, 0).line];
      last_line = &lines[g_array_index (runs, ManiRun, runs->len - 1).line];

      if (last == NULL || last->annotation != part->annotation)
        {
          ManiMarkSpan span = { part->annotation, first_line->y, 0, 1, part->begins, FALSE };

          g_array_append_val (paragraph->spans, span);
          last = &g_array_index (paragraph->spans, ManiMarkSpan, paragraph->spans->len - 1);
        }
      else if (last->bottom <= first_line->y)
        last->n_lines++;
      last->bottom = last_line->y + last_line->height;
      last->n_lines += last_line - first_line;
      last->ends = part->ends && !part->is_gap;
    }
}

void
mani_mark_paragraph_draw (ManiMarkPainter *self, ManiMarkParagraph *paragraph)
{
  g_autoptr (GArray) parts = collect_parts (self, paragraph);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  append_ornament (self, paragraph, snapshot);
  append_fills (self, paragraph, parts, NULL, snapshot);
  paragraph->fills = gtk_snapshot_free_to_node (snapshot);

  snapshot = gtk_snapshot_new ();
  append_lines (self, paragraph, parts, snapshot);
  paragraph->lines = gtk_snapshot_free_to_node (snapshot);

  paragraph->spans = g_array_new (FALSE, FALSE, sizeof (ManiMarkSpan));
  collect_spans (paragraph, parts);
  paragraph->is_drawn = TRUE;
}

void
mani_mark_paragraph_append_strong (ManiMarkPainter *self,
                                   ManiMarkParagraph *paragraph,
                                   ManiAnnotation *annotation,
                                   GtkSnapshot *snapshot)
{
  g_autoptr (GArray) parts = collect_parts (self, paragraph);

  append_fills (self, paragraph, parts, annotation, snapshot);
}

static graphene_rect_t
get_outline_of (const ManiRun *run, const ManiDisplayLine *lines)
{
  const ManiDisplayLine *line = &lines[run->line];

  return GRAPHENE_RECT_INIT (run->x - 3, line->y - 3, run->width + 6, line->height + 7);
}

/* One run a line: their boxes meet, and are drawn as one shape. */
static void
append_outline_of_lines (ManiMarkPainter *self,
                         GArray *runs,
                         const ManiDisplayLine *lines,
                         gboolean begins,
                         gboolean ends,
                         GtkSnapshot *snapshot)
{
  g_autofree graphene_rect_t *boxes = g_new (graphene_rect_t, runs->len + 1);

  for (guint j = 0; j < runs->len; j++)
    {
      float end;

      boxes[j] = get_outline_of (&g_array_index (runs, ManiRun, j), lines);
      if (j == 0)
        continue;
      end = boxes[j - 1].origin.y + boxes[j - 1].size.height;
      boxes[j].size.height += boxes[j].origin.y - end;
      boxes[j].origin.y = end;
    }
  mani_stroke_shape (snapshot, &self->palette->accent, boxes, runs->len, 2, !begins, !ends);
}

void
mani_mark_paragraph_append_outline (ManiMarkPainter *self,
                                    ManiMarkParagraph *paragraph,
                                    ManiAnnotation *annotation,
                                    GtkSnapshot *snapshot)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (ManiRun));
  guint n_lines;
  const ManiDisplayLine *lines = mani_mark_shape_get_lines (paragraph->shape, &n_lines);

  add_parts (self, paragraph, annotation, 0, parts);
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);

      if (part->is_gap)
        continue;
      g_array_set_size (runs, 0);
      if (part->is_empty)
        {
          ManiRun run;

          run.x = mani_mark_shape_get_x (paragraph->shape, part->start, &run.line) - 3;
          run.width = 6;
          g_array_append_val (runs, run);
        }
      else
        mani_mark_shape_get_runs (paragraph->shape, part->start, part->end, runs);

      if (mani_mark_shape_is_bidi (paragraph->shape))
        for (guint j = 0; j < runs->len; j++)
          {
            graphene_rect_t box = get_outline_of (&g_array_index (runs, ManiRun, j), lines);

            mani_stroke_box (snapshot, &self->palette->accent, &box, 2, FALSE, FALSE);
          }
      else
        append_outline_of_lines (self, runs, lines, part->begins, part->ends, snapshot);
    }
}

void
mani_mark_paragraph_append_hits (ManiMarkPainter *self,
                                 ManiMarkParagraph *paragraph,
                                 gboolean is_frame,
                                 GtkSnapshot *snapshot)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (ManiRun));
  guint n_lines;
  const ManiDisplayLine *lines = mani_mark_shape_get_lines (paragraph->shape, &n_lines);
  guint low = 0;
  guint high = self->hits->len;

  /* Hits do not overlap, so their ends ascend too. */
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->hits, ManiRange, middle).end <= paragraph->start)
        low = middle + 1;
      else
        high = middle;
    }

  for (guint i = low; i < self->hits->len; i++)
    {
      const ManiRange *hit = &g_array_index (self->hits, ManiRange, i);
      gboolean is_current = (int) i == self->current_hit;

      if (hit->start >= paragraph->end)
        break;
      g_array_set_size (runs, 0);
      mani_mark_shape_get_runs (paragraph->shape,
                                MAX (hit->start, paragraph->start) - paragraph->start,
                                MIN (hit->end, paragraph->end) - paragraph->start, runs);
      for (guint j = 0; j < runs->len; j++)
        {
          const ManiRun *run = &g_array_index (runs, ManiRun, j);
          graphene_rect_t rect = GRAPHENE_RECT_INIT (run->x - 1, lines[run->line].y - 1,
                                                     run->width + 2, lines[run->line].height + 2);

          if (!is_frame)
            gtk_snapshot_append_color (snapshot, &self->palette->find, &rect);
          else
            mani_stroke_box (snapshot, &self->palette->find_line, &rect, is_current ? 2 : 1, FALSE,
                             FALSE);
        }
    }
}
