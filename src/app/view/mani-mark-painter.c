/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which paragraphs are on the screen, what is kept of them, and in what order a frame is painted:
 * find hits, fills, the stronger fill under the pointer, frames of find hits, underlines, the
 * selected one's outline, the margin. */

#include "mani-mark-painter-private.h"

/* Paragraphs that are kept; about a dozen screens. */
#define MAX_KEPT 400

static void
clear_marks (ManiMarkParagraph *paragraph)
{
  g_clear_pointer (&paragraph->fills, gsk_render_node_unref);
  g_clear_pointer (&paragraph->lines, gsk_render_node_unref);
  g_clear_pointer (&paragraph->spans, g_array_unref);
  paragraph->is_drawn = FALSE;
}

static void
paragraph_free (gpointer data)
{
  ManiMarkParagraph *paragraph = data;

  clear_marks (paragraph);
  mani_mark_shape_free (paragraph->shape);
  g_free (paragraph);
}

ManiMarkPainter *
mani_mark_painter_new (GtkTextView *view)
{
  ManiMarkPainter *self = g_new0 (ManiMarkPainter, 1);

  self->view = view;
  self->palette = mani_mark_palette_get (FALSE, FALSE);
  self->unit = 16;
  self->leading = 8;
  self->current_hit = -1;
  self->hits = g_array_new (FALSE, FALSE, sizeof (ManiRange));
  self->paragraphs = g_hash_table_new_full (NULL, NULL, NULL, paragraph_free);
  self->looks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->brackets = g_array_new (FALSE, FALSE, sizeof (ManiMarkBracket));

  return self;
}

void
mani_mark_painter_free (ManiMarkPainter *self)
{
  g_array_unref (self->hits);
  g_array_unref (self->brackets);
  g_hash_table_unref (self->paragraphs);
  g_hash_table_unref (self->looks);
  g_hash_table_unref (self->names);
  g_free (self);
}

void
mani_mark_painter_drop_layout (ManiMarkPainter *self)
{
  g_hash_table_remove_all (self->paragraphs);
}

void
mani_mark_painter_drop_marks (ManiMarkPainter *self)
{
  GHashTableIter iter;
  gpointer paragraph;

  g_hash_table_iter_init (&iter, self->paragraphs);
  while (g_hash_table_iter_next (&iter, NULL, &paragraph))
    clear_marks (paragraph);
  g_array_set_size (self->brackets, 0);
}

void
mani_mark_painter_drop_labels (ManiMarkPainter *self)
{
  g_hash_table_remove_all (self->looks);
  g_hash_table_remove_all (self->names);
  mani_mark_painter_drop_marks (self);
}

void
mani_mark_painter_set_text (ManiMarkPainter *self, const ManiBufferMap *map, ManiStylePlan *plan)
{
  self->map = map;
  self->plan = plan;
  mani_mark_painter_drop_layout (self);
}

void
mani_mark_painter_set_marks (ManiMarkPainter *self, ManiProject *project, ManiTable *annotations)
{
  self->project = project;
  self->annotations = annotations;
  mani_mark_painter_drop_labels (self);
}

void
mani_mark_painter_set_palette (ManiMarkPainter *self, const ManiMarkPalette *palette)
{
  self->palette = palette;
  mani_mark_painter_drop_labels (self);
}

void
mani_mark_painter_set_metrics (ManiMarkPainter *self, int leading, double unit)
{
  self->leading = leading;
  self->unit = unit;
  g_hash_table_remove_all (self->names);
  mani_mark_painter_drop_layout (self);
}

void
mani_mark_painter_set_selected (ManiMarkPainter *self, ManiAnnotation *selected)
{
  self->selected = selected;
}

void
mani_mark_painter_set_hovered (ManiMarkPainter *self, ManiAnnotation *hovered)
{
  self->hovered = hovered;
}

void
mani_mark_painter_set_find_hits (ManiMarkPainter *self, const ManiRange *hits, guint n, int current)
{
  g_array_set_size (self->hits, 0);
  if (n > 0)
    g_array_append_vals (self->hits, hits, n);
  self->current_hit = current;
}

const GArray *
mani_mark_painter_get_find_hits (ManiMarkPainter *self)
{
  return self->hits;
}

static void
parse_color (const char *text, GdkRGBA *color)
{
  if (text == NULL || !gdk_rgba_parse (color, text))
    *color = (GdkRGBA){ 0.6f, 0.6f, 0.58f, 1.f };
  color->alpha = 1.f;
}

ManiMarkLook
mani_mark_painter_find_look (ManiMarkPainter *self, ManiAnnotation *annotation)
{
  const char *id = mani_annotation_get_label (annotation);
  const char *own = mani_annotation_get_color (annotation);
  ManiMarkLook *look = g_hash_table_lookup (self->looks, id != NULL ? id : "");

  if (look == NULL)
    {
      ManiLabel *label = NULL;
      guint place = 0;

      if (id != NULL && self->project != NULL)
        label = mani_project_lookup (self->project, MANI_KIND_LABEL, id);
      if (label != NULL)
        mani_table_find (mani_project_get_table (self->project, MANI_KIND_LABEL),
                         MANI_RECORD (label), &place);

      look = g_new0 (ManiMarkLook, 1);
      parse_color (label != NULL ? mani_label_get_color (label) : NULL, &look->color);
      look->line = mani_mark_palette_get_line (self->palette, &look->color);
      look->style = place % MANI_LINE_N_STYLES;
      g_hash_table_insert (self->looks, g_strdup (id != NULL ? id : ""), look);
    }

  if (own != NULL)
    {
      ManiMarkLook painted = *look;

      parse_color (own, &painted.color);
      painted.line = mani_mark_palette_get_line (self->palette, &painted.color);
      return painted;
    }

  return *look;
}

