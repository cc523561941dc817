/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The strip is one render node that is made anew some time after marks have changed, in one pass
 * over all annotations: each row of pixels shows one. */

#include "mani-mark-map.h"

#include <glib/gi18n.h>

#define WIDTH 16
#define INSET 3
#define TICK 3 /* pixels: the height of a short mark */
#define NEAR 4 /* pixels: how near a click must be to a mark */
#define SMOOTH \
  16 /* pixels: a screen that is shorter than this on the map is not scrolled, but jumped */
#define UPDATE_LAG 80 /* milliseconds: edits that follow one another are shown together */

struct _ManiMarkMap
{
  GtkWidget parent_instance;

  ManiArticleView *view;
  GtkAdjustment *adjustment;
  ManiTable *annotations;
  GskRenderNode *marks;
  int height; /* for which they were made */
  guint update_source;
  double pressed; /* the height that was gone or dragged to last */
};

enum
{
  PROP_0,
  PROP_VIEW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiMarkMap, mani_mark_map, GTK_TYPE_WIDGET)

static void
drop_marks (ManiMarkMap *self)
{
  g_clear_pointer (&self->marks, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
update_cb (gpointer data)
{
  ManiMarkMap *self = data;

  self->update_source = 0;
  drop_marks (self);

  return G_SOURCE_REMOVE;
}

static void
update_soon (ManiMarkMap *self)
{
  if (self->update_source == 0)
    self->update_source = g_timeout_add (UPDATE_LAG, update_cb, self);
}

static guint
get_length (ManiMarkMap *self)
{
  ManiArticle *article = self->view != NULL ? mani_article_view_get_article (self->view) : NULL;

  return article != NULL ? mani_article_get_length (article) : 0;
}

typedef struct
{
  GdkRGBA color;
  gboolean is_set;
} Row;

static void
paint_rows (Row *rows, int n, int y, int height, const GdkRGBA *color)
{
  for (int i = MAX (y, 0); i < MIN (y + height, n); i++)
    rows[i] = (Row){ *color, TRUE };
}

static void
append_rows (GtkSnapshot *snapshot, const Row *rows, int n, float x, float width)
{
  for (int i = 0; i < n;)
    {
      int start = i;

      while (i < n && rows[i].is_set == rows[start].is_set &&
             (!rows[i].is_set || gdk_rgba_equal (&rows[i].color, &rows[start].color)))
        i++;
      if (rows[start].is_set)
        gtk_snapshot_append_color (snapshot, &rows[start].color,
                                   &GRAPHENE_RECT_INIT (x, start, width, i - start));
    }
}

/* Long marks first, so that short ones show on them; a pixel between neighbours would cost more
 * than it shows. */
static GskRenderNode *
draw_marks (ManiMarkMap *self, int height)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autofree Row *rows = g_new0 (Row, height + 1);
  g_autofree Row *hits = g_new0 (Row, height + 1);
  guint n = mani_table_get_length (self->annotations);
  double scale = (double) height / MAX (get_length (self), 1);
  const GArray *found = mani_article_view_get_find_hits (self->view);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++)
      {
        ManiAnnotation *annotation = mani_table_get (self->annotations, i);
        ManiRange extent = mani_annotation_get_extent (annotation);
        int span = (extent.end - extent.start) * scale;
        GdkRGBA color;

        if ((span > TICK) == (pass == 1) || mani_annotation_is_orphan (annotation) ||
            mani_annotation_is_whole_article (annotation))
          continue;
        color = mani_article_view_get_line_color (self->view, annotation);
        if (pass == 0)
          color.alpha = 0.75f;
        paint_rows (rows, height, extent.start * scale, MAX (span, TICK), &color);
      }
  append_rows (snapshot, rows, height, INSET, WIDTH - 2 * INSET);

  for (guint i = 0; i < found->len; i++)
    {
      paint_rows (hits, height, g_array_index (found, ManiRange, i).start * scale, 2,
                  &mani_article_view_get_palette (self->view)->find_line);
    }
  /* At the side of the text. */
  append_rows (snapshot, hits, height,
               gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? WIDTH - INSET + 1
                                                                                : 0,
               INSET - 1);

  return gtk_snapshot_free_to_node (snapshot);
}

