/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Three children in a row, the outer two of which may lie over the middle one. */

#include "mani-split.h"

typedef enum
{
  START,
  END,
  N_SIDES,
} Side;

struct _ManiSplit
{
  GtkWidget parent_instance;
  GtkWidget *content;
  GtkWidget *shade; /* over the content while a pane lies there */
  GtkWidget *panes[N_SIDES];
  int widths[N_SIDES];
  int content_width;
  gboolean show[N_SIDES];
  gboolean show_unfolded[N_SIDES]; /* what to bring back */
  gboolean is_folded;
  guint fold_source;
  gboolean will_fold;
};

enum
{
  PROP_0,
  PROP_START,
  PROP_CONTENT,
  PROP_END,
  PROP_START_WIDTH,
  PROP_END_WIDTH,
  PROP_CONTENT_WIDTH,
  PROP_SHOW_START,
  PROP_SHOW_END,
  PROP_FOLDED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void mani_split_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ManiSplit,
                               mani_split,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                      mani_split_buildable_init))

static const guint show_props[N_SIDES] = { PROP_SHOW_START, PROP_SHOW_END };

static void
update_children (ManiSplit *self)
{
  gboolean is_covered = FALSE;

  for (guint side = 0; side < N_SIDES; side++)
    {
      if (self->panes[side] == NULL)
        continue;
      gtk_widget_set_child_visible (self->panes[side], self->show[side]);
      is_covered = is_covered || (self->is_folded && self->show[side]);
      if (self->is_folded)
        gtk_widget_add_css_class (self->panes[side], "over");
      else
        gtk_widget_remove_css_class (self->panes[side], "over");
    }
  gtk_widget_set_child_visible (self->shade, is_covered);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
set_show (ManiSplit *self, Side side, gboolean show)
{
  Side other = side == START ? END : START;

  show = !!show;
  if (self->show[side] == show)
    return;

  self->show[side] = show;
  if (!show && self->panes[side] != NULL &&
      gtk_widget_get_focus_child (GTK_WIDGET (self)) == self->panes[side] && self->content != NULL)
    gtk_widget_child_focus (self->content, GTK_DIR_TAB_FORWARD);
  if (show && self->is_folded)
    set_show (self, other, FALSE);
  update_children (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[show_props[side]]);
}

static gboolean
fold_cb (gpointer data)
{
  ManiSplit *self = data;

  self->fold_source = 0;
  if (self->is_folded == self->will_fold)
    return G_SOURCE_REMOVE;

  self->is_folded = self->will_fold;
  for (guint side = 0; side < N_SIDES; side++)
    {
      if (self->is_folded)
        self->show_unfolded[side] = self->show[side];
      set_show (self, side, self->is_folded ? FALSE : self->show_unfolded[side]);
    }
  update_children (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDED]);

  return G_SOURCE_REMOVE;
}

/* Both panes that the person wants beside the content, and whether they fit there. */
static void
consider_folding (ManiSplit *self, int width)
{
  int wanted = self->content_width;

  for (guint side = 0; side < N_SIDES; side++)
    if (self->panes[side] != NULL &&
        (self->is_folded ? self->show_unfolded[side] : self->show[side]))
      wanted += self->widths[side];

  self->will_fold = width < wanted;
  if (self->will_fold != self->is_folded && self->fold_source == 0)
    self->fold_source = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, fold_cb, self, NULL);
}

static int
get_pane_width (ManiSplit *self, Side side)
{
  int minimum;

  gtk_widget_measure (self->panes[side], GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                      NULL);
  return MAX (minimum, self->widths[side]);
}

static void
mani_split_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  ManiSplit *self = MANI_SPLIT (widget);

  *minimum = *natural = 0;
  if (self->content != NULL)
    gtk_widget_measure (self->content, orientation, -1, minimum, natural, NULL, NULL);
  for (guint side = 0; side < N_SIDES; side++)
    {
      int pane_minimum;
      int pane_natural;

      if (self->panes[side] == NULL || !self->show[side])
        continue;
      gtk_widget_measure (self->panes[side], orientation, -1, &pane_minimum, &pane_natural, NULL,
                          NULL);
      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        {
          *minimum = MAX (*minimum, pane_minimum);
          *natural += MAX (pane_natural, self->widths[side]);
        }
      else
        {
          *minimum = MAX (*minimum, pane_minimum);
          *natural = MAX (*natural, pane_natural);
        }
    }
}