void
mani_mark_painter_get_look (ManiMarkPainter *self,
                            ManiAnnotation *annotation,
                            GdkRGBA *color,
                            ManiLineStyle *style)
{
  ManiMarkLook look = mani_mark_painter_find_look (self, annotation);

  *color = look.line;
  *style = look.style;
}

void
mani_mark_painter_get_column (ManiMarkPainter *self, int *left, int *right)
{
  *left = gtk_text_view_get_left_margin (self->view);
  *right =
      gtk_widget_get_width (GTK_WIDGET (self->view)) - gtk_text_view_get_right_margin (self->view);
}

static ManiMarkParagraph *
get_paragraph (ManiMarkPainter *self, const GtkTextIter *iter, int height)
{
  gpointer key = GINT_TO_POINTER (gtk_text_iter_get_line (iter));
  ManiMarkParagraph *paragraph = g_hash_table_lookup (self->paragraphs, key);

  if (paragraph != NULL && mani_mark_shape_get_height (paragraph->shape) == height)
    return paragraph;

  if (g_hash_table_size (self->paragraphs) >= MAX_KEPT)
    g_hash_table_remove_all (self->paragraphs);
  paragraph = g_new0 (ManiMarkParagraph, 1);
  paragraph->shape = mani_mark_shape_new (self->view, iter);
  paragraph->start = mani_buffer_map_to_document (self->map, gtk_text_iter_get_offset (iter));
  paragraph->end = paragraph->start + mani_mark_shape_get_length (paragraph->shape);
  g_hash_table_replace (self->paragraphs, key, paragraph);

  return paragraph;
}

/* Those on the screen. Kept ones may be dropped when there are many, so room is made before. */
static GPtrArray *
list_paragraphs (ManiMarkPainter *self, const GdkRectangle *visible)
{
  GPtrArray *paragraphs = g_ptr_array_new ();
  GtkTextIter iter;
  int top;
  int height;

  if (g_hash_table_size (self->paragraphs) > MAX_KEPT / 2)
    g_hash_table_remove_all (self->paragraphs);

  gtk_text_view_get_line_at_y (self->view, &iter, visible->y, &top);
  while (paragraphs->len < MAX_KEPT / 2)
    {
      ManiMarkParagraph *paragraph;

      gtk_text_view_get_line_yrange (self->view, &iter, &top, &height);
      if (top > visible->y + visible->height)
        break;
      if (height > 0)
        {
          paragraph = get_paragraph (self, &iter, height);
          paragraph->top = top;
          g_ptr_array_add (paragraphs, paragraph);
        }
      if (!gtk_text_iter_forward_line (&iter))
        break;
    }

  return paragraphs;
}

static void
append_at (GtkSnapshot *snapshot, GskRenderNode *node, int top)
{
  if (node == NULL)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, top));
  gtk_snapshot_append_node (snapshot, node);
  gtk_snapshot_restore (snapshot);
}

typedef void (*AppendFunc) (ManiMarkPainter *self,
                            ManiMarkParagraph *paragraph,
                            ManiAnnotation *annotation,
                            GtkSnapshot *snapshot);

static void
append_for (ManiMarkPainter *self,
            ManiMarkParagraph *paragraph,
            ManiAnnotation *annotation,
            AppendFunc append,
            GtkSnapshot *snapshot)
{
  ManiRange extent = mani_annotation_get_extent (annotation);

  if (extent.start > paragraph->end || extent.end < paragraph->start)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, paragraph->top));
  append (self, paragraph, annotation, snapshot);
  gtk_snapshot_restore (snapshot);
}

/* Their colour below marks, which stay visible so, and their frames above. */
static void
append_hits (ManiMarkPainter *self,
             ManiMarkParagraph *paragraph,
             gboolean is_frame,
             GtkSnapshot *snapshot)
{
  if (self->hits->len == 0)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, paragraph->top));
  mani_mark_paragraph_append_hits (self, paragraph, is_frame, snapshot);
  gtk_snapshot_restore (snapshot);
}

void
mani_mark_painter_snapshot (ManiMarkPainter *self, GtkSnapshot *snapshot)
{
  g_autoptr (GPtrArray) paragraphs = NULL;
  GdkRectangle visible;

  if (self->map == NULL)
    return;

  gtk_text_view_get_visible_rect (self->view, &visible);
  paragraphs = list_paragraphs (self, &visible);

  for (guint i = 0; i < paragraphs->len; i++)
    {
      ManiMarkParagraph *paragraph = paragraphs->pdata[i];

      if (!paragraph->is_drawn)
        mani_mark_paragraph_draw (self, paragraph);
      append_hits (self, paragraph, FALSE, snapshot);
      append_at (snapshot, paragraph->fills, paragraph->top);
      if (self->hovered != NULL)
        append_for (self, paragraph, self->hovered, mani_mark_paragraph_append_strong, snapshot);
      append_hits (self, paragraph, TRUE, snapshot);
      append_at (snapshot, paragraph->lines, paragraph->top);
      if (self->selected != NULL)
        append_for (self, paragraph, self->selected, mani_mark_paragraph_append_outline, snapshot);
    }

  mani_mark_painter_append_brackets (self, paragraphs, &visible, snapshot);
}
