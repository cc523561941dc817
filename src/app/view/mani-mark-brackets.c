/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Brackets in the margin for marks of two lines and more, with the names of their labels where
 * there is room: at the end side, the longest one outermost. */

#include "mani-mark-lanes.h"
#include "mani-mark-painter-private.h"

#include <glib/gi18n.h>

#define MIN_MARGIN 48 /* less is no room */
#define FIRST 12      /* from the column to the first bracket */
#define STEP 10       /* from bracket to bracket */
#define MAX_LANES 3
#define MIN_LENGTH 60 /* characters: a shorter mark that happens to wrap needs none */
#define MIN_NAME 30   /* the least width that says anything */

static PangoLayout *
get_name (ManiMarkPainter *self, ManiAnnotation *annotation, int width)
{
  const char *id = mani_annotation_get_label (annotation);
  PangoLayout *layout = g_hash_table_lookup (self->names, id != NULL ? id : "");

  if (layout == NULL)
    {
      ManiLabel *label = NULL;
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

      if (id != NULL && self->project != NULL)
        label = mani_project_lookup (self->project, MANI_KIND_LABEL, id);
      layout = gtk_widget_create_pango_layout (
          GTK_WIDGET (self->view),
          /* Translators: name in the margin of a mark that has no label */
          label != NULL ? mani_label_get_name (label) : _ ("Highlight"));
      pango_attr_list_insert (attributes, pango_attr_family_new ("Sans"));
      pango_attr_list_insert (attributes, pango_attr_scale_new (0.7));
      pango_layout_set_attributes (layout, attributes);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      g_hash_table_insert (self->names, g_strdup (id != NULL ? id : ""), layout);
    }
  pango_layout_set_width (layout, width * PANGO_SCALE);

  return layout;
}

static gboolean
is_long (ManiAnnotation *annotation)
{
  ManiRange extent = mani_annotation_get_extent (annotation);

  return extent.end - extent.start >= MIN_LENGTH;
}

/* One span an annotation, over all paragraphs, in the buffer's coordinates. */
static GArray *
join_spans (GPtrArray *paragraphs, const GdkRectangle *visible)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (ManiMarkSpan));
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  guint kept = 0;

  for (guint i = 0; i < paragraphs->len; i++)
    {
      ManiMarkParagraph *paragraph = paragraphs->pdata[i];

      for (guint j = 0; j < paragraph->spans->len; j++)
        {
          ManiMarkSpan span = g_array_index (paragraph->spans, ManiMarkSpan, j);
          guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, span.annotation));

          /* Most marks are short: those need no bracket and no place. */
          if (!is_long (span.annotation) || (span.starts && span.ends && span.n_lines < 2))
            continue;
          span.top += paragraph->top;
          span.bottom += paragraph->top;
          if (place > 0)
            {
              ManiMarkSpan *known = &g_array_index (spans, ManiMarkSpan, place - 1);

              known->bottom = span.bottom;
              known->n_lines += span.n_lines;
              known->ends = span.ends;
              continue;
            }
          g_array_append_val (spans, span);
          g_hash_table_insert (places, span.annotation, GUINT_TO_POINTER (spans->len));
        }
    }

  for (guint i = 0; i < spans->len; i++)
    {
      ManiMarkSpan *span = &g_array_index (spans, ManiMarkSpan, i);

      if (span->n_lines < 2 && span->starts && span->ends)
        continue;
      if (span->bottom < visible->y || span->top > visible->y + visible->height)
        continue;
      g_array_index (spans, ManiMarkSpan, kept++) = *span;
    }
  g_array_set_size (spans, kept);

  return spans;
}

static guint *
assign_lanes (GArray *spans)
{
  g_autofree ManiRange *extents = g_new (ManiRange, spans->len + 1);
  guint *lanes = g_new (guint, spans->len + 1);
  int origin = G_MAXINT;

  for (guint i = 0; i < spans->len; i++)
    origin = MIN (origin, g_array_index (spans, ManiMarkSpan, i).top);
  for (guint i = 0; i < spans->len; i++)
    {
      const ManiMarkSpan *span = &g_array_index (spans, ManiMarkSpan, i);

      extents[i] = (ManiRange){ span->top - origin, span->bottom - origin };
    }
  mani_mark_lanes_assign (extents, spans->len, lanes);

  return lanes;
}