static void
place (GtkWidget *widget, int x, int width, int height)
{
  gtk_widget_size_allocate (widget, &(GtkAllocation){ x, 0, width, height }, -1);
}

static void
mani_split_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ManiSplit *self = MANI_SPLIT (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int beside[N_SIDES] = { 0, 0 };
  int content_minimum = 0;

  consider_folding (self, width);

  if (self->content != NULL)
    gtk_widget_measure (self->content, GTK_ORIENTATION_HORIZONTAL, -1, &content_minimum, NULL, NULL,
                        NULL);
  for (guint side = 0; side < N_SIDES; side++)
    {
      gboolean is_left = (side == START) != is_rtl;
      int pane_width;

      if (self->panes[side] == NULL || !self->show[side])
        continue;
      pane_width = MIN (get_pane_width (self, side), width);
      place (self->panes[side], is_left ? 0 : width - pane_width, pane_width, height);
      if (!self->is_folded)
        beside[is_left ? 0 : 1] = pane_width;
    }
  place (self->shade, 0, width, height);
  if (self->content != NULL)
    place (self->content, beside[0], MAX (width - beside[0] - beside[1], content_minimum), height);
}

static void
mani_split_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ManiSplit *self = MANI_SPLIT (widget);

  if (self->content != NULL)
    gtk_widget_snapshot_child (widget, self->content, snapshot);
  gtk_widget_snapshot_child (widget, self->shade, snapshot);
  for (guint side = 0; side < N_SIDES; side++)
    if (self->panes[side] != NULL)
      gtk_widget_snapshot_child (widget, self->panes[side], snapshot);
}

static void
hide_over (ManiSplit *self)
{
  if (self->is_folded)
    for (guint side = 0; side < N_SIDES; side++)
      set_show (self, side, FALSE);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  ManiSplit *self = MANI_SPLIT (widget);

  if (!self->is_folded || !(self->show[START] || self->show[END]))
    return FALSE;
  hide_over (self);

  return TRUE;
}

static void
set_child (ManiSplit *self, GtkWidget **place_for, GtkWidget *child)
{
  if (*place_for == child)
    return;
  g_clear_pointer (place_for, gtk_widget_unparent);
  *place_for = child;
  if (child == NULL)
    return;

  /* The panes are last, so that they are drawn and picked above the shade; Tab goes by place. */
  if (child == self->content)
    {
      gtk_widget_insert_after (child, GTK_WIDGET (self), NULL);
      gtk_widget_insert_after (self->shade, GTK_WIDGET (self), child);
    }
  else
    {
      gtk_widget_insert_before (child, GTK_WIDGET (self), NULL);
      gtk_widget_add_css_class (child, "pane");
    }
  update_children (self);
}

static gboolean
lies_in_pane (ManiSplit *self, Side side, double x)
{
  gboolean is_left =
      (side == START) != (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL);
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  if (self->panes[side] == NULL || !self->show[side])
    return FALSE;

  return is_left ? x < get_pane_width (self, side) : x >= width - get_pane_width (self, side);
}

static void
shade_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, ManiSplit *self)
{
  if (!lies_in_pane (self, START, x) && !lies_in_pane (self, END, x))
    hide_over (self);
}

static void
mani_split_dispose (GObject *object)
{
  ManiSplit *self = MANI_SPLIT (object);

  g_clear_handle_id (&self->fold_source, g_source_remove);
  for (guint side = 0; side < N_SIDES; side++)
    g_clear_pointer (&self->panes[side], gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->shade, gtk_widget_unparent);

  G_OBJECT_CLASS (mani_split_parent_class)->dispose (object);
}

