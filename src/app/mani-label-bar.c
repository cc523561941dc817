/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Chips in rows, in step with the project's labels. */

#include "mani-label-bar.h"

#include "mani-label-chip.h"
#include "mani-wrap-layout.h"

#include <glib/gi18n.h>

#define SPACING 6
/* Chips have their names as long as these need no more rows. */
#define MAX_ROWS_WITH_NAMES 2
/* Of a chip's height; what does not fit is scrolled to. Half a chip says that there are more. */
#define MAX_HEIGHT 3.8

struct _ManiLabelBar
{
  GtkWidget parent_instance;
  ManiEditor *editor;
  ManiTable *labels;
  GtkWidget *scroller;
  GtkWidget *box;
  gboolean is_compact;
  guint tick; /* or 0 */
};

enum
{
  PROP_0,
  PROP_EDITOR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ManiLabelBar, mani_label_bar, GTK_TYPE_WIDGET)

static void
set_compact (ManiLabelBar *self, gboolean is_compact)
{
  self->is_compact = is_compact;
  for (GtkWidget *chip = gtk_widget_get_first_child (self->box); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    mani_label_chip_set_compact (MANI_LABEL_CHIP (chip), is_compact);
}

/* Labels are few, and change seldom: the chips are made anew. */
static void
labels_changed_cb (ManiLabelBar *self)
{
  GtkWidget *chip;

  while ((chip = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), chip);

  for (guint i = 0; self->labels != NULL && i < mani_table_get_length (self->labels); i++)
    {
      ManiLabel *label = mani_table_get (self->labels, i);

      if (mani_label_get_use (label) == MANI_LABEL_FOR_PASSAGES)
        gtk_box_append (GTK_BOX (self->box), mani_label_chip_new (label));
    }
  set_compact (self, self->is_compact);
}

static void
set_editor (ManiLabelBar *self, ManiEditor *editor)
{
  if (!g_set_object (&self->editor, editor))
    return;

  if (self->labels != NULL)
    g_signal_handlers_disconnect_by_func (self->labels, labels_changed_cb, self);
  g_clear_object (&self->labels);
  if (editor != NULL)
    self->labels =
        g_object_ref (mani_project_get_table (mani_editor_get_project (editor), MANI_KIND_LABEL));
  if (self->labels != NULL)
    g_signal_connect_object (self->labels, "items-changed", G_CALLBACK (labels_changed_cb), self,
                             G_CONNECT_SWAPPED);
  labels_changed_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
}

static void
mani_label_bar_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  ManiLabelBar *self = MANI_LABEL_BAR (widget);
  GtkWidget *chip = gtk_widget_get_first_child (self->box);
  int height;

  gtk_widget_measure (self->box, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL || chip == NULL)
    return;
  gtk_widget_measure (chip, orientation, -1, NULL, &height, NULL, NULL);
  *minimum = *natural = MIN (*natural, (int) (height * MAX_HEIGHT));
}

/* Whether the names need too many rows, whether they are shown or not. */
static gboolean
should_be_compact (ManiLabelBar *self)
{
  int available = gtk_widget_get_width (self->box);
  int x = 0;
  int row = 0;

  for (GtkWidget *chip = gtk_widget_get_first_child (self->box); chip != NULL;
       chip = gtk_widget_get_next_sibling (chip))
    {
      int width;

      gtk_widget_measure (chip, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
      if (self->is_compact)
        width += mani_label_chip_get_name_width (MANI_LABEL_CHIP (chip));
      mani_wrap_layout_place (width, available, SPACING, &x, &row);
    }

  return row >= MAX_ROWS_WITH_NAMES;
}

static gboolean
fit_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  ManiLabelBar *self = MANI_LABEL_BAR (widget);
  gboolean is_compact = should_be_compact (self);

  self->tick = 0;
  if (is_compact != self->is_compact)
    set_compact (self, is_compact);

  return G_SOURCE_REMOVE;
}

/* Children must not come and go while sizes are given out: GTK would leave the window unallocated,
 * and so blank. The next frame does it. */
static void
mani_label_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ManiLabelBar *self = MANI_LABEL_BAR (widget);

  gtk_widget_size_allocate (self->scroller, &(GtkAllocation){ 0, 0, width, height }, baseline);
  if (self->tick == 0 && should_be_compact (self) != self->is_compact)
    self->tick = gtk_widget_add_tick_callback (widget, fit_cb, NULL, NULL);
}

static GtkSizeRequestMode
mani_label_bar_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
mani_label_bar_dispose (GObject *object)
{
  ManiLabelBar *self = MANI_LABEL_BAR (object);

  set_editor (self, NULL);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (mani_label_bar_parent_class)->dispose (object);
}

static void
mani_label_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EDITOR)
    g_value_set_object (value, MANI_LABEL_BAR (object)->editor);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_label_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_EDITOR)
    set_editor (MANI_LABEL_BAR (object), g_value_get_object (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mani_label_bar_class_init (ManiLabelBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mani_label_bar_dispose;
  object_class->get_property = mani_label_bar_get_property;
  object_class->set_property = mani_label_bar_set_property;
  widget_class->get_request_mode = mani_label_bar_get_request_mode;
  widget_class->measure = mani_label_bar_measure;
  widget_class->size_allocate = mani_label_bar_size_allocate;

  properties[PROP_EDITOR] =
      g_param_spec_object ("editor", NULL, NULL, MANI_TYPE_EDITOR,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "labelbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
}

static void
mani_label_bar_init (ManiLabelBar *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->box, mani_wrap_layout_new (SPACING));
  gtk_widget_add_css_class (self->box, "chips");
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->box);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Labels"), -1);
}