/* A free height for a name between @top and @bottom, or -1. @taken: (element-type GdkRectangle) */
static int
find_place (GArray *taken, int top, int bottom, int height)
{
  for (int y = top; y + height <= bottom;)
    {
      int next = y;

      for (guint i = 0; i < taken->len; i++)
        {
          const GdkRectangle *other = &g_array_index (taken, GdkRectangle, i);

          if (y < other->y + other->height && other->y < y + height)
            next = MAX (next, other->y + other->height);
        }
      if (next == y)
        return y;
      y = next;
    }

  return -1;
}

void
mani_mark_painter_append_brackets (ManiMarkPainter *self,
                                   GPtrArray *paragraphs,
                                   const GdkRectangle *visible,
                                   GtkSnapshot *snapshot)
{
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self->view)) == GTK_TEXT_DIR_RTL;
  g_autoptr (GArray) spans = NULL;
  g_autofree guint *lanes = NULL;
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (GdkRectangle));
  guint n_lanes = 0;
  int left;
  int right;
  int margin;
  int name_width;

  g_array_set_size (self->brackets, 0);
  mani_mark_painter_get_column (self, &left, &right);
  margin = is_rtl ? left : gtk_text_view_get_right_margin (self->view);
  if (margin < MIN_MARGIN)
    return;

  spans = join_spans (paragraphs, visible);
  lanes = assign_lanes (spans);
  for (guint i = 0; i < spans->len; i++)
    n_lanes = MAX (n_lanes, MIN (lanes[i] + 1, MAX_LANES));
  /* The edge is left to the map of marks. */
  name_width = margin - FIRST - (int) n_lanes * STEP - 18;

  for (guint i = 0; i < spans->len; i++)
    {
      const ManiMarkSpan *span = &g_array_index (spans, ManiMarkSpan, i);
      ManiMarkLook look = mani_mark_painter_find_look (self, span->annotation);
      int offset = FIRST + (int) lanes[i] * STEP;
      int x = is_rtl ? left - offset - 2 : right + offset;
      int top = span->starts ? span->top : MIN (span->top, visible->y - 4);
      int bottom = span->ends ? span->bottom : MAX (span->bottom, visible->y + visible->height);
      ManiMarkBracket bracket = { span->annotation, { x - 5, top, 12, bottom - top } };

      if (lanes[i] >= MAX_LANES)
        continue;
      mani_stroke_bracket (snapshot, &look.line, x, top, bottom - top, is_rtl ? 1 : -1,
                           span->starts, span->ends);
      g_array_append_val (self->brackets, bracket);

      if (name_width >= MIN_NAME)
        {
          PangoLayout *layout = get_name (self, span->annotation, name_width);
          PangoRectangle logical;
          GdkRectangle area;

          /* A name of the other direction lies at the far end of its layout. */
          pango_layout_get_pixel_extents (layout, NULL, &logical);
          area.width = logical.width;
          area.height = logical.height;
          area.x = is_rtl ? left - FIRST - (int) n_lanes * STEP - area.width
                          : right + FIRST + (int) n_lanes * STEP - 2;
          area.y = find_place (taken, MAX (top, visible->y + 2), bottom, area.height);
          if (area.y < 0)
            continue;
          g_array_append_val (taken, area);
          gtk_snapshot_save (snapshot);
          gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (area.x - logical.x, area.y));
          gtk_snapshot_append_layout (snapshot, layout, &self->palette->dim);
          gtk_snapshot_restore (snapshot);
        }
    }
}

ManiAnnotation *
mani_mark_painter_get_bracket_at (ManiMarkPainter *self, int x, int y)
{
  for (guint i = 0; i < self->brackets->len; i++)
    {
      const ManiMarkBracket *bracket = &g_array_index (self->brackets, ManiMarkBracket, i);

      if (x >= bracket->area.x && x < bracket->area.x + bracket->area.width &&
          y >= bracket->area.y && y < bracket->area.y + bracket->area.height)
        return bracket->annotation;
    }

  return NULL;
}