static void
mani_mark_map_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ManiMarkMap *self = MANI_MARK_MAP (widget);
  int height = gtk_widget_get_height (widget);
  guint length = get_length (self);
  ManiAnnotation *selected;
  ManiRange visible;
  GdkRGBA color;

  if (self->view == NULL)
    return;

  /* Of the same paper as the text. */
  gtk_snapshot_append_color (snapshot, &mani_article_view_get_palette (self->view)->background,
                             &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), height));
  if (length == 0 || height <= 0 || self->annotations == NULL)
    return;

  color = mani_article_view_get_palette (self->view)->text;

  /* What is on the screen, unless that is all. */
  visible = mani_article_view_get_visible_range (self->view);
  color.alpha = 0.10f;
  if (visible.start > 0 || visible.end < length)
    gtk_snapshot_append_color (
        snapshot, &color,
        &GRAPHENE_RECT_INIT (0, (int) ((double) visible.start / length * height), WIDTH,
                             MAX (4, (double) (visible.end - visible.start) / length * height)));

  if (self->marks == NULL || self->height != height)
    {
      g_clear_pointer (&self->marks, gsk_render_node_unref);
      self->marks = draw_marks (self, height);
      self->height = height;
    }
  if (self->marks != NULL)
    gtk_snapshot_append_node (snapshot, self->marks);

  selected = mani_article_view_get_selected (self->view);
  if (selected != NULL && !mani_annotation_is_orphan (selected) &&
      !mani_annotation_is_whole_article (selected))
    {
      ManiRange extent = mani_annotation_get_extent (selected);
      float y = (int) ((double) extent.start / length * height);

      color.alpha = 1.f;
      gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, y - 1, WIDTH, 1));
      gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, y + TICK, WIDTH, 1));
    }
}

static void
mani_mark_map_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : 0;
  *minimum_baseline = *natural_baseline = -1;
}

static void
set_annotations (ManiMarkMap *self, ManiTable *annotations)
{
  if (self->annotations != NULL)
    g_signal_handlers_disconnect_by_data (self->annotations, self);
  g_set_object (&self->annotations, annotations);
  if (annotations != NULL)
    g_signal_connect_swapped (annotations, "items-changed", G_CALLBACK (update_soon), self);
  drop_marks (self);
}

static void
annotations_changed_cb (ManiMarkMap *self)
{
  set_annotations (self, mani_article_view_get_annotations (self->view));
}

static void
set_adjustment (ManiMarkMap *self, GtkAdjustment *adjustment)
{
  if (self->adjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->adjustment, self);
  g_set_object (&self->adjustment, adjustment);
  if (adjustment != NULL)
    g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (gtk_widget_queue_draw),
                              self);
}

static void
adjustment_changed_cb (ManiMarkMap *self)
{
  set_adjustment (self, gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view)));
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, ManiMarkMap *self)
{
  mani_mark_map_go_to (self, y);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double x, double y, ManiMarkMap *self)
{
  double start;

  if (gtk_gesture_drag_get_start_point (gesture, NULL, &start))
    mani_mark_map_drag_to (self, start + y);
}