static void
mani_split_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  ManiSplit *self = MANI_SPLIT (object);

  switch (id)
    {
    case PROP_START:
      g_value_set_object (value, self->panes[START]);
      break;

    case PROP_CONTENT:
      g_value_set_object (value, self->content);
      break;

    case PROP_END:
      g_value_set_object (value, self->panes[END]);
      break;

    case PROP_START_WIDTH:
      g_value_set_int (value, self->widths[START]);
      break;

    case PROP_END_WIDTH:
      g_value_set_int (value, self->widths[END]);
      break;

    case PROP_CONTENT_WIDTH:
      g_value_set_int (value, self->content_width);
      break;

    case PROP_SHOW_START:
      g_value_set_boolean (value, self->show[START]);
      break;

    case PROP_SHOW_END:
      g_value_set_boolean (value, self->show[END]);
      break;

    case PROP_FOLDED:
      g_value_set_boolean (value, self->is_folded);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_width (ManiSplit *self, int *width, int value, guint property)
{
  if (*width == value)
    return;
  *width = value;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
mani_split_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  ManiSplit *self = MANI_SPLIT (object);

  switch (id)
    {
    case PROP_START:
      set_child (self, &self->panes[START], g_value_get_object (value));
      break;

    case PROP_CONTENT:
      set_child (self, &self->content, g_value_get_object (value));
      break;

    case PROP_END:
      set_child (self, &self->panes[END], g_value_get_object (value));
      break;

    case PROP_START_WIDTH:
      set_width (self, &self->widths[START], g_value_get_int (value), id);
      break;

    case PROP_END_WIDTH:
      set_width (self, &self->widths[END], g_value_get_int (value), id);
      break;

    case PROP_CONTENT_WIDTH:
      set_width (self, &self->content_width, g_value_get_int (value), id);
      break;

    case PROP_SHOW_START:
      set_show (self, START, g_value_get_boolean (value));
      break;

    case PROP_SHOW_END:
      set_show (self, END, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mani_split_class_init (ManiSplitClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = mani_split_dispose;
  object_class->get_property = mani_split_get_property;
  object_class->set_property = mani_split_set_property;
  widget_class->measure = mani_split_measure;
  widget_class->size_allocate = mani_split_size_allocate;
  widget_class->snapshot = mani_split_snapshot;

  properties[PROP_START] = g_param_spec_object ("start", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_END] = g_param_spec_object ("end", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_START_WIDTH] =
      g_param_spec_int ("start-width", NULL, NULL, 0, G_MAXINT, 260, flags);
  properties[PROP_END_WIDTH] = g_param_spec_int ("end-width", NULL, NULL, 0, G_MAXINT, 320, flags);
  properties[PROP_CONTENT_WIDTH] =
      g_param_spec_int ("content-width", NULL, NULL, 0, G_MAXINT, 420, flags);
  properties[PROP_SHOW_START] = g_param_spec_boolean ("show-start", NULL, NULL, TRUE, flags);
  properties[PROP_SHOW_END] = g_param_spec_boolean ("show-end", NULL, NULL, TRUE, flags);
  properties[PROP_FOLDED] =
      g_param_spec_boolean ("folded", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_set_css_name (widget_class, "split");
}

static void
mani_split_init (ManiSplit *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->widths[START] = 260;
  self->widths[END] = 320;
  self->content_width = 420;
  self->show[START] = self->show[END] = TRUE;

  self->shade = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->shade, "shade");
  gtk_widget_set_parent (self->shade, GTK_WIDGET (self));
  gtk_widget_set_child_visible (self->shade, FALSE);
  g_signal_connect (click, "pressed", G_CALLBACK (shade_pressed_cb), self);
  gtk_widget_add_controller (self->shade, GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

static GtkBuildableIface *parent_buildable;

static void
mani_split_add_child (GtkBuildable *buildable,
                      GtkBuilder *builder,
                      GObject *child,
                      const char *type)
{
  if (GTK_IS_WIDGET (child))
    g_object_set (buildable, type != NULL ? type : "content", child, NULL);
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
mani_split_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = mani_split_add_child;
}

gboolean
mani_split_get_show_start (ManiSplit *self)
{
  return self->show[START];
}

void
mani_split_set_show_start (ManiSplit *self, gboolean show)
{
  set_show (self, START, show);
}

gboolean
mani_split_get_show_end (ManiSplit *self)
{
  return self->show[END];
}

void
mani_split_set_show_end (ManiSplit *self, gboolean show)
{
  set_show (self, END, show);
}

gboolean
mani_split_get_folded (ManiSplit *self)
{
  return self->is_folded;
}
