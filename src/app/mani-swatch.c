/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A disc, drawn with an edge that shows on any background. */

#include "mani-swatch.h"

#define SIZE 11

struct _ManiSwatch
{
  GtkWidget parent_instance;
  char *color;
};

enum
{
  PROP_0,
  PROP_COLOR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiSwatch, mani_swatch, GTK_TYPE_WIDGET)

static void
mani_swatch_measure (GtkWidget *widget,
                     GtkOrientation orientation,
                     int for_size,
                     int *minimum,
                     int *natural,
                     int *minimum_baseline,
                     int *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
mani_swatch_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  ManiSwatch *self = MANI_SWATCH (widget);
  GskRoundedRect disc;
  graphene_rect_t bounds;
  GdkRGBA edge = { 0.5, 0.5, 0.5, 0.7 };
  GdkRGBA fill = edge;
  float size = MIN (gtk_widget_get_width (widget), gtk_widget_get_height (widget));

  graphene_rect_init (&bounds, (gtk_widget_get_width (widget) - size) / 2,
                      (gtk_widget_get_height (widget) - size) / 2, size, size);
  gsk_rounded_rect_init_from_rect (&disc, &bounds, size / 2);
  if (self->color != NULL && gdk_rgba_parse (&fill, self->color))
    {
      gtk_snapshot_push_rounded_clip (snapshot, &disc);
      gtk_snapshot_append_color (snapshot, &fill, &bounds);
      gtk_snapshot_pop (snapshot);
    }
  else
    gtk_snapshot_append_border (snapshot, &disc, (float[]){ 2, 2, 2, 2 },
                                (GdkRGBA[]){ fill, fill, fill, fill });
}

static void
mani_swatch_finalize (GObject *object)
{
  g_free (MANI_SWATCH (object)->color);

  G_OBJECT_CLASS (mani_swatch_parent_class)->finalize (object);
}

static void
mani_swatch_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COLOR)
    g_value_set_string (value, MANI_SWATCH (object)->color);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_swatch_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COLOR)
    mani_swatch_set_color (MANI_SWATCH (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_swatch_class_init (ManiSwatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = mani_swatch_finalize;
  object_class->get_property = mani_swatch_get_property;
  object_class->set_property = mani_swatch_set_property;
  widget_class->measure = mani_swatch_measure;
  widget_class->snapshot = mani_swatch_snapshot;

  properties[PROP_COLOR] =
      g_param_spec_string ("color", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "swatch");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
mani_swatch_init (ManiSwatch *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
mani_swatch_new (const char *color)
{
  return g_object_new (MANI_TYPE_SWATCH, "color", color, NULL);
}

void
mani_swatch_set_color (ManiSwatch *self, const char *color)
{
  if (g_strcmp0 (self->color, color) == 0)
    return;
  g_free (self->color);
  self->color = g_strdup (color);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLOR]);
}