static void
mani_mark_map_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_VIEW:
      g_value_set_object (value, MANI_MARK_MAP (object)->view);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mani_mark_map_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_VIEW:
      mani_mark_map_set_view (MANI_MARK_MAP (object), g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mani_mark_map_dispose (GObject *object)
{
  ManiMarkMap *self = MANI_MARK_MAP (object);

  mani_mark_map_set_view (self, NULL);
  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_pointer (&self->marks, gsk_render_node_unref);

  G_OBJECT_CLASS (mani_mark_map_parent_class)->dispose (object);
}

static void
mani_mark_map_class_init (ManiMarkMapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mani_mark_map_dispose;
  object_class->get_property = mani_mark_map_get_property;
  object_class->set_property = mani_mark_map_set_property;
  widget_class->snapshot = mani_mark_map_snapshot;
  widget_class->measure = mani_mark_map_measure;

  properties[PROP_VIEW] =
      g_param_spec_object ("view", NULL, NULL, MANI_TYPE_ARTICLE_VIEW,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "markmap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
mani_mark_map_init (ManiMarkMap *self)
{
  GtkGesture *gesture = gtk_gesture_drag_new ();

  g_signal_connect (gesture, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (gesture, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Where annotations are in the article"), -1);
}

GtkWidget *
mani_mark_map_new (void)
{
  return g_object_new (MANI_TYPE_MARK_MAP, NULL);
}

ManiArticleView *
mani_mark_map_get_view (ManiMarkMap *self)
{
  g_return_val_if_fail (MANI_IS_MARK_MAP (self), NULL);

  return self->view;
}

void
mani_mark_map_set_view (ManiMarkMap *self, ManiArticleView *view)
{
  g_return_if_fail (MANI_IS_MARK_MAP (self));

  if (self->view == view)
    return;
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (self->view, self);
  g_set_object (&self->view, view);
  set_annotations (self, view != NULL ? mani_article_view_get_annotations (view) : NULL);
  set_adjustment (self,
                  view != NULL ? gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view)) : NULL);
  if (view != NULL)
    {
      g_signal_connect_swapped (view, "notify::annotations", G_CALLBACK (annotations_changed_cb),
                                self);
      g_signal_connect_swapped (view, "notify::vadjustment", G_CALLBACK (adjustment_changed_cb),
                                self);
      g_signal_connect_swapped (view, "notify::find-hits", G_CALLBACK (drop_marks), self);
      g_signal_connect_swapped (view, "notify::selected", G_CALLBACK (gtk_widget_queue_draw), self);
      g_signal_connect_swapped (view, "notify::palette", G_CALLBACK (drop_marks), self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

/* The annotation whose tick is nearest to @offset, within @reach. */
static ManiAnnotation *
find_near (ManiMarkMap *self, guint offset, guint reach)
{
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (guint));
  ManiAnnotation *best = NULL;
  guint least = G_MAXUINT;

  mani_table_query (self->annotations, offset > reach ? offset - reach : 0, offset + reach, hits);
  for (guint i = 0; i < hits->len; i++)
    {
      ManiAnnotation *annotation =
          mani_table_get (self->annotations, g_array_index (hits, guint, i));
      ManiRange extent = mani_annotation_get_extent (annotation);
      guint distance = extent.start > offset ? extent.start - offset : offset - extent.start;

      if (distance < least)
        {
          least = distance;
          best = annotation;
        }
    }

  return best;
}

void
mani_mark_map_go_to (ManiMarkMap *self, double y)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  guint length = get_length (self);
  ManiAnnotation *annotation;
  guint offset;

  g_return_if_fail (MANI_IS_MARK_MAP (self));

  self->pressed = y;
  if (length == 0 || height <= 0 || self->annotations == NULL)
    return;
  /* From the middle of a tick to its start. */
  offset = CLAMP (y - TICK / 2, 0, height) / height * length;
  annotation = find_near (self, offset, (guint) ((double) NEAR / height * length) + 1);
  if (annotation != NULL)
    {
      g_autoptr (ManiAnnotation) kept = g_object_ref (annotation);

      mani_article_view_set_selected (self->view, kept);
      mani_article_view_show_range (self->view, mani_annotation_get_extent (kept), FALSE);
    }
  else
    mani_article_view_show_range (self->view, (ManiRange){ offset, offset }, FALSE);
}

void
mani_mark_map_drag_to (ManiMarkMap *self, double y)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  guint length = get_length (self);
  double distance = y - self->pressed;
  ManiRange visible;

  g_return_if_fail (MANI_IS_MARK_MAP (self));

  if (length == 0 || height <= 0 || self->adjustment == NULL)
    return;
  self->pressed = y;
  visible = mani_article_view_get_visible_range (self->view);
  if ((double) (visible.end - visible.start) / length * height >= SMOOTH)
    gtk_adjustment_set_value (self->adjustment,
                              gtk_adjustment_get_value (self->adjustment) +
                                  distance / height * gtk_adjustment_get_upper (self->adjustment));
  else
    {
      guint offset = CLAMP (y, 0, height) / height * length;

      mani_article_view_show_range (self->view, (ManiRange){ offset, offset }, FALSE);
    }
}
