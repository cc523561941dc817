/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows that are filled one after another. */

#include "mani-wrap-layout.h"

struct _ManiWrapLayout
{
  GtkLayoutManager parent_instance;
  int spacing;
};

enum
{
  PROP_0,
  PROP_SPACING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiWrapLayout, mani_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

int
mani_wrap_layout_place (int width, int available, int spacing, int *x, int *row)
{
  int start = *x > 0 ? *x + spacing : 0;

  if (start > 0 && start + width > available)
    {
      start = 0;
      *row += 1;
    }
  *x = start + width;

  return start;
}

static GtkWidget *
next_visible (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

/* Of each child. */
static int
measure_row (GtkWidget *widget)
{
  int height = 0;

  for (GtkWidget *child = next_visible (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_visible (gtk_widget_get_next_sibling (child)))
    {
      int natural;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, NULL, &natural, NULL, NULL);
      height = MAX (height, natural);
    }

  return height;
}

static int
measure_width (GtkWidget *child, int available)
{
  int minimum;
  int natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);

  return CLAMP (natural, minimum, MAX (minimum, available));
}

static void
measure_height (ManiWrapLayout *self, GtkWidget *widget, int available, int *height)
{
  int x = 0;
  int row = 0;

  for (GtkWidget *child = next_visible (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_visible (gtk_widget_get_next_sibling (child)))
    mani_wrap_layout_place (measure_width (child, available), available, self->spacing, &x, &row);
  *height = (row + 1) * measure_row (widget) + row * self->spacing;
}

static void
mani_wrap_layout_measure (GtkLayoutManager *manager,
                          GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  ManiWrapLayout *self = MANI_WRAP_LAYOUT (manager);
  int x = 0;
  int row = 0;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      measure_height (self, widget, for_size >= 0 ? for_size : G_MAXINT, minimum);
      *natural = *minimum;
      return;
    }

  *minimum = 0;
  for (GtkWidget *child = next_visible (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_visible (gtk_widget_get_next_sibling (child)))
    {
      *minimum = MAX (*minimum, measure_width (child, 0));
      mani_wrap_layout_place (measure_width (child, G_MAXINT), G_MAXINT, self->spacing, &x, &row);
    }
  *natural = MAX (x, *minimum);
}

static void
mani_wrap_layout_allocate (GtkLayoutManager *manager,
                           GtkWidget *widget,
                           int width,
                           int height,
                           int baseline)
{
  ManiWrapLayout *self = MANI_WRAP_LAYOUT (manager);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int row_height = measure_row (widget);
  int end = 0;
  int row = 0;

  for (GtkWidget *child = next_visible (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_visible (gtk_widget_get_next_sibling (child)))
    {
      int child_width = measure_width (child, width);
      int x = mani_wrap_layout_place (child_width, width, self->spacing, &end, &row);

      gtk_widget_size_allocate (child,
                                &(GtkAllocation){ is_rtl ? width - x - child_width : x,
                                                  row * (row_height + self->spacing), child_width,
                                                  row_height },
                                -1);
    }
}

static GtkSizeRequestMode
mani_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
mani_wrap_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPACING)
    g_value_set_int (value, MANI_WRAP_LAYOUT (object)->spacing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_wrap_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SPACING)
    MANI_WRAP_LAYOUT (object)->spacing = g_value_get_int (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_wrap_layout_class_init (ManiWrapLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = mani_wrap_layout_get_property;
  object_class->set_property = mani_wrap_layout_set_property;
  layout_class->measure = mani_wrap_layout_measure;
  layout_class->allocate = mani_wrap_layout_allocate;
  layout_class->get_request_mode = mani_wrap_layout_get_request_mode;

  properties[PROP_SPACING] =
      g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT16, 0,
                        G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
mani_wrap_layout_init (ManiWrapLayout *self)
{
}

GtkLayoutManager *
mani_wrap_layout_new (int spacing)
{
  return g_object_new (MANI_TYPE_WRAP_LAYOUT, "spacing", spacing, NULL);
}
